from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings, strategies as st

from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.decoding import DELIMITERS, UnreadableFileError, decode
from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.vocabulary.terms import LANGUAGES

CHINESE = "联系人编号{d}姓名{d}部门\n001{d}王小满{d}运营部\n002{d}李喆{d}法务部\n"
MIXED = "contact_id{d}name{d}department\n001{d}王小满{d}运营部\n002{d}李娜{d}法务部\n"
WESTERN = "contact_id{d}name{d}department\n001{d}Jürgen Müller{d}Einkauf\n002{d}José García{d}Straße\n"
PLAIN = "contact_id{d}name{d}department\n001{d}Ann Lee{d}Legal\n"


def with_delimiter(text, delimiter):
    return text.replace("{d}", delimiter)


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (text, encoding)
        for text, encodings in {
            CHINESE: ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"),
            MIXED: ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"),
            WESTERN: ("utf-8", "utf-8-sig", "cp1252", "utf-16", "gb18030"),
            PLAIN: ("utf-8", "utf-8-sig", "ascii", "cp1252", "gb18030", "utf-16", "utf-32"),
        }.items()
        for encoding in encodings
        if (text, encoding) != (WESTERN, "gb18030")  # not met in the wild, and not to be told from Windows-1252
    ],
)
def test_text_is_read_as_it_was_meant(text, encoding, delimiter):
    text = with_delimiter(text, delimiter)
    found = decode(text.encode(encoding), "contacts")
    assert (found.text, found.delimiter) == (text, delimiter)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_in_either_order(mark):
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    text = with_delimiter(CHINESE, "\t")
    assert decode(mark + text.encode(order), "contacts").text == text


def test_unicode_text_of_a_spreadsheet_is_read_whole(tmp_path):
    # the format "Unicode text": UTF-16 with a mark, tabs, CRLF
    data = with_delimiter(CHINESE, "\t").replace("\n", "\r\n").encode("utf-16")
    (tmp_path / "联系人.csv").write_bytes(data)
    G = read_csv(tmp_path)
    assert [*G.nodes(data="name")] == [("001", "王小满"), ("002", "李喆")]


def test_chinese_spreadsheets_are_read_whole(tmp_path):
    (tmp_path / "contacts.csv").write_bytes(with_delimiter(CHINESE, ",").encode("gb18030"))
    assert read_csv(tmp_path).nodes["002"] == {"name": "李喆", "department": "法务部"}


def test_the_delimiter_is_that_of_the_header_not_the_most_frequent_one():
    text = "contact_id;name;notes\na;Anna;one, two, three, four, five\nb;Bo;x,y,z\n"
    assert decode(text.encode(), "contacts").delimiter == ";"


def test_a_decimal_comma_beside_semicolons_does_not_confuse():
    found = decode(b"source;target;weight\na;b;0,5\n", "influences")
    assert found.delimiter == ";"


def test_a_header_that_says_nothing_falls_back_on_the_number_of_cells():
    assert decode(b"foo;bar;baz\n1;2;3\n", "contacts").delimiter == ";"


def test_a_quoted_header_counts():
    assert decode(b'"contact_id"\t"stance (-5..5)"\na\t1\n', "contacts").delimiter == "\t"


@pytest.mark.parametrize("header", [b'contact_id,"name', b"contact_id," + b"x" * 200_000])
def test_a_broken_header_says_nothing(header):
    assert decode(header + b"\n", "contacts").encoding == "utf-8"


@pytest.mark.parametrize("table", ["contacts", "influences", "motives", "team", "relationships", "account"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_headers_of_every_table_in_both_languages_are_told(table, encoding):
    for language in LANGUAGES:
        for delimiter in DELIMITERS:
            text = delimiter.join(column.label(language) for column in SCHEMA[table].columns.values()) + "\nx\n"
            found = decode(text.encode(encoding), table)
            assert (found.text, found.delimiter) == (text, delimiter)


@given(st.binary(max_size=60))
@settings(max_examples=300)
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(UnreadableFileError):
        found = decode(data, "contacts")
        assert found.delimiter in DELIMITERS
        assert "\0" not in found.text


@given(st.lists(st.text("王李张刘陈杨赵黄周吴徐孙部科处长员的是在有,", min_size=1, max_size=6), min_size=1, max_size=5))
def test_common_chinese_below_english_headers_is_told_from_western_text(cells):
    # 王 is no UTF-8 in GB 18030; a file of few characters that happen to be both is taken for UTF-8
    text = "contact_id,name\nw,王\n" + "\n".join(f"{place},{cell}" for place, cell in enumerate(cells)) + "\n"
    assert decode(text.encode("gb18030"), "contacts").text == text
