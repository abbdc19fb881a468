"""What an influence map shows, as plain facts: no graph, no table, no language and no drawing.

Everything above this floor works on these records, so that a map can be laid out, drawn and tested without a graph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.vocabulary.names import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = [
    "FIGURE_DIGITS",
    "CoachMark",
    "ContactFacts",
    "GapFacts",
    "GapKind",
    "MapFacts",
    "PathFacts",
    "TeammateFacts",
    "TieFacts",
    "keep_strongest_ties",
    "keep_weightiest_contacts",
    "tell_apart",
]

FIGURE_DIGITS = 9  # a figure that a sum or product in another order changes beyond this is the same figure
CoachMark = Literal["confirmed", "labelled", "failed", "none"]
GapKind = Literal["missing", "not_met", "placeholder"]

MOST_CONTACTS = 60  # ours: with more cards on a page of 1600 by 1000 px no name can be read
FEWEST_TIES, TIES_PER_CONTACT = 25, 0.6  # ours: beyond max(25, 0.6 n) ties the eye follows none of them
_LISTENER_BASE = 0.4  # ours: a tie counts by its strength times (.4 + the share of the one it moves)


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One contact as its card tells it.

    Attributes
    ----------
    id, name, title, department : str
        As in the graph; title and department may be empty.
    outside : bool
        The contact does not belong to the customer.
    status : str
        ``"active"``, ``"left"`` or ``"placeholder"``.
    level : int or None
        Seniority, 1 at the top; None where nobody knows.
    level_is_inferred : bool
        The level follows from the reporting line, nobody noted it.
    manager : str or None
        The contact reported to, if that is on the map.
    roles : tuple of str
        Role keys in the order of the vocabulary.
    stance : str
        A key of the stance vocabulary.
    relationship : int or None
        The step of our best relationship, 0 (none) to 5; None where nobody knows.
    owners : tuple of str
        Initials of our people who have met the contact, the best relationship first; with a question mark where nobody
        noted how well they know each other.
    share : float or None
        Share of the decision; None where there is none, negative where the decision runs against the contact.
    coach : {"confirmed", "labelled", "failed", "none"}
        Passed the coach test; called a coach and not tested; called a coach and known to be none.
    """

    id: str
    name: str
    title: str = ""
    department: str = ""
    outside: bool = False
    status: str = "active"
    level: int | None = None
    level_is_inferred: bool = False
    manager: str | None = None
    roles: tuple[str, ...] = ()
    stance: str = "unknown"
    relationship: int | None = None
    owners: tuple[str, ...] = ()
    share: float | None = None
    coach: CoachMark = "none"

    @property
    def decides(self) -> bool:
        """Whether the contact holds the role of the decision maker."""
        return "decision_maker" in self.roles

    @property
    def size(self) -> float:
        """How much the contact counts in the decision, for or against: the share without its sign."""
        return abs(self.share or 0.0)

    @property
    def is_met(self) -> bool:
        """Whether one of ours is known to have a relationship with the contact."""
        return bool(self.relationship)


@dataclass(frozen=True, slots=True)
class TieFacts:
    """One influence: `source` moves `target` with strength `weight`; `channel` is None where nobody noted it."""

    source: str
    target: str
    weight: float
    channel: str | None = None
    is_negative: bool = False


@dataclass(frozen=True, slots=True)
class TeammateFacts:
    """One of our people, with the number of contacts this person has met; None where no relationship is known."""

    initials: str
    name: str
    title: str = ""
    contacts: int | None = None


@dataclass(frozen=True, slots=True)
class GapFacts:
    """What the purchase lacks: a role key, or ``"coach"``; nobody fills it, or nobody of ours has met who does.

    A place that somebody holds whom nobody knows has the id of its placeholder as key, and what is noted of it as name.
    """

    key: str
    kind: GapKind = "missing"
    name: str = ""


@dataclass(frozen=True, slots=True)
class PathFacts:
    """The most reliable way from us to a decision maker.

    Attributes
    ----------
    target : str
        The decision maker.
    contacts : tuple of str
        The contacts on the way, `target` at the end; `target` alone where one of ours knows them; empty where no way
        is known.
    teammate : str
        Name of the one of ours who starts; empty where nobody noted who it is.
    reliability : float or None
        Product of the reliabilities of the steps, in (0, 1]; None where no way is known.
    """

    target: str
    contacts: tuple[str, ...] = ()
    teammate: str = ""
    reliability: float | None = None

    @property
    def steps(self) -> frozenset[tuple[str, str]]:
        """The pairs of contacts of which one introduces us to the other."""
        return frozenset(pairwise(self.contacts))


@dataclass(frozen=True, slots=True)
class MapFacts:
    """Everything that one influence map shows.

    Attributes
    ----------
    account, purchase, currency : str
        May be empty.
    amount : float or None
        What the purchase is worth, in `currency`.
    stage : str or None
        Key of the purchase stage.
    as_of : datetime.date or None
        The day the map speaks of.
    contacts : tuple of ContactFacts
        Sorted by id.
    ties : tuple of TieFacts
        Sorted by source and target; only between contacts of the map.
    team : tuple of TeammateFacts
        Our people, the one who has met most contacts first.
    gaps : tuple of GapFacts
        The most pressing first.
    completeness : float or None
        Share of the decision that hangs on people on the map.
    is_owned : bool
        Whether somebody decides; where nobody does, shares are of everybody's opinion.
    path : PathFacts or None
        How we get to the weightiest decision maker whom none of ours knows, else to the weightiest; None where nobody
        is known to decide.
    hidden_contacts, hidden_ties : int
        How many were left out to keep the page readable.
    hidden_negative_ties : int
        How many of the hidden ties work against.
    """

    account: str = ""
    purchase: str = ""
    amount: float | None = None
    currency: str = ""
    stage: str | None = None
    as_of: date | None = None
    contacts: tuple[ContactFacts, ...] = ()
    ties: tuple[TieFacts, ...] = ()
    team: tuple[TeammateFacts, ...] = ()
    gaps: tuple[GapFacts, ...] = ()
    completeness: float | None = None
    is_owned: bool = True
    path: PathFacts | None = None
    hidden_contacts: int = 0
    hidden_ties: int = 0
    hidden_negative_ties: int = 0

    @property
    def people(self) -> tuple[ContactFacts, ...]:
        """The contacts that can act: neither placeholders nor people who have left."""
        return tuple(contact for contact in self.contacts if contact.status == "active")

    @property
    def names(self) -> dict[str, str]:
        """The names of the contacts by id."""
        return {contact.id: contact.name for contact in self.contacts}

    @property
    def largest_share(self) -> float:
        """The largest share of the decision of any contact, without sign; 0 where no share is known."""
        return max((contact.size for contact in self.contacts), default=0.0)

    def strings(self) -> Iterable[str]:
        """Yield every string that comes from data, for the choice of fonts."""
        yield from (self.account, self.purchase, self.currency)
        for contact in self.contacts:
            yield from (contact.name, contact.title, contact.department, *contact.owners)
        for teammate in self.team:
            yield from (teammate.initials, teammate.name, teammate.title)
        if self.path is not None:
            yield self.path.teammate


def tell_apart(contacts: Iterable[ContactFacts]) -> tuple[ContactFacts, ...]:
    """Return the contacts so that no two have the same name: namesakes have the id behind it."""
    contacts = tuple(contacts)
    names = told_apart({one.id: one.name for one in contacts})
    return tuple(replace(one, name=names[one.id]) for one in contacts)


def keep_weightiest_contacts(facts: MapFacts, most: int = MOST_CONTACTS) -> MapFacts:
    """Return the facts with at most `most` contacts: decision makers first, then the best path to them, then by share.

    Equals are ordered by id. The ties of the others go with them, and a manager who is not on the map is no manager on
    the map.
    """
    if len(facts.contacts) <= most:
        return facts
    path = () if facts.path is None else facts.path.contacts
    ranked = sorted(facts.contacts, key=lambda one: (not one.decides, one.id not in path, -one.size, one.id))
    kept = {contact.id for contact in ranked[:most]}
    contacts = tuple(
        replace(contact, manager=contact.manager if contact.manager in kept else None)
        for contact in facts.contacts
        if contact.id in kept
    )
    ties = tuple(tie for tie in facts.ties if tie.source in kept and tie.target in kept)
    return replace(facts, contacts=contacts, ties=ties, hidden_contacts=len(facts.contacts) - most)


def keep_strongest_ties(facts: MapFacts) -> MapFacts:
    """Return the facts with at most max(25, 0.6 n) ties: the best path, then who is strong and reaches who counts."""
    most = max(FEWEST_TIES, round(TIES_PER_CONTACT * len(facts.contacts)))
    if len(facts.ties) <= most:
        return facts
    largest = facts.largest_share or 1.0
    heard = {contact.id: contact.size / largest for contact in facts.contacts}
    steps = frozenset() if facts.path is None else facts.path.steps

    def rank(tie: TieFacts) -> tuple[bool, float, str, str]:
        weight = tie.weight * (_LISTENER_BASE + heard[tie.target])
        return (tie.source, tie.target) not in steps, -weight, tie.source, tie.target

    ranked = sorted(facts.ties, key=rank)
    kept = sorted(ranked[:most], key=lambda tie: (tie.source, tie.target))
    against = sum(tie.is_negative for tie in ranked[most:])
    return replace(facts, ties=tuple(kept), hidden_ties=len(facts.ties) - most, hidden_negative_ties=against)
