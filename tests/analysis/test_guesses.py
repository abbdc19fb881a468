"""How a guess with a confidence is drawn: against the closed form of the Beta distribution, and at its ends."""

import numpy as np
import pytest
from scipy.stats import beta, kstest

from stakeholder_graph.analysis.kernels.guesses import draw_guesses, guess_moments

GUESSES = [0.0, 0.05, 0.3, 0.5, 0.9, 1.0]
CONFIDENCES = [0.0, 0.2, 0.5, 0.9]
DRAWS = 20_000


def shapes(guess, confidence):
    """Return the two shapes as the distribution is defined: nu = 10 c / (1 - c)."""
    weight = 10 * confidence / (1 - confidence)
    return 1 + weight * guess, 1 + weight * (1 - guess)


def drawn(guess, confidence, draws=DRAWS, seed=0):
    return draw_guesses(np.array(guess), np.array(confidence), draws, np.random.default_rng(seed))


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("guess", GUESSES)
def test_draws_follow_the_distribution(guess, confidence):
    sample = drawn([guess], [confidence])[:, 0]
    assert kstest(sample, beta(*shapes(guess, confidence)).cdf).pvalue > 1e-4  # scipy


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("guess", GUESSES)
def test_moments_in_closed_form(guess, confidence):
    mean, variance = guess_moments(np.array([guess]), np.array([confidence]))
    expected = beta.stats(*shapes(guess, confidence), moments="mv")  # scipy
    assert (mean[0], variance[0]) == pytest.approx(expected, rel=1e-12)


def test_moments_of_the_draws():
    guess, confidence = np.array(GUESSES), np.full(len(GUESSES), 0.5)
    sample = draw_guesses(guess, confidence, DRAWS, np.random.default_rng(1))
    mean, variance = guess_moments(guess, confidence)
    assert sample.mean(axis=0) == pytest.approx(mean, abs=4 * np.sqrt(variance / DRAWS).max())
    assert sample.var(axis=0) == pytest.approx(variance, rel=0.06)  # its standard error is about 1 %


@pytest.mark.parametrize("confidence", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("guess", GUESSES)
def test_the_mode_is_the_guess(guess, confidence):
    grid = np.linspace(0, 1, 1001)
    density = beta.pdf(grid, *shapes(guess, confidence))
    assert grid[density.argmax()] == pytest.approx(guess, abs=1e-9)
    # and most draws lie around it: the fullest of twenty bins holds it or is its neighbour
    counts, edges = np.histogram(drawn([guess], [confidence])[:, 0], bins=20, range=(0, 1))
    assert abs((edges[counts.argmax()] + edges[counts.argmax() + 1]) / 2 - guess) <= 0.1


def test_no_confidence_at_all_is_uniform():
    sample = drawn([0.9], [0.0])[:, 0]
    assert kstest(sample, "uniform").pvalue > 1e-4
    assert guess_moments(np.array([0.9]), np.array([0.0])) == (pytest.approx([1 / 2]), pytest.approx([1 / 12]))


def test_full_confidence_is_a_point():
    sample = drawn([0.3], [1 - 1e-9])[:, 0]
    assert np.abs(sample - 0.3).max() < 1e-3
    assert guess_moments(np.array([0.3]), np.array([1 - 1e-9]))[1][0] < 1e-9


def test_without_a_confidence_a_guess_is_taken_as_it_is():
    sample = drawn([0.3, 0.6], [np.nan, 0.5])
    assert set(sample[:, 0]) == {0.3}
    assert sample[:, 1].std() > 0.1
    mean, variance = guess_moments(np.array([0.3]), np.array([np.nan]))
    assert (mean[0], variance[0]) == (0.3, 0.0)


@pytest.mark.parametrize("confidence", [np.nan, 0.0, 0.9])
def test_what_is_not_known_is_uniform_whatever_the_confidence(confidence):
    sample = drawn([np.nan], [confidence])[:, 0]
    assert kstest(sample, "uniform").pvalue > 1e-4
    assert guess_moments(np.array([np.nan]), np.array([confidence])) == (pytest.approx([0.5]), pytest.approx([1 / 12]))


def test_the_surer_the_narrower():
    _, variance = guess_moments(np.full(4, 0.4), np.array([0.1, 0.3, 0.6, 0.95]))
    assert (np.diff(variance) < 0).all()


def test_draws_are_within_bounds_and_independent():
    sample = drawn(GUESSES, [0.3] * len(GUESSES))
    assert sample.shape == (DRAWS, len(GUESSES))
    assert sample.min() >= 0
    assert sample.max() <= 1
    correlation = np.corrcoef(sample.T)[~np.eye(len(GUESSES), dtype=bool)]
    assert np.abs(correlation).max() < 5 / np.sqrt(DRAWS)


def test_the_same_seed_gives_the_same_draws():
    assert np.array_equal(drawn(GUESSES, [0.5] * 6, seed=3), drawn(GUESSES, [0.5] * 6, seed=3))
    assert not np.array_equal(drawn(GUESSES, [0.5] * 6, seed=3), drawn(GUESSES, [0.5] * 6, seed=4))


def test_nothing_to_draw():
    assert drawn([], [], draws=5).shape == (5, 0)
    guess = np.array([0.2, 0.7])
    assert np.array_equal(drawn(guess, [np.nan, np.nan], draws=3), [guess] * 3)
    assert guess.tolist() == [0.2, 0.7]
