"""Where do we stand? Everything that the library can say of one account, gathered once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.ranking import ranking_of
from stakeholder_graph.analysis.relations.coaches import coaches_of
from stakeholder_graph.reports.account_report import AccountReport
from stakeholder_graph.rules.coverage import coverage_of

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx

__all__ = ["summarize"]


def summarize(G: nx.DiGraph[Any], *, stage: str | None = None, as_of: dt.date | None = None) -> AccountReport:
    """Compute everything that a report of an account says.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage : str, optional
        The purchase stage, which says which roles are needed now; by default the account's own. The ranking is about
        the decision in the end, whatever the stage.
    as_of : datetime.date, optional
        The date the report speaks of; by default the account's own.
    """
    facts = gather_facts(G, stage=stage, as_of=as_of)
    return AccountReport(
        account={**G.graph, **({"stage": stage} if stage else {}), **({"as_of": as_of} if as_of else {})},
        names=facts.names,
        ranking=ranking_of(facts.decision),
        coverage=coverage_of(facts),
        coaches=coaches_of(facts),
    )
