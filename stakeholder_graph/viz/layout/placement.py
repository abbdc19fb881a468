"""Who sits beside whom: cards and lanes are moved about until the lines are short and cross little.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983) with a seed: two lanes change places, or a card moves to
another seat of its cell. The same contacts and ties always come out the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stakeholder_graph.viz.boxes import Box, Point
from stakeholder_graph.viz.layout.org_grid import OrgGrid, fit_grid
from stakeholder_graph.viz.layout.seating import Lane, LaneKind, Row, Seating
from stakeholder_graph.viz.segments import Floats, cross_segment_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.map_facts import ContactFacts

__all__ = ["OrgLayout", "place_contacts"]

Integers = NDArray[np.int64]

_STEPS = 2500  # ours: more of them no longer shorten the lines of maps of up to 60 contacts
_START_HEAT = 350.0  # px of line that a step may cost at the beginning
_LANE_MOVES = 0.35  # share of the steps that move a lane
_CROSSING, _PASSING = 150.0, 60.0  # px of line that a crossing, and a line along a row past other cards, count for
_FALL = 0.35  # a px downward counts less than a px sideways: rows are far apart anyway
_LANE_SWAPS = 0.5  # share of the moves of a lane that let two lanes change places
_MOVABLE = (LaneKind.DEPARTMENT, LaneKind.MERGED)


@dataclass(frozen=True, slots=True)
class OrgLayout:
    """Where everything of an org map stands.

    Attributes
    ----------
    seating, grid
        Rows and lanes, and the grid of the page.
    lane_order : tuple of Lane
        The lanes from left to right.
    cells : dict of str to tuple of int
        Line and column of each contact, counted from the top left.
    """

    seating: Seating
    grid: OrgGrid
    lane_order: tuple[Lane, ...]
    cells: dict[str, tuple[int, int]]

    def center(self, contact: str) -> Point:
        """Return the middle of a contact's card."""
        line, column = self.cells[contact]
        return self.grid.column_x(column), self.grid.line_y(line)

    def card(self, contact: str) -> Box:
        """Return the frame of a contact's card."""
        x, y = self.center(contact)
        half_width, half_height = self.grid.card_width / 2, self.grid.card_height / 2
        return Box(x - half_width, y - half_height, x + half_width, y + half_height)

    def lane_spans(self) -> list[tuple[Lane, float, float]]:
        """Return each lane with its left and right edge, from left to right."""
        spans, first = [], 0
        for lane in self.lane_order:
            last = first + self.grid.columns[lane]
            spans.append((lane, self.grid.gap_x(first), self.grid.gap_x(last)))
            first = last
        return spans

    def row_middles(self) -> list[tuple[Row, float]]:
        """Return each row with the height of its middle, from the top."""
        middles = []
        for row, lines in self.grid.lines.items():
            first = self.grid.first_line(row)
            middles.append((row, (self.grid.line_y(first) + self.grid.line_y(first + lines - 1)) / 2))
        return middles


def place_contacts(
    contacts: Sequence[ContactFacts], links: Sequence[tuple[str, str]], area: Box, *, seed: int = 0
) -> OrgLayout:
    """Seat the contacts on the page so that those who are linked stand near each other.

    Parameters
    ----------
    contacts : sequence of ContactFacts
        At least one.
    links : sequence of tuple of str
        Pairs of contact ids that a line will join, in an order that does not depend on chance.
    area : Box
        The part of the page for lanes, their names, and cards.
    seed : int, default 0
        Seed of the moves.

    Returns
    -------
    OrgLayout
        Every contact has a seat of its own.
    """
    seating, grid = fit_grid(contacts, area)
    plan = _Plan(seating, grid, links)
    if links:
        plan.anneal(np.random.default_rng(seed))
    return OrgLayout(seating, grid, tuple(plan.lanes[number] for number in plan.order), plan.cells())


class _Plan:
    """Seats that are being moved about."""

    def __init__(self, seating: Seating, grid: OrgGrid, links: Sequence[tuple[str, str]]) -> None:
        self.grid = grid
        self.lanes = seating.lanes
        self.order = list(range(len(self.lanes)))  # numbers of the lanes from left to right; the fixed ones come last
        self.movable = sum(lane.kind in _MOVABLE for lane in self.lanes)
        self.lane_widths = np.array([grid.columns[lane] for lane in self.lanes])
        self.contacts = sorted(seating.rows_of)
        number = {contact: index for index, contact in enumerate(self.contacts)}
        numbers: dict[Lane | None, int] = {lane: index for index, lane in enumerate(self.lanes)}
        numbers[None] = len(self.lanes)  # the band above the lanes begins where the first lane does
        self.lane_numbers = np.array([numbers[seating.lanes_of.get(contact)] for contact in self.contacts])
        self.first_lines = np.array([grid.first_line(seating.rows_of[contact]) for contact in self.contacts])
        self.seats = np.zeros((len(self.contacts), 2), dtype=int)  # line and column within the cell
        self.blocks: list[tuple[list[int], int, int]] = []  # members, lines and columns of the cells with a choice
        for (lane, row), ids in seating.members().items():
            self._fill([number[contact] for contact in ids], grid.lines[row], self._room(lane))
        self.line_heights = np.array([grid.line_y(line) for line in range(grid.line_count)])
        ends = np.array([[number[source], number[target]] for source, target in links], dtype=int).reshape(-1, 2)
        self.sources, self.targets = ends[:, 0], ends[:, 1]
        self.pairs = _strangers(ends)

    def _room(self, lane: Lane | None) -> int:
        return self.grid.column_count if lane is None else self.grid.columns[lane]

    def _fill(self, members: list[int], lines: int, columns: int) -> None:
        """Give the members of a cell its seats, from the middle of the first line outward."""
        seats = [(line, column) for line in range(lines) for column in range(columns)]
        seats.sort(key=lambda seat: (seat[0], abs(seat[1] - (columns - 1) / 2), seat[1]))
        self.seats[members] = sorted(seats[: len(members)])
        if len(seats) > 1:
            self.blocks.append((members, lines, columns))

    def cells(self) -> dict[str, tuple[int, int]]:
        """Return line and column of every contact on the page."""
        columns = self.seats[:, 1] + self._lane_starts()
        lines = self.seats[:, 0] + self.first_lines
        return {
            contact: (int(line), int(column))
            for contact, line, column in zip(self.contacts, lines, columns, strict=True)
        }

    def _lane_starts(self) -> Integers:
        """Return the first column of each contact's lane."""
        starts = np.zeros(len(self.lanes) + 1, dtype=int)
        starts[self.order[1:]] = np.cumsum(self.lane_widths[self.order[:-1]])
        first_columns: Integers = starts[self.lane_numbers]
        return first_columns

    def _positions(self) -> Floats:
        x = self.grid.area.x0 + (self.seats[:, 1] + self._lane_starts() + 0.5) * self.grid.column_pitch
        return np.array([x, self.line_heights[self.seats[:, 0] + self.first_lines]]).T

    def cost(self) -> float:
        """Return how long the lines are and how often they cross, in px."""
        positions = self._positions()
        starts, ends = positions[self.sources], positions[self.targets]
        across, down = np.abs(starts - ends).T
        passing = (down < 0.3 * self.grid.line_pitch) & (across > 1.2 * self.grid.column_pitch)
        first, second = self.pairs
        crossings = cross_segment_pairs(starts[first], ends[first], starts[second], ends[second]).sum()
        return float(across.sum() + _FALL * down.sum() + _PASSING * passing.sum() + _CROSSING * crossings)

    def anneal(self, rng: np.random.Generator) -> None:
        """Move lanes and seats about, and keep the best arrangement that was met."""
        if not self.blocks and self.movable <= 1:
            return
        current = best = self.cost()
        kept = (list(self.order), self.seats.copy())
        for step in range(_STEPS):
            heat = _START_HEAT * (1 - step / _STEPS) ** 2 + 1e-9
            before = (list(self.order), self.seats.copy())
            self._move(rng)
            cost = self.cost()
            if cost <= current or rng.random() < np.exp(-(cost - current) / heat):
                current = cost
            else:
                self.order, self.seats = before
            if current < best - 1e-9:
                best, kept = current, (list(self.order), self.seats.copy())
        self.order, self.seats = kept

    def _move(self, rng: np.random.Generator) -> None:
        if self.movable > 1 and (not self.blocks or rng.random() < _LANE_MOVES):
            self._move_lane(rng)
        else:
            self._move_card(rng)

    def _move_lane(self, rng: np.random.Generator) -> None:
        """Let two lanes change places, or put one lane between two others."""
        one, other = (int(index) for index in rng.choice(self.movable, 2, replace=False))
        if rng.random() < _LANE_SWAPS:
            self.order[one], self.order[other] = self.order[other], self.order[one]
        else:
            self.order.insert(other, self.order.pop(one))

    def _move_card(self, rng: np.random.Generator) -> None:
        """Give a card another seat of its cell; whoever sits there takes the seat that becomes free."""
        members, lines, columns = self.blocks[int(rng.integers(len(self.blocks)))]
        mover = members[int(rng.integers(len(members)))]
        seat = (int(rng.integers(lines)), int(rng.integers(columns)))
        for other in members:
            if tuple(self.seats[other]) == seat:
                self.seats[other] = self.seats[mover]
                break
        self.seats[mover] = seat


def _strangers(ends: Integers) -> tuple[Integers, Integers]:
    """Return the pairs of links that have no contact in common; only those can cross."""
    first, second = np.triu_indices(len(ends), 1)
    shared = (ends[first][:, :, None] == ends[second][:, None, :]).any(axis=(1, 2))
    return first[~shared], second[~shared]
