"""Figures in the rows of a table: plain ones, and chances in tinted cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import BAND, CHANCE_FILLS, HAIRLINE, INK, INK_FAINT
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.primitives import Align, Layer, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["FIGURE_SIZE", "add_chance", "add_figure", "chance_label"]

FIGURE_SIZE = 12.5
_CELL_WIDTH, _CELL_HEIGHT = 60.0, 21.0
_FAIR, _LARGE = 0.1, 0.5  # ours: chances from which a cell is tinted, and strongly
_FAINT = 0.05  # ours: below it a chance is printed pale
_HALF_PERCENT = 0.005


def add_figure(
    draft: Draft,
    place: Point,
    text: str,
    owner: str,
    *,
    bold: bool = False,
    color: str = INK,
    background: str = BAND,
    align: Align = "center",
    px: float = FIGURE_SIZE,
) -> float:
    """Put down a figure around the height of its place, and return its width."""
    anchor = (place[0], place[1] - HALF_CAPITAL * px)
    return draft.text(anchor, text, px, color=color, background=background, bold=bold, align=align, owner=owner)


def add_chance(draft: Draft, center: Point, chance: float, owner: str, *, height: float = _CELL_HEIGHT) -> None:
    """Put down the cell of a chance; the larger it is, the stronger the tint, and what never happens has no cell."""
    if chance <= 0.0:
        add_figure(draft, center, chance_label(chance), owner, color=INK_FAINT)
        return
    x, y = center
    half = min(_CELL_HEIGHT, height) / 2
    fill = CHANCE_FILLS[(chance >= _FAIR) + (chance >= _LARGE)]
    box = Box(x - _CELL_WIDTH / 2, y - half, x + _CELL_WIDTH / 2, y + half)
    draft.add(Rectangle(box, Layer.CARD, fill, HAIRLINE, 0.8, 2.0))
    color = INK if chance >= _FAINT else INK_FAINT
    add_figure(draft, center, chance_label(chance), owner, bold=chance >= _LARGE, color=color, background=fill)


def chance_label(chance: float) -> str:
    """Return a chance in whole percent; what hardly ever or nearly always happens is not called never or always.

    Examples
    --------
    >>> chance_label(0.0), chance_label(0.001), chance_label(0.3719), chance_label(0.999), chance_label(1.0)
    ('0%', '<1%', '37%', '>99%', '100%')
    """
    if 0.0 < chance <= _HALF_PERCENT:
        return "<1%"
    return ">99%" if 1.0 - _HALF_PERCENT <= chance < 1.0 else f"{chance:.0%}"
