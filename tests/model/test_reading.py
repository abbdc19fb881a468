from __future__ import annotations

import networkx as nx
import pytest

from stakeholder_graph.errors import DataQualityWarning, Failure, SchemaError
from stakeholder_graph.model.headers import names_a_column
from stakeholder_graph.model.reading import RawTable, read_tables, unknown_columns
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
        ("stance (0-7)", True),  # of the stance, though on no known scale: it is refused when read
        ("立场(-5~5)", True),
        ("立场（-5 至 5）", True),
        ("level (0-10)", False),
        ("stance 0-10", True),
        ("stance 0-7", False),
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


@pytest.mark.parametrize(
    "inside", ["-5~5", "-5 ～ 5", "-5 to 5", "-5 至 5", "-5到5", "-5–5", "-5—+5", "−5..5", "-5...5分"]
)
@pytest.mark.parametrize("header", ["立场({})", "立场（{}）", "stance [{}]", "Stance {}", "态度：{}"])
def test_the_ends_of_a_scale_may_be_joined_in_many_ways(header, inside):
    assert contact(header.format(inside), "-3") == {"contact_id": "a", "stance": -0.6}


@pytest.mark.parametrize("header", ["立场(0-7)", "stance (our view)", "立场（）", "stance (5..-5)"])
def test_a_stance_on_no_known_scale_is_refused_and_the_scales_are_named(header):
    with pytest.raises(SchemaError) as caught:
        contact(header, "3")
    found = caught.value.failures.iloc[0]
    assert (found["row"], found["column"], found["problem"]) == (1, "stance", "a stance on no known scale")
    assert "-1..1, -5..5, 0-10, 0-100, 1-5" in found["cure"]


@pytest.mark.parametrize("word", ["未知", "?", "unknown", "不详", "N/A", "", None, ["?"], [None], []])
def test_a_role_that_is_not_known_is_no_role(word):
    assert contact("roles", word) == {"contact_id": "a"}


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset])
def test_a_collection_of_role_words_reads_like_one_cell(kind):
    assert contact("roles", kind(["Economic Buyer", "user"])) == {
        **contact("roles", "Economic Buyer;user"),
        "raw_role": "Economic Buyer;user",
    }


@pytest.mark.parametrize(
    ("header", "value", "words"),
    [
        ("角色", "技术把关", "是否想填“技术把关者”"),
        ("立场", "支持者", "是否想填“支持”？"),
        ("立场", "不支持", "是否想填“反对”？"),
        ("关系", "初步建交", "是否想填“初步建立”？"),
        ("关系", "信任中", "以下之一：无、初步建立、认识、熟悉、信任、信赖"),
        ("关系", "acquaintd", "是否想填“acquainted”？"),
        ("层级", "高", "请填写不小于 1 的整数。"),
        ("最近联系", "3/4/2026", "请填写日期，例如 2026-03-31。"),
        ("汇报给", "王总", "请添加该联系人，或更正编号。"),
    ],
)
def test_a_chinese_reader_is_told_in_chinese_what_to_type(header, value, words):
    with pytest.raises(SchemaError) as caught:
        contact(header, value)
    found = caught.value.table("zh").iloc[0]
    assert (found["column"], found["value"]) == (header, value)
    assert words in found["cure"]


def test_a_failure_without_a_header_in_the_file_bears_the_chinese_one():
    with pytest.raises(SchemaError) as caught:
        read_tables({"contacts": table(["姓名"], ["a"])})
    assert caught.value.table("zh").loc[0, ["column", "problem"]].tolist() == ["联系人编号", "缺少此列"]
    assert caught.value.failures.loc[0, "column"] == "contact_id"


def test_a_header_that_may_be_the_missing_one_is_offered():
    with (
        pytest.warns(DataQualityWarning, match="did you mean 'contact id'"),
        pytest.raises(SchemaError, match="Did you mean 'contact_idd'"),
    ):
        read_tables({"contacts": table(["contact_idd"], ["a"])})


def test_columns_outside_the_schema_are_listed():
    G = nx.DiGraph()
    tables = {
        "contacts": table(["contact_id", "x", "城市", "blank"], ["a", "1", "", ""], ["b", "", "北京", ""]),
        "team": table(["teammate_id", "phone"], ["t", "1"], where="team"),
    }
    fill_graph(G, read_tables(tables))
    assert unknown_columns(G) == {"contacts": ("x", "城市"), "team": ("phone",)}
