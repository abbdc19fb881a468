"""What a legend says of the marks that all pages share: stances, relationships, channels, coaches and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.palette import (
    AMBER,
    AMBER_PALE,
    CHANNEL_STYLES,
    OUTSIDE_EDGE,
    WHITE,
    LineStyle,
    stance_style,
)
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, add_tag
from stakeholder_graph.viz.scene.legend import LegendEntry, Symbol
from stakeholder_graph.viz.scene.map_words import MapWords, map_words, sentence_case
from stakeholder_graph.viz.scene.medallion import add_coach_star, add_ring, add_stance_dot
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_arrow_head
from stakeholder_graph.vocabulary.relations import CHANNELS, RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stances import STANCES

if TYPE_CHECKING:
    from collections.abc import Collection

    from stakeholder_graph.viz.facts.map_facts import CoachMark, ContactFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language, Vocabulary

__all__ = [
    "CARD_WIDTH",
    "LINE_LENGTH",
    "RING_WIDTH",
    "STANCE_WIDTH",
    "TAG_WIDTH",
    "card_entries",
    "channel_entries",
    "coach_entries",
    "line_symbol",
    "relationship_entries",
    "role_entries",
    "stance_entries",
]

# How wide the symbols are, in px.
STANCE_WIDTH, RING_WIDTH, TAG_WIDTH, CARD_WIDTH, LINE_LENGTH = 16.0, 16.8, 24.0, 24.0, 38.0
_LINE_WIDTH, _STAR_RADIUS = 2.2, 8.0


def _label(vocabulary: Vocabulary, key: str, lang: Language) -> str:
    return sentence_case(vocabulary.label(key, lang))


def stance_entries(present: Collection[str], lang: Language) -> tuple[LegendEntry, ...]:
    """Return the six stances, of which a page shows those that are present."""

    def symbol(key: str) -> Symbol:
        return lambda draft, center: add_stance_dot(draft, center, stance_style(key), STANCE_WIDTH / 2, owner="legend")

    return tuple(LegendEntry(_label(STANCES, key, lang), symbol(key), key in present) for key in STANCES)


def relationship_entries(present: Collection[int | None], lang: Language) -> tuple[LegendEntry, ...]:
    """Return the six steps of a relationship as rings, and the ring of one that is not known."""

    def symbol(step: int | None) -> Symbol:
        return lambda draft, center: add_ring(draft, center, RING_WIDTH / 2, step, width=2.8)

    steps = [
        LegendEntry(_label(RELATIONSHIP_STEPS, key, lang), symbol(step), step in present)
        for step, key in enumerate(RELATIONSHIP_STEPS)
    ]
    unknown = sentence_case(map_words(lang).relationship_unknown)
    return (*steps, LegendEntry(unknown, symbol(None), None in present))


def channel_entries(present: Collection[str | None], lang: Language) -> tuple[LegendEntry, ...]:
    """Return the channels of influence as arrows, and the arrow of one that nobody noted."""
    known = [
        LegendEntry(_label(CHANNELS, key, lang), line_symbol(CHANNEL_STYLES[key]), key in present) for key in CHANNELS
    ]
    return (*known, LegendEntry(map_words(lang).channel_unknown, line_symbol(CHANNEL_STYLES[None]), None in present))


def line_symbol(style: LineStyle, *, arrow: bool = True) -> Symbol:
    """Return the symbol of a line, with an arrow head where it has a direction."""

    def draw(draft: Draft, center: Point) -> None:
        (x, y), half = center, LINE_LENGTH / 2
        end = x + half - (9.0 if arrow else 0.0)
        draft.add(Polyline(((x - half, y), (end, y)), Layer.TIE, style.color, _LINE_WIDTH, style.dash))
        if arrow:
            add_arrow_head(draft, (end - 1.0, y), (x + half, y), style.color)

    return draw


def coach_entries(present: Collection[CoachMark], words: MapWords) -> tuple[LegendEntry, ...]:
    """Return the stars: a coach who passed the test, one who is only called so, one who failed it."""

    def star(coach: CoachMark) -> Symbol:
        return lambda draft, center: add_coach_star(draft, center, coach, _STAR_RADIUS)

    return (
        LegendEntry(words.coach, star("confirmed"), "confirmed" in present),
        LegendEntry(words.labelled_coach, star("labelled"), "labelled" in present),
        LegendEntry(words.failed_coach, star("failed"), "failed" in present),
    )


def card_entries(people: Collection[ContactFacts], words: MapWords) -> tuple[LegendEntry, ...]:
    """Return the cards whose outline says something: of a place that somebody unknown holds, and of an outsider."""

    def card(fill: str, edge: str, gap: float) -> Symbol:
        def draw(draft: Draft, center: Point) -> None:
            (x, y), half = center, CARD_WIDTH / 2
            box = Box(x - half, y - 7.0, x + half, y + 7.0)
            draft.add(Rectangle(box, Layer.CARD, fill, edge, 1.2, 3.0, (4.0, gap)))

        return draw

    placeholders = any(contact.status == "placeholder" for contact in people)
    outsiders = any(contact.outside and contact.status == "active" and not contact.decides for contact in people)
    return (
        LegendEntry(words.placeholder, card(AMBER_PALE, AMBER, 3.0), placeholders),
        LegendEntry(words.outside, card(WHITE, OUTSIDE_EDGE, 2.5), outsiders),
    )


def role_entries(present: Collection[str], lang: Language) -> tuple[LegendEntry, ...]:
    """Return the ten decision roles with their tags."""

    def symbol(key: str) -> Symbol:
        def draw(draft: Draft, center: Point) -> None:
            (x, y), half = center, TAG_WIDTH / 2
            box = Box(x - half, y - TAG_HEIGHT / 2, x + half, y + TAG_HEIGHT / 2)
            add_tag(draft, box, ROLES[key].badge(lang), owner="legend", decides=key == "decision_maker")

        return draw

    return tuple(LegendEntry(_label(ROLES, key, lang), symbol(key), key in present) for key in ROLES)
