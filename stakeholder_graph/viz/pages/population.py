"""What all pages say of whom a map has: nobody at all, nobody any more, nobody who decides; and how they call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.frame import add_empty
from stakeholder_graph.viz.palette import PLACEHOLDER_STYLE
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import STANCE_WIDTH
from stakeholder_graph.viz.scene.medallion import add_stance_dot
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
    from stakeholder_graph.viz.geometry.boxes import Box, Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = [
    "add_nobody",
    "everybody_left",
    "gone_notes",
    "nobody_title",
    "open_place_entry",
    "unowned_notes",
]

_PAGES = "stakeholder_graph.viz.pages"
_SECTION = (_PAGES, "population")


def everybody_left(people: MapFacts) -> bool:
    """Return whether there were contacts, and all of them have left."""
    return bool(people.contacts) and all(contact.status == "left" for contact in people.contacts)


def nobody_title(people: MapFacts, lang: Language) -> str:
    """Return the sentence above a page of a map on which nobody is, or nobody is any more."""
    return say(*_SECTION, "title_left" if everybody_left(people) else "title_empty", lang)


def add_nobody(draft: Draft, area: Box, people: MapFacts, lang: Language) -> None:
    """Put down in place of a picture that nobody is on the map, or nobody is any more, and what helps."""
    key = "left" if everybody_left(people) else "empty"
    add_empty(draft, area, say(*_SECTION, key, lang), say(*_SECTION, f"{key}_advice", lang))


def gone_notes(people: MapFacts, lang: Language) -> list[str]:
    """Return the note on how many have left and are not shown; none where nobody has."""
    count = sum(contact.status == "left" for contact in people.contacts)
    return [say(*_SECTION, "gone", lang, count=count)] if count else []


def open_place_entry(shown: Iterable[ContactFacts], lang: Language) -> LegendEntry:
    """Return the entry of the legend for the disc of a placeholder, as far as one is shown."""
    is_shown = any(contact.status == "placeholder" for contact in shown)
    return LegendEntry(say(*_SECTION, "open_place", lang), _add_open_place, is_shown)


def _add_open_place(draft: Draft, center: Point) -> None:
    add_stance_dot(draft, center, PLACEHOLDER_STYLE, STANCE_WIDTH / 2, owner="legend")


def unowned_notes(lang: Language, *, owned: bool) -> list[str]:
    """Return the note on whose shares they are where nobody decides; none where somebody does."""
    return [] if owned else [say(_PAGES, "ranking", "unowned", lang)]
