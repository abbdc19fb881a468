from __future__ import annotations

import datetime as dt
import json
import math

import numpy as np
import pandas as pd
import pytest

from stakeholder_graph.model.presenting import html_block, json_safe


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (np.True_, True),
        (math.nan, None),
        (-math.inf, None),
        (pd.NA, None),
        (pd.NaT, None),
        ((), []),
        (("a", 1), ["a", 1]),
        (np.array([1.0, math.nan]), [1.0, None]),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (np.datetime64("2026-01-02", "ns"), "2026-01-02T00:00:00"),
        (np.datetime64("NaT", "ns"), None),
        ({1: {"a": (None,)}}, {"1": {"a": [None]}}),
        ("text", "text"),
        (True, True),
    ],
)
def test_values_become_what_json_can_hold(value, plain):
    found = json_safe(value)
    assert found == plain
    assert type(found) is type(plain)
    json.dumps(found, allow_nan=False)


def test_tables_are_escaped_and_empty_ones_left_out():
    frame = pd.DataFrame(
        {"<b>": ["<i>", ("x", "y")], "share": [0.123456, math.nan]}, index=pd.Index(["a&b", "c"], name="id")
    )
    html = html_block("<title>", frame, pd.DataFrame({"never": []}))
    assert "&lt;title&gt;" in html
    assert "&lt;b&gt;" in html
    assert "&lt;i&gt;" in html
    assert "a&amp;b" in html
    assert "x, y" in html
    assert ">0.123<" in html
    assert "nan" not in html
    assert "never" not in html
