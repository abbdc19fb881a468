"""What a history shows, as plain facts: the snapshots, and where everybody stood in each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from datetime import date

    from stakeholder_graph.viz.facts.map_facts import ContactFacts

__all__ = ["HistoryFacts", "HistoryPoint", "HistoryRow"]

_MILD = 0.005  # what prints as no change
_SIDES = {"strong_supporter": "for", "supporter": "for", "sceptic": "against", "opponent": "against"}


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One contact in one snapshot: whether on the map and not left, and the stance, None where nobody knows it."""

    is_here: bool = False
    stance: float | None = None

    @property
    def state(self) -> str:
        """A key of the stance vocabulary, or ``"absent"``."""
        return classify_stance(self.stance) if self.is_here else "absent"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One contact over all snapshots.

    Attributes
    ----------
    contact : ContactFacts
        As in the latest snapshot that has it; the share is that of the last snapshot, None for who is not in it.
    points : tuple of HistoryPoint
        One for each snapshot.
    touches : tuple of datetime.date
        The days at which one of ours is known to have spoken to the contact, sorted.
    """

    contact: ContactFacts
    points: tuple[HistoryPoint, ...]
    touches: tuple[date, ...] = ()

    @property
    def first(self) -> float | None:
        """The first stance that is known."""
        return next((point.stance for point in self.points if point.stance is not None), None)

    @property
    def last(self) -> float | None:
        """The stance in the last snapshot."""
        return self.points[-1].stance

    @property
    def change(self) -> float | None:
        """How far the last stance is from the first one that is known; None where there are no two of them."""
        known = sum(point.stance is not None for point in self.points)
        if self.last is None or self.first is None or known < 2:  # noqa: PLR2004  a change is between two
            return None
        return self.last - self.first

    @property
    def direction(self) -> int:
        """1 where the contact moved toward us, -1 where away; 0 where that prints as no change or is not known."""
        change = self.change or 0.0
        return 0 if abs(change) < _MILD else 1 if change > 0 else -1

    @property
    def sides(self) -> tuple[str, str] | None:
        """On which side the contact stood first and stands last: for, neutral or against; None without two stances."""
        if self.change is None:
            return None
        first, last = (_SIDES.get(classify_stance(stance), "neutral") for stance in (self.first, self.last))
        return first, last

    @property
    def has_gone(self) -> bool:
        """Whether the contact was on the map and is not in the last snapshot."""
        return not self.points[-1].is_here


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """What a history shows.

    Attributes
    ----------
    account : MapFacts
        The account in the last snapshot.
    days : tuple of datetime.date
        Of the snapshots, the earliest first.
    rows : tuple of HistoryRow
        The weightiest first.
    leans : tuple of float or None
        Of the decision in each snapshot, None where it cannot be told; empty where the facts do not speak of it.
    stages : tuple of str or None
        Of the purchase; empty as the leans.
    has_presence : bool
        Whether it is known who was on the map; otherwise a stance that is missing may be that of somebody absent.
    is_owned : bool
        Somebody decides in the last snapshot; else the shares are of everybody's opinion.
    """

    account: MapFacts = field(default_factory=MapFacts)
    days: tuple[date, ...] = ()
    rows: tuple[HistoryRow, ...] = ()
    leans: tuple[float | None, ...] = ()
    stages: tuple[str | None, ...] = ()
    has_presence: bool = True
    is_owned: bool = True
