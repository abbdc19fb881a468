"""Opinions after so many rounds of talk, before they have come to rest.

Everybody starts from the own judgement; in each round everybody hears what the others thought after the last one::

    z(t + 1) = A (C z(t) + m s0) + (I - A) s,   z(0) = s

With symbols as in :mod:`stakeholder_graph.analysis.kernels.opinion`, whose closed form is the limit: a round brings
opinions nearer to it by at least the factor max a.

References
----------
Friedkin, N. E., & Johnsen, E. C. (1999). Social influence networks and opinion change. Advances in Group Processes 16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["control_by_round", "opinions_after"]


def control_by_round(
    attention: NDArray[np.float64], unmapped: NDArray[np.float64], openness: NDArray[np.float64], rounds: int
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Yield what opinions are made of, before any talk and after each round: z(t) = V s + U s0.

    Parameters
    ----------
    attention : float array, shape (B, n, n)
        C; rows of |C| sum to at most 1.
    unmapped, openness : float array, shape (B, n)
        m, and a in [0, 1].
    rounds : int
        At least 0; so many pairs and one more are yielded.

    Yields
    ------
    control : float array, shape (B, n, n)
        V: the weight of each contact's own judgement (column) in everybody's opinion (row).
    unmapped_control : float array, shape (B, n)
        U: the weight of the unmapped people's judgement.
    """
    identity = np.broadcast_to(np.eye(attention.shape[1]), attention.shape)
    control, beyond = identity, np.zeros(unmapped.shape)
    yield control, beyond
    for _ in range(rounds):
        control = openness[:, :, None] * (attention @ control) + (1.0 - openness)[:, :, None] * identity
        beyond = openness * ((attention @ beyond[:, :, None])[:, :, 0] + unmapped)
        yield control, beyond


def opinions_after(
    attention: NDArray[np.float64],
    unmapped: NDArray[np.float64],
    openness: NDArray[np.float64],
    stance: NDArray[np.float64],
    unmapped_stance: NDArray[np.float64],
    *,
    rounds: int,
) -> NDArray[np.float64]:
    """Return z after the rounds, shape (B, n), for stances s (B, n) and s0 (B,); the rest as above."""
    opinions, kept = stance, (1.0 - openness) * stance + openness * unmapped * unmapped_stance[:, None]
    for _ in range(rounds):
        opinions = openness * (attention @ opinions[:, :, None])[:, :, 0] + kept
    return opinions
