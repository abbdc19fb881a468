"""The sentence above a ranking: who is clearly first, and from where on nobody is surely ahead of the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.figures import score_label
from stakeholder_graph.viz.pages.population import nobody_title
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.pages.ranking_facts import RankedContact, RankingFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_ranking_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "ranking")
_DIGITS = 12  # scores that agree to so many decimals are equal
_PAIR = 2


def write_ranking_headline(facts: RankingFacts, lang: Language) -> str:
    """Return what a director should take from a ranking."""
    rows = facts.rows
    if not rows:
        return nobody_title(facts.people, lang)
    if len(rows) == 1:
        has_gone = any(contact.status == "left" for contact in facts.people.contacts)
        return say(*_SECTION, "title_only_left" if has_gone else "title_only", lang, who=rows[0].person.name)
    head = _order(facts, lang)
    if facts.owned or facts.measure != "decision":
        return head
    return say(*_SECTION, "title_joined", lang, head=head, rest=say(*_SECTION, "rest_unowned", lang))


def _order(facts: RankingFacts, lang: Language) -> str:
    """Return who comes first, and how sure the order is."""
    rows = facts.rows
    if len({_size(row) for row in rows}) == 1:
        return say(*_SECTION, _of_pair("title_equal", rows), lang, count=len(rows))
    if facts.level is None or any(row.group is None for row in rows):
        return _plain(facts, lang)
    sure = next((number for number, group in enumerate(facts.groups) if len(group) > 1), len(facts.groups))
    return _nobody_first(facts, lang) if not sure else _some_sure(facts, sure, lang)


def _of_pair(key: str, people: Sequence[object]) -> str:
    """Return the key of the sentence that speaks of two as both, where there are two."""
    return f"{key}_two" if len(people) == _PAIR else key


def _size(row: RankedContact) -> float | None:
    return None if row.score is None else round(abs(row.score), _DIGITS)


def _nobody_first(facts: RankingFacts, lang: Language) -> str:
    """Return who contends for the first rank, the one who is there most often first."""
    group = sorted(facts.groups[0], key=lambda row: (-(row.first or 0.0), row.rank, row.person.id))
    chances = [chance_label(row.first or 0.0) for row in group]
    key = "title_open" if len(group) == len(facts.rows) else "title_pair" if len(group) == _PAIR else "title_contest"
    names = [row.person.name for row in group]
    return say(*_SECTION, key, lang, who=names[0], chance=chances[0], other=names[1], less=chances[1], count=len(group))


def _some_sure(facts: RankingFacts, sure: int, lang: Language) -> str:
    """Return the ranks that are sure, and what is said of those behind them."""
    rows, groups = facts.rows, facts.groups
    first, second = rows[0].person.name, rows[1].person.name
    share = score_label(rows[0].score) if facts.is_share else ""
    if sure == len(groups):
        return say(*_SECTION, _of_pair("title_all_sure", rows), lang, count=len(rows), who=first, other=second)
    key = {1: "title_first", 2: "title_two"}.get(sure, "title_several")
    head = say(*_SECTION, key, lang, who=first, other=second, count=sure, share=share)
    return say(*_SECTION, "title_joined", lang, head=head, rest=_rest(groups[sure], sure + 1, len(rows), lang))


def _rest(group: Sequence[RankedContact], first: int, count: int, lang: Language) -> str:
    """Return what is said of the first group whose order is open."""
    last = first + len(group) - 1
    if _overlap(group):
        return say(*_SECTION, _of_pair("rest_apart", group), lang, first=first, last=last)
    return say(*_SECTION, "rest_to_end" if last == count else "rest_open", lang, first=first, last=last)


def _overlap(group: Sequence[RankedContact]) -> bool:
    """Return whether one rank lies within reach of all; else the group is a chain of neighbours."""
    reach = [row.ranks for row in group if row.ranks is not None]
    return bool(reach) and max(low for low, _ in reach) <= min(high for _, high in reach)


def _plain(facts: RankingFacts, lang: Language) -> str:
    """Return who comes first where nothing is known of how sure that is."""
    first = [row for row in facts.rows if row.rank == 1]
    if len(first) > 1:
        return say(*_SECTION, "title_shared", lang, count=len(first), who=first[0].person.name)
    one, two = facts.rows[:2]
    filled = {"who": one.person.name, "other": two.person.name}
    if facts.measure != "decision":
        measure = say(*_SECTION, f"measure_{facts.measure}", lang)
        return say(*_SECTION, "title_measure", lang, measure=measure, **filled)
    rest = sum(abs(row.score or 0.0) for row in facts.rows[1:]) + abs(facts.unattributed or 0.0)
    more = abs(one.score or 0.0) > rest
    filled |= {"share": score_label(one.score), "less": score_label(two.score)}
    return say(*_SECTION, "title_most" if more else "title_share", lang, **filled)
