"""How likely the network of introductions lets us through, and which steps would have to fail for it not to.

All of ours stand at the start, and those whom we want to reach are one goal: it is enough to reach one of them.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from stakeholder_graph.analysis.kernels.flows import cheapest_flow
from stakeholder_graph.analysis.kernels.lasting_ties import count_lasting_ties
from stakeholder_graph.analysis.kernels.open_ways import LossySample
from stakeholder_graph.analysis.kernels.reliability import (
    WORD,
    draw_ties,
    factored_reliability,
    open_share,
    reached_draws,
    reduced_network,
)
from stakeholder_graph.analysis.relations.threads import leading_to
from stakeholder_graph.vocabulary.options import check_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.kernels.reliability import Ties
    from stakeholder_graph.analysis.relations.reach import Step

__all__ = [
    "DRAWS",
    "EXACT_TO",
    "Chance",
    "Method",
    "chances_left",
    "check_sampling",
    "likeliest_severing",
    "open_chances",
]

DRAWS = 20_000  # ours: the sampling error of a reliability of one half is then a third of a percent
EXACT_TO = 20  # ours: factoring of so many ties takes a few milliseconds

Method = Literal["exact", "sampled"]
_START, _GOAL, _FIRST = 0, 1, 2  # nodes: ours, those whom we want to reach, and everybody else from there on


def check_sampling(draws: object, seed: object, exact_to: object) -> None:
    """Refuse options of the sample that are no whole numbers, or too small.

    Raises
    ------
    OptionError
        If `draws` is below 1, or `seed` or `exact_to` below 0.
    """
    for option, value, least in (("draws", draws, 1), ("seed", seed, 0), ("exact_to", exact_to, 0)):
        check_whole(option, value, least)


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
    hard = _surely_hard(steps, goals, exact_to)
    found = [None if hard[place] else _exact_chance(steps, goal, exact_to) for place, goal in enumerate(goals)]
    sample = _Sample(steps, draws, seed)  # drawn only if one is asked for
    return [sample.chance(goal) if chance is None else chance for goal, chance in zip(goals, found, strict=True)]


def chances_left(
    steps: Sequence[Step],
    goal: Collection[str],
    lost: Iterable[Collection[Step]],
    *,
    draws: int,
    seed: int,
    exact_to: int,
) -> list[Chance]:
    """Return how likely at least one way to a goal is open once some of the steps are lost, for several such losses.

    Where the goal as a whole is sampled, so are these, from the same draws: no loss opens a way.
    """
    leading = leading_to(steps, goal)
    counting = [step for step in steps if step.target in leading and step.source not in goal]
    places = {step: place for place, step in enumerate(counting)}
    losses = [frozenset(places[step] for step in each if step in places) for each in lost]
    whole = _exact_chance(steps, goal, exact_to)
    sample = _Sample(steps, draws, seed).over(counting, goal) if whole is None else None
    found: dict[frozenset[int], Chance] = {}
    for gone in losses:
        if gone not in found and sample is not None:
            found[gone] = _sampled(sample.share_left(gone), draws)
        elif gone not in found:
            found[gone] = _exact(_reduced([step for place, step in enumerate(counting) if place not in gone], goal))
    return [found[gone] for gone in losses]


def _surely_hard(steps: Sequence[Step], goals: Sequence[Collection[str]], exact_to: int) -> list[bool]:
    """Return which goals have more ties than can be reckoned with exactly, as far as that is seen at a glance."""
    source, target = _numbered(steps, ())
    node = dict(zip((step.target for step in steps), target, strict=True))
    single = [place for place, goal in enumerate(goals) if len(goal) == 1 and node.keys() >= set(goal)]
    hard = [False] * len(goals)
    if len(steps) > exact_to:
        lasting = count_lasting_ties(source, target, _START, [node[next(iter(goals[place]))] for place in single])
        for place, count in zip(single, lasting.tolist(), strict=True):
            hard[place] = count > exact_to
    return hard


def _exact_chance(steps: Sequence[Step], goal: Collection[str], exact_to: int) -> Chance | None:
    """Return the exact figure; None where too many ties are left to reckon with."""
    ties = _reduced(steps, goal)
    return None if len(ties) > exact_to else _exact(ties)


def _exact(ties: Ties) -> Chance:
    return Chance(factored_reliability(ties, _START, _GOAL), 0.0, "exact")


def _reduced(steps: Sequence[Step], goal: Collection[str]) -> Ties:
    return reduced_network(*_numbered(steps, goal), [step.reliability for step in steps], _START, _GOAL)


class _Sample:
    """Networks in which every step holds or fails by chance."""

    def __init__(self, steps: Sequence[Step], draws: int, seed: int) -> None:
        source, target = _numbered(steps, ())
        self._steps, self._draws, self._seed = steps, draws, seed
        self._source, self._target = np.array(source, dtype=np.intp), np.array(target, dtype=np.intp)
        self._node = {step.target: node for step, node in zip(steps, target, strict=True)}

    @cached_property
    def _up(self) -> NDArray[np.uint64]:
        reliability = np.array([step.reliability for step in self._steps])
        return draw_ties(reliability, self._draws, np.random.default_rng(self._seed))

    @cached_property
    def _reached(self) -> NDArray[np.uint64]:
        nodes = int(max(self._source.max(), self._target.max())) + 1
        begun = np.zeros((nodes, self._up.shape[1]), dtype=np.uint64)
        begun[_START] = ~np.uint64(0)
        return reached_draws(self._up, self._source, self._target, begun)

    def chance(self, goal: Collection[str]) -> Chance:
        """Return how likely the goal is reached."""
        nodes = [self._node[contact] for contact in goal if contact in self._node]
        return _sampled(open_share(np.bitwise_or.reduce(self._reached[nodes], axis=0)), self._draws)

    def over(self, steps: Sequence[Step], goal: Collection[str]) -> LossySample:
        """Return the same networks over some of the steps, as what is left of them once steps are lost."""
        rows = {step: row for row, step in enumerate(self._steps)}
        source, target = (np.array(ends, dtype=np.intp) for ends in _numbered(steps, goal))
        return LossySample(self._up[[rows[step] for step in steps]], source, target, _START, _GOAL)


def _sampled(share: float, draws: int) -> Chance:
    count = -(-draws // WORD) * WORD
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
