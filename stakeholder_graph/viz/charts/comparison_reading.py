"""How a comparison reads maps of one purchase, or the table of their key figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.analysis.forecast.decision_lean import forecast_decision
from stakeholder_graph.analysis.influence.draws import LEVEL
from stakeholder_graph.review.comparison import compare
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS, ContactFacts
from stakeholder_graph.viz.pages.comparison_facts import FIGURES, ComparisonFacts, Mover, Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import networkx as nx

    from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast
    from stakeholder_graph.viz.facts.map_facts import MapFacts

__all__ = ["read_comparison", "read_comparison_table"]

_MOST_MOVERS = 8  # ours
_LEAST = 0.01  # ours: of the decision; whoever changes by less is not worth a row


def read_comparison(
    graphs: Mapping[str, nx.DiGraph[Any]],
    *,
    stage: str | None,
    as_of: date | None,
    options: Mapping[str, Any],
    drawing: Mapping[str, Any],
) -> ComparisonFacts:
    """Read maps of one purchase; what of the options is None takes its default.

    Parameters
    ----------
    graphs : mapping of str to networkx.DiGraph
        Name -> buying center, the first being what the others are compared with.
    stage, as_of
        As for ``compare``.
    options : mapping of str to object
        What ``compare`` and ``forecast_decision`` both take.
    drawing : mapping of str to object
        What ``forecast_decision`` takes besides.
    """
    shared = {name: value for name, value in options.items() if value is not None}
    drawn = {name: value for name, value in drawing.items() if value is not None}
    table = compare(graphs, stage=stage, as_of=as_of, **shared)
    forecasts = [forecast_decision(G, **shared, **drawn) for G in graphs.values()]
    maps = [read_map_facts(G, stage=stage, as_of=as_of) for G in graphs.values()]
    movers = _movers(forecasts, maps)
    return ComparisonFacts(
        people=maps[0],
        scenarios=_scenarios(table, forecasts),
        movers=tuple(movers[:_MOST_MOVERS]),
        others=max(0, len(movers) - _MOST_MOVERS),
        contacts_known=True,
        level=forecasts[0].level,
        draws=max((forecast.draws for forecast in forecasts), default=0),
    )


def read_comparison_table(table: pd.DataFrame) -> ComparisonFacts:
    """Read the table of ``compare``; columns that are not in it are left out."""
    return ComparisonFacts(scenarios=_scenarios(table, [None] * len(table)), level=LEVEL)


def _scenarios(table: pd.DataFrame, forecasts: Sequence[DecisionForecast | None]) -> tuple[Scenario, ...]:
    records = table.to_dict(orient="records")
    names = [str(name) for name in table.index]
    return tuple(_scenario(name, row, forecast) for name, row, forecast in zip(names, records, forecasts, strict=True))


def _scenario(name: str, row: Mapping[Any, Any], forecast: DecisionForecast | None) -> Scenario:
    lean = _number(row.get("lean"))
    state = row.get("state")
    top = row.get("top_name")
    return Scenario(
        name,
        state if isinstance(state, str) else "owned" if lean is not None else "unknown",
        lean,
        None if forecast is None else _pair(forecast.interval),
        None if forecast is None else _pair(forecast.bounds),
        {key: _number(row.get(key)) for key in (*FIGURES, "error")},
        top if isinstance(top, str) else "",
    )


def _movers(forecasts: Sequence[DecisionForecast], maps: Sequence[MapFacts]) -> list[Mover]:
    """Return the contacts of whom something differs, by how much of the decision that is, then by id."""
    tables = [forecast.contacts.to_dict(orient="index") for forecast in forecasts]
    rows = [{str(contact): row for contact, row in table.items()} for table in tables]
    is_group = [forecast.state == "unowned" for forecast in forecasts]  # shares are of everybody's opinion
    alike = [group == is_group[0] for group in is_group]
    people = {contact.id: contact for facts in reversed(maps) for contact in facts.contacts}
    found = []
    for contact in sorted({contact for table in rows for contact in table}):
        here = [table.get(contact) for table in rows]
        settled = tuple(None if row is None else _number(row["settled"]) for row in here)
        shares = tuple(
            None if row is None or not same else _number(row["share"]) for row, same in zip(here, alike, strict=True)
        )
        moved = _moved(settled, shares, alike)
        if moved >= _LEAST:
            name = next(str(row["name"]) for row in here if row is not None)
            known = people.get(contact)
            person = ContactFacts(contact, name, title="" if known is None else known.title)
            is_here = tuple(row is not None for row in here)
            found.append((-moved, contact, Mover(person, settled, shares, is_here)))
    return [mover for _, _, mover in sorted(found, key=lambda one: one[:2])]


def _moved(settled: Sequence[float | None], shares: Sequence[float | None], alike: Sequence[bool]) -> float:
    """Return by how much of the decision a contact differs from the first scenario, at most over the others.

    Shares count where they are `alike`: of the decision in both scenarios, or of everybody's opinion in both.
    """
    moved = [0.0]
    for opinion, share, same in zip(settled[1:], shares[1:], alike[1:], strict=True):
        if same:
            moved.append(abs((share or 0.0) - (shares[0] or 0.0)))
        if opinion is not None and settled[0] is not None:
            moved.append(abs(opinion - settled[0]) * max(abs(share or 0.0), abs(shares[0] or 0.0)))
    return round(max(moved), FIGURE_DIGITS)


def _number(value: Any) -> float | None:
    if value is None or value is pd.NA or math.isnan(value):
        return None
    return round(float(value), FIGURE_DIGITS)


def _pair(ends: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if ends is None else (round(ends[0], FIGURE_DIGITS), round(ends[1], FIGURE_DIGITS))
