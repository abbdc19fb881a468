"""The list beside a bullseye: who is known to have no route to the decision."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.route_tree import distrusted_by
from stakeholder_graph.viz.lettering.text_fitting import fit_line, wrap_lines
from stakeholder_graph.viz.palette import AMBER_DARK, INK_SOFT, WHITE
from stakeholder_graph.viz.scene.disc_label import LabelSizes, add_disc_label, disc_labels
from stakeholder_graph.viz.scene.free_disc import add_free_disc
from stakeholder_graph.viz.scene.medallion import disc_radius
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_unreached", "unreached_width"]

_SECTION = ("stakeholder_graph.viz.pages", "bullseye")
_COLUMN, _MOST_COLUMNS = 214.0, 3
_HEADING, _LEADING = 14.0, 18.0
_RADII, _SIZES = (12.0, 17.0), LabelSizes(12.6, 10.8, 150.0)
_REACH, _WORD_GAP = 24.0, 7.0  # px from the edge of a column to the middle of its discs; from these to the words
_ROW, _NOTE = 48.0, 10.4  # px of a person; of the line on who distrusts them
_FOOT = 18.0  # px for the line that counts those without room


def unreached_width(count: int, area: Box) -> float:
    """Return the room that the list needs; 0 where everybody has a route."""
    return _COLUMN * min(_MOST_COLUMNS, math.ceil(count / _rows(area)))


def _rows(area: Box) -> int:
    return max(1, int((area.height - 2 * _LEADING - _FOOT) / _ROW))


def add_unreached(draft: Draft, people: Sequence[ContactFacts], facts: MapFacts, area: Box, lang: Language) -> int:
    """Put the list down from the top, in columns; return how many are in it. The others are counted at its foot."""
    heading = wrap_lines(draft.measure, say(*_SECTION, "unreached", lang), area.width - 12.0, _HEADING, bold=True)
    for number, line in enumerate(heading):
        place = (area.x0, area.y1 - _HEADING - number * _LEADING)
        draft.text(place, line, _HEADING, color=AMBER_DARK, bold=True, owner="unreached")
    columns = max(1, round(area.width / _COLUMN))
    rows = min(_rows(area), math.ceil(len(people) / columns))
    shown = people[: rows * columns]
    names = facts.names
    for number, contact in enumerate(shown):
        x = area.x0 + number // rows * _COLUMN + _REACH
        y = area.y1 - 2 * _LEADING - (number % rows + 0.5) * _ROW
        against = distrusted_by(facts, contact.id)
        note = say(*_SECTION, "distrusted", lang, who=names[against[0].target]) if against else ""
        _add_person(draft, contact, (x, y), facts.largest_share, note)
    if len(shown) < len(people):
        rest = say(*_SECTION, "more", lang, count=len(people) - len(shown))
        draft.text((area.x0, area.y0 + 4.0), rest, 11.4, color=INK_SOFT, owner="unreached")
    return len(shown)


def _add_person(draft: Draft, contact: ContactFacts, center: Point, largest: float, note: str) -> None:
    x, y = center
    radius = disc_radius(contact.share, largest, *_RADII)
    add_free_disc(draft, contact, center, radius)
    label = disc_labels(draft.measure, contact, _SIZES)[0]
    left, height = x + _REACH + _WORD_GAP, label.height + (_NOTE * 1.2 if note else 0.0)
    room = Box(left, y + height / 2 - label.height, left + label.width, y + height / 2)
    add_disc_label(draft, contact, label, room, side=1, ground=WHITE)
    line = fit_line(draft.measure, note, _SIZES.width, _NOTE)
    draft.text((left, y - height / 2 + 3.0), line, _NOTE, color=AMBER_DARK, owner=contact.id)
