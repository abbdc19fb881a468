"""Who of ours goes to a contact and through whom, or whom to ask where nobody reaches the contact yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.influence.measures import SCORE_DIGITS
from stakeholder_graph.analysis.moves.approach import is_against

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route

__all__ = ["Road", "peer_of", "road_to"]


@dataclass(frozen=True, slots=True)
class Road:
    """The way to a contact.

    Attributes
    ----------
    teammate : str or None
        Who of ours; None where the map does not say.
    through : tuple of str
        The contacts between; on the way to an answer, the last one is asked.
    """

    teammate: str | None = None
    through: tuple[str, ...] = ()


def road_to(contact: Contact, facts: Facts, routes: Mapping[str, Route]) -> Road:
    """Return the most reliable route to a contact; where there is none, the one to whoever could tell us more.

    That is (ours) whom the contact moves and whom we have met, weighed by the tie and by how reliably we get there;
    else our best coach; nobody who is known to be against us.
    """
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
