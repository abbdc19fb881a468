"""How covered each role is, and the one figure for all."""

from __future__ import annotations

import math

import pytest
from rules.maps import DM, build

import stakeholder_graph as sg
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES, ROLE_NEEDS

USER = {"roles": ("user",)}
FAMILIAR, TRUSTED, NONE = ({"relationship": step} for step in ("familiar", "trusted", "none"))


def roles(people: dict, **account):
    return check_coverage(build(people, **account)).roles


def test_ten_rows_in_the_order_of_the_vocabulary() -> None:
    table = roles({})
    assert list(table.index) == list(ROLES)
    assert table.index.name == "role"
    assert list(table.columns) == [
        "need",
        "holders",
        "met",
        "not_met",
        "relationship_unknown",
        "coverage",
        "status",
        "missing",
    ]
    assert table["coverage"].dtype == "float64"


@pytest.mark.parametrize("stage", PURCHASE_STAGES)
def test_needs_are_those_of_the_stage(stage: str) -> None:
    assert roles({}, stage=stage)["need"].to_dict() == {role: ROLE_NEEDS[role][stage] for role in ROLES}


@pytest.mark.parametrize(
    ("people", "status", "missing"),
    [
        ({"u": USER | FAMILIAR, "v": USER}, "covered", ""),
        ({"u": USER | NONE}, "not_met", "nobody of ours has met u"),
        ({"u": USER | NONE, "v": USER}, "unknown", "whether any of ours has met v"),
        ({"u": USER | {"status": "placeholder", "name": "Users"}}, "placeholder", "the name behind Users"),
        ({"u": USER | {"status": "left"}}, "empty", "who holds this role"),
        ({}, "empty", "who holds this role"),
    ],
)
def test_status(people: dict, status: str, missing: str) -> None:
    row = roles(people).loc["user"]
    assert (row["status"], row["missing"]) == (status, missing)


def test_holders_are_split_by_whether_we_have_met_them() -> None:
    row = roles({"c": USER, "b": USER | NONE, "a": USER | FAMILIAR, "z": USER | {"status": "left"}}).loc["user"]
    assert row["holders"] == ("a", "b", "c")
    assert (row["met"], row["not_met"], row["relationship_unknown"]) == (("a",), ("b",), ("c",))


@pytest.mark.parametrize(
    ("people", "coverage"),
    [
        ({"u": USER | FAMILIAR}, 0.55),  # the strength of the step
        ({"u": USER | FAMILIAR, "v": USER | TRUSTED}, 0.91),  # 1 - .45 * .2
        ({"u": USER | FAMILIAR, "v": USER}, 0.55),  # what is not known is left out
        ({"u": USER | NONE}, 0.0),
        ({"u": USER}, math.nan),
        ({}, math.nan),
    ],
)
def test_coverage_of_a_role(people: dict, coverage: float) -> None:
    assert roles(people).loc["user", "coverage"] == pytest.approx(coverage, nan_ok=True)


# Contract requires these three.
GATE, PURCHASER = {"roles": ("gatekeeper",)}, {"roles": ("purchaser",)}


def test_score_over_the_required_roles() -> None:
    people = {"g": GATE | FAMILIAR, "d": DM | TRUSTED, "p": PURCHASER | NONE, "u": USER | TRUSTED}
    report = check_coverage(build(people, stage="contract"))
    assert report.score == pytest.approx(0.45)  # (.55 + .8 + 0) / 3
    assert report.score_range == pytest.approx((0.45, 0.45))


def test_an_empty_role_counts_nothing_and_an_unknown_one_is_left_out() -> None:
    report = check_coverage(build({"g": GATE, "d": DM | TRUSTED}, stage="contract"))
    assert report.score == pytest.approx(0.4)  # (.8 + 0) / 2: the purchaser is empty, the gatekeeper not known
    assert report.score_range == pytest.approx((0.8 / 3, 1.75 / 3))  # the gatekeeper at 0 and at .95


def test_nothing_known() -> None:
    report = check_coverage(build({"u": USER}, stage="review"))
    assert math.isnan(report.score)
    assert report.score_range == pytest.approx((0.0, 0.95))


def test_the_empty_map_scores_nothing() -> None:
    report = check_coverage(sg.BuyingCenter())
    assert report.score == 0
    assert report.score_range == (0, 0)


def test_a_partly_known_role() -> None:
    report = check_coverage(build({"u": USER | FAMILIAR, "v": USER}, stage="review"))
    assert report.score == pytest.approx(0.55)
    assert report.score_range == pytest.approx((0.55, 1 - 0.45 * 0.05))


@pytest.mark.parametrize("more", [{"role": None}, {"role": "marketer"}])
def test_more_contacts_without_a_required_role_change_nothing(more: dict) -> None:
    people = {"d": DM | TRUSTED}
    extra = {f"x{i}": {"roles": (more["role"],) if more["role"] else ()} | TRUSTED for i in range(5)}
    before, after = (check_coverage(build(p, stage="select")) for p in (people, people | extra))
    assert before.score == after.score
