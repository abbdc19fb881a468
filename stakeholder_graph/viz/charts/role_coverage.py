"""The role coverage matrix: who holds which decision role, and which required role lacks somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.role_coverage import cover_roles
from stakeholder_graph.errors import OptionError
from stakeholder_graph.rules.report import CoverageReport
from stakeholder_graph.viz.charts.canvas import draw_on
from stakeholder_graph.viz.charts.sources import check_title, refuse_options
from stakeholder_graph.viz.facts.fact_reading import map_facts_of
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.role_coverage import draft_role_coverage
from stakeholder_graph.viz.pages.role_coverage_headline import RoleCoverageFacts
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["plot_role_coverage", "role_coverage_scene"]

_COACH_RULE = "no_coach"
_HAS_COACH = {"hit": False, "pass": True}


def role_coverage_scene(
    source: nx.DiGraph[Any] | CoverageReport,
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
) -> Scene:
    """Lay the role coverage matrix of a buying center out, without drawing it.

    Parameters
    ----------
    source, lang, title, stage, as_of, font
        As for :func:`plot_role_coverage`.

    Returns
    -------
    Scene
        Plain shapes and texts in px on a page that is 1600 px wide.
    """
    check_option("language", lang, LANGUAGES)
    check_title(title)
    if isinstance(source, nx.DiGraph):
        facts = _read_graph(source, stage, as_of)
    elif isinstance(source, CoverageReport):
        refuse_options("the report is written already", stage=stage, as_of=as_of)
        facts = _read_report(source)
    else:
        raise OptionError("source", type(source), "a buying center, or the report of check_coverage(G)")
    typefaces = choose_typefaces([*facts.people.strings(), title or ""], font)
    return draft_role_coverage(facts, typefaces, lang=lang, title=title)


def _read_graph(G: nx.DiGraph[Any], stage: str | None, as_of: date | None) -> RoleCoverageFacts:
    known = gather_facts(G, stage=stage, as_of=as_of)
    people = map_facts_of(known)
    has_coach = all(gap.key != "coach" for gap in people.gaps)
    return RoleCoverageFacts(people, cover_roles(known), has_coach)


def _read_report(report: CoverageReport) -> RoleCoverageFacts:
    """Return what a report says: who holds which role, whom we have met, and whether there is a coach."""
    held: dict[str, list[str]] = {contact: [] for contact in sorted(report.names)}
    places: dict[str, None] = {}
    for role in report.role_coverage:
        places |= dict.fromkeys(role.placeholders)
        for contact in (*role.holders, *role.placeholders):
            held[contact].append(role.role)
    contacts = tuple(
        ContactFacts(
            contact, report.names[contact], roles=tuple(roles), status="placeholder" if contact in places else "active"
        )
        for contact, roles in held.items()
        if roles
    )
    people = MapFacts(stage=report.stage, as_of=report.as_of, contacts=contacts)
    outcome = next((one.outcome for one in report.judgements if one.rule.name == _COACH_RULE), "")
    return RoleCoverageFacts(people, report.role_coverage, _HAS_COACH.get(outcome), has_details=False)


def plot_role_coverage(
    source: nx.DiGraph[Any] | CoverageReport,
    *,
    lang: Language = "en",
    title: str | None = None,
    stage: str | None = None,
    as_of: date | None = None,
    font: str | Path | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who holds which decision role, and which required role nobody fills, nobody met or nobody supports us in.

    A row is a contact, a column is one of the ten decision roles; the cell of a role that the contact holds has the
    colour and the mark of the contact's stance. At the right stand the share of the decision, our relationship in five
    steps, and who of ours knows the contact. At the foot each role is counted: people in the role, met by us,
    supporters. What a role that the stage requires lacks is framed.

    Parameters
    ----------
    source : networkx.DiGraph or CoverageReport
        A buying center; or the report of :func:`~stakeholder_graph.check_coverage`, which knows who holds which role
        and who is met, but neither stances nor shares. Not changed.
    lang : {"en", "zh"}, default "en"
        Language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence with the gravest findings.
    stage : str, optional
        With a buying center: the purchase stage that says which roles are required; by default the stage of the graph.
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
        If the language or the stage does not exist.
    OptionError
        If `source` is neither a graph nor a report; if `stage` or `as_of` comes with a report, which has them already;
        if `title` is no text, or `font` is neither a file nor a family that matplotlib knows.

    Warns
    -----
    MissingGlyphWarning
        Once, if no font has some of the characters; they are drawn as boxes.

    See Also
    --------
    save_diagram : the same picture as a file.
    stakeholder_graph.check_coverage : what is missing, rule by rule.
    plot_role_stages : which role matters in which stage.

    Notes
    -----
    Contacts who have left hold no role any more and are not shown. More than 36 contacts (ours) are cut to those who
    hold a role and have the largest shares; the counts at the foot are of everybody. A count of which nothing is known
    is a question mark, never a zero. Where the stage is not known, only a decision maker is taken to be required.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from matplotlib.figure import Figure
    >>> G = sg.read_csv(sg.sample_folder("packaging_line"))
    >>> ax = sg.plot_role_coverage(G, ax=Figure(figsize=(16, 10)).subplots())
    >>> ax.texts[0].get_text()
    'Nobody of ours has met the decision maker Ingrid Eklund; every other required role is filled and met'
    """
    scene = role_coverage_scene(source, lang=lang, title=title, stage=stage, as_of=as_of, font=font)
    return draw_on(ax, scene)
