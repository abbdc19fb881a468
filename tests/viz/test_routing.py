"""Lines that find their way between the cards."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from viz.legibility import points_along
from viz.sample_maps import person

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.geometry.segments import (
    cross_segments,
    distances_to_line,
    meet_rectangles,
    polyline_meets,
    round_corners,
)
from stakeholder_graph.viz.layout.placement import OrgLayout, place_contacts
from stakeholder_graph.viz.routing.reporting_lines import descending, route_reporting
from stakeholder_graph.viz.routing.tie_routes import route_ties

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts

PAGE = Box(0, 0, 1000, 600)
AREA = Box(100, 150, 1400, 900)


def points(*pairs: tuple[float, float]) -> np.ndarray:
    return np.array(pairs, dtype=float)


def passes(course: np.ndarray, box: Box) -> bool:
    """Return whether a line has a point more than half a px inside a box, looked at point by point."""
    x, y = points_along(course).T
    return bool(((x > box.x0 + 0.5) & (x < box.x1 - 0.5) & (y > box.y0 + 0.5) & (y < box.y1 - 0.5)).any())


# ------------------------------------------------------------------ segments


@pytest.mark.parametrize(
    ("start", "end", "crosses"),
    [
        ((0, 5), (10, 5), True),
        ((0, 0), (10, 10), True),
        ((0, 5), (4, 5), False),
        ((0, 5), (5, 5), False),  # touches, and does not cross
        ((6, 0), (6, 10), False),
    ],
)
def test_segments_cross(start: tuple[float, float], end: tuple[float, float], crosses: bool) -> None:
    upright = points((5, 0), (5, 10))
    assert cross_segments(points(start), points(end), *upright).tolist() == [crosses]


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [
        ((0, 15), (40, 15), True),
        ((15, 15), (16, 16), True),
        ((0, 0), (40, 40), True),
        ((0, 10), (40, 10), False),  # along the edge
        ((0, 25), (15, 40), False),
        ((0, 19), (11, 30), False),
        ((10, 0), (10, 40), False),
        ((15, 0), (15, 40), True),
        ((0, 15), (5, 15), False),
    ],
)
def test_segments_meet_a_rectangle(start: tuple[float, float], end: tuple[float, float], meets: bool) -> None:
    assert meet_rectangles(points(start), points(end), np.array([[10.0, 10, 20, 20]])).tolist() == [meets]


def test_segments_agree_with_looking_point_by_point() -> None:
    rng = np.random.default_rng(1)
    starts, ends = rng.uniform(0, 100, (300, 2)), rng.uniform(0, 100, (300, 2))
    box = Box(30, 40, 60, 70)
    looked = [passes(np.array([start, end]), box) for start, end in zip(starts, ends, strict=True)]
    met = meet_rectangles(starts, ends, np.array([[30.5, 40.5, 59.5, 69.5]])).tolist()
    # Points .75 px apart may miss a corner that a segment cuts by less than that.
    assert sum(one != other for one, other in zip(looked, met, strict=True)) <= 2


def test_no_rectangles_are_met_by_nothing() -> None:
    assert not polyline_meets(points((0, 0), (1, 1)), np.zeros((0, 4)))


def test_a_rounded_corner_stays_near_its_corner() -> None:
    rounded = round_corners(points((0, 0), (100, 0), (100, 100)), 10)
    assert rounded[0].tolist() == [0, 0]
    assert rounded[-1].tolist() == [100, 100]
    # A quadratic curve between points 10 px before and behind a right angle comes within 10 / (2 sqrt 2) px of it.
    nearest = np.hypot(*(rounded - [100, 0]).T).min()
    assert nearest == pytest.approx(10 / (2 * math.sqrt(2)))


def test_straight_corners_disappear() -> None:
    assert round_corners(points((0, 0), (50, 0), (100, 0)), 10).tolist() == [[0, 0], [100, 0]]


def test_a_corner_between_short_pieces_is_rounded_less() -> None:
    rounded = round_corners(points((0, 0), (4, 0), (4, 100)), 10)
    assert rounded[1].tolist() == [2, 0]


# ------------------------------------------------------------------ ties


def grid_of_cards(columns: int, lines: int) -> dict[str, Box]:
    """Return cards of 100 by 50 px, 50 px apart."""
    return {
        f"{column}{line}": Box(40 + 150 * column, 40 + 100 * line, 140 + 150 * column, 90 + 100 * line)
        for column in range(columns)
        for line in range(lines)
    }


def test_a_free_way_is_straight() -> None:
    cards = grid_of_cards(2, 1)
    course = route_ties(cards, [("00", "10")], walls=[], bounds=PAGE, lines=[])["00", "10"]
    assert course[0].tolist() == [140, 65]
    assert course[-1].tolist() == [190, 65]


@pytest.mark.parametrize(("columns", "lines"), [(3, 1), (3, 3), (6, 5)])
def test_ties_go_around_cards(columns: int, lines: int) -> None:
    cards = grid_of_cards(columns, lines)
    names = sorted(cards)
    pairs = [(names[0], names[-1]), (names[-1], names[0]), (names[0], names[2]), (names[1], names[-2])]
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    routes = route_ties(cards, pairs, walls=[], bounds=PAGE, lines=[])
    assert set(routes) == set(pairs)
    for pair, course in routes.items():
        assert not any(passes(course, box) for card, box in cards.items() if card not in pair)


def test_neighbours_are_joined_by_a_straight_line_however_near_they_stand() -> None:
    cards = {"a": Box(100, 100, 200, 150), "b": Box(212, 100, 312, 150), "c": Box(100, 166, 200, 216)}
    routes = route_ties(cards, [("a", "b"), ("a", "c")], walls=[], bounds=PAGE, lines=[])
    assert len({y for _, y in routes["a", "b"].tolist()}) == 1
    assert len({x for x, _ in routes["a", "c"].tolist()}) == 1


def test_an_arrowhead_does_not_stand_on_a_line_that_is_there() -> None:
    # The straight way of the second tie would land where the first one passes close by the card.
    cards = grid_of_cards(3, 1)
    passing = points((60, 98), (390, 98))
    course = route_ties(cards, [("00", "10")], walls=[], bounds=PAGE, lines=[passing])["00", "10"]
    assert np.abs(course[-1] - [190, 90]).max() > 8
    assert course[-1][1] < 90


def test_ties_go_around_walls() -> None:
    cards = grid_of_cards(2, 1)
    wall = Box(155, 20, 175, 120)
    course = route_ties(cards, [("00", "10")], walls=[wall], bounds=PAGE, lines=[])["00", "10"]
    assert not passes(course, wall)


def test_two_ties_do_not_lie_on_top_of_each_other() -> None:
    cards = grid_of_cards(2, 1)
    routes = route_ties(cards, [("00", "10"), ("10", "00")], walls=[], bounds=PAGE, lines=[])
    heights = {course[0][1] for course in routes.values()}
    assert len(heights) == 2


def test_a_line_that_is_there_is_not_crossed_without_need() -> None:
    cards = grid_of_cards(3, 3)
    barrier = points((165, 20), (165, 330))
    free = route_ties(cards, [("01", "11")], walls=[], bounds=PAGE, lines=[])["01", "11"]
    assert any(cross_segments(free[:-1], free[1:], *barrier))
    # Between cards of the second column nothing is gained by crossing it.
    course = route_ties(cards, [("10", "12")], walls=[], bounds=PAGE, lines=[barrier])["10", "12"]
    assert not cross_segments(course[:-1], course[1:], *barrier).any()


def test_a_short_line_that_is_there_does_no_harm() -> None:
    cards = grid_of_cards(2, 1)
    dot = points((160, 65), (160.1, 65), (160.1, 300))
    assert ("00", "10") in route_ties(cards, [("00", "10")], walls=[], bounds=PAGE, lines=[dot])


def test_no_ties_need_no_routes() -> None:
    assert route_ties(grid_of_cards(2, 2), [], walls=[], bounds=PAGE, lines=[]) == {}


def test_a_contact_that_is_walled_in_gets_no_line() -> None:
    cards = grid_of_cards(2, 1)
    x0, y0, x1, y1 = cards["00"].edges
    walls = [
        Box(x0 - 12, y0 - 40, x0 - 8, y1 + 40),
        Box(x1 + 8, y0 - 40, x1 + 12, y1 + 40),
        Box(x0 - 40, y0 - 14, x1 + 40, y0 - 11),
        Box(x0 - 40, y1 + 11, x1 + 40, y1 + 14),
    ]
    assert route_ties(cards, [("00", "10")], walls=walls, bounds=PAGE, lines=[]) == {}


def corner_of_a_page() -> dict[str, Box]:
    """Return 20 small cards in the lower left corner of a page."""
    places = [(20 + 60 * (number % 5), 20 + 40 * (number // 5)) for number in range(20)]
    return {f"{number:02}": Box(x, y, x + 40, y + 20) for number, (x, y) in enumerate(places)}


def test_points_of_a_crowded_page_see_farther_where_nothing_is_near() -> None:
    # The nearest neighbour of the far card is beyond the 500 px that points see on a page of more than 16 contacts.
    cards = {**corner_of_a_page(), "far": Box(900, 500, 960, 540)}
    routes = route_ties(cards, [("19", "far"), ("00", "01")], walls=[], bounds=PAGE, lines=[])
    assert set(routes) == {("19", "far"), ("00", "01")}


def test_a_contact_without_any_way_is_left_out_of_a_crowded_page() -> None:
    cards = {**corner_of_a_page(), "far": Box(2000, 2000, 2060, 2040)}  # off the page: no port of it can be reached
    assert set(route_ties(cards, [("19", "far"), ("00", "01")], walls=[], bounds=PAGE, lines=[])) == {("00", "01")}


# ------------------------------------------------------------------ reporting lines


def place(*people: ContactFacts) -> OrgLayout:
    return place_contacts(people, [(one.manager, one.id) for one in people if one.manager], AREA)


def tree(layout: OrgLayout, pairs: list[tuple[str, str]]) -> dict[tuple[str, str], np.ndarray]:
    undersides = {manager: layout.card(manager).y0 for manager, _ in pairs}
    landings = {pair: layout.center(pair[1])[0] for pair in pairs}
    return route_reporting(layout, pairs, undersides, landings)


def team(*levels: int) -> list[ContactFacts]:
    """Return a boss and people on the given levels who report to the boss."""
    people = [person(f"p{number}", level=level, manager="boss") for number, level in enumerate(levels)]
    return [person("boss", level=1), *people]


def test_a_report_straight_below_gets_a_straight_line() -> None:
    layout = place(*team(2))
    course = tree(layout, [("boss", "p0")])["boss", "p0"]
    assert len(set(course[:, 0].tolist())) == 1
    assert course[0, 1] == layout.card("boss").y0
    assert course[-1, 1] == layout.card("p0").y1


@pytest.mark.parametrize("levels", [(2, 2, 2), (2, 3, 4, 5), (2, 2, 3, 3, 4, 4), (2,) * 14, (5, 5, 4, 4, 3, 3, 2, 2)])
def test_reporting_lines_keep_off_the_cards(levels: tuple[int, ...]) -> None:
    people = team(*levels)
    layout = place(*people)
    pairs = descending(layout, [("boss", one.id) for one in people[1:]])
    assert len(pairs) == len(levels)
    for pair, course in tree(layout, pairs).items():
        assert not any(passes(course, layout.card(one.id)) for one in people)
        assert (np.diff(course, axis=0) == 0).any(axis=1).all(), f"{pair} is not orthogonal"


def test_managers_have_tracks_of_their_own() -> None:
    # Two managers above, whose reports sit crosswise below: their lines must not share a track.
    people = [person("a", level=1), person("b", level=1)]
    people += [person(f"{boss}{number}", level=2, manager=boss) for boss in "ab" for number in range(4)]
    layout = place(*people)
    courses = tree(layout, [(one.manager, one.id) for one in people if one.manager])
    runs: dict[str, list[tuple[float, float, float]]] = {"a": [], "b": []}
    for (manager, _), course in courses.items():
        for (x0, y0), (x1, y1) in itertools.pairwise(course):
            if y0 == y1 and x0 != x1:
                runs[manager].append((y0, min(x0, x1), max(x0, x1)))
    for y, left, right in runs["a"]:
        for other_y, other_left, other_right in runs["b"]:
            assert abs(y - other_y) > 1 or left > other_right or right < other_left


def test_a_manager_on_the_same_row_is_no_descent() -> None:
    layout = place(person("a", level=1), person("b", level=1, manager="a"), person("c", level=2, manager="a"))
    assert ("a", "c") in descending(layout, [("a", "b"), ("a", "c")])
    line = {name: layout.cells[name][0] for name in "ab"}
    assert (("a", "b") in descending(layout, [("a", "b")])) == (line["a"] < line["b"])


def test_a_line_of_another_manager_does_not_use_the_same_empty_seats() -> None:
    # a -> y and b -> x both pass the empty middle of the page; whoever comes second takes a gap instead.
    people = [person("a", level=1), person("b", level=1)]
    people += [person("x", level=4, manager="b"), person("y", level=4, manager="a"), person("m", level=2)]
    people += [person("n", level=3, manager="m")]
    layout = place(*people)
    courses = tree(layout, [(one.manager, one.id) for one in people if one.manager])
    for course in courses.values():
        assert not any(passes(course, layout.card(one.id)) for one in people)


# ------------------------------------------------------------------ room for arrowheads


def test_distances_to_a_line_with_a_corner() -> None:
    line = points((0, 0), (10, 0), (10, 10))
    away = distances_to_line(points((5, 3), (13, 14), (-3, -4), (10, 5)), line)
    assert away.tolist() == pytest.approx([3.0, 5.0, 5.0, 0.0])  # triangles of 3, 4 and 5


def test_a_line_of_one_place_has_a_distance() -> None:
    assert distances_to_line(points((3, 4)), points((0, 0), (0, 0))).tolist() == [5.0]


def test_a_tie_does_not_land_where_a_reporting_line_does() -> None:
    cards = {"boss": Box(400, 400, 600, 470), "report": Box(400, 200, 600, 270)}
    reporting = points((500, 400), (500, 270))
    free = route_ties(cards, [("report", "boss")], walls=[], bounds=PAGE, lines=[])["report", "boss"]
    beside = route_ties(cards, [("report", "boss")], walls=[], bounds=PAGE, lines=[reporting])["report", "boss"]
    assert distances_to_line(free[-1:], reporting)[0] < 1  # straight up is the shortest way
    assert distances_to_line(beside[-1:], reporting)[0] > 7.5  # half an arrowhead
