"""The measures by which contacts can be ranked, each with the use that justifies it.

``"decision"`` is the default. The others answer other questions; none of them is a second opinion on the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import networkx as nx
import numpy as np

from stakeholder_graph.analysis.brokerage import brokerage_counts
from stakeholder_graph.analysis.kernels.centrality import bonacich_power, katz, pagerank
from stakeholder_graph.analysis.kernels.consensus import KEMENY_LIMIT, borda_points, kemeny_order
from stakeholder_graph.analysis.kernels.holes import burt_constraint, effective_size
from stakeholder_graph.model.arrays import tie_distance

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.decision import Decision

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
_DISTANCE_STEPS = 2**32  # path lengths are compared as integers: rounding must not make equal chains differ
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
    """

    score: Callable[[Decision], NDArray[np.float64]]
    column: str
    use_en: str
    use_zh: str
    low_first: bool = False


def out_strength(decision: Decision) -> NDArray[np.float64]:
    """Return the sum of the strengths of each contact's outgoing ties, the most robust check of any ranking."""
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
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(arrays)))
    for u, v, weight, sign in zip(arrays.source, arrays.target, arrays.weight, arrays.sign, strict=True):
        if sign > 0:
            graph.add_edge(int(u), int(v), length=round(tie_distance(float(weight)) * _DISTANCE_STEPS) + 1)
    scores = nx.betweenness_centrality(graph, weight="length")
    return np.array([scores[position] for position in range(len(arrays))], dtype=np.float64)


def _brokerage(decision: Decision) -> NDArray[np.float64]:
    result: NDArray[np.float64] = brokerage_counts(decision.arrays).sum(axis=1).astype(np.float64)
    return result


def _consensus(decision: Decision) -> NDArray[np.float64]:
    """Combine the measures of being listened to; Kemeny's order for few contacts, Borda's points beyond."""
    scores = np.array([np.round(MEASURES[name].score(decision), 12) for name in _LISTENED_TO])
    n = len(decision.arrays)
    if not 1 < n <= KEMENY_LIMIT:
        return borda_points(scores)
    points = np.empty(n)
    points[kemeny_order(scores)] = np.linspace(1.0, 0.0, n)
    return points


MEASURES: dict[MeasureName, Measure] = {
    "decision": Measure(
        lambda decision: decision.shares,
        "share",
        "Whose judgement ends up in the decision?",
        "最终决策中有多少是此人的判断？",
    ),
    "group": Measure(
        lambda decision: decision.group_influence,
        "group",
        "Whose judgement ends up in everybody's opinion?",
        "此人的判断在所有人的看法中占多少？",
    ),
    "out_strength": Measure(
        out_strength,
        "out_strength",
        "Who influences most, counting first-hand ties only? The sanity check of every other ranking.",
        "只看直接影响，谁最强？用于核对其他排名。",
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
        "Who influences people who have few others to listen to?",
        "谁影响着那些别无他人可听的人？",
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
