"""The facts of one account, computed once and rendered many times."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.influence.ranking import rank_contacts
from stakeholder_graph.analysis.relations.coaches import assess_coaches
from stakeholder_graph.errors import DataQualityWarning
from stakeholder_graph.rules.coverage import check_coverage

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.rules.report import CoverageReport

__all__ = ["AccountFacts", "gather_account"]


@dataclass(frozen=True, slots=True, eq=False)
class AccountFacts:
    """What is known of one account.

    Attributes
    ----------
    account : dict
        The account's own columns.
    names : dict of str to str
        Contact id -> name, or the id where there is no name.
    ranking : pandas.DataFrame
        As from ``rank_contacts``.
    coverage : CoverageReport
        As from ``check_coverage``.
    coaches : pandas.DataFrame
        As from ``assess_coaches``.
    """

    account: dict[str, Any]
    names: dict[str, str]
    ranking: pd.DataFrame
    coverage: CoverageReport
    coaches: pd.DataFrame

    @property
    def is_unowned(self) -> bool:
        """Whether there are contacts and none of them decides."""
        return bool(len(self.ranking)) and self.ranking.attrs["basis"] == "mean of all contacts"


def gather_account(G: nx.DiGraph[Any], *, stage: str | None = None, as_of: dt.date | None = None) -> AccountFacts:
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataQualityWarning)  # the report says so itself, in its language
        ranking = rank_contacts(G)
    coverage = check_coverage(G, stage=stage, as_of=as_of)
    return AccountFacts(
        account={**G.graph, **({"stage": stage} if stage else {}), **({"as_of": as_of} if as_of else {})},
        names=dict(coverage.names),
        ranking=ranking,
        coverage=coverage,
        coaches=assess_coaches(G, as_of=as_of),
    )
