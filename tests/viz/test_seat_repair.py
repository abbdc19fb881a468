"""Seats that are mended: checked by plain geometry, box by box and line by line."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.bullseye import Marker
from stakeholder_graph.viz.layout.ring_captions import find_caption_place
from stakeholder_graph.viz.layout.seat_costs import SIDES, Standing, conflicts_of, label_boxes, seat_costs
from stakeholder_graph.viz.layout.seat_repair import FirstSeat, repair_seats

if TYPE_CHECKING:
    from stakeholder_graph.viz.layout.seat_repair import Seat

AREA, HALF = Box(0.0, 0.0, 600.0, 400.0), (280.0, 180.0)
FORMS = ((90.0, 28.0), (60.0, 12.0))


def marker(name: str, toward: str | None = None, **facts: object) -> Marker:
    return Marker(name, toward, 0 if toward is None else 1, 15.0, facts.pop("labels", FORMS), **facts)  # type: ignore[arg-type]


def ring(angle: float) -> FirstSeat:
    return FirstSeat(angle, 0.7, (0.5, 1.0))


MIDDLE = FirstSeat(0.0, 0.0, (0.0, 0.0))


def overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and one.x1 > other.x0 and one.y0 < other.y1 and one.y1 > other.y0


def boxes(seats: dict[str, Seat]) -> list[Box]:
    discs = [Box(x - 15.0, y - 15.0, x + 15.0, y + 15.0) for x, y in (seat.center for seat in seats.values())]
    return discs + [seat.label for seat in seats.values()]


def test_who_begins_at_one_place_ends_apart() -> None:
    markers = [marker("boss"), *(marker(f"c{number}", "boss") for number in range(8))]
    seats = repair_seats(markers, [MIDDLE, *(ring(1.0) for _ in range(8))], AREA, HALF)
    assert len(seats) == 9
    assert seats["boss"].center == AREA.center
    assert not any(overlap(one, other) for one, other in combinations(boxes(seats), 2))
    assert all(box.x0 >= 0 and box.y0 >= 0 and box.x1 <= 600 and box.y1 <= 400 for box in boxes(seats))


def test_no_line_runs_over_a_label_or_a_foreign_disc() -> None:
    markers = [marker("boss"), *(marker(f"c{number}", "boss") for number in range(10))]
    seats = repair_seats(markers, [MIDDLE, *(ring(0.2 * number) for number in range(10))], AREA, HALF)
    for name, seat in seats.items():
        if name == "boss":
            continue
        line = np.linspace(seat.center, seats["boss"].center, 600)
        for other, place in seats.items():
            rooms = [place.label]
            if other not in (name, "boss"):
                x, y = place.center
                rooms.append(Box(x - 15.0, y - 15.0, x + 15.0, y + 15.0))
            for box in rooms:
                inside = (line[:, 0] > box.x0) & (line[:, 0] < box.x1) & (line[:, 1] > box.y0) & (line[:, 1] < box.y1)
                assert not inside.any(), (name, other)


def test_labels_become_shorter_where_room_is_scarce_and_only_there() -> None:
    long = ((250.0, 28.0), (60.0, 12.0))
    few = repair_seats([marker("boss", labels=long)], [MIDDLE], AREA, HALF)
    assert few["boss"].form == 0
    markers = [marker("boss", labels=long), *(marker(f"c{n}", "boss", labels=long) for n in range(9))]
    many = repair_seats(markers, [MIDDLE, *(ring(0.7 * number) for number in range(9))], AREA, HALF)
    assert {seat.form for seat in many.values()} == {0, 1}
    for seat in many.values():
        assert (round(seat.label.width, 6), round(seat.label.height, 6)) == long[seat.form]


def test_who_carries_others_is_not_left_out_before_them() -> None:
    wide = ((230.0, 60.0),)
    carried = [Marker(f"d{n}", "c", 2, 15.0, wide, 0.5) for n in range(12)]
    markers = [marker("boss", labels=wide), marker("c", "boss", labels=wide, weight=0.0), *carried]
    first = [MIDDLE, ring(0.0), *(ring(0.5 * n) for n in range(12))]
    seats = repair_seats(markers, first, Box(0.0, 0.0, 520.0, 360.0), (240.0, 160.0))
    assert len(seats) < len(markers)
    assert any(name.startswith("d") for name in seats)
    assert {"boss", "c"} <= set(seats)


def test_the_seed_is_all_the_chance_there_is() -> None:
    markers = [marker("boss"), *(marker(f"c{number}", "boss") for number in range(6))]
    first = [MIDDLE, *(ring(1.0) for _ in range(6))]
    assert repair_seats(markers, first, AREA, HALF) == repair_seats(markers, first, AREA, HALF)
    assert repair_seats(markers, first, AREA, HALF, seed=1) != repair_seats(markers, first, AREA, HALF)


def standing(places: list[tuple[float, float]], toward: list[int], sides: list[int]) -> Standing:
    n = len(places)
    return Standing(
        np.array(places),
        np.full(n, 10.0),
        np.full((n, 2), [40.0, 12.0]),
        np.array(sides),
        np.array(toward),
        np.ones(n, bool),
    )


@pytest.mark.parametrize(
    ("places", "toward", "sides", "expected"),
    [
        ([(100.0, 100.0), (300.0, 100.0)], [-1, 0], [0, 0], [0, 0]),
        ([(100.0, 100.0), (115.0, 100.0)], [-1, -1], [1, 0], [1, 1]),  # the discs meet, the labels do not
        ([(100.0, 100.0), (300.0, 100.0), (200.0, 100.0)], [-1, 0, -1], [0, 0, 0], [0, 1, 1]),  # a line over a disc
        ([(100.0, 100.0), (300.0, 100.0)], [-1, 0], [2, 0], [1, 1]),  # a line over the label at its end
        ([(5.0, 100.0)], [-1], [1], [1]),  # off the page
    ],
)
def test_conflicts_are_counted_for_both_sides(
    places: list[tuple[float, float]], toward: list[int], sides: list[int], expected: list[int]
) -> None:
    assert conflicts_of(standing(places, toward, sides), AREA).astype(bool).astype(int).tolist() == expected


def test_what_a_seat_costs_agrees_with_the_conflicts() -> None:
    rng = np.random.default_rng(5)
    for _ in range(40):
        n = 6
        places = rng.uniform(30.0, 370.0, (n, 2))
        now = standing([tuple(place) for place in places.tolist()], [-1, 0, 0, 1, 1, 2], rng.integers(0, 8, n).tolist())
        cost = seat_costs(now, 3, now.places[[3]], AREA)[0, now.sides[3]]
        assert (cost >= 1000.0) == bool(conflicts_of(now, AREA)[3])


def test_labels_stand_on_their_side_and_clear_of_the_disc() -> None:
    places, reach = np.array([[200.0, 200.0]]), 10.0
    for (across, up), box in zip(
        SIDES, label_boxes(places, np.array([reach]), np.array([[40.0, 12.0]]))[0], strict=True
    ):
        x, y = (box[0] + box[2]) / 2 - 200.0, (box[1] + box[3]) / 2 - 200.0
        assert (np.sign(round(x, 6)), np.sign(round(y, 6))) == (across, up)
        corner = np.clip(np.array([200.0, 200.0]), box[:2], box[2:])
        assert np.hypot(*(corner - 200.0)) >= reach


def test_a_caption_stands_inside_its_ring_or_nowhere() -> None:
    center, ring_size, size = (300.0, 200.0), (250.0, 150.0), (44.0, 12.0)
    top = find_caption_place(center, ring_size, size, [], [])
    assert top is not None
    assert top.center[0] == pytest.approx(300.0, abs=14.0)
    for x, y in ((top.x0, top.y1), (top.x1, top.y1)):
        assert ((x - 300.0) / 250.0) ** 2 + ((y - 200.0) / 150.0) ** 2 <= 1.0
    aside = find_caption_place(center, ring_size, size, [top], [((300.0, 200.0), (300.0, 400.0))])
    assert aside is not None
    assert not overlap(aside, top)
    assert find_caption_place(center, ring_size, size, [AREA], []) is None
    wide = find_caption_place(center, (20.0, 12.0), (90.0, 12.0), [], [])  # wider than its ring: it stands across it
    assert wide is not None
    assert wide.width == pytest.approx(90.0)
