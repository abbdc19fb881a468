"""One contact and one teammate as every question sees them; unknown is None throughout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.bond import Bond
from stakeholder_graph.analysis.facts.coach_classes import CRITERIA, CoachEvidence
from stakeholder_graph.analysis.facts.motive import Motive, motive_sign
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from stakeholder_graph.vocabulary.coaching import CoachClass

__all__ = ["Contact", "Teammate"]

_NO_BOND = Bond()


@dataclass(frozen=True, slots=True)
class Teammate:
    """One of our own people: see the team table of the schema; `label` is the name, or the id where there is none."""

    id: str
    label: str
    level: int | None = None
    title: str | None = None
    function: str | None = None
    initials: str | None = None


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
        The relationships of each of ours, by the id of the teammate.
    own_bond : Bond or None
        What the contact's own row says of the relationship; None where it says nothing.
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
    bond: Bond = _NO_BOND
    bonds: tuple[Bond, ...] = ()
    own_bond: Bond | None = None
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

    @property
    def department(self) -> str | None:
        """As given."""
        return self.cells.get("department")

    @property
    def known_bonds(self) -> tuple[Bond, ...]:
        """Every relationship of ours that is noted, the one of the contact's own row last."""
        return self.bonds if self.own_bond is None else (*self.bonds, self.own_bond)

    @property
    def counted_bonds(self) -> tuple[Bond, ...]:
        """The relationships that count: the contact's own row does only where no teammate is known to know them."""
        spoken_for = any(bond.reliability for bond in self.bonds)
        return self.bonds if spoken_for else self.known_bonds

    def motives_of(self, kind: str) -> tuple[Motive, ...]:
        """Return the organisational or the personal motives."""
        return tuple(motive for motive in self.motives if motive.kind == kind)

    def step_at_least(self, step: str) -> bool | None:
        """Return whether the best relationship has reached a step."""
        if self.bond.step is None:
            return None
        return RELATIONSHIP_STEPS.order(self.bond.step) >= RELATIONSHIP_STEPS.order(step)
