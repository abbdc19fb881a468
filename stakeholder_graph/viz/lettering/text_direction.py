"""Names that are written from right to left: what matplotlib needs to be told, and what it cannot do."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import matplotlib as mpl

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["has_right_to_left", "left_to_right", "unsupported_direction"]

_RIGHT_TO_LEFT = ("R", "AL")  # Unicode bidirectional classes of Hebrew and Arabic letters
_LEFT_TO_RIGHT_MARK = "\u200e"
_FIRST_WITH_SHAPING = (3, 11)  # the first matplotlib that joins letters and orders both directions


def has_right_to_left(text: str) -> bool:
    """Return whether a text has letters that are written from right to left.

    Examples
    --------
    >>> has_right_to_left("Shimon שמעון"), has_right_to_left("Simon 西蒙")
    (True, False)
    """
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def left_to_right(text: str) -> str:
    """Return a text as it is handed to matplotlib, so that a sentence that begins with such a name keeps its order."""
    return _LEFT_TO_RIGHT_MARK + text if _orders_directions() and has_right_to_left(text) else text


def unsupported_direction(strings: Iterable[str]) -> bool:
    """Return whether a text runs from right to left and this matplotlib would draw it in the wrong order."""
    return not _orders_directions() and any(has_right_to_left(text) for text in strings)


def _orders_directions() -> bool:
    return mpl.__version_info__[:2] >= _FIRST_WITH_SHAPING
