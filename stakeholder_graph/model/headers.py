"""What the headers of a raw table mean: columns of the schema, scales of the stance, or columns of one's own."""

from __future__ import annotations

import difflib
import re
import unicodedata
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.errors import DataQualityWarning, Failure
from stakeholder_graph.model.failures import fault, offer
from stakeholder_graph.model.schema import SCHEMA, TableName
from stakeholder_graph.vocabulary.stances import STANCE_SCALES, StanceScale, read_scale
from stakeholder_graph.vocabulary.terms import near_words, normalize_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.model.columns import Column

__all__ = ["Header", "column_of", "names_a_column", "read_headers"]

_BRACKETED = re.compile(r"(?P<base>.+?)\s*[(\[【](?P<inside>.*)[)\]】]")
_BARE_SCALE = re.compile(r"(?P<base>.+?)[\s:]*(?P<inside>[-+−]?\d.*)")
_MISSPELT = 0.8  # likeness from which a header counts as misspelt; ours: "age" is neither "stage" nor "manager"


@dataclass(frozen=True, slots=True)
class Header:
    """What one header turned out to mean.

    Attributes
    ----------
    name : str
        The column, or the header itself where it is outside the schema.
    text : str
        The header as it was found.
    column : Column or None
        The column; None outside the schema.
    scale : str or None
        The scale that the header names.
    scale_is_clear : bool
        False where a bracket stands behind the stance and names no known scale.
    """

    name: str
    text: str
    column: Column | None = None
    scale: StanceScale | None = None
    scale_is_clear: bool = True


def column_of(table: TableName, text: str) -> str | None:
    """Return the column of the schema that a header means, or None.

    Examples
    --------
    >>> column_of("contacts", "立场（-5 至 5）"), column_of("contacts", "职位"), column_of("team", "age")
    ('stance', 'title', None)
    """
    header = _read_header(table, text)
    return None if header.column is None else header.name


def names_a_column(table: TableName, text: str) -> bool:
    """Return whether a header means a column of the schema.

    Examples
    --------
    >>> names_a_column("contacts", "Stance (-5..+5)"), names_a_column("contacts", "职位"), names_a_column("team", "age")
    (True, True, False)
    """
    return column_of(table, text) is not None


def read_headers(name: TableName, where: str, texts: Sequence[str]) -> tuple[list[Header], list[Failure]]:
    """Return what the headers of a table mean and what is wrong with them.

    Parameters
    ----------
    name : str
        The table.
    where : str
        The file or table to name in messages.
    texts : sequence of str
        The headers as they were found.

    Warns
    -----
    DataQualityWarning
        Where a header outside the schema looks like a misspelt one.
    """
    failures: list[Failure] = []
    headers = [_read_header(name, str(text)) for text in texts]
    seen: set[str] = set()
    for header in headers:
        codes = [
            ("same_meaning", header.name in seen),
            ("motives_in_contacts", (name, header.name) == ("contacts", "motives")),
            ("unknown_scale", not header.scale_is_clear),
        ]
        for code in (code for code, applies in codes if applies):
            found = fault(code, scales=", ".join(STANCE_SCALES))
            failures.append(found.at(where, 1, "", header.name, header.text, header=header.text))
        seen.add(header.name)
        if header.column is None and (near := _misspelt(name, header.name)):
            warnings.warn(
                f"{where}: column {header.name!r} is not in the schema and is kept as it is; did you mean {near!r}?",
                DataQualityWarning,
                stacklevel=4,  # the caller of the public reader that calls read_tables
            )
    strangers = [header.text for header in headers if header.column is None]
    absent = [column for column in SCHEMA[name].columns.values() if column.required and column.name not in seen]
    return headers, [*failures, *(_missing_column(column, where, strangers) for column in absent)]


def _missing_column(column: Column, where: str, strangers: Sequence[str]) -> Failure:
    known = tuple(dict.fromkeys((column.name, column.en, column.zh, *column.words)))
    near = dict.fromkeys(stranger for word in known for stranger in near_words(word, strangers))
    found = fault("column_missing", known=", ".join(known), near=offer([*near][:3]))
    return found.at(where, 1, "", column.name, header=column.zh)


def _misspelt(table: TableName, text: str) -> str | None:
    """Return the header of the schema that a header outside it looks like."""
    near = difflib.get_close_matches(normalize_word(text), list(SCHEMA[table].headers), n=1, cutoff=_MISSPELT)
    return near[0] if near else None


def _read_header(table: TableName, text: str) -> Header:
    spec = SCHEMA[table]
    folded = normalize_word(text)
    if folded in spec.headers:
        return Header(spec.headers[folded], text, spec.columns[spec.headers[folded]])
    plain = unicodedata.normalize("NFKC", text).strip()
    bracketed = _BRACKETED.fullmatch(plain)
    match = bracketed or _BARE_SCALE.fullmatch(plain)
    if match is not None and spec.headers.get(normalize_word(match["base"])) == "stance":
        scale = read_scale(match["inside"])
        if bracketed is not None or scale is not None:
            return Header("stance", text, spec.columns["stance"], scale, scale is not None)
    return Header(text.strip(), text)
