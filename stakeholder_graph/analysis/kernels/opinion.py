"""Friedkin-Johnsen opinion dynamics with an attention budget, solved in closed form.

Everybody keeps a part of the own judgement and takes the rest from those they listen to. Who listens to more people
than the attention budget holds divides it among them; who listens to less leaves the rest to people who are not on
the map. With own judgements s, the unmapped people's judgement s0, openness A = diag(a), mapped attention C and
unmapped attention m, opinions settle at ::

    z = A (C z + m s0) + (I - A) s   =>   z = V s + U s0,   V = N (I - A),   U = N A m,   N = (I - A C)^-1

Since every a < 1 and every row of |C| sums to at most 1, N exists for every graph, cycles and isolates included.

References
----------
Friedkin, N. E., & Johnsen, E. C. (1999). Social influence networks and opinion change. Advances in Group Processes 16.
Parsegov, S. E., et al. (2017). Novel multidimensional models of opinion dynamics in social networks. IEEE Transactions
on Automatic Control 62(5). The attention budget and the unmapped actor are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Opinion", "divide_attention", "settle"]


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """A solved system for a batch of B accounts with n contacts each.

    Attributes
    ----------
    attention : float array, shape (B, n, n)
        C: the part of the listener's attention (row) that goes to each influencer (column), negative for a
        negative tie.
    unmapped_attention : float array, shape (B, n)
        m: the part that goes to people who are not on the map, in [0, 1].
    openness : float array, shape (B, n)
        a, in [0, 1).
    resolvent : float array, shape (B, n, n)
        N = (I - A C)^-1.
    control : float array, shape (B, n, n)
        V: the weight of each contact's own judgement (column) in everybody's settled opinion (row).
    """

    attention: NDArray[np.float64]
    unmapped_attention: NDArray[np.float64]
    openness: NDArray[np.float64]
    resolvent: NDArray[np.float64]
    control: NDArray[np.float64]

    def unmapped_control(self) -> NDArray[np.float64]:
        """Return U, shape (B, n): the weight of the unmapped people's judgement in each settled opinion."""
        flow: NDArray[np.float64] = self.openness * self.unmapped_attention
        control: NDArray[np.float64] = np.einsum("bvu,bu->bv", self.resolvent, flow)
        return control

    def voice(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return p = N' q, shape (B, n): what a shift of each contact's opinion is worth to the decision."""
        voice: NDArray[np.float64] = np.einsum("bv,bvu->bu", weights, self.resolvent)
        return voice

    def settled(self, stance: NDArray[np.float64], unmapped_stance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return z = V s + U s0, shape (B, n): where opinions settle, for stances s (B, n) and s0 (B,)."""
        own: NDArray[np.float64] = np.einsum("bvj,bj->bv", self.control, stance)
        return own + self.unmapped_control() * unmapped_stance[:, None]

    def shares(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return I = q' V, shape (B, n): the part of the decision that is each contact's, for weights q (B, n)."""
        shares: NDArray[np.float64] = np.einsum("bv,bvj->bj", weights, self.control)
        return shares


def divide_attention(
    strength: NDArray[np.float64],
    sign: NDArray[np.float64],
    budget: float,
    complete: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Divide each listener's attention among the people listened to and the people who are not on the map.

    Parameters
    ----------
    strength : float array, shape (B, n, n)
        Tie weights, row = listener; 0 where there is no tie.
    sign : float array, shape (B, n, n)
        1 or -1.
    budget : float
        The attention b > 0 that a listener has to give; more listened-to strength than that is scaled down to it.
    complete : bool array, shape (B, n)
        Listeners whose influencers are all on the map: what is left of their attention stays with themselves.

    Returns
    -------
    attention : float array, shape (B, n, n)
        C = sign * strength / max(b, D), D = sum of the row; plus what a complete listener keeps, on the diagonal.
    unmapped : float array, shape (B, n)
        m = 1 - sum of |C| over the row.
    """
    listened = strength.sum(axis=2)
    attention = sign * strength / np.maximum(budget, listened)[:, :, None]
    # clipped: rounding may leave -1e-17 where the whole budget is spent
    unmapped = np.clip(1.0 - np.abs(attention).sum(axis=2), 0.0, 1.0)
    kept = np.where(complete, unmapped, 0.0)
    diagonal = np.arange(strength.shape[1])
    attention[:, diagonal, diagonal] += kept
    return attention, unmapped - kept


def settle(attention: NDArray[np.float64], unmapped: NDArray[np.float64], openness: NDArray[np.float64]) -> Opinion:
    """Solve the system for a batch.

    Parameters
    ----------
    attention : float array, shape (B, n, n)
        C; rows of |C| sum to at most 1.
    unmapped : float array, shape (B, n)
        m.
    openness : float array, shape (B, n)
        a, in [0, 1); for the classical model with given W, a = 1 - diag(W) may reach 1 where the system stays
        solvable.

    Returns
    -------
    Opinion
        The solved system.
    """
    identity = np.eye(attention.shape[1])
    resolvent = np.asarray(np.linalg.inv(identity - openness[:, :, None] * attention), dtype=np.float64)
    # N is a sum of powers of A C: where C has no negative entry, what comes out below 0 is rounding
    friendly = (attention >= 0).all(axis=(1, 2), keepdims=True)
    resolvent = np.where(friendly, np.maximum(resolvent, 0.0), resolvent)
    control = resolvent * (1.0 - openness)[:, None, :]
    return Opinion(attention, unmapped, openness, resolvent, control)
