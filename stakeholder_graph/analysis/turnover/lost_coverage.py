"""What is left of the coverage of the decision roles if somebody leaves, on either side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.facts.bond import best_bond
from stakeholder_graph.analysis.relations.role_coverage import cover_roles, noisy_or
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage

__all__ = ["LostCoverage", "coverage_without", "lose_coverage", "roles_without"]


@dataclass(frozen=True, slots=True)
class LostCoverage:
    """What somebody's leaving does to the coverage of the roles.

    Attributes
    ----------
    fall : float
        The largest fall of the coverage of a role that the stage needs, at most 0; NaN where it is not known.
    role : str or None
        That role, the first of equal ones; None where none falls.
    score : float
        The change of the mean over the required roles whose coverage is known today, at most 0; NaN where it is not
        known.
    """

    fall: float
    role: str | None
    score: float


def roles_without(facts: Facts, contact: Contact) -> tuple[str, ...]:
    """Return the roles that nobody else in a post holds."""
    return tuple(role for role in ROLES if facts.holders(role) == (contact,))


def coverage_without(facts: Facts) -> list[dict[str, float | None]]:
    """Return the coverage of each role that the stage needs without each active contact, then without each of ours.

    0 where nobody would hold the role, or only people with whom what we had is gone; None where it is not known.
    """
    today = [role for role in cover_roles(facts) if role.need != "none"]
    without = [({contact.id: 0.0}, contact.id) for contact in facts.active]
    without += [(_left(facts, teammate), "") for teammate in facts.team]
    return [{role.role: _covered(facts, role, left, gone) for role in today} for left, gone in without]


def _covered(facts: Facts, role: RoleCoverage, left: Mapping[str, float], gone: str) -> float | None:
    holders = [each for each in role.holders if each != gone]
    strengths = {each: left.get(each, facts.contacts[each].bond.reliability) for each in holders}
    known = [strength for strength in strengths.values() if strength is not None]
    if holders and not known:
        return None
    return noisy_or(known)


def lose_coverage(facts: Facts) -> list[LostCoverage]:
    """Return what each active contact's leaving costs in coverage, then what each of ours does.

    Coverage is the noisy-or of the relationships that are known, 1 less the product of (1 - reliability). What goes is
    known only where it was known what there is: our relationship with a contact who holds such a role, at least one of
    the relationships of one of ours.
    """
    today = [role for role in cover_roles(facts) if role.need != "none"]
    found = [_without_contact(facts, today, contact) for contact in facts.active]
    return found + [_without_teammate(facts, today, teammate) for teammate in facts.team]


def _without_contact(facts: Facts, today: list[RoleCoverage], contact: Contact) -> LostCoverage:
    held = [role for role in today if role.role in contact.roles]
    lost = _compare(facts, today, {contact.id: 0.0})
    if contact.bond.reliability is not None or not held:
        return lost
    counts = any(role.need == "required" for role in held)
    return LostCoverage(math.nan, None, math.nan if counts else lost.score)


def _without_teammate(facts: Facts, today: list[RoleCoverage], teammate: str) -> LostCoverage:
    left = _left(facts, teammate)
    bonds = [bond for each in left for bond in facts.contacts[each].bonds if bond.teammate == teammate]
    if bonds and all(bond.reliability is None for bond in bonds):
        return LostCoverage(math.nan, None, math.nan)
    return _compare(facts, today, left)


def _left(facts: Facts, teammate: str) -> dict[str, float]:
    """Return what is left of our relationships with those whom one of ours knows."""
    left: dict[str, float] = {}
    for contact in facts.active:
        kept = [bond for bond in contact.known_bonds if bond.teammate != teammate]
        if len(kept) < len(contact.known_bonds):
            left[contact.id] = best_bond(kept).reliability or 0.0
    return left


def _compare(facts: Facts, today: list[RoleCoverage], left: Mapping[str, float]) -> LostCoverage:
    """Return what is lost if of our relationships with some contacts so much is left."""
    falls = {role.role: _fall(facts, role, left) for role in today}
    fall, worst = min(
        ((fall, role) for role, fall in falls.items() if fall < 0), key=itemgetter(0), default=(0.0, None)
    )
    scored = [role for role in today if role.need == "required" and not (role.holders and math.isnan(role.coverage))]
    score = math.fsum(falls[role.role] for role in scored) / len(scored) if scored else math.nan
    return LostCoverage(fall, worst, score)


def _fall(facts: Facts, role: RoleCoverage, left: Mapping[str, float]) -> float:
    if left.keys().isdisjoint(role.holders):
        return 0.0
    now = {each: facts.contacts[each].bond.reliability or 0.0 for each in role.holders}
    after = {each: left.get(each, reliability) for each, reliability in now.items()}
    return math.prod(1.0 - each for each in now.values()) - math.prod(1.0 - each for each in after.values())
