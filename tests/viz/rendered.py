"""The second reader: what matplotlib has really drawn, read from its artists and its pixels instead of the scene.

Whose a label is and what a line joins is told by where they are: a label belongs to the card its middle lies in, a line
joins the cards that its ends touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib import colors
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.text import Text
from viz.legibility import Card, Drawing, Label, Line, luminance

from stakeholder_graph.viz.scene.primitives import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from stakeholder_graph.viz.geometry.boxes import Box

__all__ = ["label_contrasts", "read_axes", "read_labels", "visible_texts"]

_POINTS_PER_INCH = 72.0
_WHITE = (1.0, 1.0, 1.0)
_TOUCH = 10.0  # px from a card within which a line ends at it: an arrow head stands between them
_LINES = (Layer.REPORTING, Layer.TIE)
_INKED = 0.25  # of a glyph's full ink from which a pixel is part of it and not of its soft edge
_ODD_PIXELS = 0.15  # of a label's pixels that may have less contrast than what is counted: names are struck out, too


def read_axes(ax: Axes, cards: Mapping[str, Box]) -> Drawing:
    """Return what is drawn on an Axes as a drawing in px of the figure.

    Parameters
    ----------
    ax : Axes
        With a scene on it, in a figure of its own; drawn by Agg here.
    cards : mapping of str to Box
        What a card is, in data coordinates: no artist says that of itself.
    """
    figure = ax.get_figure()
    assert figure is not None
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    corners = {name: ax.transData.transform(np.array(box.edges).reshape(2, 2)) for name, box in cards.items()}
    placed = {name: Card(tuple(corner.ravel().tolist())) for name, corner in corners.items()}
    courses = [course for layer in _LINES for course in _courses(ax, 2.0 + layer / 10)]
    lines = [Line(_ends(course, placed), course) for course in courses]
    width, height = canvas.get_width_height()
    return Drawing(width, height, read_labels(figure, placed), placed, tuple(lines))


def _courses(ax: Axes, zorder: float) -> list[np.ndarray]:
    """Return the courses of the lines of one layer in px; white ones are the margins of others."""
    return [
        collection.get_transform().transform(segment)
        for collection in ax.collections
        if isinstance(collection, LineCollection) and np.isclose(collection.get_zorder(), zorder)
        for segment, color in zip(collection.get_segments(), collection.get_colors(), strict=True)
        if tuple(color[:3]) != _WHITE
    ]


def _ends(course: np.ndarray, cards: Mapping[str, Card]) -> tuple[str, str]:
    """Return the two cards that a line joins; nothing where it ends beside no card, as in a legend."""
    start = _touched(course[0], cards)
    return start, _touched(course[-1], {name: card for name, card in cards.items() if name != start})


def _touched(point: np.ndarray, cards: Mapping[str, Card]) -> str:
    """Return the card nearest to a point, if that is near enough; else nothing."""
    distances = {}
    for name, card in cards.items():
        low, high = np.array(card.box[:2]), np.array(card.box[2:])
        distances[name] = float(np.hypot(*(point - np.clip(point, low, high))))
    nearest = min(distances, key=lambda name: distances[name], default="")
    return nearest if nearest and distances[nearest] <= _TOUCH else ""


def visible_texts(figure: Figure) -> list[Text]:
    """Return the texts of a figure that say something."""
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def read_labels(figure: Figure, cards: Mapping[str, Card]) -> tuple[Label, ...]:
    """Return the texts of a figure with the room they take; those on a card belong to it."""
    texts = visible_texts(figure)
    return tuple(
        Label(text.get_text(), box, text.get_fontsize() * figure.dpi / _POINTS_PER_INCH, ratio, _owner(box, cards))
        for text, box, ratio in zip(texts, map(_extent, texts), label_contrasts(figure, texts), strict=True)
    )


def _extent(text: Text) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = text.get_window_extent().extents
    return float(x0), float(y0), float(x1), float(y1)


def _owner(box: tuple[float, float, float, float], cards: Mapping[str, Card]) -> str:
    middle = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]])
    return next((name for name, card in cards.items() if card.holds(middle, 0.0)[0]), "")


def label_contrasts(figure: Figure, texts: list[Text]) -> list[float]:
    """Return the contrast of each text to the pixels that it really stands on.

    The figure is drawn with its texts in black, in white and without any. Where black and white differ are the glyphs,
    whatever they stand on; what is there without them is what they stand on.
    """
    inks = [colors.to_rgb(text.get_color()) for text in texts]
    black, white, bare = (_pixels_with(figure, texts, color) for color in ((0, 0, 0, 1), (1, 1, 1, 1), (0, 0, 0, 0)))
    for text, ink in zip(texts, inks, strict=True):
        text.set_color(ink)
    glyphs = np.abs(white - black).max(axis=2)
    return [_contrast(glyphs, bare, ink, _extent(text)) for text, ink in zip(texts, inks, strict=True)]


def _pixels_with(figure: Figure, texts: list[Text], color: tuple[float, float, float, float]) -> np.ndarray:
    """Return the picture with its texts in one colour."""
    for text in texts:
        text.set_color(color)
    return _pixels(figure)


def _pixels(figure: Figure) -> np.ndarray:
    """Return the picture from bottom to top, red, green and blue from 0 to 1."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[::-1, :, :3] / 255.0


def _contrast(
    glyphs: np.ndarray, bare: np.ndarray, ink: tuple[float, float, float], box: tuple[float, float, float, float]
) -> float:
    height, width = glyphs.shape
    left, right = np.clip(np.floor([box[0], box[2] + 1]), 0, width).astype(int)
    low, high = np.clip(np.floor([box[1], box[3] + 1]), 0, height).astype(int)
    behind = bare[low:high, left:right][glyphs[low:high, left:right] > _INKED]
    if not len(behind):
        return np.inf  # off the page, which is another fault
    lights = np.sort([np.broadcast_to(luminance(np.array(ink)), len(behind)), luminance(behind)], axis=0)
    return float(np.quantile((lights[1] + 0.05) / (lights[0] + 0.05), _ODD_PIXELS))
