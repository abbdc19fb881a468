"""The frame of every page: title and key figures above, notes below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.palette import INK, INK_FAINT, INK_SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = [
    "FOOT_HEIGHT",
    "HEAD_HEIGHT",
    "MARGIN",
    "PAGE_HEIGHT",
    "PAGE_WIDTH",
    "KeyFigure",
    "add_footnotes",
    "add_header",
]

PAGE_WIDTH, PAGE_HEIGHT = 1600.0, 1000.0
HEAD_HEIGHT, FOOT_HEIGHT, MARGIN = 82.0, 36.0, 24.0
_TITLE_SIZES = (25.0, 18.0)
_TITLE_BELOW, _FIRST_OF_TWO_BELOW, _TITLE_PITCH = 40.0, 28.0, 22.0  # px from the upper edge to the baseline; of a line
_SUBTITLE_BELOW, _SUBTITLE_BELOW_TWO = 64.0, 70.0
_SUBTITLE_SIZE, _FIGURE_SIZE, _LABEL_SIZE, _NOTE_SIZE = 14.0, 22.0, 11.5, 11.0
_FIGURE_GAP, _TITLE_GAP = 28.0, 36.0


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number of the header with what it counts."""

    value: str
    label: str
    color: str = INK


def add_header(
    draft: Draft, title: str, subtitle: str, figures: Sequence[KeyFigure], *, reserved: float = 0.0
) -> tuple[float, float]:
    """Put down title, subtitle and key figures, and return the free span of x between them.

    The title shrinks where it is long, then takes two lines, so that `reserved` px at least stay free.
    """
    measure = draft.measure
    right = draft.width - MARGIN
    for figure in reversed(figures):
        width = max(measure.width(figure.value, _FIGURE_SIZE, bold=True), measure.width(figure.label, _LABEL_SIZE))
        value, label = (right, draft.height - 41), (right, draft.height - 62)
        draft.text(value, figure.value, _FIGURE_SIZE, color=figure.color, bold=True, align="right", owner="header")
        draft.text(label, figure.label, _LABEL_SIZE, color=INK_SOFT, align="right", owner="header")
        right -= width + _FIGURE_GAP
    end = right + _FIGURE_GAP - _TITLE_GAP
    room = end - MARGIN - reserved
    size = shrink_to_fit(measure, title, room, _TITLE_SIZES, bold=True)
    lines, below = [title], _SUBTITLE_BELOW
    if measure.width(title, size, bold=True) > room:
        lines, below = wrap_lines(measure, title, room, size, bold=True), _SUBTITLE_BELOW_TWO
    top = draft.height - (_TITLE_BELOW if len(lines) == 1 else _FIRST_OF_TWO_BELOW)
    widths = [
        draft.text((MARGIN, top - number * _TITLE_PITCH), line, size, bold=True, owner="header")
        for number, line in enumerate(lines)
    ]
    subtitle = fit_line(measure, subtitle, room, _SUBTITLE_SIZE)
    place = (MARGIN, draft.height - below)
    widths.append(draft.text(place, subtitle, _SUBTITLE_SIZE, color=INK_SOFT, owner="header"))
    return MARGIN + max(widths) + _TITLE_GAP, end


def add_footnotes(draft: Draft, method: str, notes: str, aside: str) -> None:
    """Put down how to read the page, what the reader should know of this map, and how confidential it is."""
    right = draft.width - MARGIN
    upper, lower = (21.5, 7.0) if notes else (14.0, 0.0)
    width = draft.text((right, upper), aside, _NOTE_SIZE, color=INK_FAINT, align="right", owner="footnote")
    first = fit_line(draft.measure, method, right - width - _TITLE_GAP - MARGIN, _NOTE_SIZE)
    second = fit_line(draft.measure, notes, draft.width - 2 * MARGIN, _NOTE_SIZE)
    draft.text((MARGIN, upper), first, _NOTE_SIZE, color=INK_FAINT, owner="footnote")
    draft.text((MARGIN, lower), second, _NOTE_SIZE, color=INK_FAINT, owner="footnote")
