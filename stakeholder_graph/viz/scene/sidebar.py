"""The right margin of a map: the gaps to close as ghost cards, our own people, and the best path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.palette import AMBER_DARK, INK, INK_SOFT, NAVY, WHITE
from stakeholder_graph.viz.scene.best_path import add_path_block, path_block_height
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, Draft
from stakeholder_graph.viz.scene.gap_card import add_gap_card
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import MapFacts, TeammateFacts
    from stakeholder_graph.viz.scene.map_words import MapWords
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["CHIP_ROOM", "SIDEBAR_WIDTH", "add_gap_chips", "add_sidebar", "sidebar_height"]

SIDEBAR_WIDTH = 180.0
_INSET = 12.0
_HEADING, _NAME, _TITLE, _INITIALS, _PLAIN = 13.0, 12.0, 10.8, 11.5, 11.5
_GAP_HEIGHT, _GAP_PITCH, _TEAM_PITCH = 54.0, 62.0, 40.0
_MOST_GAPS, _REMARK_LINES = 7, 3
_BLOCK_GAP, _REST_HEIGHT = 34.0, 18.0
_FIRST_GAP, _TEAM_TOP, _REMARK_PITCH = 26.0, 14.0, 14.5  # px above the first card, above our people, between lines
_CHIP_WIDTH, _CHIP_HEIGHT, _CHIP_GAP = 196.0, 44.0, 10.0
CHIP_ROOM = 300.0  # px of the header that one chip and the number of the other gaps need


def add_sidebar(draft: Draft, facts: MapFacts, area: Box, words: MapWords, lang: Language) -> None:
    """Put down the gaps from the top, below them our people and the best path, as much as there is room for."""
    left, width = area.x0, area.width - _INSET
    y = area.y1 - 16.0
    draft.text((left, y), words.gaps, _HEADING, color=AMBER_DARK if facts.gaps else INK_SOFT, bold=True, owner="side")
    y = area.y1 - _FIRST_GAP
    for gap in facts.gaps[:_MOST_GAPS]:
        add_gap_card(draft, gap, Box(left, y - _GAP_HEIGHT, left + width, y), words, lang)
        y -= _GAP_PITCH
    for remark in _remarks(facts, words):
        for line in wrap_lines(draft.measure, remark, width, _PLAIN, lines=_REMARK_LINES):
            y -= _REMARK_PITCH
            draft.text((left, y), line, _PLAIN, color=INK_SOFT, owner="side")
    top = y - _BLOCK_GAP
    path = path_block_height(facts)
    if facts.team:
        reserved = path + _BLOCK_GAP if path else 0.0
        top = _add_team(draft, facts, Box(left, area.y0 + reserved, left + width, top), words) - _BLOCK_GAP
    if path and top - path >= area.y0:
        add_path_block(draft, facts, (left, top), width, lang)


def sidebar_height(facts: MapFacts) -> float:
    """Return the px that everything in the sidebar takes, at most."""
    gaps = _FIRST_GAP + min(len(facts.gaps), _MOST_GAPS) * _GAP_PITCH + _REMARK_LINES * _REMARK_PITCH
    team = _BLOCK_GAP + _TEAM_TOP + len(facts.team) * _TEAM_PITCH if facts.team else 0.0
    path = path_block_height(facts)
    return gaps + team + (_BLOCK_GAP + path if path else 0.0)


def _remarks(facts: MapFacts, words: MapWords) -> list[str]:
    """Return what is said below the gaps: how many more there are, or that there are none, as far as that is known."""
    hidden = len(facts.gaps) - _MOST_GAPS
    remarks = [words.more.format(count=hidden)] if hidden > 0 else []
    if facts.stage is None:
        return [*remarks, words.roles_unchecked]
    return remarks if facts.gaps else [words.no_gaps]


def _add_team(draft: Draft, facts: MapFacts, area: Box, words: MapWords) -> float:
    """Put down our people, as many as there is room for, and return where they end."""
    draft.text((area.x0, area.y1), words.team, _HEADING, color=NAVY, bold=True, owner="side")
    draft.text((area.x1, area.y1), words.knows, _TITLE, color=INK_SOFT, align="right", owner="side")
    room = max(1, int((area.height - 8.0) / _TEAM_PITCH))
    shown = facts.team if len(facts.team) <= room else facts.team[: room - 1]
    y = area.y1 - _TEAM_TOP
    for teammate in shown:
        _add_teammate(draft, teammate, Box(area.x0, y - 30.0, area.x1, y))
        y -= _TEAM_PITCH
    if len(shown) < len(facts.team):
        rest = words.more.format(count=len(facts.team) - len(shown))
        draft.text((area.x0, y - 12.0), rest, _PLAIN, color=INK_SOFT, owner="side")
        y -= _REST_HEIGHT
    return y


def _add_teammate(draft: Draft, teammate: TeammateFacts, box: Box) -> None:
    """Put down the chip with the initials, name, title, and how many contacts this person knows."""
    frame = Box(box.x0, box.center[1] - 11.0, box.x0 + 32.0, box.center[1] + 11.0)
    draft.add(Rectangle(frame, Layer.CARD, WHITE, NAVY, 1.1, 4.0))
    px = shrink_to_fit(draft.measure, teammate.initials, 28.0, (_INITIALS, 10.0), bold=True)
    initials = fit_line(draft.measure, teammate.initials, 29.0, px, bold=True)
    place = (frame.center[0], frame.center[1] - HALF_CAPITAL * px)
    draft.text(place, initials, px, color=NAVY, bold=True, align="center", owner="side")
    count = (box.x1, box.center[1] - HALF_CAPITAL * _NAME)
    width = draft.text(
        count,
        "–" if teammate.contacts is None else str(teammate.contacts),
        _NAME,
        color=NAVY,
        bold=True,
        align="right",
        owner="side",
    )
    left = box.x0 + 39.0
    room = box.x1 - width - 6.0 - left
    name = fit_line(draft.measure, teammate.name, room, _NAME, bold=True)
    title = fit_line(draft.measure, teammate.title, room, _TITLE)
    below = 11.5 if title else 11.5 + 7.5
    draft.text((left, box.y1 - below), name, _NAME, color=INK, bold=True, owner="side")
    draft.text((left, box.y1 - 26.0), title, _TITLE, color=INK_SOFT, owner="side")


def add_gap_chips(draft: Draft, facts: MapFacts, span: tuple[float, float], words: MapWords, lang: Language) -> None:
    """Put down as many gaps as fit into a span of the header, where a crowded map has no room beside it."""
    left, right = span
    top = draft.height - 22.0
    shown = facts.gaps[: _chips_in(draft, facts, right - left, words)]
    for gap in shown:
        add_gap_card(draft, gap, Box(left, top - _CHIP_HEIGHT, left + _CHIP_WIDTH, top), words, lang)
        left += _CHIP_WIDTH + _CHIP_GAP
    hidden = len(facts.gaps) - len(shown)
    if hidden:
        rest = words.more.format(count=hidden)
        draft.text((left, top - _CHIP_HEIGHT / 2 - 4.0), rest, _PLAIN, color=AMBER_DARK, bold=True, owner="side")


def _chips_in(draft: Draft, facts: MapFacts, room: float, words: MapWords) -> int:
    """Return how many chips fit, with the number of the gaps that do not."""
    for count in range(len(facts.gaps), 0, -1):
        hidden = len(facts.gaps) - count
        rest = draft.measure.width(words.more.format(count=hidden), _PLAIN, bold=True) if hidden else -_CHIP_GAP
        if count * (_CHIP_WIDTH + _CHIP_GAP) + rest <= room:
            return count
    return 0
