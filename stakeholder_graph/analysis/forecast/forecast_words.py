"""What a forecast says, in English and Chinese; the sentences are in ``texts.toml``."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.forecast.decision_rules import RULES
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.model.presenting import percent, signed
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_forecast"]

_PACKAGE = "stakeholder_graph.analysis.forecast"
_DECIDERS = 3  # ours: so many who decide are spoken of one by one


def write_forecast(forecast: DecisionForecast, lang: Language) -> str:
    """Return a forecast in a few lines, the lean first."""
    speak = partial(say, _PACKAGE, "forecast", lang=lang)
    lines = [_lead(forecast, speak)]
    lines += [speak("by_stage")] if forecast.basis == "stage weights" else []
    lines += _deciders(forecast, speak)
    if forecast.bounds is not None and signed(forecast.bounds[0]) != signed(forecast.bounds[1]):
        worst, best = forecast.bounds
        lines.append(speak("bounds", worst=signed(worst), best=signed(best)))
    if forecast.interval is not None:
        above = percent(forecast.share_of_draws_above_zero)
        lines.append(speak("draws", level=f"{forecast.level:.0%}", draws=forecast.draws, above=above))
    if forecast.rule != "weighted" and forecast.state == "owned":
        reading, interval = f"{forecast.rule_reading:.2f}", _interval(forecast.rule_interval, "{:.2f}".format)
        key, rule = "rule_never" if math.isnan(forecast.rule_reading) else "rule", RULES.label(forecast.rule, lang)
        lines.append(speak(key, rule=rule, how=_how(forecast, lang), reading=reading, interval=interval))
        if key == "rule" and (unknown := _unknown_opinions(forecast)):
            lines.append(speak("rule_unknown", who=listed(unknown, lang)))
    return "\n".join(lines)


def _lead(forecast: DecisionForecast, speak: Callable[..., str]) -> str:
    """Return the first line: what the decision leans to, or why that cannot be said."""
    if forecast.state == "empty":
        return speak("empty")
    gaps = _gaps(forecast, speak)
    if forecast.state == "unowned":
        key = "group_unknown" if math.isnan(forecast.group_lean) else "group"
        return speak("unowned") + speak(key, lean=signed(forecast.group_lean), gaps=gaps)
    spans = {None: "start", 0: "start_before", 1: "start_one"}
    start = speak(spans.get(forecast.rounds, "start_several"), rounds=forecast.rounds)
    if forecast.direction is None:
        return speak("unknown", start=start)
    lean, interval = signed(forecast.lean), _interval(forecast.interval, signed)
    direction = speak(forecast.direction + ("_unsure" if _is_unsure(forecast) else ""))
    return speak("lead", start=start, direction=direction, lean=lean, interval=interval, gaps=gaps)


def _is_unsure(forecast: DecisionForecast) -> bool:
    """Return whether the decision leans to a side, and the interval reaches to the other."""
    if forecast.interval is None or forecast.direction == "open":
        return False
    low, high = forecast.interval
    return low < 0 < high


def _gaps(forecast: DecisionForecast, speak: Callable[..., str]) -> str:
    """Return what the lean hangs on that we do not know."""
    said = ""
    if round(forecast.unattributed, SCORE_DIGITS) > 0:
        said += speak("unattributed", share=percent(forecast.unattributed))
    unknown = forecast.unknown_stances
    if unknown:
        who = forecast.contacts.loc[unknown[0], "name"]
        key = "one_unknown" if len(unknown) == 1 else "several_unknown"
        said += speak(key, who=who, count=len(unknown), share=percent(forecast.unknown_share))
    return said


def _deciders(forecast: DecisionForecast, speak: Callable[..., str]) -> list[str]:
    """Return a line for each of the first who decide: the opinion, and whose judgement it is made of."""
    names, table = forecast.contacts["name"].to_dict(), forecast.decision_makers
    lines = []
    for row in table.head(_DECIDERS).to_dict("records"):
        who = speak("alone" if len(table) == 1 else "among", name=row["name"], weight=percent(row["weight"]))
        own = row["own_part"]
        parts = [speak("own_unknown") if math.isnan(own) else speak("own", part=signed(own))]
        judged = zip(row["judgement_of"], row["judgement_parts"], strict=True)
        parts += [speak("part", name=names[contact], part=signed(part)) for contact, part in judged]
        said = {"who": who, "settled": signed(row["settled"]), "parts": speak("between_parts").join(parts)}
        lines.append(speak("decider_unknown" if math.isnan(row["settled"]) else "decider", **said))
    more = len(table) - _DECIDERS
    return [*lines, speak("more_deciders", count=more)] if more > 0 else lines


def _how(forecast: DecisionForecast, lang: Language) -> str:
    """Return how a rule is read on this map: who decides, how many votes, who may veto."""
    speak = partial(say, _PACKAGE, "forecast_rule", lang=lang)
    names = forecast.contacts["name"].to_dict()
    named = listed((names[contact] for contact in forecast.rule_people), lang)
    if forecast.rule == "veto":
        return speak("veto" if named else "veto_nobody", who=named)
    if len(forecast.decision_makers) == 1:
        return speak("alone", who=named)
    if forecast.rule == "autocracy":
        return speak(str(forecast.chosen_by), who=named)
    key = "consensus" if forecast.votes_needed is None else "votes"
    return speak(key, votes=forecast.votes_needed, count=len(forecast.rule_people))


def _unknown_opinions(forecast: DecisionForecast) -> list[str]:
    """Return the names of those whom the rule is about and of whose opinion nothing is known."""
    people = forecast.contacts.loc[list(forecast.rule_people)]
    return people.loc[people["settled"].isna(), "name"].tolist()


def _interval(interval: tuple[float, float] | None, write: Callable[[float], str]) -> str:
    return "" if interval is None else f" [{write(interval[0])}, {write(interval[1])}]"
