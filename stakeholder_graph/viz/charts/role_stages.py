"""The heat map of roles and stages: which decision role matters when, and where the next gap opens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.role_ranking import role_ranking_of
from stakeholder_graph.analysis.relations.role_coverage import cover_roles
from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.facts.fact_reading import map_facts_of
from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.role_stages import draft_role_stages
from stakeholder_graph.viz.pages.role_stages_headline import RoleStagesFacts
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["plot_role_stages", "role_stages_scene"]


def role_stages_scene(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the heat map of roles and stages of a buying center out, without drawing it.

    Parameters
    ----------
    source, lang, title, stage, as_of, font
        As for :func:`plot_role_stages`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    if stage is not None:
        PURCHASE_STAGES.check(stage)
    if isinstance(source, nx.DiGraph):
        known = gather_facts(source, stage=stage, as_of=as_of)
        facts = RoleStagesFacts(map_facts_of(known), _shares(role_ranking_of(known.arrays)), cover_roles(known))
    else:
        refuse_options("the table is computed already", as_of=as_of)
        facts = RoleStagesFacts(MapFacts(stage=stage), _shares(_checked(source)))
    typefaces = choose_typefaces([*facts.people.strings(), title or ""], font)
    return draft_role_stages(facts, typefaces, lang=lang, title=title)


def _checked(table: object) -> pd.DataFrame:
    if (
        not isinstance(table, pd.DataFrame)
        or set(table.index) != set(ROLES)
        or not set(PURCHASE_STAGES) <= set(table.columns)
    ):
        raise OptionError("source", type(table), "a buying center, or the table of rank_roles(G)")
    return table


def _shares(table: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the shares of the roles that somebody holds, in the order of the vocabulary."""
    figures = table.loc[list(ROLES), list(PURCHASE_STAGES)].to_numpy(float).tolist()
    shares = {role: dict(zip(PURCHASE_STAGES, row, strict=True)) for role, row in zip(ROLES, figures, strict=True)}
    return {role: row for role, row in shares.items() if not any(math.isnan(share) for share in row.values())}


def plot_role_stages(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how much each decision role decides in each stage, which the stages require, and which we do not cover.

    A row is one of the ten decision roles, a column is a stage of the purchase. The number and the depth of the colour
    are the share of the decision that the holders of the role have in the stage. A required role has a mark: met by one
    of ours, never met, not known, holder not found yet, nobody known. What is required from now on and not covered is
    framed. The current stage is outlined; the foot counts the required roles that we have met.

    Parameters
    ----------
    source : networkx.DiGraph or pandas.DataFrame
        A buying center; or the table of :func:`~stakeholder_graph.rank_roles`, which does not say whom we have met. Not
        changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence that says where the next gap opens.
    stage : str, optional
        The current purchase stage; by default the stage of the graph. A table has none of its own.
    as_of : datetime.date, optional
        With a buying center: the day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the heat map; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language or the stage does not exist.
    OptionError
        If `source` is neither a graph nor the table of roles; if `as_of` comes with a table; if `title` is no text, or
        `font` is neither a file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.rank_roles : the shares.
    plot_role_coverage : contact by contact.

    Notes
    -----
    Which stage requires which role is ours, after Webster and Wind (1972); so are the steps of the colour. The share of
    a role that nobody on the map holds is not known, and is no zero.

    References
    ----------
    Webster, F. E., & Wind, Y. (1972). Organizational Buying Behavior. Prentice-Hall.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> G = sg.read_csv(sg.sample_folder("packaging_line"))
    >>> ax = sg.plot_role_stages(G, ax=Figure(figsize=(16, 8)).subplots())
    >>> ax.texts[0].get_text()
    'Selection now: nobody of ours has met the decision maker Ingrid Eklund'
    """
    scene = role_stages_scene(source, lang=lang, title=title, stage=stage, as_of=as_of, font=font)
    return draw_on(ax, scene)
