"""What a group's yes amounts to, given everybody's own: the rules by which a group decides.

All of them take probabilities of a yes, independent of each other, shape (B, n), and return one figure for each of the
B groups. Whether the voters are independent is for the caller to say; people who talk to each other are not.

References
----------
Choffray, J.-M., & Lilien, G. L. (1980). Market Planning for New Industrial Products. Wiley.
Wilson, E. J., Lilien, G. L., & Wilson, D. T. (1991). Developing and testing a contingency paradigm of group choice in
organizational buying. Journal of Marketing Research 28(4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["at_least", "count_of_yes", "everybody", "unanimity"]


def count_of_yes(yes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distribution of the number of yes votes (Poisson-binomial), shape (B, n + 1), by convolution."""
    chances = np.ones((len(yes), 1))
    for p in yes.T[:, :, None]:
        without, with_it = chances * (1.0 - p), chances * p
        chances = np.pad(without, ((0, 0), (0, 1)))
        chances[:, 1:] += with_it
    return chances


def at_least(yes: NDArray[np.float64], votes: int) -> NDArray[np.float64]:
    """Return the probability of at least so many yes votes, shape (B,).

    Parameters
    ----------
    yes : float array, shape (B, n)
        Probability of each yes, in [0, 1].
    votes : int
        At least 0.
    """
    tail: NDArray[np.float64] = count_of_yes(yes)[:, votes:].sum(axis=1)
    return np.minimum(tail, 1.0)  # rounding


def everybody(yes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability that nobody says no, shape (B,)."""
    product: NDArray[np.float64] = yes.prod(axis=1)
    return product


def unanimity(yes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability of a yes from a group that goes on until all agree, prod P / (prod P + prod (1 - P)).

    Parameters
    ----------
    yes : float array, shape (B, n)
        Probability of each yes, in [0, 1].

    Returns
    -------
    float array, shape (B,)
        NaN where one surely says yes and another surely no: such a group never agrees.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        odds = (np.log(yes) - np.log1p(-yes)).sum(axis=1)  # of logarithms: products of many voters would underflow
        agreed: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-odds))
    return agreed
