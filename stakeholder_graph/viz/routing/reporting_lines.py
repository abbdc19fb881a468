"""Reporting lines as an orthogonal tree: down from the manager, along a channel between two rows, down to the report.

The channels between the rows and the gaps between the columns hold no card. Each manager has a track of its own in
them, so that lines of different managers never lie on top of each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.geometry.segments import Floats
    from stakeholder_graph.viz.layout.placement import OrgLayout

__all__ = ["descending", "route_reporting"]

_TAG_OVERHANG = 7.5  # px that the tags on the lower edge of a card hang over it
_TRACK_STEP = 6.0  # px between the tracks of two managers, less where the channel is narrow
_TRACK_MARGIN = 5.0  # px of a channel that stay free of tracks
_TRACK_GAP = 8.0  # px between two lines that share a track one after the other

Pair = tuple[str, str]
_Way = tuple[Literal["report", "manager", "gap"], int]  # down whose column, or in which gap
_Needs = dict[int, dict[str, "_Need"]]  # channel or gap -> manager -> what the line needs there


@dataclass(frozen=True, slots=True)
class _Course:
    """The line of one reporting line before its tracks are known."""

    manager: str
    report: str
    way: _Way


@dataclass(slots=True)
class _Need:
    """What the lines of one manager need of a channel or gap: the pieces along it, and where they come and go.

    `before` and `after` are the places along it at which lines reach its track from above or the left, and leave it
    downward or to the right.
    """

    pieces: list[tuple[float, float]] = field(default_factory=list)
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)

    @property
    def extent(self) -> tuple[float, float]:
        """From the first to the last place that the track passes."""
        return min(one for one, _ in self.pieces), max(other for _, other in self.pieces)

    def meets(self, other: _Need) -> bool:
        """Whether the two cannot share a track."""
        (start, end), (other_start, other_end) = self.extent, other.extent
        return start <= other_end + _TRACK_GAP and other_start <= end + _TRACK_GAP

    def crossings_before(self, other: _Need) -> int:
        """Return how often the lines of two managers cross if the track of this one is the upper or left one."""
        (start, end), (other_start, other_end) = self.extent, other.extent
        entering = sum(start < place < end for place in other.before)
        return entering + sum(other_start < place < other_end for place in self.after)


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
    across, down = _needs(layout, courses, landings)
    channel_tracks = _tracks(across, {channel: _channel(layout, channel) for channel in across}, down=True)
    grid = layout.grid
    gap_width = grid.column_pitch - grid.card_width
    gap_tracks = _tracks(down, {gap: (grid.gap_x(gap), gap_width) for gap in down}, down=False)
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


def _needs(layout: OrgLayout, courses: Sequence[_Course], landings: Mapping[Pair, float]) -> tuple[_Needs, _Needs]:
    """Return which manager needs which piece of which channel, and of which gap."""
    across: _Needs = {}
    down: _Needs = {}

    def note(needs: _Needs, place: int, manager: str, before: Sequence[float], after: Sequence[float]) -> None:
        need = needs.setdefault(place, {}).setdefault(manager, _Need())
        need.pieces.append((min(*before, *after), max(*before, *after)))
        need.before += before
        need.after += after

    for course in courses:
        manager, report = course.manager, course.report
        (above, column), (below, _) = layout.cells[manager], layout.cells[report]
        x0, x1 = layout.grid.column_x(column), landings[manager, report]
        if course.way[0] == "gap":
            x = layout.grid.gap_x(course.way[1])
            note(across, above + 1, manager, [x0], [x])
            note(across, below, manager, [x], [x1])
            ends = layout.grid.line_y(below), layout.grid.line_y(above)
            sides: tuple[list[float], list[float]] = ([], [])
            sides[x0 > x].append(ends[1])
            sides[x1 > x].append(ends[0])
            note(down, course.way[1], manager, *sides)
        else:
            note(across, below if course.way[0] == "manager" else above + 1, manager, [x0], [x1])
    return across, down


def _channel(layout: OrgLayout, channel: int) -> tuple[float, float]:
    """Return the middle and the height of the free room above line `channel`."""
    grid = layout.grid
    upper = grid.line_y(channel - 1) - grid.card_height / 2 - _TAG_OVERHANG * grid.scale
    lower = grid.header_top if channel == grid.band_lines else grid.line_y(channel) + grid.card_height / 2
    return (upper + lower) / 2, upper - lower


def _tracks(needs: _Needs, rooms: Mapping[int, tuple[float, float]], *, down: bool) -> dict[tuple[int, str], float]:
    """Return the coordinate of each manager's track; managers whose pieces do not meet share one.

    `down` says that the first track is the uppermost, not the leftmost.
    """
    tracks = {}
    for place, lines in needs.items():
        numbers: dict[str, int] = {}
        for manager in _order(lines):
            above = [numbers[other] for other in numbers if lines[other].meets(lines[manager])]
            numbers[manager] = max(above, default=-1) + 1
        count = max(numbers.values()) + 1
        middle, room = rooms[place]
        step = min(_TRACK_STEP, max(1.0, room - _TRACK_MARGIN) / count) * (-1 if down else 1)
        for manager, number in numbers.items():
            tracks[place, manager] = middle + (number - (count - 1) / 2) * step
    return tracks


def _order(lines: Mapping[str, _Need]) -> list[str]:
    """Return the managers in the order of their tracks: one after the other is put where its lines cross least."""
    order: list[str] = []
    for manager in sorted(lines, key=lambda one: (lines[one].extent, one)):
        crossings = []
        for place in range(len(order) + 1):
            first = sum(lines[one].crossings_before(lines[manager]) for one in order[:place])
            last = sum(lines[manager].crossings_before(lines[one]) for one in order[place:])
            crossings.append(first + last)
        order.insert(crossings.index(min(crossings)), manager)
    return order
