"""The sheet on which a scene is drafted: it collects shapes, and measures and places text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.palette import INK, WHITE
from stakeholder_graph.viz.scene.primitives import Align, Layer, Polygon, Scene, Shape, Text

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces

__all__ = ["ASCENT", "DESCENT", "HALF_CAPITAL", "Draft", "triangle"]

ASCENT, DESCENT = 0.88, 0.25  # of a text's px above and below its baseline: the tallest ideograph, the deepest g
_CAPITAL, _NO_DESCENT = 0.76, 0.02  # the same for texts of capitals and digits
_CAPITALS = frozenset("ABCDEFGHIKLMNOPRSTUVWXYZ0123456789<+?!%–- ")
HALF_CAPITAL = 0.365  # of a text's px: half the height of a capital, so that digits sit in the middle of a disc
_ROUND = 2  # decimals of a pixel; rounding keeps the picture the same when a sum comes out another way
_STAR_WAIST = 0.42  # inner to outer radius of a five-pointed star


class Draft:
    """Shapes and texts on their way to become a :class:`Scene`.

    Parameters
    ----------
    width, height : float
        The page in px.
    typefaces : Typefaces
        What measures the texts.
    """

    def __init__(self, width: float, height: float, typefaces: Typefaces) -> None:
        self.width = width
        self.height = height
        self.measure = typefaces
        self._shapes: list[Shape] = []
        self._texts: list[Text] = []
        self._cards: dict[str, Box] = {}

    def add(self, *shapes: Shape) -> None:
        """Put shapes down."""
        self._shapes.extend(shapes)

    def claim(self, owner: str, box: Box) -> None:
        """Note that `box` is the card of `owner`, through which no line may run."""
        self._cards[owner] = box

    def text(
        self,
        anchor: Point,
        string: str,
        px: float,
        *,
        color: str = INK,
        background: str = WHITE,
        bold: bool = False,
        align: Align = "left",
        owner: str = "",
    ) -> float:
        """Put one line of text down at its baseline and return its width; nothing is put down for no text."""
        if not string.strip():
            return 0.0
        x, y = round(anchor[0], _ROUND), round(anchor[1], _ROUND)
        width = self.measure.width(string, px, bold=bold)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        ascent, descent = (_CAPITAL, _NO_DESCENT) if _CAPITALS.issuperset(string) else (ASCENT, DESCENT)
        box = Box(left, y - descent * px, left + width, y + ascent * px)
        self._texts.append(Text(string, (x, y), px, color, background, box, bold, align, owner))
        return width

    def star(self, center: Point, radius: float, fill: str, edge: str) -> None:
        """Put a five-pointed star down."""
        corners = []
        for corner in range(10):
            reach = radius if corner % 2 == 0 else radius * _STAR_WAIST
            angle = math.pi / 2 + corner * math.pi / 5
            corners.append((center[0] + reach * math.cos(angle), center[1] + reach * math.sin(angle)))
        self.add(Polygon(tuple(corners), Layer.STAR, fill, edge, 1.1))

    def scene(self) -> Scene:
        """Return what has been put down as a scene."""
        return Scene(
            self.width,
            self.height,
            self.measure.families,
            tuple(self._shapes),
            tuple(self._texts),
            dict(self._cards),
        )


def triangle(center: Point, size: float, *, up: bool) -> tuple[Point, ...]:
    """Return an equilateral-looking triangle of half width `size` that points up or down."""
    x, y = center
    rise = size if up else -size
    return (x - size, y - 0.7 * rise), (x + size, y - 0.7 * rise), (x, y + rise)
