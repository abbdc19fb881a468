"""Whose motives run against whose, on which topic, and where one of the two listens to the other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.opposition import compare_motives
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["conflicts_of", "motive_conflicts"]

_DTYPES = {
    "first": "object",
    "second": "object",
    "first_name": "object",
    "second_name": "object",
    "topics": "object",
    "conflict": "float64",
    "opposed": "boolean",
    "worst_topic": "object",
    "first_moves_second": "float64",
    "second_moves_first": "float64",
    "exposure": "float64",
}


def motive_conflicts(
    G: nx.DiGraph[Any], *, include_unknown: bool = False, as_of: dt.date | None = None
) -> pd.DataFrame:
    """Compare the motives of every two active contacts on the topics that both have.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    include_unknown : bool, default False
        List the pairs that are joined by a tie and have no topic in common too; of them nothing is known.
    as_of : datetime.date, optional
        The date against which dates count as future; by default the graph's own.

    Returns
    -------
    pandas.DataFrame
        One row a pair, numbered from 0: the most exposed first, then the greatest conflict, then those whose motives
        are opposed, then by ids; what is not known comes last.

        - ``first``, ``second`` : str, ids, ``first`` before ``second``; ``first_name``, ``second_name`` : str.
        - ``topics`` : tuple of str, the topics on which both have a motive, sorted.
        - ``conflict`` : float in [0, 1], 0 where no motives on these topics run against each other and 1 where all do
          so fully; NaN where a direction is not known, where strengths are needed and not known, or where there is no
          common topic.
        - ``opposed`` : bool, on some topic the two want opposite things, however strongly; missing where that is not
          known.
        - ``worst_topic`` : str or missing, the topic on which they are opposed most.
        - ``first_moves_second``, ``second_moves_first`` : float in [0, 1], strength of the tie each way; 0 where the
          map has none.
        - ``exposure`` : float in [0, 1], ``conflict`` times the stronger of the two ties: how much of the conflict can
          come up between them; NaN where the conflict is not known.

        ``.attrs`` counts the pairs that are joined by a tie, either way: ``tied_pairs``, and of those ``opposed``,
        ``unknown`` (``opposed`` is missing), and ``without_common_topic``.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError
        If `as_of` is no date.

    See Also
    --------
    motive_table : the motives one by one.
    check_coverage : rule MOT-003 is about the opposed pairs of key people who are joined by a tie.

    Notes
    -----
    Over every two motives, one of each contact, on one topic: the conflict is the mean of max(0, -d d'), weighted by
    the product of their strengths, where d and d' are the directions. Where all the terms are equal, strengths are not
    needed; the scale of the strengths makes no difference. The formula is ours.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_motive("cfo", "organisational", "Pays back in four years", direction=0.5, topic="payback")
    >>> G.add_motive("coo", "organisational", "No cash before the refinancing", direction=-0.8, topic="payback")
    >>> row = sg.motive_conflicts(G).loc[0]
    >>> row["first"], row["second"], float(row["conflict"]), row["worst_topic"]
    ('cfo', 'coo', 0.4, 'payback')
    >>> float(row["exposure"].round(12))  # the COO moves the CFO with strength .6, the CFO the COO with .3
    0.24
    """
    return conflicts_of(gather_facts(G, as_of=as_of), include_unknown=include_unknown)


def conflicts_of(facts: Facts, *, include_unknown: bool = False) -> pd.DataFrame:
    """Return the table of :func:`motive_conflicts` for facts that are gathered already."""
    present = {contact.id for contact in facts.active}
    tied = {(min(tie), max(tie)) for tie in facts.ties if present.issuperset(tie)}
    records = [_record(facts, first, second) for first, second in sorted(tied | _on_one_topic(facts))]
    joined = [record for record in records if (record["first"], record["second"]) in tied]
    shown = sorted((record for record in records if include_unknown or record["topics"]), key=_place)
    table = typed_frame(shown, _DTYPES)
    table.attrs = {
        "tied_pairs": len(tied),
        "opposed": sum(record["opposed"] is True for record in joined),
        "unknown": sum(record["opposed"] is None for record in joined),
        "without_common_topic": sum(not record["topics"] for record in joined),
    }
    return table


def _on_one_topic(facts: Facts) -> set[tuple[str, str]]:
    """Return the pairs of active contacts who have a topic in common."""
    bearers: dict[str, list[str]] = {}
    for contact in facts.active:  # sorted by id, and so are the pairs
        for topic in {motive.topic for motive in contact.motives if motive.topic is not None}:
            bearers.setdefault(topic, []).append(contact.id)
    return {pair for ids in bearers.values() for pair in combinations(ids, 2)}


def _record(facts: Facts, first: str, second: str) -> dict[str, Any]:
    seen = compare_motives(facts.contacts[first].motives, facts.contacts[second].motives)
    there, back = (float(facts.ties.get(pair, {}).get("weight", 0.0)) for pair in ((first, second), (second, first)))
    return {
        "first": first,
        "second": second,
        "first_name": facts.names[first],
        "second_name": facts.names[second],
        "topics": seen.topics,
        "conflict": seen.conflict,
        "opposed": seen.opposed,
        "worst_topic": next(iter(seen.opposed_topics), None),
        "first_moves_second": there,
        "second_moves_first": back,
        "exposure": None if seen.conflict is None else seen.conflict * max(there, back),
    }


def _place(record: dict[str, Any]) -> tuple[Any, ...]:
    figures = [record["exposure"], record["conflict"]]
    ranked = [(figure is None, -round(figure or 0.0, SCORE_DIGITS)) for figure in figures]
    return (*ranked, record["opposed"] is not True, not record["topics"], record["first"], record["second"])
