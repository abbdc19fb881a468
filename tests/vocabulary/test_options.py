"""Options are checked in one way, and a refusal says what is allowed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stakeholder_graph.errors import OptionError
from stakeholder_graph.vocabulary.options import check_mapping, check_number, check_whole


@pytest.mark.parametrize(
    ("value", "within"),
    [(0, "[0, 1)"), (0.999, "[0, 1)"), (np.float64(0.5), "[0, 1)"), (np.int64(7), "(0, inf)"), (-1, "[-1, 1]")],
)
def test_numbers_that_lie_inside(value: Any, within: str) -> None:
    check_number("x", value, within)


@pytest.mark.parametrize(
    ("value", "within", "allowed"),
    [
        (1, "[0, 1)", "a number in [0, 1)"),
        (0, "(0, inf)", "a number above 0"),
        (float("inf"), "(0, inf)", "a number above 0"),
        (float("nan"), "[0, inf)", "a number of at least 0"),
        (True, "[0, 1]", "a number in [0, 1]"),
        ("1", "[0, 1]", "a number in [0, 1]"),
        (None, "[0, 1]", "a number in [0, 1]"),
        (1j, "[0, 1]", "a number in [0, 1]"),
        (10**400, "(0, inf)", "a number above 0"),
    ],
)
def test_what_lies_outside_is_refused(value: Any, within: str, allowed: str) -> None:
    with pytest.raises(OptionError) as refused:
        check_number("x", value, within)
    assert str(refused.value) == f"x={value!r} is not allowed. Give {allowed}."


def test_none_where_it_is_allowed() -> None:
    check_number("x", None, "[0, 1]", or_none=True)
    with pytest.raises(OptionError, match=r"a number in \[0, 1\], or None"):
        check_number("x", 2, "[0, 1]", or_none=True)


def test_whole_numbers() -> None:
    check_whole("k", np.int64(3), 1)
    check_whole("k", 3, 1, 3)
    for value in (0, 4, 1.0, True, "2", None):
        with pytest.raises(OptionError, match="a whole number from 1 to 3"):
            check_whole("k", value, 1, 3)
    with pytest.raises(OptionError, match="a whole number of at least 1"):
        check_whole("k", 0, 1)


def test_mappings() -> None:
    assert check_mapping("cost", {"a": 1}, "{'cfo': 2}") == {"a": 1}
    with pytest.raises(OptionError, match="a mapping such as"):
        check_mapping("cost", [1], "{'cfo': 2}")
