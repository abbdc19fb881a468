"""One row of a history: bars of stance on the axis of time, marks of coming, going and contact, and the change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import INK, INK_FAINT, INK_SOFT, NAVY, WHITE, stance_style
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.medallion import add_stance_dot
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polygon, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_arrow_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.history_facts import HistoryPoint, HistoryRow
    from stakeholder_graph.viz.pages.time_axis import TimeAxis
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Align

__all__ = ["add_change", "add_course", "add_gone", "add_joined", "add_touch", "stance_label"]

_DOT = 8.0  # radius of the dot that opens a bar
_BAR, _LOW_BAR = 15.0, 12.0  # px; the low one where the rows stand close
_LOW_PITCH = 27.0
_VALUE, _CHANGE = 10.6, 12.0
_NOTCH = 1.4  # px of the gap between two snapshots of one stance
_CROSS, _DIAMOND = 5.0, 3.9
_ARROW = (24.0, 10.0)  # px of the arrow of somebody who comes: from so far left of the dot to so far


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring snapshots of one state: the first of them, and the one after the last, or the last of all."""

    state: str
    first: int
    end: int


def add_course(
    draft: Draft, row: HistoryRow, places: Sequence[float], axis: TimeAxis, *, y: float, pitch: float
) -> None:
    """Put down the course of one contact around a height.

    A bar runs from the snapshot with a stance to the next one; where the stance is not known it is a dashed outline,
    and where the contact is not on the map there is nothing.
    """
    height = _BAR if pitch >= _LOW_PITCH else _LOW_BAR
    runs = _runs(row.points)
    for run in runs:
        if run.state != "absent":
            _add_bar(draft, row, run, places, (y, height))
    dots = _dots(runs, places)
    for number, state in dots:
        draft.add(Circle((places[number], y), _DOT + 1.4, Layer.DISC, WHITE))
        add_stance_dot(draft, (places[number], y), stance_style(state), _DOT, owner=row.contact.id)
    _add_values(draft, row, places, [number for number, _ in dots], y)
    for before, run in zip([None, *runs], runs, strict=False):
        if before is not None and run.state == "absent":
            add_gone(draft, (places[run.first], y))
        if before is not None and before.state == "absent":
            add_joined(draft, (places[run.first], y))
    for day in row.touches:
        add_touch(draft, (axis.x(day), y - height / 2 - _DIAMOND - 0.5))


def _runs(points: Sequence[HistoryPoint]) -> list[_Run]:
    runs = []
    for state, members in groupby(range(len(points)), key=lambda number: points[number].state):
        numbers = list(members)
        runs.append(_Run(state, numbers[0], min(numbers[-1] + 1, len(points) - 1)))
    return runs


def _add_bar(draft: Draft, row: HistoryRow, run: _Run, places: Sequence[float], band: tuple[float, float]) -> None:
    """Put down the bar of a run, with a notch at each snapshot within it."""
    y, height = band
    left, right = places[run.first], places[run.end]
    if right <= left:
        return
    style = stance_style(run.state)
    draft.add(
        Rectangle(
            Box(left, y - height / 2, right, y + height / 2), Layer.CARD, style.fill, style.edge, 0.9, 0.0, style.dash
        )
    )
    for number in range(run.first + 1, run.end):
        if row.points[number].stance is not None:
            notch = Box(places[number] - _NOTCH / 2, y - height / 2, places[number] + _NOTCH / 2, y + height / 2)
            draft.add(Rectangle(notch, Layer.CARD, WHITE))


def _dots(runs: Sequence[_Run], places: Sequence[float]) -> list[tuple[int, str]]:
    """Return where dots go, with the stance of each: where a stance begins, and at the last snapshot.

    Where two would cover each other the later one stays, since it is nearer to today.
    """
    wanted = [(run.first, run.state) for run in runs if run.state != "absent"]
    last = len(places) - 1
    if runs and runs[-1].state != "absent" and runs[-1].first != last:
        wanted.append((last, runs[-1].state))
    kept: list[tuple[int, str]] = []
    for number, state in reversed(wanted):
        if not kept or places[kept[-1][0]] - places[number] >= 2 * _DOT + 1.0:
            kept.append((number, state))
    return kept[::-1]


def _add_values(draft: Draft, row: HistoryRow, places: Sequence[float], dots: Sequence[int], y: float) -> None:
    """Put down the stance behind each snapshot at which it is another than before, where the bar has room for it."""
    shown: float | None = None
    for number, point in enumerate(row.points[:-1]):
        if point.stance is None:
            shown = None
            continue
        if point.stance == shown:
            continue
        shown = point.stance
        label = stance_label(point.stance)
        left = places[number] + (_DOT + 3.0 if number in dots else 5.0)
        right = places[number + 1] - (_DOT + 2.0 if number + 1 in dots else 3.0)
        if draft.measure.width(label, _VALUE, bold=True) <= right - left:
            style = stance_style(point.state)
            place = (left, y - HALF_CAPITAL * _VALUE)
            draft.text(place, label, _VALUE, color=style.text, background=style.fill, bold=True, owner=row.contact.id)


def stance_label(stance: float) -> str:
    """Return a stance with one digit where that says it all, else with two."""
    return signed(stance, 1 if abs(stance * 10 - round(stance * 10)) < 1e-6 else 2)  # noqa: PLR2004  rounding


def add_gone(draft: Draft, center: Point) -> None:
    """Put down the cross of somebody who has left."""
    (x, y), reach = center, _CROSS
    for points in (((x - reach, y - reach), (x + reach, y + reach)), ((x - reach, y + reach), (x + reach, y - reach))):
        draft.add(Polyline(points, Layer.STAR, WHITE, 4.4), Polyline(points, Layer.STAR, INK, 2.2))


def add_joined(draft: Draft, center: Point) -> None:
    """Put down the arrow of somebody who comes onto the map; it points to the dot at the centre."""
    x, y = center
    start, end = x - _ARROW[0], x - _ARROW[1]
    draft.add(Polyline(((start, y), (end - 6.0, y)), Layer.TIE, NAVY, 1.8))
    add_arrow_head(draft, (end - 7.0, y), (end, y), NAVY)


def add_touch(draft: Draft, center: Point) -> None:
    """Put down the diamond of a contact by our team."""
    (x, y), reach = center, _DIAMOND
    corners = ((x - reach, y), (x, y + reach), (x + reach, y), (x, y - reach))
    draft.add(Polygon(corners, Layer.TAG, NAVY, WHITE, 0.8))


def add_change(
    draft: Draft, row: HistoryRow, span: tuple[float, float], y: float, *, largest: float, ground: str
) -> None:
    """Put down how far the stance has moved: a bar from the middle, right toward us, and the figure behind it."""
    middle, half = sum(span) / 2, (span[1] - span[0]) / 2
    owner, baseline = row.contact.id, y - HALF_CAPITAL * _CHANGE
    change = row.change
    if change is None:
        draft.text((middle, baseline), "–", _CHANGE, color=INK_SOFT, background=ground, align="center", owner=owner)
        return
    draft.add(Polyline(((middle, y - 9.0), (middle, y + 9.0)), Layer.SEPARATOR, INK_FAINT, 0.8))
    label = stance_label(change)
    room = half - draft.measure.width("−0.00", _CHANGE, bold=True) - 6.0
    end = middle + room * change / largest if largest else middle
    if not row.direction:
        draft.text((middle + 6.0, baseline), label, _CHANGE, color=INK_FAINT, background=ground, owner=owner)
        return
    style = stance_style("supporter" if change > 0 else "opponent")
    draft.add(Rectangle(Box(min(middle, end), y - 6.0, max(middle, end), y + 6.0), Layer.CARD, style.fill))
    place = (end + 5.0, baseline) if change > 0 else (end - 5.0, baseline)
    align: Align = "left" if change > 0 else "right"
    draft.text(place, label, _CHANGE, color=INK, background=ground, bold=True, align=align, owner=owner)
