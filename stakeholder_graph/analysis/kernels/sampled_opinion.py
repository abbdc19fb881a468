"""The opinion system solved for many samples of the strengths at once, and only as far as the decision needs it.

Of the resolvent N = (I - A C)^-1 two solves are enough: p = N' q, what a shift of each opinion is worth to the
decision, and z = N (A m s0 + (I - A) s), where opinions settle. Small accounts are solved by LAPACK in stacks that fit
the cache; in large ones, from about 100 contacts on, the ties are walked until nothing changes any more, which
converges since every row of A |C| sums to less than 1.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["SampledSystem"]

_STACK_BYTES = 2**21
_THREADS_FROM = 4  # stacks: for fewer, starting threads costs more than they save; ours, measured
_TOLERANCE = 1e-13
_WALK_COST = 40.0  # of a step over a tie, in operations of an elimination; ours, measured


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
        voice, unmapped = (np.empty((len(self.weight), len(self.openness))) for _ in range(2))

        def work(part: slice) -> None:
            flow, kept, unmapped[part] = self._divide(part)
            right = np.broadcast_to(weights, kept.shape)
            voice[part] = self._solve(flow, kept, right, self.source, self.target)

        self._in_stacks(work)
        return voice, unmapped

    def settled(self, stance: NDArray[np.float64], unmapped_stance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return z, shape (B, n), for stances s (B, n) and s0 (B,)."""
        settled = np.empty((len(self.weight), len(self.openness)))

        def work(part: slice) -> None:
            flow, kept, unmapped = self._divide(part)
            own = (1.0 - self.openness) * stance[part]
            right = own + self.openness * unmapped * unmapped_stance[part, None]
            settled[part] = self._solve(flow, kept, right, self.target, self.source)

        self._in_stacks(work)
        return settled

    @property
    def _rounds(self) -> int:
        """After so many rounds nothing is left to walk: each leaves at most the largest openness of what there was."""
        largest = self.openness.max(initial=0.0)
        return math.ceil(math.log(_TOLERANCE) / math.log(largest)) if largest > 0 else 1

    @property
    def _walks(self) -> bool:
        """Whether walking the ties is cheaper than eliminating n unknowns."""
        n, m = len(self.openness), len(self.source)
        return n**3 > _WALK_COST * self._rounds * (n + m)

    def _divide(self, part: slice) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Divide the attention of some samples.

        Return a_v C_vu of every tie (b, m), a_v C_vv that complete listeners keep (b, n), and m (b, n).
        """
        weight = self.weight[part]
        heard = np.zeros((len(weight), len(self.openness)))
        if self.target.size:
            order = np.argsort(self.target, kind="stable")
            listeners, starts = np.unique(self.target[order], return_index=True)
            heard[:, listeners] = np.add.reduceat(weight[:, order], starts, axis=1)
        reach = np.maximum(self.budget, heard)
        flow: NDArray[np.float64] = (self.openness[self.target] * self.sign) * weight / reach[:, self.target]
        left = np.clip(1.0 - heard / reach, 0.0, 1.0)  # rounding may leave -1e-17 where all of it is spent
        return flow, np.where(self.complete, self.openness * left, 0.0), np.where(self.complete, 0.0, left)

    def _solve(
        self,
        flow: NDArray[np.float64],
        kept: NDArray[np.float64],
        right: NDArray[np.float64],
        rows: NDArray[np.intp],
        columns: NDArray[np.intp],
    ) -> NDArray[np.float64]:
        """Solve x = right + kept x + the flow of x from the columns to the rows of the ties, shape (b, n)."""
        if self._walks:
            return self._walk(flow, kept, right, rows, columns)
        samples, n = right.shape
        system, diagonal = np.zeros((samples, n, n)), np.arange(n)
        system[:, rows, columns] = -flow
        system[:, diagonal, diagonal] = 1.0 - kept
        return np.asarray(np.linalg.solve(system, right[:, :, None])[:, :, 0], dtype=np.float64)

    def _walk(
        self,
        flow: NDArray[np.float64],
        kept: NDArray[np.float64],
        right: NDArray[np.float64],
        rows: NDArray[np.intp],
        columns: NDArray[np.intp],
    ) -> NDArray[np.float64]:
        """Do the same by repeating it until nothing changes any more."""
        order = np.argsort(rows, kind="stable")
        reached, starts = np.unique(rows[order], return_index=True)
        flow, columns = flow[:, order], columns[order]
        solution, change, rounds = right, np.inf, self._rounds
        while change >= _TOLERANCE and rounds >= 0:
            rounds -= 1
            after = right + kept * solution
            if reached.size:
                after[:, reached] += np.add.reduceat(flow * solution[:, columns], starts, axis=1)
            solution, change = after, np.abs(after - solution).max(initial=0.0)
        return solution

    def _in_stacks(self, work: Callable[[slice], None]) -> None:
        """Do all samples, on all cores where they are many; each stack has its own rows, so order does not matter."""
        n, m = len(self.openness), len(self.source)
        each = max(1, _STACK_BYTES // (8 * max(1, n + m if self._walks else n * n)))
        stacks = [slice(start, start + each) for start in range(0, len(self.weight), each)]
        if len(stacks) < _THREADS_FROM:
            for stack in stacks:
                work(stack)
            return
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(work, stacks))
