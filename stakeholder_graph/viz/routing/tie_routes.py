"""The course of the influence ties: the cheapest way around the cards that crosses little.

A* (Hart, Nilsson and Raphael, 1968) on the visibility graph, one tie after the other, short ones first, since a short
tie has the fewest ways to go.
"""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.geometry.segments import distances_to_line
from stakeholder_graph.viz.routing.visibility import VisibilityGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stakeholder_graph.viz.geometry.boxes import Box, Point
    from stakeholder_graph.viz.geometry.segments import Floats

__all__ = ["route_ties"]

# What a way costs besides its length in px; ours, tuned on maps of 5 to 60 contacts.
_BEND, _USED_BEND, _USED_PORT = 18.0, 40.0, 150.0
_HAIRPIN = 150.0  # for a line that turns back on itself
_NEAR_LINE = 200.0  # for a port where an arrowhead would stand on another line
_HEAD_ROOM = 8.0  # px that an arrowhead takes to each side
_CROSSING, _CROSSING_HEAD = 180.0, 250.0  # a head counts besides its line
_REACH = 500.0  # px that points see on a crowded page; farther on an empty one, where it costs little
_CROWDED, _DENSE = 16, 35  # contacts
_WIDE_RINGS, _NARROW_RINGS = (5.0, 11.0, 17.0, 23.0), (5.0, 11.0, 17.0)
_OPTIMISM = 0.9  # of the straight distance to the target; below 1 since a way leaves from a port, not from a center

Pair = tuple[str, str]


def route_ties(
    cards: Mapping[str, Box], pairs: Sequence[Pair], *, walls: Sequence[Box], bounds: Box, lines: Iterable[Floats]
) -> dict[Pair, Floats]:
    """Return the course of each tie around the cards.

    Parameters
    ----------
    cards : mapping of str to Box
        The cards with everything on them, in an order that does not depend on chance.
    pairs : sequence of tuple of str
        The ties, as (source, target).
    walls : sequence of Box
        Texts and other things that no line may cross.
    bounds : Box
        The part of the page that lines may use.
    lines : iterable of array
        Lines that are there already, to be crossed as little as possible.

    Returns
    -------
    dict of tuple of str to array of shape (m, 2)
        From the edge of the source's card to the edge of the target's. A tie for which there is no way between the
        other cards is left out.
    """
    if not pairs:
        return {}
    reach = _REACH if len(cards) > _CROWDED else math.inf
    router = _Router(cards, walls, bounds, lines, reach)
    routes = {}
    for pair in sorted(pairs, key=lambda pair: (_distance(cards, pair), pair)):
        course = router.route(*pair)
        if course is not None:
            routes[pair] = course
    missing = [pair for pair in pairs if pair not in routes]
    if missing and reach < math.inf:
        farther = _Router(cards, walls, bounds, [*lines, *routes.values()], math.inf)
        found = {pair: farther.route(*pair) for pair in missing}
        routes.update({pair: course for pair, course in found.items() if course is not None})
    return routes


def _distance(cards: Mapping[str, Box], pair: Pair) -> float:
    (x0, y0), (x1, y1) = cards[pair[0]].center, cards[pair[1]].center
    return round(abs(x0 - x1) + abs(y0 - y1), 3)


class _Router:
    """A visibility graph with the lines that have been laid so far."""

    def __init__(
        self, cards: Mapping[str, Box], walls: Sequence[Box], bounds: Box, lines: Iterable[Floats], reach: float
    ) -> None:
        rings = _WIDE_RINGS if len(cards) <= _DENSE else _NARROW_RINGS
        self.graph = VisibilityGraph(cards, list(walls), bounds, reach=reach, rings=rings)
        self.cards = cards
        self.used_ports: dict[int, int] = {}
        self.ports = [port for ports in self.graph.ports.values() for port in ports]
        self.landings = np.array([port.point for port in self.ports]).reshape(-1, 2)
        self.crowded: dict[int, float] = {}
        for line in lines:
            self.graph.penalize_line(line, _CROSSING)
            self._crowd(line)
        self.places: list[Point] = [(x, y) for x, y in self.graph.vertices.tolist()]
        self._index_neighbours()

    def _index_neighbours(self) -> None:
        """Note for every point its ways and where they lead, as plain lists, which a search reads fastest."""
        graph = self.graph
        ways = np.arange(len(graph.tails))
        origins, goals = np.r_[graph.tails, graph.heads], np.r_[graph.heads, graph.tails]
        order = np.argsort(origins, kind="stable")
        self.goals: list[int] = goals[order].tolist()
        self.ways: list[int] = np.r_[ways, ways][order].tolist()
        self.first: list[int] = np.searchsorted(origins[order], np.arange(len(graph.vertices) + 1)).tolist()

    def route(self, source: str, target: str) -> Floats | None:
        """Return the cheapest course between two cards and lay it, or None where there is none."""
        graph = self.graph
        path = self._search(source, target)
        if path is None:
            return None
        leaving = next(port.point for port in graph.ports[source] if port.vertex == path[0])
        arriving = next(port.point for port in graph.ports[target] if port.vertex == path[-1])
        course: Floats = np.array([leaving, *graph.vertices[path].tolist(), arriving])
        graph.penalize_line(course, _CROSSING)
        graph.penalize_line(course[-2:], _CROSSING_HEAD)
        self._crowd(course)
        for vertex in path[1:-1]:
            graph.penalize_bend(vertex, _USED_BEND)
        for vertex in (path[0], path[-1]):
            self.used_ports[vertex] = self.used_ports.get(vertex, 0) + 1
        return course

    def _search(self, source: str, target: str) -> list[int] | None:
        """Return the points of the cheapest way from a port of one card to a port of the other (A*)."""
        graph = self.graph
        x, y = self.cards[target].center
        ahead: list[float] = (np.hypot(graph.vertices[:, 0] - x, graph.vertices[:, 1] - y) * _OPTIMISM).tolist()
        costs: list[float] = (graph.lengths + _BEND + graph.penalties).tolist()
        arrivals = {port.vertex: port.point for port in graph.ports[target]}
        known = {port.vertex: self._wear(port.vertex) for port in graph.ports[source]}
        behind = {port.vertex: port.point for port in graph.ports[source]}  # where a way comes from
        before: dict[int, int] = {}
        queue = [(cost + ahead[vertex], vertex) for vertex, cost in known.items()]
        heapq.heapify(queue)
        best, goal = math.inf, -1
        while queue and queue[0][0] <= best:
            estimate, vertex = heapq.heappop(queue)
            cost = known[vertex]
            if estimate > cost + ahead[vertex] + 1e-6:
                continue
            if vertex in arrivals:
                total = cost + self._wear(vertex) + _turn(behind[vertex], self.places[vertex], arrivals[vertex])
                if total < best:
                    best, goal = total, vertex
                continue
            for other, reached in self._expand(vertex, behind[vertex], costs, known, arrivals):
                known[other] = reached
                before[other] = vertex
                behind[other] = self.places[vertex]
                heapq.heappush(queue, (reached + ahead[other], other))
        return None if goal < 0 else _trace(before, goal)

    def _expand(
        self,
        vertex: int,
        behind: Point,
        costs: Sequence[float],
        known: Mapping[int, float],
        arrivals: Mapping[int, Point],
    ) -> Iterator[tuple[int, float]]:
        """Yield the points to which the cheapest way is over `vertex`; ports of other cards are no way through."""
        owners, place, cost = self.graph.owners, self.places[vertex], known[vertex]
        for position in range(self.first[vertex], self.first[vertex + 1]):
            other = self.goals[position]
            if owners[other] >= 0 and other not in arrivals:
                continue
            reached = cost + costs[self.ways[position]]
            shortest = known.get(other, math.inf) - 1e-9
            if reached < shortest:
                reached += _turn(behind, place, self.places[other])
                if reached < shortest:
                    yield other, reached

    def _crowd(self, line: Floats) -> None:
        """Make it expensive to land beside a line: the arrowhead would stand on it."""
        for place in np.flatnonzero(distances_to_line(self.landings, line) < _HEAD_ROOM):
            vertex = self.ports[place].vertex
            self.crowded[vertex] = self.crowded.get(vertex, 0.0) + _NEAR_LINE

    def _wear(self, port: int) -> float:
        return self.used_ports.get(port, 0) * _USED_PORT + self.crowded.get(port, 0.0)


def _turn(behind: Point, place: Point, ahead: Point) -> float:
    """Return what the turn at a point costs: nothing up to a right angle, and more the nearer it comes to a hairpin."""
    x0, y0, x1, y1 = place[0] - behind[0], place[1] - behind[1], ahead[0] - place[0], ahead[1] - place[1]
    along = x0 * x1 + y0 * y1
    return 0.0 if along >= 0 else -along / math.sqrt((x0 * x0 + y0 * y0) * (x1 * x1 + y1 * y1)) * _HAIRPIN


def _trace(before: Mapping[int, int], goal: int) -> list[int]:
    """Return the points that lead to `goal`, from the first."""
    path = [goal]
    while path[-1] in before:
        path.append(before[path[-1]])
    return path[::-1]
