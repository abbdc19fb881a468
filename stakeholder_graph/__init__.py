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

if TYPE_CHECKING:
    from stakeholder_graph.analysis.account.classes import (
        AccountClassification as AccountClassification,
        ClassThresholds as ClassThresholds,
        classify_account as classify_account,
    )
    from stakeholder_graph.analysis.account.growth import StageThresholds as StageThresholds
    from stakeholder_graph.analysis.account.stage import account_stage as account_stage
    from stakeholder_graph.analysis.account.stage_assessment import StageAssessment as StageAssessment
    from stakeholder_graph.analysis.account.uncoupling import uncoupling_signals as uncoupling_signals
    from stakeholder_graph.analysis.certainty.questions import questions_to_ask as questions_to_ask
    from stakeholder_graph.analysis.certainty.rank_answer import RankCertainty as RankCertainty
    from stakeholder_graph.analysis.certainty.ranks import rank_certainty as rank_certainty
    from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast as DecisionForecast
    from stakeholder_graph.analysis.forecast.decision_lean import forecast_decision as forecast_decision
    from stakeholder_graph.analysis.forecast.lean_slopes import tie_effects as tie_effects
    from stakeholder_graph.analysis.group.coalition import coalitions as coalitions
    from stakeholder_graph.analysis.group.labels import stakeholder_labels as stakeholder_labels
    from stakeholder_graph.analysis.group.structure import (
        StructureSummary as StructureSummary,
        structure_summary as structure_summary,
    )
    from stakeholder_graph.analysis.group.votes import voting_power as voting_power
    from stakeholder_graph.analysis.influence.explanation import (
        RankExplanation as RankExplanation,
        explain_rank as explain_rank,
    )
    from stakeholder_graph.analysis.influence.measures import MEASURES as MEASURES
    from stakeholder_graph.analysis.influence.mediation import brokerage as brokerage
    from stakeholder_graph.analysis.influence.ranking import (
        map_completeness as map_completeness,
        rank_contacts as rank_contacts,
    )
    from stakeholder_graph.analysis.influence.role_ranking import rank_roles as rank_roles
    from stakeholder_graph.analysis.motives.alignment import motive_alignment as motive_alignment
    from stakeholder_graph.analysis.motives.conflicts import motive_conflicts as motive_conflicts
    from stakeholder_graph.analysis.motives.table import motive_table as motive_table
    from stakeholder_graph.analysis.moves.next_move import next_moves as next_moves
    from stakeholder_graph.analysis.moves.sponsors import (
        SponsorSequence as SponsorSequence,
        declared_sponsors as declared_sponsors,
    )
    from stakeholder_graph.analysis.moves.visit_plan import VisitPlan as VisitPlan
    from stakeholder_graph.analysis.moves.visits import plan_visits as plan_visits
    from stakeholder_graph.analysis.moves.way import WAYS_TO_ACT as WAYS_TO_ACT, Way as Way
    from stakeholder_graph.analysis.moves.ways import ways_to_act as ways_to_act
    from stakeholder_graph.analysis.relations.access import assess_access as assess_access
    from stakeholder_graph.analysis.relations.access_answer import Access as Access, ContactAccess as ContactAccess
    from stakeholder_graph.analysis.relations.balance import relationship_balance as relationship_balance
    from stakeholder_graph.analysis.relations.coaches import assess_coaches as assess_coaches
    from stakeholder_graph.analysis.relations.dossiers import dossier_completeness as dossier_completeness
    from stakeholder_graph.analysis.relations.introductions import introduction_paths as introduction_paths
    from stakeholder_graph.analysis.relations.strength import relationship_strength as relationship_strength
    from stakeholder_graph.analysis.turnover.leavers import turnover_risk as turnover_risk
    from stakeholder_graph.errors import (
        DataQualityWarning as DataQualityWarning,
        FileFormatError as FileFormatError,
        MissingDependencyError as MissingDependencyError,
        MissingGlyphWarning as MissingGlyphWarning,
        OptionError as OptionError,
        SchemaError as SchemaError,
        StakeholderGraphError as StakeholderGraphError,
        TextDirectionWarning as TextDirectionWarning,
        UnknownContactError as UnknownContactError,
        UnknownRoleError as UnknownRoleError,
        UnknownTermError as UnknownTermError,
    )
    from stakeholder_graph.io.csv_reading import read_csv as read_csv
    from stakeholder_graph.io.csv_writing import write_csv as write_csv
    from stakeholder_graph.io.samples import SAMPLES as SAMPLES, sample_folder as sample_folder
    from stakeholder_graph.io.snapshots import read_snapshots as read_snapshots, write_snapshot as write_snapshot
    from stakeholder_graph.model.arrays import Arrays as Arrays, compile as compile
    from stakeholder_graph.model.buying_center import BuyingCenter as BuyingCenter
    from stakeholder_graph.model.checks import validate as validate
    from stakeholder_graph.model.examples import (
        example_buying_center as example_buying_center,
        random_buying_center as random_buying_center,
    )
    from stakeholder_graph.model.frame_reading import from_frames as from_frames
    from stakeholder_graph.model.frames import to_frames as to_frames
    from stakeholder_graph.model.reading import unknown_columns as unknown_columns
    from stakeholder_graph.model.scenarios import what_if as what_if
    from stakeholder_graph.model.schema import SCHEMA as SCHEMA
    from stakeholder_graph.reports.account_report import AccountReport as AccountReport
    from stakeholder_graph.reports.report_files import write_report as write_report
    from stakeholder_graph.reports.summary import summarize as summarize
    from stakeholder_graph.review.changes import Changes as Changes, diff as diff
    from stakeholder_graph.review.comparison import compare as compare
    from stakeholder_graph.review.history import (
        peak_ties as peak_ties,
        stance_history as stance_history,
        trend as trend,
    )
    from stakeholder_graph.review.position import Position as Position, assess_position as assess_position
    from stakeholder_graph.review.position_thresholds import PositionThresholds as PositionThresholds
    from stakeholder_graph.rules.coverage import check_coverage as check_coverage
    from stakeholder_graph.rules.report import CoverageReport as CoverageReport
    from stakeholder_graph.rules.rule import Rule as Rule, Text as Text
    from stakeholder_graph.rules.rule_file import load_rules as load_rules
    from stakeholder_graph.rules.table import DEFAULT_RULES as DEFAULT_RULES, RuleSet as RuleSet
    from stakeholder_graph.rules.verdicts import Hit as Hit, Missing as Missing
    from stakeholder_graph.viz.charts.access_paths import plot_access_paths as plot_access_paths
    from stakeholder_graph.viz.charts.album import save_pictures as save_pictures
    from stakeholder_graph.viz.charts.bullseye import plot_bullseye as plot_bullseye
    from stakeholder_graph.viz.charts.comparison import plot_comparison as plot_comparison
    from stakeholder_graph.viz.charts.contact_map import plot_contact_map as plot_contact_map
    from stakeholder_graph.viz.charts.dashboard import plot_dashboard as plot_dashboard
    from stakeholder_graph.viz.charts.forecast import plot_forecast as plot_forecast
    from stakeholder_graph.viz.charts.history import plot_history as plot_history
    from stakeholder_graph.viz.charts.influence_map import plot_influence_map as plot_influence_map
    from stakeholder_graph.viz.charts.motives import plot_motives as plot_motives
    from stakeholder_graph.viz.charts.ranking import plot_ranking as plot_ranking
    from stakeholder_graph.viz.charts.role_coverage import plot_role_coverage as plot_role_coverage
    from stakeholder_graph.viz.charts.role_stages import plot_role_stages as plot_role_stages
    from stakeholder_graph.viz.charts.saving import save_diagram as save_diagram
    from stakeholder_graph.viz.charts.stance_grid import plot_stance_grid as plot_stance_grid
    from stakeholder_graph.vocabulary.roles import ROLES as ROLES

__version__ = "0.1.0"

# Where each public name lives. A module is loaded when one of its names is first asked for, so that drawing a map waits
# neither for pandas nor for the rest of the analysis. Type checkers read the imports above, which list the same.
_MODULES = {
    "analysis.account.classes": ("AccountClassification", "ClassThresholds", "classify_account"),
    "analysis.account.growth": ("StageThresholds",),
    "analysis.account.stage": ("account_stage",),
    "analysis.account.stage_assessment": ("StageAssessment",),
    "analysis.account.uncoupling": ("uncoupling_signals",),
    "analysis.certainty.questions": ("questions_to_ask",),
    "analysis.certainty.rank_answer": ("RankCertainty",),
    "analysis.certainty.ranks": ("rank_certainty",),
    "analysis.forecast.decision_forecast": ("DecisionForecast",),
    "analysis.forecast.decision_lean": ("forecast_decision",),
    "analysis.forecast.lean_slopes": ("tie_effects",),
    "analysis.group.coalition": ("coalitions",),
    "analysis.group.labels": ("stakeholder_labels",),
    "analysis.group.structure": ("StructureSummary", "structure_summary"),
    "analysis.group.votes": ("voting_power",),
    "analysis.influence.explanation": ("RankExplanation", "explain_rank"),
    "analysis.influence.measures": ("MEASURES",),
    "analysis.influence.mediation": ("brokerage",),
    "analysis.influence.ranking": ("map_completeness", "rank_contacts"),
    "analysis.influence.role_ranking": ("rank_roles",),
    "analysis.motives.alignment": ("motive_alignment",),
    "analysis.motives.conflicts": ("motive_conflicts",),
    "analysis.motives.table": ("motive_table",),
    "analysis.moves.next_move": ("next_moves",),
    "analysis.moves.sponsors": ("SponsorSequence", "declared_sponsors"),
    "analysis.moves.visit_plan": ("VisitPlan",),
    "analysis.moves.visits": ("plan_visits",),
    "analysis.moves.way": ("WAYS_TO_ACT", "Way"),
    "analysis.moves.ways": ("ways_to_act",),
    "analysis.relations.access": ("assess_access",),
    "analysis.relations.access_answer": ("Access", "ContactAccess"),
    "analysis.relations.balance": ("relationship_balance",),
    "analysis.relations.coaches": ("assess_coaches",),
    "analysis.relations.dossiers": ("dossier_completeness",),
    "analysis.relations.introductions": ("introduction_paths",),
    "analysis.relations.strength": ("relationship_strength",),
    "analysis.turnover.leavers": ("turnover_risk",),
    "errors": (
        "DataQualityWarning",
        "FileFormatError",
        "MissingDependencyError",
        "MissingGlyphWarning",
        "OptionError",
        "SchemaError",
        "StakeholderGraphError",
        "TextDirectionWarning",
        "UnknownContactError",
        "UnknownRoleError",
        "UnknownTermError",
    ),
    "io.csv_reading": ("read_csv",),
    "io.csv_writing": ("write_csv",),
    "io.samples": ("SAMPLES", "sample_folder"),
    "io.snapshots": ("read_snapshots", "write_snapshot"),
    "model.arrays": ("Arrays", "compile"),
    "model.buying_center": ("BuyingCenter",),
    "model.checks": ("validate",),
    "model.examples": ("example_buying_center", "random_buying_center"),
    "model.frame_reading": ("from_frames",),
    "model.frames": ("to_frames",),
    "model.reading": ("unknown_columns",),
    "model.scenarios": ("what_if",),
    "model.schema": ("SCHEMA",),
    "reports.account_report": ("AccountReport",),
    "reports.report_files": ("write_report",),
    "reports.summary": ("summarize",),
    "review.changes": ("Changes", "diff"),
    "review.comparison": ("compare",),
    "review.history": ("peak_ties", "stance_history", "trend"),
    "review.position": ("Position", "assess_position"),
    "review.position_thresholds": ("PositionThresholds",),
    "rules.coverage": ("check_coverage",),
    "rules.report": ("CoverageReport",),
    "rules.rule": ("Rule", "Text"),
    "rules.rule_file": ("load_rules",),
    "rules.table": ("DEFAULT_RULES", "RuleSet"),
    "rules.verdicts": ("Hit", "Missing"),
    "viz.charts.access_paths": ("plot_access_paths",),
    "viz.charts.album": ("save_pictures",),
    "viz.charts.bullseye": ("plot_bullseye",),
    "viz.charts.comparison": ("plot_comparison",),
    "viz.charts.contact_map": ("plot_contact_map",),
    "viz.charts.dashboard": ("plot_dashboard",),
    "viz.charts.forecast": ("plot_forecast",),
    "viz.charts.history": ("plot_history",),
    "viz.charts.influence_map": ("plot_influence_map",),
    "viz.charts.motives": ("plot_motives",),
    "viz.charts.ranking": ("plot_ranking",),
    "viz.charts.role_coverage": ("plot_role_coverage",),
    "viz.charts.role_stages": ("plot_role_stages",),
    "viz.charts.saving": ("save_diagram",),
    "viz.charts.stance_grid": ("plot_stance_grid",),
    "vocabulary.roles": ("ROLES",),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}
_PARTS = {module.partition(".")[0] for module in _MODULES}

if not TYPE_CHECKING:  # for them it is the names above
    __all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a public name, or a part of the package, when it is asked for."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name in _PARTS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, the ones that are not loaded yet included."""
    return sorted({*globals(), *_HOMES, *_PARTS})
