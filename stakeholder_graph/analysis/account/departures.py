"""Who was there on an earlier map and is not any more, on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.analysis.account.signs import Note, Sign
from stakeholder_graph.analysis.facts.claims import any_of

if TYPE_CHECKING:
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["with_departures"]


def with_departures(cause: str, sign: Sign, facts: Facts, previous: Facts | None) -> Sign:
    """Return a sign together with what an earlier map adds to it; without one, and for most causes, that is nothing."""
    if previous is None:
        return sign
    if cause == "their_people_change":
        return _theirs(sign, facts, previous)
    return _ours(facts, previous) if cause == "our_people_change" else sign


def _theirs(sign: Sign, facts: Facts, previous: Facts) -> Sign:
    """Tell who was in a post then, and has left or is off the map now; who is new may only be new to us."""
    then = [contact.id for contact in previous.active if not contact.outside]
    gone = tuple(contact for contact in then if contact not in facts.contacts)
    told = {contact for note in sign.notes if note.key == "left" for contact in note.contacts}
    left = tuple(c for c in then if c in facts.contacts and facts.contacts[c].status == "left" and c not in told)
    notes = tuple(Note(key, people) for key, people in (("left", left), ("gone", gone)) if people)
    return Sign(any_of(bool(notes), sign.claim), (*notes, *sign.notes))


def _ours(facts: Facts, previous: Facts) -> Sign:
    """Tell who of ours was in the team then and is not now; where one of the teams is not noted, nobody can tell."""
    if not previous.team or not facts.team:
        return Sign(None)
    gone = tuple(mate for mate in previous.team if mate not in facts.team)
    return Sign(bool(gone), (Note("ours_gone", gone),) if gone else ())
