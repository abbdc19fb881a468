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

__all__ = ["KEMENY_LIMIT", "borda_points", "kemeny_points"]

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


def kemeny_points(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the places in Kemeny's ranking, the order that disagrees with the rankings in the fewest pairs.

    Found exactly, by going through all sets of contacts that can be left to rank. Where several orders are equally
    good, nothing decides among them, and the places are the mean over all of them: contacts whom no ranking tells
    apart come out equal.

    Parameters
    ----------
    scores : float array, shape (m, n)
        m rankings as scores, higher is better; n is at most 8.

    Returns
    -------
    float array, shape (n,)
        1 for the first place, 0 for the last; evenly spaced in between where a single order is best.
    """
    n = scores.shape[1]
    if n <= 1:
        return np.ones(n)
    wins = _pairwise(scores)

    @cache
    def best(left: frozenset[int]) -> tuple[float, int, NDArray[np.float64]]:
        """Return the agreement of the best orders of those left, their number, and the sum of places over them."""
        agreement, orders, places = 0.0, int(not left), np.zeros(n)
        for first in sorted(left):
            rest = left - {first}
            value, count, sums = best(rest)
            value += float(wins[first, sorted(rest)].sum())
            if value < agreement:
                continue
            if value > agreement:  # exact: all of them are sums of halves
                agreement, orders, places = value, 0, np.zeros(n)
            orders += count
            places = places + sums
            places[sorted(rest)] += count
        return agreement, orders, places

    _, orders, places = best(frozenset(range(n)))
    points: NDArray[np.float64] = 1.0 - places / (orders * (n - 1))
    return points


def _pairwise(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many rankings put j before k, ties counting half, shape (n, n)."""
    better = scores[:, :, None] > scores[:, None, :]
    equal = scores[:, :, None] == scores[:, None, :]
    wins: NDArray[np.float64] = (better + 0.5 * equal).sum(axis=0)
    np.fill_diagonal(wins, 0.0)
    return wins
