"""A priori power in a weighted vote with a quota: how often a voter's yes or no is what decides.

A coalition wins if its weight reaches the quota. A voter *swings* a coalition of others that loses without the voter
and wins with the voter. Both classical indices follow from the number of swings by the size of the coalition, which is
counted exactly: over a table of (size, weight) where the weights are multiples of one unit, else over all coalitions.
The indices know nothing of what the voters want and of who listens to whom.

References
----------
Shapley, L. S., & Shubik, M. (1954). A method for evaluating the distribution of power in a committee system. American
Political Science Review 48(3).
Banzhaf, J. F. (1965). Weighted voting doesn't work: a mathematical analysis. Rutgers Law Review 19.
Coleman, J. S. (1971). Control of collectivities and the power of a collectivity to act. In Lieberman (ed.), Social
Choice.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["PowerIndices", "power_indices"]

_MOST_CELLS = 200_000_000  # ours: voters x sizes x weights of the table, some seconds' work
_MOST_VOTERS = 1_000  # ours: the number of coalitions of a few more is no floating-point number
_MOST_LISTED = 20  # ours: voters whose coalitions are gone through one by one, a million
_MOST_PARTS = 10_000  # ours: weights are taken for fractions with at most this denominator
_NEAR = 1e-12  # ours: weights that are relatively closer than that are equal


@dataclass(frozen=True, slots=True, eq=False)
class PowerIndices:
    """The power of n voters.

    Attributes
    ----------
    quota : float
        The weight that a coalition needs.
    swings : float array, shape (n,)
        Number of coalitions of others that the voter swings; exact up to 2^53.
    banzhaf_absolute : float array, shape (n,)
        Swings over the 2^(n-1) coalitions of others: how often the vote decides if everybody tosses a coin.
    banzhaf : float array, shape (n,)
        Swings over the swings of all; sums to 1.
    shapley_shubik : float array, shape (n,)
        How often the voter is the one who brings the quota if voters join in random order; sums to 1.
    has_veto : bool array, shape (n,)
        Nothing passes without the voter, who swings the coalition of all others.
    is_dictator : bool array, shape (n,)
        Has a veto and swings the empty coalition: the yes alone is enough.
    decisiveness : float
        The share of the 2^n coalitions that win: Coleman's power of a collectivity to act.
    """

    quota: float
    swings: NDArray[np.float64]
    banzhaf_absolute: NDArray[np.float64]
    banzhaf: NDArray[np.float64]
    shapley_shubik: NDArray[np.float64]
    has_veto: NDArray[np.bool_]
    is_dictator: NDArray[np.bool_]
    decisiveness: float


def power_indices(weights: NDArray[np.float64], quota: float | None = None) -> PowerIndices:
    """Return the power of every voter.

    Parameters
    ----------
    weights : float array, shape (n,)
        At least 0, not all 0.
    quota : float, optional
        The weight that a coalition needs, above 0 and at most the sum of the weights; by default more than half of it.

    Raises
    ------
    OptionError
        If there are more than 20 voters whose weights are no moderate multiples of one unit, or more than 1,000.
    """
    n = len(weights)
    by_size, losing, needed = _count(weights, quota)
    swings = by_size.sum(axis=1)
    orders = np.array([n * math.comb(n - 1, size) for size in range(n)], dtype=np.float64)
    return PowerIndices(
        quota=needed,
        swings=swings,
        banzhaf_absolute=swings / 2.0 ** (n - 1),
        banzhaf=swings / swings.sum(),
        shapley_shubik=(by_size / orders).sum(axis=1),
        has_veto=by_size[:, -1] > 0,
        is_dictator=(by_size[:, 0] > 0) & (by_size[:, -1] > 0),
        decisiveness=1.0 - losing / 2.0**n,
    )


def _count(weights: NDArray[np.float64], quota: float | None) -> tuple[NDArray[np.float64], float, float]:
    """Return the swings by voter and number of others (n, n), the number of losing coalitions, and the quota."""
    n, unit = len(weights), _common_unit(weights)
    if unit and n <= _MOST_VOTERS:
        whole = [round(Fraction(weight) / unit) for weight in weights.tolist()]
        needed = sum(whole) // 2 + 1 if quota is None else math.ceil(quota / float(unit) * (1.0 - _NEAR))
        if n * n * needed <= _MOST_CELLS:
            return *_swings_from_table(whole, needed), float(needed * unit)
    if n <= _MOST_LISTED:
        parts = weights / weights.max()  # first: half of the smallest weights there are would be 0
        part = parts.sum() * (0.5 + _NEAR) if quota is None else quota / weights.max()
        return *_swings_from_list(parts, part), float(part * weights.max())
    raise OptionError(
        "weights",
        f"{n} weights of {weights.sum():g} together",
        f"fewer digits, so that weights are small multiples of one unit, or at most {_MOST_LISTED} weights",
    )


def _common_unit(weights: NDArray[np.float64]) -> Fraction | None:
    """Return the largest unit that all weights are multiples of, or None where there is none to speak of."""
    fractions = [Fraction(weight).limit_denominator(_MOST_PARTS) for weight in weights.tolist()]
    if any(abs(part - weight) > _NEAR * weight for part, weight in zip(fractions, weights.tolist(), strict=True)):
        return None
    denominator = math.lcm(*(part.denominator for part in fractions))
    return Fraction(math.gcd(*(int(part * denominator) for part in fractions)), denominator)


def _swings_from_table(weights: list[int], quota: int) -> tuple[NDArray[np.float64], float]:
    """Count over a table of losing coalitions by number of members and weight, as whole numbers in floats."""
    nobody = np.zeros((len(weights), quota))
    nobody[0, 0] = 1.0
    swings, losing = {}, 0.0
    for weight, others in _leave_one_out(nobody, sorted(Counter(weights).items())):
        short = max(quota - weight, 0)  # others of less weight than that lose even with the voter
        swings[weight] = others[:, short:].sum(axis=1)
        losing = float(others.sum() + others[:, :short].sum())
    return np.array([swings[weight] for weight in weights]), losing


def _leave_one_out(
    table: NDArray[np.float64], classes: list[tuple[int, int]]
) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Yield each weight with the table of everybody but one voter of that weight, halving what is left to join."""
    if len(classes) == 1:
        weight, count = classes[0]
        yield weight, _join(table, weight, count - 1)
        return
    half = len(classes) // 2
    for left, joining in ((classes[:half], classes[half:]), (classes[half:], classes[:half])):
        larger = table
        for weight, count in joining:
            larger = _join(larger, weight, count)
        yield from _leave_one_out(larger, left)


def _join(table: NDArray[np.float64], weight: int, count: int) -> NDArray[np.float64]:
    """Return the table after voters of a weight may join; nothing is ever subtracted, so nothing cancels."""
    stay = max(table.shape[1] - weight, 0)  # lighter coalitions than that still lose
    for _ in range(count):
        joined = table.copy()
        joined[1:, weight:] += table[:-1, :stay]
        table = joined
    return table


def _swings_from_list(weights: NDArray[np.float64], quota: float) -> tuple[NDArray[np.float64], float]:
    """Count by going through all 2^n coalitions."""
    n, heaviness, size = len(weights), np.zeros(1), np.zeros(1, dtype=np.intp)
    for weight in weights:
        heaviness = np.concatenate([heaviness, heaviness + weight])
        size = np.concatenate([size, size + 1])
    wins = heaviness >= quota - _NEAR / 2 * weights.sum()
    swings = np.zeros((n, n))
    for voter in range(n):
        without, with_voter = wins.reshape(-1, 2, 2**voter).swapaxes(0, 1)
        others = size.reshape(-1, 2, 2**voter)[:, 0]
        swings[voter] = np.bincount(others[with_voter & ~without], minlength=n)
    return swings, float((~wins).sum())
