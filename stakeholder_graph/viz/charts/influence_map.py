"""The influence map of a buying center."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.sources import check_title
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.influence_map import draft_influence_map
from stakeholder_graph.viz.pictures import PAGE_SIZES, MapSize
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import networkx as nx
    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["influence_map_scene", "plot_influence_map"]


def influence_map_scene(
    G: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    size: MapSize | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the influence map of a buying center out, without drawing it.

    Parameters
    ----------
    G, lang, title, stage, size, as_of, font
        As for :func:`plot_influence_map`.

    Returns
    -------
    Scene
        Plain shapes and texts in px.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    if stage is not None:
        PURCHASE_STAGES.check(stage)
    if size is not None:
        check_option("size", size, PAGE_SIZES)
    facts = read_map_facts(G, stage=stage, as_of=as_of)
    typefaces = choose_typefaces([*facts.strings(), title or ""], font)
    return draft_influence_map(facts, typefaces, lang=lang, title=title, size=size)


def plot_influence_map(
    G: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    size: MapSize | None = None,
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
    listens. Beside the map stand the gaps to close, our people, and the best path to the decision maker, which is
    marked on the map by a yellow band.

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
    size : {"page", "wide"}, optional
        A page of 1600 by 1000 px, which holds up to 60 contacts, or a wide one of 2000 by 1250 px, which holds 80; by
        default the wide one for more than 40 contacts, and a lower page where a few rows would leave it empty.
    as_of : datetime.date, optional
        The day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure of the size of the page, 100 px to the inch.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the map; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language, the stage or the size does not exist.
    OptionError
        If `title` is no text, or `font` is neither a file nor a family that matplotlib knows.

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
    What nobody noted is drawn as not known, never as zero. A level or a department that is missing is inferred from the
    reporting lines where they tell it, else from the role (who decides stands beside the highest; a purchaser where all
    other purchasers are), and the footnote says how many are. More contacts than the page holds, or more
    than max(25, 0.6 n) influence ties (ours), are cut to the weightiest; the footnote says how many are left out, and
    how many of the ties left out work against.

    The best path is the most reliable way of introduction, :func:`stakeholder_graph.introduction_paths`, to the
    weightiest decision maker whom none of ours knows.

    Rows and lanes are laid out by simulated annealing with a fixed seed, and ties take the way that is short, bends
    little and crosses little [1]_ [2]_: the same map always comes out the same.

    References
    ----------
    .. [1] Kirkpatrick, S., Gelatt, C. D. and Vecchi, M. P. (1983). Optimization by simulated annealing. Science 220.
    .. [2] Hart, P. E., Nilsson, N. J. and Raphael, B. (1968). A formal basis for the heuristic determination of
       minimum cost paths. IEEE Transactions on Systems Science and Cybernetics 4(2).

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
    scene = influence_map_scene(G, lang=lang, title=title, stage=stage, size=size, as_of=as_of, font=font)
    return draw_on(ax, scene)
