"""How many ties of a network no reduction takes away, for many goals at once: whose exact reliability is out of reach.

A node where at least three lasting ties meet, not all of them in the same direction, is never passed through only, so
that the series and parallel reductions of the reliability kernel leave these ties as they are. Ties that go both ways
between two nodes are left out: one of them may be a way back that nobody needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.reliability import WORD, gathered, reached_draws

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["count_lasting_ties"]

_MEET = 3


def count_lasting_ties(
    source: Sequence[int], target: Sequence[int], start: int, goals: Sequence[int]
) -> NDArray[np.intp]:
    """Return for each goal how many ties at least a reduced network has.

    Parameters
    ----------
    source, target : sequence of int
        The ends of each tie; parallel ties are allowed and count once.
    start : int
        A node that no tie enters.
    goals : sequence of int
        Other nodes.

    Returns
    -------
    int array, shape (len(goals),)

    Examples
    --------
    >>> count_lasting_ties([0, 0, 1, 1, 2], [1, 2, 2, 3, 3], 0, [3]).tolist()  # two ways, and one helps the other
    [5]
    >>> count_lasting_ties([0, 1, 2], [1, 2, 3], 0, [3]).tolist()  # a chain is one tie in the end
    [0]
    """
    pairs = set(zip(source, target, strict=True))
    ties = np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)
    one_way = np.array([(v, u) not in pairs for u, v in ties.tolist()], dtype=np.bool_)
    begins, ends, ending = ties[:, 0], ties[:, 1], np.array(goals, dtype=np.intp)
    if not len(ties) or not len(ending):
        return np.zeros(len(ending), dtype=np.intp)
    nodes = int(max(ties.max(), ending.max(), start)) + 1
    leading = _on_ways(begins, ends, start, ending, nodes) & one_way[:, None]
    from_start, to_goal = (begins == start)[:, None], ends[:, None] == ending
    stays = np.ones((nodes, len(ending)), dtype=np.bool_)
    while True:
        entering = leading & (stays[begins] | from_start)
        leaving = leading & (stays[ends] | to_goal)
        before = gathered(np.add, entering.astype(np.intp), ends, nodes)
        after = gathered(np.add, leaving.astype(np.intp), begins, nodes)
        kept = stays & (before > 0) & (after > 0) & (before + after >= _MEET)
        if np.array_equal(kept, stays):
            lasting: NDArray[np.intp] = (entering & leaving).sum(axis=0)
            return lasting
        stays = kept


def _on_ways(
    begins: NDArray[np.intp], ends: NDArray[np.intp], start: int, goals: NDArray[np.intp], nodes: int
) -> NDArray[np.bool_]:
    """Return which ties lie between the start and each goal and do not leave the goal, shape (ties, goals)."""
    padded = np.zeros((len(begins), -(-len(goals) // WORD) * WORD), dtype=np.bool_)
    padded[:, : len(goals)] = begins[:, None] != goals
    up = np.packbits(padded, axis=1).view(np.uint64)
    forward, backward = np.zeros((2, nodes, padded.shape[1]), dtype=np.bool_)
    forward[start], backward[goals, np.arange(len(goals))] = True, True
    met = reached_draws(up, begins, ends, np.packbits(forward, axis=1).view(np.uint64))
    back = reached_draws(up, ends, begins, np.packbits(backward, axis=1).view(np.uint64))
    bits = (up & met[begins] & back[ends]).view(np.uint8)
    return np.unpackbits(bits, axis=1, count=len(goals)).astype(np.bool_)
