"""The page of who of ours knows whom: our people at the left, theirs at the right, and the relationships between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.pages.contact_map_headline import write_contact_map_headline
from stakeholder_graph.viz.pages.contact_map_lines import (
    FADING,
    NOT_KNOWN,
    TEAM_PITCH,
    add_team,
    line_width,
    shown_team,
)
from stakeholder_graph.viz.pages.contact_map_rows import COLUMNS, add_row, lay_rows
from stakeholder_graph.viz.pages.contact_map_strip import STRIP_HEIGHT, add_strip
from stakeholder_graph.viz.pages.frame import account_line, add_empty, begin_page, end_page
from stakeholder_graph.viz.pages.population import add_nobody, unowned_notes
from stakeholder_graph.viz.palette import INK, INK_SOFT, Dash
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import LINE_LENGTH, STANCE_WIDTH, coach_entries, stance_entries
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words, sentence_case
from stakeholder_graph.viz.scene.page import PAGE_HEIGHT, KeyFigure
from stakeholder_graph.viz.scene.primitives import Layer, Polyline
from stakeholder_graph.viz.scene.printable_facts import printable_facts, printable_names, printable_team
from stakeholder_graph.viz.scene.tie_strokes import add_minus
from stakeholder_graph.vocabulary.accounts import ACCOUNT_STAGES
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure, Typefaces
    from stakeholder_graph.viz.pages.contact_map_facts import ContactMapFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.legend import Symbol
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MOST_ROWS", "add_contact_map", "draft_contact_map"]

_SECTION = ("stakeholder_graph.viz.pages", "contact_map")
MOST_ROWS = 36  # ours: with more rows on a page no name can be read
_FRAME, _HEAD, _EMPTY_HEIGHT = 166.0, 26.0, 420.0  # px above and below the picture; of its column heads
_PITCH, _LEAST_BODY = 50.0, 150.0  # px of a row at most; of all rows at least
_STRIP_GAP = 8.0
_CAPTION = 11.6


def draft_contact_map(
    facts: ContactMapFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay the map of who knows whom out on a page of 1600 px, as high as its rows take.

    Parameters
    ----------
    facts : ContactMapFacts
        What it shows. More than 36 contacts are cut to the weightiest, and the page says so.
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
    headline = write_contact_map_headline(facts, lang) if title is None else title
    line = account_line(facts.people, lang)
    figures = _figures(facts, lang)
    draft, area = begin_page(typefaces, headline, line, figures=figures, height=_page_height(facts))
    has_rings = add_contact_map(draft, facts, area, lang)
    method = _method(facts, lang, has_rings=has_rings)
    return end_page(draft, _legend(facts, lang), method, _notes(facts, lang), lang)


def _printable(facts: ContactMapFacts, measure: TextMeasure) -> ContactMapFacts:
    """Return the facts with every string as it can be drawn."""
    return replace(
        facts,
        people=printable_facts(facts.people, measure),
        team=printable_team(facts.team, measure),
        names=printable_names(facts.names, measure),
    )


def _page_height(facts: ContactMapFacts) -> float:
    count = len(_shown(facts))
    if not count:
        return _EMPTY_HEIGHT
    strip = STRIP_HEIGHT + _STRIP_GAP if facts.shape is not None else 0.0
    body = max(_LEAST_BODY, _PITCH * count, TEAM_PITCH * len(shown_team(facts)))
    return min(PAGE_HEIGHT, _FRAME + strip + _HEAD + body)


def _shown(facts: ContactMapFacts) -> tuple[ContactFacts, ...]:
    return facts.contacts[:MOST_ROWS]


def add_contact_map(draft: Draft, facts: ContactMapFacts, area: Box, lang: Language) -> bool:
    """Put down our people, theirs and the lines between them; above them, what is reached and what is not.

    Returns
    -------
    bool
        Whether the rows are high enough for rings that show our relationships.
    """
    shown = _shown(facts)
    if not shown:
        if facts.shape is not None or facts.people.contacts:
            add_nobody(draft, area, facts.people, lang)
        else:
            add_empty(draft, area, say(*_SECTION, "no_bonds", lang), say(*_SECTION, "no_bonds_advice", lang))
        return False
    top = area.y1
    if facts.shape is not None:
        add_strip(draft, facts, facts.shape, Box(area.x0, top - STRIP_HEIGHT, area.x1, top), lang)
        top -= STRIP_HEIGHT + _STRIP_GAP
    _add_heads(draft, facts, area, top - 17.0, lang)
    body = Box(area.x0, area.y0, area.x1, top - _HEAD)
    pitch = min(_PITCH, body.height / len(shown))
    middle = body.center[1] + pitch * len(shown) / 2  # of few rows beside many of ours
    rows = lay_rows(facts, shown, Box(area.x0, body.y0, area.x1, middle), pitch)
    for place, row in enumerate(rows):
        add_row(draft, row, facts, lang, is_odd=place % 2 == 0)
    add_team(draft, rows, facts, body, lang)
    return any(row.has_ring for row in rows)


def _add_heads(draft: Draft, facts: ContactMapFacts, area: Box, baseline: float, lang: Language) -> None:
    theirs = "their_people" if facts.shape is not None else "their_people_plain"
    heads = [(0.0, "our_people"), (COLUMNS.words, theirs), (COLUMNS.status, "threads_head")]
    if any(contact.roles for contact in facts.contacts):
        heads.append((COLUMNS.roles, "roles"))
    for x, key in heads:
        place = (area.x0 + x, baseline)
        draft.text(place, say(*_SECTION, key, lang), _CAPTION, color=INK_SOFT, bold=True, owner="head")


def _figures(facts: ContactMapFacts, lang: Language) -> list[KeyFigure]:
    """Return the shape of the account in figures."""
    shape = facts.shape
    if shape is None or not facts.contacts or shape.form == "unknown":
        return []
    active = [contact for contact in facts.contacts if contact.status == "active"]
    met = sum(contact.is_met for contact in active)
    threads = say(*_SECTION, "figure_thread" if shape.threads == 1 else "figure_threads", lang)
    unclear = sum(contact.relationship is None for contact in active)
    known = say(*_SECTION, "figure_known_some" if unclear else "figure_known", lang, count=unclear)
    figures = [
        KeyFigure(f"{met}/{len(active)}", known),
        KeyFigure(str(shape.threads), threads),
    ]
    if shape.stage is not None:
        stage = sentence_case(ACCOUNT_STAGES.label(shape.stage, lang))
        figures.append(KeyFigure(stage, say(*_SECTION, "figure_stage", lang)))
    return figures


def _method(facts: ContactMapFacts, lang: Language, *, has_rings: bool) -> str:
    if not facts.contacts:
        return ""
    method = say(*_SECTION, "method" if facts.shape is not None else "method_plain", lang, limit=facts.holds_from)
    return map_words(lang).join.join([method, say(*_SECTION, "ring", lang)]) if has_rings else method


def _notes(facts: ContactMapFacts, lang: Language) -> str:
    """Return what the reader must know of this page: how shapes are told, and what it leaves out."""
    whole, shown, words = facts.contacts, _shown(facts), map_words(lang)
    notes = unowned_notes(lang, owned=facts.people.is_owned or not whole)
    if len(shown) < len(whole):
        notes.append(words.hidden_contacts.format(shown=len(shown), all=len(whole)))
    gone = sum(contact.status == "left" for contact in facts.people.contacts)
    if gone:
        notes.append(say(*_SECTION, "gone", lang, count=gone))
    hidden = len(facts.team) - len(shown_team(facts))
    if hidden:
        notes.append(say(*_SECTION, "hidden_team", lang, count=hidden))
    if any((contact.share or 0.0) < 0 for contact in whole):
        notes.append(words.negative_shares)
    if facts.shape is not None and whole:
        notes.append(say(*_SECTION, "shape_rule", lang))
    return words.join.join(notes)


def _legend(facts: ContactMapFacts, lang: Language) -> list[LegendGroup]:
    """Return what lines and marks mean, as far as the page has them."""
    people = _shown(facts)
    here = {contact.id for contact in people}
    bonds = [bond for bond in facts.bonds if bond.contact in here and bond.step != 0]
    steps = {bond.step for bond in bonds}
    lines = [
        LegendEntry(sentence_case(RELATIONSHIP_STEPS.label(key, lang)), _line(line_width(step)), step in steps)
        for step, key in enumerate(RELATIONSHIP_STEPS)
    ]
    lines += [
        LegendEntry(say(*_SECTION, "fading", lang), _line(2.1, FADING.dash), any(bond.is_fading for bond in bonds)),
        LegendEntry(say(*_SECTION, "step_unknown", lang), _line(1.2, NOT_KNOWN.dash), None in steps),
        LegendEntry(say(*_SECTION, "strained", lang), _strained, any(bond.trend == "strained" for bond in bonds)),
    ]
    groups = [LegendGroup(say(*_SECTION, "width", lang), LINE_LENGTH * 0.8, tuple(lines))]
    if facts.shape is not None:
        active = [contact for contact in people if contact.status == "active"]
        stances = stance_entries({contact.stance for contact in active}, lang)
        coaches = coach_entries({contact.coach for contact in people}, map_words(lang))
        groups.append(LegendGroup(say(*_SECTION, "stances", lang), STANCE_WIDTH, stances))
        groups.append(LegendGroup("", STANCE_WIDTH, coaches))
    return groups


def _line(width: float, dash: Dash = ()) -> Symbol:
    def draw(draft: Draft, center: Point) -> None:
        (x, y), half = center, LINE_LENGTH * 0.4
        draft.add(Polyline(((x - half, y), (x + half, y)), Layer.TIE, INK, width, dash))

    return draw


def _strained(draft: Draft, center: Point) -> None:
    _line(2.1)(draft, center)
    add_minus(draft, center, INK)
