"""Where the decision leans, and who moves where once people have talked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast
from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.forecast_reading import read_forecast, read_forecast_graph
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.forecast import MOST_OPINIONS, draft_forecast
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.analysis.forecast.decision_rules import RuleName
    from stakeholder_graph.viz.pages.forecast_facts import ForecastFacts
    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["forecast_scene", "plot_forecast"]

_EXPECTED = "a buying center, or the answer of forecast_decision(G)"


def forecast_scene(
    source: nx.DiGraph[Any] | DecisionForecast,
    *,
    lang: Language = "en",
    title: str | None = None,
    rule: RuleName | None = None,
    quota: int | None = None,
    rounds: int | None = None,
    stage: str | None = None,
    unmapped_stance: float | None = None,
    draws: int | None = None,
    seed: int | None = None,
    level: float | None = None,
    openness: float | None = None,
    most: int = MOST_OPINIONS,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the forecast of a decision out, without drawing it.

    Parameters
    ----------
    source, lang, title, rule, quota, rounds, stage, unmapped_stance, draws, seed, level, openness, most, as_of, font
        As for :func:`plot_forecast`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide and as high as the rows need.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    check_whole("most", most, 1, MOST_OPINIONS)
    options = {
        "rule": rule,
        "quota": quota,
        "rounds": rounds,
        "stage": stage,
        "unmapped_stance": unmapped_stance,
        "draws": draws,
        "seed": seed,
        "level": level,
        "openness": openness,
    }
    if isinstance(source, nx.DiGraph):
        facts = read_forecast_graph(source, as_of, options)
    else:
        facts = _read_result(source, {**options, "as_of": as_of})
    strings = [*facts.people.strings(), *(one.person.name for one in facts.opinions), *facts.deciders, title or ""]
    return draft_forecast(facts, choose_typefaces(strings, font), lang=lang, title=title, most=most)


def _read_result(source: object, options: Mapping[str, object]) -> ForecastFacts:
    if not isinstance(source, DecisionForecast):
        raise OptionError("source", type(source), _EXPECTED)
    refuse_options("the forecast is computed already", **options)
    return read_forecast(source)


def plot_forecast(
    source: nx.DiGraph[Any] | DecisionForecast,
    *,
    lang: Language = "en",
    title: str | None = None,
    rule: RuleName | None = None,
    quota: int | None = None,
    rounds: int | None = None,
    stage: str | None = None,
    unmapped_stance: float | None = None,
    draws: int | None = None,
    seed: int | None = None,
    level: float | None = None,
    openness: float | None = None,
    most: int = MOST_OPINIONS,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw where the decision leans, who is moved where once people have talked, and what each adds to the lean.

    All on one axis of stances from -1 (against us) to 1 (for us), with its five classes. The first row is the decision:
    where those who decide stand today, where that settles, the interval of the draws, and how far it could lie either
    way with all that is not known. Below stands everybody, the largest share of the decision first: the dot is the
    stance today, the coloured arrow is the move by the people on the map, the thin dashed line the pull of people who
    are not on it, as far as the settled opinion; the pale bar is where that can lie. At the right is what each adds to
    the lean. A stance that is not known stands beside the axis, never in its middle; a diamond is its settled opinion,
    where something of that is known, and what it can add is a dashed bar, both ways from 0.

    Parameters
    ----------
    source : networkx.DiGraph or DecisionForecast
        A buying center; or the answer of :func:`~stakeholder_graph.forecast_decision`, which knows neither roles nor
        titles. Not changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on where the decision leans today and where it settles.
    rule, quota, rounds, stage, unmapped_stance, draws, seed, level, openness : optional
        With a buying center: as for :func:`~stakeholder_graph.forecast_decision`, with the same defaults. What a rule
        other than ``"weighted"`` makes of the opinions stands at the upper right.
    most : int, default 24
        How many contacts are shown, at most 24; one row sums up the others.
    as_of : datetime.date, optional
        With a buying center: the day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the forecast; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language, the rule or the stage does not exist.
    OptionError
        If `source` is neither of the two, an option is out of range or can have no effect, or `font` is neither a file
        nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.forecast_decision : the figures.

    Notes
    -----
    The lean is a model estimate, no probability of winning. Today's lean is the mean stance of those who decide, by
    their weights; it is left out where one of their stances is not known. A settled opinion can lie no farther from its
    mark than the part of it that is made of judgements nobody knows; where nothing of it is known, the pale bar is the
    whole axis. People who are not on the map stand at 0 unless `unmapped_stance` is given, and so do the unknown ones
    on it: what one of those moves is in the arrow. Moves below 0.05 and pulls below 0.02 are not drawn (ours). The bars
    are share times stance: the share already holds by which way a judgement reaches the decision, so that the bars sum
    to the lean. The headline speaks of what is not known from a quarter of the decision on (ours).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> from stakeholder_graph.viz.charts.forecast import plot_forecast
    >>> ax = plot_forecast(sg.example_buying_center(), draws=1000, ax=Figure(figsize=(16, 10)).subplots())
    >>> [text.get_text() for text in ax.texts if "talked" in text.get_text()]
    ['The decision stays against us: −0.20 today, −0.09 once people have talked; the side is not sure']
    """
    scene = forecast_scene(
        source,
        lang=lang,
        title=title,
        rule=rule,
        quota=quota,
        rounds=rounds,
        stage=stage,
        unmapped_stance=unmapped_stance,
        draws=draws,
        seed=seed,
        level=level,
        openness=openness,
        most=most,
        as_of=as_of,
        font=font,
    )
    return draw_on(ax, scene)
