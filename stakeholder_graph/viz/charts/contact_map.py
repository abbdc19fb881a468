"""The picture of who of ours knows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.contact_map_reading import STRENGTH_COLUMNS, read_contact_map, read_strengths
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.contact_map import draft_contact_map
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.pages.contact_map_facts import ContactMapFacts
    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["contact_map_scene", "plot_contact_map"]


def contact_map_scene(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the map of who of ours knows whom out, without drawing it.

    Parameters
    ----------
    source, lang, title, as_of, font
        As for :func:`plot_contact_map`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page of 1600 px, 1000 px high at most.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    facts = _read(source, as_of)
    typefaces = choose_typefaces([*facts.strings(), title or ""], font)
    return draft_contact_map(facts, typefaces, lang=lang, title=title)


def _read(source: Any, as_of: date | None) -> ContactMapFacts:
    if isinstance(source, nx.DiGraph):
        return read_contact_map(source, as_of=as_of)
    if not isinstance(source, pd.DataFrame) or not set(STRENGTH_COLUMNS) <= set(source.columns):
        raise OptionError("source", type(source).__name__, "a buying center, or the table of relationship_strength")
    refuse_options("the strengths are of a day already", as_of=as_of)
    return read_strengths(source)


def plot_contact_map(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who of ours knows whom, and whether that is a bow-tie or a diamond.

    At the left stand our people, in an order in which lines cross little, with how many contacts each knows, how much
    of the decision these hold, and what part of our relationships the person carries. At the right stand the contacts
    by their share of the decision. A line is a relationship: its width is the step it has reached, its colour the
    contact's stance (also marked on the disc), a dash says that it fades, dots that nobody noted how well they know
    each other, a minus that it is strained. The last column says by how many threads each contact is reached; the strip
    above how much of the decision hangs on several, on one, on none, and on people who are not on the map, and which
    functions and levels nobody reaches, with those behind them of which that is not known.

    Parameters
    ----------
    source : networkx.DiGraph or pandas.DataFrame
        A buying center, which is not changed; or the table of ``relationship_strength``, of which names and
        relationships are drawn.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on the shape and on whom most of it hangs.
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
        If `source` is neither a graph nor such a table, or `as_of` comes with a table or is no date.
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
    stakeholder_graph.account_stage : the shape and what the next stage takes.
    stakeholder_graph.relationship_strength : the relationships as a table.
    save_diagram : the same picture as a file.

    Notes
    -----
    A relationship is a thread where its strength of the day is at least .3, as for ``account_stage`` (ours), of which
    the independent threads, the part on one person and the shape are: one thread is the bow-tie, a partnership or more
    the diamond. Outsiders are drawn and do not count there. Who has left is not drawn. More than 36 contacts are cut to
    those with the largest shares, more than 10 of ours to those who carry most, and the footnote says how many (ours).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> from stakeholder_graph.viz.charts.contact_map import plot_contact_map
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1", name="Hannah Reiter")
    >>> G.add_relationship("t1", "coo", relationship="trusted")
    >>> G.add_relationship("t1", "it", relationship="familiar")
    >>> ax = plot_contact_map(G, ax=Figure(figsize=(16, 6)).subplots())
    >>> [text.get_text() for text in ax.texts if "bow-tie:" in text.get_text()]
    ['A bow-tie: every relationship known to hold runs through Hannah Reiter']
    """
    scene = contact_map_scene(source, lang=lang, title=title, as_of=as_of, font=font)
    return draw_on(ax, scene)
