"""Our relation with each contact from both sides."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from model.strategies import buying_centers
from rules.maps import AS_OF, DM, build, days_ago

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.balance import balance_of
from stakeholder_graph.errors import OptionError
from stakeholder_graph.rules.conditions.threads import level_gap
from stakeholder_graph.rules.verdicts import Hit


def row(contact: dict | None = None, *, team: Any = None, bonds: Any = None, **more: Any) -> pd.Series:
    mates = {mate: {} for mate in bonds or {}} if team is None else team
    G = build(
        {"c": contact or {}, "d": {}},
        team=mates,
        bonds={(mate, "c"): columns for mate, columns in (bonds or {}).items()},
        as_of=AS_OF,
        **more,
    )
    return sg.relationship_balance(G).loc["c"]


def wants(direction: float) -> list:
    return [("c", "organisational", {"direction": direction})]


def test_the_strongest_relationship_today() -> None:
    # .8 of 180 days ago is .4; .55 of today is more.
    bonds = {
        "s": {"relationship": "trusted", "last_contact": days_ago(180)},
        "t": {"relationship": "familiar", "last_contact": days_ago(0), "trend": "steady"},
    }
    found = row(bonds=bonds)
    assert found[["best_teammate", "step", "trend", "relational"]].tolist() == ["t", "familiar", "steady", 0.55]
    assert found["total"] == pytest.approx(0.95)
    assert found["threads"] == 2


def test_equal_relationships_are_the_first_teammates() -> None:
    assert row(bonds={"t": {"relationship": "familiar"}, "s": {"relationship": "familiar"}})["best_teammate"] == "s"


@pytest.mark.parametrize(
    ("contact", "bonds", "expected"),  # relational, threads, total, unknown bonds
    [
        ({}, {}, (None, None, None, 0)),
        ({}, {"s": {}}, (None, None, None, 1)),
        ({}, {"s": {"relationship": "none"}}, (0.0, 0, 0.0, 0)),
        ({}, {"s": {"relationship": "none"}, "t": {}}, (None, 0, 0.0, 1)),
        ({}, {"s": {"relationship": "acquainted"}, "t": {}}, (0.35, 0, 0.35, 1)),
        ({"relationship": "trusted"}, {}, (0.8, 1, 0.8, 0)),
        ({"relationship": "trusted"}, {"s": {}}, (0.8, 1, 0.8, 1)),
        ({"relationship": "trusted"}, {"s": {"relationship": "familiar"}}, (0.55, 1, 0.55, 0)),
    ],
)
def test_what_counts(contact: dict, bonds: dict, expected: tuple) -> None:
    found = row(contact, bonds=bonds)[["relational", "threads", "total", "unknown_bonds"]]
    assert tuple(None if pd.isna(value) else value for value in found) == expected


def test_nobody_is_the_best_where_nobody_knows_the_contact() -> None:
    for contact, bonds in (({}, {"s": {"relationship": "none"}}), ({"relationship": "trusted"}, {}), ({}, {})):
        assert pd.isna(row(contact, bonds=bonds)["best_teammate"])


@pytest.mark.parametrize(
    ("direction", "relationship", "rational", "weaker"),
    [
        (0.6, "trusted", 0.8, "even"),
        (0.8, "trusted", 0.9, "even"),
        (0.82, "trusted", 0.91, "relational"),
        (0.4, "trusted", 0.7, "even"),
        (0.38, "trusted", 0.69, "rational"),
        (-1.0, "first_contact", 0.0, "rational"),
        (0.0, "none", 0.5, "relational"),
    ],
)
def test_the_weaker_side(direction: float, relationship: str, rational: float, weaker: str) -> None:
    found = row(bonds={"s": {"relationship": relationship}}, motives=wants(direction))
    assert found["rational"] == pytest.approx(rational)
    assert found["weaker"] == weaker


def test_a_side_that_is_not_known_is_not_weak() -> None:
    assert row(motives=wants(1.0))["weaker"] == "unknown"
    assert row(bonds={"s": {"relationship": "none"}})["weaker"] == "unknown"
    personal = [("c", "personal", {"direction": 1.0})]
    assert math.isnan(row(bonds={"s": {"relationship": "none"}}, motives=personal)["rational"])


def test_the_margin_is_a_parameter() -> None:
    G = build({"c": {"relationship": "trusted"}}, motives=wants(0.5))  # .75 beside .8
    assert sg.relationship_balance(G)["weaker"].tolist() == ["even"]
    assert sg.relationship_balance(G, margin=0)["weaker"].tolist() == ["rational"]
    for margin in (-0.1, math.nan, math.inf, "x", None, [1]):
        with pytest.raises(OptionError, match="margin"):
            sg.relationship_balance(G, margin=margin)


@pytest.mark.parametrize(
    ("contact", "tie", "reciprocity", "signs"),
    [
        ({}, {}, math.nan, 0),
        ({"coach_acts": True}, {}, 1.0, 1),
        ({"coach_acts": False}, {}, 0.0, 1),
        ({"coach_acts": True, "coach_trusts_us": True, "coach_wants_us": False}, {}, 2 / 3, 3),
        ({}, {"introduction": 0.3}, 1.0, 1),
        ({"coach_trusts_us": True}, {"introduction": 0.0}, 0.5, 2),
        ({"coach_credible": True}, {}, math.nan, 0),
    ],
)
def test_what_comes_back(contact: dict, tie: dict, reciprocity: float, signs: int) -> None:
    found = row(contact, ties={("c", "d"): {"weight": 0.5, **tie}, ("d", "c"): {"weight": 0.5, "introduction": 0.9}})
    assert found["reciprocity"] == pytest.approx(reciprocity, nan_ok=True)
    assert found["signs"] == signs


@pytest.mark.parametrize(
    ("level", "team", "steps", "expected"),  # best level, level gap, peer
    [
        (1, {"s": 3, "t": 1}, {"s": "familiar"}, (3, -2, "t")),
        (1, {"s": 3, "t": 1}, {"s": "familiar", "t": "first_contact"}, (1, 0, None)),
        (1, {"s": 3, "t": 1}, {"s": "familiar", "t": "none"}, (3, -2, "t")),
        (1, {"s": 3, "t": 1}, {"s": "familiar", "t": None}, (None, None, None)),  # t may have met the contact
        (3, {"s": 1, "t": 3}, {"s": "familiar"}, (1, 2, None)),
        (2, {"s": 3, "t": 2, "u": 2}, {}, (None, None, "t")),
        (2, {"s": 3}, {"s": "trusted"}, (3, -1, None)),  # nobody of ours is on level 2
        (2, {"s": 3, "t": None}, {"s": "trusted", "t": "familiar"}, (None, None, None)),
        (2, {"s": 3, "t": None}, {"s": "trusted", "t": "none"}, (3, -1, None)),
        (2, {"s": 2, "t": None}, {"s": "trusted", "t": "familiar"}, (None, None, None)),  # t may stand on level 1
        (1, {"s": 1, "t": None}, {"s": "trusted", "t": "familiar"}, (1, 0, None)),
        (1, {"s": 1, "t": 2}, {"s": "trusted", "t": None}, (1, 0, None)),
        (None, {"s": 3, "t": 1}, {"s": "familiar"}, (3, None, None)),
        (3, {"s": None}, {"s": "familiar"}, (None, None, None)),
        (3, {}, {}, (None, None, None)),
    ],
)
def test_level_meets_level(level: Any, team: dict, steps: dict, expected: tuple) -> None:
    found = row(
        {"level": level},
        team={mate: {"level": stands} for mate, stands in team.items()},
        bonds={mate: {"relationship": step} for mate, step in steps.items()},
    )
    shown = found[["level", "best_level", "level_gap", "peer"]]
    assert tuple(None if pd.isna(value) else value for value in shown) == (level, *expected)


def test_the_peer_of_the_same_function_comes_first() -> None:
    team = {"s": {"level": 2, "function": "sales"}, "t": {"level": 2, "function": "finance"}, "u": {"level": 2}}
    assert row({"level": 2, "function": "finance"}, team=team)["peer"] == "t"
    assert row({"level": 2, "department": "Finance"}, team=team)["peer"] == "t"
    assert row({"level": 2}, team=team)["peer"] == "s"


def test_active_contacts_by_share_and_how_much_of_the_decision_is_known() -> None:
    G = build(
        {"a": {}, "d": DM | {"relationship": "trusted"}, "k": {}, "l": {"status": "left"}},
        ties={("k", "d"): 0.5, ("a", "d"): 0.25},
        motives=[("k", "organisational", {"direction": 0.4})],
    )
    table = sg.relationship_balance(G)
    assert table.index.tolist() == ["d", "k", "a"]
    # Attention of d: .25 to a, .5 to k; so the shares are .5, .5 * .5 * .5 and .5 * .25 * .5.
    assert table["share"].tolist() == pytest.approx([0.5, 0.125, 0.0625])
    assert table.attrs["known_relational"] == pytest.approx(8 / 11, abs=1e-12)
    assert table.attrs["known_rational"] == pytest.approx(2 / 11, abs=1e-12)


def test_the_rational_side_is_the_organisational_one_of_the_alignment() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    expected = (1 + sg.motive_alignment(G)["m_org"]) / 2
    pd.testing.assert_series_equal(sg.relationship_balance(G)["rational"], expected, check_names=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(buying_centers())
def test_laws(G: sg.BuyingCenter) -> None:
    table, strengths = sg.relationship_balance(G), sg.relationship_strength(G)
    for column in ("rational", "relational", "reciprocity"):
        assert table[column].dropna().between(0, 1).all()
    by_contact = strengths.groupby("contact_id")["strength"]
    for contact, found in table.iterrows():
        total = by_contact.sum().get(contact)
        known = contact in by_contact.groups and by_contact.count()[contact] > 0
        assert found["total"] == pytest.approx(total if known else math.nan, nan_ok=True)
        if not math.isnan(found["relational"]):
            assert found["relational"] == pytest.approx(by_contact.max()[contact])
    assert ((table["weaker"] == "unknown") == table[["rational", "relational"]].isna().any(axis=1)).all()
    assert (table["signs"].eq(0) == table["reciprocity"].isna()).all()


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from("stu"), st.none() | st.integers(1, 3)),
    st.dictionaries(st.sampled_from("stu"), st.sampled_from([None, "none", "familiar"])),
)
def test_where_an_executive_meets_our_executive_the_rule_is_silent(team: dict, steps: dict) -> None:
    known = {mate: step for mate, step in steps.items() if mate in team}
    facts = gather_facts(
        build(
            {"c": {"level": 1}},
            team={mate: {"level": level} for mate, level in team.items()},
            bonds={(mate, "c"): {"relationship": step} for mate, step in known.items()},
        )
    )
    gap = balance_of(facts).loc["c", "level_gap"]
    verdicts = list(level_gap(facts))
    assert (gap is not pd.NA and gap == 0) == (verdicts == [])
    if gap is not pd.NA and gap < 0:
        assert [type(verdict) for verdict in verdicts] == [Hit]
