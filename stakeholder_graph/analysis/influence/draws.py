"""Many accounts that could be this one: what we guess of it, drawn as often as one likes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from stakeholder_graph.analysis.kernels.guesses import draw_guesses
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS, Ranks, rank_samples
from stakeholder_graph.analysis.kernels.sampled_opinion import SampledSystem
from stakeholder_graph.errors import OptionError
from stakeholder_graph.vocabulary.options import check_number, check_whole
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.influence.decision import Decision

__all__ = [
    "CONFIDENCE",
    "DRAWS",
    "FEWEST_DRAWS",
    "LEVEL",
    "TOP",
    "DrawnMeasure",
    "Draws",
    "check_drawing",
    "draw_accounts",
]

DRAWS = 10_000  # ours: the Monte Carlo error of a probability of one half is then half a percent
FEWEST_DRAWS = 100  # ours: of fewer, hardly five lie beyond either end of a 90 % interval, and none tells how far off
CONFIDENCE = 0.5  # ours: for strengths and stances of which nobody noted how sure we are
LEVEL = 0.9  # ours: of intervals, and from which two contacts count as ordered
TOP = 3  # ours: more people are not first at the same time

DrawnMeasure = Literal["decision", "group"]


@dataclass(frozen=True, eq=False)
class Draws:
    """B draws of an account with n contacts and m ties.

    Attributes
    ----------
    decision : Decision
        The account as it is noted, solved.
    weight : float array, shape (B, m)
        Strengths of the ties, in the order of ``decision.arrays``.
    stance : float array, shape (B, n)
        In [-1, 1]; unknown ones are uniform.
    unmapped_stance : float array, shape (B,)
        The judgement of the people who are not on the map.
    uncertain_ties, uncertain_stances : int array
        Positions of the ties and of the contacts whose value differs from draw to draw.
    tie_confidence, stance_confidence : float or None
        What stood in where nobody noted how sure we are; None took the value as it is.
    """

    decision: Decision
    weight: NDArray[np.float64]
    stance: NDArray[np.float64]
    unmapped_stance: NDArray[np.float64]
    uncertain_ties: NDArray[np.intp]
    uncertain_stances: NDArray[np.intp]
    tie_confidence: float | None = CONFIDENCE
    stance_confidence: float | None = CONFIDENCE

    def __len__(self) -> int:
        """Return the number of draws."""
        return len(self.weight)

    @cached_property
    def _system(self) -> SampledSystem:
        decision, arrays = self.decision, self.decision.arrays
        return SampledSystem(
            arrays.source,
            arrays.target,
            self.weight,
            arrays.sign,
            decision.opinion.openness[0],
            arrays.influencers_complete,
            decision.budget,
        )

    @cached_property
    def _voice(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return self._system.voice(self.decision.weights)

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Share of the decision of each contact, shape (B, n)."""
        shares: NDArray[np.float64] = self._voice[0] * (1.0 - self.decision.opinion.openness[0])
        return shares

    @cached_property
    def unattributed(self) -> NDArray[np.float64]:
        """Weight of the unmapped people's judgement in the decision, shape (B,); signed where ties are negative."""
        voice, unmapped = self._voice
        if not voice.shape[1]:
            return np.ones(len(self))  # of an empty map everything hangs on them
        flow: NDArray[np.float64] = (voice * self.decision.opinion.openness[0] * unmapped).sum(axis=1)
        return flow

    @cached_property
    def lean(self) -> NDArray[np.float64]:
        """Y, the lean of the decision, shape (B,)."""
        lean: NDArray[np.float64] = (self.shares * self.stance).sum(axis=1) + self.unattributed * self.unmapped_stance
        return lean

    @cached_property
    def opinions(self) -> NDArray[np.float64]:
        """Where everybody's opinion settles, z, shape (B, n)."""
        return self._system.settled(self.stance, self.unmapped_stance)

    @cached_property
    def group_influence(self) -> NDArray[np.float64]:
        """Mean weight of each contact's judgement in everybody's opinion, shape (B, n)."""
        n = len(self.decision.arrays)
        voice, _ = self._system.voice(np.full(n, 1.0 / max(n, 1)))
        influence: NDArray[np.float64] = voice * (1.0 - self.decision.opinion.openness[0])
        return influence

    def scores(self, measure: DrawnMeasure = "decision") -> NDArray[np.float64]:
        """Return what a measure gives each contact, shape (B, n).

        Raises
        ------
        UnknownTermError
            If the measure cannot be drawn.
        """
        check_option("measure that can be drawn", measure, get_args(DrawnMeasure))
        return self.shares if measure == "decision" else self.group_influence

    def ranks(self, measure: DrawnMeasure = "decision") -> Ranks:
        """Return the ranks by the size of a measure; scores that agree to 12 decimals are equal."""
        check_option("measure that can be drawn", measure, get_args(DrawnMeasure))
        return self._share_ranks if measure == "decision" else _ranks_by_size(self.scores(measure))

    @cached_property
    def _share_ranks(self) -> Ranks:
        return _ranks_by_size(self.shares)

    @property
    def is_guessed(self) -> bool:
        """Whether anything differs from draw to draw; without that there is one account, drawn again and again."""
        opinion = self.decision.opinion
        beyond = (opinion.openness * opinion.unmapped_attention).any() and np.ptp(self.unmapped_stance) > 0
        return bool(self.uncertain_ties.size or self.uncertain_stances.size or beyond)

    @cached_property
    def tie_spread(self) -> NDArray[np.float64]:
        """Standard deviation of the strength of each tie, shape (m,)."""
        spread = np.zeros(self.weight.shape[1])  # of a tie that we are sure of, not what rounding leaves
        spread[self.uncertain_ties] = self.weight[:, self.uncertain_ties].std(axis=0)
        return spread


def draw_accounts(
    decision: Decision,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    tie_confidence: float | None = CONFIDENCE,
    stance_confidence: float | None = CONFIDENCE,
    unmapped_stance: float | None = None,
) -> Draws:
    """Draw accounts from what we are not sure of.

    Parameters
    ----------
    decision : Decision
        A solved account.
    draws : int, default 10,000
        How many, at least 100; both ours.
    seed : int, default 0
        Seed of the generator, at least 0; the same one gives the same draws.
    tie_confidence, stance_confidence : float or None, default 0.5
        In [0, 1), for ties and stances of which nobody noted how sure we are (ours). None takes them as they are.
    unmapped_stance : float, optional
        The judgement of the people who are not on the map, in [-1, 1]; by default drawn uniformly, since nobody
        knows it.

    Raises
    ------
    OptionError
        If an option is out of range.
    """
    check_drawing(draws, seed, unmapped_stance)
    check_number("tie_confidence", tie_confidence, "[0, 1)", or_none=True)
    check_number("stance_confidence", stance_confidence, "[0, 1)", or_none=True)
    arrays = decision.arrays
    rng = np.random.default_rng(seed)
    sure_of_ties = _or_else(arrays.confidence, tie_confidence)
    sure_of_stances = _or_else(arrays.stance_confidence, stance_confidence)
    weight = draw_guesses(arrays.weight, sure_of_ties, draws, rng)
    stance = 2.0 * draw_guesses((arrays.stance + 1.0) / 2.0, sure_of_stances, draws, rng) - 1.0
    unmapped = rng.uniform(-1.0, 1.0, draws) if unmapped_stance is None else np.full(draws, float(unmapped_stance))
    return Draws(
        decision,
        weight,
        stance,
        unmapped,
        uncertain_ties=np.flatnonzero(~np.isnan(sure_of_ties)),
        uncertain_stances=np.flatnonzero(np.isnan(arrays.stance) | ~np.isnan(sure_of_stances)),
        tie_confidence=tie_confidence,
        stance_confidence=stance_confidence,
    )


def _ranks_by_size(scores: NDArray[np.float64]) -> Ranks:
    sizes: NDArray[np.float64] = np.abs(scores)
    return rank_samples(sizes.round(SCORE_DIGITS))


def _or_else(stated: NDArray[np.float64], otherwise: float | None) -> NDArray[np.float64]:
    return stated if otherwise is None else np.where(np.isnan(stated), otherwise, stated)


def check_drawing(draws: Any, seed: object, unmapped_stance: object, *, none: bool = False) -> None:
    """Refuse a number of draws that is too small to say anything, a seed that is none, and a stance out of range.

    Parameters
    ----------
    draws, seed, unmapped_stance : object
        As for :func:`draw_accounts`.
    none : bool, default False
        Whether 0 draws are allowed: nothing is drawn.

    Raises
    ------
    OptionError
        If one of them is out of range.
    """
    check_whole("draws", draws, 0 if none else FEWEST_DRAWS)
    if draws and draws < FEWEST_DRAWS:
        raise OptionError("draws", draws, f"0 or a whole number of at least {FEWEST_DRAWS}")
    check_whole("seed", seed, 0)
    check_number("unmapped_stance", unmapped_stance, "[-1, 1]", or_none=True)
