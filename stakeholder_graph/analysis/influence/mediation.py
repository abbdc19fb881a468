"""Who mediates between departments: brokerage roles after Gould and Fernandez (1989)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.kernels.triads import BROKERAGE_ROLES, UNKNOWN_GROUP, count_brokerage
from stakeholder_graph.model.arrays import compile

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.model.arrays import Arrays

__all__ = ["brokerage", "brokerage_counts", "mediation_of"]


def brokerage(G: nx.DiGraph[Any]) -> pd.DataFrame:
    """Count whom each contact mediates between, by department.

    A contact b brokers an open triad where a influences b, b influences c, and a does not influence c directly.
    Friendly ties only: between rivals nobody speaks for anybody, so that a negative tie neither makes a triad nor
    closes one.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, sorted by ``total`` from high to low, then by id. Integer columns: ``coordinator`` (all
        three in one department), ``itinerant`` (mediates inside another department), ``gatekeeper`` (lets something
        into the own department), ``representative`` (speaks for it outside), ``liaison`` (three departments),
        ``unclassified`` (a department among the three is not known) and ``total``.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation. Sociological Methodology 19.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sg.brokerage(sg.example_buying_center()).loc["coo", ["itinerant", "representative", "total"]].tolist()
    [1, 1, 2]
    """
    return mediation_of(compile(G))


def mediation_of(arrays: Arrays) -> pd.DataFrame:
    """Return the table of :func:`brokerage` for compiled arrays."""
    table = pd.DataFrame(
        brokerage_counts(arrays),
        columns=list(BROKERAGE_ROLES),
        index=pd.Index(arrays.contacts, name="contact_id", dtype=object),
    )
    table["total"] = table.sum(axis=1)
    return table.sort_values("total", ascending=False, kind="stable")


def brokerage_counts(arrays: Arrays) -> NDArray[np.intp]:
    """Return the open triads that each contact brokers, shape (n, 6); columns as in ``BROKERAGE_ROLES``."""
    department = {row.cells["contact_id"]: row.cells.get("department") for row in arrays.rows["contacts"]}
    names = sorted({name for name in department.values() if name is not None})
    number: dict[Any, int] = {name: place for place, name in enumerate(names)}
    group = np.array([number.get(department[contact], UNKNOWN_GROUP) for contact in arrays.contacts], dtype=np.intp)
    friendly = (arrays.listening() > 0) & (arrays.signs() > 0)
    return count_brokerage(friendly.T, group)
