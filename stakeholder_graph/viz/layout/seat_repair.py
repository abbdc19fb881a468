"""Seats that are mended until no disc, line or label lies on another.

The minimum-conflicts search of Minton, Johnston, Philips and Laird (1992): whoever is in conflict tries a few seats
near the first one with the label on each of eight sides, and takes the best. Where that does not end, labels become
shorter, and at last the lightest of those who carry nobody are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.layout.seat_costs import Standing, conflicts_of, label_boxes, seat_costs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.segments import Floats

__all__ = ["FirstSeat", "Mobile", "Seat", "repair_seats"]

Integers = NDArray[np.int64]

# Ours. So many rounds through everybody in conflict before labels become shorter, seats tried for each of them, and
# how far these lie from the first one: in radians along the ring, doubled from round to round up to a limit.
_ROUNDS, _TRIES, _REACH, _WIDEST = 14, 14, 0.05, 0.35
_ROUNDS_AFTER = 4  # ours: rounds after somebody was left out
_POLISH = 2  # rounds at the end in which whoever can stand better without a conflict does
_NARROW = 0.1  # part of the radius; nearer to the middle the turn does not grow any more
_BAND_MARGIN = 0.12  # of the width of a band: as near as a disc's middle may come to its edges
_MINDS = np.array([0.25, 0.9])  # cost of standing a radian, or the whole of the radius, off the first seat


class Mobile(Protocol):
    """What can be seated."""

    @property
    def id(self) -> str:
        """Whom."""

    @property
    def toward(self) -> str | None:
        """To whom the line runs."""

    @property
    def reach(self) -> float:
        """Half the side of the square of the disc."""

    @property
    def labels(self) -> tuple[tuple[float, float], ...]:
        """Width and height of the forms of the label, the fullest first."""

    @property
    def weight(self) -> float:
        """Who weighs least is left out first."""


@dataclass(frozen=True, slots=True)
class FirstSeat:
    """Where somebody should stand: angle, part of the radius, and the band from which the seat may be taken."""

    angle: float
    radius: float
    band: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody stands: the middle of the disc, the room of the label, on which side, and in which form."""

    center: Point
    label: Box
    side: int
    form: int


def repair_seats(
    markers: Sequence[Mobile], first: Sequence[FirstSeat], area: Box, half: tuple[float, float], *, seed: int = 0
) -> dict[str, Seat]:
    """Return a seat without conflict for everybody for whom there is one.

    Parameters
    ----------
    markers : sequence of Mobile
        Whom to seat; whoever is named in `toward` is among them.
    first : sequence of FirstSeat
        Where each of them should stand.
    area : Box
        Where everything has to lie.
    half : tuple of float
        Half width and half height of the ellipse whose radius is 1.
    seed : int, default 0
        Seed of the moves.
    """
    if not markers:
        return {}
    board = _Board(markers, first, area, half, seed)
    board.settle()
    return board.seats()


class _Board:
    """Seats that are being mended."""

    def __init__(
        self, markers: Sequence[Mobile], first: Sequence[FirstSeat], area: Box, half: tuple[float, float], seed: int
    ) -> None:
        self.markers = list(markers)
        self.forms = np.zeros(len(markers), dtype=int)
        self.most_forms = min(len(marker.labels) for marker in markers)
        self.wanted = np.array([(seat.angle, seat.radius) for seat in first])
        self.polar = self.wanted.copy()
        self.bands = np.array([_inner(seat.band) for seat in first])
        self.area, self.half = area, np.array(half)
        self.rng = np.random.default_rng(seed)
        numbers = {marker.id: number for number, marker in enumerate(markers)}
        self.toward = np.array([-1 if one.toward is None else numbers[one.toward] for one in markers])
        self.standing = Standing(
            places=self._places(self.polar),
            reaches=np.array([marker.reach for marker in markers]),
            labels=np.array([marker.labels[0] for marker in markers]),
            sides=np.zeros(len(markers), dtype=int),
            toward=self.toward,
            present=np.ones(len(markers), dtype=bool),
        )

    def _places(self, polar: Floats) -> Floats:
        angle, radius = polar[..., 0], polar[..., 1]
        places: Floats = np.array(self.area.center) + self.half * np.stack(
            [radius * np.cos(angle), radius * np.sin(angle)], axis=-1
        )
        return places

    def settle(self) -> None:
        """Mend the seats, shorten labels where that is not enough, and leave out who still has no room."""
        for number in range(len(self.markers)):
            self._move(number, 0.0)
        for form in range(1, self.most_forms):
            if self._mend():
                break
            self._shorten(form)
        if not self._mend():
            self._shorten(self.most_forms - 1, everybody=True)
            self._mend()
        while (worst := self._worst()) is not None:
            self.standing.present[worst] = False
            self._mend(rounds=_ROUNDS_AFTER)
        self._readmit()
        self._lengthen()
        for _ in range(_POLISH):
            for present in np.flatnonzero(self.standing.present):
                self._move(int(present), _REACH)

    def _mend(self, rounds: int = _ROUNDS) -> bool:
        """Let everybody in conflict move, again and again; return whether no conflict is left."""
        reach = _REACH
        for _ in range(rounds):
            troubled = np.flatnonzero(conflicts_of(self.standing, self.area))
            if not troubled.size:
                return True
            for number in self.rng.permutation(troubled):
                self._move(int(number), reach)
            reach = min(_WIDEST, 1.6 * reach)
        return not conflicts_of(self.standing, self.area).any()

    def _move(self, number: int, reach: float) -> None:
        """Give somebody the best of a few seats and sides."""
        polar = self._tries(number, reach)
        places = self._places(polar)
        costs = seat_costs(self.standing, number, places, self.area)
        off = np.abs(polar - self.wanted[number]) @ _MINDS
        seat, side = np.unravel_index(np.argmin(np.round(costs + off[:, None], 9)), costs.shape)
        self.polar[number] = polar[seat]
        self.standing.places[number] = places[seat]
        self.standing.sides[number] = side

    def _tries(self, number: int, reach: float) -> Floats:
        """Return the seats to try: the present one, the first one, and some around them."""
        here, wanted, (low, high) = self.polar[number], self.wanted[number], self.bands[number]
        if not reach:
            return np.array([here])
        if high <= low:
            return np.array([wanted])
        turn = min(np.pi, reach / max(_NARROW, wanted[1]))  # near the middle a px is a larger part of the turn
        spread = self.rng.normal(size=(_TRIES, 2)) * np.array([turn, 0.3 * (high - low)])
        half = _TRIES // 2
        around = np.vstack([here + spread[:half], wanted + 2 * spread[half:]])
        tries: Floats = np.vstack([here, wanted, around])
        tries[2:, 1] = np.clip(tries[2:, 1], low, high)
        return tries

    def _shorten(self, form: int, *, everybody: bool = False) -> None:
        """Give everybody in conflict a shorter label, or everybody."""
        for number in np.flatnonzero(conflicts_of(self.standing, self.area) + everybody):
            self.forms[number] = max(form, self.forms[number])
            self.standing.labels[number] = self.markers[number].labels[self.forms[number]]

    def _readmit(self) -> None:
        """Take back who was left out too soon, the weightiest first."""
        present = self.standing.present
        left_out = sorted(
            np.flatnonzero(~present).tolist(), key=lambda one: (-self.markers[one].weight, self.markers[one].id)
        )
        for number in left_out:
            if self.toward[number] >= 0 and not present[self.toward[number]]:
                continue
            present[number] = True
            for _ in range(_ROUNDS_AFTER):
                self._move(number, _WIDEST)
            if conflicts_of(self.standing, self.area).any():
                present[number] = False

    def _lengthen(self) -> None:
        """Give the fuller labels back where there is room after all, to the weightiest first."""
        shortened = np.flatnonzero(self.standing.present & (self.forms > 0)).tolist()
        for number in sorted(shortened, key=lambda one: (-self.markers[one].weight, self.markers[one].id)):
            for form in range(self.forms[number]):
                if self._fits(number, form):
                    break

    def _fits(self, number: int, form: int) -> bool:
        """Try a label of another form; where it brings a conflict, everything stays as it was."""
        standing = self.standing
        before = standing.labels[number].copy(), standing.places[number].copy(), standing.sides[number]
        polar = self.polar[number].copy()
        standing.labels[number] = self.markers[number].labels[form]
        self._move(number, _REACH)
        if not conflicts_of(standing, self.area).any():
            self.forms[number] = form
            return True
        standing.labels[number], standing.places[number], standing.sides[number] = before
        self.polar[number] = polar
        return False

    def _worst(self) -> int | None:
        """Return who is to be left out, None where all is well.

        That is the lightest in conflict who carries nobody; else the lightest of those whose route runs through
        somebody in conflict.
        """
        conflicts = conflicts_of(self.standing, self.area) > 0
        if not conflicts.any():
            return None
        present = self.standing.present
        carrying = set(self.toward[present].tolist())
        free = [number for number in np.flatnonzero(present).tolist() if number not in carrying]
        return min(
            free, key=lambda one: (self._trouble(one, conflicts), self.markers[one].weight, self.markers[one].id)
        )

    def _trouble(self, number: int, conflicts: NDArray[np.bool_]) -> int:
        """Return how many steps toward the middle the next conflict is."""
        steps = 0
        while number >= 0 and not conflicts[number]:
            number = int(self.toward[number])
            steps += 1
        return steps if number >= 0 else len(self.markers)

    def seats(self) -> dict[str, Seat]:
        """Return where everybody who is not left out stands."""
        standing = self.standing
        boxes = label_boxes(standing.places, standing.reaches, standing.labels)
        seats = {}
        for number in np.flatnonzero(standing.present).tolist():
            side = int(standing.sides[number])
            x, y = standing.places[number].tolist()
            seats[self.markers[number].id] = Seat(
                (x, y), Box(*boxes[number, side].tolist()), side, int(self.forms[number])
            )
        return seats


def _inner(band: tuple[float, float]) -> tuple[float, float]:
    low, high = band
    margin = _BAND_MARGIN * (high - low)
    return (low + margin if low else 0.0), high - margin
