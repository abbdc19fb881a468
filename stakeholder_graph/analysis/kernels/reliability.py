"""Two-terminal reliability: the chance that some way from a start to a goal is open when ties fail on their own.

Exactly, by factoring: condition on one tie after the other, and simplify what is left. Else by sampling, 64 networks to
the machine word.

References
----------
Ball, M. O., Colbourn, C. J., & Provan, J. S. (1995). Network reliability. Handbooks in Operations Research and
Management Science 7, chapter 11: factoring with series and parallel reductions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = [
    "WORD",
    "Ties",
    "draw_ties",
    "factored_reliability",
    "gathered",
    "open_share",
    "reached_draws",
    "reduced_network",
]

WORD = 64  # networks to the machine word
_BINARY_DIGITS = 24  # ours: reliabilities are sampled to a 16-millionth, far below any sampling error

# (source, target) -> reliability of the tie
Ties = dict[tuple[int, int], float]


def reduced_network(
    source: Sequence[int], target: Sequence[int], reliability: Sequence[float], start: int, goal: int
) -> Ties:
    """Return the smallest network that series and parallel reductions find with the same reliability.

    Parameters
    ----------
    source, target : sequence of int
        The ends of each tie; parallel ties are allowed.
    reliability : sequence of float
        In [0, 1].
    start, goal : int
        Two different nodes.

    Returns
    -------
    dict of (int, int) to float
        The ties that are left; empty where no way leads to the goal.

    Examples
    --------
    >>> reduced_network([0, 0, 1, 2], [1, 1, 2, 1], [0.5, 0.5, 0.8, 0.9], 0, 2)
    {(0, 2): 0.6000000000000001}
    """
    ties: Ties = {}
    for u, v, r in zip(source, target, reliability, strict=True):
        _add(ties, u, v, r)
    return _reduced(ties, start, goal)


def factored_reliability(ties: Ties, start: int, goal: int) -> float:
    """Return the reliability of a reduced network, exactly; the effort can double with every tie.

    Parameters
    ----------
    ties : dict of (int, int) to float
        As :func:`reduced_network` returns them.
    start, goal : int
        Two different nodes.

    Examples
    --------
    >>> ties = reduced_network([0, 1, 0, 2, 0], [1, 3, 2, 3, 3], [0.9, 0.5, 0.7, 0.7, 0.4], 0, 3)
    >>> round(1 - factored_reliability(ties, 0, 3), 4)  # (1 - .45) * (1 - .49) * (1 - .4)
    0.1683
    """
    if not ties:
        return 0.0
    first = (start, goal) if (start, goal) in ties else min(tie for tie in ties if tie[0] == start)
    up = ties[first]
    without = {tie: r for tie, r in ties.items() if tie != first}
    failed = factored_reliability(_reduced(without, start, goal), start, goal) if up < 1.0 else 0.0
    if first[1] == goal:
        return up + (1.0 - up) * failed
    return up * factored_reliability(_reduced(_merged(without, start, first[1]), start, goal), start, goal) + (
        (1.0 - up) * failed
    )


def draw_ties(reliability: NDArray[np.float64], draws: int, rng: np.random.Generator) -> NDArray[np.uint64]:
    """Draw which ties hold, in as many networks as asked for, rounded up to whole words.

    Parameters
    ----------
    reliability : float array, shape (m,)
        In [0, 1].
    draws : int
        Number of networks, at least 1.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    uint64 array, shape (m, words)
        Every bit is one tie in one network: 1 where it holds.

    Notes
    -----
    One random bit a binary digit of the reliability, the last digit first: x becomes (random or x) where the digit is
    1, (random and x) where it is 0. That halves the chance of x and adds a half where the digit is 1.
    """
    words = -(-draws // WORD)
    whole = 1 << _BINARY_DIGITS
    digits = np.rint(reliability * whole).astype(np.int64)
    up = np.zeros((len(reliability), words), dtype=np.uint64)
    for place in range(_BINARY_DIGITS):
        chance = rng.integers(0, 1 << WORD, up.shape, dtype=np.uint64)
        one = (digits >> place & 1).astype(np.bool_)
        up = np.where(one[:, None], chance | up, chance & up)
    up[digits == whole] = ~np.uint64(0)
    return up


def reached_draws(
    up: NDArray[np.uint64], source: NDArray[np.intp], target: NDArray[np.intp], reached: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """Return in which networks each node is reached.

    Parameters
    ----------
    up : uint64 array, shape (m, words)
        Which ties hold; see :func:`draw_ties`.
    source, target : int array, shape (m,)
        The ends of each tie.
    reached : uint64 array, shape (n, words)
        In which networks each node is reached to begin with: all bits set for a start.

    Returns
    -------
    uint64 array, shape (n, words)
    """
    reached = reached.copy()
    order = np.argsort(target, kind="stable")
    up, source = up[order], source[order]
    nodes, groups = np.unique(target[order], return_index=True)
    while len(nodes):
        before = reached[nodes]
        after = before | np.bitwise_or.reduceat(reached[source] & up, groups, axis=0)
        if np.array_equal(before, after):
            break
        reached[nodes] = after
    return reached


def gathered(fold: np.ufunc, ties: NDArray[Any], at: NDArray[np.intp], nodes: int) -> NDArray[Any]:
    """Return for each node what its ties fold to, shape (nodes, ...); 0 for a node without ties.

    Parameters
    ----------
    fold : numpy.ufunc
        Such as ``numpy.add`` or ``numpy.bitwise_or``.
    ties : array, shape (m, ...)
        A row a tie.
    at : int array, shape (m,)
        The node of each tie.
    nodes : int
        Number of nodes.
    """
    order = np.argsort(at, kind="stable")
    found, groups = np.unique(at[order], return_index=True)
    folded = np.zeros((nodes, *ties.shape[1:]), dtype=ties.dtype)
    if len(found):
        folded[found] = fold.reduceat(ties[order], groups, axis=0)
    return folded


def open_share(reached: NDArray[np.uint64]) -> float:
    """Return the share of networks in which something is reached, in [0, 1], from one row of :func:`reached_draws`."""
    return float(np.unpackbits(reached.view(np.uint8)).mean())


def _add(ties: Ties, u: int, v: int, r: float) -> None:
    """Add a tie beside what is there: at least one of the two holds."""
    if r > 0:
        ties[u, v] = 1.0 - (1.0 - ties.get((u, v), 0.0)) * (1.0 - r)


def _merged(ties: Ties, start: int, node: int) -> Ties:
    """Return the network in which a node is reached for sure: its ties become ties of the start."""
    merged: Ties = {}
    for (u, v), r in ties.items():
        if v != node:
            _add(merged, start if u == node else u, v, r)
    return merged


def _reduced(ties: Ties, start: int, goal: int) -> Ties:
    """Drop the ties that no way to the goal needs, and join the two ties of a node that is only passed through."""
    while True:
        ties = _leading(ties, start, goal)
        step = _reduction(ties, goal)
        if step is None:
            return ties
        gone, joined = step
        strength = ties[gone[0]] * ties[gone[1]] if joined else 0.0
        ties = {tie: r for tie, r in ties.items() if tie not in gone}
        if joined:
            _add(ties, *joined, strength)


def _reduction(ties: Ties, goal: int) -> tuple[list[tuple[int, int]], tuple[int, int] | None] | None:
    """Return the ties that one reduction takes away and the tie that it puts in their place, or None."""
    before, after = _neighbours(ties)
    for node, sources in before.items():
        if node == goal:
            continue
        targets = after[node]
        # who can only come from somebody need not go back there, nor come back from where everybody must go
        back = [(node, u) for u in sources if len(sources) == 1 and u in targets]
        back += [(v, node) for v in targets if len(targets) == 1 and v in sources]
        if back:
            return back, None
        if len(sources) == len(targets) == 1:
            return [(sources[0], node), (node, targets[0])], (sources[0], targets[0])
    return None


def _leading(ties: Ties, start: int, goal: int) -> Ties:
    """Return the ties on ways from the start to the goal that do not come back to the start or leave the goal."""
    ties = {(u, v): r for (u, v), r in ties.items() if u not in (v, goal) and v != start}
    before, after = _neighbours(ties)
    reached, leading = _closure(after, start), _closure(before, goal)
    return {(u, v): r for (u, v), r in ties.items() if u in reached and v in leading}


def _neighbours(ties: Ties) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for u, v in ties:
        before.setdefault(v, []).append(u)
        after.setdefault(u, []).append(v)
    return before, after


def _closure(neighbours: dict[int, list[int]], start: int) -> set[int]:
    found = {start}
    queue = [start]
    for node in queue:
        for other in neighbours.get(node, ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found
