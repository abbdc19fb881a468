"""What a ranking shows, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.scene.printable_facts import printable_contact, printable_facts

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure

__all__ = ["RankedContact", "RankingFacts", "printable_ranking"]


@dataclass(frozen=True, slots=True)
class RankedContact:
    """One contact of a ranking.

    Attributes
    ----------
    person : ContactFacts
        Who.
    rank : int
        From 1; equal scores share the best.
    score : float or None
        What ranks: a share of the decision, or another measure; None where it is not known.
    interval, half : tuple of float, optional
        The interval that holds most of the draws, and the one that holds half of them.
    ranks : tuple of int, optional
        Between which ranks the contact is.
    chances : tuple of float
        The parts of the draws in which the contact is among the first, for each of the facts' `tops`.
    first : float, optional
        The part of the draws in which it is the first.
    group : int, optional
        From 1; nobody in a group can be told to come first.
    """

    person: ContactFacts
    rank: int
    score: float | None = None
    interval: tuple[float, float] | None = None
    half: tuple[float, float] | None = None
    ranks: tuple[int, int] | None = None
    chances: tuple[float, ...] = ()
    first: float | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class RankingFacts:
    """A ranking of contacts.

    Attributes
    ----------
    people : MapFacts
        The account; its contacts need not be those of the rows.
    rows : tuple of RankedContact
        By group, then by rank, then by id.
    tops : tuple of int
        For how many first ranks there are chances.
    level, draws : float and int, optional
        The part of the draws that an interval holds, and how many they are; None where nothing is drawn.
    measure : str
        What ranks: a key of the measures.
    owned : bool
        Whether somebody decides; else the shares are of the mean opinion of all.
    unattributed : float, optional
        The share of the decision that hangs on people who are not on the map.
    weighed_stage : str, optional
        The purchase stage by which the contacts are weighed.
    has_stance : bool
        Whether stances were looked at; else nobody is said to have an unknown one.
    """

    people: MapFacts = field(default_factory=MapFacts)
    rows: tuple[RankedContact, ...] = ()
    tops: tuple[int, ...] = ()
    level: float | None = None
    draws: int | None = None
    measure: str = "decision"
    owned: bool = True
    unattributed: float | None = None
    weighed_stage: str | None = None
    has_stance: bool = True

    @property
    def is_share(self) -> bool:
        """Whether the scores are shares, of the decision or of everybody's opinion."""
        return self.measure in ("decision", "group")

    @property
    def groups(self) -> list[tuple[RankedContact, ...]]:
        """The groups in their order; where nothing is drawn, contacts of equal rank."""
        keys = groupby(self.rows, key=lambda row: row.rank if row.group is None else row.group)
        return [tuple(members) for _, members in keys]


def printable_ranking(facts: RankingFacts, measure: TextMeasure) -> RankingFacts:
    """Return the facts with every string as it can be drawn."""
    rows = tuple(replace(row, person=printable_contact(row.person, measure)) for row in facts.rows)
    return replace(facts, people=printable_facts(facts.people, measure), rows=rows)
