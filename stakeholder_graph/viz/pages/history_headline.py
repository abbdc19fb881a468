"""The sentence above a history: how the lean moved, and who changed sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.pages.population import everybody_left, nobody_title
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from datetime import date

    from stakeholder_graph.viz.pages.history_facts import HistoryFacts, HistoryRow
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["write_history_headline"]

_SECTION = ("stakeholder_graph.viz.pages", "history")
_MOST_CLAUSES = 2


def write_history_headline(facts: HistoryFacts, lang: Language) -> str:
    """Return how the lean moved between the first and the last snapshot, and the weightiest who changed sides.

    Who went with the lean comes first, so that the sentence says what may have moved it.
    """
    if len(facts.days) <= 1:
        day = facts.days[0].isoformat() if facts.days else ""
        return say(*_SECTION, "title_single" if day else "title_none", lang, day=day)
    if not facts.rows:
        gone = everybody_left(facts.account)
        return nobody_title(facts.account, lang) if gone else say(*_SECTION, "title_nobody", lang)
    since = _since(facts.days[0], facts.days[-1], lang)
    moved, direction = _lean(facts, since, lang)
    clauses = _clauses(facts, direction, lang)
    if not clauses and not any(row.direction for row in facts.rows) and not _is_known(facts):
        return moved  # that nobody is known to have moved says it all
    joined = say(*_SECTION, "comma", lang).join(clauses) or say(*_SECTION, "nobody_changed", lang)
    return say(*_SECTION, "title", lang, moved=moved, clauses=joined)


def _is_known(facts: HistoryFacts) -> bool:
    """Return whether the lean in the last snapshot is known."""
    return bool(facts.leans) and facts.leans[-1] is not None


def _since(first: date, last: date, lang: Language) -> str:
    """Return the month of the first snapshot; its day where the last one is in the same month."""
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()
    return say(*_SECTION, f"month_{first.month}", lang, year=first.year)


def _lean(facts: HistoryFacts, since: str, lang: Language) -> tuple[str, int]:
    """Return how the lean moved, as the printed digits tell it, and in which direction."""
    if not _is_known(facts):
        return _moves(facts, since, lang)
    first, last = facts.leans[0], facts.leans[-1] or 0.0
    if first is None:
        return say(*_SECTION, "lean_new", lang, after=signed(last), since=since), 0
    before, after = signed(first), signed(last)
    direction = 0 if before == after else 1 if last > first else -1
    key = ("lean_fell", "lean_held", "lean_rose")[direction + 1]
    if not direction and any(lean is not None and signed(lean) != after for lean in facts.leans):
        key = "lean_back"
    return say(*_SECTION, key, lang, before=before, after=after, since=since), direction


def _moves(facts: HistoryFacts, since: str, lang: Language) -> tuple[str, int]:
    """Return how many people moved, where the lean cannot be told."""
    toward = sum(row.direction > 0 for row in facts.rows)
    away = sum(row.direction < 0 for row in facts.rows)
    key = {(True, True): "moved", (True, False): "moved_toward", (False, True): "moved_away"}.get(
        (toward > 0, away > 0), "moved_nobody"
    )
    return say(*_SECTION, key, lang, toward=toward, away=away, since=since), toward - away


def _clauses(facts: HistoryFacts, direction: int, lang: Language) -> list[str]:
    over = [row for row in facts.rows if row.sides is not None and row.sides[0] != "for" == row.sides[1]]
    against = [row for row in facts.rows if row.sides is not None and row.sides[0] != "against" == row.sides[1]]
    lost = [row for row in facts.rows if row.has_gone and facts.has_presence and _supported(row)]
    found = [(key, _weightiest(rows)) for key, rows in (("over", over), ("against", against), ("lost", lost)) if rows]
    if direction < 0:
        found.sort(key=lambda clause: clause[0] == "over")
    return [say(*_SECTION, _clause(key, row), lang, who=row.contact.name) for key, row in found[:_MOST_CLAUSES]]


def _clause(key: str, row: HistoryRow) -> str:
    """Return the key of a clause; that somebody has left is said only where a snapshot says it."""
    return "absent" if key == "lost" and row.contact.status != "left" else key


def _supported(row: HistoryRow) -> bool:
    """Return whether the last that is known of somebody is that it was a supporter."""
    states = [point.state for point in row.points if point.stance is not None]
    return bool(states) and states[-1] in ("supporter", "strong_supporter")


def _weightiest(rows: list[HistoryRow]) -> HistoryRow:
    return min(rows, key=lambda row: (-row.contact.size, -abs(row.change or 0.0), row.contact.id))
