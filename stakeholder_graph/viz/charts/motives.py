"""The motive matrix: what moves each contact, and whose motives clash."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, get_args

import networkx as nx
import pandas as pd

from stakeholder_graph.analysis.facts.motive import Motive, motive_sign
from stakeholder_graph.analysis.facts.opposition import compare_motives
from stakeholder_graph.analysis.motives.alignment import motive_alignment
from stakeholder_graph.analysis.motives.conflicts import motive_conflicts
from stakeholder_graph.analysis.motives.table import motive_table
from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts, tell_apart
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.motive_facts import ConflictFacts, MotiveFacts, MotivesFacts, Torn
from stakeholder_graph.viz.pages.motives import draft_motives
from stakeholder_graph.vocabulary.motives import MOTIVE_KINDS
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["motives_scene", "plot_motives"]

# Columns by which a table is known as that of motive_table.
_COLUMNS = {"contact_id", "name", "status", "kind", "description", "direction", "strength", "topic", "disclosure"}
_TORN: dict[tuple[int | None, int | None], Torn] = {(1, -1): "hidden_blocker", (-1, 1): "personal_friend"}


def motives_scene(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the motive matrix of a buying center out, without drawing it.

    Parameters
    ----------
    source, lang, title, as_of, font
        As for :func:`plot_motives`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    if isinstance(source, nx.DiGraph):
        facts = _read_graph(source, as_of)
    else:
        refuse_options("the table is computed already", as_of=as_of)
        facts = _read_table(source)
    typefaces = choose_typefaces([*facts.strings(), title or ""], font)
    return draft_motives(facts, typefaces, lang=lang, title=title)


def _read_graph(G: nx.DiGraph[Any], as_of: date | None) -> MotivesFacts:
    table, alignment = motive_table(G, as_of=as_of), motive_alignment(G, as_of=as_of)
    torn = alignment.loc[alignment["pattern"].isin(get_args(Torn)), "pattern"]
    return MotivesFacts(
        people=read_map_facts(G, as_of=as_of),
        motives=tuple(_motives(table)),
        conflicts=tuple(_conflicts(motive_conflicts(G, as_of=as_of))),
        torn=tuple((str(contact), pattern) for contact, pattern in torn.items()),
    )


def _read_table(table: object) -> MotivesFacts:
    """Return what a table says: motives and names; clashes and torn people follow from the motives, ties do not."""
    if not isinstance(table, pd.DataFrame) or not set(table.columns) >= _COLUMNS:
        raise OptionError("source", type(table), "a buying center, or the table of motive_table(G)")
    names = {str(row["contact_id"]): row for _, row in table.sort_values("contact_id", kind="stable").iterrows()}
    contacts = tell_apart(
        ContactFacts(contact, _text(row["name"]) or contact, status=_text(row["status"]) or "active")
        for contact, row in names.items()
    )
    motives = tuple(_motives(table))
    active = {contact.id: _as_analysed(motives, contact.id) for contact in contacts if contact.status == "active"}
    return MotivesFacts(
        people=MapFacts(contacts=contacts),
        motives=motives,
        conflicts=tuple(sorted(_compared(active), key=lambda one: (-(one.conflict or 0.0), one.first, one.second))),
        torn=tuple(_torn(active)),
        has_details=False,
        without_motives=int(table.attrs.get("without_motives", 0)),
    )


def _motives(table: pd.DataFrame) -> Iterator[MotiveFacts]:
    """Yield the motives of those who have not left, in the order of the table."""
    for _, row in table.iterrows():
        if row["status"] != "left":
            yield MotiveFacts(
                contact=str(row["contact_id"]),
                kind=str(row["kind"]),
                topic=_text(row["topic"]),
                description=_text(row["description"]),
                direction=_number(row["direction"]),
                strength=_number(row["strength"]),
                drive=_text(row.get("drive")),
                disclosure=_text(row["disclosure"]),
            )


def _conflicts(table: pd.DataFrame) -> Iterator[ConflictFacts]:
    for _, row in table[table["opposed"].fillna(value=False)].iterrows():
        yield ConflictFacts(
            row["first"],
            row["second"],
            row["worst_topic"],
            _number(row["conflict"]),
            float(row["first_moves_second"]),
            float(row["second_moves_first"]),
        )


def _as_analysed(motives: Sequence[MotiveFacts], contact: str) -> tuple[Motive, ...]:
    return tuple(
        Motive(one.kind, one.direction, one.strength, one.topic or None) for one in motives if one.contact == contact
    )


def _compared(motives: Mapping[str, Sequence[Motive]]) -> Iterator[ConflictFacts]:
    for first, second in combinations(sorted(motives), 2):
        seen = compare_motives(motives[first], motives[second])
        if seen.opposed:
            yield ConflictFacts(first, second, seen.opposed_topics[0], seen.conflict)


def _torn(motives: Mapping[str, Sequence[Motive]]) -> Iterator[tuple[str, Torn]]:
    for contact, noted in sorted(motives.items()):
        kinds = [[motive for motive in noted if motive.kind == kind] for kind in MOTIVE_KINDS]
        organisational, personal = (motive_sign(found) if found else None for found in kinds)
        if (organisational, personal) in _TORN:
            yield contact, _TORN[organisational, personal]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def plot_motives(
    source: nx.DiGraph[Any] | pd.DataFrame,
    *,
    lang: Language = "en",
    title: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what moves each contact, for the organisation and for the person, and whose motives clash.

    A row is a contact with the motives in words: what the purchase does for the organisation, and for the person. The
    disc of a motive says whether our offer serves it or works against it (colour and mark) and how much it matters to
    the contact (size); a dashed ring is a hidden motive. Topics that several people share have a column each, in which
    numbered brackets join those who want opposite things. The list at the right tells these clashes with who moves
    whom, who is torn between the organisation and the own interest, and of whom no motive is noted.

    Parameters
    ----------
    source : networkx.DiGraph or pandas.DataFrame
        A buying center; or the table of :func:`~stakeholder_graph.motive_table`, which knows neither shares, stances
        nor ties. Not changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence that says who clashes on what.
    as_of : datetime.date, optional
        With a buying center: the day the map speaks of; by default the day of the graph.
    font : str or Path, optional
        A font family that matplotlib knows, or a font file; by default the bundled font, which has Chinese.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a new pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The Axes with the matrix; text and lines are scaled to its size at the time of the call.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the language does not exist.
    OptionError
        If `source` is neither a graph nor the table of motives; if `as_of` comes with a table; if `title` is no text,
        or `font` is neither a file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.motive_table : the motives, with what to do about each.
    stakeholder_graph.motive_conflicts : the clashes.
    stakeholder_graph.motive_alignment : who is torn.

    Notes
    -----
    Hidden motives are printed and marked: the page is for our own people, other than :func:`plot_dashboard`.

    Directions are classed as stances are (ours), in the title too. Contacts without a motive that is noted have no row;
    they are counted, and named in the list. Where not all others have room, the weightiest are shown, and of one
    contact the eight strongest motives of a kind (ours); the footnote says so. At most five shared topics have a
    column, the contested ones first, and at most two clashes of one topic have a bracket (ours); the list goes on.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> G = sg.read_csv(sg.sample_folder("packaging_line"))
    >>> ax = sg.plot_motives(G, ax=Figure(figsize=(16, 9)).subplots())
    >>> ax.texts[0].get_text()
    'Payback divides Ngozi Okafor and Keiko Tanaka, and one more pair; 2 people would lose as their organisation gains'
    """
    scene = motives_scene(source, lang=lang, title=title, as_of=as_of, font=font)
    return draw_on(ax, scene)
