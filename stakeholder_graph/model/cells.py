"""From a raw cell, text or number as it comes out of a file or a data frame, to a typed value.

Nothing is guessed: what cannot be read for certain is refused with a cure. An empty cell, and a word that says "not
known", is unknown.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import did_you_mean
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.vocabulary.stances import rescale_stance, stance_word
from stakeholder_graph.vocabulary.terms import normalize_word
from stakeholder_graph.vocabulary.words import word_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from stakeholder_graph.model.columns import Column
    from stakeholder_graph.vocabulary.stances import StanceScale

__all__ = ["CellError", "read_cell", "read_stance", "split_list"]

_UNKNOWN_WORDS = frozenset({"?", "unknown", "not known", "n/a", "#n/a", "null", "nan", "未知", "不详"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(%?)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
_LIST_SEPARATOR = re.compile(r"[;；、,，|]")


class CellError(ValueError):
    """A cell cannot be read; carries the problem and its cure.

    Parameters
    ----------
    problem, cure : str
        What is wrong, and what to do about it.
    """

    def __init__(self, problem: str, cure: str) -> None:
        self.problem = problem
        self.cure = cure
        super().__init__(problem, cure)


def read_cell(column: Column, raw: Any) -> Any:
    """Return the typed value of a cell, or None where it is not known.

    The result has the right type; whether it is in range and refers to something that exists is checked later,
    over the whole table.

    Parameters
    ----------
    column : Column
        What the cell should hold.
    raw : object
        Text, or a value from a data frame.

    Raises
    ------
    CellError
        If the cell cannot be read as what the column holds.

    Examples
    --------
    >>> from stakeholder_graph.model.columns import Column
    >>> read_cell(Column("weight", "number"), "60 %")
    0.6
    >>> read_cell(Column("joined", "date"), "2026年3月31日")
    datetime.date(2026, 3, 31)
    >>> read_cell(Column("level", "integer"), "未知") is None
    True
    """
    if is_missing(raw):
        return None
    if isinstance(raw, str):
        raw = raw.strip()
        if not raw or (column.kind not in ("id", "text") and normalize_word(raw) in _UNKNOWN_WORDS):
            return None
    return _READERS[column.kind](column, raw)


def read_stance(column: Column, raw: Any, scale: StanceScale) -> float | None:
    """Return a stance in [-1, 1] from a word or from a number on the named scale; None where it is not known.

    Raises
    ------
    CellError
        If the cell is neither a number nor a word that is known.

    Examples
    --------
    >>> from stakeholder_graph.model.columns import Column
    >>> read_stance(Column("stance", "number"), "反对", "-5..5"), read_stance(Column("stance", "number"), "3", "-5..5")
    (-0.6, 0.6)
    """
    if isinstance(raw, str) and (named := stance_word(raw)) is not None:
        return named
    value = read_cell(column, raw)
    return None if value is None else rescale_stance(value, scale)


def split_list(text: str) -> list[str]:
    """Split a cell that holds several values joined by ; , | or their Chinese forms.

    Examples
    --------
    >>> split_list("决策人；使用者、专家")
    ['决策人', '使用者', '专家']
    """
    return [part.strip() for part in _LIST_SEPARATOR.split(text) if part.strip()]


def _fail(column: Column, problem: str, hint: str = "") -> CellError:
    return CellError(problem, f"Give {column.allowed()}.{hint}")


def _read_text(column: Column, raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not hasattr(raw, "__index__"):
        raise _fail(column, f"not text but {type(raw).__name__}")
    return str(raw.__index__())  # a whole number is text without loss; 1.0 may have been 001


def _read_number(column: Column, raw: Any) -> float:
    if isinstance(raw, str):
        match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", raw).replace("−", "-").replace(" %", "%"))
        if match is None:
            raise _fail(column, "not a number")
        text = match.group()
        return float(text[:-1]) / 100 if match.group(3) else float(text)
    if isinstance(raw, bool) or not hasattr(raw, "__float__"):
        raise _fail(column, "not a number")
    return float(raw)


def _read_integer(column: Column, raw: Any) -> int:
    number = _read_number(column, raw)
    if not number.is_integer():
        raise _fail(column, "not a whole number")
    return int(number)


def _read_flag(column: Column, raw: Any) -> bool:
    text = normalize_word(str(raw))
    answer = _flag_words().get("1" if text == "1.0" else "0" if text == "0.0" else text)
    if answer is None:
        raise _fail(column, "not true or false")
    return answer


@cache
def _flag_words() -> dict[str, bool]:
    words = word_tables()["flag"]
    return {normalize_word(word): answer == "true" for answer in words for word in words[answer]}


def _read_date(column: Column, raw: Any) -> dt.date:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", str(raw)))
    if match is None:
        raise _fail(column, "not a date that reads only one way")
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        raise _fail(column, "no day of the calendar") from None


def _read_choice(column: Column, raw: Any) -> str:
    word = str(raw)
    if column.choices is None:
        return word
    key = column.choices.find(word)
    if key is None:
        raise _fail(column, f"unknown {column.choices.kind}", did_you_mean(word, column.choices))
    return key


def _read_choices(column: Column, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, str | list | tuple | set | frozenset):
        raise _fail(column, f"a {type(raw).__name__}, not a list of words")
    words = split_list(raw) if isinstance(raw, str) else list(raw)
    return tuple(dict.fromkeys(_read_choice(column, word) for word in words))


_READERS: dict[str, Callable[[Column, Any], Any]] = {
    "id": _read_text,
    "text": _read_text,
    "number": _read_number,
    "integer": _read_integer,
    "flag": _read_flag,
    "date": _read_date,
    "choice": _read_choice,
    "choices": _read_choices,
}
