"""The sentence above a comparison: which scenario moves the decision, and what it costs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.pages.comparison_facts import FIGURES, figure_label
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.pages.comparison_facts import ComparisonFacts, Scenario
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_comparison_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "comparison")
_DIGITS = 2  # leans that agree to so many decimals are called the same
_FELL = 0.05  # ours: a part of a whole that falls by so much is worth a clause
_PAIR = 2
_ROUNDING = 1e-6


def write_comparison_headline(facts: ComparisonFacts, lang: Language) -> str:
    """Return what a director should take from the scenarios."""
    known = [one for one in facts.scenarios if one.lean is not None]
    if not known:
        is_group = all(not one.is_owned for one in facts.scenarios)
        return say(*_SECTION, "title_none_decides" if is_group else "title_none", lang)
    base = facts.base
    best = max(known, key=_merit)  # of equals the first
    if base.lean is None:
        return say(*_SECTION, "title_no_base", lang, who=best.name, lean=signed(best.lean or 0.0), base=base.name)
    if len(facts.scenarios) == _PAIR:
        return _one_change(base, facts.scenarios[1], lang)
    rises = signed(best.lean or 0.0) != signed(base.lean)
    return _moved(base, best, "title_best", lang) if rises else _none_better(base, known, lang)


def _merit(scenario: Scenario) -> tuple[float, ...]:
    """Return what scenarios are ordered by: the lean, and of equal leans the graver findings and the ways in."""
    known = {key: scenario.figure(key) for key in FIGURES}
    critical, access, high = known["critical"], known["access"], known["high"]
    return (
        round(scenario.lean or 0.0, _DIGITS),
        -math.inf if critical is None else -critical,
        -math.inf if access is None else access,
        -math.inf if high is None else -high,
    )


def _none_better(base: Scenario, known: Sequence[Scenario], lang: Language) -> str:
    """Return what is said where no scenario raises the lean."""
    if len(known) == 1:
        return say(*_SECTION, "title_only_base", lang, who=base.name, lean=signed(base.lean or 0.0))
    worst = min(known, key=lambda one: round(one.lean or 0.0, _DIGITS))
    if signed(worst.lean or 0.0) == signed(base.lean or 0.0):
        return say(*_SECTION, "title_same", lang, lean=signed(base.lean or 0.0))
    return _moved(base, worst, "title_worst", lang)


def _one_change(base: Scenario, other: Scenario, lang: Language) -> str:
    if other.lean is None or base.lean is None:
        key = "title_lost" if other.is_owned else "title_lost_owner"
        return say(*_SECTION, key, lang, who=other.name, base=base.name, before=signed(base.lean or 0.0))
    before, after = signed(base.lean), signed(other.lean)
    key = "title_held" if before == after else "title_rises" if other.lean > base.lean else "title_falls"
    return _moved(base, other, key, lang)


def _moved(base: Scenario, other: Scenario, key: str, lang: Language) -> str:
    before, after = signed(base.lean or 0.0), signed(other.lean or 0.0)
    head = say(*_SECTION, key, lang, who=other.name, base=base.name, before=before, after=after)
    turns = "and" if key in ("title_falls", "title_worst") else "but"
    return head + _cost(base, other, say(*_SECTION, turns, lang), lang)


def _cost(base: Scenario, other: Scenario, but: str, lang: Language) -> str:
    """Return the gravest thing that gets worse, behind a word; nothing where nothing does or can be told."""
    if base.figure("coaches") and other.figure("coaches") == 0:
        return say(*_SECTION, "cost_coach", lang, but=but)
    before, after = base.figure("critical"), other.figure("critical")
    if before is not None and after is not None and after > before:
        more = int(after - before)
        return say(*_SECTION, "cost_critical_one" if more == 1 else "cost_critical", lang, count=more, but=but)
    for key in ("access", "coverage", "map_completeness"):
        before, after = base.figure(key), other.figure(key)
        if before is not None and after is not None and before - after >= _FELL:
            filled = {"but": but, "before": figure_label(key, before), "after": figure_label(key, after)}
            return say(*_SECTION, f"cost_{key}", lang, **filled)
    return say(*_SECTION, "cost_nothing", lang) if _nothing_worse(base, other) else ""


def _nothing_worse(base: Scenario, other: Scenario) -> bool:
    """Return whether lean and figures are all known and none of them is worse than the first scenario's."""
    pairs = [(base.figure(key), other.figure(key), more) for key, (_, more) in FIGURES.items()]
    pairs.append((base.lean, other.lean, True))
    return all(
        before is not None and after is not None and (after - before) * (1 if more else -1) >= -_ROUNDING
        for before, after, more in pairs
    )
