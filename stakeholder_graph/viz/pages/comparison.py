"""The page of a comparison: scenarios on one axis of the lean, what each costs, and who changes most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import shrink_to_fit, wrap_lines
from stakeholder_graph.viz.pages.comparison_facts import FIGURES, ComparisonFacts, printable_comparison
from stakeholder_graph.viz.pages.comparison_headline import write_comparison_headline
from stakeholder_graph.viz.pages.comparison_legend import comparison_legend
from stakeholder_graph.viz.pages.comparison_rows import ComparisonColumns, add_mover, add_scenario
from stakeholder_graph.viz.pages.figures import share_tick
from stakeholder_graph.viz.pages.frame import account_line, begin_page, end_page
from stakeholder_graph.viz.pages.population import unowned_notes
from stakeholder_graph.viz.palette import HAIRLINE, INK, INK_SOFT, NAVY
from stakeholder_graph.viz.scene.letter_marks import letter
from stakeholder_graph.viz.scene.map_words import map_words, percent
from stakeholder_graph.viz.scene.primitives import Layer, Polyline
from stakeholder_graph.viz.scene.scale import add_grid, share_scale
from stakeholder_graph.viz.scene.stance_axis import AXIS_HEAD, add_stance_axis, add_stance_grid, stance_scale
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MOST_SCENARIOS", "ComparisonFacts", "draft_comparison"]

_SECTION = ("stakeholder_graph.viz.pages", "comparison")
MOST_SCENARIOS = 8  # ours: more of them are no longer told apart
_PITCH, _LOWEST_PITCH = 60.0, 46.0  # px of a scenario at most, and where there are movers below many of them
_MOVER, _LOWEST_MOVER = 50.0, 40.0
_BETWEEN = 62.0  # px between the scenarios and the movers for the heads of the latter
_AROUND = 92.0 + 74.0  # px of the frame above and below
_LETTER, _NAME, _AXIS, _LEAN, _FIGURE = 34.0, 226.0, 470.0, 108.0, 76.0  # px of the columns
_HEADING, _HEAD_LINE = (11.5, 10.2), 14.0
_LEAST_SCALE = 0.05  # of the decision; ours: a scale of shares reaches at least so far
_MANY = 5  # ours: from so many scenarios on their rows are low


def draft_comparison(
    facts: ComparisonFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay a comparison out on a page that is as high as its rows need.

    Parameters
    ----------
    facts : ComparisonFacts
        What the page shows.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on which scenario moves the decision and what it costs.
    """
    facts = printable_comparison(facts, typefaces)
    headline = write_comparison_headline(facts, lang) if title is None else title
    count, movers = len(facts.scenarios), len(facts.movers)
    pitch = _LOWEST_PITCH if count >= _MANY and movers else _PITCH
    room = 1000.0 - _AROUND - AXIS_HEAD - pitch * count - _BETWEEN
    mover = min(_MOVER, max(_LOWEST_MOVER, room / max(1, movers)))
    while movers and mover * movers > room:
        movers -= 1
    below = _BETWEEN + mover * movers if movers else 0.0
    height = min(1000.0, _AROUND + AXIS_HEAD + pitch * count + below + 4.0)
    draft, area = begin_page(typefaces, headline, account_line(facts.people, lang), height=height)
    columns = _plan(facts, area, lang)
    top = area.y1 - AXIS_HEAD
    bottom = top - pitch * count
    _add_scenarios(draft, facts, columns, (bottom, top))
    if movers:
        box = Box(area.x0, bottom - below, area.x1, bottom)
        _add_movers(draft, facts, movers, columns, box)
    hidden = facts.others + len(facts.movers) - movers
    groups = comparison_legend(facts, columns.axis, movers, lang)
    return end_page(draft, groups, _method(facts, movers, lang), _notes(facts, hidden, lang), lang)


def _plan(facts: ComparisonFacts, area: Box, lang: Language) -> ComparisonColumns:
    """Return where the columns stand; a figure that is not known of any scenario has none."""
    known = [key for key in FIGURES if any(one.figure(key) is not None for one in facts.scenarios)]
    name = (area.x0 + _LETTER, area.x0 + _LETTER + _NAME)
    axis = stance_scale(name[1] + 22.0, name[1] + 22.0 + _AXIS)
    lean = axis.x1 + 14.0 + _LEAN / 2
    left = axis.x1 + 14.0 + _LEAN
    middles = {key: left + _FIGURE * (place + 0.5) for place, key in enumerate(known)}
    top = (left + _FIGURE * len(known) + 14.0, area.x1 - 4.0)
    return ComparisonColumns(area.x0, area.x1, name, axis, lean, middles, top, lang)


def _add_scenarios(
    draft: Draft, facts: ComparisonFacts, columns: ComparisonColumns, height: tuple[float, float]
) -> None:
    bottom, top = height
    lang = columns.lang
    add_stance_axis(draft, Box(columns.axis.x0, bottom, columns.axis.x1, top), lang)
    heads = [(columns.lean, "lean"), *((x, key) for key, x in columns.figures.items())]
    for x, key in heads:
        _add_head(draft, say(*_SECTION, key, lang), (x, top + 6.0), _FIGURE - 6.0)
    if any(one.top_name for one in facts.scenarios):
        text, place = say(*_SECTION, "top", lang), (columns.top[0], top + 6.0)
        draft.text(place, text, _HEADING[0], color=INK_SOFT, bold=True, owner="heading")
    text, place = say(*_SECTION, "scenario", lang), (columns.name[0], top + 6.0)
    draft.text(place, text, _HEADING[0], color=INK_SOFT, bold=True, owner="heading")
    pitch = (top - bottom) / len(facts.scenarios)
    for number in range(len(facts.scenarios)):
        add_scenario(draft, facts, number, columns, (top - pitch * (number + 0.5), pitch))
    draft.add(Polyline(((columns.left, top), (columns.right, top)), Layer.SEPARATOR, HAIRLINE, 0.8))
    if facts.base.lean is not None:  # what every arrow begins at
        x = columns.axis.x(facts.base.lean)
        draft.add(Polyline(((x, bottom), (x, top)), Layer.REPORTING, NAVY, 1.4, (4.0, 3.0)))


def _add_head(draft: Draft, text: str, place: tuple[float, float], width: float) -> None:
    """Put down the head of a column around a middle, in one line or two."""
    lines = wrap_lines(draft.measure, text, width, _HEADING[0], bold=True)
    for number, line in enumerate(reversed(lines)):
        px = shrink_to_fit(draft.measure, line, width, _HEADING, bold=True)
        anchor = (place[0], place[1] + _HEAD_LINE * number)
        draft.text(anchor, line, px, color=INK_SOFT, bold=True, align="center", owner="heading")


def _add_movers(draft: Draft, facts: ComparisonFacts, count: int, columns: ComparisonColumns, box: Box) -> None:
    """Put down the contacts of whom most differs, on the axis of the scenarios and on a scale of shares beside it."""
    top, lang = box.y1 - _BETWEEN, columns.lang
    shown = facts.movers[:count]
    shares = [share for one in shown for share in one.shares if share is not None]
    scale = share_scale(shares, (_LEAST_SCALE,), (columns.axis.x1 + 60.0, columns.right - 30.0))
    axis = columns.axis
    add_stance_grid(draft, Box(axis.x0, box.y0, axis.x1, top))
    add_grid(draft, scale, (box.y0, top), share_tick)
    heads = (
        (columns.left, say(*_SECTION, "movers", lang), True),
        (axis.x0, say(*_SECTION, "settled", lang), False),
        (scale.x0, say(*_SECTION, "shares", lang) + (say(*_SECTION, "root", lang) if scale.root else ""), False),
    )
    for x, text, leads in heads:
        size, color = (15.0, INK) if leads else (12.0, INK_SOFT)
        draft.text((x, top + 24.0 - 18.0 * leads), text, size, color=color, bold=True, owner="heading")
    pitch = (top - box.y0) / count
    for number, mover in enumerate(shown):
        add_mover(draft, mover, columns, scale, (top - pitch * (number + 0.5), pitch))
    draft.add(Polyline(((columns.left, top), (columns.right, top)), Layer.SEPARATOR, HAIRLINE, 0.8))


def _method(facts: ComparisonFacts, movers: int, lang: Language) -> str:
    method = say(*_SECTION, "method", lang, name=facts.base.name)
    below = [say(*_SECTION, "method_movers", lang)] if movers else []
    if not movers and facts.contacts_known:
        below.append(say(*_SECTION, "no_movers", lang))
    return map_words(lang).join.join([method, *below])


def _notes(facts: ComparisonFacts, hidden: int, lang: Language) -> str:
    groups = [number for number, one in enumerate(facts.scenarios) if not one.is_owned]
    notes = unowned_notes(lang, owned=len(groups) < len(facts.scenarios))
    if 0 < len(groups) < len(facts.scenarios):
        notes.append(say(*_SECTION, "unowned", lang, letters=listed([letter(number) for number in groups], lang)))
    if hidden > 0:
        notes.append(say(*_SECTION, "others" if hidden > 1 else "other", lang, count=hidden))
    broken = [one.name for one in facts.scenarios if one.figures.get("error")]
    if broken:
        notes.append(say(*_SECTION, "errors", lang, names=listed(broken, lang)))
    if facts.draws:
        level = percent(facts.level)
        notes.append(
            say("stakeholder_graph.viz.pages", "forecast", "draws", lang, draws=f"{facts.draws:,}", level=level)
        )
    return map_words(lang).join.join(notes)
