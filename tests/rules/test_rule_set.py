"""The rule table: complete in both languages, and changed without being changed."""

from __future__ import annotations

import math
import pickle
from dataclasses import FrozenInstanceError, replace
from typing import TYPE_CHECKING

import pytest
from rules.maps import AS_OF, COACH, DM, build, days_ago

from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.rule import Rule, Text
from stakeholder_graph.rules.severities import SEVERITIES, check_severity, severity_at
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet, rule_tables
from stakeholder_graph.rules.verdicts import Hit, Missing, read_verdicts

if TYPE_CHECKING:
    from stakeholder_graph.analysis.facts.gathering import Facts

RULES = [pytest.param(rule, id=rule.id) for rule in DEFAULT_RULES]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("rule", RULES)
def test_every_text_is_there(rule: Rule, lang: str) -> None:
    for part in ("title", "when", "question", "action", "evidence"):
        text = rule.text(part, lang)
        assert text.strip()
        assert (lang == "zh") == any("\u4e00" <= letter <= "\u9fff" for letter in text) or text.startswith("{each}")
    if "{each}" in rule.text("evidence", lang):
        assert rule.text("each", lang)


@pytest.mark.parametrize("rule", RULES)
def test_titles_and_templates_agree_between_the_languages(rule: Rule) -> None:
    for part in ("evidence", "each"):
        texts = getattr(rule, part)
        assert all(text.en and text.zh for text in texts.values())
    assert rule.text("title") != rule.text("title", "zh")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_source_and_known_inputs(rule: Rule) -> None:
    assert rule.source
    assert rule.severity in SEVERITIES
    assert all(math.isfinite(value) for value in rule.parameters.values())


@pytest.mark.parametrize("name", sorted(rule_tables()["parameters"]))
def test_every_threshold_has_a_source_a_meaning_and_a_user(name: str) -> None:
    entry = rule_tables()["parameters"][name]
    assert entry["source"]
    assert all(entry["meaning"])
    assert DEFAULT_RULES.parameters[name]


def test_thresholds_of_the_specification() -> None:
    # The parameters and defaults that the rules are written with.
    wanted = {
        "min_threads": 3,
        "coach_stale_days": 30,
        "contact_stale_days": 90,
        "map_stale_days": 90,
        "new_player_days": 90,
        "reorg_days": 180,
        "path_min": 0.25,
    }
    values = {name: value for rule in DEFAULT_RULES for name, value in rule.parameters.items()}
    assert wanted.items() <= values.items()


def test_ids_and_names_are_unique() -> None:
    keys = [key for rule in DEFAULT_RULES for key in (rule.id, rule.name)]
    assert len(keys) == len(set(keys)) == 116  # 58 rules


def test_a_set_is_found_in_by_id_and_by_name() -> None:
    assert DEFAULT_RULES["COV-001"] is DEFAULT_RULES["no_decision_maker"]
    assert "COV-001" in DEFAULT_RULES
    assert "no_decision_maker" in DEFAULT_RULES
    assert "COV-999" not in DEFAULT_RULES
    assert repr(DEFAULT_RULES) == "RuleSet(58 rules)"
    with pytest.raises(UnknownTermError, match="'COV-001'"):
        DEFAULT_RULES["COV-0001"]
    with pytest.raises(UnknownTermError, match="'no_decision_maker'"):
        DEFAULT_RULES["no_decision_makr"]


def test_sets_and_rules_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        DEFAULT_RULES.rules = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        DEFAULT_RULES["COV-001"].severity = "low"  # type: ignore[misc]


def test_switching_off() -> None:
    rules = DEFAULT_RULES.without("COV-001", "outsider_check")
    report = check_coverage(build({}), rules=rules)
    assert not {"COV-001", "COV-013"} & set(report.outcomes.index)
    assert len(report.outcomes) == 56
    assert len(DEFAULT_RULES) == 58
    with pytest.raises(UnknownTermError, match="'level_gap'"):
        DEFAULT_RULES.without("level_gapp")


def test_all_off_leaves_an_empty_report() -> None:
    report = check_coverage(build({"d": DM}), rules=RuleSet())
    assert len(report.findings) == len(report.unknowns) == len(report.outcomes) == 0
    assert report.findings["fragile"].dtype == bool


def test_thresholds_change_outcomes() -> None:
    G = build({"c": COACH | {"last_contact": days_ago(20)}}, as_of=AS_OF)
    assert check_coverage(G).outcomes.loc["COA-010", "outcome"] == "pass"
    tighter = DEFAULT_RULES.with_thresholds(coach_stale_days=14)
    assert check_coverage(G, rules=tighter).outcomes.loc["COA-010", "outcome"] == "hit"
    assert DEFAULT_RULES["COA-010"].parameters == {"coach_stale_days": 30}


def test_a_threshold_is_set_for_every_rule_that_uses_it_or_for_one() -> None:
    users = DEFAULT_RULES.parameters["path_min"]
    assert users == ("COA-003", "COA-009", "NET-001")
    every = DEFAULT_RULES.with_thresholds(path_min=0.1)
    assert [every[rule].parameters["path_min"] for rule in users] == [0.1, 0.1, 0.1]
    one = DEFAULT_RULES.with_thresholds("COA-009", path_min=0.1)
    assert [one[rule].parameters["path_min"] for rule in users] == [0.25, 0.1, 0.25]


@pytest.mark.parametrize("name", ["coach_stale_day", "top_share"])
def test_an_unknown_threshold_is_refused(name: str) -> None:
    with pytest.raises(UnknownTermError, match="coach_stale_days"):
        DEFAULT_RULES.with_thresholds(**{name: 1})


def test_a_threshold_that_the_rule_does_not_use_is_refused() -> None:
    with pytest.raises(UnknownTermError):
        DEFAULT_RULES.with_thresholds("COA-010", path_min=0.1)


@pytest.mark.parametrize("value", ["14", True, math.nan, math.inf, None])
def test_a_threshold_is_a_finite_number(value: object) -> None:
    with pytest.raises(OptionError, match="a finite number"):
        DEFAULT_RULES.with_thresholds(coach_stale_days=value)  # type: ignore[arg-type]


def test_regrading() -> None:
    rules = DEFAULT_RULES.with_severity("COV-008", "info").with_severity("MOT-001", "low")
    findings = check_coverage(build({"d": DM, "k": {"stated_influence": 1.0}}), rules=rules).findings
    graded = dict(zip(findings["rule"], findings["severity"], strict=True))
    assert graded["MOT-001"] == "low"  # one finding for the decision maker and the other key person
    assert list(findings["rule"]).count("MOT-001") == 1
    assert rules["COV-008"].severity == "info"
    with pytest.raises(UnknownTermError, match="'medium'"):
        DEFAULT_RULES.with_severity("COV-008", "medim")  # type: ignore[arg-type]
    with pytest.raises(UnknownTermError):
        DEFAULT_RULES.with_severity("COV-999", "low")


def test_a_regraded_rule_still_rises_near_the_decision() -> None:
    rules = DEFAULT_RULES.with_severity("COV-001", "low")
    findings = check_coverage(build({}), stage="contract", rules=rules).findings.set_index("rule")
    assert findings.loc["COV-001", "severity"] == "medium"


def too_many(facts: Facts, *, most: float) -> object:
    """Yield whom a rule of one's own finds, and whom it cannot judge."""
    if len(facts.active) > most:
        yield Hit(tuple(contact.id for contact in facts.active), {"count": len(facts.active)})
    yield from (Missing((contact.id,), ("golf",)) for contact in facts.active if "golf" not in contact.cells)


MINE = Rule(
    "MY-001",
    "too_many",
    "low",
    too_many,
    title="Too many",
    evidence=Text("{count:number} contacts, at most {most:number}: {who}.", "{count:number} 位联系人：{who}。"),
    question="Does {who} play golf?",
    action="Group them.",
    parameters={"most": 1},
)


def test_extending() -> None:
    G = build({"a": {"name": "Anna", "golf": True}, "b": {}})
    report = check_coverage(G, rules=DEFAULT_RULES.extended(MINE))
    found = report.findings.set_index("rule").loc["MY-001"]
    assert found["evidence"] == "2 contacts, at most 1: Anna, b."
    assert found["contacts"] == ("a", "b")
    assert report.to_frame("zh").set_index("rule").loc["MY-001", "evidence"] == "2 位联系人：Anna、b。"
    asked = report.unknowns.set_index("rule").loc["MY-001"]
    assert (asked["contacts"], asked["missing"], asked["question"]) == (("b",), ("golf",), "Does b play golf?")


def test_thresholds_of_a_rule_of_your_own() -> None:
    rules = DEFAULT_RULES.extended(MINE).with_thresholds(most=2)
    report = check_coverage(build({"a": {"golf": True}, "b": {"golf": True}}), rules=rules)
    assert report.outcomes.loc["MY-001", ["outcome", "fragile"]].tolist() == ["pass", True]  # 2 > 1.8


@pytest.mark.parametrize(("answer", "outcome"), [(True, "hit"), (False, "pass"), (None, "unknown")])
def test_a_condition_may_just_answer(answer: bool | None, outcome: str) -> None:
    mine = Rule("MY-002", "mine", "info", lambda facts: answer, question="Why?")
    report = check_coverage(build({}), rules=RuleSet((mine,)))
    assert report.outcomes["outcome"].tolist() == [outcome]
    assert report.unknowns["question"].tolist() == (["Why?"] if answer is None else [])


def test_a_name_that_nobody_knows_stays_in_the_text() -> None:
    mine = Rule("MY-003", "mine", "info", lambda facts: True, evidence="{nobody_knows}", action="{who}")
    found = check_coverage(build({}), rules=RuleSet((mine,))).findings.iloc[0]
    assert found["evidence"] == "{nobody_knows}"
    assert found["action"] == "the customer's people"


def test_a_hit_may_name_somebody_who_is_no_contact() -> None:
    mine = Rule("MY-005", "mine", "info", lambda facts: [Hit(("t",))], evidence="{who}", inputs=("stance",))
    G = build({}, team={"t": {"name": "Tom"}})
    found = check_coverage(G, rules=RuleSet((mine,))).findings.iloc[0]
    assert (found["contacts"], found["evidence"], math.isnan(found["confidence"])) == (("t",), "t", True)


def test_ids_cannot_be_taken_twice() -> None:
    with pytest.raises(OptionError, match="no other rule"):
        DEFAULT_RULES.extended(replace(MINE, id="COV-001"))
    with pytest.raises(OptionError, match="too_many"):
        DEFAULT_RULES.extended(MINE, replace(MINE, id="MY-004"))


def test_a_rule_is_checked_when_it_is_made() -> None:
    with pytest.raises(UnknownTermError, match="severity"):
        replace(MINE, severity="bad")
    with pytest.raises(UnknownTermError, match="purchase stage"):
        replace(MINE, first_stage="later")
    with pytest.raises(UnknownTermError, match="purchase stage"):
        replace(MINE, severity_in={"later": "low"})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_to_read(lang: str) -> None:
    table = DEFAULT_RULES.to_frame(lang)
    assert table.index.name == "rule"
    assert len(table) == 58
    assert not table.isna().drop(columns="first_stage").any(axis=None)
    assert table.loc["COA-010", "parameters"] == {"coach_stale_days": 30}
    assert table.loc["COV-010", "first_stage"] == "select"
    assert (table.drop(columns=["first_stage"]).map(lambda cell: cell == "")).sum().sum() == 0


def test_the_table_in_no_such_language() -> None:
    with pytest.raises(UnknownTermError, match="language"):
        DEFAULT_RULES.to_frame("fr")


def test_an_empty_set_has_the_same_columns() -> None:
    assert list(RuleSet().to_frame().columns) == list(DEFAULT_RULES.to_frame().columns)


def test_rule_sets_cross_processes() -> None:
    assert pickle.loads(pickle.dumps(DEFAULT_RULES)) == DEFAULT_RULES  # noqa: S301  our own bytes


@pytest.mark.parametrize(
    ("severity", "stage", "expected"),
    [
        ("info", "select", "low"),
        ("low", "contract", "medium"),
        ("medium", "select", "high"),
        ("high", "contract", "critical"),
        ("critical", "select", "critical"),
        ("error", "contract", "error"),
        ("high", "review", "high"),
        ("high", None, "high"),
    ],
)
def test_severity_in_a_stage(severity: str, stage: str | None, expected: str) -> None:
    assert severity_at(check_severity(severity), stage) == expected


def test_verdicts_are_read_from_any_iterable() -> None:
    assert list(read_verdicts([Hit(("a",))])) == [Hit(("a",))]
