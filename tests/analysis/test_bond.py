"""How strong a relationship is, and how it fades."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.analysis.facts.bond import PACE, Bond, Pace, best_bond, half_life, read_bond
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_TRENDS, STEP_STRENGTHS

DAY = dt.date(2026, 6, 30)
STEPS = tuple(STEP_STRENGTHS)


def bond(step: str | None = "trusted", *, days: int | None = None, **columns: Any) -> Bond:
    """Return a bond of a step whose people last spoke so many days ago."""
    last_contact = None if days is None else DAY - dt.timedelta(days=days)
    return read_bond({"relationship": step, "last_contact": last_contact, **columns})


steps = st.sampled_from(STEPS)
trends = st.sampled_from([None, *RELATIONSHIP_TRENDS])
days_of_silence = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("step", "strength"),
    [("none", 0), ("first_contact", 0.2), ("acquainted", 0.35), ("familiar", 0.55), ("trusted", 0.8),
     ("relied_upon", 0.95)],
)  # fmt: skip
def test_what_a_step_is_worth(step: str, strength: float) -> None:
    assert bond(step).strength(DAY) == strength


def test_half_of_it_is_left_after_180_days() -> None:
    assert bond(days=180).strength(DAY) == 0.4
    assert bond(days=360).strength(DAY) == 0.2
    assert bond(days=0).strength(DAY) == 0.8


@pytest.mark.parametrize("gap", [7.5, 14, 90])
def test_eight_usual_gaps_leave_a_quarter(gap: float) -> None:
    # Navarro et al. (2017): silence of more than eight usual gaps means that the tie most likely decayed.
    assert bond(days=round(8 * gap), usual_gap_days=gap).left(DAY) == 0.25


def test_a_given_half_life_wins_and_short_gaps_do_not_make_us_forget_at_once() -> None:
    assert half_life(bond(half_life_days=12.0, usual_gap_days=30.0)) == 12.0
    assert half_life(bond(usual_gap_days=30.0)) == 120.0
    assert half_life(bond(usual_gap_days=7.5)) == half_life(bond(usual_gap_days=1.0)) == 30.0
    assert half_life(bond()) == 180.0


def test_the_pace_is_a_parameter() -> None:
    slow = Pace(half_life_days=360, gaps=8, shortest_days=60)
    assert [half_life(bond(usual_gap_days=gap), slow) for gap in (1.0, 30.0)] == [60, 240]
    assert half_life(bond(), slow) == 360
    assert half_life(bond(half_life_days=12.0), slow) == 12.0
    assert bond(days=180).strength(DAY, slow) == pytest.approx(0.8 / 2**0.5, abs=1e-15)
    assert (PACE.half_life_days, PACE.gaps, PACE.shortest_days) == (180, 4, 30)


@pytest.mark.parametrize(
    ("step", "trend", "strength"),
    [
        ("trusted", "stimulated", 0.83),  # .8 and a fifth of the way to .95
        ("trusted", "eased", 0.83),
        ("trusted", "strained", 0.75),  # .8 less a fifth of the way to .55
        ("trusted", "steady", 0.8),
        ("trusted", "tested", 0.8),
        ("trusted", None, 0.8),
        ("first_contact", "strained", 0.16),  # down to 0
        ("relied_upon", "stimulated", 0.96),  # up to 1
        ("none", "strained", 0.0),
        ("none", "stimulated", 0.0),
    ],
)
def test_a_trend_moves_a_step_by_a_fifth(step: str, trend: str | None, strength: float) -> None:
    assert bond(step, trend=trend).trended == pytest.approx(strength, abs=1e-15)


def test_a_trend_is_in_what_fades() -> None:
    assert bond(days=180, trend="stimulated").strength(DAY) == pytest.approx(0.415, abs=1e-15)


@pytest.mark.parametrize("trend", RELATIONSHIP_TRENDS)
def test_a_trend_does_not_move_a_strength_that_is_given(trend: str) -> None:
    assert bond(strength=0.6, trend=trend).strength(DAY) == 0.6
    assert bond(None, strength=0.6, trend=trend).strength(DAY) == 0.6


def test_without_a_date_nothing_fades_and_it_says_so() -> None:
    for relationship, day in ((bond(days=None), DAY), (bond(days=900), None), (bond(days=None), None)):
        assert relationship.strength(day) == 0.8
        assert relationship.left(day) is None
        assert not relationship.fades(day)
    assert bond(days=900).fades(DAY)


def test_what_is_not_known_stays_unknown_whatever_the_dates() -> None:
    unknown = bond(None, days=10, trend="eased")
    assert unknown.strength(DAY) is unknown.strength(None) is unknown.trended is None
    assert unknown.fades(DAY)


@given(steps, trends, st.lists(days_of_silence, min_size=2, unique=True).map(sorted))
def test_silence_never_makes_it_stronger(step: str, trend: str | None, days: list[int]) -> None:
    strengths = [bond(step, days=count, trend=trend).strength(DAY) for count in days]
    assert all(0 <= later <= earlier <= 1 for earlier, later in pairwise(strengths))


@given(trends, days_of_silence)
def test_a_higher_step_is_never_weaker(trend: str | None, days: int) -> None:
    strengths = [bond(step, days=days, trend=trend).strength(DAY) for step in STEPS]
    assert strengths == sorted(strengths)


@given(steps, days_of_silence, days_of_silence)
def test_fading_twice_is_fading_once(step: str, first: int, second: int) -> None:
    parts = [bond(step, days=days).left(DAY) for days in (first, second, first + second)]
    assert parts[0] * parts[1] == pytest.approx(parts[2], rel=1e-12)


def test_a_strength_that_is_given_wins_over_its_step() -> None:
    assert bond("familiar", strength=0.3).reliability == 0.3
    assert bond("familiar", strength=0.3).step == "familiar"
    assert bond(None, strength=0.0).step == "none"


def test_the_best_bond_is_the_strongest_one_and_then_the_first_teammates() -> None:
    bonds = [bond("familiar", teammate="b"), bond("familiar", teammate="a"), bond("none", teammate="c")]
    assert best_bond(bonds).teammate == "a"
    assert best_bond(reversed(bonds)).teammate == "a"
    assert best_bond([bond(None, teammate="a"), bond("none", teammate="b")]).teammate == "a"
