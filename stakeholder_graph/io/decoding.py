"""From the bytes of a file to text: which encoding, and which character separates the cells.

Detectors that look at the frequency of letters fail on files of a few lines. Ours asks which reading makes the header
say something: among the encodings and delimiters that spreadsheets write, the one whose header names the most columns
of the schema is right.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from stakeholder_graph.io.formula_guard import bare_text
from stakeholder_graph.model.failures import Fault, fault
from stakeholder_graph.model.headers import column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stakeholder_graph.model.schema import TableName

__all__ = ["DELIMITERS", "ENCODINGS", "HEADER_ROWS", "Decoded", "UnreadableFileError", "columns_named", "decode"]

ENCODINGS = ("utf-8", "gb18030", "cp1252")  # for files without a byte order mark; the first wins a draw
DELIMITERS = (",", ";", "\t")  # the first wins a draw

# UTF-32 before UTF-16, whose mark is the beginning of the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip (.xlsx) and OLE2 (.xls) signatures
_NO_CONTENT = frozenset((*DELIMITERS, '"'))
HEADER_ROWS = 5  # a header is looked for in so many rows, to tell where it is if not in the first; ours
# A first line that tells a spreadsheet the separator; the spreadsheet does not show it and does not count it.
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<by>[^\w"\r\n])"?[,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
# Share of the non-ASCII characters that must be in GB 2312, the characters in daily use, for a text to count as
# Chinese where its header does not decide; ours. Western text misread as GB 18030 gives rare characters.
_COMMON_SHARE = 0.5
_LOOKED_AT = 100_000  # characters from the beginning that are looked at for it; ours


class UnreadableFileError(ValueError):
    """A file cannot be read as a table; carries the row, the problem and its cure.

    Parameters
    ----------
    found : Fault
        What is wrong, and what to do about it.
    row : int, optional
        The row concerned.
    """

    def __init__(self, found: Fault, row: int | None = None) -> None:
        self.fault = found
        self.row = row
        super().__init__(found, row)

    def __str__(self) -> str:
        """Say it in English."""
        return f"{self.fault.problem.en}. {self.fault.cure.en}"


class Decoded(NamedTuple):
    """The text of a file, without a line that only tells the separator, and the character that separates its cells."""

    text: str
    encoding: str
    delimiter: str


def decode(data: bytes, table: TableName) -> Decoded:
    r"""Return the text of a CSV file that should hold a table.

    Parameters
    ----------
    data : bytes
        The content of the file.
    table : str
        The table whose headers are looked for.

    Raises
    ------
    UnreadableFileError
        If the file is empty, a workbook, or no text in any of the encodings.

    Examples
    --------
    >>> decode("编号;姓名\n001;李娜".encode("gb18030"), "contacts")
    Decoded(text='编号;姓名\n001;李娜', encoding='gb18030', delimiter=';')
    """
    if data.startswith(_WORKBOOK_STARTS):
        raise UnreadableFileError(fault("workbook"))
    candidates = [*_texts(data)]
    if not candidates:
        raise UnreadableFileError(fault("no_encoding"))
    if all(character.isspace() or character in _NO_CONTENT for character in candidates[0][1]):
        raise UnreadableFileError(fault("empty_file"))
    if any("\0" in text for _, text in candidates):
        raise UnreadableFileError(fault("nul_characters"))
    readings = [reading for encoding, text in candidates for reading in _readings(text, encoding)]
    return max(readings, key=lambda reading: _plausibility(reading, table))  # the first of equals


def _readings(text: str, encoding: str) -> Iterator[Decoded]:
    told = _SEPARATOR_LINE.match(text)
    if told is None:
        yield from (Decoded(text, encoding, delimiter) for delimiter in DELIMITERS)
    elif text[told.end() :].strip():
        yield Decoded(text[told.end() :], encoding, told["by"])
    else:
        raise UnreadableFileError(fault("empty_file"))


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    encodings = next(((encoding,) for mark, encoding in _MARKS if data.startswith(mark)), ENCODINGS)
    for encoding in encodings:
        try:
            yield encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue


def _plausibility(reading: Decoded, table: TableName) -> tuple[int, int, bool, int]:
    """Rank a reading: headers understood in the first row and in the first few, look of the characters, cells."""
    rows = _first_rows(reading.text, reading.delimiter)
    hits = [len(columns_named(row, table)) for row in rows]
    looks_right = reading.encoding != "gb18030" or _looks_chinese(reading.text)
    return hits[0], max(hits), looks_right, len(rows[0])


def columns_named(cells: Sequence[str], table: TableName) -> set[str]:
    """Return the columns of the schema that the cells of a row name as headers.

    Examples
    --------
    >>> sorted(columns_named(["编号", "姓名", "生日"], "contacts"))
    ['contact_id', 'name']
    """
    return {column for cell in cells if (column := column_of(table, bare_text(cell))) is not None}


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows that are not blank, at least one."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        rows += itertools.islice((row for row in lines if any(map(str.strip, row))), HEADER_ROWS)
    except csv.Error:
        rows = rows[:1]
    return rows or [[]]


def _looks_chinese(text: str) -> bool:
    unusual = [character for character in text[:_LOOKED_AT] if not character.isascii()]
    common = sum(bool(character.encode("gb2312", errors="ignore")) for character in unusual)
    return common >= _COMMON_SHARE * len(unusual)
