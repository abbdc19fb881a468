"""The panels of a page of many parts: a frame with a title and a line that says how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.palette import HAIRLINE, INK, INK_SOFT, WHITE
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["add_panel"]

_RADIUS, _LINE = 8.0, 1.1
_PADDING = 14.0
_TITLE, _SUBTITLE = (14.5, 11.8), (11.2, 10.2)
_TITLE_FALL, _SUBTITLE_FALL, _HEAD = 23.0, 39.0, 48.0  # px below the upper edge: baselines, and where the room begins
_FOOT = 12.0


def add_panel(draft: Draft, box: Box, title: str, subtitle: str = "") -> Box:
    """Put the frame of a panel down with its words, and return the room in it."""
    draft.add(Rectangle(box, Layer.BAND, WHITE, HAIRLINE, _LINE, _RADIUS))
    left, room = box.x0 + _PADDING, box.width - 2 * _PADDING
    px = shrink_to_fit(draft.measure, title, room, _TITLE, bold=True)
    draft.text(
        (left, box.y1 - _TITLE_FALL),
        fit_line(draft.measure, title, room, px, bold=True),
        px,
        color=INK,
        bold=True,
        owner="panel",
    )
    small = shrink_to_fit(draft.measure, subtitle, room, _SUBTITLE)
    draft.text(
        (left, box.y1 - _SUBTITLE_FALL),
        fit_line(draft.measure, subtitle, room, small),
        small,
        color=INK_SOFT,
        owner="panel",
    )
    head = _HEAD if subtitle else _HEAD - (_SUBTITLE_FALL - _TITLE_FALL)
    return Box(left, box.y0 + _FOOT, box.x1 - _PADDING, box.y1 - head)
