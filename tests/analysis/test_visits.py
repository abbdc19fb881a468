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
    assert plan.left_out["priority"].is_monotonic_decreasing
    for table in (plan.visits, plan.left_out):
        known = table[moves.loc[table.index, "priority"].notna()]
        assert known["priority"].tolist() == pytest.approx(moves.loc[known.index, "priority"].tolist())
        assert (known["assumed"] == ()).all()
    assert plan.gain == pytest.approx(plan.visits["gain"].sum())


def test_finding_something_out_is_worth_something():
    people = {"a": {**DM, "stance": 0.0}, "b": {}, "c": {"stance": 0.5, "relationship": "none"}}
    G = build(people, {("b", "a"): 0.5, ("c", "a"): 0.25}, team={"t": {}}, bonds={("t", "a"): "trusted"})
    plan = sg.plan_visits(G, budget=9, as_of=AS_OF)
    # shares: a .5, b .125; on average 1 is missing to an unknown stance; unknown access counts as a first contact, .2
    assert plan.visits["worth"].to_dict() == pytest.approx({"a": 0.5 * 0.8, "b": 0.125 * 0.2})
    assert plan.visits["assumed"].to_dict() == {"a": (), "b": ("stance", "access")}
    assert math.isnan(plan.visits.loc["b", "gain"])
    assert plan.gain == pytest.approx(0.5)
    assert plan.gain_open == pytest.approx(0.125)
    assert "those whose stance is not known add +0.125 on average" in plan.to_text()
    assert "How we get to 1 of them is not known; it counts with an assumed access of 0.2" in plan.to_text()


def test_known_access_is_taken_as_it_is():
    people = {"a": {**DM, "stance": 0.0}, "b": {"stance": 0.0}, "c": {"stance": 0.0, "relationship": "none"}}
    bonds = {("t", "a"): {"strength": 0.05}, ("t", "b"): "none"}
    G = build(people, {("b", "a"): 0.5, ("c", "a"): 0.5}, team={"t": {}}, bonds=bonds)
    plan = sg.plan_visits(G, budget=9, as_of=AS_OF)
    assert plan.visits["worth"].to_dict() == pytest.approx({"a": 0.5 * 0.05})  # below a first contact, and no more
    assert plan.left_out[["worth", "reason", "assumed"]].to_dict("index") == {
        contact: {"worth": 0.0, "reason": "no_way_in", "assumed": ()} for contact in "bc"
    }
    assert plan.to_text().endswith(
        "  No way in, since nobody of ours is known to know them and nobody is known to lead us there: b and c."
    )
    assert "无从接触" in plan.to_text("zh")


@pytest.mark.parametrize("way_in", [0.0, 0.05, 1.0])
def test_what_unknown_access_counts_for(way_in):
    G = build({"a": {**DM, "stance": 0.0}, "b": {"stance": 0.0}}, {("b", "a"): 0.5}, bonds={})
    plan = sg.plan_visits(G, budget=9, as_of=AS_OF, way_in=way_in)
    assert plan.way_in == way_in
    worth = {**plan.visits["worth"], **plan.left_out["worth"]}
    assert worth == pytest.approx({"a": 0.5 * way_in, "b": 0.125 * way_in})
    assert (f"an assumed access of {way_in:g}" in plan.to_text()) == (way_in > 0)
    assert set(plan.left_out["reason"]) == (set() if way_in else {"no_way_in"})


@pytest.mark.parametrize("sample", ["bank_mainframe", "packaging_line"])
def test_whom_nobody_leads_to_is_not_put_before_whom_we_reach(sample):
    G = sg.read_csv(sg.sample_folder(sample))
    moves, plan = sg.next_moves(G), sg.plan_visits(G, budget=99)
    assert not set(moves.index[moves["access"] == 0]) & set(plan.visits.index)


@pytest.mark.parametrize(
    "options", [{"openness": 0.3}, {"attention_budget": 2.0}, {"weights": {"okafor": 1.0, "moreau": 2.0}}]
)
def test_the_options_of_the_moves_are_those_of_the_plan(options):
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    usual = {"budget" if name == "attention_budget" else name: value for name, value in options.items()}
    moves, plan = sg.next_moves(G, **usual), sg.plan_visits(G, budget=99, **options)
    sure = plan.visits[plan.visits["assumed"] == ()]
    assert len(sure) > 3
    assert sure["priority"].tolist() == pytest.approx(moves.loc[sure.index, "priority"].tolist())
    assert sure["decides"].tolist() == moves.loc[sure.index, "decides"].tolist()
    assert plan.unattributed == pytest.approx(moves.attrs["unattributed"])
    assert sure["priority"].tolist() != pytest.approx(sg.next_moves(G).loc[sure.index, "priority"].tolist())


@pytest.mark.parametrize(("stance_step", "aim"), [(0.1, -0.4), (0.4, -0.1), (2.0, 1.0)])
def test_how_far_one_visit_moves_a_stance(stance_step, aim):
    G = build(
        {"a": {**DM, "stance": -0.5}}, team={"t": {}}, bonds={("t", "a"): "trusted"}, motives=[("a", "personal", {})]
    )
    plan = sg.plan_visits(G, budget=1, as_of=AS_OF, stance_step=stance_step)
    assert plan.visits.loc["a", ["goal_kind", "aim"]].tolist() == ["move_stance", aim]


def test_gains_of_stances_none_of_which_is_known():
    G = build({"a": DM, "b": {}}, {("b", "a"): 0.5}, team={"t": {}}, bonds={("t", "a"): "trusted"})
    plan = sg.plan_visits(G, budget=1, as_of=AS_OF)
    assert math.isnan(plan.gain)
    assert plan.to_dict()["gain"] is None
    assert plan.gain_open == pytest.approx(0.5)  # the share of a is .5, and 1 is missing on average
    assert (
        "would move by +0.500 on average over all that their stances can be; none of them is known." in plan.to_text()
    )
    assert "其立场均未知" in plan.to_text("zh")
    assert sg.plan_visits(G, budget=0, as_of=AS_OF).gain == 0.0  # no visit moves nothing


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
    assert text[0] == "1 of 2 visits fits a budget of 1 (spent: 1), due by 2026-07-15."
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
    people = {"a": DM, "b": {}, "c": {"stance": -0.3}, "d": {}}
    ties = {("b", "a"): 0.2, ("b", "c"): 0.9, ("b", "d"): 0.4}
    bonds = {("t", "a"): "trusted", ("t", "c"): "trusted", ("t", "d"): "familiar"}
    G = build(people, ties, team={"t": {}}, bonds=bonds)
    # c is against us; .4 * .55 by way of d beats .2 * .8 by way of a
    assert road(G, "b") == ("t", ("d",))
    assert "t asks d about b." in sg.plan_visits(G, budget=9, as_of=AS_OF).to_text()


def test_else_the_best_coach_is_asked():
    coach = {"stance": 0.5, "coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True}
    people = {"a": DM, "b": {}, "c": coach}
    G = build(people, {("b", "c"): 0.5}, team={"t": {}}, bonds={("t", "b"): "trusted"})
    assert road(G) == ("t", ("b", "c"))


def test_else_we_ask_ourselves():
    plan = sg.plan_visits(build({"a": DM}), budget=1, as_of=AS_OF)
    assert road(build({"a": DM})) == (None, ())
    assert "1. No visit yet: first ask in our own firm about a; nobody of ours is on the map yet." in plan.to_text()
    assert "暂不拜访：先在本公司内打听 a；图上还没有我方人员。" in plan.to_text("zh")
    assert plan.visits[["way", "lever", "peer"]].iloc[0].tolist() == [None, None, None]
    with_a_team = sg.plan_visits(build({"a": DM}, team={"t": {}}), budget=1, as_of=AS_OF)
    assert "1. No visit yet: first ask among ourselves about a." in with_a_team.to_text()
    assert "暂不拜访：先在我方内部打听 a。" in with_a_team.to_text("zh")
    post = build({"a": {**DM, "status": "placeholder"}}, team={"t": {}}, bonds={("t", "a"): "familiar"})
    assert "1. No visit yet: t finds out about a." in sg.plan_visits(post, budget=1, as_of=AS_OF).to_text()


def test_a_relationship_of_which_nobody_says_whose_it_is():
    plan = sg.plan_visits(build({"a": {**DM, "relationship": "trusted"}}), budget=1, as_of=AS_OF)
    assert plan.visits.loc["a", "teammate"] is None
    assert "Somebody of ours, to be named, visits a." in plan.to_text()


# ---------------------------------------------------------------- whose relationship


def test_whoever_knows_the_contact_goes_without_an_introduction():
    bonds = {("t", "b"): "relied_upon", ("u", "a"): "first_contact"}
    people = {"a": {**DM, "stance": 0.0}, "b": {"stance": 0.0}}
    G = build(people, {("b", "a"): 0.9}, team={"t": {}, "u": {}}, bonds=bonds, motives=[("a", "personal", {})])
    assert sg.next_moves(G, as_of=AS_OF).loc["a", "via"] == ("t", "b")  # the more reliable introduction
    visit = sg.plan_visits(G, budget=9, as_of=AS_OF).visits.loc["a"]
    assert visit[["teammate", "through"]].tolist() == ["u", ()]
    assert visit[["goal_kind", "start", "aim"]].tolist() == ["deepen_relationship", "first_contact", "acquainted"]
    assert visit["way"] != "introduction"
    text = sg.plan_visits(G, budget=9, as_of=AS_OF).to_text()
    assert "u visits a." in text
    assert "introduced by" not in text


@pytest.mark.parametrize(
    ("bonds", "goes"),
    [
        ({"t": "acquainted", "u": "familiar"}, "u"),
        ({"t": "familiar", "u": "familiar"}, "t"),
        ({"t": "none", "u": "first_contact"}, "u"),
        ({"t": {"relationship": "trusted", "last_contact": AS_OF.replace(year=2020)}, "u": "acquainted"}, "u"),
        (
            {"t": {"relationship": "acquainted", "strength": 0.5}, "u": {"relationship": "trusted", "strength": 0.5}},
            "u",
        ),
    ],
)
def test_the_best_placed_of_those_who_know_the_contact_goes(bonds, goes):
    G = build({"a": DM}, team={"t": {}, "u": {}}, bonds={(mate, "a"): bond for mate, bond in bonds.items()})
    assert road(G) == (goes, ())


@pytest.mark.parametrize("sample", ["bank_mainframe", "packaging_line"])
def test_a_goal_is_about_the_relationship_of_whoever_goes(sample):
    G = sg.read_csv(sg.sample_folder(sample))
    visits = sg.plan_visits(G, budget=99).visits
    known = {
        (mate, contact): columns.get("relationship")
        for mate, contact, columns in G.edges(data=True)
        if G.nodes[mate].get("side") == "seller"
    }
    met = {contact for (_, contact), step in known.items() if step not in (None, "none")}
    assert met & set(visits.index)
    for contact, visit in visits.iterrows():
        if contact in met:
            assert visit["through"] == ()
            assert known[visit["teammate"], contact] not in (None, "none")
            assert visit["goal_kind"] not in {"first_meeting", "find_way_in"}
        if visit["goal_kind"] in {"deepen_relationship", "renew_relationship"} and visit["teammate"]:
            assert known[visit["teammate"], contact] == visit["start"]
        if visit["through"] and visit["goal_kind"] != "find_way_in":
            assert visit["goal_kind"] in {"first_meeting", "name_person"}
        later = visits.index[visits.index.get_loc(contact) + 1 :]
        assert not set(visit["through"]) & set(later)


def test_whoever_introduces_us_is_visited_before():
    people = {"a": {**DM, "stance": 0.0}, "b": {"stance": 0.0}, "c": {"stance": 0.0}, "d": {"stance": 0.0}}
    ties = {("b", "a"): 0.9, ("c", "b"): 0.9, ("d", "a"): 0.6}
    G = build(people, ties, team={"t": {}}, bonds={("t", "c"): "relied_upon", ("t", "d"): "acquainted"})
    plan = sg.plan_visits(G, budget=9, as_of=AS_OF)
    assert plan.visits["priority"].idxmax() == "a"
    assert plan.visits["through"].to_dict() == {"a": ("c", "b"), "b": ("c",), "c": (), "d": ()}
    assert plan.visits.index.tolist() == ["c", "b", "a", "d"]
    text = plan.to_text()
    assert text.index("t visits c.") < text.index("t visits b, introduced") < text.index("t visits a, introduced")


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
        ({"budget": "x"}, sg.OptionError, "budget"),
        ({"budget": True}, sg.OptionError, "budget"),
        ({"budget": None}, sg.OptionError, "budget"),
        ({"days": "x"}, sg.OptionError, "days"),
        ({"way_in": 1.1}, sg.OptionError, "way_in"),
        ({"way_in": "x"}, sg.OptionError, "way_in"),
        ({"stance_step": 0}, sg.OptionError, "stance_step"),
        ({"stance_step": None}, sg.OptionError, "stance_step"),
        ({"attention_budget": 0}, sg.OptionError, "attention_budget"),
        ({"attention_budget": "x"}, sg.OptionError, "attention_budget"),
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
        "  If everybody visited came to the target stance, the lean of the decision would move by +0.200.",
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
    assert "the mean opinion of all contacts would move by +0.500." in plan.to_text()
    assert "全体联系人的平均看法将变动 +0.500" in plan.to_text("zh")
    assert "the lean of the decision" not in plan.to_text()
    assert "决策倾向" not in plan.to_text("zh")
    assert plan.basis == "mean of all contacts"
    assert not plan.decision_owned
    assert sg.plan_visits(build({"a": DM}), budget=1, as_of=AS_OF).decision_owned


@pytest.mark.parametrize(
    ("count", "budget", "head"),
    [
        (1, 1, "The only visit worth making fits a budget of 1 (spent: 1), due by 2026-07-15."),
        (1, 0, "The only visit worth making does not fit a budget of 0."),
        (0, 1, "There is no visit worth making."),
        (2, 1, "1 of 2 visits fits a budget of 1 (spent: 1), due by 2026-07-15."),
        (2, 0, "0 of 2 visits fit a budget of 0 (spent: 0), due by 2026-07-15."),
        (2, 2, "2 of 2 visits fit a budget of 2 (spent: 2), due by 2026-07-15."),
    ],
)
def test_how_many_visits_fit(count, budget, head):
    people = {contact: {**DM, "stance": 0.0 if place < count else 1.0} for place, contact in enumerate("ab")}
    plan = sg.plan_visits(build(people), budget=budget, as_of=AS_OF)
    assert plan.to_text().split("\n")[0] == head
    assert plan.to_text("zh").split("\n")[0].endswith("。")


def test_a_plan_is_printed_in_the_language_in_which_it_was_asked_for():
    plan = sg.plan_visits(sg.read_csv(sg.sample_folder("bank_mainframe")), budget=2, lang="zh")
    assert str(plan) == plan.to_text() == plan.to_text("zh")
    assert plan.to_text("en").startswith("2 of ")
    assert "拜访" in repr(plan)
    assert "拜访" in plan._repr_html_()
    assert "visits" not in plan._repr_html_()
    assert str(sg.plan_visits(sg.example_buying_center(), budget=2, as_of=AS_OF)).startswith("2 of ")
