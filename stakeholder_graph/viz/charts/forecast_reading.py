"""How the picture of a forecast reads a buying center, or the forecast of one."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.forecast.decision_lean import OPEN_WITHIN, forecast_decision
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS, ContactFacts, MapFacts
from stakeholder_graph.viz.pages.forecast_facts import ForecastFacts, Opinion
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import networkx as nx

    from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast

__all__ = ["read_forecast", "read_forecast_graph"]

_WHOLE = 1.0 - 1e-6


def read_forecast_graph(G: nx.DiGraph[Any], as_of: date | None, options: Mapping[str, Any]) -> ForecastFacts:
    """Forecast the decision of a buying center; what of `options` is None takes its default."""
    given = {name: value for name, value in options.items() if value is not None}
    people = read_map_facts(G, as_of=as_of)
    facts = read_forecast(forecast_decision(G, **given), unmapped_given="unmapped_stance" in given)
    known = {contact.id: contact for contact in people.contacts}
    opinions = tuple(
        replace(one, person=replace(known[one.person.id], stance=one.person.stance)) for one in facts.opinions
    )
    return replace(facts, people=people, opinions=opinions, weighed_stage=given.get("stage"))


def read_forecast(forecast: DecisionForecast, *, unmapped_given: bool = False) -> ForecastFacts:
    """Read a forecast; of one that is computed already only a stance other than 0 shows that it was given."""
    table = forecast.contacts
    records = table.to_dict(orient="records")
    opinions = tuple(_opinion(str(contact), row) for contact, row in zip(table.index, records, strict=True))
    today = _today(records) if forecast.state == "owned" else None
    unmapped_move = math.fsum(float(row["weight"]) * float(row["unmapped_move"]) for row in records)
    return ForecastFacts(
        people=MapFacts(contacts=tuple(one.person for one in opinions)),
        opinions=opinions,
        state=forecast.state,
        lean=_number(forecast.lean),
        today=today,
        unmapped_move=round(unmapped_move, FIGURE_DIGITS),
        direction=forecast.direction,
        today_direction=None if today is None else _direction(today),
        interval=_pair(forecast.interval),
        bounds=_pair(forecast.bounds),
        level=forecast.level,
        draws=forecast.draws,
        group_lean=_number(forecast.group_lean),
        unattributed=round(forecast.unattributed, FIGURE_DIGITS),
        unattributed_part=round(forecast.unattributed_part, FIGURE_DIGITS),
        unknown_share=round(forecast.unknown_share, FIGURE_DIGITS),
        unmapped_given=unmapped_given or bool(forecast.unattributed_part),
        deciders=tuple(str(name) for name in forecast.decision_makers["name"]),
        rounds=forecast.rounds,
        rule=forecast.rule,
        rule_reading=_number(forecast.rule_reading),
    )


def _opinion(contact: str, row: Mapping[Any, Any]) -> Opinion:
    stance, settled = _number(row["stance"]), _number(row["settled"])
    person = ContactFacts(contact, row["name"] or contact, stance=classify_stance(stance))
    share, known, move = (round(float(row[column]), FIGURE_DIGITS) for column in ("share", "known", "unmapped_move"))
    return Opinion(person, share, stance, settled, known, move)


def _today(records: list[dict[Any, Any]]) -> float | None:
    """Return the lean before any talk: of those who decide, by weight; None where one of their stances is not known."""
    deciding = [(float(row["weight"]), _number(row["stance"])) for row in records if row["weight"] > 0]
    if math.fsum(weight for weight, stance in deciding if stance is not None) < _WHOLE:
        return None
    return round(math.fsum(weight * (stance or 0.0) for weight, stance in deciding), FIGURE_DIGITS)


def _direction(lean: float) -> str:
    """Return the side of a lean, as a forecast calls it."""
    if abs(lean) < OPEN_WITHIN:
        return "open"
    return "for" if lean > 0 else "against"


def _number(value: Any) -> float | None:
    return None if math.isnan(value) else round(float(value), FIGURE_DIGITS)


def _pair(ends: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if ends is None else (round(ends[0], FIGURE_DIGITS), round(ends[1], FIGURE_DIGITS))
