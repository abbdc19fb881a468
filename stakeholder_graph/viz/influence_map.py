"""The influence map of a buying center: on an Axes, or straight into a file for a slide."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.fact_reading import read_map_facts
from stakeholder_graph.viz.ink import draw_scene, scene_figure
from stakeholder_graph.viz.scene.influence_map import draft_influence_map
from stakeholder_graph.viz.scene.primitives import Scene
from stakeholder_graph.viz.typefaces import choose_typefaces
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["influence_scene", "plot_influence_map", "save_diagram"]

# What keeps a file of each format free of dates and names of programs, so that the same map gives the same bytes.
_METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "svg": {"Date": None, "Creator": None},
}


def influence_scene(
    G: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the influence map of a buying center out, without drawing it.

    Parameters
    ----------
    G, lang, title, stage, as_of, font
        As for :func:`plot_influence_map`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page of 1600 by 1000 px.
    """
    check_option("language", lang, LANGUAGES)
    if stage is not None:
        PURCHASE_STAGES.check(stage)
    facts = read_map_facts(G, stage=stage, as_of=as_of)
    typefaces = choose_typefaces([*facts.strings(), title or ""], font)
    return draft_influence_map(facts, typefaces, lang=lang, title=title)


def plot_influence_map(
    G: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who decides, who moves whom, where everybody stands, and how well we know them.

    Rows are seniority, lanes are departments, each contact is a card. The disc on a card is the contact's share of the
    decision (number and size) and the stance toward us (colour and mark); the ring around it is our relationship, in
    five steps; the tags are the decision roles; the initials are those of our people who have met the contact; a gold
    star is a coach who passed the test, a hollow one somebody who is only called a coach, a struck one somebody who is
    called a coach and is none. Grey lines are reporting lines, arrows run from the one who influences to the one who
    listens. Beside the map stand the gaps to close.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence that says who decides and how that stands for us.
    stage : str, optional
        Purchase stage that says which roles are needed now; by default the stage of the graph.
    as_of : datetime.date, optional
        The day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure of 16 by 10 inches.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the map; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language or the stage does not exist.
    OptionError
        If `font` is neither a file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.rank_contacts : the shares on the discs.

    Notes
    -----
    What nobody noted is drawn as not known, never as zero. A level that is missing is inferred from the reporting line.
    More than 60 contacts, or more than max(25, 0.6 n) influence ties, are cut to the weightiest, and the footnote says
    how many.

    Examples
    --------
    Draw beside another picture, and read the sentence at the top:

    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> left, right = Figure(figsize=(32, 10)).subplots(1, 2)
    >>> ax = sg.plot_influence_map(sg.example_buying_center(), ax=left)
    >>> [text.get_text() for text in ax.texts if "decides" in text.get_text()]
    ['cfo decides (52%); nobody noted whether we know them']
    """
    scene = influence_scene(G, lang=lang, title=title, stage=stage, as_of=as_of, font=font)
    if ax is None:
        import matplotlib.pyplot as plt  # noqa: PLC0415  only who brings no Axes needs pyplot

        figure = plt.figure(figsize=(16.0, 10.0), facecolor="white")
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    return draw_scene(scene, ax)


def save_diagram(
    diagram: nx.DiGraph[Any] | Scene,
    path: str | Path,
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    dpi: float = 150.0,
) -> Path:
    """Write the influence map of a buying center into a file that goes straight onto a slide.

    Parameters
    ----------
    diagram : networkx.DiGraph or Scene
        A buying center, or a scene that was laid out before; the other options then have no say but `dpi`.
    path : str or Path
        Where to write; the ending (.png, .svg or .pdf) says in which format.
    lang, title, stage, as_of, font
        As for :func:`plot_influence_map`.
    dpi : float, default 150.0
        Dots per inch of a PNG: 150 makes 2400 by 1500 px.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    UnknownTermError
        If the ending of the path is no picture format, or the language or stage does not exist.
    OptionError
        If `dpi` is not above 0, or `font` is neither a file nor a family that matplotlib knows.
    SchemaError
        If the graph breaks the schema.

    Notes
    -----
    The same graph gives the same PNG byte for byte, whatever the order in which it was built.

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
    check_option("picture format", format_name, tuple(_METADATA))
    if not 0 < dpi < math.inf:
        raise OptionError("dpi", dpi, "a number above 0")
    if isinstance(diagram, Scene):
        scene = diagram
    else:
        scene = influence_scene(diagram, lang=lang, title=title, stage=stage, as_of=as_of, font=font)
    scene_figure(scene).savefig(path, dpi=dpi, format=format_name, metadata=_METADATA[format_name])
    return path
