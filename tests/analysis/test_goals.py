"""The goal of a visit: the first that applies, one step at a time, in both languages."""

import datetime as dt

import pytest
from analysis.move_maps import AS_OF, DM, build

import stakeholder_graph as sg

COACHING = {"labelled_coach": True, "coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True}
MOTIVE = [("a", "personal", {})]
PERHAPS = {"people": {"x": {}}, "ties": {("x", "a"): 0.5}}  # nobody noted whether we know x, who would lead us to a


def goal(columns, bond=None, *, motives=MOTIVE, people=None, ties=None, bonds=None, **options):
    """Return the visit to a, who decides."""
    G = build(
        {"a": {**DM, **columns}, **(people or {})},
        ties,
        team={"t": {}},
        bonds={**({} if bond is None else {("t", "a"): bond}), **(bonds or {})},
        motives=motives,
    )
    plan = sg.plan_visits(G, budget=9, as_of=AS_OF, **options)
    return plan.visits.loc["a"]


def bond(step, days=0):
    return {"relationship": step, "last_contact": AS_OF - dt.timedelta(days=days), "half_life_days": 100}


def kind(*given, **options):
    visit = goal(*given, **options)
    return visit["goal_kind"], visit["start"], visit["aim"]


def test_a_placeholder_has_to_be_named():
    assert kind({"status": "placeholder"}, "trusted") == ("name_person", None, None)


def test_nobody_reaches_the_contact():
    assert kind({}) == ("find_way_in", None, None)
    assert kind({}, "none", **PERHAPS) == ("find_way_in", "none", None)


def test_reached_through_others_only():
    through_b = {"people": {"b": {}}, "ties": {("b", "a"): 0.5}, "bonds": {("t", "b"): "trusted"}}
    assert kind({}, **through_b) == ("first_meeting", None, None)
    assert kind({}, "none", **through_b) == ("first_meeting", None, None)


def test_a_relationship_that_has_faded():
    # .8 * 2^(-80/100) = .46 is below familiar (.55); .8 * 2^(-40/100) = .61 is not
    assert kind({}, bond("trusted", 80)) == ("renew_relationship", "trusted", "trusted")
    assert kind({}, bond("trusted", 40))[0] == "hear_stance"
    assert kind({}, bond("first_contact", 900))[0] == "hear_stance"  # below it is nothing


def test_the_relationship_that_is_strongest_today_counts():
    G = build(
        {"a": {**DM, "stance": 0.9}},
        team={"t": {}, "u": {}},
        bonds={("t", "a"): bond("trusted", 300), ("u", "a"): bond("familiar")},
        motives=MOTIVE,
    )
    visit = sg.plan_visits(G, budget=1, as_of=AS_OF).visits.loc["a"]
    assert visit[["goal_kind", "start", "aim", "teammate"]].tolist() == [
        "deepen_relationship",
        "familiar",
        "trusted",
        "u",
    ]


def test_a_relationship_of_which_nobody_says_whose_it_is_yields_to_a_teammates_own():
    visit = goal({"relationship": "trusted", "stance": 0.9}, bond("first_contact"))
    assert visit[["teammate", "goal_kind", "start", "aim"]].tolist() == [
        "t",
        "deepen_relationship",
        "first_contact",
        "acquainted",
    ]


def test_a_relationship_of_the_contacts_own_row_counts_where_a_teammate_has_none():
    assert kind({"relationship": "familiar", "stance": -0.5}, "none")[0] == "move_stance"


def test_the_stance_is_not_known():
    assert kind({}, bond("familiar")) == ("hear_stance", None, None)


def test_no_motive_is_noted():
    assert kind({"stance": 0.0}, bond("familiar"), motives=()) == ("learn_motive", None, None)


def test_a_coach_is_asked_for_the_next_proof():
    assert kind({**COACHING, "stance": 0.5, "evidence_tier": 3}, bond("trusted")) == (
        "ask_proof",
        None,
        "forward_summary",
    )
    assert kind({**COACHING, "stance": 0.0}, bond("trusted"))[0] == "move_stance"  # not for us yet
    gone_cold = {"labelled_coach": True, "coach_credible": False, "coach_trusts_us": False, "stance": 0.3}
    assert kind(gone_cold, bond("trusted"))[0] == "move_stance"  # failed the test: nothing to ask


@pytest.mark.parametrize(
    ("stance", "step", "expected"),
    [
        (-0.2, "familiar", ("move_stance", -0.2, 0.2)),  # .55 against .4: reason is the weaker side
        (0.2, "familiar", ("deepen_relationship", "familiar", "trusted")),  # .55 against .6
        (0.9, "relied_upon", ("move_stance", 0.9, 1.0)),  # .95 against .95, and the target ends the step
        (1 - 1e-6, "relied_upon", ("move_stance", 1 - 1e-6, 1.0)),  # no further step to take
    ],
)
def test_the_weaker_side_first(stance, step, expected):
    assert kind({"stance": stance}, bond(step)) == expected


def test_a_step_goes_no_further_than_the_target():
    assert kind({"stance": -0.2}, bond("familiar"), target_stance=0.1) == ("move_stance", -0.2, 0.1)


# ---------------------------------------------------------------- in words

SENTENCES = [
    (
        {"status": "placeholder", "name": "CFO"},
        None,
        "Know by 2026-07-15 who holds the post “CFO” and how to reach that person.",
    ),
    ({}, None, "Know by 2026-07-15 who of ours knows Wu, or who could introduce us, and have asked for it."),
    ({}, "none", "Know by 2026-07-15 who could introduce us to Wu, and have asked for it."),
    ({}, "acquainted", "Hear by 2026-07-15 what Wu thinks of our offer, in own words that can be written down."),
    ({}, bond("trusted", 90), "Speak to Wu again by 2026-07-15: the relationship had reached “trusted” and has faded."),
    (
        {"stance": -0.2},
        "familiar",
        "Move Wu from −0.20 to +0.20 by 2026-07-15, confirmed in Wu's own words.",
    ),
    (
        {"stance": 0.8},
        "acquainted",
        (
            "Bring the relationship with Wu from “acquainted” to “familiar” by 2026-07-15; the sign of it: "
            "speaks with us outside the formal meetings too."
        ),
    ),
    (
        {**COACHING, "stance": 0.5, "evidence_tier": 3},
        "trusted",
        "Ask Wu to forward our summary by 2026-07-15; it counts once it is done.",
    ),
]


@pytest.mark.parametrize(("columns", "step", "sentence"), SENTENCES)
def test_goals_say_what_counts_as_done_and_by_when(columns, step, sentence):
    assert goal({"name": "Wu", **columns}, step, **PERHAPS)["goal"] == sentence


@pytest.mark.parametrize(("columns", "step", "sentence"), SENTENCES)
def test_goals_in_chinese(columns, step, sentence):
    visit = goal({"name": "吴", **columns}, step, lang="zh", **PERHAPS)
    assert "2026-07-15" in visit["goal"]
    assert columns.get("name", "吴") in visit["goal"]
    assert visit["goal"].endswith("。")
