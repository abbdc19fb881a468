"""A legend in one line along the foot of a page: of each group of symbols what the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.palette import INK, INK_SOFT
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.legend import LegendEntry

__all__ = ["LegendGroup", "add_legend_line"]

_SIZES = (11.8, 11.2, 10.6, 10.2)
_LABEL_GAP, _ENTRY_GAP, _GROUP_GAP = 6.0, 16.0, 30.0


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """A heading, which may be empty, with its entries, whose symbols are `symbol_width` px wide."""

    heading: str
    symbol_width: float
    entries: tuple[LegendEntry, ...]

    @property
    def shown(self) -> tuple[LegendEntry, ...]:
        """The entries that the page needs."""
        return tuple(entry for entry in self.entries if entry.is_shown)


def add_legend_line(draft: Draft, groups: Sequence[LegendGroup], y: float, *, left: float, right: float) -> None:
    """Put down the groups side by side around height `y`; type shrinks until they fit, then the last ones are left."""
    shown = [group for group in groups if group.shown]
    px = next((px for px in _SIZES if _width(draft, shown, px) <= right - left), _SIZES[-1])
    x = left
    for group in shown:
        if x + _group_width(draft, group, px) > right:
            break
        x = _add_group(draft, group, x, y, px) + _GROUP_GAP - _ENTRY_GAP


def _width(draft: Draft, groups: Sequence[LegendGroup], px: float) -> float:
    return sum(_group_width(draft, group, px) for group in groups) + _GROUP_GAP * max(0, len(groups) - 1)


def _group_width(draft: Draft, group: LegendGroup, px: float) -> float:
    heading = draft.measure.width(group.heading, px, bold=True) + _ENTRY_GAP * bool(group.heading)
    entries = sum(group.symbol_width + _LABEL_GAP + draft.measure.width(entry.label, px) for entry in group.shown)
    return heading + entries + _ENTRY_GAP * (len(group.shown) - 1)


def _add_group(draft: Draft, group: LegendGroup, x: float, y: float, px: float) -> float:
    """Put down one group and return where the next entry may begin."""
    baseline = y - HALF_CAPITAL * px
    if group.heading:
        x += draft.text((x, baseline), group.heading, px, color=INK, bold=True, owner="legend") + _ENTRY_GAP
    for entry in group.shown:
        entry.symbol(draft, (x + group.symbol_width / 2, y))
        x += group.symbol_width + _LABEL_GAP
        x += draft.text((x, baseline), entry.label, px, color=INK_SOFT, owner="legend") + _ENTRY_GAP
    return x
