"""The picture of access paths: who can introduce us to those who decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from stakeholder_graph.analysis.relations.passages import DRAWS
from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.access_reading import PATH_COLUMNS, read_access, read_paths
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.access_paths import draft_access_paths
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.pages.access_facts import AccessFacts
    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["access_paths_scene", "plot_access_paths"]

_MOST = 3  # ours: more ways to one contact are not read


def access_paths_scene(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    target: str | None = None,
    most: int | None = None,
    draws: int | None = None,
    seed: int | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the access paths of a buying center out, without drawing them.

    Parameters
    ----------
    source, lang, title, target, most, draws, seed, as_of, font
        As for :func:`plot_access_paths`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page of 1600 px, 1000 px high at most.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    options = {"target": target, "most": most, "draws": draws, "seed": seed, "as_of": as_of}
    facts = _read(source, options)
    typefaces = choose_typefaces([*facts.strings(), title or ""], font)
    return draft_access_paths(facts, typefaces, lang=lang, title=title)


def _read(source: Any, options: dict[str, Any]) -> AccessFacts:
    if isinstance(source, nx.DiGraph):
        values = {"most": _MOST, "draws": DRAWS, "seed": 0} | {
            name: value for name, value in options.items() if value is not None
        }
        check_whole("most", values["most"], 1)
        return read_access(source, **{"target": None, "as_of": None, **values})
    if not isinstance(source, pd.DataFrame) or not set(PATH_COLUMNS) <= set(source.columns):
        raise OptionError("source", type(source).__name__, "a buying center, or the table of introduction_paths")
    refuse_options("the paths are found already", **options)
    return read_paths(source)


def plot_access_paths(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    target: str | None = None,
    most: int | None = None,
    draws: int | None = None,
    seed: int | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who can introduce us to those who decide, step by step, and how reliable each way is.

    Each row is a way of introduction: one of ours at the left, then contact after contact, as far as the frame of the
    one to be reached. Above an arrow stands what the step rests on: the step of our relationship, an introduction that
    was noted, or the influence alone; below it how reliable it is, by which channel the contact is listened to, and
    whether one of them reports to the other. The weakest step of a way is framed. The reliability of the way stands in
    the frame at its end; the line above says how likely at least one way holds.

    Parameters
    ----------
    source : networkx.DiGraph or pandas.DataFrame
        A buying center, which is not changed; or the table of ``introduction_paths``, of which names and reliabilities
        are drawn.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence that says who of ours reaches whom through whom.
    target : str, optional
        Whom we want to reach; by default everybody who decides.
    most : int, optional
        How many ways to show for each target, at least 1; by default 3; ours.
    draws, seed : int, optional
        As for ``assess_access``, where the likelihood that at least one way holds is sampled.
    as_of : datetime.date, optional
        The day to which relationships have faded; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure of the size of the page.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the picture; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    OptionError
        If `source` is neither a graph nor such a table, if an option of the analysis comes with a table, if the target
        has left, or if `most`, `draws`, `seed` or `as_of` is out of range.
    UnknownContactError
        If the target is not on the map.
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language does not exist.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    stakeholder_graph.introduction_paths : the paths as a table.
    stakeholder_graph.assess_access : how likely at least one way holds, and what would close them all.
    save_diagram : the same picture as a file.

    Notes
    -----
    Ways, reliabilities and the likelihood that at least one holds are those of ``introduction_paths`` and
    ``assess_access``; the likelihood takes it that steps fail independently of each other. Where a relationship is not
    known that might open one more way, the likelihood is a lower bound and marked so. A way of more than six steps
    leaves out its middle, and where there are more ways than the page holds every target comes before a second way to
    one of them (ours); the footnote says what is left out.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> from stakeholder_graph.viz.charts.access_paths import plot_access_paths
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1", name="Hannah Reiter")
    >>> G.add_relationship("t1", "coach", relationship="trusted")
    >>> ax = plot_access_paths(G, ax=Figure(figsize=(16, 6)).subplots())
    >>> [text.get_text() for text in ax.texts if "reaches" in text.get_text()]
    ['Hannah Reiter reaches cfo through coach and coo (24% reliable)']
    """
    scene = access_paths_scene(
        source,
        lang=lang,
        title=title,
        target=target,
        most=most,
        draws=draws,
        seed=seed,
        as_of=as_of,
        font=font,
    )
    return draw_on(ax, scene)
