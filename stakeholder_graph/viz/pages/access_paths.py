"""The page of access paths: who of ours reaches those who decide, through whom, and how reliable that is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.access_headline import either, some_names, write_access_headline
from stakeholder_graph.viz.pages.access_plan import GAP, HEAD, MOST_STEPS, fit_columns, plan_rows
from stakeholder_graph.viz.pages.access_rows import OUR_LINE, Pen, add_person_card, add_way, goal_key
from stakeholder_graph.viz.pages.frame import account_line, add_empty, begin_page, end_page
from stakeholder_graph.viz.pages.population import add_nobody, unowned_notes
from stakeholder_graph.viz.palette import AMBER_DARK, BAND, HAIRLINE, INK, INK_FAINT, INK_SOFT, NAVY
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import (
    CARD_WIDTH,
    LINE_LENGTH,
    RING_WIDTH,
    STANCE_WIDTH,
    card_entries,
    channel_entries,
    coach_entries,
    line_symbol,
    relationship_entries,
    stance_entries,
)
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words
from stakeholder_graph.viz.scene.page import PAGE_HEIGHT, KeyFigure
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.printable_facts import printable_facts, printable_names, printable_team
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure, Typefaces
    from stakeholder_graph.viz.pages.access_facts import AccessFacts, Figure, TargetFacts
    from stakeholder_graph.viz.pages.access_plan import Group, Plan
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_access_paths", "draft_access_paths"]

_SECTION = ("stakeholder_graph.viz.pages", "access_paths")
_FRAME, _LEAST_HEIGHT, _EMPTY_HEIGHT = 166.0, 300.0, 420.0  # px above and below the ways; of the page at least
_CARD, _NAME_CARD, _CARD_AIR = (70.0, 50.0), 44.0, 26.0  # height at most and at least; with a name only; px between
_GOAL_CARD, _GOAL_INSET = 200.0, 12.0  # width of the target's card at most, and its distance from its frame
_NUMBERS = 84.0  # width of the column of reliabilities
_HEADING, _REMARK, _CAPTION, _MESSAGE = 15.0, (12.5, 10.6), 11.0, (15.0, 12.5)
_BEST, _OTHER = 24.0, 17.0  # px of the reliability of the best way, and of the others
_MOST_NAMES = 3  # ours: of more people the first is named
_DOT = "  ·  "
_NO_ERROR = "0.0%"


def draft_access_paths(
    facts: AccessFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay the access paths out on a page of 1600 px, as high as the ways take.

    Parameters
    ----------
    facts : AccessFacts
        What it shows. Ways and targets for which there is no room are left out, and the page says so.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default the finding.

    Returns
    -------
    Scene
        The page. The same facts always give the same scene.
    """
    facts = _printable(facts, typefaces)
    plan = plan_rows(facts, PAGE_HEIGHT - _FRAME)
    height = max(_LEAST_HEIGHT, plan.height + _FRAME) if plan.groups else _EMPTY_HEIGHT
    headline = write_access_headline(facts, lang) if title is None else title
    line = account_line(facts.people, lang)
    draft, area = begin_page(typefaces, headline, line, figures=_figures(facts, lang), height=height)
    add_access_paths(draft, facts, area, lang)
    return end_page(draft, _legend(facts, plan, lang), _method(facts, plan, lang), _notes(facts, plan, lang), lang)


def _printable(facts: AccessFacts, measure: TextMeasure) -> AccessFacts:
    """Return the facts with every string as it can be drawn."""
    return replace(
        facts,
        people=printable_facts(facts.people, measure),
        team=printable_team(facts.team, measure),
        names=printable_names(facts.names, measure),
    )


def add_access_paths(draft: Draft, facts: AccessFacts, area: Box, lang: Language) -> None:
    """Put the ways down in an area: a group for each target, the most reliable way on top."""
    plan = plan_rows(facts, area.height)
    if not plan.groups:
        if any(contact.status != "left" for contact in facts.people.contacts):
            add_empty(draft, area, say(*_SECTION, "no_target", lang), say(*_SECTION, "no_target_advice", lang))
        else:
            add_nobody(draft, area, facts.people, lang)
        return
    steps = max((len(way.steps) for group in plan.groups for way in group.ways), default=1)
    columns = fit_columns(min(steps, MOST_STEPS), area)
    height = min(_CARD[0], max(_CARD[1], plan.pitch - _CARD_AIR))
    height = height if facts.has_contacts else _NAME_CARD
    pen = Pen(facts, columns, plan.pitch, height, facts.people.largest_share, lang)
    top, number = area.y1, 0
    for group in plan.groups:
        bottom = top - HEAD - group.height(plan.pitch)
        _add_group(draft, group, Box(area.x0, bottom, area.x1, top), number, pen)
        top, number = bottom - GAP, number + len(group.ways)


def _add_group(draft: Draft, group: Group, box: Box, number: int, pen: Pen) -> None:
    """Put down the ways to one target, the line above them, and the frame in which they end."""
    columns, key = pen.columns, goal_key(group.target.contact)
    _add_head(draft, group, box, pen)
    frame = Box(columns.goal, box.y0, columns.right, box.y1 - HEAD)
    left, width = frame.x0 + _NUMBERS, min(_GOAL_CARD, frame.width - _NUMBERS - _GOAL_INSET)
    y = frame.center[1]
    card = Box(left, y - pen.card_height / 2 + 3.0, left + width, y + pen.card_height / 2 + 3.0)
    draft.add(Rectangle(frame, Layer.BAND, BAND, HAIRLINE, 1.0, 8.0))
    add_person_card(draft, group.target.contact, card, key, pen)
    draft.claim(key, frame)
    if not group.ways:
        _add_no_way(draft, group.target, frame, pen, key)
    first = y + pen.pitch * (len(group.ways) - 1) / 2
    for place, way in enumerate(group.ways):
        height = first - place * pen.pitch
        add_way(draft, way, number + place, height, pen)
        px, color = (_BEST, NAVY) if place == 0 else (_OTHER, INK_SOFT)
        at = (frame.x0 + _NUMBERS / 2, height - HALF_CAPITAL * px)
        text = chance_label(way.reliability)
        draft.text(at, text, px, color=color, background=BAND, bold=True, align="center", owner=key)


def _add_head(draft: Draft, group: Group, box: Box, pen: Pen) -> None:
    """Put down whom the ways lead to, and how open they are together."""
    target, columns, lang = group.target, pen.columns, pen.lang
    baseline = box.y1 - 18.0
    heading = say(*_SECTION, "ways_to", lang, who=pen.facts.names[target.contact])
    heading = fit_line(draft.measure, heading, (box.width - _NUMBERS) / 2, _HEADING, bold=True)
    x = box.x0 + draft.text((box.x0, baseline), heading, _HEADING, color=INK, bold=True, owner="head") + 18.0
    right = columns.goal - 30.0
    if target.state == "open":
        caption, place = say(*_SECTION, "reliability", lang), (columns.goal + _NUMBERS / 2, baseline)
        draft.text(place, caption, _CAPTION, color=INK_SOFT, align="center", owner="head")
    else:
        right = columns.right
    remark = _DOT.join([*_direct(group, pen), *_remarks(target, pen)])
    px = shrink_to_fit(draft.measure, remark, right - x, _REMARK)
    draft.text((x, baseline), fit_line(draft.measure, remark, right - x, px), px, color=INK_SOFT, owner="head")
    draft.add(Polyline(((box.x0, box.y1), (box.x1, box.y1)), Layer.SEPARATOR, HAIRLINE, 1.0))


def _direct(group: Group, pen: Pen) -> list[str]:
    """Return who of ours knows the target, where the ways that are shown do not show it."""
    step, lang = group.target.direct, pen.lang
    if step is None or any(len(way.steps) == 1 for way in group.ways):
        return []
    us = pen.facts.names[step.source] if step.source else say(*_SECTION, "somebody", lang)
    who, reliability = pen.facts.names[step.target], chance_label(step.reliability)
    return [say(*_SECTION, "direct", lang, us=us, who=who, reliability=reliability)]


def _remarks(target: TargetFacts, pen: Pen) -> list[str]:
    """Return what there is to say of all ways to a target together."""
    lang, names, remarks = pen.lang, pen.facts.names, []
    if target.state != "open":
        return []
    several = len(pen.facts.targets) > 1  # of a single one the figures stand in the header
    if target.figure is not None and several:
        remarks.append(
            say(*_SECTION, "holds", lang, figure=_sampled(_in_words(target.figure, lang), target.figure, lang))
        )
    if target.single_points:
        points = either([names[each] for each in target.single_points], lang)
        remarks.append(say(*_SECTION, "single", lang, points=points))
    elif target.threads is not None and target.threads > 1 and several:
        remarks.append(say(*_SECTION, "threads", lang, count=target.threads))
    if target.unknown:
        who = some_names([names[each] for each in target.unknown], lang)
        remarks.append(say(*_SECTION, "more_ways", lang, who=who))
    return remarks


def _in_words(figure: Figure, lang: Language) -> str:
    """Return a likelihood, and whether there may be more."""
    text = chance_label(figure.value)
    is_bound = figure.at_least and figure.value < 1.0 and not text.startswith(">")
    return say(*_SECTION, "at_least", lang, figure=text) if is_bound else text


def _sampled(text: str, figure: Figure, lang: Language) -> str:
    """Return what is said of a likelihood with the error of its sampling, where that shows."""
    error = f"{figure.error:.1%}"
    return text if error == _NO_ERROR else say(*_SECTION, "sampled", lang, text=text, error=error)


def _add_no_way(draft: Draft, target: TargetFacts, frame: Box, pen: Pen, key: str) -> None:
    """Put down that no way leads to a target, and what to do first."""
    lang, x, y = pen.lang, pen.columns.left, frame.center[1]
    advice = say(*_SECTION, "closed_advice", lang)
    if target.state == "unknown":
        names = [pen.facts.names[each] for each in target.unknown]
        who = either(names, lang) if len(names) <= _MOST_NAMES else some_names(names, lang)
        advice = say(*_SECTION, "unknown_advice" if who else "unknown_advice_plain", lang, who=who)
    big, small = _MESSAGE
    message = say(*_SECTION, target.state, lang)
    right = x + draft.text((x, y + 4.0), message, big, color=AMBER_DARK, bold=True, owner="no way")
    room = frame.x0 - x - 120.0
    px = shrink_to_fit(draft.measure, advice, room, (small, 10.6))
    text = fit_line(draft.measure, advice, room, px)
    right = max(right, x + draft.text((x, y - 18.0), text, px, color=INK_SOFT, owner="no way"))
    points = ((right + 24.0, y), (frame.x0 - 4.0, y))
    draft.add(Polyline(points, Layer.TIE, INK_FAINT, 1.4, (2.0, 5.0), ends=("no way", key)))
    at = (frame.x0 + _NUMBERS / 2, y - HALF_CAPITAL * _BEST)
    draft.text(at, "–", _BEST, color=INK_SOFT, background=BAND, bold=True, align="center", owner=key)


def _figures(facts: AccessFacts, lang: Language) -> list[KeyFigure]:
    """Return how open the ways are together."""
    if not facts.has_contacts or not facts.targets:
        return []
    reached = sum(target.state == "open" for target in facts.targets)
    if len(facts.targets) > 1:
        figures = [KeyFigure(f"{reached}/{len(facts.targets)}", say(*_SECTION, "figure_reached", lang))]
        if facts.together is not None:
            label = _sampled(say(*_SECTION, "figure_any", lang), facts.together, lang)
            figures.insert(0, KeyFigure(_in_words(facts.together, lang), label))
        return figures
    (target,) = facts.targets
    if target.figure is None or target.threads is None:
        return []
    label = _sampled(say(*_SECTION, "figure_holds", lang), target.figure, lang)
    return [
        KeyFigure(_in_words(target.figure, lang), label),
        KeyFigure(str(target.threads), say(*_SECTION, f"figure_thread{'s' * (target.threads != 1)}", lang)),
    ]


def _method(facts: AccessFacts, plan: Plan, lang: Language) -> str:
    """Return how reliabilities come about, and what the numbers on the discs are, as far as the page has them."""
    parts = [say(*_SECTION, "method", lang)] if any(group.ways for group in plan.groups) else []
    if plan.groups and facts.has_contacts:
        parts.append(say(*_SECTION, "number", lang))
    return map_words(lang).join.join(parts)


def _notes(facts: AccessFacts, plan: Plan, lang: Language) -> str:
    """Return what the reader must know of this page: on what it rests, and what it leaves out."""
    notes = unowned_notes(lang, owned=facts.people.is_owned or not plan.groups)
    if plan.hidden_ways:
        notes.append(say(*_SECTION, "hidden_ways", lang, count=plan.hidden_ways))
    if plan.hidden:
        who = some_names([facts.names[target.contact] for target in plan.hidden], lang)
        notes.append(say(*_SECTION, "hidden_targets", lang, who=who))
    if facts.influence_steps:
        notes.append(say(*_SECTION, "influence_steps", lang, count=facts.influence_steps, all=facts.steps))
    if facts.undated:
        notes.append(say(*_SECTION, "undated", lang, count=facts.undated))
    return map_words(lang).join.join(notes)


def _legend(facts: AccessFacts, plan: Plan, lang: Language) -> list[LegendGroup]:
    """Return what the lines and the marks on the cards mean, as far as the page has them."""
    steps = [step for group in plan.groups for way in group.ways for step in way.steps]
    ours = any(step.basis == "relationship" for step in steps)
    plain = any(step.basis is None for step in steps)
    channels = {step.channel for step in steps if step.basis in ("introduction", "influence")}
    lines = (
        LegendEntry(say(*_SECTION, "relationship_line", lang), line_symbol(OUR_LINE), ours),
        LegendEntry(say(*_SECTION, "step_line", lang), line_symbol(OUR_LINE), plain),
    )
    groups = [LegendGroup("", LINE_LENGTH, lines)]
    groups.append(LegendGroup(say(*_SECTION, "channels", lang), LINE_LENGTH, channel_entries(channels, lang)))
    if facts.has_contacts:
        targets = {group.target.contact for group in plan.groups}
        shown = targets | {key for group in plan.groups for way in group.ways for key in way.through}
        cards = [one for one in facts.people.contacts if one.id in shown]
        people = [one for one in cards if one.status == "active"]
        stances = stance_entries({one.stance for one in people}, lang)
        rings = relationship_entries({one.relationship for one in people}, lang)
        groups += [
            LegendGroup(say(*_SECTION, "stances", lang), STANCE_WIDTH, stances),
            LegendGroup(say(*_SECTION, "rings", lang), RING_WIDTH, rings),
            LegendGroup("", STANCE_WIDTH, coach_entries({one.coach for one in people}, map_words(lang))),
            LegendGroup("", CARD_WIDTH, card_entries(cards, map_words(lang))),
        ]
    return groups
