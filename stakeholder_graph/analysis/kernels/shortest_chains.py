"""Betweenness: who stands on the strongest chains between others.

References
----------
Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40.
Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["betweenness"]

# Ours. Sums of logarithms of equal products differ by rounding (.05 * .2 against .1 * .1), so lengths are compared
# within a tolerance. Of equally strong chains the one with fewer ties is shorter, by a step well above it.
_TOLERANCE = 1e-9
_TIE_STEP = 1e-6


def betweenness(length: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how often each contact stands between two others on a shortest chain, equally short chains in parts.

    Parameters
    ----------
    length : float array, shape (n, n)
        length[u, v] of the tie u -> v, at least 0; infinite where there is none.

    Returns
    -------
    float array, shape (n,)
        In [0, 1]: divided by the number of ordered pairs of others, (n - 1)(n - 2).
    """
    n = len(length)
    length = length + _TIE_STEP
    distance = np.where(np.eye(n, dtype=np.bool_), 0.0, length)
    for middle in range(n):
        np.minimum(distance, distance[:, middle, None] + distance[middle], out=distance)
    between = np.zeros(n)
    for source in range(n):
        between += _dependency(length, distance[source], source)
    return between / max(1, (n - 1) * (n - 2))


def _dependency(length: NDArray[np.float64], distance: NDArray[np.float64], source: int) -> NDArray[np.float64]:
    """Return Brandes' dependency: for how many of the targets each contact stands on the chains from one source."""
    reached = np.isfinite(distance)
    near = np.where(reached, distance, 0.0)
    used = np.abs(near[:, None] + length - near) <= _TOLERANCE
    used &= reached[:, None] & reached
    onward = used.astype(np.float64)  # acyclic, since every tie is longer than the tolerance
    start = np.zeros(len(length))
    start[source] = 1.0
    chains = _sum_of_walks(onward.T, start)
    targets = np.divide(1.0, chains, out=np.zeros(len(length)), where=chains > 0)
    dependency = np.where(reached, chains * _sum_of_walks(onward, targets) - 1.0, 0.0)
    dependency[source] = 0.0
    return dependency


def _sum_of_walks(ties: NDArray[np.float64], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return start + T start + T^2 start + ... for an acyclic T."""
    total = start.copy()
    while start.any():
        start = ties @ start
        total += start
    return total
