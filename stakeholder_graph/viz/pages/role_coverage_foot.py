"""The foot of a role coverage matrix: people, meetings and supporters of each role, and what is missing in words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from stakeholder_graph.viz.lettering.text_fitting import fit_line
from stakeholder_graph.viz.pages.role_coverage_headline import some_deciders
from stakeholder_graph.viz.palette import AMBER_DARK, INK, INK_SOFT
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.matrix import add_count, add_rule
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.viz.pages.role_coverage_headline import RoleCoverageFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["FOOT_ROWS", "add_coverage_foot"]

_SECTION = ("stakeholder_graph.viz.pages", "role_coverage")
FOOT_ROWS = 74.0  # px of the counts
_PITCH, _FIRST = 21.0, 17.0
_LABEL, _FINDING, _FINDING_PITCH = 12.0, 11.8, 16.0
_MOST_FINDINGS = 5
_UNKNOWN = "?"


def add_coverage_foot(
    draft: Draft,
    facts: RoleCoverageFacts,
    columns: Sequence[tuple[float, float]],
    boxes: tuple[Box, Box],
    lang: Language,
) -> None:
    """Put down how many hold each role, are met and support us in the first box, and what is missing in the other."""
    counts, findings = boxes
    add_rule(draft, counts.x0, counts.x1, counts.y1 - 2.0)
    y = counts.y1 - _FIRST
    for key in ("holders", "met", *(("supporters",) if facts.has_details else ())):
        label = say(*_SECTION, f"count_{key}", lang)
        place = (columns[0][0] - 14.0, y - HALF_CAPITAL * _LABEL)
        draft.text(place, label, _LABEL, color=INK, bold=True, align="right", owner="foot")
        for role, span in zip(facts.roles, columns, strict=True):
            words, is_gap = _count(facts, role, key)
            add_count(draft, (sum(span) / 2, y), words, is_gap=is_gap, bold=key == "holders")
        y -= _PITCH
    _add_findings(draft, facts, findings, lang)


def _count(facts: RoleCoverageFacts, role: RoleCoverage, key: str) -> tuple[str, bool]:
    """Return a count, with whether it says that something required is missing; what nobody noted is no zero."""
    if key == "holders":
        figure: int | None = len(role.holders)
    elif not role.holders:
        return "–", False
    elif key == "met":
        figure = len(role.met) or (None if role.relationship_unknown else 0)
    else:
        figure = facts.supporters(role)
    return _UNKNOWN if figure is None else str(figure), figure == 0 and facts.is_required(role)


def _add_findings(draft: Draft, facts: RoleCoverageFacts, box: Box, lang: Language) -> None:
    y = box.y1 - _FIRST
    for label, words, is_gap in islice(_findings(facts, lang), _MOST_FINDINGS):
        color = AMBER_DARK if is_gap else INK_SOFT
        baseline = y - HALF_CAPITAL * _FINDING
        x = box.x0 + draft.text((box.x0, baseline), label, _FINDING, color=color, bold=True, owner="findings") + 6.0
        text = fit_line(draft.measure, words, box.x1 - x, _FINDING)
        draft.text((x, baseline), text, _FINDING, color=color, owner="findings")
        y -= _FINDING_PITCH


def _findings(facts: RoleCoverageFacts, lang: Language) -> Iterator[tuple[str, str, bool]]:
    """Yield label and words of each finding, and whether it is a gap."""
    if facts.has_coach is not None:
        coaches = [one.name for one in facts.contacts if one.coach == "confirmed"]
        words = listed(coaches, lang) if coaches else say(*_SECTION, "coach" if facts.has_coach else "no_coach", lang)
        yield say(*_SECTION, "label_coach", lang), words, not facts.has_coach
    required = facts.required
    strangers = [facts.people.names.get(one, one) for role in required for one in some_deciders(role, "not_met")]
    if strangers:
        who = listed(strangers, lang)
        yield say(*_SECTION, "label_deciders", lang), say(*_SECTION, "finding_strangers", lang, who=who), True
    groups = (
        ("label_missing", [role for role in required if role.status in ("empty", "placeholder")], True),
        ("label_not_met", [role for role in required if role.status == "not_met"], True),
        ("label_no_supporter", list(facts.without_supporter()), True),
        ("label_unknown_met", [role for role in required if role.status == "unknown"], False),
        ("label_unknown_supporter", [role for role in required if _is_open(facts, role)], False),
    )
    for key, roles, is_gap in groups:
        if roles:
            yield say(*_SECTION, key, lang), listed([ROLES.label(role.role, lang) for role in roles], lang), is_gap
    if facts.people.stage is not None and not strangers and not any(roles for _, roles, _ in groups):
        words = "all_covered" if facts.has_details and all(map(facts.is_supported, required)) else "all_met"
        yield say(*_SECTION, "label_required", lang), say(*_SECTION, words, lang), False


def _is_open(facts: RoleCoverageFacts, role: RoleCoverage) -> bool:
    """Return whether a role is held and nobody knows whether by a supporter."""
    return facts.has_details and bool(role.holders) and facts.supporters(role) is None
