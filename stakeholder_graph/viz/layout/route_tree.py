"""Each contact's strongest chain of influence to a decision maker, all of them together a tree.

The strength of a chain is the product of the weights of its ties; each step costs something besides, since what is
passed on loses its edge. The search is Dijkstra's (1959) from those who decide, on the logarithms.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import MapFacts, TieFacts

__all__ = [
    "SPEAK_UP",
    "STEP_COST",
    "Route",
    "distrusted_by",
    "find_listeners",
    "find_routes",
    "keep_weightiest_routes",
]

SPEAK_UP = 0.6  # ours: how strongly a report moves the own manager where no tie between them is noted
STEP_COST = 0.25  # ours: what a step costs besides; a chain with one step more has to be 1.28 times as strong
_DIGITS = 12  # costs that agree to so many decimals are equal: rounding must not choose the way


@dataclass(frozen=True, slots=True)
class Route:
    """How a contact reaches the decision.

    Attributes
    ----------
    contact : str
        Whose route it is.
    toward : str or None
        The next contact on it; None for those who decide.
    steps : int
        How many ties it has; 0 for those who decide.
    weight : float
        Strength of the first tie; 1 for those who decide.
    strength : float
        Product of the weights of all its ties.
    channel : str or None
        Of the first tie; None where nobody noted it.
    is_reporting : bool
        The first tie is the reporting line: no tie between the two is noted.
    """

    contact: str
    toward: str | None = None
    steps: int = 0
    weight: float = 1.0
    strength: float = 1.0
    channel: str | None = None
    is_reporting: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    source: str
    weight: float
    channel: str | None
    is_reporting: bool


def find_routes(facts: MapFacts, *, speak_up: float = SPEAK_UP, step_cost: float = STEP_COST) -> tuple[Route, ...]:
    """Return the strongest route of every contact who has one, those who decide first, then by steps, then by id.

    Who has left moves nobody. A tie that works against carries no route: what its source is for, its target distrusts.

    Parameters
    ----------
    facts : MapFacts
        The map.
    speak_up : float, default 0.6
        In [0, 1]: how strongly a report moves the own manager where no tie between them is noted; 0: not at all.
    step_cost : float, default 0.25
        At least 0: the cost of a step beside minus the logarithm of its weight.
    """
    ways = _ways_into(facts, speak_up)
    found: dict[str, Route] = {}
    roots = [contact.id for contact in facts.contacts if contact.decides and contact.status != "left"]
    # Cost, steps, contact, next: of equally good routes the shorter one, then the one over the smaller id.
    queue: list[tuple[float, int, str, str, Route]] = [(0.0, 0, root, "", Route(root)) for root in roots]
    heapq.heapify(queue)
    while queue:
        cost, _, contact, _, route = heapq.heappop(queue)
        if contact in found:
            continue
        found[contact] = route
        for way in ways.get(contact, ()):
            if way.source not in found:
                longer = replace(
                    route,
                    contact=way.source,
                    toward=contact,
                    steps=route.steps + 1,
                    weight=way.weight,
                    strength=route.strength * way.weight,
                    channel=way.channel,
                    is_reporting=way.is_reporting,
                )
                total = round(cost - math.log(way.weight) + step_cost, _DIGITS)
                heapq.heappush(queue, (total, longer.steps, way.source, contact, longer))
    return tuple(sorted(found.values(), key=lambda route: (route.steps, route.contact)))


def find_listeners(facts: MapFacts, *, speak_up: float = SPEAK_UP) -> frozenset[str]:
    """Return whom somebody is known to move, over a tie or a reporting line that can be a step of a route."""
    return frozenset(_ways_into(facts, speak_up))


def _ways_into(facts: MapFacts, speak_up: float) -> dict[str, list[_Way]]:
    """Return by listener who speaks to them; a reporting line counts where no tie between the two is noted."""
    present = {contact.id for contact in facts.contacts if contact.status != "left"}
    ways: dict[str, list[_Way]] = {}
    for tie in facts.ties:
        if tie.source in present and tie.target in present and not tie.is_negative:
            ways.setdefault(tie.target, []).append(_Way(tie.source, tie.weight, tie.channel, is_reporting=False))
    noted = {(tie.source, tie.target) for tie in facts.ties}
    for contact in facts.contacts:
        manager = contact.manager
        if speak_up > 0 and contact.id in present and manager in present and (contact.id, manager) not in noted:
            ways.setdefault(manager, []).append(_Way(contact.id, speak_up, None, is_reporting=True))
    return ways


def keep_weightiest_routes(facts: MapFacts, routes: Sequence[Route], most: int) -> tuple[Route, ...]:
    """Return at most `most` of the routes, whole: those who decide, then by share, each with everybody on the way."""
    if len(routes) <= most:
        return tuple(routes)
    by_id = {route.contact: route for route in routes}
    sizes = {contact.id: contact.size for contact in facts.contacts}
    ranked = sorted(routes, key=lambda route: (route.toward is not None, -sizes[route.contact], route.contact))
    kept: set[str] = set()
    for route in ranked:
        needed = []
        step: str | None = route.contact
        while step is not None and step not in kept:
            needed.append(step)
            step = by_id[step].toward
        if len(kept) + len(needed) <= most:
            kept.update(needed)
    return tuple(route for route in routes if route.contact in kept)


def distrusted_by(facts: MapFacts, contact: str) -> tuple[TieFacts, ...]:
    """Return the ties of a contact that work against, the strongest first."""
    against = (tie for tie in facts.ties if tie.source == contact and tie.is_negative)
    return tuple(sorted(against, key=lambda tie: (-tie.weight, tie.target)))
