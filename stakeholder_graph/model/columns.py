"""What one column may hold: its type, range, default, choices and meaning, and what is wrong with a value."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from stakeholder_graph.model.failures import Fault, Said, fault, offer

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

    def allowed(self, lang: Language = "en") -> str:
        """Say in a few words what the column may hold; in Chinese with the words that a Chinese user types.

        Examples
        --------
        >>> weight = Column("weight", "number", low=0, high=1, low_open=True)
        >>> weight.allowed(), weight.allowed("zh")
        ('a number in (0, 1]', '(0, 1] 之间的数字')
        """
        if self.values:
            return (" 或 " if lang == "zh" else " or ").join(str(value) for value in self.values)
        if self.kind in ("number", "integer"):
            return _allowed_number(self, lang)
        many = self.kind == "choices"
        if self.choices is not None and lang == "zh":
            lead = "以下一项或多项（用分号隔开）：" if many else "以下之一："
            return lead + "、".join(term.zh for term in self.choices.values())
        if self.choices is not None:
            return ("any of " if many else "one of ") + ", ".join(self.choices)
        return _ALLOWED[self.kind].text(lang)

    @property
    def says_allowed(self) -> Said:
        """What the column may hold, in both languages."""
        return Said(self.allowed(), self.allowed("zh"))

    def problem(self, value: object) -> Fault | None:
        """Return what is wrong with a present, typed value and its cure, or None.

        Examples
        --------
        >>> found = Column("weight", "number", low=0, high=1, low_open=True).problem(1.5)
        >>> found.problem.en, found.cure.en
        ('outside its range', 'Give a number in (0, 1].')
        """
        if self.kind == "choices" and isinstance(value, tuple):
            return next((bad for item in value if (bad := self._unknown_choice(item))), None)
        if self.kind == "choice" and isinstance(value, str):
            return self._unknown_choice(value)
        code = self._wrong(value)
        return None if code is None else fault(code, allowed=self.says_allowed, type=type(value).__name__)

    def _wrong(self, value: object) -> str | None:  # noqa: PLR0911  one return a kind
        """Return the code of what is wrong with a value, choices apart."""
        if self.kind in ("number", "integer"):
            return self._wrong_number(value)
        if self.kind == "flag":
            return None if isinstance(value, bool) else "not_flag"
        if self.kind == "date":
            return None if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else "not_date"
        if self.kind == "choices":
            return "not_tuple"
        if not isinstance(value, str):
            return "not_text"
        if not value.strip():
            return "empty"
        return "spaces_around_id" if self.kind == "id" and value != value.strip() else None

    def _wrong_number(self, value: object) -> str | None:
        wanted = numbers.Integral if self.kind == "integer" else numbers.Real
        if isinstance(value, bool) or not isinstance(value, wanted):
            return "not_number" if self.kind == "number" else "not_whole"
        number = float(value)
        if not math.isfinite(number):
            return "not_finite"
        if self.values:
            return None if number in self.values else "not_listed"
        below = number <= self.low if self.low_open else number < self.low
        above = number >= self.high if self.high_open else number > self.high
        return "outside_range" if below or above else None

    def _unknown_choice(self, value: object) -> Fault | None:
        if self.choices is None or (isinstance(value, str) and value in self.choices):
            return None
        word = str(value)
        known = self.choices.find(word)  # a graph holds keys; tables may hold any word for them
        words = self.choices.near(word) if known is None else (known,)
        near = offer(dict.fromkeys(self.choices.find(one) or one for one in words))
        return fault("unknown_word", kind=self.choices.kind, allowed=self.says_allowed, near=near)


_ALLOWED = {
    "id": Said("a non-empty text id", "非空的编号"),
    "text": Said("text", "文字"),
    "flag": Said("true or false", "“是”或“否”"),
    "date": Said("a date such as 2026-03-31", "日期，例如 2026-03-31"),
    "choice": Said("one word", "一个用词"),
    "choices": Said("words", "用词"),
}


def _allowed_number(column: Column, lang: Language) -> str:
    whole = column.kind == "integer"
    noun = ("整数" if whole else "数字") if lang == "zh" else ("a whole number" if whole else "a number")
    if math.isinf(column.low) and math.isinf(column.high):
        return noun
    if math.isinf(column.high):
        if lang == "zh":
            return f"{'大于' if column.low_open else '不小于'} {column.low:g} 的{noun}"
        return f"{noun} {'above' if column.low_open else 'of at least'} {column.low:g}"
    opening, closing = "(" if column.low_open else "[", ")" if column.high_open else "]"
    interval = f"{opening}{column.low:g}, {column.high:g}{closing}"
    return f"{interval} 之间的{noun}" if lang == "zh" else f"{noun} in {interval}"
