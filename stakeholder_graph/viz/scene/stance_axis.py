"""The axis of stances from -1 to 1, with the ground, the bounds and the name of each class."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import wrap_lines
from stakeholder_graph.viz.palette import HAIRLINE, INK_FAINT, INK_SOFT, STANCE_GROUNDS, stance_style
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.medallion import add_mark
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.scale import TICK_TEXT, Scale
from stakeholder_graph.vocabulary.stances import STANCES

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["AXIS_HEAD", "add_stance_axis", "add_stance_grid", "stance_scale"]

AXIS_HEAD = 44.0  # px above the axis for its ticks and the names of the classes
_CLASSES = {  # the bounds of `classify_stance`
    "opponent": (-1.0, -0.6),
    "sceptic": (-0.6, -0.2),
    "neutral": (-0.2, 0.2),
    "supporter": (0.2, 0.6),
    "strong_supporter": (0.6, 1.0),
}
_TICKS = (-1.0, -0.6, -0.2, 0.0, 0.2, 0.6, 1.0)
_NAME, _LINE = 11.5, 13.0
_MARK, _MARK_ROOM = 3.6, 14.0


def stance_scale(left: float, right: float) -> Scale:
    """Return the scale of stances between two edges."""
    return Scale(-1.0, 1.0, left, right)


def add_stance_axis(draft: Draft, box: Box, lang: Language) -> Scale:
    """Put down the grounds of the five classes in a box, their bounds, ticks and names above it; return the scale."""
    scale = stance_scale(box.x0, box.x1)
    for stance, (low, high) in _CLASSES.items():
        left, right = scale.x(low), scale.x(high)
        draft.add(Rectangle(Box(left, box.y0, right, box.y1), Layer.BAND, STANCE_GROUNDS[stance]))
        _add_name(draft, stance, (left, right, box.y1 + 26.0), lang)
    add_stance_grid(draft, box)
    return scale


def add_stance_grid(draft: Draft, box: Box) -> None:
    """Put down the bounds of the classes in a box, and their ticks above it."""
    scale = stance_scale(box.x0, box.x1)
    for tick in _TICKS:
        x = scale.x(tick)
        color, dash = (HAIRLINE, ()) if tick else (INK_FAINT, (2.0, 3.0))
        draft.add(Polyline(((x, box.y0), (x, box.y1)), Layer.SEPARATOR, color, 1.0, dash))
        text = signed(tick, 1) if tick else "0"
        draft.text((x, box.y1 + 6.0), text, TICK_TEXT, color=INK_SOFT, align="center", owner="axis")


def _add_name(draft: Draft, stance: str, place: tuple[float, float, float], lang: Language) -> None:
    """Put down the mark of a class and its name over the middle of its ground, in two lines where one is too long."""
    left, right, baseline = place
    name, room = sentence_case(STANCES.label(stance, lang)), right - left - _MARK_ROOM - 8.0
    lines = wrap_lines(draft.measure, name, room, _NAME, bold=True)
    widest = max(draft.measure.width(line, _NAME, bold=True) for line in lines)
    x = (left + right - widest + _MARK_ROOM) / 2
    style = stance_style(stance)
    middle = baseline + HALF_CAPITAL * _NAME + _LINE * (len(lines) - 1) / 2
    ink = replace(style, text=style.edge)
    add_mark(draft, (x - _MARK_ROOM + 4.0, middle), ink, _MARK, owner="axis")
    for number, line in enumerate(reversed(lines)):
        draft.text((x, baseline + _LINE * number), line, _NAME, color=INK_SOFT, bold=True, owner="axis")
