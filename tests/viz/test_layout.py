"""Rows, lanes, grids and seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from viz.sample_maps import chain, person, row_of

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.org_grid import card_scale, choose_grid, fit_grid
from stakeholder_graph.viz.layout.placement import place_contacts
from stakeholder_graph.viz.layout.seating import Lane, LaneKind, Row, RowKind, seat_contacts

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts

AREA = Box(100, 150, 1400, 900)


def company(**extra: dict[str, object]) -> list[ContactFacts]:
    """Return a board of one, and two departments with two levels each."""
    facts: dict[str, dict[str, object]] = {
        "boss": {"department": "Board", "level": 1, "roles": ("decision_maker",)},
        "cfo": {"department": "Finance", "level": 1},
        "con": {"department": "Finance", "level": 2},
        "cio": {"department": "IT", "level": 1},
        "dev": {"department": "IT", "level": 3},
        **extra,
    }
    return [person(name, **attributes) for name, attributes in sorted(facts.items())]


# ------------------------------------------------------------------ seating


def test_a_department_of_top_people_floats_above_the_lanes() -> None:
    seating = seat_contacts(company(), 10, 7)
    assert seating.rows_of["boss"] == Row(RowKind.BAND, 0, "Board")
    assert "boss" not in seating.lanes_of
    assert seating.has_band
    assert seating.lanes == (Lane(LaneKind.DEPARTMENT, "Finance"), Lane(LaneKind.DEPARTMENT, "IT"))
    assert [row.kind for row in seating.rows] == [RowKind.BAND, RowKind.LEVEL, RowKind.LEVEL, RowKind.LEVEL]


def test_the_decision_makers_department_floats_before_a_larger_one() -> None:
    extra = {"x": {"department": "Advisers", "level": 1}, "y": {"department": "Advisers", "level": 1}}
    assert seat_contacts(company(**extra), 10, 7).rows[0].name == "Board"


def test_with_two_departments_none_floats() -> None:
    people = [one for one in company() if one.department != "IT"]
    assert not seat_contacts(people, 10, 7).has_band


def test_without_levels_none_floats() -> None:
    people = [person("a", department="A"), person("b", department="B"), person("c", department="C")]
    seating = seat_contacts(people, 10, 7)
    assert not seating.has_band
    assert seating.rows == (Row(RowKind.UNKNOWN),)


def test_outsiders_and_people_without_department_have_lanes_at_the_right() -> None:
    extra = {"o": {"outside": True, "level": 2}, "u": {"level": 2}, "a": {"outside": True, "department": "IT"}}
    seating = seat_contacts(company(**extra), 10, 7)
    assert seating.lanes[-2:] == (Lane(LaneKind.OUTSIDE), Lane(LaneKind.UNKNOWN))
    assert seating.lanes_of["a"] == Lane(LaneKind.DEPARTMENT, "IT")


def test_outsiders_without_a_level_stand_by_their_share() -> None:
    guests = {name: {"outside": True, "share": share} for name, share in (("o1", 0.1), ("o2", 0.3), ("o3", 0.2))}
    seating = seat_contacts(company(**guests), 10, 7)
    assert Row(RowKind.UNKNOWN) not in seating.rows
    assert seating.rows_of["o2"] <= seating.rows_of["o3"] <= seating.rows_of["o1"]
    assert seating.rows_of["o2"] < seating.rows_of["o1"]


def test_outsiders_stay_unranked_where_nobody_has_a_level() -> None:
    people = [person("a", department="A"), person("o", outside=True)]
    assert seat_contacts(people, 10, 7).rows == (Row(RowKind.UNKNOWN),)


def test_an_outsider_in_a_department_gets_no_row_among_its_people() -> None:
    seating = seat_contacts(company(o={"outside": True, "department": "IT"}), 10, 7)
    assert seating.rows_of["o"] == Row(RowKind.UNKNOWN)


def test_the_smallest_departments_share_a_lane() -> None:
    people = [
        person(f"p{number}{size}", department=f"D{number}", level=2)
        for number in range(5)
        for size in range(number + 1)
    ]
    people.append(person("o", outside=True, level=2))
    seating = seat_contacts(people, 4, 7)
    assert seating.lanes == (
        Lane(LaneKind.DEPARTMENT, "D3"),
        Lane(LaneKind.DEPARTMENT, "D4"),
        Lane(LaneKind.MERGED),
        Lane(LaneKind.OUTSIDE),
    )


def test_one_lane_holds_everybody() -> None:
    assert seat_contacts((*row_of(3).contacts, person("x", department="IT")), 1, 7).lanes == (Lane(LaneKind.MERGED),)


def test_the_deepest_levels_share_a_row() -> None:
    people = [person(f"p{level}", level=level) for level in (1, 2, 4, 8, 9)]
    seating = seat_contacts(people, 10, 3)
    assert seating.rows == (Row(RowKind.LEVEL, 1), Row(RowKind.LEVEL, 2), Row(RowKind.DEEPER, 4))
    assert seating.rows_of["p9"] == Row(RowKind.DEEPER, 4)


# ------------------------------------------------------------------ grid


@pytest.mark.parametrize("count", [1, 2, 5, 10, 20, 40, 60])
def test_every_card_finds_room(count: int) -> None:
    seating, grid = fit_grid(row_of(count, level=2, department="IT").contacts, AREA)
    (lane,) = grid.columns
    assert grid.columns[lane] * sum(grid.lines.values()) >= count
    assert grid.card_width >= 100
    assert grid.card_height >= 42
    assert len(seating.rows_of) == count


def test_cards_grow_where_there_is_room_and_keep_their_shape() -> None:
    _, grid = fit_grid(row_of(2, level=2).contacts, AREA)
    assert grid.scale == pytest.approx(1.35)
    assert grid.card_width / grid.card_height == pytest.approx(204 / 72)


def test_a_crowded_page_keeps_the_usual_size() -> None:
    _, grid = fit_grid(row_of(60, level=2).contacts, AREA)
    assert grid.scale == 1.0


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(204, 72, 1.0), (100, 42, 1.0), (408, 144, 2.0), (408, 72, 1.0)]
)
def test_everything_on_a_card_grows_with_the_smaller_side(width: float, height: float, scale: float) -> None:
    assert card_scale(width, height) == scale


def test_lanes_and_rows_are_merged_until_cards_can_be_read() -> None:
    # Ten departments on ten levels of their own, six people each: one lane and row each would leave cards of 2 px.
    people = [person(f"p{number:02}", department=f"D{number % 10}", level=1 + number % 10) for number in range(60)]
    strict = choose_grid(seat_contacts(people, 10, 10), AREA)
    seating, grid = fit_grid(people, AREA)
    assert not strict.is_readable
    assert grid.is_readable
    assert len(seating.lanes) < 10


def test_lines_below_the_band_make_room_for_the_names_of_the_lanes() -> None:
    _, grid = fit_grid(company(), AREA)
    above = grid.line_y(0) - grid.line_y(1)
    below = grid.line_y(1) - grid.line_y(2)
    assert above == pytest.approx(below + 36)
    assert grid.header_top == pytest.approx(AREA.y1 - grid.line_pitch)


# ------------------------------------------------------------------ placement


def test_everybody_has_a_seat_of_their_own_in_their_lane() -> None:
    people = company(o={"outside": True, "level": 2}, u={})
    layout = place_contacts(people, [("boss", "dev"), ("con", "cio"), ("o", "cfo")], AREA)
    assert len(set(layout.cells.values())) == len(people)
    spans = {lane: (left, right) for lane, left, right in layout.lane_spans()}
    for contact, lane in layout.seating.lanes_of.items():
        left, right = spans[lane]
        assert left < layout.center(contact)[0] < right
    for contact in layout.cells:
        card = layout.card(contact)
        assert card.center == pytest.approx(layout.center(contact))
        assert AREA.x0 <= card.x0 < card.x1 <= AREA.x1
        assert AREA.y0 <= card.y0 < card.y1 <= AREA.y1


def test_outsiders_stay_at_the_right() -> None:
    layout = place_contacts(company(o={"outside": True, "level": 2}), [("o", "cfo"), ("o", "con")], AREA)
    assert layout.lane_order[-1].kind is LaneKind.OUTSIDE


def test_seniority_goes_down_the_page() -> None:
    layout = place_contacts(company(), [("boss", "dev")], AREA)
    heights = [layout.center(name)[1] for name in ("boss", "cfo", "con", "dev")]
    assert heights == sorted(heights, reverse=True)
    middles = [middle for _, middle in layout.row_middles()]
    assert middles == sorted(middles, reverse=True)


def test_those_who_are_linked_sit_side_by_side() -> None:
    # Nine in one row; the ends of a chain in alphabetical order would be eight seats apart.
    facts = chain(9)
    layout = place_contacts(facts.contacts, [("c00", "c08")], AREA)
    (line, column), (other_line, other_column) = layout.cells["c00"], layout.cells["c08"]
    assert abs(line - other_line) + abs(column - other_column) == 1


def test_the_same_input_is_placed_the_same_way_and_a_seed_changes_it() -> None:
    facts = chain(20)
    links = [(tie.source, tie.target) for tie in facts.ties]
    first = place_contacts(facts.contacts, links, AREA)
    assert place_contacts(facts.contacts, links, AREA) == first
    assert place_contacts(facts.contacts, links, AREA, seed=1).cells != first.cells


def test_without_links_people_sit_in_order() -> None:
    layout = place_contacts(row_of(5, level=1).contacts, [], AREA)
    seats = [layout.cells[f"c{number:02}"] for number in range(5)]
    assert seats == sorted(seats)


def test_a_single_contact_with_a_tie_to_itself_is_placed() -> None:
    assert place_contacts([person("a", level=1)], [("a", "a")], AREA).cells == {"a": (0, 0)}


def test_two_lanes_of_one_seat_each_can_change_places() -> None:
    people = [person("a", department="A", level=1), person("b", department="B", level=1)]
    assert set(place_contacts(people, [("a", "b")], AREA).cells.values()) == {(0, 0), (0, 1)}
