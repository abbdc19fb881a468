"""The sentence above a role coverage matrix: the gravest things that are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.pages.population import nobody_title
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["RoleCoverageFacts", "deciders_clause", "roles_clause", "some_deciders", "write_coverage_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "role_coverage")
_SUPPORTING = ("strong_supporter", "supporter")
_FILLED_NOT = ("empty", "placeholder")
_MOST_NAMED = 3  # roles in one clause of the title; ours


@dataclass(frozen=True, slots=True)
class RoleCoverageFacts:
    """What a role coverage matrix shows.

    Attributes
    ----------
    people : MapFacts
        Everybody with roles, stance, share and relationship.
    roles : tuple of RoleCoverage
        How each of the ten roles is covered, in the order of the vocabulary.
    has_coach : bool or None
        Whether somebody passed the coach test; None where the source does not say.
    has_details : bool
        Whether the source speaks of stances, shares and relationships; else only of who holds which role and is met.
    """

    people: MapFacts = field(default_factory=MapFacts)
    roles: tuple[RoleCoverage, ...] = ()
    has_coach: bool | None = None
    has_details: bool = True

    @property
    def contacts(self) -> tuple[ContactFacts, ...]:
        """Everybody but those who have left; first who holds a role, then the weightiest."""
        here = (contact for contact in self.people.contacts if contact.status != "left")
        return tuple(sorted(here, key=lambda one: (not one.roles, not one.decides, -one.size, one.id)))

    def is_required(self, role: RoleCoverage) -> bool:
        """Return whether the stage requires a role; somebody decides in any stage, also in one that is not known."""
        return role.role == "decision_maker" if self.people.stage is None else role.need == "required"

    @property
    def required(self) -> tuple[RoleCoverage, ...]:
        """The required roles, the decision maker's first."""
        roles = (role for role in self.roles if self.is_required(role))
        return tuple(sorted(roles, key=lambda role: (role.role != "decision_maker", ROLES.order(role.role))))

    def supporters(self, role: RoleCoverage) -> int | None:
        """Return how many holders of a role support us; None where nobody is known to and a stance is not known."""
        stances = {contact.id: contact.stance for contact in self.people.contacts}
        held = [stances.get(holder, "unknown") for holder in role.holders]
        count = sum(stance in _SUPPORTING for stance in held)
        return None if not count and "unknown" in held else count

    def without_supporter(self) -> tuple[RoleCoverage, ...]:
        """Return the required roles that are held, and by nobody who supports us."""
        if not self.has_details:
            return ()
        return tuple(role for role in self.required if role.holders and self.supporters(role) == 0)

    def is_supported(self, role: RoleCoverage) -> bool:
        """Return whether a holder of a role is known to support us; of those who decide, every one."""
        count = self.supporters(role)
        return bool(count) and (role.role != "decision_maker" or count == len(role.holders))

    def unsupporting_deciders(self, role: RoleCoverage) -> tuple[str, ...]:
        """Return who decides and is known not to support us, where another one does."""
        if not self.has_details or role.role != "decision_maker" or not self.supporters(role):
            return ()
        stances = {contact.id: contact.stance for contact in self.people.contacts}
        return tuple(one for one in role.holders if stances.get(one, "unknown") not in (*_SUPPORTING, "unknown"))


def write_coverage_headline(facts: RoleCoverageFacts, lang: Language) -> str:
    """Return the two gravest findings in one sentence, or that nothing required is missing."""
    if not facts.contacts:
        return nobody_title(facts.people, lang)
    if not any(role.holders or role.placeholders for role in facts.roles):
        return say(*_SECTION, "title_no_roles", lang)
    clauses = list(_clauses(facts, lang))[:2]
    if len(clauses) == 2:  # noqa: PLR2004  a title has room for two
        return sentence_case(say(*_SECTION, "title_two", lang, first=clauses[0], second=clauses[1]))
    if facts.people.stage is None:
        count = sum(bool(role.holders) for role in facts.roles)
        if clauses:
            return say(*_SECTION, "title_only_no_stage", lang, clause=sentence_case(clauses[0]))
        return say(*_SECTION, "title_no_stage" if count > 1 else "title_no_stage_one", lang, count=count)
    return _otherwise_covered(facts, clauses, lang)


def _otherwise_covered(facts: RoleCoverageFacts, clauses: Sequence[str], lang: Language) -> str:
    """Return the sentence where at most one thing is missing among the required roles."""
    if not clauses:
        supported = facts.has_details and all(map(facts.is_supported, facts.required))
        return say(*_SECTION, "title_supported" if supported else "title_met", lang)
    if facts.has_coach is False:  # a missing coach is always among the first two clauses
        return say(*_SECTION, "title_but", lang, clause=clauses[0])
    if all(role.status == "covered" and not _strangers(role) for role in facts.required):
        return say(*_SECTION, "title_but", lang, clause=clauses[0])
    return say(*_SECTION, "title_only", lang, clause=sentence_case(clauses[0]))


def _clauses(facts: RoleCoverageFacts, lang: Language) -> Iterator[str]:
    """Yield what is missing, the gravest first.

    Who decides, a coach, other roles, meetings, what nobody noted, supporters.
    """
    deciding = [role for role in facts.required if role.role == "decision_maker"]
    others = [role for role in facts.required if role.role != "decision_maker"]
    yield from _missing(facts, deciding, lang)
    yield from _of_deciders(facts, "not_met", deciding, lang)
    if facts.has_coach is False:
        yield say(*_SECTION, "clause_no_coach", lang)
    yield from _missing(facts, others, lang)
    unknown = [one for one in facts.required if one.status == "unknown" and not some_deciders(one, "not_met")]
    yield from _clause(facts, "clause_unknown", unknown, lang)
    yield from _of_deciders(facts, "unknown", deciding, lang)
    yield from _clause(facts, "clause_no_supporter", facts.without_supporter(), lang)
    for role in deciding:
        if against := [one for one in facts.unsupporting_deciders(role) if one not in _strangers(role)]:
            yield _some_of_deciders(facts.people, "no_support", against, role, lang)


def _of_deciders(
    facts: RoleCoverageFacts, what: str, deciding: Sequence[RoleCoverage], lang: Language
) -> Iterator[str]:
    for role in deciding:
        if clause := deciders_clause(facts.people, what, role, lang):
            yield clause


def some_deciders(role: RoleCoverage, what: str) -> tuple[str, ...]:
    """Return who of several who decide is not met, or nobody noted it, while it is not so of all of them.

    Any other role is covered by one of its holders; those who decide all have to be won.
    """
    if role.role != "decision_maker" or role.status not in ("covered", "unknown"):
        return ()
    some = role.not_met if what == "not_met" else role.relationship_unknown
    return some if len(some) < len(role.holders) else ()


def _strangers(role: RoleCoverage) -> tuple[str, ...]:
    return some_deciders(role, "not_met") or some_deciders(role, "unknown")


def deciders_clause(people: MapFacts, what: str, role: RoleCoverage, lang: Language) -> str:
    """Return who of several who decide is ``"not_met"``, or of whom it is ``"unknown"``; nothing where it is nobody."""
    some = some_deciders(role, what)
    return _some_of_deciders(people, what, some, role, lang) if some else ""


def _some_of_deciders(people: MapFacts, what: str, some: Sequence[str], role: RoleCoverage, lang: Language) -> str:
    key = f"clause_decider_{what}" if len(some) == 1 else f"clause_deciders_{what}"
    who = people.names.get(some[0], some[0])
    return say(*_SECTION, key, lang, who=who, count=len(some), all=len(role.holders))


def _missing(facts: RoleCoverageFacts, roles: Sequence[RoleCoverage], lang: Language) -> Iterator[str]:
    for key, statuses in (("clause_no_role", _FILLED_NOT), ("clause_not_met", ("not_met",))):
        yield from _clause(facts, key, [role for role in roles if role.status in statuses], lang)


def _clause(facts: RoleCoverageFacts, key: str, roles: Sequence[RoleCoverage], lang: Language) -> Iterator[str]:
    if roles:
        yield roles_clause(facts.people, key, roles, lang)


def roles_clause(people: MapFacts, key: str, roles: Sequence[RoleCoverage], lang: Language) -> str:
    """Return what is said of at least one role: by their names, or how many they are.

    `key` is that of the sentence: ``clause_no_role``, ``clause_not_met``, ``clause_unknown`` or
    ``clause_no_supporter``. One role of one person is told with the person's name.
    """
    if len(roles) > _MOST_NAMED:
        return say(*_SECTION, f"{key}_many", lang, count=len(roles))
    *most, last = [ROLES.label(role.role, lang) for role in roles]
    names = say(*_SECTION, "or", lang, most=listed(most, lang), last=last) if most else last
    holders = [one.name for one in people.contacts if one.id in roles[0].holders]
    if not most and len(holders) == 1 and key != "clause_no_supporter":
        names = say(*_SECTION, "role_of", lang, role=last, who=holders[0])
    return say(*_SECTION, key, lang, roles=names)
