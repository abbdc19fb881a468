"""What is left of our ways to those who decide if somebody leaves, on either side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.analysis.relations.passages import open_chances_without
from stakeholder_graph.analysis.relations.reach import (
    US,
    introduction_steps,
    read_targets,
    routes_without,
    unknown_relationships,
)
from stakeholder_graph.analysis.relations.threads import cut_off_without, disjoint_threads, leading_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route, Step, Steps

__all__ = ["AccessKind", "LostWays", "lose_ways"]

AccessKind = Literal["best_path", "reliability"]
_DRAWS = 20_000  # ours, as for assess_access
_EXACT_TO = 20


@dataclass(frozen=True, slots=True)
class LostWays:
    """Our ways to those who decide, as they are and without each of some people.

    Attributes
    ----------
    access : float
        To at least one of those who decide, in [0, 1]; NaN where no way is known and there may be one.
    is_lower_bound : bool
        Whether a relationship that is not known could open one more way.
    threads : int
        Ways to those who decide without a person in common.
    access_without : dict of str to float
        The access without each person; NaN where there is nobody left to reach, or no way is known to begin with.
    threads_lost : dict of str to int
        How many threads fewer there are without the person; who is absent costs none.
    single_points : frozenset of str
        The people without whom somebody else who decides and is in reach would be out of reach.
    """

    access: float
    is_lower_bound: bool
    threads: int
    access_without: dict[str, float]
    threads_lost: dict[str, int]
    single_points: frozenset[str]


def lose_ways(facts: Facts, people: Sequence[str], access: AccessKind, seed: int = 0) -> LostWays:
    """Return what each of some people would cost us in ways to those who decide."""
    goal = read_targets(facts, None)
    network = introduction_steps(facts)
    steps = [step for group in network.values() for step in group]
    routes = {each: route for each, route in routes_without(facts, network, None).items() if each in goal}
    perhaps = not leading_to(steps, goal).isdisjoint(unknown_relationships(facts))
    if not routes:
        now = math.nan if perhaps or not goal else 0.0
        return LostWays(now, perhaps, 0, dict.fromkeys(people, now), {}, frozenset())
    if access == "best_path":
        now, without = _best_paths(facts, network, routes, people)
    else:
        now, without = _chances(steps, goal, people, seed)
    threads = disjoint_threads(steps, goal)
    if len(goal) == 1:
        without |= {each: math.nan for each in goal if each in without}
    return LostWays(
        access=now,
        is_lower_bound=perhaps,
        threads=len(threads),
        access_without=without,
        threads_lost=_lost_threads(steps, goal, threads),
        single_points=frozenset(
            person for each, route in routes.items() for person in cut_off_without(steps, (each,), _helpers(route))
        ),
    )


def _helpers(route: Route) -> list[str]:
    return [step.source for step in route.steps if step.source != US]


def _best_paths(
    facts: Facts, network: Steps, routes: Mapping[str, Route], people: Iterable[str]
) -> tuple[float, dict[str, float]]:
    """Return the reliability of the best route to anybody who decides, now and without each person."""
    best = max(routes.values(), key=lambda route: route.reliability)
    without = dict.fromkeys(people, best.reliability)
    for person in {*best.path} & without.keys():  # only who is on the best route can cost us any of it
        others = routes_without(facts, network, person)
        without[person] = max((others[each].reliability for each in routes if each in others), default=0.0)
    return best.reliability, without


def _chances(
    steps: Sequence[Step], goal: Sequence[str], people: Sequence[str], seed: int
) -> tuple[float, dict[str, float]]:
    """Return how likely at least one way to anybody who decides is open, now and without each person."""
    found = open_chances_without(steps, goal, (None, *people), draws=_DRAWS, seed=seed, exact_to=_EXACT_TO)
    return found[None].reliability, {person: found[person].reliability for person in people}


def _lost_threads(steps: Sequence[Step], goal: Sequence[str], threads: Sequence[Sequence[Step]]) -> dict[str, int]:
    on_them = {person for thread in threads for step in thread for person in (step.source, step.target)} - {US}
    lost = {}
    for person in sorted(on_them):
        left = [step for step in steps if person not in (step.source, step.target)]
        lost[person] = len(threads) - len(disjoint_threads(left, goal))
    return lost
