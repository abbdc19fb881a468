"""From the bytes of a file to text: which encoding, and which character separates the cells.

Detectors that look at the frequency of letters fail on files of a few lines. Ours asks which reading makes the header
say something: among the encodings and delimiters that spreadsheets write, the one whose header names the most columns
of the schema is right.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from stakeholder_graph.io.formula_guard import bare_text
from stakeholder_graph.model.reading import names_a_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.model.schema import TableName

__all__ = ["DELIMITERS", "ENCODINGS", "Decoded", "UnreadableFileError", "decode"]

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
_SAVE_AS = "Save it as CSV UTF-8 (comma delimited)."
# Share of the non-ASCII characters that must be in GB 2312, the characters in daily use, for a text to count as
# Chinese where its header does not decide; ours. Western text misread as GB 18030 gives rare characters.
_COMMON_SHARE = 0.5
_LOOKED_AT = 100_000  # characters from the beginning that are looked at for it; ours


class UnreadableFileError(ValueError):
    """A file cannot be read as a table; carries the row, the problem and its cure.

    Parameters
    ----------
    problem, cure : str
        What is wrong, and what to do about it.
    row : int, optional
        The row concerned.
    """

    def __init__(self, problem: str, cure: str, row: int | None = None) -> None:
        self.problem = problem
        self.cure = cure
        self.row = row
        super().__init__(problem, cure, row)


class Decoded(NamedTuple):
    """The text of a file and the character that separates its cells."""

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
        raise UnreadableFileError(
            "a workbook that bears the name of a text file", f"Open it in its program. {_SAVE_AS}"
        )
    candidates = [*_texts(data)]
    if not candidates:
        raise UnreadableFileError("no text in any known encoding", _SAVE_AS)
    if all(character.isspace() or character in _NO_CONTENT for character in candidates[0][1]):
        raise UnreadableFileError("the file is empty", "Give a header and a row for each entry, or delete the file.")
    if any("\0" in text for _, text in candidates):
        raise UnreadableFileError("NUL characters in the text", f"It is no plain text file. {_SAVE_AS}")
    readings = [Decoded(text, encoding, delimiter) for encoding, text in candidates for delimiter in DELIMITERS]
    return max(readings, key=lambda reading: _plausibility(reading, table))  # the first of equals


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    encodings = next(((encoding,) for mark, encoding in _MARKS if data.startswith(mark)), ENCODINGS)
    for encoding in encodings:
        try:
            yield encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue


def _plausibility(reading: Decoded, table: TableName) -> tuple[int, bool, int]:
    """Rank a reading: headers understood, then the look of the characters, then the number of cells in the header."""
    header = _header(reading.text, reading.delimiter)
    hits = len({cell for cell in header if names_a_column(table, bare_text(cell))})
    return hits, reading.encoding != "gb18030" or _looks_chinese(reading.text), len(header)


def _header(text: str, delimiter: str) -> list[str]:
    lines = io.StringIO(text, newline="")
    try:
        return next((row for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row))), [])
    except csv.Error:
        return []


def _looks_chinese(text: str) -> bool:
    unusual = [character for character in text[:_LOOKED_AT] if not character.isascii()]
    common = sum(bool(character.encode("gb2312", errors="ignore")) for character in unusual)
    return common >= _COMMON_SHARE * len(unusual)
