"""Time: stale contacts and maps, roles whose holder has left, and stances that have fallen (TIM-001 to 004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.rules.conditions.role_gaps import ids
from stakeholder_graph.rules.verdicts import Condition, Hit, Missing, Verdict
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["STALENESS"]

_DIGITS = 12  # 0.6 - 0.2 is 0.4, whatever floating point says


def stale_contact(facts: Facts, *, contact_stale_days: float) -> Iterator[Verdict]:
    """TIM-001: we have not spoken to a key person for long; whom we have never met is another rule's matter."""
    if facts.as_of is None:
        yield Missing((), ("as_of",))
        return
    for contact in facts.key:
        if contact.last_contact is None:
            if contact.contacted is not False:
                yield Missing((contact.id,), ("last_contact",))
        elif (days := (facts.as_of - contact.last_contact).days) > contact_stale_days:
            yield Hit((contact.id,), {"days": days})


def stale_map(facts: Facts, *, map_stale_days: float) -> Iterator[Verdict]:
    """TIM-002: nothing on the map has been verified for long."""
    if facts.as_of is None:
        yield Missing((), ("as_of",))
    elif facts.verified_on is None:
        yield Missing((), ("verified_on",))
    elif (days := (facts.as_of - facts.verified_on).days) > map_stale_days:
        yield Hit((), {"days": days, "date": facts.verified_on})


def left_on_map(facts: Facts) -> Iterator[Verdict]:
    """TIM-003: whoever held a role has left, and nobody and no placeholder has taken it."""
    for role in ROLES:
        gone = facts.holders(role, "left")
        if gone and not facts.holders(role) and not facts.holders(role, "placeholder"):
            yield Hit(ids(gone), {"role": role})


def falling_stance(facts: Facts, *, stance_fall: float) -> Iterator[Verdict]:
    """TIM-004: somebody thinks less of our offer than in the earlier snapshot; newcomers have nothing to fall from."""
    if facts.previous_stances is None:
        yield Missing((), ("previous",))
        return
    for contact in facts.active:
        if contact.id not in facts.previous_stances:
            continue
        before, after = facts.previous_stances[contact.id], contact.stance
        if before is None or after is None:
            if contact.key:  # of the others, a stance that nobody knows is another rule's matter
                yield Missing((contact.id,), ("stance" if after is None else "previous_stance",))
        elif round(before - after, _DIGITS) >= stance_fall:
            yield Hit((contact.id,), {"before": before, "after": after})


STALENESS: dict[str, Condition] = {
    "TIM-001": stale_contact,
    "TIM-002": stale_map,
    "TIM-003": left_on_map,
    "TIM-004": falling_stance,
}
