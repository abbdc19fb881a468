"""Depth of colour for a share of the decision, in steps that the eye and a legend can tell apart."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import INK, TAG_EDGE, WHITE
from stakeholder_graph.viz.scene.legend import LegendEntry, Symbol
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["SWATCH_WIDTH", "heat_colors", "heat_entries"]

# From which share on a step begins; ours. On each step one of the two inks stands at 4.5:1 or better.
_STEPS = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3)
_FILLS = ("#F7F9FC", "#E6EBF3", "#CFD8E6", "#AEBBD1", "#5E7096", "#3B4B73", "#1F2A44")
_FIRST_DARK = 4
_WHOLE_PERCENT = 2  # decimals: the step is that of the number as it is printed
SWATCH_WIDTH, _SWATCH_HEIGHT = 24.0, 14.0


def heat_colors(share: float) -> tuple[str, str]:
    """Return the fill of a share, in whole percent, and the ink on it; a negative share counts by its size.

    Examples
    --------
    >>> heat_colors(0.01)[0], heat_colors(0.4)
    ('#F7F9FC', ('#1F2A44', '#FFFFFF'))
    """
    step = bisect_right(_STEPS, round(abs(share), _WHOLE_PERCENT)) - 1
    return _FILLS[step], WHITE if step >= _FIRST_DARK else INK


def heat_entries() -> tuple[LegendEntry, ...]:
    """Return the steps with the shares from which they begin."""

    def symbol(fill: str) -> Symbol:
        def draw(draft: Draft, center: Point) -> None:
            (x, y), across, along = center, SWATCH_WIDTH / 2, _SWATCH_HEIGHT / 2
            box = Box(x - across, y - along, x + across, y + along)
            draft.add(Rectangle(box, Layer.TAG, fill, TAG_EDGE, 0.8, 2.0))

        return draw

    labels = [f"<{_STEPS[1]:.0%}", *(f"{start:.0%}+" for start in _STEPS[1:])]
    return tuple(LegendEntry(label, symbol(fill), is_shown=True) for label, fill in zip(labels, _FILLS, strict=True))
