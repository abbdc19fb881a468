"""What a map says of relationships, coaches and gaps is what the rules say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st
from viz.sample_maps import account, everything

from stakeholder_graph.analysis.relations.coaches import assess_coaches
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.examples import random_buying_center
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    import networkx as nx

    from stakeholder_graph.viz.facts.map_facts import ContactFacts


def contact(G: nx.DiGraph, name: str) -> ContactFacts:
    return next(one for one in read_map_facts(G).contacts if one.id == name)


PASSED = {"coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True, "stance": 0.5}


@pytest.mark.parametrize("labelled", [True, False])
def test_a_coach_who_passed_the_test_is_confirmed(labelled: bool) -> None:
    G = everything()
    G.nodes["arc"].update(PASSED, labelled_coach=labelled)
    assert contact(G, "arc").coach == "confirmed"
    assert "coach" not in [gap.key for gap in read_map_facts(G).gaps]


@pytest.mark.parametrize(
    ("facts", "coach_class", "mark"),
    [
        ({}, "candidate", "labelled"),
        ({"coach_wants_us": False}, "friendly_source", "failed"),
        ({"coach_credible": False}, "cheerleader", "failed"),
        ({"coach_trusts_us": False}, "reluctant_ally", "failed"),
        ({"stance": -0.4}, "not_coach", "failed"),
        ({"stance": -0.9, "stated_influence": 1.0}, "anti_sponsor", "failed"),
        ({"status": "left"}, "gone", "none"),
        ({"labelled_coach": False, "coach_credible": False}, "cheerleader", "none"),
    ],
)
def test_a_label_is_marked_by_the_class_of_the_coach_test(
    facts: dict[str, object], coach_class: str, mark: str
) -> None:
    G = everything()
    G.nodes["arc"].update(facts)
    assert assess_coaches(G).loc["arc", "coach_class"] == coach_class
    assert contact(G, "arc").coach == mark


def test_one_tie_without_contact_and_one_unknown_make_the_relationship_unknown() -> None:
    G = account()
    G.add_contact("a", roles=["decision_maker"])
    for number, relationship in enumerate([{"relationship": "none"}, {}]):
        G.add_teammate(f"t{number}", initials=f"T{number}")
        G.add_relationship(f"t{number}", "a", **relationship)
    assert check_coverage(G).roles.loc["decision_maker", "status"] == "unknown"
    assert contact(G, "a").relationship is None
    assert contact(G, "a").owners == ("T1?",)
    assert [one.contacts for one in read_map_facts(G).team] == [0, None]


# A strength of 0.6 is past "familiar" (0.55), the third step, and short of "trusted" (vocabulary.relations).
@pytest.mark.parametrize(("strength", "step"), [(0.6, 3), (0.55, 3), (0.1, 0), (1.0, 5)])
def test_a_relationship_of_which_only_the_strength_is_known_has_the_step_it_reaches(strength: float, step: int) -> None:
    G = account()
    G.add_contact("a", roles=["decision_maker"])
    G.add_teammate("t", initials="T")
    G.add_relationship("t", "a", strength=strength)
    assert check_coverage(G).roles.loc["decision_maker", "status"] == ("covered" if step else "not_met")
    assert contact(G, "a").relationship == step


BONDS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "relationship": st.sampled_from(list(RELATIONSHIP_STEPS)),
            "strength": st.floats(0, 1, allow_nan=False),
        },
    ),
    max_size=3,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([None, *RELATIONSHIP_STEPS]), BONDS), min_size=1, max_size=5))
def test_who_was_met_is_what_the_rules_say(people: list[tuple[str | None, list[dict[str, object]]]]) -> None:
    G = account()
    for teammate in range(3):
        G.add_teammate(f"t{teammate}")
    for number, (own, bonds) in enumerate(people):
        G.add_contact(f"c{number}", roles=["decision_maker"], relationship=own)
        for teammate, bond in enumerate(bonds):
            G.add_relationship(f"t{teammate}", f"c{number}")
            G.edges[f"t{teammate}", f"c{number}"].update(bond)
    row = check_coverage(G).roles.loc["decision_maker"]
    facts = read_map_facts(G)
    by_claim = {
        claim: tuple(one.id for one in facts.contacts if (None if one.relationship is None else one.is_met) is claim)
        for claim in (True, False, None)
    }
    assert by_claim == {True: row["met"], False: row["not_met"], None: row["relationship_unknown"]}
    gaps = {gap.key: gap.kind for gap in facts.gaps}
    assert (gaps.get("decision_maker") == "not_met") == (row["status"] == "not_met")


def test_gaps_are_the_required_roles_that_are_empty_the_gravest_first() -> None:
    G = account()
    G.add_contact("a", roles=["user"])
    # In evaluation user, expert, influencer, gatekeeper, decision maker are required (vocabulary.stages).
    keys = [gap.key for gap in read_map_facts(G).gaps]
    assert keys == ["decision_maker", "coach", "gatekeeper", "influencer", "expert"]


def test_a_holder_whom_nobody_of_ours_has_met_is_a_gap_after_an_empty_role() -> None:
    G = account()
    G.add_contact("a", roles=["user", "decision_maker"], relationship="none")
    gaps = [(gap.key, gap.kind) for gap in read_map_facts(G).gaps]
    assert gaps == [
        ("decision_maker", "not_met"),
        ("coach", "missing"),
        ("gatekeeper", "missing"),
        ("influencer", "missing"),
        ("expert", "missing"),
        ("user", "not_met"),
    ]


@pytest.mark.parametrize(("roles", "gaps"), [(["user"], ["decision_maker", "coach"]), (["decision_maker"], ["coach"])])
def test_without_a_stage_only_who_decides_and_a_coach_can_be_missing(roles: list[str], gaps: list[str]) -> None:
    G = BuyingCenter()
    G.add_contact("a", roles=roles)
    assert [gap.key for gap in read_map_facts(G).gaps] == gaps


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("stage", list(PURCHASE_STAGES))
def test_gaps_are_those_of_the_rules(seed: int, stage: str) -> None:
    G = random_buying_center(3 + 2 * seed, seed=seed)
    roles = check_coverage(G, stage=stage).roles
    required = roles[roles["need"] == "required"]["status"].to_dict()
    shown = {gap.key: gap.kind for gap in read_map_facts(G, stage=stage).gaps if gap.key != "coach"}
    kinds = {"empty": "missing", "placeholder": "missing", "not_met": "not_met"}
    assert shown == {role: kinds[status] for role, status in required.items() if status in kinds}


def test_a_role_that_only_a_placeholder_holds_is_a_gap() -> None:
    G = account()
    G.add_contact("a", roles=["decision_maker"], status="placeholder")
    assert "decision_maker" in [gap.key for gap in read_map_facts(G).gaps]
