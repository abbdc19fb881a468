"""Maps beside each other: the same purchase as it is, and as it would be if something changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.errors import OptionError
from stakeholder_graph.review.key_figures import KEY_FIGURES, figures_of
from stakeholder_graph.rules.coverage import coverage_of

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

__all__ = ["compare"]

_OF_THE_DECISION = ("unattributed", "unknown_share", "map_completeness", "contacts", "ties")
_OF_OUR_POSITION = ("coverage", "error", "critical", "high", "coaches", "threads", "access", "top_contact", "top_name")
_DTYPES = {
    "state": "object",
    "lean": "float64",
    "change": "float64",
    **{name: KEY_FIGURES[name] for name in (*_OF_THE_DECISION, *_OF_OUR_POSITION)},
}


def compare(
    graphs: Mapping[str, nx.DiGraph[Any]],
    *,
    stage: str | None = None,
    as_of: dt.date | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
) -> pd.DataFrame:
    """Compare the key figures of several maps of a purchase, such as scenarios.

    Parameters
    ----------
    graphs : mapping of str to networkx.DiGraph
        Name -> buying center; what the others are compared with comes first. Not changed.
    stage : str, optional
        The purchase stage; by default each graph's own.
    as_of : datetime.date, optional
        The date the maps show; by default each graph's own.
    openness, budget
        As for :func:`rank_contacts`.

    Returns
    -------
    pandas.DataFrame
        Index ``scenario``, in the order of `graphs`.

        - ``state`` : "owned"; "unowned" where nobody on the map decides; "unknown" where no stance that counts is
          known; "empty".
        - ``lean`` : float in [-1, 1], as of :func:`forecast_decision`; NaN where the state is not "owned".
        - ``change`` : float, of the lean against the first row, where it is 0; NaN where either lean is.
        - ``unattributed`` : float in [0, 1], share of the decision that hangs on people who are not on the map; where
          the state is "unowned", of the mean opinion of all contacts, as for the next column.
        - ``unknown_share`` : float, share of the decision that is of contacts whose stance is not known.
        - ``map_completeness`` : float, 1 - unattributed.
        - ``contacts``, ``ties`` : int, contacts who have not left, and the influence ties among them.
        - ``coverage`` : float in [0, 1], role coverage as of :func:`check_coverage`; NaN where nothing is known.
        - ``error``, ``critical``, ``high`` : int, findings of :func:`check_coverage` by severity: errors in the data,
          critical ones, high ones. They are not added up: a critical one more is worse than two high ones fewer.
        - ``coaches`` : int, champions and coaches.
        - ``threads`` : Int64, as of :func:`account_stage`: ties to the customer that have no person in common; missing
          where none is known and relationships are not.
        - ``access`` : float in [0, 1], how likely at least one way of introduction to somebody who decides is open, as
          :func:`assess_access` says it with its default draws and seed; NaN where none is known and relationships, or
          who decides, are not.
        - ``top_contact``, ``top_name`` : str or None, whose share of the decision is the largest.

    Raises
    ------
    SchemaError
        If one of the graphs breaks the schema.
    UnknownTermError, OptionError
        If the stage does not exist, `graphs` is no mapping, or another option makes no sense.

    See Also
    --------
    what_if : makes scenarios.
    diff : what is different, change by change.
    trend : the same over time.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> won, gone = sg.what_if(G, stance={"coo": 0.6}), sg.what_if(G, leave="it")
    >>> sg.compare({"today": G, "COO won": won, "IT head gone": gone})["change"].round(4).to_dict()
    {'today': 0.0, 'COO won': 0.0706, 'IT head gone': 0.0282}
    """
    if not isinstance(graphs, Mapping):
        raise OptionError("graphs", type(graphs), "a mapping of names to buying centers")
    records: list[dict[str, Any]] = []
    for name, G in graphs.items():
        facts = gather_facts(G, stage=stage, as_of=as_of, openness=openness, budget=budget)
        figures = figures_of(facts, coverage_of(facts))
        first = records[0]["lean"] if records else figures["lean"]
        change = round(figures["lean"] - first, SCORE_DIGITS)
        records.append({**figures, "scenario": str(name), "change": change})
    return typed_frame(records, _DTYPES, index="scenario")
