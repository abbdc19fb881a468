from __future__ import annotations

import datetime as dt
import warnings

import pytest

import stakeholder_graph as sg
from stakeholder_graph.errors import DataQualityWarning, FileFormatError, SchemaError, UnknownTermError
from stakeholder_graph.io import csv_reading
from stakeholder_graph.io.csv_reading import read_csv


def folder(place, encoding="utf-8", **tables):
    """Write tables, given as text, into files of those names."""
    for name, text in tables.items():
        data = text if isinstance(text, bytes) else text.encode(encoding)
        (place / f"{name}.csv").write_bytes(data)
    return place


def failures_of(place, **options):
    with pytest.raises(SchemaError) as caught:
        read_csv(place, **options)
    return caught.value.failures


def one_failure(place, **options):
    failures = failures_of(place, **options)
    assert len(failures) == 1, failures.to_string()
    return failures.iloc[0]


TWO = "contact_id,name\na,Anna\nb,Bo\n"

# ---------------------------------------------------------------------- what is right


def test_six_tables_become_one_graph(tmp_path):
    G = read_csv(
        folder(
            tmp_path,
            contacts="contact_id,name,roles,stance,level,joined,influencers_complete,authority\n"
            "001,Li Na,decision_maker;user,-0.5,1,2024-02-03,yes,veto\n002,,,,,,,\n",
            influences="source,target,weight,sign,channel\n002,001,60 %,-1,expertise\n",
            motives="contact,kind,description,direction\n001,personal,a quiet year,0.5\n001,organisational,uptime,1\n",
            team="teammate_id,name\nt,Tom\n",
            relationships="teammate,contact,relationship,last_contact\nt,001,familiar,2026/3/1\n",
            account="account,stage,as_of,amount\nNorthbank,evaluation,2026-06-30,1e6\n",
        )
    )
    assert isinstance(G, sg.BuyingCenter)
    assert G.graph == {"account": "Northbank", "stage": "evaluate", "as_of": dt.date(2026, 6, 30), "amount": 1e6}
    assert G.nodes["001"] == {
        "name": "Li Na",
        "roles": ("decision_maker", "user"),
        "stance": -0.5,
        "level": 1,
        "joined": dt.date(2024, 2, 3),
        "influencers_complete": True,
        "authority": ("veto",),
        "motives": (
            {"kind": "personal", "description": "a quiet year", "direction": 0.5},
            {"kind": "organisational", "description": "uptime", "direction": 1.0},
        ),
    }
    assert G.nodes["002"] == {}
    assert G.nodes["t"] == {"name": "Tom", "side": "seller"}
    assert G.edges["002", "001"] == {"weight": 0.6, "sign": -1, "channel": "expertise"}
    assert G.edges["t", "001"] == {"relationship": "familiar", "last_contact": dt.date(2026, 3, 1)}


def test_contacts_alone_are_enough(tmp_path):
    assert [*read_csv(str(folder(tmp_path, contacts=TWO)))] == ["a", "b"]


def test_chinese_names_headers_and_words(tmp_path):
    folder(
        tmp_path,
        联系人="联系人编号,姓名,决策角色,立场,沟通风格\n001,王伟,决策人；使用者,支持,领导型\n002,李敏,内线,,\n",
        影响="影响者,被影响者,强度,渠道\n002,001,0.4,专业\n",
        动机="联系人,动机类别,动机描述,方向\n001,个人动机,晋升,0.5\n",
        我方团队="编号,姓名\nS1,陆一鸣\n",
        关系="我方成员,联系人,关系阶段,趋势\nS1,001,信任,平稳\n",
        客户="客户,采购阶段,截至日期\n江州银行,寻源与评估,2026年6月30日\n",
    )
    G = read_csv(tmp_path)
    assert G.graph == {"account": "江州银行", "stage": "evaluate", "as_of": dt.date(2026, 6, 30)}
    assert G.nodes["001"]["roles"] == ("decision_maker", "user")
    assert G.nodes["001"]["stance"] == 0.6  # 支持 in the word table
    assert G.nodes["001"]["style"] == "leading"
    assert G.nodes["001"]["motives"][0]["kind"] == "personal"
    assert G.nodes["002"]["labelled_coach"] is True
    assert G.edges["002", "001"] == {"weight": 0.4, "channel": "expertise"}
    assert G.edges["S1", "001"] == {"relationship": "trusted", "trend": "steady"}


@pytest.mark.parametrize("name", ["Contacts.CSV", "CONTACTS.csv", "联系人.csv", "联系人.CSV"])
def test_file_names_in_any_case_and_both_languages(tmp_path, name):
    (tmp_path / name).write_text(TWO, encoding="utf-8")
    assert [*read_csv(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("value", ["NA", "nan", "None", "null", "001", "1.0", "TRUE", "1e3", "#N/A", "-"])
def test_ids_and_names_are_text_whatever_they_look_like(tmp_path, value):
    G = read_csv(folder(tmp_path, contacts=f"contact_id,name\n{value},{value}\n"))
    assert [*G.nodes(data=True)] == [(value, {"name": value})]


@pytest.mark.parametrize("word", ["", " ", "?", "unknown", "N/A", "null", "nan", "未知", "不详"])
def test_words_for_unknown_leave_the_cell_unknown(tmp_path, word):
    G = read_csv(folder(tmp_path, contacts=f"contact_id,stance,level,joined,style\na,{word},{word},{word},{word}\n"))
    assert G.nodes["a"] == {}


def test_columns_outside_the_schema_are_kept_as_text(tmp_path):
    G = read_csv(folder(tmp_path, contacts="contact_id,Shoe size,备用\n001,044,x\n"))
    assert G.nodes["001"] == {"Shoe size": "044", "备用": "x"}


def test_apostrophes_before_formulas_are_taken_away(tmp_path):
    G = read_csv(folder(tmp_path, contacts="contact_id,name,stance\n'=1,''-x,'-0.5\n'b,'tHooft,\n"))
    assert G.nodes["=1"] == {"name": "'-x", "stance": -0.5}
    assert G.nodes["'b"] == {"name": "'tHooft"}


@pytest.mark.parametrize(
    ("header", "scale", "cell"),
    [
        ("stance", "-1..1", "-0.6"),
        ("stance", "-5..5", "-3"),
        ("stance", "0-10", "2"),
        ("stance", "0-100", "20"),
        ("stance", "1-5", "1.8"),
        ("stance (-5..+5)", "-1..1", "-3"),
        ("立场（-5..5）", "-1..1", "-3"),
        ("Stance [0-10]", "-5..5", "2"),
        ("stance", "-5..5", "反对"),
        ("stance", "0-10", "against"),
    ],
)
def test_scales_of_the_stance(tmp_path, header, scale, cell):
    G = read_csv(folder(tmp_path, contacts=f"contact_id,{header}\na,{cell}\n"), stance_scale=scale)
    # every one of them is -.6: -3 of 5; (2*2-10)/10; (2*20-100)/100; (2*1.8-6)/4; the words are in the word table
    assert G.nodes["a"]["stance"] == pytest.approx(-0.6, abs=1e-15)


def test_an_unknown_scale_is_refused(tmp_path):
    with pytest.raises(UnknownTermError, match="stance scale"):
        read_csv(folder(tmp_path, contacts=TWO), stance_scale="0..10")


def test_blank_lines_short_rows_and_empty_columns_do_no_harm(tmp_path):
    text = "\n\ncontact_id,name,,stance,\n\na,Anna,,0.5,\n,,,,\n\nb\n"
    G = read_csv(folder(tmp_path, contacts=text))
    assert [*G.nodes(data=True)] == [("a", {"name": "Anna", "stance": 0.5}), ("b", {})]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(tmp_path, end):
    G = read_csv(folder(tmp_path, contacts=f'contact_id,name{end}a,"x{end}y"{end}b,z{end}'))
    assert [*G.nodes(data="name")] == [("a", f"x{end}y"), ("b", "z")]


def test_a_table_with_a_header_and_no_rows_is_an_empty_table(tmp_path):
    G = read_csv(folder(tmp_path, contacts=TWO, influences="source,target,weight\n"))
    assert G.number_of_edges() == 0


def test_other_files_and_folders_are_left_alone(tmp_path):
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    (tmp_path / "contacts.csv.gz").write_bytes(b"\x1f\x8b")
    (tmp_path / "older").mkdir()
    folder(tmp_path / "older", contacts="broken")
    assert len(read_csv(folder(tmp_path, contacts=TWO))) == 2


def test_an_explicit_stance_beats_the_stance_of_a_word_and_keeps_its_confidence(tmp_path):
    text = "contact_id,role,stance\na,Champion,-0.5\nb,Champion,\nc,Blocker,?\n"
    G = read_csv(folder(tmp_path, contacts=text))
    assert G.nodes["a"] == {"stance": -0.5, "labelled_coach": True, "raw_role": "Champion"}
    # Champion implies +.8 and Blocker -.6, both unverified: confidence 0
    assert G.nodes["b"] == {"stance": 0.8, "stance_confidence": 0.0, "labelled_coach": True, "raw_role": "Champion"}
    assert G.nodes["c"] == {"stance": -0.6, "stance_confidence": 0.0, "raw_role": "Blocker"}


# ---------------------------------------------------------------------- what is wrong, one by one

UNKNOWN_STANCE = "neither a number nor a word for a stance"
BAD_CELLS = [
    ("contacts", "contact_id,roles\na,grand vizier\n", "a", "roles", "grand vizier", "unknown role"),
    ("contacts", "contact_id,roles\na,decison maker\n", "a", "roles", "decison maker", "unknown role"),
    ("contacts", "contact_id,stance\na,lukewarm\n", "a", "stance", "lukewarm", UNKNOWN_STANCE),
    ("contacts", "contact_id,stance\na,1.5\n", "a", "stance", "1.5", "outside its range"),
    ("contacts", "contact_id,stance\na,inf\n", "a", "stance", "inf", UNKNOWN_STANCE),
    ("contacts", "contact_id,stance\na,1e999\n", "a", "stance", "inf", "not a finite number"),
    ("contacts", "contact_id,stance_confidence\na,1\n", "a", "stance_confidence", "1.0", "outside its range"),
    ("contacts", "contact_id,level\na,0\n", "a", "level", "0", "outside its range"),
    ("contacts", "contact_id,level\na,1.5\n", "a", "level", "1.5", "not a whole number"),
    ("contacts", "contact_id,evidence_tier\na,5\n", "a", "evidence_tier", "5", "outside its range"),
    (
        "contacts",
        "contact_id,joined\na,03/04/2026\n",
        "a",
        "joined",
        "03/04/2026",
        "not a date that reads only one way",
    ),
    ("contacts", "contact_id,joined\na,2026-02-30\n", "a", "joined", "2026-02-30", "no day of the calendar"),
    (
        "contacts",
        "contact_id,influencers_complete\na,maybe\n",
        "a",
        "influencers_complete",
        "maybe",
        "not true or false",
    ),
    ("contacts", "contact_id,side\na,middle\n", "a", "side", "middle", "unknown side"),
    ("contacts", "contact_id,side\na,seller\n", "a", "side", "seller", "our own people among the contacts"),
    ("contacts", "contact_id,status\na,asleep\n", "a", "status", "asleep", "unknown status"),
    ("contacts", "contact_id,reports_to\na,z\n", "a", "reports_to", "z", "no such contact"),
    ("contacts", "contact_id,reports_to\na,a\n", "a", "reports_to", "a", "reports to oneself"),
    ("contacts", "contact_id,name\n,Anna\n", "", "contact_id", "", "missing"),
    ("contacts", "contact_id\na\n\na\n", "a", "contact_id", "a", "given twice (first in row 2)"),
    ("influences", "source,target,weight\na,b,0\n", "a -> b", "weight", "0.0", "outside its range"),
    ("influences", "source,target,weight\na,b,1.5\n", "a -> b", "weight", "1.5", "outside its range"),
    ("influences", "source,target,weight\na,b,-0.5\n", "a -> b", "weight", "-0.5", "outside its range"),
    ("influences", "source,target,weight\na,b,NaN\n", "a -> b", "weight", "", "missing"),
    ("influences", "source,target,weight\na,b,\n", "a -> b", "weight", "", "missing"),
    ("influences", "source,target,weight\na,b,strong\n", "a -> b", "weight", "strong", "not a number"),
    ("influences", "source,target,weight\na,b,0.1.2\n", "a -> b", "weight", "0.1.2", "not a number"),
    ("influences", "source,target,weight\na,a,0.5\n", "a -> a", "target", "a", "a tie to oneself"),
    ("influences", "source,target,weight\na,zz,0.5\n", "a -> zz", "target", "zz", "no such contact"),
    ("influences", "source,target,weight\n,a,0.5\n", "? -> a", "source", "", "missing"),
    ("influences", "source,target,weight\na,b,.5\n\na,b,.5\n", "a -> b", "target", "b", "given twice (first in row 2)"),
    ("influences", "source,target,weight,sign\na,b,.5,0\n", "a -> b", "sign", "0", "not one of its values"),
    ("influences", "source,target,weight,channel\na,b,.5,magic\n", "a -> b", "channel", "magic", "unknown channel"),
    ("influences", "source,target,weight,confidence\na,b,.5,1\n", "a -> b", "confidence", "1.0", "outside its range"),
    ("motives", "contact,kind\nz,personal\n", "z", "contact", "z", "no such contact"),
    ("motives", "contact,kind\na,greed\n", "a", "kind", "greed", "unknown motive kind"),
    ("motives", "contact,kind,direction\na,personal,2\n", "a", "direction", "2.0", "outside its range"),
    ("team", "teammate_id\na\n", "a", "teammate_id", "a", "also the id of a contact"),
    ("relationships", "teammate,contact\nt,a\n", "t -> a", "teammate", "t", "no such teammate"),
    ("account", "account\nx\ny\n", "", "", "", "more than one account row"),
    ("account", "stage\ndreaming\n", "", "stage", "dreaming", "unknown purchase stage"),
    ("account", "amount\n-1\n", "", "amount", "-1.0", "outside its range"),
]


@pytest.mark.parametrize("bad", BAD_CELLS)
def test_a_bad_cell_is_named_with_file_row_id_column_value_and_cure(tmp_path, bad):
    table, text, *expected = bad
    found = one_failure(folder(tmp_path, **{"contacts": TWO, table: text}))
    assert found["where"] == f"{table}.csv"
    # in all these tables the bad row is the last line; the header is row 1 and blank lines count
    assert found["row"] == len(text.splitlines())
    assert found[["id", "column", "value", "problem"]].tolist() == expected
    assert found["cure"].endswith((".", "?"))


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("contacts", "contact_id,last_contact\na,2026-07-01\n"),
        ("contacts", "contact_id,verified_on\na,2026-07-01\n"),
        ("influences", "source,target,weight,verified_on\na,b,.5,2026-07-01\n"),
        ("motives", "contact,kind,verified_on\na,personal,2026-07-01\n"),
    ],
)
def test_a_date_after_the_date_of_the_map_is_refused(tmp_path, table, text):
    tables = {"contacts": TWO, table: text}
    found = one_failure(folder(tmp_path, account="as_of\n2026-06-30\n", **tables))
    assert (found["problem"], found["value"], found["row"]) == ("in the future", "2026-07-01", 2)
    (tmp_path / "account.csv").write_text("as_of\n2026-07-01\n", encoding="utf-8")
    assert len(read_csv(tmp_path)) >= 1


@pytest.mark.parametrize(
    ("table", "text", "column"),
    [
        ("contacts", "name,title\nAnna,boss\n", "contact_id"),
        ("influences", "source,target\na,b\n", "weight"),
        ("influences", "source,weight\na,0.5\n", "target"),
        ("motives", "contact,description\na,x\n", "kind"),
        ("team", "name\nTom\n", "teammate_id"),
        ("relationships", "teammate,relationship\nt,trusted\n", "contact"),
    ],
)
def test_a_missing_column_is_one_failure_that_lists_the_headers_that_would_do(tmp_path, table, text, column):
    tables = {"contacts": TWO, "team": "teammate_id\nt\n", table: text}
    found = one_failure(folder(tmp_path, **tables))
    assert (found["where"], found["row"], found["column"]) == (f"{table}.csv", 1, column)
    assert found["problem"] == "the column is missing"
    assert column in found["cure"]
    assert any(ord(character) > 0x4E00 for character in found["cure"])  # and the Chinese ones


def test_two_columns_of_one_meaning_are_refused(tmp_path):
    found = one_failure(folder(tmp_path, contacts="contact_id,name,姓名\na,Anna,安娜\n"))
    assert (found["row"], found["column"], found["value"]) == (1, "name", "姓名")


def test_motives_among_the_contacts_are_refused(tmp_path):
    assert one_failure(folder(tmp_path, contacts="contact_id,motives\na,fame\n"))["column"] == "motives"


# ---------------------------------------------------------------------- files that are no tables


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b",,\n,,\n", "the file is empty"),
        (b';"";\n', "the file is empty"),
        ("\u3000\n".encode(), "the file is empty"),
        (b"'\t\n=\n", "the column is missing"),
        (b"contact_id,name\n", "a header and nothing below it"),
        (b"contact_id,name\n\n,\n", "a header and nothing below it"),
        (b"contact_id\0,name\na,b\n", "NUL characters in the text"),
        ("contact_id\na\n".encode("utf-16-le"), "NUL characters in the text"),
        (b"PK\x03\x04rest", "a workbook that bears the name of a text file"),
        (b"\xd0\xcf\x11\xe0rest", "a workbook that bears the name of a text file"),
        (b"\xff\xfea", "no text in any known encoding"),
        (b"contact_id,name\na,\x81\xff\x8d\n", "no text in any known encoding"),
        (b'contact_id,name\na,"open\n', "cells cannot be told apart (unexpected end of data)"),
        (b'contact_id,name\na,"x" y\n', "cells cannot be told apart (',' expected after '\"')"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path, data, problem):
    found = one_failure(folder(tmp_path, contacts=data))
    assert (found["where"], found["problem"]) == ("contacts.csv", problem)
    assert found["cure"]


def test_the_row_where_cells_cannot_be_told_apart_is_named(tmp_path):
    found = one_failure(folder(tmp_path, contacts='contact_id,name\na,x\n\nb,"y" z\n'))
    assert found["row"] == 4  # header, a, a blank line, b


def test_cells_under_no_header_are_refused_and_named(tmp_path):
    found = failures_of(folder(tmp_path, contacts="contact_id,name,\na,Li, Na\n\nb,Bo,,x\nc,Cy,,\n"))
    assert found[["row", "value", "problem"]].to_numpy().tolist() == [
        [2, " Na", "a cell under no header"],
        [4, "x", "a cell under no header"],
    ]


def test_a_file_larger_than_the_cap_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_reading, "MAX_FILE_BYTES", 2**20)
    found = one_failure(folder(tmp_path, contacts=TWO, influences=b"x" * (2**20 + 1)))
    assert (found["where"], found["problem"]) == ("influences.csv", "larger than 1 MiB")


def test_a_cell_beyond_the_limit_of_the_csv_module_is_refused(tmp_path):
    found = one_failure(folder(tmp_path, contacts=f"contact_id,name\na,{'x' * 200_000}\n"))
    assert "field larger than field limit" in found["problem"]


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path):
    (tmp_path / "contacts.csv").mkdir()
    assert one_failure(tmp_path)["problem"].startswith("the file cannot be opened")


@pytest.mark.parametrize("place", ["nowhere", "https://example.invalid/data", "s3://bucket/x", "data.csv.gz"])
def test_a_folder_that_is_not_there_is_refused_and_nothing_is_fetched(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileFormatError, match="there is no such folder"):
        read_csv(place)


def test_a_file_given_instead_of_a_folder_is_refused(tmp_path):
    folder(tmp_path, contacts=TWO)
    with pytest.raises(FileFormatError, match="a file, not a folder"):
        read_csv(tmp_path / "contacts.csv")


def test_a_folder_without_contacts_is_refused_once_and_ties_are_not_judged(tmp_path):
    found = one_failure(folder(tmp_path, influences="source,target,weight\na,b,0.5\n"))
    assert (found["where"], found["problem"]) == ("contacts.csv", "the file is not there")
    assert "联系人.csv" in found["cure"]


def test_a_misspelt_file_name_is_pointed_out(tmp_path):
    with pytest.warns(DataQualityWarning, match="contact.csv is the name of no table"):
        found = one_failure(folder(tmp_path, contact=TWO))
    assert "Did you mean 'contact.csv'?" in found["cure"]


def test_two_files_for_one_table_are_refused(tmp_path):
    found = one_failure(folder(tmp_path, contacts=TWO, 联系人=TWO))
    assert found["where"] == "联系人.csv"
    assert found["problem"] == "a second file for the table of contacts.csv"


@pytest.mark.parametrize(("stray", "hint"), [("influence", "influences.csv"), ("budget", ""), ("关系表", "关系.csv")])
def test_stray_tables_are_pointed_out_and_not_read(tmp_path, stray, hint):
    with pytest.warns(DataQualityWarning, match=f"{stray}.csv is the name of no table") as caught:
        assert len(read_csv(folder(tmp_path, contacts=TWO, **{stray: b"\xff\0"}))) == 2
    assert hint in str(caught[0].message)
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("header", "near"), [("stence", "stance"), ("departement", "department"), ("联系日期", "最近联系日期")]
)
def test_misspelt_columns_are_pointed_out_and_kept(tmp_path, header, near):
    with pytest.warns(DataQualityWarning, match=near) as caught:
        G = read_csv(folder(tmp_path, contacts=f"contact_id,{header}\na,x\n"))
    assert G.nodes["a"] == {header: "x"}
    assert caught[0].filename == __file__


@pytest.mark.parametrize("header", ["age", "tenure", "shoe size", "e-mail", "phone", "城市"])
def test_columns_that_are_simply_others_are_kept_in_silence(tmp_path, header):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_csv(folder(tmp_path, contacts=f"contact_id,{header}\na,x\n")).nodes["a"] == {header: "x"}


# ---------------------------------------------------------------------- everything at once


def test_all_failures_of_all_files_come_in_one_error(tmp_path):
    place = folder(
        tmp_path,
        contacts="contact_id,roles,stance,reports_to\na,wizard,2,z\n\na,,x,\n",
        influences="source,target,weight\na,a,0\na,q,1.5\na,b,text\n",
        motives="contact,description\na,fame\n",
        team=b"",
        relationships="teammate,contact,last_contact\nt,a,2030-01-01\n",
        account="stage,as_of\nsleep,2026-06-30\nselect,2026-06-30\n",
    )
    with pytest.raises(FileFormatError) as caught:
        read_csv(place)
    found = [(one.where, one.row, one.column, one.problem) for one in caught.value.args[0]]
    assert sorted(found, key=str) == sorted(
        [
            ("contacts.csv", 2, "roles", "unknown role"),
            ("contacts.csv", 2, "stance", "outside its range"),
            ("contacts.csv", 2, "reports_to", "no such contact"),
            ("contacts.csv", 4, "stance", UNKNOWN_STANCE),
            ("contacts.csv", 4, "contact_id", "given twice (first in row 2)"),
            ("influences.csv", 2, "target", "a tie to oneself"),
            ("influences.csv", 2, "weight", "outside its range"),
            ("influences.csv", 3, "target", "no such contact"),
            ("influences.csv", 3, "weight", "outside its range"),
            ("influences.csv", 4, "target", "no such contact"),
            ("influences.csv", 4, "weight", "not a number"),
            ("motives.csv", 1, "kind", "the column is missing"),
            ("team.csv", None, "", "the file is empty"),
            ("relationships.csv", 2, "last_contact", "in the future"),
            ("account.csv", 2, "stage", "unknown purchase stage"),
            ("account.csv", 3, "", "more than one account row"),
        ],
        key=str,
    )
    assert all(caught.value.failures["cure"].str.len() > 5)


def test_failures_stand_in_the_order_of_the_files_and_rows(tmp_path):
    found = failures_of(
        folder(
            tmp_path,
            contacts="contact_id,stance\na,x\nb,y\n",
            influences="source,target,weight\na,b,0\na,c,1\n",
            account="stage\nx\n",
        )
    )
    places = [*zip(found["where"], found["row"], strict=True)]
    files = ["contacts.csv", "influences.csv", "account.csv"]
    assert places == sorted(places, key=lambda place: (files.index(place[0]), place[1]))


def test_no_graph_is_built_where_anything_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_reading, "fill_graph", lambda G, rows: pytest.fail("a graph was filled"))
    failures_of(folder(tmp_path, contacts="contact_id,stance\na,9\n"))


def test_an_unreadable_team_is_reported_and_its_ids_are_not_missed(tmp_path):
    found = one_failure(folder(tmp_path, contacts=TWO, team=b"\0", relationships="teammate,contact\nt,a\n"))
    assert found["where"] == "team.csv"


def test_no_failure_of_a_long_file_is_lost(tmp_path):
    text = "contact_id,stance\n" + "".join(f"c{number},x\n" for number in range(3_000))
    assert failures_of(folder(tmp_path, contacts=text))["row"].tolist() == [*range(2, 3_002)]


# ---------------------------------------------------------------------- habits of spreadsheets


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n", "sep=;;;\n"])
def test_a_line_that_tells_the_separator_is_heeded_and_not_counted(tmp_path, line):
    assert one_failure(folder(tmp_path, contacts=line + "编号;层级\n001;x\n"))["row"] == 2
    G = read_csv(folder(tmp_path, contacts=line + "编号;姓名\n001;李娜\n"))
    assert G.nodes["001"] == {"name": "李娜"}


def test_an_uncommon_separator_can_be_told(tmp_path):
    assert read_csv(folder(tmp_path, contacts="sep=|\n编号|姓名\n001|李, 娜\n")).nodes["001"]["name"] == "李, 娜"


def test_a_line_that_tells_the_separator_of_nothing_is_an_empty_file(tmp_path):
    assert one_failure(folder(tmp_path, contacts="sep=;\n"))["problem"] == "the file is empty"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("above", ["华北银行联系人一览表\n", "联系人\n\n制表：王\n", "2026-03-31\n\n\n"])
def test_rows_above_the_header_are_refused_with_the_place_of_the_header(tmp_path, above, delimiter):
    text = above + "编号,姓名,职务\n001,李娜,总经理\n".replace(",", delimiter)
    found = one_failure(folder(tmp_path, contacts=text.encode("gb18030")))
    row = above.count("\n") + 1
    assert (found["row"], found["problem"]) == (1, "the first row is no header")
    assert found["cure"] == f"The header is in row {row}; remove the rows above it."


def test_a_row_that_repeats_headers_below_the_header_is_a_row(tmp_path):
    assert len(read_csv(folder(tmp_path, contacts="contact_id,name\na,x\ncontact_id,name\n"))) == 2


def test_an_amount_with_grouped_digits_is_read(tmp_path):
    G = read_csv(folder(tmp_path, contacts=TWO, account='account,amount\nx,"46,000,000"\n'))
    assert G.graph["amount"] == 46e6


def test_thousands_of_wrong_ids_are_reported_in_little_time(tmp_path):
    ids = [f"c{number:05d}" for number in range(4000)]
    ties = "source,target,weight\n" + "".join(f"{name},x{name},0.5\n" for name in ids)
    found = failures_of(folder(tmp_path, contacts="contact_id\n" + "\n".join(ids), influences=ties))
    offered = found["cure"].str.contains("Did you mean")
    assert len(found) == 4000
    assert offered.sum() == offered.head(50).sum() == 50
