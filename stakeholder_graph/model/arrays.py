"""The graph as arrays: what every calculation starts from.

:func:`compile` checks a graph against the schema and converts it in one pass. Contacts are sorted by id, so that no
result depends on the order in which the graph was built.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stakeholder_graph.model.checks import check
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.model.rows import Row, Rows

__all__ = ["Arrays", "compile", "tie_distance"]

_TIE_COLUMNS = 5  # of a tie in arrays: source, target, weight, sign, confidence


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """A checked buying center as arrays; n contacts who take part, m influence ties among them.

    Contacts who have left take no part: they are in `rows`, not in the arrays.

    Attributes
    ----------
    contacts : tuple of str
        Ids of the n contacts, sorted.
    source, target : int array, shape (m,)
        Positions of the influencer and of the listener of each tie, sorted by (source, target).
    weight : float array, shape (m,)
        Strength in (0, 1].
    sign : float array, shape (m,)
        1, or -1 for a tie among rivals.
    confidence : float array, shape (m,)
        How sure we are of each tie, in [0, 1); NaN where nobody noted it.
    stance : float array, shape (n,)
        In [-1, 1]; NaN is unknown.
    stance_confidence : float array, shape (n,)
        How sure we are of each stance, in [0, 1); NaN where nobody noted it.
    openness : float array, shape (n,)
        In [0, 1); NaN where none is given.
    influencers_complete : bool array, shape (n,)
        True where everybody whom the contact listens to is on the map.
    decision_weight : float array, shape (n,)
        At least 0; NaN where none is given.
    roles : bool array, shape (n, 10)
        Who holds which role, in the order of the vocabulary.
    rows : Rows
        The checked rows behind the arrays.
    """

    contacts: tuple[str, ...]
    source: NDArray[np.intp]
    target: NDArray[np.intp]
    weight: NDArray[np.float64]
    sign: NDArray[np.float64]
    confidence: NDArray[np.float64]
    stance: NDArray[np.float64]
    stance_confidence: NDArray[np.float64]
    openness: NDArray[np.float64]
    influencers_complete: NDArray[np.bool_]
    decision_weight: NDArray[np.float64]
    roles: NDArray[np.bool_]
    rows: Rows

    def __len__(self) -> int:
        """Return n, the number of contacts who take part."""
        return len(self.contacts)

    def listening(self) -> NDArray[np.float64]:
        """Return the listening matrix, shape (n, n): row = listener, column = influencer, entry = weight."""
        matrix = np.zeros((len(self), len(self)))
        matrix[self.target, self.source] = self.weight
        return matrix

    def signs(self) -> NDArray[np.float64]:
        """Return the signs of the ties in the same shape; 1 where there is no tie."""
        matrix = np.ones((len(self), len(self)))
        matrix[self.target, self.source] = self.sign
        return matrix

    def holders(self, role: str) -> NDArray[np.intp]:
        """Return the positions of the contacts who hold a role."""
        return np.flatnonzero(self.roles[:, ROLES.order(ROLES.check(role))])


def compile(G: nx.DiGraph[Any], *, as_of: dt.date | None = None) -> Arrays:
    """Check a graph against the schema and convert it to arrays.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    as_of : datetime.date, optional
        The date against which dates count as future; by default the graph's own ``as_of``.

    Returns
    -------
    Arrays
        The contacts who take part, sorted by id, with their ties.

    Raises
    ------
    SchemaError
        With every failure, if the graph breaks the schema.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> arrays = sg.compile(sg.example_buying_center())
    >>> arrays.contacts
    ('cfo', 'coach', 'coo', 'gate', 'it', 'proc', 'user')
    >>> float(arrays.listening()[0, 2])  # the CFO listens to the COO
    0.6
    """
    rows = check(G, as_of=as_of)
    people = sorted(
        (row for row in rows["contacts"] if row.cells.get("status") != "left"),
        key=lambda row: row.cells["contact_id"],
    )
    contacts = tuple(row.cells["contact_id"] for row in people)
    position = {contact: place for place, contact in enumerate(contacts)}
    ties = sorted(
        (
            position[row.cells["source"]],
            position[row.cells["target"]],
            row.cells["weight"],
            row.cells.get("sign", 1),
            row.cells.get("confidence", math.nan),
        )
        for row in rows["influences"]
        if row.cells["source"] in position and row.cells["target"] in position
    )
    columns = list(zip(*ties, strict=True)) or [()] * _TIE_COLUMNS
    return Arrays(
        contacts=contacts,
        source=np.array(columns[0], dtype=np.intp),
        target=np.array(columns[1], dtype=np.intp),
        weight=np.array(columns[2], dtype=np.float64),
        sign=np.array(columns[3], dtype=np.float64),
        confidence=np.array(columns[4], dtype=np.float64),
        stance=_numbers(people, "stance"),
        stance_confidence=_numbers(people, "stance_confidence"),
        openness=_numbers(people, "openness"),
        influencers_complete=np.array([bool(row.cells.get("influencers_complete")) for row in people], dtype=np.bool_),
        decision_weight=_numbers(people, "decision_weight"),
        roles=np.array([[role in row.cells.get("roles", ()) for role in ROLES] for row in people], np.bool_).reshape(
            len(people), len(ROLES)
        ),
        rows=rows,
    )


def tie_distance(weight: float) -> float:
    """Return the distance -ln(weight) of a tie: the one place where a strength becomes a length.

    Adding distances multiplies strengths, so the shortest path is the strongest chain.

    Parameters
    ----------
    weight : float
        Strength in (0, 1].

    Examples
    --------
    >>> round(tie_distance(0.5) + tie_distance(0.5), 12) == round(tie_distance(0.25), 12)
    True
    """
    return -math.log(weight)


def _numbers(people: list[Row], column: str) -> NDArray[np.float64]:
    return np.array([row.cells.get(column, math.nan) for row in people], dtype=np.float64)
