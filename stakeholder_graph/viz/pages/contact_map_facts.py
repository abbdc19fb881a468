"""What a map of who of ours knows whom shows, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.viz.facts.map_facts import MapFacts, TeammateFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stakeholder_graph.viz.facts.map_facts import ContactFacts

__all__ = ["BondFacts", "ContactMapFacts", "Form", "Reach", "ShapeFacts", "decision_parts", "reach_of"]

Form = Literal["none", "unknown", "bow_tie", "between", "diamond"]
_LEAST_PART = 0.005  # of the decision; what rounds to nothing is no part
Reach = Literal["several", "single", "weak", "nobody", "unknown"]


@dataclass(frozen=True, slots=True)
class BondFacts:
    """One relationship.

    Attributes
    ----------
    teammate, contact : str
        Who of ours, empty where nobody says who, and whom.
    step : int or None
        0 (none) to 5; None where it is not known.
    trend : str or None
        What the relationship goes through now.
    is_fading : bool
        Silence has cost it a quarter of its strength or more.
    strength : float or None
        Of today, in [0, 1]; None where it is not known.
    holds : bool or None
        It is strong enough to be a thread; None where that is not known.
    """

    teammate: str
    contact: str
    step: int | None = None
    trend: str | None = None
    is_fading: bool = False
    strength: float | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class ShapeFacts:
    """The shape of an account, as ``account_stage`` finds it.

    Attributes
    ----------
    form : {"none", "unknown", "bow_tie", "between", "diamond"}
        No tie holds; none is known to hold and some may; one thread; more; the diamond.
    threads : int
        Ties that hold and have nobody in common.
    stage : str or None
        Stage of the account.
    hub : str or None
        The person through whom most of the strength runs, empty for somebody of ours who is not named.
    hub_share : float
        That part of the strength; 0 where no tie holds.
    hub_is_ours : bool
        The person is one of ours.
    is_narrow : bool
        Nothing but functions or levels that meet is missing, as far as noted, for the diamond.
    carried : mapping of str to float
        The part of the strength that each of ours carries.
    functions_missing : tuple of str
        Functions of theirs on the map that no tie reaches.
    levels_missing : tuple of int
        Levels of theirs on the map that no tie reaches.
    functions_open, levels_open : frozenset
        Those of them that a tie may reach, for all that is known.
    has_functions, has_levels : bool
        Of anybody on the map the function, the level is known.
    """

    form: Form = "none"
    threads: int = 0
    stage: str | None = None
    hub: str | None = None
    hub_share: float = 0.0
    hub_is_ours: bool = True
    is_narrow: bool = False
    carried: Mapping[str, float] = field(default_factory=dict)
    functions_missing: tuple[str, ...] = ()
    levels_missing: tuple[int, ...] = ()
    functions_open: frozenset[str] = frozenset()
    levels_open: frozenset[int] = frozenset()
    has_functions: bool = True
    has_levels: bool = True


@dataclass(frozen=True, slots=True)
class ContactMapFacts:
    """Everything that the picture shows.

    Attributes
    ----------
    people : MapFacts
        The account and its contacts; drawn from relationships alone, of contacts only the names.
    team : mapping of str to TeammateFacts
        Our people by id; the empty id stands for somebody who is not named.
    bonds : tuple of BondFacts
        Sorted by contact, then by who of ours.
    names : mapping of str to str
        The name to show for everybody on both sides.
    shape : ShapeFacts or None
        None where the picture is drawn from relationships alone.
    holds_from : float
        The strength of today from which a relationship is a thread.
    """

    people: MapFacts = field(default_factory=MapFacts)
    team: Mapping[str, TeammateFacts] = field(default_factory=dict)
    bonds: tuple[BondFacts, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    shape: ShapeFacts | None = None
    holds_from: float = 0.3

    @property
    def contacts(self) -> tuple[ContactFacts, ...]:
        """Everybody who has not left: by share of the decision, then by the best relationship, then by id."""
        best = dict.fromkeys(self.names, 0.0)
        for bond in self.bonds:
            best[bond.contact] = max(best.get(bond.contact, 0.0), bond.strength or 0.0)
        here = (one for one in self.people.contacts if one.status != "left")
        return tuple(sorted(here, key=lambda one: (-one.size, -round(best.get(one.id, 0.0), 9), one.id)))

    def bonds_with(self, contact: str) -> tuple[BondFacts, ...]:
        """Return what is noted of our relationships with a contact."""
        return tuple(bond for bond in self.bonds if bond.contact == contact)

    def strings(self) -> Iterable[str]:
        """Yield every string that comes from data, for the choice of fonts."""
        yield from self.people.strings()
        yield from self.names.values()
        for mate in self.team.values():
            yield from (mate.initials, mate.name, mate.title)


def reach_of(bonds: Iterable[BondFacts]) -> tuple[Reach, int]:
    """Return how a contact is reached, and by how many threads that hold.

    What is known wins: one thread that holds is one, whatever else is not known. Where no relationship holds and one is
    not known, how the contact is reached is not known either.
    """
    noted = tuple(bonds)
    holding = sum(bond.holds is True for bond in noted)
    if holding:
        return ("several" if holding > 1 else "single"), holding
    if any(bond.step for bond in noted):
        return "weak", 0
    return ("nobody" if noted and all(bond.step == 0 for bond in noted) else "unknown"), 0


def decision_parts(facts: ContactMapFacts) -> dict[str, float]:
    """Return how the decision is reached, as parts of it that make up the whole where shares are known.

    Where rivals weigh against each other, shares and what is off the map sum to less than 1: the rest is cancelled.
    """
    parts: dict[str, float] = dict.fromkeys(("several", "single", "weak", "nobody", "unknown"), 0.0)
    for contact in facts.contacts:
        parts[reach_of(facts.bonds_with(contact.id))[0]] += contact.size
    known = facts.people.completeness
    if known is not None and any(parts.values()):
        rest = {"cancelled": known - sum(parts.values()), "unmapped": 1.0 - known}
        parts |= {key: part for key, part in rest.items() if part >= _LEAST_PART}
    return {key: part for key, part in parts.items() if part > 0.0}
