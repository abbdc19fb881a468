"""What it is worth to know one of many uncertain quantities, from one sample of all of them.

The sample is cut into bins of equal size along each quantity x. With the gains of J alternatives and an outcome Y ::

    value         E_x max_j E(gain_j | x)  -  max_j E(gain_j)   the expected value of partial perfect information, EVPPI
    information   I(x ; which gain is largest)                  in bits, corrected after Miller and Madow
    share         Var E(Y | x) / Var Y                          of first order, corrected for the number of bins

The maximum of noisy means is too high. So the alternative of a bin is chosen on one half of its samples and valued on
the other, and the other way round: noise earns nothing. Whatever is less than three times its sampling error counts
as 0 (ours).

References
----------
Strong, M., & Oakley, J. E. (2013). An efficient method for computing single-parameter partial expected value of perfect
information. Medical Decision Making 33(6).
Miller, G. A. (1955). Note on the bias of information estimates. Information Theory in Psychology.
Sobol', I. M. (1993). Sensitivity estimates for nonlinear mathematical models. Mathematical Modelling and Computational
Experiments 1(4). The halves and the bound of three errors are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Worth", "number_of_bins", "value_of_information"]

_MOST_BINS = 20  # ours: an even number, so that a choice that turns at the median turns between two bins
_EACH = 100  # ours: so many samples a bin, at least
_HALVES = 2
_ERRORS = 3.0  # ours
_FEWEST = 4  # samples: one for each half of two bins
_BLOCK = 2**18  # samples of quantities that are held at a time
_DIGITS = 12  # beyond them there is rounding only


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What it is worth to know each of U quantities.

    Attributes
    ----------
    best : int
        The alternative that is best on average.
    value : float array, shape (U,)
        EVPPI, in the unit of the gains, at least 0.
    information : float array, shape (U,)
        Bits, at least 0.
    share : float array, shape (U,)
        First-order share of the variance of the outcome, in [0, 1].
    rival : int array, shape (U,)
        The alternative that is better than the best one where x says so; -1 where the value is 0.
    side : int array, shape (U,)
        -1 where that is so for low x, 1 for high x; 0 where the value is 0.
    """

    best: int
    value: NDArray[np.float64]
    information: NDArray[np.float64]
    share: NDArray[np.float64]
    rival: NDArray[np.intp]
    side: NDArray[np.intp]


def number_of_bins(samples: int) -> int:
    """Return the number of bins for so many samples: even, at most 20, with at least 100 samples each beyond two.

    Examples
    --------
    >>> [number_of_bins(samples) for samples in (10, 1_000, 10_000)]
    [2, 10, 20]
    """
    return 2 * max(1, min(_MOST_BINS, samples // _EACH) // 2)


def value_of_information(
    quantities: NDArray[np.float64], gains: NDArray[np.float64], outcome: NDArray[np.float64]
) -> Worth:
    """Return what it is worth to know each quantity.

    Parameters
    ----------
    quantities : float array, shape (U, B)
        A sample of each uncertain quantity.
    gains : float array, shape (B, J)
        What each of J >= 1 alternatives brings in each sample.
    outcome : float array, shape (B,)
        What the variance is of.
    """
    count, samples = quantities.shape
    ahead, alternatives = _contenders(gains)
    if samples < _FEWEST:
        nothing, nobody = np.zeros(count), np.zeros(count, dtype=np.intp)
        return Worth(int(alternatives[0]), nothing, nothing, nothing, nobody - 1, nobody)
    top = np.unique(gains.argmax(axis=1), return_inverse=True)[1]
    each, blocks = max(1, _BLOCK // samples), []
    for start in range(0, max(count, 1), each):
        order = _deal(quantities[start : start + each])
        value, rival, side = _values(order, ahead)
        rival = np.where(rival < 0, -1, alternatives[rival])
        blocks.append((value, _information(order, top), _shares(order, outcome), rival, side))
    return Worth(int(alternatives[0]), *(np.concatenate(column) for column in zip(*blocks, strict=True)))


def _bins(samples: int) -> NDArray[np.intp]:
    """Return where each bin begins among the samples in the order of a quantity; all as large as can be."""
    count = number_of_bins(samples)
    return np.arange(count) * samples // count


def _half_bins(samples: int) -> NDArray[np.intp]:
    """Return where each half of a bin begins among the samples as :func:`_deal` deals them."""
    starts = _bins(samples)
    sizes = np.diff(starts, append=samples)
    return np.stack([starts, starts + (sizes + 1) // _HALVES], axis=1).ravel()


def _deal(quantities: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the samples in the order of each quantity, shape (U, B), dealt within each bin.

    Along the quantity the samples of a bin fall into its two halves by turns, so that both cover it alike; then the one
    half stands before the other.
    """
    samples = quantities.shape[1]
    places, starts = np.arange(samples), _bins(samples)
    whole = np.searchsorted(starts, places, side="right") - 1
    dealt = np.lexsort((places, (places - starts[whole]) % _HALVES, whole))
    return np.argsort(quantities, axis=1)[:, dealt]


def _sums(values: NDArray[np.float64], starts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the sums of values (..., B) from each start to the next."""
    sums: NDArray[np.float64] = np.add.reduceat(values, starts, axis=-1)
    return sums


def _contenders(gains: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return by how much the alternatives that can win half a bin are ahead of the best, (k, B), and which they are.

    The best one is the first of them. An alternative is behind in every half bin if it is behind in that part of the
    whole sample in which it does best.
    """
    samples, best = len(gains), int(np.round(gains.mean(axis=0), _DIGITS).argmax())
    ahead = np.ascontiguousarray((gains - gains[:, [best]]).T)
    part = max(1, samples // (_HALVES * number_of_bins(samples)))
    at_best = np.partition(ahead, samples - part, axis=1)[:, samples - part :].mean(axis=1)
    others = np.flatnonzero(at_best > 0)
    chosen = np.concatenate([[best], others[others != best]])
    return ahead[chosen], chosen


def _values(
    order: NDArray[np.intp], ahead: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]:
    """Return value, rival (a row of `ahead`, or -1) and side, each (U,)."""
    count, samples = order.shape
    starts, bins = _half_bins(samples), number_of_bins(samples)
    sums, squares = np.zeros((2, count, bins, _HALVES, len(ahead)))
    for row, each in enumerate(ahead[1:], start=1):  # the best one is not ahead of itself
        dealt = each[order]
        sums[..., row] = _sums(dealt, starts).reshape(count, bins, _HALVES)
        squares[..., row] = _sums(dealt**2, starts).reshape(count, bins, _HALVES)
    choice = sums[:, :, ::-1].argmax(axis=-1)[..., None]  # on the other half
    value, noise = (np.take_along_axis(each, choice, axis=-1).sum(axis=(1, 2, 3)) for each in (sums, squares))
    whole = sums.sum(axis=2)
    lead = np.where(whole.argmax(axis=-1)[..., None] == np.arange(len(ahead)), whole, 0.0)
    is_sure = (value > _ERRORS * np.sqrt(noise)) & lead.any(axis=(1, 2))
    worth = np.where(is_sure, value, 0.0) / samples
    rival = lead.sum(axis=1).argmax(axis=-1)
    # on which side of the middle the bins lie in which another one wins, weighed by how far it is ahead
    middle = np.arange(bins) - (bins - 1) / 2
    side = np.where((lead.sum(axis=-1) * middle).sum(axis=1) < 0, -1, 1)
    return worth, np.where(worth > 0, rival, -1), np.where(worth > 0, side, 0)


def _information(order: NDArray[np.intp], top: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the mutual information between the bin and the best alternative of each sample, in bits, (U,)."""
    count, samples = order.shape
    tops, bins = int(top.max()) + 1, number_of_bins(samples)
    whole = np.repeat(np.arange(bins), np.diff(_bins(samples), append=samples))
    cells = top[order] + tops * (whole + bins * np.arange(count)[:, None])
    joint = np.bincount(cells.ravel(), minlength=count * bins * tops).reshape(count, bins, tops)
    parts = (joint.sum(axis=2), joint.sum(axis=1), joint.reshape(count, bins * tops))
    entropies = [_entropy(part) for part in parts]
    bits = entropies[0] + entropies[1] - entropies[2]
    # of independent ones, 2 B ln 2 times the bits are about chi-squared distributed
    freedom = np.prod([(part > 0).sum(axis=1) - 1 for part in parts[:2]], axis=0)
    return np.where(bits > _ERRORS * np.sqrt(2.0 * freedom) / (2 * samples * np.log(2)), bits, 0.0)


def _entropy(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the entropy of each row of counts in bits, after Miller and Madow."""
    total = counts.sum(axis=1)
    chance = counts / total[:, None]
    plain = -(chance * np.log2(np.where(counts > 0, chance, 1.0))).sum(axis=1)
    corrected: NDArray[np.float64] = plain + ((counts > 0).sum(axis=1) - 1) / (2 * total * np.log(2))
    return corrected


def _shares(order: NDArray[np.intp], outcome: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the part of the variance of the outcome that lies between the bins, (U,); epsilon squared."""
    samples, starts = len(outcome), _bins(len(outcome))
    bins, centred = len(starts), outcome - outcome.mean()
    total = (centred**2).sum()
    if np.sqrt(total / samples) < 10.0**-_DIGITS:
        return np.zeros(len(order))
    between = (_sums(centred[order], starts) ** 2 / np.diff(starts, append=samples)).sum(axis=1) / total
    shares = np.minimum(1.0 - (1.0 - between) * (samples - 1) / (samples - bins), 1.0)
    return np.where(shares > _ERRORS * np.sqrt(2.0 * (bins - 1)) / samples, shares, 0.0)
