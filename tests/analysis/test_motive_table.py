"""The motives, one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from model.strategies import buying_centers
from rules.maps import AS_OF, build, days_ago

import stakeholder_graph as sg
from stakeholder_graph.analysis.motives.table import _next_step
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.vocabulary.motives import DISCLOSURES, SERVED_CONCERNS
from stakeholder_graph.vocabulary.sentences import read_sentences

WHOLE = {
    "description": "Fewer stops",
    "direction": 0.5,
    "strength": 0.4,
    "topic": "downtime",
    "drive": "pain",
    "serves": "own_customers",
    "disclosure": "stated",
    "evidence": "her list",
    "evidence_tier": 2,
    "confidence": 0.7,
    "verified_on": days_ago(10),
}


def test_everything_that_is_noted_is_in_it() -> None:
    G = build({"c": {"name": "Li"}}, motives=[("c", "organisational", WHOLE)], as_of=AS_OF)
    row = sg.motive_table(G).loc[0]
    assert row[["contact_id", "name", "status", "kind"]].tolist() == ["c", "Li", "active", "organisational"]
    shown = row[list(WHOLE)].to_dict()
    assert shown == {**WHOLE, "verified_on": pd.Timestamp(days_ago(10))}
    assert (row["age_days"], row["review_due"], row["speaks_for_us"]) == (10, False, True)


def test_what_is_not_noted_is_missing() -> None:
    row = sg.motive_table(build({"c": {}}, motives=[("c", "personal", {})], as_of=AS_OF)).loc[0]
    unknown = set(row.index[row.isna()])
    assert unknown == {*WHOLE, "age_days", "review_due", "speaks_for_us"}
    assert row["next_step"] == "Find out whether our offer serves it or works against it."


def test_by_contact_then_the_strongest_then_what_is_not_known() -> None:
    noted = [("b", 0.2, "w"), ("a", None, "x"), ("b", 0.9, "y"), ("b", None, "z"), ("b", 0.9, "a")]
    motives = [(who, "personal", {"strength": much, "description": what}) for who, much, what in noted]
    motives.append(("b", "organisational", {"strength": 0.9, "description": "z"}))
    G = build({"b": {}, "a": {}}, motives=motives)
    assert sg.motive_table(G)["description"].tolist() == ["x", "z", "a", "y", "w", "z"]
    turned = build({"a": {}, "b": {}}, motives=motives[::-1])
    pd.testing.assert_frame_equal(sg.motive_table(turned), sg.motive_table(G))


@pytest.mark.parametrize(("days", "due"), [(0, False), (90, False), (91, True)])
def test_review_after_ninety_days(days: int, due: bool) -> None:
    G = build({"c": {}}, motives=[("c", "personal", {"verified_on": days_ago(days)})], as_of=AS_OF)
    assert sg.motive_table(G)["review_due"].tolist() == [due]
    assert sg.motive_table(G, review_days=30)["review_due"].tolist() == [days > 30]
    assert sg.motive_table(G, as_of=AS_OF + dt.timedelta(1))["age_days"].tolist() == [days + 1]


def test_without_a_date_no_age() -> None:
    G = build({"c": {}}, motives=[("c", "personal", {"verified_on": days_ago(9)})])
    table = sg.motive_table(G)
    assert table[["age_days", "review_due"]].isna().all(axis=None)
    assert table.attrs["undated"] == 1


def test_the_counts_are_about_the_active_contacts() -> None:
    G = build(
        {"a": {}, "b": {}, "l": {"status": "left"}, "p": {"status": "placeholder"}},
        motives=[
            ("a", "personal", {"serves": "career", "drive": "gain", "verified_on": days_ago(100)}),
            ("a", "personal", {"serves": "career"}),
            ("l", "personal", {"serves": "competitors", "drive": "pain"}),
            ("p", "personal", {}),
        ],
        as_of=AS_OF,
    )
    table = sg.motive_table(G)
    assert table.groupby("status").size().to_dict() == {"active": 2, "left": 1, "placeholder": 1}
    assert table.attrs == {
        "contacts": 2,
        "without_motives": 1,
        "serves": {"own_customers": 0, "competitors": 0, "career": 2, "unknown": 0},
        "drive": {"pain": 0, "gain": 1, "unknown": 1},
        "review_due": 1,
        "undated": 1,
    }
    assert table["next_step"].isna().tolist() == (table["status"] != "active").tolist()
    assert list(table.attrs["serves"]) == ["own_customers", "competitors", "career", "unknown"]


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        ({"direction": 0.1, "disclosure": "stated"}, "serves_open"),
        ({"direction": 0.1, "disclosure": "stated", "evidence_tier": 3}, "serves_open"),
        ({"direction": 0.1, "disclosure": "stated", "evidence_tier": 4}, "serves_guessed"),
        ({"direction": 0.1, "disclosure": "inferred"}, "serves_guessed"),
        ({"direction": 0.1}, "serves_guessed"),
        ({"direction": 0.1, "disclosure": "hidden"}, "serves_hidden"),
        ({"direction": -0.1, "disclosure": "stated"}, "hurts_open"),
        ({"direction": -0.1}, "hurts_guessed"),
        ({"direction": -0.1, "disclosure": "hidden", "evidence_tier": 4}, "hurts_hidden"),
        ({"direction": 0.0, "disclosure": "stated"}, "neither_open"),
        ({"disclosure": "hidden"}, "unknown"),
    ],
)
def test_what_to_do_about_a_motive(columns: dict, key: str) -> None:
    G = build({"c": {}}, motives=[("c", "personal", columns)])
    en, zh = read_sentences("stakeholder_graph.analysis.motives")["motives"][key]
    assert sg.motive_table(G)["next_step"].tolist() == [en]
    assert sg.motive_table(G, lang="zh")["next_step"].tolist() == [zh]


def test_there_is_a_sentence_for_every_case_and_no_other() -> None:
    from stakeholder_graph.analysis.facts.motive import Motive  # noqa: PLC0415

    cases = {
        _next_step(Motive("personal", direction, tier=tier, disclosure=disclosure))
        for direction in (None, -1.0, 0.0, 1.0)
        for tier in (None, 1, 4)
        for disclosure in (None, *DISCLOSURES)
    }
    assert cases == set(read_sentences("stakeholder_graph.analysis.motives")["motives"])


@pytest.mark.parametrize("days", [-1, float("nan"), float("inf"), "x", None, True])
def test_a_review_that_makes_no_sense_is_refused(days: Any) -> None:
    with pytest.raises(OptionError, match="review_days"):
        sg.motive_table(build({}), review_days=days)


def test_other_options_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UnknownTermError, match="language"):
        sg.motive_table(build({}), lang="fr")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="as_of"):
        sg.motive_table(build({}), as_of="2026-01-01")  # type: ignore[arg-type]
    later = build({"c": {}}, motives=[("c", "personal", {"verified_on": AS_OF})])
    with pytest.raises(SchemaError, match="future"):
        sg.motive_table(later, as_of=days_ago(1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(buying_centers())
def test_every_motive_is_a_row(G: sg.BuyingCenter) -> None:
    table = sg.motive_table(G)
    noted = {node: len(data.get("motives") or ()) for node, data in G.nodes(data=True)}
    assert table["contact_id"].value_counts().to_dict() == {node: count for node, count in noted.items() if count}
    assert (table["age_days"].dropna() >= 0).all()
    assert table["speaks_for_us"].isna().tolist() == table["direction"].isna().tolist()
    assert table["contact_id"].is_monotonic_increasing


def test_the_concerns_behind_a_motive_belong_to_no_man() -> None:
    labels = [term.label("en") for _, term in SERVED_CONCERNS.items()]
    assert labels == ["own customers", "competitors", "own career"]
