"""The commands about the map itself. A command prints its result and returns whether ``--fail-on`` was reached."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from stakeholder_graph.analysis.influence.decision import NOBODY_DECIDES
from stakeholder_graph.analysis.influence.draws import DRAWS
from stakeholder_graph.analysis.influence.explanation import explain_rank
from stakeholder_graph.analysis.influence.ranking import rank_contacts
from stakeholder_graph.cli.finding import UsageError, find_contact, read_account, read_past
from stakeholder_graph.cli.output import FOR_PEOPLE, Page, print_page
from stakeholder_graph.errors import DataQualityWarning, SchemaError
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.model.reading import unknown_columns
from stakeholder_graph.reports.document import Block, Heading, Paragraph, Table
from stakeholder_graph.reports.rendering import with_attrs
from stakeholder_graph.reports.report_files import write_account
from stakeholder_graph.reports.sections.certainty import question_section
from stakeholder_graph.reports.sections.coverage import coverage_sentence, unknown_section
from stakeholder_graph.reports.sections.frame import report_title
from stakeholder_graph.reports.sections.influence import completeness_sentence, explanation_section, ranking_section
from stakeholder_graph.reports.sections.outlook import forecast_section, move_section
from stakeholder_graph.reports.sections.relations import path_section
from stakeholder_graph.reports.summary import summarize
from stakeholder_graph.reports.text_table import printable
from stakeholder_graph.reports.views import failure_view, finding_view, ranking_view, role_view
from stakeholder_graph.reports.wording import say
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.rule_file import load_rules
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.rules.table import DEFAULT_RULES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from stakeholder_graph.reports.account_report import AccountReport
    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.rules.table import RuleSet
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MAP_COMMANDS"]

_DEMO_LANGUAGES: dict[str, Language] = {"bank_mainframe": "zh"}  # each sample in the language of its data
_DEMO_RANKED, _DEMO_MOVES = 8, 3  # ours: what fits on a screen


def _reaches(findings: pd.DataFrame, level: str | None) -> bool:
    """Return whether a finding is at least as severe as `level`."""
    if level is None:
        return False
    return any(SEVERITIES.order(severity) <= SEVERITIES.order(level) for severity in findings["severity"])


def _check(arguments: argparse.Namespace) -> bool:
    lang: Language = arguments.lang
    try:
        G = read_account(arguments)
    except SchemaError as error:
        if arguments.format != "table":
            failures = error.table(lang)
            data = {"valid": False, "records": failures}
            print_page(Page([Table(failure_view(failures, lang))], failures, data), arguments.format)
        raise
    counts = {
        "contacts": len(G.contacts),
        "ties": len(G.influences),
        "team": len(G.team),
        "motives": len(G.motives),
    }
    if arguments.format != "table":
        table = pd.DataFrame([counts])
        data = {"valid": True, **counts, "records": []}
        print_page(Page([Table(table.astype(str))], table, data), arguments.format)
        return False
    print(say("sentences", "valid", lang, where=arguments.folder, **counts))
    for name, columns in unknown_columns(G).items():
        listed = ", ".join(printable(column) for column in columns)
        print(say("sentences", "kept_columns", lang, table=name, columns=listed))
    return False


def _rank(arguments: argparse.Namespace) -> bool:
    G = read_account(arguments)
    lang: Language = arguments.lang
    if arguments.explain is not None:
        contact = find_contact(G, arguments.explain, lang, option="--explain")
        why = explain_rank(G, contact, stage=arguments.stage)
        print_page(Page(explanation_section(why, lang), why.first_ties, why.to_dict()), arguments.format)
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataQualityWarning)  # said below, in the language that was asked for
        ranking = rank_contacts(G, measure=arguments.measure, stage=arguments.stage)
    if ranking.attrs["basis"] == NOBODY_DECIDES and len(ranking):
        warnings.warn(say("sentences", "unowned", lang), DataQualityWarning, stacklevel=1)
    shown = ranking.head(arguments.top) if arguments.top else ranking
    blocks: list[Block] = [Table(ranking_view(shown, lang)), Paragraph(completeness_sentence(ranking, lang))]
    print_page(Page(blocks, shown, {**with_attrs(ranking), "records": shown}), arguments.format)
    return False


def _rules(arguments: argparse.Namespace) -> RuleSet:
    """Return the rules, with the changes of the file that is named."""
    return DEFAULT_RULES if arguments.rules is None else load_rules(arguments.rules)


def _coverage(arguments: argparse.Namespace) -> bool:
    rules = _rules(arguments)
    report = check_coverage(read_account(arguments), stage=arguments.stage, as_of=arguments.as_of, rules=rules)
    lang: Language = arguments.lang
    data = report.to_dict(lang) if arguments.format == "json" else None
    print_page(Page(_coverage_blocks(report, lang), report.to_frame(lang), data), arguments.format)
    return _reaches(report.findings, arguments.fail_on)


def _coverage_blocks(report: CoverageReport, lang: Language) -> Iterator[Block]:
    """Yield what a coverage report says on a screen: roles, findings as a table, and the questions that are open."""
    yield Heading(say("headings", "roles", lang))
    yield Table(role_view(report.roles, report.names, lang))
    yield Paragraph(coverage_sentence(report, lang))
    yield Heading(say("headings", "findings", lang))
    found = len(report.findings)
    yield Table(finding_view(report, lang)) if found else Paragraph(say("sentences", "no_findings", lang))
    yield from unknown_section(report, lang)


def _map(arguments: argparse.Namespace) -> bool:
    from stakeholder_graph.viz.charts.saving import save_diagram  # noqa: PLC0415  the other commands load no matplotlib

    path = save_diagram(
        read_account(arguments),
        arguments.output,
        lang=arguments.lang,
        title=arguments.title,
        size=arguments.size,
        stage=arguments.stage,
        as_of=arguments.as_of,
    )
    print(path)
    return False


def _pictures(arguments: argparse.Namespace) -> bool:
    from stakeholder_graph.viz.charts.album import save_pictures  # noqa: PLC0415  as above

    past = read_past(arguments.folder, arguments.snapshots, arguments.stance_scale)
    if past is None and "history" in (arguments.only or ()):
        raise UsageError(say("errors", "no_snapshots", arguments.lang, folder=arguments.folder))
    files = save_pictures(
        read_account(arguments),
        arguments.output,
        pictures=arguments.only,
        snapshots=past,
        file_format=arguments.file_format,
        lang=arguments.lang,
        stage=arguments.stage,
        as_of=arguments.as_of,
        draws=arguments.draws,
        seed=arguments.seed,
    )
    for path in files.values():
        print(path)
    return False


def _report(arguments: argparse.Namespace) -> bool:
    G = read_account(arguments)
    report = summarize(
        G,
        stage=arguments.stage,
        as_of=arguments.as_of,
        draws=arguments.draws,
        seed=arguments.seed,
        snapshots=read_past(arguments.folder, arguments.snapshots, arguments.stance_scale),
        rules=_rules(arguments),
        lang=arguments.lang,
    )
    for path in write_account(G, report, arguments.output).values():
        print(path)
    return _reaches(report.coverage.findings, arguments.fail_on)


def _demo(arguments: argparse.Namespace) -> bool:
    for sample in SAMPLES:
        G = read_csv(sample_folder(sample))
        lang = arguments.lang or _DEMO_LANGUAGES.get(sample, "en")
        report = summarize(G, draws=DRAWS, snapshots=read_past(sample_folder(sample)), lang=lang)
        print()
        print_page(Page(_demo_blocks(report), report.ranking, None), FOR_PEOPLE[0])
        written = write_account(G, report, Path(arguments.output) / sample)
        shown = (say("sentences", "written", lang, path=written[name]) for name in ("map", "report", "page"))
        print("\n" + "\n".join(shown))
    return False


def _demo_blocks(report: AccountReport) -> Iterator[Block]:
    """Yield the short form of a report: where the decision leans, who moves it, what to do, what is missing."""
    lang = report.lang
    yield Heading(report_title(report.account, lang), 1)
    yield from forecast_section(report.forecast, report.names, lang, top=0)
    yield from ranking_section(report.ranking, lang, top=_DEMO_RANKED)
    yield from move_section(report.moves, report.names, lang, top=_DEMO_MOVES)
    yield from path_section(report.paths, None, report.names, lang)
    if report.questions is not None:
        yield from question_section(report.questions, lang, top=_DEMO_MOVES)
    yield from _coverage_blocks(report.coverage, lang)


MAP_COMMANDS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "check": _check,
    "rank": _rank,
    "coverage": _coverage,
    "map": _map,
    "pictures": _pictures,
    "report": _report,
    "demo": _demo,
}
