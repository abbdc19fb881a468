"""Results as plain values and as HTML tables."""

import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from stakeholder_graph.model.presenting import html_block, json_safe

DAY = "2026-03-01T00:00:00"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (float("nan"), None),
        (np.float64("nan"), None),
        (float("inf"), None),
        (-np.inf, None),
        (pd.NA, None),
        (pd.NaT, None),
        (np.datetime64("NaT", "ns"), None),
        (np.int64(3), 3),
        (np.float64(0.5), 0.5),
        (np.bool_(True), True),
        ("text", "text"),
        ((), []),
        (("a", ("b",)), ["a", ["b"]]),
        (np.array([[1.5, np.nan]]), [[1.5, None]]),
        ({1: (2,), "d": {"e": np.nan}}, {"1": [2], "d": {"e": None}}),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.datetime(2026, 3, 1, tzinfo=dt.UTC), DAY + "+00:00"),
        (pd.Timestamp("2026-03-01"), DAY),
        *[(np.datetime64("2026-03-01", unit), DAY) for unit in ("s", "ms", "us", "ns")],
    ],
)
def test_plain_values(value, plain):
    found = json_safe(value)
    assert found == plain
    assert type(found) is type(plain)
    json.dumps(found, allow_nan=False)


def test_html_escapes_titles_headers_and_cells():
    table = pd.DataFrame({"<h>": ["<c> & 'q'", ("<a>", "b")]}, index=pd.Index(["<i>", "j"], name="<n>"))
    page = html_block("<t>", table)
    assert not any(f"<{letter}>" in page for letter in "thcain")
    for escaped in (
        "&lt;t&gt;",
        "&lt;h&gt;",
        "&lt;c&gt; &amp; &#x27;q&#x27;",
        "&lt;a&gt;, b",
        "&lt;i&gt;",
        "&lt;n&gt;",
    ):
        assert escaped in page


def test_html_shows_three_digits_and_nothing_for_the_unknown():
    page = html_block("t", pd.DataFrame({"x": [0.123456, np.nan], "n": [7, 8]}))
    assert ">0.123</td>" in page
    assert "nan" not in page
    assert ">7</td>" in page


def test_html_leaves_out_empty_tables():
    assert "<table" not in html_block("t", pd.DataFrame({"x": []}))
