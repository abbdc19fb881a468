"""What one column may hold: its type, range, default, choices and meaning, and what is wrong with a value."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from stakeholder_graph.errors import did_you_mean

if TYPE_CHECKING:
    from stakeholder_graph.vocabulary.terms import Language, Vocabulary

__all__ = ["Column", "Kind", "is_missing"]

Kind = Literal["id", "text", "number", "integer", "flag", "date", "choice", "choices"]


def is_missing(value: Any) -> bool:
    """Return whether a value stands for "not known": None, NaN, NaT, pandas.NA or an empty tuple.

    Examples
    --------
    >>> [is_missing(value) for value in (None, float("nan"), (), 0, "")]
    [True, True, True, False, False]
    """
    if value is None or (isinstance(value, tuple) and not value):
        return True
    if isinstance(value, str | tuple | bool | int):
        return False
    try:
        return bool(value != value)  # noqa: PLR0124  NaN and NaT differ from themselves
    except TypeError:  # pandas.NA refuses to be true or false
        return True
    except ValueError:  # an array has no single truth value, so it is something
        return False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it may hold, what it means, and what holds where it is not given.

    Attributes
    ----------
    name : str
        The attribute in the graph and the header in files.
    kind : {"id", "text", "number", "integer", "flag", "date", "choice", "choices"}
        In the graph: str, str, float, int, bool, datetime.date, str, tuple of str.
    en, zh : str
        The header that people read.
    meaning_en, meaning_zh : str
        What the column says.
    required : bool
        The row is invalid without it.
    default : object
        What holds where it is not given; None means that nothing is assumed: it is unknown.
    low, high : float
        Range of a number, both ends included unless `low_open` or `high_open`.
    values : tuple of int
        The whole numbers that are allowed, where there are only a few.
    choices : Vocabulary or None
        The keys allowed in a choice.
    refers_to : str
        The table whose ids the value must be one of, empty where it is free.
    not_after_as_of : bool
        A date that cannot lie after the date of the map.
    words : tuple of str
        Other headers that mean this column.
    """

    name: str
    kind: Kind
    en: str = ""
    zh: str = ""
    meaning_en: str = ""
    meaning_zh: str = ""
    required: bool = False
    default: object = None
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False
    values: tuple[int, ...] = ()
    choices: Vocabulary | None = None
    refers_to: str = ""
    not_after_as_of: bool = False
    words: tuple[str, ...] = ()

    def label(self, lang: Language = "en") -> str:
        """Return the header that people read."""
        return self.zh if lang == "zh" else self.en

    def meaning(self, lang: Language = "en") -> str:
        """Return what the column says."""
        return self.meaning_zh if lang == "zh" else self.meaning_en

    def allowed(self) -> str:
        """Say in a few words what the column may hold.

        Examples
        --------
        >>> Column("weight", "number", low=0, high=1, low_open=True).allowed()
        'a number in (0, 1]'
        """
        if self.values:
            return " or ".join(str(value) for value in self.values)
        if self.kind in ("number", "integer"):
            noun = "a number" if self.kind == "number" else "a whole number"
            if math.isinf(self.low) and math.isinf(self.high):
                return noun
            if math.isinf(self.high):
                return f"{noun} {'above' if self.low_open else 'of at least'} {self.low:g}"
            opening, closing = "(" if self.low_open else "[", ")" if self.high_open else "]"
            return f"{noun} in {opening}{self.low:g}, {self.high:g}{closing}"
        if self.choices is not None:
            many = "any of " if self.kind == "choices" else "one of "
            return many + ", ".join(self.choices)
        return {
            "id": "a non-empty text id",
            "text": "text",
            "flag": "true or false",
            "date": "a date such as 2026-03-31",
        }[self.kind]

    def problem(self, value: object) -> tuple[str, str] | None:  # noqa: PLR0911  one return a kind
        """Return what is wrong with a present, typed value and its cure, or None.

        Examples
        --------
        >>> Column("weight", "number", low=0, high=1, low_open=True).problem(1.5)
        ('outside its range', 'Give a number in (0, 1].')
        """
        cure = f"Give {self.allowed()}."
        if self.kind in ("number", "integer"):
            return self._number_problem(value, cure)
        if self.kind == "flag":
            return None if isinstance(value, bool) else ("not true or false", cure)
        if self.kind == "date":
            right = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
            return None if right else ("not a date", cure)
        if self.kind == "choices":
            if not isinstance(value, tuple):
                return ("not a tuple of keys", f"Give a tuple: {self.allowed()}.")
            return next((bad for item in value if (bad := self._choice_problem(item, cure))), None)
        if not isinstance(value, str):
            return (f"not text but {type(value).__name__}", cure)
        if self.kind == "choice":
            return self._choice_problem(value, cure)
        if not value.strip():
            return ("empty", cure)
        if self.kind == "id" and value != value.strip():
            return ("spaces around an id", "Remove them; files would not keep them.")
        return None

    def _number_problem(self, value: object, cure: str) -> tuple[str, str] | None:
        wanted = numbers.Integral if self.kind == "integer" else numbers.Real
        if isinstance(value, bool) or not isinstance(value, wanted):
            return ("not a number" if self.kind == "number" else "not a whole number", cure)
        number = float(value)
        if not math.isfinite(number):
            return ("not a finite number", cure)
        if self.values:
            return None if number in self.values else ("not one of its values", cure)
        below = number <= self.low if self.low_open else number < self.low
        above = number >= self.high if self.high_open else number > self.high
        return ("outside its range", cure) if below or above else None

    def _choice_problem(self, value: object, cure: str) -> tuple[str, str] | None:
        if self.choices is None or value in self.choices:
            return None
        return (f"unknown {self.choices.kind}", cure + did_you_mean(str(value), self.choices))
