"""The day that a question is asked for."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.days import read_day

DAY = dt.date(2026, 3, 31)


@pytest.mark.parametrize("given", [DAY, dt.datetime(2026, 3, 31, 23, 59), pd.Timestamp("2026-03-31 08:00")])  # noqa: DTZ001
def test_a_day_is_read_from_what_holds_one(given: object) -> None:
    assert read_day(given) == DAY
    assert type(read_day(given)) is dt.date


def test_no_day_stays_no_day() -> None:
    assert read_day(None) is None


@pytest.mark.parametrize("given", ["2026-03-31", 5, 20260331, float("nan"), pd.NaT, ("2026", 3)])
def test_what_holds_no_day_is_refused_by_name(given: object) -> None:
    with pytest.raises(OptionError, match="as_of="):
        read_day(given)
