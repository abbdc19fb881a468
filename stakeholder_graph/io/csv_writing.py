"""A buying center becomes a folder of CSV files that a spreadsheet opens safely and that reads back exactly."""

from __future__ import annotations

import csv
import io
import numbers
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import SchemaError
from stakeholder_graph.io.formula_guard import guarded_text
from stakeholder_graph.io.table_files import SUFFIX, TABLE_FILES, table_in_file
from stakeholder_graph.model.checks import check, failure_in
from stakeholder_graph.model.failures import fault
from stakeholder_graph.model.headers import names_a_column
from stakeholder_graph.model.schema import SCHEMA, TABLES

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    import networkx as nx

    from stakeholder_graph.errors import Failure
    from stakeholder_graph.model.rows import Row
    from stakeholder_graph.model.schema import TableName

__all__ = ["write_csv"]

_ENCODING = "utf-8-sig"  # spreadsheets take UTF-8 without the mark for the local code page
_LINE_END = "\r\n"  # RFC 4180


def write_csv(G: nx.DiGraph[Any], folder: str | os.PathLike[str]) -> Path:
    """Write a buying center as a folder of CSV files, one a table.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center that keeps the schema.
    folder : str or path-like
        Made if it is not there. Table files in it, also those under their Chinese names, are replaced, and those of
        tables that G does not have are removed, so that the folder holds G and nothing else of the kind. Files that
        hold no table are not touched.

    Returns
    -------
    pathlib.Path
        The folder. ``contacts.csv`` is always there; the other tables where they have rows. Each file holds the key
        columns, the required ones, and those with a value in some row; then attributes outside the schema, sorted by
        name.

    Raises
    ------
    SchemaError
        If G breaks the schema, has no contact, or holds something that a CSV file cannot give back. Nothing is
        written in that case.

    See Also
    --------
    stakeholder_graph.read_csv : the inverse.

    Notes
    -----
    ``read_csv(write_csv(G, folder))`` equals G: the same nodes, ties and attributes, digit by digit. What files do
    not keep: an attribute that is None, NaN or an empty text is unknown and is left out; text loses the spaces around
    it; an attribute outside the schema that is no text is written as ``str`` gives it (a tuple of texts: joined by
    ``;``) and comes back as text. An attribute of a node or tie that bears the name of a key column is left out.

    Files are UTF-8 with a byte order mark, as spreadsheets want it. Several values of a cell are joined by ``;``,
    dates are written as 2026-03-31 and stances on the scale from -1 to 1. A text that a spreadsheet would take for a
    formula gets a leading apostrophe, which ``read_csv`` takes away again; numbers stay plain. Each file is complete
    before it takes the place of an older one, whose permissions it keeps.

    Examples
    --------
    >>> import tempfile
    >>> import stakeholder_graph as sg
    >>> with tempfile.TemporaryDirectory() as place:
    ...     sorted(path.name for path in sg.write_csv(sg.example_buying_center(), place).iterdir())
    ['account.csv', 'contacts.csv', 'influences.csv']
    """
    rows = check(G)
    if not rows["contacts"]:
        raise SchemaError([fault("no_contact").at("contacts")])
    failures = [failure for name in TABLES for row in rows[name] for failure in _unwritable(row)]
    if failures:
        raise SchemaError(failures)
    texts = {TABLE_FILES[name][0] + SUFFIX: _table_text(name, rows[name]) for name in TABLES if rows[name]}
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _replace_files(folder, {file: text.encode(_ENCODING) for file, text in texts.items()})
    return folder


def _unwritable(row: Row) -> Iterator[Failure]:
    """Yield what a CSV file cannot give back: odd attribute names and odd characters."""
    for name, value in row.cells.items():
        if name not in SCHEMA[row.table].columns:
            text = str(name)
            if not text or text != text.strip() or ";" in text or "\t" in text or names_a_column(row.table, text):
                yield failure_in(row, text, value, fault("odd_attribute"))
        for part in (str(name), _cell(value)):
            if "\0" in part or any("\ud800" <= character <= "\udfff" for character in part):
                yield failure_in(row, str(name), part, fault("odd_character"))
            if len(part) >= csv.field_size_limit():
                found = fault("too_long", limit=csv.field_size_limit())
                yield failure_in(row, str(name), f"{part[:20]}...", found)


def _table_text(name: TableName, rows: Sequence[Row]) -> str:
    spec = SCHEMA[name]
    used = {key for row in rows for key in row.cells}
    columns: list[Any] = [
        column.name for column in spec.columns.values() if column.required or column.name in (*spec.key, *used)
    ]
    columns += sorted(used - {*spec.columns}, key=str)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=_LINE_END)
    writer.writerow([guarded_text(str(column)) for column in columns])
    writer.writerows([_cell(row.cells.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a value as a cell holds it; texts are guarded, numbers are not."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        return repr(float(value))  # the shortest text that gives the same number back
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        value = ";".join(value)
    return guarded_text(str(value))


def _replace_files(folder: Path, contents: dict[str, bytes]) -> None:
    """Put complete files into the place of older ones and remove table files that are left over."""
    waiting: dict[Path, Path] = {}
    try:
        for file, data in contents.items():
            # not tempfile.mkstemp: its files can be read by nobody else, which a shared folder would inherit
            temporary = folder / f".{secrets.token_hex(8)}.part"
            waiting[temporary] = folder / file
            with temporary.open("xb") as stream:
                stream.write(data)
        for temporary, final in waiting.items():
            if final.is_file():
                temporary.chmod(stat.S_IMODE(final.stat().st_mode))
            temporary.replace(final)
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)
    for path in folder.iterdir():
        # compared as files: where case does not matter, Contacts.csv is the contacts.csv just written
        if table_in_file(path.name) and not any(path.samefile(final) for final in waiting.values()):
            path.unlink()
