"""Risks and next moves: two columns of short remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.palette import AMBER_DARK, INK, INK_SOFT, NAVY, WHITE
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.primitives import Circle, Layer
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.dashboard_facts import Remark
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MOST_REMARKS", "add_remarks"]

_SECTION = ("stakeholder_graph.viz.pages", "dashboard")
MOST_REMARKS = 3
_HEADING, _TITLE, _TEXT = 11.8, (12.8, 10.8), 11.2
_HEAD, _INDENT, _LEADING, _LINES = 21.0, 28.0, 13.6, 3
_TITLE_ROOM = 17.0
_DISC, _NUMBER = 9.2, 11.0


def add_remarks(draft: Draft, kind: str, remarks: Sequence[Remark], area: Box, lang: Language) -> None:
    """Put a column of numbered remarks down under its heading; where there are none, say so."""
    color = AMBER_DARK if kind == "risks" else NAVY
    place = (area.x0, area.y1 - _HEADING)
    draft.text(place, say(*_SECTION, kind, lang), _HEADING, color=color, bold=True, owner="remarks")
    if not remarks:
        nothing = wrap_lines(draft.measure, say(*_SECTION, f"no_{kind}", lang), area.width, _TEXT, lines=2)
        for number, line in enumerate(nothing):
            y = area.y1 - _HEAD - _TEXT - number * _LEADING
            draft.text((area.x0, y), line, _TEXT, color=INK_SOFT, owner="remarks")
        return
    pitch = (area.height - _HEAD) / MOST_REMARKS
    for number, remark in enumerate(remarks[:MOST_REMARKS]):
        top = area.y1 - _HEAD - number * pitch
        _add_number(draft, str(number + 1), (area.x0 + _DISC, top - _TITLE_ROOM / 2), color)
        _add_words(draft, remark, Box(area.x0 + _INDENT, area.y0, area.x1, top))


def _add_number(draft: Draft, number: str, center: Point, color: str) -> None:
    draft.add(Circle(center, _DISC, Layer.DISC, color))
    place = (center[0], center[1] - HALF_CAPITAL * _NUMBER)
    draft.text(place, number, _NUMBER, color=WHITE, background=color, bold=True, align="center", owner="remarks")


def _add_words(draft: Draft, remark: Remark, room: Box) -> None:
    """Put title and text of a remark down from the top of its room."""
    px = shrink_to_fit(draft.measure, remark.title, room.width, _TITLE, bold=True)
    title = fit_line(draft.measure, remark.title, room.width, px, bold=True)
    place = (room.x0, room.y1 - _TITLE_ROOM / 2 - HALF_CAPITAL * px)
    draft.text(place, title, px, color=INK, bold=True, owner="remarks")
    for number, line in enumerate(wrap_lines(draft.measure, remark.text, room.width, _TEXT, lines=_LINES)):
        height = room.y1 - _TITLE_ROOM - _TEXT - number * _LEADING
        draft.text((room.x0, height), line, _TEXT, color=INK_SOFT, owner="remarks")
