"""What stands beside a motive matrix: opposite motives on one topic, who is torn, of whom nothing is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.pages.motives_headline import lean_of
from stakeholder_graph.viz.pages.stance_lanes import part_of_decision
from stakeholder_graph.viz.palette import AMBER_DARK, BAND, INK, INK_SOFT, NAVY
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.motive_mark import add_number, add_torn_sign
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from stakeholder_graph.viz.pages.motive_facts import ConflictFacts, MotivesFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_motives_panel"]

_SECTION = ("stakeholder_graph.viz.pages", "motives")
_PADDING, _INDENT = 14.0, 26.0
_HEADING, _NAME, _WORDS = (12.5, 10.4), 12.2, 11.2
_LEADING, _HEADING_ROOM, _ITEM_GAP, _SECTION_GAP = 15.5, 25.0, 8.0, 12.0
_CONFLICT_LINES, _TORN_LINES, _SILENT_LINES = 4, 3, 5
_TORN_WORDS = {"hidden_blocker": "torn_blocker", "personal_friend": "torn_friend"}


class _Column:
    """The panel as it fills from the top down."""

    def __init__(self, draft: Draft, box: Box) -> None:
        self.draft, self.box, self.y = draft, box, box.y1 - _PADDING

    def room(self, height: float) -> bool:
        """Return whether a height is still free."""
        return self.y - height >= self.box.y0 + _PADDING / 2

    def heading(self, words: str) -> None:
        """Put down the heading of a section."""
        self.y -= _HEADING[0]
        room = self.box.width - 2 * _PADDING
        px = shrink_to_fit(self.draft.measure, words, room, _HEADING, bold=True)
        text = fit_line(self.draft.measure, words, room, px, bold=True)
        place = (self.box.x0 + _PADDING, self.y)
        self.draft.text(place, text, px, color=NAVY, background=BAND, bold=True, owner="panel")
        self.y -= _HEADING_ROOM - _HEADING[0]

    def line(self, words: str, *, indent: float = 0.0, strong: bool = False, color: str = INK_SOFT) -> None:
        """Put down one line."""
        px = _NAME if strong else _WORDS
        left = self.box.x0 + _PADDING + indent
        text = fit_line(self.draft.measure, words, self.box.x1 - _PADDING - left, px, bold=strong)
        place = (left, self.y - _LEADING / 2 - HALF_CAPITAL * px)
        self.draft.text(place, text, px, color=color, background=BAND, bold=strong, owner="panel")
        self.y -= _LEADING

    def wrapped(self, words: str, lines: int, *, indent: float = 0.0) -> None:
        """Put down a sentence over several lines."""
        room = self.box.width - 2 * _PADDING - indent
        for line in wrap_lines(self.draft.measure, words, room, _WORDS, lines=lines):
            self.line(line, indent=indent)


def add_motives_panel(draft: Draft, facts: MotivesFacts, box: Box, lang: Language) -> int:
    """Put the panel down, and return how many conflicts it has no room for."""
    names = facts.people.names
    column = _Column(draft, box)
    silent = _silent_height(facts)
    shown = _add_conflicts(column, facts, names, silent + (_torn_height(1) if facts.torn else 0.0), lang)
    _add_torn(column, facts, names, silent, lang)
    _add_against(column, facts, silent, lang)
    _add_silent(column, facts, lang)
    ground = Box(box.x0, max(box.y0, column.y - _PADDING), box.x1, box.y1)
    draft.add(Rectangle(ground, Layer.BAND, BAND, radius=5.0))
    return len(facts.conflicts) - shown


def _torn_height(count: int) -> float:
    return _HEADING_ROOM + count * (_TORN_LINES * _LEADING + _ITEM_GAP) + _SECTION_GAP


def _silent_height(facts: MotivesFacts) -> float:
    return _HEADING_ROOM + (_SILENT_LINES - 2) * _LEADING if facts.silent else 0.0


def _add_conflicts(column: _Column, facts: MotivesFacts, names: dict[str, str], reserved: float, lang: Language) -> int:
    column.heading(say(*_SECTION, "clashes", lang))
    if not facts.conflicts:
        column.wrapped(say(*_SECTION, "no_clash", lang), 3)
    shown = 0
    for number, conflict in enumerate(facts.conflicts, start=1):
        if shown and not column.room(_CONFLICT_LINES * _LEADING + reserved):
            break
        middle = (column.box.x0 + _PADDING + 8.0, column.y - _LEADING / 2)
        add_number(column.draft, middle, number, owner="panel")
        column.line(sentence_case(conflict.topic), indent=_INDENT, strong=True, color=INK)
        for line in _sides(facts, conflict, names, lang):
            column.line(line, indent=_INDENT)
        column.y -= _ITEM_GAP
        shown += 1
    column.y -= _SECTION_GAP
    return shown


def _sides(facts: MotivesFacts, conflict: ConflictFacts, names: dict[str, str], lang: Language) -> list[str]:
    """Return who is for and who against, and who of them moves the other."""
    first, second = names[conflict.first], names[conflict.second]
    pulls = {
        contact: sum(
            (motive.direction or 0.0)
            for motive in facts.motives
            if motive.contact == contact and motive.topic == conflict.topic
        )
        for contact in (conflict.first, conflict.second)
    }
    favour, oppose = (first, second) if pulls[conflict.first] >= pulls[conflict.second] else (second, first)
    lines = [say(*_SECTION, "served", lang, who=favour), say(*_SECTION, "hurt", lang, who=oppose)]
    there, back = conflict.first_moves_second, conflict.second_moves_first
    if there is None or back is None:
        return lines
    if not there and not back:
        return [*lines, say(*_SECTION, "no_tie", lang)]
    who, whom, strength = (first, second, there) if there >= back else (second, first, back)
    return [*lines, say(*_SECTION, "moves", lang, who=who, whom=whom, strength=f"{strength:.2f}")]


def _add_torn(column: _Column, facts: MotivesFacts, names: dict[str, str], reserved: float, lang: Language) -> None:
    if not facts.torn:
        return
    column.heading(say(*_SECTION, "torn", lang))
    for shown, (contact, how) in enumerate(facts.torn):
        if shown and not column.room(_TORN_LINES * _LEADING + reserved):
            rest = say(*_SECTION, "more", lang, count=len(facts.torn) - shown)
            column.line(rest)
            break
        add_torn_sign(column.draft, (column.box.x0 + _PADDING + 8.0, column.y - _LEADING / 2))
        column.line(names[contact], indent=_INDENT, strong=True, color=AMBER_DARK)
        column.wrapped(say(*_SECTION, _TORN_WORDS[how], lang), 2, indent=_INDENT)
        column.y -= _ITEM_GAP
    column.y -= _SECTION_GAP


def _add_against(column: _Column, facts: MotivesFacts, reserved: float, lang: Language) -> None:
    """Put down whose motives all point against us, the weightiest first, with the topics."""
    found = [contact for contact in facts.contacts if lean_of(facts, contact.id) == -1]
    if not found or not column.room(_HEADING_ROOM + 2 * _LEADING + reserved):
        return
    column.heading(say(*_SECTION, "against", lang))
    for shown, contact in enumerate(found):
        if not column.room(3 * _LEADING + reserved):
            column.line(say(*_SECTION, "more", lang, count=len(found) - shown))
            break
        motives = [motive for motive in facts.motives if motive.contact == contact.id]
        topics = dict.fromkeys(motive.topic or motive.description for motive in motives)
        column.line(contact.name, strong=True, color=INK)
        column.line(sentence_case(listed([topic for topic in topics if topic], lang)))
        column.y -= _ITEM_GAP / 2
    column.y -= _SECTION_GAP


def _add_silent(column: _Column, facts: MotivesFacts, lang: Language) -> None:
    """Put down of whom no motive is noted, and how much of the decision they hold."""
    if not facts.silent:
        return
    share = part_of_decision(sum(contact.size for contact in facts.silent))
    key = "silent" if facts.has_details else "silent_plain"
    if not column.room(_HEADING_ROOM + _LEADING):
        return
    column.heading(say(*_SECTION, key, lang, count=len(facts.silent), share=share))
    lines = max(1, min(_SILENT_LINES, int((column.y - column.box.y0 - _PADDING / 2) / _LEADING)))
    column.wrapped(listed([contact.name for contact in facts.silent], lang), lines)
