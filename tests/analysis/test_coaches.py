"""The table of the coach test."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from rules.maps import COACH, DM, build

import stakeholder_graph as sg
from stakeholder_graph.analysis.relations.coaches import assess_coaches
from stakeholder_graph.errors import SchemaError

COLUMNS = [
    "coach_class",
    "labelled_coach",
    "coach_credible",
    "coach_trusts_us",
    "coach_wants_us",
    "coach_acts",
    "evidence_tier",
    "stance",
    "path_strength",
    "key",
    "personal_motive_served",
    "next_proof",
    "missing",
]


def test_columns_and_types() -> None:
    table = assess_coaches(sg.example_buying_center())
    assert list(table.columns) == COLUMNS
    assert table.index.name == "contact_id"
    assert table["stance"].dtype == table["path_strength"].dtype == "float64"
    assert table["coach_credible"].dtype == table["personal_motive_served"].dtype == "boolean"
    assert table["key"].dtype == table["labelled_coach"].dtype == "bool"
    assert str(table["evidence_tier"].dtype) == "Int64"


def test_empty_graph_has_the_same_columns_and_types() -> None:
    empty, full = assess_coaches(sg.BuyingCenter()), assess_coaches(sg.example_buying_center())
    assert len(empty) == 0
    assert empty.dtypes.equals(full.dtypes)
    assert empty.index.name == "contact_id"


def test_path_strengths_of_the_worked_example() -> None:
    paths = assess_coaches(sg.example_buying_center())["path_strength"].round(4).to_dict()
    # By hand, best product of tie strengths to the CFO: coach .5 * .6; user .4 * .6; gate .1 * .4 * .6.
    assert paths == {"cfo": 1.0, "coo": 0.6, "coach": 0.3, "it": 0.3, "user": 0.24, "proc": 0.2, "gate": 0.024}


def test_the_path_to_the_nearest_of_several_decision_makers_counts() -> None:
    G = build({"c": COACH, "d": DM, "e": DM}, ties={("c", "d"): 0.3, ("c", "e"): 0.7})
    assert assess_coaches(G).loc["c", "path_strength"] == 0.7


def test_key_contacts_of_the_worked_example() -> None:
    table = assess_coaches(sg.example_buying_center())
    # Shares .5176, .1412, .0800 lead the seven; the top third of seven is three.
    assert sorted(table.index[table["key"]]) == ["cfo", "coo", "it"]


def test_sorted_by_class_then_by_id() -> None:
    champion = COACH | DM | {"coach_acts": True, "evidence_tier": 1}
    G = build(
        {
            "z": {"status": "left"},
            "y": {"stance": -0.9, "stated_influence": 0.9},
            "x": {"stance": -0.5, "stated_influence": 0.1},
            "w": COACH | {"coach_wants_us": False},
            "v": COACH | {"coach_credible": False},
            "u": COACH | {"coach_trusts_us": False},
            "t": {},
            "s": {},
            "r": COACH,
            "q": champion,
        },
        motives=[("q", "personal", {"direction": 0.4})],
    )
    assert list(assess_coaches(G)["coach_class"].items()) == [
        ("q", "champion"),
        ("r", "coach"),
        ("s", "candidate"),
        ("t", "candidate"),
        ("u", "reluctant_ally"),
        ("v", "cheerleader"),
        ("w", "friendly_source"),
        ("x", "not_coach"),
        ("y", "anti_sponsor"),
        ("z", "gone"),
    ]


def test_our_own_people_are_not_in_it() -> None:
    G = build({"c": COACH}, team={"t": {}}, bonds={("t", "c"): {}})
    assert list(assess_coaches(G).index) == ["c"]


def test_nobody_decides() -> None:
    assert math.isnan(assess_coaches(build({"c": COACH})).loc["c", "path_strength"])


def test_who_has_left_has_no_path_and_is_not_key() -> None:
    row = assess_coaches(build({"c": COACH | {"status": "left", "stated_influence": 1.0}, "d": DM})).loc["c"]
    assert math.isnan(row["path_strength"])
    assert not row["key"]


def test_a_placeholder_is_gone() -> None:
    assert assess_coaches(build({"d": DM | {"status": "placeholder"}})).loc["d", "coach_class"] == "gone"


def test_missing_names_the_open_criteria() -> None:
    table = assess_coaches(build({"a": {}, "c": COACH, "d": COACH | {"coach_acts": False}}))
    assert table.loc["a", "missing"] == ("coach_credible", "coach_trusts_us", "coach_wants_us", "coach_acts")
    assert table.loc["c", "missing"] == ("coach_acts",)
    assert table.loc["d", "missing"] == ()


@pytest.mark.parametrize(
    ("motives", "served"),
    [
        ([], pd.NA),
        ([("c", "organisational", {"direction": 1.0})], pd.NA),
        ([("c", "personal", {"direction": 0.1})], True),
        ([("c", "personal", {"direction": -0.1})], False),
        ([("c", "personal", {"direction": 0.0})], False),
        ([("c", "personal", {})], pd.NA),
        ([("c", "personal", {}), ("c", "personal", {"direction": 1.0})], True),
        ([("c", "personal", {"direction": -1.0}), ("c", "personal", {})], pd.NA),
    ],
)
def test_personal_motive_served(motives: list, served: object) -> None:
    seen = assess_coaches(build({"c": {}}, motives=motives)).loc["c", "personal_motive_served"]
    assert seen is served or seen == served


def test_negative_ties_lead_nowhere() -> None:
    G = build({"c": COACH, "d": DM}, ties={("c", "d"): {"weight": 0.9, "sign": -1}})
    assert assess_coaches(G).loc["c", "path_strength"] == 0


def test_a_date_in_the_future_is_refused() -> None:
    G = build({"c": {"last_contact": dt.date(2026, 1, 2)}})
    assert len(assess_coaches(G)) == 1
    with pytest.raises(SchemaError, match="in the future"):
        assess_coaches(G, as_of=dt.date(2026, 1, 1))


def test_within_a_class_the_most_promising_first() -> None:
    G = build(
        {
            "a": {},
            "b": {"stance": 0.5},
            "c": {"stance": 0.5},
            "d": DM | {"status": "placeholder"},
            "e": {"stance": -0.1},
            "f": {"coach_wants_us": True},
            "g": DM | {"stance": -0.1},
            "h": {"stance": 0.0, "labelled_coach": True},
            "i": {"stance": 0.3, "coach_credible": True},
        },
        ties={("c", "g"): 0.4},
    )
    # A sign of a coach: i (also for us), f, h; for us: c (with a path), b; then by path: g decides.
    assert assess_coaches(G).index.tolist() == ["i", "f", "h", "c", "b", "g", "a", "e", "d"]


@pytest.mark.parametrize(
    ("relationship", "proof"),
    [("trusted", "share_criteria"), ("first_contact", "share_criteria"), ("none", None), (None, None)],
)
def test_nothing_is_asked_of_whom_we_have_not_met(relationship: str | None, proof: str | None) -> None:
    G = build({"c": COACH | ({"relationship": relationship} if relationship else {})})
    assert assess_coaches(G)["next_proof"].tolist() == [proof]
