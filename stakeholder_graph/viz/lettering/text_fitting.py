"""Making words fit: break lines, shrink, and end in an ellipsis where nothing else helps."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.lettering.typefaces import TextMeasure

__all__ = ["fit_line", "fit_name", "is_ideograph", "shrink_to_fit", "wrap_lines"]

_LATIN_ELLIPSIS, _CHINESE_ELLIPSIS = "...", "…"  # in a Chinese font the one character floats at mid-height
SMALLEST_NAME = 10.4  # px; ours: below it a name is no longer read on a projector
_BREAKS_BEHIND = re.compile(r"(?<=[-/])")
_SHORT_WORD = 4  # ideographs
_NOT_FIRST, _NOT_LAST = "，。；：！？、）》」』】”’%", "（《「『【“‘"  # marks that neither begin nor end a line
_FIRST_IDEOGRAPHIC = 0x2E80  # radicals; from here on a line may break before every character
_SLACK = 0.999  # so that a size that just fits does not fail to by the last digit


def is_ideograph(character: str) -> bool:
    """Return whether a line may break beside this character without a space.

    Examples
    --------
    >>> is_ideograph("张"), is_ideograph("Z")
    (True, False)
    """
    return ord(character) >= _FIRST_IDEOGRAPHIC


def fit_line(measure: TextMeasure, text: str, width: float, px: float, *, bold: bool = False) -> str:
    """Return `text`, cut to end in an ellipsis if it is wider than `width`."""
    if measure.width(text, px, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(_cut(text, middle), px, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low)


def _cut(text: str, length: int) -> str:
    """Return the beginning of a text with the ellipsis of its script."""
    kept = text[:length].rstrip()
    return kept + (_CHINESE_ELLIPSIS if kept and is_ideograph(kept[-1]) else _LATIN_ELLIPSIS)


def shrink_to_fit(
    measure: TextMeasure, text: str, width: float, sizes: tuple[float, float], *, bold: bool = False
) -> float:
    """Return the size in px, from the first of `sizes` down to the second, at which `text` is no wider than `width`."""
    largest, smallest = sizes
    needed = measure.width(text, largest, bold=bold)
    return max(smallest, min(largest, largest * width / needed * _SLACK)) if needed else largest


def wrap_lines(
    measure: TextMeasure, text: str, width: float, px: float, *, bold: bool = False, lines: int = 2
) -> list[str]:
    """Break `text` into at most `lines` lines no wider than `width`; the last may end in an ellipsis."""
    pieces = _pieces(text)
    wrapped: list[str] = []
    while pieces and len(wrapped) < lines - 1:
        count = len(pieces)
        while count > 1 and measure.width(_joined(pieces[:count]), px, bold=bold) > width:
            count -= 1
        if count > 1 and _is_orphan(_joined(pieces[count:])):
            count -= 1
        wrapped.append(_joined(pieces[:count]))
        pieces = pieces[count:]
    return [fit_line(measure, line, width, px, bold=bold) for line in [*wrapped, _joined(pieces)] if line]


def _joined(pieces: Sequence[str]) -> str:
    return "".join(pieces).strip()


def _is_orphan(line: str) -> bool:
    """Return whether a line is a single ideograph, which looks lost under a longer line."""
    return len(line) == 1 and is_ideograph(line)


def fit_name(measure: TextMeasure, name: str, width: float, px: float, *, lines: int = 2) -> tuple[list[str], float]:
    """Break a name over two lines, or as many as there may be, and shrink it to fit; scripts stay apart.

    Parameters
    ----------
    measure : TextMeasure
        What knows the widths.
    name : str
        The name, drawn in bold.
    width, px : float
        The room, and the size to begin with.
    lines : int, default 2
        How many lines there may be.

    Returns
    -------
    tuple of list of str and float
        The lines, and the size at which they fit; an ellipsis only where the smallest readable size is too wide.
    """
    if measure.width(name, px, bold=True) <= width:
        return [name], px
    broken = _broken_name(measure, name) if lines > 1 else [name]
    widest = max(broken, key=lambda line: measure.width(line, px, bold=True))
    size = shrink_to_fit(measure, widest, width, (px, min(px, SMALLEST_NAME)), bold=True)
    if lines > len(broken) and measure.width(widest, size, bold=True) > width:
        return wrap_lines(measure, name, width, size, bold=True, lines=lines), size
    return [fit_line(measure, line, width, size, bold=True) for line in broken], size


def _broken_name(measure: TextMeasure, name: str) -> list[str]:
    """Return a name in two lines, broken between the scripts if there are two, else where the lines come out even."""
    for position, character in enumerate(name):
        if (
            character == " "
            and 0 < position < len(name) - 1
            and is_ideograph(name[position - 1]) != is_ideograph(name[position + 1])
        ):
            return [name[:position], name[position + 1 :]]
    pieces = _pieces(name)
    halves = [("".join(pieces[:cut]).strip(), "".join(pieces[cut:]).strip()) for cut in range(1, len(pieces))]
    if not halves:
        return [name]
    return list(min(halves, key=lambda half: max(measure.width(line, 1.0, bold=True) for line in half)))


def _pieces(text: str) -> list[str]:
    """Return the parts between which a line may break; a space goes with the word before it.

    A Latin word may break behind a hyphen or slash. Ideographs may break anywhere, but a short word of them is kept.
    """
    pieces: list[str] = []
    for word in text.split():
        parts: list[str] = []
        for ideographic, run in groupby(word, key=is_ideograph):
            letters = "".join(run)
            if not ideographic:
                parts += [part for part in _BREAKS_BEHIND.split(letters) if part]
            elif len(letters) <= _SHORT_WORD:
                parts.append(letters)
            else:
                parts += letters
        pieces += _with_marks(parts)
        pieces[-1] += " "
    return pieces


def _with_marks(parts: Sequence[str]) -> list[str]:
    """Return the parts with every mark that must not begin or end a line beside its neighbour."""
    kept: list[str] = []
    for part in parts:
        if kept and (part[0] in _NOT_FIRST or kept[-1][-1] in _NOT_LAST):
            kept[-1] += part
        else:
            kept.append(part)
    return kept
