"""How far several motives of one contact pull together."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.analysis.facts.motive import Motive, motive_pull, motive_sign, weighted_mean

# On a grid, as people note them; a strength of 0 says that a motive does not matter and is a case of its own.
directions = st.integers(-20, 20).map(lambda place: place / 20)
strengths = st.integers(1, 20).map(lambda place: place / 20)
known_motives = st.lists(st.builds(Motive, st.just("personal"), directions, strengths), max_size=5)
motives = st.lists(st.builds(Motive, st.just("personal"), st.none() | directions, st.none() | strengths), max_size=5)


def of(*pairs: tuple[float | None, float | None]) -> list[Motive]:
    return [Motive("personal", direction, strength) for direction, strength in pairs]


@pytest.mark.parametrize(
    ("noted", "pull"),
    [
        (of(), None),
        (of((0.4, None)), 0.4),
        (of((0.4, None), (0.4, 0.3)), 0.4),
        (of((0.4, 0.5), (None, 0.5)), None),
        (of((0.4, None), (0.5, 0.5)), None),
        (of((1.0, 0.6), (-0.5, 0.2)), 0.625),  # (.6 - .1) / .8
        (of((0.5, 0.4), (-0.5, 0.4)), 0.0),
        (of((0.9, 0.0), (-0.5, 0.2)), -0.5),
        (of((0.9, 0.0), (-0.5, 0.0)), None),
        (of((1.0, 0.1), (1.0, 0.2), (-1.0, 0.3)), 0.0),  # .1 + .2 - .3 is 5.6e-17 in floating point
    ],
)
def test_how_far_motives_pull(noted: list[Motive], pull: float | None) -> None:
    assert motive_pull(noted) == pull


def test_rounding_pulls_nobody() -> None:
    assert motive_sign(of((1.0, 0.1), (1.0, 0.2), (-1.0, 0.3))) == 0
    assert motive_sign(of((-1.0, 0.3), (1.0, 0.2), (1.0, 0.1))) == 0


@given(known_motives)
def test_it_lies_among_the_directions(noted: list[Motive]) -> None:
    pull = motive_pull(noted)
    assert (pull is None) == (not noted)
    if pull is not None:
        assert min(motive.direction for motive in noted) <= pull <= max(motive.direction for motive in noted)


@given(known_motives, st.floats(0.01, 1))
def test_the_scale_of_the_strengths_makes_no_difference(noted: list[Motive], scale: float) -> None:
    scaled = [Motive(motive.kind, motive.direction, motive.strength * scale) for motive in noted]
    assert motive_pull(scaled) == pytest.approx(motive_pull(noted), abs=1e-12)


@given(motives, st.randoms(use_true_random=False))
def test_the_order_of_the_motives_makes_no_difference(noted: list[Motive], random) -> None:
    turned = random.sample(noted, len(noted))
    assert motive_pull(turned) == motive_pull(noted)
    assert motive_sign(turned) == motive_sign(noted)


@given(known_motives | motives)
def test_the_pull_and_the_sign_agree(noted: list[Motive]) -> None:
    pull = motive_pull(noted)
    if pull is not None:
        assert motive_sign(noted) == (pull > 0) - (pull < 0)


@given(known_motives)
def test_the_other_way_round_it_pulls_the_other_way(noted: list[Motive]) -> None:
    turned = [Motive(motive.kind, -motive.direction, motive.strength) for motive in noted]
    pull = motive_pull(noted)
    assert motive_pull(turned) == (None if pull is None else -pull)


def test_the_weighted_mean_against_its_definition() -> None:
    pairs = [(0.2, 0.5), (-0.4, 0.25), (0.9, 1.0)]
    expected = sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
    assert math.isclose(weighted_mean(pairs), expected, abs_tol=1e-12)
