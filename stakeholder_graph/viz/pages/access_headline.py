"""The sentence above the ways to somebody: who reaches whom through whom, or that nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.population import nobody_title
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.pages.access_facts import AccessFacts, TargetFacts, WayFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["either", "some_names", "write_access_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "access_paths")
_NAMED = 2  # ours: more names than that do not fit into a title


def some_names(names: Sequence[str], lang: Language) -> str:
    """Return one or two names, or the first and how many more there are."""
    if len(names) > _NAMED:
        return say(*_SECTION, "and_more", lang, name=names[0], more=len(names) - 1, count=len(names))
    return say(*_SECTION, "and", lang, one=names[0], other=names[1]) if len(names) > 1 else "".join(names)


def either(names: Sequence[str], lang: Language) -> str:
    """Return names of which any one is meant."""
    if len(names) < _NAMED:
        return "".join(names)
    return say(*_SECTION, "or", lang, names=listed(names[:-1], lang), last=names[-1])


def write_access_headline(facts: AccessFacts, lang: Language) -> str:
    """Return who of ours reaches whom through whom, and to whom nobody has a way."""
    if not facts.targets:
        if all(contact.status == "left" for contact in facts.people.contacts):
            return nobody_title(facts.people, lang)
        return say(*_SECTION, "title_no_target", lang)
    if not facts.ways:
        key = "title_closed" if all(target.state == "closed" for target in facts.targets) else "title_unknown"
        return say(*_SECTION, key, lang, who=_targets(facts.targets, facts, lang))
    return _best(facts.ways[0], facts, lang) + _clause(facts, lang)


def _best(way: WayFacts, facts: AccessFacts, lang: Language) -> str:
    key = "title_through" if way.through else "title_direct"
    through = some_names([facts.names[each] for each in way.through], lang)
    words = {"who": facts.names[way.target], "through": through, "reliability": chance_label(way.reliability)}
    if not way.starter:
        return say(*_SECTION, f"{key}_we", lang, **words)
    return say(*_SECTION, key, lang, us=facts.names[way.starter], **words)


def _clause(facts: AccessFacts, lang: Language) -> str:
    """Return to whom there is no way; else how reliable the best way to the last is, or without whom none is left."""
    for state in ("closed", "unknown"):
        without = [target for target in facts.targets if target.state == state]
        if without:
            return say(*_SECTION, f"clause_{state}", lang, who=_targets(without, facts, lang))
    first, last = facts.targets[0], facts.targets[-1]
    if last is not first and (ways := facts.ways_to(last.contact)):
        reliability = chance_label(ways[0].reliability)
        return say(*_SECTION, "clause_best", lang, who=facts.names[last.contact], reliability=reliability)
    if len(facts.targets) == 1 and first.single_points and not first.unknown:
        points = first.single_points[-_NAMED:]
        return say(*_SECTION, "clause_single", lang, points=either([facts.names[each] for each in points], lang))
    return ""


def _targets(targets: Sequence[TargetFacts], facts: AccessFacts, lang: Language) -> str:
    return some_names([facts.names[target.contact] for target in targets], lang)
