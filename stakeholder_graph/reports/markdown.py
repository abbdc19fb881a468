"""A report of one account as Markdown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.reports.rendering import escape_markdown, to_markdown
from stakeholder_graph.reports.views import coach_view, ranking_view, role_view
from stakeholder_graph.reports.wording import say, texts
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.reports.facts import AccountFacts
    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["coverage_sentence", "render_markdown"]


def render_markdown(facts: AccountFacts, *, lang: Language = "en", picture: str | None = None) -> str:
    """Return a report that reads from top to bottom.

    Parameters
    ----------
    facts : AccountFacts
        What is known.
    lang : {"en", "zh"}
        The language of everything but the data.
    picture : str, optional
        Link to the influence map.

    Returns
    -------
    str
        Markdown; marks in the data are escaped.
    """
    return (
        "\n\n".join(
            [
                *_head(facts, lang, picture),
                *_ranking(facts, lang),
                *_roles(facts, lang),
                *_findings(facts, lang),
                *_coaches(facts, lang),
                *_unknowns(facts, lang),
                *_reading(lang),
            ]
        )
        + "\n"
    )


def coverage_sentence(report: CoverageReport, lang: Language) -> str:
    """Say how well the roles that this stage needs are covered."""
    low, high = report.score_range
    score = report.score
    key = "score_no_stage" if report.stage is None else "score_unknown" if math.isnan(score) else "score"
    return say("sentences", key, lang, score=score, low=low, high=high)


def _head(facts: AccountFacts, lang: Language, picture: str | None) -> Iterator[str]:
    account = facts.account
    name = account.get("account") or say("headings", "unnamed", lang)
    yield f"# {escape_markdown(say('headings', 'report', lang, account=name))}"
    stage = account.get("stage")
    parts = [account.get("purchase"), PURCHASE_STAGES.label(stage, lang) if stage else None, account.get("as_of")]
    if any(parts):
        yield " · ".join(escape_markdown(part) for part in parts if part)
    if picture is not None:
        yield f"![{say('headings', 'map', lang)}]({picture})"


def _ranking(facts: AccountFacts, lang: Language) -> Iterator[str]:
    yield f"## {say('headings', 'ranking', lang)}"
    if not len(facts.ranking):
        yield say("sentences", "no_contacts", lang)
        return
    attrs = facts.ranking.attrs
    yield say(
        "sentences", "completeness", lang, completeness=attrs["map_completeness"], unattributed=attrs["unattributed"]
    )
    if facts.is_unowned:
        yield f"> {say('sentences', 'unowned', lang)}"
    yield to_markdown(ranking_view(facts.ranking, lang))


def _roles(facts: AccountFacts, lang: Language) -> Iterator[str]:
    yield f"## {say('headings', 'roles', lang)}"
    yield coverage_sentence(facts.coverage, lang)
    yield to_markdown(role_view(facts.coverage.roles, facts.names, lang))


def _findings(facts: AccountFacts, lang: Language) -> Iterator[str]:
    yield f"## {say('headings', 'findings', lang)}"
    findings = facts.coverage.to_dict(lang)["findings"]
    if not findings:
        yield say("sentences", "no_findings", lang)
        return
    colon = "：" if lang == "zh" else ": "
    items = []
    for finding in findings:
        fragile = f" *({say('sentences', 'fragile', lang)})*" if finding["fragile"] else ""
        items.append(
            f"- **{finding['severity_label']}**{colon}{escape_markdown(finding['title'])} ({finding['rule']})"
            f"{fragile}\n"
            f"  - {escape_markdown(finding['evidence'])}\n"
            f"  - {say('sentences', 'action', lang)}{colon}{escape_markdown(finding['action'])}"
        )
    yield "\n".join(items)


def _coaches(facts: AccountFacts, lang: Language) -> Iterator[str]:
    yield f"## {say('headings', 'coaches', lang)}"
    view = coach_view(facts.coaches, facts.names, lang)
    yield to_markdown(view) if len(view) else say("sentences", "no_coaches", lang)


def _unknowns(facts: AccountFacts, lang: Language) -> Iterator[str]:
    questions = facts.coverage.to_dict(lang)["questions"]
    if questions:
        yield f"## {say('headings', 'unknowns', lang)}"
        yield "\n".join(f"- {escape_markdown(each['question'])}" for each in questions)


def _reading(lang: Language) -> Iterator[str]:
    yield f"## {say('headings', 'reading', lang)}"
    yield "\n".join(f"- {say('reading', key, lang)}" for key in texts()["reading"])
