"""What is left of the coverage of the decision roles if somebody leaves, on either side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.facts.bond import best_bond
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import role_need

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["LostCoverage", "coverage_without_contact", "coverage_without_teammate", "roles_without"]

LostCoverage = tuple[float, str | None]  # the largest fall of a role's coverage, at most 0, and the role
_NOTHING: LostCoverage = (0.0, None)
_UNKNOWN: LostCoverage = (math.nan, None)


def roles_without(facts: Facts, contact: Contact) -> tuple[str, ...]:
    """Return the roles that nobody else in a post holds."""
    return tuple(role for role in ROLES if facts.holders(role) == (contact,))


def coverage_without_contact(facts: Facts, contact: Contact) -> LostCoverage:
    """Return what a contact's leaving costs in coverage; NaN where our relationship with the contact is not known.

    Coverage is the noisy-or of the relationships that are known, 1 less the product of (1 - reliability); roles that
    the stage does not need are left out.
    """
    roles = _needed(contact.roles, facts)
    if roles and contact.bond.reliability is None:
        return _UNKNOWN
    return _largest_fall(facts, roles, {contact.id: 0.0})


def coverage_without_teammate(facts: Facts, teammate: str) -> LostCoverage:
    """Return what it costs in coverage if one of ours leaves; NaN where none of this one's relationships is known."""
    known: list[bool] = []
    left: dict[str, float] = {}
    for contact in facts.active:
        kept = [bond for bond in contact.known_bonds if bond.teammate != teammate]
        if len(kept) < len(contact.known_bonds):
            known += [bond.reliability is not None for bond in contact.bonds if bond.teammate == teammate]
            left[contact.id] = best_bond(kept).reliability or 0.0
    if known and not any(known):
        return _UNKNOWN
    roles = {role for contact in left for role in facts.contacts[contact].roles}
    return _largest_fall(facts, _needed(roles, facts), left)


def _needed(roles: Iterable[str], facts: Facts) -> list[str]:
    held = set(roles)
    return [role for role in ROLES if role in held and role_need(role, facts.stage) != "none"]


def _largest_fall(facts: Facts, roles: Iterable[str], left: Mapping[str, float]) -> LostCoverage:
    """Return the largest fall over some roles, the first of equal ones, if of some contacts so much is left."""
    worst = _NOTHING
    for role in roles:
        now = {each.id: each.bond.reliability or 0.0 for each in facts.holders(role)}
        after = {each: left.get(each, reliability) for each, reliability in now.items()}
        fall = math.prod(1.0 - each for each in now.values()) - math.prod(1.0 - each for each in after.values())
        if fall < worst[0]:
            worst = (fall, role)
    return worst
