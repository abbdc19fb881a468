"""The rules by which a group decides, against counting every outcome."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from stakeholder_graph.analysis.kernels.votes import at_least, count_of_yes, everybody, unanimity

# The worked example of three deciders: majority .612, unanimity .72 by hand.
EXAMPLE = np.array([[0.8, 0.6, 0.3]])


def counted(yes: np.ndarray) -> np.ndarray:
    """Return the distribution of the number of yes votes by going through all outcomes."""
    chances = np.zeros(len(yes) + 1)
    for votes in itertools.product([0, 1], repeat=len(yes)):
        chances[sum(votes)] += math.prod(p if vote else 1 - p for p, vote in zip(yes, votes, strict=True))
    return chances


def test_the_worked_example() -> None:
    # .8*.6*.7 + .8*.4*.3 + .2*.6*.3 + .8*.6*.3 = .612; .144 / (.144 + .2*.4*.7) = .72
    assert at_least(EXAMPLE, 2)[0] == pytest.approx(0.612, abs=1e-12)
    assert unanimity(EXAMPLE)[0] == pytest.approx(0.72, abs=1e-12)
    assert everybody(EXAMPLE)[0] == pytest.approx(0.144, abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_number_of_votes_is_counted_exactly(seed: int) -> None:
    yes = np.random.default_rng(seed).random((4, 7))
    expected = np.array([counted(row) for row in yes])
    assert count_of_yes(yes) == pytest.approx(expected, abs=1e-14)
    for votes in range(9):
        assert at_least(yes, votes) == pytest.approx(expected[:, votes:].sum(axis=1), abs=1e-14)


def test_equal_voters_are_binomial() -> None:
    expected = [math.comb(30, k) * 0.3**k * 0.7 ** (30 - k) for k in range(31)]
    assert count_of_yes(np.full((1, 30), 0.3))[0] == pytest.approx(expected, abs=1e-14)


def test_nobody_votes() -> None:
    nobody = np.zeros((2, 0))
    assert count_of_yes(nobody).tolist() == [[1.0], [1.0]]
    assert at_least(nobody, 0).tolist() == [1.0, 1.0]
    assert at_least(nobody, 1).tolist() == [0.0, 0.0]
    assert everybody(nobody).tolist() == [1.0, 1.0]


@pytest.mark.parametrize("seed", range(3))
def test_all_votes_are_the_product(seed: int) -> None:
    yes = np.random.default_rng(seed).random((3, 6))
    assert at_least(yes, 6) == pytest.approx(everybody(yes), abs=1e-15)


def test_more_yes_is_never_less() -> None:
    rng = np.random.default_rng(7)
    yes = rng.random((50, 5))
    more = yes + (1 - yes) * rng.random((50, 5))
    for rule in (lambda p: at_least(p, 3), unanimity, everybody):
        assert (rule(more) >= rule(yes) - 1e-12).all()


@pytest.mark.parametrize("seed", range(3))
def test_unanimity_is_its_formula(seed: int) -> None:
    yes = np.random.default_rng(seed).random((6, 4))
    both = yes.prod(axis=1), (1 - yes).prod(axis=1)
    assert unanimity(yes) == pytest.approx(both[0] / (both[0] + both[1]), abs=1e-12)


def test_unanimity_at_the_ends() -> None:
    yes = np.array([[1.0, 0.3], [0.0, 0.7], [0.5, 0.5], [1.0, 1.0], [0.0, 0.0], [1.0, 0.0]])
    assert unanimity(yes)[:5].tolist() == [1.0, 0.0, 0.5, 1.0, 0.0]
    assert math.isnan(unanimity(yes)[5])  # a sure yes and a sure no


def test_unanimity_of_many_does_not_underflow() -> None:
    # 1,000 voters of .4 and 1,000 of .6: their odds cancel; the products of both are 0 in floating point.
    yes = np.concatenate([np.full(1000, 0.4), np.full(1000, 0.6)])[None]
    assert yes.prod() == (1 - yes).prod() == 0
    assert unanimity(yes)[0] == pytest.approx(0.5, abs=1e-9)


def test_a_batch_of_many_is_many_of_one() -> None:
    yes = np.random.default_rng(3).random((5, 4))
    for rule in (lambda p: at_least(p, 2), unanimity, everybody, count_of_yes):
        assert np.array_equal(rule(yes), np.concatenate([rule(row[None]) for row in yes]))
