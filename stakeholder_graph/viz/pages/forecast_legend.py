"""The legend of a forecast: arrows, diamonds, intervals, and the stances that the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.forecast_rows import add_pull, add_settled
from stakeholder_graph.viz.palette import (
    AWAY,
    INK_FAINT,
    INTERVAL_FILL,
    REACH_FILL,
    TOWARD,
    stance_style,
)
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import STANCE_WIDTH, coach_entries
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words, percent, sentence_case
from stakeholder_graph.viz.scene.medallion import add_stance_dot
from stakeholder_graph.viz.scene.scale_symbols import SCALE_SYMBOL_WIDTH, move_symbol, span_symbol
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.forecast_facts import ForecastFacts, Opinion
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["forecast_legend"]

_SECTION = ("stakeholder_graph.viz.pages", "forecast")


def forecast_legend(facts: ForecastFacts, shown: Sequence[Opinion], lang: Language) -> list[LegendGroup]:
    """Return the groups of the legend, and in them only what the page has."""
    ways = [way for way in (facts.way, *(one.way for one in shown)) if way is not None]
    pull = "pull_given" if facts.unmapped_given else "pull"
    level = percent(facts.level)
    entries = (
        LegendEntry(say(*_SECTION, "today", lang), _dot, any(one.stance is not None for one in shown)),
        LegendEntry(say(*_SECTION, "toward", lang), move_symbol(TOWARD, 1.0), any(way.moved > 0 for way in ways)),
        LegendEntry(say(*_SECTION, "away", lang), move_symbol(AWAY, -1.0), any(way.moved < 0 for way in ways)),
        LegendEntry(say(*_SECTION, pull, lang), _pull, any(way.is_pulled for way in ways)),
        LegendEntry(
            say(*_SECTION, "settled", lang),
            _diamond,
            any(way.is_pulled for way in ways) or any(one.way is None and one.settled is not None for one in shown),
        ),
        LegendEntry(
            say(*_SECTION, "interval", lang, level=level), span_symbol(INTERVAL_FILL, 13.0), bool(facts.interval)
        ),
        LegendEntry(
            say(*_SECTION, "reach", lang),
            span_symbol(REACH_FILL, 9.0),
            facts.bounds is not None or any(one.known < 1.0 for one in shown),
        ),
    )
    unknown = LegendEntry(
        sentence_case(say(*_SECTION, "unknown_dot", lang)), _unknown, any(one.stance is None for one in shown)
    )
    coaches = {one.person.coach for one in shown}
    return [
        LegendGroup("", SCALE_SYMBOL_WIDTH, entries),
        LegendGroup("", STANCE_WIDTH, (unknown,)),
        LegendGroup("", STANCE_WIDTH, coach_entries(coaches, map_words(lang))),
    ]


def _dot(draft: Draft, center: Point) -> None:
    add_stance_dot(draft, center, stance_style("neutral"), 8.0, owner="legend")


def _unknown(draft: Draft, center: Point) -> None:
    add_stance_dot(draft, center, stance_style("unknown"), 8.0, owner="legend")


def _pull(draft: Draft, center: Point) -> None:
    (x, y), half = center, SCALE_SYMBOL_WIDTH / 2
    add_pull(draft, (x - half, x + half), y)


def _diamond(draft: Draft, center: Point) -> None:
    add_settled(draft, center, INK_FAINT)
