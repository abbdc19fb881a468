"""How complete the file on each contact is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from model.strategies import buying_centers
from rules.maps import DM, build

import stakeholder_graph as sg
from stakeholder_graph.analysis.relations.dossiers import _ITEMS, _MOST_USEFUL
from stakeholder_graph.errors import UnknownTermError
from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.vocabulary.sentences import read_sentences

TEXTS = {item: item for item in _ITEMS if item not in ("style", "reports_to")}
FULL = {**TEXTS, "style": "leading", "reports_to": "d"}


def row(**columns: Any):
    return sg.dossier_completeness(build({"c": columns, "d": {}})).loc["c"]


def test_every_item_is_a_column_with_a_question_and_a_place() -> None:
    assert len(_ITEMS) == 13
    assert set(_ITEMS) <= set(SCHEMA["contacts"].columns)
    assert sorted(_MOST_USEFUL) == sorted(_ITEMS)
    questions = read_sentences("stakeholder_graph.analysis.relations")["dossier"]
    assert set(questions) == set(_ITEMS)
    assert all("{name}" in sentence for said in questions.values() for sentence in said)


def test_a_full_file_and_an_empty_one() -> None:
    full, empty = row(**FULL), row()
    assert full[["personal", "interpersonal", "work", "total"]].tolist() == [1, 1, 1, 1]
    assert full[["missing", "next_item", "next_question"]].tolist() == [(), None, None]
    assert empty[["personal", "interpersonal", "work", "total"]].tolist() == [0, 0, 0, 0]
    assert empty["missing"] == _ITEMS
    assert empty["next_item"] == "goals"


@pytest.mark.parametrize("item", _ITEMS)
def test_each_item_counts_the_same_within_its_part(item: str) -> None:
    found = row(**{item: FULL[item]})
    assert found["total"] == pytest.approx(1 / 13)
    part = {"family": "personal", "interests": "personal", "habits": "personal", "style": "personal",
            "reports_to": "interpersonal", "colleagues": "interpersonal", "friends": "interpersonal",
            "suppliers": "interpersonal"}.get(item, "work")  # fmt: skip
    assert found[part] == (0.2 if part == "work" else 0.25)
    assert item not in found["missing"]


@pytest.mark.parametrize(
    ("known", "item"),
    [
        ({}, "goals"),
        ({"goals": "x"}, "results"),
        ({"goals": "x", "results": "x"}, "duties"),
        ({"goals": "x", "results": "x", "title": "Clerk"}, "reports_to"),
        ({key: value for key, value in FULL.items() if key != "family"}, "family"),
    ],
)
def test_the_most_useful_question_comes_first(known: dict, item: str) -> None:
    assert row(**known)["next_item"] == item


def test_questions_in_both_languages() -> None:
    G = build({"c": {"name": "Li", "goals": "x"}})
    assert sg.dossier_completeness(G)["next_question"].tolist() == ["What is Li measured by, and what has Li achieved?"]
    assert sg.dossier_completeness(G, lang="zh")["next_question"].tolist() == ["Li 考核哪些指标？做出过哪些业绩？"]
    with pytest.raises(UnknownTermError, match="language"):
        sg.dossier_completeness(G, lang="fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [{"title": "Clerk"}, {"function": "finance"}, {"department": "Finance"}])
def test_a_title_or_a_function_says_what_somebody_does(columns: dict) -> None:
    assert "duties" not in row(**columns)["missing"]
    assert "duties" in row(department="Unit 7")["missing"]


def test_a_tie_says_whom_somebody_works_with() -> None:
    table = sg.dossier_completeness(build({"a": {}, "b": {}, "c": {}}, ties={("a", "b"): 0.5}))
    assert {name: "colleagues" in missing for name, missing in table["missing"].items()} == {
        "a": False,
        "b": False,
        "c": True,
    }


@pytest.mark.parametrize("columns", [{"level": 1}, {"side": "outside"}])
def test_some_report_to_nobody_on_the_map(columns: dict) -> None:
    found = row(**columns, **TEXTS, style="leading")
    assert (found["total"], found["missing"]) == (1, ())
    assert row(**columns, colleagues="x")["interpersonal"] == pytest.approx(1 / 3)


def test_the_account_is_weighted_by_the_decision() -> None:
    G = build(
        {"d": DM | FULL | {"reports_to": "k"}, "k": {}, "l": FULL | {"status": "left"}},
        ties={("k", "d"): 0.5},
    )
    table = sg.dossier_completeness(G)
    assert table.index.tolist() == ["d", "k"]
    # Shares .5 and .5 * .5 * .5; k has a tie, 1 of 13 items.
    assert table.attrs["total"] == pytest.approx((4 * 1 + 1 / 13) / 5, abs=1e-12)
    assert table.attrs["personal"] == pytest.approx(0.8, abs=1e-12)
    assert sg.dossier_completeness(build({})).attrs["total"] is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(buying_centers())
def test_laws(G: sg.BuyingCenter) -> None:
    table = sg.dossier_completeness(G)
    asked = table["missing"].map(len) / (1 - table["total"]).where(table["total"] < 1)
    assert asked.dropna().round(9).isin([12, 13]).all()
    parts = ["personal", "interpersonal", "work", "total"]
    assert table[parts].stack().between(0, 1).all()
    assert (table["next_item"].isna() == table["missing"].map(len).eq(0)).all()
    assert all(item in missing for item, missing in zip(table["next_item"], table["missing"], strict=True) if missing)
