"""From a raw cell, text or number as it comes out of a file or a data frame, to a typed value.

Nothing is guessed: what cannot be read for certain is refused with a cure. An empty cell, and a word that says "not
known", is unknown.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.failures import Fault, Said, fault, offer
from stakeholder_graph.vocabulary.stances import rescale_stance, stance_word
from stakeholder_graph.vocabulary.terms import near_words, normalize_word
from stakeholder_graph.vocabulary.words import word_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from stakeholder_graph.model.columns import Column
    from stakeholder_graph.vocabulary.stances import StanceScale

__all__ = ["CellError", "is_unknown", "read_cell", "read_stance", "split_list"]

_UNKNOWN_WORDS = frozenset({"?", "unknown", "not known", "n/a", "#n/a", "null", "nan", "未知", "不详"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(%?)", re.IGNORECASE)
# Groups of three digits; one group alone may be a decimal fraction ("1,234"), two, or one with a fraction, may not.
_GROUPED = re.compile(r"(?P<sign>[+-]?)(?P<whole>[1-9]\d{0,2}(?P<by>[,.' ])\d{3}(?:(?P=by)\d{3})*)(?P<rest>[.,]\d+)?")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
_LIST_SEPARATOR = re.compile(r"[;；、,，|]")


class CellError(ValueError):
    """A cell cannot be read; carries what is wrong and its cure.

    Parameters
    ----------
    found : Fault
        What is wrong, and what to do about it.
    """

    def __init__(self, found: Fault) -> None:
        self.fault = found
        super().__init__(found)

    def __str__(self) -> str:
        """Say it in English."""
        return f"{self.fault.problem.en}. {self.fault.cure.en}"


def is_unknown(text: str) -> bool:
    """Return whether a text says that something is not known.

    Examples
    --------
    >>> is_unknown("未知"), is_unknown(" ? "), is_unknown("none")
    (True, True, False)
    """
    return normalize_word(text) in _UNKNOWN_WORDS


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
        if not raw or (column.kind not in ("id", "text") and is_unknown(raw)):
            return None
    return _READERS[column.kind](column, raw)


def read_stance(column: Column, raw: Any, scale: StanceScale) -> float | None:
    """Return a stance in [-1, 1] from a word or from a number on the named scale; None where it is not known.

    Raises
    ------
    CellError
        If the cell is neither a number of the scale nor a word that is known, or a percentage on another scale than
        0-100, where 60% is 60.

    Examples
    --------
    >>> from stakeholder_graph.model.columns import Column
    >>> read_stance(Column("stance", "number"), "反对", "-5..5"), read_stance(Column("stance", "number"), "3", "-5..5")
    (-0.6, 0.6)
    """
    if isinstance(raw, str):
        if (named := stance_word(raw)) is not None:
            return named
        plain = unicodedata.normalize("NFKC", raw).strip()
        if plain.endswith("%"):
            if scale != "0-100":
                raise CellError(fault("stance_percent", scale=scale))
            raw = plain.removesuffix("%")
    try:
        value = read_cell(column, raw)
    except CellError as error:
        if not isinstance(raw, str) or error.fault.problem != fault("not_number", allowed="").problem:
            raise
        raise CellError(_unknown_stance(raw, scale)) from None
    if value is None:
        return None
    stance = rescale_stance(value, scale)
    if scale != "-1..1" and 1 < abs(stance) < math.inf:  # said here, where the number is still what was written
        raise CellError(fault("off_scale", scale=scale))
    return stance


def _unknown_stance(raw: str, scale: StanceScale) -> Fault:
    tables = word_tables()
    words = list(tables["stance"])
    opposite = {normalize_word(word): offered for word, offered in tables["stance_offer"].items()}
    offered = opposite.get(normalize_word(raw))
    near = near_words(raw, words) if offered is None else (offered,)
    listed = Said(", ".join(filter(str.isascii, words)), "、".join(word for word in words if not word.isascii()))
    return fault("unknown_stance", scale=scale, words=listed, near=offer(near))


def split_list(text: str) -> list[str]:
    """Split a cell that holds several values joined by ; , | or their Chinese forms.

    Examples
    --------
    >>> split_list("决策人；使用者、专家")
    ['决策人', '使用者', '专家']
    """
    return [part.strip() for part in _LIST_SEPARATOR.split(text) if part.strip()]


def _fail(column: Column, code: str, **facts: object) -> CellError:
    return CellError(fault(code, allowed=column.says_allowed, **facts))


def _read_text(column: Column, raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not hasattr(raw, "__index__"):
        raise _fail(column, "not_text", type=type(raw).__name__)
    return str(raw.__index__())  # a whole number is text without loss; 1.0 may have been 001


def _read_number(column: Column, raw: Any) -> float:
    if isinstance(raw, str):
        plain = unicodedata.normalize("NFKC", raw).replace("−", "-").replace(" %", "%")
        if (match := _NUMBER.fullmatch(plain)) is not None:
            return float(plain[:-1]) / 100 if match.group(3) else float(plain)
        return _read_grouped(column, plain)
    if isinstance(raw, bool) or not hasattr(raw, "__float__"):
        raise _fail(column, "not_number")
    return float(raw)


def _read_grouped(column: Column, plain: str) -> float:
    """Read a number whose digits are grouped in threes, as 46,000,000 or 1.234,50."""
    match = _GROUPED.fullmatch(plain.replace("’", "'"))
    if match is None or (match["rest"] or "").startswith(match["by"]):
        raise _fail(column, "not_number")
    if match["whole"].count(match["by"]) == 1 and match["rest"] is None:
        raise _fail(column, "reads_two_ways")
    return float(match["sign"] + match["whole"].replace(match["by"], "") + (match["rest"] or "").replace(",", "."))


def _read_integer(column: Column, raw: Any) -> int:
    number = _read_number(column, raw)
    if not number.is_integer():
        raise _fail(column, "not_whole")
    return int(number)


def _read_flag(column: Column, raw: Any) -> bool:
    text = normalize_word(str(raw))
    answer = _flag_words().get("1" if text == "1.0" else "0" if text == "0.0" else text)
    if answer is None:
        raise _fail(column, "not_flag")
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
        raise _fail(column, "unclear_date")
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        raise _fail(column, "no_such_day") from None


def _read_choice(column: Column, raw: Any) -> str:
    word = str(raw)
    if column.choices is None:
        return word
    key = column.choices.find(word)
    if key is None:
        raise _fail(column, "unknown_word", kind=column.choices.kind, near=offer(column.choices.near(word)))
    return key


def _read_choices(column: Column, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, str | list | tuple | set | frozenset):
        raise _fail(column, "not_list", type=type(raw).__name__)
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
