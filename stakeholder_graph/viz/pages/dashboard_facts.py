"""What a dashboard shows, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.viz.pages.bullseye_body import BullseyeFacts
from stakeholder_graph.viz.pages.ranking_facts import printable_ranking
from stakeholder_graph.viz.scene.printable_facts import printable_facts

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
    from stakeholder_graph.viz.layout.route_tree import Route
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure
    from stakeholder_graph.viz.pages.ranking_facts import RankingFacts

__all__ = ["DashboardFacts", "LeanFacts", "Remark", "RoleFacts", "is_for_us", "printable_dashboard"]


@dataclass(frozen=True, slots=True)
class LeanFacts:
    """Where the decision leans.

    Attributes
    ----------
    state : {"owned", "unowned", "unknown", "empty"}
        Somebody decides; nobody does; no stance that counts is known; there are no contacts.
    lean : float or None
        In [-1, 1]; only of an owned decision.
    direction : {"for", "against", "open"}, optional
        What the lean says.
    interval : tuple of float, optional
        Between these two lie most of the draws.
    level : float
        How many of them.
    unknown_share, unattributed : float
        The shares of the decision of contacts whose stance is not known, and of people who are not on the map.
    """

    state: Literal["owned", "unowned", "unknown", "empty"] = "empty"
    lean: float | None = None
    direction: Literal["for", "against", "open"] | None = None
    interval: tuple[float, float] | None = None
    level: float = 0.9
    unknown_share: float = 0.0
    unattributed: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether the interval lies on one side of the middle."""
        return self.interval is None or self.interval[0] > 0 or self.interval[1] < 0


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """One decision role: whether the stage needs it, who holds it, and whether anybody of ours has met them."""

    role: str
    need: str
    holders: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A risk or a move: what it is in a few words, and what is known of it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class DashboardFacts:
    """One account on one page.

    Attributes
    ----------
    people : MapFacts
        Everybody.
    routes : tuple of Route
        How they reach the decision.
    ranking : RankingFacts
        Who moves the decision, and how sure that is.
    lean : LeanFacts
        Where it leans.
    roles : tuple of RoleFacts
        The ten roles.
    risks, moves : tuple of Remark
        The gravest first; the best first.
    """

    people: MapFacts
    routes: tuple[Route, ...]
    ranking: RankingFacts
    lean: LeanFacts
    roles: tuple[RoleFacts, ...] = ()
    risks: tuple[Remark, ...] = ()
    moves: tuple[Remark, ...] = ()

    @property
    def bullseye(self) -> BullseyeFacts:
        """The same people and routes as a bullseye takes them."""
        return BullseyeFacts(self.people, self.routes)

    @property
    def deciders(self) -> tuple[ContactFacts, ...]:
        """The active decision makers, the weightiest first."""
        found = (contact for contact in self.people.people if contact.decides)
        return tuple(sorted(found, key=lambda one: (-one.size, one.id)))

    @property
    def is_decider_open(self) -> bool:
        """Whether all that is known of who decides is that somebody does: a placeholder holds the role."""
        places = (one.decides for one in self.people.contacts if one.status == "placeholder")
        return not self.deciders and any(places)

    @property
    def coaches(self) -> tuple[ContactFacts, ...]:
        """The active contacts who passed the coach test, the weightiest first."""
        found = (contact for contact in self.people.people if contact.coach == "confirmed")
        return tuple(sorted(found, key=lambda one: (-one.size, one.id)))

    @property
    def gaps(self) -> tuple[str, ...]:
        """The roles that the stage requires and nobody is known to hold; where the stage is not known, who decides."""
        return tuple(gap.key for gap in self.people.gaps if gap.kind == "missing" and gap.key != "coach")


def is_for_us(contact: ContactFacts) -> bool:
    """Return whether a contact is known to support us."""
    return contact.stance in ("supporter", "strong_supporter")


def printable_dashboard(facts: DashboardFacts, measure: TextMeasure) -> DashboardFacts:
    """Return the facts with every string as it can be drawn."""

    def clean(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
        return tuple(Remark(measure.printable(one.title), measure.printable(one.text)) for one in remarks)

    return replace(
        facts,
        people=printable_facts(facts.people, measure),
        ranking=printable_ranking(facts.ranking, measure),
        risks=clean(facts.risks),
        moves=clean(facts.moves),
    )
