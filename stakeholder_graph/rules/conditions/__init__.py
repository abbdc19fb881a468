"""The conditions of the rule table, one function a rule, by family."""

from stakeholder_graph.rules.conditions.coaching import COACHING
from stakeholder_graph.rules.conditions.data_quality import DATA_QUALITY
from stakeholder_graph.rules.conditions.motives import MOTIVES
from stakeholder_graph.rules.conditions.network import NETWORK
from stakeholder_graph.rules.conditions.red_flags import RED_FLAGS
from stakeholder_graph.rules.conditions.role_gaps import ROLE_GAPS
from stakeholder_graph.rules.conditions.staleness import STALENESS
from stakeholder_graph.rules.conditions.threads import THREADS
from stakeholder_graph.rules.verdicts import Condition

__all__ = ["CONDITIONS"]

CONDITIONS: dict[str, Condition] = {
    **ROLE_GAPS,
    **THREADS,
    **COACHING,
    **RED_FLAGS,
    **MOTIVES,
    **NETWORK,
    **STALENESS,
    **DATA_QUALITY,
}
