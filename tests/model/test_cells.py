from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.model.cells import CellError, read_cell, read_stance, split_list
from stakeholder_graph.model.columns import Column
from stakeholder_graph.vocabulary.people import AUTHORITIES, STYLES
from stakeholder_graph.vocabulary.roles import ROLES

ID = Column("contact_id", "id")
TEXT = Column("name", "text")
NUMBER = Column("weight", "number")
INTEGER = Column("level", "integer")
FLAG = Column("coach", "flag")
DATE = Column("joined", "date")
STYLE = Column("style", "choice", choices=STYLES)
AUTHORITY = Column("authority", "choices", choices=AUTHORITIES)

READ = [
    (TEXT, " Li Na ", "Li Na"),
    (TEXT, "NA", "NA"),
    (TEXT, "?", "?"),
    (TEXT, 7, "7"),
    (TEXT, np.int64(7), "7"),
    (ID, "001", "001"),
    (ID, "null", "null"),
    (ID, 12, "12"),
    (NUMBER, "0.5", 0.5),
    (NUMBER, ".5", 0.5),
    (NUMBER, "5.", 5.0),
    (NUMBER, "-1e-3", -0.001),
    (NUMBER, "+2", 2.0),
    (NUMBER, "60%", 0.6),
    (NUMBER, "60 %", 0.6),
    (NUMBER, "０．５", 0.5),
    (NUMBER, "−0.5", -0.5),
    (NUMBER, "６０％", 0.6),
    (NUMBER, 1, 1.0),
    (NUMBER, np.float32(0.5), 0.5),
    (NUMBER, Decimal("0.25"), 0.25),
    (NUMBER, Fraction(1, 4), 0.25),
    (INTEGER, "3", 3),
    (INTEGER, "3.0", 3),
    (INTEGER, 3.0, 3),
    (INTEGER, np.int8(3), 3),
    (INTEGER, "-1", -1),
    (FLAG, "yes", True),
    (FLAG, "Y", True),
    (FLAG, "是", True),
    (FLAG, "✓", True),
    (FLAG, 1, True),
    (FLAG, 1.0, True),
    (FLAG, True, True),
    (FLAG, np.True_, True),
    (FLAG, "FALSE", False),
    (FLAG, "否", False),
    (FLAG, 0, False),
    (FLAG, 0.0, False),
    (DATE, "2026-03-31", dt.date(2026, 3, 31)),
    (DATE, "2026/3/31", dt.date(2026, 3, 31)),
    (DATE, "2026.03.31", dt.date(2026, 3, 31)),
    (DATE, "2026年3月31日", dt.date(2026, 3, 31)),
    (DATE, "2026 年 3 月 31 日", dt.date(2026, 3, 31)),
    (DATE, "２０２６－０３－３１", dt.date(2026, 3, 31)),
    (DATE, "2026-03-31 00:00:00", dt.date(2026, 3, 31)),
    (DATE, "2026-03-31T00:00", dt.date(2026, 3, 31)),
    (DATE, dt.date(2026, 3, 31), dt.date(2026, 3, 31)),
    (DATE, dt.datetime(2026, 3, 31, 12), dt.date(2026, 3, 31)),  # noqa: DTZ001
    (DATE, pd.Timestamp("2026-03-31"), dt.date(2026, 3, 31)),
    (STYLE, "Leading", "leading"),
    (STYLE, "检查型", "checking"),
    (AUTHORITY, "veto; Budget", ("veto", "budget")),
    (AUTHORITY, "否决权、预算，资金", ("veto", "budget", "economic")),
    (AUTHORITY, "veto|veto", ("veto",)),
    (AUTHORITY, ["veto", "budget"], ("veto", "budget")),
    (AUTHORITY, ("holds a budget",), ("budget",)),
    (Column("own", "choice"), "x", "x"),
]


@pytest.mark.parametrize(("column", "raw", "value"), READ)
def test_cells_are_read_into_plain_types(column, raw, value):
    found = read_cell(column, raw)
    assert found == value
    assert type(found) is type(value)


REFUSED = [
    (NUMBER, "half", "not a number"),
    (NUMBER, "1,5", "not a number"),
    (NUMBER, "0x10", "not a number"),
    (NUMBER, "inf", "not a number"),
    (NUMBER, "1_000", "not a number"),
    (NUMBER, "--1", "not a number"),
    (NUMBER, True, "not a number"),
    (NUMBER, [1], "not a number"),
    (NUMBER, dt.date(2026, 1, 1), "not a number"),
    (INTEGER, "1.5", "not a whole number"),
    (INTEGER, 1.5, "not a whole number"),
    (INTEGER, "1e999", "not a whole number"),
    (INTEGER, "one", "not a number"),
    (FLAG, "maybe", "not true or false"),
    (FLAG, 2, "not true or false"),
    (DATE, "31.03.2026", "not a date that reads only one way"),
    (DATE, "03/31/2026", "not a date that reads only one way"),
    (DATE, "2026-03", "not a date that reads only one way"),
    (DATE, "2026-03-31 12:00", "not a date that reads only one way"),
    (DATE, 46112, "not a date that reads only one way"),
    (DATE, "2026-02-29", "no day of the calendar"),
    (DATE, "2026-13-01", "no day of the calendar"),
    (DATE, "0000-01-01", "no day of the calendar"),
    (STYLE, "loud", "unknown communication style"),
    (AUTHORITY, "veto;magic", "unknown authority"),
    (AUTHORITY, 5, "a int, not a list of words"),
    (TEXT, 1.0, "not text but float"),
    (TEXT, True, "not text but bool"),
    (ID, 1.5, "not text but float"),
    (ID, dt.date(2026, 1, 1), "not text but date"),
]


@pytest.mark.parametrize(("column", "raw", "problem"), REFUSED)
def test_what_cannot_be_read_for_certain_is_refused_with_a_cure(column, raw, problem):
    with pytest.raises(CellError) as caught:
        read_cell(column, raw)
    assert caught.value.fault.problem.en == problem
    assert caught.value.fault.cure.en.startswith("Give ")
    assert caught.value.fault.cure.zh.startswith("请")


@pytest.mark.parametrize("column", [ID, TEXT, NUMBER, INTEGER, FLAG, DATE, STYLE, AUTHORITY])
@pytest.mark.parametrize("raw", [None, float("nan"), pd.NA, pd.NaT, np.nan, "", "   ", "\u3000"])
def test_missing_values_are_unknown_in_every_column(column, raw):
    assert read_cell(column, raw) is None


@pytest.mark.parametrize("column", [NUMBER, INTEGER, FLAG, DATE, STYLE, AUTHORITY])
@pytest.mark.parametrize("word", ["?", "Unknown", "not known", "N/A", "#N/A", "NULL", "NaN", "未知", "不详"])
def test_words_for_unknown_are_unknown_where_no_text_is_expected(column, word):
    assert read_cell(column, word) is None


def test_a_near_key_is_offered():
    with pytest.raises(CellError) as caught:
        read_cell(STYLE, "leadin")
    assert "Did you mean 'leading'?" in caught.value.fault.cure.en


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_written_by_repr_keep_every_digit(number):
    assert read_cell(NUMBER, repr(number)) == number


@given(st.dates())
def test_iso_dates_are_read_as_they_are(day):
    assert read_cell(DATE, day.isoformat()) == day


@pytest.mark.parametrize(
    ("raw", "scale", "stance"),
    [
        ("支持", "-5..5", 0.6),
        ("中立", "0-10", 0.0),
        ("反对", "1-5", -0.6),
        ("Strong Supporter", "-1..1", 0.9),
        ("opponent", "-1..1", -0.8),
        ("3", "-5..5", 0.6),
        (5, "0-10", 0.0),
        ("100", "0-100", 1.0),
        ("1", "1-5", -1.0),
        ("0.3", "-1..1", 0.3),
        ("未知", "0-10", None),
        (None, "0-10", None),
        ("2", "-1..1", 2.0),  # refused by the check of the whole table
    ],
)
def test_stances_are_words_or_numbers_on_the_named_scale(raw, scale, stance):
    assert read_stance(NUMBER, raw, scale) == stance


def test_a_stance_that_is_neither_word_nor_number_is_refused():
    with pytest.raises(CellError, match="neither a number nor a word for a stance"):
        read_stance(NUMBER, "lukewarm", "-1..1")


@pytest.mark.parametrize("text", ["a;b", "a；b", "a、b", "a,b", "a，b", "a|b", " a ;; b ;"])
def test_lists_are_split_at_every_separator_in_use(text):
    assert split_list(text) == ["a", "b"]


@pytest.mark.parametrize("text", ["", " ; ", ";;"])
def test_empty_lists_are_empty(text):
    assert split_list(text) == []


def test_role_keys_need_no_words():
    column = Column("roles", "choices", choices=ROLES)
    assert read_cell(column, ["decision_maker", "使用者"]) == ("decision_maker", "user")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("46,000,000", 46e6),
        ("46，000，000", 46e6),
        ("46.000.000", 46e6),
        ("46 000 000", 46e6),
        ("46'000'000", 46e6),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("-1,234.50", -1234.5),
        ("1.234", 1.234),
    ],
)
def test_grouped_digits_are_read_where_they_read_only_one_way(raw, number):
    assert read_cell(NUMBER, raw) == number


@pytest.mark.parametrize("raw", ["1,234", "1 234", "12'345"])
def test_one_group_of_digits_may_be_a_fraction_and_is_refused(raw):
    with pytest.raises(CellError, match=r"reads two ways.*as 1234 or 1\.234"):
        read_cell(NUMBER, raw)


@pytest.mark.parametrize(
    "raw", ["1,23,456", "0,123,456", "1,234,56", "1,234.567.890", "1,234,5678", "1,234.", "1,234%"]
)
def test_digits_in_other_groups_are_no_number(raw):
    with pytest.raises(CellError, match="not a number"):
        read_cell(NUMBER, raw)


def test_a_percentage_is_a_stance_on_its_own_scale_only():
    assert read_stance(NUMBER, "60%", "0-100") == read_stance(NUMBER, "60", "0-100") == 0.2  # 60 of 0 to 100
    assert read_stance(NUMBER, "60 ％", "0-100") == 0.2


@pytest.mark.parametrize("scale", ["-1..1", "-5..5", "0-10", "1-5"])
def test_a_percentage_on_another_scale_is_refused(scale):
    with pytest.raises(CellError, match="a percentage on the scale"):
        read_stance(NUMBER, "60%", scale)


@pytest.mark.parametrize(("raw", "scale"), [("8", "-5..5"), (11, "0-10"), ("101%", "0-100"), ("0", "1-5")])
def test_a_number_beyond_its_scale_is_refused_in_terms_of_that_scale(raw, scale):
    with pytest.raises(CellError, match=f"outside its range. Give a number on the scale {scale}."):
        read_stance(NUMBER, raw, scale)
