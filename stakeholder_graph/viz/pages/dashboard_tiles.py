"""The key figures of a dashboard: six tiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.dashboard_facts import is_for_us
from stakeholder_graph.viz.pages.stance_lanes import part_of_decision
from stakeholder_graph.viz.palette import AMBER_DARK, BAND, HAIRLINE, INK, INK_SOFT, STANCE_STYLES
from stakeholder_graph.viz.scene.map_words import percent
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from stakeholder_graph.viz.pages.dashboard_facts import DashboardFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["TILES_HEIGHT", "add_tiles"]

_SECTION = ("stakeholder_graph.viz.pages", "dashboard")
_AND = "  ·  "
TILES_HEIGHT = 84.0
_GAP, _PADDING, _RADIUS = 12.0, 14.0, 8.0
_VALUE, _LABEL, _ASIDE = (24.0, 13.0), (12.0, 10.4), (11.0, 10.2)
_VALUE_FALL, _LABEL_FALL, _ASIDE_FALL = 33.0, 53.0, 70.0
_NONE = "–"


@dataclass(frozen=True, slots=True)
class _Tile:
    value: str
    label: str
    aside: str = ""
    color: str = INK


def add_tiles(draft: Draft, facts: DashboardFacts, area: Box, lang: Language) -> None:
    """Put the six tiles down side by side."""
    tiles = [make(facts, lang) for make in (_lean, _deciders, _coach, _met, _unknown, _gaps)]
    width = (area.width - _GAP * (len(tiles) - 1)) / len(tiles)
    for number, tile in enumerate(tiles):
        left = area.x0 + number * (width + _GAP)
        _add_tile(draft, tile, Box(left, area.y0, left + width, area.y1))


def _add_tile(draft: Draft, tile: _Tile, box: Box) -> None:
    draft.add(Rectangle(box, Layer.BAND, BAND, HAIRLINE, 1.0, _RADIUS))
    lines = (
        (tile.value, _VALUE, _VALUE_FALL, tile.color, True),
        (tile.label, _LABEL, _LABEL_FALL, INK, False),
        (tile.aside, _ASIDE, _ASIDE_FALL, INK_SOFT, False),
    )
    room = box.width - 2 * _PADDING
    for words, sizes, fall, color, bold in lines:
        px = shrink_to_fit(draft.measure, words, room, sizes, bold=bold)
        shown = fit_line(draft.measure, words, room, px, bold=bold)
        draft.text((box.x0 + _PADDING, box.y1 - fall), shown, px, color=color, background=BAND, bold=bold, owner="tile")


def _lean(facts: DashboardFacts, lang: Language) -> _Tile:
    lean = facts.lean
    if lean.lean is None or lean.direction is None:
        return _Tile(_NONE, say(*_SECTION, "lean", lang), say(*_SECTION, f"lean_{lean.state}", lang))
    aside = say(*_SECTION, f"lean_{lean.direction}", lang)
    if lean.interval is not None:
        low, high = (signed(figure) for figure in lean.interval)
        aside = say(*_SECTION, "lean_between", lang, what=aside, level=percent(lean.level), low=low, high=high)
    styles = {"for": "strong_supporter", "against": "opponent"}
    color = STANCE_STYLES[styles[lean.direction]].fill if lean.direction in styles else INK
    return _Tile(signed(lean.lean), say(*_SECTION, "lean", lang), aside, color)


def _deciders(facts: DashboardFacts, lang: Language) -> _Tile:
    deciders = facts.deciders
    label = say(*_SECTION, "deciders", lang)
    if facts.is_decider_open:
        return _Tile("?", label, say(*_SECTION, "decider_open", lang), AMBER_DARK)
    if not deciders:
        return _Tile("0", label, say(*_SECTION, "nobody_decides", lang), AMBER_DARK)
    known = [contact for contact in deciders if contact.stance != "unknown"]
    ours = sum(is_for_us(contact) for contact in known)
    aside = listed([contact.name for contact in deciders], lang)
    silent = [contact.name for contact in deciders if contact.stance == "unknown"]
    if silent:
        aside = say(*_SECTION, "stance_unknown", lang, who=listed(silent, lang))
    value = say(*_SECTION, "of", lang, count=ours, all=len(deciders)) if known else "?"
    return _Tile(value, label, aside)


def _coach(facts: DashboardFacts, lang: Language) -> _Tile:
    coaches, called = facts.coaches, [one for one in facts.people.people if one.coach in ("labelled", "failed")]
    if not coaches:
        aside = say(*_SECTION, "called_coach", lang, who=listed([one.name for one in called], lang)) if called else ""
        return _Tile(say(*_SECTION, "none", lang), say(*_SECTION, "coach", lang), aside, AMBER_DARK)
    more = len(coaches) - 1
    aside = say(*_SECTION, "more_coaches", lang, count=more) if more else coaches[0].title
    return _Tile(coaches[0].name, say(*_SECTION, "coach", lang), aside)


def _met(facts: DashboardFacts, lang: Language) -> _Tile:
    people = facts.people.people
    known = [contact for contact in people if contact.relationship is not None]
    label = say(*_SECTION, "met", lang)
    if not known:
        return _Tile("?" if people else _NONE, label, say(*_SECTION, "not_noted", lang) if people else "")
    met, silent = sum(contact.is_met for contact in known), len(people) - len(known)
    places = sum(contact.status == "placeholder" for contact in facts.people.contacts)
    asides = (("relationship_unknown", silent), ("open_places", places))
    aside = _AND.join(say(*_SECTION, key, lang, count=count) for key, count in asides if count)
    return _Tile(say(*_SECTION, "of", lang, count=met, all=len(people)), label, aside)


def _unknown(facts: DashboardFacts, lang: Language) -> _Tile:
    unmapped = round(facts.lean.unattributed, FIGURE_DIGITS)  # what adds up to the whole leaves a rest of 1e-17
    aside = say(*_SECTION, "unmapped", lang, share=part_of_decision(unmapped)) if unmapped > 0 else ""
    label = say(*_SECTION, "unknown" if facts.ranking.owned else "unknown_unowned", lang)
    return _Tile(part_of_decision(facts.lean.unknown_share), label, aside)


def _gaps(facts: DashboardFacts, lang: Language) -> _Tile:
    label = say(*_SECTION, "gaps", lang)
    if facts.people.stage is None:
        missing = "decision_maker" in facts.gaps
        return _Tile("1" if missing else "?", label, say(*_SECTION, "stage_unknown", lang))
    gaps = facts.gaps
    aside = listed([ROLES.label(role, lang) for role in gaps], lang) if gaps else say(*_SECTION, "no_gaps", lang)
    return _Tile(str(len(gaps)), label, aside, AMBER_DARK if gaps else INK)
