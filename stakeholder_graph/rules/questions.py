"""What to ask, each thing once: the gaps of all rules joined by what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.rules.table import rule_tables
from stakeholder_graph.rules.wording import field_label, input_question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stakeholder_graph.rules.judgement import Unknown
    from stakeholder_graph.rules.wording import Wording

__all__ = ["question_records"]


@dataclass(frozen=True, slots=True)
class _Question:
    """One input that rules wait for; the template is the words to ask for it."""

    missing: str
    template: str
    gaps: tuple[Unknown, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(sorted({gap.rule.id for gap in self.gaps}))

    @property
    def contacts(self) -> tuple[str, ...]:
        """Whom the question is about; nobody where it is about the map."""
        if "{who}" not in self.template:
            return ()
        return tuple(sorted({contact for gap in self.gaps for contact in gap.contacts}))


def question_records(unknowns: Iterable[Unknown], wording: Wording) -> list[dict[str, Any]]:
    """Return one question for each input that is missing, about everybody for whom any rule misses it.

    What most rules wait for comes first, then by input. An input that the table has no words for, and a rule that
    names no input, are asked for in the words of the rule.
    """
    gaps: dict[tuple[str, str], list[Unknown]] = {}
    for unknown in unknowns:
        for name in unknown.fields or ("",):
            template = _template(name, wording) or unknown.rule.text("question", wording.lang)
            gaps.setdefault((name, template), []).append(unknown)
    questions = [_Question(name, template, tuple(found)) for (name, template), found in gaps.items()]
    return [_record(each, wording) for each in sorted(questions, key=lambda q: (-len(q.rules), q.missing, q.rules))]


def _template(name: str, wording: Wording) -> str | None:
    pair = rule_tables()["questions"].get(name)
    return input_question(name, wording.lang) if pair is None else str(pair[wording.lang == "zh"])


def _record(question: _Question, wording: Wording) -> dict[str, Any]:
    return {
        "missing": question.missing,
        "missing_label": field_label(question.missing, wording.lang),
        "contacts": question.contacts,
        "question": wording.fill(question.template, question.contacts, question.gaps[0].rule.parameters),
        "rules": question.rules,
    }
