"""How an arrangement of cards will draw: the lines sketched before they are routed, and what they cost.

A tie is sketched as a straight line. A reporting line falls from the manager into the channel below, runs along it (its
bus), and falls to the report (its drop). A sketch is short, crosses little and passes few cards where the routed lines
will be and do so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.segments import Booleans, Floats

__all__ = ["Integers", "LineSketch", "Places", "Touched"]

Integers = NDArray[np.int64]
Places = NDArray[np.float32]  # whole px, so that points that are the same give turns of exactly 0

# What counts beside the px across of a line; ours, found by counting crossings of routed lines on maps of 10 to 60.
_CROSSING, _PASSED_CARD = 150.0, 150.0
_FALL = 0.35  # a px downward counts less than a px sideways: rows are far apart anyway
_NEAR_CARD = np.float32(0.85)  # half cards from the middle of a card within which a line passes over it


@dataclass(frozen=True, slots=True)
class Touched:
    """What moves in each of several arrangements; the sets are padded to the same length.

    Attributes
    ----------
    ties, reports : array of int, shape (b, k)
        Numbers of the lines that move.
    no_ties, no_reports : array of bool, shape (b, k)
        Where the padding is.
    cards : array of int, shape (b, m)
        Contacts whose cards move, so that other lines may pass them now.
    """

    ties: Integers
    no_ties: Booleans
    reports: Integers
    no_reports: Booleans
    cards: Integers

    def twice(self) -> Touched:
        """Return the same sets once more behind themselves."""
        parts = (self.ties, self.no_ties, self.reports, self.no_reports, self.cards)
        return Touched(*(np.concatenate([part, part]) for part in parts))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines in several arrangements, each part of shape (b, number of lines).

    A tie runs from (`ax`, `ay`) to (`bx`, `by`); a reporting line down at x `trunk` to the height `bus`, along it to x
    `landing`, and down to the height `end`.
    """

    ax: Places
    ay: Places
    bx: Places
    by: Places
    trunk: Places
    bus: Places
    landing: Places
    end: Places

    def picked(self, touched: Touched) -> _Lines:
        """Return only the lines that move."""
        rows = np.arange(len(self.ax))[:, None]
        ties = (one[rows, touched.ties] for one in self.ties)
        reports = (one[rows, touched.reports] for one in (self.trunk, self.bus, self.landing, self.end))
        return _Lines(*ties, *reports)

    @property
    def ties(self) -> tuple[Places, ...]:
        """The ties as segments."""
        return self.ax, self.ay, self.bx, self.by

    @property
    def buses(self) -> tuple[Places, ...]:
        """The level pieces of the reporting lines as segments."""
        return self.trunk, self.bus, self.landing, self.bus

    @property
    def drops(self) -> tuple[Places, ...]:
        """The pieces of the reporting lines that fall to the reports, as segments."""
        return self.landing, self.bus, self.landing, self.end


class LineSketch:
    """The sketched lines of a map.

    Parameters
    ----------
    ties, reports : array of int, shape (t, 2) and (r, 2)
        Numbers of the contacts that a tie joins; of manager and report.
    contacts : int
        How many contacts there are.
    card : tuple of float
        Width and height of a card.
    channel : float
        How far below the middle of a card the channel is in which its reporting lines run along.
    """

    def __init__(
        self, ties: Integers, reports: Integers, contacts: int, *, card: tuple[float, float], channel: float
    ) -> None:
        self.ties, self.reports = ties, reports
        self.half_card = (np.float32(card[0] / 2), np.float32(card[1] / 2))
        self.channel = np.float32(round(channel))
        everybody = np.arange(contacts)
        self.ends_of_ties = (ties[:, :, None] == everybody).any(axis=1)  # (t, n)
        self.ends_of_reports = (reports[:, :, None] == everybody).any(axis=1)

    def touched(self, movers: Sequence[Sequence[int]]) -> Touched:
        """Return what moves with each of several sets of contacts."""
        cards = np.array(movers)
        ties, no_ties = _numbers(self.ends_of_ties.T[cards].any(axis=1))
        reports, no_reports = _numbers(self.ends_of_reports.T[cards].any(axis=1))
        return Touched(ties, no_ties, reports, no_reports, cards)

    def everything(self, times: int) -> Touched:
        """Return that all lines move; the cards are all there before and after, so that none of them counts apart."""
        ties, reports = (np.arange(len(lines))[None].repeat(times, axis=0) for lines in (self.ties, self.reports))
        none = np.zeros((times, 0), dtype=np.int64)
        return Touched(ties, np.zeros(ties.shape, bool), reports, np.zeros(reports.shape, bool), none)

    def costs(self, places: Places, touched: Touched) -> Floats:
        """Return what the lines that move cost in each of several arrangements.

        Parameters
        ----------
        places : array of shape (b, 2, n)
            x and y of all contacts in each arrangement.
        touched : Touched
            What moves in each of them.
        """
        x, y = places[:, 0], places[:, 1]
        managers, below = self.reports.T
        ties = (x[:, self.ties[:, 0]], y[:, self.ties[:, 0]], x[:, self.ties[:, 1]], y[:, self.ties[:, 1]])
        lines = _Lines(*ties, x[:, managers], y[:, managers] - self.channel, x[:, below], y[:, below])
        moving = lines.picked(touched)
        crossings = _crossings(lines, moving, touched)
        passed = self._passed_cards(lines, moving, (x, y), touched)
        costs: Floats = self._lengths(moving, touched) + _CROSSING * crossings + _PASSED_CARD * passed
        return costs

    def _lengths(self, moving: _Lines, touched: Touched) -> Floats:
        ties = np.abs(moving.ax - moving.bx) + _FALL * np.abs(moving.ay - moving.by)
        fall = np.abs(moving.bus + self.channel - moving.end)
        reports = np.abs(moving.trunk - moving.landing) + _FALL * fall
        lengths: Floats = np.where(touched.no_ties, 0.0, ties).sum(axis=1)
        lengths += np.where(touched.no_reports, 0.0, reports).sum(axis=1)
        return lengths

    def _passed_cards(
        self, lines: _Lines, moving: _Lines, cards: tuple[Places, Places], touched: Touched
    ) -> NDArray[np.int64]:
        """Return how often lines that move pass over cards, and how often others pass over cards that move."""
        rows = np.arange(len(lines.ax))[:, None]
        moved = (cards[0][rows, touched.cards], cards[1][rows, touched.cards])
        ties = _marked(touched.ties, touched.no_ties, len(self.ties))
        reports = _marked(touched.reports, touched.no_reports, len(self.reports))
        own = self.ends_of_ties[touched.ties] | touched.no_ties[:, :, None]
        passed = self._passed(moving.ties, cards, own)
        own = self.ends_of_ties.T[touched.cards].transpose(0, 2, 1) | ties[:, :, None]
        passed += self._passed(lines.ties, moved, own)
        own = self.ends_of_reports[touched.reports] | touched.no_reports[:, :, None]
        passed += self._dropped_over((moving.landing, moving.bus, moving.end), cards, own)
        own = self.ends_of_reports.T[touched.cards].transpose(0, 2, 1) | reports[:, :, None]
        passed += self._dropped_over((lines.landing, lines.bus, lines.end), moved, own)
        return passed

    def _passed(self, lines: tuple[Places, ...], cards: tuple[Places, Places], exempt: Booleans) -> NDArray[np.int64]:
        """Return how often straight lines pass over cards: nearer to the middle than a part of half a card."""
        ax, ay, bx, by = (one[:, :, None] / half for one, half in zip(lines, [*self.half_card] * 2, strict=True))
        cx, cy = (one[:, None, :] / half for one, half in zip(cards, self.half_card, strict=True))
        ux, uy = bx - ax, by - ay
        square = np.maximum(ux * ux + uy * uy, np.float32(1e-6))
        wx, wy = cx - ax, cy - ay
        along = np.clip((wx * ux + wy * uy) / square, np.float32(0), np.float32(1))
        near = (wx - along * ux) ** 2 + (wy - along * uy) ** 2 < _NEAR_CARD**2
        counts: NDArray[np.int64] = (near & ~exempt).sum(axis=(1, 2))
        return counts

    def _dropped_over(
        self, drops: tuple[Places, ...], cards: tuple[Places, Places], exempt: Booleans
    ) -> NDArray[np.int64]:
        """Return how often reporting lines would fall through cards."""
        x, top, end = (one[:, :, None] for one in drops)
        cx, cy = (one[:, None, :] for one in cards)
        over = (np.abs(cx - x) < _NEAR_CARD * self.half_card[0]) & (cy < top) & (cy > end) & ~exempt
        counts: NDArray[np.int64] = over.sum(axis=(1, 2))
        return counts


def _crossings(lines: _Lines, moving: _Lines, touched: Touched) -> Floats:
    """Return how often lines that move cross others, each crossing once.

    Buses are level and drops upright, so that neither cross their like.
    """
    no_ties, no_reports = touched.no_ties[:, :, None], touched.no_reports[:, :, None]
    ties = _marked(touched.ties, touched.no_ties, lines.ax.shape[1])[:, None, :]
    reports = _marked(touched.reports, touched.no_reports, lines.bus.shape[1])[:, :, None]
    meetings = _crosses(moving.ties, lines.ties) & ~no_ties
    # A crossing of two ties that both move is seen from either of them.
    crossings: Floats = meetings.sum(axis=(1, 2)) - 0.5 * (meetings & ties).sum(axis=(1, 2))
    for pieces in (lines.buses, lines.drops):
        crossings += (_crosses(moving.ties, pieces) & ~no_ties).sum(axis=(1, 2))
    for pieces in (moving.buses, moving.drops):
        crossings += (_crosses(pieces, lines.ties) & ~(no_reports | ties)).sum(axis=(1, 2))
    falling = _falls_through((moving.trunk, moving.landing, moving.bus), (lines.landing, lines.bus, lines.end))
    crossings += (falling & ~no_reports).sum(axis=(1, 2))
    through = _falls_through((lines.trunk, lines.landing, lines.bus), (moving.landing, moving.bus, moving.end))
    crossings += (through & ~(touched.no_reports[:, None, :] | reports)).sum(axis=(1, 2))
    return crossings


def _numbers(marks: Booleans) -> tuple[Integers, Booleans]:
    """Return which of all lines (b, count) are marked in each set, as padded numbers, and where the padding is."""
    most = int(marks.sum(axis=1).max(initial=0))
    numbers = np.argsort(~marks, axis=1, kind="stable")[:, :most]
    return numbers, ~np.take_along_axis(marks, numbers, axis=1)


def _marked(numbers: Integers, absent: Booleans, count: int) -> Booleans:
    """Return for each set which of all lines are in it, shape (b, count)."""
    marks = np.zeros((len(numbers), count + 1), dtype=bool)
    marks[np.arange(len(numbers))[:, None], np.where(absent, count, numbers)] = True
    return marks[:, :count]


def _crosses(some: tuple[Places, ...], others: tuple[Places, ...]) -> Booleans:
    """Return which of some segments (b, k) cross which of others (b, s), properly."""
    ax, ay, bx, by = (one[:, :, None] for one in some)
    cx, cy, dx, dy = (one[:, None, :] for one in others)
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    base, other = ux * ay - uy * ax, vx * cy - vy * cx
    crossing: Booleans = (ux * cy - uy * cx - base) * (ux * dy - uy * dx - base) < 0
    crossing &= (vx * ay - vy * ax - other) * (vx * by - vy * bx - other) < 0
    return crossing


def _falls_through(buses: tuple[Places, ...], drops: tuple[Places, ...]) -> Booleans:
    """Return which level buses (b, k) are crossed by which upright drops (b, s)."""
    one, other, level = (part[:, :, None] for part in buses)
    x, top, end = (part[:, None, :] for part in drops)
    crossing: Booleans = (np.minimum(one, other) < x) & (x < np.maximum(one, other)) & (end < level) & (level < top)
    return crossing
