"""Where lines meet: crossings, stretches side by side, and points along them. Plain numpy on polylines in px."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np

STEP = 0.75  # px between the points of a line that are looked at
_SAME_PLACE = 0.05  # px within which two meetings of the same two lines are one
_PARALLEL = 1e-6  # sine of the angle below which two pieces of lines count as parallel
_ON_LINE = 1e-6  # px within which a point counts as on a line
_SIDE_BY_SIDE = 1.0  # px: closer than that two lines are seen as one
_ALIGNED = 0.9994  # cosine of the angle between two lines that run side by side: 2 degrees
_SHORTEST_STRETCH = 4.0  # px; less is the neighbourhood of a crossing


def points_along(course: np.ndarray) -> np.ndarray:
    """Return points of a polyline that are less than a pixel apart."""
    pieces = []
    for start, end in pairwise(course):
        count = max(2, int(np.hypot(*(end - start)) / STEP) + 1)
        pieces.append(start + (end - start) * np.linspace(0, 1, count)[:, None])
    return np.vstack(pieces)


def near_pairs(courses: list[np.ndarray], reach: float = 0.0) -> list[tuple[int, int]]:
    """Return the pairs of polylines whose boxes come closer than `reach` px."""
    low = np.array([course.min(axis=0) for course in courses]).reshape(-1, 2) - reach
    high = np.array([course.max(axis=0) for course in courses]).reshape(-1, 2)
    return [
        (one, other)
        for one, other in combinations(range(len(courses)), 2)
        if (low[one] <= high[other]).all() and (low[other] <= high[one]).all()
    ]


def meeting_points(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the points in which two polylines cross or touch; where they run on top of each other there is none.

    Pieces of lines are solved for the point in which they meet, all with all. A point in which lines only come together
    to run on top of each other is no crossing, as the intersection of two lines as sets has no point of its own there.
    """
    p, r = one[:-1, None], np.diff(one, axis=0)[:, None]
    q, s = other[None, :-1], np.diff(other, axis=0)[None]
    turn = _cross(r, s)
    lengths = np.hypot(r[..., 0], r[..., 1]) * np.hypot(s[..., 0], s[..., 1])
    parallel = np.abs(turn) <= _PARALLEL * lengths
    safe = np.where(parallel, 1.0, turn)
    along_one, along_other = _cross(q - p, s) / safe, _cross(q - p, r) / safe
    slack = 1e-9
    meets = ~parallel & (along_one >= -slack) & (along_one <= 1 + slack)
    meets &= (along_other >= -slack) & (along_other <= 1 + slack)
    points = (p + along_one[..., None] * r)[meets]
    shared = _shared_pieces(p, r, q, s, parallel & (lengths > 0))
    return _apart(np.array([point for point in points if not _on_any(point, shared)]).reshape(-1, 2))


def _cross(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.asarray(one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0])


def _shared_pieces(p: np.ndarray, r: np.ndarray, q: np.ndarray, s: np.ndarray, parallel: np.ndarray) -> np.ndarray:
    """Return the stretches (start, end) that pieces of two polylines have in common."""
    found = []
    for i, j in np.argwhere(parallel):
        start, way, begin, end = p[i, 0], r[i, 0], q[0, j], q[0, j] + s[0, j]
        length = np.hypot(*way)
        unit = way / length
        if abs(_cross(unit, begin - start)) > _ON_LINE:
            continue
        low, high = sorted((float((begin - start) @ unit), float((end - start) @ unit)))
        low, high = max(low, 0.0), min(high, float(length))
        if high - low > _ON_LINE:
            found.append((start + low * unit, start + high * unit))
    return np.array(found).reshape(-1, 2, 2)


def _on_any(point: np.ndarray, pieces: np.ndarray) -> bool:
    if not len(pieces):
        return False
    way = pieces[:, 1] - pieces[:, 0]
    share = np.clip(((point - pieces[:, 0]) * way).sum(axis=1) / (way**2).sum(axis=1), 0, 1)
    nearest = pieces[:, 0] + share[:, None] * way
    return bool((np.hypot(*(nearest - point).T) <= _SAME_PLACE).any())


def _apart(points: np.ndarray) -> np.ndarray:
    """Return the points without those that are the same place as an earlier one."""
    kept: list[np.ndarray] = []
    for point in points:
        if all(np.hypot(*(point - other)) > _SAME_PLACE for other in kept):
            kept.append(point)
    return np.array(kept).reshape(-1, 2)


def length_side_by_side(one: np.ndarray, other: np.ndarray) -> float:
    """Return for how many px the first polyline runs along the second, less than a pixel beside it or on top of it."""
    if not near_pairs([one, other], _SIDE_BY_SIDE):
        return 0.0
    points = points_along(one)
    middles, ways = (points[1:] + points[:-1]) / 2, np.diff(points, axis=0)
    lengths = np.hypot(*ways.T)
    start, way = other[:-1], np.diff(other, axis=0)
    squares = np.maximum((way**2).sum(axis=1), 1e-12)
    share = np.clip(((middles[:, None] - start) * way).sum(axis=2) / squares, 0, 1)
    distance = np.hypot(*np.moveaxis(start + share[..., None] * way - middles[:, None], 2, 0))
    aligned = np.abs((ways[:, None] * way).sum(axis=2)) >= _ALIGNED * lengths[:, None] * np.sqrt(squares)
    together = ((distance < _SIDE_BY_SIDE) & aligned).any(axis=1)
    total = float(lengths[together].sum())
    return total if total > _SHORTEST_STRETCH else 0.0
