"""What a map shows of the causes why accounts come apart.

A sign is there, is not there, or cannot be told: most causes leave no trace on a map of people, and a date that nobody
noted shows nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.claims import Extent, any_of
from stakeholder_graph.vocabulary.options import check_number, check_whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from stakeholder_graph.analysis.facts.bond import Bond
    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["SIGNS", "Limits", "Note", "Sign"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds of the signs; all of them ours.

    Attributes
    ----------
    recent_days : int
        Days for which a change of people counts.
    silent_days : int
        Days without contact after which a relationship is silent.
    lapsed_from : float
        Share of silent relationships, or of faded strength, from which persistence is missing.
    broken_to : float
        Stance up to which trust is broken with somebody whom we know.
    level_gap : int
        People so many levels apart are no peers.
    """

    recent_days: int = 180
    silent_days: int = 90
    lapsed_from: float = 0.5
    broken_to: float = -0.6
    level_gap: int = 2

    def __post_init__(self) -> None:
        """Refuse thresholds off their scale."""
        check_number("recent_days", self.recent_days, "[0, inf]")
        check_number("silent_days", self.silent_days, "[0, inf]")
        check_number("lapsed_from", self.lapsed_from, "(0, 1]")
        check_number("broken_to", self.broken_to, "[-1, 0)")
        check_whole("level_gap", self.level_gap, 1)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing seen: the key of its sentence, whom it concerns, and what the sentence needs beyond their names."""

    key: str
    contacts: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    quotes: tuple[str, ...] = ()  # of each contact's motive, where there is one to quote


@dataclass(frozen=True, slots=True)
class Sign:
    """Whether the map shows a cause, and what it shows; None: it cannot tell."""

    claim: bool | None
    notes: tuple[Note, ...] = ()


def _people(facts: Facts) -> list[Contact]:
    """Return the customer's own people, those who have left and the posts without a name included."""
    return [contact for contact in facts.contacts.values() if not contact.outside]


def _known(facts: Facts) -> list[Contact]:
    """Return the customer's people in their posts whom we know, or of whom we do not know whether we do."""
    return [contact for contact in _people(facts) if contact.active and contact.contacted is not False]


def _recent(day: dt.date | None, facts: Facts, limits: Limits) -> bool | None:
    if day is None or facts.as_of is None:
        return None
    return (facts.as_of - day).days <= limits.recent_days


def _note(key: str, contacts: Iterable[Contact], **figures: Any) -> list[Note]:
    found = tuple(contact.id for contact in contacts)
    return [Note(key, found, figures)] if found else []


def _unclear(claims: Iterable[bool | None], key: str) -> list[Note]:
    """Return how many of the claims are not known."""
    noted = list(claims)
    return [Note(key, figures={"count": noted.count(None), "of": len(noted)})] if None in noted else []


def _their_people_change(facts: Facts, limits: Limits) -> Sign:
    """Tell who has left or come lately; who has left while on the map of this purchase has left lately."""
    people = _people(facts)
    gone = [c for c in people if c.status == "left" or "left_on" in c.cells]
    posts = [c for c in people if c.status == "placeholder"]
    staying = [c for c in people if c not in gone and c not in posts]
    left = [True if "left_on" not in c.cells else _recent(c.cells["left_on"], facts, limits) for c in gone]
    came = [_recent(c.cells.get("joined"), facts, limits) for c in staying]
    reorganised = _recent(facts.reorganised_on, facts, limits)
    notes = _note("left", _true(gone, left)) + _note("joined", _true(staying, came))
    notes += [Note("reorganised", figures={"day": facts.reorganised_on})] if reorganised else []
    notes += _note("placeholders", posts) + _unclear(came, "joined_unknown")
    # a post without a name may have lost its holder, or may only be one whom we have not met
    return Sign(any_of(*left, *came, reorganised, None if posts else False), tuple(notes))


def _trust_breaks(facts: Facts, limits: Limits) -> Sign:
    known = _known(facts)
    strained = [_strained(contact) for contact in known]
    distrusts = [contact.cells.get("coach_trusts_us") is False for contact in known]
    against = [
        None if contact.stance is None or contact.contacted is None else contact.stance <= limits.broken_to
        for contact in known
    ]
    notes = _note("strained", _true(known, strained)) + _note("distrusts", _true(known, distrusts))
    notes += _note("against", _true(known, against))
    each = [any_of(*claims) for claims in zip(strained, distrusts, against, strict=True)]
    return Sign(any_of(*each), (*notes, *_unclear(each, "trust_unknown")))


def _strained(contact: Contact) -> bool | None:
    """Tell whether a relationship is strained; one whose trend nobody noted may be."""
    trends = [bond.trend for bond in contact.bonds if bond.step != "none"]
    return any_of(*(None if trend is None else trend == "strained" for trend in trends or [None]))


def _no_persistence(facts: Facts, limits: Limits) -> Sign:
    """Tell whether contact has lapsed: by how many are silent, or by how much of the strength has faded."""
    known = _known(facts)
    met = [contact for contact in known if contact.contacted]
    silent = [None if (days := _silence(contact, facts)) is None else days > limits.silent_days for contact in met]
    count = len(met)
    lapsed = Extent(None, silent.count(True) / count, 1 - silent.count(False) / count) if count else None
    faded = _faded([bond for contact in met for bond in contact.counted_bonds], facts.as_of)
    claims = [each.at_least(limits.lapsed_from) for each in (lapsed, faded) if each is not None]
    if not claims:
        claims = [None if known else False]
    notes = [
        Note("silent", each.contacts, {"days": limits.silent_days, "count": len(each.contacts), "of": count})
        for each in _note("silent", _true(met, silent))
    ]
    if faded is not None and faded.value:
        notes.append(Note("faded", figures={"share": faded.value}))
    return Sign(any_of(*claims), (*notes, *_unclear(silent, "silence_unknown")))


def _silence(contact: Contact, facts: Facts) -> int | None:
    if facts.as_of is None or contact.last_contact is None:
        return None
    return (facts.as_of - contact.last_contact).days


def _faded(bonds: Iterable[Bond], as_of: dt.date | None) -> Extent | None:
    """Return the share of the strength that has faded; None where there is no strength to fade."""
    full = [(bond, strength) for bond in bonds if (strength := bond.trended)]
    total = math.fsum(strength for _, strength in full)
    if not total:
        return None
    lost = math.fsum(strength - (bond.strength(as_of) or 0.0) for bond, strength in full)
    undated = math.fsum(strength for bond, strength in full if not bond.fades(as_of))
    return Extent(lost / total, lost / total, (lost + undated) / total)


def _cultures_differ(facts: Facts, limits: Limits) -> Sign:
    """Tell whom of theirs nobody of a near level meets: a hint at most."""
    apart = [contact for contact in _known(facts) if _least_gap(facts, contact) >= limits.level_gap]
    return Sign(None, tuple(_note("levels_apart", apart, gap=limits.level_gap)))


def _least_gap(facts: Facts, contact: Contact) -> int:
    """Return how many levels apart the nearest of ours is who knows the contact; 0 where no level is known."""
    levels = [facts.team[bond.teammate].level for bond in contact.bonds if bond.teammate and bond.trended]
    gaps = [abs(level - contact.level) for level in levels if level is not None and contact.level is not None]
    return min(gaps, default=0)


def _market_position_changes(facts: Facts, limits: Limits) -> Sign:  # noqa: ARG001  every sign is asked alike
    return _worries(facts, "competitors")


def _value_chain_changes(facts: Facts, limits: Limits) -> Sign:  # noqa: ARG001
    return _worries(facts, "own_customers")


def _worries(facts: Facts, concern: str) -> Sign:
    """Tell whose motives for the organisation our offer works against: a hint at most."""
    found = [
        (contact.id, motive.description or "")
        for contact in _people(facts)
        for motive in contact.motives_of("organisational")
        if contact.active and motive.serves == concern and motive.direction is not None and motive.direction < 0
    ]
    if not found:
        return Sign(None)
    contacts, quotes = zip(*found, strict=True)
    return Sign(None, (Note("worries", contacts, quotes=quotes),))


def _untold(facts: Facts, limits: Limits) -> Sign:  # noqa: ARG001
    """Tell nothing: this cause leaves no trace on a map of people."""
    return Sign(None)


def _true(contacts: Iterable[Contact], claims: Iterable[bool | None]) -> list[Contact]:
    return [contact for contact, claim in zip(contacts, claims, strict=True) if claim]


SIGNS: dict[str, Callable[[Facts, Limits], Sign]] = {
    "their_people_change": _their_people_change,
    "our_people_change": _untold,  # only an earlier map shows it
    "trust_breaks": _trust_breaks,
    "no_persistence": _no_persistence,
    "cultures_differ": _cultures_differ,
    "quality_fails": _untold,
    "market_position_changes": _market_position_changes,
    "product_or_process_changes": _untold,
    "value_chain_changes": _value_chain_changes,
    "finances_change": _untold,
}
