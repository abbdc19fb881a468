from __future__ import annotations

import math
from collections import Counter

import pytest

from stakeholder_graph.model.schema import SCHEMA, TABLES
from stakeholder_graph.vocabulary.terms import normalize_word

COLUMNS = [(table, column) for table, spec in SCHEMA.items() for column in spec.columns.values()]
NAMES = [f"{table}.{column.name}" for table, column in COLUMNS]
KINDS = {"id", "text", "number", "integer", "flag", "date", "choice", "choices"}


def is_chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def test_there_are_six_tables():
    assert tuple(SCHEMA) == TABLES == ("contacts", "influences", "motives", "team", "relationships", "account")


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_a_column_is_complete_in_both_languages(table, column):
    assert column.kind in KINDS
    assert column.en
    assert not is_chinese(column.en)
    assert is_chinese(column.zh)
    assert column.meaning_en.endswith(".")
    assert not is_chinese(column.meaning_en)
    assert is_chinese(column.meaning_zh)
    assert column.meaning_zh.endswith("。")


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_a_column_is_consistent(table, column):
    assert (column.choices is not None) == (column.kind in ("choice", "choices"))
    assert column.low < column.high
    assert column.kind in ("number", "integer") or math.isinf(column.low)
    assert not column.refers_to or column.kind == "id"
    assert column.refers_to in ("", "contacts", "team")
    assert not column.not_after_as_of or column.kind == "date"
    assert column.default is None or column.problem(column.default) is None


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
@pytest.mark.parametrize("form", ["name", "en", "zh", "words"])
def test_every_header_of_a_column_leads_to_it(table, column, form):
    words = column.words if form == "words" else (getattr(column, form),)
    for word in words:
        assert SCHEMA[table].headers[normalize_word(word)] == column.name
        assert SCHEMA[table].headers[normalize_word(word.upper())] == column.name


@pytest.mark.parametrize("table", TABLES)
def test_no_header_means_two_columns(table):
    words = Counter(
        word
        for column in SCHEMA[table].columns.values()
        for word in {normalize_word(text) for text in (column.name, column.en, column.zh, *column.words)}
    )
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_required_columns(table):
    spec = SCHEMA[table]
    assert all(spec.columns[name].required for name in spec.key)
    assert is_chinese(spec.zh)
    assert spec.en


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("contacts", "stance", "a number in [-1, 1]"),
        ("contacts", "stance_confidence", "a number in [0, 1)"),
        ("contacts", "openness", "a number in [0, 1)"),
        ("contacts", "decision_weight", "a number of at least 0"),
        ("contacts", "level", "a whole number of at least 1"),
        ("influences", "weight", "a number in (0, 1]"),
        ("influences", "sign", "-1 or 1"),
        ("motives", "direction", "a number in [-1, 1]"),
        ("contacts", "evidence_tier", "a whole number in [1, 4]"),
    ],
)
def test_ranges_are_those_of_the_models(table, column, text):
    assert SCHEMA[table].columns[column].allowed() == text


@pytest.mark.parametrize(
    ("table", "column", "default"),
    [("contacts", "side", "buyer"), ("contacts", "status", "active"), ("influences", "sign", 1)],
)
def test_defaults(table, column, default):
    assert SCHEMA[table].columns[column].default == default


def test_nothing_else_is_assumed_where_nothing_is_known():
    assumed = [f"{table}.{column.name}" for table, column in COLUMNS if column.default is not None]
    assert assumed == ["contacts.side", "contacts.status", "influences.sign"]
