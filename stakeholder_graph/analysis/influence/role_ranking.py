"""Which decision role matters when: the share of the decision by role over the purchase stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS, solve_decision
from stakeholder_graph.model.arrays import compile
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    import networkx as nx

    from stakeholder_graph.model.arrays import Arrays

__all__ = ["rank_roles", "role_ranking_of"]


def rank_roles(G: nx.DiGraph[Any], *, openness: float = OPENNESS, budget: float = BUDGET) -> pd.DataFrame:
    """Return which role's holders carry how much of the decision in each purchase stage.

    In each stage the contacts are weighted by their roles (weights ours, frame after Webster and Wind 1972), opinions
    settle as in :func:`rank_contacts`, and the share of a contact is divided equally among the contact's roles.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    openness, budget : float
        As for :func:`rank_contacts`.

    Returns
    -------
    pandas.DataFrame
        Index ``role`` (the ten roles in their order), one float column a stage in [0, 1] without negative ties. NaN for
        a role that nobody on the map holds: its share is not known, it is not zero. What is missing to 1 in a column
        belongs to contacts without a role and to people who are not on the map. In a stage in which no role that is
        held has a weight, the shares are of the mean opinion of all contacts.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.

    References
    ----------
    Webster, F. E., & Wind, Y. (1972). Organizational Buying Behavior. Prentice-Hall.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> table = sg.rank_roles(sg.example_buying_center())
    >>> table["select"].idxmax(), table["recognise"].idxmax()
    ('decision_maker', 'initiator')
    """
    return role_ranking_of(compile(G), openness=openness, budget=budget)


def role_ranking_of(arrays: Arrays, *, openness: float = OPENNESS, budget: float = BUDGET) -> pd.DataFrame:
    """Return the table of :func:`rank_roles` for compiled arrays."""
    held = arrays.roles.sum(axis=1, keepdims=True)
    division = np.divide(arrays.roles, held, out=np.zeros(arrays.roles.shape), where=held > 0)
    empty = arrays.roles.sum(axis=0) == 0
    table = {
        stage: np.where(
            empty, np.nan, solve_decision(arrays, stage=stage, openness=openness, budget=budget).shares @ division
        )
        for stage in PURCHASE_STAGES
    }
    return pd.DataFrame(table, index=pd.Index(list(ROLES), name="role", dtype=object))
