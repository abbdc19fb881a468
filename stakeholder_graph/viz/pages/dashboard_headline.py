"""The sentence above a dashboard: where the decision leans, and the gravest thing that stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.pages.population import nobody_title
from stakeholder_graph.viz.scene.map_words import percent
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.pages.dashboard_facts import DashboardFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_dashboard_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "dashboard")
_AGAINST = ("opponent", "sceptic")
_HEAVY, _DARK = (
    0.1,
    0.25,
)  # ours: share of one who is against us, and of unknown stances, from which that is the finding


def write_dashboard_headline(facts: DashboardFacts, lang: Language) -> str:
    """Return the lean and, behind it, what weighs most against us; one sentence without a full stop."""
    lean = facts.lean
    if lean.state == "empty":
        return nobody_title(facts.people, lang)
    if lean.lean is None and facts.is_decider_open:
        return say(*_SECTION, "title_unnamed", lang)
    if lean.direction is None or lean.lean is None:
        return say(*_SECTION, f"title_{lean.state}", lang) + _clause(facts, lang)
    unsure = "" if lean.is_sure or lean.direction == "open" else "_unsure"
    return say(*_SECTION, f"title_{lean.direction}{unsure}", lang, lean=signed(lean.lean)) + _clause(facts, lang)


def _clause(facts: DashboardFacts, lang: Language) -> str:
    """Return the gravest thing to add: strangers who decide, no coach, a role without a holder, or what weighs most."""
    if facts.is_decider_open:
        return say(*_SECTION, "clause_unnamed", lang)
    strangers = [contact.name for contact in facts.deciders if contact.relationship == 0]
    if len(strangers) == 1:
        return say(*_SECTION, "clause_never_met", lang, who=strangers[0])
    if strangers:
        return say(*_SECTION, "clause_never_met_several", lang, count=len(strangers), all=len(facts.deciders))
    if facts.people.people and not facts.coaches:
        return say(*_SECTION, "clause_no_coach", lang)
    gaps = [role for role in facts.gaps if role != "decision_maker"]
    if gaps:
        return say(*_SECTION, "clause_gap", lang, role=ROLES.label(gaps[0], lang))
    return _weightiest(facts, lang)


def _weightiest(facts: DashboardFacts, lang: Language) -> str:
    """Return a heavy opponent, much that is not known, or else the good news."""
    against = [one for one in facts.people.people if one.stance in _AGAINST and one.size >= _HEAVY]
    if against:
        heaviest = min(against, key=lambda one: (-one.size, one.id))
        return say(*_SECTION, "clause_against", lang, who=heaviest.name, share=percent(heaviest.size))
    if facts.lean.unknown_share >= _DARK:
        return say(*_SECTION, "clause_dark", lang, share=percent(facts.lean.unknown_share))
    return say(*_SECTION, "clause_coach", lang, who=facts.coaches[0].name) if facts.coaches else ""
