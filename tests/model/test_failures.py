from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import networkx as nx
import pytest

import stakeholder_graph as sg
from stakeholder_graph import errors
from stakeholder_graph.errors import Failure, SchemaError, UnknownTermError, failure_table
from stakeholder_graph.model.failures import Said, fault, offer

PACKAGE = Path(errors.__file__).parent
TEXTS = tomllib.loads((PACKAGE / "model" / "failures.toml").read_text(encoding="utf-8"))


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", TEXTS)
def test_every_failure_is_said_in_both_languages_with_the_same_facts(code):
    for en, zh in (TEXTS[code]["problem"], TEXTS[code]["cure"]):
        assert any("\u4e00" <= character <= "\u9fff" for character in zh)
        assert fields(en) - {"kind"} == fields(zh)  # the kind of a vocabulary has a name in English only
    assert TEXTS[code]["cure"][0].rstrip().endswith((".", "{near}"))
    assert TEXTS[code]["cure"][1].rstrip().endswith(("。", "{near}"))


def test_every_text_is_used_and_every_use_has_a_text():
    source = "".join(
        path.read_text(encoding="utf-8") for part in ("model", "io") for path in (PACKAGE / part).glob("*.py")
    )
    assert {code for code in TEXTS if f'"{code}"' not in source} == set()
    assert set(re.findall(r'\bfault\("(\w+)"', source)) <= {*TEXTS}


def test_facts_may_have_a_text_for_each_language():
    found = fault("no_such_id", noun=Said("contact", "联系人"), near=offer(["coo", "cfo"]))
    assert found.cure.en == "Add the contact or mend the id. Did you mean 'coo' or 'cfo'?"
    assert found.cure.text("zh") == "请添加该联系人，或更正编号。是否想填“coo”或“cfo”？"


def test_nothing_is_offered_where_nothing_is_near():
    assert offer([]) == Said("", "")


def test_validate_speaks_both_languages():
    G = nx.DiGraph()
    G.add_edge("cfo", "ceo", weight=1.5)
    english, chinese = sg.validate(G), sg.validate(G, lang="zh")
    assert [*english] == [*chinese] == ["where", "row", "id", "column", "value", "problem", "cure"]
    assert chinese[["column", "problem", "cure"]].to_numpy().tolist() == [
        ["影响强度", "超出范围", "请填写(0, 1] 之间的数字。"]
    ]
    assert english.loc[0, "column"] == "weight"
    with pytest.raises(UnknownTermError, match="language"):
        sg.validate(G, lang="fr")


def test_a_failure_that_has_no_chinese_text_is_shown_in_english():
    failure = Failure("a.toml", None, "", "x", "", "burnt", "Print it again.")
    assert failure_table([failure], "zh").loc[0, ["column", "problem", "cure"]].tolist() == [
        "x", "burnt", "Print it again.",
    ]  # fmt: skip


def test_an_error_is_printed_in_english():
    error = SchemaError([fault("self_tie").at("ties", 2, "a -> a", "target", "a", header="被影响者")])
    assert "a tie to oneself" in str(error)
    assert error.table("zh").loc[0, "column"] == "被影响者"


@pytest.mark.parametrize("G", [None, 5, {"a": 1}, nx.DiGraph, [("a", "b")]])
def test_what_is_no_graph_is_said_to_be_none(G):
    assert sg.validate(G)["problem"].tolist() == ["no networkx graph"]
    with pytest.raises(SchemaError, match="no networkx graph"):
        sg.compile(G)
