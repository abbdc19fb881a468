"""Pushing things apart: along a line, and into columns of a lane."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.viz.layout.spreading import spread_apart
from stakeholder_graph.viz.layout.sub_columns import Cell, columns_of_lanes, seat_cell

PLACES = st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=12)


def test_what_has_room_stays() -> None:
    assert spread_apart([90.0, 50.0, 10.0], [10.0] * 3, (0.0, 100.0)) == [90.0, 50.0, 10.0]


def test_two_at_one_place_give_way_by_half_each() -> None:
    # 10 px of room each and a gap of 4: 14 px between the middles, 7 px for each.
    assert spread_apart([50.0, 50.0], [10.0, 10.0], (0.0, 100.0), gap=4.0) == [57.0, 43.0]


def test_sizes_may_differ() -> None:
    # The middles of 10 and 30 px stand 20 px apart.
    assert spread_apart([50.0, 50.0], [10.0, 30.0], (0.0, 100.0)) == [60.0, 40.0]


def test_nothing_leaves_the_span() -> None:
    assert spread_apart([2.0, 1.0], [10.0, 10.0], (0.0, 100.0)) == [15.0, 5.0]
    assert spread_apart([99.0, 98.0], [10.0, 10.0], (0.0, 100.0)) == [95.0, 85.0]


def test_too_many_stand_evenly_over_the_span() -> None:
    assert spread_apart([50.0] * 3, [60.0] * 3, (0.0, 100.0)) == [70.0, 50.0, 30.0]


def test_nothing_is_nowhere() -> None:
    assert spread_apart([], [], (0.0, 1.0)) == []


@given(PLACES)
def test_they_keep_order_room_and_span(places: list[float]) -> None:
    ordered, size = sorted(places, reverse=True), 100.0 / 13
    found = spread_apart(ordered, [size] * len(ordered), (0.0, 100.0))
    assert all(upper - lower >= size - 1e-6 for upper, lower in pairwise(found))
    assert found[0] <= 100 - size / 2 + 1e-6
    assert found[-1] >= size / 2 - 1e-6


@given(PLACES)
def test_no_other_places_are_nearer(places: list[float]) -> None:
    # Moving the whole of what was found a little up or down makes the squared moves no smaller, where the span allows.
    ordered = sorted(places, reverse=True)
    found = spread_apart(ordered, [5.0] * len(ordered), (-1000.0, 1000.0))

    def cost(shift: float) -> float:
        return sum((place + shift - wanted) ** 2 for place, wanted in zip(found, ordered, strict=True))

    assert cost(0.0) <= min(cost(0.5), cost(-0.5)) + 1e-6


# ------------------------------------------------------------------ columns


def test_who_has_room_stands_in_the_first_column_at_the_height_wanted() -> None:
    seats = seat_cell(Cell((0.0, 100.0), ((20.0, 10.0), (80.0, 10.0))), 3)
    assert [(seat.column, seat.y) for seat in seats] == [(0, 20.0), (0, 80.0)]


def test_who_stands_at_one_height_flows_into_columns() -> None:
    seats = seat_cell(Cell((0.0, 100.0), ((50.0, 10.0),) * 3), 3)
    assert [(seat.column, seat.y) for seat in seats] == [(0, 50.0), (1, 50.0), (2, 50.0)]


def test_the_most_crowded_lane_gets_the_columns() -> None:
    crowded = Cell((0.0, 400.0), ((200.0, 50.0),) * 4)
    quiet = Cell((0.0, 400.0), ((200.0, 50.0),))
    empty = Cell((0.0, 400.0))
    columns, fits = columns_of_lanes([[quiet], [crowded], [empty]], 8)
    # Four at one height in one column push the outer ones by 1.5 x 55 px; in two columns by 27.5, which is tolerated.
    assert columns == [1, 2, 0]
    assert fits


def test_columns_end_where_there_is_no_room_for_more() -> None:
    crowded = Cell((0.0, 100.0), ((50.0, 50.0),) * 9)
    columns, fits = columns_of_lanes([[crowded]], 3)
    assert columns == [3]
    assert not fits  # three of 50 px in 100 px
    assert columns_of_lanes([[crowded]], 9) == ([9], True)


@pytest.mark.parametrize("count", [1, 7, 30])
def test_nobody_in_a_column_covers_another(count: int) -> None:
    blocks = tuple(((37.0 * number) % 300.0, 20.0) for number in range(count))
    seats = seat_cell(Cell((0.0, 300.0), blocks), 3)
    for column in range(3):
        heights = sorted(seat.y for seat in seats if seat.column == column)
        assert all(upper - lower >= 20.0 for lower, upper in pairwise(heights))
