"""From raw tables, as they come out of files or data frames, to checked rows and a graph.

Every reader of the library ends here, so that headers, words, scales and errors are the same for all of them.
"""

from __future__ import annotations

import difflib
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import DataQualityWarning, Failure, SchemaError, did_you_mean
from stakeholder_graph.model.cells import CellError, read_cell, read_stance, split_list
from stakeholder_graph.model.checks import find_failures
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.rows import Row, Rows
from stakeholder_graph.model.schema import SCHEMA, TableName
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stances import STANCE_SCALES, StanceScale
from stakeholder_graph.vocabulary.terms import check_option, normalize_word
from stakeholder_graph.vocabulary.words import read_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from stakeholder_graph.model.columns import Column

__all__ = ["RawTable", "names_a_column", "read_tables"]

_SCALED_HEADER = re.compile(r"(?P<header>.+?)\s*[(\[]\s*(?P<scale>[^)\]]+?)\s*[)\]]")
_MISSPELT = 0.8  # likeness from which a header counts as misspelt; ours: "age" is neither "stage" nor "manager"
_UNVERIFIED = 0.0  # confidence in a stance that only a picklist word implies; ours


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


@dataclass(frozen=True, slots=True)
class _Header:
    """What one header turned out to mean; `column` is None for a column outside the schema."""

    name: str
    column: Column | None
    scale: StanceScale | None


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
        Where a column outside the schema looks like a misspelt one. It is kept under its own name.
    """
    check_option("stance scale", stance_scale, STANCE_SCALES)
    found = list(failures)
    rows = Rows()
    if "contacts" not in tables and "contacts" not in unreadable:
        cure = "Give a table of contacts with at least the column contact_id."
        found.append(Failure("contacts", None, "", "", "", "there is no table of contacts", cure))
    headless: set[tuple[str, str]] = set()
    for name, table in tables.items():
        headers, wrong = _read_header(name, table)
        found += wrong
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
        order = {table.where: position for position, table in enumerate(tables.values())}
        found.sort(key=lambda failure: (order.get(failure.where, -1), failure.row or 0))
        raise SchemaError(found)
    return rows


def names_a_column(table: TableName, text: str) -> bool:
    """Return whether a header means a column of the schema.

    Examples
    --------
    >>> names_a_column("contacts", "Stance (-5..+5)"), names_a_column("contacts", "职位"), names_a_column("team", "age")
    (True, True, False)
    """
    return _find_column(table, text).column is not None


def _without_ids(tables: Mapping[TableName, RawTable], headless: Collection[tuple[str, str]]) -> Iterator[TableName]:
    """Yield contacts if it is not there, and any table whose id column is missing or doubtful."""
    if "contacts" not in tables:
        yield "contacts"
    for name, table in tables.items():
        if any((table.where, column) in headless for column in SCHEMA[name].key):
            yield name


def _read_header(name: TableName, table: RawTable) -> tuple[list[_Header], list[Failure]]:
    """Return what the headers mean and what is wrong with them."""
    failures: list[Failure] = []
    headers = [_find_column(name, str(text)) for text in table.header]
    seen: set[str] = set()
    for header, text in zip(headers, table.header, strict=True):
        if header.name in seen:
            cure = "Keep one column of each meaning."
            failures.append(Failure(table.where, 1, "", header.name, str(text), "two columns mean the same", cure))
        if (name, header.name) == ("contacts", "motives"):
            cure = "Put them into the table motives, one row a motive."
            failures.append(Failure(table.where, 1, "", "motives", str(text), "motives among the contacts", cure))
        seen.add(header.name)
        if header.column is None and (near := _misspelt(name, header.name)):
            warnings.warn(
                f"{table.where}: column {header.name!r} is not in the schema and is kept as it is; "
                f"did you mean {near!r}?",
                DataQualityWarning,
                stacklevel=4,  # the caller of the public reader that calls read_tables
            )
    for column in SCHEMA[name].columns.values():
        if column.required and column.name not in seen:
            known = ", ".join(dict.fromkeys((column.name, column.en, column.zh, *column.words)))
            hint = did_you_mean(column.name, [header.name for header in headers])
            cure = f"Add it under one of these headers: {known}.{hint}"
            failures.append(Failure(table.where, 1, "", column.name, "", "the column is missing", cure))
    return headers, failures


def _misspelt(table: TableName, text: str) -> str | None:
    """Return the header of the schema that a header outside it looks like."""
    near = difflib.get_close_matches(normalize_word(text), list(SCHEMA[table].headers), n=1, cutoff=_MISSPELT)
    return near[0] if near else None


def _find_column(table: TableName, text: str) -> _Header:
    spec = SCHEMA[table]
    folded = normalize_word(text)
    if folded in spec.headers:
        return _Header(spec.headers[folded], spec.columns[spec.headers[folded]], None)
    match = _SCALED_HEADER.fullmatch(folded)
    if match is not None and spec.headers.get(normalize_word(match["header"])) == "stance":
        # normalize_word reads hyphens as spaces: "-5..5" arrives as "5..5" and "0-10" as "0 10"
        for scale in STANCE_SCALES:
            if normalize_word(scale) == match["scale"].replace("+", ""):
                return _Header("stance", spec.columns["stance"], scale)
    return _Header(text.strip(), None, None)


def _read_row(
    row: Row, headers: Sequence[_Header], cells: Sequence[Any], stance_scale: StanceScale
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
        Failure(row.where, row.number, row.id, column, value, error.problem, error.cure)
        for column, value, error in wrong
    ]
    return row, failures


def _read(header: _Header, raw: Any, stance_scale: StanceScale) -> Iterator[tuple[str, Any]]:
    """Yield what one cell says, column by column; a picklist word can say several things."""
    if header.column is None:
        text = raw.strip() if isinstance(raw, str) else raw
        if not is_missing(text) and text != "":
            yield header.name, text
    elif header.name == "stance":
        if (stance := read_stance(header.column, raw, header.scale or stance_scale)) is not None:
            yield "stance", stance
    elif header.name == "roles" and isinstance(raw, str):
        yield from _read_roles(raw)
    elif (value := read_cell(header.column, raw)) is not None:
        yield header.name, value


def _read_roles(raw: str) -> Iterator[tuple[str, Any]]:
    """Separate the words of a role cell into roles, authority, coach label and an unverified stance."""
    roles: list[str] = []
    authority: list[str] = []
    implied: dict[str, Any] = {}
    for word in split_list(raw):
        key = ROLES.find(word)
        meaning = read_word(word)
        if key is not None:
            roles.append(key)
            continue
        if meaning is None:
            allowed = f"Give any of {', '.join(ROLES)}, joined by ;."
            raise CellError("unknown role", allowed + did_you_mean(normalize_word(word).replace(" ", "_"), ROLES))
        roles += meaning.roles
        authority += meaning.authority
        implied["raw_role"] = raw.strip()
        if meaning.coach:
            implied["labelled_coach"] = True
        if meaning.sponsor:
            implied["sponsor"] = True
        if meaning.stance is not None:
            implied |= {"stance": meaning.stance, "stance_confidence": _UNVERIFIED}
        if meaning.confidence is not None:
            implied["confidence"] = meaning.confidence
    if roles:
        yield "roles", tuple(dict.fromkeys(roles))
    if authority:
        yield "authority", tuple(dict.fromkeys(authority))
    yield from implied.items()
