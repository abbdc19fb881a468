"""A true axis of time: where a day stands, and which of many days are named without covering each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["TimeAxis", "named_places"]


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The days from `first` to `last` between two edges in px; a single day stands at the right edge."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where a day stands."""
        days = (self.last - self.first).days
        return self.right if days == 0 else self.left + (self.right - self.left) * (day - self.first).days / days


def named_places(places: Sequence[float], room: float) -> list[int]:
    """Return which of the places from left to right get a label `room` px wide: the last, the first, then as fit.

    Examples
    --------
    >>> named_places([0.0, 30.0, 70.0, 90.0, 140.0], 60.0)
    [0, 2, 4]
    """
    if not places:
        return []
    kept = [len(places) - 1]
    for number in range(len(places) - 1):
        if all(abs(places[number] - places[other]) >= room for other in kept):
            kept.append(number)
    return sorted(kept)
