"""What a motive matrix shows, as plain facts: who is moved by what, and where motives pull apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.viz.facts.map_facts import MapFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stakeholder_graph.viz.facts.map_facts import ContactFacts

__all__ = ["ConflictFacts", "MotiveFacts", "MotivesFacts", "Torn"]

Torn = Literal["hidden_blocker", "personal_friend"]


@dataclass(frozen=True, slots=True)
class MotiveFacts:
    """One motive of a contact; None and the empty text are not known.

    Attributes
    ----------
    contact, kind : str
        Whose it is, and ``"organisational"`` or ``"personal"``.
    topic, description : str
        What it is about, and in words.
    direction : float or None
        From -1, our offer works against it, to 1, our offer serves it.
    strength : float or None
        How much it matters to the contact, in [0, 1].
    drive, disclosure : str
        Keys of the vocabularies.
    """

    contact: str
    kind: str
    topic: str = ""
    description: str = ""
    direction: float | None = None
    strength: float | None = None
    drive: str = ""
    disclosure: str = ""


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """Two contacts who want opposite things of one topic.

    Attributes
    ----------
    first, second, topic : str
        Who, and about what.
    conflict : float or None
        How far, in [0, 1].
    first_moves_second, second_moves_first : float or None
        Strength of the tie each way, 0 where the map has none; None where the source does not say.
    """

    first: str
    second: str
    topic: str
    conflict: float | None = None
    first_moves_second: float | None = None
    second_moves_first: float | None = None


@dataclass(frozen=True, slots=True)
class MotivesFacts:
    """Everything that a motive matrix shows.

    Attributes
    ----------
    people : MapFacts
        Everybody, with stance and share where the source knows them.
    motives : tuple of MotiveFacts
        Of active contacts and placeholders, each contact's strongest first.
    conflicts : tuple of ConflictFacts
        The most exposed first.
    torn : tuple of (str, str)
        Contacts whose organisational and personal motives pull in opposite ways, with the pattern.
    has_details : bool
        Whether the source speaks of stances and shares.
    without_motives : int
        How many active contacts have no motive that is noted, where they are not among the people.
    """

    people: MapFacts = field(default_factory=MapFacts)
    motives: tuple[MotiveFacts, ...] = ()
    conflicts: tuple[ConflictFacts, ...] = ()
    torn: tuple[tuple[str, Torn], ...] = ()
    has_details: bool = True
    without_motives: int = 0

    @property
    def contacts(self) -> tuple[ContactFacts, ...]:
        """Those of whom a motive is noted, the weightiest first."""
        moved = {motive.contact for motive in self.motives}
        found = (contact for contact in self.people.contacts if contact.id in moved)
        return tuple(sorted(found, key=lambda one: (-one.size, one.id)))

    @property
    def silent(self) -> tuple[ContactFacts, ...]:
        """The active contacts of whom no motive is noted, the weightiest first."""
        moved = {motive.contact for motive in self.motives}
        found = (contact for contact in self.people.people if contact.id not in moved)
        return tuple(sorted(found, key=lambda one: (-one.size, one.id)))

    def of(self, contact: str, kind: str) -> tuple[MotiveFacts, ...]:
        """Return the motives of one kind of a contact."""
        return tuple(motive for motive in self.motives if motive.contact == contact and motive.kind == kind)

    def shared_topics(self) -> tuple[str, ...]:
        """Return the topics that move at least two contacts: contested ones first, then those that move most."""
        bearers: dict[str, dict[str, None]] = {}
        for motive in self.motives:
            if motive.topic:
                bearers.setdefault(motive.topic, {})[motive.contact] = None
        contested = list(dict.fromkeys(conflict.topic for conflict in self.conflicts))
        shared = [topic for topic, contacts in bearers.items() if len(contacts) > 1]
        return tuple(
            sorted(
                shared,
                key=lambda topic: (
                    contested.index(topic) if topic in contested else len(contested),
                    -len(bearers[topic]),
                    topic,
                ),
            )
        )

    def strings(self) -> Iterable[str]:
        """Yield every string that comes from data, for the choice of fonts."""
        yield from self.people.strings()
        for motive in self.motives:
            yield from (motive.topic, motive.description)
