"""Claims of three values, and figures with bounds."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.analysis.facts.claims import Extent, all_of, any_of, denied

VALUES = (True, False, None)
numbers = st.floats(-10, 10)


def readings(claims: tuple[bool | None, ...]) -> list[tuple[bool, ...]]:
    """Return the claims with every unknown one taken either way."""
    return list(product(*((claim,) if claim is not None else (True, False) for claim in claims)))


def agreed(outcomes: set[bool]) -> bool | None:
    return outcomes.pop() if len(outcomes) == 1 else None


@pytest.mark.parametrize("claims", [claims for n in range(4) for claims in product(VALUES, repeat=n)])
def test_a_claim_is_known_where_every_reading_agrees(claims: tuple[bool | None, ...]) -> None:
    assert any_of(*claims) is agreed({any(each) for each in readings(claims)})
    assert all_of(*claims) is agreed({all(each) for each in readings(claims)})


@pytest.mark.parametrize("claims", list(product(VALUES, repeat=2)))
def test_de_morgan(claims: tuple[bool | None, ...]) -> None:
    assert denied(any_of(*claims)) is all_of(*map(denied, claims))


@given(st.tuples(numbers, numbers, numbers).map(sorted), numbers)
def test_comparisons_hold_for_every_figure_within_the_bounds(figures: list[float], limit: float) -> None:
    low, inside, high = figures
    extent, exact = Extent(inside, low, high), Extent.of(inside)
    for name in ("at_least", "at_most", "below"):
        claim, truth = getattr(extent, name)(limit), getattr(exact, name)(limit)
        assert truth is not None
        assert claim in (None, truth)
        assert getattr(extent.noted, name)(limit) is truth


def test_bounds_on_both_sides_of_the_limit_tell_nothing() -> None:
    extent = Extent(None, 0.0, 2.0)
    assert (extent.at_least(1), extent.at_most(1), extent.below(1)) == (None, None, None)
    assert (extent.at_least(0), extent.at_most(2), extent.below(0)) == (True, True, False)
    assert (extent.at_least(3), extent.at_most(-1), extent.below(3)) == (False, False, True)


def test_rounding_does_not_cross_a_limit() -> None:
    assert Extent.of(0.1 + 0.2).at_most(0.3) is True  # .30000000000000004
    assert Extent.of(0.1 + 0.2).below(0.3) is False


def test_what_is_not_noted_has_the_widest_bounds() -> None:
    assert Extent.of(None, high=1.0) == Extent(None, 0.0, 1.0)
    assert Extent.of(None).high == math.inf
    assert Extent.of(None).noted == Extent.of(None)
