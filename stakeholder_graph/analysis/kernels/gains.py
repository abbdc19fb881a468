"""What moves the decision: a changed judgement, a public declaration, several of them, a stronger tie.

With the resolvent N of the opinion system, decision weights q, the settled opinions z and the voice p = N'q ::

    own judgement of j from s_j to t        I_j (t - s_j), adding up over people
    j declares for us, held at 1            (1 - z_j) p_j / N_jj
    all of S declare                        p_S' N_SS^-1 (1 - z_S)
    tie u -> v, strength w                  p_v a_v (sign z_u - r_v) / max(b, D_v),   D_v = sum of the ties into v

    r_v = s0 where D_v < b: the tie takes attention from the people who are not on the map
          z_v where D_v < b and v's influencers are complete: it takes attention from v's own opinion
          (C z)_v where D_v >= b: it takes attention from everybody whom v listens to

Who is held at 1 is no longer moved by anybody; holding one more person is a change of rank one. Without negative ties
the gain of a set of declarations grows with the set and is submodular, so that the greedy choice of k people brings at
least 1 - 1/e of the best choice of k.

References
----------
Hunter, D. S., & Zaman, T. (2022). Optimizing opinions with stubborn agents. Operations Research 70(4).
Nemhauser, G. L., Wolsey, L. A., & Fisher, M. L. (1978). An analysis of approximations for maximizing submodular set
functions. Mathematical Programming 14.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.kernels.opinion import Opinion

__all__ = ["GREEDY_SHARE", "declaration_gains", "declare_greedily", "declared_lean", "stance_gains", "tie_slopes"]

GREEDY_SHARE = 1.0 - 1.0 / math.e  # of the best choice (Nemhauser, Wolsey & Fisher 1978)

_HELD_AT = 1.0
_DIGITS = 12  # gains that agree to so many decimals are equal: the first position wins


def stance_gains(
    shares: NDArray[np.float64], stance: NDArray[np.float64], target: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what each contact's own judgement, moved to a target, adds to the lean, shape (B, n).

    Parameters
    ----------
    shares, stance, target : float array, shape (B, n)
        Shares of the decision, own judgements (NaN is unknown, and so is its gain), and where they are moved to.
    """
    gains: NDArray[np.float64] = shares * (target - stance)
    return gains


def declaration_gains(
    opinion: Opinion, weights: NDArray[np.float64], settled: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what each contact, alone held at 1, adds to the lean, shape (B, n).

    Parameters
    ----------
    opinion : Opinion
        The solved system.
    weights, settled : float array, shape (B, n)
        q and z.
    """
    return _single_gains(opinion.voice(weights), settled, opinion.resolvent)


def declared_lean(
    opinion: Opinion, weights: NDArray[np.float64], settled: NDArray[np.float64], held: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return the lean of the decision with several contacts held at 1, shape (B,).

    Parameters
    ----------
    opinion : Opinion
        The solved system.
    weights, settled : float array, shape (B, n)
        q and z.
    held : int array, shape (k,)
        Positions of the contacts who declare, each once.
    """
    among = opinion.resolvent[:, held[:, None], held]
    push = np.linalg.solve(among, (_HELD_AT - settled[:, held])[:, :, None])[:, :, 0]
    lean: NDArray[np.float64] = (weights * settled).sum(axis=1) + (opinion.voice(weights)[:, held] * push).sum(axis=1)
    return lean


def declare_greedily(
    opinion: Opinion,
    weights: NDArray[np.float64],
    settled: NDArray[np.float64],
    allowed: NDArray[np.bool_],
    count: int,
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Choose who should declare, one after the other, each time the one who then adds most.

    Parameters
    ----------
    opinion : Opinion
        The solved system.
    weights, settled : float array, shape (B, n)
        q and z.
    allowed : bool array, shape (B, n)
        Who may be chosen.
    count : int
        How many to choose.

    Returns
    -------
    chosen : int array, shape (B, count)
        Positions in the order of choice; -1 where nobody is left.
    gains : float array, shape (B, count)
        What each adds to the lean when those before have declared; 0 where nobody is left.
    ceiling : float array, shape (B,)
        Without negative ties no choice of `count` people adds more than this: at every step, what has been gained
        plus the `count` largest gains that are still to be had.
    """
    resolvent, voice, settled = opinion.resolvent.copy(), opinion.voice(weights), settled.copy()
    is_open, batch = allowed.copy(), np.arange(len(settled))
    chosen = np.full((len(settled), count), -1, dtype=np.intp)
    gains = np.zeros((len(settled), count))
    ceiling = np.full(len(settled), np.inf)
    for step in range(count):
        single = np.where(is_open, _single_gains(voice, settled, resolvent), 0.0)
        ceiling = np.minimum(ceiling, gains.sum(axis=1) + _largest(single, count))
        best = np.where(is_open, np.round(single, _DIGITS), -np.inf).argmax(axis=1)
        left: NDArray[np.bool_] = np.asarray(is_open.any(axis=1))
        chosen[:, step] = np.where(left, best, -1)
        gains[:, step] = single[batch, best]
        is_open[batch, best] = False
        _hold(resolvent, voice, settled, best, left)
    still = np.where(is_open, _single_gains(voice, settled, resolvent), 0.0)
    ceiling = np.minimum(ceiling, gains.sum(axis=1) + _largest(still, count))
    return chosen, gains, ceiling


def _single_gains(
    voice: NDArray[np.float64], settled: NDArray[np.float64], resolvent: NDArray[np.float64]
) -> NDArray[np.float64]:
    own = np.diagonal(resolvent, axis1=1, axis2=2)
    # 0 on the diagonal: held already, nothing more to gain
    return np.divide((_HELD_AT - settled) * voice, own, out=np.zeros_like(settled), where=own > 0)


def _largest(gains: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the sum of the `count` largest gains of each account, those below 0 left out."""
    total: NDArray[np.float64] = -np.sort(-np.maximum(gains, 0.0), axis=1)[:, :count].sum(axis=1)
    return total


def _hold(
    resolvent: NDArray[np.float64],
    voice: NDArray[np.float64],
    settled: NDArray[np.float64],
    who: NDArray[np.intp],
    really: NDArray[np.bool_],
) -> None:
    """Hold one contact of each account at 1, in place."""
    batch = np.arange(len(who))
    row = resolvent[batch, who]
    own = np.where(really, row[batch, who], 1.0)[:, None]
    column = np.where(really[:, None], resolvent[batch, :, who], 0.0) / own
    settled += column * (_HELD_AT - settled[batch, who])[:, None]
    voice -= np.where(really, voice[batch, who], 0.0)[:, None] * row / own
    resolvent -= column[:, :, None] * row[:, None, :]
    resolvent[batch[really], who[really]] = 0.0  # exactly, whatever the rounding
    resolvent[batch[really], :, who[really]] = 0.0


def tie_slopes(
    opinion: Opinion,
    weights: NDArray[np.float64],
    settled: NDArray[np.float64],
    strength: NDArray[np.float64],
    sign: NDArray[np.float64],
    *,
    budget: float,
    complete: NDArray[np.bool_],
    unmapped_stance: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return how fast the lean moves with the strength of each tie: for what-ifs, never advice to make influence.

    Parameters
    ----------
    opinion : Opinion
        The solved system.
    weights, settled : float array, shape (B, n)
        q and z.
    strength, sign : float array, shape (B, n, n)
        What the attention was divided by; row = listener.
    budget : float
        b.
    complete : bool array, shape (B, n)
        Listeners whose influencers are all on the map.
    unmapped_stance : float array, shape (B,)
        s0.

    Returns
    -------
    float array, shape (B, n, n)
        dY/dw of the tie from the contact of the column to the one of the row; where there is none, of a new one.
        Where the ties into a listener add up to just the budget, of a tie that grows. 0 on the diagonal.
    """
    listened = strength.sum(axis=2)
    heard = np.einsum("bvu,bu->bv", opinion.attention, settled)
    spare = np.where(complete, settled, unmapped_stance[:, None])
    given_up = np.where(listened < budget, spare, heard)
    reach = opinion.voice(weights) * opinion.openness / np.maximum(budget, listened)
    slopes: NDArray[np.float64] = reach[:, :, None] * (sign * settled[:, None, :] - given_up[:, :, None])
    diagonal = np.arange(strength.shape[1])
    slopes[:, diagonal, diagonal] = 0.0
    return slopes
