"""The network of influence: broken paths, bridges, hidden and paper power, places not sure (NET-001 to 007)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.analysis.certainty.fragility import fragile_places
from stakeholder_graph.analysis.facts.claims import all_of, any_of
from stakeholder_graph.rules.conditions.role_gaps import ids
from stakeholder_graph.rules.verdicts import Condition, Hit, Missing, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["NETWORK"]

_EQUAL_DIGITS = 12  # what cancels out to so many decimals is nothing: rounding is no voice


def broken_path(facts: Facts, *, path_min: float, supporter_from: float) -> Iterator[Verdict]:
    """NET-001: no supporter whom we have met has a path of influence to a decision maker."""
    if not facts.deciders:
        yield Missing((), ("decision_maker",))
        return
    sure: list[Contact] = []
    possible: list[Contact] = []
    for contact in facts.active:
        supports = None if contact.stance is None else contact.stance >= supporter_from
        claim = all_of(supports, contact.contacted)
        if claim is not False:
            (sure if claim else possible).append(contact)
    best = max((contact.path or 0.0 for contact in sure), default=0.0)
    if best >= path_min:
        return
    hopes = [contact for contact in possible if (contact.path or 0.0) >= path_min]
    for contact in hopes:
        claims = {"stance": contact.stance, "relationship": contact.contacted}
        yield Missing((contact.id,), tuple(name for name, claim in claims.items() if claim is None))
    if not hopes:
        yield Hit(ids(sure), {"path": best}, variant="" if sure else "nobody")


def bridge_person(facts: Facts) -> Iterator[Verdict]:
    """NET-002: without one person no coach reaches a decision maker any more."""
    missing = {"decision_maker": facts.deciders, "coach": facts.coaches}
    if not all(missing.values()):
        yield Missing((), tuple(name for name, found in missing.items() if not found))
        return
    heard = _listeners(facts)
    targets = set(ids(facts.deciders))
    route = _route(heard, set(ids(facts.coaches)), targets, without="")
    for person in route:
        coaches = set(ids(facts.coaches)) - {person}
        if person not in targets and coaches and not _route(heard, coaches, targets, without=person):
            yield Hit((person,))


def _listeners(facts: Facts) -> dict[str, list[str]]:
    """Return who listens to whom over positive ties, influencer -> listeners."""
    heard: dict[str, list[str]] = {}
    for (source, target), tie in facts.ties.items():
        if tie.get("sign", 1) > 0:
            heard.setdefault(source, []).append(target)
    return heard


def _route(heard: Mapping[str, list[str]], sources: set[str], targets: set[str], *, without: str) -> list[str]:
    """Return one shortest route from any source to any target around a person; empty where there is none."""
    came_from: dict[str, str] = dict.fromkeys(sorted(sources), "")
    queue = list(came_from)
    for person in queue:
        if person in targets:
            route = [person]
            while came_from[route[-1]]:
                route.append(came_from[route[-1]])
            return route
        for listener in heard.get(person, ()):
            if listener not in came_from and listener != without:
                came_from[listener] = person
                queue.append(listener)
    return []


def negative_ring(facts: Facts) -> Iterator[Verdict]:
    """NET-003: what a decision maker hears is more negative than positive.

    The sum of tie strength times stance over those whom the decision maker listens to; a stance that is not known
    may be anything in [-1, 1].
    """
    if not facts.deciders:
        yield Missing((), ("decision_maker",))
    for decider in facts.deciders:
        voices = facts.influencers(decider.id)
        if not voices and not decider.cells.get("influencers_complete"):
            yield Missing((decider.id,), ("influences",))
        elif voices:
            yield from _listen(facts, decider, voices)


def _listen(facts: Facts, decider: Contact, voices: Mapping[str, Mapping[str, float]]) -> Iterator[Verdict]:
    heard = {voice: tie["weight"] * tie.get("sign", 1) for voice, tie in voices.items()}
    stances = {voice: facts.contacts[voice].stance for voice in heard}
    known = {voice: weight * stance for voice, weight in heard.items() if (stance := stances[voice]) is not None}
    balance = sum(known.values())
    room = sum(abs(weight) for voice, weight in heard.items() if voice not in known)
    if round(balance + room, _EQUAL_DIGITS) < 0:
        worst = min(known, key=lambda voice: (known[voice], voice))
        ties = tuple((voice, decider.id) for voice in voices)
        yield Hit((decider.id,), {"voice": worst, "balance": balance}, ties=ties)
    elif round(balance - room, _EQUAL_DIGITS) < 0:
        yield Missing(tuple(voice for voice in heard if voice not in known), ("stance",))


def hidden_influencer(facts: Facts, *, stated_low_to: float, low_level_from: float) -> Iterator[Verdict]:
    """NET-004: somebody moves the decision whom we take for unimportant."""
    for contact in facts.active:
        if not contact.top_third:
            continue
        underrated = None if contact.stated_influence is None else contact.stated_influence <= stated_low_to
        junior = None if contact.level is None else contact.level >= low_level_from
        hidden = any_of(underrated, junior)
        if hidden:
            yield Hit((contact.id,), {"share": contact.share})
        elif hidden is None:
            claims = {"stated_influence": underrated, "level": junior}
            yield Missing((contact.id,), tuple(name for name, claim in claims.items() if claim is None))


def paper_power(facts: Facts, *, stated_high_from: float) -> Iterator[Verdict]:
    """NET-005: somebody whom we hold to be influential moves the decision little, as far as the map shows."""
    for contact in facts.active:
        if not contact.bottom_third:
            continue
        if contact.stated_influence is None:
            yield Missing((contact.id,), ("stated_influence",))
        elif contact.stated_influence >= stated_high_from:
            yield Hit((contact.id,), {"stated": contact.stated_influence, "share": contact.share})


def isolated(facts: Facts) -> Iterator[Verdict]:
    """NET-006: somebody has no tie of influence to anybody."""
    tied = {contact for tie in facts.ties for contact in tie}
    for contact in facts.active:
        if contact.id not in tied:
            yield Hit((contact.id,))


def fragile_rank(facts: Facts, *, top_prob: float, shown_top: float) -> Iterator[Verdict]:
    """NET-007: somebody shown among the first by share might well not be there, as sure as we are of the ties."""
    shown = round(shown_top)
    if not facts.ties or len(facts.places) <= shown:  # nothing to doubt, or everybody is shown
        return
    if not any("confidence" in tie for tie in facts.ties.values()):
        yield Missing((), ("tie_confidence",))
        return
    places = fragile_places(facts, facts.draws, top=shown, least=top_prob)
    verify = tuple(dict.fromkeys(tie for place in places for tie in place.ties))
    for place in places:
        values = {"probability": place.probability, "draws": len(facts.draws), "verify": verify}
        yield Hit((place.contact,), values, ties=place.ties)


NETWORK: dict[str, Condition] = {
    "NET-001": broken_path,
    "NET-002": bridge_person,
    "NET-003": negative_ring,
    "NET-004": hidden_influencer,
    "NET-005": paper_power,
    "NET-006": isolated,
    "NET-007": fragile_rank,
}
