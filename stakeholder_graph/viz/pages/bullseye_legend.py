"""What the marks and the lines of a bullseye mean, as far as the page has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.population import open_place_entry
from stakeholder_graph.viz.palette import NAVY, REPORTING, WHITE
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import (
    LINE_LENGTH,
    RING_WIDTH,
    STANCE_WIDTH,
    channel_entries,
    coach_entries,
    line_symbol,
    relationship_entries,
    stance_entries,
)
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words
from stakeholder_graph.viz.scene.primitives import Circle, Layer
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from stakeholder_graph.viz.facts.map_facts import CoachMark, ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.bullseye_body import BullseyeFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["line_legend", "people_legend"]

_SECTION = ("stakeholder_graph.viz.pages", "bullseye")


def people_legend(
    drawn: Sequence[ContactFacts], lang: Language, *, marked: Sequence[ContactFacts] | None = None
) -> list[LegendGroup]:
    """Return what the marks of the discs mean, as far as the page has them.

    `marked` is whose stance the page shows, where it shows those of more people than have a disc.
    """
    active = [contact for contact in drawn if contact.status == "active"]
    stances = {one.stance for one in (drawn if marked is None else marked) if one.status == "active"}
    places = open_place_entry(drawn, lang)
    decides = LegendEntry(say(*_SECTION, "decides", lang), _decider, any(contact.decides for contact in drawn))
    rings = relationship_entries({one.relationship for one in active}, lang)
    return [
        LegendGroup(say(*_SECTION, "stance", lang), STANCE_WIDTH, stance_entries(stances, lang)),
        LegendGroup(say(*_SECTION, "relationship", lang), RING_WIDTH, rings),
        LegendGroup("", STANCE_WIDTH, (decides, places)),
    ]


def line_legend(
    facts: BullseyeFacts, hidden: Collection[str], coaches: Collection[CoachMark], lang: Language
) -> list[LegendGroup]:
    """Return what the lines mean, and the stars."""
    ties = [route for route in facts.routes if route.toward is not None and route.contact not in hidden]
    words = map_words(lang)
    reporting = LegendEntry(
        words.reporting, line_symbol(REPORTING, arrow=False), any(route.is_reporting for route in ties)
    )
    channels: Collection[str | None] = {route.channel for route in ties if not route.is_reporting}
    return [
        LegendGroup(say(*_SECTION, "lines", lang), LINE_LENGTH, (reporting, *channel_entries(channels, lang))),
        LegendGroup("", STANCE_WIDTH, coach_entries(coaches, words)),
    ]


def _decider(draft: Draft, center: Point) -> None:
    draft.add(Circle(center, STANCE_WIDTH / 2, Layer.DISC, WHITE, NAVY, 2.2))
