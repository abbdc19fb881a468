"""The buying center as pandas tables and back; the two directions are exact inverses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.reading import RawTable, read_tables
from stakeholder_graph.model.rows import Row, fill_graph, rows_of
from stakeholder_graph.model.schema import SCHEMA, TABLES, TableName

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from stakeholder_graph.vocabulary.stances import StanceScale

__all__ = ["from_frames", "table_frame", "to_frames"]

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


def from_frames(
    contacts: pd.DataFrame,
    influences: pd.DataFrame | None = None,
    *,
    motives: pd.DataFrame | None = None,
    team: pd.DataFrame | None = None,
    relationships: pd.DataFrame | None = None,
    account: pd.DataFrame | None = None,
    stance_scale: StanceScale = "-1..1",
) -> BuyingCenter:
    """Build a buying center from tables.

    Parameters
    ----------
    contacts : pandas.DataFrame
        One row per contact; ``contact_id`` as a column or as the index. Headers may be English or Chinese.
    influences, motives, team, relationships, account : pandas.DataFrame, optional
        The other tables; see :data:`stakeholder_graph.SCHEMA` for their columns.
    stance_scale : {"-1..1", "-5..5", "0-10", "0-100", "1-5"}, default "-1..1"
        The scale of the stance column where its header does not name one, as in ``stance (-5..5)``.

    Returns
    -------
    BuyingCenter
        A new graph. Columns outside the schema are kept as attributes under their own names.

    Raises
    ------
    SchemaError
        With every failure in every table; nothing is built.

    See Also
    --------
    to_frames : the exact inverse.

    Examples
    --------
    >>> import pandas as pd
    >>> import stakeholder_graph as sg
    >>> contacts = pd.DataFrame({"编号": ["001", "002"], "决策角色": ["决策人", "专家；使用者"], "立场": ["中立", 0.5]})
    >>> influences = pd.DataFrame({"source": ["002"], "target": ["001"], "weight": [0.6]})
    >>> G = sg.from_frames(contacts, influences)
    >>> G.nodes["002"]["roles"]
    ('expert', 'user')
    """
    frames = (contacts, influences, motives, team, relationships, account)
    tables = {name: _raw(name, frame) for name, frame in zip(TABLES, frames, strict=True) if frame is not None}
    G = BuyingCenter()
    fill_graph(G, read_tables(tables, stance_scale=stance_scale))
    return G


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


def _raw(name: TableName, frame: pd.DataFrame) -> RawTable:
    if frame.index.name is not None:
        frame = frame.reset_index()
    columns = [frame.iloc[:, position].tolist() for position in range(frame.shape[1])]
    rows = list(zip(*columns, strict=True))
    return RawTable(name, [str(text) for text in frame.columns], rows, range(1, len(rows) + 1))
