"""Tables for a terminal: aligned, wrapped to its width, Chinese characters counted as two columns."""

from __future__ import annotations

import re
import shutil
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["display_width", "printable", "terminal_text", "to_text", "wrap"]

_GAP = "  "
_USUAL_WIDTH = 120  # ours: where the output is no terminal, wide enough to read and to send
_NARROWEST = 12  # ours: a column is not squeezed below this; the table is then wider than the terminal
# A break may follow a Latin word with its spaces, or any Chinese character, but not come before closing marks.
_PIECE = re.compile(r"(?:[^\s\u3000-\uffef]+\s*|.)[，。；：、）】》！？％]*")


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese characters take two.

    Examples
    --------
    >>> display_width("CFO"), display_width("张伟")
    (3, 4)
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def printable(text: str) -> str:
    r"""Return a text without the control characters by which data could steer a terminal.

    Examples
    --------
    >>> printable("Li\x1b[2J Na")
    'Li[2J Na'
    """
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf"))


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns, between words or Chinese characters.

    A word that is longer than a line stays whole.

    Examples
    --------
    >>> wrap("win the decision maker first", 12)
    ['win the', 'decision', 'maker first']
    >>> wrap("先争取决策人，再谈价格。", 12)
    ['先争取决策', '人，再谈价', '格。']
    """
    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        if not lines[-1] or display_width((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def to_text(view: pd.DataFrame, width: int | None = None) -> str:
    """Return a table of texts in aligned columns.

    Parameters
    ----------
    view : pandas.DataFrame
        Only texts, as the functions of ``reports.views`` make them.
    width : int, optional
        Columns of the terminal; the widest columns of the table are wrapped until it fits. Default: no wrapping.
    """
    rows = [[printable(str(cell)) for cell in row] for row in (list(view.columns), *view.to_numpy().tolist())]
    widths = [max(display_width(row[place]) for row in rows) for place in range(len(view.columns))]
    if width is not None:
        widths = _squeeze(widths, width)
    lines = [_lines(row, widths) for row in rows]
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return "\n".join([*lines[0], rule, *(line for row in lines[1:] for line in row)])


def terminal_text(view: pd.DataFrame) -> str:
    """Return a table of texts that fits the terminal, or a line that can be sent where there is none."""
    return to_text(view, width=shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns)


def _squeeze(widths: Sequence[int], width: int) -> list[int]:
    """Take columns from the widest ones until the table fits."""
    squeezed = list(widths)
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(squeezed) > room and max(squeezed) > _NARROWEST:
        widest = squeezed.index(max(squeezed))
        squeezed[widest] -= 1
    return squeezed


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    height = max(len(cell) for cell in cells)
    return [
        _GAP.join(
            _padded(cell[place] if place < len(cell) else "", width) for cell, width in zip(cells, widths, strict=True)
        ).rstrip()
        for place in range(height)
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))
