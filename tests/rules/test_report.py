"""The coverage report: tables, stages, dates, fragility, confidence, and every way to show it."""

from __future__ import annotations

import datetime as dt
import json
import math
import pickle
import re
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import pytest
from rules.maps import AS_OF, CALM, COACH, DM, build, days_ago, verdict

import stakeholder_graph as sg
from stakeholder_graph.errors import UnknownTermError
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.rules.table import DEFAULT_RULES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from stakeholder_graph.rules.report import CoverageReport

TIME_RULES = ("COA-010", "RF-004", "RF-005", "TIM-001", "TIM-002")
STAGED = {rule.id: rule for rule in DEFAULT_RULES if rule.first_stage or rule.by_stage}


def outcome(rule: str, G: sg.BuyingCenter, **options: object) -> str:
    return verdict(rule, G, **options).outcome


@pytest.fixture
def busy() -> sg.BuyingCenter:
    """Return a map on which much is wrong, with names that need care."""
    return build(
        {
            "d": DM | {"name": "Ann <b>&", "stance": -0.9, "relationship": "none", "confidence": 0.3, "level": 1},
            "c": COACH | {"name": "{who}", "labelled_coach": True, "stance": 0.0, "last_contact": days_ago(80)},
            "g": {"roles": ("gatekeeper",), "name": "李娜", "stance": -0.2},
        },
        ties={("c", "d"): 0.3, ("g", "d"): {"weight": 0.4, "confidence": 0.2}},
        team={"t": {"name": "Tom", "level": 1}},
        bonds={("t", "g"): {"relationship": "first_contact", "confidence": 0.15}},
        stage="select",
        as_of=AS_OF,
        reorganised_on=days_ago(10),
    )


def test_columns(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    assert list(report.findings.columns) == [
        "rule",
        "name",
        "severity",
        "confidence",
        "contacts",
        "evidence",
        "question",
        "action",
        "fragile",
    ]
    assert list(report.unknowns.columns) == ["rule", "name", "contacts", "missing", "question"]
    assert list(report.outcomes.columns) == ["name", "outcome", "fragile", "note"]
    assert report.outcomes.index.name == "rule"
    assert list(report.outcomes.index) == [rule.id for rule in DEFAULT_RULES]


def test_findings_are_sorted_by_severity_and_rule(busy: sg.BuyingCenter) -> None:
    found = check_coverage(busy).findings
    order = [
        (SEVERITIES.order(severity), rule) for severity, rule in zip(found["severity"], found["rule"], strict=True)
    ]
    assert order == sorted(order)
    assert len(order) > 10


def test_outcomes_agree_with_findings_and_unknowns(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    hits = {rule for rule, kind in report.outcomes["outcome"].items() if kind == "hit"}
    open_ones = {rule for rule, kind in report.outcomes["outcome"].items() if kind == "unknown"}
    assert hits == set(report.findings["rule"])
    assert open_ones == set(report.unknowns["rule"]) - hits


def test_unknown_contacts_are_recorded_where_others_hit() -> None:
    judgement = verdict("RF-006", build({"a": {"stance": -1.0}, "b": {}}))
    assert judgement.outcome == "hit"
    assert [(gap.contacts, gap.fields) for gap in judgement.unknowns] == [(("b",), ("stance",))]


def test_gaps_are_grouped_by_what_is_missing() -> None:
    G = build(
        {
            "g": {"roles": ("gatekeeper",)},
            "h": {"roles": ("gatekeeper",)},
            "i": {"roles": ("gatekeeper",), "stance": 0.0},
        }
    )
    gaps = verdict("COV-009", G).unknowns
    assert [(gap.contacts, gap.fields) for gap in gaps] == [
        (("i",), ("relationship",)),
        (("g", "h"), ("stance", "relationship")),
    ]


@pytest.mark.parametrize("rule", TIME_RULES)
def test_without_a_date_all_rules_on_time_are_unknown(rule: str) -> None:
    for people in ({}, {"d": DM | CALM | COACH}):
        judgement = verdict(rule, build(people))
        assert judgement.outcome == "unknown"
        assert [gap.fields for gap in judgement.unknowns] == [("as_of",)]


def test_the_clock_is_not_read_and_the_date_can_be_given() -> None:
    G = build({"d": DM | {"verified_on": dt.date(2020, 1, 1)}})
    assert outcome("TIM-002", G) == "unknown"
    assert outcome("TIM-002", G, as_of=dt.date(2020, 1, 2)) == "pass"
    assert outcome("TIM-002", G, as_of=dt.date(2021, 1, 1)) == "hit"


@pytest.mark.parametrize("rule", STAGED)
def test_without_a_stage_a_hit_is_undecided_and_a_pass_stays(rule: str) -> None:
    G = (
        sg.BuyingCenter()
        if STAGED[rule].first_stage
        else build({"u": COACH | {"roles": ("user",), "relationship": "none"}})
    )
    for stage in (*PURCHASE_STAGES, None):
        judgement = verdict(rule, G, stage=stage)
        if stage is None:
            assert judgement.outcome != "hit"
            assert not judgement.findings
        elif judgement.note:
            assert (judgement.outcome, judgement.note, judgement.unknowns) == ("pass", "not yet", ())


@pytest.mark.parametrize("rule", [rule for rule in STAGED.values() if rule.first_stage], ids=lambda rule: rule.id)
def test_not_yet_is_said_before_the_first_stage_only(rule) -> None:
    notes = {stage: verdict(rule.id, sg.BuyingCenter(), stage=stage).note for stage in PURCHASE_STAGES}
    first = PURCHASE_STAGES.order(rule.first_stage)
    assert notes == {stage: "not yet" if PURCHASE_STAGES.order(stage) < first else "" for stage in PURCHASE_STAGES}


def test_the_stage_is_the_graphs_unless_given() -> None:
    G = build({}, stage="recognise")
    assert check_coverage(G).stage == "recognise"
    assert check_coverage(G, stage="contract").stage == "contract"
    assert check_coverage(sg.BuyingCenter()).stage is None
    with pytest.raises(UnknownTermError, match="'contract'"):
        check_coverage(G, stage="contrat")


@pytest.mark.parametrize(
    ("stage", "severity"),
    [("recognise", "info"), ("specify", "critical"), ("contract", "critical"), (None, "critical")],
)
def test_no_decision_maker_by_stage(stage: str | None, severity: str) -> None:
    assert [finding.severity for finding in verdict("COV-001", sg.BuyingCenter(), stage=stage).findings] == [severity]


@pytest.mark.parametrize("stage", PURCHASE_STAGES)
def test_severity_rises_one_step_in_selection_and_contract(stage: str) -> None:
    ladder = ["info", "low", "medium", "high", "critical"]
    for rule in DEFAULT_RULES:
        if rule.severity == "error" or stage in rule.severity_in:
            continue
        step = 1 if stage in ("select", "contract") else 0
        assert rule.severity_for("", stage) == ladder[min(ladder.index(rule.severity) + step, 4)]


# ---------------------------------------------------------------- fragile


@pytest.mark.parametrize(
    ("days", "kind", "fragile"),
    [
        (26, "pass", False),
        (28, "pass", True),  # over .9 * 30 = 27
        (31, "hit", True),  # within 1.1 * 30 = 33
        (34, "hit", False),
    ],
)
def test_fragile_within_a_tenth_of_the_threshold(days: int, kind: str, fragile: bool) -> None:
    judgement = verdict("COA-010", build({"c": COACH | {"last_contact": days_ago(days)}}, as_of=AS_OF))
    assert (judgement.outcome, judgement.fragile) == (kind, fragile)
    assert all(finding.fragile is fragile for finding in judgement.findings)


def test_fragile_on_a_negative_threshold() -> None:
    # -.8 swings to -.72 and -.88.
    assert [verdict("RF-006", build({"a": {"stance": s}})).fragile for s in (-0.7, -0.75, -0.85, -0.9)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_whole_number_of_threads_is_fragile_only_on_the_number() -> None:
    # At least 3, swinging to 2.7 and 3.3.
    people = {key: {"relationship": "familiar"} for key in "abcd"}
    fragile = [verdict("COV-008", build(dict(list(people.items())[:n]))).fragile for n in range(5)]
    assert fragile == [False, False, False, True, False]


def test_rules_without_thresholds_are_never_fragile(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    fragile = {rule for rule, is_fragile in report.outcomes["fragile"].items() if is_fragile}
    assert fragile <= {rule.id for rule in DEFAULT_RULES if rule.parameters}


# ---------------------------------------------------------------- confidence


def confidence(rule: str, G: sg.BuyingCenter) -> float | None:
    findings = verdict(rule, G).findings
    assert len(findings) == 1
    return findings[0].confidence


def test_confidence_is_the_lowest_that_is_stated() -> None:
    assert confidence("RF-006", build({"a": {"stance": -0.9}})) is None
    assert confidence("RF-006", build({"a": {"stance": -0.9, "confidence": 0.7}})) == 0.7
    assert confidence("RF-006", build({"a": {"stance": -0.9, "confidence": 0.7, "stance_confidence": 0.2}})) == 0.2
    people = {"a": {"stance": -0.9, "confidence": 0.7}, "b": {"stance": -0.9, "confidence": 0.6}, "c": {"stance": -0.9}}
    assert confidence("RF-006", build(people)) == 0.6


def test_only_what_the_rule_looks_at_counts() -> None:
    G = build(
        {"d": DM | {"stance_confidence": 0.1, "stance": 1.0}},
        team={"t": {}},
        bonds={("t", "d"): {"relationship": "none", "confidence": 0.4}},
    )
    assert confidence("COV-002", G) == 0.4


def test_the_confidence_of_ties_and_motives_counts() -> None:
    G = build({"a": {"stance": -1.0}, "d": DM}, ties={("a", "d"): {"weight": 0.5, "confidence": 0.35}})
    assert confidence("NET-003", G) == 0.35
    motives = [("d", "personal", {"evidence_tier": 4, "confidence": 0.25})]
    assert confidence("MOT-004", build({"d": DM}, motives=motives)) == 0.25


def test_severity_and_confidence_are_two_columns(busy: sg.BuyingCenter) -> None:
    found = check_coverage(busy).findings.set_index("rule")
    assert found.loc["RF-012", "severity"] == "critical"
    assert found.loc["RF-012", "confidence"] == 0.3
    assert found["confidence"].dtype == "float64"


# ---------------------------------------------------------------- words


def test_contacts_are_named_in_the_text_and_numbered_in_the_column() -> None:
    G = build({"c1": {"name": "Anna"}, "c2": {}, "c3": {"name": "Bo"}, "c4": {"name": "Bo"}})
    found = check_coverage(G).findings.set_index("rule").loc["COV-014"]
    assert found["contacts"] == ("c1", "c2", "c3", "c4")
    assert found["evidence"] == "Without a role: Anna, c2, Bo (c3), Bo (c4)."


def test_names_that_look_like_templates_or_html_stay_names(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    assert "{who}" in report.findings.set_index("rule").loc["COA-013", "evidence"]
    html = report._repr_html_()
    assert "Ann &lt;b&gt;&amp;" in html
    assert "<b>&" not in html


@pytest.mark.parametrize(("lang", "more"), [("en", " and 4 more."), ("zh", "等共 12 人。")])
def test_long_lists_are_cut_in_the_text_and_not_in_the_column(lang: str, more: str) -> None:
    report = check_coverage(build({f"c{i:02d}": {} for i in range(12)}))
    found = report.to_frame(lang).set_index("rule").loc["COV-014"]
    assert len(found["contacts"]) == 12
    assert found["evidence"].endswith(more)


def test_long_lists_of_items_are_cut_too() -> None:
    people = {f"c{i:02d}": {"raw_role": "Vizier"} for i in range(9)}
    report = check_coverage(build(people))
    assert report.findings.set_index("rule").loc["DAT-004", "evidence"].endswith(" and 1 more.")
    assert report.to_frame("zh").set_index("rule").loc["DAT-004", "evidence"].endswith("等共 9 项。")


@pytest.mark.parametrize(("lang", "text"), [("en", "less than 1 %"), ("zh", "不到 1%")])
def test_a_share_that_is_not_nothing_is_not_shown_as_nothing(lang: str, text: str) -> None:
    # .005 * .5 * .5 * ... : the share of a, whose only tie is .01, is .00125.
    G = build({"a": {"stance": -1.0, "stated_influence": 1.0}, "d": DM}, ties={("a", "d"): 0.01})
    assert text in check_coverage(G).to_frame(lang).set_index("rule").loc["RF-012", "evidence"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("李娜", "我方无人接触过李娜。"),
        ("Anna Li", "我方无人接触过 Anna Li。"),
        ("Anna 李", "我方无人接触过 Anna 李。"),
        ("A座王工", "我方无人接触过 A座王工。"),
    ],
)
def test_a_space_stands_between_chinese_and_latin_and_no_name_is_changed(name: str, text: str) -> None:
    report = check_coverage(build({"d": DM | {"name": name, "relationship": "none"}}))
    found = report.to_frame("zh").set_index("rule").loc["COV-002"]
    assert found["evidence"] == text
    assert (
        found["question"]
        == f"我方有谁与{'' if name == '李娜' else ' '}{name}{' ' if name == 'Anna Li' else ''}谈过吗？"
    )


def test_a_teammate_in_a_chinese_text_is_set_off_too() -> None:
    G = build({"d": DM}, team={"t": {"name": "Tom"}}, bonds={("t", "d"): {"relationship": "first_contact"}})
    assert "通过 Tom）" in check_coverage(G).to_frame("zh").set_index("rule").loc["COV-015", "evidence"]


def test_the_other_language_differs_in_the_texts_only(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    en, zh = report.to_frame("en"), report.to_frame("zh")
    same = ["rule", "name", "severity", "contacts", "fragile"]
    assert en[same].equals(zh[same])
    for part in ("evidence", "question", "action"):
        assert all(max(text) >= "\u4e00" for text in zh[part])
        assert (en[part] != zh[part]).all()


def test_an_unknown_language_is_refused(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    for show in (report.to_frame, report.to_dict):
        with pytest.raises(UnknownTermError, match="language"):
            show("de")


# ---------------------------------------------------------------- shows


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_to_dict_is_json(busy: sg.BuyingCenter, lang: str) -> None:
    report = check_coverage(busy)
    data = report.to_dict(lang)
    text = json.dumps(data, allow_nan=False, ensure_ascii=False)
    assert json.loads(text) == data
    assert data["as_of"] == "2026-03-31"
    assert data["stage"] == "select"
    assert len(data["findings"]) == len(report.findings)
    assert len(data["unknowns"]) == len(report.unknowns)
    assert [row["role"] for row in data["roles"]] == list(report.roles.index)
    assert {"title", "severity_label"} <= data["findings"][0].keys()
    assert {"title", "missing_labels"} <= data["unknowns"][0].keys()


def test_to_dict_says_none_where_nothing_is_known() -> None:
    data = check_coverage(build({"u": {"roles": ("user",)}}), stage="review").to_dict()
    assert data["score"] is data["as_of"] is None
    assert data["score_range"] == [0.0, pytest.approx(0.95)]
    assert json.dumps(data, allow_nan=False)


def test_repr_and_str(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    assert re.fullmatch(
        r"CoverageReport\(stage select, role coverage 0\.\d\d, rules: \d+ hit, \d+ unknown, \d+ pass\)", repr(report)
    )
    lines = str(report).splitlines()
    assert lines[0] == repr(report)
    assert len(lines) == 1 + len(report.findings)
    assert repr(check_coverage(sg.BuyingCenter())).startswith("CoverageReport(stage not known, role coverage 0.00, ")
    assert "role coverage not known" in repr(check_coverage(build({"u": {"roles": ("user",)}}, stage="review")))


def test_html_has_no_style_sheet_and_no_script(busy: sg.BuyingCenter) -> None:
    html = check_coverage(busy)._repr_html_()
    assert "<style" not in html
    assert "<script" not in html
    assert html.count("<div") == html.count("</div>")
    assert html.count("<tr>") == len(check_coverage(busy).findings)


def test_html_of_nothing_to_say() -> None:
    html = check_coverage(
        build({"u": {"roles": ("user",)}}, stage="review"), rules=DEFAULT_RULES.without(*(r.id for r in DEFAULT_RULES))
    )._repr_html_()
    assert "No finding." in html
    assert "not known" in html
    assert ".unknowns" not in html


def test_reports_are_frozen_and_their_tables_are_yours(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    with pytest.raises(FrozenInstanceError):
        report.stage = "review"  # type: ignore[misc]
    mine = report.findings
    mine.loc[0, "rule"] = "changed"
    assert report.findings.loc[0, "rule"] != "changed"


def test_reports_cross_processes(busy: sg.BuyingCenter) -> None:
    report = check_coverage(busy)
    again: CoverageReport = pickle.loads(pickle.dumps(report))  # noqa: S301  our own bytes
    assert again.to_dict() == report.to_dict()


def test_the_worked_example() -> None:
    report = check_coverage(sg.example_buying_center())
    assert math.isnan(report.score)  # no relationship is noted
    # Five roles are required in evaluation and each has a holder, one of them two: (4 * .95 + .9975) / 5.
    assert report.score_range == pytest.approx((0.0, 0.9595))
    assert report.findings["rule"].tolist() == [
        "COA-001",
        "MOT-001",
        "NET-003",
        "RF-010",
        "RF-011",
        "MOT-001",
        "MOT-002",
        "RF-001",
        "COV-013",
    ]


def test_nothing_to_find_on_a_calm_map() -> None:
    people = {
        "d": CALM | COACH | DM | {"stance": 0.9, "coach_acts": True, "level": 1, "authority": ("economic",)},
        "e": CALM | COACH | {"roles": ("influencer", "expert"), "coach_acts": True},
        "g": CALM | {"roles": ("gatekeeper", "purchaser", "initiator")},
        "u": CALM | {"roles": ("user",), "stance": -0.1},
        "x": CALM | {"roles": ("influencer",), "side": "outside"},
    }
    motives = [
        (who, kind, {"direction": 0.5, "strength": 0.5, "topic": kind, "evidence_tier": 2})
        for who in people
        for kind in ("organisational", "personal")
    ]
    ties = {
        ("e", "d"): 0.6,
        ("g", "d"): 0.3,
        ("u", "e"): 0.3,
        ("x", "e"): 0.3,
        ("d", "g"): 0.5,
        ("d", "u"): 0.5,
        ("e", "g"): 0.3,
    }
    G = build(
        people,
        ties={tie: {"weight": weight, "confidence": 0.99} for tie, weight in ties.items()},
        motives=motives,
        team={"t": {"level": 1}},
        bonds={("t", "d"): {"relationship": "trusted"}},
        stage="evaluate",
        as_of=AS_OF,
        reorganised_on=days_ago(300),
    )
    report = check_coverage(G, previous=G)
    assert report.findings["rule"].tolist() == []
    assert report.unknowns["rule"].tolist() == []
    assert report.score == pytest.approx(0.832)  # trusted is .8; the two influencers 1 - .2 * .2: (4 * .8 + .96) / 5
