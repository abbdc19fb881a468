from __future__ import annotations

import csv
import datetime as dt
import tempfile
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.errors import SchemaError
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.csv_writing import write_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lone(**attributes):
    G = sg.BuyingCenter()
    G.add_contact("a", **attributes)
    return G


@given(buying_centers())
@slow
def test_what_is_written_reads_back_exactly(G):
    with tempfile.TemporaryDirectory() as place:
        assert nx.utils.graphs_equal(read_csv(write_csv(G, place)), G)


@given(buying_centers())
@settings(slow, max_examples=20)
def test_what_is_written_twice_is_the_same_bytes(G):
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        again = write_csv(read_csv(write_csv(G, first)), second)
        for path in again.iterdir():
            assert path.read_bytes() == (Path(first) / path.name).read_bytes()


@pytest.mark.parametrize("n", [1, 2, 7, 25, 120])
@pytest.mark.parametrize("seed", [0, 1])
def test_random_accounts_read_back_exactly(tmp_path, n, seed):
    G = sg.random_buying_center(n, seed)
    assert nx.utils.graphs_equal(read_csv(write_csv(G, tmp_path)), G)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_read_back_exactly(tmp_path, name):
    G = read_csv(sample_folder(name))
    assert nx.utils.graphs_equal(read_csv(write_csv(G, tmp_path)), G)


@pytest.mark.parametrize(
    "identity",
    ["001", "1.0", "NA", "nan", "None", "null", "TRUE", "1e5", "2026-01-02", "a;b", "a,b", 'a"b', "a\nb", "李", "?"],
)
def test_ids_stay_text_and_stay_as_they_are(tmp_path, identity):
    G = sg.BuyingCenter()
    G.add_contact(identity)
    G.add_contact("other", reports_to=identity)
    G.add_influence(identity, "other", 0.5)
    assert nx.utils.graphs_equal(read_csv(write_csv(G, tmp_path)), G)


@pytest.mark.parametrize(
    "text", ["a\r\nb", "a\rb", "a\nb", 'say "no"', '"', ",", ";", "a\tb", "x\u2028y", "x\x0by", "𠮷野家", "🙂"]
)
def test_texts_with_separators_and_line_ends_stay_as_they_are(tmp_path, text):
    G = lone(name=text, own=text)
    assert read_csv(write_csv(G, tmp_path)).nodes["a"] == {"name": text, "own": text}


@pytest.mark.parametrize("number", [0.1, 1 / 3, -0.5, -1, 5e-324, 1e-300, np.float64(0.3), np.float32(0.3)])
def test_numbers_keep_every_digit_and_stay_plain(tmp_path, number):
    G = lone(stance=number)
    folder = write_csv(G, tmp_path)
    assert read_csv(folder).nodes["a"]["stance"] == number
    assert "'" not in (folder / "contacts.csv").read_text(encoding="utf-8-sig")


def test_extras_that_are_no_text_come_back_as_text(tmp_path):
    G = lone(age=41, delta=-0.5, seen=dt.date(2026, 1, 2), tags=("x", "y"), fan=True, other=["p"])
    expected = {"age": "41", "delta": "-0.5", "seen": "2026-01-02", "tags": "x;y", "fan": "true", "other": "['p']"}
    assert read_csv(write_csv(G, tmp_path)).nodes["a"] == expected


def test_what_is_unknown_is_left_out(tmp_path):
    G = nx.DiGraph()
    G.add_node("a", name=None, stance=float("nan"), roles=(), extra="", motives=())
    assert read_csv(write_csv(G, tmp_path)).nodes["a"] == {}


def test_text_loses_the_spaces_around_it(tmp_path):
    assert read_csv(write_csv(lone(name=" Li Na ", own="\u3000x"), tmp_path)).nodes["a"] == {
        "name": "Li Na",
        "own": "x",
    }


def test_ids_with_spaces_around_them_are_refused():
    with pytest.raises(SchemaError, match="spaces around an id"):
        lone().add_contact(" a")


@pytest.mark.parametrize(
    ("table", "attribute"),
    [
        ("contacts", "position"),
        ("contacts", "ID"),
        ("contacts", "stance (0-10)"),
        ("contacts", "立场"),
        ("contacts", ""),
        ("contacts", " x"),
        ("contacts", "a;b"),
        ("contacts", "a\tb"),
        ("account", "date"),
        ("influences", "from"),
        ("team", "职务"),
        ("relationships", "step"),
        ("motives", "motive"),
    ],
)
def test_an_attribute_that_would_be_read_as_something_else_is_refused(tmp_path, table, attribute):
    G = lone()
    G.add_contact("b")
    G.add_teammate("t")
    G.add_influence("a", "b", 0.5)
    G.add_relationship("t", "a")
    G.add_motive("a", "personal")
    place = {
        "contacts": G.nodes["a"],
        "account": G.graph,
        "influences": G.edges["a", "b"],
        "team": G.nodes["t"],
        "relationships": G.edges["t", "a"],
        "motives": {**G.nodes["a"]["motives"][0]},
    }[table]
    place[attribute] = "x"
    if table == "motives":
        G.nodes["a"]["motives"] = (place,)
    with pytest.raises(SchemaError, match="would be read as something else") as caught:
        write_csv(G, tmp_path / "new")
    assert caught.value.failures.loc[0, "where"] == table
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * csv.field_size_limit()])
def test_text_that_no_file_can_give_back_is_refused(tmp_path, text):
    with pytest.raises(SchemaError, match=r"no text file can hold|too long"):
        write_csv(lone(name=text), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_the_longest_text_that_fits_comes_back(tmp_path):
    text = "x" * (csv.field_size_limit() - 1)
    assert read_csv(write_csv(lone(name=text), tmp_path)).nodes["a"]["name"] == text
