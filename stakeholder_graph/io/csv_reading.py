"""A folder of CSV files becomes a buying center, or one error that lists everything that is wrong with it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from stakeholder_graph.errors import FileFormatError, SchemaError
from stakeholder_graph.io.decoding import HEADER_ROWS, UnreadableFileError, columns_named, decode
from stakeholder_graph.io.formula_guard import bare_text
from stakeholder_graph.io.table_files import find_table_files
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.failures import fault
from stakeholder_graph.model.reading import RawTable, read_tables
from stakeholder_graph.model.rows import fill_graph
from stakeholder_graph.model.schema import SCHEMA

if TYPE_CHECKING:
    import os

    from stakeholder_graph.errors import Failure
    from stakeholder_graph.model.schema import TableName
    from stakeholder_graph.vocabulary.stances import StanceScale

__all__ = ["MAX_FILE_BYTES", "read_csv"]

MAX_FILE_BYTES = 64 * 2**20  # ours: a table of 100,000 contacts takes a tenth of it


def read_csv(folder: str | os.PathLike[str], *, stance_scale: StanceScale = "-1..1") -> BuyingCenter:
    """Read a buying center from a folder of CSV files.

    Parameters
    ----------
    folder : str or path-like
        A folder on this machine with ``contacts.csv`` and, where there is something to say, ``influences.csv``,
        ``motives.csv``, ``team.csv``, ``relationships.csv`` and ``account.csv``. The Chinese names are 联系人, 影响,
        动机, 我方团队, 关系 and 客户; case does not matter. Other files are left alone.
    stance_scale : {"-1..1", "-5..5", "0-10", "0-100", "1-5"}, default "-1..1"
        The scale of the stance column where its header does not name one, as in ``stance (-5..5)``.

    Returns
    -------
    BuyingCenter
        A new graph. Columns outside the schema are kept as text under their own names. Cells are read without the
        spaces around them; an empty cell is unknown. Ids and texts stay as they are: ``001`` and ``NA`` are texts.

    Raises
    ------
    FileFormatError
        If a file cannot be read as a table; a :class:`SchemaError` itself, and it lists what is wrong with the
        contents of all files as well.
    SchemaError
        If only contents are wrong. Either lists every failure with file, row (as a spreadsheet numbers it: the
        header is row 1), id, column, value, problem and cure. Nothing is built in that case.

    Warns
    -----
    DataQualityWarning
        For a .csv file that is the name of no table, and for a column that looks like a misspelt one.

    See Also
    --------
    stakeholder_graph.write_csv : the inverse.
    stakeholder_graph.from_frames : from tables in memory.

    Notes
    -----
    Headers may be English or Chinese, cells may be separated by commas, semicolons or tabs, and the encoding may be
    UTF-8, UTF-16, GB 18030 (GBK) or Windows-1252: the reading whose header names the most columns is taken. A first
    line such as ``sep=;`` tells the separator and counts as no row; any other row above the header is refused. Digits
    may be grouped where that reads only one way: 46,000,000 or 1,234.50, not 1,234. A file of more than 64 MiB is
    refused; nothing is unpacked and nothing is fetched from the network. An apostrophe before what looks like a
    formula is taken away, as :func:`~stakeholder_graph.write_csv` put it there.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.read_csv(sg.sample_folder("high_tech_managers"))
    >>> G.graph["account"], G.number_of_edges()
    ('High-tech machinery firm', 190)
    """
    files, failures = find_table_files(Path(folder))
    tables: dict[TableName, RawTable] = {}
    for name, path in files.items():
        try:
            tables[name] = _read_table(name, path, failures)
        except UnreadableFileError as refusal:
            failures.append(refusal.fault.at(path.name, refusal.row))
    unreadable: set[TableName] = {"contacts", *files} - {*tables}
    try:
        rows = read_tables(tables, stance_scale=stance_scale, failures=failures, unreadable=unreadable)
    except SchemaError as error:
        if failures:
            raise FileFormatError(*error.args) from None
        raise
    G = BuyingCenter()
    fill_graph(G, rows)
    return G


def _read_table(name: TableName, path: Path, failures: list[Failure]) -> RawTable:
    """Read one file; failures of single rows are appended, a file that is no table is refused."""
    decoded = decode(_bytes(path), name)
    numbered: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=decoded.delimiter, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):  # a spreadsheet counts blank lines, too
            if any(cell.strip() for cell in record):
                numbered.append((number, [bare_text(cell) for cell in record]))
    except csv.Error as error:
        raise UnreadableFileError(fault("cells_run_together", error=error), number + 1) from None
    _require_header(name, numbered)
    if name == "contacts" and len(numbered) == 1:
        raise UnreadableFileError(fault("header_only"))
    width = max(len(cells) for _, cells in numbered)
    return _square(path.name, numbered, width, failures)


def _require_header(name: TableName, numbered: list[tuple[int, list[str]]]) -> None:
    """Refuse a table whose header clearly stands in a later row, below a title or the like."""
    required = {column.name for column in SCHEMA[name].columns.values() if column.required}
    (first, cells), *later = numbered[:HEADER_ROWS]
    hits = columns_named(cells, name)
    if hits and required <= hits:
        return
    for number, cells in later:
        below = columns_named(cells, name)
        if len(below) > max(1, len(hits)) and required <= below:
            raise UnreadableFileError(fault("rows_above_header", row=number), first)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(fault("cannot_open", error=error.strerror)) from None
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFileError(fault("too_large", size=MAX_FILE_BYTES >> 20))
    return data


def _square(where: str, numbered: list[tuple[int, list[str]]], width: int, failures: list[Failure]) -> RawTable:
    """Make all rows as long as the header, and report cells that stand under no header."""
    header = numbered[0][1]
    kept = [place for place, text in enumerate(header) if text.strip()]
    headless = [place for place in range(width) if place not in kept]
    failures += [
        fault("no_header").at(where, number, value=cells[place])
        for number, cells in numbered[1:]
        for place in headless
        if place < len(cells) and cells[place].strip()
    ]
    rows = [[cells[place] if place < len(cells) else "" for place in kept] for _, cells in numbered[1:]]
    return RawTable(where, [header[place] for place in kept], rows, [number for number, _ in numbered[1:]])
