"""Reading a history from snapshots, or from the table of stances."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.forecast.decision_lean import forecast_of
from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.days import read_day
from stakeholder_graph.viz.facts.fact_reading import map_facts_of
from stakeholder_graph.viz.facts.map_facts import ContactFacts, tell_apart
from stakeholder_graph.viz.pages.history_facts import HistoryFacts, HistoryPoint, HistoryRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["read_history"]

_EXPECTED = "a mapping of dates to buying centers, buying centers with a date each, or the table of stance_history"
_NOWHERE = HistoryPoint()


def read_history(source: Any, *, as_of: date | None = None) -> HistoryFacts:
    """Read a history from what a user has.

    Parameters
    ----------
    source : mapping, iterable or pandas.DataFrame
        As for :func:`plot_history`.
    as_of : datetime.date, optional
        Snapshots after this day are left out.

    Returns
    -------
    HistoryFacts
        The same facts whatever the order of the snapshots and of what is in them.

    Raises
    ------
    OptionError
        If `source` is nothing of that.
    SchemaError
        If a snapshot breaks the schema.
    """
    until = read_day(as_of)
    if isinstance(source, pd.DataFrame):
        return _read_table(source, until)
    dated = _dated(source)
    return _read_graphs([(day, G) for day, G in dated if until is None or day <= until])


def _dated(source: Any) -> list[tuple[date, nx.DiGraph[Any]]]:
    """Return the snapshots by date, the earliest first."""
    if isinstance(source, Mapping):
        pairs = list(source.items())
    elif isinstance(source, nx.DiGraph):
        pairs = [(source.graph.get("as_of"), source)]
    elif isinstance(source, Iterable) and not isinstance(source, str | bytes | nx.Graph):
        graphs = list(source)
        pairs = [(G.graph.get("as_of") if isinstance(G, nx.DiGraph) else None, G) for G in graphs]
    else:
        raise OptionError("source", type(source), _EXPECTED)
    dated: dict[date, nx.DiGraph[Any]] = {}
    for given, G in pairs:
        day = read_day(given, "source")
        if not isinstance(G, nx.DiGraph):
            raise OptionError("source", type(G), _EXPECTED)
        if day is None:
            raise OptionError("source", None, "a date for every snapshot: a key, or the attribute as_of of the graph")
        if day in dated:
            raise OptionError("source", day, "one snapshot for each date")
        dated[day] = G
    return sorted(dated.items())


def _read_graphs(dated: Sequence[tuple[date, nx.DiGraph[Any]]]) -> HistoryFacts:
    if not dated:
        return HistoryFacts()
    known = [gather_facts(G, as_of=day) for day, G in dated]
    people = _latest_contacts(known)
    account = map_facts_of(known[-1])
    last = {contact.id: contact.share for contact in account.contacts}
    rows = [_row(people[contact], last, dated, known) for contact in sorted(people)]
    forecasts = [forecast_of(facts, draws=0) for facts in known]
    return HistoryFacts(
        account,
        tuple(day for day, _ in dated),
        tuple(sorted(_told_apart(rows), key=lambda row: (row.has_gone, -row.contact.size, row.contact.id))),
        tuple(None if math.isnan(forecast.lean) else forecast.lean for forecast in forecasts),
        tuple(facts.stage for facts in known),
        is_owned=known[-1].decision.is_owned,
    )


def _latest_contacts(known: Sequence[Facts]) -> dict[str, ContactFacts]:
    """Return everybody who was ever on the map and had not left, as in the latest snapshot that has them."""
    ever = {contact.id for facts in known for contact in facts.contacts.values() if contact.status != "left"}
    found: dict[str, ContactFacts] = {}
    for facts in reversed(known):
        if ever - set(found) & set(facts.contacts):
            found |= {one.id: one for one in map_facts_of(facts).contacts if one.id in ever and one.id not in found}
    return found


def _told_apart(rows: Sequence[HistoryRow]) -> list[HistoryRow]:
    """Return the rows with names that tell each contact from the others: where two are alike, with their ids."""
    contacts = tell_apart(row.contact for row in rows)
    return [replace(row, contact=contact) for row, contact in zip(rows, contacts, strict=True)]


def _row(
    contact: ContactFacts,
    last: Mapping[str, float | None],
    dated: Sequence[tuple[date, nx.DiGraph[Any]]],
    known: Sequence[Facts],
) -> HistoryRow:
    points, touches = [], set()
    for facts in known:
        here = facts.contacts.get(contact.id)
        if here is None:
            points.append(_NOWHERE)
            continue
        points.append(_NOWHERE if here.status == "left" else HistoryPoint(is_here=True, stance=here.stance))
        touches |= {bond.last_contact for bond in here.known_bonds if bond.last_contact is not None}
    days = (dated[0][0], dated[-1][0])
    within = tuple(sorted(day for day in touches if days[0] <= day <= days[1]))
    return HistoryRow(replace(contact, share=last.get(contact.id)), tuple(points), within)


def _read_table(table: pd.DataFrame, until: date | None) -> HistoryFacts:
    """Return the history of a table of stances, which knows no shares, no lean, and not who was on the map."""
    if not isinstance(table.columns, pd.DatetimeIndex) or not all(kind.kind == "f" for kind in table.dtypes):
        raise OptionError("source", list(table.columns), _EXPECTED)
    dated = sorted((day.date(), number) for number, day in enumerate(table.columns))
    kept = [(day, number) for day, number in dated if until is None or day <= until]
    names = table.attrs.get("names", {})
    rows = []
    for contact, stances in table.sort_index().iterrows():
        values = [float(stances.iloc[number]) for _, number in kept]
        points = tuple(HistoryPoint(is_here=True, stance=None if math.isnan(value) else value) for value in values)
        rows.append(HistoryRow(ContactFacts(str(contact), str(names.get(contact, contact))), points))
    return HistoryFacts(days=tuple(day for day, _ in kept), rows=tuple(_told_apart(rows)), has_presence=False)
