"""The sentence above a bullseye: how many reach the decision, in how many steps, and through whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stakeholder_graph.viz.layout.route_tree import SPEAK_UP, find_listeners
from stakeholder_graph.viz.pages.population import nobody_title
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.layout.route_tree import Route
    from stakeholder_graph.viz.pages.bullseye_body import BullseyeFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["carriers", "write_bullseye_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "bullseye")
_FEWEST_CARRIED, _CARRIED_PART = 2, 0.2  # ours: who carries fewer routes of others, or a smaller part, is not named


def write_bullseye_headline(facts: BullseyeFacts, lang: Language, speak_up: float = SPEAK_UP) -> str:
    """Return how many reach the decision within how many steps, and whose word most of them need.

    `speak_up` is what the routes took the word of a report to weigh.
    """
    present, reached = facts.present, [route for route in facts.routes if route.steps]
    if not present:
        return nobody_title(facts.people, lang)
    deciders = [contact for contact in present if contact.decides]
    if not deciders:
        return say(*_SECTION, "title_nobody_decides", lang)
    others = len(present) - len(deciders)
    if not others:
        return say(*_SECTION, "title_alone", lang)
    if not reached:
        return say(*_SECTION, "title_none", lang)
    return _reach(reached, others, lang) + _clause(facts, deciders, lang, speak_up)


def _reach(reached: Sequence[Route], others: int, lang: Language) -> str:
    """Return how many of those who do not decide reach the decision, and within how many steps."""
    if others == 1:
        return say(*_SECTION, "title_only", lang)
    if len(reached) == 1:  # whoever is alone has nobody to go through
        return say(*_SECTION, "title_some_one", lang, all=others)
    steps = max(route.steps for route in reached)
    part = "all" if len(reached) == others else "some"
    depth = "direct" if steps == 1 else "steps"
    return say(*_SECTION, f"title_{part}_{depth}", lang, count=len(reached), all=others, steps=steps)


def _clause(facts: BullseyeFacts, deciders: Sequence[ContactFacts], lang: Language, speak_up: float) -> str:
    """Return the gravest thing to add: who decides is not known, nobody moves one of them, or much hangs on one."""
    if all(contact.status == "placeholder" for contact in deciders):
        return say(*_SECTION, "clause_unnamed", lang)
    listeners = find_listeners(facts.people, speak_up=speak_up)
    unheard = [contact.name for contact in deciders if contact.id not in listeners]
    if len(unheard) == 1:
        return say(*_SECTION, "clause_unheard", lang, who=unheard[0])
    if unheard:
        return say(*_SECTION, "clause_unheard_several", lang, count=len(unheard), all=len(deciders))
    return _through(facts, lang)


def carriers(routes: tuple[Route, ...]) -> list[tuple[str, int]]:
    """Return who stands on the routes of others, with how many, the most first; not those who decide."""
    toward = {route.contact: route.toward for route in routes}
    counts: Counter[str] = Counter()
    for route in routes:
        step = route.toward
        while step is not None:
            counts[step] += 1
            step = toward[step]
    return sorted(
        ((one, count) for one, count in counts.items() if toward[one] is not None), key=lambda pair: (-pair[1], pair[0])
    )


def _through(facts: BullseyeFacts, lang: Language) -> str:
    """Return the clause on who carries most routes; with several who carry as many, nobody is named."""
    found = carriers(facts.routes)
    reached = sum(route.steps > 0 for route in facts.routes)
    if not found or found[0][1] < max(_FEWEST_CARRIED, _CARRIED_PART * reached):
        return ""
    if len(found) > 1 and found[1][1] == found[0][1]:
        return ""
    who, count = found[0]
    name = facts.people.names[who]
    return say(*_SECTION, "clause_through", lang, who=name, count=count)
