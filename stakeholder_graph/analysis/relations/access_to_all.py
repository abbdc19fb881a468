"""How open the ways to everybody are, from one sample: what access means wherever it is weighed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.analysis.relations.passages import DRAWS, EXACT_TO, open_chances
from stakeholder_graph.analysis.relations.reach import introduction_steps, perhaps_in_reach, read_targets, routes_over

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route

__all__ = ["AccessKind", "AccessState", "AccessToAll", "access_to_all", "state_of", "state_of_any"]

AccessKind = Literal["reliability", "best_path"]
AccessState = Literal["open", "unknown", "closed"]


@dataclass(frozen=True, slots=True, eq=False)
class AccessToAll:
    """The access to every contact, and to those who decide.

    Attributes
    ----------
    contacts : dict of str to float
        To every contact who has not left, in [0, 1]; NaN where no way is known and there may be one.
    deciding : float
        To at least one of those who decide, in [0, 1]; NaN where nobody does, or as for one contact.
    """

    contacts: dict[str, float]
    deciding: float


def access_to_all(
    facts: Facts,
    kind: AccessKind = "reliability",
    *,
    routes: Mapping[str, Route] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    exact_to: int = EXACT_TO,
) -> AccessToAll:
    """Return the access to every contact who has not left, with the figures of :func:`assess_access`.

    Parameters
    ----------
    facts : Facts
        The account.
    kind : {"reliability", "best_path"}, default "reliability"
        How likely at least one way of introduction is open, or the reliability of the best single path.
    routes : mapping of str to Route, optional
        What ``best_routes`` returns, if that is at hand.
    draws, seed, exact_to
        As for :func:`assess_access`; one sample serves all.
    """
    steps, targets = introduction_steps(facts), read_targets(facts, None)
    routes = routes_over(facts, steps) if routes is None else routes
    contacts, perhaps = facts.arrays.contacts, perhaps_in_reach(facts, steps)
    reached = [contact for contact in contacts if contact in routes]
    if kind == "best_path":
        found = {contact: routes[contact].reliability for contact in reached}
        deciding = max((found[each] for each in targets if each in found), default=0.0)
    else:
        every = tuple(step for group in steps.values() for step in group)
        goals = [*((contact,) for contact in reached), targets]
        chances = [each.reliability for each in open_chances(every, goals, draws=draws, seed=seed, exact_to=exact_to)]
        found, deciding = dict(zip(reached, chances[:-1], strict=True)), chances[-1]
    states = {contact: state_of(contact, routes, perhaps) for contact in contacts}
    return AccessToAll(
        {each: found.get(each, math.nan if states[each] == "unknown" else 0.0) for each in contacts},
        math.nan if state_of_any([states[each] for each in targets]) == "unknown" else deciding,
    )


def state_of(contact: str, routes: Collection[str], perhaps: Collection[str]) -> AccessState:
    """Return whether there is a way to a contact, there may be one, or there is none."""
    return "open" if contact in routes else "unknown" if contact in perhaps else "closed"


def state_of_any(states: Collection[str]) -> AccessState:
    """Return the same for at least one of several; unknown where there is nobody."""
    if "open" in states:
        return "open"
    return "closed" if states and set(states) == {"closed"} else "unknown"
