"""Walk-based centralities in closed form: PageRank, Katz, and Bonacich's power.

All of them take the strengths with row = listener, column = influencer, so that "influences many, who in turn
influence many" scores high. networkx rewards in-links instead; its functions give the same figures on the reversed
graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["bonacich_power", "katz", "pagerank"]


def pagerank(
    strength: NDArray[np.float64], teleport: NDArray[np.float64], damping: float = 0.85
) -> NDArray[np.float64]:
    """Return PageRank over "listens to": the chance that a random asker, passed on from mouth to mouth, ends there.

    Parameters
    ----------
    strength : float array, shape (B, n, n)
        Row = listener, column = influencer.
    teleport : float array, shape (B, n)
        Where a walk starts again, and where it goes from a contact who listens to nobody; sums to 1.
    damping : float, default 0.85
        Chance of being passed on; the value of Brin and Page (1998).

    Returns
    -------
    float array, shape (B, n)
        Sums to 1.
    """
    listened = strength.sum(axis=2, keepdims=True)
    walk = np.where(listened > 0, strength / np.where(listened > 0, listened, 1.0), teleport[:, None, :])
    system = np.eye(strength.shape[1]) - damping * np.swapaxes(walk, 1, 2)
    return np.asarray(np.linalg.solve(system, (1.0 - damping) * teleport[..., None])[..., 0], dtype=np.float64)


def katz(strength: NDArray[np.float64], attenuation: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Katz's (1953) status: 1 plus all chains that start at a contact, each tie attenuated.

    Parameters
    ----------
    strength : float array, shape (B, n, n)
        Row = listener, column = influencer.
    attenuation : float array, shape (B,)
        Factor a tie; below 1 / (largest row sum) the series converges.

    Returns
    -------
    float array, shape (B, n)
        At least 1.
    """
    system = np.eye(strength.shape[1]) - attenuation[:, None, None] * np.swapaxes(strength, 1, 2)
    return np.asarray(np.linalg.solve(system, np.ones((*strength.shape[:2], 1)))[..., 0], dtype=np.float64)


def bonacich_power(strength: NDArray[np.float64], beta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Bonacich's (1987) power c(alpha, beta) = alpha (I - beta R)^-1 R 1.

    With a negative beta, it is power over people who have little of it: each tie counts the less, the more its
    listener influences others.

    Parameters
    ----------
    strength : float array, shape (B, n, n)
        Row = listener, column = influencer; R is its transpose.
    beta : float array, shape (B,)
        Between -1 and 1 over the largest row or column sum.

    Returns
    -------
    float array, shape (B, n)
        Scaled, as by Bonacich, so that the squares sum to n; 0 where there are no ties.
    """
    ties = np.swapaxes(strength, 1, 2)
    n = strength.shape[1]
    system = np.eye(n) - beta[:, None, None] * ties
    raw = np.linalg.solve(system, ties.sum(axis=2, keepdims=True))[..., 0]
    length = np.sqrt((raw**2).sum(axis=1, keepdims=True))
    return np.asarray(raw * np.sqrt(n) / np.where(length > 0, length, 1.0), dtype=np.float64)
