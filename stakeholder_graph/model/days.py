"""The day that a question is asked for: no result reads the clock, so every caller brings one."""

from __future__ import annotations

import datetime as dt

from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.columns import is_missing

__all__ = ["read_day"]


def read_day(value: object, option: str = "as_of") -> dt.date | None:
    """Return a day from a date, a datetime or a pandas Timestamp; None stays None.

    Parameters
    ----------
    value : datetime.date, datetime.datetime, pandas.Timestamp or None
        What the caller gave.
    option : str, default "as_of"
        The parameter to name in the message.

    Raises
    ------
    OptionError
        If it is anything else; text is refused, since 3/4/2026 is two days.

    Examples
    --------
    >>> read_day(dt.datetime(2026, 3, 31, 12, 0))
    datetime.date(2026, 3, 31)
    """
    if value is None:
        return None
    if isinstance(value, dt.date) and not is_missing(value):  # pandas.NaT passes for a datetime
        return value.date() if isinstance(value, dt.datetime) else value
    raise OptionError(option, value, "a datetime.date such as datetime.date(2026, 3, 31)")
