"""The rows of a forecast: the decision itself, and everybody's way from today to the settled opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.access_headline import some_names
from stakeholder_graph.viz.pages.figures import score_label
from stakeholder_graph.viz.palette import (
    AWAY,
    HAIRLINE,
    INK,
    INK_FAINT,
    INK_SOFT,
    INTERVAL_FILL,
    NAVY,
    REACH_FILL,
    TOWARD,
    WHITE,
    stance_style,
)
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.figure_cells import add_figure
from stakeholder_graph.viz.scene.medallion import add_stance_dot
from stakeholder_graph.viz.scene.person import add_person, add_role_tags
from stakeholder_graph.viz.scene.primitives import Layer, Polygon, Polyline, Rectangle
from stakeholder_graph.viz.scene.scale_symbols import add_move, add_span
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.forecast_facts import ForecastFacts, Opinion, Way
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.scale import Scale
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["ForecastColumns", "add_decision", "add_opinion", "add_pull", "add_rest", "add_settled", "add_way"]

_SECTION = ("stakeholder_graph.viz.pages", "forecast")
_DOT, _DIAMOND, _REACH, _INTERVAL = 8.0, 6.5, 9.0, 15.0
_PULL, _BELOW = 1.4, 10.0  # px of the line of a pull, and how far below an arrow it goes back
_BAR = 13.0
_LEAST_SHOWN, _LESS = 0.005, "<0.01"  # what rounds to 0.01, and what is said of less that is not known
_NAME_SIZE = (15.0, 11.0)


@dataclass(frozen=True, slots=True)
class ForecastColumns:
    """Where the columns of a forecast stand.

    Attributes
    ----------
    left, right : float
        The edges of the rows.
    share : float
        The right end of the shares.
    name, name_end, title_end : float
        Where names begin and end, and titles end.
    unknown : float
        The middle of the column of stances that are not known.
    axis : Scale
        The axis of stances.
    bars : Scale
        The scale of the contributions.
    figure : float
        The right end of their figures.
    lang : {"en", "zh"}
        The language.
    """

    left: float
    right: float
    share: float
    name: float
    name_end: float
    title_end: float
    unknown: float
    axis: Scale
    bars: Scale
    figure: float
    lang: Language


def add_decision(draft: Draft, facts: ForecastFacts, columns: ForecastColumns, box: Box) -> None:
    """Put down the decision: who decides, the lean today and after the talk, its interval and its bounds."""
    y, lang = box.center[1], columns.lang
    draft.add(Rectangle(box, Layer.BAND, WHITE, NAVY, 1.6, 6.0))
    room = columns.title_end - columns.left - 24.0
    heading = say(*_SECTION, "the_decision" if facts.state != "unowned" else "the_group", lang)
    draft.text((columns.left + 14.0, y + 5.0), heading, 15.0, color=NAVY, bold=True, owner="decision")
    who = _deciders(facts, lang)
    size = shrink_to_fit(draft.measure, who, room, (12.0, 10.4))
    place = (columns.left + 14.0, y - 15.0)
    draft.text(place, fit_line(draft.measure, who, room, size), size, color=INK_SOFT, owner="decision")
    axis, lean = columns.axis, facts.group_lean if facts.state == "unowned" else facts.lean
    if facts.today_is_open:
        add_stance_dot(draft, (columns.unknown, y), stance_style("unknown"), _DOT, owner="decision")
    if facts.bounds is not None:
        add_span(draft, axis.ends(facts.bounds), y, _REACH, REACH_FILL)
    if facts.interval is not None:
        add_span(draft, axis.ends(facts.interval), y, _INTERVAL, INTERVAL_FILL)
    if facts.way is not None:
        add_way(draft, axis, facts.way, y, owner="decision")
    elif lean is not None:
        add_settled(draft, (axis.x(lean), y), NAVY)
    _lean_figures(draft, facts, lean, columns, y)


def _deciders(facts: ForecastFacts, lang: Language) -> str:
    if facts.state == "unowned":
        return say(*_SECTION, "nobody_decides", lang)
    if not facts.deciders:
        return ""
    key = "decider" if len(facts.deciders) == 1 else "deciders"
    return say(*_SECTION, key, lang, who=some_names(facts.deciders, lang))


def _lean_figures(draft: Draft, facts: ForecastFacts, lean: float | None, columns: ForecastColumns, y: float) -> None:
    value = "–" if lean is None else signed(lean)
    add_figure(draft, (columns.figure, y + 8.0), value, "decision", bold=True, background=WHITE, align="right", px=20.0)
    if facts.interval is not None:
        low, high = facts.interval
        key = say(*_SECTION, "between", columns.lang, low=signed(low), high=signed(high), level=f"{facts.level:.0%}")
        px = shrink_to_fit(draft.measure, key, columns.figure - columns.bars.x0, (12.0, 10.2))
        add_figure(draft, (columns.figure, y - 15.0), key, "decision", background=WHITE, align="right", px=px)


def add_opinion(draft: Draft, opinion: Opinion, columns: ForecastColumns, line: tuple[float, float]) -> None:
    """Put down one contact around a height: share, name, stance today, the way to the settled opinion, contribution."""
    y, pitch = line
    person, owner = opinion.person, opinion.person.id
    draft.add(Polyline(((columns.left, y - pitch / 2), (columns.right, y - pitch / 2)), Layer.SEPARATOR, HAIRLINE, 0.8))
    share = score_label(opinion.share)
    add_figure(draft, (columns.share, y), share, owner, color=INK_SOFT, background=WHITE, align="right")
    widths = (columns.name_end - columns.name, 0.0)
    end = add_person(draft, person, (columns.name, y), widths, dot=False)
    end = add_role_tags(draft, person.roles, (end + 8.0, y), columns.name_end + 80.0, columns.lang, owner=owner)
    room = columns.title_end - max(end, columns.name_end + 84.0) - 12.0
    if person.title and room > 0:
        px = shrink_to_fit(draft.measure, person.title, room, (11.2, 10.2))
        place = (max(end, columns.name_end + 84.0), y - HALF_CAPITAL * px)
        draft.text(place, fit_line(draft.measure, person.title, room, px), px, color=INK_SOFT, owner=owner)
    _add_opinions(draft, opinion, columns, y)
    _add_contribution(draft, opinion.contribution, abs(opinion.share), columns, (y, owner))


def _add_opinions(draft: Draft, opinion: Opinion, columns: ForecastColumns, y: float) -> None:
    """Put down the stance today and the settled opinion with its reach; what is not known stands off the axis."""
    axis, owner = columns.axis, opinion.person.id
    if opinion.known < 1.0:
        add_span(draft, axis.ends(opinion.reach), y, _REACH, REACH_FILL)
    if opinion.stance is None:
        add_stance_dot(draft, (columns.unknown, y), stance_style("unknown"), _DOT, owner=owner)
        if opinion.settled is not None:
            add_settled(draft, (axis.x(opinion.settled), y), INK_FAINT)
        return
    if opinion.way is not None:
        add_way(draft, axis, opinion.way, y, owner=owner)
        return
    add_stance_dot(draft, (axis.x(opinion.stance), y), stance_style(classify_stance(opinion.stance)), _DOT, owner=owner)


def add_way(draft: Draft, axis: Scale, way: Way, y: float, *, owner: str) -> None:
    """Put down the dot of a stance, the arrow of who is on the map, and the pull of who is not to where it settles."""
    start = axis.x(way.start)
    if way.moved:
        add_move(draft, (start, axis.x(way.turn)), y, TOWARD if way.moved > 0 else AWAY)
    if way.is_pulled:
        returns = way.moved * way.unmapped_move < 0
        begin = axis.x(way.turn if way.moved else way.start)
        if not way.moved:  # the line begins at the edge of the dot
            begin += _DOT if way.unmapped_move > 0 else -_DOT
        end = axis.x(way.end)
        if way.moved or abs(end - start) > _DOT:  # else it ends inside the dot
            add_pull(draft, (begin, end), y, returns=returns)
        if abs(end - start) > _DOT + _DIAMOND:  # else it is back at the dot
            add_settled(draft, (end, y), INK_FAINT)
    add_stance_dot(draft, (start, y), stance_style(classify_stance(way.start)), _DOT, owner=owner)


def add_pull(draft: Draft, ends: tuple[float, float], y: float, *, returns: bool = False) -> None:
    """Put down the pull of people who are not on the map; below the arrow where it goes back along it."""
    begin, end = ends
    level = y - _BELOW if returns else y
    points = ((begin, y), (begin, level), (end, level)) if returns else ((begin, y), (end, y))
    draft.add(Polyline(points, Layer.TIE, INK_FAINT, _PULL, dash=(4.0, 3.0)))


def add_settled(draft: Draft, center: Point, color: str) -> None:
    """Put down a diamond: an opinion that is settled."""
    x, y = center
    r = _DIAMOND
    draft.add(Polygon(((x - r, y), (x, y + r), (x + r, y), (x, y - r)), Layer.MARK, color, WHITE, 1.0))


def _add_contribution(
    draft: Draft, contribution: float | None, share: float, columns: ForecastColumns, line: tuple[float, str]
) -> None:
    """Put down the bar of what a contact adds to the lean; dashed and both ways where that is not known."""
    (y, owner), bars = line, columns.bars
    if contribution is None:
        box = Box(bars.x(-share), y - _BAR / 2, bars.x(share), y + _BAR / 2)
        draft.add(Rectangle(box, Layer.MARK, WHITE, INK_FAINT, 1.0, dash=(3.0, 2.2)))
        text = f"±{share:.2f}" if share >= _LEAST_SHOWN or not share else _LESS
        add_figure(draft, (columns.figure, y), text, owner, color=INK_SOFT, background=WHITE, align="right")
        return
    ends = sorted((bars.x(0.0), bars.x(contribution)))
    color = TOWARD if contribution > 0 else AWAY
    if contribution:
        draft.add(Rectangle(Box(ends[0], y - _BAR / 2, max(ends[1], ends[0] + 1.0), y + _BAR / 2), Layer.MARK, color))
    counts = abs(contribution) >= _LEAST_SHOWN
    ink = INK if counts else INK_SOFT
    text = signed(contribution)
    add_figure(draft, (columns.figure, y), text, owner, bold=counts, color=ink, background=WHITE, align="right")


def add_rest(
    draft: Draft, columns: ForecastColumns, y: float, text: str, sums: tuple[float, float | None, float]
) -> None:
    """Put down those who have no row of their own: their share, what they add, and how much of it is not known."""
    share, contribution, open_share = sums
    owner = "rest"
    add_figure(draft, (columns.share, y), score_label(share), owner, color=INK_SOFT, background=WHITE, align="right")
    px = shrink_to_fit(draft.measure, text, columns.title_end - columns.name, (12.5, 10.2))
    draft.text((columns.name, y - HALF_CAPITAL * px), text, px, color=INK_SOFT, owner=owner)
    _add_contribution(draft, contribution, open_share, columns, (y, owner))
