"""The graph as typed rows and back: the one place that knows where each column sits in a networkx graph.

===============  ======================================================================================
contacts         nodes whose ``side`` is not "seller"; columns are node attributes
team             nodes with ``side="seller"``
influences       ties between contacts
relationships    ties from a teammate to a contact
motives          node attribute ``motives``: a tuple of mappings, one a motive
account          ``G.graph``
===============  ======================================================================================

An attribute that is absent, None or NaN is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.frozen_dict import FrozenDict
from stakeholder_graph.model.schema import SCHEMA, TABLES, TableName

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Row", "Rows", "fill_graph", "rows_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with typed values; what is unknown is absent.

    Attributes
    ----------
    table : str
        The table it belongs to.
    cells : dict
        Column -> value, columns outside the schema included.
    where : str
        The file or table to name in messages.
    number : int or None
        The row to name in messages.
    """

    table: TableName
    cells: dict[str, Any]
    where: str = ""
    number: int | None = None

    @property
    def id(self) -> str:
        """The contact, teammate or tie that the row is about, for messages."""
        cells = self.cells
        if self.table in ("influences", "relationships"):
            return " -> ".join(str(cells.get(key, "?")) for key in SCHEMA[self.table].key)
        return str(cells.get({"contacts": "contact_id", "team": "teammate_id"}.get(self.table, "contact"), ""))


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a graph or of a set of tables, by table."""

    tables: dict[TableName, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def __getitem__(self, table: TableName) -> list[Row]:
        return self.tables[table]

    def ids(self, table: TableName) -> dict[Any, Row]:
        """Return the first row of every id of contacts or team."""
        key = SCHEMA[table].key[0]
        found: dict[Any, Row] = {}
        for row in self.tables[table]:
            found.setdefault(row.cells.get(key), row)
        return found


# The graph's own ids count: an attribute that bears the name of a key column is left out.
def _present(attributes: Mapping[Any, Any], *without: str) -> dict[str, Any]:
    return {key: value for key, value in attributes.items() if key not in without and not is_missing(value)}


def rows_of(G: nx.DiGraph[Any]) -> Rows:
    """Return the rows that a graph holds, in the order of the graph.

    Parameters
    ----------
    G : networkx.DiGraph
        Any directed graph; it need not be valid.

    Returns
    -------
    Rows
        Values are handed out as they are, unchecked.
    """
    rows = Rows()
    sellers = set()
    for node, attributes in G.nodes(data=True):
        if attributes.get("side") == "seller":
            sellers.add(node)
            rows["team"].append(
                Row("team", {"teammate_id": node, **_present(attributes, "teammate_id", "side")}, "team")
            )
            continue
        values = {"contact_id": node, **_present(attributes, "contact_id", "motives")}
        rows["contacts"].append(Row("contacts", values, "contacts"))
        for motive in attributes.get("motives") or ():
            motive_cells = motive if isinstance(motive, Mapping) else {"kind": motive}
            values = {"contact": node, **_present(motive_cells, "contact")}
            rows["motives"].append(Row("motives", values, "motives"))
    for source, target, attributes in G.edges(data=True):
        table: TableName = "relationships" if source in sellers else "influences"
        ends = zip(SCHEMA[table].key, (source, target), strict=True)
        rows[table].append(Row(table, {**dict(ends), **_present(attributes, *SCHEMA[table].key)}, table))
    if account := _present(G.graph):
        rows["account"].append(Row("account", account, "account"))
    return rows


def fill_graph(G: nx.DiGraph[Any], rows: Rows) -> None:
    """Put checked rows into an empty graph; the inverse of :func:`rows_of`.

    Parameters
    ----------
    G : networkx.DiGraph
        An empty graph, filled in place.
    rows : Rows
        Rows without failures.
    """
    for row in rows["account"]:
        G.graph.update(row.cells)
    for row in rows["contacts"]:
        values = dict(row.cells)
        _put_node(G, values.pop("contact_id"), values)
    for row in rows["team"]:
        values = dict(row.cells)
        _put_node(G, values.pop("teammate_id"), {**values, "side": "seller"})
    for row in rows["motives"]:
        values = dict(row.cells)
        node = G.nodes[values.pop("contact")]
        node["motives"] = (*node.get("motives", ()), FrozenDict(values))  # copies of a graph share it
    for row in (*rows["influences"], *rows["relationships"]):
        values = dict(row.cells)
        source, target = (values.pop(key) for key in SCHEMA[row.table].key)
        G.add_edge(source, target)
        G.edges[source, target].update(values)


def _put_node(G: nx.DiGraph[Any], node: str, values: dict[str, Any]) -> None:
    G.add_node(node)
    G.nodes[node].update(values)  # as keywords, a column could bear the name of a parameter of networkx
