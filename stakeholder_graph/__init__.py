"""Buying-center stakeholder graph analyzer for key-account selling."""

from stakeholder_graph.analysis.brokerage import brokerage
from stakeholder_graph.analysis.explanation import explain_rank
from stakeholder_graph.analysis.measures import MEASURES
from stakeholder_graph.analysis.ranking import map_completeness, rank_contacts
from stakeholder_graph.analysis.role_ranking import rank_roles
from stakeholder_graph.model.arrays import compile
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.checks import validate
from stakeholder_graph.model.examples import example_buying_center, random_buying_center
from stakeholder_graph.model.frames import from_frames, to_frames
from stakeholder_graph.model.schema import SCHEMA

__version__ = "0.1.0"
