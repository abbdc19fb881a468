from __future__ import annotations

import networkx as nx
import pytest

from stakeholder_graph.errors import DataQualityWarning, Failure, SchemaError
from stakeholder_graph.model.reading import RawTable, names_a_column, read_tables
from stakeholder_graph.model.rows import fill_graph


def table(header, *rows, where="contacts.csv"):
    return RawTable(where, header, rows, range(2, len(rows) + 2))


def contact(header, cell):
    """Read one contact with one more cell."""
    return read_tables({"contacts": table(["contact_id", header], ["a", cell])})["contacts"][0].cells


@pytest.mark.parametrize(
    ("word", "cells"),
    [
        ("decision_maker", {"roles": ("decision_maker",)}),
        ("Decision Maker", {"roles": ("decision_maker",)}),
        ("拍板人", {"roles": ("decision_maker",)}),
        ("发起人；使用者", {"roles": ("initiator", "user")}),
        ("user; user", {"roles": ("user",)}),
        ("Procurement", {"roles": ("purchaser",)}),
        ("END_USER", {"roles": ("user",)}),
        ("Economic Buyer", {"roles": ("decision_maker",), "authority": ("economic",), "raw_role": "Economic Buyer"}),
        ("EB", {"roles": ("decision_maker",), "authority": ("economic",), "raw_role": "EB"}),
        (
            "BUDGET_HOLDER",
            {"roles": ("decision_maker",), "authority": ("budget",), "raw_role": "BUDGET_HOLDER", "confidence": 0.3},
        ),
        ("Technical Buyer", {"roles": ("expert", "gatekeeper"), "authority": ("veto",), "raw_role": "Technical Buyer"}),
        ("Legal", {"roles": ("gatekeeper",), "authority": ("veto",), "raw_role": "Legal"}),
        ("Executive Sponsor", {"roles": ("influencer",), "sponsor": True, "raw_role": "Executive Sponsor"}),
        ("教练", {"labelled_coach": True, "raw_role": "教练"}),
        ("Champion", {"labelled_coach": True, "stance": 0.8, "stance_confidence": 0.0, "raw_role": "Champion"}),
        ("BLOCKER", {"stance": -0.6, "stance_confidence": 0.0, "raw_role": "BLOCKER"}),
        ("Other", {"raw_role": "Other"}),
        (
            "Champion; user",
            {"roles": ("user",), "labelled_coach": True, "stance": 0.8, "stance_confidence": 0.0,
             "raw_role": "Champion; user"},
        ),
    ],
)  # fmt: skip
def test_a_picklist_word_is_separated_into_our_fields(word, cells):
    assert contact("role", word) == {"contact_id": "a", **cells}


@pytest.mark.parametrize("order", [["contact_id", "role", "stance"], ["stance", "contact_id", "role"]])
@pytest.mark.parametrize("stance", ["0", "0.9", "中立"])
def test_an_explicit_stance_beats_an_implied_one_whatever_the_order_of_columns(order, stance):
    cells = {"contact_id": "a", "role": "Blocker", "stance": stance}
    row = read_tables({"contacts": table(order, [cells[name] for name in order])})["contacts"][0]
    assert row.cells["stance"] == (0.9 if stance == "0.9" else 0)
    assert "stance_confidence" not in row.cells


def test_an_explicit_confidence_in_the_stance_is_kept():
    header = ["contact_id", "role", "stance", "stance_confidence"]
    row = read_tables({"contacts": table(header, ["a", "Champion", "0.1", "0.7"])})["contacts"][0]
    assert (row.cells["stance"], row.cells["stance_confidence"]) == (0.1, 0.7)


def test_explicit_cells_beat_what_a_word_implies():
    header = ["contact_id", "role", "coach", "authority", "raw_role"]
    row = read_tables({"contacts": table(header, ["a", "Coach;EB", "no", "veto", "mine"])})["contacts"][0]
    assert row.cells["labelled_coach"] is False
    assert row.cells["authority"] == ("veto",)
    assert row.cells["raw_role"] == "mine"


def test_an_unknown_role_offers_the_close_ones():
    with pytest.raises(SchemaError) as caught:
        contact("role", "decision-makr")
    assert "Did you mean 'decision_maker'?" in caught.value.failures.loc[0, "cure"]


@pytest.mark.parametrize("header", ["Contact ID", "contact-id", "ＣＯＮＴＡＣＴ＿ＩＤ", " 编号 ", "Record ID", "ID"])
def test_headers_may_be_written_in_many_ways(header):
    rows = read_tables({"contacts": table([header], ["a"])})
    assert rows["contacts"][0].cells == {"contact_id": "a"}


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("stance (0-10)", True),
        ("Stance [-5..+5]", True),
        ("立场（0-100）", True),
        ("stance (1-5)", True),
        ("stance (0-7)", False),
        ("level (0-10)", False),
        ("stance 0-10", False),
        ("age", False),
    ],
)
def test_which_headers_mean_a_column(header, known):
    assert names_a_column("contacts", header) is known


def test_failures_of_the_caller_come_with_the_others():
    mine = Failure("team.csv", None, "", "", "", "burnt", "Print it again.")
    with pytest.raises(SchemaError) as caught:
        read_tables({"contacts": table(["contact_id", "stance"], ["a", "9"])}, failures=[mine])
    assert caught.value.failures["problem"].tolist() == ["burnt", "outside its range"]


def test_failures_of_the_caller_alone_are_raised():
    mine = Failure("team.csv", None, "", "", "", "burnt", "Print it again.")
    with pytest.raises(SchemaError, match="burnt"):
        read_tables({"contacts": table(["contact_id"], ["a"])}, failures=[mine])


def test_without_contacts_there_is_one_failure_and_no_reference_is_judged():
    ties = table(["source", "target", "weight"], ["a", "b", "0.5"], where="ties")
    with pytest.raises(SchemaError) as caught:
        read_tables({"influences": ties})
    assert caught.value.failures["problem"].tolist() == ["there is no table of contacts"]


@pytest.mark.parametrize("header", [["name"], ["id", "contact_id"]])
def test_where_ids_are_missing_or_doubtful_no_reference_is_judged(header):
    ties = table(["source", "target", "weight"], ["a", "b", "0.5"], where="ties")
    with pytest.raises(SchemaError) as caught:
        read_tables({"contacts": table(header, ["x"] * len(header)), "influences": ties})
    assert caught.value.failures["where"].tolist() == ["contacts.csv"]


def test_a_table_that_could_not_be_read_is_not_judged():
    tables = {
        "contacts": table(["contact_id"], ["a"]),
        "relationships": table(["teammate", "contact"], ["t", "a"], ["t", "z"], where="relationships.csv"),
    }
    with pytest.raises(SchemaError) as caught:
        read_tables(tables, unreadable=["team"])
    assert caught.value.failures[["column", "value"]].to_numpy().tolist() == [["contact", "z"]]


def test_without_a_team_every_teammate_is_missed():
    tables = {
        "contacts": table(["contact_id"], ["a"]),
        "relationships": table(["teammate", "contact"], ["t", "a"], where="relationships.csv"),
    }
    with pytest.raises(SchemaError, match="no such teammate"):
        read_tables(tables)


def test_the_id_of_a_bad_row_is_named_even_if_it_stands_in_the_last_column():
    with pytest.raises(SchemaError) as caught:
        read_tables({"contacts": table(["stance", "level", "contact_id"], ["x", "y", "anna"])})
    assert caught.value.failures["id"].tolist() == ["anna", "anna"]


def test_a_misspelt_header_is_pointed_out():
    with pytest.warns(DataQualityWarning, match="did you mean 'department'"):
        assert contact("departmnt", "x")["departmnt"] == "x"


def test_a_column_side_in_the_team_table_changes_nothing():
    G = nx.DiGraph()
    tables = {
        "contacts": table(["contact_id"], ["a"]),
        "team": table(["teammate_id", "side"], ["t", "ours"], where="team"),
    }
    fill_graph(G, read_tables(tables))
    assert G.nodes["t"] == {"side": "seller"}
