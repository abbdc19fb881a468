"""The stance grid: share of the decision against stance, or power against interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import networkx as nx
import pandas as pd

from stakeholder_graph.analysis.group.labels import INTEREST_FROM, POWER_FROM, stakeholder_labels
from stakeholder_graph.analysis.influence.decision import NOBODY_DECIDES
from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS, ContactFacts, MapFacts, tell_apart
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.power_grid import PowerFacts
from stakeholder_graph.viz.pages.stance_grid import StanceGridFacts, draft_stance_grid
from stakeholder_graph.vocabulary.stances import classify_stance
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["GridKind", "plot_stance_grid", "stance_grid_scene"]

GridKind = Literal["stance", "interest"]
_RANKING = {"share", "name", "stance"}  # columns by which a table is known as that of rank_contacts
_LABELS = {"power", "interest", "powerful", "interested"}  # and as that of stakeholder_labels
_TABLES = {
    "stance": (_RANKING, ("share", "stance"), "rank_contacts(G)"),
    "interest": (_LABELS, ("power", "interest"), "stakeholder_labels(G)"),
}


def stance_grid_scene(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    by: GridKind = "stance",
    lang: Language = "en",
    title: str | None = None,
    power_from: float | None = None,
    interest_from: float | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the stance grid of a buying center out, without drawing it.

    Parameters
    ----------
    source, by, lang, title, power_from, interest_from, as_of, font
        As for :func:`plot_stance_grid`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    check_option("grid", by, get_args(GridKind))
    if by == "stance":
        for name, limit in (("power_from", power_from), ("interest_from", interest_from)):
            if limit is not None:
                raise OptionError(name, limit, 'nothing, unless by="interest"')
    if isinstance(source, nx.DiGraph):
        facts = _read_graph(source, by, power_from, interest_from, as_of)
    else:
        refuse_options("the table is computed already", power_from=power_from, interest_from=interest_from, as_of=as_of)
        facts = _read_table(source, by)
    typefaces = choose_typefaces([*facts.people.strings(), title or ""], font)
    return draft_stance_grid(facts, typefaces, lang=lang, title=title)


def _read_graph(
    G: nx.DiGraph[Any], by: GridKind, power_from: float | None, interest_from: float | None, as_of: date | None
) -> StanceGridFacts:
    people = read_map_facts(G, as_of=as_of)
    if by == "stance":
        return StanceGridFacts(people)
    power_limit = POWER_FROM if power_from is None else power_from
    interest_limit = INTEREST_FROM if interest_from is None else interest_from
    table = stakeholder_labels(G, power_from=power_limit, interest_from=interest_limit)
    return StanceGridFacts(people, _power(table), power_limit, interest_limit)


def _read_table(table: Any, by: GridKind) -> StanceGridFacts:
    columns, figures, expected = _TABLES[by]
    if not isinstance(table, pd.DataFrame) or not columns <= set(table.columns) or not _hold_figures(table, figures):
        raise OptionError("source", type(table), f"a buying center, or the table of {expected}")
    owned = table.attrs.get("basis") != NOBODY_DECIDES
    if by == "interest":
        contacts = tuple(ContactFacts(str(contact), str(contact)) for contact in table.index)
        return StanceGridFacts(
            MapFacts(contacts=contacts, is_owned=owned),
            _power(table),
            has_stance=False,
            has_ring=False,
            has_share=False,
        )
    contacts = tell_apart(_ranked(str(contact), row) for contact, row in table.sort_index().iterrows())
    people = MapFacts(contacts=contacts, completeness=table.attrs.get("map_completeness"), is_owned=owned)
    return StanceGridFacts(people, has_ring=False)


def _hold_figures(table: pd.DataFrame, columns: Sequence[str]) -> bool:
    """Return whether the columns of a table are of numbers; those of an empty table are of nothing."""
    return not len(table) or all(pd.api.types.is_numeric_dtype(table[column]) for column in columns)


def _ranked(contact: str, row: pd.Series[Any]) -> ContactFacts:
    """Return a contact as a row of the ranking tells it."""
    return ContactFacts(
        contact,
        _text(row["name"]) or contact,
        title=_text(row.get("title")),
        status=_text(row.get("status")) or "active",
        roles=tuple(row.get("roles") or ()),
        stance=classify_stance(_number(row["stance"])),
        share=None if pd.isna(row["share"]) else round(float(row["share"]), FIGURE_DIGITS),
    )


def _power(table: pd.DataFrame) -> dict[str, PowerFacts]:
    return {
        str(contact): PowerFacts(
            _number(row["power"]), _number(row["interest"]), _claim(row["powerful"]), _claim(row["interested"])
        )
        for contact, row in table.iterrows()
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _claim(value: Any) -> bool | None:
    return None if pd.isna(value) else bool(value)


def plot_stance_grid(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    by: GridKind = "stance",
    lang: Language = "en",
    title: str | None = None,
    power_from: float | None = None,
    interest_from: float | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who weighs how much in the decision and on which side, or who has how much power and interest.

    By stance, a column for each of the five stances and one for those whose stance nobody knows; over it how many
    people stand there and how much of the decision they hold. Everybody stands at the height of the own share. By
    interest, the four quadrants of the power-interest grid, and a column for those whose interest nobody knows. The
    disc is the share of the decision (number and size) with the stance (colour and mark), the ring our relationship in
    five steps, the star a coach. Where people would cover each other they are pushed apart, with a line to the true
    height, and a crowded column is divided.

    Parameters
    ----------
    source : networkx.DiGraph or pandas.DataFrame
        A buying center; or the table of :func:`~stakeholder_graph.rank_contacts`, which knows no relationships, or
        with ``by="interest"`` that of :func:`~stakeholder_graph.stakeholder_labels`, which knows ids alone. Not
        changed.
    by : {"stance", "interest"}, default "stance"
        What the columns are.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence that says on which side the weight is, or whom to manage closely.
    power_from, interest_from : float, optional
        With ``by="interest"`` and a buying center: from where power and interest are high, as for
        :func:`~stakeholder_graph.stakeholder_labels`.
    as_of : datetime.date, optional
        The day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the grid; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language or the kind of grid does not exist.
    OptionError
        If `source` is neither a graph nor the table that fits `by`; if a limit is out of range, or an option can have
        no effect; if `title` is no text, or `font` is neither a file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.rank_contacts : the shares.
    stakeholder_graph.stakeholder_labels : power and interest.

    Notes
    -----
    Shares are skewed, a few people hold most of the decision, so their scale grows with the square root (ours). The
    scale of power is linear, and drawn larger above the limit than below, so that all quadrants are of one height
    (ours). A contact whose share is negative, against whose judgement the decision runs, weighs in the title for the
    other side. Where nobody decides, the shares are of everybody's opinion, and title and footnote say so. The table of
    labels has neither shares nor stances, so that nothing is said of them. Contacts who have left are not shown; more
    than 60 contacts are cut to the weightiest, and the footnote says so. Who leads a side is named in the title where
    that person holds a quarter of it (ours).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> ax = sg.plot_stance_grid(sg.example_buying_center(), ax=Figure(figsize=(16, 10)).subplots())
    >>> [text.get_text() for text in ax.texts if "Power" in text.get_text()]
    ['Power is against us: 64% of the decision, with 8% for us; cfo alone holds 52%']
    """
    scene = stance_grid_scene(
        source,
        by=by,
        lang=lang,
        title=title,
        power_from=power_from,
        interest_from=interest_from,
        as_of=as_of,
        font=font,
    )
    return draw_on(ax, scene)
