"""The ranking of the contacts with how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from stakeholder_graph.analysis.certainty.rank_answer import RankCertainty
from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.ranking_reading import read_certainty, read_ranked_graph, read_ranking_table
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.ranking import MOST_ROWS, draft_ranking
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.analysis.influence.measures import MeasureName
    from stakeholder_graph.viz.pages.ranking_facts import RankingFacts
    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["plot_ranking", "ranking_scene"]

_EXPECTED = "a buying center, the answer of rank_certainty(G), or the table of rank_contacts(G)"
_COLUMNS = {"rank", "share", "name", "stance", "roles"}  # by which a table is known as that of rank_contacts


def ranking_scene(
    source: nx.DiGraph[Any] | RankCertainty | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    measure: MeasureName | None = None,
    stage: str | None = None,
    draws: int | None = None,
    seed: int | None = None,
    top: int | None = None,
    level: float | None = None,
    most: int = MOST_ROWS,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the ranking of a buying center out, without drawing it.

    Parameters
    ----------
    source, lang, title, measure, stage, draws, seed, top, level, most, as_of, font
        As for :func:`plot_ranking`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide and as high as the rows need.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    check_whole("most", most, 1, MOST_ROWS)
    drawing = {"draws": draws, "seed": seed, "top": top, "level": level}
    if isinstance(source, nx.DiGraph):
        facts = read_ranked_graph(source, "decision" if measure is None else measure, stage, as_of, drawing)
    else:
        facts = _read_result(source, {"measure": measure, "stage": stage, **drawing, "as_of": as_of})
    strings = [*facts.people.strings(), *(row.person.name for row in facts.rows), title or ""]
    return draft_ranking(facts, choose_typefaces(strings, font), lang=lang, title=title, most=most)


def _read_result(source: object, options: Mapping[str, object]) -> RankingFacts:
    """Read an answer; options that would have to be known before it was computed are refused."""
    if isinstance(source, pd.DataFrame) and set(source.columns) >= _COLUMNS:
        facts = read_ranking_table(source)
    elif isinstance(source, RankCertainty):
        facts = read_certainty(source)
    else:
        raise OptionError("source", type(source), _EXPECTED)
    refuse_options("the ranking is computed already", **options)
    return facts


def plot_ranking(
    source: nx.DiGraph[Any] | RankCertainty | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    measure: MeasureName | None = None,
    stage: str | None = None,
    draws: int | None = None,
    seed: int | None = None,
    top: int | None = None,
    level: float | None = None,
    most: int = MOST_ROWS,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who moves the decision, how sure that order is, and who cannot be told apart.

    One row a contact: rank, name, decision roles and title; on the scale the share of the decision with the interval
    that holds 90 % of the draws (thin) and the one that holds half of them (thick), the dot in the colour and with the
    mark of the stance at the share by the figures as noted, which can lie outside the bars; then the share in figures,
    the range of the rank, and the chance to be among the first three and the first five. In one frame stands a run of
    contacts of whom each is not surely ahead of the next. The last row is the share of the people who are not on the
    map.

    Parameters
    ----------
    source : networkx.DiGraph, RankCertainty or pandas.DataFrame
        A buying center; the answer of :func:`~stakeholder_graph.rank_certainty`; or the table of
        :func:`~stakeholder_graph.rank_contacts`, which has no intervals of the shares and is drawn as bars. Not
        changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on which ranks are sure.
    measure : str, optional
        With a buying center: what to rank by, ``"decision"`` by default; measures other than that and ``"group"`` are
        not drawn, and become bars.
    stage : str, optional
        With a buying center: weigh the contacts by their roles in this purchase stage.
    draws, seed, top, level : optional
        With a buying center and a measure that is drawn: as for :func:`~stakeholder_graph.rank_certainty`, with the
        same defaults. Beside the chance of the first `top` stands that of the first five.
    most : int, default 28
        How many contacts are shown, at most 28; the footnote says how many there are.
    as_of : datetime.date, optional
        With a buying center: the day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the ranking; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language, the measure or the stage does not exist.
    OptionError
        If `source` is none of the three, an option is out of range or can have no effect, or `font` is neither a file
        nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.rank_certainty : how the draws are made.
    stakeholder_graph.rank_contacts : what else there is to rank by.

    Notes
    -----
    A few people hold most of a decision. Where the largest share is more than five times the middle one (ours), the
    scale goes by the square root, which its heading says; bars always have a linear scale. A frame is a group of
    ``RankCertainty.groups``, a chain of neighbours: its first can be surely ahead of its last. The title says that
    ranks cannot be told apart where one rank lies within reach of everybody in the frame, else that no one is surely
    ahead of the next.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> from stakeholder_graph.viz.charts.ranking import plot_ranking
    >>> ax = plot_ranking(sg.example_buying_center(), draws=1000, ax=Figure(figsize=(16, 10)).subplots())
    >>> [text.get_text() for text in ax.texts if "clearly" in text.get_text()]
    ['cfo is clearly first with 52%; of ranks 2 to 6 no one is surely ahead of the next']
    """
    scene = ranking_scene(
        source,
        lang=lang,
        title=title,
        measure=measure,
        stage=stage,
        draws=draws,
        seed=seed,
        top=top,
        level=level,
        most=most,
        as_of=as_of,
        font=font,
    )
    return draw_on(ax, scene)
