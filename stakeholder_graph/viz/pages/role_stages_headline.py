"""The sentence above a heat map of roles and stages: where the next gap opens, or who weighs most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.pages.population import everybody_left, nobody_title
from stakeholder_graph.viz.pages.role_coverage_headline import deciders_clause, roles_clause
from stakeholder_graph.viz.pages.stance_lanes import part_of_decision
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES, ROLE_NEEDS, Need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["RoleStagesFacts", "write_stages_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "role_stages")
_GAPS = ("empty", "placeholder", "not_met")
# The sentence about each status, the gravest first.
_CLAUSES = (
    ("clause_no_role", ("empty", "placeholder")),
    ("clause_not_met", ("not_met",)),
    ("clause_unknown", ("unknown",)),
)


@dataclass(frozen=True, slots=True)
class RoleStagesFacts:
    """What a heat map of roles and stages shows.

    Attributes
    ----------
    people : MapFacts
        The account, and the names of who holds the roles.
    shares : mapping of str to mapping of str to float
        Share of the decision by role and stage; a role that nobody holds is absent, its share is not known.
    coverage : tuple of RoleCoverage
        How each of the ten roles is covered, in the order of the vocabulary; empty where the source does not say.
    """

    people: MapFacts = field(default_factory=MapFacts)
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    coverage: tuple[RoleCoverage, ...] = ()

    def need(self, role: str, stage: str) -> Need:
        """Return whether a stage requires a role."""
        return ROLE_NEEDS[role][stage]

    def lies_ahead(self, stage: str) -> bool:
        """Return whether a stage is the current one or a later one; all of them where the current one is not known."""
        now = self.people.stage
        return now is None or PURCHASE_STAGES.order(stage) >= PURCHASE_STAGES.order(now)

    def required(self, stage: str) -> list[RoleCoverage]:
        """Return the roles that a stage requires, the decision maker's first."""
        roles = (role for role in self.coverage if self.need(role.role, stage) == "required")
        return sorted(roles, key=lambda role: (role.role != "decision_maker", ROLES.order(role.role)))

    def ever_required(self) -> list[RoleCoverage]:
        """Return the roles that some stage requires."""
        return [role for role in self.coverage if "required" in ROLE_NEEDS[role.role].values()]

    def uncovered(self) -> list[RoleCoverage]:
        """Return the roles that some stage requires, and that nobody holds whom we have met."""
        return [role for role in self.ever_required() if role.status in _GAPS]


def write_stages_headline(facts: RoleStagesFacts, lang: Language) -> str:
    """Return where the first gap is from the current stage on; where there is none, who weighs most."""
    if not facts.coverage:
        return _weights(facts, lang)
    if not facts.people.contacts or everybody_left(facts.people):
        return nobody_title(facts.people, lang)
    if not facts.shares and all(role.status == "empty" for role in facts.coverage):
        return say(*_SECTION, "title_no_roles", lang)
    if facts.people.stage is None and (count := len(facts.uncovered())):
        key = "title_gap_no_stage" if count > 1 else "title_gap_no_stage_one"
        return say(*_SECTION, key, lang, count=count, all=len(facts.ever_required()))
    ahead = [stage for stage in PURCHASE_STAGES if facts.lies_ahead(stage)]
    if first := _first_gap(facts, ahead, lang):
        return _gap(facts, *first, lang)
    role, stage, share = _heaviest(facts, ahead)
    now = "" if facts.people.stage is None else PURCHASE_STAGES.label(facts.people.stage, lang)
    figures = {"role": ROLES.label(role, lang), "stage": PURCHASE_STAGES.label(stage, lang)}
    key = "title_covered" if now else "title_all_covered"
    return say(*_SECTION, key, lang, now=now, share=part_of_decision(share), **figures)


def _first_gap(facts: RoleStagesFacts, ahead: Sequence[str], lang: Language) -> tuple[str, str] | None:
    """Return the first stage with a gap and what it lacks; what is known to be missing before what nobody noted."""
    for what, statuses in (("not_met", _GAPS), ("unknown", ("unknown",))):
        for stage in ahead:
            if any(role.status in statuses for role in facts.required(stage)):
                return stage, _gravest(facts, stage, lang)
            if clause := _deciders(facts, stage, what, lang):
                return stage, clause
    return None


def _deciders(facts: RoleStagesFacts, stage: str, what: str, lang: Language) -> str:
    """Return who of several who decide is not met, or of whom it is not known; nothing where it is nobody."""
    clauses = (deciders_clause(facts.people, what, role, lang) for role in facts.required(stage))
    return next((clause for clause in clauses if clause), "")


def _gap(facts: RoleStagesFacts, stage: str, clause: str, lang: Language) -> str:
    """Return that a stage lacks what the clause says."""
    now, label = facts.people.stage, PURCHASE_STAGES.label(stage, lang)
    if now is None:  # then only what nobody noted is left, and it does not matter when
        return sentence_case(clause)
    if stage == now:
        return say(*_SECTION, "title_gap_now", lang, stage=sentence_case(label), clause=clause)
    if any(role.status == "unknown" for role in facts.required(now)):  # then not all of them are known to be covered
        return say(*_SECTION, "title_gap_known", lang, stage=label, clause=clause)
    current = PURCHASE_STAGES.label(now, lang)
    return say(*_SECTION, "title_gap_later", lang, now=current, stage=label, clause=clause)


def _gravest(facts: RoleStagesFacts, stage: str, lang: Language) -> str:
    """Return the gravest gap among the roles of a stage of which one has a gap; who decides comes first, alone."""
    required = facts.required(stage)
    deciding = any(role.role == "decision_maker" and role.status in _GAPS for role in required)
    if not deciding and (clause := _deciders(facts, stage, "not_met", lang)):
        return clause
    key, missing = _missing(required)
    return roles_clause(facts.people, key, missing, lang)


def _missing(required: Sequence[RoleCoverage]) -> tuple[str, list[RoleCoverage]]:
    """Return the sentence for the gravest gap among roles of which one has a gap, and the roles it is about."""
    deciding = [role for role in required if role.role == "decision_maker" and role.status in _GAPS]
    for key, statuses in _CLAUSES[:-1]:
        missing = [role for role in deciding or required if role.status in statuses]
        if missing:
            return key, missing
    key, statuses = _CLAUSES[-1]
    return key, [role for role in required if role.status in statuses]


def _weights(facts: RoleStagesFacts, lang: Language) -> str:
    """Return who weighs most in the current stage, or in most stages where that is not known."""
    if not facts.shares:
        return say(*_SECTION, "title_no_roles", lang)
    now = facts.people.stage
    if now is not None:
        ranked = sorted(facts.shares, key=lambda role: -abs(facts.shares[role][now]))[:2]
        figures = [part_of_decision(abs(facts.shares[role][now])) for role in ranked]
        names = [ROLES.label(role, lang) for role in ranked]
        key = "title_weights_now" if len(ranked) > 1 else "title_weight_now"
        stage = PURCHASE_STAGES.label(now, lang)
        return say(
            *_SECTION, key, lang, stage=stage, role=names[0], share=figures[0], second=names[-1], other=figures[-1]
        )
    leaders = [_heaviest(facts, [stage])[0] for stage in PURCHASE_STAGES]
    leader = max(facts.shares, key=leaders.count)
    stage = max(PURCHASE_STAGES, key=lambda stage: abs(facts.shares[leader][stage]))
    return say(
        *_SECTION,
        "title_weights_all" if leaders.count(leader) == len(leaders) else "title_weights",
        lang,
        role=ROLES.label(leader, lang),
        count=leaders.count(leader),
        share=part_of_decision(abs(facts.shares[leader][stage])),
        stage=PURCHASE_STAGES.label(stage, lang),
    )


def _heaviest(facts: RoleStagesFacts, stages: list[str]) -> tuple[str, str, float]:
    """Return the role, the stage and the share where a role weighs most; the first of equals."""
    cells = ((role, stage, abs(share[stage])) for role, share in facts.shares.items() for stage in stages)
    return max(cells, key=lambda cell: cell[2])
