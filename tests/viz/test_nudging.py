"""Lines pulled apart, turns that are no hairpins, and tracks of reporting lines that cross little."""

from __future__ import annotations

import numpy as np
import pytest
from viz.crossings import length_side_by_side, meeting_points
from viz.sample_maps import person

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.geometry.segments import polyline_meets
from stakeholder_graph.viz.layout.placement import place_contacts
from stakeholder_graph.viz.routing.nudging import pull_apart
from stakeholder_graph.viz.routing.reporting_lines import descending, route_reporting
from stakeholder_graph.viz.routing.tie_routes import route_ties

PAGE = Box(0, 0, 1000, 600)
AREA = Box(100, 150, 1400, 900)


def line(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=float)


UPPER = line((0, 300), (0, 290), (50, 200), (400, 200), (450, 290), (450, 300))
LOWER = line((20, 100), (20, 110), (50, 200), (400, 200), (430, 110), (430, 100))


def test_two_lines_in_one_are_pulled_apart() -> None:
    assert length_side_by_side(UPPER, LOWER) > 300
    moved = pull_apart({("a", "b"): UPPER, ("c", "d"): LOWER}, obstacles=[], bounds=PAGE, lines=[])
    upper, lower = moved["a", "b"], moved["c", "d"]
    assert length_side_by_side(upper, lower) == 0
    assert len(meeting_points(upper, lower)) == 0
    for before, after in ((UPPER, upper), (LOWER, lower)):
        assert after[:2].tolist() == before[:2].tolist()
        assert after[-2:].tolist() == before[-2:].tolist()
        assert np.hypot(*(after - before).T).max() <= 9


def test_a_line_is_pulled_away_from_one_that_stays() -> None:
    fixed = line((0, 200), (450, 200))
    moved = pull_apart({("a", "b"): UPPER}, obstacles=[], bounds=PAGE, lines=[fixed])["a", "b"]
    assert length_side_by_side(moved, fixed) == 0


def test_no_line_is_pulled_into_a_card_or_off_the_page() -> None:
    card = Box(60, 204, 390, 280)
    page = Box(0, 196, 1000, 600)
    moved = pull_apart({("a", "b"): UPPER}, obstacles=[card], bounds=page, lines=[line((0, 200), (450, 200))])["a", "b"]
    assert not polyline_meets(moved, np.array([card.edges]))
    assert moved[:, 1].min() >= 196


def test_lines_apart_stay_where_they_are() -> None:
    routes = {("a", "b"): line((0, 300), (0, 290), (200, 200), (400, 290), (400, 300))}
    moved = pull_apart(routes, obstacles=[], bounds=PAGE, lines=[line((0, 20), (400, 20))])
    assert np.hypot(*(moved["a", "b"] - routes["a", "b"]).T).max() <= 9  # at most a little shorter
    assert routes["a", "b"][2].tolist() == [200, 200]  # and what was handed in is not changed


def test_a_tie_does_not_turn_back_on_itself() -> None:
    cards = {
        f"{column}{row}": Box(60 + 180 * column, 60 + 120 * row, 160 + 180 * column, 110 + 120 * row)
        for column in range(4)
        for row in range(4)
    }
    pairs = [("00", "33"), ("30", "03"), ("10", "23"), ("01", "32"), ("20", "13"), ("31", "02"), ("11", "00")]
    for course in route_ties(cards, pairs, walls=[], bounds=PAGE, lines=[]).values():
        ways = np.diff(course, axis=0)
        ways = ways[np.hypot(*ways.T) > 0.5]
        turns = (ways[:-1] * ways[1:]).sum(axis=1) / np.hypot(*ways[:-1].T) / np.hypot(*ways[1:].T)
        assert turns.min() > -0.8  # cosine: sharper than 143 degrees is a hairpin


@pytest.mark.parametrize("swapped", [False, True])
def test_tracks_are_ordered_so_that_lines_need_not_cross(swapped: bool) -> None:
    # Manager a stands left of b and leads people further left: with the track of a on top its lines would not cross b's
    # if b's people stand right; whichever name comes first must not matter.
    left, right = ("b", "a") if swapped else ("a", "b")
    people = [person(left, level=1, department="A"), person(right, level=1, department="B")]
    people += [person(f"{left}{number}", level=2, manager=left, department="A") for number in range(3)]
    people += [person(f"{right}{number}", level=2, manager=right, department="B") for number in range(3)]
    links = [(one.manager, one.id) for one in people if one.manager]
    layout = place_contacts(people, links, AREA)
    pairs = descending(layout, links)
    undersides = {manager: layout.card(manager).y0 for manager, _ in pairs}
    landings = {pair: layout.center(pair[1])[0] for pair in pairs}
    courses = route_reporting(layout, pairs, undersides, landings)
    mine = [course for (manager, _), course in courses.items() if manager == left]
    theirs = [course for (manager, _), course in courses.items() if manager == right]
    assert sum(len(meeting_points(one, other)) for one in mine for other in theirs) == 0
