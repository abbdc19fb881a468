"""Lines that were routed one after the other, pulled apart where they run too near each other.

The bends of each line are moved a few px about, as long as that takes it away from its neighbours without a way through
a card, a further crossing, or much of a detour.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.geometry.segments import cross_segment_pairs, distances_to_segments, meet_rectangles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.viz.geometry.segments import Floats

__all__ = ["pull_apart"]

_APART = 7.0  # px; ours: lines farther apart than that are told apart
_CLEARANCE = 3.5  # px that lines keep from cards
_STEPS = (3.0, 6.0, 9.0)  # px that a bend is moved about
_DIRECTIONS = 8
_SAMPLES = np.linspace(0.05, 0.95, 9)  # places on a piece of a line at which its distance to others is taken
# What counts; ours: each px that runs on another line, a crossing, and a px of line.
_ON_TOP, _CROSSING, _LENGTH = 3.0, 60.0, 0.2
_LEAST_GAIN = 1.0
_FIXED = 2  # points at each end of a line that stay: on the card, and a stub away from it

Pair = tuple[str, str]


def pull_apart(
    routes: Mapping[Pair, Floats], *, obstacles: Sequence[Box], bounds: Box, lines: Iterable[Floats]
) -> dict[Pair, Floats]:
    """Return the courses with their bends moved apart.

    Parameters
    ----------
    routes : mapping of tuple of str to array of shape (m, 2)
        The courses; the first two and the last two points of each stay where they are.
    obstacles : sequence of Box
        Cards and texts that no line may cross.
    bounds : Box
        The part of the page that lines may use.
    lines : iterable of array
        Other lines, which stay.
    """
    edges = np.array([box.edges for box in obstacles]).reshape(-1, 4)
    rectangles = edges + np.array([-1.0, -1.0, 1.0, 1.0]) * _CLEARANCE
    fixed = [np.stack([line[:-1], line[1:]], axis=1) for line in lines]
    moved = {pair: np.array(course, dtype=float) for pair, course in routes.items()}
    for pair, course in moved.items():
        others = [np.stack([line[:-1], line[1:]], axis=1) for other, line in moved.items() if other != pair]
        pieces = np.concatenate([np.zeros((0, 2, 2)), *fixed, *others])
        for place in range(_FIXED, len(course) - _FIXED):
            course[place] = _best_place(course[place - 1 : place + 2], pieces, rectangles, bounds)
    return moved


def _best_place(corner: Floats, pieces: Floats, rectangles: Floats, bounds: Box) -> Floats:
    """Return the best place for the middle one of three points of a line."""
    before, here, after = corner
    reach = max(_STEPS) + _APART
    low, high = corner.min(axis=0) - reach, corner.max(axis=0) + reach
    near = ((pieces.max(axis=1) > low) & (pieces.min(axis=1) < high)).all(axis=1)
    places = here + np.vstack([np.zeros((1, 2)), _MOVES])
    starts = np.concatenate([np.broadcast_to(before, places.shape), places])
    ends = np.concatenate([places, np.broadcast_to(after, places.shape)])
    costs = _costs(starts, ends, pieces[near], rectangles).reshape(2, -1).sum(axis=0)
    inside = (places >= [bounds.x0, bounds.y0]) & (places <= [bounds.x1, bounds.y1])
    costs[1:][~inside[1:].all(axis=1)] = math.inf
    best = int(np.argmin(costs))
    chosen: Floats = places[best] if costs[best] < costs[0] - _LEAST_GAIN else here
    return chosen


def _costs(starts: Floats, ends: Floats, pieces: Floats, rectangles: Floats) -> Floats:
    """Return what each piece of line costs: its length, crossings, and the px at which it is too near another."""
    ways = ends - starts
    lengths = np.hypot(ways[:, 0], ways[:, 1])
    costs = _LENGTH * lengths
    if len(pieces):
        first, second = pieces[:, 0], pieces[:, 1]
        crossings = cross_segment_pairs(starts[:, None], ends[:, None], first, second)
        costs += _CROSSING * crossings.sum(axis=1)
        points = starts[:, None] + ways[:, None] * _SAMPLES[:, None]
        nearness = np.maximum(0.0, 1.0 - distances_to_segments(points, first, second - first) / _APART)
        costs += _ON_TOP * (nearness**2).sum(axis=(1, 2)) * lengths / len(_SAMPLES)
    costs[meet_rectangles(starts, ends, rectangles)] = math.inf
    return costs


_ANGLES = np.arange(_DIRECTIONS) * 2 * math.pi / _DIRECTIONS
_MOVES = np.concatenate([step * np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)]) for step in _STEPS])
