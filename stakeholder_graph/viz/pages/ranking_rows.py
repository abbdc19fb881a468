"""The rows of a ranking: rank, name and roles, the share with its intervals, and how sure the rank is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.figures import score_label, share_tick
from stakeholder_graph.viz.palette import (
    BAND,
    INK_SOFT,
    NAVY,
    WHITE,
    StanceStyle,
    stance_style,
)
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.figure_cells import FIGURE_SIZE, add_chance, add_figure
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.medallion import add_stance_dot
from stakeholder_graph.viz.scene.person import add_person, add_role_tags, person_width, role_tags_width
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.scale import Scale, add_grid, share_scale
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.pages.ranking_facts import RankedContact, RankingFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = [
    "GROUP_GAP",
    "HEAD",
    "Columns",
    "add_columns",
    "add_group",
    "add_row",
    "add_unmapped",
    "has_unmapped",
    "plan_columns",
]

_SECTION = ("stakeholder_graph.viz.pages", "ranking")
HEAD, GROUP_GAP = 40.0, 6.0  # px of the heads of the columns, and above each group
_RANK_END, _NAME_START = 30.0, 42.0  # px from the left edge
_NAME, _TAGS, _TITLE = (90.0, 200.0), 92.0, 190.0  # px at least and at most of a name; of its tags; of a title
_DOT_ROOM = 25.0  # px more where the dot of the stance stands before the name
_COMPACT_NAME, _TAG_GAP = 170.0, 8.0
_TITLE_GAP = 14.0
_VALUE, _RANKS, _CHANCE, _INSET = 58.0, 78.0, 84.0, 16.0  # px of the columns at the right; beside the scale
_HEADING = 11.5
_THIN, _THICK, _DOT, _BAR = 1.6, 5.5, 8.0, 12.0
_BRACKET = 3.0
_LEAST_UNMAPPED = 0.005  # what rounds to nothing needs no row


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a ranking stand: their left ends, and for figures their middles.

    Attributes
    ----------
    left, right : float
        The edges of the rows.
    name_end, tags_end, title_end : float
        Where names, tags and titles end; the last two may be the same, and then there are no titles.
    scale : Scale
        The scale of the scores.
    value, ranks : float or None
        The middles of the columns of scores and of rank ranges.
    chances : tuple of float
        Those of the chances.
    lang : {"en", "zh"}
        The language of the tags.
    """

    left: float
    right: float
    name_end: float
    tags_end: float
    title_end: float
    scale: Scale
    value: float | None
    ranks: float | None
    chances: tuple[float, ...]
    lang: Language


def has_unmapped(facts: RankingFacts) -> bool:
    """Return whether the people who are not on the map get a row of their own."""
    return facts.measure == "decision" and abs(facts.unattributed or 0.0) >= _LEAST_UNMAPPED


def plan_columns(
    draft: Draft, facts: RankingFacts, shown: Sequence[RankedContact], area: Box, lang: Language, *, compact: bool
) -> Columns:
    """Return where the columns stand: names as wide as they need, figures at the right, the scale between them."""
    people = [row.person for row in shown]
    least = draft.measure.width(say(*_SECTION, "unmapped", lang), FIGURE_SIZE) if has_unmapped(facts) else _NAME[0]
    needed = max(person_width(draft, person, dot=_has_dots(facts)) for person in people)
    widest = (_COMPACT_NAME if compact else _NAME[1]) + _DOT_ROOM * _has_dots(facts)
    name = min(max(least, needed), widest)
    name_end = area.x0 + _NAME_START + name
    ends = (_with_tags(draft, person, name, lang, facts) for person in people)
    tags_end = area.x0 + _NAME_START + max(least, *ends)
    titles = not compact and any(person.title for person in people)
    title_end = tags_end + (_TITLE if titles else 0.0)
    x = area.x1
    middles: list[float] = []
    widths = [] if compact else [_CHANCE] * len(facts.tops)
    has_ranks = any(row.ranks for row in shown)
    widths = [*([] if compact else [_VALUE]), *([_RANKS] if has_ranks else []), *widths]
    for width in reversed(widths):
        middles.insert(0, x - width / 2)
        x -= width
    value = None if compact else middles.pop(0)
    ranks = middles.pop(0) if has_ranks else None
    span = (title_end + _INSET, x - _INSET)
    scale = _scale(facts, shown, span)
    return Columns(area.x0, area.x1, name_end, tags_end, title_end, scale, value, ranks, tuple(middles), lang)


def _with_tags(draft: Draft, person: ContactFacts, name: float, lang: Language, facts: RankingFacts) -> float:
    """Return the px that a name with its tags takes, when there are `name` px for the name."""
    tags = min(_TAGS, role_tags_width(draft, person.roles, lang))
    return min(name, person_width(draft, person, dot=_has_dots(facts))) + (_TAG_GAP + tags if tags else 0.0)


def _has_dots(facts: RankingFacts) -> bool:
    """Return whether the stance stands at the name; else the dot stands on the scale."""
    return facts.level is None or not any(row.interval for row in facts.rows)


def _scale(facts: RankingFacts, shown: Sequence[RankedContact], span: tuple[float, float]) -> Scale:
    scores = [row.score for row in shown if row.score is not None]
    ends = [end for row in shown for end in row.interval or ()]
    if has_unmapped(facts):
        ends.append(facts.unattributed or 0.0)
    if _has_dots(facts):  # the length of a bar is the score itself
        return Scale(min([0.0, *scores, *ends]), max([0.0, *scores, *ends]), *span)
    return share_scale(scores, ends, span)


def add_columns(
    draft: Draft, facts: RankingFacts, columns: Columns, height: tuple[float, float], lang: Language
) -> None:
    """Put down the scale and the heads of the columns over the rows, which stand between two heights."""
    label = share_tick if facts.is_share else score_label
    add_grid(draft, columns.scale, height, label)
    baseline = height[1] + 6.0
    heads: list[tuple[float | None, str, dict[str, Any]]] = [
        (columns.value, "value" if facts.is_share else "score", {}),
        (columns.ranks, "ranks", {}),
    ]
    heads += [(x, "chance", {"top": top}) for x, top in zip(columns.chances, facts.tops, strict=False)]
    for x, key, filled in heads:
        if x is not None:
            text = say(*_SECTION, key, lang, **filled)
            draft.text((x, baseline), text, _HEADING, color=INK_SOFT, bold=True, align="center", owner="heading")
    text = _axis_title(facts, columns.scale, lang)
    place = (columns.scale.x0 - 8.0, height[1] + 24.0)
    room = columns.right - place[0]
    px = shrink_to_fit(draft.measure, text, room, (_HEADING, 10.2))
    draft.text(place, fit_line(draft.measure, text, room, px), px, color=INK_SOFT, owner="heading")


def _axis_title(facts: RankingFacts, scale: Scale, lang: Language) -> str:
    """Return what the scale measures, how the contacts are weighed, and that it is no linear one."""
    owned = "measure_decision" if facts.measure == "decision" and facts.owned else "measure_group"
    text = sentence_case(say(*_SECTION, owned if facts.is_share else f"measure_{facts.measure}", lang))
    if facts.weighed_stage is not None:
        text += say(*_SECTION, "by_stage", lang, stage=PURCHASE_STAGES.label(facts.weighed_stage, lang))
    return text + (say(*_SECTION, "root", lang) if scale.root else "")


def add_group(draft: Draft, box: Box, members: int) -> None:
    """Put down the frame of those who cannot be told apart; a bracket binds several."""
    draft.add(Rectangle(box, Layer.BAND, BAND, radius=4.0))
    if members > 1:
        draft.add(Rectangle(Box(box.x0, box.y0, box.x0 + _BRACKET, box.y1), Layer.MARK, NAVY))
        pitch = box.height / members
        for number in range(1, members):
            y = box.y0 + pitch * number
            draft.add(Polyline(((box.x0 + _BRACKET, y), (box.x1, y)), Layer.BAND, WHITE, 1.4))


def add_row(
    draft: Draft,
    facts: RankingFacts,
    row: RankedContact,
    columns: Columns,
    line: tuple[float, float],
) -> None:
    """Put down one contact around a height; `line` is the height and how high the row is."""
    y, _ = line
    person, owner = row.person, row.person.id
    add_figure(draft, (columns.left + _RANK_END, y), str(row.rank), owner, bold=True, color=INK_SOFT, align="right")
    dots = _has_dots(facts)
    stance = "" if facts.has_stance else None
    left = columns.left + _NAME_START
    widths = (columns.name_end - left, columns.title_end - columns.tags_end - 2 * _TITLE_GAP)
    end = add_person(draft, person, (left, y), (widths[0], 0.0), background=BAND, stance=stance, dot=dots)
    add_role_tags(draft, person.roles, (end + _TAG_GAP, y), columns.tags_end + 2.0, columns.lang, owner=owner)
    if widths[1] > 0 and person.title:
        px = shrink_to_fit(draft.measure, person.title, widths[1], (11.2, 10.2))
        title = fit_line(draft.measure, person.title, widths[1], px)
        place = (columns.tags_end + _TITLE_GAP, y - HALF_CAPITAL * px)
        draft.text(place, title, px, color=INK_SOFT, background=BAND, owner=owner)
    style = stance_style(person.stance if facts.has_stance else None)
    if row.score is not None:
        if dots:
            _bar(draft, columns.scale, row.score, style, line)
        else:
            _intervals(draft, columns.scale, row, style, line)
    _figures(draft, facts, row, columns, line)


def _bar(draft: Draft, scale: Scale, score: float, style: StanceStyle, line: tuple[float, float]) -> None:
    y, pitch = line
    half = min(_BAR, 0.5 * pitch) / 2
    ends = sorted((scale.x(0.0), scale.x(score)))
    box = Box(ends[0], y - half, max(ends[1], ends[0] + 1.0), y + half)
    draft.add(Rectangle(box, Layer.MARK, style.fill, style.edge, 0.8, dash=style.dash))


def _intervals(draft: Draft, scale: Scale, row: RankedContact, style: StanceStyle, line: tuple[float, float]) -> None:
    y, pitch = line
    for ends, width in ((row.interval, _THIN), (row.half, _THICK)):
        if ends is not None:
            draft.add(Polyline(((scale.x(ends[0]), y), (scale.x(ends[1]), y)), Layer.TIE, style.edge, width))
    add_stance_dot(draft, (scale.x(row.score or 0.0), y), style, min(_DOT, 0.36 * pitch), owner=row.person.id)


def _figures(
    draft: Draft, facts: RankingFacts, row: RankedContact, columns: Columns, line: tuple[float, float]
) -> None:
    (y, pitch), owner = line, row.person.id
    if columns.value is not None:
        add_figure(draft, (columns.value, y), score_label(row.score, share=facts.is_share), owner, bold=True)
    if columns.ranks is not None and row.ranks is not None:
        low, high = row.ranks
        add_figure(draft, (columns.ranks, y), str(low) if low == high else f"{low}–{high}", owner)
    for x, chance in zip(columns.chances, row.chances, strict=False):
        add_chance(draft, (x, y), chance, owner, height=pitch - 4.0)


def add_unmapped(draft: Draft, facts: RankingFacts, columns: Columns, y: float, lang: Language) -> None:
    """Put down the row of the people who are not on the map, which has no rank."""
    share = facts.unattributed or 0.0
    text = say(*_SECTION, "unmapped", lang)
    left = columns.left + _NAME_START
    px = shrink_to_fit(draft.measure, text, columns.title_end - left, (FIGURE_SIZE, 10.2))
    text = fit_line(draft.measure, text, columns.title_end - left, px)
    draft.text((left, y - HALF_CAPITAL * px), text, px, color=INK_SOFT, owner="unmapped")
    add_stance_dot(draft, (columns.scale.x(share), y), stance_style("unknown"), _DOT, owner="unmapped")
    if columns.value is not None:
        add_figure(draft, (columns.value, y), score_label(share), "unmapped", bold=True, background=WHITE)
