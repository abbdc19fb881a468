"""The search for the most reliable ways through the network of introductions.

The best way to everybody (Dijkstra 1959), and the k best ways to one contact (Yen 1971).

References
----------
Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische Mathematik 1.
Lawler, E. L. (1972). A procedure for computing the k best solutions to discrete optimization problems. Management
Science 18(7).
Yen, J. Y. (1971). Finding the k shortest loopless paths in a network. Management Science 17(11).
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.model.arrays import tie_distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet

    from stakeholder_graph.analysis.relations.reach import Step

__all__ = ["Way", "best_ways", "ranked_ways"]

# A way as it is compared: the rounded distance, the number of steps, and the ids on the way; no two ways share these,
# so that nothing behind them is ever compared. Then the distance itself and the steps.
Way = tuple[float, int, tuple[str, ...], float, tuple["Step", ...]]


def best_ways(
    steps: Mapping[str, Sequence[Step]],
    starts: Iterable[Way],
    *,
    target: str | None = None,
    avoided: AbstractSet[str] = frozenset(),
    barred: AbstractSet[Step] = frozenset(),
) -> dict[str, Way]:
    """Return the best way to everybody in reach, the starts included, or as far as a target.

    Parameters
    ----------
    steps : mapping of str to sequence of Step
        By who introduces.
    starts : iterable of (float, int, tuple, float, tuple)
        The ways that may be made longer.
    target : str, optional
        Where to stop.
    avoided : set of str
        People who are passed over.
    barred : set of Step
        Steps that are not taken.
    """
    queue = sorted(starts)
    settled: dict[str, Way] = {}
    while queue and target not in settled:
        way = heapq.heappop(queue)
        person = way[2][-1]
        if person in settled:
            continue
        settled[person] = way
        for step in steps.get(person, ()):
            if step.target not in settled and step.target not in avoided and step not in barred:
                heapq.heappush(queue, _longer(way, step))
    return settled


def ranked_ways(
    steps: Mapping[str, Sequence[Step]], starts: Mapping[str, Way], target: str, count: int
) -> tuple[Way, ...]:
    """Return the best ways to a target on which nobody is met twice, the best first; fewer where there are no more."""
    found: list[Way] = []
    first = best_ways(steps, starts.values(), target=target).get(target)
    candidates = [] if first is None else [(first, 0)]  # with the step from which it left the way that it came from
    while candidates:
        way, place = heapq.heappop(candidates)
        found.append(way)
        if len(found) == count:
            break
        for candidate in _deviations(steps, starts, target, found, place):
            heapq.heappush(candidates, candidate)
    return tuple(found)


def _deviations(
    steps: Mapping[str, Sequence[Step]], starts: Mapping[str, Way], target: str, found: Sequence[Way], first: int
) -> Iterator[tuple[Way, int]]:
    """Yield the best ways that keep the beginning of the last one found and then go on as none of those found does.

    Before its first step of its own, the last one has been left already (Lawler 1972).
    """
    taken = found[-1][-1]
    root = starts[taken[0].source]
    for place, step in enumerate(taken):
        if place >= first:
            barred = {way[-1][place] for way in found if way[-1][:place] == taken[:place]}
            met = {earlier.target for earlier in taken[: place - 1]} if place else set()
            begun = [root] if place else starts.values()
            way = best_ways(steps, begun, target=target, avoided=met, barred=barred).get(target)
            if way is not None:
                yield way, place
        root = _longer(root, step)


def _longer(way: Way, step: Step) -> Way:
    _, count, path, distance, taken = way
    longer = distance + tie_distance(step.reliability)
    return (round(longer, SCORE_DIGITS), count + 1, (*path, step.target), longer, (*taken, step))
