"""Flow through a network: how much, at the least cost, and what the narrowest place is.

References
----------
Ford, L. R., & Fulkerson, D. R. (1956). Maximal flow through a network. Canadian Journal of Mathematics 8.
Busacker, R. G., & Gowen, P. J. (1960). A procedure for determining a family of minimum-cost network flow patterns.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Flow", "cheapest_flow"]

_TOLERANCE = 1e-12  # ours: capacity and cost below it are rounding


@dataclass(frozen=True, slots=True)
class Flow:
    """The greatest flow from a source to a sink, the cheapest of its size.

    Attributes
    ----------
    value : float
        How much flows; infinite where nothing limits it.
    on : tuple of float
        How much flows over each arc.
    near : frozenset of int
        The nodes on the source's side of the narrowest place. The arcs that leave it are a minimum cut; of several
        the one nearest to the source. Where nothing limits the flow, the sink is among them.
    """

    value: float
    on: tuple[float, ...]
    near: frozenset[int]


def cheapest_flow(
    arcs: Sequence[tuple[int, int]], capacity: Sequence[float], cost: Sequence[float], source: int, sink: int
) -> Flow:
    """Return the greatest flow, the cheapest of its size.

    One shortest augmenting path after the other. Equal costs are decided by the order of the arcs.

    Parameters
    ----------
    arcs : sequence of (int, int)
        Tail and head of each arc; parallel arcs are allowed.
    capacity : sequence of float
        At least 0; infinite is allowed.
    cost : sequence of float
        Of one unit over each arc, at least 0.
    source, sink : int
        Two different nodes.

    Examples
    --------
    >>> flow = cheapest_flow([(0, 1), (1, 2), (0, 2)], [2, 1, 3], [0, 0, 0], 0, 2)
    >>> flow.value, flow.on, sorted(flow.near)
    (4.0, (1.0, 1.0, 3.0), [0, 1])
    """
    # arc i has its own entry 2i and one against its direction, 2i + 1, that takes flow back
    heads = [node for tail, head in arcs for node in (head, tail)]
    room = [part for each in capacity for part in (float(each), 0.0)]
    price = [part for each in cost for part in (float(each), -float(each))]
    leaving: dict[int, list[int]] = {}
    for entry in range(len(heads)):
        leaving.setdefault(heads[entry ^ 1], []).append(entry)
    value = 0.0
    while True:
        via = _shortest_ways(heads, room, price, leaving, source)
        if sink not in via:
            break
        path = _entries(via, heads, sink)
        amount = min(room[entry] for entry in path)
        value += amount
        if math.isinf(amount):
            break
        for entry in path:
            room[entry] -= amount
            room[entry ^ 1] += amount
    return Flow(value, tuple(room[1::2]), frozenset(via))


def _shortest_ways(
    heads: list[int], room: list[float], price: list[float], leaving: dict[int, list[int]], source: int
) -> dict[int, int]:
    """Return by which entry each node is reached at the least cost (Bellman 1958, with a queue); -1 for the source."""
    cheapest = {source: 0.0}
    via = {source: -1}
    queue = deque([source])
    waiting = {source}
    while queue:
        node = queue.popleft()
        waiting.discard(node)
        for entry in leaving.get(node, ()):
            other, total = heads[entry], cheapest[node] + price[entry]
            if room[entry] > _TOLERANCE and total < cheapest.get(other, math.inf) - _TOLERANCE:
                cheapest[other], via[other] = total, entry
                if other not in waiting:
                    waiting.add(other)
                    queue.append(other)
    return via


def _entries(via: dict[int, int], heads: list[int], sink: int) -> list[int]:
    path = [via[sink]]
    while via[heads[path[-1] ^ 1]] >= 0:
        path.append(via[heads[path[-1] ^ 1]])
    return path
