"""How far the lean may be off: what many draws of what we guess say of it, and of a rule's reading."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.opinion import divide_attention
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.kernels.talks import opinions_after

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.forecast.decision_rules import DecisionRule
    from stakeholder_graph.analysis.influence.draws import Draws

__all__ = ["Spread", "spread_of"]

_STACK = 2**21  # entries of the listening matrices that are held at a time


@dataclass(frozen=True, slots=True)
class Spread:
    """What the draws say; nothing where nothing was drawn."""

    draws: int = 0
    interval: tuple[float, float] | None = None
    rule_interval: tuple[float, float] | None = None
    mean_of_draws: float = math.nan
    monte_carlo_error: float = math.nan
    share_of_draws_above_zero: float = math.nan


def spread_of(sample: Draws, rule: DecisionRule, *, rounds: int | None, level: float) -> Spread:
    """Say how the lean and the reading of a rule spread over the draws.

    Parameters
    ----------
    sample : Draws
        The draws.
    rule : DecisionRule
        The rule to read.
    rounds : int or None
        Rounds of talk; None is at rest.
    level : float
        The part of the draws that the intervals hold.
    """
    opinions = sample.opinions if rounds is None else _after_talks(sample, rounds)
    leans, draws = opinions @ sample.decision.weights, len(sample)
    return Spread(
        draws=draws,
        interval=_middle(leans, level),
        rule_interval=_middle(rule.reading(opinions), level),
        mean_of_draws=float(leans.mean()),
        monte_carlo_error=float(leans.std(ddof=1)) / math.sqrt(draws) if draws > 1 else math.nan,
        share_of_draws_above_zero=float((np.round(leans, SCORE_DIGITS) > 0).mean()),
    )


def _middle(values: NDArray[np.float64], level: float) -> tuple[float, float] | None:
    """Return the ends of the middle part; None where a draw has none: a group that must agree cannot."""
    low, high = np.quantile(values, [(1.0 - level) / 2.0, (1.0 + level) / 2.0]).tolist()
    return None if math.isnan(low) else (low, high)


def _after_talks(sample: Draws, rounds: int) -> NDArray[np.float64]:
    """Return everybody's opinion in each draw after some rounds of talk, shape (B, n)."""
    decision = sample.decision
    arrays, n = decision.arrays, len(decision.arrays)
    opinions, openness = np.empty(sample.stance.shape), decision.opinion.openness
    each = max(1, _STACK // n**2)
    for start in range(0, len(sample), each):
        part = slice(start, start + each)
        strength = np.zeros((len(sample.weight[part]), n, n))
        strength[:, arrays.target, arrays.source] = sample.weight[part]
        attention, unmapped = divide_attention(
            strength, arrays.signs()[None], decision.budget, arrays.influencers_complete[None]
        )
        opinions[part] = opinions_after(
            attention, unmapped, openness, sample.stance[part], sample.unmapped_stance[part], rounds=rounds
        )
    return opinions
