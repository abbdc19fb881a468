"""Can the pages be read? Two hundred random centers, the hard ones, the samples and those of the benchmark."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from viz.every_picture import PICTURES, Account, scene_of
from viz.legibility import Legibility, crossings, inspect, read_scene
from viz.sample_maps import HARD_CENTERS

from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.model.examples import example_buying_center, random_buying_center
from stakeholder_graph.viz.charts.influence_map import influence_map_scene
from stakeholder_graph.viz.scene.primitives import Layer, Polygon, Polyline

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.viz.scene.primitives import Scene

Lang = Literal["en", "zh"]
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
SEEDS = range(200)
CUT = (4, 7, 8, 20, 48, 60)  # contacts: around the 25 ties that any page shows, and more ties than a page shows
WIDE = (41, 42, 47, 50, 53, 56, 60, 61, 70, 79, 80, 90)  # contacts; a map of more than 40 is wide by itself
OTHERS = [picture for picture in PICTURES if picture != "influence_map"]
HARD = [(name, lang) for name in HARD_CENTERS for lang in LANGUAGES]
CENTERS = Path(__file__).resolve().parents[2] / "benchmarks" / "centers"
MOST_CROSSINGS = {"10": 8, "25": 30, "50": 91}  # what a layout made for these three has
SMALLEST_TEXT = 10.0  # px on a page of 1600 x 1000: what a projector still shows
LOWEST_CONTRAST = 4.5  # WCAG 2.2, level AA


def unreadable(found: Legibility) -> list[str]:
    """Return everything that keeps a page from being read."""
    faults = found.faults()
    if found.smallest_text < SMALLEST_TEXT:
        faults.append(f"a text of {found.smallest_text} px")
    if found.lowest_contrast < LOWEST_CONTRAST:
        faults.append(f"a text with a contrast of {found.lowest_contrast}")
    return faults


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_map_can_be_read(seed: int) -> None:
    size = 5 + seed % 56
    scene = influence_map_scene(random_buying_center(size, seed=seed), lang=LANGUAGES[seed % 2], size="page")
    assert scene.width == 1600
    assert unreadable(inspect(scene)) == []
    assert {card for card in scene.cards if not card.startswith("gap:")} == {f"c{number:03}" for number in range(size)}


@pytest.mark.parametrize("count", WIDE)
def test_a_wide_random_map_can_be_read(count: int) -> None:
    scene = influence_map_scene(random_buying_center(count, seed=count), lang=LANGUAGES[count % 2])
    assert scene.width == 2000
    assert unreadable(inspect(scene)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_another_picture_of_a_random_center_can_be_read(seed: int) -> None:
    size, picture = 5 + seed % 56, OTHERS[seed % len(OTHERS)]
    now, before = random_buying_center(size, seed=seed), random_buying_center(size - 3, seed=seed)
    account = Account(now, {dt.date(2026, 3, 31): before, dt.date(2026, 6, 30): now})
    assert unreadable(inspect(scene_of(picture, account, lang=LANGUAGES[seed % 2]))) == []


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_smallest_maps_can_be_read(size: int, lang: Lang) -> None:
    assert unreadable(inspect(influence_map_scene(random_buying_center(size, seed=size), lang=lang))) == []


@pytest.mark.parametrize("size", CUT)
def test_the_strongest_ties_are_drawn_and_the_others_counted(size: int) -> None:
    # random_buying_center makes min(n (n - 1), round(3.7 n)) ties; a page shows max(25, 0.6 n) of them.
    ties = min(size * (size - 1), round(3.7 * size))
    most = max(25, round(0.6 * size))
    G = random_buying_center(size, seed=size)
    pairs = {(u, v) for u, v in G.edges if G.nodes[u].get("side") != "seller"}
    scene = influence_map_scene(G)
    arrows = {tie.ends for tie in scene.ties if tie.layer is Layer.TIE} & pairs
    assert len(arrows) == min(ties, most)
    footnote = " ".join(text.string for text in scene.texts if text.owner == "footnote")
    assert (f"Drawn are the {most} strongest of {ties} influence ties." in footnote) == (ties > most)


@pytest.mark.parametrize(("name", "lang"), HARD)
def test_a_hard_map_can_be_read(name: str, lang: Lang) -> None:
    assert unreadable(inspect(influence_map_scene(HARD_CENTERS[name](), lang=lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_can_be_read(lang: Lang) -> None:
    assert unreadable(inspect(influence_map_scene(example_buying_center(), lang=lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_can_be_read(sample: Literal["bank_mainframe"], lang: Lang) -> None:
    assert unreadable(inspect(influence_map_scene(read_csv(sample_folder(sample)), lang=lang))) == []


# ------------------------------------------------------------------ the centers of the benchmark


@cache
def benchmark_page(size: str, lang: Lang) -> Scene:
    return influence_map_scene(read_csv(CENTERS / size), lang=lang, size="page")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", MOST_CROSSINGS)
def test_the_centers_of_the_benchmark_can_be_read(size: str, lang: Lang) -> None:
    assert unreadable(inspect(benchmark_page(size, lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("size", "most"), MOST_CROSSINGS.items())
def test_the_lines_of_the_benchmark_cross_seldom(size: str, most: int, lang: Lang) -> None:
    assert crossings(read_scene(benchmark_page(size, lang))) <= most


# ------------------------------------------------------------------ stars


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
