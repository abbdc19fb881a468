"""What a forecast shows, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.scene.printable_facts import printable_contact, printable_facts

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure

__all__ = ["ForecastFacts", "Opinion", "Way", "printable_forecast"]

_LEAST_MOVE = 0.05  # ours: of a stance; the arrow of a shorter move would be all head
_LEAST_PULL = 0.02  # ours: a shorter one is no longer than the diamond at its end


@dataclass(frozen=True, slots=True)
class Way:
    """The way of an opinion from today to where it settles.

    Attributes
    ----------
    start, end : float
        Today, and settled.
    unmapped_move : float
        The part of the way that comes from listening to people who are not on the map.
    """

    start: float
    end: float
    unmapped_move: float = 0.0

    @property
    def turn(self) -> float:
        """Where the people on the map draw the opinion, and the pull of the others begins."""
        return self.end - self.unmapped_move if self.is_pulled else self.end

    @property
    def moved(self) -> float:
        """By how much the people on the map move the opinion; 0 where that is too little for an arrow."""
        moved = self.end - self.unmapped_move - self.start
        return moved if abs(moved) >= _LEAST_MOVE else 0.0

    @property
    def is_pulled(self) -> bool:
        """Whether people who are not on the map move the opinion enough to be drawn."""
        is_seen = bool(self.moved) or abs(self.end - self.start) >= _LEAST_MOVE
        return is_seen and abs(self.unmapped_move) >= _LEAST_PULL


@dataclass(frozen=True, slots=True)
class Opinion:
    """The opinion of one contact.

    Attributes
    ----------
    person : ContactFacts
        Who.
    share : float
        Share of the decision; negative where the decision runs against this contact.
    stance : float or None
        In [-1, 1], before talking to anybody; None where it is not known.
    settled : float or None
        After the talk; None where nothing of it is known.
    known : float
        In [0, 1], the part of the settled opinion that is made of judgements that are known.
    unmapped_move : float
        The part of settled - stance that comes from listening to people who are not on the map.
    """

    person: ContactFacts
    share: float
    stance: float | None = None
    settled: float | None = None
    known: float = 0.0
    unmapped_move: float = 0.0

    @property
    def contribution(self) -> float | None:
        """What the contact adds to the lean; None where the stance is not known."""
        return None if self.stance is None else self.share * self.stance

    @property
    def way(self) -> Way | None:
        """The way to the settled opinion; None where one of its ends is not known."""
        if self.stance is None or self.settled is None:
            return None
        return Way(self.stance, self.settled, self.unmapped_move)

    @property
    def reach(self) -> tuple[float, float]:
        """Between which ends the settled opinion lies, whatever those think whose judgement is not known.

        Where negative ties cancel others the true ends can lie closer.
        """
        middle, open_part = self.settled or 0.0, max(0.0, 1.0 - self.known)
        return max(-1.0, middle - open_part), min(1.0, middle + open_part)


@dataclass(frozen=True, slots=True)
class ForecastFacts:
    """Where a decision leans.

    Attributes
    ----------
    people : MapFacts
        The account.
    opinions : tuple of Opinion
        By size of the share, then by id.
    state : str
        ``"owned"``, ``"unowned"``, ``"unknown"`` or ``"empty"``, as of the forecast.
    lean, today : float or None
        Of those who decide, after the talk and before it; None where there is none, `today` also where the stance of
        one of them is not known.
    unmapped_move : float
        The part of lean - today that comes from those who decide listening to people who are not on the map.
    direction : str or None
        ``"for"``, ``"against"`` or ``"open"``; so is `today_direction` for `today`.
    interval, bounds : tuple of float or None
        Of the lean: the middle part of the draws, and what is possible.
    level : float
        The part of the draws.
    draws : int
        How many; 0 where nothing was drawn.
    group_lean : float or None
        The mean opinion of all.
    unattributed, unattributed_part, unknown_share : float
        The share of the people who are not on the map, what they add to the lean, and the share of stances that are
        not known.
    unmapped_given : bool
        Whether somebody said what the people who are not on the map think.
    deciders : tuple of str
        Their names.
    rounds : int or None
        Rounds of talk; None is at rest.
    rule : str
        The decision rule; `rule_reading` is what it makes of the opinions, in [0, 1] or None.
    weighed_stage : str or None
        The purchase stage by which contacts are weighed.
    """

    people: MapFacts = field(default_factory=MapFacts)
    opinions: tuple[Opinion, ...] = ()
    state: str = "owned"
    lean: float | None = None
    today: float | None = None
    unmapped_move: float = 0.0
    direction: str | None = None
    today_direction: str | None = None
    interval: tuple[float, float] | None = None
    bounds: tuple[float, float] | None = None
    level: float = 0.9
    draws: int = 0
    group_lean: float | None = None
    unattributed: float = 0.0
    unattributed_part: float = 0.0
    unknown_share: float = 0.0
    unmapped_given: bool = False
    deciders: tuple[str, ...] = ()
    rounds: int | None = None
    rule: str = "weighted"
    rule_reading: float | None = None
    weighed_stage: str | None = None

    @property
    def way(self) -> Way | None:
        """The way of the lean; None where nobody talks, or where one of its ends is not known."""
        if self.today is None or self.lean is None or self.rounds == 0:
            return None
        return Way(self.today, self.lean, self.unmapped_move)

    @property
    def today_is_open(self) -> bool:
        """Whether somebody decides of whom nobody knows the stance of today."""
        return self.today is None and self.state != "unowned"

    @property
    def not_known(self) -> float:
        """The share of the decision of which nobody knows where it stands."""
        return self.unknown_share + (0.0 if self.unmapped_given else abs(self.unattributed))

    @property
    def sign_is_sure(self) -> bool:
        """Whether the interval lies on one side of 0."""
        return self.interval is not None and self.interval[0] * self.interval[1] > 0


def printable_forecast(facts: ForecastFacts, measure: TextMeasure) -> ForecastFacts:
    """Return the facts with every string as it can be drawn."""
    opinions = tuple(replace(one, person=printable_contact(one.person, measure)) for one in facts.opinions)
    deciders = tuple(measure.printable(name) for name in facts.deciders)
    return replace(facts, people=printable_facts(facts.people, measure), opinions=opinions, deciders=deciders)
