"""What is missing: roles, findings, coaches, and what nobody knows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.reports.cells import share_of
from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Paragraph, Table
from stakeholder_graph.reports.views import coach_view, role_view
from stakeholder_graph.reports.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["coach_section", "coverage_sentence", "finding_section", "role_section", "unknown_section"]


def coverage_sentence(report: CoverageReport, lang: Language) -> str:
    """Say how well the roles that this stage needs are covered."""
    low, high = (share_of(share) for share in report.score_range)
    score = report.score
    key = "score_no_stage" if report.stage is None else "score_unknown" if math.isnan(score) else "score"
    return say("sentences", key, lang, score=share_of(score), low=low, high=high)


def role_section(report: CoverageReport, lang: Language) -> Iterator[Block]:
    """Say who holds each role and whom of them we have met."""
    yield Heading(say("headings", "roles", lang))
    yield Paragraph(coverage_sentence(report, lang))
    yield Table(role_view(report.roles, report.names, lang))


def finding_section(report: CoverageReport, lang: Language) -> Iterator[Block]:
    """Say what the rules found, and what to do about it."""
    yield Heading(say("headings", "findings", lang))
    findings = report.to_dict(lang)["findings"]
    if not findings:
        yield Paragraph(say("sentences", "no_findings", lang))
        return
    colon = "：" if lang == "zh" else ": "
    yield Bullets(
        tuple(
            Bullet(
                f"{finding['title']} ({finding['rule']})",
                lead=finding["severity_label"] + colon.strip(),
                note=say("sentences", "fragile", lang) if finding["fragile"] else "",
                items=(finding["evidence"], f"{say('sentences', 'action', lang)}{colon}{finding['action']}"),
            )
            for finding in findings
        )
    )


def coach_section(coaches: pd.DataFrame, names: Mapping[str, str], lang: Language) -> Iterator[Block]:
    """Say who is a coach and who only bears the name."""
    yield Heading(say("headings", "coaches", lang))
    view = coach_view(coaches, names, lang)
    yield Table(view) if len(view) else Paragraph(say("sentences", "no_coaches", lang))


def unknown_section(report: CoverageReport, lang: Language) -> Iterator[Block]:
    """List what the rules could not decide, as questions; nothing where they could decide everything."""
    questions = report.to_dict(lang)["questions"]
    if questions:
        yield Heading(say("headings", "unknowns", lang))
        yield Bullets(tuple(Bullet(each["question"]) for each in questions))
