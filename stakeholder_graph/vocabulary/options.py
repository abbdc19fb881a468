"""Checks of what a caller hands in as an option: every refusal names the option, the value and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from numbers import Integral, Real
from typing import Any

from stakeholder_graph.errors import OptionError

__all__ = ["check_mapping", "check_number", "check_whole"]


def check_number(option: str, value: object, within: str, *, or_none: bool = False) -> None:
    """Refuse what is no number in an interval.

    Parameters
    ----------
    option : str
        The parameter as the caller knows it.
    value : object
        What was given; True and False are no numbers.
    within : str
        The interval as mathematics writes it, such as ``"[0, 1)"`` or ``"(0, inf)"``.
    or_none : bool, default False
        Whether None is allowed too.

    Raises
    ------
    OptionError
        If the value is no number or lies outside.
    """
    if value is None and or_none:
        return
    low, high, low_in, high_in = _interval(within)
    if isinstance(value, Real) and not isinstance(value, bool):
        number = _as_float(value)
        if (low < number < high) or (low_in and number == low) or (high_in and number == high):
            return
    raise OptionError(option, value, _in_words(within) + (", or None" if or_none else ""))


def check_whole(option: str, value: object, least: int, most: int | None = None) -> None:
    """Refuse what is no whole number from `least` to `most`.

    Raises
    ------
    OptionError
        If the value is no whole number or lies outside.
    """
    whole = isinstance(value, Integral) and not isinstance(value, bool)
    if whole and least <= int(value) <= (math.inf if most is None else most):  # type: ignore[call-overload]
        return
    span = f"of at least {least}" if most is None else f"from {least} to {most}"
    raise OptionError(option, value, f"a whole number {span}")


def check_mapping(option: str, value: object, example: str) -> Mapping[Any, Any]:
    """Return a mapping, and refuse what is none; `example` shows what one looks like."""
    if isinstance(value, Mapping):
        return value
    raise OptionError(option, value, f"a mapping such as {example}")


def _as_float(value: Real) -> float:
    try:
        return float(value)
    except OverflowError:  # of a whole number with hundreds of digits
        return math.nan


@cache
def _interval(within: str) -> tuple[float, float, bool, bool]:
    low, high = within[1:-1].split(",")
    return float(low), float(high), within[0] == "[", within[-1] == "]"


def _in_words(within: str) -> str:
    low, high, low_in, _ = _interval(within)
    if math.isinf(high) and not math.isinf(low):
        return f"a number of at least {low:g}" if low_in else f"a number above {low:g}"
    return f"a number in {within}"
