"""The legend of a motive matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.scene.legend import LegendEntry, Symbol
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.motive_mark import MOTIVE_RADII, add_motive_mark, add_number, add_torn_sign
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from collections.abc import Collection

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.motive_facts import MotivesFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["motives_legend"]

_SECTION = ("stakeholder_graph.viz.pages", "motives")
_WIDTH, _PAIR = 20.0, 38.0
_DIRECTIONS = (0.9, 0.4, 0.0, -0.4, -0.9, None)  # one of each class of the vocabulary
_SHOWN = (MOTIVE_RADII[0], 8.0)


def motives_legend(facts: MotivesFacts, shown: Collection[str], lang: Language) -> list[LegendGroup]:
    """Return what the marks mean, as far as the page has them."""
    motives = [motive for motive in facts.motives if motive.contact in shown]
    present = {classify_stance(motive.direction) for motive in motives}
    directions = tuple(
        LegendEntry(
            say(*_SECTION, f"pull_{classify_stance(direction)}", lang),
            _mark(direction, 1.0),
            classify_stance(direction) in present,
        )
        for direction in _DIRECTIONS
    )
    unweighed = any(motive.strength is None and motive.direction is not None for motive in motives)
    hidden = any(motive.disclosure == "hidden" for motive in motives)
    clashes = any(conflict.first in shown and conflict.second in shown for conflict in facts.conflicts)
    marks = (
        LegendEntry(say(*_SECTION, "unweighed", lang), _mark(0.4, None), unweighed),
        LegendEntry(say(*_SECTION, "hidden_mark", lang), _mark(-0.4, 0.5, hidden=True), hidden),
        LegendEntry(say(*_SECTION, "torn_mark", lang), add_torn_sign, any(one in shown for one, _ in facts.torn)),
        LegendEntry(say(*_SECTION, "clash_mark", lang), _number, clashes),
    )
    size = LegendEntry(say(*_SECTION, "size", lang), _pair, any(motive.strength is not None for motive in motives))
    return [
        LegendGroup(say(*_SECTION, "direction", lang), _WIDTH, directions),
        LegendGroup("", _PAIR, (size,)),
        LegendGroup("", _WIDTH, marks),
    ]


def _mark(direction: float | None, strength: float | None, *, hidden: bool = False) -> Symbol:
    return lambda draft, center: add_motive_mark(draft, center, (direction, strength, hidden), _SHOWN, owner="legend")


def _pair(draft: Draft, center: Point) -> None:
    x, y = center
    add_motive_mark(draft, (x - 12.0, y), (0.0, 0.0, False), MOTIVE_RADII, owner="legend")
    add_motive_mark(draft, (x + 7.0, y), (0.0, 1.0, False), MOTIVE_RADII, owner="legend")


def _number(draft: Draft, center: Point) -> None:
    add_number(draft, center, 1, owner="legend")
