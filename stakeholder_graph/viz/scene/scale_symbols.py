"""The signs on a scale, and the same in a legend: arrows that say a move, bars that say where something can lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_arrow_head

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.legend import Symbol

__all__ = ["SCALE_SYMBOL_WIDTH", "add_move", "add_span", "move_symbol", "span_symbol"]

SCALE_SYMBOL_WIDTH = 34.0
_LINE, _HEAD = 2.2, 8.0  # px of an arrow


def add_move(draft: Draft, ends: tuple[float, float], y: float, color: str) -> None:
    """Put down the arrow of a move from one place on a scale to another."""
    start, tip = ends
    back = _HEAD if tip > start else -_HEAD
    draft.add(Polyline(((start, y), (tip - 0.8 * back, y)), Layer.TIE, color, _LINE))
    add_arrow_head(draft, (tip - back, y), (tip, y), color)


def add_span(draft: Draft, ends: tuple[float, float], y: float, height: float, fill: str) -> None:
    """Put down a bar with round ends between two places on a scale."""
    box = Box(ends[0], y - height / 2, ends[1], y + height / 2)
    draft.add(Rectangle(box, Layer.REPORTING, fill, radius=min(height, box.width) / 2))


def move_symbol(color: str, toward: float) -> Symbol:
    """Return the symbol of a move, to the right where `toward` is 1 and to the left where it is -1."""

    def draw(draft: Draft, center: Point) -> None:
        (x, y), half = center, toward * SCALE_SYMBOL_WIDTH / 2
        add_move(draft, (x - half, x + half), y, color)

    return draw


def span_symbol(fill: str, height: float) -> Symbol:
    """Return the symbol of a span, a bar with round ends."""

    def draw(draft: Draft, center: Point) -> None:
        (x, y), half = center, SCALE_SYMBOL_WIDTH / 2
        add_span(draft, (x - half, x + half), y, height, fill)

    return draw
