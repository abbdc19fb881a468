"""The ground of an org map: the lanes of the departments with their names, and the rows of seniority."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.seating import LaneKind
from stakeholder_graph.viz.lettering.text_fitting import fit_line, is_ideograph, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.palette import BAND, BAND_ALTERNATE, HAIRLINE, NAVY
from stakeholder_graph.viz.scene.drafting import ASCENT, DESCENT, HALF_CAPITAL, Draft
from stakeholder_graph.viz.scene.map_words import MapWords, lane_label, row_label
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.layout.placement import OrgLayout
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["LaneHeader", "add_lanes", "add_rows", "landing_x", "lane_headers"]

_SIZE, _SMALLEST, _LEADING = 12.5, 11.0, 14.5
_INSET = 11.0  # px from the left edge of a lane to its name
_LANDING_INSET = 12.0  # px from the right edge of a card, where a line from above passes beside a long name
_LANDING_ROOM = 9.0  # px between such a line and the name
_ROW_LEFT, _ROW_LINES, _SMALLEST_ROW = 14.0, 3, 10.6
_DOTS = (2.0, 3.0)


@dataclass(frozen=True, slots=True)
class LaneHeader:
    """The name of a lane, broken into lines, and the room it takes."""

    lines: tuple[str, ...]
    px: float
    left: float
    top: float
    box: Box


def lane_headers(measure: TextMeasure, layout: OrgLayout, words: MapWords) -> list[LaneHeader]:
    """Lay out the names of the lanes; where nobody is in a department that is named, the only lane has no name."""
    spans = layout.lane_spans()
    alone = len(spans) == 1
    if alone and spans[0][0].kind is LaneKind.UNKNOWN:
        return []
    beside_lines = (layout.grid.column_pitch + layout.grid.card_width) / 2 - _INSET - _LANDING_INSET - _LANDING_ROOM
    top = layout.grid.header_top
    headers = []
    for lane, left, end in spans:
        width = beside_lines if layout.grid.band_lines else end - left - 2 * _INSET
        lines, px = _broken(measure, lane_label(lane, words, alone=alone), width)
        right = left + _INSET + max(measure.width(line, px, bold=True) for line in lines)
        first = top - 5.0 - ASCENT * px
        bottom = first - (len(lines) - 1) * _LEADING - DESCENT * px
        headers.append(
            LaneHeader(tuple(lines), px, left + _INSET, first, Box(left + _INSET - 2, bottom, right + 2, top))
        )
    return headers


def _broken(measure: TextMeasure, name: str, width: float) -> tuple[list[str], float]:
    """Return a name in at most two lines, broken between two scripts, and the size at which it fits."""
    turns = [
        place
        for place, character in enumerate(name)
        if character == " "
        and 0 < place < len(name) - 1
        and is_ideograph(name[place - 1]) != is_ideograph(name[place + 1])
    ]
    for px in (_SIZE, _SMALLEST):
        lines = [name[: turns[0]], name[turns[0] + 1 :]] if turns else wrap_lines(measure, name, width, px, bold=True)
        if all(measure.width(line, px, bold=True) <= width for line in lines) and "".join(lines).replace(
            " ", ""
        ) == name.replace(" ", ""):
            return lines, px
    return [fit_line(measure, line, width, _SMALLEST, bold=True) for line in lines], _SMALLEST


def landing_x(layout: OrgLayout, headers: Sequence[LaneHeader], manager: str, report: str) -> float:
    """Return where a reporting line reaches the card of the report.

    That is the middle of the card, unless the line comes from the band above the lanes and the name of the lane stands
    in its way; then it is near the right edge.
    """
    (above, _), (below, column) = layout.cells[manager], layout.cells[report]
    x = layout.grid.column_x(column)
    passes = above < layout.grid.band_lines <= below
    if passes and any(header.box.x0 - _LANDING_ROOM < x < header.box.x1 + _LANDING_ROOM for header in headers):
        return x + layout.grid.card_width / 2 - _LANDING_INSET
    return x


def add_lanes(draft: Draft, layout: OrgLayout, headers: Sequence[LaneHeader]) -> None:
    """Put down the bands of the lanes and their names."""
    grid = layout.grid
    for number, (_, left, right) in enumerate(layout.lane_spans()):
        fill = BAND if number % 2 == 0 else BAND_ALTERNATE
        draft.add(Rectangle(Box(left + 2, grid.area.y0, right - 2, grid.header_top), Layer.BAND, fill))
    for number, header in enumerate(headers):
        y = header.top
        for line in header.lines:
            owner = f"lane:{number}"
            draft.text((header.left, y), line, header.px, color=NAVY, background=BAND, bold=True, owner=owner)
            y -= _LEADING


def add_rows(draft: Draft, layout: OrgLayout, words: MapWords, lang: Language) -> None:
    """Put down the names of the rows at the left, and dotted lines between the rows."""
    grid = layout.grid
    width = grid.area.x0 - _ROW_LEFT - 8.0
    for number, (row, middle) in enumerate(layout.row_middles()):
        label = row_label(row, words, lang)
        lines = wrap_lines(draft.measure, label, width, _SMALLEST_ROW, bold=True, lines=_ROW_LINES)
        widest = max(lines, key=lambda line: draft.measure.width(line, _SIZE, bold=True))
        px = shrink_to_fit(draft.measure, widest, width, (_SIZE, _SMALLEST_ROW), bold=True)
        y = middle + (len(lines) - 1) * _LEADING / 2 - HALF_CAPITAL * px
        for line in lines:
            draft.text((_ROW_LEFT, y), line, px, color=NAVY, bold=True, owner=f"row:{number}")
            y -= _LEADING
        line_number = grid.first_line(row)
        if line_number and line_number != grid.band_lines:
            height = (grid.line_y(line_number - 1) + grid.line_y(line_number)) / 2 - 3.0
            points = ((12.0, height), (grid.area.x1, height))
            draft.add(Polyline(points, Layer.SEPARATOR, HAIRLINE, 1.0, _DOTS))
