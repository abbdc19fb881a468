"""Which way to a decision maker a map highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.analysis.relations.reach import best_routes
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS, ContactFacts, PathFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["read_best_path"]


def read_best_path(known: Facts, contacts: Sequence[ContactFacts]) -> PathFacts | None:
    """Return the most reliable way of introduction to the weightiest decision maker whom none of ours knows.

    Where ours know all of them, it is the relationship with the weightiest. A placeholder can be introduced to us as
    well as anybody once it is known who it is.

    Parameters
    ----------
    known : Facts
        Everything that is known of the buying center.
    contacts : sequence of ContactFacts
        The contacts of its map.
    """
    deciders = sorted(
        (contact for contact in contacts if contact.decides and contact.status != "left"),
        key=lambda one: (one.is_met, -one.size, one.id),
    )
    if not deciders:
        return None
    target = deciders[0].id
    if deciders[0].is_met:
        bond = known.contacts[target].bond
        return PathFacts(target, (target,), _name(known, bond.teammate), _rounded(bond.strength(known.as_of)))
    route = best_routes(known).get(target)
    if route is None:
        return PathFacts(target)
    through = tuple(step.target for step in route.steps)
    return PathFacts(target, through, _name(known, route.teammate), _rounded(route.reliability))


def _name(known: Facts, teammate: str | None) -> str:
    return "" if teammate is None else known.team[teammate].label


def _rounded(reliability: float | None) -> float | None:
    return None if reliability is None else round(reliability, FIGURE_DIGITS)
