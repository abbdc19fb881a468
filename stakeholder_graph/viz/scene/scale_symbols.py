"""What a legend says of the signs on a scale: arrows that say a move, and bars that say where something can lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.boxes import Box
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_arrow_head

if TYPE_CHECKING:
    from stakeholder_graph.viz.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.legend import Symbol

__all__ = ["SCALE_SYMBOL_WIDTH", "move_symbol", "span_symbol"]

SCALE_SYMBOL_WIDTH = 34.0


def move_symbol(color: str, toward: float) -> Symbol:
    """Return the symbol of a move, to the right where `toward` is 1 and to the left where it is -1."""

    def draw(draft: Draft, center: Point) -> None:
        (x, y), half = center, SCALE_SYMBOL_WIDTH / 2
        tip = x + toward * half
        draft.add(Polyline(((x - toward * half, y), (tip - toward * 7.0, y)), Layer.TIE, color, 2.2))
        add_arrow_head(draft, (tip - toward * 8.0, y), (tip, y), color)

    return draw


def span_symbol(fill: str, height: float) -> Symbol:
    """Return the symbol of a span, a bar with round ends."""

    def draw(draft: Draft, center: Point) -> None:
        (x, y), half = center, SCALE_SYMBOL_WIDTH / 2
        box = Box(x - half, y - height / 2, x + half, y + height / 2)
        draft.add(Rectangle(box, Layer.REPORTING, fill, radius=height / 2))

    return draw
