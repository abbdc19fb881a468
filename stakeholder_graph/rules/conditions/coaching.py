"""Coaches: have we one, is it one, and whom can it reach (COA-001 to 013)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.facts.claims import any_of
from stakeholder_graph.analysis.facts.coach_classes import CRITERIA, classify_coach
from stakeholder_graph.rules.conditions.role_gaps import ids, required_roles
from stakeholder_graph.rules.verdicts import Condition, Hit, Missing, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["COACHING"]

_CHEAP_TIER = 2  # evidence below this is a statement or a title
_A, _B, _C, _D = CRITERIA


def _labelled(facts: Facts) -> Iterator[Contact]:
    return (contact for contact in facts.active if contact.labelled)


def _open_criteria(contact: Contact) -> tuple[str, ...]:
    """Return what the coach test still waits for; the fourth criterion may stay open."""
    claims = {_A: contact.cells.get(_A), _B: contact.cells.get(_B), _C: contact.cells.get(_C), "stance": contact.stance}
    return tuple(name for name, claim in claims.items() if claim is None)


def no_coach(facts: Facts) -> Iterator[Verdict]:
    """COA-001: nobody is a coach or champion; the promising candidates are named."""
    if facts.coaches:
        return
    promising = [c for c in facts.active if c.coach_class == "candidate" and c.promising]
    yield Hit(ids(promising), variant="candidates" if promising else "")


def coach_unverified(facts: Facts) -> Iterator[Verdict]:
    """COA-002: our coach is only a candidate."""
    for contact in _labelled(facts):
        if contact.coach_class == "candidate":
            fields = _open_criteria(contact)
            yield Hit((contact.id,), {"fields": fields}, variant="" if fields else "unproven")


def coach_without_weight(facts: Facts, *, path_min: float) -> Iterator[Verdict]:
    """COA-003: our coach is not credible, or moves no decision maker."""
    for contact in _labelled(facts):
        weak = None if contact.path is None else contact.path < path_min
        light = any_of(contact.coach_class == "cheerleader", weak)
        if light:
            variant = "cheerleader" if contact.coach_class == "cheerleader" else ""
            yield Hit((contact.id,), {"path": contact.path}, variant=variant)
        elif light is None:
            yield Missing((contact.id,), ("decision_maker",))


def _criterion_failed(facts: Facts, criterion: str) -> Iterator[Verdict]:
    for contact in _labelled(facts):
        met = contact.cells.get(criterion)
        if met is None:
            yield Missing((contact.id,), (criterion,))
        elif not met:
            yield Hit((contact.id,))


def coach_distrusts_us(facts: Facts) -> Iterator[Verdict]:
    """COA-004: our coach does not trust us."""
    return _criterion_failed(facts, _B)


def friend_not_coach(facts: Facts) -> Iterator[Verdict]:
    """COA-005: our coach does not want us to win."""
    return _criterion_failed(facts, _C)


def coach_does_not_act(facts: Facts) -> Iterator[Verdict]:
    """COA-006: after the evaluation the coach has still only talked."""
    for contact in facts.coaches:
        if contact.coach_class != "coach":
            continue
        if contact.tier is None:
            yield Missing((contact.id,), ("evidence_tier",))
        elif contact.tier > _CHEAP_TIER:
            yield Hit((contact.id,), {"tier": contact.tier})


def single_coach(facts: Facts) -> Iterator[Verdict]:
    """COA-008: there is exactly one coach or champion."""
    if len(facts.coaches) == 1:
        yield Hit(ids(facts.coaches))


def coach_cannot_reach_role(facts: Facts, *, path_min: float) -> Iterator[Verdict]:
    """COA-009: a required role is filled, and no coach reaches any of its holders."""
    if not facts.coaches:
        yield Missing((), ("coach",))
        return
    for role in required_roles(facts):
        holders = facts.holders(role)
        best = max((facts.coach_reach[holder.id] for holder in holders), default=1.0)
        if best < path_min:
            yield Hit(ids(holders), {"role": role})


def coach_stale(facts: Facts, *, coach_stale_days: float) -> Iterator[Verdict]:
    """COA-010: nobody of ours has spoken to the best coach for too long."""
    if facts.as_of is None:
        yield Missing((), ("as_of",))
    elif not facts.coaches:
        yield Missing((), ("coach",))
    elif (last := facts.coaches[0].last_contact) is None:
        yield Missing((facts.coaches[0].id,), ("last_contact",))
    elif (days := (facts.as_of - last).days) > coach_stale_days:
        yield Hit((facts.coaches[0].id,), {"days": days, "date": last})


def coach_left(facts: Facts) -> Iterator[Verdict]:
    """COA-011: somebody who was a coach or champion has left."""
    for contact in facts.contacts.values():
        if contact.status != "left":
            continue
        was = classify_coach(replace(contact.evidence, active=True))
        if was in ("coach", "champion"):
            yield Hit((contact.id,))
        elif was == "candidate" and contact.labelled and (fields := _open_criteria(contact)):
            yield Missing((contact.id,), fields)


def counter_champion(facts: Facts) -> Iterator[Verdict]:
    """COA-012: an anti-sponsor has a better path to a decision maker than our best coach."""
    ours = max((coach.path or 0.0 for coach in facts.coaches), default=0.0)
    for contact in facts.active:
        if contact.coach_class != "anti_sponsor":
            continue
        if contact.path is None:
            yield Missing((contact.id,), ("decision_maker",))
        elif contact.path > ours:
            yield Hit((contact.id,), {"path": contact.path, "ours": ours}, variant="" if facts.coaches else "no_coach")


def coach_contradiction(facts: Facts) -> Iterator[Verdict]:
    """COA-013: our coach is not for us."""
    for contact in _labelled(facts):
        if contact.stance is None:
            yield Missing((contact.id,), ("stance",))
        elif contact.stance <= 0:
            yield Hit((contact.id,), {"stance": contact.stance})


COACHING: dict[str, Condition] = {
    "COA-001": no_coach,
    "COA-002": coach_unverified,
    "COA-003": coach_without_weight,
    "COA-004": coach_distrusts_us,
    "COA-005": friend_not_coach,
    "COA-006": coach_does_not_act,
    "COA-008": single_coach,
    "COA-009": coach_cannot_reach_role,
    "COA-010": coach_stale,
    "COA-011": coach_left,
    "COA-012": counter_champion,
    "COA-013": coach_contradiction,
}
