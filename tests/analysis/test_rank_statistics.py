"""Statistics of ranks over samples: against brute force and scipy, closed forms, ties, and maps of every size."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import kendalltau, rankdata

from stakeholder_graph.analysis.kernels.rank_statistics import rank_interval, rank_samples, tied_groups

DRAWS = 20_000
ERROR = 4 * 0.5 / math.sqrt(DRAWS)  # four standard errors of a probability of one half

# Few different scores, so that there are ties of every kind.
scores = st.tuples(st.integers(1, 7), st.integers(1, 6)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=st.integers(0, 3).map(float))
)


def by_orders(row, rank):
    """Return the chance of each contact to have a rank when equal ones are put in any order: all orders tried out."""
    n = len(row)
    orders = [order for order in itertools.permutations(range(n)) if all(np.diff(row[list(order)]) <= 0)]
    return [sum(order[rank] == contact for order in orders) / len(orders) for contact in range(n)]


# ---------------------------------------------------------------- against brute force


@settings(max_examples=60, deadline=None)
@given(scores)
def test_better_and_equal_by_counting(sample):
    ranks = rank_samples(sample)
    assert np.array_equal(ranks.better, (sample[:, None, :] > sample[:, :, None]).sum(axis=2))
    assert np.array_equal(ranks.equal, (sample[:, None, :] == sample[:, :, None]).sum(axis=2))


@settings(max_examples=40, deadline=None)
@given(scores)
def test_acceptability_by_trying_all_orders(sample):
    n = sample.shape[1]
    expected = np.array([[by_orders(row, rank) for rank in range(n)] for row in sample]).mean(axis=0).T
    assert rank_samples(sample).acceptability() == pytest.approx(expected, abs=1e-11)


@settings(max_examples=60, deadline=None)
@given(scores)
def test_expected_ranks_are_those_of_scipy(sample):
    expected = rankdata(-sample, method="average", axis=1).mean(axis=0)
    assert rank_samples(sample).expected() == pytest.approx(expected, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(scores)
def test_wins_by_counting(sample):
    before = sample[:, :, None] > sample[:, None, :]
    equal = sample[:, :, None] == sample[:, None, :]
    assert rank_samples(sample).wins() == pytest.approx((before + 0.5 * equal).mean(axis=0), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(scores, st.integers(0, 5))
def test_agreement_is_the_tau_b_of_scipy(sample, seed):
    nominal = np.random.default_rng(seed).integers(0, 3, sample.shape[1]).astype(float)
    with np.errstate(invalid="ignore"):
        expected = [kendalltau(nominal, row).statistic if len(row) > 1 else math.nan for row in sample]
    assert rank_samples(sample).agreement(nominal) == pytest.approx(expected, abs=1e-12, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(scores, st.integers(0, 8))
def test_among_the_first_is_the_sum_of_the_first_ranks(sample, top):
    ranks = rank_samples(sample)
    assert ranks.among(top).mean(axis=0) == pytest.approx(ranks.acceptability()[:, :top].sum(axis=1), abs=1e-11)


@settings(max_examples=60, deadline=None)
@given(scores)
def test_laws(sample):
    ranks, n = rank_samples(sample), sample.shape[1]
    acceptability, wins = ranks.acceptability(), ranks.wins()
    for axis in (0, 1):
        assert acceptability.sum(axis=axis) == pytest.approx(np.ones(n), abs=1e-10)
    assert wins + wins.T == pytest.approx(np.ones((n, n)), abs=1e-12)
    # who is before whom and where one stands are the same thing: E(rank) = 1 + sum of P(another before)
    assert ranks.expected() == pytest.approx(0.5 + wins.sum(axis=0), abs=1e-10)
    assert ranks.expected() == pytest.approx(acceptability @ np.arange(1, n + 1), abs=1e-10)


# ---------------------------------------------------------------- closed forms


@pytest.mark.parametrize("n", [2, 5, 9])
def test_alike_all_ranks_are_as_likely(n):
    ranks = rank_samples(np.random.default_rng(n).random((DRAWS, n)))
    assert ranks.acceptability() == pytest.approx(np.full((n, n), 1 / n), abs=ERROR)
    assert ranks.wins() == pytest.approx(np.full((n, n), 0.5), abs=ERROR)
    assert np.nanmean(ranks.agreement(np.arange(n))) == pytest.approx(0, abs=ERROR * 2)


def test_one_uniform_against_another_half_a_unit_higher():
    rng = np.random.default_rng(0)
    sample = np.column_stack([rng.random(DRAWS), 0.5 + rng.random(DRAWS)])
    assert rank_samples(sample).wins()[1, 0] == pytest.approx(7 / 8, abs=ERROR)  # 1 - the triangle of 1/2 * 1/2 / 2


def test_always_in_the_same_order():
    ranks = rank_samples(np.tile([0.2, 0.9, 0.5], (10, 1)))
    assert ranks.acceptability().tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert ranks.agreement(np.array([0.2, 0.9, 0.5])).tolist() == [1.0] * 10
    assert ranks.agreement(-np.array([0.2, 0.9, 0.5])).tolist() == [-1.0] * 10


def test_always_equal():
    ranks = rank_samples(np.zeros((4, 3)))
    assert ranks.acceptability() == pytest.approx(np.full((3, 3), 1 / 3))
    assert ranks.expected().tolist() == [2.0] * 3
    assert ranks.among(1).tolist() == [[1 / 3] * 3] * 4
    assert np.isnan(ranks.agreement(np.arange(3))).all()
    assert np.isnan(rank_samples(np.arange(3.0)[None]).agreement(np.zeros(3))).all()


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_and_one(n):
    ranks = rank_samples(np.zeros((3, n)))
    assert ranks.acceptability().tolist() == np.ones((n, n)).tolist()
    assert ranks.expected().tolist() == [1.0] * n
    assert ranks.among(3).tolist() == [[1.0] * n] * 3
    assert ranks.wins().tolist() == [[0.5] * n] * n
    assert np.isnan(ranks.agreement(np.zeros(n))).all()
    assert [each.tolist() for each in rank_interval(ranks.acceptability(), 0.9)] == [[1] * n] * 2
    assert tied_groups(ranks.wins(), np.arange(n), 0.9).tolist() == [1] * n


def test_many_contacts():
    sample = np.random.default_rng(1).random((300, 200)).round(2)
    ranks = rank_samples(sample)
    assert ranks.expected() == pytest.approx(rankdata(-sample, method="average", axis=1).mean(axis=0), abs=1e-10)
    assert ranks.acceptability() @ np.arange(1, 201) == pytest.approx(ranks.expected(), abs=1e-8)
    nominal = sample.mean(axis=0)
    expected = [kendalltau(nominal, row).statistic for row in sample[:5]]
    assert ranks.agreement(nominal)[:5] == pytest.approx(expected, abs=1e-12)


# ---------------------------------------------------------------- intervals and groups


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.99])
def test_intervals_are_the_quantiles_of_numpy(level):
    rng = np.random.default_rng(2)
    sample = rng.random((1001, 8)) + np.linspace(0, 1, 8)
    ranks = rank_samples(sample)
    expected = np.quantile(ranks.better + 1, [(1 - level) / 2, (1 + level) / 2], axis=0, method="inverted_cdf")
    assert np.array_equal(rank_interval(ranks.acceptability(), level), expected)


def test_an_interval_holds_its_part():
    # of 20 samples the contact is second in 2 and first in 18: 90 % of them need the second rank too
    acceptability = np.array([[0.9, 0.1], [0.1, 0.9]])
    low, high = rank_interval(acceptability, 0.9)
    assert (low.tolist(), high.tolist()) == ([1, 1], [2, 2])
    low, high = rank_interval(acceptability, 0.8)  # a tenth may lie on either side
    assert (low.tolist(), high.tolist()) == ([1, 1], [1, 2])


def by_every_cut(wins, order, level):
    groups, number = {}, 1
    for place, contact in enumerate(order):
        pairs = itertools.product(order[:place], order[place:])
        if place and all(round(wins[i, j], 12) >= level for i, j in pairs):
            number += 1
        groups[contact] = number
    return [groups[contact] for contact in range(len(order))]


@settings(max_examples=80, deadline=None)
@given(scores, st.sampled_from([0.5, 0.7, 0.9]))
def test_groups_by_trying_every_cut(sample, level):
    ranks = rank_samples(sample)
    order = np.argsort(ranks.expected(), kind="stable")
    assert tied_groups(ranks.wins(), order, level).tolist() == by_every_cut(ranks.wins(), order.tolist(), level)


def test_one_pair_that_is_not_sure_joins_all_between():
    wins = np.array([[0.5, 0.95, 0.8], [0.05, 0.5, 0.95], [0.2, 0.05, 0.5]])
    assert tied_groups(wins, np.array([0, 1, 2]), 0.9).tolist() == [1, 1, 1]
    wins[0, 2] = wins[2, 0] = 0.9
    assert tied_groups(wins, np.array([0, 1, 2]), 0.9).tolist() == [1, 2, 3]  # at just the level it is sure
    assert tied_groups(wins[::-1, ::-1], np.array([2, 1, 0]), 0.9).tolist() == [3, 2, 1]


def test_nothing_is_changed():
    sample = np.random.default_rng(3).integers(0, 3, (20, 5)).astype(float)
    before, nominal = sample.copy(), np.arange(5.0)
    ranks = rank_samples(sample)
    kept = ranks.better.copy(), ranks.equal.copy()
    for ask in (ranks.acceptability, ranks.expected, ranks.wins, lambda: ranks.agreement(nominal)):
        ask()
    assert np.array_equal(sample, before)
    assert np.array_equal(ranks.better, kept[0])
    assert np.array_equal(ranks.equal, kept[1])
