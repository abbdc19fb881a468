"""What is gathered from a graph: key contacts, relationships, dates, functions."""

from __future__ import annotations

import datetime as dt

import networkx as nx
import pytest
from analysis.graphs import snapshot
from rules.maps import AS_OF, COACH, DM, build, days_ago

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.bond import Bond, best_bond, read_bond
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.motive import Motive, motive_sign
from stakeholder_graph.errors import SchemaError, UnknownTermError


def key(G: sg.BuyingCenter) -> list[str]:
    return [contact.id for contact in gather_facts(G).key]


def test_key_by_role_by_statement_and_by_rank() -> None:
    assert key(build({"d": DM, "k": {"stated_influence": 0.8}, "u": {"stated_influence": 0.79}, "v": {}})) == ["d", "k"]
    # Four contacts, so the top third is two: the decision maker, and a, whose only tie leads to the decision maker.
    assert key(build({"d": DM, "a": {}, "b": {}, "c": {}}, ties={("a", "d"): 0.5})) == ["a", "d"]


def test_equal_shares_at_the_border_of_the_top_third_stay_out_together() -> None:
    # Four contacts, two of them with the same tie: the top third is two, and three would be in it.
    assert key(build({"d": DM, "a": {}, "b": {}, "c": {}}, ties={("a", "d"): 0.3, ("b", "d"): 0.3})) == ["d"]
    # Nobody decides and no tie: all are equal, nobody stands out.
    assert key(build({key_0: {} for key_0 in "abcdef"})) == []


def test_a_single_contact_is_the_top_third() -> None:
    assert key(build({"a": {}})) == ["a"]


def test_the_bottom_third_is_generous_and_never_holds_the_first() -> None:
    facts = gather_facts(build({"d": DM, "a": {}, "b": {}}))
    assert [contact.id for contact in facts.contacts.values() if contact.bottom_third] == ["a", "b"]
    facts = gather_facts(build({key_0: {} for key_0 in "abcdef"}))
    assert not any(contact.bottom_third for contact in facts.contacts.values())


def test_the_bottom_third_ends_where_it_ends() -> None:
    # Shares fall from d over a to b; a third of three is one.
    facts = gather_facts(build({"d": DM, "a": {}, "b": {}}, ties={("a", "d"): 0.5, ("b", "d"): 0.3}))
    assert [contact.id for contact in facts.contacts.values() if contact.bottom_third] == ["b"]


def test_only_active_contacts_are_key_or_coaches() -> None:
    G = build({"d": DM | {"status": "left"}, "p": DM | {"status": "placeholder"}, "c": COACH | {"status": "left"}})
    facts = gather_facts(G)
    assert facts.key == facts.coaches == facts.deciders == ()
    assert [contact.id for contact in facts.holders("decision_maker", "placeholder")] == ["p"]


def test_the_best_coach_comes_first() -> None:
    champion = COACH | {"coach_acts": True, "evidence_tier": 1, "stated_influence": 0.9}
    G = build(
        {"a": COACH, "b": COACH, "c": COACH, "d": DM, "e": champion},
        ties={("b", "d"): 0.9, ("a", "d"): 0.4, ("c", "d"): 0.9},
        motives=[("e", "personal", {"direction": 1.0})],
    )
    assert [coach.id for coach in gather_facts(G).coaches] == ["e", "b", "c", "a"]


@pytest.mark.parametrize(
    ("own", "bonds", "step", "teammate"),
    [
        (None, {}, None, None),
        ("none", {}, "none", None),
        ("trusted", {"s": {"relationship": "familiar"}}, "trusted", None),
        ("acquainted", {"s": {"relationship": "familiar"}}, "familiar", "s"),
        (None, {"s": {"relationship": "familiar"}, "t": {"relationship": "trusted"}}, "trusted", "t"),
        (None, {"s": {"relationship": "trusted"}, "t": {"relationship": "trusted"}}, "trusted", "s"),
        (None, {"s": {"relationship": "familiar"}, "t": {}}, "familiar", "s"),
        (None, {"s": {"relationship": "none"}, "t": {}}, None, "t"),
        ("none", {"s": {}}, None, "s"),
        (
            None,
            {"s": {"relationship": "familiar", "strength": 0.3}, "t": {"relationship": "acquainted"}},
            "acquainted",
            "t",
        ),
    ],
)
def test_the_best_relationship(own: str | None, bonds: dict, step: str | None, teammate: str | None) -> None:
    G = build(
        {"c": {"relationship": own}},
        team={key_0: {} for key_0 in bonds},
        bonds={(mate, "c"): columns for mate, columns in bonds.items()},
    )
    contact = gather_facts(G).contacts["c"]
    assert (contact.bond.step, contact.bond.teammate) == (step, teammate)
    assert contact.contacted is (None if step is None else step != "none")


@pytest.mark.parametrize(
    ("strength", "step"), [(0.0, "none"), (0.19, "none"), (0.2, "first_contact"), (1.0, "relied_upon")]
)
def test_a_strength_without_a_step_names_the_step_it_reaches(strength: float, step: str) -> None:
    assert read_bond({"strength": strength}).step == step


def test_no_bond_is_an_unknown_bond() -> None:
    assert best_bond([]) == Bond()


def test_last_contact_is_the_latest_of_all() -> None:
    G = build(
        {"c": {"last_contact": days_ago(10)}, "e": {}},
        team={"s": {}, "t": {}},
        bonds={("s", "c"): {"last_contact": days_ago(5)}, ("t", "c"): {"last_contact": days_ago(50)}},
    )
    facts = gather_facts(G)
    assert facts.contacts["c"].last_contact == days_ago(5)
    assert facts.contacts["e"].last_contact is None


def test_the_newest_verification_of_any_row() -> None:
    G = build({"c": {"verified_on": days_ago(9)}}, motives=[("c", "personal", {"verified_on": days_ago(2)})])
    assert gather_facts(G).verified_on == days_ago(2)
    assert gather_facts(build({"c": {}})).verified_on is None


@pytest.mark.parametrize(
    ("columns", "function"),
    [
        ({"department": "Legal & Compliance"}, "legal"),
        ({"department": "法务部", "function": "security"}, "security"),
        ({"department": "Unit 7"}, None),
        ({}, None),
    ],
)
def test_function(columns: dict, function: str | None) -> None:
    assert gather_facts(build({"c": columns})).contacts["c"].function == function


def test_stage_and_date_are_the_graphs_unless_given() -> None:
    G = build({}, stage="specify", as_of=AS_OF)
    assert (gather_facts(G).stage, gather_facts(G).as_of) == ("specify", AS_OF)
    given = gather_facts(G, stage="review", as_of=dt.date(2026, 6, 1))
    assert (given.stage, given.as_of) == ("review", dt.date(2026, 6, 1))


def test_an_unknown_stage_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownTermError, match="'evaluate'"):
        gather_facts(build({}), stage="evaluat")


def test_a_plain_graph_will_do_and_a_broken_one_is_refused() -> None:
    G = nx.DiGraph()
    G.add_node("d", roles=("decision_maker",))
    assert [contact.id for contact in gather_facts(G).deciders] == ["d"]
    G.add_edge("d", "x", weight=2.0)
    with pytest.raises(SchemaError):
        gather_facts(G)


def test_ties_to_those_who_left_are_not_among_the_facts() -> None:
    G = build({"a": {"status": "left"}, "b": {}, "d": DM}, ties={("a", "d"): 0.5, ("b", "d"): 0.5})
    assert list(gather_facts(G).ties) == [("b", "d")]


@pytest.mark.parametrize(
    ("motives", "sign"),
    [
        ([], 0),
        ([(0.5, None)], 1),
        ([(-0.5, None), (0.0, None)], -1),
        ([(None, 1.0)], None),
        ([(0.5, None), (-0.5, 1.0)], None),
        ([(0.5, 0.2), (-0.5, 0.4)], -1),  # .1 - .2
        ([(0.5, 0.4), (-0.5, 0.4)], 0),
        ([(1.0, 0.4), (-0.5, 0.4)], 1),
    ],
)
def test_which_way_motives_pull(motives: list, sign: int | None) -> None:
    assert motive_sign([Motive("personal", direction, strength) for direction, strength in motives]) == sign


def test_columns_of_your_own_are_there_for_your_own_rules() -> None:
    assert gather_facts(build({"c": {"golf": True}})).contacts["c"].cells["golf"] is True


def test_steps_compare_and_unknown_stays_unknown() -> None:
    facts = gather_facts(build({"a": {"relationship": "acquainted"}, "b": {}}))
    assert facts.contacts["a"].step_at_least("first_contact") is True
    assert facts.contacts["a"].step_at_least("familiar") is False
    assert facts.contacts["b"].step_at_least("familiar") is None


def test_the_stances_of_an_earlier_snapshot_are_there_where_one_is_given():
    G = sg.example_buying_center()
    before = sg.what_if(G, stance={"it": None}, leave="coo", join="x")
    held = snapshot(before)
    stances = gather_facts(G, previous=before).previous_stances
    assert stances == {**{who: G.nodes[who]["stance"] for who in G}, "it": None, "x": None}
    assert snapshot(before) == held
    assert gather_facts(G).previous_stances is None
    assert gather_facts(G, previous=sg.BuyingCenter()).previous_stances == {}


def test_a_broken_earlier_snapshot_is_refused():
    before = sg.example_buying_center()
    before.nodes["coo"]["stance"] = 7
    with pytest.raises(SchemaError, match="outside its range"):
        gather_facts(sg.example_buying_center(), previous=before)
