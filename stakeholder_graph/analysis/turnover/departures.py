"""Where the decision would lean if somebody left: every leaver's account solved in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.opinion import divide_attention
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.influence.decision import Decision

__all__ = ["Departures", "decide_without"]

_BLOCK = 4_000_000  # ours: so many matrix entries are solved at once, about 30 MB an array


@dataclass(frozen=True, slots=True, eq=False)
class Departures:
    """The decision without each of B leavers.

    Attributes
    ----------
    lean : float array, shape (B,)
        Y, with every stance that is not known at 0; NaN where nobody decides any more, or nothing that counts is known.
    unattributed : float array, shape (B,)
        Share of the decision that hangs on people who are not on the map; NaN where nobody decides any more.
    is_owned : bool array, shape (B,)
        Whether somebody still decides.
    """

    lean: NDArray[np.float64]
    unattributed: NDArray[np.float64]
    is_owned: NDArray[np.bool_]


def decide_without(decision: Decision, leavers: NDArray[np.intp]) -> Departures:
    """Solve the account without each of some contacts.

    Who listened to the leaver keeps the other ties as they are and divides the attention anew: as long as the attention
    budget is not spent, what the leaver had goes to people who are not on the map, or, for a listener whose
    influencers are complete, to the own judgement. The leaver's weight in the decision goes to the others who have
    one, in proportion; if nobody else has any, to the remaining decision makers. Only weights that were given say
    themselves who decides: without those who have one nobody does.

    Parameters
    ----------
    decision : Decision
        The solved account of n contacts.
    leavers : int array, shape (B,)
        Their positions.
    """
    weights = _weights_without(decision, leavers)
    is_owned: NDArray[np.bool_] = np.asarray(weights.any(axis=1))
    lean, unattributed = np.full(len(leavers), np.nan), np.full(len(leavers), np.nan)
    each = max(1, _BLOCK // max(1, len(decision.arrays) ** 2))
    owned = np.flatnonzero(is_owned)
    for start in range(0, len(owned), each):
        part = owned[start : start + each]
        lean[part], unattributed[part] = _solve(decision, leavers[part], weights[part])
    return Departures(lean, unattributed, is_owned)


def _weights_without(decision: Decision, leavers: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return q without each leaver, shape (B, n); all 0 where nobody decides any more."""
    makers = np.zeros(len(decision.arrays))
    makers[decision.arrays.holders("decision_maker")] = 1.0
    rows = np.arange(len(leavers))
    left = []
    rest = np.zeros(len(makers)) if decision.basis == "given weights" else makers
    for each in (decision.weights if decision.is_owned else np.zeros(len(makers)), rest):
        weights = np.tile(each, (len(leavers), 1))
        weights[rows, leavers] = 0.0
        left.append(weights)
    weights = np.where(left[0].any(axis=1, keepdims=True), left[0], left[1])
    total = weights.sum(axis=1, keepdims=True)
    result: NDArray[np.float64] = np.divide(weights, total, out=np.zeros(weights.shape), where=total > 0)
    return result


def _solve(
    decision: Decision, leavers: NDArray[np.intp], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return lean and unattributed share, shapes (B,): p solves (I - A C)' p = q, and everything follows from it."""
    arrays, rows = decision.arrays, np.arange(len(leavers))
    strength = np.repeat(arrays.listening()[None], len(leavers), axis=0)
    strength[rows, :, leavers] = 0.0
    strength[rows, leavers, :] = 0.0
    attention, unmapped = divide_attention(
        strength, arrays.signs()[None], decision.budget, arrays.influencers_complete[None]
    )
    openness = decision.opinion.openness
    voice = _voice(attention, openness, weights)
    felt = _voice(np.abs(attention), openness, weights) if (arrays.sign < 0).any() else voice
    shares = voice * (1.0 - openness)
    known = np.round(np.abs(shares) @ ~np.isnan(arrays.stance), SCORE_DIGITS) > 0
    lean = np.where(known, shares @ np.nan_to_num(arrays.stance), np.nan)
    return lean, (felt * openness * unmapped).sum(axis=1)


def _voice(
    attention: NDArray[np.float64], openness: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    system = np.eye(weights.shape[1]) - (openness[:, :, None] * attention)
    return np.asarray(np.linalg.solve(system.transpose(0, 2, 1), weights[:, :, None])[:, :, 0], dtype=np.float64)
