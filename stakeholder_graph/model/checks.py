"""Everything that can be wrong with a buying center, found in one pass and reported all at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeGuard

import networkx as nx

from stakeholder_graph.errors import Failure, SchemaError, failure_table
from stakeholder_graph.model.days import read_day
from stakeholder_graph.model.failures import Fault, Said, fault, offer
from stakeholder_graph.model.known_ids import KnownIds
from stakeholder_graph.model.rows import Row, Rows, rows_of
from stakeholder_graph.model.schema import SCHEMA, TABLES, TableName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["check", "failure_in", "find_failures", "row_failures", "validate"]

_TABLE_NOUNS = {"contacts": Said("contact", "联系人"), "team": Said("teammate", "我方成员")}


def validate(G: nx.DiGraph[Any], *, as_of: dt.date | None = None, lang: Language = "en") -> pd.DataFrame:
    """Return everything in a graph that breaks the schema.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center, or any directed graph that should be one.
    as_of : datetime.date, optional
        The date against which dates count as future; by default the graph's own ``as_of``.
    lang : {"en", "zh"}, default "en"
        The language of ``problem`` and ``cure``; in Chinese, ``column`` is the Chinese header.

    Returns
    -------
    pandas.DataFrame
        One row per failure, empty if there is none: ``where`` (table), ``row`` (always missing here), ``id``
        (contact, teammate or tie), ``column``, ``value``, ``problem``, ``cure``.

    Raises
    ------
    OptionError, UnknownTermError
        If `as_of` is no date, or there is no such language.

    See Also
    --------
    stakeholder_graph.from_frames : checks tables in the same way while it reads them.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> import networkx as nx
    >>> G = nx.DiGraph()
    >>> G.add_edge("cfo", "ceo", weight=1.5)
    >>> sg.validate(G)[["id", "column", "problem"]].iloc[0].tolist()
    ['cfo -> ceo', 'weight', 'outside its range']
    """
    day = read_day(as_of)
    return failure_table([*_graph_failures(G)] or find_failures(rows_of(G), as_of=day), lang)


def check(G: nx.DiGraph[Any], *, as_of: dt.date | None = None) -> Rows:
    """Return the rows of a graph if it keeps the schema.

    Raises
    ------
    SchemaError
        With every failure, if it does not.
    OptionError
        If `as_of` is no date.
    """
    day = read_day(as_of)
    failures = [*_graph_failures(G)]
    if not failures:
        rows = rows_of(G)
        failures = find_failures(rows, as_of=day)
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
        as_of = next((row.cells.get("as_of") for row in rows["account"]), None)
    failures: list[Failure] = []
    tables: tuple[TableName, ...] = ("contacts", "team")
    known = KnownIds({table: rows.ids(table).keys() for table in tables if table not in unreadable})
    for table in TABLES:
        for row in rows[table]:
            failures += row_failures(row, known, as_of)
        failures += _duplicate_failures(rows[table], table)
    failures += [failure_in(row, "", "", fault("second_account")) for row in rows["account"][1:]]
    return failures


def row_failures(row: Row, known: KnownIds, as_of: object) -> Iterator[Failure]:
    """Yield what is wrong with one row, given the ids that exist in contacts and team; `as_of` may be anything."""
    yield from _value_failures(row)
    yield from _reference_failures(row, known)
    yield from _date_failures(row, as_of)
    yield from _sense_failures(row, known)


def failure_in(row: Row, column: str, value: object, found: Fault) -> Failure:
    """Return a failure that names the row's place and id."""
    spec = SCHEMA[row.table].columns.get(column)
    header = "" if spec is None else spec.zh
    return found.at(row.where or row.table, row.number, row.id, column, str(value), header=header)


def _graph_failures(G: object) -> Iterator[Failure]:
    name = type(G).__name__
    if not isinstance(G, nx.Graph):
        yield fault("not_a_graph").at("graph", value=name)
    elif not G.is_directed():
        yield fault("not_directed").at("graph", value=name)
    elif G.is_multigraph():
        yield fault("parallel_ties").at("graph", value=name)


def _value_failures(row: Row) -> Iterator[Failure]:
    columns = SCHEMA[row.table].columns
    for name, column in columns.items():
        value = row.cells.get(name)
        if value is None:
            if column.required:
                yield failure_in(row, name, "", fault("missing", allowed=column.says_allowed))
        elif (bad := column.problem(value)) is not None:
            yield failure_in(row, name, value, bad)


def _reference_failures(row: Row, known: KnownIds) -> Iterator[Failure]:
    for name, column in SCHEMA[row.table].columns.items():
        value, table = row.cells.get(name), column.refers_to
        # what is no text is reported as such
        if not isinstance(value, str) or not known.knows(table) or known.holds(table, value):
            continue
        noun = _TABLE_NOUNS[table]
        if table == "contacts" and known.holds("team", value):
            yield failure_in(row, name, value, fault("own_person", noun=noun))
        else:
            yield failure_in(row, name, value, fault("no_such_id", noun=noun, near=offer(known.near(table, value))))


def _date_failures(row: Row, as_of: object) -> Iterator[Failure]:
    if not _is_day(as_of):
        return
    for name, column in SCHEMA[row.table].columns.items():
        value = row.cells.get(name)
        if column.not_after_as_of and _is_day(value) and value > as_of:
            yield failure_in(row, name, value, fault("future", as_of=as_of))


def _is_day(value: object) -> TypeGuard[dt.date]:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)  # the two do not compare


def _sense_failures(row: Row, known: KnownIds) -> Iterator[Failure]:
    values = row.cells
    if row.table == "influences" and values.get("source") == values.get("target") is not None:
        yield failure_in(row, "target", values["target"], fault("self_tie"))
    if row.table == "contacts":
        if values.get("reports_to") == values.get("contact_id") is not None:
            yield failure_in(row, "reports_to", values["reports_to"], fault("self_report"))
        if values.get("side") == "seller":
            yield failure_in(row, "side", "seller", fault("seller_contact"))
    teammate = values.get("teammate_id")
    if row.table == "team" and isinstance(teammate, str) and known.holds("contacts", teammate):
        yield failure_in(row, "teammate_id", teammate, fault("shared_id"))


def _duplicate_failures(rows: list[Row], table: TableName) -> Iterator[Failure]:
    key = SCHEMA[table].key
    first: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        identity = tuple(row.cells.get(name) for name in key)
        if not key or None in identity:
            continue
        if identity in first:
            number = first[identity].number
            place = Said(f" (first in row {number})", f"（首次出现在第 {number} 行）") if number else ""
            code = "contact_twice" if table == "contacts" else "given_twice"
            yield failure_in(row, key[-1], identity[-1], fault(code, place=place))
        first.setdefault(identity, row)
