"""The scene of a heat map of roles and stages: how much each role decides when, and how well it is covered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.pages.frame import account_line, begin_page, end_page
from stakeholder_graph.viz.pages.role_stages_headline import RoleStagesFacts, write_stages_headline
from stakeholder_graph.viz.pages.stance_lanes import part_of_decision
from stakeholder_graph.viz.palette import AMBER, AMBER_DARK, HAIRLINE, INK, INK_FAINT, INK_SOFT, NAVY, WHITE
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, add_tag
from stakeholder_graph.viz.scene.coverage_mark import MARK_RADIUS, add_coverage_mark, coverage_entries
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.heat import SWATCH_WIDTH, heat_colors, heat_entries
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words, sentence_case
from stakeholder_graph.viz.scene.matrix import MatrixRows, add_count, add_heading, add_row_grounds, row_ground, spans
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.printable_facts import printable_facts
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["RoleStagesFacts", "add_role_stages", "draft_role_stages"]

_SECTION = ("stakeholder_graph.viz.pages", "role_stages")
_HEIGHT, _HEIGHT_ALONE = 838.0, 800.0  # px of the page, with and without coverage; ours
_HEAD, _FOOT, _FOOT_ALONE = 60.0, 44.0, 8.0
_ROLE, _HOLDERS, _GAP = 330.0, 300.0, 14.0  # px of the columns beside the stages
_TAG, _NAME, _SHARE, _NEED, _WORDS = 30.0, 13.4, 15.0, 10.6, 12.0
_MEANING, _FIRST_LINE = 10.8, 0.62  # px; how much of a broken sentence goes into its first line at least
_HEADING, _HEADING_LEADING, _PEOPLE, _NOW_WORD = 12.5, 14.5, 11.2, 11.0
_LEADING, _SMALLEST = 14.4, 10.4
_CELL = (3.0, 2.5)  # px between a cell and the edges of its column and row
_MARK_INSET = 19.0  # px from the right edge of a cell to the middle of its mark
_NOW = (44.0, 18.0)
_OUTLINE = 2.2
_RISE, _NEED_DROP = 7.0, 15.0  # px of a number over the middle of a cell, and of the word below it
_DASH = (4.0, 3.0)


def draft_role_stages(
    facts: RoleStagesFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay a heat map of roles and stages out on a page of 1600 px.

    Parameters
    ----------
    facts : RoleStagesFacts
        What it shows.
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
    headline = write_stages_headline(facts, lang) if title is None else title
    height = _HEIGHT if facts.coverage else _HEIGHT_ALONE
    draft, area = begin_page(typefaces, headline, account_line(facts.people, lang), height=height)
    add_role_stages(draft, facts, area, lang)
    method = say(*_SECTION, "method" if facts.coverage else "table_method", lang)
    return end_page(draft, _legend(facts, lang), method, _notes(facts, lang), lang)


def add_role_stages(draft: Draft, facts: RoleStagesFacts, area: Box, lang: Language) -> None:
    """Put the heat map down in an area: a row for each role, a column for each stage, who holds the role beside."""
    foot = _FOOT if facts.coverage else _FOOT_ALONE
    body = Box(area.x0, area.y0 + foot, area.x1, area.y1 - _HEAD)
    rows = MatrixRows.even(body, len(ROLES))
    columns = spans(area.x0 + _ROLE, area.x1 - (_HOLDERS + _GAP if facts.coverage else 0.0), len(PURCHASE_STAGES))
    by_role = {role.role: role for role in facts.coverage}
    add_row_grounds(draft, rows)
    _add_heads(draft, facts, columns, body, lang)
    for number, role in enumerate(ROLES):
        row, ground = rows.row(number), row_ground(number)
        _add_role(draft, role, Box(row.x0, row.y0, columns[0][0] - _GAP, row.y1), ground, lang)
        for stage, (left, right) in zip(PURCHASE_STAGES, columns, strict=True):
            across, along = _CELL
            box = Box(left + across, row.y0 + along, right - across, row.y1 - along)
            _add_cell(draft, facts, (role, stage), box, lang)
        if role in by_role:
            _add_holders(draft, facts, by_role[role], Box(columns[-1][1] + _GAP, row.y0, row.x1, row.y1), lang)
    if facts.coverage:
        _add_foot(draft, facts, columns, body, lang)
    _add_current(draft, facts, columns, Box(area.x0, area.y0, area.x1, body.y1 + _HEAD - 18.0), lang)


def _add_heads(
    draft: Draft, facts: RoleStagesFacts, columns: tuple[tuple[float, float], ...], body: Box, lang: Language
) -> None:
    y = body.y1 + 11.0
    add_heading(draft, (body.x0, y), say(*_SECTION, "role", lang), _ROLE)
    for stage, (left, right) in zip(PURCHASE_STAGES, columns, strict=True):
        name = sentence_case(PURCHASE_STAGES.label(stage, lang))
        lines = wrap_lines(draft.measure, name, right - left - 12.0, _HEADING, bold=True)
        color = INK if facts.lies_ahead(stage) else INK_FAINT
        for number, line in enumerate(reversed(lines)):
            place = ((left + right) / 2, y + number * _HEADING_LEADING)
            draft.text(place, line, _HEADING, color=color, bold=True, align="center", owner="head")
    if facts.coverage:
        add_heading(draft, (columns[-1][1] + _GAP, y), say(*_SECTION, "holders", lang), _HOLDERS)


def _add_role(draft: Draft, role: str, box: Box, ground: str, lang: Language) -> None:
    """Put down tag, name and meaning of a role."""
    term, (_, y) = ROLES[role], box.center
    half = TAG_HEIGHT / 2 + 1.0
    tag = Box(box.x0 + 8.0, y - half, box.x0 + 8.0 + _TAG, y + half)
    add_tag(draft, tag, term.badge(lang), owner=f"role:{role}", decides=role == "decision_maker")
    left = tag.x1 + 12.0
    meaning = _in_halves(draft, term.meaning(lang), box.x1 - left)
    height = y + (_NAME * 1.2 + len(meaning) * (_LEADING - 1.0)) / 2 - _NAME
    owner, name = f"role:{role}", sentence_case(term.label(lang))
    draft.text((left, height), name, _NAME, color=INK, background=ground, bold=True, owner=owner)
    for line in meaning:
        height -= _LEADING
        draft.text((left, height), line, _MEANING, color=INK_SOFT, background=ground, owner=owner)


def _in_halves(draft: Draft, sentence: str, room: float) -> list[str]:
    """Break a sentence that is too wide, so that the second line is not left with a word or two."""
    width = draft.measure.width(sentence, _MEANING)
    return wrap_lines(draft.measure, sentence, room if width <= room else min(room, _FIRST_LINE * width), _MEANING)


def _add_cell(draft: Draft, facts: RoleStagesFacts, place: tuple[str, str], box: Box, lang: Language) -> None:
    """Put down the share of a role in a stage, whether the stage requires it, and what is missing."""
    role, stage = place
    share = facts.shares[role][stage] if role in facts.shares else None
    fill, ink = (WHITE, INK_SOFT) if share is None else heat_colors(share)
    need, owner = facts.need(role, stage), f"cell:{role}:{stage}"
    status = next((one.status for one in facts.coverage if one.role == role), "")
    is_gap = need == "required" and status in ("not_met", "placeholder", "empty") and facts.lies_ahead(stage)
    draft.add(Rectangle(box, Layer.CARD, fill, HAIRLINE, 0.7, 3.0))
    if is_gap:
        inner = Box(box.x0 + 1.6, box.y0 + 1.6, box.x1 - 1.6, box.y1 - 1.6)
        draft.add(
            Rectangle(inner, Layer.CARD, fill, WHITE, 3.4, 2.0),
            Rectangle(inner, Layer.CARD, fill, AMBER, 1.8, 2.0, _DASH),
        )
    x, y = box.center
    words = say(*_SECTION, need, lang) if need != "none" else ""
    middle = y + (_RISE if words else 0.0)
    figure = "–" if share is None else part_of_decision(share)
    number = (x, middle - HALF_CAPITAL * _SHARE)
    draft.text(number, figure, _SHARE, color=ink, background=fill, bold=True, align="center", owner=owner)
    bold = need == "required"
    draft.text((x, y - _NEED_DROP), words, _NEED, color=ink, background=fill, bold=bold, align="center", owner=owner)
    if status and need == "required":
        add_coverage_mark(draft, (box.x1 - _MARK_INSET, y), status, owner=owner)


def _add_holders(draft: Draft, facts: RoleStagesFacts, role: RoleCoverage, box: Box, lang: Language) -> None:
    """Put down how a role is covered, and by whom."""
    ground = row_ground(ROLES.order(role.role))
    names = facts.people.names
    sizes = {contact.id: contact.size for contact in facts.people.contacts}
    about = {"covered": role.met, "empty": ()}.get(role.status, role.open_contacts)
    told = sorted(about, key=lambda one: (-sizes.get(one, 0.0), one))
    y, owner = box.center[1], f"holders:{role.role}"
    add_coverage_mark(draft, (box.x0 + MARK_RADIUS + 1.0, y), role.status, owner=owner)
    left = box.x0 + 2 * MARK_RADIUS + 12.0
    label = _status(role, lang)
    color = INK if role.status in ("covered", "unknown") else AMBER_DARK
    room = box.x1 - left - 4.0
    people = fit_line(draft.measure, listed([names.get(one, one) for one in told], lang), room, _PEOPLE)
    px = shrink_to_fit(draft.measure, label, room, (_WORDS, _SMALLEST), bold=True)
    rise = 8.0 if people else 0.0
    draft.text((left, y + rise - HALF_CAPITAL * px), label, px, color=color, background=ground, bold=True, owner=owner)
    place = (left, y - rise - HALF_CAPITAL * _PEOPLE)
    draft.text(place, people, _PEOPLE, color=INK_SOFT, background=ground, owner=owner)


def _status(role: RoleCoverage, lang: Language) -> str:
    """Return how a role is covered in words; of whom nobody noted whether we have met them is said apart."""
    met, count, unknown = len(role.met), len(role.holders), len(role.relationship_unknown)
    if role.status != "covered" or met == count:
        return say(*_SECTION, f"status_{role.status}", lang)
    key = "status_covered_unknown" if unknown else "status_covered_some"
    return say(*_SECTION, key, lang, met=met, all=count, unknown=unknown)


def _add_foot(
    draft: Draft, facts: RoleStagesFacts, columns: tuple[tuple[float, float], ...], body: Box, lang: Language
) -> None:
    """Put down how many of the required roles are met in each stage."""
    y = body.y0 - 20.0
    place = (columns[0][0] - _GAP, y - HALF_CAPITAL * _WORDS)
    draft.text(place, say(*_SECTION, "required_met", lang), _WORDS, color=INK, bold=True, align="right", owner="foot")
    for stage, span in zip(PURCHASE_STAGES, columns, strict=True):
        required = facts.required(stage)
        met = sum(role.status == "covered" for role in required)
        unknown = sum(role.status == "unknown" for role in required)
        words = say(*_SECTION, "met_unknown" if unknown else "met", lang, met=met, all=len(required), unknown=unknown)
        is_gap = met + unknown < len(required) and facts.lies_ahead(stage)
        add_count(draft, (sum(span) / 2, y), words, is_gap=is_gap, bold=True)


def _add_current(
    draft: Draft, facts: RoleStagesFacts, columns: tuple[tuple[float, float], ...], area: Box, lang: Language
) -> None:
    """Put down the outline of the current stage's column, with the word on it."""
    if facts.people.stage is None:
        return
    left, right = columns[PURCHASE_STAGES.order(facts.people.stage)]
    bottom, top = area.y0 + 3.0, area.y1
    corners = ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom))
    draft.add(Polyline(corners, Layer.TAG, NAVY, _OUTLINE))
    word = say(*_SECTION, "now", lang)
    half = max(_NOW[0], draft.measure.width(word, _NOW_WORD, bold=True) + 18.0) / 2
    x = (left + right) / 2
    draft.add(Rectangle(Box(x - half, top - _NOW[1] / 2, x + half, top + _NOW[1] / 2), Layer.TAG, NAVY, radius=4.0))
    place = (x, top - HALF_CAPITAL * _NOW_WORD)
    draft.text(place, word, _NOW_WORD, color=WHITE, background=NAVY, bold=True, align="center", owner="now")


def _legend(facts: RoleStagesFacts, lang: Language) -> list[LegendGroup]:
    present = {role.status for role in facts.coverage}
    labels = {
        status: say(*_SECTION, f"status_{status}", lang)
        for status in ("covered", "not_met", "unknown", "placeholder", "empty")
    }
    return [
        LegendGroup(say(*_SECTION, "share", lang), SWATCH_WIDTH, heat_entries()),
        LegendGroup(say(*_SECTION, "coverage", lang), 2 * MARK_RADIUS, coverage_entries(labels, present)),
    ]


def _notes(facts: RoleStagesFacts, lang: Language) -> str:
    """Return what the reader must know of this page: what is not known, and what a negative share says."""
    words = map_words(lang)
    notes = []
    if facts.coverage and facts.people.stage is None:
        notes.append(say(*_SECTION, "no_stage", lang))
    if len(facts.shares) < len(ROLES):
        notes.append(say(*_SECTION, "not_held", lang))
    if any(share < 0 for shares in facts.shares.values() for share in shares.values()):
        notes.append(say(*_SECTION, "negative", lang))
    return words.join.join(notes)
