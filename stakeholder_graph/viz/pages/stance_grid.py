"""The scene of a stance grid: who weighs how much and on which side, or who has how much power and interest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import MapFacts, keep_weightiest_contacts
from stakeholder_graph.viz.pages.frame import account_line, begin_page, end_page
from stakeholder_graph.viz.pages.grid_body import GridLook, add_grid
from stakeholder_graph.viz.pages.population import add_nobody, gone_notes, nobody_title, open_place_entry, unowned_notes
from stakeholder_graph.viz.pages.power_grid import PowerFacts, PowerScale, power_lanes, power_ticks
from stakeholder_graph.viz.pages.stance_grid_headline import write_power_headline, write_stance_headline
from stakeholder_graph.viz.pages.stance_lanes import part_of_decision, share_ticks, stance_lanes
from stakeholder_graph.viz.palette import INK_FAINT
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import (
    RING_WIDTH,
    STANCE_WIDTH,
    TAG_WIDTH,
    coach_entries,
    relationship_entries,
    role_entries,
    stance_entries,
)
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words
from stakeholder_graph.viz.scene.primitives import Layer, Polyline
from stakeholder_graph.viz.scene.printable_facts import printable_facts
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Box, Point
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["StanceGridFacts", "add_stance_grid", "draft_stance_grid"]

_SECTION = ("stakeholder_graph.viz.pages", "stance_grid")
_EMPTY_HEIGHT, _BASE_HEIGHT, _PER_PERSON, _LEAST, _MOST = 420.0, 560.0, 26.0, 660.0, 1000.0  # px of the page; ours
_LINE_SYMBOL = 22.0
_NOTHING_COUNTS = 1.0  # the largest share of a scale on which nobody has one


@dataclass(frozen=True, slots=True)
class StanceGridFacts:
    """What a grid shows.

    Attributes
    ----------
    people : MapFacts
        Everybody with stance and share; who has left is left out of the grid and counted.
    power : mapping of str to PowerFacts, optional
        Power and interest of each contact; None for a grid of stances.
    power_limit, interest_limit : float or None
        From where they are high; None where that is not known.
    has_stance, has_ring, has_share : bool
        What the facts speak of: stances, relationships, shares.
    """

    people: MapFacts = field(default_factory=MapFacts)
    power: Mapping[str, PowerFacts] | None = None
    power_limit: float | None = None
    interest_limit: float | None = None
    has_stance: bool = True
    has_ring: bool = True
    has_share: bool = True

    @property
    def contacts(self) -> tuple[ContactFacts, ...]:
        """Everybody who has a place in the grid: nobody who has left, and without a share only in a grid of power."""
        here = (contact for contact in self.people.contacts if contact.status != "left")
        return tuple(contact for contact in here if self.power is not None or contact.share is not None)


def draft_stance_grid(
    facts: StanceGridFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay a stance grid out on a page of 1600 px.

    Parameters
    ----------
    facts : StanceGridFacts
        What it shows. More than 60 contacts are cut to the weightiest, and the page says so.
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
    facts = replace(facts, people=printable_facts(facts.people, typefaces))
    count = len(facts.contacts)
    height = min(_MOST, max(_LEAST, _BASE_HEIGHT + _PER_PERSON * count)) if count else _EMPTY_HEIGHT
    headline = _headline(facts, lang) if title is None else title
    draft, area = begin_page(typefaces, headline, account_line(facts.people, lang), height=height)
    pushed = add_stance_grid(draft, facts, area, lang)
    method = say(*_SECTION, _method(facts), lang) if count else ""
    return end_page(draft, _legend(facts, lang, pushed=pushed) if count else [], method, _notes(facts, lang), lang)


def add_stance_grid(draft: Draft, facts: StanceGridFacts, area: Box, lang: Language) -> bool:
    """Put a grid down in an area, and return whether somebody had to be pushed away from the true height."""
    whole = facts.contacts
    if not whole:
        add_nobody(draft, area, facts.people, lang)
        return False
    shown = _shown(facts)
    largest = max(contact.size for contact in whole) or _NOTHING_COUNTS
    if facts.power is None:
        lanes, ticks = stance_lanes(shown, whole, largest, area, lang), share_ticks(largest, area)
        name, scale_key = "axis" if facts.people.is_owned else "axis_unowned", "axis_scale"
    else:
        unknown = sum(facts.power.get(one.id, PowerFacts()).powerful is None for one in whole)
        scale = PowerScale.fit(_power_limit(facts), area, unknown, len(whole))
        lanes = power_lanes(shown, whole, facts.power, scale, interest_limit=facts.interest_limit, lang=lang)
        ticks, name, scale_key = power_ticks(scale), "power_axis", "power_axis_scale"
    axis = say(*_SECTION, name, lang), say(*_SECTION, scale_key, lang)
    look = GridLook(axis, ticks, largest, lang, facts.has_stance, facts.has_ring)
    return add_grid(draft, lanes, look, area)


def _shown(facts: StanceGridFacts) -> tuple[ContactFacts, ...]:
    return keep_weightiest_contacts(replace(facts.people, contacts=facts.contacts)).contacts


def _power_limit(facts: StanceGridFacts) -> float:
    """Return the limit of power; where it is not known, the middle between those above and those below it."""
    if facts.power_limit is not None:
        return facts.power_limit
    known = [one for one in (facts.power or {}).values() if one.power is not None]
    above = min((one.power for one in known if one.powerful and one.power is not None), default=1.0)
    below = max((one.power for one in known if not one.powerful and one.power is not None), default=0.0)
    return (above + below) / 2


def _headline(facts: StanceGridFacts, lang: Language) -> str:
    if not facts.contacts:
        return nobody_title(facts.people, lang)
    if facts.power is None:
        return write_stance_headline(facts.contacts, lang, owned=facts.people.is_owned)
    return write_power_headline(facts.contacts, facts.power, lang, owned=facts.people.is_owned)


def _method(facts: StanceGridFacts) -> str:
    if facts.power is None:
        return "method"
    return "power_method" if facts.has_share else "power_method_plain"


def _notes(facts: StanceGridFacts, lang: Language) -> str:
    """Return what the reader must know of this page: what it leaves out, and what hangs on people not mapped."""
    whole, shown, words = facts.contacts, len(_shown(facts)), map_words(lang)
    gone = sum(contact.status == "left" for contact in facts.people.contacts)
    shareless = len(facts.people.contacts) - gone - len(whole)
    notes = unowned_notes(lang, owned=facts.people.is_owned or not whole or not facts.has_share)
    if shown < len(whole):
        notes.append(words.hidden_contacts.format(shown=shown, all=len(whole)))
    notes += gone_notes(facts.people, lang)
    if shareless:
        notes.append(say(*_SECTION, "shareless", lang, count=shareless))
    if any((contact.share or 0.0) < 0 for contact in whole):
        notes.append(words.negative_shares)
    if whole and facts.people.completeness is not None and facts.people.completeness < 1.0:
        share = part_of_decision(1.0 - facts.people.completeness)
        notes.append(say(*_SECTION, "unmapped", lang, share=share))
    return words.join.join(notes)


def _legend(facts: StanceGridFacts, lang: Language, *, pushed: bool) -> list[LegendGroup]:
    """Return what the marks mean, as far as the page has them; the stances are named over their lanes."""
    contacts, words = _shown(facts), map_words(lang)
    active = [contact for contact in contacts if contact.status == "active"]
    stances = {contact.stance for contact in active} if facts.has_stance and facts.power is not None else ()
    rings = {contact.relationship for contact in active} if facts.has_ring else ()
    marks = (
        open_place_entry(contacts, lang),
        LegendEntry(say(*_SECTION, "true_height", lang), _line, pushed),
    )
    deciders = ("decision_maker",) if any(contact.decides for contact in contacts) else ()
    return [
        LegendGroup(say(*_SECTION, "stance", lang), STANCE_WIDTH, stance_entries(stances, lang)),
        LegendGroup(say(*_SECTION, "relationship", lang), RING_WIDTH, relationship_entries(rings, lang)),
        LegendGroup("", STANCE_WIDTH, coach_entries({contact.coach for contact in contacts}, words)),
        LegendGroup("", TAG_WIDTH, role_entries(deciders, lang)),
        LegendGroup("", _LINE_SYMBOL, marks),
    ]


def _line(draft: Draft, center: Point) -> None:
    (x, y), half = center, _LINE_SYMBOL / 2
    points = ((x - half, y + 5.0), (x - half + 6.0, y + 5.0), (x + half - 8.0, y - 5.0), (x + half, y - 5.0))
    draft.add(Polyline(points, Layer.TIE, INK_FAINT, 0.9))
