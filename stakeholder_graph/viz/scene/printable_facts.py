"""The facts of a page with every string as it can be drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stakeholder_graph.viz.map_facts import ContactFacts, MapFacts
    from stakeholder_graph.viz.typefaces import TextMeasure

__all__ = ["printable_contact", "printable_facts"]


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
    """Return the facts with the strings of account and contacts as they can be drawn; our team is left alone."""
    clean = measure.printable
    return replace(
        facts,
        account=clean(facts.account),
        purchase=clean(facts.purchase),
        currency=clean(facts.currency),
        contacts=tuple(printable_contact(contact, measure) for contact in facts.contacts),
    )
