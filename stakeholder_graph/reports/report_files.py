"""A report of one account as a folder of files: Markdown, CSV tables and the influence map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholder_graph.reports.rendering import to_csv
from stakeholder_graph.reports.summary import summarize
from stakeholder_graph.vocabulary.terms import LANGUAGES, check_option

if TYPE_CHECKING:
    import datetime as dt
    import os

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.reports.account_report import AccountReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_account", "write_report"]

_PICTURE = "influence_map.png"


def write_report(
    G: nx.DiGraph[Any],
    folder: str | os.PathLike[str],
    *,
    lang: Language = "en",
    stage: str | None = None,
    as_of: dt.date | None = None,
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

    Returns
    -------
    dict of str to pathlib.Path
        ``report`` (Markdown), ``ranking``, ``roles``, ``findings``, ``coaches`` (CSV, UTF-8 with byte-order mark so
        that spreadsheets read it, safe against formulas) and ``map`` (PNG).

    Raises
    ------
    SchemaError
        If the graph breaks the schema; nothing is written.
    UnknownTermError
        If the language or the stage does not exist.

    Examples
    --------
    >>> import tempfile
    >>> import stakeholder_graph as sg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = sg.write_report(sg.example_buying_center(), folder)
    ...     sorted(path.name for path in files.values())
    ['coaches.csv', 'findings.csv', 'influence_map.png', 'ranking.csv', 'report.md', 'roles.csv']
    """
    check_option("language", lang, LANGUAGES)
    return write_account(G, summarize(G, stage=stage, as_of=as_of), folder, lang=lang)


def write_account(
    G: nx.DiGraph[Any], report: AccountReport, folder: str | os.PathLike[str], *, lang: Language = "en"
) -> dict[str, Path]:
    """Write the facts that were gathered of an account; the part of :func:`write_report` that computes nothing.

    Parameters
    ----------
    G : networkx.DiGraph
        The buying center that the facts were gathered of, for its map; not changed.
    report : AccountReport
        As from ``summarize``.
    folder, lang
        As for :func:`write_report`, which also says what is returned.
    """
    from stakeholder_graph.viz.influence_map import save_diagram  # noqa: PLC0415  only here is matplotlib needed

    stage, as_of = report.account.get("stage"), report.account.get("as_of")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    written = {"report": target / "report.md"}
    written["report"].write_text(report.to_markdown(lang, picture=_PICTURE), encoding="utf-8")
    for name, table in _tables(report, lang).items():
        written[name] = target / f"{name}.csv"
        written[name].write_text(to_csv(table), encoding="utf-8-sig", newline="")
    written["map"] = save_diagram(G, target / _PICTURE, lang=lang, stage=stage, as_of=as_of)
    return written


def _tables(report: AccountReport, lang: Language) -> dict[str, pd.DataFrame]:
    """Return the tables to write, with names beside the ids."""
    findings, roles = report.coverage.to_frame(lang), report.coverage.role_frame(lang)

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(report.names.get(contact, contact) for contact in ids)

    findings.insert(findings.columns.tolist().index("contacts") + 1, "names", findings["contacts"].map(named))
    roles.insert(roles.columns.tolist().index("holders") + 1, "names", roles["holders"].map(named))
    coaches = report.coaches.copy()
    coaches.insert(0, "name", [report.names.get(contact, contact) for contact in coaches.index])
    return {"ranking": report.ranking, "roles": roles, "findings": findings, "coaches": coaches}
