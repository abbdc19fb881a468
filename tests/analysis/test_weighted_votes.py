"""Power indices against published ones and against going through all coalitions and all orders."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from stakeholder_graph.analysis.kernels import weighted_votes
from stakeholder_graph.analysis.kernels.weighted_votes import power_indices
from stakeholder_graph.errors import OptionError


def by_coalitions(weights: list[int], quota: int) -> tuple[list[int], int]:
    """Return the swings of every voter, and the number of coalitions that win."""
    n, swings, wins = len(weights), [0] * len(weights), 0
    for members in itertools.product([0, 1], repeat=n):
        weight = sum(w for w, member in zip(weights, members, strict=True) if member)
        wins += weight >= quota
        for voter in range(n):
            swings[voter] += bool(members[voter]) and weight >= quota > weight - weights[voter]
    return swings, wins


def by_orders(weights: list[int], quota: int) -> list[float]:
    """Return how often each voter brings the quota over all orders of joining."""
    brought = [0] * len(weights)
    for order in itertools.permutations(range(len(weights))):
        weight = 0
        for voter in order:
            weight += weights[voter]
            if weight >= quota:
                brought[voter] += 1
                break
    return [count / math.factorial(len(weights)) for count in brought]


def games(seeds: int, voters: int, least: int = 1) -> list[tuple[list[int], int]]:
    found = []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        weights = rng.integers(least, 12, int(rng.integers(1, voters + 1))).tolist()
        weights[0] += not sum(weights)
        found.append((weights, int(rng.integers(1, sum(weights) + 1))))
    return found


@pytest.fixture(params=["table", "list"])
def counting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Count over the table, and by going through all coalitions."""
    if request.param == "list":
        monkeypatch.setattr(weighted_votes, "_MOST_CELLS", -1)
    return request.param


@pytest.mark.parametrize(("weights", "quota"), games(25, 9, least=0))
def test_banzhaf_by_all_coalitions(counting: str, weights: list[int], quota: int) -> None:
    power = power_indices(np.array(weights, dtype=float), quota)
    swings, wins = by_coalitions(weights, quota)
    assert power.swings.tolist() == swings
    assert power.banzhaf.tolist() == pytest.approx([swing / sum(swings) for swing in swings], abs=1e-14)
    assert power.banzhaf_absolute.tolist() == [swing / 2 ** (len(weights) - 1) for swing in swings]
    assert power.decisiveness == wins / 2 ** len(weights)


@pytest.mark.parametrize(("weights", "quota"), games(15, 6))
def test_shapley_shubik_by_all_orders(counting: str, weights: list[int], quota: int) -> None:
    power = power_indices(np.array(weights, dtype=float), quota)
    assert power.shapley_shubik.tolist() == pytest.approx(by_orders(weights, quota), abs=1e-14)


def test_council_of_six_1958() -> None:
    # Council of the European Economic Community, 12 of 17 votes: Shapley-Shubik .233, .15, 0; Banzhaf
    # 10, 6, 0 of 42 swings (Felsenthal & Machover 1998, The Measurement of Voting Power). Luxembourg never counted.
    power = power_indices(np.array([4.0, 4, 4, 2, 2, 1]), 12)
    assert power.shapley_shubik.tolist() == pytest.approx([14 / 60] * 3 + [9 / 60] * 2 + [0])
    assert power.shapley_shubik.tolist() == pytest.approx(by_orders([4, 4, 4, 2, 2, 1], 12))
    assert power.swings.tolist() == [10, 10, 10, 6, 6, 0]


def test_security_council() -> None:
    # 5 permanent members of 7 and 10 others of 1 with a quota of 39: Banzhaf 848 and 84 of 5,080 swings, Shapley-Shubik
    # .19627 and .00186 (Straffin 1994, Power and stability in politics).
    power = power_indices(np.array([7.0] * 5 + [1.0] * 10), 39)
    assert power.swings.tolist() == [848.0] * 5 + [84.0] * 10
    assert power.shapley_shubik.tolist() == pytest.approx([0.19627] * 5 + [0.00186] * 10, abs=1e-5)
    assert power.has_veto.tolist() == [True] * 5 + [False] * 10


def test_the_single_vote_is_worth_as_much_as_49(counting: str) -> None:
    power = power_indices(np.array([50.0, 49, 1]), 51)
    assert power.banzhaf.tolist() == pytest.approx([0.6, 0.2, 0.2])
    assert power.shapley_shubik.tolist() == pytest.approx([4 / 6, 1 / 6, 1 / 6])
    assert power.has_veto.tolist() == [True, False, False]
    assert not power.is_dictator.any()


def test_a_dictator_has_it_all(counting: str) -> None:
    power = power_indices(np.array([6.0, 3, 2]), 6)
    assert power.is_dictator.tolist() == [True, False, False]
    assert power.shapley_shubik.tolist() == power.banzhaf.tolist() == [1, 0, 0]
    both = power_indices(np.array([6.0, 6]), 6)  # either is enough, so neither has a veto
    assert not both.is_dictator.any()
    assert not both.has_veto.any()


@pytest.mark.parametrize("n", [1, 2, 5, 60, 300])
def test_equal_voters_have_equal_power(n: int) -> None:
    power = power_indices(np.ones(n))
    assert power.quota == n // 2 + 1
    assert power.shapley_shubik == pytest.approx(np.full(n, 1 / n))
    # swings under a majority: the others are short of exactly one vote
    assert power.banzhaf_absolute == pytest.approx(np.full(n, math.comb(n - 1, n // 2) / 2 ** (n - 1)))


@pytest.mark.parametrize("factor", [0.1, 1 / 3, 1 / 7, 0.25, 1000, 1e-6, 1e9])
def test_the_unit_of_the_weights_makes_no_difference(factor: float) -> None:
    # 3 against 1 + 1 + 1 is a tie: in floating point a third and its multiples would fall to either side of it.
    weights = np.array([3.0, 1, 1, 1, 2])
    for quota in (3, 4, 5, 8):
        expected, found = power_indices(weights, quota), power_indices(weights * factor, quota * factor)
        assert found.swings.tolist() == expected.swings.tolist()
        assert found.quota == pytest.approx(quota * factor)


def test_more_than_half_is_more_than_half(counting: str) -> None:
    # Of .1 + .2 and .3 neither is more than half, though .1 + .2 > .3 in floating point.
    power = power_indices(np.array([0.1, 0.2, 0.3]))
    assert power.swings.tolist() == [1, 1, 3]
    assert power.has_veto.tolist() == [False, False, True]


def test_a_quota_between_two_weights_is_the_next_one() -> None:
    assert power_indices(np.array([2.0, 2, 2]), 2.5).quota == 4
    assert power_indices(np.array([2.0, 2, 2]), 4.0).quota == 4


def test_weights_of_no_common_unit() -> None:
    # sqrt 2 + sqrt 3 < pi + 1e-2 ... : decided by real numbers, listed by hand over the eight coalitions
    weights = [math.sqrt(2), math.sqrt(3), math.pi]
    power = power_indices(np.array(weights), math.pi)
    swings, wins = by_coalitions([1414213562, 1732050808, 3141592654], 3141592654)
    assert power.swings.tolist() == swings
    assert power.decisiveness == wins / 8
    assert power.quota == pytest.approx(math.pi)


def test_the_smallest_weights_there_are() -> None:
    assert power_indices(np.array([5e-324])).is_dictator.tolist() == [True]
    assert power_indices(np.array([1e12, 1e-300])).banzhaf.tolist() == [1, 0]


@pytest.mark.parametrize("seed", range(3))
def test_twenty_voters_are_listed(seed: int) -> None:
    weights = np.random.default_rng(seed).random(20) + 0.1
    power = power_indices(weights)
    assert power.banzhaf.sum() == pytest.approx(1)
    assert power.shapley_shubik.sum() == pytest.approx(1)
    order = np.argsort(weights)
    assert (np.diff(power.banzhaf[order]) >= 0).all()
    assert (np.diff(power.shapley_shubik[order]) >= -1e-15).all()
    assert power.quota == pytest.approx(weights.sum() / 2)


@pytest.mark.parametrize(
    "weights",
    [np.random.default_rng(0).random(21), np.arange(1.0, 42.0) * 1e7 + 1, np.ones(1001)],
    ids=["no common unit", "heavy", "many"],
)
def test_what_cannot_be_counted_is_refused(weights: np.ndarray) -> None:
    with pytest.raises(OptionError, match=r"weights=.*fewer digits.*at most 20"):
        power_indices(weights)


def test_many_voters_of_little_weight_are_refused_before_they_overflow() -> None:
    with pytest.raises(OptionError):
        power_indices(np.ones(1100), 3)


@pytest.mark.parametrize("seed", range(3))
def test_hundreds_of_voters_add_up(seed: int) -> None:
    weights = np.random.default_rng(seed).integers(1, 10, 100).astype(float)
    power = power_indices(weights, 0.6 * weights.sum())
    assert power.banzhaf.sum() == pytest.approx(1)
    assert power.shapley_shubik.sum() == pytest.approx(1)
