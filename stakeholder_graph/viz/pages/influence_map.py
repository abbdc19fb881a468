"""The scene of an influence map: facts in, shapes out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.inferred_departments import infer_departments
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts, keep_strongest_ties, keep_weightiest_contacts
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.org_grid import HEADER_HEIGHT, fit_grid
from stakeholder_graph.viz.layout.placement import place_contacts
from stakeholder_graph.viz.layout.seating import Lane, LaneKind
from stakeholder_graph.viz.pages.frame import account_line, add_empty
from stakeholder_graph.viz.pages.influence_map_headline import write_headline
from stakeholder_graph.viz.pages.population import unowned_notes
from stakeholder_graph.viz.palette import STANCE_STYLES
from stakeholder_graph.viz.scene.best_path import path_sentence
from stakeholder_graph.viz.scene.card_tags import lay_tags
from stakeholder_graph.viz.scene.contact_card import add_contact_card
from stakeholder_graph.viz.scene.drafting import Draft
from stakeholder_graph.viz.scene.lanes import add_lanes, add_rows, lane_headers
from stakeholder_graph.viz.scene.legend import LEGEND_HEIGHT, add_legend
from stakeholder_graph.viz.scene.map_legend import map_legend
from stakeholder_graph.viz.scene.map_lines import add_map_lines, reporting_pairs
from stakeholder_graph.viz.scene.map_words import MapWords, map_words, percent
from stakeholder_graph.viz.scene.page import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    KeyFigure,
    add_footnotes,
    add_header,
)
from stakeholder_graph.viz.scene.printable_facts import printable_facts
from stakeholder_graph.viz.scene.sidebar import CHIP_ROOM, SIDEBAR_WIDTH, add_gap_chips, add_sidebar, sidebar_height
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.pictures import MapSize
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["draft_influence_map"]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A size of page, and how many contacts it holds at most so that their names can be read."""

    width: float
    height: float
    most_contacts: int


_SHEETS: dict[str, _Sheet] = {"page": _Sheet(PAGE_WIDTH, PAGE_HEIGHT, 60), "wide": _Sheet(2000.0, 1250.0, 80)}  # ours
_MOST_ON_PAGE = 40  # contacts; ours: with more of them a wide page is the better one

_CROWDED = 30  # contacts; ours: with more of them the map needs the room of the sidebar, and thinner lines
_SLIM = 0.78
_MARGIN = 10.0
_GUTTER = 102.0  # px at the left for the names of the rows
_SIDEBAR_GAP = 12.0
_BELOW_MAP = FOOT_HEIGHT + LEGEND_HEIGHT + 8.0
_HIGHEST_LINE, _LOWEST_BODY, _EMPTY_HEIGHT = 200.0, 320.0, 420.0  # px; ours: more leaves a page of few contacts empty
_TEXTS = ("stakeholder_graph.viz.pages", "influence_map")
_COMMA, _UNKNOWN = ", ", "–"


def draft_influence_map(
    facts: MapFacts,
    typefaces: Typefaces,
    *,
    lang: Language = "en",
    title: str | None = None,
    size: MapSize | None = None,
) -> Scene:
    """Lay an influence map out on a page.

    Parameters
    ----------
    facts : MapFacts
        What the map shows. More contacts than the page holds, or more than max(25, 0.6 n) ties, are cut to the
        weightiest, and the page says so.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on who decides.
    size : {"page", "wide"}, optional
        A page of 1600 by 1000 px for up to 60 contacts, or of 2000 by 1250 px for up to 80; by default the wide one
        for more than 40, and a page lower than usual where a few rows would leave it empty.

    Returns
    -------
    Scene
        The page. The same facts always give the same scene.
    """
    words = map_words(lang)
    sheet = _SHEETS[size or ("wide" if len(facts.contacts) > _MOST_ON_PAGE else "page")]
    whole, inferred = infer_departments(printable_facts(facts, typefaces))
    shown = keep_strongest_ties(keep_weightiest_contacts(whole, sheet.most_contacts))
    draft = Draft(sheet.width, sheet.height if size else _height(shown, sheet), typefaces)
    headline = write_headline(whole, lang) if title is None else typefaces.printable(title)
    figures = _key_figures(whole, words)
    reserved = CHIP_ROOM if _is_crowded(shown) and shown.gaps else 0.0
    span = add_header(draft, headline, account_line(whole, lang), figures, reserved=reserved)
    undrawn = 0
    if shown.contacts:
        undrawn = _add_map(draft, shown, words, lang, span)
    else:
        add_empty(
            draft, Box(0.0, FOOT_HEIGHT, draft.width, draft.height - HEAD_HEIGHT), words.empty, words.empty_advice
        )
    add_legend(draft, map_legend(shown, words, lang), FOOT_HEIGHT)
    notes = _notes(shown, words, lang, undrawn=undrawn, departments=inferred)
    add_footnotes(draft, words.join.join([words.method, *_team(shown, lang)]), notes, words.confidential)
    return draft.scene()


def _height(facts: MapFacts, sheet: _Sheet) -> float:
    """Return how high a page is: lower than the sheet where rows and sidebar would leave it empty."""
    if not facts.contacts:
        return _EMPTY_HEIGHT
    if _is_crowded(facts):
        return sheet.height
    _, grid = fit_grid(facts.contacts, _map_area(sheet.width, sheet.height, crowded=False))
    body = max(grid.line_count * _HIGHEST_LINE + HEADER_HEIGHT, sidebar_height(facts), _LOWEST_BODY)
    return min(sheet.height, math.ceil(body + HEAD_HEIGHT + _BELOW_MAP))


def _map_area(width: float, height: float, *, crowded: bool) -> Box:
    """Return the room of the map itself: between header and legend, left of the sidebar if there is one."""
    right = width - (_MARGIN if crowded else SIDEBAR_WIDTH + _SIDEBAR_GAP)
    return Box(_GUTTER, _BELOW_MAP, right, height - HEAD_HEIGHT)


def _add_map(draft: Draft, facts: MapFacts, words: MapWords, lang: Language, span: tuple[float, float]) -> int:
    """Put down lanes, lines, cards and gaps, and return how many lines found no way."""
    crowded = _is_crowded(facts)
    area = _map_area(draft.width, draft.height, crowded=crowded)
    links = [*reporting_pairs(facts), *((tie.source, tie.target) for tie in facts.ties)]
    layout = place_contacts(facts.contacts, links, area)
    tags = {contact.id: lay_tags(draft.measure, contact, layout.card(contact.id), lang) for contact in facts.contacts}
    headers = lane_headers(draft.measure, layout, words)
    add_lanes(draft, layout, headers)
    add_rows(draft, layout, words, lang)
    undrawn = add_map_lines(draft, facts, layout, tags, headers, slimness=_SLIM if crowded else 1.0)
    for contact in facts.contacts:
        told = _with_department(contact, layout.seating.lanes_of.get(contact.id))
        add_contact_card(draft, told, layout.card(contact.id), tags[contact.id], facts.largest_share)
    if crowded:
        add_gap_chips(draft, facts, span, words, lang)
    else:
        side = Box(draft.width - SIDEBAR_WIDTH, area.y0, draft.width, area.y1)
        add_sidebar(draft, facts, side, words, lang)
    return undrawn


def _with_department(contact: ContactFacts, lane: Lane | None) -> ContactFacts:
    """Return a contact whose title names the department where its lane does not."""
    if lane is None or lane.kind is not LaneKind.MERGED:
        return contact
    return replace(contact, title=_COMMA.join(part for part in (contact.title, contact.department) if part))


def _is_crowded(facts: MapFacts) -> bool:
    return len(facts.contacts) > _CROWDED


def _key_figures(facts: MapFacts, words: MapWords) -> list[KeyFigure]:
    """Return what the header counts; people who have left and placeholders count nowhere, and unknown is not zero."""
    people = facts.people
    stances = [contact.stance for contact in people if contact.stance != "unknown"]
    supporters = sum(stance in ("strong_supporter", "supporter") for stance in stances)
    opponents = sum(stance in ("sceptic", "opponent") for stance in stances)
    met = f"{sum(contact.is_met for contact in people)}/{len(people)}"
    known = any(contact.relationship is not None for contact in people)
    return [
        KeyFigure(str(len(people)), words.contacts),
        KeyFigure(str(supporters) if stances else _UNKNOWN, words.supporters, STANCE_STYLES["strong_supporter"].fill),
        KeyFigure(str(opponents) if stances else _UNKNOWN, words.opponents, STANCE_STYLES["opponent"].fill),
        KeyFigure(met if known else _UNKNOWN, words.met),
        KeyFigure(_UNKNOWN if facts.completeness is None else percent(facts.completeness), words.completeness),
    ]


def _notes(facts: MapFacts, words: MapWords, lang: Language, *, undrawn: int, departments: int) -> str:
    """Return what the reader must know of this page: what it leaves out and what it infers."""
    notes = [*_left_out(facts, words, lang), *unowned_notes(lang, owned=facts.is_owned)]
    if _is_crowded(facts) and facts.stage is None:  # the sidebar says it where there is one
        notes.append(words.roles_unchecked + words.stop)
    if _is_crowded(facts) and facts.path is not None:
        notes.append(path_sentence(facts, lang))
    if undrawn:
        notes.append(words.undrawn_ties.format(count=undrawn))
    if any((contact.share or 0.0) < 0 for contact in facts.contacts):
        notes.append(words.negative_shares)
    levels = sum(contact.level_is_inferred for contact in facts.contacts)
    if levels:
        notes.append(words.inferred_levels.format(count=levels))
    if departments:
        notes.append(say(*_TEXTS, "inferred_departments", lang, count=departments))
    if any(contact.outside and contact.level is None and not contact.department for contact in facts.contacts):
        notes.append(words.outsiders_levels)
    return words.join.join(notes)


def _team(facts: MapFacts, lang: Language) -> list[str]:
    """Return whose initials stand on the cards of a page without a sidebar."""
    if not _is_crowded(facts) or not facts.team:
        return []
    team = listed((f"{one.initials} {one.name}" for one in facts.team), lang)
    return [say(*_TEXTS, "team_note", lang, team=team)]


def _left_out(facts: MapFacts, words: MapWords, lang: Language) -> list[str]:
    """Return which contacts and ties the page does not show."""
    drawn, shown = len(facts.ties), len(facts.contacts)
    notes = []
    if facts.hidden_contacts:
        notes.append(words.hidden_contacts.format(shown=shown, all=shown + facts.hidden_contacts))
    if facts.hidden_ties:
        notes.append(words.hidden_ties.format(shown=drawn, all=drawn + facts.hidden_ties))
    if facts.hidden_negative_ties:
        notes.append(say(*_TEXTS, "hidden_negative", lang, count=facts.hidden_negative_ties))
    return notes
