"""The bullseye of a buying center: everybody's strongest route to the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.sources import check_title
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.layout.route_tree import SPEAK_UP, STEP_COST, find_routes
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.bullseye import draft_bullseye
from stakeholder_graph.viz.pages.bullseye_body import BullseyeFacts
from stakeholder_graph.vocabulary.options import check_number
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["bullseye_scene", "plot_bullseye"]


def bullseye_scene(
    source: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    speak_up: float = SPEAK_UP,
    step_cost: float = STEP_COST,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the bullseye of a buying center out, without drawing it.

    Parameters
    ----------
    source, lang, title, speak_up, step_cost, as_of, font
        As for :func:`plot_bullseye`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page 1600 px wide.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    check_number("speak_up", speak_up, "[0, 1]")
    check_number("step_cost", step_cost, "[0, inf)")
    if not isinstance(source, nx.DiGraph):
        raise OptionError("source", type(source).__name__, "a networkx.DiGraph that holds a buying center")
    people = read_map_facts(source, as_of=as_of)
    facts = BullseyeFacts(people, find_routes(people, speak_up=speak_up, step_cost=step_cost))
    typefaces = choose_typefaces([*people.strings(), title or ""], font)
    return draft_bullseye(facts, typefaces, lang=lang, title=title, speak_up=speak_up)


def plot_bullseye(
    source: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    speak_up: float = SPEAK_UP,
    step_cost: float = STEP_COST,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how each contact reaches the decision: who decides in the middle, and outward ring by ring.

    Every contact is drawn with the first tie of the strongest chain of influence to somebody who decides; the ring
    says how many steps the chain has. Colour and dash of an arrow say the channel, its width the strength; a grey line
    without a head is a reporting line, where no tie between the two is noted. Who is known to have no such chain stands
    in a list at the side, on no ring. The discs are those of :func:`plot_influence_map`; who decides has a circle
    around it.

    Parameters
    ----------
    source : networkx.DiGraph
        A buying center; not changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on how many reach the decision, and through whom.
    speak_up : float, default 0.6
        In [0, 1] (ours): how strongly a report moves the own manager where no tie between them is noted; 0: reporting
        lines carry no route.
    step_cost : float, default 0.25
        At least 0 (ours): what a step costs beside minus the logarithm of its strength. The default prefers a chain
        with one step less unless the longer one is 1.28 times as strong.
    as_of : datetime.date, optional
        The day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure of the size of the page.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the picture.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language does not exist.
    OptionError
        If `source` is no graph, `speak_up` or `step_cost` is out of range, `title` is no text, or `font` is neither a
        file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    plot_access_paths : how we get to the decision ourselves.
    stakeholder_graph.explain_rank : every chain of one contact, not only the strongest.

    Notes
    -----
    The strength of a chain is the product of the weights of its ties. The strongest ones are found with Dijkstra's
    search on the negative logarithms plus `step_cost`. A tie that works against carries no route, because what its
    source is for its listener distrusts; nor does anybody who has left. More than four steps share the outermost ring.
    More than 60 contacts with a route are cut to the weightiest with everybody on their routes, and the footnote says
    so.

    References
    ----------
    Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische Mathematik 1.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> from stakeholder_graph.viz.charts.bullseye import plot_bullseye
    >>> G = sg.read_csv(sg.sample_folder("packaging_line"))
    >>> ax = plot_bullseye(G, ax=Figure(figsize=(16, 10)).subplots())
    >>> [text.get_text() for text in ax.texts if "reach the decision" in text.get_text()]
    ['All 20 other contacts reach the decision within 3 steps; Paul Moreau carries the word of 9 of them']
    """
    scene = bullseye_scene(
        source, lang=lang, title=title, speak_up=speak_up, step_cost=step_cost, as_of=as_of, font=font
    )
    return draw_on(ax, scene)
