"""The key figures of a map: what scenarios are compared by, and what is followed from review to review."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from stakeholder_graph.analysis.account.growth import StageThresholds
from stakeholder_graph.analysis.account.topology import noted_ties, read_topology
from stakeholder_graph.analysis.forecast.decision_lean import forecast_of
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.relations.access_to_all import access_to_all
from stakeholder_graph.rules.severities import SEVERITIES

if TYPE_CHECKING:
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.rules.report import CoverageReport

__all__ = ["ACTIVE_FROM", "KEY_FIGURES", "figures_of"]

ACTIVE_FROM = StageThresholds().active_from  # strength from which a relationship counts as a tie that holds

# Name -> dtype. What they mean is in the docstrings of compare and trend.
KEY_FIGURES: dict[str, str] = {
    "stage": "object",
    "state": "object",
    "lean": "float64",
    "unattributed": "float64",
    "unknown_share": "float64",
    "map_completeness": "float64",
    "mean_stance": "float64",
    "contacts": "int64",
    "known_stances": "int64",
    "ties": "int64",
    "coverage": "float64",
    **dict.fromkeys(SEVERITIES, "int64"),
    "open_rules": "int64",
    "coaches": "int64",
    "threads": "Int64",
    "strength": "float64",
    "access": "float64",
    "top_contact": "object",
    "top_name": "object",
}


def figures_of(facts: Facts, coverage: CoverageReport) -> dict[str, Any]:
    """Return the key figures of a map from what is known, and from what the rules make of it; see `KEY_FIGURES`."""
    forecast = forecast_of(facts, draws=0)
    topology = read_topology(facts, ACTIVE_FROM)
    top = _top_contact(facts)
    severities: list[str] = [finding.severity for judgement in coverage.judgements for finding in judgement.findings]
    return {
        "stage": facts.stage,
        "state": forecast.state,
        "lean": forecast.lean,
        "unattributed": forecast.unattributed,
        "unknown_share": forecast.unknown_share,
        "map_completeness": 1.0 - forecast.unattributed,
        "mean_stance": _mean_stance(facts),
        "contacts": len(facts.arrays),
        "known_stances": int((~np.isnan(facts.arrays.stance)).sum()),
        "ties": len(facts.ties),
        "coverage": coverage.score,
        **{severity: severities.count(severity) for severity in SEVERITIES},
        "open_rules": sum(judgement.outcome == "unknown" for judgement in coverage.judgements),
        "coaches": len(facts.coaches),
        "threads": noted_ties(topology.threads),
        "strength": noted_ties(topology.strength),
        "access": access_to_all(facts).deciding,
        "top_contact": top,
        "top_name": None if top is None else facts.names[top],
    }


def _mean_stance(facts: Facts) -> float:
    stance, sizes = facts.arrays.stance, np.abs(facts.decision.shares)
    known = ~np.isnan(stance)
    total = float(sizes[known].sum())
    return round(float(sizes[known] @ stance[known]) / total, SCORE_DIGITS) if total else math.nan


def _top_contact(facts: Facts) -> str | None:
    if not len(facts.arrays):
        return None
    return facts.arrays.contacts[int(np.argmax(np.round(np.abs(facts.decision.shares), SCORE_DIGITS)))]
