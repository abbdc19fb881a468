"""Burt's structural holes in the whole-network form: constraint and effective size.

Both look at the contacts around a contact and ask how far they duplicate each other. The whole-network form lets
the third party of a triad be anybody on the map, not only a neighbour.

References
----------
Burt, R. S. (1992). Structural Holes. Harvard University Press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["burt_constraint", "effective_size"]


def _mutual(strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the strength between two contacts in both directions together."""
    return strength + np.swapaxes(strength, 1, 2)


def _proportions(mutual: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    return mutual / np.where(scale > 0, scale, 1.0)


def _shares(mutual: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the part of each contact's ties that goes to each other one, and who has any tie."""
    total = mutual.sum(axis=2, keepdims=True)
    return _proportions(mutual, total), total[..., 0] > 0


def burt_constraint(strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Burt's constraint: how far a contact's ties lead back to the same people.

    Parameters
    ----------
    strength : float array, shape (B, n, n)
        Tie strengths; direction does not matter.

    Returns
    -------
    float array, shape (B, n)
        Low for a broker, high for somebody whose contacts all know each other; NaN without any tie.
    """
    mutual = _mutual(strength)
    share, tied = _shares(mutual)
    invested = np.where(mutual > 0, (share + share @ share) ** 2, 0.0)
    return np.where(tied, invested.sum(axis=2), np.nan)


def effective_size(strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the effective size: the number of neighbours less the redundancy among them.

    Parameters
    ----------
    strength : float array, shape (B, n, n)
        Tie strengths; direction does not matter.

    Returns
    -------
    float array, shape (B, n)
        At most the number of neighbours; NaN without any tie.
    """
    mutual = _mutual(strength)
    share, tied = _shares(mutual)
    marginal = _proportions(mutual, mutual.max(axis=2, keepdims=True, initial=0.0))
    redundancy = share @ np.swapaxes(marginal, 1, 2)
    size = np.where(mutual > 0, 1.0 - redundancy, 0.0).sum(axis=2)
    return np.where(tied, size, np.nan)
