"""One ranking out of several: Borda's count, and Kemeny's ranking exactly for few contacts.

References
----------
Borda, J.-C. de (1781). Memoire sur les elections au scrutin.
Kemeny, J. G. (1959). Mathematics without numbers. Daedalus 88(4).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["KEMENY_LIMIT", "borda_points", "kemeny_order"]

KEMENY_LIMIT = 8  # ours: exact search over 2^8 subsets stays instant; beyond, Borda's count is used


def borda_points(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Borda's points: the mean share of the others whom a contact beats; a tie counts half.

    Parameters
    ----------
    scores : float array, shape (m, n)
        m rankings as scores, higher is better.

    Returns
    -------
    float array, shape (n,)
        In [0, 1]; 1 for a contact whom all rankings put first.
    """
    n = scores.shape[1]
    if n <= 1:
        return np.ones(n)
    points: NDArray[np.float64] = _pairwise(scores).sum(axis=1) / (len(scores) * (n - 1))
    return points


def kemeny_order(scores: NDArray[np.float64]) -> list[int]:
    """Return the order that disagrees with the rankings in the fewest pairs, found exactly.

    Parameters
    ----------
    scores : float array, shape (m, n)
        m rankings as scores, higher is better; n is at most 8.

    Returns
    -------
    list of int
        Positions, the best first. Of several best orders, the one that follows Borda's count longest.
    """
    wins = _pairwise(scores)
    preferred = sorted(range(scores.shape[1]), key=lambda j: (-borda_points(scores)[j], j))

    @cache
    def best(left: frozenset[int]) -> tuple[float, tuple[int, ...]]:
        if not left:
            return 0.0, ()
        chosen: tuple[float, tuple[int, ...]] = (-1.0, ())
        for first in preferred:
            if first in left:
                value, rest = best(left - {first})
                value += sum(float(wins[first, other]) for other in sorted(left) if other != first)
                if value > chosen[0] + 1e-9:  # a later candidate must be really better, not by rounding
                    chosen = (value, (first, *rest))
        return chosen

    return list(best(frozenset(preferred))[1])


def _pairwise(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many rankings put j before k, ties counting half, shape (n, n)."""
    better = scores[:, :, None] > scores[:, None, :]
    equal = scores[:, :, None] == scores[:, None, :]
    wins: NDArray[np.float64] = (better + 0.5 * equal).sum(axis=0)
    np.fill_diagonal(wins, 0.0)
    return wins
