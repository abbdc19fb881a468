"""The card that a notebook shows for a coverage report; inline styles only, everything from the data escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.presenting import BADGE, BADGE_HELD, BADGE_OPEN, CARD, QUIET
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["render_coverage"]

_WIDTH = "max-width:760px"
_CELL = "padding:3px 8px 3px 0;text-align:left;vertical-align:top;border-top:1px solid #E6EAF0"
_STATUS = {
    "covered": BADGE_HELD,
    "not_met": BADGE + "border:1px solid #9A6B00;color:#5C3D00;background:#FFFDF5",
    "unknown": BADGE + "border:1px dotted #6B7280;color:#374151",
    "placeholder": BADGE_OPEN,
    "empty": BADGE_OPEN,
}
_STATUS_WORDS = {
    "covered": "met",
    "not_met": "never met",
    "unknown": "not known whether met",
    "placeholder": "no name yet",
    "empty": "nobody",
}


def render_coverage(data: Mapping[str, Any]) -> str:
    """Return a coverage report as a small self-contained HTML card.

    Parameters
    ----------
    data : mapping
        The plain data of a report, as :meth:`CoverageReport.to_dict` returns them in English.

    Returns
    -------
    str
        HTML with inline styles; all data are escaped.
    """
    stage = PURCHASE_STAGES.label(data["stage"]) if data["stage"] else "not known"
    low, high = data["score_range"]
    score = "not known" if data["score"] is None else f"{100 * data['score']:.0f} %"
    head = f"Stage: {escape(stage)} · required roles covered {score} (between {100 * low:.0f} and {100 * high:.0f} %)"
    badges = "".join(_badge(role) for role in data["roles"] if role["need"] == "required")
    questions = len(data["unknowns"])
    lines = [
        '<div style="font-size:115%;font-weight:bold">What is missing</div>',
        f'<div style="{QUIET}">{head}</div>',
        f'<div style="margin-top:6px">{badges}</div>',
        _table(data["findings"]),
        f'<div style="margin-top:6px;{QUIET}">{questions} more to ask: see .unknowns</div>' if questions else "",
    ]
    return f'<div style="{CARD};{_WIDTH}">{"".join(lines)}</div>'


def _badge(role: dict[str, Any]) -> str:
    label = f"{ROLES.label(role['role'])}: {_STATUS_WORDS[role['status']]}"
    return f'<span style="{_STATUS[role["status"]]}">{escape(label)}</span>'


def _table(findings: list[dict[str, Any]]) -> str:
    if not findings:
        return '<div style="margin-top:6px">No finding.</div>'
    rows = [
        f'<tr><td style="{_CELL}"><b>{escape(finding["severity"])}</b></td>'
        f'<td style="{_CELL}"><b>{escape(finding["title"])}</b>{" (fragile)" if finding["fragile"] else ""}<br>'
        f"{escape(finding['evidence'])}</td>"
        f'<td style="{_CELL}">{escape(finding["action"])}</td></tr>'
        for finding in findings
    ]
    return f'<table style="border-collapse:collapse;margin-top:6px">{"".join(rows)}</table>'
