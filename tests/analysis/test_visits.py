"""Planning visits: the selection against all selections, what a visit is worth, roads, ways, dates, and the words."""

import datetime as dt
import math
from itertools import combinations

import numpy as np
import pytest
from analysis.move_maps import AS_OF, DM, build

import stakeholder_graph as sg

NEAR = 1e-9


# ---------------------------------------------------------------- the selection


@pytest.mark.parametrize("seed", range(6))
def test_the_selection_is_worth_most(seed):
    G = sg.random_buying_center(9, seed)
    rng = np.random.default_rng(seed)
    cost = {contact: round(float(rng.uniform(0.5, 3)), 2) for contact in G if contact.startswith("c")}
    plan = sg.plan_visits(G, budget=5.0, as_of=AS_OF, cost=cost)
    everybody = sg.plan_visits(G, budget=1000.0, as_of=AS_OF, cost=cost).visits
    worth = everybody["worth"].to_dict()
    selections = (chosen for size in range(10) for chosen in combinations(worth, size))
    best = max(sum(worth[c] for c in chosen) for chosen in selections if sum(cost[c] for c in chosen) <= 5.0 + NEAR)
    assert plan.exact
    assert plan.visits["worth"].sum() == pytest.approx(best)
    assert plan.spent == pytest.approx(plan.visits["cost"].sum())
    assert plan.spent <= 5.0 + NEAR


@pytest.mark.parametrize("seed", range(4))
def test_worth_is_the_priority_of_the_moves_where_everything_is_known(seed):
    G = sg.random_buying_center(20, seed)
    moves = sg.next_moves(G, as_of=AS_OF)
    plan = sg.plan_visits(G, budget=5, as_of=AS_OF)
    for table in (plan.visits, plan.left_out):
        assert table["priority"].is_monotonic_decreasing
        known = table[(moves.loc[table.index, "access"] >= 0.2) & moves.loc[table.index, "gain"].notna()]
        assert known["priority"].tolist() == pytest.approx(moves.loc[known.index, "priority"].tolist())
    assert plan.gain == pytest.approx(plan.visits["gain"].sum())


def test_finding_something_out_is_worth_something():
    people = {"a": {**DM, "stance": 0.0}, "b": {}, "c": {"stance": 0.5, "relationship": "none"}}
    G = build(people, {("b", "a"): 0.5, ("c", "a"): 0.25}, team={"t": {}}, bonds={("t", "a"): "trusted"})
    plan = sg.plan_visits(G, budget=9, as_of=AS_OF)
    # shares: a .5, b .125, c .0625; on average 1 is missing to an unknown stance; no access counts as a first contact
    assert plan.visits["worth"].to_dict() == pytest.approx({"a": 0.5 * 0.8, "b": 0.125 * 0.2, "c": 0.0625 * 0.5 * 0.2})
    assert plan.visits["assumed"].to_dict() == {"a": (), "b": ("stance", "access"), "c": ()}
    assert math.isnan(plan.visits.loc["b", "gain"])
    assert plan.gain == pytest.approx(0.5 + 0.03125)
    assert plan.gain_open == pytest.approx(0.125)
    assert "those whose stance is not known add +0.125 on average" in plan.to_text()
    assert "How we get to 1 of them is not known" in plan.to_text()


@pytest.mark.parametrize("target", [-1.0, -0.3, 0.0, 0.5, 1.0])
def test_the_mean_gain_of_a_stance_that_is_not_known(target):
    # the mean over stances in the middle of equal parts of [-1, 1]; whoever is beyond the target stays
    stances = (np.arange(20_000) + 0.5) / 10_000 - 1
    mean = np.maximum(target - stances, 0).mean()
    plan = sg.plan_visits(build({"a": DM}), budget=1, as_of=AS_OF, target_stance=target)
    worth = [*plan.visits["worth"], *plan.left_out["worth"]]
    assert worth == pytest.approx([0.5 * mean * 0.2], abs=1e-6)  # the share of a sole contact is .5


def test_who_is_left_out_and_why():
    people = {"a": {**DM, "stance": 1.0}, "b": {"stance": 0.0}, "c": {"stance": 0.0}, "d": {"stance": 0.0}}
    G = build(people, {("b", "a"): 0.5, ("c", "a"): 0.25, ("d", "a"): -0.25})
    plan = sg.plan_visits(G, budget=1, as_of=AS_OF)
    assert plan.visits.index.tolist() == ["b"]
    assert plan.left_out["reason"].to_dict() == {"c": "budget", "a": "nothing_to_gain", "d": "nothing_to_gain"}
    text = plan.to_text().split("\n")
    assert text[0] == "1 of 2 visits fit a budget of 1 (spent: 1), due by 2026-07-15."
    assert text[-2:] == ["  Left out for want of budget: c.", "  Nothing to gain: a and d."]


def test_many_who_are_left_out_are_counted():
    G = build({"a": {**DM, "stance": 0.0}, **{f"c{n:02d}": {"stance": 1.0} for n in range(12)}})
    assert "c00, c01, c02, c03, c04, c05, c06, c07 and 4 more." in sg.plan_visits(G, budget=0, as_of=AS_OF).to_text()
    assert "c07、另 4 人。" in sg.plan_visits(G, budget=0, as_of=AS_OF).to_text("zh")


def test_too_many_selections_to_try(monkeypatch):
    select = sg.plan_visits.__globals__["select_items"]
    monkeypatch.setitem(sg.plan_visits.__globals__, "select_items", lambda *items: select(*items, longest_list=0))
    plan = sg.plan_visits(sg.example_buying_center(), budget=2, as_of=AS_OF)
    assert not plan.exact
    assert "at least half of the best one" in plan.to_text()


# ---------------------------------------------------------------- roads


def road(G, contact="a"):
    visit = sg.plan_visits(G, budget=99, as_of=AS_OF).visits.loc[contact]
    return visit["teammate"], visit["through"]


def test_over_the_most_reliable_introduction():
    people = {"a": DM, "b": {}, "c": {}}
    bonds = {("t", "b"): "trusted", ("u", "c"): "familiar"}
    G = build(people, {("b", "a"): 0.3, ("c", "a"): 0.9}, team={"t": {}, "u": {}}, bonds=bonds)
    assert road(G) == ("u", ("c",))  # .55 * .9 beats .8 * .3


def test_where_nobody_leads_those_are_asked_whom_the_contact_moves():
    people = {"a": DM, "b": {"relationship": "none"}, "c": {"stance": -0.3}, "d": {}}
    ties = {("b", "a"): 0.2, ("b", "c"): 0.9, ("b", "d"): 0.4}
    bonds = {("t", "a"): "trusted", ("t", "c"): "trusted", ("t", "d"): "familiar"}
    G = build(people, ties, team={"t": {}}, bonds=bonds)
    # c is against us; .4 * .55 by way of d beats .2 * .8 by way of a
    assert road(G, "b") == ("t", ("d",))
    assert "t asks d about b." in sg.plan_visits(G, budget=9, as_of=AS_OF).to_text()


def test_else_the_best_coach_is_asked():
    coach = {"stance": 0.5, "coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True}
    people = {"a": {**DM, "relationship": "none"}, "b": {}, "c": coach}
    G = build(people, {("b", "c"): 0.5}, team={"t": {}}, bonds={("t", "b"): "trusted"})
    assert road(G) == ("t", ("b", "c"))


def test_else_we_ask_ourselves():
    plan = sg.plan_visits(build({"a": DM}), budget=1, as_of=AS_OF)
    assert road(build({"a": DM})) == (None, ())
    assert "1. Ask everybody of ours about a." in plan.to_text()
    assert "在我方内部逐一打听 a。" in plan.to_text("zh")
    assert plan.visits[["way", "lever", "peer"]].iloc[0].tolist() == [None, None, None]


def test_a_relationship_of_which_nobody_says_whose_it_is():
    plan = sg.plan_visits(build({"a": {**DM, "relationship": "trusted"}}), budget=1, as_of=AS_OF)
    assert plan.visits.loc["a", "teammate"] is None
    assert "Somebody of ours, to be named, visits a." in plan.to_text()


# ---------------------------------------------------------------- ways and peers


def test_whom_others_lead_us_to_is_first_met_by_introduction():
    executive = {**DM, "level": 1, "style": "leading"}
    people = {"a": executive, "b": {}}
    G = build(people, {("b", "a"): 0.5}, team={"t": {"level": 1}}, bonds={("t", "b"): "trusted", ("t", "a"): "none"})
    assert sg.plan_visits(G, budget=1, as_of=AS_OF, stage="select").visits.loc["a", "way"] == "introduction"


@pytest.mark.parametrize(
    ("levels", "peer"),
    [({"t": 1}, None), ({"t": 3, "u": 1}, "u"), ({"t": 3, "u": 1, "v": 2}, "v"), ({"u": 2, "v": 2}, "u")],
)
def test_level_meets_level(levels, peer):
    executive = {**DM, "level": 2, "style": "leading", "stance": 0.9}
    team = {mate: ({"level": levels[mate]} if mate in levels else {}) for mate in "tuv"}
    G = build({"a": executive}, team=team, bonds={("t", "a"): "familiar"})
    plan = sg.plan_visits(G, budget=1, as_of=AS_OF, stage="select")
    assert plan.visits.loc["a", "way"] == "peer_meeting"
    assert plan.visits.loc["a", "peer"] == peer
    assert ("comes along: level with level" in plan.to_text()) == (peer is not None)


@pytest.mark.parametrize(
    ("visitor", "contact", "peer"),
    [(3, 1, "u"), (2, 1, None), (1, 1, None), (4, 2, "u"), (3, 2, None), (None, 1, None), (3, None, None)],
)
def test_level_meets_level_on_an_introduction_too(visitor, contact, peer):
    people = {"a": {**DM, "level": contact} if contact else DM, "b": {}}
    team = {"t": {"level": visitor} if visitor else {}, "u": {"level": 1}}
    G = build(people, {("b", "a"): 0.5}, team=team, bonds={("t", "b"): "trusted", ("t", "a"): "none"})
    plan = sg.plan_visits(G, budget=1, as_of=AS_OF)
    assert plan.visits.loc["a", ["teammate", "way"]].tolist() == ["t", "introduction"]
    assert plan.visits.loc["a", "peer"] == peer
    assert ("t visits a, introduced by b. u comes along: level with level." in plan.to_text()) == (peer is not None)


def test_nobody_comes_along_where_nobody_of_ours_is_senior_enough():
    bonds = {("t", "b"): "trusted", ("t", "a"): "none"}
    G = build({"a": {**DM, "level": 1}, "b": {}}, {("b", "a"): 0.5}, team={"t": {"level": 4}}, bonds=bonds)
    assert sg.plan_visits(G, budget=1, as_of=AS_OF).visits.loc["a", "peer"] is None


def test_the_chief_executive_of_the_sample_account_is_not_visited_alone():
    visits = sg.plan_visits(sg.read_csv(sg.sample_folder("packaging_line")), budget=5).visits
    assert visits.loc["eklund", ["teammate", "way", "peer"]].tolist() == ["t4", "introduction", "t3"]


def test_what_only_perhaps_fits_is_not_in_the_plan():
    G = build({"a": {**DM, "relationship": "familiar", "style": "leading", "receptivity": "growth"}})
    levers = sg.ways_to_act(G).query("kind == 'lever'").set_index("way")
    assert levers.loc["scarcity", "score"] > levers.loc["liking", "score"]
    assert levers.loc["scarcity", "hangs_on"] == ("stage", "stance")
    assert sg.plan_visits(G, budget=1, as_of=AS_OF).visits.loc["a", "lever"] == "liking"


# ---------------------------------------------------------------- dates, words, errors


def test_the_date_by_which():
    G = build({"a": DM}, account={"as_of": dt.date(2026, 3, 31)})
    plan = sg.plan_visits(G, budget=1, days=30)
    assert (plan.as_of, plan.by) == (dt.date(2026, 3, 31), dt.date(2026, 4, 30))
    assert plan.visits["by"].dt.date.tolist() == [dt.date(2026, 4, 30)]


def test_without_a_day_there_is_no_plan():
    with pytest.raises(sg.OptionError, match="as_of"):
        sg.plan_visits(sg.example_buying_center(), budget=1)


@pytest.mark.parametrize(
    ("options", "error", "named"),
    [
        ({"budget": -1}, sg.OptionError, "budget"),
        ({"budget": math.nan}, sg.OptionError, "budget"),
        ({"budget": math.inf}, sg.OptionError, "budget"),
        ({"days": -1}, sg.OptionError, "days"),
        ({"days": 1.5}, sg.OptionError, "days"),
        ({"days": True}, sg.OptionError, "days"),
        ({"days": 367}, sg.OptionError, "days"),
        ({"cost": {"coo": -1}}, sg.OptionError, "cost"),
        ({"stage": "later"}, sg.UnknownTermError, "later"),
        ({"lang": "fr"}, sg.UnknownTermError, "fr"),
    ],
)
def test_what_is_refused(options, error, named):
    with pytest.raises(error, match=named):
        sg.plan_visits(sg.example_buying_center(), **{"budget": 1, "as_of": AS_OF, **options})


def test_what_it_says():
    people = {"a": {**DM, "name": "Li", "stance": 0.9, "style": "leading"}, "b": {"name": "Wu", "stance": -0.2}}
    motives = [
        ("b", "organisational", {"description": "uptime", "direction": 1.0, "disclosure": "stated"}),
        ("b", "personal", {"description": "jobs", "direction": -1.0}),
        ("a", "personal", {"description": "promotion", "direction": 1.0, "disclosure": "hidden"}),
    ]
    bonds = {("t", "b"): "familiar"}
    G = build(people, {("b", "a"): 0.5}, team={"t": {"name": "Gu"}}, bonds=bonds, motives=motives)
    plan = sg.plan_visits(G, budget=20_000, cost={"a": 12_500, "b": 7_000}, as_of=AS_OF, stage="select")
    assert plan.to_text().split("\n") == [
        "2 of 2 visits fit a budget of 20,000 (spent: 19,500), due by 2026-07-15.",
        "  If the people visited came all the way round, the lean of the decision would move by +0.200.",
        "  1. Gu visits Wu.",
        "     Move Wu from −0.20 to +0.20 by 2026-07-15, confirmed in Wu's own words.",
        "     Way: facts and figures: the business case; build on reciprocity.",
        "     Speak to: uptime.",
        "     Have an answer for: jobs.",
        "  2. Gu visits Li, introduced by Wu.",
        "     First conversation with Li by 2026-07-15, with a date agreed for the second.",
        "     Way: introduction by a coach or somebody who trusts us.",
        "     Keep in mind, unspoken: promotion.",
    ]
    chinese = plan.to_text("zh").split("\n")
    assert chinese[0] == "2 个可安排的拜访中，预算 20,000 可容纳 2 个（已用 19,500），2026-07-15 前完成。"
    assert chinese[7] == "  2. Gu 拜访 Li，由 Wu 引见。"
    assert len(chinese) == 11


def test_nobody_to_visit():
    plan = sg.plan_visits(sg.BuyingCenter(), budget=1, as_of=AS_OF)
    assert plan.to_text() == "There is nobody to visit."
    assert str(plan) == plan.to_text()
    assert "没有可拜访的人" in plan.to_text("zh")


def test_nobody_decides():
    plan = sg.plan_visits(build({"a": {"stance": 0.0}}), budget=1, as_of=AS_OF)
    assert "Nobody on the map decides" in plan.to_text()
    assert plan.basis == "mean of all contacts"
