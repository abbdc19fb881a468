"""Coverage of roles: who decides, which role has nobody, or nobody whom we have met (COV-001 to 006, 010 to 014)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.rules.verdicts import Condition, Hit, Missing, Verdict
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import role_need

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["ROLE_GAPS", "ids", "required_roles"]

_VETO_FUNCTIONS = ("security", "legal", "finance")


def ids(contacts: Sequence[Contact]) -> tuple[str, ...]:
    """Return the ids of contacts."""
    return tuple(contact.id for contact in contacts)


def required_roles(facts: Facts) -> tuple[str, ...]:
    """Return the roles that the stage requires, or that any stage requires where the stage is not known."""
    return tuple(role for role in ROLES if role_need(role, facts.stage) == "required")


def _unreached(holders: Sequence[Contact]) -> bool | None:
    """Return whether we have met none of the holders; None where that hangs on relationships that are not known."""
    met = [holder.contacted for holder in holders]
    if True in met:
        return False
    return None if None in met else True


def _unknown_relationships(holders: Sequence[Contact]) -> Missing:
    return Missing(tuple(holder.id for holder in holders if holder.contacted is None), ("relationship",))


def _maybe_holders(facts: Facts) -> Iterator[Verdict]:
    """Yield the contacts of whom no role is known: any of them may hold the one that is missing."""
    if facts.unclassified:
        yield Missing(ids(facts.unclassified), ("roles",))


def no_decision_maker(facts: Facts) -> Iterator[Verdict]:
    """COV-001: nobody active decides."""
    if not facts.deciders:
        placeholders = facts.holders("decision_maker", "placeholder")
        yield Hit(ids(placeholders), variant="placeholder" if placeholders else "")
        yield from _maybe_holders(facts)


def decision_maker_unreached(facts: Facts) -> Iterator[Verdict]:
    """COV-002: nobody of ours has met a decision maker."""
    if not facts.deciders:
        yield Missing((), ("decision_maker",))
        return
    unreached = _unreached(facts.deciders)
    if unreached:
        yield Hit(ids(facts.deciders))
    elif unreached is None:
        yield _unknown_relationships(facts.deciders)


def decision_maker_placeholder(facts: Facts) -> Iterator[Verdict]:
    """COV-003: the decision maker is a place not yet filled by a known person."""
    placeholders = facts.holders("decision_maker", "placeholder")
    if placeholders and not facts.deciders:
        yield Hit(ids(placeholders))


def several_final_authorities(facts: Facts) -> Iterator[Verdict]:
    """COV-004: more than one contact releases the money; a decision maker whose authority is not noted may too."""
    final = [c for c in facts.active if "economic" in c.cells.get("authority", ())]
    open_makers = [c for c in facts.deciders if not c.cells.get("authority")]
    if len(final) > 1:
        yield Hit(ids(final))
    elif open_makers and len(final) + len(open_makers) > 1:
        yield Missing(ids(open_makers), ("authority",))


def role_missing(facts: Facts) -> Iterator[Verdict]:
    """COV-005: a required role has nobody; a placeholder is nobody yet."""
    empty = [role for role in required_roles(facts) if not facts.holders(role)]
    for role in empty:
        yield Hit(ids(facts.holders(role, "placeholder")), {"role": role})
    if empty:
        yield from _maybe_holders(facts)


def role_uncontacted(facts: Facts) -> Iterator[Verdict]:
    """COV-006: a required role is filled and we have met none of its holders."""
    for role in required_roles(facts):
        holders = facts.holders(role)
        unreached = _unreached(holders)
        if holders and unreached:
            yield Hit(ids(holders), {"role": role})
        elif unreached is None:
            yield _unknown_relationships(holders)


def _nobody_met(facts: Facts, role: str) -> Iterator[Verdict]:
    holders = facts.holders(role)
    unreached = _unreached(holders)
    if unreached:
        yield Hit(ids(holders), variant="" if holders else "nobody")
    elif unreached is None:
        yield _unknown_relationships(holders)
    if not holders:
        yield from _maybe_holders(facts)


def purchaser_late(facts: Facts) -> Iterator[Verdict]:
    """COV-010: we have met no purchaser although selection has begun."""
    return _nobody_met(facts, "purchaser")


def no_user_voice(facts: Facts) -> Iterator[Verdict]:
    """COV-011: we have met no user although the evaluation has begun."""
    return _nobody_met(facts, "user")


def silent_veto_functions(facts: Facts) -> Iterator[Verdict]:
    """COV-012: nobody from security, legal or finance is mapped; a placeholder counts, it is a hypothesis."""
    present = [contact for contact in facts.contacts.values() if contact.status != "left"]
    if any(contact.function in _VETO_FUNCTIONS for contact in present):
        return
    unread = [contact for contact in present if contact.function is None]
    if unread:
        yield Missing(ids(unread), ("function",))
    else:
        yield Hit()


def outsider_check(facts: Facts) -> Iterator[Verdict]:
    """COV-013: nobody from outside the customer is on the map."""
    if not any(contact.outside for contact in facts.active):
        yield Hit(variant="" if facts.active else "empty")


def role_unknown(facts: Facts) -> Iterator[Verdict]:
    """COV-014: a contact has no role."""
    for contact in facts.unclassified:
        yield Hit((contact.id,))


ROLE_GAPS: dict[str, Condition] = {
    "COV-001": no_decision_maker,
    "COV-002": decision_maker_unreached,
    "COV-003": decision_maker_placeholder,
    "COV-004": several_final_authorities,
    "COV-005": role_missing,
    "COV-006": role_uncontacted,
    "COV-010": purchaser_late,
    "COV-011": no_user_voice,
    "COV-012": silent_veto_functions,
    "COV-013": outsider_check,
    "COV-014": role_unknown,
}
