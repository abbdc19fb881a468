"""The questions of all rules joined, and the tables in either language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rules.maps import AS_OF, DM, build
from rules.test_conditions import CASES

import stakeholder_graph as sg
from stakeholder_graph.errors import UnknownTermError
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.rule import Rule
from stakeholder_graph.rules.table import RuleSet, rule_tables
from stakeholder_graph.rules.verdicts import Missing


def questions(G: sg.BuyingCenter, lang: str = "en") -> dict[str, dict]:
    return {each["missing"]: each for each in check_coverage(G).to_dict(lang)["questions"]}


@pytest.mark.parametrize("case", [case for case in CASES if case.outcome == "unknown"], ids=str)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_input_is_asked_for_once_and_in_words(case, lang: str) -> None:
    data = check_coverage(case.make()).to_dict(lang)
    asked = [each["missing"] for each in data["questions"]]
    assert len(asked) == len(set(asked))
    assert set(asked) == {name for gap in data["unknowns"] for name in gap["missing"]}
    for each in data["questions"]:
        assert each["question"].strip()
        assert not re.search(r"[{}]|\bNone\b", each["question"])
        assert each["missing_label"] != each["missing"] or lang == "en"


def test_every_input_that_a_rule_misses_has_a_question_of_its_own() -> None:
    missed = {name for case in CASES if case.outcome == "unknown" for name in case.missing}
    own = {name for name, entry in rule_tables()["inputs"].items() if "question" in entry}
    assert missed <= own | set(rule_tables()["questions"])


def test_the_stance_is_asked_once_for_everybody() -> None:
    G = build({"a": {"name": "Anna"}, "b": {"stance": -0.5}, "d": DM}, ties={("a", "d"): 0.4}, stage="evaluate")
    asked = questions(G)["stance"]
    assert asked["contacts"] == ["a", "d"]
    assert asked["question"] == "How does our offer look to Anna, d, and which other one is preferred?"
    # a, d: RF-006 and RF-011; d: RF-010 and RF-012; a: NET-003
    assert set(asked["rules"]) >= {"RF-006", "RF-010", "RF-011", "RF-012", "NET-003"}
    assert questions(G, "zh")["stance"]["question"] == "Anna、d 怎么看我方方案？更中意谁？"


def test_what_most_rules_wait_for_comes_first() -> None:
    found = check_coverage(sg.example_buying_center()).to_dict()["questions"]
    counts = [len(each["rules"]) for each in found]
    assert counts == sorted(counts, reverse=True)


def test_what_is_missing_of_the_map_names_nobody() -> None:
    asked = questions(build({"d": DM | {"stance": 0.1}}))
    assert asked["as_of"]["contacts"] == asked["stage"]["contacts"] == []


def test_a_rule_without_inputs_and_an_input_of_your_own_are_asked_for_in_the_rules_words() -> None:
    mine = (
        Rule("MY-1", "one", "low", lambda facts: None, question="Why?"),
        Rule("MY-2", "two", "low", lambda facts: [Missing(("a",), ("golf",))], question="Does {who} play golf?"),
    )
    found = check_coverage(build({"a": {}}), rules=RuleSet(mine)).to_dict()["questions"]
    assert [(each["missing"], each["question"], each["contacts"]) for each in found] == [
        ("", "Why?", []),
        ("golf", "Does a play golf?", ["a"]),
    ]


# ---------------------------------------------------------------- tables in either language


def test_roles_in_chinese() -> None:
    report = check_coverage(build({"d": DM | {"name": "李娜", "relationship": "none"}}, stage="evaluate"))
    en, zh = report.role_frame(), report.role_frame("zh")
    assert report.roles.equals(en)
    assert en.drop(columns="missing").equals(zh.drop(columns="missing"))
    assert zh.loc["decision_maker", "missing"] == "我方无人接触过李娜"
    assert zh.loc["user", "missing"] == "由谁担任这一角色"


def test_unknowns_in_chinese() -> None:
    report = check_coverage(build({"d": DM}, as_of=AS_OF))
    en, zh = report.unknown_frame(), report.unknown_frame("zh")
    assert report.unknowns.equals(en)
    assert en.drop(columns="question").equals(zh.drop(columns="question"))
    assert all(max(text) >= "\u4e00" for text in zh["question"])


def test_an_unknown_language_is_refused() -> None:
    report = check_coverage(build({}))
    for show in (report.role_frame, report.unknown_frame):
        with pytest.raises(UnknownTermError, match="language"):
            show("de")


def test_a_question_fits_one_and_several_people() -> None:
    one, two = build({"n": {}}, as_of=AS_OF), build({"m": {}, "n": {}}, as_of=AS_OF)
    assert questions(one)["joined"]["question"] == "Since when in the post: n?"
    assert questions(two)["joined"]["question"] == "Since when in the post: m, n?"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_question_names_an_option_of_python(lang: str) -> None:
    assert "previous" not in questions(build({"d": DM | {"stance": 0.1}}), lang)["previous"]["question"]


def test_a_thread_is_a_line_and_no_clue() -> None:
    # in sales 线索 is a lead
    root = Path(sg.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in root.rglob("*.toml")]
    assert len(texts) > 10
    assert not [text for text in texts if "线索" in text]
