"""Where the motives of two people run against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.analysis.facts.motive import Motive
from stakeholder_graph.analysis.facts.opposition import Opposition, compare_motives

directions = st.integers(-20, 20).map(lambda place: place / 20)
strengths = st.integers(1, 20).map(lambda place: place / 20)


def lists_of_motives(*, unknown: bool) -> st.SearchStrategy[list[Motive]]:
    nothing = st.none() if unknown else st.nothing()
    return st.lists(
        st.builds(
            Motive,
            st.sampled_from(["organisational", "personal"]),
            nothing | directions,
            nothing | strengths,
            st.sampled_from([None, "cost", "time"]),
        ),
        max_size=4,
    )


known = lists_of_motives(unknown=False)
partly = lists_of_motives(unknown=True)


def of(topic: str | None, direction: float | None, strength: float | None = None) -> Motive:
    return Motive("organisational", direction, strength, topic)


def by_definition(first: list[Motive], second: list[Motive]) -> float | None:
    """Return sum s s' max(0, -d d') / sum s s' over the motives on one topic, as it is written down."""
    pairs = [(a, b) for a in first for b in second if a.topic == b.topic and a.topic is not None]
    weight = sum(a.strength * b.strength for a, b in pairs)
    against = sum(a.strength * b.strength * max(0.0, -a.direction * b.direction) for a, b in pairs)
    return against / weight if pairs else None


NOTHING = Opposition((), (), None, None)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], [], NOTHING),
        ([of("cost", 1.0)], [], NOTHING),
        ([of("cost", 1.0)], [of("time", -1.0)], NOTHING),
        ([of(None, 1.0)], [of(None, -1.0)], NOTHING),
        ([of("cost", 0.5)], [of("cost", -0.8)], Opposition(("cost",), ("cost",), True, 0.4)),
        ([of("cost", 0.5)], [of("cost", 0.8)], Opposition(("cost",), (), False, 0.0)),
        ([of("cost", 0.0)], [of("cost", -0.8)], Opposition(("cost",), (), False, 0.0)),
        ([of("cost", None)], [of("cost", -0.8)], Opposition(("cost",), (), None, None)),
        (  # opposed on one topic, whatever the other one turns out to be
            [of("cost", 0.5), of("time", None)],
            [of("cost", -0.8), of("time", 1.0)],
            Opposition(("cost", "time"), ("cost",), True, None),
        ),
        (  # strengths are needed where the topics differ: (.25 * .4 + 1 * 0) / 1.25
            [of("cost", 0.5, 0.5), of("time", 0.5, 1.0)],
            [of("cost", -0.8, 0.5), of("time", 1.0, 1.0)],
            Opposition(("cost", "time"), ("cost",), True, 0.08),
        ),
        (
            [of("cost", 0.5), of("time", 0.5, 1.0)],
            [of("cost", -0.8, 0.5), of("time", 1.0, 1.0)],
            Opposition(("cost", "time"), ("cost",), True, None),
        ),
        (  # the most opposed topic first
            [of("cost", 0.5, 1.0), of("time", 1.0, 1.0)],
            [of("cost", -0.8, 1.0), of("time", -1.0, 1.0)],
            Opposition(("cost", "time"), ("time", "cost"), True, 0.7),
        ),
        (  # several motives on one topic: every two count, (.5 + 0) / 2
            [of("cost", 0.5, 0.4), of("cost", -0.5, 0.4)],
            [of("cost", -1.0, 1.0)],
            Opposition(("cost",), ("cost",), True, 0.25),
        ),
    ],
)
def test_by_hand(first: list[Motive], second: list[Motive], expected: Opposition) -> None:
    assert compare_motives(first, second) == expected


@given(known, known)
def test_against_the_definition(first: list[Motive], second: list[Motive]) -> None:
    assert compare_motives(first, second).conflict == pytest.approx(by_definition(first, second), abs=1e-12)


@given(partly, partly)
def test_it_is_the_same_from_both_sides(first: list[Motive], second: list[Motive]) -> None:
    assert compare_motives(first, second) == compare_motives(second, first)


@given(partly, partly)
def test_it_lies_in_its_range(first: list[Motive], second: list[Motive]) -> None:
    seen = compare_motives(first, second)
    assert seen.conflict is None or 0 <= seen.conflict <= 1
    assert set(seen.opposed_topics) <= set(seen.topics)
    assert (seen.opposed is True) == bool(seen.opposed_topics)
    if seen.conflict is not None:
        assert seen.opposed == (seen.conflict > 0)


@given(known, known, st.floats(0.01, 1))
def test_the_scale_of_the_strengths_makes_no_difference(
    first: list[Motive], second: list[Motive], scale: float
) -> None:
    scaled = [replace(motive, strength=motive.strength * scale) for motive in first]
    assert compare_motives(scaled, second).conflict == pytest.approx(compare_motives(first, second).conflict, abs=1e-12)


@given(partly, partly, st.randoms(use_true_random=False))
def test_the_order_of_the_motives_makes_no_difference(first: list[Motive], second: list[Motive], random) -> None:
    turned = random.sample(first, len(first)), random.sample(second, len(second))
    assert compare_motives(*turned) == compare_motives(first, second)


@given(known)
def test_nobody_of_one_mind_is_against_himself(noted: list[Motive]) -> None:
    served = [replace(motive, direction=abs(motive.direction)) for motive in noted]
    assert compare_motives(served, served).conflict in (None, 0)
