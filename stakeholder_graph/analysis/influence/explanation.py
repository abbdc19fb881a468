"""Why a contact is where it is in the ranking: own weight, first ties, and the chains to those who decide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from stakeholder_graph.analysis.influence.decision import BUDGET, NOBODY_DECIDES, OPENNESS, Decision, solve_decision
from stakeholder_graph.analysis.influence.ranking import competition_ranks
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.errors import UnknownContactError
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.arrays import compile, tie_distance
from stakeholder_graph.model.presenting import percent
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.analysis.influence.decision import Basis

__all__ = ["RankExplanation", "explain_rank"]

_CHAINS = 5  # ours: more chains than that are not read
_DISTANCE_STEPS = 2**32
_DECISION = -1  # the node that stands for the decision itself

_TEXTS: dict[Language, tuple[str, str, str, str]] = {
    "en": (
        (
            "{name}: rank {rank} of {of} with {share} of the decision ({direct} directly, {through_others} "
            "through others); out-strength {out_strength:.2f}."
        ),
        "  through {name} {share}",
        "  chain {names} ({share})",
        "  Nobody on the map decides: shares are of the mean opinion of all contacts.",
    ),
    "zh": (
        (
            "{name}：在 {of} 人中排第 {rank}，占决策的 {share}（自身 {direct}，"
            "经由他人 {through_others}）；直接影响强度合计 {out_strength:.2f}。"
        ),
        "  经 {name} 传递 {share}",
        "  影响链 {names}（{share}）",
        "  图上无人决策：份额按全体联系人的平均看法计算。",
    ),
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankExplanation(Answer):
    """Where one contact's share of the decision comes from.

    Attributes
    ----------
    contact, name : str
        Id and name.
    rank, of : int
        Rank by share, among how many.
    share : float
        Share of the decision; ``direct`` + ``through_others``.
    direct : float
        The part that is the contact's own weight in the decision.
    through_others : float
        The part that passes through others' opinions.
    out_strength : float
        Sum of the strengths of the outgoing ties.
    basis : str
        What the weights in the decision rest on, as in ``.attrs`` of :func:`rank_contacts`.
    unattributed : float
        Share of the decision that hangs on people who are not on the map.
    first_ties : pandas.DataFrame
        Index ``listener``, from high to low: ``name``, ``weight`` (of the tie), ``sign``, ``share`` (the part of
        ``through_others`` that passes this tie first; the column sums to it).
    chains : pandas.DataFrame
        The strongest chains to those who decide, by size of their share, then by ids: ``chain`` (tuple of ids),
        ``names`` (tuple), ``ties`` (int), ``strength`` (product of the tie weights), ``share`` (what this chain alone
        carries; negative over an odd number of negative ties).
    """

    contact: str
    name: str
    rank: int
    of: int
    share: float
    direct: float
    through_others: float
    out_strength: float
    basis: Basis
    unattributed: float
    first_ties: pd.DataFrame
    chains: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return the first ties as a table."""
        return self.first_ties.copy()

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        head, tie, chain, unowned = _TEXTS[lang]
        facts = {name: getattr(self, name) for name in self.__slots__}
        shares = {name: percent(facts[name]) for name in ("share", "direct", "through_others")}
        lines = [head.format(**{**facts, **shares})]
        lines += [unowned] if self.basis == NOBODY_DECIDES else []
        ties = (self.first_ties["name"], self.first_ties["share"])
        lines += [tie.format(name=name, share=percent(share)) for name, share in zip(*ties, strict=True)]
        columns = (self.chains["names"], self.chains["share"])
        lines += [
            chain.format(names=" → ".join(names), share=percent(share)) for names, share in zip(*columns, strict=True)
        ]
        return "\n".join(lines)


def explain_rank(
    G: nx.DiGraph[Any],
    contact: str,
    *,
    stage: str | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
    chains: int = _CHAINS,
) -> RankExplanation:
    """Explain a contact's share of the decision.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    contact : str
        The contact to explain.
    stage, openness, budget, weights
        As for :func:`rank_contacts`.
    chains : int, default 5
        How many chains to list, at least 0 (ours).

    Returns
    -------
    RankExplanation
        The share, its direct part, its part by first tie, and the strongest chains to those who decide. Where nobody
        decides, all of it is about the mean opinion of all contacts, and ``basis`` and the text say so.

    Raises
    ------
    UnknownContactError
        If the contact is not on the map or has left.
    OptionError
        If `chains` is no whole number of at least 0.
    SchemaError, OptionError, UnknownTermError
        As for :func:`rank_contacts`.

    Notes
    -----
    With p = N'q the part of j's share that passes the tie j -> v first is (1 - a_j) a_v C_vj (p_v - q_j N_jv): what v
    passes on to everybody's opinion but j's own; over 1 - a_j C_jj where j's influencers are complete and the rest of
    j's attention stays with j. A chain's own share is (1 - a_j) q_d times the product of a_v C_vu over its ties;
    what walks in circles is in the first ties and not in the list.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> why = sg.explain_rank(sg.example_buying_center(), "coach")
    >>> why.chains.loc[0, "chain"]
    ('coach', 'coo', 'cfo')
    >>> why.first_ties["share"].round(4).to_dict()
    {'coo': 0.0294, 'it': 0.008}
    """
    arrays = compile(G)
    if not (isinstance(contact, str) and contact in arrays.contacts):  # type: ignore[redundant-expr]
        raise UnknownContactError(contact, arrays.contacts)
    check_whole("chains", chains, 0)
    decision = solve_decision(arrays, stage=stage, openness=openness, budget=budget, weights=weights)
    j = arrays.contacts.index(contact)
    names = {row.cells["contact_id"]: row.cells.get("name", row.cells["contact_id"]) for row in arrays.rows["contacts"]}
    share, direct = float(decision.shares[j]), float(decision.direct[j])
    return RankExplanation(
        contact=contact,
        name=names[contact],
        rank=int(competition_ranks(np.abs(decision.shares))[j]),
        of=len(arrays),
        share=share,
        direct=direct,
        through_others=share - direct,
        out_strength=float(arrays.weight[arrays.source == j].sum()),
        basis=decision.basis,
        unattributed=decision.unattributed,
        first_ties=_first_ties(decision, j, names),
        chains=_chains(decision, j, names, chains),
    )


def _first_ties(decision: Decision, j: int, names: Mapping[str, str]) -> pd.DataFrame:
    arrays, opinion = decision.arrays, decision.opinion
    resolvent, attention, openness = opinion.resolvent[0], opinion.attention[0], opinion.openness[0]
    passed_on = decision.weights @ resolvent - decision.weights[j] * resolvent[j]
    # A contact who listens to the own judgement (influencers_complete) circles there first; that only scales the rest.
    scale = (1.0 - openness[j]) / (1.0 - openness[j] * attention[j, j])
    ties = np.flatnonzero(arrays.source == j)
    listeners = arrays.target[ties]
    index = pd.Index([arrays.contacts[v] for v in listeners], name="listener", dtype=object)
    table = pd.DataFrame(
        {
            "name": pd.Series([names[arrays.contacts[v]] for v in listeners], index=index, dtype=object),
            "weight": arrays.weight[ties],
            "sign": arrays.sign[ties].astype(np.int64),
            "share": scale * openness[listeners] * attention[listeners, j] * passed_on[listeners],
        },
        index=index,
    )
    order = np.argsort(-np.round(table["share"].abs().to_numpy(), SCORE_DIGITS), kind="stable")
    return table.iloc[order]


def _length(strength: float) -> int:
    """Return a strength as a whole-numbered distance; of equally strong chains the one with fewer ties is shorter."""
    return round(tie_distance(strength) * _DISTANCE_STEPS) + 1


def _chains(decision: Decision, j: int, names: Mapping[str, str], count: int) -> pd.DataFrame:
    """Return the strongest simple chains from j to the decision, found by Yen's algorithm on a log scale."""
    arrays, opinion = decision.arrays, decision.opinion
    flow = opinion.openness[0][:, None] * opinion.attention[0]
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from([j, _DECISION])
    for u, v in zip(arrays.source.tolist(), arrays.target.tolist(), strict=True):
        if flow[v, u] != 0:
            graph.add_edge(u, v, length=_length(abs(float(flow[v, u]))))
    for d in np.flatnonzero(decision.weights > 0).tolist():
        if d != j:
            graph.add_edge(d, _DECISION, length=_length(float(decision.weights[d])))
    found = []
    if count and nx.has_path(graph, j, _DECISION):
        found = list(islice(nx.shortest_simple_paths(graph, j, _DECISION, weight="length"), count))
    listening = arrays.listening()
    records: list[dict[str, Any]] = []
    for *steps, _ in found:
        ties = list(pairwise(steps))
        passed = float(np.prod([flow[v, u] for u, v in ties]))
        chain = tuple(arrays.contacts[step] for step in steps)
        records.append(
            {
                "chain": chain,
                "names": tuple(names[step] for step in chain),
                "ties": len(ties),
                "strength": float(np.prod([listening[v, u] for u, v in ties])),
                "share": float((1.0 - opinion.openness[0][j]) * decision.weights[steps[-1]] * passed),
            }
        )
    records.sort(key=lambda record: (-round(abs(record["share"]), SCORE_DIGITS), record["chain"]))
    columns = {"chain": object, "names": object, "ties": np.int64, "strength": np.float64, "share": np.float64}
    return pd.DataFrame(records, columns=list(columns)).astype(columns)  # the same types where there is no chain
