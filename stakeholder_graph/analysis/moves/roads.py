"""Who of ours goes to a contact and through whom, or whom to ask where nobody reaches the contact yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.moves.approach import is_against
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from stakeholder_graph.analysis.facts.bond import Bond
    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route

__all__ = ["Road", "bond_to_build_on", "peer_of", "road_to"]


@dataclass(frozen=True, slots=True)
class Road:
    """The way to a contact.

    Attributes
    ----------
    teammate : str or None
        Who of ours; None where the map does not say.
    through : tuple of str
        The contacts between; empty where whoever goes knows the contact. On the way to an answer, the last one is
        asked.
    """

    teammate: str | None = None
    through: tuple[str, ...] = ()


def bond_to_build_on(contact: Contact, as_of: dt.date | None) -> Bond | None:
    """Return the relationship that a visit builds on: the strongest today of those that have got beyond none.

    Of equally strong ones the one that had reached the higher step, then the one of the teammate whose id comes first.
    The contact's own row, which does not say whose relationship it is, counts only where no teammate's does. None where
    nobody of ours is known to know the contact.
    """
    noted = [bond for bond in contact.counted_bonds if bond.step not in (None, "none")]

    def placed(bond: Bond) -> tuple[float, int]:
        return round(bond.strength(as_of) or 0.0, SCORE_DIGITS), RELATIONSHIP_STEPS.order(str(bond.step))

    return max(noted, key=placed, default=None)  # sorted by the id of the teammate, and the first of equal ones


def road_to(contact: Contact, facts: Facts, routes: Mapping[str, Route]) -> Road:
    """Return who goes to a contact and through whom.

    Whoever of ours knows the contact best goes without an introduction. Where nobody of ours does, or where there is
    nobody yet to know, the most reliable route; where there is none, the one to whoever could tell us more. That is
    (ours) whom the contact moves and whom we have met, weighed by the tie and by how reliably we get there; else our
    best coach; nobody who is known to be against us.
    """
    bond = bond_to_build_on(contact, facts.as_of) if contact.active else None
    if bond is not None:
        return Road(bond.teammate)
    if contact.id in routes:
        return Road(routes[contact.id].teammate, routes[contact.id].through)
    asked = _acquaintance(contact, facts, routes)
    if asked is None:
        asked = next((coach.id for coach in facts.coaches if coach.id in routes), None)
    return Road() if asked is None else Road(routes[asked].teammate, (*routes[asked].through, asked))


def _acquaintance(contact: Contact, facts: Facts, routes: Mapping[str, Route]) -> str | None:
    listeners = {
        listener: round(tie["weight"] * routes[listener].reliability, SCORE_DIGITS)
        for (source, listener), tie in facts.ties.items()
        if source == contact.id and tie.get("sign", 1) > 0 and listener in routes
    }
    met = [listener for listener in listeners if facts.contacts[listener].contacted]
    friendly = [listener for listener in met if not is_against(facts.contacts[listener])]
    return max(friendly, key=lambda listener: listeners[listener], default=None)  # the first by id of equal ones


def peer_of(contact: Contact, facts: Facts) -> str | None:
    """Return who of ours is at least as senior as a contact and nearest in level; of several, the first by id.

    None where nobody is known to be.
    """
    if contact.level is None:
        return None
    levels = {mate.id: mate.level for mate in facts.team.values() if mate.level is not None}
    return max((mate for mate in levels if levels[mate] <= contact.level), key=lambda mate: levels[mate], default=None)
