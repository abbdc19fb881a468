"""The dashboard of a buying center: where one account stands, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from stakeholder_graph.analysis.influence.draws import DRAWS
from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.dashboard_reading import read_dashboard
from stakeholder_graph.viz.charts.sources import check_title
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.dashboard import draft_dashboard
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["dashboard_scene", "plot_dashboard"]


def dashboard_scene(
    source: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the dashboard of a buying center out, without drawing it.

    Parameters
    ----------
    source, lang, title, stage, draws, seed, as_of, font
        As for :func:`plot_dashboard`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page 1600 px wide.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    if not isinstance(source, nx.DiGraph):
        raise OptionError("source", type(source).__name__, "a networkx.DiGraph that holds a buying center")
    facts = read_dashboard(source, lang=lang, stage=stage, as_of=as_of, draws=draws, seed=seed)
    remarks = [words for one in (*facts.risks, *facts.moves) for words in (one.title, one.text)]
    typefaces = choose_typefaces([*facts.people.strings(), *remarks, title or ""], font)
    return draft_dashboard(facts, typefaces, lang=lang, title=title)


def plot_dashboard(
    source: nx.DiGraph[Any],
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one account on one page: figures, routes to the decision, ranking, roles, stances, risks and next moves.

    Above stand six figures: where the decision leans, how many of those who decide are on our side, the coach, whom we
    have met, how much of the decision is of people whose stance is not known, and the roles that nobody holds. Below
    them the bullseye of the weightiest contacts (:func:`plot_bullseye`) and the ranking with its intervals
    (:func:`plot_ranking`); at the foot the decision roles with a mark for each holder, the stances by department as
    long as their shares of the decision, the gravest findings, and the best moves.

    Parameters
    ----------
    source : networkx.DiGraph
        A buying center; not changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on where the decision leans and what stands in the way.
    stage : str, optional
        Purchase stage that says which roles are needed now; by default the stage of the graph.
    draws : int, default 10,000
        Number of draws for the intervals of lean and ranking, at least 100 (both ours).
    seed : int, default 0
        Seed of the draws.
    as_of : datetime.date, optional
        The day the page speaks of; by default the day of the graph.
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
        If the language or the stage does not exist.
    OptionError
        If `source` is no graph, `draws` or `seed` is out of range, `title` is no text, or `font` is neither a file nor
        a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.summarize : the same account in words and tables, and much more of it.

    Notes
    -----
    All figures come from the same facts: the lean is that of :func:`~stakeholder_graph.forecast_decision`, the ranking
    that of :func:`~stakeholder_graph.rank_certainty`, the risks are the three gravest findings of
    :func:`~stakeholder_graph.check_coverage`, the moves the first two of :func:`~stakeholder_graph.next_moves` on those
    who do not decide and the first on one who does (ours). A motive that is marked as hidden is not printed: neither to
    speak to, nor to have an answer for, nor in a finding. The bullseye shows 14 contacts at most, the ranking 12
    (ours). Nothing on the page is a probability of winning.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> from stakeholder_graph.viz.charts.dashboard import plot_dashboard
    >>> G = sg.read_csv(sg.sample_folder("packaging_line"))
    >>> ax = plot_dashboard(G, draws=500, ax=Figure(figsize=(16, 10)).subplots())
    >>> [text.get_text() for text in ax.texts if "who decides" in text.get_text()]
    ['The decision is open (+0.03); we have never met Ingrid Eklund, who decides']
    """
    scene = dashboard_scene(source, lang=lang, title=title, stage=stage, draws=draws, seed=seed, as_of=as_of, font=font)
    return draw_on(ax, scene)
