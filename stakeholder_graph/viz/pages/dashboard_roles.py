"""The strip of the decision roles: one mark for each person who holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.dashboard_facts import is_for_us
from stakeholder_graph.viz.palette import AMBER_DARK, INK, INK_SOFT, stance_style
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, add_tag
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.medallion import add_coach_star, add_stance_dot
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.pages.dashboard_facts import DashboardFacts, RoleFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_role_strip"]

_SECTION = ("stakeholder_graph.viz.pages", "dashboard")
_TAG, _TAG_ROOM, _LABEL_ROOM, _COUNT_ROOM = 26.0, 33.0, 132.0, 126.0
_TEXT, _COUNT, _SMALLEST = 11.8, 11.2, 10.2
_LABEL_GAP = 8.0
_DOT, _STEP, _STAR = 7.6, 18.0, 5.0


def add_role_strip(draft: Draft, facts: DashboardFacts, area: Box, lang: Language) -> None:
    """Put a row for each role down: tag, name, the holders as marks, and how many of them are for us."""
    people = {contact.id: contact for contact in facts.people.contacts}
    pitch = area.height / len(facts.roles)
    for number, role in enumerate(facts.roles):
        y = area.y1 - (number + 0.5) * pitch
        add_tag(
            draft,
            Box(area.x0, y - TAG_HEIGHT / 2, area.x0 + _TAG, y + TAG_HEIGHT / 2),
            ROLES[role.role].badge(lang),
            owner="role",
            decides=role.role == "decision_maker",
        )
        needed = is_needed(role, facts)
        room = _LABEL_ROOM - _LABEL_GAP
        label = fit_line(draft.measure, sentence_case(ROLES.label(role.role, lang)), room, _TEXT, bold=needed)
        place = (area.x0 + _TAG_ROOM, y - HALF_CAPITAL * _TEXT)
        draft.text(place, label, _TEXT, color=INK, bold=needed, owner="role")
        holders = sorted((people[one] for one in role.holders), key=lambda one: (-one.size, one.id))
        _add_holders(draft, holders, area.x0 + _TAG_ROOM + _LABEL_ROOM, area.x1 - _COUNT_ROOM, y)
        words, is_gap = _verdict(role, holders, lang, needed=needed)
        px = shrink_to_fit(draft.measure, words, _COUNT_ROOM - _LABEL_GAP, (_COUNT, _SMALLEST), bold=is_gap)
        place = (area.x1, y - HALF_CAPITAL * px)
        color = AMBER_DARK if is_gap else INK_SOFT
        draft.text(place, words, px, color=color, bold=is_gap, align="right", owner="role")


def _add_holders(draft: Draft, holders: list[ContactFacts], left: float, right: float, y: float) -> None:
    """Put a mark for each holder down, the weightiest first; the last place counts those without room."""
    room = int((right - left) / _STEP)
    shown = holders if len(holders) <= room else holders[: room - 1]
    x = left + _DOT
    for contact in shown:
        add_stance_dot(draft, (x, y), stance_style(contact.stance), _DOT, owner="role")
        if contact.coach == "confirmed":
            add_coach_star(draft, (x + 0.85 * _DOT, y + 0.8 * _DOT), contact.coach, _STAR)
        x += _STEP
    if len(shown) < len(holders):
        rest = f"+{len(holders) - len(shown)}"
        draft.text((x - _DOT, y - HALF_CAPITAL * _COUNT), rest, _COUNT, color=INK_SOFT, owner="role")


def is_needed(role: RoleFacts, facts: DashboardFacts) -> bool:
    """Return whether somebody must hold a role now; without a stage only that somebody decides is known."""
    return role.need == "required" and (facts.people.stage is not None or role.role == "decision_maker")


def _verdict(role: RoleFacts, holders: list[ContactFacts], lang: Language, *, needed: bool) -> tuple[str, bool]:
    """Return what is said of a role, and whether it is a gap."""
    if not holders:
        if role.status == "placeholder":
            return say(*_SECTION, "role_open", lang), needed
        return say(*_SECTION, "role_missing", lang), needed
    if role.status == "not_met" and needed:
        return say(*_SECTION, "role_not_met", lang), True
    unknown = sum(contact.stance == "unknown" for contact in holders)
    if unknown == len(holders):
        return say(*_SECTION, "role_unknown", lang), False
    ours = sum(is_for_us(contact) for contact in holders)
    if unknown:
        return say(*_SECTION, "role_for_us_unknown", lang, count=ours, unknown=unknown), False
    return say(*_SECTION, "role_for_us", lang, count=ours, all=len(holders)), False
