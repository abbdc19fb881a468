"""The network over which an introduction travels, and the most reliable routes from us through it.

An introduction starts with one of ours who knows somebody, and is passed on from contact to contact along the influence
ties. Three things a step can rest on:

================  ======================================================================================
relationship      one of ours knows the contact: the strength of the relationship today
introduction      the tie says how reliably its source would introduce us to its target
influence         the tie says nothing of it: the strength of the influence stands in for it (ours)
================  ======================================================================================

A relationship that is not known or has no strength is no step, and neither are negative ties: whom the source likes,
the target distrusts. An opponent (stance of at most -.6, ours) passes nothing on unless the tie says that they would.
Who has left takes no part. A placeholder can be the end of a route and never passes anything on:
nobody yet knows who would have to be asked.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.relations.route_search import Way, best_ways, ranked_ways
from stakeholder_graph.errors import OptionError, UnknownContactError
from stakeholder_graph.vocabulary.names import told_apart
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = [
    "US",
    "Basis",
    "Route",
    "Step",
    "Steps",
    "best_routes",
    "introduction_steps",
    "people_names",
    "perhaps_in_reach",
    "ranked_routes",
    "read_targets",
    "routes_over",
    "undated_relationships",
    "unknown_relationships",
]

US = ""  # no id is empty: stands for us where a contact's own row does not say which of ours it knows

Basis = Literal["relationship", "introduction", "influence"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an introduction.

    Attributes
    ----------
    source : str
        Who introduces: a contact, or one of ours who knows the target; empty where only the contact's own row states
        the relationship and nobody says with whom.
    target : str
        The contact we are introduced to.
    reliability : float
        In (0, 1].
    basis : {"relationship", "introduction", "influence"}
        What the reliability rests on.
    """

    source: str
    target: str
    reliability: float
    basis: Basis


Steps = dict[str, tuple[Step, ...]]  # every step that an introduction can take, by who introduces


@dataclass(frozen=True, slots=True)
class Route:
    """The way to one contact.

    Attributes
    ----------
    contact : str
        Where it ends.
    steps : tuple of Step
        From us to the contact, at least one.
    reliability : float
        The product over the steps, in (0, 1].
    teammate : str or None
        Who of ours starts it; None where nobody says who.
    """

    contact: str
    steps: tuple[Step, ...]
    reliability: float
    teammate: str | None

    @property
    def weakest(self) -> Step:
        """The least reliable step; of equal ones the one nearest to us."""
        return min(self.steps, key=lambda step: round(step.reliability, SCORE_DIGITS))

    @property
    def through(self) -> tuple[str, ...]:
        """The contacts between us and the last one, in order."""
        return tuple(step.source for step in self.steps[1:])

    @property
    def path(self) -> tuple[str, ...]:
        """Everybody on the way: who of ours starts it, where that is known, then the contacts."""
        start = () if self.teammate is None else (self.teammate,)
        return (*start, *(step.target for step in self.steps))


def introduction_steps(facts: Facts) -> Steps:
    """Return every step that an introduction can take: source -> steps, both sorted by id.

    A contact's own row counts where no relationship of a teammate with the contact has a strength. An opponent passes
    nothing on, unless somebody noted that they would (ours).
    """
    found: dict[str, list[Step]] = {}
    for contact in facts.contacts.values():
        if contact.status != "left":
            for step in _relationships(contact, facts):
                found.setdefault(step.source, []).append(step)
    for (source, target), tie in facts.ties.items():
        if tie.get("sign", 1) > 0 and facts.contacts[source].active:
            basis: Basis = "influence" if tie.get("introduction") is None else "introduction"
            reliability = tie["weight" if basis == "influence" else basis]
            unwilling = basis == "influence" and classify_stance(facts.contacts[source].stance) == "opponent"
            if reliability > 0 and not unwilling:
                found.setdefault(source, []).append(Step(source, target, float(reliability), basis))
    return {source: tuple(found[source]) for source in sorted(found)}


def _relationships(contact: Contact, facts: Facts) -> Iterator[Step]:
    for bond in contact.counted_bonds:
        strength = bond.strength(facts.as_of)
        if strength:
            yield Step(bond.teammate or US, contact.id, strength, "relationship")


def read_targets(facts: Facts, target: str | None) -> tuple[str, ...]:
    """Return whom we want to reach: the one who is named, else everybody with a weight of their own in the decision.

    Those are the decision makers, placeholders for one included, unless weights are given or noted; nobody where nobody
    on the map decides.

    Raises
    ------
    UnknownContactError
        If the target is not on the map.
    OptionError
        If the target is no text or has left.
    """
    if target is None:
        if not facts.decision.is_owned:
            return ()
        weights = facts.decision.weights.tolist()
        return tuple(contact for contact, weight in zip(facts.arrays.contacts, weights, strict=True) if weight > 0)
    if not isinstance(target, str):
        raise OptionError("target", target, "the id of a contact, or None for everybody who decides")
    if target not in facts.contacts:
        raise UnknownContactError(target, facts.contacts)
    if facts.contacts[target].status == "left":
        raise OptionError("target", target, "a contact who has not left")
    return (target,)


def best_routes(facts: Facts) -> dict[str, Route]:
    """Return the most reliable route from us to every contact whom an introduction reaches, sorted by id.

    Of equally reliable routes (to 12 digits) the one with fewer steps, then the one whose ids come first.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from stakeholder_graph.analysis.facts.gathering import gather_facts
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1")
    >>> G.add_relationship("t1", "coach", relationship="trusted")
    >>> route = best_routes(gather_facts(G))["cfo"]
    >>> route.path, round(route.reliability, 3)  # .8 * .5 * .6
    (('t1', 'coach', 'coo', 'cfo'), 0.24)
    """
    return routes_over(facts, introduction_steps(facts))


def routes_over(facts: Facts, steps: Steps) -> dict[str, Route]:
    """Return the best routes over some steps."""
    ways = best_ways(steps, _starts(steps, facts).values())
    return {contact: _route(ways[contact]) for contact in sorted(ways) if contact in facts.contacts}


def ranked_routes(facts: Facts, steps: Steps, target: str, count: int) -> tuple[Route, ...]:
    """Return the most reliable routes to one contact on which nobody is met twice, the best first.

    Routes are ordered as in :func:`best_routes`; there may be fewer than asked for.
    """
    return tuple(_route(way) for way in ranked_ways(steps, _starts(steps, facts), target, count))


def people_names(facts: Facts) -> dict[str, str]:
    """Return the name to show for everybody on both sides; ours of the same name are told apart by their ids."""
    return {**facts.names, **told_apart({mate.id: mate.label for mate in facts.team.values()})}


def unknown_relationships(facts: Facts) -> tuple[str, ...]:
    """Return the contacts of whom nobody knows whether one of ours knows them.

    Of a placeholder that is not known as long as no relationship is on record: nobody knows who holds the post.
    """
    return tuple(
        contact.id for contact in facts.contacts.values() if contact.status != "left" and contact.bond.step is None
    )


def perhaps_in_reach(facts: Facts, steps: Steps) -> set[str]:
    """Return whom an introduction might reach that starts with a relationship of which nothing is noted."""
    waiting = list(unknown_relationships(facts))
    reached = set(waiting)
    while waiting:
        further = {step.target for step in steps.get(waiting.pop(), ())} - reached
        reached |= further
        waiting += further
    return reached


def undated_relationships(facts: Facts, steps: Iterable[Step]) -> tuple[tuple[str, str], ...]:
    """Return the relationships among some steps that cannot fade, since the day or the last contact is not known."""
    ours = [step for step in steps if step.basis == "relationship"]
    bonds = {
        (bond.teammate or "", contact): bond
        for contact in {step.target for step in ours}
        for bond in facts.contacts[contact].counted_bonds
    }
    pairs = sorted((step.source, step.target) for step in ours)
    return tuple(pair for pair in pairs if not bonds[pair].fades(facts.as_of))


def _starts(steps: Steps, facts: Facts) -> dict[str, Way]:
    return {source: (0.0, 0, (source,), 0.0, ()) for source in steps if source not in facts.contacts}


def _route(way: Way) -> Route:
    steps = way[-1]
    return Route(
        contact=steps[-1].target,
        steps=steps,
        reliability=math.prod(step.reliability for step in steps),
        teammate=steps[0].source or None,
    )
