"""Betweenness: who stands on the strongest chains between others.

References
----------
Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40.
Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["betweenness"]

# Ours. Sums of logarithms of equal products differ by rounding (.05 * .2 against .1 * .1), so lengths are compared
# within a tolerance. Of equally strong chains the one with fewer ties is shorter, by a step well above it.
_TOLERANCE = 1e-9
_TIE_STEP = 1e-6


_BLOCK = 4_000_000  # ours: sources are taken in blocks of so many (source, tie) pairs, about 30 MB an array


@dataclass(frozen=True, slots=True, eq=False)
class _Ties:
    """Ties grouped by one of their ends, so that what they carry can be gathered at it for many sources at once."""

    start: NDArray[np.intp]
    end: NDArray[np.intp]
    length: NDArray[np.float64]
    nodes: NDArray[np.intp]
    groups: NDArray[np.intp]

    @classmethod
    def grouped(cls, length: NDArray[np.float64], *, by_end: bool) -> _Ties:
        """Return the finite entries of a matrix of lengths as ties, sorted by their end or by their start."""
        start, end = np.nonzero(np.isfinite(length))
        order = np.argsort(end, kind="stable") if by_end else np.arange(len(start))
        start, end = start[order], end[order]
        nodes, groups = np.unique(end if by_end else start, return_index=True)
        return cls(start, end, length[start, end], nodes, groups)


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
    inward = _Ties.grouped(length + _TIE_STEP, by_end=True)
    outward = _Ties.grouped(length + _TIE_STEP, by_end=False)
    between = np.zeros(n)
    block = max(1, _BLOCK // max(1, len(inward.start)))
    for first in range(0, n if len(inward.start) else 0, block):
        sources = np.arange(first, min(first + block, n))
        between += _dependencies(inward, outward, _distances(inward, sources, n), sources).sum(axis=0)
    return between / max(1, (n - 1) * (n - 2))


def _distances(inward: _Ties, sources: NDArray[np.intp], n: int) -> NDArray[np.float64]:
    """Return the length of the shortest chain from each source to each contact, shape (sources, n)."""
    distance = np.full((len(sources), n), np.inf)
    distance[np.arange(len(sources)), sources] = 0.0
    while True:
        reached = np.minimum.reduceat(distance[:, inward.start] + inward.length, inward.groups, axis=1)
        shorter = distance.copy()
        shorter[:, inward.nodes] = np.minimum(distance[:, inward.nodes], reached)
        if np.array_equal(shorter, distance):
            return distance
        distance = shorter


def _dependencies(
    inward: _Ties, outward: _Ties, distance: NDArray[np.float64], sources: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return Brandes' dependency: for how many of the targets each contact stands on the chains from each source."""
    reached = np.isfinite(distance)
    start = np.zeros(distance.shape)
    rows = np.arange(len(sources))
    start[rows, sources] = 1.0
    chains = _sum_of_walks(start, inward.start, inward, _on_shortest(inward, distance))
    targets = np.divide(1.0, chains, out=np.zeros(chains.shape), where=chains > 0)
    through = _sum_of_walks(targets, outward.end, outward, _on_shortest(outward, distance))
    dependency = np.where(reached, chains * through - 1.0, 0.0)
    dependency[rows, sources] = 0.0
    return dependency


def _on_shortest(ties: _Ties, distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 for each tie that lies on a shortest chain from a source, shape (sources, ties)."""
    near = np.where(np.isfinite(distance), distance, np.nan)
    with np.errstate(invalid="ignore"):
        on = np.abs(near[:, ties.start] + ties.length - near[:, ties.end]) <= _TOLERANCE
    return on.astype(np.float64)


def _sum_of_walks(
    start: NDArray[np.float64], origin: NDArray[np.intp], ties: _Ties, on: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return start + T start + T^2 start + ... where T moves along ties to the end that they are grouped by.

    T is acyclic, since every tie is longer than the tolerance.
    """
    total = start.copy()
    while start.any():
        moved = np.zeros(start.shape)
        moved[:, ties.nodes] = np.add.reduceat(start[:, origin] * on, ties.groups, axis=1)
        total += moved
        start = moved
    return total
