"""Every picture inside the reader's own figure and style, and as files of every format."""

from __future__ import annotations

import warnings
import xml.etree.ElementTree as ET
from importlib import import_module
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import stakeholder_graph as sg
from stakeholder_graph.viz.charts.saving import save_diagram
from stakeholder_graph.viz.pictures import PICTURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.axes import Axes

# What a reader may have set: nothing of it may break a picture, and nothing of it may be changed.
STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "dark": {**mpl.style.library["dark_background"]},
    "loud": {
        "text.parse_math": True,
        "font.family": "serif",
        "font.size": 30.0,
        "text.color": "red",
        "lines.linewidth": 9.0,
        "lines.scale_dashes": False,
        "axes.grid": True,
        "axes.autolimit_mode": "round_numbers",
        "figure.autolayout": False,
        "image.composite_image": False,
    },
}
SVG = "{http://www.w3.org/2000/svg}"


def source(picture: str) -> Any:
    """Return what a picture is drawn from, with names that mathtext would take for something else."""
    G = sg.example_buying_center()
    G.nodes["cfo"]["name"] = "周世恒 $x_1$"
    G.add_teammate("t1", name="Jonas Weber", initials="JW")
    G.add_relationship("t1", "coach", relationship="familiar")
    G.add_motive("coo", "organisational", "No more stops", drive="pain", strength=0.8, direction=0.5)
    if picture == "history":
        return sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    if picture == "comparison":
        return {"today": G, "COO won": sg.what_if(G, stance={"coo": 0.6})}
    return G


def plot(picture: str) -> Callable[..., Axes]:
    function: Callable[..., Axes] = getattr(import_module(f"stakeholder_graph.viz.charts.{picture}"), f"plot_{picture}")
    return function


def pixels(figure: Figure) -> np.ndarray:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :, :3]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_takes_its_place_in_a_figure_of_the_readers_style(picture: str, style: str) -> None:
    with mpl.rc_context(STYLES[style]), warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = Figure(figsize=(16, 10), dpi=50, layout="constrained")
        axes = figure.subplots(2, 2)
        axes[0, 0].plot([0, 1], [0, 1])
        parameters = dict(mpl.rcParams)
        ax = plot(picture)(source(picture), ax=axes[1, 1])
        pixels(figure)
        assert ax is axes[1, 1]
        assert dict(mpl.rcParams) == parameters
        assert plt.get_fignums() == []
        assert len(axes[0, 0].lines) == 1
        assert not axes[0, 1].texts
        assert not axes[1, 0].collections


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_stays_on_white_whatever_the_style(picture: str) -> None:
    with mpl.rc_context(STYLES["dark"]):
        figure = Figure(figsize=(8, 5), dpi=50)
        ax = plot(picture)(source(picture), ax=figure.add_axes((0.0, 0.0, 1.0, 1.0)))
        drawn = pixels(figure)
    left, bottom = ax.transData.transform((3.0, 3.0)) if ax.get_ylim()[1] > 6 else (0.0, 0.0)
    corner = drawn[drawn.shape[0] - 1 - int(bottom), int(left)]
    assert corner.tolist() == [255, 255, 255]
    assert (drawn.mean(axis=2) > 200).mean() > 0.5 * (ax.get_ylim()[1] / ax.get_xlim()[1]) / (5 / 8)


@pytest.mark.parametrize("picture", PICTURES)
def test_no_text_is_mathematics_or_tex_or_of_another_font(picture: str) -> None:
    with mpl.rc_context({"text.usetex": True, "font.family": "serif"}):
        ax = plot(picture)(source(picture), ax=Figure().subplots())
    assert len(ax.texts) > 5
    for text in ax.texts:
        assert not text.get_usetex()
        assert not text.get_parse_math()
        assert text.get_fontfamily()[0] == "BC Sans SC"


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.usefixtures("_pyplot")
def test_without_axes_a_picture_opens_one_figure_of_its_page(picture: str) -> None:
    ax = plot(picture)(source(picture))
    assert plt.get_fignums() == [1]
    assert plt.gcf() is ax.figure
    width, height = ax.figure.get_size_inches()
    assert (width * 100, height * 100) == pytest.approx((ax.get_xlim()[1], ax.get_ylim()[1]))


@pytest.mark.parametrize("picture", PICTURES)
def test_svg_is_well_formed(picture: str, tmp_path: Path) -> None:
    path = save_diagram(source(picture), tmp_path / "picture.svg", picture=picture)
    root = ET.fromstring(path.read_bytes())  # noqa: S314  our own file
    assert root.tag == f"{SVG}svg"
    assert len(list(root.iter(f"{SVG}path"))) > 20


@pytest.mark.parametrize("picture", PICTURES)
def test_pdf_has_one_page(picture: str, tmp_path: Path) -> None:
    content = save_diagram(source(picture), tmp_path / "picture.pdf", picture=picture).read_bytes()
    assert content.startswith(b"%PDF-1.")
    assert content.rstrip().endswith(b"%%EOF")
    assert b"/Count 1" in content


@pytest.mark.parametrize("picture", PICTURES)
def test_png_has_the_size_of_the_page_whatever_is_set(picture: str, tmp_path: Path) -> None:
    settings = {"savefig.bbox": "tight", "savefig.pad_inches": 2.0, "savefig.facecolor": "black", "figure.dpi": 30.0}
    with mpl.rc_context(settings):
        path = save_diagram(source(picture), tmp_path / "picture.png", picture=picture, dpi=50)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    ax = plot(picture)(source(picture), ax=Figure().subplots())
    assert (width, height) == (round(ax.get_xlim()[1] / 2), round(ax.get_ylim()[1] / 2))
