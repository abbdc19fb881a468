"""How well each decision role is covered, and one figure for all of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.vocabulary.relations import STEP_STRENGTHS
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import Need, role_need

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["CoverageScore", "RoleCoverage", "RoleStatus", "cover_roles", "score_roles"]

RoleStatus = Literal["covered", "not_met", "unknown", "placeholder", "empty"]

_BEST = max(STEP_STRENGTHS.values())  # the most that a relationship that is not known can turn out to be
_DIGITS = 12  # beyond them there is rounding only: one relationship of .2 covers .2


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """One decision role: who holds it, whom of them we have met, how well.

    Attributes
    ----------
    role : str
        The role.
    need : {"required", "useful", "none"}
        In this stage; where the stage is not known, required if any stage requires it.
    holders : tuple of str
        The active contacts who hold it.
    met, not_met, relationship_unknown : tuple of str
        The holders by whether anybody of ours has met them.
    coverage : float
        Chance that at least one holder can be reached, 1 less the product of (1 - reliability) over the relationships
        that are known, in [0, 1]; NaN where none is known or nobody holds the role.
    low, high : float
        The same with every unknown relationship at 0 and at .95.
    status : {"covered", "not_met", "unknown", "placeholder", "empty"}
        Somebody met; all holders known not to be met; not known; only a placeholder; nobody.
    placeholders : tuple of str
        The placeholders who hold it.
    """

    role: str
    need: Need
    holders: tuple[str, ...]
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    relationship_unknown: tuple[str, ...]
    coverage: float
    low: float
    high: float
    status: RoleStatus
    placeholders: tuple[str, ...] = ()

    @property
    def open_contacts(self) -> tuple[str, ...]:
        """The contacts about whom something is missing."""
        by_status = {"not_met": self.not_met, "unknown": self.relationship_unknown, "placeholder": self.placeholders}
        return by_status.get(self.status, ())


@dataclass(frozen=True, slots=True)
class CoverageScore:
    """The mean coverage of the required roles, and what it can turn out to be.

    Attributes
    ----------
    score : float
        In [0, 1]; NaN where nothing is known.
    low, high : float
        With every unknown relationship at 0 and at .95.
    """

    score: float
    low: float
    high: float


def cover_roles(facts: Facts) -> tuple[RoleCoverage, ...]:
    """Return how each of the ten roles is covered, in the order of the vocabulary."""
    return tuple(_cover(role, facts) for role in ROLES)


def score_roles(roles: Iterable[RoleCoverage]) -> CoverageScore:
    """Return the mean coverage over the required roles whose coverage is known; a role without a holder counts 0.

    The figure is ours. It does not count contacts: a second holder of a role adds what the first one lacks and no
    more, and a contact without a required role adds nothing.
    """
    required = [role for role in roles if role.need == "required"]
    known = [role.coverage if role.holders else 0.0 for role in required]
    known = [value for value in known if not math.isnan(value)]
    return CoverageScore(_mean(known), _mean([role.low for role in required]), _mean([role.high for role in required]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def _cover(role: str, facts: Facts) -> RoleCoverage:
    holders = facts.holders(role)
    placeholders = facts.holders(role, "placeholder")
    known = [c.bond.reliability for c in holders if c.bond.reliability is not None]
    open_count = len(holders) - len(known)
    met, not_met, unknown = (
        tuple(contact.id for contact in holders if contact.contacted is claim) for claim in (True, False, None)
    )
    return RoleCoverage(
        role=role,
        need=role_need(role, facts.stage),
        holders=tuple(contact.id for contact in holders),
        met=met,
        not_met=not_met,
        relationship_unknown=unknown,
        coverage=noisy_or(known) if known else math.nan,
        low=noisy_or(known),
        high=noisy_or([*known, *[_BEST] * open_count]),
        status=_status(holders, placeholders),
        placeholders=tuple(contact.id for contact in placeholders),
    )


def noisy_or(reliabilities: Iterable[float]) -> float:
    """Return the chance that at least one of some relationships holds, each on its own."""
    return round(1.0 - math.prod(1.0 - value for value in reliabilities), _DIGITS)


def _status(holders: Sequence[Contact], placeholders: Sequence[Contact]) -> RoleStatus:
    if not holders:
        return "placeholder" if placeholders else "empty"
    met = [contact.contacted for contact in holders]
    if True in met:
        return "covered"
    return "unknown" if None in met else "not_met"
