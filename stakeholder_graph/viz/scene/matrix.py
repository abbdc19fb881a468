"""The grid of a matrix: rows of contacts or roles, heads of columns, cells, and the counts at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.palette import (
    AMBER,
    AMBER_DARK,
    AMBER_PALE,
    BAND,
    HAIRLINE,
    INK,
    INK_SOFT,
    NAVY,
    WHITE,
    StanceStyle,
)
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, TAG_TEXT, add_tag
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.medallion import add_mark
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Align

__all__ = [
    "ColumnHead",
    "MatrixRows",
    "add_cell",
    "add_column_heads",
    "add_count",
    "add_heading",
    "add_plain_name",
    "add_row_grounds",
    "add_rule",
    "row_ground",
    "spans",
]

_CELL_GAP, _CELL_RADIUS = (2.5, 1.6), 2.0  # px between a cell and the edges of its column and row
_MARK = (3.6, 5.2, 0.2)  # half the width of a mark: at least, at most, and of the height of the row
_NAME_SIZES, _NAME_LEADING, _NOTE = (12.0, 10.4), 14.0, 10.4
_TAG_ROOM, _NOTE_ROOM = 6.0, 4.0  # px between tag and name, and name and note
_HEADING, _PLAIN = (12.5, 10.4), (13.0, 10.4)
_COUNT, _COUNT_BOX = 13.0, (38.0, 16.5)
GAP_DASH = (4.0, 3.0)


@dataclass(frozen=True, slots=True)
class MatrixRows:
    """Rows from the top of a box down, each `heights` px high."""

    box: Box
    heights: tuple[float, ...]

    @classmethod
    def even(cls, box: Box, count: int) -> MatrixRows:
        """Return rows of one height that fill a box."""
        return cls(box, (box.height / count,) * count if count else ())

    def row(self, number: int) -> Box:
        """Return the room of a row."""
        top = self.box.y1 - sum(self.heights[:number])
        return Box(self.box.x0, top - self.heights[number], self.box.x1, top)


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What stands over a column: its name, a tag below it, and a word above it."""

    name: str
    tag: str = ""
    note: str = ""
    decides: bool = False


def spans(left: float, right: float, count: int) -> tuple[tuple[float, float], ...]:
    """Return the left and right edges of `count` columns of one width.

    Examples
    --------
    >>> spans(0.0, 9.0, 2)
    ((0.0, 4.5), (4.5, 9.0))
    """
    width = (right - left) / max(1, count)
    return tuple((left + number * width, left + (number + 1) * width) for number in range(count))


def row_ground(number: int) -> str:
    """Return the colour behind a row: every other one is tinted."""
    return BAND if number % 2 == 0 else WHITE


def add_row_grounds(draft: Draft, rows: MatrixRows) -> None:
    """Put down the tint behind every other row."""
    for number in range(0, len(rows.heights), 2):
        draft.add(Rectangle(rows.row(number), Layer.BAND, row_ground(number)))


def add_rule(draft: Draft, left: float, right: float, y: float, *, color: str = NAVY, line: float = 1.2) -> None:
    """Put down a line across the matrix."""
    draft.add(Polyline(((left, y), (right, y)), Layer.SEPARATOR, color, line))


def add_heading(draft: Draft, anchor: Point, words: str, room: float, *, align: Align = "left") -> None:
    """Put down the heading of a column of words or figures at its baseline, in one or two lines."""
    px = shrink_to_fit(draft.measure, words, room, _HEADING, bold=True)
    x, y = anchor
    lines = wrap_lines(draft.measure, words, room, px, bold=True)
    for number, line in enumerate(lines):
        place = (x, y + (len(lines) - 1 - number) * _NAME_LEADING)
        draft.text(place, line, px, color=INK, bold=True, align=align, owner="head")


def add_column_heads(
    draft: Draft,
    heads: Sequence[ColumnHead],
    columns: Sequence[tuple[float, float]],
    bottom: float,
    *,
    lines: int = 2,
) -> None:
    """Put down what stands over the columns, from the tags at the bottom up to the words; a name has so many lines."""
    names = [
        _broken(draft, head, right - left - 4.0, lines) for head, (left, right) in zip(heads, columns, strict=True)
    ]
    tallest = max((len(broken) for broken, _ in names), default=0)
    for head, (broken, px), span in zip(heads, names, columns, strict=True):
        x, y = sum(span) / 2, bottom
        if head.tag:
            half = max(TAG_HEIGHT + 12.0, draft.measure.width(head.tag, TAG_TEXT, bold=True) + 14.0) / 2
            box = Box(x - half, y, x + half, y + TAG_HEIGHT + 2.0)
            add_tag(draft, box, head.tag, owner="head", decides=head.decides)
            y += box.height + _TAG_ROOM
        note = y + 2.0 + tallest * _NAME_LEADING + _NOTE_ROOM
        draft.text((x, note), head.note, _NOTE, color=INK_SOFT, align="center", owner="head")
        for line in reversed(broken):
            draft.text((x, y + 2.0), line, px, color=INK, bold=bool(head.note), align="center", owner="head")
            y += _NAME_LEADING


def _broken(draft: Draft, head: ColumnHead, room: float, lines: int) -> tuple[list[str], float]:
    """Return a name in at most so many lines, and the size at which its longest word fits."""
    name, bold = head.name, bool(head.note)
    longest = max(name.split(), key=lambda word: draft.measure.width(word, 1.0, bold=bold), default="")
    px = shrink_to_fit(draft.measure, longest if " " in name else name, room, _NAME_SIZES, bold=bold)
    return wrap_lines(draft.measure, name, room, px, bold=bold, lines=lines), px


def add_plain_name(draft: Draft, contact: ContactFacts, left: Point, room: float, *, background: str) -> None:
    """Put down the name of a contact of whom nothing else is known, around a height."""
    px = shrink_to_fit(draft.measure, contact.name, room, _PLAIN, bold=True)
    name = fit_line(draft.measure, contact.name, room, px, bold=True)
    place = (left[0], left[1] - HALF_CAPITAL * px)
    draft.text(place, name, px, color=INK, background=background, bold=True, owner=contact.id)


def add_cell(draft: Draft, span: tuple[float, float], row: Box, style: StanceStyle | None, *, owner: str = "") -> Box:
    """Put down one cell, empty where there is no style, with the mark in its middle; return its room."""
    across, along = _CELL_GAP
    box = Box(span[0] + across, row.y0 + along, span[1] - across, row.y1 - along)
    if style is None:
        draft.add(Rectangle(box, Layer.SEPARATOR, WHITE, HAIRLINE, 0.7, _CELL_RADIUS))
        return box
    draft.add(Rectangle(box, Layer.CARD, style.fill, style.edge, 0.9, _CELL_RADIUS, style.dash))
    least, most, part = _MARK
    add_mark(draft, box.center, style, min(most, max(least, part * row.height)), owner=owner)
    return box


def add_count(draft: Draft, center: Point, words: str, *, is_gap: bool = False, bold: bool = False) -> None:
    """Put down a count at the foot of a column; one that says that something is missing is framed."""
    x, y = center
    color, ground = (AMBER_DARK, AMBER_PALE) if is_gap else (INK, WHITE)
    if is_gap:
        half, rise = max(_COUNT_BOX[0], draft.measure.width(words, _COUNT, bold=True) + 12.0) / 2, _COUNT_BOX[1] / 2
        frame = Box(x - half, y - rise, x + half, y + rise)
        draft.add(Rectangle(frame, Layer.CARD, ground, AMBER, 1.3, 4.0, GAP_DASH))
    place = (x, y - HALF_CAPITAL * _COUNT)
    draft.text(place, words, _COUNT, color=color, background=ground, bold=bold or is_gap, align="center", owner="foot")
