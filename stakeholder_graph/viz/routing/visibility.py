"""The ways that are open to a line between cards: a visibility graph over points beside the corners of the cards.

Lines leave a card at its ports, bend beside the corners of other cards, and arrive at a port. Lines that are already
there make the ways that cross them, or run on top of them, more expensive.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stakeholder_graph.viz.geometry.segments import Floats, cross_segments, meet_rectangles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.viz.geometry.boxes import Box, Point

__all__ = ["Port", "VisibilityGraph"]

# px that a line leaves a card straight, up or down and sideways: a head's length
_UPRIGHT_STUB, _LEVEL_STUB = 11.0, 10.0
_CLEARANCE = 3.5  # px that lines keep from cards
_GRAIN = 3.0  # px; points nearer than this to each other are one
_ON_TOP = 5.0  # px; lines nearer than this to each other are hard to tell apart
_ON_TOP_PENALTY, _ON_TOP_PER_PX = 30.0, 3.0  # ours: better a detour than two lines in one
_SHORTEST_OVERLAP = 4.0  # px
_NO_LENGTH = 0.5  # px; points this near each other are no way, and a piece this short is no piece
_PORTS_BELOW_AND_ABOVE = (0.18, 0.82, 5, 30.0)  # first and last share of the width, fewest ports, px for each more
_PORTS_BESIDE = (0.3, 0.7, 3, 16.0)  # the same of the height

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Port:
    """A place where lines meet a card: the point on its edge, and the vertex a stub away."""

    vertex: int
    point: Point


class VisibilityGraph:
    """Points between obstacles, and which of them see each other.

    Parameters
    ----------
    cards : mapping of str to Box
        The obstacles that lines can leave and reach.
    walls : sequence of Box
        Obstacles that they cannot.
    bounds : Box
        The part of the page that lines may use.
    reach : float
        How far points see, in px.
    rings : tuple of float
        Distances from the corners of the obstacles at which lines may bend.

    Attributes
    ----------
    vertices : array of shape (n, 2)
        The points.
    owners : list of int
        For each point the number of the card whose port it is, or -1.
    ports : dict of str to list of Port
        The ports of each card.
    tails, heads : array of int
        The points that each way joins.
    lengths, penalties : array of float
        The length of each way, and what lines on the page add to it.
    """

    def __init__(
        self, cards: Mapping[str, Box], walls: list[Box], bounds: Box, *, reach: float, rings: tuple[float, ...]
    ) -> None:
        self.numbers = {card: number for number, card in enumerate(cards)}
        self.obstacles = np.array([box.edges for box in [*cards.values(), *walls]], dtype=float)
        corners = self._bends(bounds, rings)
        self.owners = [-1] * len(corners)
        self.ports: dict[str, list[Port]] = {}
        points = list(corners)
        for card, box in cards.items():
            self.ports[card] = []
            for point, stub in _ports(box, _rooms(box, self.obstacles)):
                if _holds(bounds, stub):
                    self.ports[card].append(Port(len(points), point))
                    points.append(stub)
                    self.owners.append(self.numbers[card])
        self.vertices: Floats = np.array(points, dtype=float).reshape(-1, 2)
        self.tails, self.heads, self.lengths = self._ways(reach)
        self.penalties: Floats = np.zeros(len(self.tails))
        self._starts, self._ends = self.vertices[self.tails], self.vertices[self.heads]
        (self._left, self._bottom) = np.ascontiguousarray(np.minimum(self._starts, self._ends).T)
        (self._right, self._top) = np.ascontiguousarray(np.maximum(self._starts, self._ends).T)

    def _bends(self, bounds: Box, rings: tuple[float, ...]) -> list[Point]:
        """Return points beside the corners of the obstacles that are free and not too near to each other."""
        inflated = self.obstacles + np.array([-1.0, -1.0, 1.0, 1.0]) * (_CLEARANCE + 0.5)
        seen: set[tuple[int, int]] = set()
        bends: list[Point] = []
        for x0, y0, x1, y1 in self.obstacles.tolist():
            for ring in rings:
                for point in (
                    (x0 - ring, y0 - ring),
                    (x0 - ring, y1 + ring),
                    (x1 + ring, y0 - ring),
                    (x1 + ring, y1 + ring),
                ):
                    grain = (round(point[0] / _GRAIN), round(point[1] / _GRAIN))
                    if grain in seen or not _holds(bounds, point) or _buried(inflated, point):
                        continue
                    seen.add(grain)
                    bends.append(point)
        return bends

    def _ways(self, reach: float) -> tuple[Integers, Integers, Floats]:
        """Return the pairs of points that see each other, and how far apart they are."""
        tails, heads = np.triu_indices(len(self.vertices), 1)
        lengths = np.hypot(*(self.vertices[tails] - self.vertices[heads]).T)
        owners = np.array(self.owners)
        near = (lengths < reach) & (lengths > _NO_LENGTH) & ~((owners[tails] >= 0) & (owners[tails] == owners[heads]))
        tails, heads, lengths = tails[near], heads[near], lengths[near]
        inflated = self.obstacles + np.array([-1.0, -1.0, 1.0, 1.0]) * _CLEARANCE
        clear = ~meet_rectangles(self.vertices[tails], self.vertices[heads], inflated)
        return tails[clear], heads[clear], lengths[clear]

    def penalize_line(self, line: Floats, crossing: float) -> None:
        """Make it expensive to cross a line (`crossing` px each time) and more so to run on top of it."""
        for start, end in itertools.pairwise(line):
            length = float(np.hypot(*(end - start)))
            if length < _NO_LENGTH:
                continue
            ways = self._near(start, end)
            starts, ends = self._starts[ways], self._ends[ways]
            self.penalties[ways[cross_segments(starts, ends, start, end)]] += crossing
            overlap = _overlap(starts - start, ends - start, (end - start) / length, length)
            on_top = overlap > _SHORTEST_OVERLAP
            self.penalties[ways[on_top]] += _ON_TOP_PENALTY + _ON_TOP_PER_PX * overlap[on_top]

    def _near(self, start: Floats, end: Floats) -> Integers:
        """Return the ways whose enclosing boxes come near that of a segment."""
        x0, y0 = np.minimum(start, end) - _ON_TOP
        x1, y1 = np.maximum(start, end) + _ON_TOP
        (ways,) = np.nonzero((self._right >= x0) & (self._left <= x1) & (self._top >= y0) & (self._bottom <= y1))
        return ways

    def penalize_bend(self, vertex: int, penalty: float) -> None:
        """Make it expensive to bend where a line already bends, and half as much close by."""
        distance = np.hypot(*(self.vertices - self.vertices[vertex]).T)
        close = distance < _GRAIN + 1.0
        close[vertex] = False
        self.penalties[(self.tails == vertex) | (self.heads == vertex)] += penalty
        self.penalties[close[self.tails] | close[self.heads]] += penalty / 2


def _overlap(starts: Floats, ends: Floats, direction: Floats, length: float) -> Floats:
    """Return how many px of each way run on top of a segment from the origin along `direction`."""
    aside = np.array([-direction[1], direction[0]])
    beside = (np.abs(starts @ aside) < _ON_TOP) & (np.abs(ends @ aside) < _ON_TOP)
    one, other = starts @ direction, ends @ direction
    shared = np.minimum(np.maximum(one, other), length) - np.maximum(np.minimum(one, other), 0.0)
    overlap: Floats = np.where(beside, shared, 0.0)
    return overlap


def _ports(box: Box, rooms: tuple[float, float, float, float]) -> list[tuple[Point, Point]]:
    """Return the points on the edge of a card where lines meet it, each with the end of its stub.

    `rooms` are the px to the next obstacle at the left, below, at the right and above: two cards that face each other
    share what is between them, so that a line from one to the other need not turn back.
    """
    left, below, right, above = (max(_CLEARANCE + 0.5, room / 2 - 0.5) for room in rooms)
    up, down = min(_UPRIGHT_STUB, above), min(_UPRIGHT_STUB, below)
    ports: list[tuple[Point, Point]] = []
    for x in _spread(box.x0, box.width, _PORTS_BELOW_AND_ABOVE):
        ports += [((x, box.y1), (x, box.y1 + up)), ((x, box.y0), (x, box.y0 - down))]
    for y in _spread(box.y0, box.height, _PORTS_BESIDE):
        ports += [((box.x0, y), (box.x0 - min(_LEVEL_STUB, left), y))]
        ports += [((box.x1, y), (box.x1 + min(_LEVEL_STUB, right), y))]
    return ports


def _rooms(box: Box, obstacles: Floats) -> tuple[float, float, float, float]:
    """Return how far the next obstacle is at the left, below, at the right and above."""
    x0, y0, x1, y1 = obstacles.T
    beside, over = (y0 < box.y1) & (y1 > box.y0), (x0 < box.x1) & (x1 > box.x0)
    gaps = ((box.x0 - x1)[beside], (box.y0 - y1)[over], (x0 - box.x1)[beside], (y0 - box.y1)[over])
    left, below, right, above = (float(gap[gap > 0].min(initial=math.inf)) for gap in gaps)
    return left, below, right, above


def _spread(start: float, length: float, rule: tuple[float, float, int, float]) -> list[float]:
    """Return the places of the ports along a side of a card."""
    first, last, fewest, room = rule
    count = max(fewest, int((last - first) * length / room) + 1)
    return [start + length * (first + (last - first) * number / (count - 1)) for number in range(count)]


def _holds(bounds: Box, point: Point) -> bool:
    return bounds.x0 <= point[0] <= bounds.x1 and bounds.y0 <= point[1] <= bounds.y1


def _buried(rectangles: Floats, point: Point) -> bool:
    x, y = point
    inside = (x > rectangles[:, 0]) & (x < rectangles[:, 2]) & (y > rectangles[:, 1]) & (y < rectangles[:, 3])
    return bool(inside.any())
