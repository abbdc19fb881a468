"""Markdown that shows what is in the data, CSV that no spreadsheet runs, JSON that every parser reads."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math

import numpy as np
import pandas as pd
import pytest

from stakeholder_graph.model.presenting import json_safe
from stakeholder_graph.reports.rendering import escape_markdown, to_csv, to_json, to_markdown, with_attrs


def records(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("text", ["a|b", "*bold*", "[x](javascript:y)", "<b>", "# head", "`code`", "a_b_c", "\\"])
def test_marks_in_the_data_are_escaped(text: str) -> None:
    marks = "|*[]<>#`_\\"
    plain = escape_markdown(text)
    assert all(plain[place - 1] == "\\" for place, char in enumerate(plain) if char in marks and char != "\\")
    assert plain.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text


def test_a_cell_stays_on_one_line() -> None:
    assert escape_markdown("a\n\nb") == "a b"


def test_markdown_has_a_head_a_rule_and_the_rows() -> None:
    view = pd.DataFrame([("张|伟", "1")], columns=["name", "rank"], dtype="object")
    assert to_markdown(view) == "| name | rank |\n| --- | --- |\n| 张\\|伟 | 1 |"


@pytest.mark.parametrize("attack", ["=1+1", "+1", "-1+1", "@x", "\t=1", "＝1", "  =cmd|'/c calc'!A1"])
def test_csv_defuses_formulas(attack: str) -> None:
    table = pd.DataFrame({"name": [attack]})
    assert records(to_csv(table))[1][0].startswith("'")


def test_csv_keeps_numbers_and_leaves_unknown_empty() -> None:
    table = pd.DataFrame(
        {"stance": [-0.5, math.nan], "roles": [("user", "expert"), ()]}, index=pd.Index(["a", "b"], name="id")
    )
    assert records(to_csv(table)) == [["id", "stance", "roles"], ["a", "-0.5", "user;expert"], ["b", "", ""]]


def test_csv_defuses_formulas_inside_tuples() -> None:
    assert records(to_csv(pd.DataFrame({"contacts": [("=1", "b")]})))[1] == ["'=1;b"]


def test_json_is_strict_and_keeps_chinese() -> None:
    table = pd.DataFrame(
        {"name": ["张伟"], "stance": [math.nan], "met": [dt.date(2026, 3, 1)], "n": [np.int64(3)], "roles": [("user",)]}
    )
    text = to_json(table)
    assert "张伟" in text
    assert json.loads(text, parse_constant=pytest.fail) == [
        {"name": "张伟", "stance": None, "met": "2026-03-01", "n": 3, "roles": ["user"]}
    ]


def test_json_with_facts_is_an_object() -> None:
    table = pd.DataFrame({"share": [0.5]}, index=pd.Index(["cfo"], name="contact_id"))
    data = json.loads(to_json({"basis": "decision makers", "unattributed": math.inf, "records": table}))
    assert data == {"basis": "decision makers", "unattributed": None, "records": [{"contact_id": "cfo", "share": 0.5}]}


def test_csv_has_no_noise_and_writes_chains_with_arrows() -> None:
    table = pd.DataFrame(
        {
            "figure": [0.1 + 0.2, -0.00000123456789, math.nan],
            "chain": [(("a", "b"), ("a", "c")), ("a", "b"), ()],
            "parts": [(0.1 + 0.2, 0.5), (), ()],
        }
    )
    assert to_csv(table).splitlines()[1:] == ["0.3,a → b; a → c,0.3;0.5", "-1.23457e-06,a;b,", ",,"]


def test_a_table_with_what_it_rests_on_is_one_object() -> None:
    table = pd.DataFrame({"share": [0.5]})
    table.attrs["basis"] = "decision makers"
    assert json_safe(with_attrs(table)) == {"basis": "decision makers", "records": [{"share": 0.5}]}
