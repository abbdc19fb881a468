"""A guess with a confidence as a distribution: how strengths and stances are drawn.

A guess w in [0, 1] that we are sure of to the degree c in [0, 1) is drawn as ::

    Beta(1 + nu w, 1 + nu (1 - w)),   nu = 10 c / (1 - c)

whose mode is w: uniform for c = 0, a point for c -> 1. The ten is ours: at c = .5 a guess weighs as much as ten
observations. An array without a confidence (NaN) is taken as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["draw_guesses", "guess_moments"]

_WEIGHT = 10.0  # ours


def _shapes(
    guess: NDArray[np.float64], confidence: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    strength = _WEIGHT * confidence / (1.0 - confidence)
    return 1.0 + strength * guess, 1.0 + strength * (1.0 - guess)


def draw_guesses(
    guess: NDArray[np.float64], confidence: NDArray[np.float64], draws: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Draw guesses.

    Parameters
    ----------
    guess : float array, shape (m,)
        Modes, in [0, 1]; NaN is uniform, whatever the confidence.
    confidence : float array, shape (m,)
        In [0, 1); NaN takes the guess as it is.
    draws : int
        Number of draws B.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    float array, shape (B, m)
        In [0, 1].
    """
    unknown = np.isnan(guess)
    drawn = np.tile(guess, (draws, 1))
    open_ones = np.flatnonzero(unknown | ~np.isnan(confidence))
    if open_ones.size:
        trust = np.where(unknown, 0.0, confidence)[open_ones]
        alpha, beta = _shapes(np.where(unknown, 0.5, guess)[open_ones], trust)
        drawn[:, open_ones] = rng.beta(alpha, beta, (draws, open_ones.size))
    return drawn


def guess_moments(
    guess: NDArray[np.float64], confidence: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return mean and variance of the distributions that :func:`draw_guesses` draws from, shapes (m,)."""
    unknown = np.isnan(guess)
    fixed = np.isnan(confidence) & ~unknown
    trust = np.where(unknown | fixed, 0.0, confidence)
    alpha, beta = _shapes(np.where(unknown, 0.5, guess), trust)
    total = alpha + beta
    mean, variance = alpha / total, alpha * beta / (total**2 * (total + 1.0))
    return np.where(fixed, guess, mean), np.where(fixed, 0.0, variance)
