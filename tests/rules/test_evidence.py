"""What the evidence of single findings says, word for word, where a template has variants or figures."""

from __future__ import annotations

import re

import pytest
from rules.maps import AS_OF, COACH, DM, build, days_ago

import stakeholder_graph as sg
from stakeholder_graph.rules.coverage import check_coverage

GK = {"roles": ("gatekeeper",)}
NEVER = {"relationship": "none"}
ANTI = {"stance": -0.7, "stated_influence": 0.9}


def evidence(rule: str, G: sg.BuyingCenter, lang: str = "en") -> list[str]:
    found = check_coverage(G).to_frame(lang)
    return found.loc[found["rule"] == rule, "evidence"].tolist()


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"stance": -0.1, "relationship": "familiar"}, "g (stance −0.1)"),
        ({"stance": 0.1} | NEVER, "g (never met)"),
        ({"stance": -0.1} | NEVER, "g (stance −0.1, never met)"),
        ({"stance": -0.1}, "g (stance −0.1)"),
        (NEVER, "g (never met)"),
    ],
)
def test_a_gatekeeper_is_against_or_never_met_or_both(columns: dict, said: str) -> None:
    assert evidence("COV-009", build({"g": GK | columns})) == [f"Not managed: {said}."]


@pytest.mark.parametrize(("step", "said"), [("first_contact", "d (first contact, through Tom)"), ("none", "d (none)")])
def test_who_of_ours_has_the_best_tie_is_named_where_there_is_one(step: str, said: str) -> None:
    G = build({"d": DM}, team={"t": {"name": "Tom"}}, bonds={("t", "d"): {"relationship": step}})
    assert evidence("COV-015", G) == [f"Key and hardly known to us: {said}."]


def test_the_worst_voice_is_named() -> None:
    # .5 * -.2 = -.1 and .3 * -.9 = -.27, in all -.37.
    G = build({"a": {"stance": -0.2}, "b": {"stance": -0.9}, "d": DM}, ties={("a", "d"): 0.5, ("b", "d"): 0.3})
    assert evidence("NET-003", G) == ["d hears −0.37 in all, worst from b."]


def test_a_circle_is_told_from_its_first_member_on() -> None:
    G = build({"x": {"reports_to": "a"}, "c": {"reports_to": "b"}, "a": {"reports_to": "c"}, "b": {"reports_to": "a"}})
    assert evidence("DAT-001", G) == ["In a circle: a → c → b → a."]


def test_two_circles_are_one_finding() -> None:
    G = build({"a": {"reports_to": "b"}, "b": {"reports_to": "a"}, "c": {"reports_to": "d"}, "d": {"reports_to": "c"}})
    assert evidence("DAT-001", G) == ["In a circle: a → b → a; c → d → c."]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ({"a": ANTI, "d": DM}, "a: path 0.6, and we have no coach."),
        ({"a": ANTI, "c": COACH, "d": DM}, "a: path 0.6, our best coach 0."),
    ],
)
def test_an_opponent_is_held_against_our_coach(people: dict, said: str) -> None:
    assert evidence("COA-012", build(people, ties={("a", "d"): 0.6})) == [said]


def test_days_and_dates() -> None:
    G = build({"c": COACH | {"name": "Li Na", "last_contact": days_ago(31)}}, as_of=AS_OF)
    assert evidence("COA-010", G) == ["Li Na: last contact 31 days ago (2026-02-28); the limit is 30."]
    assert evidence("COA-010", G, "zh") == ["Li Na：最近一次联系在 31 天前（2026-02-28），上限为 30 天。"]


def test_roles_and_stages_are_labelled() -> None:
    people = {role: {"roles": (role,)} for role in ("decision_maker", "purchaser")}
    G = build(people, stage="contract")
    assert evidence("COV-005", G) == ["Required in the stage “contract” and held by nobody: gatekeeper."]
    assert evidence("COV-005", G, "zh") == ["“签约”阶段必需而无人担任：信息门卫。"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "c (not known: coach: credible, coach: trusts us, coach: wants us to win, stance)"),
        (COACH | {"stance": None}, "c (not known: stance)"),
        (COACH | {"stance": 0.0}, "c (undecided, or has not acted)"),
    ],
)
def test_what_a_coach_still_has_to_show(columns: dict, said: str) -> None:
    assert evidence("COA-002", build({"c": columns | {"labelled_coach": True}})) == [f"Only a candidate: {said}."]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"confidence": 0.4, "evidence_tier": 4}, "d (confidence 0.4)"),
        ({"confidence": 0.6, "evidence_tier": 4}, "d (from the title only)"),
        ({"evidence_tier": 4}, "d (from the title only)"),
    ],
)
def test_a_guess_says_why_it_is_one(columns: dict, said: str) -> None:
    assert evidence("RF-002", build({"d": DM | columns})) == [f"Hardly more than a guess: {said}."]


def test_key_people_behind_us_are_counted() -> None:
    people = {"d": DM | {"stance": 0.5}, "e": DM | {"stance": 0.0}}
    assert evidence("RF-010", build(people)) == ["For us: 1 of 2 key people; not behind us: e."]
    people |= {"f": DM, "g": DM | {"stance": -0.1}}
    said = ["For us: 1 of 3 key people whose stance is known, not known: 1; not behind us: e, g."]
    assert evidence("RF-010", build(people)) == said
    assert evidence("RF-010", build(people), "zh") == [
        "立场已知的 3 位关键人物中 1 位支持我方，另有 1 位立场未知；未站在我方的：e、g。"
    ]


@pytest.mark.parametrize(
    ("stance", "said"), [(-0.84, "−0.8"), (-1.0, "−1.0"), (0.0, "0.0"), (-0.04, "0.0"), (0.0499, "0.0")]
)
def test_a_stance_has_one_decimal_and_a_true_minus(stance: float, said: str) -> None:
    G = build({"d": DM | {"stance": stance}}, stage="select")
    assert evidence("RF-014", G) == [f"Not won: d (stance {said})."]
    assert evidence("RF-014", G, "zh") == [f"尚未争取到：d（立场 {said}）。"]


def test_the_words_that_mean_nothing_to_us_are_named() -> None:
    G = build({"a": {"raw_role": "Grand Vizier; User; Vizier", "roles": ("user",)}})
    assert evidence("DAT-004", G) == ["Not understood: a (“Grand Vizier”, “Vizier”)."]
    assert evidence("DAT-004", G, "zh") == ["无法识别：a（“Grand Vizier”、“Vizier”）。"]


def test_an_empty_map_and_a_map_of_insiders_are_two_things() -> None:
    assert evidence("COV-013", sg.BuyingCenter()) == ["Nobody is on the map yet."]
    assert evidence("COV-013", build({"a": {}})) == ["Everybody on the map belongs to the customer."]


def test_threads_are_counted() -> None:
    G = build({"a": {"relationship": "familiar"}, "b": {"relationship": "trusted"}})
    assert evidence("COV-008", G) == ["2 of at least 3 threads: a, b."]
    assert evidence("COV-008", sg.BuyingCenter()) == ["No thread of at least 3."]


def test_candidates_for_a_coach_are_named_where_there_is_a_sign() -> None:
    signs = {"a": {"coach_wants_us": True}, "b": {"labelled_coach": True}, "c": {}, "d": {"coach_wants_us": False}}
    assert evidence("COA-001", build(signs)) == ["Nobody is a coach yet; most promising: a, b."]


def test_how_far_a_stance_fell_is_told() -> None:
    before = build({"a": {"name": "Li Na", "stance": 0.25}, "b": {"stance": -0.1}})
    after = build({"a": {"name": "Li Na", "stance": -0.15}, "b": {"stance": -0.1}})
    report = check_coverage(after, previous=before)
    told = {lang: report.to_frame(lang).set_index("rule").loc["TIM-004", "evidence"] for lang in ("en", "zh")}
    assert told["en"] == "Fell by 0.4 or more: Li Na (+0.25 → −0.15)."
    assert told["zh"] == "下降 0.4 或以上：Li Na（+0.25 → −0.15）。"


def test_without_an_earlier_snapshot_one_is_asked_for() -> None:
    asked = check_coverage(build({"d": DM | {"stance": 0.1}})).unknowns.set_index("rule").loc["TIM-004"]
    assert (asked["contacts"], asked["missing"]) == ((), ("previous",))
    assert asked["question"].startswith("How did this map look at the last review? Without")


def test_who_is_not_sure_to_be_among_the_first_and_what_to_verify() -> None:
    ties = {(voice, "d"): {"weight": 0.4, "confidence": 0.0} for voice in "bc"}  # anything between 0 and 1
    G = build({"d": DM, "a": {}, "b": {"name": "Li Na"}, "c": {}}, ties={("a", "d"): {"weight": 0.9}, **ties})
    said = {lang: check_coverage(G).to_frame(lang).set_index("rule").loc["NET-007"] for lang in ("en", "zh")}
    # a is drawn from Beta(10, 2), b and c anywhere: each of these is the last in about half of the draws
    told = re.fullmatch(
        r"Not sure to be among the first 3: Li Na \((\d\d) % of 1000 draws\); c \((\d\d) % of 1000 draws\)\.",
        said["en"]["evidence"],
    )
    assert told is not None
    assert all(50 <= int(part) <= 65 for part in told.groups())
    assert said["en"]["action"] == "Verify first the ties that bear most on it: Li Na → d, c → d."
    assert said["zh"]["action"] == "先核实对此影响最大的关系：Li Na → d、c → d。"
    assert said["en"]["confidence"] == 0.0
    assert said["en"]["severity"] == "info"
