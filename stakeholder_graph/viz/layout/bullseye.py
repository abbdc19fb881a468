"""Where everybody stands on a bullseye: who decides in the middle, and outward by steps to the decision.

Rings are bands between ellipses. A first seat comes from the tree of the routes: everybody gets a piece of the full
turn as large as those who speak through them need, and stands in the middle of it. The seats are then mended until
nothing lies on anything else (:mod:`stakeholder_graph.viz.layout.seat_repair`).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.layout.seat_repair import FirstSeat, Seat, repair_seats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.geometry.boxes import Box, Point

__all__ = ["MOST_RINGS", "BullseyeLayout", "Marker", "place_markers"]

MOST_RINGS = 4  # ours: whoever is further away shares the outermost ring
# Of the outermost ellipse: the core of one who decides grows with the root of how many they are, up to a limit.
_CORE, _LARGEST_CORE, _WHOLE_CORE = 0.21, 0.56, 0.8
_CROWDING = 1.2  # ours: how much wider the most crowded ring is than an empty one, less one
_OWN_NEED = 0.7  # of the room of one who stands on the outermost ring, what those in front of others need at least
_ROOT_NEED = 1.6  # the same for one of several who decide: they stand where the turn is short
_ROOT_RADIUS = 0.66  # of the core: how far out those stand who share it with many
_NAME_ROOM = (32.0, 22.0)  # px between the outermost ellipse and the edges of the area, for names that reach over it
_ATTEMPTS, _FEW = 4, 5  # ours: so many searches with other moves where fewer than so many find no room
_STAGGER_FROM = 18.0  # people to the mean radius of a ring; ours: with more they stand in two rows
_ROWS = (0.7, 0.98)  # of the width of a ring: where its two rows stand
_WHOLE_TURN = 2 * math.pi - 1e-6  # who has all of it decides alone
_LEFT = math.pi  # where the first of those who decide stands


@dataclass(frozen=True, slots=True)
class Marker:
    """Somebody to be placed.

    Attributes
    ----------
    id : str
        Whom.
    toward : str or None
        To whom the line runs; None for those in the middle.
    steps : int
        How many lines it is to the middle.
    reach : float
        Half the side of the square that the disc takes with all that is around it.
    labels : tuple of (float, float)
        Width and height of the words, from the fullest to the shortest form.
    weight : float
        Who weighs least is left out first where there is no room.
    """

    id: str
    toward: str | None
    steps: int
    reach: float
    labels: tuple[tuple[float, float], ...]
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class BullseyeLayout:
    """Where everything of a bullseye stands.

    Attributes
    ----------
    center : tuple of float
        The middle.
    rings : tuple of tuple of float
        Half width and half height of the ellipses, the core first.
    seats : dict of str to Seat
        Whoever found a place.
    """

    center: Point
    rings: tuple[tuple[float, float], ...]
    seats: Mapping[str, Seat]


def place_markers(markers: Sequence[Marker], area: Box) -> BullseyeLayout:
    """Place everybody so that no disc, line or label lies on another.

    Parameters
    ----------
    markers : sequence of Marker
        Everybody, those of whom others need the line included; the order says who sits beside whom.
    area : Box
        The room.

    Returns
    -------
    BullseyeLayout
        Where there is no room for all, the lightest who carry nobody are not in it.
    """
    layout = _place(markers, area)
    if len(layout.seats) < len(markers):  # whoever is left takes up the room of those who are not
        layout = _place([marker for marker in markers if marker.id in layout.seats], area)
    return layout


def _place(markers: Sequence[Marker], area: Box) -> BullseyeLayout:
    rings = min(MOST_RINGS, max((marker.steps for marker in markers), default=0))
    half = (area.width / 2 - _NAME_ROOM[0], area.height / 2 - _NAME_ROOM[1])
    counts = Counter(_ring(marker) for marker in markers)
    bounds = _ring_bounds(counts, rings)
    pieces = _pieces(markers, rings)
    ordered = sorted(markers, key=lambda one: (one.steps, -pieces[one.id][0]))
    crowded = {ring for ring in counts if ring and counts[ring] > _STAGGER_FROM * (bounds[ring] + bounds[ring + 1])}
    first = [
        _first_seat(marker, pieces[marker.id], bounds, number % 2 if _ring(marker) in crowded else None)
        for number, marker in enumerate(ordered)
    ]
    seats: dict[str, Seat] = {}
    for seed in range(_ATTEMPTS):
        found = repair_seats(ordered, first, area, half, seed=seed)
        seats = max(seats, found, key=len)
        if len(ordered) - len(found) not in range(1, _FEW):  # all is well, or there is too little room for that many
            break
    return BullseyeLayout(area.center, tuple((half[0] * bound, half[1] * bound) for bound in bounds[1:]), seats)


def _ring_bounds(counts: Mapping[int, int], rings: int) -> list[float]:
    """Return where the bands begin and end, as parts of the outermost ellipse, from 0; crowded ones are wider."""
    if not rings:
        return [0.0, min(_WHOLE_CORE, 2 * _CORE * math.sqrt(max(1, counts[0])))]
    core = min(_LARGEST_CORE, _CORE * math.sqrt(max(1, counts[0])))
    crowds = [counts[ring] / ring for ring in range(1, rings + 1)]
    wide = [1.0 + _CROWDING * crowd / max(crowds) for crowd in crowds]
    bounds = [0.0, core]
    for width in wide:
        bounds.append(bounds[-1] + (1.0 - core) * width / sum(wide))
    return bounds


def _pieces(markers: Sequence[Marker], rings: int) -> dict[str, tuple[float, float]]:
    """Return for everybody the middle of their piece of the full turn, and how large it is, in radians."""
    reports: dict[str | None, list[Marker]] = {}
    for marker in markers:
        reports.setdefault(marker.toward, []).append(marker)
    needs: dict[str, float] = {}
    for marker in sorted(markers, key=lambda one: -one.steps):
        behind = sum(needs[one.id] for one in reports.get(marker.id, ()))
        own = min(1.0, _OWN_NEED * rings / marker.steps) if marker.steps else _ROOT_NEED
        needs[marker.id] = max(own, behind)
    roots = reports.get(None, [])
    turn = 2 * math.pi / max(1.0, sum(needs[root.id] for root in roots))
    pieces: dict[str, tuple[float, float]] = {}
    groups = [(roots, _start(roots, reports, needs, turn))] if roots else []
    while groups:
        group, start = groups.pop()
        for marker in group:  # clockwise
            size = turn * needs[marker.id]
            pieces[marker.id] = (start - size / 2, size)
            branches = reports.get(marker.id, [])
            groups.append((branches, start - (size - turn * sum(needs[one.id] for one in branches)) / 2))
            start -= size
    return pieces


def _start(
    roots: Sequence[Marker],
    reports: Mapping[str | None, Sequence[Marker]],
    needs: Mapping[str, float],
    turn: float,
) -> float:
    """Return where the turn begins, so that the first of several who decide, or else the largest branch, is left."""
    if len(roots) > 1:
        return _LEFT + turn * needs[roots[0].id] / 2
    branches = reports.get(roots[0].id, ())
    sizes = [needs[branch.id] for branch in branches]
    if not sizes:
        return _LEFT
    largest = sizes.index(max(sizes))
    before = (needs[roots[0].id] - sum(sizes)) / 2 + sum(sizes[:largest])
    return _LEFT + turn * (before + sizes[largest] / 2)


def _ring(marker: Marker) -> int:
    return min(marker.steps, MOST_RINGS)


def _first_seat(marker: Marker, piece: tuple[float, float], bounds: Sequence[float], row: int | None) -> FirstSeat:
    """Return the middle of a ring, or of its inner or outer row; who decides stands where the others come in."""
    angle, size = piece
    low, high = bounds[_ring(marker)], bounds[_ring(marker) + 1]
    if marker.steps:
        part = 0.5 if row is None else _ROWS[row]
        return FirstSeat(angle, low + part * (high - low), (low, high))
    if size > _WHOLE_TURN:
        return FirstSeat(angle, 0.0, (0.0, 0.0))
    # The middle of gravity of the arc over which the others come in.
    return FirstSeat(angle, _ROOT_RADIUS * high * math.sin(size / 2) / (size / 2), (0.0, high))
