"""One contact, one teammate, one motive as the rules see them; unknown is None throughout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.rules.coach_classes import CRITERIA, CoachEvidence
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS, STEP_STRENGTHS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from stakeholder_graph.vocabulary.coaching import CoachClass

__all__ = ["Bond", "Contact", "Motive", "Teammate", "best_bond", "motive_sign", "read_bond"]


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
        In [0, 1].
    confidence : float or None
        How sure we are of it.
    last_contact : datetime.date or None
        When they last spoke.
    """

    teammate: str | None = None
    step: str | None = None
    reliability: float | None = None
    confidence: float | None = None
    last_contact: dt.date | None = None

    @property
    def rank(self) -> tuple[float, int]:
        """What bonds are compared by; an unknown one is below every known one."""
        if self.step is None or self.reliability is None:
            return (-1.0, -1)
        return (self.reliability, RELATIONSHIP_STEPS.order(self.step))


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
    if strength is None and step is not None:
        strength = STEP_STRENGTHS[step]
    if step is None and strength is not None:
        step = max((key for key, least in STEP_STRENGTHS.items() if least <= strength), key=RELATIONSHIP_STEPS.order)
    return Bond(cells.get("teammate"), step, strength, cells.get("confidence"), cells.get("last_contact"))


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


@dataclass(frozen=True, slots=True)
class Motive:
    """One motive of a contact: see the motives table of the schema."""

    kind: str
    direction: float | None = None
    strength: float | None = None
    topic: str | None = None
    tier: int | None = None
    confidence: float | None = None


def motive_sign(motives: Iterable[Motive]) -> int | None:
    """Return which way motives pull together: 1 for our offer, -1 against it, 0 neither way; None if not known.

    The strength-weighted direction. Motives that all pull one way need no strengths.

    Examples
    --------
    >>> motive_sign([Motive("personal", -0.5), Motive("personal", -0.1)])
    -1
    >>> motive_sign([Motive("personal", -0.5), Motive("personal", 0.9)]) is None  # neither has a strength
    True
    """
    noted = tuple(motives)
    directions = [motive.direction for motive in noted]
    if None in directions:
        return None
    signs = {(d > 0) - (d < 0) for d in directions if d}
    if len(signs) <= 1:
        return signs.pop() if signs else 0
    pull = 0.0
    for motive in noted:
        if motive.strength is None:
            return None
        pull += motive.strength * (motive.direction or 0.0)
    return (pull > 0) - (pull < 0)


@dataclass(frozen=True, slots=True)
class Teammate:
    """One of our own people."""

    id: str
    label: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact with everything that a condition may ask of it.

    Attributes
    ----------
    id : str
        The contact.
    cells : mapping of str to object
        The contact's own row, your own columns included; what is unknown is absent.
    function : str or None
        Of the department; given, or read from the department's name.
    bond : Bond
        The best relationship that anyone of ours has.
    bonds : tuple of Bond
        The relationships of each of ours.
    last_contact : datetime.date or None
        The latest date at which anyone of ours spoke to the contact.
    motives : tuple of Motive
        What moves the contact.
    share : float or None
        Share of the decision; None for a contact who has left.
    top_third, bottom_third : bool
        By decision influence.
    key : bool
        Holds decision_maker, or ranks in the top third, or is held to be influential.
    path : float or None
        Strength of the best chain of influence to a decision maker; None where nobody decides.
    coach_class : str
        The class of the coach test.
    """

    id: str
    cells: Mapping[str, Any]
    function: str | None = None
    bond: Bond = Bond()
    bonds: tuple[Bond, ...] = ()
    last_contact: dt.date | None = None
    motives: tuple[Motive, ...] = ()
    share: float | None = None
    top_third: bool = False
    bottom_third: bool = False
    key: bool = False
    path: float | None = None
    coach_class: CoachClass = "candidate"

    @property
    def label(self) -> str:
        """The name, or the id where there is none."""
        return str(self.cells.get("name", self.id))

    @property
    def status(self) -> str:
        """Active unless stated otherwise."""
        return str(self.cells.get("status", "active"))

    @property
    def active(self) -> bool:
        """Neither left nor a place not yet filled."""
        return self.status == "active"

    @property
    def outside(self) -> bool:
        """Not one of the customer's own people."""
        return self.cells.get("side") == "outside"

    @property
    def roles(self) -> tuple[str, ...]:
        """The decision roles held; empty where none is known."""
        return tuple(self.cells.get("roles", ()))

    @property
    def stance(self) -> float | None:
        """In [-1, 1]."""
        return self.cells.get("stance")

    @property
    def level(self) -> int | None:
        """Seniority; 1 is the top."""
        return self.cells.get("level")

    @property
    def stated_influence(self) -> float | None:
        """What we believe, in [0, 1]."""
        return self.cells.get("stated_influence")

    @property
    def tier(self) -> int | None:
        """What the evidence on the contact is worth, 1 to 4."""
        return self.cells.get("evidence_tier")

    @property
    def labelled(self) -> bool:
        """We call the contact our coach; where nothing is noted, we do not."""
        return self.cells.get("labelled_coach") is True

    @property
    def promising(self) -> bool:
        """We call the contact our coach, or one of the three classic criteria is met."""
        return self.labelled or True in self.evidence.criteria

    @property
    def contacted(self) -> bool | None:
        """Whether the relationship is above none."""
        return None if self.bond.step is None else self.bond.step != "none"

    @property
    def evidence(self) -> CoachEvidence:
        """What the coach test looks at."""
        signs = [motive_sign((motive,)) for motive in self.motives if motive.kind == "personal"]
        served = True if 1 in signs else None if None in signs or not signs else False
        credible, trusts_us, wants_us, acts = (self.cells.get(name) for name in CRITERIA)
        return CoachEvidence(
            self.active, self.stance, self.key, credible, trusts_us, wants_us, acts, self.tier, served, self.path
        )

    def step_at_least(self, step: str) -> bool | None:
        """Return whether the best relationship has reached a step."""
        if self.bond.step is None:
            return None
        return RELATIONSHIP_STEPS.order(self.bond.step) >= RELATIONSHIP_STEPS.order(step)
