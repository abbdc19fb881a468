"""Free places for the names of the rings of a bullseye."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.geometry.segments import meet_rectangles

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_caption_place"]

_STEP = math.radians(3.0)
_FURTHEST = (
    59  # steps to either side of the top: all around but for the foot, where the caption would be below the ring
)
_INSET = 3.0  # px between the caption and the edge of its ring
_CLEAR = 3.0


def find_caption_place(
    center: Point,
    ring: tuple[float, float],
    size: tuple[float, float],
    taken: Sequence[Box],
    lines: Sequence[tuple[Point, Point]],
) -> Box | None:
    """Return the free room nearest to the top of an ellipse, just inside of it, for a caption; None if there is none.

    Parameters
    ----------
    center : tuple of float
        The middle of the ellipse.
    ring : tuple of float
        Its half width and half height.
    size : tuple of float
        Width and height of the caption.
    taken : sequence of Box
        What the caption must not touch.
    lines : sequence of tuple of point
        Lines that it must not touch either.
    """
    rooms = np.array([box.edges for box in taken]).reshape(-1, 4)
    ends = np.array(lines, dtype=float).reshape(-1, 2, 2)
    for number in range(2 * _FURTHEST):
        turn = (number + 1) // 2 * (1 if number % 2 else -1)
        box = _inside(center, ring, size, math.pi / 2 + turn * _STEP)
        wide = np.array([box.x0 - _CLEAR, box.y0 - _CLEAR, box.x1 + _CLEAR, box.y1 + _CLEAR])
        meets = (rooms[:, 0] < wide[2]) & (rooms[:, 2] > wide[0]) & (rooms[:, 1] < wide[3]) & (rooms[:, 3] > wide[1])
        if not meets.any() and not meet_rectangles(ends[:, 0], ends[:, 1], wide[None, :]).any():
            return box
    return None


def _inside(center: Point, ring: tuple[float, float], size: tuple[float, float], angle: float) -> Box:
    """Return the room of a caption that lies wholly inside the ellipse and touches it near an angle."""
    across, up = math.cos(angle), math.sin(angle)
    x = center[0] + (ring[0] - _INSET) * across - math.copysign(size[0] / 2, across) * abs(across)
    y = center[1] + (ring[1] - _INSET) * up - size[1] / 2 * up
    # Near the top both upper corners must be inside: the ellipse falls off to the side.
    half = abs(x - center[0]) + size[0] / 2
    if half < ring[0]:
        highest = ring[1] * math.sqrt(1.0 - (half / ring[0]) ** 2) - _INSET - size[1] / 2
        y = center[1] + math.copysign(min(abs(y - center[1]), max(0.0, highest)), up)
    return Box(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
