"""The facts of a page with every string as it can be drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts, TeammateFacts
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure

__all__ = ["printable_contact", "printable_facts", "printable_names", "printable_team"]


def printable_contact(contact: ContactFacts, measure: TextMeasure) -> ContactFacts:
    """Return a contact with every string on one line, without what is invisible; the id where there is no name."""
    clean = measure.printable
    return replace(
        contact,
        name=clean(contact.name) or contact.id,
        title=clean(contact.title),
        department=clean(contact.department).strip(),
        owners=tuple(clean(owner) for owner in contact.owners),
    )


def printable_facts(facts: MapFacts, measure: TextMeasure) -> MapFacts:
    """Return the facts with every string as it can be drawn."""
    clean = measure.printable
    team = (
        replace(teammate, initials=clean(teammate.initials), name=clean(teammate.name), title=clean(teammate.title))
        for teammate in facts.team
    )
    return replace(
        facts,
        account=clean(facts.account),
        purchase=clean(facts.purchase),
        currency=clean(facts.currency),
        contacts=tuple(printable_contact(contact, measure) for contact in facts.contacts),
        team=tuple(team),
        gaps=tuple(replace(gap, name=clean(gap.name)) for gap in facts.gaps),
        path=None if facts.path is None else replace(facts.path, teammate=clean(facts.path.teammate)),
    )


def printable_team(team: Mapping[str, TeammateFacts], measure: TextMeasure) -> dict[str, TeammateFacts]:
    """Return our people by id with every string as it can be drawn; the id where there is no name."""
    clean = measure.printable
    return {
        key: replace(mate, name=clean(mate.name) or key, title=clean(mate.title), initials=clean(mate.initials))
        for key, mate in team.items()
    }


def printable_names(names: Mapping[str, str], measure: TextMeasure) -> dict[str, str]:
    """Return names by id as they can be drawn; the id where there is no name."""
    return {key: measure.printable(name) or key for key, name in names.items()}
