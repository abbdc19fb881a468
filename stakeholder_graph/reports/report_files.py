"""A report of one account as a folder of files: Markdown, HTML, JSON, CSV tables, influence map and dashboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.influence.draws import DRAWS
from stakeholder_graph.reports.rendering import by_day, to_csv, to_json
from stakeholder_graph.reports.summary import summarize
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet
from stakeholder_graph.vocabulary.terms import LANGUAGES, check_option

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.relations.access_answer import Access
    from stakeholder_graph.reports.account_report import AccountReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_account", "write_report"]

_PICTURE, _DASHBOARD = "influence_map.png", "dashboard.png"


def write_report(
    G: nx.DiGraph[Any],
    folder: str | os.PathLike[str],
    *,
    lang: Language = "en",
    stage: str | None = None,
    as_of: dt.date | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    snapshots: Mapping[dt.date, nx.DiGraph[Any]] | None = None,
    rules: RuleSet = DEFAULT_RULES,
) -> dict[str, Path]:
    """Write a report of an account into a folder.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    folder : path
        Made if it is not there; files of the same names are replaced.
    lang : {"en", "zh"}, default "en"
        The language of texts; column keys of CSV files are not translated.
    stage : str, optional
        The purchase stage, which says which roles are needed now; by default the account's own. Shares are of the
        decision in the end, whatever the stage.
    as_of : datetime.date, optional
        The date the report speaks of; by default the account's own.
    draws : int, default 10,000
        Monte Carlo draws for certainty and questions; 0 leaves them and access out.
    seed : int, default 0
        Seed of the draws.
    snapshots : mapping of datetime.date to networkx.DiGraph, optional
        Earlier states of the same purchase, as for ``summarize``; not changed.
    rules : RuleSet, optional
        The rules to check; by default all of them.

    Returns
    -------
    dict of str to pathlib.Path
        ``report`` (Markdown), ``page`` (HTML), ``data`` (JSON), ``map`` and ``dashboard`` (PNG), and the tables
        ``ranking``, ``role_ranking``, ``forecast``, ``votes``, ``moves``, ``sponsors``, ``ways``, ``introductions``,
        ``roles``, ``findings``, ``coaches``, ``motives``, ``motive_alignment``, ``motive_conflicts``,
        ``relationships``, ``relationship_balance``, ``dossiers``, ``turnover``, ``structure``, ``coalitions``,
        ``labels``, ``brokerage``, ``stage``, ``classification``, ``uncoupling``, ``position``; with a date ``visits``,
        with draws ``certainty``, ``questions`` and ``access``, with earlier snapshots ``changes`` and ``history`` (CSV,
        UTF-8 with byte-order mark so that spreadsheets read it, safe against formulas).

    Raises
    ------
    SchemaError
        If the graph breaks the schema; nothing is written.
    UnknownTermError, OptionError
        If an option does not exist or is out of range.

    See Also
    --------
    summarize : the same as an object.

    Examples
    --------
    >>> import tempfile
    >>> import stakeholder_graph as sg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = sg.write_report(sg.example_buying_center(), folder, draws=100)
    ...     sorted(path.name for path in files.values())[:4]
    ['access.csv', 'brokerage.csv', 'certainty.csv', 'classification.csv']
    """
    check_option("language", lang, LANGUAGES)
    report = summarize(G, stage=stage, as_of=as_of, draws=draws, seed=seed, snapshots=snapshots, rules=rules, lang=lang)
    return write_account(G, report, folder)


def write_account(G: nx.DiGraph[Any], report: AccountReport, folder: str | os.PathLike[str]) -> dict[str, Path]:
    """Write a report that is there already; the part of :func:`write_report` that computes nothing.

    Parameters
    ----------
    G : networkx.DiGraph
        The buying center that the report is about, for its map; not changed.
    report : AccountReport
        As from ``summarize``.
    folder
        As for :func:`write_report`, which also says what is returned.
    """
    from stakeholder_graph.viz.charts.saving import save_diagram  # noqa: PLC0415  only here is matplotlib needed

    stage, as_of = report.account.get("stage"), report.account.get("as_of")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    texts = {
        "report": ("report.md", report.to_markdown(picture=_PICTURE)),
        "page": ("report.html", report.to_html(picture=_PICTURE)),
        "data": ("report.json", to_json(report.to_dict()) + "\n"),
    }
    written: dict[str, Path] = {}
    for name, (file, text) in texts.items():
        written[name] = target / file
        written[name].write_text(text, encoding="utf-8")
    for name, table in _tables(report).items():
        written[name] = target / f"{name}.csv"
        written[name].write_text(to_csv(table), encoding="utf-8-sig", newline="")
    options: dict[str, Any] = {"lang": report.lang, "stage": stage, "as_of": as_of}
    written["map"] = save_diagram(G, target / _PICTURE, **options)
    written["dashboard"] = save_diagram(G, target / _DASHBOARD, picture="dashboard", **options)
    return written


def _tables(report: AccountReport) -> dict[str, pd.DataFrame]:
    """Return the tables to write, with names beside the ids."""
    lang, names = report.lang, report.names
    coalitions = _named(report.coalitions, "members", names)
    for column in ("leader", "bridges"):
        coalitions = _named(coalitions, column, names, f"{column}_names")
    tables = {
        "ranking": report.ranking,
        "role_ranking": report.role_ranking,
        "forecast": report.forecast.contacts,
        "votes": report.votes,
        "moves": report.moves,
        "sponsors": report.sponsors.to_frame(),
        "ways": report.ways,
        "introductions": report.paths,
        "roles": _named(report.coverage.role_frame(lang), "holders", names),
        "findings": _named(report.coverage.to_frame(lang), "contacts", names),
        "coaches": _name_first(report.coaches, names),
        "motives": report.motives,
        "motive_alignment": report.alignment,
        "motive_conflicts": report.conflicts,
        "relationships": report.strengths,
        "relationship_balance": report.balance,
        "dossiers": report.dossiers,
        "turnover": report.turnover,
        "structure": report.structure.to_frame(),
        "coalitions": coalitions,
        "labels": _name_first(report.labels, names),
        "brokerage": _name_first(report.mediation, names),
        "stage": report.stage.to_frame(),
        "classification": report.classification.to_frame(),
        "uncoupling": _named(report.signals, "contacts", names),
        "position": _named(report.position.to_frame(lang), "contacts", names),
    }
    if report.visits is not None:
        tables["visits"] = report.visits.to_frame()
    if report.access is not None:
        tables["access"] = _access(report.access, names)
    if report.certainty is not None:
        tables["certainty"] = report.certainty.contacts
    if report.questions is not None:
        tables["questions"] = report.questions
    if report.changes is not None:
        tables["changes"] = report.changes.to_frame(lang)
    if report.history is not None:
        tables["history"] = by_day(report.history)
    return tables


def _access(access: Access, names: Mapping[str, str]) -> pd.DataFrame:
    """Return how open the ways to each contact are, with the best path and its break in names too."""
    table = access.to_frame()
    for column in ("best_path", "severing"):
        table = _named(table, column, names, f"{column}_names")
    return table


def _name_first(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with the name of the contact of each row in front."""
    shown = table.copy()
    shown.insert(0, "name", [names.get(contact, contact) for contact in table.index])
    return shown


def _named(table: pd.DataFrame, column: str, names: Mapping[str, str], beside: str = "names") -> pd.DataFrame:
    """Return a table with the names beside a column of ids, of tuples of ids or of chains of ids."""

    def name(value: Any) -> Any:
        return tuple(map(name, value)) if isinstance(value, tuple) else names.get(value, value)

    shown = table.copy()
    shown.insert(shown.columns.tolist().index(column) + 1, beside, [name(value) for value in table[column]])
    return shown
