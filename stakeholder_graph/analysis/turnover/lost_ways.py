"""What is left of our ways to those who decide if somebody leaves, on either side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.relations.passages import DRAWS, EXACT_TO, chances_left
from stakeholder_graph.analysis.relations.reach import (
    US,
    introduction_steps,
    read_targets,
    routes_over,
    unknown_relationships,
)
from stakeholder_graph.analysis.relations.threads import cut_off_without, disjoint_threads, leading_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.access_to_all import AccessKind
    from stakeholder_graph.analysis.relations.reach import Route, Step, Steps

__all__ = ["LostWays", "lose_ways"]


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
    access_succeeded : dict of str to float
        The same with a successor who has the person's ties and with whom we have no relationship yet; NaN where no way
        is known to begin with.
    threads_lost, threads_succeeded : dict of str to int
        How many threads fewer there are without the person, and with such a successor; who is absent costs none.
    single_points : frozenset of str
        The people without whom somebody else who decides and is in reach would be out of reach.
    """

    access: float
    is_lower_bound: bool
    threads: int
    access_without: dict[str, float]
    access_succeeded: dict[str, float]
    threads_lost: dict[str, int]
    threads_succeeded: dict[str, int]
    single_points: frozenset[str]


def lose_ways(
    facts: Facts,
    people: Sequence[str],
    access: AccessKind,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    exact_to: int = EXACT_TO,
) -> LostWays:
    """Return what each of some people would cost us in ways to those who decide."""
    goal = read_targets(facts, None)
    network = introduction_steps(facts)
    steps = [step for group in network.values() for step in group]
    routes = {each: route for each, route in routes_over(facts, network).items() if each in goal}
    perhaps = not leading_to(steps, goal).isdisjoint(unknown_relationships(facts))
    if not routes:
        now = math.nan if perhaps or not goal else 0.0
        same = dict.fromkeys(people, now)
        return LostWays(now, perhaps, 0, same, same, {}, {}, frozenset())
    gone = [_steps_of(steps, person) for person in people]
    ours = [_relationships_of(steps, person) for person in people]
    if access == "best_path":
        best = max(routes.values(), key=lambda route: route.reliability)
        left = [_best_left(facts, network, goal, best, lost) for lost in ((), *gone, *ours)]
    else:
        options = {"draws": draws, "seed": seed, "exact_to": exact_to}
        left = [each.reliability for each in chances_left(steps, goal, [(), *gone, *ours], **options)]
    without = dict(zip(people, left[1 : len(people) + 1], strict=True))
    if len(goal) == 1:
        without |= {each: math.nan for each in goal if each in without}
    threads = disjoint_threads(steps, goal)
    used = {step for thread in threads for step in thread}
    return LostWays(
        access=left[0],
        is_lower_bound=perhaps,
        threads=len(threads),
        access_without=without,
        access_succeeded=dict(zip(people, left[len(people) + 1 :], strict=True)),
        threads_lost=_lost_threads(steps, goal, used, len(threads), dict(zip(people, gone, strict=True))),
        threads_succeeded=_lost_threads(steps, goal, used, len(threads), dict(zip(people, ours, strict=True))),
        single_points=frozenset(
            person for each, route in routes.items() for person in cut_off_without(steps, (each,), _helpers(route))
        ),
    )


def _helpers(route: Route) -> list[str]:
    return [step.source for step in route.steps if step.source != US]


def _steps_of(steps: Iterable[Step], person: str) -> set[Step]:
    return {step for step in steps if person in (step.source, step.target)}


def _relationships_of(steps: Iterable[Step], person: str) -> set[Step]:
    return {step for step in steps if step.basis == "relationship" and person in (step.source, step.target)}


def _best_left(facts: Facts, network: Steps, goal: Sequence[str], best: Route, lost: Collection[Step]) -> float:
    """Return the reliability of the best route to anybody who decides once some steps are lost."""
    if set(best.steps).isdisjoint(lost):  # only what is on the best route can cost us any of it
        return best.reliability
    rest = {source: tuple(step for step in group if step not in lost) for source, group in network.items()}
    routes = routes_over(facts, {source: group for source, group in rest.items() if group})
    return max((routes[each].reliability for each in goal if each in routes), default=0.0)


def _lost_threads(
    steps: Sequence[Step],
    goal: Sequence[str],
    used: set[Step],
    threads: int,
    lost: Mapping[str, Collection[Step]],
) -> dict[str, int]:
    """Return for whom there are fewer threads, and how many; only steps that are in use can cost one."""
    fewer = {}
    for person, gone in lost.items():
        if not used.isdisjoint(gone):
            fewer[person] = threads - len(disjoint_threads([step for step in steps if step not in gone], goal))
    return fewer
