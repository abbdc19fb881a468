"""From raw tables, as they come out of files or data frames, to checked rows and a graph.

Every reader of the library ends here, so that headers, words, scales and errors are the same for all of them.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import DataQualityWarning, Failure, SchemaError, close_matches, did_you_mean
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
    from collections.abc import Iterator, Mapping, Sequence

    from stakeholder_graph.model.columns import Column

__all__ = ["RawTable", "read_tables"]

_SCALED_HEADER = re.compile(r"(?P<header>.+?)\s*[(\[]\s*(?P<scale>[^)\]]+?)\s*[)\]]")
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
    if "contacts" not in tables:
        cure = "Give a table of contacts with at least the column contact_id."
        found.append(Failure("contacts", None, "", "", "", "there is no table of contacts", cure))
    for name, table in tables.items():
        headers = _read_header(name, table, found)
        for number, cells in zip(table.numbers, table.rows, strict=True):
            row = Row(name, {}, table.where, number)
            _fill_row(row, headers, cells, stance_scale, found)
            rows[name].append(row)
    # A cell that could not be read, or a column that is not there, is not also reported as missing in every row.
    refused = {(failure.where, failure.row, failure.column) for failure in found}
    headless = {(failure.where, failure.column) for failure in found if failure.row == 1}
    for failure in find_failures(rows):
        place = (failure.where, failure.row, failure.column)
        if place not in refused and (failure.where, failure.column) not in headless:
            found.append(failure)
    if found:
        order = {table.where: position for position, table in enumerate(tables.values())}
        found.sort(key=lambda failure: (order.get(failure.where, -1), failure.row or 0))
        raise SchemaError(found)
    return rows


def _read_header(name: TableName, table: RawTable, failures: list[Failure]) -> list[_Header]:
    headers = [_find_column(name, str(text)) for text in table.header]
    seen: set[str] = set()
    for header, text in zip(headers, table.header, strict=True):
        if header.name in seen:
            cure = "Keep one column of each meaning."
            failures.append(Failure(table.where, 1, "", header.name, str(text), "two columns mean the same", cure))
        seen.add(header.name)
        if header.column is None and (near := close_matches(normalize_word(header.name), SCHEMA[name].headers)):
            warnings.warn(
                f"{table.where}: column {header.name!r} is not in the schema and is kept as it is; "
                f"did you mean {near[0]!r}?",
                DataQualityWarning,
                stacklevel=4,
            )
    for column in SCHEMA[name].columns.values():
        if column.required and column.name not in seen:
            known = ", ".join(dict.fromkeys((column.name, column.en, column.zh, *column.words)))
            hint = did_you_mean(column.name, [header.name for header in headers])
            cure = f"Add it under one of these headers: {known}.{hint}"
            failures.append(Failure(table.where, 1, "", column.name, "", "the column is missing", cure))
    return headers


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


def _fill_row(
    row: Row, headers: Sequence[_Header], cells: Sequence[Any], stance_scale: StanceScale, failures: list[Failure]
) -> None:
    # Roles last: what a picklist word merely implies never replaces what another cell states.
    for header, raw in sorted(zip(headers, cells, strict=True), key=lambda pair: pair[0].name == "roles"):
        try:
            for name, value in _read(header, raw, stance_scale):
                row.cells.setdefault(name, value)
        except CellError as error:
            shown = "" if raw is None else str(raw)
            failures.append(Failure(row.where, row.number, "", header.name, shown, error.problem, error.cure))
    for position, failure in enumerate(failures):  # the id may stand in a later column than the failure
        if (failure.where, failure.row, failure.id) == (row.where, row.number, ""):
            failures[position] = Failure(
                failure.where, failure.row, row.id, failure.column, failure.value, failure.problem, failure.cure
            )


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
        if meaning.stance is not None:
            implied |= {"stance": meaning.stance, "stance_confidence": _UNVERIFIED}
        if meaning.confidence is not None:
            implied["confidence"] = meaning.confidence
    if roles:
        yield "roles", tuple(dict.fromkeys(roles))
    if authority:
        yield "authority", tuple(dict.fromkeys(authority))
    yield from implied.items()
