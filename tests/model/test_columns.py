from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest

from stakeholder_graph.model.columns import Column, is_missing
from stakeholder_graph.vocabulary.people import STYLES


@pytest.mark.parametrize("value", [None, math.nan, np.nan, np.float32("nan"), pd.NA, pd.NaT, (), np.datetime64("NaT")])
def test_what_stands_for_unknown(value):
    assert is_missing(value)


@pytest.mark.parametrize(
    "value", [0, 0.0, "", "nan", False, [], {}, set(), (None,), "NA", np.array([1, 2]), np.array([math.nan, 1]), 1j]
)
def test_what_stands_for_something(value):
    assert not is_missing(value)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column("x", "number"), "a number"),
        (Column("x", "number", low=0), "a number of at least 0"),
        (Column("x", "number", low=0, low_open=True), "a number above 0"),
        (Column("x", "number", low=0, high=1), "a number in [0, 1]"),
        (Column("x", "number", low=0, high=1, low_open=True, high_open=True), "a number in (0, 1)"),
        (Column("x", "integer", low=1, high=4), "a whole number in [1, 4]"),
        (Column("x", "integer"), "a whole number"),
        (Column("x", "integer", values=(-1, 1)), "-1 or 1"),
        (Column("x", "choice", choices=STYLES), "one of leading, influencing, checking, following"),
        (Column("x", "choices", choices=STYLES), "any of leading, influencing, checking, following"),
        (Column("x", "id"), "a non-empty text id"),
        (Column("x", "text"), "text"),
        (Column("x", "flag"), "true or false"),
        (Column("x", "date"), "a date such as 2026-03-31"),
    ],
)
def test_a_column_says_what_it_may_hold(column, text):
    assert column.allowed() == text


HALF_OPEN = Column("x", "number", low=0, high=1, low_open=True)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        (HALF_OPEN, 1, None),
        (HALF_OPEN, 5e-324, None),
        (HALF_OPEN, 0, "outside its range"),
        (HALF_OPEN, math.nextafter(1, 2), "outside its range"),
        (Column("x", "number", low=0, high=1, high_open=True), 1, "outside its range"),
        (Column("x", "number", low=0, high=1, high_open=True), 0, None),
        (Column("x", "number"), math.inf, "not a finite number"),
        (Column("x", "number"), "1", "not a number"),
        (Column("x", "number"), 1j, "not a number"),
        (Column("x", "integer"), 1.0, "not a whole number"),
        (Column("x", "integer"), np.int64(3), None),
        (Column("x", "integer", values=(-1, 1)), 0, "not one of its values"),
        (Column("x", "integer", values=(-1, 1)), -1, None),
        (Column("x", "flag"), np.True_, "not true or false"),
        (Column("x", "flag"), False, None),
        (Column("x", "date"), dt.date(2026, 1, 1), None),
        (Column("x", "date"), pd.Timestamp("2026-01-01"), "not a date"),
        (Column("x", "choice", choices=STYLES), "leading", None),
        (Column("x", "choice", choices=STYLES), "Leading", "unknown communication style"),
        (Column("x", "choice", choices=STYLES), 1, "not text but int"),
        (Column("x", "choices", choices=STYLES), ("leading", "following"), None),
        (Column("x", "choices", choices=STYLES), ("leading", "loud"), "unknown communication style"),
        (Column("x", "choices", choices=STYLES), ["leading"], "not a tuple of keys"),
        (Column("x", "text"), " a ", None),
        (Column("x", "text"), " ", "empty"),
        (Column("x", "text"), b"a", "not text but bytes"),
        (Column("x", "id"), "001", None),
        (Column("x", "id"), "a\n", "spaces around an id"),
        (Column("x", "id"), 1, "not text but int"),
    ],
)
def test_a_column_says_what_is_wrong_with_a_value(column, value, problem):
    found = column.problem(value)
    assert (found and found.problem.en) == problem
    assert found is None or found.cure.en.endswith((".", "?"))
    assert found is None or found.cure.zh.endswith(("。", "？"))


def test_labels_and_meanings_in_both_languages():
    column = Column("x", "text", en="name", zh="姓名", meaning_en="A name.", meaning_zh="姓名。")
    assert (column.label(), column.label("zh")) == ("name", "姓名")
    assert (column.meaning(), column.meaning("zh")) == ("A name.", "姓名。")
