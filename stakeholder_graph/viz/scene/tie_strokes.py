"""The strokes of the ties: reporting lines, and influence with casing, arrow head, and the mark of working against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.geometry.segments import Floats, polyline_meets, round_corners
from stakeholder_graph.viz.palette import REPORTING, WHITE, LineStyle
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polygon, Polyline, Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = [
    "REPORTING_WIDTH",
    "Stroke",
    "add_arrow_head",
    "add_minus",
    "add_reporting_line",
    "add_tie",
    "soften",
    "tie_width",
]

REPORTING_WIDTH, _REPORTING_RADIUS = 1.3, 6.0
_THINNEST, _THICKEST = 1.0, 3.4
_CASING = 1.6  # px of white on each side of a line, so that a crossing reads as a bridge
_UNCASED = 7.0  # px at both ends without casing, where lines come together at a card
_RADII = (15.0, 8.0, 3.0, 0.0)  # of the corners; a corner near a card is rounded less
_LONG_HEAD = (6.4, 1.3)  # length of an arrow head: px, and px more for each px of line width
_SLIM = 0.42  # half the width of an arrow head as a share of its length
_MINUS_RADIUS = 5.4
_MINUS_STEPS = (13.0, 4.0, 60)  # px behind the head, px of each step back, and how many steps


@dataclass(frozen=True, slots=True)
class Stroke:
    """One influence tie ready to be drawn: its course from source to target, its look and its width."""

    ends: tuple[str, str]
    course: Floats
    style: LineStyle
    width: float
    is_negative: bool = False


def tie_width(weight: float, slimness: float = 1.0) -> float:
    """Return the width in px of a tie of strength `weight` in (0, 1]."""
    return _THINNEST + (_THICKEST * slimness - _THINNEST) * weight


def soften(course: Floats, obstacles: Sequence[Box], radius: float = _RADII[0]) -> Floats:
    """Return a course with rounded corners, as round as the obstacles beside it allow."""
    rectangles = np.array([box.edges for box in obstacles]).reshape(-1, 4) + np.array([-1.0, -1.0, 1.0, 1.0])
    for choice in _RADII[:-1]:
        rounded = round_corners(course, min(choice, radius))
        if not polyline_meets(rounded, rectangles):
            return rounded
    return round_corners(course, _RADII[-1])


def add_reporting_line(draft: Draft, ends: tuple[str, str], course: Floats) -> None:
    """Put down a reporting line from the manager above to the report below."""
    points = _points(round_corners(course, _REPORTING_RADIUS))
    draft.add(Polyline(points, Layer.REPORTING, REPORTING.color, REPORTING_WIDTH, ends=ends))


def add_tie(draft: Draft, stroke: Stroke, obstacles: Sequence[Box]) -> None:
    """Put down an influence tie; `obstacles` are the boxes that its minus mark must not touch."""
    head = _head_length(stroke.width)
    body, tip = _shorten(stroke.course, head), stroke.course[-1]
    points = _points(np.vstack([body, body[-1] + (tip - body[-1]) * 0.15]))
    casing = _points(_shorten(_shorten(stroke.course, _UNCASED + head)[::-1], _UNCASED)[::-1])
    style = stroke.style
    draft.add(
        Polyline(casing, Layer.TIE, WHITE, stroke.width + 2 * _CASING),
        Polyline(points, Layer.TIE, style.color, stroke.width, style.dash, ends=stroke.ends),
    )
    add_arrow_head(draft, (float(body[-1][0]), float(body[-1][1])), (float(tip[0]), float(tip[1])), style.color)
    if stroke.is_negative:
        add_minus(draft, _minus_place(stroke.course, head, obstacles), style.color)


def add_arrow_head(draft: Draft, base: Point, tip: Point, color: str) -> None:
    """Put down an arrow head from the middle of its base to its tip."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    left = (base[0] - dy * _SLIM, base[1] + dx * _SLIM)
    right = (base[0] + dy * _SLIM, base[1] - dx * _SLIM)
    draft.add(Polygon(_points(np.array([tip, left, right])), Layer.ARROW_HEAD, color))


def add_minus(draft: Draft, center: Point, color: str) -> None:
    """Put down the mark of a tie that works against: a minus in a circle."""
    x, y = center
    bar = Box(x - 2.8, y - 0.9, x + 2.8, y + 0.9)
    draft.add(
        Circle(center, _MINUS_RADIUS, Layer.ARROW_HEAD, WHITE, color, 1.3),
        Rectangle(bar, Layer.ARROW_HEAD, color),
    )


def _head_length(width: float) -> float:
    return _LONG_HEAD[0] + _LONG_HEAD[1] * width


def _minus_place(course: Floats, head: float, obstacles: Sequence[Box]) -> Point:
    """Return the place on a tie nearest behind its head where a minus touches nothing."""
    first, step, count = _MINUS_STEPS
    reach = _MINUS_RADIUS + 1.5
    length = float(np.hypot(*np.diff(course, axis=0).T).sum())
    places = [
        _shorten(course, min(head + first + number * step, 0.6 * length))[-1].tolist() for number in range(int(count))
    ]
    for x, y in places:
        if not any(box.x0 - reach < x < box.x1 + reach and box.y0 - reach < y < box.y1 + reach for box in obstacles):
            return x, y
    return places[0][0], places[0][1]


def _shorten(course: Floats, by: float) -> Floats:
    """Return a course that ends `by` px earlier; at least a stub of it is left."""
    left = by
    for index in range(len(course) - 1, 0, -1):
        piece = course[index] - course[index - 1]
        length = float(np.hypot(*piece))
        if length > left:
            return np.vstack([course[:index], course[index] - piece * (left / length)])
        left -= length
    return np.vstack([course[0], course[0] + (course[1] - course[0]) * 0.1])


def _points(course: Floats) -> tuple[Point, ...]:
    return tuple((x, y) for x, y in np.round(course, 2).tolist())
