"""The data themselves: reporting lines that run in a circle, and words that no mapping knows (DAT-001, DAT-004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.cells import split_list
from stakeholder_graph.rules.verdicts import Condition, Hit, Verdict
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.words import read_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["DATA_QUALITY"]


def reporting_cycle(facts: Facts) -> Iterator[Verdict]:
    """DAT-001: following the reporting lines upward leads back to where one started."""
    manager = {c.id: c.cells["reports_to"] for c in facts.contacts.values() if "reports_to" in c.cells}
    seen: set[str] = set()
    for contact in manager:
        cycle = _cycle_above(contact, manager, seen)
        if cycle:
            start = cycle.index(min(cycle))
            ordered = (*cycle[start:], *cycle[:start])
            yield Hit(ordered, {"cycle": (*ordered, ordered[0])})


def _cycle_above(contact: str, manager: Mapping[str, str], seen: set[str]) -> list[str]:
    """Return the circle that a contact's reporting line runs into, once; mark all that was passed as seen."""
    line: list[str] = []
    person: str | None = contact
    while person is not None and person not in seen:
        seen.add(person)
        line.append(person)
        person = manager.get(person)
    return line[line.index(person) :] if person in line else []


def external_picklist(facts: Facts) -> Iterator[Verdict]:
    """DAT-004: an imported word on a contact means nothing to us, whatever the other words mean."""
    for contact in facts.active:
        words = [word for word in split_list(contact.cells.get("raw_role", "")) if not _understood(word)]
        if words:
            yield Hit((contact.id,), {"words": tuple(dict.fromkeys(words))})


def _understood(word: str) -> bool:
    return ROLES.find(word) is not None or read_word(word) is not None


DATA_QUALITY: dict[str, Condition] = {
    "DAT-001": reporting_cycle,
    "DAT-004": external_picklist,
}
