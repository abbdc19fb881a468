"""Departments that nobody noted, as far as reporting lines and roles tell them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts

__all__ = ["infer_departments"]

_FUNCTIONS = ("purchaser", "marketer", "salesperson")  # roles that are also a function of the firm; ours


def infer_departments(facts: MapFacts) -> tuple[MapFacts, int]:
    """Return the facts with the departments that follow from reporting lines and roles, and how many they are.

    A contact without a department belongs to that of the reports if they all share one, else to the manager's. Who
    stands at the top of a reporting line lends no department downward: a board is nobody's department but its own.
    Where reporting lines say nothing, a purchaser, and one of the customer's own marketing or sales staff, belongs
    where everybody else of that role is known to be, if that is one department. Outsiders have none at the customer.
    """
    known = {contact.id: contact.department for contact in facts.contacts if contact.department}
    open_contacts = [contact for contact in facts.contacts if not contact.department and not contact.outside]
    managers = {contact.id: contact.manager for contact in facts.contacts}
    inferred: dict[str, str] = {}
    while True:
        told = {**known, **inferred}
        found = {
            contact.id: department
            for contact in open_contacts
            if contact.id not in inferred and (department := _department(contact, managers, told))
        }
        if not found:
            break
        inferred |= found
    for contact in open_contacts:
        if contact.id not in inferred and (department := _department_of_role(contact, facts.contacts)):
            inferred[contact.id] = department
    contacts = tuple(
        replace(contact, department=inferred.get(contact.id, contact.department)) for contact in facts.contacts
    )
    return replace(facts, contacts=contacts), len(inferred)


def _department(contact: ContactFacts, managers: Mapping[str, str | None], told: Mapping[str, str]) -> str:
    """Return the department of a contact as the people next to it tell, or nothing."""
    below = {told.get(report, "") for report, manager in managers.items() if manager == contact.id}
    if len(below) == 1 and "" not in below:
        return below.pop()
    manager = contact.manager
    if manager is None or managers.get(manager) is None:
        return ""
    return told.get(manager, "")


def _department_of_role(contact: ContactFacts, people: Sequence[ContactFacts]) -> str:
    """Return the one department in which all others of a contact's function are noted, or nothing."""
    functions = [role for role in _FUNCTIONS if role in contact.roles]
    places = {one.department for one in people if one.department and any(role in one.roles for role in functions)}
    return places.pop() if len(places) == 1 else ""
