"""The sentence above a motive matrix: who clashes on what, who is torn, or which way the motives lean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.population import everybody_left, nobody_title
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from stakeholder_graph.viz.pages.motive_facts import MotivesFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["lean_of", "write_motives_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "motives")
_PRIVATE = {"hidden_blocker": "clause_blocker", "personal_friend": "clause_friend"}
# A direction is classed as a stance is.
_SIGNS = {"strong_supporter": 1, "supporter": 1, "neutral": 0, "sceptic": -1, "opponent": -1}
_ONE_LEAN = {1: "clause_lean_for", -1: "clause_lean_against", 0: "clause_lean_mixed", None: "clause_lean_unknown"}


def write_motives_headline(facts: MotivesFacts, lang: Language) -> str:
    """Return the gravest finding: opposite motives, somebody torn, a silent decision maker, or the lean of them all."""
    if everybody_left(facts.people) or (facts.has_details and not facts.people.contacts):
        return nobody_title(facts.people, lang)
    if not facts.motives:
        return say(*_SECTION, "title_none", lang)
    clauses = [clause for clause in (_conflict(facts, lang), _torn(facts, lang), _silent(facts, lang)) if clause]
    if not clauses:
        clauses = [_lean(facts, lang)]
    elif len(clauses) == 1:
        clauses.append(_lean(facts, lang))
    first, *rest = clauses[:2]
    return (
        say(*_SECTION, "title_two", lang, first=sentence_case(first), second=rest[0]) if rest else sentence_case(first)
    )


def _name(facts: MotivesFacts, contact: str) -> str:
    return facts.people.names.get(contact, contact)


def _conflict(facts: MotivesFacts, lang: Language) -> str:
    """Return whom the most exposed conflict divides."""
    if not facts.conflicts:
        return ""
    worst = facts.conflicts[0]
    names = {"first": _name(facts, worst.first), "second": _name(facts, worst.second)}
    others = len(facts.conflicts) - 1
    key = "clause_divides_more" if others > 1 else "clause_divides_one_more" if others else "clause_divides"
    return say(*_SECTION, key, lang, topic=worst.topic, count=others, **names)


def _torn(facts: MotivesFacts, lang: Language) -> str:
    """Return who is torn between the organisation and the own interest."""
    if len(facts.torn) > 1:
        losing = all(how == "hidden_blocker" for _, how in facts.torn)
        return say(*_SECTION, "clause_blockers" if losing else "clause_torn_several", lang, count=len(facts.torn))
    return "".join(say(*_SECTION, _PRIVATE[how], lang, who=_name(facts, contact)) for contact, how in facts.torn)


def _silent(facts: MotivesFacts, lang: Language) -> str:
    """Return the decision maker of whom nobody noted a motive."""
    silent = [contact for contact in facts.silent if contact.decides]
    if not silent:
        return ""
    key = "clause_silent" if len(silent) == 1 else "clause_silent_several"
    return say(*_SECTION, key, lang, who=silent[0].name, count=len(silent))


def _lean(facts: MotivesFacts, lang: Language) -> str:
    """Return for how many people the motives that are noted speak for us, and for how many against."""
    leans = [lean_of(facts, contact.id) for contact in facts.contacts]
    if len(leans) == 1:
        return say(*_SECTION, _ONE_LEAN[leans[0]], lang, who=facts.contacts[0].name)
    favour, oppose, unknown = (sum(lean == side for lean in leans) for side in (1, -1, None))
    if not favour and not oppose:
        return say(*_SECTION, "clause_lean_none", lang, all=len(leans))
    key = "clause_lean_open" if unknown else "clause_lean" if oppose else "clause_lean_all_for"
    return say(*_SECTION, key, lang, all=len(leans), count=favour, other=oppose, unknown=unknown)


def lean_of(facts: MotivesFacts, contact: str) -> int | None:
    """Return which way all motives of a contact that are noted point: 1, -1, or 0 where they differ or point nowhere.

    None where a direction is not known. Strengths are left aside, as they are not always noted; a direction that is
    drawn as neutral points nowhere.
    """
    directions = [motive.direction for motive in facts.motives if motive.contact == contact]
    if None in directions:
        return None
    signs = {_SIGNS[classify_stance(direction)] for direction in directions} - {0}
    return signs.pop() if len(signs) == 1 else 0
