"""Everything that can be wrong with a buying center, found in one pass and reported all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import Failure, SchemaError, did_you_mean, failure_table
from stakeholder_graph.model.rows import Row, Rows, rows_of
from stakeholder_graph.model.schema import SCHEMA, TABLES, TableName

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping

    import networkx as nx
    import pandas as pd

__all__ = ["check", "failure_in", "find_failures", "row_failures", "validate"]

_TABLE_NOUNS = {"contacts": "contact", "team": "teammate"}


def validate(G: nx.DiGraph[Any], *, as_of: dt.date | None = None) -> pd.DataFrame:
    """Return everything in a graph that breaks the schema.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center, or any directed graph that should be one.
    as_of : datetime.date, optional
        The date against which dates count as future; by default the graph's own ``as_of``.

    Returns
    -------
    pandas.DataFrame
        One row per failure, empty if there is none: ``where`` (table), ``row`` (always missing here), ``id``
        (contact, teammate or tie), ``column``, ``value``, ``problem``, ``cure``.

    See Also
    --------
    stakeholder_graph.from_frames : checks tables in the same way while it reads them.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph()
    >>> G.add_edge("cfo", "ceo", weight=1.5)
    >>> validate(G)[["id", "column", "problem"]].iloc[0].tolist()
    ['cfo -> ceo', 'weight', 'outside its range']
    """
    failures = [*_graph_failures(G)]
    return failure_table(failures or find_failures(rows_of(G), as_of=as_of))


def check(G: nx.DiGraph[Any], *, as_of: dt.date | None = None) -> Rows:
    """Return the rows of a graph if it keeps the schema.

    Raises
    ------
    SchemaError
        With every failure, if it does not.
    """
    failures = [*_graph_failures(G)]
    if not failures:
        rows = rows_of(G)
        failures = find_failures(rows, as_of=as_of)
    if failures:
        raise SchemaError(failures)
    return rows


def find_failures(rows: Rows, *, as_of: dt.date | None = None, unreadable: Collection[TableName] = ()) -> list[Failure]:
    """Return every failure in typed rows: values, keys, references, dates and what ties may not be.

    Parameters
    ----------
    rows : Rows
        The rows, as read or as a graph holds them.
    as_of : datetime.date, optional
        The date against which dates count as future; by default the account's own.
    unreadable : collection of str, default ()
        Tables whose ids are not known because they could not be read; no reference into them is judged.
    """
    if as_of is None:
        stated = next((row.cells.get("as_of") for row in rows["account"]), None)
        as_of = stated if isinstance(stated, dt.date) else None
    failures: list[Failure] = []
    tables: tuple[TableName, ...] = ("contacts", "team")
    known: dict[str, set[Any]] = {table: {*rows.ids(table)} for table in tables if table not in unreadable}
    for table in TABLES:
        for row in rows[table]:
            failures += row_failures(row, known, as_of)
        failures += _duplicate_failures(rows[table], table)
    for row in rows["account"][1:]:
        failures.append(failure_in(row, "", "", "more than one account row", "Keep one row: one purchase a graph."))
    return failures


def row_failures(row: Row, known: Mapping[str, Container[Any]], as_of: dt.date | None) -> Iterator[Failure]:
    """Yield what is wrong with one row, given the ids that exist in contacts and team, as far as they are known."""
    yield from _value_failures(row)
    yield from _reference_failures(row, known)
    yield from _date_failures(row, as_of)
    yield from _sense_failures(row, known)


def failure_in(row: Row, column: str, value: object, problem: str, cure: str) -> Failure:
    """Return a failure that names the row's place and id."""
    return Failure(row.where or row.table, row.number, row.id, column, str(value), problem, cure)


def _graph_failures(G: nx.DiGraph[Any]) -> Iterator[Failure]:
    if not G.is_directed():
        cure = "Use a networkx.DiGraph: u -> v says that u influences v."
        yield Failure("graph", None, "", "", type(G).__name__, "not directed", cure)
    elif G.is_multigraph():
        cure = "Use a networkx.DiGraph and merge parallel ties into one."
        yield Failure("graph", None, "", "", type(G).__name__, "allows parallel ties", cure)


def _value_failures(row: Row) -> Iterator[Failure]:
    columns = SCHEMA[row.table].columns
    for name, column in columns.items():
        value = row.cells.get(name)
        if value is None:
            if column.required:
                yield failure_in(row, name, "", "missing", f"Give {column.allowed()}.")
        elif (bad := column.problem(value)) is not None:
            yield failure_in(row, name, value, *bad)


def _reference_failures(row: Row, known: Mapping[str, Container[Any]]) -> Iterator[Failure]:
    for name, column in SCHEMA[row.table].columns.items():
        value = row.cells.get(name)
        ids = known.get(column.refers_to)
        if ids is None or not isinstance(value, str) or value in ids:  # what is no text is reported as such
            continue
        noun = _TABLE_NOUNS[column.refers_to]
        near = did_you_mean(str(value), sorted(map(str, ids))) if isinstance(ids, Iterable) else ""
        cure = f"Add the {noun} or mend the id.{near}"
        if column.refers_to == "contacts" and value in known.get("team", ()):
            cure = "Our own people take no part in influence; ties go from a teammate to a contact."
        yield failure_in(row, name, value, f"no such {noun}", cure)


def _date_failures(row: Row, as_of: dt.date | None) -> Iterator[Failure]:
    if as_of is None:
        return
    for name, column in SCHEMA[row.table].columns.items():
        value = row.cells.get(name)
        if column.not_after_as_of and isinstance(value, dt.date) and value > as_of:
            yield failure_in(row, name, value, "in the future", f"The map shows {as_of}; mend this date or as_of.")


def _sense_failures(row: Row, known: Mapping[str, Container[Any]]) -> Iterator[Failure]:
    values = row.cells
    if row.table == "influences" and values.get("source") == values.get("target") is not None:
        cure = "Remove it; how much a contact keeps to the own judgement is its openness."
        yield failure_in(row, "target", values["target"], "a tie to oneself", cure)
    if row.table == "contacts":
        if values.get("reports_to") == values.get("contact_id") is not None:
            yield failure_in(
                row, "reports_to", values["reports_to"], "reports to oneself", "Leave it empty at the top."
            )
        if values.get("side") == "seller":
            yield failure_in(
                row, "side", "seller", "our own people among the contacts", "Put them into the team table."
            )
    teammate = values.get("teammate_id")
    if row.table == "team" and isinstance(teammate, str) and teammate in known.get("contacts", ()):
        cure = "Give our teammate an id that no contact has."
        yield failure_in(row, "teammate_id", teammate, "also the id of a contact", cure)


def _duplicate_failures(rows: list[Row], table: TableName) -> Iterator[Failure]:
    key = SCHEMA[table].key
    first: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        identity = tuple(row.cells.get(name) for name in key)
        if not key or None in identity:
            continue
        if identity in first:
            place = f" (first in row {first[identity].number})" if first[identity].number else ""
            cure = "Keep one row; several roles of one contact go into one cell, joined by ;."
            cure = cure if table == "contacts" else "Merge the rows into one."
            yield failure_in(row, key[-1], identity[-1], f"given twice{place}", cure)
        first.setdefault(identity, row)
