"""Reporting lines as an orthogonal tree: down from the manager, along a channel between two rows, down to the report.

The channels between the rows and the gaps between the columns hold no card. Each manager has a track of its own in
them, so that lines of different managers never lie on top of each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.layout.placement import OrgLayout
    from stakeholder_graph.viz.segments import Floats

__all__ = ["descending", "route_reporting"]

_TAG_OVERHANG = 7.5  # px that the tags on the lower edge of a card hang over it
_TRACK_STEP = 6.0  # px between the tracks of two managers, less where the channel is narrow
_TRACK_MARGIN = 5.0  # px of a channel that stay free of tracks
_TRACK_GAP = 8.0  # px between two lines that share a track one after the other

Pair = tuple[str, str]
_Way = tuple[Literal["report", "manager", "gap"], int]  # down whose column, or in which gap
_Spans = dict[int, dict[str, list[tuple[float, float]]]]  # channel or gap -> manager -> pieces on it


@dataclass(frozen=True, slots=True)
class _Course:
    """The line of one reporting line before its tracks are known."""

    manager: str
    report: str
    way: _Way


def descending(layout: OrgLayout, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the (manager, report) pairs in which the report stands lower on the page, the order kept."""
    return [pair for pair in pairs if layout.cells[pair[0]][0] < layout.cells[pair[1]][0]]


def route_reporting(
    layout: OrgLayout, pairs: Sequence[Pair], undersides: Mapping[str, float], landings: Mapping[Pair, float]
) -> dict[Pair, Floats]:
    """Return the course of each reporting line.

    Parameters
    ----------
    layout : OrgLayout
        Where the cards stand.
    pairs : sequence of tuple of str
        (manager, report) with the report further down the page; see :func:`descending`.
    undersides : mapping of str to float
        The height at which a line may leave the card of each manager.
    landings : mapping of tuple of str to float
        The x at which each line reaches the card of the report.

    Returns
    -------
    dict of tuple of str to array of shape (m, 2)
        The corners of each line, from the manager to the report. No line passes through a card.
    """
    courses = _choose_ways(layout, pairs)
    across, down = _occupied_spans(layout, courses, landings)
    channel_tracks = _tracks(across, {channel: _channel(layout, channel) for channel in across})
    grid = layout.grid
    gap_width = grid.column_pitch - grid.card_width
    gap_tracks = _tracks(down, {gap: (grid.gap_x(gap), gap_width) for gap in down})
    lines = {}
    for course in courses:
        manager, report = course.manager, course.report
        (above, column), (below, _) = layout.cells[manager], layout.cells[report]
        x0, x1 = grid.column_x(column), landings[manager, report]
        top = layout.card(report).y1
        corners = [(x0, undersides[manager])]
        if course.way[0] == "gap":
            x = gap_tracks[course.way[1], manager]
            upper, lower = channel_tracks[above + 1, manager], channel_tracks[below, manager]
            corners += [(x0, upper), (x, upper), (x, lower), (x1, lower)]
        else:
            y = channel_tracks[below if course.way[0] == "manager" else above + 1, manager]
            corners += [(x0, y), (x1, y)]
        lines[manager, report] = np.array([*corners, (x1, top)])
    return lines


def _choose_ways(layout: OrgLayout, pairs: Sequence[Pair]) -> list[_Course]:
    """Choose for each line the column or gap in which it goes down; shorter falls choose first."""
    taken = dict.fromkeys(layout.cells.values(), "")  # cells that no line may pass, or only those of this manager
    courses = []
    for manager, report in sorted(pairs, key=lambda pair: (_fall(layout, pair), pair)):
        (above, here), (below, there) = layout.cells[manager], layout.cells[report]
        between = range(above + 1, below)
        header = above < layout.grid.band_lines <= below
        choices: list[tuple[_Way, int]] = [(("report", there), there)]
        if not header:
            choices.append((("manager", here), here))
        for way, column in choices:
            if all(taken.get((line, column), manager) == manager for line in between):
                taken.update(((line, column), manager) for line in between)
                courses.append(_Course(manager, report, way))
                break
        else:
            gap = there if here < there else there + 1
            courses.append(_Course(manager, report, ("gap", gap)))
    return courses


def _fall(layout: OrgLayout, pair: Pair) -> int:
    return layout.cells[pair[1]][0] - layout.cells[pair[0]][0]


def _occupied_spans(
    layout: OrgLayout, courses: Sequence[_Course], landings: Mapping[Pair, float]
) -> tuple[_Spans, _Spans]:
    """Return which manager needs which piece of which channel, and of which gap."""
    across: _Spans = {}
    down: _Spans = {}

    def note(spans: _Spans, place: int, manager: str, one: float, other: float) -> None:
        spans.setdefault(place, {}).setdefault(manager, []).append((min(one, other), max(one, other)))

    for course in courses:
        manager, report = course.manager, course.report
        (above, column), (below, _) = layout.cells[manager], layout.cells[report]
        x0, x1 = layout.grid.column_x(column), landings[manager, report]
        if course.way[0] == "gap":
            x = layout.grid.gap_x(course.way[1])
            note(across, above + 1, manager, x0, x)
            note(across, below, manager, x, x1)
            note(down, course.way[1], manager, layout.grid.line_y(below), layout.grid.line_y(above))
        else:
            note(across, below if course.way[0] == "manager" else above + 1, manager, x0, x1)
    return across, down


def _channel(layout: OrgLayout, channel: int) -> tuple[float, float]:
    """Return the middle and the height of the free room above line `channel`."""
    grid = layout.grid
    upper = grid.line_y(channel - 1) - grid.card_height / 2 - _TAG_OVERHANG * grid.scale
    lower = grid.header_top if channel == grid.band_lines else grid.line_y(channel) + grid.card_height / 2
    return (upper + lower) / 2, upper - lower


def _tracks(spans: _Spans, rooms: Mapping[int, tuple[float, float]]) -> dict[tuple[int, str], float]:
    """Return the coordinate of each manager's track; managers whose pieces do not overlap share one."""
    tracks = {}
    for place, pieces in spans.items():
        extents = sorted((min(a for a, _ in parts), max(b for _, b in parts), who) for who, parts in pieces.items())
        ends: list[float] = []
        numbers = {}
        for start, end, manager in extents:
            free = next((number for number, last in enumerate(ends) if start > last + _TRACK_GAP), len(ends))
            numbers[manager] = free
            ends[free : free + 1] = [end]
        middle, room = rooms[place]
        step = min(_TRACK_STEP, max(1.0, room - _TRACK_MARGIN) / len(ends))
        for manager, number in numbers.items():
            tracks[place, manager] = middle + (number - (len(ends) - 1) / 2) * step
    return tracks
