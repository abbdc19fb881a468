"""The history of a buying center from snapshot to snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.history_reading import read_history
from stakeholder_graph.viz.charts.sources import check_title
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.history import draft_history
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

    Snapshots = Mapping[date, nx.DiGraph[Any]] | Iterable[nx.DiGraph[Any]] | pd.DataFrame

__all__ = ["history_scene", "plot_history"]


def history_scene(
    source: Snapshots,
    *,
    lang: Language = "en",
    title: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the history of a buying center out, without drawing it.

    Parameters
    ----------
    source, lang, title, as_of, font
        As for :func:`plot_history`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    facts = read_history(source, as_of=as_of)
    strings = [text for row in facts.rows for text in (row.contact.name, row.contact.title)]
    typefaces = choose_typefaces([*facts.account.strings(), *strings, title or ""], font)
    return draft_history(facts, typefaces, lang=lang, title=title)


def plot_history(
    source: Snapshots,
    *,
    lang: Language = "en",
    title: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw where everybody stood from snapshot to snapshot, and how the lean of the decision moved.

    A row for each contact, the largest share of the decision first, on a true axis of time: a bar in the colour of the
    stance from each snapshot to the next, opened by a dot with its mark and the figure behind it; a dashed outline
    where nobody knew the stance, nothing where the contact was not on the map; an arrow where somebody came, a cross
    where somebody left, a diamond for each day at which one of ours is known to have spoken to the contact. At the
    right the latest stance and how far it is from the first that is known. Above the rows the stages of the purchase
    and the lean of the decision.

    Parameters
    ----------
    source : mapping of datetime.date to networkx.DiGraph, iterable of networkx.DiGraph, or pandas.DataFrame
        Snapshots as from :func:`~stakeholder_graph.read_snapshots`; or buying centers that each have their date as the
        graph attribute ``as_of``; or the table of :func:`~stakeholder_graph.stance_history`, which knows stances alone.
        Not changed. A single snapshot, or a single buying center, is told to be no history.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence that says how the lean moved and who changed sides.
    as_of : datetime.date, optional
        Snapshots after this day are left out; by default none.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the history; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If one of the snapshots breaks the schema; also if something in it is dated after it.
    UnknownTermError
        If the language does not exist.
    OptionError
        If `source` is nothing of the kind, a snapshot has no date, or two have the same; if `font` is neither a file
        nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.stance_history : the stances as a table.
    stakeholder_graph.trend : the lean and the other key figures.

    Notes
    -----
    A snapshot says what was known on its day. When a stance changed between two of them is not known, so a bar keeps
    the earlier stance up to the later snapshot. Days of contact are the dates of the last contact that the snapshots
    have noted; contacts in between that no snapshot noted are not known. Somebody changed sides who was not for us and
    is now, or was not against us and is now; the title names the one with the largest share. Rows for which there is
    no room are left out from the end, and the footnote says how many are shown.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> snapshots = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    >>> ax = sg.plot_history(snapshots, ax=Figure(figsize=(16, 10)).subplots())
    >>> [text.get_text() for text in ax.texts if "The lean" in text.get_text()]
    ['The lean rose from +0.08 to +0.10 since December 2025; 方晓岚 came over to us, 钱慎之 turned against us']
    """
    return draw_on(ax, history_scene(source, lang=lang, title=title, as_of=as_of, font=font))
