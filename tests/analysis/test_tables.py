"""The form of the tables about contacts, and means weighted by shares of the decision."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest

from stakeholder_graph.analysis.facts.contact import Contact
from stakeholder_graph.analysis.facts.tables import by_share, share_of, typed_frame

DTYPES = {"a": "object", "b": "float64", "c": "boolean", "d": "Int64", "e": "datetime64[s]"}
KNOWN = {"id": "x", "a": "word", "b": 0.5, "c": True, "d": 3, "e": dt.date(2026, 1, 2)}
UNKNOWN = {"id": "y", **dict.fromkeys(DTYPES)}


def contact(name: str, share: float | None) -> Contact:
    return Contact(name, {}, share=share)


@pytest.mark.parametrize("records", [[], [KNOWN], [UNKNOWN], [UNKNOWN, KNOWN]])
@pytest.mark.parametrize("index", [None, "id"])
def test_the_types_are_the_same_for_any_rows(records: list, index: str | None) -> None:
    table = typed_frame(records, DTYPES, index=index)
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == DTYPES
    assert table.index.name == index
    assert list(table.index) == ([record["id"] for record in records] if index else list(range(len(records))))


def test_what_is_not_known_is_missing() -> None:
    table = typed_frame([UNKNOWN, KNOWN], DTYPES)
    assert table.loc[0].isna().all()
    assert table.loc[1].tolist() == ["word", 0.5, True, 3, pd.Timestamp("2026-01-02")]


def test_tuples_stay_tuples() -> None:
    assert typed_frame([{"a": ()}, {"a": ("x", "y")}], {"a": "object"})["a"].tolist() == [(), ("x", "y")]


def test_by_the_size_of_the_share_then_by_id() -> None:
    people = [contact("d", 0.1), contact("c", -0.4), contact("b", 0.1 + 1e-16), contact("a", None), contact("e", 0.0)]
    assert [one.id for one in by_share(people)] == ["c", "b", "d", "a", "e"]


def test_a_mean_weighted_by_shares() -> None:
    a, b, c = contact("a", 0.3), contact("b", -0.1), contact("c", 0.0)
    assert share_of([(a, 1.0), (b, 0.0), (c, 0.0)]) == 0.75
    assert share_of([(a, 0.5), (b, 1.0)]) == 0.625
    assert share_of([(c, 1.0), (c, 0.0)]) == 0.5
    assert math.isnan(share_of([]))
