"""The rows of a comparison: one for each scenario, and one for each contact of whom something differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, fit_name, shrink_to_fit
from stakeholder_graph.viz.pages.comparison_facts import FIGURES, Mover, Scenario, figure_label, shown_change
from stakeholder_graph.viz.palette import (
    AWAY,
    HAIRLINE,
    INK,
    INK_SOFT,
    INTERVAL_FILL,
    REACH_FILL,
    TOWARD,
    WHITE,
    stance_style,
)
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, triangle
from stakeholder_graph.viz.scene.figure_cells import add_figure
from stakeholder_graph.viz.scene.letter_marks import add_letter, add_letter_line, letter
from stakeholder_graph.viz.scene.medallion import add_stance_dot
from stakeholder_graph.viz.scene.primitives import Layer, Polygon, Polyline, Rectangle
from stakeholder_graph.viz.scene.scale_symbols import add_move, add_span
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from stakeholder_graph.viz.pages.comparison_facts import ComparisonFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.scale import Scale
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["ComparisonColumns", "add_mover", "add_scenario", "has_arrow"]

_SECTION = ("stakeholder_graph.viz.pages", "comparison")
_DOT, _REACH, _INTERVAL = 9.0, 9.0, 15.0
_SHORTEST = 16.0  # px of an arrow at least
_NAME, _LINE = 13.0, 15.5
_FIGURE, _CHANGE = 13.0, 11.2
_MARK, _MARK_ROOM = 3.4, 11.0
_DOT_BETWEEN = "  ·  "
_LIFT = 9.0  # px by which a figure stands over the middle where its change stands below


@dataclass(frozen=True, slots=True)
class ComparisonColumns:
    """Where the columns of a comparison stand.

    Attributes
    ----------
    left, right : float
        The edges of the rows.
    name : tuple of float
        Where names begin and end.
    axis : Scale
        The axis of stances.
    lean : float
        The middle of the column of leans.
    figures : mapping of str to float
        The middles of the columns of the figures that are known of any scenario.
    top : tuple of float
        Where the names of those who weigh most begin and end.
    lang : {"en", "zh"}
        The language.
    """

    left: float
    right: float
    name: tuple[float, float]
    axis: Scale
    lean: float
    figures: dict[str, float]
    top: tuple[float, float]
    lang: Language


def add_scenario(
    draft: Draft, facts: ComparisonFacts, number: int, columns: ComparisonColumns, line: tuple[float, float]
) -> None:
    """Put down one scenario around a height: letter, name, the way of the lean from the first one, its figures."""
    (y, pitch), scenario, owner = line, facts.scenarios[number], f"scenario {number}"
    draft.add(Polyline(((columns.left, y - pitch / 2), (columns.right, y - pitch / 2)), Layer.SEPARATOR, HAIRLINE, 0.8))
    add_letter(draft, (columns.left + 14.0, y), letter(number), first=number == 0, owner=owner)
    _name(draft, scenario.name, columns.name, y, owner)
    _lean(draft, facts, scenario, columns, (y, owner))
    for key, x in columns.figures.items():
        _figure(draft, key, scenario.figure(key), shown_change(facts, scenario, key), ((x, y), owner))
    left, right = columns.top
    px = shrink_to_fit(draft.measure, scenario.top_name, right - left, (12.0, 10.2))
    text = fit_line(draft.measure, scenario.top_name, right - left, px)
    differs = scenario.top_name != facts.base.top_name
    draft.text((left, y - HALF_CAPITAL * px), text, px, color=INK, bold=differs, owner=owner)


def _name(draft: Draft, name: str, span: tuple[float, float], y: float, owner: str) -> None:
    lines, px = fit_name(draft.measure, name, span[1] - span[0], _NAME)
    for place, text in enumerate(lines):
        height = y + _LINE * ((len(lines) - 1) / 2 - place) - HALF_CAPITAL * px
        draft.text((span[0], height), text, px, bold=True, owner=owner)


def _lean(
    draft: Draft, facts: ComparisonFacts, scenario: Scenario, columns: ComparisonColumns, line: tuple[float, str]
) -> None:
    """Put down the lean with its interval, the arrow from the first scenario's, and the figure with its change."""
    (y, owner), axis, base = line, columns.axis, facts.base
    for ends, height, fill in ((scenario.bounds, _REACH, REACH_FILL), (scenario.interval, _INTERVAL, INTERVAL_FILL)):
        if ends is not None:
            add_span(draft, axis.ends(ends), y, height, fill)
    if scenario.lean is None:
        reason = say(*_SECTION, f"state_{scenario.state}", columns.lang)
        add_figure(draft, (columns.lean, y + _LIFT), "–", owner, background=WHITE, px=16.0)
        add_figure(draft, (columns.lean, y - _LIFT), reason, owner, color=INK_SOFT, background=WHITE, px=_CHANGE)
        return
    if base.lean is not None and has_arrow(axis, base.lean, scenario.lean):
        _arrow(draft, (axis.x(base.lean), axis.x(scenario.lean)), y)
    style = stance_style(classify_stance(scenario.lean))
    add_stance_dot(draft, (axis.x(scenario.lean), y), style, _DOT, owner=owner)
    figure = (columns.lean, y + _LIFT)
    add_figure(draft, figure, signed(scenario.lean), owner, bold=True, background=WHITE, px=16.0)
    below = (columns.lean, y - _LIFT)
    if scenario is base:
        text = say(*_SECTION, "compared_with", columns.lang)
        px = shrink_to_fit(draft.measure, text, 96.0, (_CHANGE, 10.2))
        add_figure(draft, below, text, owner, color=INK_SOFT, background=WHITE, px=px)
    elif base.lean is not None:
        change = scenario.lean - base.lean
        _change(draft, below, (signed(change), change), owner, better=change > 0)


def has_arrow(axis: Scale, before: float, after: float) -> bool:
    """Return whether two leans stand so far apart that an arrow between them can be seen."""
    return abs(axis.x(after) - axis.x(before)) >= _SHORTEST + _DOT


def _arrow(draft: Draft, ends: tuple[float, float], y: float) -> None:
    """Put down the arrow from the first scenario's lean to the rim of this one's dot."""
    start, end = ends
    rises = end > start
    add_move(draft, (start, end - _DOT if rises else end + _DOT), y, TOWARD if rises else AWAY)


def _figure(draft: Draft, key: str, value: float | None, change: int, spot: tuple[tuple[float, float], str]) -> None:
    """Put down a figure, and below it by how much it is better or worse than the first scenario's."""
    (x, y), owner = spot
    lift = _LIFT if change else 0.0
    add_figure(draft, (x, y + lift), figure_label(key, value), owner, background=WHITE, px=_FIGURE)
    if change:
        better = (change > 0) == FIGURES[key][1]
        _change(draft, (x, y - _LIFT), (f"{change:+d}".replace("-", "−"), change), owner, better=better)


def _change(draft: Draft, place: tuple[float, float], change: tuple[str, float], owner: str, *, better: bool) -> None:
    """Put down a change with a triangle that says its direction, in the colour of what it means for us."""
    (x, y), (text, amount) = place, change
    if text.strip("+−0.") == "":
        add_figure(draft, place, text, owner, color=INK_SOFT, background=WHITE, px=_CHANGE)
        return
    color = TOWARD if better else AWAY
    width = draft.measure.width(text, _CHANGE, bold=True) + _MARK_ROOM
    left = x - width / 2
    draft.add(Polygon(triangle((left + _MARK, y), _MARK, up=amount > 0), Layer.MARK, color))
    place = (left + _MARK_ROOM, y - HALF_CAPITAL * _CHANGE)
    draft.text(place, text, _CHANGE, color=color, bold=True, owner=owner)


def add_mover(draft: Draft, mover: Mover, columns: ComparisonColumns, shares: Scale, line: tuple[float, float]) -> None:
    """Put down one contact around a height: name and title, the settled opinion and the share in every scenario."""
    (y, pitch), owner = line, mover.person.id
    draft.add(Polyline(((columns.left, y - pitch / 2), (columns.right, y - pitch / 2)), Layer.SEPARATOR, HAIRLINE, 0.8))
    left, right = columns.left + 4.0, columns.name[1]
    px = shrink_to_fit(draft.measure, mover.person.name, right - left, (_NAME, 10.6), bold=True)
    name = fit_line(draft.measure, mover.person.name, right - left, px, bold=True)
    below = _below_name(mover, columns.lang)
    height = y + (7.5 if below else 0.0)
    draft.text((left, height - HALF_CAPITAL * px), name, px, bold=True, owner=owner)
    px = shrink_to_fit(draft.measure, below, right - left, (11.2, 10.2))
    below = fit_line(draft.measure, below, right - left, px)
    draft.text((left, y - 8.0 - HALF_CAPITAL * px), below, px, color=INK_SOFT, owner=owner)
    for scale, values in ((columns.axis, mover.settled), (shares, mover.shares)):
        places = [None if value is None else scale.x(value) for value in values]
        add_letter_line(draft, places, y + 7.0, (scale.x0 - 8.0, scale.x1 + 8.0), owner=owner)
    if all(value is None for value in mover.settled):
        _add_unknown(draft, columns, y, owner)


def _below_name(mover: Mover, lang: Language) -> str:
    """Return the title of a contact, and on which maps it is not."""
    absent = "".join(letter(number) for number, is_here in enumerate(mover.is_here) if not is_here)
    parts = [mover.person.title.strip(), say(*_SECTION, "absent", lang, letters=absent) if absent else ""]
    return _DOT_BETWEEN.join(part for part in parts if part)


def _add_unknown(draft: Draft, columns: ComparisonColumns, y: float, owner: str) -> None:
    """Put down that an opinion is not known in any scenario, in a gap of the grid."""
    text, x = say(*_SECTION, "never_known", columns.lang), (columns.axis.x0 + columns.axis.x1) / 2
    half = draft.measure.width(text, _CHANGE) / 2 + 4.0
    draft.add(Rectangle(Box(x - half, y - 8.0, x + half, y + 8.0), Layer.REPORTING, WHITE))
    add_figure(draft, (x, y), text, owner, color=INK_SOFT, background=WHITE, px=_CHANGE)
