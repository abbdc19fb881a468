"""Opinions as a forecast sees them: at rest or after some rounds of talk, and how much of them is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.kernels.talks import control_by_round

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.influence.decision import Decision

__all__ = ["Opinions", "opinions_at_rest", "opinions_by_round"]


@dataclass(frozen=True, eq=False)
class Opinions:
    """Everybody's opinion and what it is made of: z = V s + U s0.

    A stance that is not known stands at 0, the middle, and so does the judgement of the people who are not on the map
    unless it is given.

    Attributes
    ----------
    decision : Decision
        The solved account with n contacts.
    control : float array, shape (n, n)
        V: the weight of each contact's own judgement (column) in everybody's opinion (row).
    unmapped_control : float array, shape (n,)
        U: the weight of the unmapped people's judgement, signed where ties are negative.
    unattributed : float
        The share of the decision that hangs on the unmapped people, whatever its sign.
    unmapped_stance : float or None
        s0; None is unknown.
    said : float array, shape (n,), optional
        What everybody said last, one round earlier; by default, at rest, the same again.
    have_talked : bool
        False before the first round.
    """

    decision: Decision
    control: NDArray[np.float64]
    unmapped_control: NDArray[np.float64]
    unattributed: float
    unmapped_stance: float | None
    said: NDArray[np.float64] | None = None
    have_talked: bool = True

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Whose stance is known, shape (n,)."""
        return ~np.isnan(self.decision.arrays.stance)

    @cached_property
    def levels(self) -> NDArray[np.float64]:
        """Everybody's opinion z in [-1, 1], shape (n,)."""
        beyond = self.unmapped_control * (self.unmapped_stance or 0.0)
        levels: NDArray[np.float64] = self.control @ np.nan_to_num(self.decision.arrays.stance) + beyond
        return levels

    @cached_property
    def known(self) -> NDArray[np.float64]:
        """The part of each opinion that is made of judgements that are known, in [0, 1], shape (n,)."""
        known: NDArray[np.float64] = np.abs(self.control) @ self.is_known
        return known if self.unmapped_stance is None else known + np.abs(self.unmapped_control)

    @property
    def known_levels(self) -> NDArray[np.float64]:
        """Everybody's opinion; NaN where nothing of what it is made of is known, shape (n,)."""
        return np.where(np.round(self.known, SCORE_DIGITS) > 0, self.levels, np.nan)

    @property
    def is_at_rest(self) -> bool:
        """Whether another round would change nothing."""
        return self.said is None

    @property
    def heard(self) -> NDArray[np.float64]:
        """What everybody said last, shape (n,); NaN before any talk, and where nothing of what was said is known."""
        return self.known_levels if self.said is None else self.said

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """I = q' V: the share of the decision that is each contact's, shape (n,)."""
        shares: NDArray[np.float64] = self.decision.weights @ self.control
        return shares

    @property
    def unmapped_share(self) -> float:
        """The weight of the unmapped people's judgement in the decision, q' U; signed where ties are negative."""
        return float(self.decision.weights @ self.unmapped_control)

    @property
    def unknown(self) -> list[int]:
        """Positions of the contacts who count and whose stance is not known, the largest share first."""
        sizes = np.round(np.abs(self.shares) * ~self.is_known, SCORE_DIGITS)
        return [place for place in np.argsort(-sizes, kind="stable").tolist() if sizes[place] > 0]

    @property
    def unknown_share(self) -> float:
        """The share of the decision that is of contacts whose stance is not known."""
        return float(np.abs(self.shares) @ ~self.is_known)

    @property
    def lean(self) -> float:
        """Y = q' z in [-1, 1]; NaN where nobody decides, or where nothing that counts is known."""
        owned = self.decision.is_owned and round(float(self.decision.weights @ self.known), SCORE_DIGITS) > 0
        return float(self.decision.weights @ self.levels) if owned else math.nan

    @property
    def group_lean(self) -> float:
        """The mean opinion of all contacts in [-1, 1]; NaN where nothing of it is known."""
        return float(self.levels.mean()) if np.round(self.known, SCORE_DIGITS).any() else math.nan

    @property
    def lean_or_mean(self) -> float:
        """What working on somebody moves: the lean, or the mean opinion of all contacts where nobody decides."""
        return self.lean if self.decision.is_owned else self.group_lean

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest Y that the unknown stances and an unknown s0 leave possible."""
        fixed = float(self.decision.weights @ self.levels)
        loose = self.unknown_share + (abs(self.unmapped_share) if self.unmapped_stance is None else 0.0)
        return fixed - loose, fixed + loose


def opinions_at_rest(decision: Decision, unmapped_stance: float | None = None) -> Opinions:
    """Return where opinions settle."""
    control, beyond = decision.opinion.control[0], decision.opinion.unmapped_control()[0]
    return Opinions(decision, control, beyond, decision.unattributed, unmapped_stance)


def opinions_by_round(decision: Decision, rounds: int, unmapped_stance: float | None = None) -> Iterator[Opinions]:
    """Yield the opinions before any talk and after each round; a contact whose stance is not known starts at 0."""
    opinion = decision.opinion
    attention = np.concatenate([opinion.attention, np.abs(opinion.attention)])  # as it is, and by size alone
    unmapped, openness = (np.concatenate([each, each]) for each in (opinion.unmapped_attention, opinion.openness))
    said, have_talked = np.full(len(decision.arrays), np.nan), False
    for control, beyond in control_by_round(attention, unmapped, openness, rounds):
        unattributed = float(decision.weights @ beyond[1]) if said.size else 1.0  # as of any empty map
        opinions = Opinions(decision, control[0], beyond[0], unattributed, unmapped_stance, said, have_talked)
        yield opinions
        said, have_talked = opinions.known_levels, True
