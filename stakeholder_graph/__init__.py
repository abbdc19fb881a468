"""Buying-center stakeholder graph analyzer for key-account selling.

Put contacts, their decision roles, who influences whom and what moves them into a networkx graph, and ask: who really
decides, which role or coach is missing, and what to do about it.

    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> sg.rank_contacts(G).index[0]
    'cfo'

The noun is a graph, the verbs are functions, tables are pandas, pictures are matplotlib.
"""

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.influence.explanation import RankExplanation, explain_rank
from stakeholder_graph.analysis.influence.measures import MEASURES
from stakeholder_graph.analysis.influence.mediation import brokerage
from stakeholder_graph.analysis.influence.ranking import map_completeness, rank_contacts
from stakeholder_graph.analysis.influence.role_ranking import rank_roles
from stakeholder_graph.analysis.relations.coaches import assess_coaches
from stakeholder_graph.errors import (
    DataQualityWarning,
    FileFormatError,
    MissingDependencyError,
    MissingGlyphWarning,
    OptionError,
    SchemaError,
    StakeholderGraphError,
    UnknownContactError,
    UnknownRoleError,
    UnknownTermError,
)
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.csv_writing import write_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.model.arrays import Arrays, compile
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.checks import validate
from stakeholder_graph.model.examples import example_buying_center, random_buying_center
from stakeholder_graph.model.frame_reading import from_frames
from stakeholder_graph.model.frames import to_frames
from stakeholder_graph.model.reading import unknown_columns
from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.reports.report_files import write_report
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.report import CoverageReport
from stakeholder_graph.rules.rule import Rule, Text
from stakeholder_graph.rules.rule_file import load_rules
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet
from stakeholder_graph.rules.verdicts import Hit, Missing
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from stakeholder_graph.viz.influence_map import plot_influence_map, save_diagram

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_RULES",
    "MEASURES",
    "ROLES",
    "SAMPLES",
    "SCHEMA",
    "Arrays",
    "BuyingCenter",
    "CoverageReport",
    "DataQualityWarning",
    "FileFormatError",
    "Hit",
    "Missing",
    "MissingDependencyError",
    "MissingGlyphWarning",
    "OptionError",
    "RankExplanation",
    "Rule",
    "RuleSet",
    "SchemaError",
    "StakeholderGraphError",
    "Text",
    "UnknownContactError",
    "UnknownRoleError",
    "UnknownTermError",
    "assess_coaches",
    "brokerage",
    "check_coverage",
    "compile",
    "example_buying_center",
    "explain_rank",
    "from_frames",
    "load_rules",
    "map_completeness",
    "plot_influence_map",
    "random_buying_center",
    "rank_contacts",
    "rank_roles",
    "read_csv",
    "sample_folder",
    "save_diagram",
    "to_frames",
    "unknown_columns",
    "validate",
    "write_csv",
    "write_report",
]

_PICTURES = ("plot_influence_map", "save_diagram")


def __getattr__(name: str) -> Any:
    """Load the pictures, and matplotlib with them, only when they are asked for."""
    if name in _PICTURES:
        from stakeholder_graph.viz import influence_map  # noqa: PLC0415

        return getattr(influence_map, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, the ones that are loaded late included."""
    return sorted({*globals(), *__all__})
