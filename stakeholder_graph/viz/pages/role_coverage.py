"""The scene of a role coverage matrix: who holds which decision role, and what each role lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line
from stakeholder_graph.viz.pages.frame import account_line, begin_page, end_page
from stakeholder_graph.viz.pages.population import (
    add_nobody,
    gone_notes,
    open_place_entry,
    unowned_notes,
)
from stakeholder_graph.viz.pages.role_coverage_foot import FOOT_ROWS, add_coverage_foot
from stakeholder_graph.viz.pages.role_coverage_headline import RoleCoverageFacts, write_coverage_headline
from stakeholder_graph.viz.palette import INK_SOFT, NAVY, PLACEHOLDER_STYLE, RING_EMPTY, stance_style
from stakeholder_graph.viz.scene.coverage_mark import MARK_RADIUS, add_coverage_mark, coverage_entries
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import STANCE_WIDTH, coach_entries, stance_entries
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words, sentence_case
from stakeholder_graph.viz.scene.matrix import (
    ColumnHead,
    MatrixRows,
    add_cell,
    add_column_heads,
    add_heading,
    add_plain_name,
    add_row_grounds,
    row_ground,
    spans,
)
from stakeholder_graph.viz.scene.medallion import share_label
from stakeholder_graph.viz.scene.person import add_person, add_relationship_meter
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.viz.scene.printable_facts import printable_facts
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MOST_ROWS", "RoleCoverageFacts", "add_role_coverage", "draft_role_coverage"]

_SECTION = ("stakeholder_graph.viz.pages", "role_coverage")
MOST_ROWS = 36  # contacts; ours: with more of them a row is lower than its text needs
_EMPTY_HEIGHT, _BASE_HEIGHT, _ROW, _MOST = 420.0, 326.0, 28.0, 1000.0  # px of the page; ours
_HEAD, _FOOT = 78.0, 84.0  # px of the matrix above and below its rows
_FINDINGS = 52.0  # px below the counts where there is no room beside them
_NAME, _TITLE = 196.0, 186.0
_RIGHT = 376.0  # px right of the roles: share, relationship, owners
_BAR, _NUMBER, _METER, _GAP = 128.0, 42.0, 92.0, 16.0
_BAR_HEIGHT, _FIGURE, _OWNERS = 8.0, 13.0, 11.4
_GROUP = 11.6
_METER_SYMBOL, _METER_SHOWN, _QUESTION_WIDTH = 52.0, 3, 8.0


def draft_role_coverage(
    facts: RoleCoverageFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay a role coverage matrix out on a page of 1600 px.

    Parameters
    ----------
    facts : RoleCoverageFacts
        What it shows. More than 36 contacts are cut to those who hold a role and weigh most, and the page says so.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default the finding.

    Returns
    -------
    Scene
        The page. The same facts always give the same scene.
    """
    facts = replace(facts, people=printable_facts(facts.people, typefaces))
    shown = facts.contacts[:MOST_ROWS]
    headline = write_coverage_headline(facts, lang) if title is None else title
    below = 0.0 if facts.has_details else _FINDINGS
    needed = _BASE_HEIGHT + below + _ROW * len(_slots(shown))
    height = min(_MOST, needed) if shown else _EMPTY_HEIGHT
    draft, area = begin_page(typefaces, headline, account_line(facts.people, lang), height=height)
    add_role_coverage(draft, facts, area, lang)
    method = say(*_SECTION, "method" if facts.has_details else "report_method", lang) if shown else ""
    return end_page(draft, _legend(facts, shown, lang) if shown else [], method, _notes(facts, lang), lang)


def add_role_coverage(draft: Draft, facts: RoleCoverageFacts, area: Box, lang: Language) -> None:
    """Put a matrix down in an area: heads, a row for each contact, and what each role lacks."""
    contacts = facts.contacts[:MOST_ROWS]
    if not contacts:
        add_nobody(draft, area, facts.people, lang)
        return
    below = 0.0 if facts.has_details else _FINDINGS
    body = Box(area.x0, area.y0 + _FOOT + below, area.x1, area.y1 - _HEAD)
    left = area.x0 + _NAME + (_TITLE if facts.has_details else 0.0) + _GAP
    columns = spans(left, area.x1 - (_RIGHT if facts.has_details else 0.0), len(facts.roles))
    slots = _slots(contacts)
    rows = MatrixRows.even(body, len(slots))
    add_row_grounds(draft, rows)
    _add_heads(draft, facts, columns, body, lang)
    largest = max(contact.size for contact in facts.contacts)
    for number, contact in enumerate(slots):
        row, ground = rows.row(number), row_ground(number)
        if contact is None:
            _add_group(draft, row, ground, say(*_SECTION, "no_role_noted", lang))
            continue
        _add_contact(draft, facts, contact, row, ground)
        if contact.roles:
            _add_roles(draft, facts, contact, columns, row)
        if facts.has_details:
            _add_figures(draft, contact, largest, Box(columns[-1][1] + _GAP, row.y0, row.x1, row.y1), ground)
    counts = Box(area.x0, body.y0 - FOOT_ROWS, area.x1, body.y0)
    beside = Box(columns[-1][1] + _GAP, counts.y0, area.x1, counts.y1)
    findings = beside if facts.has_details else Box(area.x0, area.y0, area.x1, counts.y0 + 12.0)
    add_coverage_foot(draft, facts, columns, (counts, findings), lang)


def _slots(contacts: Sequence[ContactFacts]) -> list[ContactFacts | None]:
    """Return what each row holds; None is the heading of those of whom no role is known."""
    holding = [contact for contact in contacts if contact.roles]
    others = [contact for contact in contacts if not contact.roles]
    return [*holding, *([None, *others] if others else [])]


def _add_heads(
    draft: Draft, facts: RoleCoverageFacts, columns: Sequence[tuple[float, float]], body: Box, lang: Language
) -> None:
    y = body.y1 + 9.0
    add_heading(draft, (body.x0, y), say(*_SECTION, "contact", lang), _NAME)
    required = say(*_SECTION, "required", lang)
    heads = [
        ColumnHead(
            sentence_case(ROLES.label(role.role, lang)),
            ROLES[role.role].badge(lang),
            required if facts.is_required(role) else "",
            decides=role.role == "decision_maker",
        )
        for role in facts.roles
    ]
    add_column_heads(draft, heads, columns, body.y1 + 6.0)
    if facts.has_details:
        x = columns[-1][1] + _GAP
        share = "share" if facts.people.is_owned else "share_unowned"
        for key, width in ((share, _BAR + _NUMBER), ("relationship", _METER), ("owners", 0.0)):
            room = (width or body.x1 - x) - 8.0
            add_heading(draft, (x, y), say(*_SECTION, key, lang), room)
            x += width


def _add_group(draft: Draft, row: Box, ground: str, words: str) -> None:
    place = (row.x0, row.center[1] - HALF_CAPITAL * _GROUP)
    draft.text(place, words, _GROUP, color=INK_SOFT, background=ground, bold=True, owner="group")


def _add_contact(draft: Draft, facts: RoleCoverageFacts, contact: ContactFacts, row: Box, ground: str) -> None:
    place = (row.x0 + 2.0, row.center[1])
    if facts.has_details:
        widths = (_NAME - 8.0, _TITLE - 8.0) if contact.title else (_NAME + _TITLE - 8.0, 0.0)
        add_person(draft, contact, place, widths, background=ground)
    else:
        add_plain_name(draft, contact, (row.x0, row.center[1]), _NAME, background=ground)


def _add_roles(
    draft: Draft, facts: RoleCoverageFacts, contact: ContactFacts, columns: Sequence[tuple[float, float]], row: Box
) -> None:
    for role, span in zip(facts.roles, columns, strict=True):
        if role.role not in contact.roles:
            add_cell(draft, span, row, None)
        elif contact.status == "placeholder":
            add_cell(draft, span, row, PLACEHOLDER_STYLE, owner=contact.id)
        elif facts.has_details:
            add_cell(draft, span, row, stance_style(contact.stance), owner=contact.id)
        else:
            box = add_cell(draft, span, row, None)
            add_coverage_mark(draft, box.center, _met_status(contact.id, role), owner=contact.id)


def _met_status(contact: str, role: RoleCoverage) -> str:
    return "covered" if contact in role.met else "not_met" if contact in role.not_met else "unknown"


def _add_figures(draft: Draft, contact: ContactFacts, largest: float, box: Box, ground: str) -> None:
    """Put down the share of the decision as bar and number, the relationship, and who of ours knows the contact."""
    x, y = box.x0, box.center[1]
    room = _BAR - 10.0
    draft.add(Rectangle(Box(x, y - _BAR_HEIGHT / 2, x + room, y + _BAR_HEIGHT / 2), Layer.CARD, RING_EMPTY))
    if contact.size and largest:
        length = max(1.5, room * contact.size / largest)
        draft.add(Rectangle(Box(x, y - _BAR_HEIGHT / 2, x + length, y + _BAR_HEIGHT / 2), Layer.MARK, NAVY))
    figure = share_label(contact.share)
    number = (x + _BAR + _NUMBER - 16.0, y - HALF_CAPITAL * _FIGURE)
    draft.text(number, figure, _FIGURE, background=ground, bold=True, align="right", owner=contact.id)
    x += _BAR + _NUMBER
    if contact.status != "active":
        return
    add_relationship_meter(draft, contact.relationship, (x, y), background=ground, owner=contact.id)
    x += _METER
    nobody = "?" if contact.relationship is None else "–"  # what nobody noted is not nobody
    owners = fit_line(draft.measure, " · ".join(contact.owners) or nobody, box.x1 - x - 4.0, _OWNERS)
    draft.text((x, y - HALF_CAPITAL * _OWNERS), owners, _OWNERS, color=INK_SOFT, background=ground, owner=contact.id)


def _legend(facts: RoleCoverageFacts, shown: Sequence[ContactFacts], lang: Language) -> list[LegendGroup]:
    """Return what the marks mean, as far as the page has them."""
    words = map_words(lang)
    places = open_place_entry(shown, lang)
    if not facts.has_details:
        present = {
            _met_status(contact.id, role)
            for contact in shown
            for role in facts.roles
            if role.role in contact.roles and contact.status != "placeholder"
        }
        labels = {status: say(*_SECTION, f"met_{status}", lang) for status in ("covered", "not_met", "unknown")}
        labels |= dict.fromkeys(("placeholder", "empty"), "")
        return [LegendGroup("", 2 * MARK_RADIUS, (*coverage_entries(labels, present), places))]
    stances = {contact.stance for contact in shown if contact.status == "active"}
    met = {contact.relationship for contact in shown if contact.status == "active"}
    steps = LegendEntry(say(*_SECTION, "meter", lang), _meter, any(step is not None for step in met))
    relationship = say(*_SECTION, "relationship", lang)
    unknown = LegendEntry(say(*_SECTION, "relationship_unknown", lang), _question, None in met)
    return [
        LegendGroup(say(*_SECTION, "stance", lang), STANCE_WIDTH, (*stance_entries(stances, lang), places)),
        LegendGroup(relationship, _METER_SYMBOL, (steps,)),
        LegendGroup("" if steps.is_shown else relationship, _QUESTION_WIDTH, (unknown,)),
        LegendGroup("", STANCE_WIDTH, coach_entries({contact.coach for contact in shown}, words)),
    ]


def _meter(draft: Draft, center: Point) -> None:
    add_relationship_meter(draft, _METER_SHOWN, (center[0] - _METER_SYMBOL / 2, center[1]), owner="legend")


def _question(draft: Draft, center: Point) -> None:
    place = (center[0], center[1] - HALF_CAPITAL * _OWNERS)
    draft.text(place, "?", _OWNERS, color=INK_SOFT, align="center", owner="legend")


def _notes(facts: RoleCoverageFacts, lang: Language) -> str:
    """Return what the reader must know of this page: whom it leaves out, and what was not checked."""
    whole, words = len(facts.contacts), map_words(lang)
    notes = unowned_notes(lang, owned=facts.people.is_owned or not whole or not facts.has_details)
    if whole > MOST_ROWS:
        notes.append(say(*_SECTION, "hidden", lang, shown=MOST_ROWS, all=whole))
    notes += gone_notes(facts.people, lang)
    if whole and facts.people.stage is None:
        notes.append(words.roles_unchecked + words.stop)
    if facts.has_details and any((contact.share or 0.0) < 0 for contact in facts.contacts):
        notes.append(words.negative_shares)
    return words.join.join(notes)
