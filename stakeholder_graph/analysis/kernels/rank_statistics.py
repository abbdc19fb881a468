"""Who ranks where over many samples of the scores: how often, in which interval, and before whom.

Contacts with equal scores occupy their ranks together: of two who share the ranks 2 and 3, each holds either of them in
half of that sample.

References
----------
Lahdelma, R., & Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability analysis for group decision making.
Operations Research 49(3): rank acceptability.
Leskinen, P., Viitanen, J., Kangas, A., & Kangas, J. (2006). Alternatives to incorporate uncertainty and risk attitude
in multicriteria evaluation of forest plans. Forest Science 52(3): pairwise winning index.
Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33(3): tau-b.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["SCORE_DIGITS", "Ranks", "rank_interval", "rank_samples", "tied_groups"]

SCORE_DIGITS = 12  # ours: figures that agree to so many decimals are equal; rounding orders nobody


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """Ranks of n contacts in B samples.

    Attributes
    ----------
    better : int array, shape (B, n)
        How many contacts score higher.
    equal : int array, shape (B, n)
        How many score the same, the contact among them: the ranks better + 1 to better + equal are theirs together.
    """

    better: NDArray[np.intp]
    equal: NDArray[np.intp]

    def acceptability(self) -> NDArray[np.float64]:
        """Return the part of the samples in which each contact (row) holds each rank (column), shape (n, n)."""
        samples, n = self.better.shape
        # each sample adds 1 / equal from the first rank on and takes it away behind the last: their running sum
        steps = np.zeros(n * (n + 1))
        rows, part = (n + 1) * np.arange(n), 1.0 / self.equal.ravel()
        for rank, sign in ((self.better, 1.0), (self.better + self.equal, -1.0)):
            steps += sign * np.bincount((rows + rank).ravel(), weights=part, minlength=n * (n + 1))
        held = steps.reshape(n, n + 1)[:, :n].cumsum(axis=1) / samples
        acceptability: NDArray[np.float64] = np.clip(np.round(held, SCORE_DIGITS), 0.0, 1.0)
        return acceptability

    def expected(self) -> NDArray[np.float64]:
        """Return the expected rank of each contact, from 1, shape (n,)."""
        expected: NDArray[np.float64] = (self.better + (self.equal + 1) / 2).mean(axis=0)
        return expected

    def among(self, top: int) -> NDArray[np.float64]:
        """Return how far each contact is among the first `top` of each sample, in [0, 1], shape (B, n)."""
        within: NDArray[np.float64] = np.clip((top - self.better) / self.equal, 0.0, 1.0)
        return within

    def wins(self) -> NDArray[np.float64]:
        """Return how often each contact (row) ranks before each other one (column), half of the ties, shape (n, n)."""
        samples, n = self.better.shape
        places = self._places()
        wins = np.full((n, n), 0.5)
        for i in range(n - 1):
            before = np.count_nonzero(places[i] < places[i + 1 :], axis=1)
            after = np.count_nonzero(places[i] > places[i + 1 :], axis=1)
            wins[i, i + 1 :] += (before - after) / (2 * samples)
        lower = np.tril_indices(n, -1)
        wins[lower] = 1.0 - wins.T[lower]
        return wins

    def agreement(self, nominal: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return Kendall's tau-b between each sample and nominal scores, shape (B,); NaN where either is all ties.

        Parameters
        ----------
        nominal : float array, shape (n,)
            The higher, the better.
        """
        order = np.argsort(-nominal, kind="stable")
        worse = np.searchsorted(-nominal[order], -nominal[order], side="right")  # from here on, nominally below
        samples, n = self.better.shape
        places = self._places()[order]
        agreed = np.zeros(samples)
        for i in range(n - 1):
            below = places[worse[i] :]
            agreed += np.count_nonzero(places[i] < below, axis=0)
            agreed -= np.count_nonzero(places[i] > below, axis=0)
        pairs = n * (n - 1) / 2
        untied = pairs - (self.equal - 1).sum(axis=1) / 2
        possible = np.sqrt((n - worse).sum() * untied)
        agreement: NDArray[np.float64] = np.divide(agreed, possible, out=np.full(samples, np.nan), where=possible > 0)
        return agreement

    def _places(self) -> NDArray[np.int32]:
        """Return `better` by contact, shape (n, B), in as few bytes as hold it: it is compared n times."""
        return np.ascontiguousarray(self.better.T, dtype=np.int32)


def rank_samples(scores: NDArray[np.float64]) -> Ranks:
    """Rank the contacts of each sample, the highest score first.

    Parameters
    ----------
    scores : float array, shape (B, n)
        Without NaN; only scores that are the same to the last digit are equal.
    """
    samples, n = scores.shape
    order = np.argsort(-scores, axis=1)
    ordered = np.take_along_axis(scores, order, axis=1)
    starts = np.ones((samples, n), dtype=np.bool_)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    place = np.flatnonzero(starts)
    group = starts.ravel().cumsum() - 1
    size = np.diff(place, append=starts.size)
    better, equal = np.empty_like(order), np.empty_like(order)
    np.put_along_axis(better, order, (place % max(n, 1))[group].reshape(samples, n), axis=1)
    np.put_along_axis(equal, order, size[group].reshape(samples, n), axis=1)
    return Ranks(better, equal)


def rank_interval(acceptability: NDArray[np.float64], level: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the lowest and the highest rank of the central interval that holds a part of the samples, both (n,).

    Parameters
    ----------
    acceptability : float array, shape (n, n)
        Of each contact (row) and rank (column).
    level : float
        In (0, 1); half of the rest lies on either side.
    """
    reached = np.round(acceptability.cumsum(axis=1), SCORE_DIGITS)
    tail = round((1.0 - level) / 2, SCORE_DIGITS)
    low, high = ((reached < bound).sum(axis=1) + 1 for bound in (tail, 1.0 - tail))
    return low, high


def tied_groups(wins: NDArray[np.float64], order: NDArray[np.intp], level: float) -> NDArray[np.intp]:
    """Return the group of each contact, from 1, shape (n,): within one, nobody can be told to come first.

    A new group begins in the order where everybody before ranks before everybody after in at least a part `level` of
    the samples.

    Parameters
    ----------
    wins : float array, shape (n, n)
        How often each contact (row) ranks before each other one (column).
    order : int array, shape (n,)
        The contacts by expected rank.
    level : float
        In (0, 1).
    """
    # entry (i, j): the least of all pairs of one of the first i + 1 and one from j on
    least = wins[np.ix_(order, order)]
    least = np.minimum.accumulate(np.minimum.accumulate(least[:, ::-1], axis=1)[:, ::-1], axis=0)
    apart = np.round(np.diagonal(least, offset=1), SCORE_DIGITS) >= level
    groups = np.empty(len(order), dtype=np.intp)
    groups[order] = 1 + np.concatenate([[0], apart.cumsum()])[: len(order)]
    return groups
