"""The page of a ranking: who comes first, how sure that is, and who cannot be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.pages.frame import account_line, begin_page, end_page
from stakeholder_graph.viz.pages.population import add_nobody, unowned_notes
from stakeholder_graph.viz.pages.ranking_facts import RankedContact, RankingFacts, printable_ranking
from stakeholder_graph.viz.pages.ranking_headline import write_ranking_headline
from stakeholder_graph.viz.pages.ranking_rows import (
    GROUP_GAP,
    HEAD,
    add_columns,
    add_group,
    add_row,
    add_unmapped,
    has_unmapped,
    plan_columns,
)
from stakeholder_graph.viz.palette import INK_FAINT
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import STANCE_WIDTH, coach_entries, stance_entries
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words, percent
from stakeholder_graph.viz.scene.page import KeyFigure
from stakeholder_graph.viz.scene.primitives import Layer, Polyline
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MOST_ROWS", "RankingFacts", "add_ranking", "draft_ranking"]

_SECTION = ("stakeholder_graph.viz.pages", "ranking")
MOST_ROWS = 28  # ours: of more, the rows of a page become too low
_COMPACT_ROWS = 12
_LOWEST_PITCH, _PITCH, _LOWEST_COMPACT = 24.0, 38.0, 19.0  # px of a row: on a full page, at most, in a part of one
_AROUND = 92.0 + 74.0  # px of the frame above and below
_SYMBOL = 34.0


def draft_ranking(
    facts: RankingFacts,
    typefaces: Typefaces,
    *,
    lang: Language = "en",
    title: str | None = None,
    most: int = MOST_ROWS,
) -> Scene:
    """Lay a ranking out on a page that is as high as its rows need.

    Parameters
    ----------
    facts : RankingFacts
        What the page shows.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on how sure the first ranks are.
    most : int, default 28
        How many contacts are shown at most.
    """
    facts = printable_ranking(facts, typefaces)
    headline = write_ranking_headline(facts, lang) if title is None else title
    subtitle = account_line(facts.people, lang)
    draft, area = begin_page(typefaces, headline, subtitle, figures=_figures(facts, lang), height=_height(facts, most))
    if not facts.rows:
        add_nobody(draft, area, facts.people, lang)
        return end_page(draft, (), "", "", lang)
    add_ranking(draft, facts, area, lang, most=most, compact=False)
    return end_page(draft, _legend(facts, most, lang), _method(facts, lang), _notes(facts, most, lang), lang)


def add_ranking(
    draft: Draft,
    facts: RankingFacts,
    area: Box,
    lang: Language,
    *,
    most: int = _COMPACT_ROWS,
    compact: bool = True,
) -> int:
    """Put a ranking into an area, and return how many contacts there was no room for.

    Parameters
    ----------
    draft : Draft
        The sheet.
    facts : RankingFacts
        With printable strings; nothing is put down for a ranking of nobody.
    area : Box
        The room. Rows are at most 38 px high, so that a few of them leave the foot of the area empty.
    lang : {"en", "zh"}
        The language.
    most : int, default 12
        How many contacts at most.
    compact : bool, default True
        For a part of a page: name, roles, scale and ranks only; else titles and chances besides.
    """
    shown = _that_fit(facts, area, most, compact=compact)
    if not shown:
        return len(facts.rows)
    extra = has_unmapped(facts)
    gaps = GROUP_GAP * (len({_key(row) for row in shown}) + extra)
    pitch = min(_PITCH, (area.height - HEAD - gaps) / (len(shown) + extra))
    columns = plan_columns(draft, facts, shown, area, lang, compact=compact)
    top = area.y1 - HEAD
    y = top
    for group in _cut_groups(facts, len(shown)):
        y -= GROUP_GAP
        box = Box(area.x0, y - pitch * len(group), area.x1, y)
        add_group(draft, box, len(group))
        for number, row in enumerate(group):
            add_row(draft, facts, row, columns, (y - pitch * (number + 0.5), pitch))
        y = box.y0
    if extra:
        y -= GROUP_GAP + pitch
        add_unmapped(draft, facts, columns, y + pitch / 2, lang)
    add_columns(draft, facts, columns, (y, top), lang)
    return len(facts.rows) - len(shown)


def _key(row: RankedContact) -> int:
    return row.rank if row.group is None else row.group


def _that_fit(facts: RankingFacts, area: Box, most: int, *, compact: bool) -> tuple[RankedContact, ...]:
    """Return the first rows, as many as are wanted and have room."""
    lowest = _LOWEST_COMPACT if compact else _LOWEST_PITCH
    shown = facts.rows[:most]
    extra = has_unmapped(facts)
    while shown:
        gaps = GROUP_GAP * (len({_key(row) for row in shown}) + extra)
        if HEAD + gaps + lowest * (len(shown) + extra) <= area.height + 0.5:
            break
        shown = shown[:-1]
    return shown


def _cut_groups(facts: RankingFacts, count: int) -> list[tuple[RankedContact, ...]]:
    """Return the groups of the first `count` rows."""
    cut, left = [], count
    for group in facts.groups:
        if left > 0:
            cut.append(group[:left])
        left -= len(group)
    return cut


def _height(facts: RankingFacts, most: int) -> float:
    """Return the height of a page that neither squeezes the rows nor leaves half of it empty."""
    shown = facts.rows[:most]
    if not shown:
        return 420.0
    extra = has_unmapped(facts)
    gaps = GROUP_GAP * (len({_key(row) for row in shown}) + extra)
    return min(1000.0, _AROUND + HEAD + gaps + _PITCH * (len(shown) + extra) + 4.0)


def _figures(facts: RankingFacts, lang: Language) -> list[KeyFigure]:
    if not facts.rows:
        return []
    figures = [KeyFigure(str(len(facts.rows)), map_words(lang).contacts)]
    if facts.level is not None:
        figures.append(KeyFigure(str(len(facts.groups)), say(*_SECTION, "steps", lang)))
    if facts.unattributed is not None and facts.is_share:
        figures.append(KeyFigure(percent(abs(facts.unattributed)), say(*_SECTION, "unmapped_share", lang)))
    return figures


def _method(facts: RankingFacts, lang: Language) -> str:
    if facts.level is None:
        return say(*_SECTION, "method_plain" if facts.is_share else "method_measure", lang)
    level = percent(facts.level)
    key = "method" if facts.draws else "method_draws_unknown"
    parts = [say(*_SECTION, key, lang, draws=f"{facts.draws or 0:,}")]
    if any(row.interval for row in facts.rows):
        parts.append(say(*_SECTION, "method_mark", lang))
    if any(row.ranks for row in facts.rows):
        parts.append(say(*_SECTION, "method_ranks", lang, level=level))
    if facts.tops:
        parts.append(say(*_SECTION, "method_tops", lang))
    return map_words(lang).join.join(parts)


def _notes(facts: RankingFacts, most: int, lang: Language) -> str:
    words = map_words(lang)
    notes = unowned_notes(lang, owned=facts.owned or not facts.is_share)
    shown = len(_that_fit(facts, Box(0.0, 0.0, 1.0, _height(facts, most) - _AROUND), most, compact=False))
    if shown < len(facts.rows):
        notes.append(say(*_SECTION, "hidden", lang, shown=shown, all=len(facts.rows)))
    if facts.is_share and any((row.score or 0.0) < 0 for row in facts.rows):
        notes.append(words.negative_shares)
    gone = sum(contact.status == "left" for contact in facts.people.contacts)
    if gone:
        notes.append(say(*_SECTION, "gone", lang, count=gone))
    return words.join.join(notes)


def _legend(facts: RankingFacts, most: int, lang: Language) -> list[LegendGroup]:
    shown = facts.rows[:most]
    stances = {row.person.stance for row in shown} if facts.has_stance else set()
    coaches = {row.person.coach for row in shown}
    level = percent(facts.level or 0.0)
    drawn, grouped = any(row.interval for row in shown), any(row.group for row in shown)
    intervals = (
        LegendEntry(
            say(*_SECTION, "frame", lang, level=level),
            _frame,
            grouped and any(len(group) > 1 for group in facts.groups),
        ),
        LegendEntry(say(*_SECTION, "interval", lang, level=level), _thin, drawn),
        LegendEntry(say(*_SECTION, "half", lang), _thick, drawn),
    )
    return [
        LegendGroup("", _SYMBOL, intervals),
        LegendGroup("", STANCE_WIDTH, stance_entries(stances, lang)),
        LegendGroup("", STANCE_WIDTH, coach_entries(coaches, map_words(lang))),
    ]


def _frame(draft: Draft, center: Point) -> None:
    x, y = center
    half = _SYMBOL / 2
    add_group(draft, Box(x - half, y - 10.0, x + half, y + 10.0), 2)
    for height in (y - 5.0, y + 5.0):
        draft.add(Polyline(((x - 9.0, height), (x + 11.0, height)), Layer.MARK, INK_FAINT, 2.0))


def _thin(draft: Draft, center: Point) -> None:
    x, y = center
    draft.add(Polyline(((x - _SYMBOL / 2, y), (x + _SYMBOL / 2, y)), Layer.MARK, INK_FAINT, 1.6))


def _thick(draft: Draft, center: Point) -> None:
    x, y = center
    draft.add(Polyline(((x - _SYMBOL / 2, y), (x + _SYMBOL / 2, y)), Layer.MARK, INK_FAINT, 5.5))
