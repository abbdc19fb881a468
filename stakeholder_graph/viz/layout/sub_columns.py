"""Lanes of a grid in which everybody has a height: who crowds into one spot flows into columns side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.layout.spreading import spread_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Cell", "Seat", "columns_of_lanes", "seat_cell"]

_GAP = 5.0  # px between two blocks of one column
_TOLERATED = 42.0  # px; ours: pushed no further than that, a block still seems to stand at its height


@dataclass(frozen=True, slots=True)
class Cell:
    """One compartment of a lane: the span of heights it may use, and its blocks (height wanted, room needed)."""

    span: tuple[float, float]
    blocks: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one block of a cell stands: its column, and the height of its middle."""

    column: int
    y: float


def seat_cell(cell: Cell, columns: int) -> list[Seat]:
    """Seat the blocks of a cell in columns, in the order in which they come.

    From the top down, each goes to the column where it has to give way least, the leftmost of equals; then each column
    is pushed apart.
    """
    order = sorted(range(len(cell.blocks)), key=lambda number: -cell.blocks[number][0])
    members: list[list[int]] = [[] for _ in range(columns)]
    floors = [cell.span[1] + _GAP] * columns
    for number in order:
        wanted, room = cell.blocks[number]
        column = max(range(columns), key=lambda one: (min(floors[one], wanted + room / 2 + _GAP), -one))
        floors[column] = min(floors[column] - _GAP, wanted + room / 2) - room
        members[column].append(number)
    seats: dict[int, Seat] = {}
    for column, numbers in enumerate(members):
        wanted_places = [cell.blocks[number][0] for number in numbers]
        rooms = [cell.blocks[number][1] for number in numbers]
        for number, y in zip(numbers, spread_apart(wanted_places, rooms, cell.span, gap=_GAP), strict=True):
            seats[number] = Seat(column, y)
    return [seats[number] for number in range(len(cell.blocks))]


def columns_of_lanes(lanes: Sequence[Sequence[Cell]], most: int) -> tuple[list[int], bool]:
    """Return how many columns each lane gets, and whether everybody fits.

    Parameters
    ----------
    lanes : sequence of sequence of Cell
        The lanes with their cells, which share the columns of the lane. A lane of empty cells gets no column.
    most : int
        How many columns there is room for.
    """
    columns = [int(any(cell.blocks for cell in lane)) for lane in lanes]
    pushes = [_push(lane, count) for lane, count in zip(lanes, columns, strict=True)]
    while sum(columns) < most:
        worst = max(range(len(lanes)), key=lambda number: (pushes[number], -number), default=None)
        if worst is None or pushes[worst] <= _TOLERATED:
            break
        columns[worst] += 1
        pushes[worst] = _push(lanes[worst], columns[worst])
    fits = all(_fits(cell, count) for lane, count in zip(lanes, columns, strict=True) for cell in lane)
    return columns, fits


def _push(lane: Sequence[Cell], columns: int) -> float:
    """Return how far the block that is pushed most stands from its height; a lane that overflows counts as worst."""
    pushes = [0.0]
    for cell in lane:
        if not cell.blocks:
            continue
        seats = seat_cell(cell, columns)
        pushes += [abs(seat.y - wanted) for seat, (wanted, _) in zip(seats, cell.blocks, strict=True)]
        if not _fits(cell, columns):
            pushes.append(2.0 * (cell.span[1] - cell.span[0]))
    return max(pushes)


def _fits(cell: Cell, columns: int) -> bool:
    if not cell.blocks:
        return True
    rooms = [-_GAP] * columns
    for seat, (_, room) in zip(seat_cell(cell, columns), cell.blocks, strict=True):
        rooms[seat.column] += room + _GAP
    return max(rooms) <= cell.span[1] - cell.span[0]
