"""What the legend of an influence map explains: stances, shares, relationships, ties, marks and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.palette import (
    CARD_EDGE,
    CHANNEL_STYLES,
    DIM_FILL,
    INK_FAINT,
    INK_SOFT,
    REPORTING,
    WHITE,
    LineStyle,
)
from stakeholder_graph.viz.scene.best_path import band_symbol
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, Draft
from stakeholder_graph.viz.scene.legend import LegendBlock, LegendEntry
from stakeholder_graph.viz.scene.legend_entries import (
    CARD_WIDTH,
    LINE_LENGTH,
    RING_WIDTH,
    STANCE_WIDTH,
    TAG_WIDTH,
    card_entries,
    channel_entries,
    coach_entries,
    line_symbol,
    relationship_entries,
    role_entries,
    stance_entries,
)
from stakeholder_graph.viz.scene.medallion import disc_radius, share_label
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_minus
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import MapFacts
    from stakeholder_graph.viz.scene.map_words import MapWords
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["map_legend"]

_SAMPLE_SHARES = (1e-4, 0.3, 1.0)  # of the largest share: three discs that span the page


def map_legend(facts: MapFacts, words: MapWords, lang: Language) -> list[LegendBlock]:
    """Return the blocks of the legend from left to right.

    Parameters
    ----------
    facts : MapFacts
        What the page shows; what it does not show is not explained.
    words : MapWords
        The words of the language.
    lang : {"en", "zh"}
        The language.

    Returns
    -------
    list of LegendBlock
        Always the same blocks in the same order with the same entries; those that the page does not need say so.
    """
    return [
        _stances(facts, words, lang),
        _shares(facts, words, lang),
        _relationships(facts, words, lang),
        _ties(facts, words, lang),
        _marks(facts, words),
        _roles(facts, words, lang),
    ]


def _stances(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    entries = stance_entries({contact.stance for contact in facts.people}, lang)
    return LegendBlock(words.stance, STANCE_WIDTH, entries)


def _shares(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    """Return the block of up to three discs side by side; it is one wide symbol without a label."""
    largest = facts.largest_share
    samples = {share_label(part * largest): part * largest for part in _SAMPLE_SHARES}  # no two discs say the same

    def draw(draft: Draft, center: Point) -> None:
        x = center[0] - 62.0
        for label, share in samples.items():
            radius = disc_radius(share, largest, 12.4, 22.5)
            middle = (x + radius, center[1] - 29.0)
            draft.add(Circle(middle, radius, Layer.DISC, WHITE, INK_FAINT, 1.1))
            baseline = (middle[0], middle[1] - HALF_CAPITAL * 12.0)
            draft.text(baseline, label, 12.0, color=INK_SOFT, bold=True, align="center", owner="legend")
            x += 2 * radius + 10.0

    heading = (
        words.share if facts.is_owned else say("stakeholder_graph.viz.pages", "influence_map", "share_unowned", lang)
    )
    return LegendBlock(heading, 124.0, (LegendEntry("", draw, largest > 0),))


def _relationships(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    entries = relationship_entries({contact.relationship for contact in facts.people}, lang)
    return LegendBlock(words.relationship, RING_WIDTH, entries)


def _ties(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    present = {tie.channel if tie.channel in CHANNEL_STYLES else None for tie in facts.ties}
    reports = any(contact.manager for contact in facts.contacts)
    negative = any(tie.is_negative for tie in facts.ties)
    path = say("stakeholder_graph.viz.pages", "influence_map", "path", lang)
    entries = [
        LegendEntry(words.reporting, line_symbol(REPORTING, arrow=False), reports),
        *channel_entries(present, lang),
        LegendEntry(words.negative, _minus_symbol, negative),
        LegendEntry(path, _path_symbol, facts.path is not None and bool(facts.path.steps)),
    ]
    return LegendBlock(words.influence, LINE_LENGTH, tuple(entries))


def _path_symbol(draft: Draft, center: Point) -> None:
    band_symbol(draft, center, LINE_LENGTH)


def _minus_symbol(draft: Draft, center: Point) -> None:
    line_symbol(LineStyle(INK_FAINT))(draft, center)
    add_minus(draft, (center[0] - 2.0, center[1]), INK_FAINT)


def _marks(facts: MapFacts, words: MapWords) -> LegendBlock:
    coaches = {contact.coach for contact in facts.people}
    statuses = {contact.status for contact in facts.contacts}

    def gone(draft: Draft, center: Point) -> None:
        box = _small_card(center)
        draft.add(Rectangle(box, Layer.CARD, DIM_FILL, CARD_EDGE, 1.0, 3.0))
        points = ((box.x0 + 4.0, center[1]), (box.x1 - 4.0, center[1]))
        draft.add(Polyline(points, Layer.STAR, INK_FAINT, 1.2))

    entries = (
        *coach_entries(coaches, words),
        LegendEntry(words.left, gone, "left" in statuses),
        *card_entries(facts.contacts, words),
    )
    return LegendBlock(words.marks, CARD_WIDTH, entries)


def _small_card(center: Point) -> Box:
    x, y = center
    return Box(x - 12.0, y - 7.0, x + 12.0, y + 7.0)


def _roles(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    present = {role for contact in facts.contacts for role in contact.roles}
    return LegendBlock(words.roles, TAG_WIDTH, role_entries(present, lang))
