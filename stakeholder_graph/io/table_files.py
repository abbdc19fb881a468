"""Which file of a folder holds which table."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from stakeholder_graph.errors import DataQualityWarning, Failure, FileFormatError, close_matches, did_you_mean
from stakeholder_graph.model.failures import fault, offer
from stakeholder_graph.vocabulary.terms import normalize_word

if TYPE_CHECKING:
    from pathlib import Path

    from stakeholder_graph.model.schema import TableName

__all__ = ["TABLE_FILES", "find_table_files", "table_in_file"]

SUFFIX = ".csv"

# The names under which a table is looked for, without the ending; the first is the one that is written.
TABLE_FILES: dict[TableName, tuple[str, ...]] = {
    "contacts": ("contacts", "联系人"),
    "influences": ("influences", "影响"),
    "motives": ("motives", "动机"),
    "team": ("team", "我方团队"),
    "relationships": ("relationships", "关系"),
    "account": ("account", "客户"),
}
_TABLE_OF = {normalize_word(word): table for table, words in TABLE_FILES.items() for word in words}


def table_in_file(file_name: str) -> TableName | None:
    """Return the table that a file of this name holds, or None.

    Examples
    --------
    >>> table_in_file("Contacts.CSV"), table_in_file("我方团队.csv"), table_in_file("contacts.csv.gz")
    ('contacts', 'team', None)
    """
    folded = normalize_word(file_name)
    return _TABLE_OF.get(folded.removesuffix(SUFFIX)) if folded.endswith(SUFFIX) else None


def find_table_files(folder: Path) -> tuple[dict[TableName, Path], list[Failure]]:
    """Return the files of a folder that hold tables, in the order of the schema, and what is wrong with the folder.

    Parameters
    ----------
    folder : pathlib.Path
        Only the folder itself is searched, not the folders in it.

    Raises
    ------
    FileFormatError
        If there is no such folder.

    Warns
    -----
    DataQualityWarning
        For every other .csv file, which is not read.
    """
    _require_folder(folder)
    found: dict[TableName, list[Path]] = {table: [] for table in TABLE_FILES}
    strays: list[str] = []
    for path in sorted(folder.iterdir()):
        table = table_in_file(path.name)
        if table is not None:
            found[table].append(path)
        elif path.suffix.casefold() == SUFFIX:
            strays.append(path.name)
    for stray in strays:
        hint = did_you_mean(stray.casefold(), _file_names())
        text = f"{folder.name}: {stray} is the name of no table and is not read.{hint}"
        warnings.warn(text, DataQualityWarning, stacklevel=3)  # the caller of the public reader
    failures: list[Failure] = []
    if not found["contacts"]:
        near = dict.fromkeys(near for name in TABLE_FILES["contacts"] for near in close_matches(name + SUFFIX, strays))
        failures.append(fault("no_contacts_file", folder=folder.name, near=offer([*near][:3])).at("contacts.csv"))
    for paths in found.values():
        failures += [fault("second_file", first=paths[0].name).at(path.name) for path in paths[1:]]
    return {table: paths[0] for table, paths in found.items() if paths}, failures


def _require_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    code = "file_not_folder" if folder.exists() else "no_folder"
    raise FileFormatError([fault(code).at(str(folder))])


def _file_names() -> list[str]:
    return [word + SUFFIX for words in TABLE_FILES.values() for word in words]
