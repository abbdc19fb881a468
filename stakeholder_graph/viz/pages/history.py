"""The scene of a history: where everybody stood from snapshot to snapshot, and how the lean of the decision moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.pages.frame import account_line, add_empty, begin_page, end_page
from stakeholder_graph.viz.pages.history_headline import write_history_headline
from stakeholder_graph.viz.pages.history_rows import (
    add_change,
    add_course,
    add_gone,
    add_joined,
    add_touch,
    stance_label,
)
from stakeholder_graph.viz.pages.history_strip import add_lean, add_stages
from stakeholder_graph.viz.pages.population import add_nobody, everybody_left, unowned_notes
from stakeholder_graph.viz.pages.stance_lanes import part_of_decision
from stakeholder_graph.viz.pages.time_axis import TimeAxis, named_places
from stakeholder_graph.viz.palette import BAND, HAIRLINE, INK, INK_SOFT, STANCE_STYLES, WHITE, stance_style
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.legend import LegendEntry
from stakeholder_graph.viz.scene.legend_entries import STANCE_WIDTH, coach_entries, stance_entries
from stakeholder_graph.viz.scene.legend_line import LegendGroup
from stakeholder_graph.viz.scene.map_words import map_words
from stakeholder_graph.viz.scene.page import KeyFigure
from stakeholder_graph.viz.scene.person import add_person
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.printable_facts import printable_contact, printable_facts
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.pages.history_facts import HistoryFacts, HistoryRow
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_history", "draft_history"]

_SECTION = ("stakeholder_graph.viz.pages", "history")
_EMPTY_HEIGHT, _LEAST, _MOST = 420.0, 560.0, 1000.0  # px of the page; ours
_FRAME, _ROOMY, _TIGHT = 166.0, 38.0, 25.0  # px of header and foot; of a row where there is room, and at least
_STAGE_BAND, _LEAN_BAND, _BAND_GAP = 20.0, 92.0, 8.0
_HEADS = 44.0  # px for the days and the heads of the columns
_NAME, _TITLE, _SHARE = 176.0, 146.0, 50.0
_LATEST, _CHANGE, _COLUMN_GAP = 58.0, 190.0, 18.0
_HEAD_PX, _DAY_PX, _FIGURE_PX, _LEAN_PX = 12.0, 11.0, 12.0, 22.0
_DAY_ROOM = 72.0
_BESIDE = 36.0  # px beside the first and the last snapshot, where dots and labels reach
_MARK_WIDTH = 24.0
_ENOUGH = 2  # snapshots that make a history


def draft_history(
    facts: HistoryFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay a history out on a page of 1600 px.

    Parameters
    ----------
    facts : HistoryFacts
        What it shows. Rows for which there is no room are left out from the end, and the page says so. A single
        snapshot is told to be no history.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default how the lean moved and who changed sides.

    Returns
    -------
    Scene
        The page. The same facts always give the same scene.
    """
    rows = tuple(replace(row, contact=printable_contact(row.contact, typefaces)) for row in facts.rows)
    facts = replace(facts, account=printable_facts(facts.account, typefaces), rows=rows)
    is_history = len(facts.days) >= _ENOUGH and bool(rows)
    headline = write_history_headline(facts, lang) if title is None else title
    needed = _FRAME + _strip_height(facts) + _HEADS + _ROOMY * len(rows)
    height = min(_MOST, max(_LEAST, needed)) if is_history else _EMPTY_HEIGHT
    figures = _figures(facts, lang) if is_history else []
    subtitle = account_line(facts.account, lang)
    draft, area = begin_page(typefaces, headline, subtitle, figures=figures, height=height)
    shown = add_history(draft, facts, area, lang)
    if not is_history:
        return end_page(draft, [], "", "", lang)
    method = say(*_SECTION, "method", lang)
    return end_page(draft, _legend(facts, shown, lang), method, _notes(facts, shown, lang), lang)


def add_history(draft: Draft, facts: HistoryFacts, area: Box, lang: Language) -> int:
    """Put a history down in an area, and return how many rows there was room for."""
    if len(facts.days) < _ENOUGH or not facts.rows:
        if everybody_left(facts.account):
            add_nobody(draft, area, facts.account, lang)
            return 0
        key = "single" if len(facts.days) == 1 else "empty"
        add_empty(draft, area, say(*_SECTION, key, lang), say(*_SECTION, f"{key}_advice", lang))
        return 0
    share = _SHARE if facts.leans else 0.0
    left = area.x0 + _NAME + _TITLE + share + _COLUMN_GAP
    right = area.x1 - _CHANGE - _LATEST - _COLUMN_GAP
    axis = TimeAxis(facts.days[0], facts.days[-1], left + _BESIDE, right - _BESIDE)
    places = [axis.x(day) for day in facts.days]
    top = area.y1
    if facts.leans:
        top = _add_strip(draft, facts, places, Box(area.x0, area.y0, right, top), left=left, lang=lang)
    top -= _HEADS
    _add_heads(draft, facts, places, Box(area.x0, top, area.x1, top + _HEADS), span=(left, right), lang=lang)
    count = min(len(facts.rows), int((top - area.y0) / _TIGHT))
    pitch = min(_ROOMY, (top - area.y0) / count)
    largest = max((abs(row.change or 0.0) for row in facts.rows[:count]), default=0.0)
    for place in places:
        draft.add(Polyline(((place, top), (place, top - pitch * count)), Layer.SEPARATOR, HAIRLINE, 1.0))
    for number, row in enumerate(facts.rows[:count]):
        box = Box(area.x0, top - pitch * (number + 1), area.x1, top - pitch * number)
        ground = BAND if number % 2 == 0 else WHITE
        draft.add(Rectangle(Box(box.x0 - 8.0, box.y0, box.x1 + 8.0, box.y1), Layer.BAND, ground))
        _add_row(draft, facts, row, box, (right, largest, ground))
        add_course(draft, row, places, axis, y=box.center[1], pitch=pitch)
    return count


def _strip_height(facts: HistoryFacts) -> float:
    return _STAGE_BAND + _LEAN_BAND + 2 * _BAND_GAP if facts.leans else 0.0


def _add_strip(
    draft: Draft, facts: HistoryFacts, places: Sequence[float], box: Box, *, left: float, lang: Language
) -> float:
    """Put down stages and lean, the latest and the first lean in figures, and return the height below them."""
    stages = Box(box.x0, box.y1 - _STAGE_BAND, box.x1, box.y1)
    add_stages(draft, facts.stages, places, stages, end=box.x1 + _LATEST + _COLUMN_GAP + _CHANGE, lang=lang)
    foot = stages.y0 - _BAND_GAP
    add_lean(draft, facts.leans, places, Box(box.x0, foot - _LEAN_BAND, box.x1, foot), left=left, lang=lang)
    first, last = facts.leans[0], facts.leans[-1]
    place = (box.x1 + 24.0, foot - _LEAN_BAND / 2)
    value = say(*_SECTION, "lean_unknown" if facts.is_owned else "lean_unowned", lang) if last is None else signed(last)
    draft.text((place[0], place[1] + 2.0), value, _LEAN_PX, color=INK, bold=True, owner="strip")
    if first is not None and last is not None:
        before = say(*_SECTION, "lean_before", lang, before=signed(first), day=facts.days[0].isoformat())
        draft.text((place[0], place[1] - 18.0), before, _DAY_PX, color=INK_SOFT, owner="strip")
    return foot - _LEAN_BAND - _BAND_GAP


def _add_heads(
    draft: Draft,
    facts: HistoryFacts,
    places: Sequence[float],
    box: Box,
    *,
    span: tuple[float, float],
    lang: Language,
) -> None:
    """Put down the days of the snapshots, and what stands in the columns beside them."""
    y = box.y0 + 9.0
    for number in named_places(places, _DAY_ROOM):
        day = facts.days[number].isoformat()
        draft.text((places[number], y), day, _DAY_PX, color=INK, bold=True, align="center", owner="day")
    heads = [
        ("contact", box.x0, "left"),
        ("latest", span[1] + _LATEST, "right"),
        ("change", box.x1 - _CHANGE / 2, "center"),
    ]
    if facts.leans:
        heads.append(("share", span[0] - _COLUMN_GAP, "right"))
    for key, x, align in heads:
        draft.text((x, y), say(*_SECTION, key, lang), _HEAD_PX, color=INK_SOFT, bold=True, align=align, owner="head")  # type: ignore[arg-type]


def _add_row(draft: Draft, facts: HistoryFacts, row: HistoryRow, box: Box, look: tuple[float, float, str]) -> None:
    """Put down who it is, the share, the latest stance and the change."""
    (right, largest, ground), y, owner = look, box.center[1], row.contact.id
    baseline = y - HALF_CAPITAL * _FIGURE_PX
    stance = next(point.state for point in reversed(row.points) if point.is_here)
    draft.claim(owner, box)
    widths = (_NAME, _TITLE - 12.0)
    add_person(draft, row.contact, (box.x0, y), widths, background=ground, stance=stance)
    if facts.leans:
        share = "–" if row.contact.share is None else part_of_decision(row.contact.share)
        place = (box.x0 + _NAME + _TITLE + _SHARE, baseline)
        draft.text(place, share, _FIGURE_PX, color=INK_SOFT, background=ground, align="right", owner=owner)
    latest = "–" if row.last is None else stance_label(row.last)
    place = (right + _LATEST, baseline)
    draft.text(place, latest, _FIGURE_PX, color=INK, background=ground, bold=True, align="right", owner=owner)
    add_change(draft, row, (box.x1 - _CHANGE, box.x1), y, largest=largest, ground=ground)


def _figures(facts: HistoryFacts, lang: Language) -> list[KeyFigure]:
    toward = sum(row.direction > 0 for row in facts.rows)
    away = sum(row.direction < 0 for row in facts.rows)
    return [
        KeyFigure(str(len(facts.days)), say(*_SECTION, "snapshots", lang)),
        KeyFigure(str(toward), say(*_SECTION, "toward", lang), STANCE_STYLES["strong_supporter"].fill),
        KeyFigure(str(away), say(*_SECTION, "away", lang), STANCE_STYLES["opponent"].fill),
    ]


def _notes(facts: HistoryFacts, shown: int, lang: Language) -> str:
    notes = [*unowned_notes(lang, owned=facts.is_owned)]
    if facts.leans:
        notes.append(say(*_SECTION, "method_lean", lang))
    if shown < len(facts.rows):
        key = "hidden" if facts.leans else "hidden_plain"
        notes.append(say(*_SECTION, key, lang, shown=shown, all=len(facts.rows)))
    return map_words(lang).join.join(notes)


def _legend(facts: HistoryFacts, shown: int, lang: Language) -> list[LegendGroup]:
    rows = facts.rows[:shown]
    states = {point.state for row in rows for point in row.points}
    pairs = [
        (one.is_here, other.is_here) for row in rows for one, other in zip(row.points, row.points[1:], strict=False)
    ]
    marks = (
        LegendEntry(say(*_SECTION, "joined", lang), _joined, (False, True) in pairs),
        LegendEntry(say(*_SECTION, "gone", lang), add_gone, (True, False) in pairs),
        LegendEntry(say(*_SECTION, "touch", lang), add_touch, any(row.touches for row in rows)),
    )
    unknown = say(*_SECTION, "unknown_stance" if facts.has_presence else "unknown_or_absent", lang)
    return [
        LegendGroup(say(*_SECTION, "stance", lang), STANCE_WIDTH, stance_entries(states - {"unknown"}, lang)),
        LegendGroup("", _MARK_WIDTH, (LegendEntry(unknown, _unknown, "unknown" in states),)),
        LegendGroup("", STANCE_WIDTH, marks),
        LegendGroup("", STANCE_WIDTH, coach_entries({row.contact.coach for row in rows}, map_words(lang))),
    ]


def _joined(draft: Draft, center: Point) -> None:
    add_joined(draft, (center[0] + 16.0, center[1]))


def _unknown(draft: Draft, center: Point) -> None:
    (x, y), half, style = center, _MARK_WIDTH / 2, stance_style("unknown")
    draft.add(
        Rectangle(Box(x - half, y - 6.0, x + half, y + 6.0), Layer.CARD, style.fill, style.edge, 0.9, 0.0, style.dash)
    )
