"""Motives: what we do not know of them, and where they pull against each other (MOT-001 to 006)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.analysis.facts.claims import all_of
from stakeholder_graph.analysis.facts.motive import motive_sign
from stakeholder_graph.analysis.facts.opposition import compare_motives
from stakeholder_graph.rules.conditions.red_flags import grade
from stakeholder_graph.rules.verdicts import Condition, Hit, Missing, Verdict
from stakeholder_graph.vocabulary.coaching import TITLE_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["MOTIVES"]


def no_personal_motive(facts: Facts) -> Iterator[Verdict]:
    """MOT-001: we have noted no personal motive of a key person."""
    for contact in facts.key:
        if not contact.motives_of("personal"):
            yield Hit((contact.id,), grade=grade(contact))


def no_organisational_motive(facts: Facts) -> Iterator[Verdict]:
    """MOT-002: we have noted no organisational motive of a key person."""
    for contact in facts.key:
        if not contact.motives_of("organisational"):
            yield Hit((contact.id,))


def motive_conflict(facts: Facts) -> Iterator[Verdict]:
    """MOT-003: two key people, one of whom moves the other, want opposite things on one topic."""
    key = {contact.id: contact for contact in facts.key}
    pairs = sorted({(min(tie), max(tie)) for tie in facts.ties if key.keys() >= set(tie)})
    for pair in pairs:
        yield from _compare(key[pair[0]], key[pair[1]])


def _compare(first: Contact, second: Contact) -> Iterator[Verdict]:
    silent = tuple(contact.id for contact in (first, second) if not contact.motives)
    if silent:
        yield Missing(silent, ("motives",))
        return
    seen, pair = compare_motives(first.motives, second.motives), (first.id, second.id)
    if seen.opposed:
        yield Hit(pair, {"topic": min(seen.opposed_topics)}, ties=(pair, pair[::-1]))
    elif seen.opposed is None:
        yield Missing(pair, ("direction",) if seen.topics else ("topic",))


def motive_guessed(facts: Facts) -> Iterator[Verdict]:
    """MOT-004: all that we have noted of somebody's motives is guessed from the title."""
    for contact in facts.active:
        tiers = [motive.tier for motive in contact.motives]
        guessed = all_of(*(None if tier is None else tier == TITLE_ONLY for tier in tiers))
        if not tiers:
            continue
        if guessed:
            yield Hit((contact.id,))
        elif guessed is None:
            yield Missing((contact.id,), ("evidence_tier",))


def personal_only(facts: Facts, *, supporter_from: float) -> Iterator[Verdict]:
    """MOT-005: somebody supports us for personal reasons only."""
    for contact in facts.active:
        if not contact.motives_of("personal") or contact.motives_of("organisational"):
            continue
        if contact.stance is None:
            yield Missing((contact.id,), ("stance",))
        elif contact.stance >= supporter_from:
            yield Hit((contact.id,))


def hidden_blocker(facts: Facts) -> Iterator[Verdict]:
    """MOT-006: the organisation would win and the person would lose."""
    for contact in facts.active:
        kinds = [contact.motives_of(kind) for kind in ("organisational", "personal")]
        if not all(kinds):
            continue
        signs = [motive_sign(motives) for motives in kinds]
        blocked = all_of(*(None if sign is None else sign == way for sign, way in zip(signs, (1, -1), strict=True)))
        if blocked:
            yield Hit((contact.id,))
        elif blocked is None:
            undirected = any(motive.direction is None for motives in kinds for motive in motives)
            yield Missing((contact.id,), ("direction",) if undirected else ("motive_strength",))


MOTIVES: dict[str, Condition] = {
    "MOT-001": no_personal_motive,
    "MOT-002": no_organisational_motive,
    "MOT-003": motive_conflict,
    "MOT-004": motive_guessed,
    "MOT-005": personal_only,
    "MOT-006": hidden_blocker,
}
