"""Threads to those whom we want to reach: how many there are without a person in common, and without whom all end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.kernels.flows import cheapest_flow
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.relations.reach import US
from stakeholder_graph.model.arrays import tie_distance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from stakeholder_graph.analysis.relations.reach import Step

__all__ = ["cut_off_without", "disjoint_threads", "leading_to"]

_START, _GOAL, _FIRST = 0, 1, 2  # nodes: ours, those whom we want to reach, and everybody else from there on
_HALF = 0.5  # a unit flows or does not; rounding aside


def disjoint_threads(steps: Sequence[Step], goal: Collection[str]) -> tuple[tuple[Step, ...], ...]:
    """Return as many ways to the goal as there are without a person in common, ours included; the best set of ways.

    Of all largest sets the one whose ways are the most reliable together. Two relationships that only the contacts'
    own rows state count as two: nobody says that the same one of ours keeps both.
    """
    network = _ThreadNetwork(steps, goal)
    flow = cheapest_flow(network.arcs, network.capacity, network.cost, _START, _GOAL)
    taken = [step for step, amount in zip(network.carried, flow.on, strict=True) if step and amount > _HALF]
    goes_on = {step.source: step for step in taken}  # each person is met once, so that the way on is clear
    threads = []
    for first in taken:
        if first.basis == "relationship":
            thread = [first]
            while thread[-1].target not in goal:
                thread.append(goes_on[thread[-1].target])
            threads.append(tuple(thread))
    return tuple(sorted(threads, key=_promise))


class _ThreadNetwork:
    """Every person as two nodes joined by an arc that lets one thread through."""

    def __init__(self, steps: Iterable[Step], goal: Collection[str]) -> None:
        self.arcs: list[tuple[int, int]] = []
        self.capacity: list[float] = []
        self.cost: list[float] = []
        self.carried: list[Step | None] = []
        self._entrance: dict[str, int] = {}
        for step in steps:
            if step.source not in goal:
                head = _GOAL if step.target in goal else self._enter(step.target)
                self._add(self._leave(step), head, 1.0, tie_distance(step.reliability), step)

    def _enter(self, person: str) -> int:
        if person not in self._entrance:
            entrance = self._entrance[person] = _FIRST + 2 * len(self._entrance)
            self._add(entrance, entrance + 1, 1.0)
        return self._entrance[person]

    def _leave(self, step: Step) -> int:
        if step.source == US:
            return _START
        if step.basis == "relationship" and step.source not in self._entrance:
            self._add(_START, self._enter(step.source), 1.0)
        return self._enter(step.source) + 1

    def _add(self, tail: int, head: int, capacity: float, cost: float = 0.0, carried: Step | None = None) -> None:
        self.arcs.append((tail, head))
        self.capacity.append(capacity)
        self.cost.append(cost)
        self.carried.append(carried)


def _promise(thread: Sequence[Step]) -> tuple[float, int, tuple[str, ...]]:
    reliability = math.prod(step.reliability for step in thread)
    ids = (thread[0].source, *(step.target for step in thread))
    return (-round(reliability, SCORE_DIGITS), len(thread), ids)


def cut_off_without(steps: Iterable[Step], goal: Collection[str], people: Iterable[str]) -> tuple[str, ...]:
    """Return those of some people without whom no way leads to the goal any more, in the order given."""
    onward: dict[str, list[str]] = {}
    starts = set()
    for step in steps:
        onward.setdefault(step.source, []).append(step.target)
        if step.basis == "relationship":
            starts.add(step.source)
    return tuple(person for person in people if not _reaches(onward, starts - {person}, set(goal), person))


def _reaches(onward: Mapping[str, Sequence[str]], starts: Iterable[str], goal: set[str], without: str) -> bool:
    queue = list(starts)
    met = {*queue, without}
    for person in queue:
        for other in onward.get(person, ()):
            if other in goal and other != without:
                return True
            if other not in met:
                met.add(other)
                queue.append(other)
    return False


def leading_to(steps: Iterable[Step], goal: Collection[str]) -> set[str]:
    """Return the contacts from whom an introduction can lead to the goal, the goal included."""
    backward: dict[str, list[str]] = {}
    for step in steps:
        if step.basis != "relationship":
            backward.setdefault(step.target, []).append(step.source)
    found = set(goal)
    queue = list(goal)
    for contact in queue:
        for other in backward.get(contact, ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found
