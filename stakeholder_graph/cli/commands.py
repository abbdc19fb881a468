"""What each command does. A command prints its result and returns whether ``--fail-on`` was reached."""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.analysis.influence.explanation import RankExplanation, explain_rank
from stakeholder_graph.analysis.influence.ranking import rank_contacts
from stakeholder_graph.errors import DataQualityWarning, OptionError, SchemaError
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.model.reading import unknown_columns
from stakeholder_graph.reports.facts import AccountFacts, gather_account
from stakeholder_graph.reports.markdown import coverage_sentence
from stakeholder_graph.reports.rendering import escape_markdown, to_csv, to_json, to_markdown
from stakeholder_graph.reports.report_files import write_facts
from stakeholder_graph.reports.text_table import printable, terminal_text
from stakeholder_graph.reports.views import failure_view, finding_view, ranking_view, role_view
from stakeholder_graph.reports.wording import say
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.rules.rule_file import load_rules
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.rules.table import DEFAULT_RULES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from stakeholder_graph.model.buying_center import BuyingCenter
    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["COMMANDS"]

_DEMO_LANGUAGES: dict[str, Language] = {"bank_mainframe": "zh"}  # each sample in the language of its data
_FOR_PEOPLE = ("table", "md")
_DEMO_RANKED = 8  # ours: what fits on a screen


def _read(arguments: argparse.Namespace) -> BuyingCenter:
    return read_csv(arguments.folder, stance_scale=arguments.stance_scale)


def _show(table: pd.DataFrame, view: pd.DataFrame, form: str, **facts: Any) -> None:
    """Print a result in the asked form: the view for people, the table itself for machines."""
    renderers: dict[str, Callable[[], str]] = {
        "table": lambda: terminal_text(view),
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
        if arguments.format != "table":
            failures = error.table(arguments.lang)
            _show(failures, failure_view(failures, arguments.lang), arguments.format)
        raise
    counts = {
        "contacts": len(G.contacts),
        "ties": len(G.influences),
        "team": len(G.team),
        "motives": len(G.motives),
    }
    if arguments.format != "table":
        table = pd.DataFrame([counts])
        _show(table, table.astype(str), arguments.format)
        return False
    print(say("sentences", "valid", arguments.lang, where=arguments.folder, **counts))
    for name, columns in unknown_columns(G).items():
        listed = ", ".join(printable(column) for column in columns)
        print(say("sentences", "kept_columns", arguments.lang, table=name, columns=listed))
    return False


def _rank(arguments: argparse.Namespace) -> bool:
    G = _read(arguments)
    if arguments.explain is not None:
        _explain(explain_rank(G, _find_contact(G, arguments.explain, arguments.lang), stage=arguments.stage), arguments)
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataQualityWarning)  # said below, in the language that was asked for
        ranking = rank_contacts(G, measure=arguments.measure, stage=arguments.stage)
    attrs = {str(key): value for key, value in ranking.attrs.items()}
    if ranking.attrs["basis"] == "mean of all contacts" and len(ranking):
        warnings.warn(say("sentences", "unowned", arguments.lang), DataQualityWarning, stacklevel=1)
    shown = ranking.head(arguments.top) if arguments.top else ranking
    _show(shown, ranking_view(shown, arguments.lang), arguments.format, **attrs)
    if arguments.format in _FOR_PEOPLE:
        completeness = {"completeness": attrs["map_completeness"], "unattributed": attrs["unattributed"]}
        print("\n" + say("sentences", "completeness", arguments.lang, **completeness))
    return False


def _find_contact(G: BuyingCenter, wanted: str, lang: Language) -> str:
    """Return the id of a contact named by id or, where only one bears it, by name."""
    if wanted in G:
        return wanted
    bearers = sorted(node for node, data in G.nodes(data=True) if data.get("name") == wanted)
    if len(bearers) > 1:
        raise OptionError("--explain", wanted, say("sentences", "several_of_name", lang, ids=", ".join(bearers)))
    return bearers[0] if bearers else wanted


def _explain(why: RankExplanation, arguments: argparse.Namespace) -> None:
    if arguments.format == "json":
        print(json.dumps(why.to_dict(), ensure_ascii=False, indent=2))
    elif arguments.format == "csv":
        sys.stdout.write(to_csv(why.first_ties))
    else:
        lines = printable(why.to_text(arguments.lang)).split("\n")
        bullets = (f"- {escape_markdown(line)}" for line in lines[1:])
        print("\n".join(lines if arguments.format == "table" else [escape_markdown(lines[0]), "", *bullets]))


def _coverage(arguments: argparse.Namespace) -> bool:
    rules = DEFAULT_RULES if arguments.rules is None else load_rules(arguments.rules)
    G = _read(arguments)
    report = check_coverage(G, stage=arguments.stage, as_of=arguments.as_of, rules=rules)
    if arguments.format == "json":
        print(json.dumps(report.to_dict(arguments.lang), ensure_ascii=False, indent=2))
    elif arguments.format == "csv":
        sys.stdout.write(to_csv(report.to_frame(arguments.lang)))
    else:
        render = terminal_text if arguments.format == "table" else to_markdown
        print("\n\n".join(_coverage_page(report, arguments.lang, render)))
    return _reaches(report.findings, arguments.fail_on)


def _coverage_page(report: CoverageReport, lang: Language, render: Callable[[pd.DataFrame], str]) -> Iterator[str]:
    """Yield what a coverage report says: roles, findings, and the questions that are open."""
    yield say("headings", "roles", lang)
    yield render(role_view(report.roles, report.names, lang))
    yield coverage_sentence(report, lang)
    yield say("headings", "findings", lang)
    yield render(finding_view(report, lang)) if len(report.findings) else say("sentences", "no_findings", lang)
    questions = report.to_dict(lang)["questions"]
    if questions:
        yield say("headings", "unknowns", lang)
        yield "\n".join(f"- {printable(each['question'])}" for each in questions)


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
    facts = gather_account(G, stage=arguments.stage, as_of=arguments.as_of)
    for path in write_facts(G, facts, arguments.output, lang=arguments.lang).values():
        print(path)
    return _reaches(facts.coverage.findings, arguments.fail_on)


def _demo(arguments: argparse.Namespace) -> bool:
    for sample in SAMPLES:
        G = read_csv(sample_folder(sample))
        lang = arguments.lang or _DEMO_LANGUAGES.get(sample, "en")
        facts = gather_account(G)
        print("\n" + "\n\n".join(_demo_page(facts, lang)))
        written = write_facts(G, facts, Path(arguments.output) / sample, lang=lang)
        print("\n" + say("sentences", "written", lang, path=written["map"]))
        print(say("sentences", "written", lang, path=written["report"]))
    return False


def _demo_page(facts: AccountFacts, lang: Language) -> Iterator[str]:
    attrs = facts.ranking.attrs
    title = say("headings", "report", lang, account=facts.account.get("account", ""))
    yield f"{title}\n{'=' * 72}"
    yield say("headings", "ranking", lang)
    yield terminal_text(ranking_view(facts.ranking.head(_DEMO_RANKED), lang))
    completeness, unattributed = attrs["map_completeness"], attrs["unattributed"]
    yield say("sentences", "completeness", lang, completeness=completeness, unattributed=unattributed)
    yield from _coverage_page(facts.coverage, lang, terminal_text)


COMMANDS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "check": _check,
    "rank": _rank,
    "coverage": _coverage,
    "map": _map,
    "report": _report,
    "demo": _demo,
}
