"""How an account has moved over its snapshots: key figures, stances, and how strong our ties were at their peak."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.account.topology import noted_ties, read_topology
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.checks import check
from stakeholder_graph.model.days import read_day
from stakeholder_graph.review.key_figures import ACTIVE_FROM, KEY_FIGURES, figures_of
from stakeholder_graph.rules.coverage import coverage_of
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet, check_rules
from stakeholder_graph.vocabulary.options import check_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import networkx as nx

__all__ = ["peak_ties", "stance_history", "trend"]

_PEAK_DAYS = 365  # the twelve months after which a peak no longer counts
_DTYPES = {"stage": "object", "state": "object", "lean": "float64", "change": "float64"}
_DTYPES |= {name: dtype for name, dtype in KEY_FIGURES.items() if name not in _DTYPES}


def trend(
    snapshots: Mapping[dt.date, nx.DiGraph[Any]], *, stage: str | None = None, rules: RuleSet = DEFAULT_RULES
) -> pd.DataFrame:
    """Follow the key figures of an account over its snapshots.

    Parameters
    ----------
    snapshots : mapping of datetime.date to networkx.DiGraph
        As from :func:`read_snapshots`; each is judged at its own date, and held against the one before it. Not changed.
    stage : str, optional
        The purchase stage; by default each snapshot's own.
    rules : RuleSet, optional
        The rules to check; by default all of them.

    Returns
    -------
    pandas.DataFrame
        Index ``date`` (datetime64), the earliest first.

        - ``stage`` : str or None.
        - ``state``, ``lean`` : as for :func:`compare`; ``change`` : float, of the lean against the snapshot before, NaN
          for the first one.
        - ``unattributed``, ``unknown_share``, ``map_completeness`` : float, as for :func:`compare`.
        - ``mean_stance`` : float in [-1, 1], mean of the stances that are known, by share of the decision; NaN where
          none is.
        - ``contacts``, ``known_stances``, ``ties`` : int, contacts who have not left, those of them whose stance is
          known, and the influence ties among them.
        - ``coverage`` : float in [0, 1], role coverage; NaN where nothing is known.
        - ``error``, ``critical``, ``high``, ``medium``, ``low``, ``info`` : int, findings by severity.
        - ``open_rules`` : int, rules that cannot be decided for want of an input.
        - ``coaches`` : int, champions and coaches.
        - ``threads`` : Int64, ties to the customer's people in their posts that have no person in common, and
          ``strength`` : float, the sum of the strengths of all such ties; both as of :func:`account_stage`, from a
          strength of .3 on (ours); missing where no tie is known and relationships are not.
        - ``access`` : float in [0, 1], as for :func:`compare`.
        - ``top_contact``, ``top_name`` : str or None, whose share of the decision is the largest.

    Raises
    ------
    SchemaError
        If one of the snapshots breaks the schema; also if something in it is dated after it.
    UnknownTermError, OptionError
        If the stage does not exist, `snapshots` is no mapping of dates, or `rules` is no set of rules.

    See Also
    --------
    stance_history : the stances behind it.
    diff : what has changed between two of them.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> snapshots = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    >>> sg.trend(snapshots)[["lean", "coverage", "strength"]].round(2).to_numpy().tolist()
    [[0.08, 0.8, 2.85], [0.04, 0.43, 3.22], [0.1, 0.68, 3.97]]
    """
    check_rules(rules)
    records: list[dict[str, Any]] = []
    previous: nx.DiGraph[Any] | None = None
    ordered = in_order(snapshots)
    for day, G in ordered:
        facts = gather_facts(G, stage=stage, as_of=day, previous=previous)
        figures = figures_of(facts, coverage_of(facts, rules=rules))
        before = records[-1]["lean"] if records else math.nan
        records.append({**figures, "change": round(figures["lean"] - before, SCORE_DIGITS)})
        previous = G
    return typed_frame(records, _DTYPES).set_index(_dates(ordered))


def stance_history(snapshots: Mapping[dt.date, nx.DiGraph[Any]]) -> pd.DataFrame:
    """Follow the stance of every contact over the snapshots.

    Parameters
    ----------
    snapshots : mapping of datetime.date to networkx.DiGraph
        As from :func:`read_snapshots`. Not changed.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, everybody who is on any of the snapshots, sorted by id; a column (datetime64) for each
        date, the earliest first: float in [-1, 1], NaN where the stance is not known, or the contact is not on the map
        or has left.

        ``.attrs["names"]`` maps each id to the name in the latest snapshot that has one.

    Raises
    ------
    SchemaError
        If one of the snapshots breaks the schema.
    OptionError
        If `snapshots` is no mapping of dates.

    See Also
    --------
    trend : the key figures.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> snapshots = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    >>> sg.stance_history(snapshots).loc["010"].tolist()  # won back after a fault
    [-0.3, 0.1, 0.6]
    """
    ordered = in_order(snapshots)
    sheets = [{row.cells["contact_id"]: row.cells for row in check(G, as_of=day)["contacts"]} for day, G in ordered]
    names = {contact: str(cells["name"]) for sheet in sheets for contact, cells in sheet.items() if "name" in cells}
    contacts = sorted({contact for sheet in sheets for contact in sheet})
    stances = [[_stance(sheet.get(contact, {})) for sheet in sheets] for contact in contacts]
    table = pd.DataFrame(
        np.array(stances, dtype=np.float64).reshape(len(contacts), len(sheets)),
        index=pd.Index(contacts, name="contact_id", dtype="object"),
        columns=_dates(ordered),
    )
    table.attrs["names"] = {contact: names.get(contact, contact) for contact in contacts}
    return table


def _stance(cells: Mapping[str, Any]) -> float:
    return math.nan if cells.get("status") == "left" else cells.get("stance", math.nan)


def peak_ties(
    snapshots: Mapping[dt.date, nx.DiGraph[Any]], *, as_of: dt.date | None = None, active_from: float = ACTIVE_FROM
) -> dict[str, Any]:
    """Return how strong our ties with an account were at their peak in the last twelve months.

    Parameters
    ----------
    snapshots : mapping of datetime.date to networkx.DiGraph
        As from :func:`read_snapshots`; each is judged at its own date. Not changed.
    as_of : datetime.date, optional
        The day from which the twelve months are counted back; by default that of the latest snapshot.
    active_from : float, default .3
        Strength from which a relationship counts as a tie that holds, in (0, 1]; ours.

    Returns
    -------
    dict
        ``peak_strength`` (float, the largest sum of the strengths of the ties that hold) and ``peak_threads`` (int, the
        most ties that have no person in common), as :func:`account_stage` takes them. What relationships are not known
        adds nothing, so that both are lower bounds where there are such; None where no tie is known and there may have
        been some, and where no snapshot is that young. Snapshots after `as_of` do not count.

    Raises
    ------
    SchemaError
        If one of the snapshots that count breaks the schema.
    OptionError
        If `snapshots` is no mapping of dates, `as_of` is no date, or `active_from` is out of range.

    See Also
    --------
    account_stage : tells from it whether an account comes apart.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> snapshots = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    >>> peak = sg.peak_ties(snapshots)
    >>> round(peak["peak_strength"], 2), peak["peak_threads"]
    (3.97, 3)
    """
    check_number("active_from", active_from, "(0, 1]")
    ordered = in_order(snapshots)
    latest = read_day(as_of) or (ordered[-1][0] if ordered else None)
    counted = [(day, G) for day, G in ordered if latest is not None and 0 <= (latest - day).days <= _PEAK_DAYS]
    topologies = [read_topology(gather_facts(G, as_of=day), active_from) for day, G in counted]
    if not topologies:
        return {"peak_strength": None, "peak_threads": None}
    strength, threads = (noted_ties(*(getattr(each, name) for each in topologies)) for name in ("strength", "threads"))
    return {"peak_strength": strength, "peak_threads": None if threads is None else int(threads)}


def in_order(snapshots: object) -> list[tuple[dt.date, nx.DiGraph[Any]]]:
    """Return the snapshots by date, the earliest first."""
    if not isinstance(snapshots, Mapping):
        raise OptionError("snapshots", type(snapshots), "a mapping of dates to buying centers")
    dated = [(read_day(day, "snapshots"), G) for day, G in snapshots.items()]
    if any(day is None for day, _ in dated):
        raise OptionError("snapshots", None, "a date for every snapshot")
    return sorted(((day, G) for day, G in dated if day is not None), key=lambda pair: pair[0])


def _dates(ordered: Sequence[tuple[dt.date, Any]]) -> pd.DatetimeIndex:
    return pd.DatetimeIndex([day for day, _ in ordered], dtype="datetime64[s]", name="date")
