"""The medallion of a contact: a disc for stance and share, a ring for our relationship, a star for a coach."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.palette import (
    GOLD,
    GOLD_EDGE,
    NAVY,
    RING_EMPTY,
    RING_UNKNOWN,
    WHITE,
    StanceStyle,
)
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, Draft, triangle
from stakeholder_graph.viz.scene.primitives import Arc, Circle, Layer, Polygon, Polyline, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import CoachMark

__all__ = [
    "RING_WIDTH",
    "add_coach_star",
    "add_disc",
    "add_mark",
    "add_ring",
    "add_stance_dot",
    "disc_radius",
    "ring_radius",
    "share_label",
    "star_place",
]

RING_WIDTH = 3.2
_STEPS = 5  # steps of a relationship above "none"
_RING_REACH = 5.6  # px of the ring beyond the disc
_RING_GAP = 10.0  # degrees between two arcs
_UNKNOWN_DASH = (1.6, 2.6)
_SMALLEST_DIGITS, _DIGITS = 10.6, 0.82  # px, and as a share of the radius of the disc
_SMALLEST_QUESTION, _QUESTION = 10.4, 0.45
_DOT_MARK = 0.4375  # half the width of the mark of a disc without a number, as a share of its radius
_MARK = 0.22  # half the width of a mark as a share of the radius
_STAR_CLEARANCE = 0.95  # how far a star stands off the disc, in its own radii: it must not touch the number
_STRIKE, _STRIKE_WIDTH = 0.85, 1.8  # half the extent of the stroke through a star as a share of its radius; px
_ONE_PERCENT = 0.01


def disc_radius(share: float | None, largest: float, smallest_radius: float, largest_radius: float) -> float:
    """Return the radius of a disc; its growth follows the square root of the share, as areas are compared."""
    if not share or largest <= 0:
        return smallest_radius
    return smallest_radius + (largest_radius - smallest_radius) * math.sqrt(min(1.0, abs(share) / largest))


def ring_radius(radius: float, scale: float) -> float:
    """Return the outer radius of the ring around a disc."""
    return radius + _RING_REACH * scale


def share_label(share: float | None) -> str:
    """Return a share as the disc prints it: whole percent, ``<1`` between 0 and 1, a dash where there is none.

    Examples
    --------
    >>> share_label(0.517), share_label(0.004), share_label(0.0), share_label(None)
    ('52', '<1', '0', '–')
    """
    if share is None:
        return "–"
    return "<1" if 0 < abs(share) < _ONE_PERCENT else f"{share:.0%}".removesuffix("%").replace("-", "−")


def add_disc(
    draft: Draft, center: Point, radius: float, style: StanceStyle, label: str, *, px: float, owner: str = ""
) -> None:
    """Put down a disc with its number above and the mark of its stance below the middle."""
    x, y = center
    draft.add(Circle(center, radius, Layer.DISC, style.fill, style.edge, 1.2, style.dash))
    size = min(px, max(_SMALLEST_DIGITS, _DIGITS * radius))
    middle = y + max(radius * 0.24, 4.0)
    draft.text(
        (x, middle - HALF_CAPITAL * size),
        label,
        size,
        color=style.text,
        background=style.fill,
        bold=True,
        align="center",
        owner=owner,
    )
    add_mark(draft, (x, y - max(radius * 0.5, 6.0)), style, min(5.0, _MARK * radius), owner=owner)


def add_stance_dot(draft: Draft, center: Point, style: StanceStyle, radius: float, *, owner: str = "") -> None:
    """Put down a small disc with the mark of a stance in its middle, and no number."""
    draft.add(Circle(center, radius, Layer.DISC, style.fill, style.edge, 1.0, style.dash))
    add_mark(draft, center, style, _DOT_MARK * radius, owner=owner)


def add_mark(draft: Draft, center: Point, style: StanceStyle, size: float, *, owner: str = "") -> None:
    """Put down the mark that says a stance without colour: triangles up or down, a bar, a question mark."""
    x, y = center
    if style.mark == "question":
        px = max(_SMALLEST_QUESTION, _QUESTION * size / _MARK)
        draft.text(
            (x, y - HALF_CAPITAL * px),
            "?",
            px,
            color=style.text,
            background=style.fill,
            bold=True,
            align="center",
            owner=owner,
        )
    elif style.mark == "bar":
        box = Box(x - 1.2 * size, y - 0.35 * size, x + 1.2 * size, y + 0.35 * size)
        draft.add(Rectangle(box, Layer.MARK, style.text))
    elif style.mark == "none":
        return
    elif style.mark in ("up", "down"):
        draft.add(Polygon(triangle(center, size, up=style.mark == "up"), Layer.MARK, style.text))
    else:
        for side in (-1, 1):
            place = (x + side * 0.96 * size, y)
            draft.add(Polygon(triangle(place, 0.86 * size, up=style.mark == "two_up"), Layer.MARK, style.text))


def add_ring(
    draft: Draft, center: Point, radius: float, relationship: int | None, *, width: float = RING_WIDTH
) -> None:
    """Put down the ring of five arcs, clockwise from the top; a relationship that is not known is a dotted ring."""
    if relationship is None:
        line = Circle(center, radius - width / 2, Layer.DISC, None, RING_UNKNOWN, 1.5, _UNKNOWN_DASH)
        draft.add(line)
        return
    step = 360.0 / _STEPS
    for number in range(_STEPS):
        start = 90.0 - (number + 1) * step + _RING_GAP / 2
        fill = NAVY if number < relationship else RING_EMPTY
        draft.add(Arc(center, radius, width, start, start + step - _RING_GAP, Layer.DISC, fill))


def star_place(center: Point, radius: float, size: float) -> Point:
    """Return where a star of a size stands at the upper right of a disc, clear of the number in it."""
    out = (radius + _STAR_CLEARANCE * size) * math.sqrt(0.5)
    return (center[0] + out, center[1] + out)


def add_coach_star(draft: Draft, center: Point, coach: CoachMark, radius: float) -> None:
    """Put down a coach's star: gold where the coach test is passed, hollow where untested, struck where failed."""
    if coach == "none":
        return
    draft.star(center, radius, GOLD if coach == "confirmed" else WHITE, GOLD_EDGE)
    if coach == "failed":  # across the way to the disc, clear of the number in it
        (x, y), reach = center, _STRIKE * radius
        draft.add(Polyline(((x - reach, y + reach), (x + reach, y - reach)), Layer.STAR, GOLD_EDGE, _STRIKE_WIDTH))
