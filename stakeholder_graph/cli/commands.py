"""What each command does. A command prints its result and returns whether ``--fail-on`` was reached."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.analysis.explanation import explain_rank
from stakeholder_graph.analysis.ranking import rank_contacts
from stakeholder_graph.errors import SchemaError
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.reports.facts import AccountFacts, gather_account
from stakeholder_graph.reports.markdown import coverage_sentence
from stakeholder_graph.reports.rendering import to_csv, to_json, to_markdown
from stakeholder_graph.reports.report_files import write_report
from stakeholder_graph.reports.text_table import to_text
from stakeholder_graph.reports.views import failure_view, finding_view, ranking_view, role_view
from stakeholder_graph.reports.wording import say
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.severities import SEVERITIES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from stakeholder_graph.model.buying_center import BuyingCenter
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["COMMANDS"]

_DEMO_LANGUAGES: dict[str, Language] = {"bank_mainframe": "zh"}  # each sample in the language of its data
_TERMINAL_WIDTH = 120  # ours: where the output is no terminal, wide enough to read and to send
_DEMO_RANKED = 8  # ours: what fits on a screen


def _read(arguments: argparse.Namespace) -> BuyingCenter:
    return read_csv(arguments.folder, stance_scale=arguments.stance_scale)


def _text(view: pd.DataFrame) -> str:
    return to_text(view, width=shutil.get_terminal_size((_TERMINAL_WIDTH, 24)).columns)


def _show(table: pd.DataFrame, view: pd.DataFrame, form: str, **facts: Any) -> None:
    """Print a result in the asked form: the view for people, the table itself for machines."""
    renderers: dict[str, Callable[[], str]] = {
        "table": lambda: _text(view),
        "md": lambda: to_markdown(view),
        "csv": lambda: to_csv(table),
        "json": lambda: to_json(table, **facts),
    }
    text = renderers[form]()
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _reaches(findings: pd.DataFrame, level: str | None) -> bool:
    """Return whether a finding is at least as severe as `level`."""
    if level is None:
        return False
    return any(SEVERITIES.order(severity) <= SEVERITIES.order(level) for severity in findings["severity"])


def _check(arguments: argparse.Namespace) -> bool:
    try:
        G = _read(arguments)
    except SchemaError as error:
        if arguments.format == "table":
            raise
        _show(error.failures, failure_view(error.failures, arguments.lang), arguments.format)
        raise
    counts = {
        "contacts": len(G.contacts),
        "ties": len(G.influences),
        "team": len(G.team),
        "motives": len(G.motives),
    }
    if arguments.format == "table":
        print(say("sentences", "valid", arguments.lang, where=arguments.folder, **counts))
    else:
        table = pd.DataFrame([counts])
        _show(table, table.astype(str), arguments.format)
    return False


def _rank(arguments: argparse.Namespace) -> bool:
    G = _read(arguments)
    if arguments.explain is not None:
        why = explain_rank(G, arguments.explain, stage=arguments.stage)
        if arguments.format == "json":
            print(json.dumps(why.to_dict(), ensure_ascii=False, indent=2))
        elif arguments.format == "csv":
            sys.stdout.write(to_csv(why.first_ties))
        else:
            print(why.to_text(arguments.lang))
        return False
    ranking = rank_contacts(G, measure=arguments.measure, stage=arguments.stage)
    attrs = dict(ranking.attrs)
    shown = ranking.head(arguments.top) if arguments.top else ranking
    _show(
        shown,
        ranking_view(shown, arguments.lang),
        arguments.format,
        **{str(key): value for key, value in attrs.items()},
    )
    if arguments.format in ("table", "md"):
        completeness = {"completeness": attrs["map_completeness"], "unattributed": attrs["unattributed"]}
        print("\n" + say("sentences", "completeness", arguments.lang, **completeness))
    return False


def _coverage(arguments: argparse.Namespace) -> bool:
    report = check_coverage(_read(arguments), stage=arguments.stage, as_of=arguments.as_of)
    findings = report.to_frame(arguments.lang)
    if arguments.format == "json":
        print(json.dumps(report.to_dict(arguments.lang), ensure_ascii=False, indent=2))
    elif not len(findings) and arguments.format != "csv":
        print(say("sentences", "no_findings", arguments.lang))
    else:
        _show(findings, finding_view(report, arguments.lang), arguments.format)
    return _reaches(findings, arguments.fail_on)


def _map(arguments: argparse.Namespace) -> bool:
    from stakeholder_graph.viz.influence_map import save_diagram  # noqa: PLC0415  the other commands load no matplotlib

    path = save_diagram(
        _read(arguments),
        arguments.output,
        lang=arguments.lang,
        title=arguments.title,
        stage=arguments.stage,
        as_of=arguments.as_of,
    )
    print(path)
    return False


def _report(arguments: argparse.Namespace) -> bool:
    G = _read(arguments)
    written = write_report(G, arguments.output, lang=arguments.lang, stage=arguments.stage, as_of=arguments.as_of)
    for path in written.values():
        print(path)
    findings = check_coverage(G, stage=arguments.stage, as_of=arguments.as_of).findings
    return _reaches(findings, arguments.fail_on)


def _demo(arguments: argparse.Namespace) -> bool:
    for sample in SAMPLES:
        G = read_csv(sample_folder(sample))
        lang = _DEMO_LANGUAGES.get(sample, arguments.lang)
        facts = gather_account(G)
        print("\n" + "\n\n".join(_demo_page(facts, lang)))
        written = write_report(G, Path(arguments.output) / sample, lang=lang)
        print("\n" + say("sentences", "written", lang, path=written["map"]))
        print(say("sentences", "written", lang, path=written["report"]))
    return False


def _demo_page(facts: AccountFacts, lang: Language) -> list[str]:
    attrs = facts.ranking.attrs
    ranking = facts.ranking.head(_DEMO_RANKED)
    title = say("headings", "report", lang, account=facts.account.get("account", ""))
    return [
        f"{title}\n{'=' * 72}",
        say("headings", "ranking", lang),
        _text(ranking_view(ranking, lang)),
        say(
            "sentences",
            "completeness",
            lang,
            completeness=attrs["map_completeness"],
            unattributed=attrs["unattributed"],
        ),
        say("headings", "roles", lang),
        _text(role_view(facts.coverage.roles, facts.names, lang)),
        coverage_sentence(facts, lang),
        say("headings", "findings", lang),
        _text(finding_view(facts.coverage, lang))
        if len(facts.coverage.findings)
        else say("sentences", "no_findings", lang),
    ]


COMMANDS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "check": _check,
    "rank": _rank,
    "coverage": _coverage,
    "map": _map,
    "report": _report,
    "demo": _demo,
}
