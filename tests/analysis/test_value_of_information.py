"""The value of knowing a quantity: closed forms, what is irrelevant is worth nothing, brute force, laws."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from stakeholder_graph.analysis.kernels.value_of_information import number_of_bins, value_of_information

DRAWS = 10_000


def uniform(*shape, seed=0):
    return np.random.default_rng(seed).random(shape)


# ---------------------------------------------------------------- closed forms


@pytest.mark.parametrize("seed", range(5))
def test_a_uniform_score_against_a_constant(seed):
    # E max(x, .5) - .5 = 1/8, and x tells all about which is larger: 1 bit
    x = uniform(DRAWS, seed=seed)
    worth = value_of_information(x[None], np.column_stack([x, np.full(DRAWS, 0.5)]), x)
    assert worth.value == pytest.approx([1 / 8], abs=4 * math.sqrt(1 / 12 / DRAWS))
    assert worth.information == pytest.approx([1.0], abs=0.03)
    assert worth.share == pytest.approx([1.0], abs=0.005)  # all but what varies within a bin, 1/20^2
    assert (worth.rival[0], worth.best) in ((0, 1), (1, 0))
    assert worth.side.tolist() == ([1] if worth.rival[0] == 0 else [-1])


@pytest.mark.parametrize("offset", [-0.3, 0.1, 0.25])
def test_a_uniform_score_against_a_constant_elsewhere(offset):
    # E max(x, c) = (1 + c^2) / 2
    x, constant = uniform(DRAWS, seed=1), 0.5 + offset
    worth = value_of_information(x[None], np.column_stack([x, np.full(DRAWS, constant)]), x)
    assert worth.value == pytest.approx([(1 + constant**2) / 2 - max(0.5, constant)], abs=0.006)
    assert worth.best == (0 if offset < 0 else 1)


def test_one_of_two_normal_parts_of_a_gain():
    # gain x + y against 0, x and y standard normal and halved: knowing x is worth E max(x, 0) = sd / sqrt(2 pi)
    rng = np.random.default_rng(2)
    parts = rng.normal(0, 0.5, (2, 100_000))
    gains = np.column_stack([parts.sum(axis=0), np.zeros(100_000)])
    worth = value_of_information(parts, gains, parts.sum(axis=0))
    expected = 0.5 / math.sqrt(2 * math.pi)
    assert worth.value == pytest.approx([expected] * 2, rel=0.03)
    assert worth.share == pytest.approx([0.5] * 2, abs=0.02)
    assert (worth.value < value_of_information(parts.sum(axis=0)[None], gains, parts[0]).value).all()


def test_first_order_shares_of_a_sum():
    x = uniform(3, DRAWS, seed=3)
    worth = value_of_information(x, x.T, 2 * x[0] + x[1])
    assert worth.share == pytest.approx([4 / 5, 1 / 5, 0], abs=0.015)  # Var = 4/12 + 1/12
    assert worth.share[2] == 0.0


def test_information_in_closed_form():
    # which of two is larger, told by x = (a correlated normal): compared with the integral by quantile bins
    rng = np.random.default_rng(4)
    x, noise = rng.normal(size=(2, 200_000))
    worth = value_of_information(x[None], np.column_stack([x + noise, np.zeros(200_000)]), x)
    grid = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    chance = norm.cdf(grid).reshape(20, -1).mean(axis=1)  # P(x + noise > 0 | bin)
    entropy = -(chance * np.log2(chance) + (1 - chance) * np.log2(1 - chance)).mean()
    assert worth.information == pytest.approx([1 - entropy], abs=0.004)


# ---------------------------------------------------------------- what tells nothing


@pytest.mark.parametrize("gains", ["alike", "far apart", "one certain"])
@pytest.mark.parametrize("seed", range(5))
def test_what_is_irrelevant_is_worth_nothing(seed, gains):
    score = uniform(DRAWS, 4, seed=seed)
    score += {"alike": 0.0, "far apart": np.array([0.0, 0.5, 1.0, 1.5]), "one certain": 0.0}[gains]
    if gains == "one certain":
        score[:, 0] = 0.5
    worth = value_of_information(uniform(40, DRAWS, seed=100 + seed), score, score.sum(axis=1))
    assert np.count_nonzero(worth.value) <= 1  # three errors are exceeded by chance in a thousandth of the cases
    assert worth.value.max() < 0.005
    assert worth.information.max() < 0.005
    assert worth.share.max() < 0.005
    assert set(worth.rival[worth.value == 0]) == {-1}
    assert set(worth.side[worth.value == 0]) == {0}


def test_taking_the_best_mean_of_each_bin_would_find_something_in_noise():
    # why the choice is made on one half and valued on the other
    score = uniform(DRAWS, 4, seed=7)
    order = uniform(DRAWS, seed=8).argsort()
    means = score[order].reshape(20, -1, 4).mean(axis=1)
    assert means.max(axis=1).mean() - score.mean(axis=0).max() > 0.005
    assert value_of_information(uniform(1, DRAWS, seed=8), score, score[:, 0]).value == 0.0


def test_a_constant_tells_nothing_and_of_a_constant_nothing_is_told():
    x = uniform(DRAWS)
    still = np.full(DRAWS, 0.3)
    worth = value_of_information(np.stack([still, x]), np.column_stack([x, still + 0.2]), still)
    assert worth.value[0] == worth.information[0] == 0.0
    assert worth.value[1] == pytest.approx(1 / 8, abs=0.012)
    assert worth.share.tolist() == [0.0, 0.0]


def test_with_one_alternative_there_is_nothing_to_choose():
    x = uniform(DRAWS)
    worth = value_of_information(x[None], x[:, None], x)
    assert (worth.best, worth.value.tolist(), worth.information.tolist()) == (0, [0.0], [0.0])


# ---------------------------------------------------------------- laws


def by_bins(x, gains, bins=20):
    """Return the plain estimate, which is too high by what noise adds: the best mean of every bin."""
    means = gains[np.argsort(x)].reshape(bins, -1, gains.shape[1]).mean(axis=1)
    return means.max(axis=1).mean() - gains.mean(axis=0).max()


@pytest.mark.parametrize("seed", range(8))
def test_not_more_than_the_plain_estimate_and_not_more_than_knowing_all(seed):
    rng = np.random.default_rng(seed)
    x = rng.random((6, DRAWS))
    gains = rng.normal(size=(5, 6)) @ x / 3 + rng.normal(0, 0.1, (5, DRAWS))
    worth = value_of_information(x, gains.T, x.sum(axis=0))
    everything = gains.max(axis=0).mean() - gains.mean(axis=1).max()
    for each, value in zip(x, worth.value, strict=True):
        assert 0 <= value <= by_bins(each, gains.T) + 1e-12
        assert value <= everything
        assert value == pytest.approx(by_bins(each, gains.T), abs=0.006)


@pytest.mark.parametrize("seed", range(4))
def test_only_the_order_of_a_quantity_counts(seed):
    rng = np.random.default_rng(seed)
    x, noise = rng.random((2, DRAWS))
    gains = np.column_stack([x**2, 0.3 * noise + 0.2])
    plain = value_of_information(x[None], gains, x)
    for bent in (np.exp(5 * x), x**3):
        again = value_of_information(bent[None], gains, x)
        assert (again.value, again.information, again.share) == (plain.value, plain.information, plain.share)
    turned = value_of_information(-x[None], gains, x)
    assert turned.value == pytest.approx(plain.value, abs=0.002)
    assert turned.side == -plain.side


def test_gains_in_another_unit_are_worth_that_much_more():
    x = uniform(2, DRAWS, seed=5)
    gains = np.column_stack([x[0], 0.5 * x[1] + 0.25])
    plain, larger = (value_of_information(x, factor * gains + 7, x[0]) for factor in (1, 10))
    assert larger.value == pytest.approx(10 * plain.value, rel=1e-9)
    assert larger.information.tolist() == plain.information.tolist()


def test_who_is_better_where():
    # 0 is best on average; 1 is better where x is low, 2 where it is high, and that more often
    x, noise = uniform(2, DRAWS, seed=6)
    gains = np.column_stack([np.full(DRAWS, 0.5), 0.6 * (x < 0.1), 0.8 * (x > 0.6), np.full(DRAWS, 0.49)])
    worth = value_of_information(np.stack([x, noise]), gains, x)
    assert worth.best == 0
    assert (worth.rival.tolist(), worth.side.tolist()) == ([2, -1], [1, 0])
    assert worth.value[0] == pytest.approx(0.1 * 0.1 + 0.4 * 0.3, abs=0.01)
    low = value_of_information(x[None], gains[:, [1, 0]], x)
    assert (low.best, low.rival.tolist(), low.side.tolist()) == (1, [0], [-1])


@pytest.mark.parametrize("block", [1, 2**30])
def test_blocks_make_no_difference(monkeypatch, block):
    from stakeholder_graph.analysis.kernels import value_of_information as kernel  # noqa: PLC0415

    x = uniform(7, 500, seed=9)
    expected = value_of_information(x, x[:3].T, x[0])
    monkeypatch.setattr(kernel, "_BLOCK", block)
    again = value_of_information(x, x[:3].T, x[0])
    for name in ("value", "information", "share", "rival", "side"):
        assert np.array_equal(getattr(again, name), getattr(expected, name)), name


# ---------------------------------------------------------------- few samples, few quantities


@pytest.mark.parametrize("samples", [1, 2, 3, 4, 5, 7, 39, 40, 41, 199, 777])
def test_any_number_of_samples(samples):
    x = uniform(3, samples, seed=10)
    worth = value_of_information(x, x[:2].T, x[0])
    assert worth.value.shape == worth.information.shape == worth.share.shape == worth.rival.shape == (3,)
    for figures in (worth.value, worth.information, worth.share):
        assert (figures >= 0).all()
    assert (worth.share <= 1).all()
    assert set(worth.rival) <= {-1, 0, 1}
    if samples < 4:
        assert not worth.value.any()
        assert not worth.information.any()


def test_nothing_to_know():
    worth = value_of_information(np.zeros((0, 100)), uniform(100, 2), uniform(100))
    assert worth.value.shape == worth.rival.shape == (0,)
    assert worth.best in (0, 1)


def test_bins():
    assert [number_of_bins(samples) for samples in (1, 399, 400, 999, 1000, 2000, 10**6)] == [2, 2, 4, 8, 10, 20, 20]


def test_nothing_is_changed():
    x, gains = uniform(3, 100), uniform(100, 2)
    before = x.copy(), gains.copy()
    value_of_information(x, gains, x[0])
    assert np.array_equal(x, before[0])
    assert np.array_equal(gains, before[1])
