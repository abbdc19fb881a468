"""What to do on each visit: who goes and through whom, who comes along, in which way, with which goal and motive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.moves.approach import motive_to_speak_to, objection_of, wording_of
from stakeholder_graph.analysis.moves.goals import ASKING, choose_goal
from stakeholder_graph.analysis.moves.roads import bond_to_build_on, peer_of, road_to
from stakeholder_graph.analysis.moves.way import WAYS_TO_ACT
from stakeholder_graph.analysis.moves.ways import fit_ways

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.moves.goals import Goal
    from stakeholder_graph.analysis.moves.roads import Road
    from stakeholder_graph.analysis.moves.way import Way, WayKind
    from stakeholder_graph.analysis.moves.ways import Fit
    from stakeholder_graph.analysis.moves.worth import Worth

__all__ = ["DOINGS", "WORDS", "doings_of"]

DOINGS = ("teammate", "peer", "through", "way", "lever", "goal_kind", "start", "aim")
WORDS = ("motive", "motive_kind", "disclosure", "objection")

_WITHIN = 1  # ours: whoever is led to somebody further above does not go alone


def doings_of(
    facts: Facts, worth: Worth, places: NDArray[np.intp], as_of: dt.date, stance_step: float
) -> dict[str, list[Any]]:
    """Return the columns that say what to do, all but the sentences and the date."""
    contacts = [facts.contacts[facts.arrays.contacts[place]] for place in places]
    fits = fit_ways(facts, contacts, worth.routes, WAYS_TO_ACT)
    records = []
    for contact, target, on_offer in zip(contacts, worth.target[places].tolist(), fits, strict=True):
        bond, reached = bond_to_build_on(contact, as_of), contact.id in worth.routes
        goal = choose_goal(contact, bond, target=target, reached=reached, as_of=as_of, stance_step=stance_step)
        road = road_to(contact, facts, worth.routes)
        way, lever = _way(on_offer, goal, road, "action"), _way(on_offer, goal, road, "lever")
        motive = motive_to_speak_to(contact)
        records.append(
            {
                "teammate": road.teammate,
                "peer": _peer(contact, way, road, facts),
                "through": road.through,
                "way": None if way is None else way.key,
                "lever": None if lever is None else lever.key,
                "goal_kind": goal.kind,
                "start": goal.start,
                "aim": goal.aim,
                "motive": wording_of(motive),
                "motive_kind": None if motive is None else motive.kind,
                "disclosure": None if motive is None else motive.disclosure,
                "objection": wording_of(objection_of(contact)),
            }
        )
    return {name: [record[name] for record in records] for name in (*DOINGS, *WORDS)}


def _way(fits: Sequence[Fit], goal: Goal, road: Road, kind: WayKind) -> Way | None:
    """Return the best way of a kind that surely fits; whom others lead us to is met by introduction, nobody else is."""
    if goal.kind in ASKING:
        return None
    of_kind = [fit for fit in fits if fit.fits and fit.way.kind == kind and (road.through or not _introduces(fit.way))]
    if goal.kind == "first_meeting" and road.through:
        of_kind.sort(key=lambda fit: not _introduces(fit.way))
    return next((fit.way for fit in of_kind if fit.score > 0 or _introduces(fit.way)), None)


def _introduces(way: Way) -> bool:
    return "introduced" in way.when.get("route", ())


def _peer(contact: Contact, way: Way | None, road: Road, facts: Facts) -> str | None:
    """Return who of ours has to come along so that level meets level, where whoever goes is not senior enough alone.

    A way that asks for somebody of the contact's level gets one unless whoever goes is known to be; an introduction
    only where whoever goes is known to stand further below.
    """
    if way is None or contact.level is None:
        return None
    level = facts.team[road.teammate].level if road.teammate else None
    if "peer" in way.when:
        alone = level is not None and level <= contact.level
    else:
        alone = not _introduces(way) or level is None or level - contact.level <= _WITHIN
    return None if alone else peer_of(contact, facts)
