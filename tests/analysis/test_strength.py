"""How strong each relationship is today."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from model.strategies import buying_centers
from rules.maps import AS_OF, build, days_ago

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError


def bonds(*rows: dict[str, Any], **contact: Any) -> sg.BuyingCenter:
    """Return a map of one contact with relationships of the teammates s, t, u ..."""
    team = "stuvwxyz"[: len(rows)]
    return build(
        {"c": contact},
        team={mate: {"name": mate.upper()} for mate in team},
        bonds={(mate, "c"): row for mate, row in zip(team, rows, strict=True)},
        as_of=AS_OF,
    )


def test_a_relationship_with_everything() -> None:
    columns = {"relationship": "trusted", "trend": "eased", "last_contact": days_ago(90), "half_life_days": 45.0,
               "confidence": 0.6}  # fmt: skip
    row = sg.relationship_strength(bonds(columns)).loc[0]
    assert row[["contact_id", "name", "status", "teammate", "teammate_name"]].tolist() == ["c", "c", "active", "s", "S"]
    assert row[["step", "trend", "nominal", "confidence"]].tolist() == ["trusted", "eased", 0.8, 0.6]
    assert row["strength"] == pytest.approx(0.2075, abs=1e-12)  # (.8 + .03) / 4
    assert row[["lost", "fading", "half_life", "half_life_basis", "dated"]].tolist() == [
        0.75,
        "faded",
        45.0,
        "given",
        True,
    ]
    assert row[["last_contact", "days_since"]].tolist() == [pd.Timestamp(days_ago(90)), 90]


def test_one_of_whom_nothing_is_known() -> None:
    row = sg.relationship_strength(bonds({})).loc[0]
    assert set(row.index[row.isna()]) == {
        "step",
        "trend",
        "nominal",
        "strength",
        "lost",
        "fading",
        "last_contact",
        "days_since",
        "confidence",
    }
    assert row[["half_life", "half_life_basis", "dated"]].tolist() == [180.0, "default", False]


@pytest.mark.parametrize(
    ("days", "fading"), [(0, "fresh"), (74, "fresh"), (75, "fading"), (359, "fading"), (360, "faded")]
)
def test_when_it_fades(days: int, fading: str) -> None:
    # 1 - 2^(-74/180) = .248, 1 - 2^(-75/180) = .251; two half-lives leave a quarter.
    G = bonds({"relationship": "familiar", "last_contact": days_ago(days)})
    assert sg.relationship_strength(G)["fading"].tolist() == [fading]


def test_who_speaks_often_fades_sooner_and_eight_gaps_are_the_end() -> None:
    G = bonds(*({"relationship": "familiar", "last_contact": days_ago(112), "usual_gap_days": gap} for gap in (14, 28)))
    table = sg.relationship_strength(G).set_index("teammate")
    assert table.loc["s", ["lost", "fading", "half_life", "half_life_basis"]].tolist() == [
        0.75,
        "faded",
        56.0,
        "usual gap",
    ]
    assert table.loc["t", ["lost", "fading"]].tolist() == [0.5, "fading"]


def test_the_defaults_are_parameters() -> None:
    G = bonds(
        {"relationship": "familiar", "last_contact": days_ago(60)},
        {"relationship": "familiar", "last_contact": days_ago(60), "usual_gap_days": 10},
        {"relationship": "familiar", "last_contact": days_ago(60), "usual_gap_days": 1},
    )
    options = {"half_life_days": 60, "half_life_gaps": 3, "shortest_half_life": 20, "fading_from": 0.5}
    table = sg.relationship_strength(G, **options, faded_from=0.8).set_index("teammate")
    assert table["half_life"].to_dict() == {"s": 60, "t": 30, "u": 20}
    assert table["lost"].to_dict() == pytest.approx({"s": 0.5, "t": 0.75, "u": 0.875})
    assert table["fading"].to_dict() == {"s": "fading", "t": "fading", "u": "faded"}


def test_the_day_is_a_parameter() -> None:
    G = bonds({"relationship": "trusted", "last_contact": days_ago(180)})
    assert sg.relationship_strength(G)["strength"].tolist() == [0.4]
    assert sg.relationship_strength(G, as_of=days_ago(180))["strength"].tolist() == [0.8]
    del G.graph["as_of"]
    row = sg.relationship_strength(G).loc[0]
    assert (row["strength"], row["dated"]) == (0.8, False)
    assert pd.isna(row["fading"])
    with pytest.raises(SchemaError, match="future"):
        sg.relationship_strength(G, as_of=days_ago(181))


def test_the_strongest_first_then_by_ids_and_the_unknown_last() -> None:
    G = build(
        {"b": {}, "a": {}, "l": {"status": "left"}, "p": {"status": "placeholder"}},
        team={"s": {}, "t": {}},
        bonds={
            ("t", "b"): {"relationship": "familiar"},
            ("s", "b"): {"relationship": "familiar"},
            ("t", "a"): {},
            ("s", "a"): {"relationship": "none"},
            ("s", "l"): {"relationship": "relied_upon"},
            ("t", "p"): {"relationship": "familiar"},
        },
    )
    table = sg.relationship_strength(G)
    rows = list(zip(table["contact_id"], table["teammate"], table["status"], strict=True))
    assert rows == [
        ("l", "s", "left"),
        ("b", "s", "active"),
        ("b", "t", "active"),
        ("p", "t", "placeholder"),
        ("a", "s", "active"),
        ("a", "t", "active"),
    ]


def test_the_contacts_own_row_speaks_where_no_teammate_does() -> None:
    alone = sg.relationship_strength(bonds(relationship="trusted", last_contact=days_ago(180))).loc[0]
    assert alone[["strength", "step"]].tolist() == [0.4, "trusted"]
    assert alone[["teammate", "teammate_name"]].isna().all()
    beside_unknown = sg.relationship_strength(bonds({}, relationship="trusted"))
    assert beside_unknown["nominal"].tolist() == pytest.approx([0.8, math.nan], nan_ok=True)
    beside_known = sg.relationship_strength(bonds({"relationship": "acquainted"}, relationship="trusted"))
    assert beside_known["teammate"].tolist() == ["s"]


def test_what_is_none_has_nothing_to_lose() -> None:
    row = sg.relationship_strength(bonds({"relationship": "none", "last_contact": days_ago(400)})).loc[0]
    assert (row["strength"], row["dated"]) == (0.0, True)
    assert row[["lost", "fading"]].isna().all()


def test_the_counts() -> None:
    G = build(
        {"a": {}, "b": {}, "c": {"relationship": "familiar"}, "l": {"status": "left"}},
        team={"s": {}, "t": {}},
        bonds={("s", "a"): {}, ("t", "a"): {"relationship": "none"}},
        as_of=AS_OF,
    )
    assert sg.relationship_strength(G).attrs == {
        "relationships": 3,
        "unknown": 1,
        "undated": 1,
        "contacts_without": 1,
    }


@pytest.mark.parametrize("option", ["half_life_days", "half_life_gaps", "shortest_half_life"])
@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf, "x", None, [1]])
def test_a_pace_that_makes_no_sense_is_refused(option: str, value: float) -> None:
    with pytest.raises(OptionError, match=option):
        sg.relationship_strength(build({}), **{option: value})


@pytest.mark.parametrize(("fading", "faded"), [(-0.1, 0.5), (0.8, 0.5), (0.5, 1.1), (math.nan, 0.5), ("x", 0.5)])
def test_thresholds_that_make_no_sense_are_refused(fading: float, faded: float) -> None:
    with pytest.raises(OptionError, match=r"fad(ing|ed)_from"):
        sg.relationship_strength(build({}), fading_from=fading, faded_from=faded)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(buying_centers())
def test_laws(G: sg.BuyingCenter) -> None:
    table = sg.relationship_strength(G)
    relationships = [tie for tie in G.edges if G.nodes[tie[0]].get("side") == "seller"]
    ours = table.dropna(subset="teammate")
    assert sorted(zip(ours["teammate"], ours["contact_id"], strict=True)) == sorted(relationships)
    assert table["strength"].dropna().between(0, 1).all()
    assert table["lost"].dropna().between(0, 1).all()
    assert (table["strength"].isna() == table["nominal"].isna()).all()
    assert (table["fading"].isna() == table["lost"].isna()).all()
    strengths = table["strength"].fillna(-1).round(12).tolist()
    assert strengths == sorted(strengths, reverse=True)
    steady = table[~table["trend"].isin(["stimulated", "eased"]) & table["nominal"].notna()]
    assert (steady["strength"] <= steady["nominal"]).all()
