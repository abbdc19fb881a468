"""One relationship between one of ours and a contact: the step it has reached, its strength, and how that fades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS, STEP_STRENGTHS, TREND_MOVES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

__all__ = [
    "HALF_LIFE_DAYS",
    "HALF_LIFE_GAPS",
    "PACE",
    "SHORTEST_HALF_LIFE",
    "Bond",
    "Pace",
    "best_bond",
    "half_life",
    "read_bond",
]

HALF_LIFE_DAYS = 180.0  # ours: where neither a half-life nor the usual gap between contacts is known
SHORTEST_HALF_LIFE = 30.0  # ours: nobody is forgotten faster, however often one used to speak
# Silence for more than eight usual gaps means that the tie most likely decayed (Navarro et al. 2017); with a half-life
# of four gaps a quarter of the strength is left by then. Four is ours.
HALF_LIFE_GAPS = 4.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast relationships fade where their own rows do not say it.

    Attributes
    ----------
    half_life_days : float
        The half-life where not even the usual gap between contacts is known.
    gaps : float
        The half-life in usual gaps between contacts.
    shortest_days : float
        The least half-life that the gaps can give.
    """

    half_life_days: float = HALF_LIFE_DAYS
    gaps: float = HALF_LIFE_GAPS
    shortest_days: float = SHORTEST_HALF_LIFE


PACE = Pace()


@dataclass(frozen=True, slots=True)
class Bond:
    """How well one of ours knows a contact.

    Attributes
    ----------
    teammate : str or None
        Who of ours; None where the contact's own row says it.
    step : str or None
        The step the relationship has reached.
    reliability : float or None
        What the step or the given strength is worth, in [0, 1], before trend and fading.
    confidence : float or None
        How sure we are of it.
    last_contact : datetime.date or None
        When they last spoke.
    trend : str or None
        What the relationship goes through now.
    given_strength : bool
        The strength was stated; the trend, which moves a step, does not move it.
    half_life_days, usual_gap_days : float or None
        Days after which half of the strength is left, and the usual number of days between two contacts.
    """

    teammate: str | None = None
    step: str | None = None
    reliability: float | None = None
    confidence: float | None = None
    last_contact: dt.date | None = None
    trend: str | None = None
    given_strength: bool = False
    half_life_days: float | None = None
    usual_gap_days: float | None = None

    @property
    def rank(self) -> tuple[float, int]:
        """What bonds are compared by; an unknown one is below every known one."""
        if self.step is None or self.reliability is None:
            return (-1.0, -1)
        return (self.reliability, RELATIONSHIP_STEPS.order(self.step))

    @property
    def trended(self) -> float | None:
        """The strength with its trend: a fifth of the way to the next step up or down (ours)."""
        if self.reliability is None or self.step is None or self.given_strength or self.step == "none":
            return self.reliability
        move = TREND_MOVES.get(self.trend or "", 0.0)
        ladder = [*STEP_STRENGTHS.values(), 1.0]
        place = RELATIONSHIP_STEPS.order(self.step)
        beside = ladder[place + 1] if move > 0 else ladder[place - 1]
        return self.reliability + abs(move) * (beside - self.reliability)

    def left(self, as_of: dt.date | None, pace: Pace = PACE) -> float | None:
        """Return the part 2^(-days / half-life) of the strength that is left on a day; None where no date is known."""
        if as_of is None or self.last_contact is None:
            return None
        return float(2.0 ** (-(as_of - self.last_contact).days / half_life(self, pace)))

    def strength(self, as_of: dt.date | None, pace: Pace = PACE) -> float | None:
        """Return the strength r * 2^(-days / half-life) of a day, in [0, 1]; None where it is not known.

        Nothing fades where the day or the last contact is not known; :meth:`fades` says so.
        """
        trended, left = self.trended, self.left(as_of, pace)
        return trended if trended is None or left is None else trended * left

    def fades(self, as_of: dt.date | None) -> bool:
        """Return whether the fading could be reckoned."""
        return as_of is not None and self.last_contact is not None


def half_life(bond: Bond, pace: Pace = PACE) -> float:
    """Return the days after which half of a relationship's strength is left.

    As given; else four usual gaps between contacts, at least 30 days; else 180 days. All of it ours, the gaps after
    Navarro et al. (2017), and all of it in `pace`.

    References
    ----------
    Navarro, H., Miritello, G., Canales, A., & Moro, E. (2017). Temporal patterns behind the strength of persistent
    ties. EPJ Data Science 6(31).

    Examples
    --------
    >>> half_life(Bond(half_life_days=60)), half_life(Bond(usual_gap_days=14)), half_life(Bond())
    (60, 56.0, 180.0)
    """
    if bond.half_life_days is not None:
        return bond.half_life_days
    if bond.usual_gap_days is not None:
        return max(pace.shortest_days, pace.gaps * bond.usual_gap_days)
    return pace.half_life_days


def read_bond(cells: Mapping[str, Any]) -> Bond:
    """Return the bond that a row of contacts or relationships speaks of.

    A strength that is given wins over the strength of the step. Where only a strength is given, the step is the
    highest one that it reaches (ours).

    Examples
    --------
    >>> read_bond({"relationship": "trusted"}).reliability, read_bond({"strength": 0.6}).step
    (0.8, 'familiar')
    """
    step, strength = cells.get("relationship"), cells.get("strength")
    given = strength is not None
    if strength is None and step is not None:
        strength = STEP_STRENGTHS[step]
    if step is None and strength is not None:
        step = max((key for key, least in STEP_STRENGTHS.items() if least <= strength), key=RELATIONSHIP_STEPS.order)
    return Bond(
        teammate=cells.get("teammate"),
        step=step,
        reliability=strength,
        confidence=cells.get("confidence"),
        last_contact=cells.get("last_contact"),
        trend=cells.get("trend"),
        given_strength=given,
        half_life_days=cells.get("half_life_days"),
        usual_gap_days=cells.get("usual_gap_days"),
    )


def best_bond(bonds: Iterable[Bond]) -> Bond:
    """Return the strongest of the bonds that are known.

    Where the strongest known one is "none" and another is not known, the relationship is not known: somebody may
    well have met the contact.

    Examples
    --------
    >>> best_bond([Bond("t1", "none", 0.0), Bond("t2", "familiar", 0.55)]).teammate
    't2'
    >>> best_bond([Bond("t1", "none", 0.0), Bond("t2")]).step is None
    True
    """
    ordered = sorted(bonds, key=lambda bond: bond.teammate or "")
    best = max(ordered, key=lambda bond: bond.rank, default=Bond())
    if best.step == "none":
        return next((bond for bond in ordered if bond.step is None), best)
    return best
