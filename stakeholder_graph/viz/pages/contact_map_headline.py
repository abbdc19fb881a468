"""The sentence above the map of who knows whom: bow-tie or diamond, and on whom it hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.access_headline import some_names
from stakeholder_graph.viz.pages.contact_map_facts import decision_parts
from stakeholder_graph.viz.pages.population import nobody_title
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.pages.contact_map_facts import ContactMapFacts, ShapeFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["hub_name", "write_contact_map_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "contact_map")
# Ours: a diamond hangs on one person who carries so much of the strength, and so many times an even part of it.
_HEAVY, _UNEVEN = 0.4, 1.25


def write_contact_map_headline(facts: ContactMapFacts, lang: Language) -> str:
    """Return the shape that our relationships make, on whom they hang, and which decision maker nobody knows."""
    if not facts.contacts and (facts.people.contacts or facts.shape is not None):
        return nobody_title(facts.people, lang)
    if facts.shape is None:
        return _who_holds_most(facts, lang)
    if gap := _largest_gap(facts):
        shape = _shape(facts, facts.shape, lang, is_short=True)
        return say(*_SECTION, "title_gap", lang, share=chance_label(gap), who=_unmet(facts, lang, "gap"), shape=shape)
    clause = _unmet(facts, lang, "clause")
    return _shape(facts, facts.shape, lang, is_short=bool(clause)) + clause


def hub_name(facts: ContactMapFacts, shape: ShapeFacts, lang: Language) -> str:
    """Return the name of the person through whom most runs."""
    return facts.names[shape.hub] if shape.hub else say(*_SECTION, "somebody", lang)


def _shape(facts: ContactMapFacts, shape: ShapeFacts, lang: Language, *, is_short: bool) -> str:
    """Return what shape it is, without the reason why it is no diamond where more has to be said."""
    if shape.form in ("none", "unknown"):
        return say(*_SECTION, f"title_{shape.form}_{_depth(facts)}", lang)
    hub, share = hub_name(facts, shape, lang), chance_label(shape.hub_share)
    key = f"title_{shape.form}"
    if shape.form == "between":
        narrow = "_short" if is_short else "_narrow"
        key += narrow if shape.is_narrow else "" if shape.hub_is_ours else "_theirs"
    elif shape.form == "diamond" and _is_heavy(shape):
        key += "_heavy" if shape.hub_is_ours else "_heavy_theirs"
    return say(*_SECTION, key, lang, hub=hub, share=share, threads=shape.threads)


def _depth(facts: ContactMapFacts) -> str:
    """Return how far our relationships go where none is known to hold."""
    here = {one.id for one in facts.contacts}
    steps = [bond.step for bond in facts.bonds if bond.contact in here and bond.teammate]
    if any(bond.step for bond in facts.bonds if bond.contact in here):
        return "weak"
    return "unnoted" if None in steps else "at_all"


def _is_heavy(shape: ShapeFacts) -> bool:
    """Return whether one person carries clearly more than an even part."""
    people = len(shape.carried) if shape.hub_is_ours and shape.carried else shape.threads
    even = 1 / max(1, people)
    return shape.hub_share >= max(_HEAVY, _UNEVEN * even)


def _largest_gap(facts: ContactMapFacts) -> float:
    """Return how much of the decision is known to be reached by nobody, where that is its largest part; else 0."""
    if facts.shape is None or facts.shape.form in ("none", "unknown"):
        return 0.0
    parts = decision_parts(facts)
    gap = parts.get("nobody", 0.0)
    return gap if gap > max((part for key, part in parts.items() if key != "nobody"), default=0.0) else 0.0


def _unmet(facts: ContactMapFacts, lang: Language, prefix: str) -> str:
    """Return who decides and is known to be known to nobody of ours, as words that begin a clause or end a gap."""
    if facts.shape is None or not any(bond.step for bond in facts.bonds):
        return ""
    unmet = [one.name for one in facts.contacts if one.decides and one.relationship == 0 and one.status == "active"]
    if not unmet:
        return ""
    key = f"{prefix}_unmet" if len(unmet) == 1 else f"{prefix}_unmet_several"
    return say(*_SECTION, key, lang, who=some_names(unmet, lang))


def _who_holds_most(facts: ContactMapFacts, lang: Language) -> str:
    """Return who of ours holds most relationships, where nothing but relationships is known."""
    here = {one.id for one in facts.contacts}
    held: dict[str, int] = {}
    for bond in facts.bonds:
        if bond.step and bond.contact in here:
            held[bond.teammate] = held.get(bond.teammate, 0) + 1
    if not held:
        return say(*_SECTION, "title_no_bonds", lang)
    who, count = min(held.items(), key=lambda item: (-item[1], item[0]))
    total = sum(held.values())
    name = facts.names[who] if who else say(*_SECTION, "somebody", lang)
    key = "title_all_held" if count == total else "title_most_held"
    return say(*_SECTION, key, lang, who=name, count=count, all=total)
