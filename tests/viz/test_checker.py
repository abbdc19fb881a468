"""The checker that the other tests of the pictures rely on: it finds what is wrong, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from viz.crossings import length_side_by_side, meeting_points, points_along
from viz.legibility import COLUMNS, Card, Drawing, Label, Line, contrast, crossings, inspect, judge, overlap, table_row

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Scene, Text


def label(string: str, x: float, y: float, owner: str = "") -> Text:
    """Return a text whose box is 40 by 10 px."""
    return Text(string, (x, y), 10.0, "#000000", "#FFFFFF", Box(x, y, x + 40, y + 10), owner=owner)


def line(*points: tuple[float, float]) -> Polyline:
    return Polyline(points, Layer.TIE, "#000000", 1.0, ends=("a", "b"))


CARD = Box(100, 100, 200, 150)


@pytest.mark.parametrize(
    ("scene", "fault"),
    [
        (Scene(500, 300, (), texts=(label("x", 10, 10), label("y", 30, 15))), "label_on_label: 'x' on 'y'"),
        (Scene(500, 300, (), texts=(label("x", 90, 120, "d"),), cards={"c": CARD}), "label_on_card: 'x' on c"),
        (Scene(500, 300, (), cards={"c": CARD, "d": Box(150, 120, 250, 180)}), "card_on_card: c on d"),
        (
            Scene(500, 300, (), (line((50, 120), (250, 120)),), cards={"c": CARD}),
            "line_through_card: ('a', 'b') through c",
        ),
        (
            Scene(500, 300, (), (line((0, 15), (60, 15)),), (label("x", 10, 10),)),
            "line_over_label: ('a', 'b') over 'x'",
        ),
        (
            Scene(500, 300, (), (line((0, 15), (60, 15)),), (label("x", 10, 10, "a"),)),
            "line_over_own_label: ('a', 'b') over 'x'",
        ),
        (Scene(500, 300, (), (line((0, 15), (600, 15)),)), "off_page: ('a', 'b')"),
        (Scene(500, 300, (), texts=(label("x", 480, 10),)), "off_page: 'x'"),
        (Scene(500, 300, (), cards={"c": Box(-5, 0, 20, 20)}), "off_page: c"),
    ],
)
def test_the_checker_finds_a_fault(scene: Scene, fault: str) -> None:
    assert inspect(scene).faults() == [fault]


@pytest.mark.parametrize(
    "scene",
    [
        Scene(500, 300, (), texts=(label("x", 10, 10), label("y", 10, 20))),
        Scene(500, 300, (), texts=(label("x", 110, 120, "c"),), cards={"c": CARD}),
        Scene(500, 300, (), (line((100, 120), (250, 120)),), cards={"a": CARD}),
        Scene(500, 300, (), (line((50, 150), (250, 150)),), cards={"c": CARD}),
        Scene(500, 300, ()),
    ],
)
def test_the_checker_lets_touching_things_pass(scene: Scene) -> None:
    assert inspect(scene).faults() == []


def test_contrast_of_black_and_white_is_21() -> None:
    # WCAG 2.2: (1 + 0.05) / (0 + 0.05) = 21; equal colours have 1.
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#336699", "#336699") == pytest.approx(1)


def test_points_along_a_line_are_less_than_a_pixel_apart() -> None:
    points = points_along(np.array([(0.0, 0.0), (30.0, 40.0), (30.0, 45.0)]))
    assert np.hypot(*np.diff(points, axis=0).T).max() < 1
    assert points[0].tolist() == [0, 0]
    assert points[-1].tolist() == [30, 45]


# ------------------------------------------------------------------ discs, as other tools draw them


DISC = Card((100, 100, 200, 200), is_round=True)


def drawn(*lines: Line, labels: tuple[Label, ...] = (), **cards: Card) -> Drawing:
    return Drawing(500, 300, labels, cards, lines)


@pytest.mark.parametrize(
    ("drawing", "faults"),
    [
        # A disc of radius 50 around (150, 150) leaves the corners of its box free.
        (drawn(labels=(Label("x", (180, 190, 230, 200), 10, 21),), c=DISC), []),
        (drawn(labels=(Label("x", (170, 160, 230, 170), 10, 21),), c=DISC), ["label_on_card: 'x' on c"]),
        (drawn(labels=(Label("x", (140, 145, 160, 155), 10, 21, "c"),), c=DISC), []),
        (drawn(c=DISC, d=Card((190, 190, 290, 290), is_round=True)), []),
        (drawn(c=DISC, d=Card((170, 170, 270, 270), is_round=True)), ["card_on_card: c on d"]),
        (drawn(c=DISC, d=Card((190, 190, 290, 290))), []),
        (drawn(c=DISC, d=Card((160, 120, 290, 140))), ["card_on_card: c on d"]),
        (
            drawn(Line(("a", "b"), np.array([(100.0, 230), (230, 100)])), c=DISC),
            ["line_through_card: ('a', 'b') through c"],
        ),
        (drawn(Line(("a", "b"), np.array([(100.0, 272), (272, 100)])), c=DISC), []),
    ],
)
def test_discs_are_round(drawing: Drawing, faults: list[str]) -> None:
    assert judge(drawing).faults() == faults


# ------------------------------------------------------------------ crossings


def course(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, float)


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        (course((0, 0), (10, 10)), course((0, 10), (10, 0)), [(5, 5)]),
        (course((0, 0), (10, 10)), course((0, 10), (5, 5), (10, 0)), [(5, 5)]),  # at a corner, and only once
        (course((0, 0), (5, 5), (10, 10)), course((0, 10), (5, 5), (10, 0)), [(5, 5)]),
        (course((0, 0), (10, 0)), course((5, 0), (5, 9)), [(5, 0)]),  # they touch
        (course((0, 0), (10, 0)), course((0, 1), (10, 1)), []),
        (course((0, 0), (10, 0)), course((2, 0), (8, 0)), []),  # on top of each other
        (course((0, 0), (10, 0)), course((2, 5), (2, 0), (8, 0), (8, 5)), []),  # come together, run on, part
        (course((0, 0), (30, 0)), course((2, 5), (2, 0), (8, 0), (8, 5), (20, 5), (20, -5)), [(20, 0)]),
        (course((0, 0), (10, 0), (10, 10), (0, 10)), course((5, -5), (5, 15)), [(5, 0), (5, 10)]),
    ],
)
def test_lines_meet_in_points(one: np.ndarray, other: np.ndarray, points: list[tuple[float, float]]) -> None:
    for first, second in ((one, other), (other, one), (one[::-1], other)):
        assert sorted(map(tuple, meeting_points(first, second).round(6).tolist())) == points


def test_lines_may_meet_at_a_card_that_both_join() -> None:
    cards = {"a": Card((0, 0, 20, 20)), "b": Card((100, 0, 120, 20)), "c": Card((100, 80, 120, 100))}
    fork = Line(("a", "b"), course((20, 10), (100, 10))), Line(("c", "a"), course((110, 80), (24, 10)))
    assert crossings(Drawing(500, 300, (), cards, fork)) == 0  # 4 px from the card
    apart = Line(("a", "b"), course((20, 10), (100, 10))), Line(("c", "d"), course((110, 80), (24, 10)))
    assert crossings(Drawing(500, 300, (), cards, apart)) == 1
    far = Line(("a", "b"), course((20, 10), (100, 10))), Line(("c", "a"), course((110, 80), (60, 0), (24, 5)))
    assert crossings(Drawing(500, 300, (), cards, far)) == 1


@pytest.mark.parametrize(
    ("other", "px"),
    [
        (course((10, 0.5), (40, 0.5)), 30),
        (course((40, 0), (10, 0)), 30),
        (course((10, 2), (40, 2)), 0),
        (course((50, -50), (50, 50)), 0),
        (course((98, 0), (130, 0)), 0),  # 2 px are the neighbourhood of an end
    ],
)
def test_lines_run_side_by_side(other: np.ndarray, px: float) -> None:
    line_of_100_px = course((0, 0), (100, 0))
    assert length_side_by_side(line_of_100_px, other) == pytest.approx(px, abs=3)
    lines = Line(("a", "b"), line_of_100_px), Line(("c", "d"), other)
    assert overlap(Drawing(500, 300, lines=lines)) == pytest.approx(px, abs=3)
    assert overlap(Drawing(500, 300, lines=(lines[0], Line(("b", "d"), other)))) == 0


def test_the_table_has_a_figure_under_every_head() -> None:
    lines = Line(("a", "b"), course((0, 15), (250, 15))), Line(("c", "d"), course((100, 0), (100, 90)))
    labels = Label("x", (10, 10, 50, 20), 9, 3.0, "a"), Label("y", (30, 12, 70, 22), 12, 21, "c")
    row = table_row(Drawing(500, 300, labels, {"e": Card((90, 50, 600, 80))}, lines))
    heads = ("labels", "lines", "LL", "LN", "NN", "EN", "EL", "EO", "EE", "OV", "OUT", "px", "contrast")
    assert row == dict(zip(heads, (2, 2, 1, 0, 0, 1, 1, 1, 1, 0, 1, 9, 3), strict=True))
    assert tuple(row) == tuple(COLUMNS) == heads
    empty = table_row(Drawing(500, 300))
    assert empty["EE"] == empty["labels"] == 0
