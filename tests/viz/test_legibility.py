"""Can the maps be read? Twenty random centers and the hard ones, in both languages."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
import pytest
from viz.legibility import Legibility, contrast, inspect, points_along
from viz.sample_maps import HARD_CENTERS

from stakeholder_graph.model.examples import example_buying_center, random_buying_center
from stakeholder_graph.viz.boxes import Box
from stakeholder_graph.viz.charts.influence_map import influence_map_scene
from stakeholder_graph.viz.scene.primitives import Layer, Polygon, Polyline, Scene, Text

Lang = Literal["en", "zh"]
SIZES = (1, 2, 3, 4, 5, 7, 9, 11, 13, 16, 17, 20, 23, 25, 28, 30, 31, 38, 48, 60)  # both sides of every threshold
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
RANDOM = [(size, lang) for size in SIZES for lang in LANGUAGES]
HARD = [(name, lang) for name in HARD_CENTERS for lang in LANGUAGES]
SMALLEST_TEXT = 10.0  # px on a page of 1600 x 1000: what a projector still shows
LOWEST_CONTRAST = 4.5  # WCAG 2.2, level AA


@cache
def random_page(size: int, lang: Lang) -> tuple[Scene, Legibility]:
    scene = influence_map_scene(random_buying_center(size, seed=size), lang=lang)
    return scene, inspect(scene)


@cache
def hard_page(name: str, lang: Lang) -> tuple[Scene, Legibility]:
    scene = influence_map_scene(HARD_CENTERS[name](), lang=lang)
    return scene, inspect(scene)


@pytest.mark.parametrize(("size", "lang"), RANDOM)
def test_nothing_overlaps_on_random_maps(size: int, lang: Lang) -> None:
    assert random_page(size, lang)[1].faults() == []


@pytest.mark.parametrize(("size", "lang"), RANDOM)
def test_text_of_random_maps_is_large_and_dark_enough(size: int, lang: Lang) -> None:
    found = random_page(size, lang)[1]
    assert found.smallest_text >= SMALLEST_TEXT
    assert found.lowest_contrast >= LOWEST_CONTRAST


@pytest.mark.parametrize(("size", "lang"), RANDOM)
def test_every_contact_of_a_random_map_has_a_card(size: int, lang: Lang) -> None:
    scene = random_page(size, lang)[0]
    assert {card for card in scene.cards if not card.startswith("gap:")} == {f"c{number:03}" for number in range(size)}


@pytest.mark.parametrize("size", [size for size in SIZES if size > 1])
def test_the_strongest_ties_are_drawn_and_the_others_counted(size: int) -> None:
    # random_buying_center makes min(n (n - 1), round(3.7 n)) ties; a page shows max(25, 0.6 n) of them.
    ties = min(size * (size - 1), round(3.7 * size))
    most = max(25, round(0.6 * size))
    G = random_buying_center(size, seed=size)
    pairs = {(u, v) for u, v in G.edges if G.nodes[u].get("side") != "seller"}
    scene = random_page(size, "en")[0]
    arrows = {tie.ends for tie in scene.ties if tie.layer is Layer.TIE} & pairs
    assert len(arrows) == min(ties, most)
    footnote = " ".join(text.string for text in scene.texts if text.owner == "footnote")
    assert (f"Drawn are the {most} strongest of {ties} influence ties." in footnote) == (ties > most)


@pytest.mark.parametrize(("name", "lang"), HARD)
def test_nothing_overlaps_on_hard_maps(name: str, lang: Lang) -> None:
    assert hard_page(name, lang)[1].faults() == []


@pytest.mark.parametrize(("name", "lang"), HARD)
def test_text_of_hard_maps_is_large_and_dark_enough(name: str, lang: Lang) -> None:
    found = hard_page(name, lang)[1]
    assert found.smallest_text >= SMALLEST_TEXT
    assert found.lowest_contrast >= LOWEST_CONTRAST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_can_be_read(lang: Lang) -> None:
    assert inspect(influence_map_scene(example_buying_center(), lang=lang)).faults() == []


# ------------------------------------------------------------------ the checker itself


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


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [2, 12, 28, 45])  # cards from the largest to the smallest
@pytest.mark.parametrize("test", [{}, {"coach_wants_us": False}])  # a hollow star, and a struck one
def test_a_coachs_star_leaves_the_number_and_the_name_alone(count: int, lang: Lang, test: dict[str, bool]) -> None:
    G = random_buying_center(count, seed=count)
    for contact in list(G)[:count]:
        G.nodes[contact].update(test, labelled_coach=True)
    scene = influence_map_scene(G, lang=lang)
    stars = [shape for shape in scene.shapes if isinstance(shape, Polygon | Polyline) and shape.layer is Layer.STAR]
    inside = [star for star in stars if any(holds(card, star.points[0]) for card in scene.cards.values())]
    assert len(inside) > count / 2  # on the smallest cards a star may stand out over the edge
    faults = [text.string for star in inside for text in scene.texts if any(holds(text.box, p) for p in star.points)]
    assert faults == []


def holds(box: Box, point: tuple[float, float]) -> bool:
    return box.x0 < point[0] < box.x1 and box.y0 < point[1] < box.y1
