"""Buying-center stakeholder graph analyzer for key-account selling.

Put contacts, their decision roles, who influences whom and what moves them into a networkx graph, and ask: who really
decides, which role or coach is missing, and what to do about it.

    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> sg.rank_contacts(G).index[0]
    'cfo'

The noun is a graph, the verbs are functions, tables are pandas, pictures are matplotlib.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.account.classes import AccountClassification, ClassThresholds, classify_account
from stakeholder_graph.analysis.account.growth import StageThresholds
from stakeholder_graph.analysis.account.stage import account_stage
from stakeholder_graph.analysis.account.stage_assessment import StageAssessment
from stakeholder_graph.analysis.account.uncoupling import uncoupling_signals
from stakeholder_graph.analysis.certainty.questions import questions_to_ask
from stakeholder_graph.analysis.certainty.rank_answer import RankCertainty
from stakeholder_graph.analysis.certainty.ranks import rank_certainty
from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast
from stakeholder_graph.analysis.forecast.decision_lean import forecast_decision
from stakeholder_graph.analysis.forecast.lean_slopes import tie_effects
from stakeholder_graph.analysis.group.coalition import coalitions
from stakeholder_graph.analysis.group.labels import stakeholder_labels
from stakeholder_graph.analysis.group.structure import StructureSummary, structure_summary
from stakeholder_graph.analysis.group.votes import voting_power
from stakeholder_graph.analysis.influence.explanation import RankExplanation, explain_rank
from stakeholder_graph.analysis.influence.measures import MEASURES
from stakeholder_graph.analysis.influence.mediation import brokerage
from stakeholder_graph.analysis.influence.ranking import map_completeness, rank_contacts
from stakeholder_graph.analysis.influence.role_ranking import rank_roles
from stakeholder_graph.analysis.motives.alignment import motive_alignment
from stakeholder_graph.analysis.motives.conflicts import motive_conflicts
from stakeholder_graph.analysis.motives.table import motive_table
from stakeholder_graph.analysis.moves.next_move import next_moves
from stakeholder_graph.analysis.moves.sponsors import SponsorSequence, declared_sponsors
from stakeholder_graph.analysis.moves.visit_plan import VisitPlan
from stakeholder_graph.analysis.moves.visits import plan_visits
from stakeholder_graph.analysis.moves.way import WAYS_TO_ACT, Way
from stakeholder_graph.analysis.moves.ways import ways_to_act
from stakeholder_graph.analysis.relations.access import assess_access
from stakeholder_graph.analysis.relations.access_answer import Access, ContactAccess
from stakeholder_graph.analysis.relations.balance import relationship_balance
from stakeholder_graph.analysis.relations.coaches import assess_coaches
from stakeholder_graph.analysis.relations.dossiers import dossier_completeness
from stakeholder_graph.analysis.relations.introductions import introduction_paths
from stakeholder_graph.analysis.relations.strength import relationship_strength
from stakeholder_graph.analysis.turnover.leavers import turnover_risk
from stakeholder_graph.errors import (
    DataQualityWarning,
    FileFormatError,
    MissingDependencyError,
    MissingGlyphWarning,
    OptionError,
    SchemaError,
    StakeholderGraphError,
    TextDirectionWarning,
    UnknownContactError,
    UnknownRoleError,
    UnknownTermError,
)
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.csv_writing import write_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.io.snapshots import read_snapshots, write_snapshot
from stakeholder_graph.model.arrays import Arrays, compile
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.checks import validate
from stakeholder_graph.model.examples import example_buying_center, random_buying_center
from stakeholder_graph.model.frame_reading import from_frames
from stakeholder_graph.model.frames import to_frames
from stakeholder_graph.model.reading import unknown_columns
from stakeholder_graph.model.scenarios import what_if
from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.reports.account_report import AccountReport
from stakeholder_graph.reports.report_files import write_report
from stakeholder_graph.reports.summary import summarize
from stakeholder_graph.review.changes import Changes, diff
from stakeholder_graph.review.comparison import compare
from stakeholder_graph.review.history import peak_ties, stance_history, trend
from stakeholder_graph.review.position import Position, assess_position
from stakeholder_graph.review.position_thresholds import PositionThresholds
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.report import CoverageReport
from stakeholder_graph.rules.rule import Rule, Text
from stakeholder_graph.rules.rule_file import load_rules
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet
from stakeholder_graph.rules.verdicts import Hit, Missing
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from stakeholder_graph.viz.charts.access_paths import plot_access_paths
    from stakeholder_graph.viz.charts.album import save_pictures
    from stakeholder_graph.viz.charts.bullseye import plot_bullseye
    from stakeholder_graph.viz.charts.comparison import plot_comparison
    from stakeholder_graph.viz.charts.contact_map import plot_contact_map
    from stakeholder_graph.viz.charts.dashboard import plot_dashboard
    from stakeholder_graph.viz.charts.forecast import plot_forecast
    from stakeholder_graph.viz.charts.history import plot_history
    from stakeholder_graph.viz.charts.influence_map import plot_influence_map
    from stakeholder_graph.viz.charts.motives import plot_motives
    from stakeholder_graph.viz.charts.ranking import plot_ranking
    from stakeholder_graph.viz.charts.role_coverage import plot_role_coverage
    from stakeholder_graph.viz.charts.role_stages import plot_role_stages
    from stakeholder_graph.viz.charts.saving import save_diagram
    from stakeholder_graph.viz.charts.stance_grid import plot_stance_grid

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_RULES",
    "MEASURES",
    "ROLES",
    "SAMPLES",
    "SCHEMA",
    "WAYS_TO_ACT",
    "Access",
    "AccountClassification",
    "AccountReport",
    "Arrays",
    "BuyingCenter",
    "Changes",
    "ClassThresholds",
    "ContactAccess",
    "CoverageReport",
    "DataQualityWarning",
    "DecisionForecast",
    "FileFormatError",
    "Hit",
    "Missing",
    "MissingDependencyError",
    "MissingGlyphWarning",
    "OptionError",
    "Position",
    "PositionThresholds",
    "RankCertainty",
    "RankExplanation",
    "Rule",
    "RuleSet",
    "SchemaError",
    "SponsorSequence",
    "StageAssessment",
    "StageThresholds",
    "StakeholderGraphError",
    "StructureSummary",
    "Text",
    "TextDirectionWarning",
    "UnknownContactError",
    "UnknownRoleError",
    "UnknownTermError",
    "VisitPlan",
    "Way",
    "account_stage",
    "assess_access",
    "assess_coaches",
    "assess_position",
    "brokerage",
    "check_coverage",
    "classify_account",
    "coalitions",
    "compare",
    "compile",
    "declared_sponsors",
    "diff",
    "dossier_completeness",
    "example_buying_center",
    "explain_rank",
    "forecast_decision",
    "from_frames",
    "introduction_paths",
    "load_rules",
    "map_completeness",
    "motive_alignment",
    "motive_conflicts",
    "motive_table",
    "next_moves",
    "peak_ties",
    "plan_visits",
    "plot_access_paths",
    "plot_bullseye",
    "plot_comparison",
    "plot_contact_map",
    "plot_dashboard",
    "plot_forecast",
    "plot_history",
    "plot_influence_map",
    "plot_motives",
    "plot_ranking",
    "plot_role_coverage",
    "plot_role_stages",
    "plot_stance_grid",
    "questions_to_ask",
    "random_buying_center",
    "rank_certainty",
    "rank_contacts",
    "rank_roles",
    "read_csv",
    "read_snapshots",
    "relationship_balance",
    "relationship_strength",
    "sample_folder",
    "save_diagram",
    "save_pictures",
    "stakeholder_labels",
    "stance_history",
    "structure_summary",
    "summarize",
    "tie_effects",
    "to_frames",
    "trend",
    "turnover_risk",
    "uncoupling_signals",
    "unknown_columns",
    "validate",
    "voting_power",
    "ways_to_act",
    "what_if",
    "write_csv",
    "write_report",
    "write_snapshot",
]

_CHARTS = "stakeholder_graph.viz.charts"
_SAVING = {"save_diagram": "saving", "save_pictures": "album"}


def __getattr__(name: str) -> Any:
    """Load the pictures, and matplotlib with them, only when they are asked for."""
    if name in __all__:
        module = _SAVING.get(name, name.removeprefix("plot_"))
        return getattr(import_module(f"{_CHARTS}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, the ones that are loaded late included."""
    return sorted({*globals(), *__all__})
