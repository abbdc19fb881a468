"""The buying center as pandas tables; ``frame_reading`` is the exact inverse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.model.rows import Row, rows_of
from stakeholder_graph.model.schema import SCHEMA, TABLES, TableName

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

__all__ = ["table_frame", "to_frames"]

_DTYPES = {
    "id": "string",
    "text": "string",
    "choice": "string",
    "choices": "object",
    "number": "float64",
    "integer": "Int64",
    "flag": "boolean",
    "date": "datetime64[s]",
}


def to_frames(G: nx.DiGraph[Any]) -> dict[str, pd.DataFrame]:
    """Return the six tables of a buying center.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``contacts`` (index ``contact_id``), ``influences``, ``motives``, ``team`` (index ``teammate_id``),
        ``relationships`` and ``account``, in the order of the graph. Every column of the schema is there; what is
        unknown is missing (pandas.NA, NaN, NaT, or an empty tuple). Attributes outside the schema follow, sorted by
        name. dtypes: string, float64, Int64, boolean, datetime64[s]; object for roles and authority (tuples).

    See Also
    --------
    from_frames : the exact inverse, ``from_frames(**to_frames(G))``.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> tables = sg.to_frames(sg.example_buying_center())
    >>> tables["influences"].loc[0, ["source", "target", "weight"]].astype(str).tolist()
    ['cfo', 'coo', '0.3']
    """
    rows = rows_of(G)
    return {name: table_frame(name, rows[name]) for name in TABLES}


def table_frame(name: TableName, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows of one table as a data frame with the columns and dtypes of the schema."""
    spec = SCHEMA[name]
    records = [{str(key): value for key, value in row.cells.items()} for row in rows]
    data: dict[str, pd.Series[Any]] = {}
    for column in spec.columns.values():
        absent: Any = () if column.kind == "choices" else None
        values = [record.get(column.name, absent) for record in records]
        data[column.name] = pd.Series(values, dtype=_DTYPES[column.kind])
    for extra in sorted({key for record in records for key in record} - set(spec.columns)):
        data[extra] = pd.Series([record.get(extra) for record in records], dtype="object")
    frame = pd.DataFrame(data)
    return frame.set_index(spec.key[0]) if len(spec.key) == 1 else frame
