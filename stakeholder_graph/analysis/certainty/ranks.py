"""How sure the ranking is: every account that this one could be, ranked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.certainty.rank_answer import RankCertainty
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.influence.draws import (
    CONFIDENCE,
    DRAWS,
    LEVEL,
    TOP,
    DrawnMeasure,
    draw_accounts,
)
from stakeholder_graph.analysis.influence.measures import MEASURES
from stakeholder_graph.analysis.influence.ranking import competition_ranks
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS, rank_interval, tied_groups
from stakeholder_graph.vocabulary.options import check_number, check_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.influence.draws import Draws

__all__ = ["certainty_of", "rank_certainty"]

_QUARTILES = (0.25, 0.75)


def rank_certainty(
    G: nx.DiGraph[Any],
    *,
    measure: DrawnMeasure = "decision",
    draws: int = DRAWS,
    seed: int = 0,
    stage: str | None = None,
    top: int = TOP,
    level: float = LEVEL,
    tie_confidence: float | None = CONFIDENCE,
    stance_confidence: float | None = CONFIDENCE,
    unmapped_stance: float | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> RankCertainty:
    """Say how sure the ranking of the contacts is, and the lean of the decision.

    Tie strengths and stances are guesses, and a confidence says how sure we are of each. Many accounts are drawn that
    this one could be, each is ranked, and what holds in most of them is what we know.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    measure : {"decision", "group"}, default "decision"
        Rank by the share of the decision, or of everybody's opinion.
    draws : int, default 10,000
        Number of draws, at least 100 (both ours); ``.monte_carlo_error`` says how exact that is.
    seed : int, default 0
        Seed of the generator; the same one gives the same answer.
    stage : str, optional
        Weigh the contacts by their roles in this purchase stage (ours), as in :func:`rank_contacts`, instead of by who
        decides in the end; the lean is then of those whose roles weigh in it.
    top : int, default 3
        How many are the top (ours), at least 1.
    level : float, default 0.9
        In (0, 1): the part of the draws that an interval holds, and from which one contact counts as before another
        (ours).
    tie_confidence, stance_confidence : float or None, default 0.5
        In [0, 1), for ties and stances of which nobody noted how sure we are (ours). None takes them as they are.
    unmapped_stance : float, optional
        The judgement of the people who are not on the map, in [-1, 1]; by default drawn anywhere.
    openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    RankCertainty
        ``.contacts`` (a table: rank and share with their intervals, chance of the top, group), ``.groups``,
        ``.acceptability``, ``.pairwise``, ``.tau``, ``.lean``, ``.monte_carlo_error``, ``.confidences``.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the measure cannot be drawn, or there is no such stage.
    OptionError, UnknownContactError
        If an option is out of range.

    See Also
    --------
    rank_contacts : the ranking itself; with ``draws=`` it shows the ranks' intervals.
    questions_to_ask : what to find out first.

    Notes
    -----
    A guess w held with confidence c is drawn from Beta(1 + nu w, 1 + nu (1 - w)), nu = 10 c / (1 - c) (ours): its mode
    is w, it is uniform for c = 0 and a point for c -> 1. Stances are drawn the same way on [-1, 1]; unknown ones are
    uniform. Draws are independent: if all our guesses come from one person who errs, we are less sure than this says.

    References
    ----------
    Lahdelma, R., & Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability analysis for group decision
    making. Operations Research 49(3).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sure = sg.rank_certainty(sg.example_buying_center(), draws=2000)
    >>> sure.contacts.loc["it", ["rank", "rank_low", "rank_high"]].tolist()
    [3, 2, 4]
    >>> sure.groups  # second to sixth, in no sure order
    (('cfo',), ('coo', 'it', 'proc', 'user', 'coach'), ('gate',))
    """
    facts = gather_facts(G, openness=openness, budget=budget, weights=weights, weigh_stage=stage)
    sample = draw_accounts(
        facts.decision,
        draws=draws,
        seed=seed,
        tie_confidence=tie_confidence,
        stance_confidence=stance_confidence,
        unmapped_stance=unmapped_stance,
    )
    return certainty_of(facts, sample, measure=measure, top=top, level=level)


def certainty_of(
    facts: Facts,
    sample: Draws | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    measure: DrawnMeasure = "decision",
    top: int = TOP,
    level: float = LEVEL,
) -> RankCertainty:
    """Return how sure the ranking is, from draws that are there already, such as ``facts.draws``, or from new ones."""
    sample = draw_accounts(facts.decision, draws=draws, seed=seed) if sample is None else sample
    check_whole("top", top, 1)
    check_number("level", level, "(0, 1)")
    return _answer(facts, sample, measure, top, level)


def _answer(facts: Facts, sample: Draws, measure: DrawnMeasure, top: int, level: float) -> RankCertainty:
    ranks, noted = sample.ranks(measure), MEASURES[measure].score(facts.decision)
    sizes: NDArray[np.float64] = np.abs(noted).round(SCORE_DIGITS)
    places, acceptability, wins = competition_ranks(sizes), ranks.acceptability(), ranks.wins()
    by_rank = np.lexsort((places, ranks.expected().round(SCORE_DIGITS)))
    groups = tied_groups(wins, by_rank, level)
    low, high = rank_interval(acceptability, level)
    figures = {
        "rank": places,
        "share": noted,
        **_spread(sample.scores(measure), level),
        "expected_rank": ranks.expected(),
        "rank_low": low,
        "rank_high": high,
        "p_top": ranks.among(top).mean(axis=0),
        "group": groups,
    }
    order = np.argsort(places, kind="stable")  # contacts are sorted by id, so equal ranks stay in that order
    ids = np.array(facts.arrays.contacts, dtype=object)
    index = pd.Index(ids[order], name="contact_id", dtype="object")
    name = pd.Series([facts.names[contact] for contact in index], index=index, dtype="object")
    roles = pd.Series([facts.contacts[contact].roles for contact in index], index=index, dtype="object")
    columns = {"name": name, **{key: values[order] for key, values in figures.items()}}
    return RankCertainty(
        contacts=pd.DataFrame({**columns, "roles": roles, "stance": facts.arrays.stance[order]}, index=index),
        acceptability=pd.DataFrame(acceptability[order], index, pd.RangeIndex(1, len(ids) + 1, name="rank")),
        pairwise=pd.DataFrame(wins[np.ix_(order, order)], index, index.rename("before")),
        groups=tuple(tuple(ids[by_rank[groups[by_rank] == number]]) for number in np.unique(groups)),
        tau=_mean_of_known(ranks.agreement(sizes)),
        lean=_lean(sample.lean, level),
        monte_carlo_error=_errors(sample.lean),
        confidences=_confidences(sample),
        measure=measure,
        basis=facts.decision.basis,
        unattributed=float(facts.decision.unattributed),
        draws=len(sample),
        top=top,
        level=level,
    )


def _spread(scores: NDArray[np.float64], level: float) -> dict[str, NDArray[np.float64]]:
    low_tail, high_tail = _tails(level)
    low, q25, q75, high = np.quantile(scores, (low_tail, *_QUARTILES, high_tail), axis=0)
    spread = scores.std(axis=0, ddof=1)
    return {"share_sd": spread, "share_low": low, "share_q25": q25, "share_q75": q75, "share_high": high}


def _tails(level: float) -> tuple[float, float]:
    return (1.0 - level) / 2, (1.0 + level) / 2


def _mean_of_known(values: NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else math.nan


def _lean(lean: NDArray[np.float64], level: float) -> dict[str, float]:
    low, high = np.quantile(lean, _tails(level))
    figures = {"mean": lean.mean(), "sd": lean.std(ddof=1), "low": low, "high": high, "above_zero": (lean > 0).mean()}
    return {name: float(figure) for name, figure in figures.items()}


def _errors(lean: NDArray[np.float64]) -> dict[str, float]:
    """Return the standard errors of a probability, which is largest for one of a half, and of the mean lean."""
    root = math.sqrt(len(lean))
    return {"probability": 0.5 / root, "lean": float(lean.std(ddof=1)) / root}


def _confidences(sample: Draws) -> dict[str, float | None]:
    arrays = sample.decision.arrays
    known = ~np.isnan(arrays.stance)
    return {
        "ties": len(arrays.confidence),
        "ties_stated": int((~np.isnan(arrays.confidence)).sum()),
        "tie_default": sample.tie_confidence,
        "stances": int(known.sum()),
        "stances_stated": int((known & ~np.isnan(arrays.stance_confidence)).sum()),
        "stance_default": sample.stance_confidence,
        "stances_unknown": int((~known).sum()),
    }
