"""The legend strip: blocks side by side, and in each of them only what the page shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.palette import BAND, INK, INK_SOFT
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, Draft
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure

__all__ = ["LEGEND_HEIGHT", "LegendBlock", "LegendEntry", "add_legend"]

LEGEND_HEIGHT = 106.0
LINES = 4  # entries one below the other
_PITCH, _HEADING_SIZE = 19.5, 12.0
_LABEL_SIZES = (11.8, 11.4, 11.0, 10.6, 10.2)
_LABEL_GAP, _COLUMN_GAP, _BLOCK_GAP = 7.0, 14.0, 26.0
_WIDEST_GAP = 84.0  # px between two blocks; ours: farther apart they no longer read as one legend
_MARGIN = 24.0

Symbol = Callable[[Draft, Point], None]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One symbol with its meaning; `symbol` draws it around a point, `is_shown` says whether the page has it."""

    label: str
    symbol: Symbol
    is_shown: bool


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """A heading with its entries, whose symbols are `symbol_width` px wide."""

    heading: str
    symbol_width: float
    entries: tuple[LegendEntry, ...]

    @property
    def shown(self) -> tuple[LegendEntry, ...]:
        """The entries that the page needs."""
        return tuple(entry for entry in self.entries if entry.is_shown)

    def width(self, measure: TextMeasure, px: float) -> float:
        """Return the width that the block takes."""
        entries = sum(width for _, width in self.columns(measure, px))
        gaps = (math.ceil(len(self.shown) / LINES) - 1) * _COLUMN_GAP
        return max(entries + gaps, measure.width(self.heading, _HEADING_SIZE, bold=True))

    def columns(self, measure: TextMeasure, px: float) -> list[tuple[tuple[LegendEntry, ...], float]]:
        """Return the entries that stand below each other, with the width that they take."""
        columns = [self.shown[first : first + LINES] for first in range(0, len(self.shown), LINES)]
        return [(column, max(self.entry_width(measure, entry, px) for entry in column)) for column in columns]

    def entry_width(self, measure: TextMeasure, entry: LegendEntry, px: float) -> float:
        """Return the width of one symbol with its label."""
        return self.symbol_width + (_LABEL_GAP + measure.width(entry.label, px) if entry.label else 0.0)


def add_legend(draft: Draft, blocks: Sequence[LegendBlock], bottom: float) -> None:
    """Put down the legend strip: the blocks that the page needs spread over it, or from the left where they are few."""
    shown = [block for block in blocks if block.shown]
    if not shown:
        return
    draft.add(Rectangle(Box(0.0, bottom, draft.width, bottom + LEGEND_HEIGHT), Layer.BAND, BAND))
    room = draft.width - 2 * _MARGIN
    px, widths = _fitting_size(draft.measure, shown, room)
    gap = min(_WIDEST_GAP, (room - sum(widths)) / max(1, len(shown) - 1))
    left = _MARGIN
    for block, width in zip(shown, widths, strict=True):
        _add_block(draft, block, (left, bottom + LEGEND_HEIGHT), px)
        left += width + gap


def _fitting_size(measure: TextMeasure, blocks: Sequence[LegendBlock], room: float) -> tuple[float, list[float]]:
    """Return the largest size at which all blocks stand side by side, and how wide they are."""
    for px in _LABEL_SIZES:
        widths = [block.width(measure, px) for block in blocks]
        if sum(widths) + _BLOCK_GAP * (len(blocks) - 1) <= room:
            break
    return px, widths


def _add_block(draft: Draft, block: LegendBlock, corner: Point, px: float) -> None:
    left, top = corner
    heading = (left, top - 18.0)
    draft.text(heading, block.heading, _HEADING_SIZE, color=INK, background=BAND, bold=True, owner="legend")
    for column, width in block.columns(draft.measure, px):
        for number, entry in enumerate(column):
            y = top - 36.0 - number * _PITCH
            entry.symbol(draft, (left + block.symbol_width / 2, y))
            place = (left + block.symbol_width + _LABEL_GAP, y - HALF_CAPITAL * px)
            draft.text(place, entry.label, px, color=INK_SOFT, background=BAND, owner="legend")
        left += width + _COLUMN_GAP
