"""The legend of a comparison: the lean it starts from, arrows, intervals, and what is better or worse for us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.pages.comparison_facts import FIGURES, shown_change
from stakeholder_graph.viz.pages.comparison_rows import has_arrow
from stakeholder_graph.viz.palette import AWAY, INTERVAL_FILL, NAVY, REACH_FILL, TOWARD
from stakeholder_graph.viz.scene.drafting import triangle
from stakeholder_graph.viz.scene.legend import LegendEntry, Symbol
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.letter_marks import add_first_dot, add_letter, letter
from stakeholder_graph.viz.scene.map_words import percent
from stakeholder_graph.viz.scene.primitives import Layer, Polygon, Polyline
from stakeholder_graph.viz.scene.scale_symbols import SCALE_SYMBOL_WIDTH, move_symbol, span_symbol
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.comparison_facts import ComparisonFacts, Scenario
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.scale import Scale
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["comparison_legend"]

_SECTION = ("stakeholder_graph.viz.pages", "comparison")
_MARKS = 22.0


def comparison_legend(facts: ComparisonFacts, axis: Scale, movers: int, lang: Language) -> list[LegendGroup]:
    """Return the groups of the legend, and in them only what the page has; `movers` is how many contacts it shows."""
    base = facts.base
    leans = [one.lean for one in facts.scenarios if one.lean is not None and base.lean is not None]
    changes = [lean - (base.lean or 0.0) for lean in leans if has_arrow(axis, base.lean or 0.0, lean)]
    spans = [one.interval for one in facts.scenarios if one.interval]
    reaches = any(_reaches_farther(one) for one in facts.scenarios)
    start = say(*_SECTION, "start", lang, name=base.name)
    signs = _signs(facts)
    return [
        LegendGroup(
            "",
            SCALE_SYMBOL_WIDTH,
            (
                LegendEntry(start, _dashes, bool(leans)),
                LegendEntry(
                    say(*_SECTION, "rises", lang), move_symbol(TOWARD, 1.0), any(change > 0 for change in changes)
                ),
                LegendEntry(
                    say(*_SECTION, "falls", lang), move_symbol(AWAY, -1.0), any(change < 0 for change in changes)
                ),
                LegendEntry(
                    say(*_SECTION, "interval", lang, level=percent(facts.level)),
                    span_symbol(INTERVAL_FILL, 13.0),
                    bool(spans),
                ),
                LegendEntry(say(*_SECTION, "reach", lang), span_symbol(REACH_FILL, 9.0), reaches),
            ),
        ),
        LegendGroup(
            "",
            _MARKS,
            (
                LegendEntry(say(*_SECTION, "better", lang), _triangles(TOWARD), True in signs),
                LegendEntry(say(*_SECTION, "worse", lang), _triangles(AWAY), False in signs),
            ),
        ),
        LegendGroup(
            "",
            _MARKS,
            (
                LegendEntry(say(*_SECTION, "first_dot", lang, name=base.name), add_first_dot, movers > 0),
                LegendEntry(say(*_SECTION, "letters", lang), _letter, movers > 0),
            ),
        ),
    ]


def _signs(facts: ComparisonFacts) -> set[bool]:
    """Return whether something on the page is better than in the first scenario, and whether something is worse."""
    base = facts.base
    leans = [one.lean - base.lean for one in facts.scenarios if one.lean is not None and base.lean is not None]
    found = {change > 0 for change in leans if signed(change) != signed(0.0)}
    for one in facts.scenarios:
        changes = {key: shown_change(facts, one, key) for key in FIGURES}
        found |= {(change > 0) == FIGURES[key][1] for key, change in changes.items() if change}
    return found


def _reaches_farther(scenario: Scenario) -> bool:
    """Return whether the bounds of a lean can be seen behind its interval."""
    if scenario.bounds is None or scenario.interval is None:
        return scenario.bounds is not None
    (low, high), (start, end) = scenario.bounds, scenario.interval
    return low < start or high > end


def _letter(draft: Draft, center: Point) -> None:
    add_letter(draft, center, letter(1), owner="legend")


def _dashes(draft: Draft, center: Point) -> None:
    x, y = center
    draft.add(Polyline(((x, y - 9.0), (x, y + 9.0)), Layer.MARK, NAVY, 1.4, (4.0, 3.0)))


def _triangles(color: str) -> Symbol:
    def draw(draft: Draft, center: Point) -> None:
        x, y = center
        for place, up in ((x - 5.0, True), (x + 5.0, False)):
            draft.add(Polygon(triangle((place, y), 3.6, up=up), Layer.MARK, color))

    return draw
