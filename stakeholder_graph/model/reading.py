"""From raw tables, as they come out of files or data frames, to checked rows and a graph.

Every reader of the library ends here, so that headers, words, scales and errors are the same for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import Failure, SchemaError
from stakeholder_graph.model.cells import CellError, read_cell, read_stance
from stakeholder_graph.model.checks import find_failures
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.failures import fault
from stakeholder_graph.model.headers import Header, read_headers
from stakeholder_graph.model.role_cells import read_roles
from stakeholder_graph.model.rows import Row, Rows, rows_of
from stakeholder_graph.model.schema import SCHEMA, TABLES, TableName
from stakeholder_graph.vocabulary.stances import STANCE_SCALES, StanceScale
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import networkx as nx

__all__ = ["RawTable", "read_tables", "unknown_columns"]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it was found.

    Attributes
    ----------
    where : str
        The file or table to name in messages.
    header : sequence of str
        The headers as they were found.
    rows : sequence of sequences
        The cells as they were found, each row as long as the header.
    numbers : sequence of int
        The number of each row, as its reader would see it.
    """

    where: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    numbers: Sequence[int]


def read_tables(
    tables: Mapping[TableName, RawTable],
    *,
    stance_scale: StanceScale = "-1..1",
    failures: Sequence[Failure] = (),
    unreadable: Collection[TableName] = (),
) -> Rows:
    """Return the checked rows of raw tables.

    Parameters
    ----------
    tables : mapping of str to RawTable
        The tables that are there; only contacts is obligatory.
    stance_scale : {"-1..1", "-5..5", "0-10", "0-100", "1-5"}
        The scale of the stance column where its header does not name one, as in ``stance (-5..5)``.
    failures : sequence of Failure
        What the caller already found wrong; reported together with the rest.
    unreadable : collection of str, default ()
        Tables that are there but could not be read, as `failures` says; references into them are not judged.

    Raises
    ------
    SchemaError
        With every failure in every table. Nothing is built in that case.

    Warns
    -----
    DataQualityWarning
        Where a column outside the schema looks like a misspelt one. It is kept under its own name, as are all others;
        :func:`unknown_columns` lists them.
    """
    check_option("stance scale", stance_scale, STANCE_SCALES)
    found = list(failures)
    rows = Rows()
    if "contacts" not in tables and "contacts" not in unreadable:
        found.append(fault("no_contacts_table").at("contacts"))
    headless: set[tuple[str, str]] = set()
    shown: dict[tuple[str, str], str] = {}
    for name, table in tables.items():
        headers, wrong = read_headers(name, table.where, table.header)
        found += wrong
        shown |= {(table.where, header.name): header.text.strip() for header in reversed(headers)}
        headless |= {(table.where, failure.column) for failure in wrong}
        for number, cells in zip(table.numbers, table.rows, strict=True):
            row, wrong = _read_row(Row(name, {}, table.where, number), headers, cells, stance_scale)
            found += wrong
            rows[name].append(row)
    # A cell that could not be read, or a column that is not there, is not also reported as missing in every row, and
    # ids that could not be read are not also reported as unknown in every table that refers to them.
    refused = {(failure.where, failure.row, failure.column) for failure in found}
    lost = {*unreadable, *_without_ids(tables, headless)}
    for failure in find_failures(rows, unreadable=lost):
        place = (failure.where, failure.row, failure.column)
        if place not in refused and (failure.where, failure.column) not in headless:
            found.append(failure)
    if found:
        found = [replace(one, header=shown.get((one.where, one.column), one.header)) for one in found]
        order = {table.where: position for position, table in enumerate(tables.values())}
        found.sort(key=lambda failure: (order.get(failure.where, -1), failure.row or 0))
        raise SchemaError(found)
    return rows


def unknown_columns(G: nx.DiGraph[Any]) -> dict[TableName, tuple[str, ...]]:
    """Return the columns that are kept but not understood: no calculation and no report reads them.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; it need not be valid.

    Returns
    -------
    dict of str to tuple of str
        Table -> names of attributes outside the schema that some row has a value for, sorted; tables without any
        are left out.

    See Also
    --------
    stakeholder_graph.SCHEMA : the columns that are understood, with every header that means them.

    Examples
    --------
    >>> import pandas as pd
    >>> import stakeholder_graph as sg
    >>> sg.unknown_columns(sg.from_frames(pd.DataFrame({"编号": ["001"], "生日": ["1980"], "职务": ["财务总监"]})))
    {'contacts': ('生日',)}
    """
    rows = rows_of(G)
    found = {name: {str(key) for row in rows[name] for key in row.cells} - {*SCHEMA[name].columns} for name in TABLES}
    return {name: tuple(sorted(names)) for name, names in found.items() if names}


def _without_ids(tables: Mapping[TableName, RawTable], headless: Collection[tuple[str, str]]) -> Iterator[TableName]:
    """Yield contacts if it is not there, and any table whose id column is missing or doubtful."""
    if "contacts" not in tables:
        yield "contacts"
    for name, table in tables.items():
        if any((table.where, column) in headless for column in SCHEMA[name].key):
            yield name


def _read_row(
    row: Row, headers: Sequence[Header], cells: Sequence[Any], stance_scale: StanceScale
) -> tuple[Row, list[Failure]]:
    """Return a row filled from raw cells, and what could not be read."""
    wrong: list[tuple[str, str, CellError]] = []
    # Roles last: what a picklist word merely implies never replaces what another cell states.
    for header, raw in sorted(zip(headers, cells, strict=True), key=lambda pair: pair[0].name == "roles"):
        try:
            said = dict(_read(header, raw, stance_scale))
        except CellError as error:
            wrong.append((header.name, "" if raw is None else str(raw), error))
            continue
        if header.name == "roles" and "stance" in row.cells:
            said.pop("stance_confidence", None)  # it belongs to the implied stance, which is not used
        for name, value in said.items():
            row.cells.setdefault(name, value)
    failures = [  # made last: the id may stand in a later column than the failure
        error.fault.at(row.where, row.number, row.id, column, value) for column, value, error in wrong
    ]
    return row, failures


def _read(header: Header, raw: Any, stance_scale: StanceScale) -> Iterator[tuple[str, Any]]:
    """Yield what one cell says, column by column; a picklist word can say several things."""
    if header.column is None:
        text = raw.strip() if isinstance(raw, str) else raw
        if not is_missing(text) and text != "":
            yield header.name, text
    elif header.name == "stance":
        if (stance := read_stance(header.column, raw, header.scale or stance_scale)) is not None:
            yield "stance", stance
    elif header.name == "roles":
        yield from read_roles(raw)
    elif (value := read_cell(header.column, raw)) is not None:
        yield header.name, value
