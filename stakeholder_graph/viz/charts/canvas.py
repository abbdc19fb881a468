"""Where a picture is drawn: on the Axes that the user brings, or on a new figure of the page's size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.ink import PX_PER_INCH, draw_scene

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["draw_on"]


def draw_on(ax: Axes | None, scene: Scene) -> Axes:
    """Draw a scene on Axes, or on a new pyplot figure of the page's size where there are none.

    Raises
    ------
    OptionError
        If `ax` is no Axes.
    """
    if ax is not None and not isinstance(ax, Axes):
        raise OptionError("ax", ax, "the Axes of a matplotlib figure, or None for a new figure")
    if ax is None:
        import matplotlib.pyplot as plt  # noqa: PLC0415  only who brings no Axes needs pyplot

        figure = plt.figure(figsize=(scene.width / PX_PER_INCH, scene.height / PX_PER_INCH), facecolor="white")
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    return draw_scene(scene, ax)
