"""The commands about the decision: where it leans, what to do next, how sure we are, what if, what changed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.certainty.questions import questions_to_ask
from stakeholder_graph.analysis.certainty.ranks import rank_certainty
from stakeholder_graph.analysis.forecast.decision_lean import forecast_decision
from stakeholder_graph.analysis.moves.next_move import next_moves
from stakeholder_graph.analysis.moves.visits import plan_visits
from stakeholder_graph.analysis.relations.access import assess_access
from stakeholder_graph.analysis.relations.introductions import introduction_paths
from stakeholder_graph.cli.finding import UsageError, find_anybody, find_contact, names_of, read_account
from stakeholder_graph.cli.output import Page, print_page
from stakeholder_graph.errors import DataQualityWarning
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.snapshots import read_snapshots
from stakeholder_graph.model.scenarios import what_if
from stakeholder_graph.reports.rendering import by_day, with_attrs
from stakeholder_graph.reports.sections.certainty import certainty_section, question_section
from stakeholder_graph.reports.sections.outlook import forecast_section, move_section, visit_section
from stakeholder_graph.reports.sections.relations import path_section
from stakeholder_graph.reports.sections.review import change_section, comparison_section, history_section
from stakeholder_graph.reports.wording import say
from stakeholder_graph.review.changes import diff
from stakeholder_graph.review.comparison import compare
from stakeholder_graph.review.history import trend

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

__all__ = ["DECISION_COMMANDS"]


def _forecast(arguments: argparse.Namespace) -> bool:
    if arguments.rule == "quota" and arguments.quota is None:
        raise UsageError(say("errors", "quota_needed", arguments.lang))
    G = read_account(arguments)
    forecast = forecast_decision(
        G,
        rule=arguments.rule,
        quota=arguments.quota,
        rounds=arguments.rounds,
        draws=arguments.draws,
        seed=arguments.seed,
    )
    blocks = forecast_section(forecast, names_of(G), arguments.lang, top=len(forecast.contacts))
    print_page(Page(blocks, forecast.to_frame(), forecast.to_dict()), arguments.format)
    return False


def _next(arguments: argparse.Namespace) -> bool:
    lang = arguments.lang
    if arguments.visits is not None and arguments.top is not None:
        raise UsageError(say("errors", "visits_or_top", lang))
    G = read_account(arguments)
    if arguments.visits is not None:
        plan = plan_visits(G, budget=arguments.visits, as_of=arguments.as_of, lang=lang)
        print_page(Page(visit_section(plan, lang), plan.to_frame(), plan.to_dict()), arguments.format)
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataQualityWarning)  # the section says so, in the language that was asked for
        moves = next_moves(G, as_of=arguments.as_of, lang=lang)
    shown = moves if arguments.top is None else moves.groupby("decides", sort=False).head(arguments.top)
    blocks = move_section(shown, names_of(G), lang, top=len(shown))
    print_page(Page(blocks, shown, {**with_attrs(moves), "records": shown}), arguments.format)
    return False


def _paths(arguments: argparse.Namespace) -> bool:
    G, lang = read_account(arguments), arguments.lang
    target = None if arguments.to is None else find_contact(G, arguments.to, lang, option="--to")
    paths = introduction_paths(G, target=target, k=arguments.k, as_of=arguments.as_of, lang=lang)
    access = assess_access(G, target=target, as_of=arguments.as_of)
    data = {**with_attrs(paths), "access": access.to_dict(), "records": paths}
    print_page(Page(path_section(paths, access, names_of(G), lang), paths, data), arguments.format)
    return False


def _certainty(arguments: argparse.Namespace) -> bool:
    G = read_account(arguments)
    certainty = rank_certainty(G, draws=arguments.draws, seed=arguments.seed, top=arguments.top)
    blocks = certainty_section(certainty, arguments.lang, top=len(certainty.contacts))
    print_page(Page(blocks, certainty.to_frame(), certainty.to_dict()), arguments.format)
    return False


def _ask(arguments: argparse.Namespace) -> bool:
    G, lang = read_account(arguments), arguments.lang
    options = {"draws": arguments.draws, "seed": arguments.seed}
    questions = questions_to_ask(G, **options, as_of=arguments.as_of, limit=arguments.limit, lang=lang)
    blocks = question_section(questions, lang, top=arguments.limit)
    print_page(Page(blocks, questions, with_attrs(questions)), arguments.format)
    return False


def _whatif(arguments: argparse.Namespace) -> bool:
    G, lang = read_account(arguments), arguments.lang
    joining = [{"contact_id": name, "roles": roles} for name, roles in arguments.join]
    people = {name for name, _ in arguments.join}

    def named(wanted: str) -> str:
        return wanted if wanted in people else find_anybody(G, wanted, lang, option="whatif")

    H = what_if(
        G,
        stance={named(name): value for name, value in arguments.stance},
        weight={(named(source), named(target)): value for (source, target), value in arguments.weight},
        leave=[named(name) for name in arguments.leave],
        join=joining,
        roles={named(name): roles for name, roles in arguments.role},
    )
    scenarios = {say("sentences", "today", lang): G, say("sentences", "scenario", lang): H}
    comparison = compare(scenarios, stage=arguments.stage, as_of=arguments.as_of)
    if arguments.picture is not None:
        from stakeholder_graph.viz.charts.saving import save_diagram  # noqa: PLC0415  only here is matplotlib needed

        options = {"lang": lang, "stage": arguments.stage, "as_of": arguments.as_of}
        save_diagram(scenarios, arguments.picture, picture="comparison", **options)
    print_page(Page(comparison_section(comparison, lang), comparison, with_attrs(comparison)), arguments.format)
    return False


def _diff(arguments: argparse.Namespace) -> bool:
    before, after = (
        read_csv(folder, stance_scale=arguments.stance_scale) for folder in (arguments.before, arguments.after)
    )
    changes = diff(before, after)
    lang = arguments.lang
    page = Page(change_section(changes, lang), changes.to_frame(lang), changes.to_dict(lang))
    print_page(page, arguments.format)
    return False


def _history(arguments: argparse.Namespace) -> bool:
    table = trend(read_snapshots(arguments.folder, stance_scale=arguments.stance_scale))
    dated = by_day(table)
    print_page(Page(history_section(table, arguments.lang), dated, with_attrs(dated)), arguments.format)
    return False


DECISION_COMMANDS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "forecast": _forecast,
    "next": _next,
    "paths": _paths,
    "certainty": _certainty,
    "ask": _ask,
    "whatif": _whatif,
    "diff": _diff,
    "history": _history,
}
