"""Segments, rectangles and polylines on arrays: who meets whom, and corners made round."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Booleans",
    "Floats",
    "cross_segment_pairs",
    "cross_segments",
    "distances_to_line",
    "distances_to_segments",
    "meet_rectangles",
    "polyline_meets",
    "round_corners",
]

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

_NOTHING = 1e-9  # px; shorter than this is no length
_TOUCH = 1e-6  # of a segment; a touch this short is not a way through
_CORNER_STEPS = 7  # pieces of a rounded corner; ours: more are not seen at 150 dpi


def _turn(origin: Floats, first: Floats, second: Floats) -> Floats:
    """Return twice the signed area of the triangles origin, first, second (positive: counter-clockwise)."""
    result: Floats = (first[..., 0] - origin[..., 0]) * (second[..., 1] - origin[..., 1]) - (
        first[..., 1] - origin[..., 1]
    ) * (second[..., 0] - origin[..., 0])
    return result


def cross_segment_pairs(start: Floats, end: Floats, other_start: Floats, other_end: Floats) -> Booleans:
    """Return which segments cross properly, comparing them pair by pair (shapes broadcast)."""
    apart = _turn(start, end, other_start) * _turn(start, end, other_end) < 0
    across = _turn(other_start, other_end, start) * _turn(other_start, other_end, end) < 0
    crossing: Booleans = apart & across
    return crossing


def cross_segments(starts: Floats, ends: Floats, start: Floats, end: Floats) -> Booleans:
    """Return which of many segments cross one segment properly."""
    return cross_segment_pairs(starts, ends, start[None, :], end[None, :])


def meet_rectangles(starts: Floats, ends: Floats, rectangles: Floats) -> Booleans:
    """Return which segments pass through the inside of any of the rectangles.

    Parameters
    ----------
    starts, ends : array of shape (m, 2)
        The segments.
    rectangles : array of shape (k, 4)
        Rows of x0, y0, x1, y1.

    Returns
    -------
    array of bool, shape (m,)
        True where a segment has a piece inside a rectangle; running along an edge is not inside.
    """
    hit = np.zeros(len(starts), dtype=bool)
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    for x0, y0, x1, y1 in rectangles:
        near = ~hit & (high[:, 0] > x0) & (low[:, 0] < x1) & (high[:, 1] > y0) & (low[:, 1] < y1)
        (which,) = np.nonzero(near)
        if len(which):
            bounds = np.array([[x0, y0], [x1, y1]])
            hit[which[_inside(starts[which], ends[which] - starts[which], bounds)]] = True
    return hit


def distances_to_line(points: Floats, line: Floats) -> Floats:
    """Return how far each of n points, shape (n, 2), is from a line through m corners, shape (m, 2)."""
    away: Floats = distances_to_segments(points, line[:-1], np.diff(line, axis=0)).min(axis=1)
    return away


def distances_to_segments(points: Floats, starts: Floats, ways: Floats) -> Floats:
    """Return how far points, shape (..., 2), are from s segments (their starts and the ways to their ends, (s, 2))."""
    squares = np.maximum((ways**2).sum(axis=1), 1e-12)  # a piece without length is its start
    dx, dy = points[..., 0, None] - starts[:, 0], points[..., 1, None] - starts[:, 1]
    along = np.clip((dx * ways[:, 0] + dy * ways[:, 1]) / squares, 0.0, 1.0)
    distances: Floats = np.hypot(dx - along * ways[:, 0], dy - along * ways[:, 1])
    return distances


def _inside(starts: Floats, directions: Floats, bounds: Floats) -> Booleans:
    """Return which segments have a piece inside one rectangle, by clipping them (Liang and Barsky, 1984)."""
    flat = np.abs(directions) < _NOTHING
    steps = np.where(flat, 1.0, directions)
    first, second = (bounds[0] - starts) / steps, (bounds[1] - starts) / steps
    # A flat axis passed the test of the enclosing boxes, so it lies within the rectangle on that axis.
    enter = np.where(flat, -np.inf, np.minimum(first, second)).max(axis=1)
    leave = np.where(flat, np.inf, np.maximum(first, second)).min(axis=1)
    inside: Booleans = np.minimum(leave, 1.0) - np.maximum(enter, 0.0) > _TOUCH
    return inside


def polyline_meets(points: Floats, rectangles: Floats) -> bool:
    """Return whether a polyline passes through the inside of any of the rectangles."""
    return bool(len(rectangles)) and bool(meet_rectangles(points[:-1], points[1:], rectangles).any())


def _without_straight_corners(points: Floats, tolerance: float = 0.4) -> list[Floats]:
    """Return the corners at which a polyline turns, its ends included."""
    kept = [points[0]]
    for corner, after in itertools.pairwise(points):
        reach = float(np.hypot(*(after - kept[-1])))
        if abs(float(_turn(kept[-1], corner, after))) > tolerance * max(reach, _NOTHING):
            kept.append(corner)
    return [*kept, points[-1]]


def round_corners(points: Floats, radius: float) -> Floats:
    """Return a polyline with its corners replaced by quadratic curves that begin `radius` px before the corner."""
    corners = _without_straight_corners(points)
    rounded = [corners[0][None, :]]
    along = np.linspace(0.0, 1.0, _CORNER_STEPS)[:, None]
    for before, corner, after in zip(corners[:-2], corners[1:-1], corners[2:], strict=True):
        back, forth = before - corner, after - corner
        back_length, forth_length = float(np.hypot(*back)), float(np.hypot(*forth))
        reach = min(radius, back_length / 2, forth_length / 2)
        start = corner + back / max(back_length, _NOTHING) * reach
        end = corner + forth / max(forth_length, _NOTHING) * reach
        rounded.append((1 - along) ** 2 * start + 2 * (1 - along) * along * corner + along**2 * end)
    return np.vstack([*rounded, corners[-1][None, :]])
