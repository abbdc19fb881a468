"""Nobody changes the rules of everybody else, and what a caller gives is checked at the border."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from rules.maps import build

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.coaches import assess_coaches
from stakeholder_graph.errors import OptionError
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.rule import Rule, Text
from stakeholder_graph.rules.rule_file import load_rules
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet
from stakeholder_graph.rules.verdicts import Hit, Missing

MAPPINGS = ("parameters", "evidence", "each", "severity_in", "severity_of")
DAY = dt.date(2026, 3, 31)


@pytest.mark.parametrize("part", MAPPINGS)
@pytest.mark.parametrize("rule", ["COV-008", "MOT-001", "COV-001", "COA-003"])
def test_mappings_cannot_be_changed(rule: str, part: str) -> None:
    with pytest.raises(TypeError):
        getattr(DEFAULT_RULES[rule], part)["min_threads"] = 99
    with pytest.raises(TypeError):
        del getattr(DEFAULT_RULES[rule], part)["min_threads"]


def test_a_rule_keeps_a_copy_of_what_was_given() -> None:
    given = {"most": 1.0}
    mine = Rule("MY-1", "mine", "low", lambda facts, most: True, parameters=given)
    given["most"] = 5.0
    assert mine.parameters == {"most": 1.0}
    assert replace(mine, severity="high").parameters == {"most": 1.0}


@pytest.mark.parametrize("rule", DEFAULT_RULES, ids=lambda rule: rule.id)
def test_rules_are_copied_and_pickled_and_stay_equal_and_read_only(rule: Rule) -> None:
    for again in (copy.copy(rule), copy.deepcopy(rule), pickle.loads(pickle.dumps(rule))):  # noqa: S301  our own bytes
        assert again == rule
        with pytest.raises(TypeError):
            again.parameters["min_threads"] = 99


def test_sets_of_rules_are_copied() -> None:
    assert copy.deepcopy(DEFAULT_RULES) == DEFAULT_RULES
    assert DEFAULT_RULES.with_thresholds(min_threads=4) != DEFAULT_RULES


def test_a_plain_text_stays_a_text() -> None:
    mine = Rule("MY-1", "mine", "low", too_many, evidence=Text("a", "b"), each="c")
    again = pickle.loads(pickle.dumps(mine))  # noqa: S301  our own bytes
    assert (again.evidence, again.each) == (Text("a", "b"), "c")


def too_many(facts: object) -> bool:
    """Answer yes."""
    return facts is not None


# ---------------------------------------------------------------- the border


@pytest.mark.parametrize("ask", [check_coverage, assess_coaches, gather_facts])
def test_a_date_is_checked_and_a_time_is_a_date(ask) -> None:
    G = build({"c": {"last_contact": DAY}})
    for day in ("2026-03-31", 20260331, 1.5, pd.NaT, True):
        with pytest.raises(OptionError, match="as_of"):
            ask(G, as_of=day)
    for day in (dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC), pd.Timestamp("2026-03-31 12:00"), DAY, None):
        result = ask(G, as_of=day)
        if ask is not assess_coaches:
            assert result.as_of == (None if day is None else DAY)
            assert type(result.as_of) is (type(None) if day is None else dt.date)


@pytest.mark.parametrize("rules", [None, "COV-001", [], DEFAULT_RULES.rules, 5])
def test_rules_are_a_set_of_rules(rules: object, tmp_path) -> None:
    with pytest.raises(OptionError, match="RuleSet"):
        check_coverage(build({}), rules=rules)  # type: ignore[arg-type]
    path = tmp_path / "rules.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(OptionError, match="RuleSet"):
        load_rules(path, rules=rules)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "answer",
    [
        1,
        0.0,
        "cfo",
        ["cfo"],
        {"cfo": 1},
        Hit(("cfo",)),
        [True],
        [Hit("cfo")],
        [Missing(("cfo",), "stance")],
        [None],
        object(),
    ],
)
def test_what_a_condition_may_not_answer(answer: object) -> None:
    mine = Rule("MY-007", "mine", "info", lambda facts: answer)
    with pytest.raises(OptionError, match="MY-007"):
        check_coverage(build({}), rules=RuleSet((mine,)))


@pytest.mark.parametrize(("answer", "outcome"), [(np.True_, "hit"), (np.False_, "pass"), ((), "pass"), (set(), "pass")])
def test_what_a_condition_may_answer(answer: object, outcome: str) -> None:
    mine = Rule("MY-007", "mine", "info", lambda facts: answer)
    assert check_coverage(build({}), rules=RuleSet((mine,))).outcomes["outcome"].tolist() == [outcome]


def test_a_condition_can_be_called() -> None:
    with pytest.raises(OptionError, match="MY-008"):
        Rule("MY-008", "mine", "info", True)  # type: ignore[arg-type]
