"""The scene of a dashboard: where one account stands, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line
from stakeholder_graph.viz.pages.bullseye_body import add_bullseye
from stakeholder_graph.viz.pages.bullseye_legend import line_legend, people_legend
from stakeholder_graph.viz.pages.dashboard_departments import add_departments
from stakeholder_graph.viz.pages.dashboard_facts import DashboardFacts, printable_dashboard
from stakeholder_graph.viz.pages.dashboard_headline import write_dashboard_headline
from stakeholder_graph.viz.pages.dashboard_remarks import add_remarks
from stakeholder_graph.viz.pages.dashboard_roles import add_role_strip
from stakeholder_graph.viz.pages.dashboard_tiles import TILES_HEIGHT, add_tiles
from stakeholder_graph.viz.pages.frame import account_line, add_empty, begin_page, end_page
from stakeholder_graph.viz.pages.population import add_nobody, gone_notes, unowned_notes
from stakeholder_graph.viz.pages.ranking import add_ranking
from stakeholder_graph.viz.palette import AMBER_DARK
from stakeholder_graph.viz.scene.legend_line import add_legend_line
from stakeholder_graph.viz.scene.map_words import map_words, percent
from stakeholder_graph.viz.scene.panel import add_panel
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MOST_ON_ROUTES", "MOST_RANKED", "draft_dashboard"]

_PAGES = "stakeholder_graph.viz.pages"
_SECTION, _BULLSEYE_SECTION = (_PAGES, "dashboard"), (_PAGES, "bullseye")
MOST_ON_ROUTES, MOST_RANKED = 14, 12  # ours: of more, the panels become too small to be read
_GAP, _FOOT, _LEGEND_LINE = 12.0, 90.0, 70.0
_ROLES_HEIGHT = 264.0  # px of the lower row: ten roles
_BULLSEYE, _ROLES, _DEPARTMENTS = 838.0, 440.0, 388.0  # px wide; the ranking and the remarks take the rest
_NOTE, _NOTE_ROOM = 11.2, 18.0
_LOW_PAGE = 560.0


def draft_dashboard(
    facts: DashboardFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay a dashboard out on a page of 1600 by 1000 px.

    Parameters
    ----------
    facts : DashboardFacts
        One account. Of many contacts the weightiest are shown, and each panel says how many.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data; the remarks are in it already.
    title : str, optional
        What stands at the top; by default where the decision leans, and what stands in the way.

    Returns
    -------
    Scene
        The page. The same facts always give the same scene.
    """
    facts = printable_dashboard(facts, typefaces)
    headline = write_dashboard_headline(facts, lang) if title is None else title
    line = account_line(facts.people, lang)
    if facts.lean.state == "empty":
        draft, area = begin_page(typefaces, headline, line, height=_LOW_PAGE)
        add_nobody(draft, area, facts.people, lang)
        return end_page(draft, (), "", _notes(facts, lang), lang)
    draft, area = begin_page(typefaces, headline, line)
    tiles = Box(area.x0, area.y1 - TILES_HEIGHT, area.x1, area.y1)
    lower = Box(area.x0, _FOOT, area.x1, _FOOT + _ROLES_HEIGHT)
    middle = Box(area.x0, lower.y1 + _GAP, area.x1, tiles.y0 - _GAP)
    add_tiles(draft, facts, tiles, lang)
    hidden = _add_routes(draft, facts, Box(middle.x0, middle.y0, middle.x0 + _BULLSEYE, middle.y1), lang)
    _add_ranking(draft, facts, Box(middle.x0 + _BULLSEYE + _GAP, middle.y0, middle.x1, middle.y1), lang)
    _add_lower_row(draft, facts, lower, lang)
    # Roles and departments show the stances of everybody; rings are those of the bullseye alone.
    drawn = [contact for contact in facts.bullseye.present if contact.id not in hidden]
    groups = people_legend(drawn, lang, marked=facts.bullseye.present)
    add_legend_line(draft, groups, _LEGEND_LINE, left=area.x0, right=area.x1)
    ranked = [row.person for row in facts.ranking.rows[:MOST_RANKED]]
    stars = {contact.coach for contact in (*drawn, *ranked, *facts.coaches)}
    legend = line_legend(facts.bullseye, hidden, stars, lang)
    return end_page(draft, legend, say(*_SECTION, "method", lang), _notes(facts, lang), lang)


def _add_routes(draft: Draft, facts: DashboardFacts, box: Box, lang: Language) -> tuple[str, ...]:
    """Put the bullseye down; return who is not on it though there is a route."""
    bullseye = facts.bullseye
    title = say(*_SECTION, "routes", lang)
    if not bullseye.routes:
        room = add_panel(draft, box, title)
        add_empty(
            draft, room, say(*_BULLSEYE_SECTION, "nobody_decides", lang), say(*_BULLSEYE_SECTION, "nobody_advice", lang)
        )
        return ()
    count = len(bullseye.routes)
    key = "routes_all" if count <= MOST_ON_ROUTES else "routes_some"
    room = add_panel(draft, box, title, say(*_SECTION, key, lang, shown=MOST_ON_ROUTES, all=count))
    unreached = bullseye.unreached
    if unreached:
        names = say(*_SECTION, "no_route", lang, who=listed([contact.name for contact in unreached], lang))
        words = fit_line(draft.measure, names, room.width, _NOTE, bold=True)
        draft.text((room.x0, room.y0 + 2.0), words, _NOTE, color=AMBER_DARK, bold=True, owner="routes")
        room = Box(room.x0, room.y0 + _NOTE_ROOM, room.x1, room.y1)
    return add_bullseye(draft, bullseye, room, lang, most=MOST_ON_ROUTES)


def _add_ranking(draft: Draft, facts: DashboardFacts, box: Box, lang: Language) -> None:
    ranking = facts.ranking
    count = len(ranking.rows)
    key = "ranking_all" if count <= MOST_RANKED else "ranking_some"
    level = percent(ranking.level or facts.lean.level)
    room = add_panel(
        draft,
        box,
        say(*_SECTION, "ranking" if ranking.owned else "ranking_unowned", lang),
        say(*_SECTION, key, lang, shown=MOST_RANKED, all=count, level=level),
    )
    add_ranking(draft, ranking, room, lang, most=MOST_RANKED, compact=True)


def _add_lower_row(draft: Draft, facts: DashboardFacts, lower: Box, lang: Language) -> None:
    """Put roles, departments, and remarks down side by side."""
    roles = Box(lower.x0, lower.y0, lower.x0 + _ROLES, lower.y1)
    departments = Box(roles.x1 + _GAP, lower.y0, roles.x1 + _GAP + _DEPARTMENTS, lower.y1)
    remarks = Box(departments.x1 + _GAP, lower.y0, lower.x1, lower.y1)
    heading = say(*_SECTION, "roles" if facts.people.stage is None else "roles_needed", lang)
    add_role_strip(draft, facts, add_panel(draft, roles, heading), lang)
    order = say(*_SECTION, "departments_order", lang)
    heading_of_departments = say(*_SECTION, "departments" if facts.ranking.owned else "departments_unowned", lang)
    add_departments(draft, facts, add_panel(draft, departments, heading_of_departments, order), lang)
    room = add_panel(draft, remarks, say(*_SECTION, "remarks", lang))
    middle = room.center[0]
    add_remarks(draft, "risks", facts.risks, Box(room.x0, room.y0, middle - _GAP, room.y1), lang)
    add_remarks(draft, "moves", facts.moves, Box(middle + _GAP, room.y0, room.x1, room.y1), lang)


def _notes(facts: DashboardFacts, lang: Language) -> str:
    """Return what the reader must know of this page."""
    words = map_words(lang)
    contacts = facts.people.contacts
    against = sum(tie.is_negative for tie in facts.people.ties)
    notes = unowned_notes(lang, owned=facts.ranking.owned)
    notes += gone_notes(facts.people, lang)
    if against:
        notes.append(say(*_BULLSEYE_SECTION, "negative_one" if against == 1 else "negative", lang, count=against))
    if any((contact.share or 0.0) < 0 for contact in contacts):
        notes.append(words.negative_shares)
    return words.join.join(notes)
