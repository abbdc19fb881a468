"""How reliably each contact can be reached, and what is not known of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.relations.reach import introduction_steps, unknown_relationships

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route

__all__ = ["access_to_contacts"]


def access_to_contacts(facts: Facts, routes: Mapping[str, Route]) -> dict[str, float]:
    """Return the access to every contact who has not left, in [0, 1].

    Parameters
    ----------
    facts : Facts
        The account.
    routes : mapping of str to Route
        The most reliable route to each contact, from ``best_routes``.

    Returns
    -------
    dict of str to float
        The reliability of the most reliable route. Where there is none: NaN if there may be one, because nobody noted
        whether we know the contact, or somebody who could pass an introduction on to the contact; else 0.
    """
    found = {contact: routes[contact].reliability if contact in routes else 0.0 for contact in facts.arrays.contacts}
    if len(routes) < len(found):
        found |= dict.fromkeys(_perhaps_in_reach(facts) - set(routes), math.nan)
    return found


def _perhaps_in_reach(facts: Facts) -> set[str]:
    """Return whom an introduction might reach that starts with a relationship of which nothing is noted."""
    steps = introduction_steps(facts)
    waiting = list(unknown_relationships(facts))
    reached = set(waiting)
    while waiting:
        further = {step.target for step in steps.get(waiting.pop(), ())} - reached
        reached |= further
        waiting += further
    return reached
