"""Findings, gaps, roles and outcomes as plain records with their texts in one language."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.rules.table import rule_tables
from stakeholder_graph.rules.wording import field_label, input_question

if TYPE_CHECKING:
    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
    from stakeholder_graph.rules.judgement import Finding, Judgement, Unknown
    from stakeholder_graph.rules.wording import Wording

__all__ = ["finding_record", "outcome_record", "role_record", "unknown_record"]


def finding_record(finding: Finding, wording: Wording, stage: str | None) -> dict[str, Any]:
    """Return a finding with its texts filled in."""
    rule, contacts = finding.rule, finding.contacts
    values: dict[str, Any] = {**rule.parameters, "stage": stage}
    said = [
        wording.fill(rule.text("each", wording.lang, hit.variant), hit.contacts, {**values, **hit.values})
        for hit in finding.hits
    ]
    first = finding.hits[0]
    values = {**values, **first.values, "each": wording.items(said)}
    return {
        "rule": rule.id,
        "name": rule.name,
        "title": rule.text("title", wording.lang),
        "severity": finding.severity,
        "severity_label": SEVERITIES.label(finding.severity, wording.lang),
        "confidence": math.nan if finding.confidence is None else finding.confidence,
        "contacts": contacts,
        "evidence": wording.fill(rule.text("evidence", wording.lang, first.variant), contacts, values),
        "question": wording.fill(rule.text("question", wording.lang), contacts, values),
        "action": wording.fill(rule.text("action", wording.lang), contacts, values),
        "fragile": finding.fragile,
    }


def unknown_record(unknown: Unknown, wording: Wording) -> dict[str, Any]:
    """Return what a rule could not decide, with the question to ask.

    An input that has a question of its own asks it; otherwise the rule asks.
    """
    rule = unknown.rule
    own = (input_question(name, wording.lang) for name in unknown.fields)
    asked = [question for question in own if question is not None]
    template = ("" if wording.lang == "zh" else " ").join(asked) or rule.text("question", wording.lang)
    return {
        "rule": rule.id,
        "name": rule.name,
        "title": rule.text("title", wording.lang),
        "contacts": unknown.contacts,
        "missing": unknown.fields,
        "missing_labels": tuple(field_label(name, wording.lang) for name in unknown.fields),
        "question": wording.fill(template, unknown.contacts, rule.parameters),
    }


def role_record(role: RoleCoverage, wording: Wording) -> dict[str, Any]:
    """Return how a role is covered, with what is missing in words."""
    template = rule_tables()["role_status"][role.status][wording.lang == "zh"]
    return {
        "role": role.role,
        "need": role.need,
        "holders": role.holders,
        "met": role.met,
        "not_met": role.not_met,
        "relationship_unknown": role.relationship_unknown,
        "coverage": role.coverage,
        "status": role.status,
        "missing": wording.fill(template, role.open_contacts, {}),
    }


def outcome_record(judgement: Judgement) -> dict[str, Any]:
    """Return what came of one rule."""
    return {
        "rule": judgement.rule.id,
        "name": judgement.rule.name,
        "outcome": judgement.outcome,
        "fragile": judgement.fragile,
        "note": judgement.note,
    }
