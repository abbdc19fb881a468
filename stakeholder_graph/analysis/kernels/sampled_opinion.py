"""The opinion system solved for many samples of the strengths at once, and only as far as the decision needs it.

Of the resolvent N = (I - A C)^-1 two solves are enough: p = N' q, what a shift of each opinion is worth to the
decision, and z = N (A m s0 + (I - A) s), where opinions settle. Up to 300 contacts (ours, measured) dense LAPACK solves
on stacks that fit the cache are fastest; beyond, the ties are walked until nothing changes any more, which converges
since every row of A |C| sums to less than 1.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.opinion import divide_attention

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["SampledSystem"]

_DENSE_TO = 300  # contacts
_STACK_BYTES = 2**21
_TOLERANCE = 1e-13
_MOST_ROUNDS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class SampledSystem:
    """n contacts, m ties in the order of `Arrays` (sorted by source), and B samples of their strengths.

    Attributes
    ----------
    source, target : int array, shape (m,)
        Influencer and listener of each tie.
    weight : float array, shape (B, m)
        Sampled strengths in [0, 1].
    sign : float array, shape (m,)
        1 or -1.
    openness : float array, shape (n,)
        In [0, 1).
    complete : bool array, shape (n,)
        Listeners whose influencers are all on the map.
    budget : float
        Attention of a listener, above 0.
    """

    source: NDArray[np.intp]
    target: NDArray[np.intp]
    weight: NDArray[np.float64]
    sign: NDArray[np.float64]
    openness: NDArray[np.float64]
    complete: NDArray[np.bool_]
    budget: float

    def voice(self, weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return p = N' q and the attention m of each contact that goes to the unmapped, both (B, n), for q (n,)."""
        return self._solve(np.broadcast_to(weights, (len(self.weight), len(weights))), transposed=True)

    def settled(self, stance: NDArray[np.float64], unmapped_stance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return z, shape (B, n), for stances s (B, n) and s0 (B,)."""
        own = (1.0 - self.openness) * stance
        unmapped = self._attention_left()
        flow = own + self.openness * unmapped * unmapped_stance[:, None]
        return self._solve(flow, transposed=False)[0]

    def _heard(self) -> NDArray[np.float64]:
        """Return the strength that each contact listens to, shape (B, n)."""
        heard = np.zeros((len(self.weight), len(self.openness)))
        if self.target.size:
            order = np.argsort(self.target, kind="stable")
            listeners, starts = np.unique(self.target[order], return_index=True)
            heard[:, listeners] = np.add.reduceat(self.weight[:, order], starts, axis=1)
        return heard

    def _attention_left(self) -> NDArray[np.float64]:
        heard = self._heard()
        left = np.clip(1.0 - heard / np.maximum(self.budget, heard), 0.0, 1.0)
        return np.where(self.complete, 0.0, left)

    def _solve(
        self, right: NDArray[np.float64], *, transposed: bool
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Solve (I - A C) x = right, or its transpose; return x and m, both (B, n)."""
        samples, n = right.shape
        if n > _DENSE_TO:
            return self._walk(right, transposed=transposed), self._attention_left()
        solution, unmapped = np.zeros((samples, n)), np.zeros((samples, n))
        each = max(1, _STACK_BYTES // (8 * max(1, n * n)))

        def work(start: int) -> None:
            part = slice(start, start + each)
            strength = np.zeros((len(self.weight[part]), n, n))
            strength[:, self.target, self.source] = self.weight[part]
            sign = np.ones((1, n, n))
            sign[0, self.target, self.source] = self.sign
            attention, unmapped[part] = divide_attention(strength, sign, self.budget, self.complete[None])
            system = np.eye(n) - self.openness[:, None] * attention
            system = system.transpose(0, 2, 1) if transposed else system
            solution[part] = np.linalg.solve(system, right[part][..., None])[..., 0]

        _in_parallel(work, range(0, samples, each))
        return solution, unmapped

    def _walk(self, right: NDArray[np.float64], *, transposed: bool) -> NDArray[np.float64]:
        heard = self._heard()
        flow = self.openness[self.target] * self.sign * self.weight / np.maximum(self.budget, heard)[:, self.target]
        near, far = (self.target, self.source) if transposed else (self.source, self.target)
        order = np.argsort(far, kind="stable")
        ends, starts = np.unique(far[order], return_index=True)
        left = np.clip(1.0 - heard / np.maximum(self.budget, heard), 0.0, 1.0)
        kept = self.openness * np.where(self.complete, left, 0.0)
        flow, near = flow[:, order], near[order]
        solution = np.array(right)
        for _ in range(_MOST_ROUNDS):
            after = right + kept * solution
            if ends.size:
                after[:, ends] += np.add.reduceat(flow * solution[:, near], starts, axis=1)
            change = np.abs(after - solution).max(initial=0.0)
            solution = after
            if change < _TOLERANCE:
                break
        return solution


def _in_parallel(work: Callable[[int], None], starts: range) -> None:
    """Do every part, on all cores where there are several parts; each writes its own rows, so order does not matter."""
    if len(starts) <= 1:
        for start in starts:
            work(start)
        return
    with ThreadPoolExecutor(min(len(starts), os.cpu_count() or 1)) as pool:
        list(pool.map(work, starts))
