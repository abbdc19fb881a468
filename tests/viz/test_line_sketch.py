"""The lines that an arrangement is judged by before they are routed, and the moves that improve it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from viz.sample_maps import person

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.line_sketch import LineSketch
from stakeholder_graph.viz.layout.placement import place_contacts

CARD = (160.0, 60.0)
CHANNEL = 50.0  # px below the middle of a card
NOBODY = np.zeros((0, 2), dtype=int)
AREA = Box(100, 150, 1400, 900)


def cost(places: list[tuple[float, float]], ties: object = NOBODY, reports: object = NOBODY) -> float:
    sketch = LineSketch(np.array(ties), np.array(reports), len(places), card=CARD, channel=CHANNEL)
    return float(sketch.costs(np.array(places, dtype=np.float32).T[None], sketch.everything(1))[0])


def test_a_tie_costs_its_length_and_a_fall_costs_less() -> None:
    assert cost([(0, 0), (200, 0)], [(0, 1)]) == pytest.approx(200)
    assert cost([(0, 100), (0, 0)], [(0, 1)]) == pytest.approx(0.35 * 100)


def test_two_ties_that_cross_cost_a_crossing() -> None:
    places = [(0, 0), (400, 400), (0, 400), (400, 0)]
    apart = cost(places, [(0, 2), (1, 3)])
    assert apart == pytest.approx(2 * 0.35 * 400)
    assert cost(places, [(0, 1), (2, 3)]) == pytest.approx(2 * (400 + 0.35 * 400) + 150)


def test_a_tie_over_a_card_counts_as_passing_it() -> None:
    assert cost([(0, 0), (200, 0), (400, 0)], [(0, 2)]) == pytest.approx(400 + 150)
    assert cost([(0, 0), (200, 100), (400, 0)], [(0, 2)]) == pytest.approx(400)


def test_a_tie_crosses_the_bus_of_a_reporting_line() -> None:
    # The manager at the top left; the bus runs 50 px below it to the column of the report at the lower right.
    places = [(0, 300), (400, 100), (200, 300), (200, 100)]
    assert cost(places, [(2, 3)], [(0, 1)]) == pytest.approx(0.35 * 200 + 400 + 0.35 * 200 + 150)
    beside = [(0, 300), (400, 100), (600, 300), (600, 100)]
    assert cost(beside, [(2, 3)], [(0, 1)]) == pytest.approx(0.35 * 200 + 400 + 0.35 * 200)


def test_a_reporting_line_falls_through_the_bus_of_another_manager() -> None:
    # The second manager's bus runs from 200 to 600 on the same height as the drop at 400 comes down past it.
    places = [(400, 400), (400, 0), (200, 300), (600, 100)]
    lone = cost(places, NOBODY, [(0, 1)]) + cost(places, NOBODY, [(2, 3)])
    assert cost(places, NOBODY, [(0, 1), (2, 3)]) == pytest.approx(lone + 150)


def test_a_reporting_line_through_a_card_counts_as_passing_it() -> None:
    assert cost([(0, 400), (0, 0), (0, 200)], NOBODY, [(0, 1)]) == pytest.approx(0.35 * 400 + 150)


@pytest.mark.parametrize("seed", range(30))
def test_what_a_move_costs_is_the_difference_of_the_wholes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = 14
    ties = np.array([rng.choice(count, 2, replace=False) for _ in range(9)])
    reports = np.array([rng.choice(count, 2, replace=False) for _ in range(8)])
    sketch = LineSketch(ties, reports, count, card=CARD, channel=CHANNEL)
    seats = [(180.0 * column, 100.0 * line) for column in range(6) for line in range(5)]
    before = np.array([seats[seat] for seat in rng.permutation(len(seats))[:count]], dtype=np.float32).T
    one, other = rng.choice(count, 2, replace=False).tolist()
    after = before.copy()
    after[:, [one, other]] = before[:, [other, one]]
    whole = sketch.costs(np.array([before, after]), sketch.everything(2))
    moved = sketch.costs(np.array([after, before]), sketch.touched([(one, other)]).twice())
    assert moved[0] - moved[1] == pytest.approx(whole[1] - whole[0], abs=0.01)


def test_whoever_is_linked_comes_to_stand_below_each_other() -> None:
    # Six heads and six specialists in one department, each tied to one other: sorted apart, the ties need not cross.
    people = [person(f"h{number}", department="IT", level=1) for number in range(6)]
    people += [person(f"s{number}", department="IT", level=2) for number in range(6)]
    links = [(f"s{number}", f"h{(number * 5 + 2) % 6}") for number in range(6)]
    layout = place_contacts(people, links, AREA)
    columns = [(layout.cells[one][1], layout.cells[other][1]) for one, other in links]
    assert all((a - c) * (b - d) > 0 for (a, b), (c, d) in combinations(columns, 2))


def test_linked_departments_come_to_stand_beside_each_other() -> None:
    names = "ABCDEF"
    people = [person(f"{name}{level}", department=name, level=level) for name in names for level in (1, 2)]
    links = [("A1", "D2"), ("A2", "D1"), ("A1", "D1"), ("B1", "E1"), ("B2", "E2"), ("B1", "E2")]
    layout = place_contacts(people, links, AREA)
    order = [lane.name for lane in layout.lane_order]
    assert abs(order.index("A") - order.index("D")) == 1
    assert abs(order.index("B") - order.index("E")) == 1
