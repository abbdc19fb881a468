"""Cards and lanes moved about until the lines are short and cross little.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983) by the heat bath: of several moves drawn at random, one is
taken with the probability that its cost has at the heat of the step, or none. At last the heat is gone and only moves
that help are taken. The same contacts and ties always come out the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.layout.line_sketch import Integers, LineSketch, Places
from stakeholder_graph.viz.layout.seating import Lane, LaneKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.segments import Floats
    from stakeholder_graph.viz.layout.org_grid import OrgGrid
    from stakeholder_graph.viz.layout.seating import Seating

__all__ = ["Arrangement"]

_MOVABLE = (LaneKind.DEPARTMENT, LaneKind.MERGED)
_STEPS = 120  # ours: more of them hardly lower the number of crossings of maps of up to 60 contacts
_MOVES = 24  # drawn in each step
_LANE_EVERY = 4  # steps, of which one moves lanes
_START_HEAT = 260.0  # px of line that a step may cost at the beginning
_COOLING = 0.8  # share of the steps after which only moves that help are taken
_LAST_HEAT, _COLDEST = 1e-3, 60.0  # px; the logarithm of what is as unlikely as never
_NOTHING = 1e-6  # px
_MIRRORS, _CARRIES = 0.3, 0.7  # shares of the moves of a lane
_LANE_SWAPS = 0.5  # share of the moves of a lane that let two lanes change places


class Arrangement:
    """The seats of the contacts and the order of the lanes, while they are being moved about."""

    def __init__(
        self, seating: Seating, grid: OrgGrid, ties: Sequence[tuple[str, str]], reports: Sequence[tuple[str, str]]
    ) -> None:
        self.grid = grid
        self.lanes = seating.lanes
        self.order = np.arange(len(self.lanes))  # numbers of the lanes from the left; the fixed ones come last
        self.movable = sum(lane.kind in _MOVABLE for lane in self.lanes)
        self.lane_widths = np.array([grid.columns[lane] for lane in self.lanes])
        self.contacts = sorted(seating.rows_of)
        self.number = {contact: index for index, contact in enumerate(self.contacts)}
        numbers: dict[Lane | None, int] = {lane: index for index, lane in enumerate(self.lanes)}
        numbers[None] = len(self.lanes)  # the band above the lanes begins where the first lane does
        self.lane_numbers = np.array([numbers[seating.lanes_of.get(contact)] for contact in self.contacts])
        self.first_lines = np.array([grid.first_line(seating.rows_of[contact]) for contact in self.contacts])
        self.seats = np.zeros((len(self.contacts), 2), dtype=int)  # line and column within the cell
        self.blocks: list[tuple[list[int], int, int]] = []  # members, lines and columns of the cells with a choice
        for (lane, row), ids in seating.members().items():
            self._fill([self.number[contact] for contact in ids], grid.lines[row], self._room(lane))
        self.line_heights = np.round([grid.line_y(line) for line in range(grid.line_count)]).astype(np.float32)
        self.columns = np.round([grid.column_x(column) for column in range(grid.column_count)]).astype(np.float32)
        self.sketch = LineSketch(
            self._numbered(ties),
            self._numbered(reports),
            len(self.contacts),
            card=(grid.card_width, grid.card_height),
            channel=grid.line_pitch / 2,
        )

    def _numbered(self, pairs: Sequence[tuple[str, str]]) -> Integers:
        ends = [[self.number[source], self.number[target]] for source, target in pairs]
        return np.array(ends, dtype=int).reshape(-1, 2)

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
        columns = self.seats[:, 1] + self._lane_starts(self.order)
        lines = self.seats[:, 0] + self.first_lines
        return {
            contact: (int(line), int(column))
            for contact, line, column in zip(self.contacts, lines, columns, strict=True)
        }

    def _lane_starts(self, order: Integers) -> Integers:
        """Return the first column of each contact's lane."""
        first_columns: Integers = self._first_columns(order)[self.lane_numbers]
        return first_columns

    def _first_columns(self, order: Integers) -> Integers:
        """Return the first column of each lane; last that of the band above, which begins where the first lane does."""
        starts = np.zeros(len(self.lanes) + 1, dtype=int)
        starts[order[1:]] = np.cumsum(self.lane_widths[order[:-1]])
        return starts

    def _places(self, seats: Sequence[Integers], starts: Integers) -> Places:
        """Return x and y of all contacts, shape (b, 2, n), for several seatings; `starts` are of one order or each."""
        lines, columns = np.moveaxis(np.array(seats), 2, 0)
        return np.stack([self.columns[columns + starts], self.line_heights[lines + self.first_lines]], axis=1)

    def settle(self, rng: np.random.Generator) -> None:
        """Move lanes and cards about, and keep the best arrangement that was met."""
        movable_lanes = self.movable > 1
        if not self.blocks and not movable_lanes:
            return
        cost = best = 0.0
        kept = (self.seats, self.order)
        for step in range(_STEPS):
            heat = _START_HEAT * max(0.0, 1 - step / (_COOLING * _STEPS)) ** 2 + _LAST_HEAT
            if movable_lanes and (not self.blocks or step % _LANE_EVERY == 0):
                cost += self._move_lane(heat, rng)
            else:
                cost += self._move_card(heat, rng)
            if cost < best - _NOTHING:
                best, kept = cost, (self.seats, self.order)
        self.seats, self.order = kept

    def _move_lane(self, heat: float, rng: np.random.Generator) -> float:
        """Try other orders of the lanes, take one of them or none, and return what it costs more."""
        moves = [(self.seats, self.order), *(self._other_lanes(rng) for _ in range(_MOVES))]
        starts = np.array([self._lane_starts(order) for _, order in moves])
        places = self._places([seats for seats, _ in moves], starts)
        costs = self.sketch.costs(places, self.sketch.everything(len(moves)))
        changes = costs - costs[0]
        chosen = _draw(changes, heat, rng)
        self.seats, self.order = moves[chosen]
        return float(changes[chosen])

    def _move_card(self, heat: float, rng: np.random.Generator) -> float:
        """Try other seats of some cards, take one of them or none, and return what it costs more."""
        moves = [(self.seats, (0, 0)), *(self._other_seats(draws) for draws in rng.random((_MOVES, 4)).tolist())]
        touched = self.sketch.touched([movers for _, movers in moves])
        after = self._places([seats for seats, _ in moves], self._lane_starts(self.order))
        before = np.broadcast_to(after[0], after.shape)
        costs = self.sketch.costs(np.concatenate([after, before]), touched.twice())
        changes = costs[: len(moves)] - costs[len(moves) :]
        chosen = _draw(changes, heat, rng)
        self.seats = moves[chosen][0]
        return float(changes[chosen])

    def _other_lanes(self, rng: np.random.Generator) -> tuple[Integers, Integers]:
        """Let two lanes change places, put one lane between two others, or mirror a lane.

        Whoever sits in the band above a lane moves with it, most of the time.
        """
        one, other = rng.choice(self.movable, 2, replace=False).tolist()
        order = self.order.tolist()
        if rng.random() < _LANE_SWAPS:
            order[one], order[other] = order[other], order[one]
        else:
            order.insert(other, order.pop(one))
        seats = self.seats.copy()
        if rng.random() < _MIRRORS:
            lane = order[other]
            inside = self.lane_numbers == lane
            seats[inside, 1] = self.lane_widths[lane] - 1 - seats[inside, 1]
        if rng.random() < _CARRIES:
            above = self.lane_numbers == len(self.lanes)
            seats[above, 1] = self._column_moves(np.array(order))[seats[above, 1]]
        return seats, np.array(order)

    def _column_moves(self, order: Integers) -> Integers:
        """Return where each column goes when the lanes are put into another order."""
        starts, widths = self._first_columns(order), self.lane_widths
        return np.concatenate([starts[lane] + np.arange(widths[lane]) for lane in self.order])

    def _other_seats(self, draws: Sequence[float]) -> tuple[Integers, tuple[int, int]]:
        """Give a card another seat of its cell; whoever sits there takes the seat that becomes free.

        The four numbers in [0, 1) that are drawn say whose cell, which card, which line and which column.
        """
        members, lines, columns = self.blocks[int(draws[0] * len(self.blocks))]
        mover = members[int(draws[1] * len(members))]
        seat = [int(draws[2] * lines), int(draws[3] * columns)]
        seats = self.seats.copy()
        taken = seats[members].tolist()
        partner = members[taken.index(seat)] if seat in taken else mover
        seats[partner] = seats[mover]
        seats[mover] = seat
        return seats, (mover, partner)


def _draw(changes: Floats, heat: float, rng: np.random.Generator) -> int:
    """Return which of several changes is made: each as likely as its cost is at this heat."""
    weights = np.cumsum(np.exp(np.clip((changes.min() - changes) / heat, -_COLDEST, 0.0)))
    return int(np.searchsorted(weights, rng.random() * weights[-1], side="right"))
