from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
import warnings

import networkx as nx
import pytest
from analysis.graphs import snapshot
from hypothesis import HealthCheck, given, settings, strategies as st
from model.strategies import AS_OF, buying_centers

import stakeholder_graph as sg
from stakeholder_graph.errors import DataQualityWarning, FileFormatError, OptionError, SchemaError
from stakeholder_graph.io.samples import sample_folder
from stakeholder_graph.io.snapshots import read_snapshots, write_snapshot

slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = dt.date(2026, 3, 31)
BANK = sample_folder("bank_mainframe")


def lone(**account):
    G = sg.BuyingCenter(**account)
    G.add_contact("a", stance=0.5)
    return G


def put(place, name, text="contact_id\na\n", table="contacts.csv"):
    (place / name).mkdir(exist_ok=True)
    (place / name / table).write_text(text, encoding="utf-8")


def failures_of(place):
    with pytest.raises(SchemaError) as caught:
        read_snapshots(place)
    return caught.value.failures


# ---------------------------------------------------------------- there and back


@given(buying_centers(), st.dates(AS_OF, dt.date(2099, 12, 31)))
@slow
def test_what_is_written_reads_back_exactly(G, later):
    H = G.copy()
    H.graph["as_of"] = later
    with tempfile.TemporaryDirectory() as place:
        write_snapshot(G, place)
        write_snapshot(G, place, as_of=later, overwrite=True)
        found = read_snapshots(place)
    assert list(found) == sorted({AS_OF, later})
    assert nx.utils.graphs_equal(found[later], H)
    assert later == AS_OF or nx.utils.graphs_equal(found[AS_OF], G)


def test_snapshots_come_in_the_order_of_their_dates(tmp_path):
    days = [dt.date(2026, 1, 31), dt.date(2025, 12, 31), dt.date(2026, 10, 1), dt.date(999, 1, 1)]
    for day in days:
        assert write_snapshot(lone(), tmp_path, as_of=day).name == day.isoformat()
    assert list(read_snapshots(tmp_path)) == sorted(days)


def test_the_argument_does_not_change(tmp_path):
    G = lone(as_of=DAY)
    before = snapshot(G)
    write_snapshot(G, tmp_path, as_of=dt.date(2026, 6, 30))
    assert snapshot(G) == before


def test_a_time_is_its_day(tmp_path):
    place = write_snapshot(lone(), tmp_path, as_of=dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC))
    assert place == tmp_path / "2026-03-31"


def test_a_snapshot_is_replaced_only_where_that_is_said(tmp_path):
    place = write_snapshot(lone(as_of=DAY), tmp_path)
    again = lone(as_of=DAY)
    again.nodes["a"]["stance"] = -1.0
    with pytest.raises(FileFormatError, match="overwrite=True") as caught:
        write_snapshot(again, tmp_path)
    assert caught.value.failures.loc[0, "where"] == "2026-03-31"
    assert read_snapshots(tmp_path)[DAY].nodes["a"]["stance"] == 0.5
    assert write_snapshot(again, tmp_path, overwrite=True) == place
    assert read_snapshots(tmp_path)[DAY].nodes["a"]["stance"] == -1.0


def test_a_folder_without_tables_is_free(tmp_path):
    (tmp_path / "2026-03-31").mkdir()
    (tmp_path / "2026-03-31" / "notes.txt").write_text("x", encoding="utf-8")
    assert list(read_snapshots(write_snapshot(lone(as_of=DAY), tmp_path).parent)) == [DAY]


def test_without_a_date_nothing_is_written(tmp_path):
    with pytest.raises(OptionError, match="as_of"):
        write_snapshot(lone(), tmp_path / "new")
    with pytest.raises(OptionError, match="as_of"):
        write_snapshot(lone(), tmp_path / "new", as_of="2026-03-31")
    assert not (tmp_path / "new").exists()


def test_what_is_dated_after_the_snapshot_is_not_written(tmp_path):
    G = lone(as_of=DAY)
    G.nodes["a"]["last_contact"] = DAY
    with pytest.raises(SchemaError, match="in the future"):
        write_snapshot(G, tmp_path / "new", as_of=dt.date(2026, 3, 30))
    assert not (tmp_path / "new").exists()


# ---------------------------------------------------------------- dates and names


def test_a_date_that_is_not_given_is_that_of_the_folder(tmp_path):
    put(tmp_path, "2026-03-31")
    assert read_snapshots(tmp_path)[DAY].graph == {"as_of": DAY}


def test_a_date_that_is_given_must_be_that_of_the_folder(tmp_path):
    put(tmp_path, "2026-03-31")
    put(tmp_path, "2026-03-31", "截至日期\n2026-04-01\n", "客户.csv")
    found = failures_of(tmp_path)
    assert found.loc[0, ["where", "column", "value"]].tolist() == ["2026-03-31/account", "as_of", "2026-04-01"]
    assert found.loc[0, "cure"] == "Give 2026-03-31, or rename the folder to 2026-04-01."
    with pytest.raises(FileFormatError) as caught:
        read_snapshots(tmp_path)
    told = caught.value.table("zh").loc[0, ["column", "cure"]].tolist()
    assert told == ["截至日期", "请改为 2026-03-31，或把文件夹改名为 2026-04-01。"]


def test_what_is_dated_after_the_folder_is_refused(tmp_path):
    put(tmp_path, "2026-03-31", "contact_id,last_contact\na,2026-04-01\n")
    found = failures_of(tmp_path)
    assert found.loc[0, ["where", "column", "problem"]].tolist() == [
        "2026-03-31/contacts",
        "last_contact",
        "in the future",
    ]


def test_the_failures_of_all_snapshots_are_told_at_once(tmp_path):
    put(tmp_path, "2026-03-31", "contact_id,stance\na,7\n")
    put(tmp_path, "2026-02-30")
    put(tmp_path, "2026-01-31", "", "contacts.csv")
    put(tmp_path, "2025-12-31")
    found = failures_of(tmp_path)
    assert found[["where", "problem"]].to_numpy().tolist() == [
        ["2026-02-30", "no day of the calendar"],
        ["2026-01-31/contacts.csv", "the file is empty"],
        ["2026-03-31/contacts.csv", "outside its range"],
    ]


def test_wrong_contents_are_no_wrong_form(tmp_path):
    put(tmp_path, "2026-03-31", "contact_id,stance\na,7\n")
    with pytest.raises(SchemaError) as caught:
        read_snapshots(tmp_path)
    assert not isinstance(caught.value, FileFormatError)


@pytest.mark.parametrize("name", ["latest", "2026-3-31", "20260331", "２０２６-03-31", "2026-03-31b"])
def test_a_folder_that_is_named_after_no_date_is_left_out_and_that_is_said(tmp_path, name):
    put(tmp_path, "2026-03-31")
    put(tmp_path, name)
    with pytest.warns(DataQualityWarning, match=name) as caught:
        assert list(read_snapshots(tmp_path)) == [DAY]
    assert caught[0].filename == __file__


def test_files_and_hidden_folders_are_left_alone(tmp_path):
    put(tmp_path, "2026-03-31")
    put(tmp_path, ".git")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    (tmp_path / "2026-06-30").write_text("a file, no folder", encoding="utf-8")
    assert list(read_snapshots(str(tmp_path))) == [DAY]


def test_a_folder_without_snapshots_is_refused_with_a_cure(tmp_path):
    for place, problem in ((tmp_path, "no snapshot in it"), (tmp_path / "no", "no such folder"), (__file__, "no such")):
        with pytest.raises(FileFormatError, match=problem) as caught:
            read_snapshots(place)
        assert "2026-03-31" in caught.value.failures.loc[0, "cure"]


def test_the_scale_of_the_stances_is_named_by_the_caller(tmp_path):
    put(tmp_path, "2026-03-31", "contact_id,stance\na,-5\n")
    assert read_snapshots(tmp_path, stance_scale="-5..5")[DAY].nodes["a"]["stance"] == -1.0


# ---------------------------------------------------------------- the snapshots of the sample


@pytest.fixture(scope="module")
def bank():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return read_snapshots(BANK / "snapshots")


def test_the_last_snapshot_is_the_sample_itself(bank):
    assert nx.utils.graphs_equal(bank[dt.date(2026, 6, 30)], sg.read_csv(BANK))
    for path in BANK.glob("*.csv"):
        assert (BANK / "snapshots" / "2026-06-30" / path.name).read_bytes() == path.read_bytes()


def test_the_counts_are_as_the_readme_says(bank):
    text = (BANK / "README.md").read_text(encoding="utf-8")
    stated = re.findall(r"\| `snapshots/([\d-]+)` \| \S+ \| (\d+) \| (\d+) \| (\d+) \|", text)
    found = [(day.isoformat(), len(G.contacts), len(G.influences), len(G.relationships)) for day, G in bank.items()]
    assert [(day, *map(int, counts)) for day, *counts in stated] == found


def test_the_snapshots_are_in_chinese_without_blanks():
    for path in (BANK / "snapshots").rglob("*.csv"):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert {*re.findall(r"[A-Za-z]{2,}", data.decode("utf-8-sig"))} <= {"CNY"}
        records = [*csv.reader(data.decode("utf-8-sig").splitlines())]
        assert {len(record) for record in records} == {len(records[0])}, path
        assert all(cell == cell.strip() for record in records for cell in record), path
        assert all(any(column) for column in zip(*records[1:], strict=True)), path


def test_the_story_of_the_snapshots(bank):
    first, second, last = bank.values()
    assert [G.graph["stage"] for G in bank.values()] == ["recognise", "specify", "evaluate"]
    assert [G.nodes["006"]["stance"] for G in bank.values()] == [0.3, -0.2, -0.2]
    assert [G.nodes["004"]["stance"] for G in bank.values()] == [0.1, 0, -0.5]
    assert [G.nodes["010"]["stance"] for G in bank.values()] == [-0.3, 0.1, 0.6]
    assert (first.nodes["019"]["status"], second.nodes["019"]["status"], "019" in last) == ("active", "left", False)
    assert ("013" in first, second.nodes["013"]["status"], last.nodes["013"]["name"]) == (
        False,
        "placeholder",
        "严正明",
    )
    assert [G.edges["004", "010"]["sign"] for G in bank.values()] == [1, 1, -1]


def test_every_date_lies_before_that_of_its_snapshot(bank):
    for day, G in bank.items():
        rows = [*G.nodes.values(), *G.edges.values(), *(m for d in G.nodes.values() for m in d.get("motives", ()))]
        dates = [value for row in rows for value in row.values() if isinstance(value, dt.date)]
        assert len(dates) > 40
        assert max(dates) <= day
