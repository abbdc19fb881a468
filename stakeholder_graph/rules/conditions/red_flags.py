"""Red flags: what we do not know, who is new, who is against us (RF-001 to 014)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.analysis.facts.claims import all_of, any_of
from stakeholder_graph.rules.conditions.role_gaps import ids
from stakeholder_graph.rules.verdicts import Condition, Hit, Missing, Verdict
from stakeholder_graph.vocabulary.coaching import TITLE_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["RED_FLAGS"]

_NOT_RECEPTIVE = ("even_keel", "overconfident")


def grade(contact: Contact) -> str:
    """Return which severity a hit on a contact has: decision maker, key, or neither."""
    if "decision_maker" in contact.roles:
        return "decision_maker"
    return "key" if contact.key else ""


def _unknown_stance(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    return tuple(contact for contact in contacts if contact.stance is None)


def missing_information(facts: Facts) -> Iterator[Verdict]:
    """RF-001: of a key person we do not know the role, the stance or the relationship."""
    for contact in facts.key:
        known = {
            "roles": contact.roles or None,
            "stance": contact.stance,
            "relationship": contact.bond.step,
        }
        fields = tuple(name for name, value in known.items() if value is None)
        if fields:
            yield Hit((contact.id,), {"fields": fields})


def uncertain_information(facts: Facts, *, sure_from: float) -> Iterator[Verdict]:
    """RF-002: what we know of a key person is a guess."""
    for contact in facts.key:
        confidence = contact.cells.get("confidence")
        unsure = None if confidence is None else confidence < sure_from
        guessed = None if contact.tier is None else contact.tier == TITLE_ONLY
        uncertain = any_of(unsure, guessed)
        if uncertain:
            yield Hit((contact.id,), {"confidence": confidence}, variant="" if unsure else "title")
        elif uncertain is None:
            claims = {"confidence": unsure, "evidence_tier": guessed}
            yield Missing((contact.id,), tuple(name for name, claim in claims.items() if claim is None))


def new_player(facts: Facts, *, new_player_days: float) -> Iterator[Verdict]:
    """RF-004: somebody came into the post lately and has not been spoken to since."""
    if facts.as_of is None:
        yield Missing((), ("as_of",))
        return
    for contact in facts.active:
        joined = contact.cells.get("joined")
        if joined is None:
            yield Missing((contact.id,), ("joined",))
            continue
        last = contact.last_contact
        silent = last < joined if last is not None else True if contact.contacted is False else None
        new = all_of((facts.as_of - joined).days <= new_player_days, silent)
        if new:
            yield Hit((contact.id,), {"joined": joined}, grade=grade(contact))
        elif new is None:
            yield Missing((contact.id,), ("last_contact",))


def reorganisation(facts: Facts, *, reorg_days: float) -> Iterator[Verdict]:
    """RF-005: the customer reorganised after the map was last verified."""
    if facts.as_of is None:
        yield Missing((), ("as_of",))
    elif facts.reorganised_on is None:
        yield Missing((), ("reorganised_on",))
    elif (facts.as_of - facts.reorganised_on).days > reorg_days:
        return
    elif facts.verified_on is None:
        yield Missing((), ("verified_on",))
    elif facts.reorganised_on > facts.verified_on:
        yield Hit((), {"reorganised_on": facts.reorganised_on, "verified_on": facts.verified_on})


def strong_negative(facts: Facts, *, strong_negative_to: float) -> Iterator[Verdict]:
    """RF-006: somebody is strongly against us."""
    for contact in facts.active:
        if contact.stance is None:
            yield Missing((contact.id,), ("stance",))
        elif contact.stance <= strong_negative_to:
            yield Hit((contact.id,), {"stance": contact.stance}, grade=grade(contact))


def decision_maker_not_receptive(facts: Facts) -> Iterator[Verdict]:
    """RF-007: the decision maker sees no reason to change anything."""
    if not facts.deciders:
        yield Missing((), ("decision_maker",))
    for contact in facts.deciders:
        mode = contact.cells.get("receptivity")
        if mode is None:
            yield Missing((contact.id,), ("receptivity",))
        elif mode in _NOT_RECEPTIVE:
            yield Hit((contact.id,), {"mode": mode})


def nobody_against(facts: Facts) -> Iterator[Verdict]:
    """RF-009: nobody is against us, which is rarely the whole truth."""
    if not facts.active:
        yield Missing((), ("contacts",))
        return
    if any(contact.stance is not None and contact.stance < 0 for contact in facts.active):
        return
    unknown = _unknown_stance(facts.active)
    yield Missing(ids(unknown), ("stance",)) if unknown else Hit()


def key_players_not_behind_us(facts: Facts, *, behind_us_share: float) -> Iterator[Verdict]:
    """RF-010: too few of the key people whose stance we know are for us; it passes only if no unknown could tip it."""
    if not facts.key:
        yield Missing((), ("contacts",))
        return
    unknown = _unknown_stance(facts.key)
    known = len(facts.key) - len(unknown)
    behind = sum((contact.stance or 0.0) > 0 for contact in facts.key)
    if known and behind <= behind_us_share * known:
        others = [contact for contact in facts.key if contact.stance is not None and contact.stance <= 0]
        values = {"behind": behind, "known": known, "unknown": len(unknown)}
        yield Hit(ids(others), values, variant="open" if unknown else "")
    if unknown and behind <= behind_us_share * len(facts.key):
        yield Missing(ids(unknown), ("stance",))


def opponents_match_supporters(facts: Facts) -> Iterator[Verdict]:
    """RF-011: as many are against us as for us, and somebody is, whatever those think whose stance is not known."""
    if not facts.active:
        yield Missing((), ("contacts",))
        return
    against = [contact for contact in facts.active if (contact.stance or 0.0) < 0]
    supporters = sum((contact.stance or 0.0) > 0 for contact in facts.active)
    unknown = _unknown_stance(facts.active)
    if against and len(against) >= supporters + len(unknown):
        yield Hit(ids(against), {"against": len(against), "supporters": supporters})
    elif unknown and len(against) + len(unknown) >= supporters:
        yield Missing(ids(unknown), ("stance",))


def anti_sponsor(facts: Facts) -> Iterator[Verdict]:
    """RF-012: a key person works against us."""
    for contact in facts.active:
        if contact.coach_class == "anti_sponsor":
            yield Hit((contact.id,), {"stance": contact.stance, "share": contact.share}, grade=grade(contact))
        elif contact.key and contact.stance is None:
            yield Missing((contact.id,), ("stance",))


def decision_maker_not_won(facts: Facts, *, won_from: float) -> Iterator[Verdict]:
    """RF-014: selection has begun and the decision maker is not clearly for us."""
    if not facts.deciders:
        yield Missing((), ("decision_maker",))
    for contact in facts.deciders:
        if contact.stance is None:
            yield Missing((contact.id,), ("stance",))
        elif contact.stance < won_from:
            yield Hit((contact.id,), {"stance": contact.stance})


RED_FLAGS: dict[str, Condition] = {
    "RF-001": missing_information,
    "RF-002": uncertain_information,
    "RF-004": new_player,
    "RF-005": reorganisation,
    "RF-006": strong_negative,
    "RF-007": decision_maker_not_receptive,
    "RF-009": nobody_against,
    "RF-010": key_players_not_behind_us,
    "RF-011": opponents_match_supporters,
    "RF-012": anti_sponsor,
    "RF-014": decision_maker_not_won,
}
