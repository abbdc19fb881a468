"""The measures by which contacts can be ranked, each with the use that justifies it.

``"decision"`` is the default. The others answer other questions; none of them is a second opinion on the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from stakeholder_graph.analysis.influence.mediation import brokerage_counts
from stakeholder_graph.analysis.kernels.centrality import bonacich_power, katz, pagerank
from stakeholder_graph.analysis.kernels.consensus import KEMENY_LIMIT, borda_points, kemeny_points
from stakeholder_graph.analysis.kernels.holes import burt_constraint, effective_size
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.kernels.shortest_chains import betweenness
from stakeholder_graph.model.arrays import tie_distance

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.influence.decision import Decision

__all__ = ["MEASURES", "Measure", "MeasureName", "out_strength"]

MeasureName = Literal[
    "decision",
    "group",
    "out_strength",
    "pagerank",
    "katz",
    "betweenness",
    "constraint",
    "effective_size",
    "brokerage",
    "power",
    "consensus",
]

_LISTENED_TO: tuple[MeasureName, ...] = ("decision", "group", "out_strength", "pagerank", "katz")
_KATZ_SHARE = 0.5  # ours, = the default openness: then Katz is the default ranking's limit for a large budget
_POWER_SHARE = -0.5  # ours: halfway to the bound at which Bonacich's series stops converging


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to score contacts.

    Attributes
    ----------
    score : callable
        From a solved account to one number a contact.
    column : str
        The column that carries the score.
    use_en, use_zh : str
        The question that it answers.
    low_first : bool
        True where the lowest score ranks first.
    by_size : bool
        True where the sign only says whether for or against, and the size ranks.
    """

    score: Callable[[Decision], NDArray[np.float64]]
    column: str
    use_en: str
    use_zh: str
    low_first: bool = False
    by_size: bool = False

    def ranked(self, score: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return scores as they rank: higher is better, NaN is unknown."""
        sized = np.abs(score) if self.by_size else score
        return -sized if self.low_first else sized


def out_strength(decision: Decision) -> NDArray[np.float64]:
    """Return the sum of the strengths of each contact's outgoing ties, the simplest check: it needs no model."""
    arrays = decision.arrays
    return np.bincount(arrays.source, weights=arrays.weight, minlength=len(arrays)).astype(np.float64)


def _strength(decision: Decision) -> NDArray[np.float64]:
    return decision.arrays.listening()[None]


def _largest_sum(strength: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    result: NDArray[np.float64] = strength.sum(axis=axis).max(axis=1, initial=0.0)
    return result


def _pagerank(decision: Decision) -> NDArray[np.float64]:
    result: NDArray[np.float64] = pagerank(_strength(decision), decision.weights[None])[0]
    return result


def _katz(decision: Decision) -> NDArray[np.float64]:
    strength = _strength(decision)
    attenuation = _KATZ_SHARE / np.maximum(1.0, _largest_sum(strength, 2))
    result: NDArray[np.float64] = katz(strength, attenuation)[0]
    return result


def _power(decision: Decision) -> NDArray[np.float64]:
    strength = _strength(decision)
    bound = np.maximum(_largest_sum(strength, 1), _largest_sum(strength, 2))
    result: NDArray[np.float64] = bonacich_power(strength, _POWER_SHARE / np.where(bound > 0, bound, 1.0))[0]
    return result


def _betweenness(decision: Decision) -> NDArray[np.float64]:
    arrays = decision.arrays
    length = np.full((len(arrays), len(arrays)), np.inf)
    friendly = arrays.sign > 0
    distances = [tie_distance(float(weight)) for weight in arrays.weight[friendly]]
    length[arrays.source[friendly], arrays.target[friendly]] = distances
    return betweenness(length)


def _brokerage(decision: Decision) -> NDArray[np.float64]:
    result: NDArray[np.float64] = brokerage_counts(decision.arrays).sum(axis=1).astype(np.float64)
    return result


def _consensus(decision: Decision) -> NDArray[np.float64]:
    """Combine the measures of being listened to; Kemeny's ranking for few contacts, Borda's points beyond."""
    scores = np.array(
        [np.round(MEASURES[name].ranked(MEASURES[name].score(decision)), SCORE_DIGITS) for name in _LISTENED_TO]
    )
    return kemeny_points(scores) if len(decision.arrays) <= KEMENY_LIMIT else borda_points(scores)


MEASURES: dict[MeasureName, Measure] = {
    "decision": Measure(
        lambda decision: decision.shares,
        "share",
        "Whose judgement ends up in the decision?",
        "最终决策中有多少是此人的判断？",
        by_size=True,
    ),
    "group": Measure(
        lambda decision: decision.group_influence,
        "group",
        "Whose judgement ends up in everybody's opinion?",
        "此人的判断在所有人的看法中占多少？",
        by_size=True,
    ),
    "out_strength": Measure(
        out_strength,
        "out_strength",
        "Who influences most, counting first-hand ties only? The simplest check; needs no model.",
        "只看直接影响，谁最强？最简单的核对，不依赖模型。",
    ),
    "pagerank": Measure(
        _pagerank,
        "pagerank",
        "Who is asked in the end, if everybody passes the question on and nobody is missing from the map?",
        "若人人转问且图上无人遗漏，最终会问到谁？",
    ),
    "katz": Measure(
        _katz,
        "katz",
        "Who starts the most and the shortest chains of influence?",
        "谁发起的影响链最多、最短？",
    ),
    "betweenness": Measure(
        _betweenness,
        "betweenness",
        "Who carries introductions between others? Not influence.",
        "谁能在他人之间牵线引见？（不是影响力）",
    ),
    "constraint": Measure(
        lambda decision: burt_constraint(_strength(decision))[0],
        "constraint",
        "Whose contacts do not duplicate each other? The least constrained ranks first.",
        "谁的人脉彼此不重叠？约束最小者排第一。",
        low_first=True,
    ),
    "effective_size": Measure(
        lambda decision: effective_size(_strength(decision))[0],
        "effective_size",
        "How many separate circles does this contact reach?",
        "此人能触及多少个互不重叠的圈子？",
    ),
    "brokerage": Measure(
        _brokerage,
        "brokerage",
        "Who mediates between people who do not talk to each other directly?",
        "谁在互不直接沟通的人之间居中协调？",
    ),
    "power": Measure(
        _power,
        "power",
        "Who influences people who themselves influence few others?",
        "谁影响着那些自己很少影响他人的人？",
    ),
    "consensus": Measure(
        _consensus,
        "consensus",
        "Who is high whichever way one measures being listened to?",
        "无论怎样衡量，谁始终靠前？",
    ),
}

if tuple(MEASURES) != get_args(MeasureName):  # pragma: no cover
    raise AssertionError("MEASURES and MeasureName list different names")
