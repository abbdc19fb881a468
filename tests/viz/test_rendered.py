"""What matplotlib has drawn can be read, too, and is what the scene said."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from viz.every_picture import PICTURES, alike, bank, scene_of
from viz.legibility import crossings, inspect, judge, read_scene
from viz.rendered import label_contrasts, read_axes, visible_texts
from viz.sample_maps import HARD_CENTERS

from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.model.examples import random_buying_center
from stakeholder_graph.viz.charts.influence_map import influence_map_scene, plot_influence_map
from stakeholder_graph.viz.ink import scene_figure
from stakeholder_graph.viz.scene.primitives import Layer

if TYPE_CHECKING:
    from matplotlib.text import Text
    from viz.legibility import Drawing

    from stakeholder_graph.model.buying_center import BuyingCenter
    from stakeholder_graph.viz.scene.primitives import Scene

CENTERS = Path(__file__).resolve().parents[2] / "benchmarks" / "centers"
SMALLEST_TEXT = 10.0  # px on a page of 1600 x 1000
LOWEST_CONTRAST = 4.5  # WCAG 2.2, level AA


def center(name: str) -> BuyingCenter:
    kind, _, which = name.partition(" ")
    if kind == "sample":
        return read_csv(sample_folder(which))  # type: ignore[arg-type]
    if kind == "random":
        return random_buying_center(int(which), seed=int(which))
    return read_csv(CENTERS / which) if kind == "benchmark" else HARD_CENTERS[which]()


MAPS: list[tuple[str, Literal["en", "zh"]]] = [
    *((f"sample {sample}", lang) for sample in SAMPLES for lang in ("en", "zh")),  # type: ignore[misc]
    ("benchmark 50", "en"),
    ("random 12", "zh"),
    ("random 60", "en"),
    ("hard long names", "en"),
    ("hard everything", "zh"),
    ("hard empty", "en"),
]


@cache
def page(name: str, lang: Literal["en", "zh"]) -> tuple[Scene, Figure, Drawing]:
    scene = influence_map_scene(center(name), lang=lang)
    figure = scene_figure(scene)
    return scene, figure, read_axes(figure.axes[0], scene.cards)


@pytest.mark.parametrize(("name", "lang"), MAPS)
def test_what_is_drawn_can_be_read(name: str, lang: Literal["en", "zh"]) -> None:
    found = judge(page(name, lang)[2])
    assert found.faults() == []
    assert found.smallest_text >= SMALLEST_TEXT - 1e-9
    assert found.lowest_contrast >= LOWEST_CONTRAST


@pytest.mark.parametrize(("name", "lang"), MAPS)
def test_what_is_drawn_is_what_the_scene_says(name: str, lang: Literal["en", "zh"]) -> None:
    scene, _, drawn = page(name, lang)
    said = read_scene(scene)
    assert (drawn.width, drawn.height) == (said.width, said.height)
    assert [label.px for label in drawn.labels] == pytest.approx([label.px for label in said.labels])
    # Soft edges of glyphs touch pixels beside the fill, so that it is not exactly what the colours of the scene say.
    assert [label.contrast for label in drawn.labels] == pytest.approx(
        [label.contrast for label in said.labels], rel=0.05
    )
    assert crossings(drawn) == crossings(said)
    ends = {line.ends for line in drawn.lines if "" not in line.ends}  # those without ends stand in the legend
    assert ends == {line.ends for line in said.lines}


@pytest.mark.parametrize(("name", "lang"), MAPS)
def test_texts_take_the_room_that_was_measured(name: str, lang: Literal["en", "zh"]) -> None:
    scene, _, drawn = page(name, lang)
    widths = np.array([[label.box[2] - label.box[0] for label in side.labels] for side in (drawn, read_scene(scene))])
    # Agg puts every glyph on a whole px, and a glyph may reach beyond its advance.
    assert (widths[0] <= 1.01 * widths[1] + 4).all()


@pytest.mark.parametrize(("name", "lang"), MAPS)
def test_every_card_is_drawn_where_it_is_claimed(name: str, lang: Literal["en", "zh"]) -> None:
    _, figure, drawn = page(name, lang)
    boxes = np.array(
        [
            collection.get_transform().transform_path(path).get_extents().extents
            for collection in figure.axes[0].collections
            if isinstance(collection, PathCollection) and np.isclose(collection.get_zorder(), 2.0 + Layer.CARD / 10)
            for path in collection.get_paths()
        ]
    ).reshape(-1, 4)
    for card in drawn.cards.values():
        x0, y0, x1, y1 = card.box
        inside = (boxes[:, :2] >= [x0 - 1, y0 - 1]).all(axis=1) & (boxes[:, 2:] <= [x1 + 1, y1 + 1]).all(axis=1)
        areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        assert areas[inside].max(initial=0.0) > 0.5 * (x1 - x0) * (y1 - y0)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("picture", PICTURES)
def test_the_texts_of_every_picture_can_be_read_as_drawn(picture: str, lang: Literal["en", "zh"]) -> None:
    scene = scene_of(picture, bank(), lang=lang)
    drawn = read_axes(scene_figure(scene).axes[0], {})
    found = judge(replace(drawn, lines=()))  # what a line runs over is asked of the scene, which knows what covers it
    assert found.faults() == []
    assert found.smallest_text >= SMALLEST_TEXT - 1e-9
    assert found.lowest_contrast >= LOWEST_CONTRAST


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_can_be_read_as_laid_out(picture: str, lang: Literal["en", "zh"]) -> None:
    for account in (bank(), alike()):
        found = inspect(scene_of(picture, account, lang=lang))
        assert found.faults() == []
        assert found.smallest_text >= SMALLEST_TEXT
        assert found.lowest_contrast >= LOWEST_CONTRAST


def test_a_map_in_half_a_figure_can_be_read() -> None:
    # Half as wide, so half as large: what overlaps on no page overlaps on no smaller one.
    left, _right = Figure(figsize=(16, 10)).subplots(1, 2)
    G = random_buying_center(20, seed=1)
    plot_influence_map(G, ax=left)
    found = judge(read_axes(left, influence_map_scene(G).cards))
    assert found.faults() == []
    assert 3.5 < found.smallest_text < 5.5


# ------------------------------------------------------------------ the reader itself


def text_on(color: str, ink: str, *, stripe: bool = False) -> tuple[Figure, list[Text]]:
    figure = Figure(figsize=(4, 2), dpi=100, facecolor="white")
    figure.text(0.1, 0.4, "HHHHHH", color=ink, fontsize=30)
    axes = figure.add_axes((0, 0, 1, 1), zorder=-1)
    axes.set_axis_off()
    axes.axvspan(0, 0.3 if stripe else 1, color=color)
    axes.set_xlim(0, 1)
    return figure, visible_texts(figure)


@pytest.mark.parametrize(
    ("ground", "ink", "stripe", "expected"),
    [
        ("#FFFFFF", "#000000", False, 21.0),
        ("#000000", "#FFFFFF", False, 21.0),
        ("#777777", "#FFFFFF", False, 4.478),  # the best known grey that is just not enough on white
        ("#FFFFFF", "#FFFFFF", False, 1.0),
        ("#333333", "#000000", True, 1.662),  # (0.0331 + .05) / .05: the part of the text that is worst off
    ],
)
def test_contrast_is_that_to_the_pixels_behind(ground: str, ink: str, stripe: bool, expected: float) -> None:
    figure, texts = text_on(ground, ink, stripe=stripe)
    assert label_contrasts(figure, texts) == pytest.approx([expected], abs=0.01)
    assert texts[0].get_color() in (ink, pytest.approx(tuple(int(ink[i : i + 2], 16) / 255 for i in (1, 3, 5))))
