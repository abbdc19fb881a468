from __future__ import annotations

import concurrent.futures
import copy
import multiprocessing
import pickle
import subprocess
import sys

import pandas as pd
import pytest

from stakeholder_graph import errors
from stakeholder_graph.errors import (
    DataQualityWarning,
    Failure,
    FileFormatError,
    MissingDependencyError,
    MissingGlyphWarning,
    OptionError,
    SchemaError,
    StakeholderGraphError,
    UnknownContactError,
    UnknownRoleError,
    UnknownTermError,
    close_matches,
    did_you_mean,
    failure_table,
)
from stakeholder_graph.io.decoding import UnreadableFileError
from stakeholder_graph.model.cells import CellError
from stakeholder_graph.model.failures import fault

FAILURE = Failure("contacts.csv", 3, "a", "stance", "9", "outside its range", "Give a number in [-1, 1].")
PLACELESS = Failure("graph", None, "", "", "", "not directed", "Use a DiGraph.")
ERRORS = [
    StakeholderGraphError("x"),
    SchemaError([FAILURE, PLACELESS]),
    FileFormatError([FAILURE]),
    UnknownContactError("coo1", ["coo", "cfo"]),
    UnknownTermError("stage", "evaluat", ("evaluate", "select")),
    UnknownRoleError("role", "usr", ("user",)),
    MissingDependencyError("ipykernel", "notebook"),
    OptionError("draws", 0, "a whole number of at least 1"),
    DataQualityWarning("x"),
    MissingGlyphWarning("x"),
    CellError(fault("not_number", allowed="c")),
    UnreadableFileError(fault("header_only"), 3),
]


@pytest.fixture(scope="module")
def pool():
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        yield executor


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_pickling(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_cross_processes(pool, error):
    again = pool.submit(copy.copy, error).result(timeout=60)
    assert type(again) is type(error)
    assert str(again) == str(error)


@pytest.mark.parametrize(
    ("kind", "parents"),
    [
        (SchemaError, (StakeholderGraphError, ValueError)),
        (FileFormatError, (SchemaError, ValueError)),
        (UnknownContactError, (StakeholderGraphError, KeyError)),
        (UnknownTermError, (StakeholderGraphError, ValueError)),
        (UnknownRoleError, (UnknownTermError,)),
        (MissingDependencyError, (StakeholderGraphError, ImportError)),
        (OptionError, (StakeholderGraphError, ValueError)),
        (DataQualityWarning, (UserWarning,)),
        (MissingGlyphWarning, (UserWarning,)),
    ],
)
def test_errors_are_also_what_python_calls_them(kind, parents):
    assert all(issubclass(kind, parent) for parent in parents)


def test_all_errors_are_public():
    assert {type(error).__name__ for error in ERRORS[:10]} <= {*errors.__all__}


def test_the_failures_of_an_error_are_a_table():
    table = SchemaError([FAILURE, PLACELESS]).failures
    assert [*table.columns] == ["where", "row", "id", "column", "value", "problem", "cure"]
    assert table["row"].dtype == "Int64"
    assert table["row"].tolist() == [3, pd.NA]
    assert table.loc[0, "cure"] == "Give a number in [-1, 1]."


def test_no_failures_are_an_empty_table_with_all_columns():
    table = failure_table([])
    assert table.empty
    assert table["row"].dtype == "Int64"


def test_a_failure_is_one_line():
    assert str(FAILURE) == (
        "contacts.csv, row 3 [a] stance = '9': outside its range. Give a number in [-1, 1]."
    )  # fmt: skip
    assert str(PLACELESS) == "graph: not directed. Use a DiGraph."


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 problem found"), (2, "2 problems found"), (20, "20 problems found")]
)
def test_an_error_lists_its_failures(count, words):
    text = str(SchemaError([FAILURE] * count))
    assert text.startswith(words)
    assert len(text.splitlines()) == 1 + count


def test_an_error_does_not_fill_more_than_a_screen():
    text = str(SchemaError([FAILURE] * 30))
    assert len(text.splitlines()) == 22
    assert text.endswith("... and 10 more; all of them are in the .failures table.")


def test_an_unknown_contact_is_named_with_the_close_ones():
    error = UnknownContactError("coo1", ["coo", "cfo"])
    assert str(error) == "there is no contact 'coo1' in the graph. Did you mean 'coo'?"
    assert (error.contact, error.known) == ("coo1", ("cfo", "coo"))
    assert str(UnknownContactError(7)) == "there is no contact 7 in the graph."


def test_an_unknown_term_is_named_with_all_that_is_allowed():
    error = UnknownTermError("stage", "selct", ("evaluate", "select"))
    assert str(error) == "'selct' is no stage. Did you mean 'select'? Allowed: evaluate, select."


def test_a_missing_package_comes_with_the_command_that_installs_it():
    error = MissingDependencyError("ipykernel", "notebook")
    assert str(error) == "ipykernel is not installed. Install it with: pip install 'stakeholder-graph[notebook]'"


def test_an_option_out_of_range_says_what_is_allowed():
    error = OptionError("draws", 0, "a whole number of at least 1")
    assert str(error) == "draws=0 is not allowed. Give a whole number of at least 1."


def test_close_matches_come_closest_first_and_are_few():
    assert close_matches("cfo", ["coo", "cfo1", "xyz", "cfo2", "cfoo"])[0] in ("cfo1", "cfo2", "cfoo")
    assert len(close_matches("a1", ["a2", "a3", "a4", "a5"])) <= 3
    assert close_matches("zzz", ["abc"]) == ()
    assert did_you_mean("zzz", ["abc"]) == ""
    assert did_you_mean("ab1", ["ab2"]) == " Did you mean 'ab2'?"
    assert did_you_mean("ab1", ["ab2", "ab3"]).count("' or '") == 1


def test_the_errors_load_nothing_heavy():
    code = (
        "import sys, importlib.util as u; s = u.spec_from_file_location('e', sys.argv[1]); m = u.module_from_spec(s); "
    )
    code += "sys.modules['e'] = m; s.loader.exec_module(m); print('pandas' in sys.modules, 'networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, errors.__file__], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_of_thousands_of_words_the_close_ones_are_still_found():
    words = [f"c{number:05d}" for number in range(8000)]
    assert close_matches("c0123x4", words)[0] == "c01234"
    assert close_matches("x04321", words)[0] == "c04321"
