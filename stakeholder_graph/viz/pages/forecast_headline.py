"""The sentence above a forecast: where the decision leans today, where it settles, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.pages.figures import score_label
from stakeholder_graph.viz.pages.population import nobody_title
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.pages.forecast_facts import ForecastFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_forecast_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "forecast")
_MUCH = 0.25  # ours: from this share of the decision on, what is not known belongs into the headline


def write_forecast_headline(facts: ForecastFacts, lang: Language) -> str:
    """Return where the decision leans, before and after the talk."""
    if facts.state == "empty" or not facts.opinions:
        return nobody_title(facts.people, lang)
    if facts.state == "unowned":
        return _unowned(facts, lang)
    if facts.lean is None or facts.direction is None:
        return _unknown(facts, lang)
    lean = signed(facts.lean)
    if facts.today is None:
        head = say(*_SECTION, f"title_{facts.direction}", lang, lean=lean)
    elif facts.rounds == 0:
        head = say(*_SECTION, f"title_before_{facts.direction}", lang, lean=lean)
    else:
        key = f"title_{facts.today_direction}_{facts.direction}"
        head = say(*_SECTION, key, lang, today=signed(facts.today), lean=lean)
    return head + _doubt(facts, lang)


def _unowned(facts: ForecastFacts, lang: Language) -> str:
    """Return what all think on the average where nobody decides."""
    if facts.group_lean is None:
        return say(*_SECTION, "title_unowned", lang)
    return say(*_SECTION, "title_group", lang, lean=signed(facts.group_lean)) + _doubt(facts, lang)


def _unknown(facts: ForecastFacts, lang: Language) -> str:
    """Return whom to ask first where no stance is known that counts."""
    silent = [opinion for opinion in facts.opinions if opinion.stance is None]
    if not silent:
        return say(*_SECTION, "title_unknown", lang)
    first = max(silent, key=lambda opinion: abs(opinion.share))
    return say(*_SECTION, "title_ask", lang, who=first.person.name, share=score_label(abs(first.share)))


def _doubt(facts: ForecastFacts, lang: Language) -> str:
    if facts.not_known >= _MUCH:
        return say(*_SECTION, "doubt_unknown", lang, share=score_label(facts.not_known))
    if facts.interval is not None and facts.direction != "open" and not facts.sign_is_sure:
        return say(*_SECTION, "doubt_sign", lang)
    return ""
