"""One coverage rule: when it applies, how bad it is, and what it says in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import OptionError
from stakeholder_graph.rules.severities import Severity, check_severity, severity_at
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES, stage_from

if TYPE_CHECKING:
    from stakeholder_graph.rules.verdicts import Condition
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["Rule", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages.

    Attributes
    ----------
    en, zh : str
        The sentence; where there is no Chinese, the English one stands for it.
    """

    en: str
    zh: str = ""

    def label(self, lang: Language = "en") -> str:
        """Return the sentence in a language."""
        return self.zh if lang == "zh" and self.zh else self.en


@dataclass(frozen=True)
class Rule:
    """A rule: a condition on the map, and what to ask and to do about it.

    A rule never changes: its mappings are read-only copies of what was given. :class:`RuleSet` makes changed ones.

    Attributes
    ----------
    id, name : str
        ``"COV-001"`` and ``"no_decision_maker"``; both name the rule.
    severity : {"error", "critical", "high", "medium", "low", "info"}
        How bad a hit is.
    condition : callable
        Takes the :class:`~stakeholder_graph.analysis.facts.gathering.Facts`, and the parameters as keyword arguments.
        Yields :class:`~stakeholder_graph.rules.verdicts.Hit` and :class:`~stakeholder_graph.rules.verdicts.Missing`,
        or returns True, False or None (not known).
    title, when, question, action : Text or str
        A short heading; the condition in words; what to ask where an input is missing or the finding is in doubt;
        what to do about a hit. ``{who}`` stands for the contacts concerned.
    evidence : mapping of str to Text, or Text or str
        What a finding shows, by the variant of the hit; ``""`` is the usual one.
    each : mapping of str to Text, or Text or str
        What is said of each hit; joined, it replaces ``{each}`` in the evidence.
    severity_in : mapping of str to str
        Severity in single stages, which then does not rise further.
    severity_of : mapping of str to str
        Severity by the grade of the hit (``"decision_maker"``, ``"key"``).
    first_stage : str or None
        The first stage in which the rule applies; None for all.
    by_stage : bool
        The condition itself depends on the stage, so that an unknown stage leaves a hit undecided.
    parameters : mapping of str to float
        Thresholds.
    inputs : tuple of str
        What the condition looks at; the lowest confidence stated for it is the confidence of the finding.
    source : str
        Where the rule comes from.
    """

    id: str
    name: str
    severity: Severity
    condition: Condition
    title: Text | str = ""
    when: Text | str = ""
    question: Text | str = ""
    action: Text | str = ""
    evidence: Mapping[str, Text] | Text | str = ""
    each: Mapping[str, Text] | Text | str = ""
    severity_in: Mapping[str, Severity] = field(default_factory=dict)
    severity_of: Mapping[str, Severity] = field(default_factory=dict)
    first_stage: str | None = None
    by_stage: bool = False
    parameters: Mapping[str, float] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    source: str = "ours"

    def __post_init__(self) -> None:
        for each in fields(self):
            if isinstance(value := getattr(self, each.name), Mapping):
                object.__setattr__(self, each.name, MappingProxyType(dict(value)))  # nobody changes everybody's rules
        if not callable(self.condition):
            raise OptionError(f"condition of {self.id}", self.condition, "a function of the facts")
        for severity in (self.severity, *self.severity_in.values(), *self.severity_of.values()):
            check_severity(severity)
        for stage in (*self.severity_in, *([self.first_stage] if self.first_stage else [])):
            PURCHASE_STAGES.check(stage)

    def __reduce__(self) -> tuple[Any, ...]:
        """Take the rule apart for pickle and copy, which know no read-only mappings."""
        values = (getattr(self, each.name) for each in fields(self))
        return type(self), tuple(dict(value) if isinstance(value, Mapping) else value for value in values)

    def severity_for(self, grade: str, stage: str | None) -> Severity:
        """Return how bad a hit of a grade is in a stage.

        Examples
        --------
        >>> import stakeholder_graph as sg
        >>> rule = sg.Rule("MY-1", "mine", "medium", lambda facts: True, severity_of={"key": "high"})
        >>> rule.severity_for("", "select"), rule.severity_for("key", "specify")
        ('high', 'high')
        """
        if stage is not None and stage in self.severity_in:
            return self.severity_in[stage]
        return severity_at(self.severity_of.get(grade, self.severity), stage)

    def applies_in(self, stage: str | None) -> bool | None:
        """Return whether the rule applies in a stage; None where that hangs on the stage and it is not known."""
        if stage is None:
            return None if self.by_stage or self.first_stage is not None else True
        return self.first_stage is None or stage_from(stage, self.first_stage)

    def regraded(self, severity: Severity) -> Rule:
        """Return the rule with one severity for every contact and stage; it still rises near the decision."""
        return replace(self, severity=check_severity(severity), severity_in={}, severity_of={})

    def text(self, part: str, lang: Language = "en", variant: str = "") -> str:
        """Return one of the texts, templates unfilled: title, when, question, action, evidence or each.

        Examples
        --------
        >>> import stakeholder_graph as sg
        >>> sg.Rule("MY-1", "mine", "low", lambda facts: True, action="Call them.").text("action")
        'Call them.'
        """
        given = getattr(self, part)
        if isinstance(given, Mapping):
            given = given.get(variant, given.get("", ""))
        return given.label(lang) if isinstance(given, Text) else str(given)
