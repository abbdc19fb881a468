"""A rule held against the facts: hit, pass or unknown, and whether that hangs on a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.rules.verdicts import Hit, Missing, OutcomeKind, read_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.rules.rule import Rule
    from stakeholder_graph.rules.severities import Severity

__all__ = ["Finding", "Judgement", "Unknown", "judge"]

_NOT_YET = "not yet"
_SWINGS = (0.9, 1.1)  # a rule whose outcome changes within ten percent of a threshold is fragile


@dataclass(frozen=True, slots=True)
class Finding:
    """The hits of a rule that have one severity.

    Attributes
    ----------
    rule : Rule
        The rule that hit.
    severity : str
        In this stage, for these contacts.
    contacts : tuple of str
        Sorted, each once.
    hits : tuple of Hit
        What the evidence is written from.
    confidence : float or None
        The lowest confidence stated for what the rule looked at; None where none is stated.
    fragile : bool
        The outcome of the rule hangs on a threshold.
    """

    rule: Rule
    severity: Severity
    contacts: tuple[str, ...]
    hits: tuple[Hit, ...]
    confidence: float | None
    fragile: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """What a rule could not decide, for want of the same inputs."""

    rule: Rule
    contacts: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of one rule.

    Attributes
    ----------
    rule : Rule
        The rule.
    outcome : {"hit", "pass", "unknown"}
        Hit if there is any finding; else unknown if an input is missing; else pass.
    findings : tuple of Finding
        One per severity, the worst first.
    unknowns : tuple of Unknown
        One per set of missing inputs; also where other contacts hit.
    fragile : bool
        The outcome changes if one of the thresholds moves by a tenth.
    note : str
        ``"not yet"`` where the rule does not apply in this stage, else empty.
    """

    rule: Rule
    outcome: OutcomeKind
    findings: tuple[Finding, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    fragile: bool = False
    note: str = ""


def judge(rule: Rule, facts: Facts) -> Judgement:
    """Hold a rule against the facts.

    Where the stage is not known and the rule hangs on it, a hit is undecided: the stage is what is missing.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from stakeholder_graph.analysis.facts.gathering import gather_facts
    >>> from stakeholder_graph.rules.table import DEFAULT_RULES
    >>> judge(DEFAULT_RULES["no_coach"], gather_facts(sg.example_buying_center())).outcome
    'hit'
    """
    if rule.applies_in(facts.stage) is False:
        return Judgement(rule, "pass", note=_NOT_YET)
    hits, gaps = _decide(rule, facts, rule.parameters)
    outcome = _outcome(hits, gaps)
    fragile = any(_outcome(*_decide(rule, facts, swung)) != outcome for swung in _swung(rule))
    return Judgement(rule, outcome, tuple(_findings(rule, facts, hits, fragile)), _unknowns(rule, gaps), fragile)


def _decide(rule: Rule, facts: Facts, parameters: Mapping[str, float]) -> tuple[list[Hit], list[Missing]]:
    hits: list[Hit] = []
    gaps: list[Missing] = []
    for verdict in read_verdicts(rule.condition(facts, **parameters), rule.id):
        if isinstance(verdict, Missing):
            gaps.append(verdict)
        elif rule.applies_in(facts.stage) is None:
            gaps.append(Missing(verdict.contacts, ("stage",)))
        else:
            hits.append(verdict)
    return hits, gaps


def _outcome(hits: list[Hit], gaps: list[Missing]) -> OutcomeKind:
    return "hit" if hits else "unknown" if gaps else "pass"


def _swung(rule: Rule) -> Iterator[dict[str, float]]:
    for name, value in rule.parameters.items():
        for swing in _SWINGS:
            yield {**rule.parameters, name: value * swing}


def _findings(rule: Rule, facts: Facts, hits: Iterable[Hit], fragile: bool) -> Iterator[Finding]:  # noqa: FBT001
    by_severity: dict[Severity, list[Hit]] = {}
    for hit in hits:
        by_severity.setdefault(rule.severity_for(hit.grade, facts.stage), []).append(hit)
    for severity, group in by_severity.items():
        stated = [value for hit in group for value in _confidences(rule, facts, hit)]
        contacts = _distinct(contact for hit in group for contact in hit.contacts)
        yield Finding(rule, severity, contacts, tuple(group), min(stated, default=None), fragile)


def _unknowns(rule: Rule, gaps: Iterable[Missing]) -> tuple[Unknown, ...]:
    by_fields: dict[tuple[str, ...], list[str]] = {}
    for gap in gaps:
        by_fields.setdefault(gap.fields, []).extend(gap.contacts)
    return tuple(Unknown(rule, _distinct(contacts), fields) for fields, contacts in sorted(by_fields.items()))


def _distinct(contacts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(contacts)))


def _confidences(rule: Rule, facts: Facts, hit: Hit) -> Iterator[float]:
    """Yield every confidence stated for what a hit rests on."""
    for contact_id in hit.contacts:
        contact = facts.contacts.get(contact_id)
        if contact is not None:
            yield from (value for value in _stated(contact, rule.inputs) if value is not None)
    for tie in hit.ties:
        if "confidence" in facts.ties.get(tie, {}):
            yield facts.ties[tie]["confidence"]


def _stated(contact: Contact, inputs: Iterable[str]) -> Iterator[float | None]:
    yield contact.cells.get("confidence")
    if "stance" in inputs:
        yield contact.cells.get("stance_confidence")
    if "relationship" in inputs:
        yield contact.bond.confidence
    if "motives" in inputs:
        yield from (motive.confidence for motive in contact.motives)
