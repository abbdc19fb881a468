"""The mark of how a decision role is covered: met, not met, not known, only a place, nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.palette import AMBER, AMBER_DARK, AMBER_PALE, INK_SOFT, NAVY, WHITE, Dash
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.legend import LegendEntry, Symbol
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polyline

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["MARK_RADIUS", "add_coverage_mark", "coverage_entries"]

MARK_RADIUS = 8.0
_HALO = 1.6  # px of white around a disc, so that it stands out on any ground
_DASH: Dash = (3.0, 2.2)
_SIGN = 11.5
# Fill, edge, ink and dash of the disc.
_LOOKS: dict[str, tuple[str, str, str, Dash]] = {
    "covered": (NAVY, NAVY, WHITE, ()),
    "not_met": (AMBER_PALE, AMBER, AMBER_DARK, ()),
    "unknown": (WHITE, INK_SOFT, INK_SOFT, _DASH),
    "placeholder": (WHITE, AMBER, AMBER_DARK, _DASH),
    "empty": (AMBER_PALE, AMBER, AMBER_DARK, _DASH),
}
_SIGNS = {"unknown": "?", "placeholder": "?", "empty": "!"}
# Courses of the strokes, in radii from the middle.
_STROKES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "covered": (((-0.45, 0.0), (-0.12, -0.36), (0.48, 0.4)),),
    "not_met": (((-0.36, -0.36), (0.36, 0.36)), ((-0.36, 0.36), (0.36, -0.36))),
}


def add_coverage_mark(draft: Draft, center: Point, status: str, *, owner: str = "") -> None:
    """Put down the disc of a status: a tick, a cross, a question mark (amber for a place), an exclamation mark."""
    fill, edge, ink, dash = _LOOKS[status]
    (x, y), r = center, MARK_RADIUS
    draft.add(Circle(center, r + _HALO, Layer.DISC, WHITE), Circle(center, r, Layer.DISC, fill, edge, 1.3, dash))
    for stroke in _STROKES.get(status, ()):
        points = tuple((x + r * across, y + r * up) for across, up in stroke)
        draft.add(Polyline(points, Layer.MARK, ink, 1.9))
    if status in _SIGNS:
        place = (x, y - HALF_CAPITAL * _SIGN)
        draft.text(place, _SIGNS[status], _SIGN, color=ink, background=fill, bold=True, align="center", owner=owner)


def coverage_entries(labels: Mapping[str, str], present: Collection[str]) -> tuple[LegendEntry, ...]:
    """Return what a legend says of the statuses, of which a page shows those that are present."""

    def symbol(status: str) -> Symbol:
        return lambda draft, center: add_coverage_mark(draft, center, status, owner="legend")

    return tuple(LegendEntry(labels[status], symbol(status), status in present) for status in _LOOKS)
