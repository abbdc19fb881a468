"""How bad a finding is: six grades, and the step that they rise when the decision is near."""

from __future__ import annotations

from typing import Literal, cast, get_args

from stakeholder_graph.vocabulary.terms import Term, Vocabulary

__all__ = ["SEVERITIES", "Severity", "check_severity", "severity_at"]

Severity = Literal["error", "critical", "high", "medium", "low", "info"]

SEVERITIES = Vocabulary(
    "severity",
    Term("error", "error", "数据错误"),
    Term("critical", "critical", "严重"),
    Term("high", "high", "高"),
    Term("medium", "medium", "中"),
    Term("low", "low", "低"),
    Term("info", "info", "提示"),
)

if tuple(SEVERITIES) != get_args(Severity):  # pragma: no cover
    raise AssertionError("SEVERITIES and Severity list different keys")

# The stages in which every severity rises by one step, because little time is left to mend anything; ours.
_URGENT_STAGES = ("select", "contract")
_LADDER: tuple[Severity, ...] = ("info", "low", "medium", "high", "critical")


def severity_at(severity: Severity, stage: str | None) -> Severity:
    """Return a severity as it stands in a stage: one step higher in selection and contract.

    Critical is the top; an error in the data is an error in every stage; an unknown stage raises nothing.

    Examples
    --------
    >>> severity_at("medium", "select"), severity_at("medium", "specify"), severity_at("critical", "contract")
    ('high', 'medium', 'critical')
    """
    if stage not in _URGENT_STAGES or severity == "error":
        return severity
    return _LADDER[min(_LADDER.index(severity) + 1, len(_LADDER) - 1)]


def check_severity(value: object) -> Severity:
    """Return `value` if it is a severity.

    Raises
    ------
    UnknownTermError
        If it is none; the message offers the nearest ones.

    Examples
    --------
    >>> check_severity("low")
    'low'
    """
    return cast("Severity", SEVERITIES.check(value))
