"""Scenarios of one purchase beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.comparison_reading import read_comparison, read_comparison_table
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.comparison import MOST_SCENARIOS, draft_comparison
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.pages.comparison_facts import ComparisonFacts
    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["comparison_scene", "plot_comparison"]

_FEWEST = 2
_EXPECTED = "a mapping of names to buying centers, or the table of compare(...)"
_NUMBER = f"{_FEWEST} to {MOST_SCENARIOS} scenarios"
_COLUMNS = {"lean", "change", "state"}  # by which a table is known as that of compare


def comparison_scene(
    source: Mapping[str, nx.DiGraph[Any]] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    draws: int | None = None,
    seed: int | None = None,
    level: float | None = None,
    openness: float | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay a comparison of scenarios out, without drawing it.

    Parameters
    ----------
    source, lang, title, stage, draws, seed, level, openness, as_of, font
        As for :func:`plot_comparison`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide and as high as the rows need.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    options = {"openness": openness}
    drawing = {"draws": draws, "seed": seed, "level": level}
    if isinstance(source, pd.DataFrame):
        facts = _read_table(source, {"stage": stage, **drawing, **options, "as_of": as_of})
    else:
        _check_graphs(source)
        facts = read_comparison(source, stage=stage, as_of=as_of, options=options, drawing=drawing)
    strings = [*facts.people.strings(), title or ""]
    for scenario in facts.scenarios:
        strings += [scenario.name, scenario.top_name]
    for mover in facts.movers:
        strings += [mover.person.name, mover.person.title]
    return draft_comparison(facts, choose_typefaces(strings, font), lang=lang, title=title)


def _check_graphs(source: object) -> None:
    """Refuse what is no mapping of names to graphs, or holds too few or too many."""
    if not isinstance(source, Mapping) or isinstance(source, nx.Graph):
        raise OptionError("source", type(source), _EXPECTED)
    for G in source.values():
        if not isinstance(G, nx.DiGraph):
            raise OptionError("source", type(G), _EXPECTED)
    _check_number(len(source))


def _check_number(count: int) -> None:
    if not _FEWEST <= count <= MOST_SCENARIOS:
        raise OptionError("source", count, _NUMBER)


def _read_table(table: pd.DataFrame, options: Mapping[str, object]) -> ComparisonFacts:
    if not set(table.columns) >= _COLUMNS:
        raise OptionError("source", type(table), _EXPECTED)
    _check_number(len(table))
    refuse_options("the figures are computed already", **options)
    return read_comparison_table(table)


def plot_comparison(
    source: Mapping[str, nx.DiGraph[Any]] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    draws: int | None = None,
    seed: int | None = None,
    level: float | None = None,
    openness: float | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how scenarios move the decision, what each of them costs, and who changes most.

    One row a scenario, the first being what the others are compared with. On the axis from -1 (against us) to 1 (for
    us) an arrow leads from the first one's lean to the scenario's, over the interval of the draws and over how far it
    could lie with all that is not known. Beside it stand access, role coverage, completeness of the map, unknown
    stances, coaches and findings, each with its change; a triangle says up or down, its colour whether that is better
    for us. Below stand the contacts of whom most changes: where their opinions settle, and their shares of the
    decision, with the letters of the scenarios.

    Parameters
    ----------
    source : mapping of str to networkx.DiGraph, or pandas.DataFrame
        Name -> buying center, two to eight of them, as for :func:`~stakeholder_graph.compare`; or its table, which has
        neither intervals nor contacts. Not changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on which scenario moves the decision and what it costs.
    stage : str, optional
        With buying centers: as for :func:`~stakeholder_graph.compare`.
    draws, seed, level : optional
        With buying centers: for the intervals, as for :func:`~stakeholder_graph.forecast_decision`, with the same
        defaults; 0 draws give no intervals.
    openness, as_of : optional
        With buying centers: as for :func:`~stakeholder_graph.compare`.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the comparison; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If one of the graphs breaks the schema.
    UnknownTermError
        If the language or the stage does not exist.
    OptionError
        If `source` is neither of the two or has fewer than two or more than eight scenarios, an option is out of range
        or can have no effect, or `font` is neither a file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.compare : the figures.
    stakeholder_graph.what_if : makes scenarios.

    Notes
    -----
    The title names the scenario with the highest lean, or where none beats the first one, that with the lowest, and the
    gravest of what gets worse: the last coach, critical findings, then access, role coverage and completeness where
    they fall by 5 points (ours). Contacts are ordered by the largest change of their share of the decision, or of their
    settled opinion times the share (ours); changes below 1 % of the decision get no row. Where nobody decides, shares
    are of everybody's opinion; they are not compared with shares of a decision. Leans are model estimates and no
    probabilities of winning.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> from stakeholder_graph.viz.charts.comparison import plot_comparison
    >>> G = sg.example_buying_center()
    >>> scenarios = {"today": G, "COO won": sg.what_if(G, stance={"coo": 0.6})}
    >>> ax = plot_comparison(scenarios, draws=1000, ax=Figure(figsize=(16, 10)).subplots())
    >>> [text.get_text() for text in ax.texts if "lean from" in text.get_text()]
    ['"COO won" lifts the lean from −0.09 to −0.02']
    """
    scene = comparison_scene(
        source,
        lang=lang,
        title=title,
        stage=stage,
        draws=draws,
        seed=seed,
        level=level,
        openness=openness,
        as_of=as_of,
        font=font,
    )
    return draw_on(ax, scene)
