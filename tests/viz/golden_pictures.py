"""The golden pictures: which there are, and how they are drawn and compared.

They are small and without text, since every version of matplotlib draws text a little differently; what a page says is
tested on its scene. What is kept here is how a page looks on the whole: where things are, how large, in which colours.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import imread
from PIL import Image
from viz.every_picture import Account, bank, scene_of

import stakeholder_graph as sg
from stakeholder_graph.viz.ink import scene_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["FOLDER", "GOLDEN", "Golden", "difference", "draw", "load", "save"]

FOLDER = Path(__file__).resolve().parent / "golden"
CENTERS = Path(__file__).resolve().parents[2] / "benchmarks" / "centers"
_DPI = 50  # a page of 1600 px is 800 px wide
_COLOURS = 256  # that a picture is kept with; a third of the bytes
_BLOCK = 4  # px whose mean is compared, so that a line half a px beside its place does not count


def _line() -> Account:
    return Account(sg.read_csv(sg.sample_folder("packaging_line")), {})


def _crowd() -> Account:
    return Account(sg.read_csv(CENTERS / "50"), {})


class Golden(NamedTuple):
    """One golden picture: its file, what it shows of which account, in which language."""

    file: str
    picture: str
    account: Callable[[], Account]
    lang: Literal["en", "zh"] = "en"


GOLDEN = (
    Golden("influence_map", "influence_map", _line),
    Golden("influence_map_zh", "influence_map", bank, "zh"),
    Golden("influence_map_50", "influence_map", _crowd),
    Golden("bullseye", "bullseye", _line),
    Golden("dashboard", "dashboard", _line),
    Golden("role_coverage", "role_coverage", bank, "zh"),
    Golden("ranking", "ranking", _line),
    Golden("stance_grid", "stance_grid", _line),
    Golden("contact_map", "contact_map", _line),
    Golden("motives", "motives", bank, "zh"),
    Golden("history", "history", bank),
    Golden("comparison", "comparison", _line),
)


def draw(golden: Golden) -> np.ndarray:
    """Draw a picture as it is now."""
    return pixels(scene_of(golden.picture, golden.account(), lang=golden.lang))


def pixels(scene: Scene) -> np.ndarray:
    """Return a scene without its texts as red, green and blue from 0 to 255."""
    figure = scene_figure(replace(scene, texts=()))
    figure.set_dpi(_DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].copy()


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Return by how much two pictures differ: the root of the mean square over blocks, from 0 to 255."""
    if one.shape != other.shape:
        return 255.0
    return float(np.sqrt(((_blocks(one) - _blocks(other)) ** 2).mean()))


def _blocks(picture: np.ndarray) -> np.ndarray:
    height, width = (size - size % _BLOCK for size in picture.shape[:2])
    cut = picture[:height, :width].astype(float)
    return cut.reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK, 3).mean(axis=(1, 3))


def load(golden: Golden) -> np.ndarray:
    """Read the picture that is kept."""
    return np.rint(imread(FOLDER / f"{golden.file}.png")[..., :3] * 255)


def save(golden: Golden, folder: Path = FOLDER) -> Path:
    """Draw a picture and keep it."""
    path = folder / f"{golden.file}.png"
    Image.fromarray(draw(golden)).quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path
