"""How often a goal is still reached once some ties are lost, for many losses of one sample of networks.

A loss can matter only in the networks where one of its ties is on a shortest way to the goal. The networks are sorted
so that those with the same first and last ties stand together; then a loss looks at few machine words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.reliability import gathered, open_share, reached_draws

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

__all__ = ["LossySample", "shortest_ways"]

_ALL = ~np.uint64(0)


def shortest_ways(
    up: NDArray[np.uint64], source: NDArray[np.intp], target: NDArray[np.intp], start: int, goal: int
) -> NDArray[np.uint64]:
    """Return in which networks each tie is on a way of the fewest ties from the start to the goal.

    Parameters
    ----------
    up : uint64 array, shape (m, words)
        Which ties hold in which networks; see ``draw_ties``.
    source, target : int array, shape (m,)
        The ends of each tie.
    start, goal : int
        Two different nodes.

    Returns
    -------
    uint64 array, shape (m, words)
    """
    nodes = int(max(source.max(initial=start), target.max(initial=goal), start, goal)) + 1
    new = np.zeros((nodes, up.shape[1]), dtype=np.uint64)
    new[start] = _ALL
    reached, layers = new.copy(), []
    while new.any():
        layers.append(new)
        new = gathered(np.bitwise_or, new[source] & up, target, nodes) & ~reached
        reached |= new
    ways, needed = np.zeros_like(up), np.zeros_like(reached)
    for before, layer in zip(layers[-2::-1], layers[:0:-1], strict=True):
        needed[goal] |= layer[goal]
        taken = needed[target] & layer[target] & up & before[source]
        ways |= taken
        needed = gathered(np.bitwise_or, taken, source, nodes)
    return ways


class LossySample:
    """Networks in which every tie holds or fails by chance, and what losing some of the ties does to them."""

    def __init__(
        self, up: NDArray[np.uint64], source: NDArray[np.intp], target: NDArray[np.intp], start: int, goal: int
    ) -> None:
        ways = shortest_ways(up, source, target, start, goal)
        order = _order(ways, source == start, target == goal)
        self._up, self._ways = _sorted(up, order), _sorted(ways, order)
        self._source, self._target, self._start, self._goal = source, target, start, goal
        self._nodes = int(max(source.max(initial=start), target.max(initial=goal), start, goal)) + 1
        self._open = np.bitwise_or.reduce(self._ways, axis=0)

    def share_left(self, lost: Collection[int]) -> float:
        """Return the share of networks in which the goal is reached without some of the ties, given by position."""
        gone = sorted(lost)
        words = np.flatnonzero(np.bitwise_or.reduce(self._ways[gone], axis=0)) if gone else np.zeros(0, dtype=np.intp)
        still = self._open.copy()
        if len(words):
            stays = np.ones(len(self._up), dtype=np.bool_)
            stays[gone] = False
            begun = np.zeros((self._nodes, len(words)), dtype=np.uint64)
            begun[self._start] = _ALL
            up = self._up[stays][:, words]
            still[words] = reached_draws(up, self._source[stays], self._target[stays], begun)[self._goal]
        return open_share(still)


def _order(ways: NDArray[np.uint64], begins: NDArray[np.bool_], ends: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return an order of the networks in which those with the same first and last ties stand together."""
    keys = [
        _bits(ways[rows]).argmax(axis=0) if rows.any() else np.zeros(_bits(ways[:1]).shape[1], dtype=np.intp)
        for rows in (ends, begins)
    ]
    closed = ~_bits(np.bitwise_or.reduce(ways, axis=0)[None])[0].astype(np.bool_)
    return np.lexsort((*keys, closed))


def _sorted(words: NDArray[np.uint64], order: NDArray[np.intp]) -> NDArray[np.uint64]:
    packed: NDArray[np.uint64] = np.packbits(np.take(_bits(words), order, axis=1), axis=1).view(np.uint64)
    return packed


def _bits(words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    return np.unpackbits(words.view(np.uint8), axis=1)
