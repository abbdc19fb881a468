"""What the legend of an influence map explains: stances, shares, relationships, ties, marks and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.boxes import Box, Point
from stakeholder_graph.viz.map_words import MapWords, sentence_case
from stakeholder_graph.viz.palette import (
    AMBER,
    AMBER_PALE,
    CARD_EDGE,
    CHANNEL_STYLES,
    DIM_FILL,
    INK_FAINT,
    INK_SOFT,
    OUTSIDE_EDGE,
    REPORTING,
    STANCE_STYLES,
    WHITE,
    LineStyle,
)
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, add_tag
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, Draft
from stakeholder_graph.viz.scene.legend import LegendBlock, LegendEntry, Symbol
from stakeholder_graph.viz.scene.medallion import add_coach_star, add_mark, add_ring, disc_radius, share_label
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_arrow_head, add_minus
from stakeholder_graph.vocabulary.relations import CHANNELS, RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stances import STANCES

if TYPE_CHECKING:
    from stakeholder_graph.viz.map_facts import CoachMark, MapFacts
    from stakeholder_graph.vocabulary.terms import Language, Vocabulary

__all__ = ["map_legend"]

_LINE_LENGTH, _LINE_WIDTH = 38.0, 2.2
_DISC_RADIUS, _RING_RADIUS = 8.0, 8.4
_SAMPLE_SHARES = (0.0, 0.3, 1.0)  # of the largest share: three discs that span the page


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
        Always the same blocks in the same order with the same entries.
    """
    return [
        _stances(facts, words, lang),
        _shares(facts, words),
        _relationships(facts, words, lang),
        _ties(facts, words, lang),
        _marks(facts, words),
        _roles(facts, words, lang),
    ]


def _label(vocabulary: Vocabulary, key: str, lang: Language) -> str:
    return sentence_case(vocabulary.label(key, lang))


def _stances(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    present = {contact.stance for contact in facts.people}

    def symbol(key: str) -> Symbol:
        style = STANCE_STYLES[key]

        def draw(draft: Draft, center: Point) -> None:
            draft.add(Circle(center, _DISC_RADIUS, Layer.DISC, style.fill, style.edge, 1.0, style.dash))
            add_mark(draft, center, style, 3.5, owner="legend")

        return draw

    entries = (LegendEntry(_label(STANCES, key, lang), symbol(key), key in present) for key in STANCES)
    return LegendBlock(words.stance, 2 * _DISC_RADIUS, tuple(entries))


def _shares(facts: MapFacts, words: MapWords) -> LegendBlock:
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

    return LegendBlock(words.share, 124.0, (LegendEntry("", draw, largest > 0),))


def _relationships(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    present = {contact.relationship for contact in facts.people}

    def symbol(step: int | None) -> Symbol:
        def draw(draft: Draft, center: Point) -> None:
            add_ring(draft, center, _RING_RADIUS, step, width=2.8)

        return draw

    steps = list(RELATIONSHIP_STEPS)
    entries = [
        LegendEntry(_label(RELATIONSHIP_STEPS, key, lang), symbol(step), step in present)
        for step, key in enumerate(steps)
    ]
    entries.append(LegendEntry(sentence_case(words.relationship_unknown), symbol(None), None in present))
    return LegendBlock(words.relationship, 2 * _RING_RADIUS, tuple(entries))


def _ties(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    present = {tie.channel if tie.channel in CHANNEL_STYLES else None for tie in facts.ties}
    reports = any(contact.manager for contact in facts.contacts)
    entries = [LegendEntry(words.reporting, _line_symbol(REPORTING, arrow=False), reports)]
    entries += [
        LegendEntry(_label(CHANNELS, key, lang), _line_symbol(CHANNEL_STYLES[key]), key in present) for key in CHANNELS
    ]
    unknown = LegendEntry(words.channel_unknown, _line_symbol(CHANNEL_STYLES[None]), None in present)
    negative = any(tie.is_negative for tie in facts.ties)
    entries += [unknown, LegendEntry(words.negative, _minus_symbol, negative)]
    return LegendBlock(words.influence, _LINE_LENGTH, tuple(entries))


def _line_symbol(style: LineStyle, *, arrow: bool = True) -> Symbol:
    def draw(draft: Draft, center: Point) -> None:
        (x, y), half = center, _LINE_LENGTH / 2
        end = x + half - (9.0 if arrow else 0.0)
        draft.add(Polyline(((x - half, y), (end, y)), Layer.TIE, style.color, _LINE_WIDTH, style.dash))
        if arrow:
            add_arrow_head(draft, (end - 1.0, y), (x + half, y), style.color)

    return draw


def _minus_symbol(draft: Draft, center: Point) -> None:
    _line_symbol(LineStyle(INK_FAINT))(draft, center)
    add_minus(draft, (center[0] - 2.0, center[1]), INK_FAINT)


def _marks(facts: MapFacts, words: MapWords) -> LegendBlock:
    coaches = {contact.coach for contact in facts.people}
    statuses = {contact.status for contact in facts.contacts}

    def star(coach: CoachMark) -> Symbol:
        return lambda draft, center: add_coach_star(draft, center, coach, 8.0)

    def gone(draft: Draft, center: Point) -> None:
        box = _small_card(center)
        draft.add(Rectangle(box, Layer.CARD, DIM_FILL, CARD_EDGE, 1.0, 3.0))
        points = ((box.x0 + 4.0, center[1]), (box.x1 - 4.0, center[1]))
        draft.add(Polyline(points, Layer.STAR, INK_FAINT, 1.2))

    def placeholder(draft: Draft, center: Point) -> None:
        draft.add(Rectangle(_small_card(center), Layer.CARD, AMBER_PALE, AMBER, 1.2, 3.0, (4.0, 3.0)))

    def outside(draft: Draft, center: Point) -> None:
        draft.add(Rectangle(_small_card(center), Layer.CARD, WHITE, OUTSIDE_EDGE, 1.2, 3.0, (4.0, 2.5)))

    entries = (
        LegendEntry(words.coach, star("confirmed"), "confirmed" in coaches),
        LegendEntry(words.labelled_coach, star("labelled"), "labelled" in coaches),
        LegendEntry(words.failed_coach, star("failed"), "failed" in coaches),
        LegendEntry(words.left, gone, "left" in statuses),
        LegendEntry(words.placeholder, placeholder, "placeholder" in statuses),
        LegendEntry(words.outside, outside, any(contact.outside for contact in facts.people)),
    )
    return LegendBlock(words.marks, 24.0, entries)


def _small_card(center: Point) -> Box:
    x, y = center
    return Box(x - 12.0, y - 7.0, x + 12.0, y + 7.0)


def _roles(facts: MapFacts, words: MapWords, lang: Language) -> LegendBlock:
    present = {role for contact in facts.contacts for role in contact.roles}

    def symbol(key: str) -> Symbol:
        def draw(draft: Draft, center: Point) -> None:
            x, y = center
            box = Box(x - 12.0, y - TAG_HEIGHT / 2, x + 12.0, y + TAG_HEIGHT / 2)
            add_tag(draft, box, ROLES[key].badge(lang), owner="legend", decides=key == "decision_maker")

        return draw

    entries = (LegendEntry(_label(ROLES, key, lang), symbol(key), key in present) for key in ROLES)
    return LegendBlock(words.roles, 24.0, tuple(entries))
