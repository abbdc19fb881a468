"""Who moves the decision: contacts ranked by their share of it, or by another measure."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.influence.decision import BUDGET, NOBODY_DECIDES, OPENNESS, Decision, solve_decision
from stakeholder_graph.analysis.influence.draws import CONFIDENCE, LEVEL, TOP, draw_accounts
from stakeholder_graph.analysis.influence.measures import MEASURES, MeasureName, out_strength
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS, rank_interval
from stakeholder_graph.errors import DataQualityWarning
from stakeholder_graph.model.arrays import compile
from stakeholder_graph.vocabulary.options import check_number, check_whole
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.influence.draws import DrawnMeasure, Draws

__all__ = ["competition_ranks", "map_completeness", "rank_contacts", "ranking_of"]

# The facts shown beside the figures: what holds where they are not given, and the dtype. Left to itself, pandas would
# guess the dtype by version and by content.
_FACTS: dict[str, tuple[Any, Any]] = {
    "name": (None, object),
    "title": (None, object),
    "department": (None, object),
    "roles": ((), object),
    "stance": (np.nan, np.float64),
    "side": ("buyer", object),
    "status": ("active", object),
}


def rank_contacts(
    G: nx.DiGraph[Any],
    *,
    measure: MeasureName = "decision",
    stage: str | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
    draws: int | None = None,
    seed: int = 0,
    level: float = LEVEL,
    tie_confidence: float | None = CONFIDENCE,
) -> pd.DataFrame:
    """Rank the contacts by the share of the decision that is theirs, or by another measure.

    Everybody holds the own judgement against what others say; opinions settle, and the settled opinion of those who
    decide is traced back to whose judgement it is made of. See :mod:`stakeholder_graph.analysis.kernels.opinion`.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; ``u -> v`` says that u influences v. Not changed.
    measure : str, default "decision"
        What to rank by; :data:`stakeholder_graph.MEASURES` says which question each measure answers.
    stage : str, optional
        Weigh the contacts by their roles in this purchase stage (ours) instead of by who decides in the end. The
        graph's own stage is not used: by default the ranking is about the decision, not about today.
    openness : float, default 0.5
        Weight of others' opinions against the own judgement for contacts without an ``openness`` of their own, in
        [0, 1). The default is ours: as much as everybody else together.
    budget : float, default 1.0
        Attention of a listener, above 0; ours. A sole weak influencer does not get all of it: the rest goes to people
        who are not on the map.
    weights : mapping of str to float, optional
        Weight in the decision by contact. Default: the ``decision_weight`` of the contacts, else equal over the
        decision makers, else equal over all.
    draws : int, optional
        Draw the tie strengths so often, at least 100 times (ours), from how sure we are of them, to show how sure the
        ranks are; for the measures ``"decision"`` and ``"group"``. By default nothing is drawn.
        :func:`rank_certainty` says more.
    seed : int, default 0
        Seed of the draws; the same one gives the same figures.
    level : float, default 0.9
        In (0, 1): the part of the draws that the interval of a rank holds (ours).
    tie_confidence : float or None, default 0.5
        In [0, 1), for ties of which nobody noted how sure we are (ours). None takes them as they are. Stances have no
        bearing on the ranks.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, the first-ranked first, equal scores by id; contacts who have left are not in it.

        - ``rank`` : int, 1 is first; equal scores share the best rank.
        - with `draws` only: ``rank_low``, ``rank_high`` : int, the ranks between which a contact is in the part `level`
          of the draws, and ``p_top`` : float in [0, 1], the part of them in which it is among the first three (ours).
          In a draw, contacts with equal scores share their ranks evenly.
        - the measure's own column where it is neither ``share`` nor ``out_strength``.
        - ``share`` : float, share of the decision. Without negative ties it is in [0, 1], and the shares and the
          unattributed share add up to 1. Negative where the decision runs against this contact's judgement; ranked
          by size.
        - ``direct`` : float, the part of the share that is the contact's own weight in the decision.
        - ``through_others`` : float, the part that passes through others' opinions.
        - ``out_strength`` : float, sum of the outgoing tie strengths; check the ranking against it.
        - ``name``, ``title``, ``department`` : str or missing; ``roles`` : tuple of str; ``stance`` : float in
          [-1, 1] or NaN; ``side``, ``status`` : str.

        ``.attrs`` holds ``measure``, ``basis`` (what the weights rest on), ``unattributed`` (share of the decision
        that hangs on people who are not on the map) and ``map_completeness`` (1 - unattributed).

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the measure or the stage does not exist, or the measure cannot be drawn.
    OptionError, UnknownContactError
        If `openness`, `budget`, `weights`, `draws`, `seed`, `level` or `tie_confidence` make no sense.

    Warns
    -----
    DataQualityWarning
        If nobody decides: shares are then of the mean opinion of all contacts.

    See Also
    --------
    explain_rank : why a contact is where it is.
    rank_certainty : how sure the ranking is.
    rank_roles : which role matters in which stage.
    map_completeness : how much of the decision the map explains.

    Notes
    -----
    Negative ties: ``"decision"`` and ``"group"`` take them with their sign. ``"betweenness"`` and ``"brokerage"`` count
    friendly ties only, since nobody introduces to a rival or speaks for one. ``"out_strength"``, ``"pagerank"``,
    ``"katz"``, ``"power"``, ``"constraint"`` and ``"effective_size"`` go by the strength whatever the sign: who is
    distrusted is attended to as well. ``"consensus"`` combines the decision, group, out_strength, pagerank and katz.

    Constants: PageRank passes on with .85 (Brin & Page 1998) and starts again by weight in the decision. Ours: Katz
    attenuates each tie by .5, over the largest sum of incoming strengths where that is above 1; Bonacich's beta is
    -.5 over the largest sum of incoming or outgoing strengths; the consensus is Kemeny's exact ranking for up to 8
    contacts and Borda's count beyond.

    References
    ----------
    Friedkin, N. E., & Johnsen, E. C. (1999). Social influence networks and opinion change. Advances in Group
    Processes 16.
    Brin, S., & Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer Networks and ISDN
    Systems 30.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> ranking = sg.rank_contacts(sg.example_buying_center())
    >>> ranking["share"].round(3).head(3).to_dict()
    {'cfo': 0.518, 'coo': 0.141, 'it': 0.08}
    >>> round(ranking.attrs["unattributed"], 3)
    0.131
    >>> sg.rank_contacts(sg.example_buying_center(), draws=1000)[["rank", "rank_low", "rank_high"]].loc["it"].tolist()
    [3, 2, 4]
    """
    check_option("measure", measure, tuple(MEASURES))
    check_whole("seed", seed, 0)
    check_number("level", level, "(0, 1)")
    check_number("tie_confidence", tie_confidence, "[0, 1)", or_none=True)
    decision = solve_decision(compile(G), stage=stage, openness=openness, budget=budget, weights=weights)
    if decision.basis == NOBODY_DECIDES and len(decision.arrays):
        warnings.warn(
            "Nobody on the map holds the role decision_maker: the shares are of the mean opinion of all contacts, "
            "not of the decision. Add the decision maker, or a placeholder for one.",
            DataQualityWarning,
            stacklevel=2,
        )
    sample = None
    if draws is not None:
        sample = draw_accounts(decision, draws=draws, seed=seed, tie_confidence=tie_confidence)
    return ranking_of(decision, measure=measure, sample=sample, level=level)


def map_completeness(
    G: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> float:
    """Return how much of the decision the map explains.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage, openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    float
        In [0, 1]: 1 less the share of the decision that hangs on people who are not on the map; 0 for an empty map.
        Where nobody decides it is about the mean opinion of all contacts.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> round(sg.map_completeness(sg.example_buying_center()), 3)
    0.869
    """
    decision = solve_decision(compile(G), stage=stage, openness=openness, budget=budget, weights=weights)
    return 1.0 - decision.unattributed


def competition_ranks(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return ranks from 1, the highest score first, equal scores sharing the best of theirs, unknown (NaN) last.

    Examples
    --------
    >>> competition_ranks(np.array([0.2, 0.5, 0.2, np.nan])).tolist()
    [2, 1, 2, 4]
    """
    keys = np.where(np.isnan(scores), np.inf, -np.round(scores, SCORE_DIGITS))
    return np.searchsorted(np.sort(keys), keys, side="left") + 1


def ranking_of(
    decision: Decision, *, measure: MeasureName = "decision", sample: Draws | None = None, level: float = LEVEL
) -> pd.DataFrame:
    """Return the table of :func:`rank_contacts` for a solved account; with draws of it, how sure the ranks are."""
    arrays, chosen = decision.arrays, MEASURES[measure]
    score = chosen.score(decision)
    shares, direct = decision.shares, decision.direct
    ranks = competition_ranks(chosen.ranked(score))
    order = np.argsort(ranks, kind="stable")  # contacts are sorted by id, so equal ranks stay in that order
    people = {row.cells["contact_id"]: row.cells for row in arrays.rows["contacts"]}
    facts = [people[arrays.contacts[place]] for place in order]
    columns: dict[str, Any] = {"rank": ranks[order]}
    if sample is not None:
        columns |= {name: values[order] for name, values in _certainty(sample, measure, level).items()}
    columns |= {chosen.column: score[order]}
    columns |= {"share": shares[order], "direct": direct[order], "through_others": (shares - direct)[order]}
    columns["out_strength"] = out_strength(decision)[order]
    index = pd.Index([arrays.contacts[place] for place in order], name="contact_id", dtype=object)
    for column, (absent, dtype) in _FACTS.items():
        columns[column] = pd.Series([fact.get(column, absent) for fact in facts], index=index, dtype=dtype)
    table = pd.DataFrame(columns, index=index)
    unattributed = decision.unattributed
    table.attrs = {
        "measure": measure,
        "basis": decision.basis,
        "unattributed": unattributed,
        "map_completeness": 1.0 - unattributed,
    }
    return table


def _certainty(sample: Draws, measure: MeasureName, level: float) -> dict[str, NDArray[Any]]:
    """Return the interval of the rank and the chance of the top for each contact, in the order of the arrays."""
    ranks = sample.ranks(cast("DrawnMeasure", measure))  # which refuses the other measures
    low, high = rank_interval(ranks.acceptability(), level)
    return {"rank_low": low, "rank_high": high, "p_top": ranks.among(TOP).mean(axis=0)}
