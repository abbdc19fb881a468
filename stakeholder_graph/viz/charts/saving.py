"""A picture as a file that goes straight onto a slide."""

from __future__ import annotations

import inspect
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.ink import scene_figure
from stakeholder_graph.viz.pictures import FILE_FORMATS, PICTURES
from stakeholder_graph.viz.scene.primitives import Scene
from stakeholder_graph.vocabulary.options import check_number
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["picture_options", "picture_scene", "save_diagram"]

# What keeps a file of each format free of dates and names of programs, so that the same map gives the same bytes; and
# for a PNG the compression, of 9: a tenth less time for a picture than the usual 6, a sixteenth more to store; ours.
_WRITING: dict[str, dict[str, Any]] = {
    "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 3}},
    "pdf": {"metadata": {"CreationDate": None, "Producer": None, "Creator": None}},
    "svg": {"metadata": {"Date": None, "Creator": None}},
}
_SAME_NAMES: dict[Any, Any] = {
    "svg.hashsalt": "stakeholder_graph"
}  # what the names of the parts of an SVG are made from


def picture_scene(source: Any, picture: str, **options: Any) -> Scene:
    """Lay a picture out, without drawing it.

    Parameters
    ----------
    source : networkx.DiGraph or result
        What the plot function of the picture takes.
    picture : str
        The name of its plot function without ``plot_``.
    **options
        What the plot function takes besides, without `ax`.

    Returns
    -------
    Scene
        Plain shapes and texts in px.

    Raises
    ------
    UnknownTermError
        If there is no such picture.
    OptionError
        If the picture does not take one of the options.
    """
    known = picture_options(picture)
    for name, value in options.items():
        if name not in known:
            raise OptionError(name, value, f"an option of the picture {picture!r}: {', '.join(known)}")
    return _scene_function(picture)(source, **options)


def picture_options(picture: str) -> tuple[str, ...]:
    """Return the names of the options that a picture takes besides its source."""
    check_option("picture", picture, PICTURES)
    parameters = inspect.signature(_scene_function(picture)).parameters
    return tuple(name for name, one in parameters.items() if one.kind is one.KEYWORD_ONLY)


def _scene_function(picture: str) -> Callable[..., Scene]:
    function: Callable[..., Scene] = getattr(import_module(f"{__package__}.{picture}"), f"{picture}_scene")
    return function


def save_diagram(
    source: Any, path: str | Path, *, picture: str = "influence_map", dpi: float = 150.0, **options: Any
) -> Path:
    """Write a picture into a file that goes straight onto a slide.

    Parameters
    ----------
    source : networkx.DiGraph, result or Scene
        A buying center, or what else the plot function of the picture takes; or a scene that was laid out before.
    path : str or Path
        Where to write; the ending (.png, .svg or .pdf) says in which format.
    picture : str, default "influence_map"
        Which picture: the name of its plot function without ``plot_``, such as ``"bullseye"``, ``"dashboard"`` or
        ``"ranking"``.
    dpi : float, default 150.0
        Dots per inch of a PNG: 150 makes 2400 by 1500 px of a page of 1600 by 1000 px.
    **options
        What the plot function of the picture takes besides, such as ``lang``, ``title``, ``as_of`` and ``font``; not
        `ax`.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    UnknownTermError
        If the ending of the path is no picture format, or the picture, language or stage does not exist.
    OptionError
        If `dpi` is not above 0, the picture does not take one of the options, or a scene comes with options.
    SchemaError
        If the graph breaks the schema.

    Notes
    -----
    The same graph gives the same PNG and SVG byte for byte, whatever the order in which it was built. The words of an
    SVG are outlines, so that it looks the same without the fonts.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = sg.save_diagram(sg.example_buying_center(), Path(folder) / "map.png", lang="zh", dpi=100)
    ...     path.stat().st_size > 10_000
    True
    """
    path = Path(path)
    format_name = path.suffix.lower().removeprefix(".")
    check_option("picture format", format_name, FILE_FORMATS)
    check_number("dpi", dpi, "(0, inf)")
    if isinstance(source, Scene):
        for name, value in options.items():
            raise OptionError(name, value, "nothing, because the scene is laid out already")
        scene = source
    else:
        scene = picture_scene(source, picture, **options)
    figure = scene_figure(scene)
    with mpl.rc_context(_SAME_NAMES) if format_name == "svg" else nullcontext():
        figure.savefig(
            path,
            dpi=dpi,
            format=format_name,
            **_WRITING[format_name],
            bbox_inches=figure.bbox_inches,  # the whole page, whatever the reader has set
            facecolor="white",
            transparent=False,
        )
    return path
