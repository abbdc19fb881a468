"""The best path to the decision maker: its band under the lines, and its people from one of ours onward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.lettering.text_fitting import fit_line, wrap_lines
from stakeholder_graph.viz.palette import HIGHLIGHT, INK, INK_SOFT, NAVY, REPORTING
from stakeholder_graph.viz.scene.map_words import percent
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import MapFacts, PathFacts
    from stakeholder_graph.viz.geometry.segments import Floats
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_band", "add_halo", "add_path_block", "band_symbol", "path_block_height", "path_sentence"]

_TEXTS = ("stakeholder_graph.viz.pages", "influence_map")
_BAND = 11.0  # px
_HALO, _HALO_RADIUS = 4.5, 11.0  # px around a card of the path
_HEADING, _NAME, _PLAIN = 13.0, 12.0, 11.5
_FIRST, _LINE, _PLAIN_LINE = 20.0, 16.5, 14.5  # px from the heading to the first line, and from line to line
_ARROW_ROOM = 16.0
_MOST_LINES, _REMARK_LINES = 9, 3


def add_band(draft: Draft, course: Floats) -> None:
    """Put down the band under one line of the path."""
    points: tuple[Point, ...] = tuple((x, y) for x, y in course.round(2).tolist())
    draft.add(Polyline(points, Layer.HIGHLIGHT, HIGHLIGHT, _BAND))


def add_halo(draft: Draft, card: Box) -> None:
    """Put down the band around one card of the path."""
    halo = Box(card.x0 - _HALO, card.y0 - _HALO, card.x1 + _HALO, card.y1 + _HALO)
    draft.add(Rectangle(halo, Layer.HIGHLIGHT, HIGHLIGHT, radius=_HALO_RADIUS))


def band_symbol(draft: Draft, center: Point, length: float) -> None:
    """Put down a piece of the band with a line on it, for the legend."""
    (x, y), half = center, length / 2
    draft.add(
        Polyline(((x - half, y), (x + half, y)), Layer.HIGHLIGHT, HIGHLIGHT, _BAND),
        Polyline(((x - half, y), (x + half, y)), Layer.TIE, REPORTING.color, 1.6),
    )


def path_sentence(facts: MapFacts, lang: Language) -> str:
    """Return the path in one sentence, for a page without room beside the map; nothing where nobody decides."""
    path = facts.path
    if path is None:
        return ""
    if not path.steps:
        return _remark(facts, path, lang) + say(*_TEXTS, "stop", lang)
    names = " → ".join([path.teammate or say(*_TEXTS, "path_unnamed", lang), *_names(facts, path)])
    return say(*_TEXTS, "path_note", lang, path=names, share=percent(path.reliability or 0.0))


def path_block_height(facts: MapFacts) -> float:
    """Return the px that the block takes from its heading down, at most."""
    path = facts.path
    if path is None:
        return 0.0
    if not path.steps:
        return _FIRST + _REMARK_LINES * _PLAIN_LINE
    return _FIRST + min(_MOST_LINES, len(path.contacts) + 1) * _LINE + _PLAIN_LINE


def add_path_block(draft: Draft, facts: MapFacts, corner: Point, width: float, lang: Language) -> None:
    """Put down who leads to whom, from one of ours to the decision maker, or what keeps us from saying so.

    `corner` is the left end of the heading.
    """
    left, top = corner
    path = facts.path
    if path is None:
        return
    draft.text((left, top), say(*_TEXTS, "path_heading", lang), _HEADING, color=NAVY, bold=True, owner="side")
    y = top - _FIRST
    if not path.steps:
        for line in wrap_lines(draft.measure, _remark(facts, path, lang), width, _PLAIN, lines=_REMARK_LINES):
            draft.text((left, y), line, _PLAIN, color=INK_SOFT, owner="side")
            y -= _PLAIN_LINE
        return
    start = path.teammate or say(*_TEXTS, "path_unnamed", lang)
    draft.text((left, y), fit_line(draft.measure, start, width, _NAME), _NAME, color=INK_SOFT, owner="side")
    names = _shortened(_names(facts, path))
    for number, name in enumerate(names, start=1):
        y -= _LINE
        ends = number == len(names)
        draft.text((left, y), "→", _NAME, color=INK_SOFT, owner="side")
        fitted = fit_line(draft.measure, name, width - _ARROW_ROOM, _NAME, bold=ends)
        draft.text((left + _ARROW_ROOM, y), fitted, _NAME, color=INK, bold=ends, owner="side")
    reliability = say(*_TEXTS, "path_reliability", lang, share=percent(path.reliability or 0.0))
    draft.text((left, y - _LINE), reliability, _PLAIN, color=INK_SOFT, owner="side")


def _names(facts: MapFacts, path: PathFacts) -> list[str]:
    names = facts.names
    return [names.get(contact, contact) for contact in path.contacts]


def _shortened(names: list[str]) -> list[str]:
    """Return the names with those in the middle left out where there are too many."""
    if len(names) < _MOST_LINES:
        return names
    return [*names[: _MOST_LINES - 3], "…", names[-1]]


def _remark(facts: MapFacts, path: PathFacts, lang: Language) -> str:
    """Return why there is no path: one of ours knows the decision maker, or no way is known."""
    who = facts.names.get(path.target, path.target)
    if not path.contacts:
        return say(*_TEXTS, "path_none", lang, who=who)
    if not path.teammate:
        return say(*_TEXTS, "path_direct_unnamed", lang, who=who)
    return say(*_TEXTS, "path_direct", lang, us=path.teammate, who=who)
