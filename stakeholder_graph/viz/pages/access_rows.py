"""One way to somebody in one row: cards, and between them the steps with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import TeammateFacts
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.pages.access_plan import MOST_STEPS
from stakeholder_graph.viz.palette import (
    AMBER,
    AMBER_DARK,
    AMBER_PALE,
    INK,
    INK_SOFT,
    NAVY,
    LineStyle,
    channel_style,
)
from stakeholder_graph.viz.scene.card_tags import lay_tags
from stakeholder_graph.viz.scene.contact_card import add_contact_card
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.name_card import NameCard, add_name_card
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_arrow_head
from stakeholder_graph.vocabulary.relations import CHANNELS, RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.sentences import label, say

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.access_facts import AccessFacts, StepFacts, WayFacts
    from stakeholder_graph.viz.pages.access_plan import Columns
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["OUR_LINE", "Pen", "add_person_card", "add_way", "goal_key", "style_of"]

_SECTION = ("stakeholder_graph.viz.pages", "access_paths")
OUR_LINE = LineStyle(NAVY)  # a relationship of ours
_WIDTHS = (1.2, 3.0)  # of a line, from a reliability of 0 to 1
_HEAD_LENGTH, _TOUCH = 9.0, 2.5  # px of an arrow head; from a card to a line
_WORDS, _DETAIL, _FIGURE = 11.0, 10.4, 12.0  # px of type
_LEADING, _ABOVE, _FIGURE_BELOW, _DETAIL_BELOW = 12.5, 7.0, 15.0, 36.0
_PILL = (17.0, 6.0)  # height of the frame of the weakest step, and px beside its text
_LABEL_MARGIN = 6.0
_KEPT_EACH_SIDE = 2  # contacts at the beginning and the end of a way too long for the page


@dataclass(frozen=True, slots=True)
class Pen:
    """What every row of a page is drawn with."""

    facts: AccessFacts
    columns: Columns
    pitch: float
    card_height: float
    largest_share: float
    lang: Language


def goal_key(target: str) -> str:
    """Return the name of the claim of a target's frame; no card on a way has it, whatever the ids are."""
    return f"target/{target}"


@dataclass(frozen=True, slots=True)
class _Stop:
    """A card on a way: the key of its claim, a contact or none where several are left out, and its edges."""

    key: str
    left: float
    right: float


def add_way(draft: Draft, way: WayFacts, number: int, y: float, pen: Pen) -> None:
    """Put down one way around a height, as far as the frame of its target."""
    columns, steps = pen.columns, list(way.steps)
    start = Box(columns.left, y - pen.card_height / 2, columns.left + columns.ours, y + pen.card_height / 2)
    stops = [_Stop(f"{number}/", start.x0, start.x1)]
    _add_starter(draft, way.starter, start, stops[0].key, pen)
    through = _shortened(way.through)
    for place, contact in enumerate(through):
        left = columns.card_left(place)
        card = Box(left, start.y0, left + columns.card, start.y1)
        key = f"{number}/{place}"
        if contact is None:
            _add_omission(draft, way, card, key, pen)
        else:
            add_person_card(draft, contact, card, key, pen)
        stops.append(_Stop(key, card.x0, card.x1))
    stops.append(_Stop(goal_key(way.target), columns.goal, columns.right))
    joined = [*steps[: _KEPT_EACH_SIDE + 1], *steps[-_KEPT_EACH_SIDE - 1 :]] if None in through else steps
    for place, step in enumerate(joined):
        is_weakest = len(steps) > 1 and step == steps[way.weakest]
        _add_step(draft, step, (stops[place], stops[place + 1]), y, pen, is_weakest=is_weakest)


def _shortened(through: tuple[str, ...]) -> list[str | None]:
    """Return the contacts of a way, with None for those in its middle that the page has no room for."""
    if len(through) < MOST_STEPS:
        return list(through)
    return [*through[:_KEPT_EACH_SIDE], None, *through[-_KEPT_EACH_SIDE:]]


def add_person_card(draft: Draft, contact: str, card: Box, key: str, pen: Pen) -> None:
    """Put down the card of a contact, or its name alone where the page knows no more."""
    facts = pen.facts
    if not facts.has_contacts:
        add_name_card(draft, card, NameCard(key, facts.names[contact], is_ours=False))
        return
    shown = replace(facts.contact(contact), id=key)
    add_contact_card(draft, shown, card, lay_tags(draft.measure, shown, card, pen.lang), pen.largest_share)


def _add_starter(draft: Draft, teammate: str, card: Box, key: str, pen: Pen) -> None:
    if teammate:
        mate = pen.facts.team[teammate]
    else:
        mate = TeammateFacts("", say(*_SECTION, "somebody", pen.lang), say(*_SECTION, "not_named", pen.lang))
    add_name_card(draft, card, NameCard(key, mate.name, mate.title, initials=mate.initials))


def _add_omission(draft: Draft, way: WayFacts, card: Box, key: str, pen: Pen) -> None:
    """Put down a card that stands for the contacts in the middle of a long way."""
    words = say(*_SECTION, "left_out", pen.lang, count=len(way.through) - 2 * _KEPT_EACH_SIDE)
    is_here = _KEPT_EACH_SIDE < way.weakest < len(way.steps) - _KEPT_EACH_SIDE - 1
    weakest = chance_label(way.steps[way.weakest].reliability)
    note = say(*_SECTION, "weakest", pen.lang, reliability=weakest) if is_here else ""
    add_name_card(draft, card, NameCard(key, words, note, is_ours=False))


def style_of(step: StepFacts) -> LineStyle:
    """Return the look of a step: navy where it is ours or nobody says what it is, else that of its channel."""
    return OUR_LINE if step.basis in (None, "relationship") else channel_style(step.channel)


def _add_step(
    draft: Draft, step: StepFacts, stops: tuple[_Stop, _Stop], y: float, pen: Pen, *, is_weakest: bool
) -> None:
    """Put down the arrow from card to card: above it what the step rests on, below it how reliable it is."""
    style, (first, last) = style_of(step), stops
    left, right = first.right + _TOUCH, last.left - _TOUCH
    width = _WIDTHS[0] + (_WIDTHS[1] - _WIDTHS[0]) * step.reliability
    ends = (first.key, last.key)
    draft.add(Polyline(((left, y), (right - _HEAD_LENGTH, y)), Layer.TIE, style.color, width, style.dash, ends=ends))
    add_arrow_head(draft, (right - _HEAD_LENGTH - 1.0, y), (right, y), style.color)
    middle, room = (left + right) / 2, right - left - _LABEL_MARGIN
    lines = wrap_lines(draft.measure, _basis(step, pen.lang), room, _WORDS)
    for number, line in enumerate(reversed(lines)):
        place = (middle, y + _ABOVE + number * _LEADING)
        draft.text(place, line, _WORDS, color=INK_SOFT, align="center", owner=ends[0])
    _add_figure(draft, step.reliability, (middle, y - _FIGURE_BELOW), room, pen.lang, is_weakest=is_weakest)
    detail = _detail(draft, step, room, pen.lang)
    draft.text((middle, y - _DETAIL_BELOW), detail, _DETAIL, color=INK_SOFT, align="center", owner=ends[0])


def _basis(step: StepFacts, lang: Language) -> str:
    """Return what a step rests on, in words."""
    if step.basis == "relationship":
        known = RELATIONSHIP_STEPS.label(step.relationship, lang) if step.relationship else ""
        words = say(*_SECTION, "fading", lang, step=known) if step.is_fading else known
        return sentence_case(words)
    return label(*_SECTION, f"basis_{step.basis}", lang) if step.basis else ""


def _detail(draft: Draft, step: StepFacts, room: float, lang: Language) -> str:
    """Return by which channel the source is heard, and whether both stand in one reporting line.

    Where there is no room for both, the channel, which the line shows as well, is left to it.
    """
    channel = CHANNELS.label(step.channel, lang) if step.channel else ""
    line = say(*_SECTION, f"line_{step.line}", lang) if step.line else ""
    both = say(*_SECTION, "comma", lang).join(part for part in (channel, line) if part)
    fits = draft.measure.width(both, _DETAIL) <= room
    return both if fits else fit_line(draft.measure, line or channel, room, _DETAIL)


def _add_figure(draft: Draft, value: float, center: Point, room: float, lang: Language, *, is_weakest: bool) -> None:
    """Put down the reliability of a step; the weakest of a way is framed and named."""
    (x, y), text = center, chance_label(value)
    if not is_weakest:
        place = (x, y - HALF_CAPITAL * _FIGURE)
        draft.text(place, text, _FIGURE, color=INK, bold=True, align="center", owner="step")
        return
    text = say(*_SECTION, "weakest", lang, reliability=text)
    height, padding = _PILL
    px = shrink_to_fit(draft.measure, text, room - 2 * padding, (_FIGURE, 10.0), bold=True)
    half = draft.measure.width(text, px, bold=True) / 2 + padding
    box = Box(x - half, y - height / 2, x + half, y + height / 2)
    draft.add(Rectangle(box, Layer.TAG, AMBER_PALE, AMBER, 1.2, height / 2))
    place = (x, y - HALF_CAPITAL * px)
    draft.text(place, text, px, color=AMBER_DARK, background=AMBER_PALE, bold=True, align="center", owner="step")
