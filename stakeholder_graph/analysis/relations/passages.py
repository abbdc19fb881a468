"""How likely the network of introductions lets us through, and which steps would have to fail for it not to.

All of ours stand at the start, and those whom we want to reach are one goal: it is enough to reach one of them.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from stakeholder_graph.analysis.kernels.flows import cheapest_flow
from stakeholder_graph.analysis.kernels.reliability import (
    WORD,
    draw_ties,
    factored_reliability,
    open_share,
    reached_draws,
    reduced_network,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.relations.reach import Step

__all__ = [
    "Chance",
    "Method",
    "likeliest_severing",
    "open_chances",
    "open_chances_without",
]

Method = Literal["exact", "sampled"]
_START, _GOAL, _FIRST = 0, 1, 2  # nodes: ours, those whom we want to reach, and everybody else from there on


class Chance(NamedTuple):
    """How likely at least one way is open."""

    reliability: float
    standard_error: float  # 0 where the figure is exact
    method: Method


def open_chances(
    steps: Sequence[Step], goals: Sequence[Collection[str]], *, draws: int, seed: int, exact_to: int
) -> list[Chance]:
    """Return for each goal how likely at least one way to one of its contacts is open, if steps fail on their own.

    Parameters
    ----------
    steps : sequence of Step
        Every step that an introduction can take.
    goals : sequence of collection of str
        Groups of contacts, each of them a goal.
    draws, seed : int
        Number of networks to draw where a goal needs it, and the seed.
    exact_to : int
        Goals with no more ties than that, when everything is reduced that can be, are computed exactly.
    """
    reliability = [step.reliability for step in steps]
    reduced = [reduced_network(*_numbered(steps, goal), reliability, _START, _GOAL) for goal in goals]
    sample = _Sample(steps, draws, seed) if any(len(ties) > exact_to for ties in reduced) else None
    return [
        sample.chance(goal)
        if sample is not None and len(ties) > exact_to
        else Chance(factored_reliability(ties, _START, _GOAL), 0.0, "exact")
        for goal, ties in zip(goals, reduced, strict=True)
    ]


def open_chances_without(
    steps: Sequence[Step], goal: Collection[str], people: Iterable[str | None], *, draws: int, seed: int, exact_to: int
) -> dict[str | None, Chance]:
    """Return for each of some people how likely at least one way is open that does without this person.

    None stands for nobody: how likely one is open as things are.

    Where the goal as a whole is sampled, so are these, from the same draws: nobody's leaving opens a way.
    """
    whole = reduced_network(*_numbered(steps, goal), [step.reliability for step in steps], _START, _GOAL)
    if len(whole) > exact_to:
        sample = _Sample(steps, draws, seed)
        return {person: sample.chance(goal, without=person) for person in people}
    found: dict[str | None, Chance] = {}
    for person in people:
        left = [step for step in steps if person not in (step.source, step.target)]
        ties = reduced_network(*_numbered(left, goal), [step.reliability for step in left], _START, _GOAL)
        found[person] = Chance(factored_reliability(ties, _START, _GOAL), 0.0, "exact")
    return found


class _Sample:
    """Networks in which every step holds or fails by chance."""

    def __init__(self, steps: Sequence[Step], draws: int, seed: int) -> None:
        source, target = _numbered(steps, ())
        self._steps = steps
        self._source, self._target = np.array(source, dtype=np.intp), np.array(target, dtype=np.intp)
        self._node = {step.target: node for step, node in zip(steps, target, strict=True)}
        self._up = draw_ties(np.array([step.reliability for step in steps]), draws, np.random.default_rng(seed))
        self._begun = np.zeros((max(*source, *target) + 1, self._up.shape[1]), dtype=np.uint64)
        self._begun[_START] = ~np.uint64(0)

    @cached_property
    def _reached(self) -> NDArray[np.uint64]:
        return reached_draws(self._up, self._source, self._target, self._begun)

    def chance(self, goal: Collection[str], without: str | None = None) -> Chance:
        """Return how likely the goal is reached, without somebody if asked for."""
        reached = self._reached
        if without is not None:
            stays = np.array([without not in (step.source, step.target) for step in self._steps])
            reached = reached_draws(self._up[stays], self._source[stays], self._target[stays], self._begun)
        nodes = [self._node[contact] for contact in goal if contact in self._node]
        share, count = open_share(np.bitwise_or.reduce(reached[nodes], axis=0)), self._up.shape[1] * WORD
        # As if one draw more had gone either way (Laplace), so that no sampled figure looks certain; ours.
        spread = (share * count + 1) / (count + 2)
        return Chance(share, math.sqrt(spread * (1 - spread) / count), "sampled")


def likeliest_severing(steps: Sequence[Step], goal: Collection[str]) -> tuple[tuple[Step, ...], float]:
    """Return the steps whose common failure is the likeliest way to lose the goal, and how likely that is.

    A minimum cut where a step that holds with reliability r has the capacity -ln(1 - r); a step that never fails is
    never cut. No steps and probability 0 where a way of such steps is always open, and probability 1 where there is
    no way.
    """
    source, target = _numbered(steps, goal)
    arcs = list(zip(source, target, strict=True))
    capacity = [math.inf if step.reliability >= 1 else -math.log1p(-step.reliability) for step in steps]
    flow = cheapest_flow(arcs, capacity, [0.0] * len(arcs), _START, _GOAL)
    if math.isinf(flow.value):
        return (), 0.0
    cut = tuple(
        step for step, (tail, head) in zip(steps, arcs, strict=True) if tail in flow.near and head not in flow.near
    )
    return cut, math.prod(1.0 - step.reliability for step in cut)


def _numbered(steps: Iterable[Step], goal: Collection[str]) -> tuple[list[int], list[int]]:
    """Return the ends of the steps as numbers: ours are the start, the goal's contacts the goal."""
    node = dict.fromkeys(goal, _GOAL)
    source, target = [], []
    for step in steps:
        ours = step.basis == "relationship"
        source.append(_START if ours else node.setdefault(step.source, len(node) + _FIRST))
        target.append(node.setdefault(step.target, len(node) + _FIRST))
    return source, target
