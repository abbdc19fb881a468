"""The grid of an org map: how many columns each lane gets, how many lines each row, and how large a card may be.

All lanes share one grid of columns, so that the gaps between the columns run straight through the page and lines find
their way in them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.layout.seating import Lane, Row, RowKind, Seating, seat_contacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Box

__all__ = ["HEADER_HEIGHT", "OrgGrid", "card_scale", "choose_grid", "fit_grid"]

HEADER_HEIGHT = 36.0  # px for the name of a lane in two lines
SMALLEST_CARD = (100.0, 42.0)  # px; ours: a smaller card holds no readable name
_FULL_CARD = (204.0, 72.0)  # px; a larger card shows the same in larger type
_LARGEST_SCALE = 1.35  # ours: beyond it a page with few contacts looks like a poster
_GOOD_CARD = (158.0, 64.0)  # a card that holds a name and two lines of title
_COLUMN_GAP, _ROW_GAP = (0.12, 15.0, 28.0), (0.33, 27.0, 46.0)  # share of the pitch, least and most px
_MOST_COLUMNS = 18
_CROWDING = ((10, 7), (8, 6), (6, 5), (4, 4), (2, 3), (1, 1))  # lanes and levels to try, from the most to one of each

_Members = dict[tuple[Lane | None, Row], int]


@dataclass(frozen=True, slots=True)
class OrgGrid:
    """The grid of an org map.

    Attributes
    ----------
    area : Box
        The part of the page that the grid fills.
    columns : dict of Lane to int
        How many columns each lane has.
    lines : dict of Row to int
        How many lines of cards each row has.
    card_width, card_height : float
        The size of every card in px.
    """

    area: Box
    columns: dict[Lane, int]
    lines: dict[Row, int]
    card_width: float
    card_height: float

    @property
    def scale(self) -> float:
        """How much larger than usual everything on the cards is drawn."""
        return card_scale(self.card_width, self.card_height)

    @property
    def column_count(self) -> int:
        """All columns of the page."""
        return max(1, sum(self.columns.values()))

    @property
    def line_count(self) -> int:
        """All lines of cards of the page."""
        return sum(self.lines.values())

    @property
    def column_pitch(self) -> float:
        """From one column to the next, in px."""
        return self.area.width / self.column_count

    @property
    def line_pitch(self) -> float:
        """From one line of cards to the next, in px."""
        return (self.area.height - HEADER_HEIGHT) / self.line_count

    @property
    def band_lines(self) -> int:
        """How many lines stand above the names of the lanes."""
        return sum(lines for row, lines in self.lines.items() if row.kind is RowKind.BAND)

    def first_line(self, row: Row) -> int:
        """Return the number of the first line of a row, counted from 0 at the top."""
        return sum(lines for other, lines in self.lines.items() if other < row)

    def line_y(self, line: int) -> float:
        """Return the middle of a line of cards."""
        header = HEADER_HEIGHT if line >= self.band_lines else 0.0
        return self.area.y1 - (line + 0.5) * self.line_pitch - header

    def column_x(self, column: int) -> float:
        """Return the middle of a column."""
        return self.area.x0 + (column + 0.5) * self.column_pitch

    def gap_x(self, gap: int) -> float:
        """Return the middle of the gap before column `gap`."""
        return self.area.x0 + gap * self.column_pitch

    @property
    def header_top(self) -> float:
        """The upper edge of the names of the lanes, and of the lanes."""
        return self.area.y1 - self.band_lines * self.line_pitch

    @property
    def is_readable(self) -> bool:
        """Whether the cards are large enough to hold a name."""
        return self.card_width >= SMALLEST_CARD[0] and self.card_height >= SMALLEST_CARD[1]


def card_scale(width: float, height: float) -> float:
    """Return how much larger than usual everything on a card of this size is drawn, at least 1."""
    return max(1.0, min(width / _FULL_CARD[0], height / _FULL_CARD[1]))


def fit_grid(contacts: Sequence[ContactFacts], area: Box) -> tuple[Seating, OrgGrid]:
    """Seat the contacts and choose a grid on which every card can be read.

    Where many lanes and rows leave no room for the cards, small departments share a lane and deep levels a row,
    as far as it takes.
    """
    for most_lanes, most_levels in _CROWDING:
        seating = seat_contacts(contacts, most_lanes, most_levels)
        grid = choose_grid(seating, area)
        if grid.is_readable:
            break
    return seating, grid


def choose_grid(seating: Seating, area: Box) -> OrgGrid:
    """Choose the columns of each lane so that the cards come out as large as the page allows.

    Columns are added one at a time to the lane that gains most; the best grid on the way is taken.
    """
    members = {cell: len(ids) for cell, ids in seating.members().items()}
    best = grid = _grid(seating.rows, members, dict.fromkeys(seating.lanes, 1), area)
    while grid.column_count < _MOST_COLUMNS:
        wider = [
            _grid(seating.rows, members, {**grid.columns, lane: grid.columns[lane] + 1}, area) for lane in seating.lanes
        ]
        grid = max(wider, key=_merit)
        if _merit(grid) > _merit(best) + 1e-9:
            best = grid
    return best


def _grid(rows: Sequence[Row], members: _Members, columns: dict[Lane, int], area: Box) -> OrgGrid:
    lines = _lines(rows, members, columns)
    across, down = area.width / sum(columns.values()), (area.height - HEADER_HEIGHT) / sum(lines.values())
    width, height = across - _gap(across, _COLUMN_GAP), down - _gap(down, _ROW_GAP)
    scale = min(_LARGEST_SCALE, max(1.0, min(width / _FULL_CARD[0], height / _FULL_CARD[1])))
    return OrgGrid(area, columns, lines, min(width, scale * _FULL_CARD[0]), min(height, scale * _FULL_CARD[1]))


def _lines(rows: Sequence[Row], members: _Members, columns: dict[Lane, int]) -> dict[Row, int]:
    """Return how many lines of cards each row needs."""
    all_columns = sum(columns.values())
    lines = dict.fromkeys(rows, 1)
    for (lane, row), people in members.items():
        lines[row] = max(lines[row], math.ceil(people / (all_columns if lane is None else columns[lane])))
    return lines


def _gap(pitch: float, rule: Sequence[float]) -> float:
    share, least, most = rule
    return float(min(max(pitch * share, least), most))


def _merit(grid: OrgGrid) -> float:
    """Return how well a grid reads; the weights are ours, found on maps of 5 to 60 contacts."""
    width, height = min(grid.card_width, _FULL_CARD[0]), min(grid.card_height, _FULL_CARD[1])
    too_small = 0.03 * max(0.0, SMALLEST_CARD[0] - width) + 0.06 * max(0.0, 46.0 - height)
    fullness = min(max(width, 0.0) / _GOOD_CARD[0], 1.0) ** 2 * min(max(height, 0.0) / _GOOD_CARD[1], 1.0) ** 1.5
    roominess = 0.05 * min(width / 190.0, 1.0) + 0.03 * min(height / 70.0, 1.0)
    return float(fullness + roominess - too_small - 0.002 * grid.column_count - 0.014 * grid.line_count)
