"""The cells of a motive matrix: the motives of a contact in words, and marks under the topics that several share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line
from stakeholder_graph.viz.palette import AMBER_DARK, INK, INK_SOFT
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.matrix import MatrixRows, add_cell
from stakeholder_graph.viz.scene.motive_mark import add_motive_mark, add_number, motive_reach
from stakeholder_graph.viz.scene.primitives import Layer, Polyline
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.motive_facts import ConflictFacts, MotiveFacts, MotivesFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["RowLook", "add_motives_of_kind", "add_topic_cells"]

_SECTION = ("stakeholder_graph.viz.pages", "motives")
_HEAD, _WORDS, _ASIDE = 11.8, 11.2, 10.4
_RISE = 7.0  # px of the first line over the middle, and of the second below it
_TEXT_GAP, _ASIDE_GAP = 7.0, 10.0
_MOST_MARKS, _MARK_GAP = 2, 2.0  # motives of one contact in a cell, side by side
_BRACKET, _TICK = 9.0, 6.0  # px from the edge of a column to a bracket; length of its ends
_BRACKETS = 2  # of one topic: at the right and at the left of the column
_NUMBER_ROOM = 8.5  # px that a bracket leaves free for its number, each way
_SHOWN_DISCLOSURES = ("inferred", "hidden")


@dataclass(frozen=True, slots=True)
class RowLook:
    """How high a motive is and a row at least, how large its mark is, and whether it has one line or two."""

    line: float
    padding: float
    least: float
    radii: tuple[float, float]
    lines: int


def add_motives_of_kind(
    draft: Draft, motives: Sequence[MotiveFacts], box: Box, look: RowLook, told: tuple[str, Language]
) -> None:
    """Put down the motives of one kind, one below the other; `told` is the colour behind them and the language."""
    y = box.center[1] + (len(motives) - 1) * look.line / 2
    for motive in motives:
        _add_motive(draft, motive, Box(box.x0, y - look.line / 2, box.x1, y + look.line / 2), look, told)
        y -= look.line


def _add_motive(draft: Draft, motive: MotiveFacts, box: Box, look: RowLook, told: tuple[str, Language]) -> None:
    ground, lang = told
    y, owner = box.center[1], motive.contact
    reach = motive_reach(look.radii)
    add_motive_mark(draft, (box.x0 + reach, y), _pull(motive), look.radii, owner=owner)
    left = box.x0 + 2 * reach + _TEXT_GAP
    head = sentence_case(motive.topic or motive.description or say(*_SECTION, "not_described", lang))
    words = motive.description if motive.topic else ""
    aside = _aside(motive, lang)
    first = y + (_RISE if look.lines > 1 and words else 0.0)
    aside_width = draft.measure.width(aside, _ASIDE)
    place = (box.x1 - 2.0, first - HALF_CAPITAL * _ASIDE)
    draft.text(place, aside, _ASIDE, color=INK_SOFT, background=ground, align="right", owner=owner)
    room = box.x1 - 2.0 - left - (aside_width + _ASIDE_GAP if aside else 0.0)
    head = fit_line(draft.measure, head, room, _HEAD, bold=True)
    place = (left, first - HALF_CAPITAL * _HEAD)
    width = draft.text(place, head, _HEAD, color=INK, background=ground, bold=True, owner=owner)
    if look.lines > 1:
        place, room = (left, y - _RISE - HALF_CAPITAL * _WORDS), box.x1 - 2.0 - left
    else:
        place = (left + width + _TEXT_GAP, y - HALF_CAPITAL * _WORDS)
        room -= width + _TEXT_GAP
    if words and room > _ASIDE * 3:
        words = fit_line(draft.measure, words, room, _WORDS)
        draft.text(place, words, _WORDS, color=INK_SOFT, background=ground, owner=owner)


def _pull(motive: MotiveFacts) -> tuple[float | None, float | None, bool]:
    return motive.direction, motive.strength, motive.disclosure == "hidden"


def _aside(motive: MotiveFacts, lang: Language) -> str:
    """Return what drives a motive and how open it is; that it is stated goes without saying."""
    disclosure = motive.disclosure if motive.disclosure in _SHOWN_DISCLOSURES else ""
    return listed([say(*_SECTION, f"word_{key}", lang) for key in (motive.drive, disclosure) if key], lang)


def add_topic_cells(
    draft: Draft,
    facts: MotivesFacts,
    topics: Sequence[str],
    columns: Sequence[tuple[float, float]],
    grid: tuple[Sequence[ContactFacts], MatrixRows, RowLook],
) -> None:
    """Put down a column for each topic, a mark for each motive on it, and brackets around those that clash."""
    contacts, rows, look = grid
    places = {contact.id: number for number, contact in enumerate(contacts)}
    for topic, span in zip(topics, columns, strict=True):
        for contact, number in places.items():
            row = rows.row(number)
            add_cell(draft, span, row, None)
            found = [one for one in facts.motives if one.contact == contact and one.topic == topic][:_MOST_MARKS]
            step = 2 * look.radii[1] + _MARK_GAP
            x = sum(span) / 2 - (len(found) - 1) * step / 2
            for motive in found:
                add_motive_mark(draft, (x, row.center[1]), _pull(motive), look.radii, owner=contact)
                x += step
        clashes = [
            (number, conflict)
            for number, conflict in enumerate(facts.conflicts, start=1)
            if conflict.topic == topic and conflict.first in places and conflict.second in places
        ]
        for side, (number, conflict) in enumerate(clashes[:_BRACKETS]):
            ends = [rows.row(places[contact]).center for contact in (conflict.first, conflict.second)]
            x, inward = (span[1] - _BRACKET, -_TICK) if side == 0 else (span[0] + _BRACKET, _TICK)
            _add_bracket(draft, (x, inward), ends, (number, conflict))


def _add_bracket(draft: Draft, at: tuple[float, float], ends: Sequence[Point], what: tuple[int, ConflictFacts]) -> None:
    """Put down a bracket between two rows, with the number of the conflict in its middle."""
    (x, inward), (number, conflict) = at, what
    high, low = max(y for _, y in ends), min(y for _, y in ends)
    middle = (high + low) / 2
    names = (conflict.first, conflict.second)
    for end, stop in ((high, middle + _NUMBER_ROOM), (low, middle - _NUMBER_ROOM)):
        points = ((x + inward, end), (x, end), (x, stop))
        draft.add(Polyline(points, Layer.TIE, AMBER_DARK, 1.6, ends=names))
    add_number(draft, (x, middle), number, owner=conflict.first)
