"""The snapshots behind a report: the review before this one, what has changed since, and how the account has moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.checks import check
from stakeholder_graph.model.days import read_day
from stakeholder_graph.review.changes import STANCE_FALL, changes_between
from stakeholder_graph.review.history import in_order, peak_ties, trend
from stakeholder_graph.rules.coverage import coverage_of

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.review.changes import Changes
    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.rules.table import RuleSet

__all__ = ["Past", "look_back"]


@dataclass(frozen=True, slots=True)
class Past:
    """What came before the map of a report.

    Attributes
    ----------
    earlier : dict of datetime.date to networkx.DiGraph
        The snapshots before the map's date, the earliest first.
    today : dict of datetime.date to networkx.DiGraph
        The map itself under its date; empty where it has none.
    before : Facts or None
        What is known of the last of them; None where there is none.
    """

    earlier: dict[dt.date, nx.DiGraph[Any]] = field(default_factory=dict)
    today: dict[dt.date, nx.DiGraph[Any]] = field(default_factory=dict)
    before: Facts | None = None

    @property
    def previous(self) -> nx.DiGraph[Any] | None:
        """The last snapshot before the map; None where there is none."""
        return self.earlier[max(self.earlier)] if self.earlier else None

    def peaks(self) -> dict[str, Any]:
        """Return how strong our ties were at their peak, as ``stage_of`` takes it."""
        return peak_ties(self.earlier, as_of=next(iter(self.today), None)) if self.earlier else {}

    def changes(self, facts: Facts, coverage: CoverageReport, rules: RuleSet) -> Changes | None:
        """Return what has changed since the last snapshot; the same as ``diff`` says."""
        if self.before is None:
            return None
        earlier = coverage_of(self.before, rules=rules)
        return changes_between(self.before, facts, earlier, coverage, fall=STANCE_FALL)

    def history(self, rules: RuleSet) -> pd.DataFrame | None:
        """Return how the account has moved from snapshot to snapshot, to the map itself."""
        return trend({**self.earlier, **self.today}, rules=rules) if self.earlier else None


def look_back(G: nx.DiGraph[Any], snapshots: object, *, stage: str | None, as_of: dt.date | None) -> Past:
    """Return what came before a map; nothing where there are no snapshots.

    Snapshots of the map's own date or a later one do not count. Where the map has no date, all of them are before it.
    """
    if snapshots is None:
        return Past()
    ordered, day = in_order(snapshots), read_day(as_of)
    rows = check(G, as_of=day)["account"]
    day = day or next((row.cells.get("as_of") for row in rows), None)
    earlier = {each: graph for each, graph in ordered if day is None or each < day}
    today = BuyingCenter(G)
    if stage is not None:
        today.graph["stage"] = stage
    last = max(earlier, default=None)
    before = None if last is None else gather_facts(earlier[last], as_of=last)
    return Past(earlier, {} if day is None else {day: today}, before)
