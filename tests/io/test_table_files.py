from __future__ import annotations

import pytest

from stakeholder_graph.errors import FileFormatError
from stakeholder_graph.io.table_files import TABLE_FILES, find_table_files, table_in_file
from stakeholder_graph.model.schema import TABLES


def test_every_table_has_a_file_name_in_both_languages():
    assert tuple(TABLE_FILES) == TABLES
    assert all(len(words) == 2 for words in TABLE_FILES.values())
    assert all(words[0] == table for table, words in TABLE_FILES.items())


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("contacts.csv", "contacts"),
        ("INFLUENCES.Csv", "influences"),
        ("动机.csv", "motives"),
        ("我方团队.CSV", "team"),
        ("关系.csv", "relationships"),
        ("客户.csv", "account"),
        ("ｃontacts.csv", "contacts"),
        ("contacts.txt", None),
        ("contacts", None),
        ("contacts.csv.gz", None),
        ("my contacts.csv", None),
        (".csv", None),
    ],
)
def test_the_table_of_a_file(name, table):
    assert table_in_file(name) == table


def test_files_are_found_in_the_order_of_the_schema(tmp_path):
    for name in ("account", "team", "contacts", "influences"):
        (tmp_path / f"{name}.csv").touch()
    files, failures = find_table_files(tmp_path)
    assert [*files] == ["contacts", "influences", "team", "account"]
    assert not failures


def test_an_empty_folder_lacks_contacts(tmp_path):
    files, failures = find_table_files(tmp_path)
    assert not files
    assert [failure.problem for failure in failures] == ["the file is not there"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileFormatError, match="there is no such folder"):
        find_table_files(tmp_path / "x")
