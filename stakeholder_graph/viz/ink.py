"""Ink: a scene drawn on a matplotlib Axes.

Shapes are drawn in batches, one collection for each kind and layer, since a page has some thousand of them. Nothing
global is set: fonts, widths and dashes are handed to each artist, scaled to the size of the Axes.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_direction import left_to_right
from stakeholder_graph.viz.palette import WHITE
from stakeholder_graph.viz.scene.primitives import Arc, Circle, Layer, Polygon, Polyline, Rectangle, Scene, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.palette import Dash

__all__ = ["draw_scene", "scene_figure"]

POINTS_PER_INCH = 72.0
PX_PER_INCH = 100.0  # a page of 1600 by 1000 px is 16 by 10 inches
_ARC_STEPS = 16  # corners of an arc of a ring; more are not seen at 300 dpi
_CORNER = 0.5523  # handle of the cubic curve nearest to a quarter of a circle, as a share of its radius

_Filled = Rectangle | Circle | Arc | Polygon


def scene_figure(scene: Scene) -> Figure:
    """Return a Figure of the page's size with the scene on it, made without pyplot."""
    figure = Figure(figsize=(scene.width / PX_PER_INCH, scene.height / PX_PER_INCH), dpi=PX_PER_INCH, facecolor="white")
    draw_scene(scene, figure.add_axes((0.0, 0.0, 1.0, 1.0)))
    return figure


def draw_scene(scene: Scene, ax: Axes) -> Axes:
    """Draw a scene on an Axes, which keeps the proportions of the page.

    Parameters
    ----------
    scene : Scene
        The page.
    ax : matplotlib.axes.Axes
        Its frame and ticks are switched off, and the page is white on it, since the colours are chosen for white
        whatever the style of the figure. Text and lines are scaled to its size at the time of the call.

    Returns
    -------
    matplotlib.axes.Axes
        The same Axes.
    """
    if ax.figure is None:
        raise ValueError("The Axes belong to no figure any more; hand in Axes of a figure.")
    ax.set_xlim(0.0, scene.width)
    ax.set_ylim(0.0, scene.height)
    ax.set_aspect("equal", adjustable="box", anchor="C")
    ax.set_axis_off()
    ax.set_autoscale_on(False)
    points = _points_per_px(scene, ax)
    page = Rectangle(Box(0.0, 0.0, scene.width, scene.height), Layer.BAND, WHITE)
    _draw_layer(ax, Layer.BAND, [page], points)
    for layer, shapes in groupby(sorted(scene.shapes, key=lambda shape: shape.layer), key=lambda shape: shape.layer):
        _draw_layer(ax, layer, list(shapes), points)
    _draw_texts(ax, scene, points)
    return ax


def _points_per_px(scene: Scene, ax: Axes) -> float:
    """Return how many typographic points a px of the page is on this Axes."""
    room = ax.get_window_extent()
    inches = min(room.width / scene.width, room.height / scene.height) / ax.figure.dpi
    return float(inches * POINTS_PER_INCH)


def _draw_layer(ax: Axes, layer: Layer, shapes: Sequence[Shape], points: float) -> None:
    """Draw the shapes of one layer in the order in which they were put down, line by line and fill by fill."""
    for is_line, batch in groupby(shapes, key=lambda shape: isinstance(shape, Polyline)):
        members = list(batch)
        if is_line:
            _draw_lines(ax, [shape for shape in members if isinstance(shape, Polyline)], layer, points)
        else:
            _draw_fills(ax, [shape for shape in members if not isinstance(shape, Polyline)], layer, points)


def _draw_lines(ax: Axes, lines: Sequence[Polyline], layer: Layer, points: float) -> None:
    widths = [line.line * points for line in lines]
    collection = LineCollection(
        [np.array(line.points) for line in lines],
        colors=[line.color for line in lines],
        linewidths=widths,
        linestyles=[_dash(line.dash, width, points) for line, width in zip(lines, widths, strict=True)],
        capstyle="butt",
        joinstyle="round",
        zorder=2.0 + layer / 10,
        antialiaseds=True,
    )
    ax.add_collection(collection, autolim=False)


def _draw_fills(ax: Axes, shapes: Sequence[_Filled], layer: Layer, points: float) -> None:
    widths = [0.0 if isinstance(shape, Arc) else shape.line * points for shape in shapes]
    dashes = [() if isinstance(shape, Arc | Polygon) else shape.dash for shape in shapes]
    edges = [None if isinstance(shape, Arc) else shape.edge for shape in shapes]
    collection = PathCollection(
        [_outline(shape) for shape in shapes],
        facecolors=[shape.fill or "none" for shape in shapes],
        edgecolors=[edge or "none" for edge in edges],
        linewidths=widths,
        linestyles=[_dash(dash, width, points) for dash, width in zip(dashes, widths, strict=True)],
        zorder=2.0 + layer / 10,
        antialiaseds=True,
    )
    ax.add_collection(collection, autolim=False)


def _dash(dash: Dash, width: float, points: float) -> Any:
    """Return a line style whose dashes are as long as the palette says, whatever the width of the line.

    matplotlib multiplies dashes by the width of the line unless it is told otherwise in its global settings, which are
    the reader's; so they are divided by it beforehand.
    """
    if not dash:
        return "solid"
    scale = width if mpl.rcParams["lines.scale_dashes"] and width > 0 else 1.0
    return 0.0, tuple(length * points / scale for length in dash)


def _outline(shape: _Filled) -> Path:
    """Return the outline of a filled shape."""
    if isinstance(shape, Circle):
        return Path.circle(shape.center, shape.radius)
    if isinstance(shape, Arc):
        return _ring_piece(shape)
    if isinstance(shape, Polygon):
        return Path([*shape.points, shape.points[0]], closed=True)
    return _rounded(shape.box, shape.radius)


def _ring_piece(arc: Arc) -> Path:
    """Return the outline of a piece of a ring: out along the outer arc, back along the inner one."""
    angles = np.radians(np.linspace(arc.start, arc.end, _ARC_STEPS))
    spokes = np.column_stack([np.cos(angles), np.sin(angles)])
    ring = np.vstack([spokes * arc.radius, spokes[::-1] * (arc.radius - arc.width), spokes[:1] * arc.radius])
    return Path(ring + np.array(arc.center), closed=True)


def _rounded(box: Box, radius: float) -> Path:
    """Return the outline of a rectangle with rounded corners."""
    x0, y0, x1, y1 = box.edges
    if radius <= 0:
        return Path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], closed=True)
    r = min(radius, box.width / 2, box.height / 2)
    k = r * (1 - _CORNER)
    vertices = [(x0 + r, y0)]
    vertices += [(x1 - r, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + r)]
    vertices += [(x1, y1 - r), (x1, y1 - k), (x1 - k, y1), (x1 - r, y1)]
    vertices += [(x0 + r, y1), (x0 + k, y1), (x0, y1 - k), (x0, y1 - r)]
    vertices += [(x0, y0 + r), (x0, y0 + k), (x0 + k, y0), (x0 + r, y0), (x0 + r, y0)]
    side = [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    return Path(vertices, [Path.MOVETO, *side * 4, Path.CLOSEPOLY])


def _draw_texts(ax: Axes, scene: Scene, points: float) -> None:
    """Draw the texts; names are data, so that nothing in them is read as mathematics."""
    fonts: dict[tuple[float, bool], FontProperties] = {}
    for text in scene.texts:
        key = (text.px, text.bold)
        if key not in fonts:
            weight = "bold" if text.bold else "normal"
            fonts[key] = FontProperties(family=list(scene.families), size=text.px * points, weight=weight)
        _draw_text(ax, text, fonts[key])


def _draw_text(ax: Axes, text: Text, font: FontProperties) -> None:
    ax.text(
        *text.anchor,
        left_to_right(text.string),
        fontproperties=font,
        color=text.color,
        ha=text.align,
        va="baseline",
        zorder=2.0 + Layer.TEXT / 10,
        parse_math=False,
        usetex=False,
        clip_on=False,
    )
