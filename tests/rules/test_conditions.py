"""Every rule hits, passes and asks where it should."""

from __future__ import annotations

import re

import pytest
from rules.cases_coaches import COACH_CASES
from rules.cases_network import DATA_CASES, MOTIVE_CASES, NETWORK_CASES, TIME_CASES
from rules.cases_red_flags import RED_FLAG_CASES
from rules.cases_roles import ROLE_CASES, THREAD_CASES
from rules.maps import Case, verdict

from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.table import DEFAULT_RULES

CASES = [
    *ROLE_CASES,
    *THREAD_CASES,
    *COACH_CASES,
    *RED_FLAG_CASES,
    *MOTIVE_CASES,
    *NETWORK_CASES,
    *TIME_CASES,
    *DATA_CASES,
]

# Rules that always know: why no input of theirs can be missing.
ALWAYS_KNOW = {
    "COV-001": "a decision maker whom nobody has noted is the finding itself",
    "COV-003": "a placeholder is on the map or it is not",
    "COV-013": "the side has a default",
    "COV-014": "a role that nobody has noted is the finding itself",
    "COA-001": "every contact has a class, whatever is known of it",
    "COA-002": "every contact has a class, and a label that nobody has given is no label",
    "COA-008": "every contact has a class",
    "RF-001": "what is missing is the finding itself",
    "MOT-001": "a motive that nobody has noted is the finding itself",
    "MOT-002": "a motive that nobody has noted is the finding itself",
    "NET-006": "a tie is on the map or it is not",
    "TIM-003": "the status has a default",
    "DAT-001": "a line that nobody has noted closes no circle",
    "DAT-004": "a word is on the map or it is not",
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    judgement = verdict(case.rule, case.make(), previous=case.previous)
    assert judgement.outcome == case.outcome
    found = judgement.findings if case.outcome == "hit" else judgement.unknowns
    assert tuple(sorted({contact for each in found for contact in each.contacts})) == tuple(sorted(case.contacts))
    if case.severity:
        assert tuple(finding.severity for finding in judgement.findings) == case.severity or tuple(
            sorted(finding.severity for finding in judgement.findings)
        ) == tuple(sorted(case.severity))
    if case.missing:
        assert case.missing in [each.fields for each in judgement.unknowns]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", [case for case in CASES if case.outcome != "pass"], ids=str)
def test_texts_are_filled(case: Case, lang: str) -> None:
    data = check_coverage(case.make(), previous=case.previous).to_dict(lang)
    texts = [
        each[part]
        for each in (*data["findings"], *data["unknowns"])
        if each["rule"] == case.rule
        for part in ("title", "evidence", "question", "action")
        if part in each
    ]
    assert texts
    for text in texts:
        assert text.strip()
        assert not re.search(r"[{}]|\bNone\b|\bnan\b", text)
        if lang == "zh":
            assert re.search(r"[\u4e00-\u9fff]", text)


@pytest.mark.parametrize("outcome", ["hit", "pass", "unknown"])
@pytest.mark.parametrize("rule", [rule.id for rule in DEFAULT_RULES])
def test_every_rule_has_a_case_of_every_outcome(rule: str, outcome: str) -> None:
    covered = any(case.rule == rule and case.outcome == outcome for case in CASES)
    if outcome == "unknown" and rule in ALWAYS_KNOW:
        assert not covered, f"{rule} is said to know always: {ALWAYS_KNOW[rule]}"
    else:
        assert covered


def test_the_table_holds_the_rules_of_the_specification() -> None:
    numbers = {
        "COV": range(1, 17),
        "COA": [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13],
        "RF": [1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14],
        "MOT": range(1, 7),
        "NET": range(1, 8),
        "TIM": range(1, 5),
        "DAT": [1, 4],
    }
    wanted = {f"{family}-{number:03d}" for family, members in numbers.items() for number in members}
    assert {rule.id for rule in DEFAULT_RULES} == wanted
