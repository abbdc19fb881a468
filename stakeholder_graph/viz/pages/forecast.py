"""The page of a forecast: from today's stances to the settled opinions, and what each adds to the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import shrink_to_fit
from stakeholder_graph.viz.pages.figures import score_label
from stakeholder_graph.viz.pages.forecast_facts import ForecastFacts, Opinion, printable_forecast
from stakeholder_graph.viz.pages.forecast_headline import write_forecast_headline
from stakeholder_graph.viz.pages.forecast_legend import forecast_legend
from stakeholder_graph.viz.pages.forecast_rows import ForecastColumns, add_decision, add_opinion, add_rest
from stakeholder_graph.viz.pages.frame import account_line, begin_page, end_page
from stakeholder_graph.viz.pages.population import add_nobody, unowned_notes
from stakeholder_graph.viz.palette import HAIRLINE, INK_FAINT, INK_SOFT
from stakeholder_graph.viz.scene.map_words import map_words, percent
from stakeholder_graph.viz.scene.page import KeyFigure
from stakeholder_graph.viz.scene.person import person_width
from stakeholder_graph.viz.scene.primitives import Layer, Polyline
from stakeholder_graph.viz.scene.scale import Scale
from stakeholder_graph.viz.scene.stance_axis import AXIS_HEAD, add_stance_axis, stance_scale
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MOST_OPINIONS", "ForecastFacts", "add_forecast", "draft_forecast"]

_SECTION = ("stakeholder_graph.viz.pages", "forecast")
MOST_OPINIONS = 24  # ours: of more, the rows of a page become too low
_PITCH, _LOWEST_PITCH, _DECISION = 36.0, 24.0, 64.0  # px of a row at most and at least, and of the decision's
_AROUND, _GAP = 92.0 + 74.0, 8.0  # px of the frame above and below; between the decision and the contacts
_SHARE, _NAME = 44.0, 58.0  # px from the left: where shares end, and names begin
_NAME_WIDTH, _TAGS, _TITLE, _UNKNOWN = (90.0, 190.0), 84.0, 172.0, 74.0
_BARS, _FIGURES = 190.0, 78.0  # px of the contributions, and of their figures
_HEADING = 11.5
_LEAST_BAR = 0.05  # ours: contributions that are all smaller do not fill the column
_LEAST_REST = 0.0005  # of the decision; what is less needs no row


def draft_forecast(
    facts: ForecastFacts,
    typefaces: Typefaces,
    *,
    lang: Language = "en",
    title: str | None = None,
    most: int = MOST_OPINIONS,
) -> Scene:
    """Lay a forecast out on a page that is as high as its rows need.

    Parameters
    ----------
    facts : ForecastFacts
        What the page shows.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default a sentence on where the decision leans.
    most : int, default 24
        How many contacts are shown at most.
    """
    facts = printable_forecast(facts, typefaces)
    headline = write_forecast_headline(facts, lang) if title is None else title
    rows = min(most, len(facts.opinions))
    needed = _AROUND + AXIS_HEAD + _DECISION + _GAP + _PITCH * (rows + len(_rests(facts, rows, lang)))
    height = min(1000.0, needed) if rows else 420.0
    subtitle = account_line(facts.people, lang)
    draft, area = begin_page(typefaces, headline, subtitle, figures=_figures(facts, lang), height=height)
    if not rows:
        add_nobody(draft, area, facts.people, lang)
        return end_page(draft, (), "", "", lang)
    hidden = add_forecast(draft, facts, area, lang, most=most)
    shown = facts.opinions[: len(facts.opinions) - hidden]
    return end_page(draft, forecast_legend(facts, shown, lang), _method(facts, lang), _notes(facts, hidden, lang), lang)


def add_forecast(draft: Draft, facts: ForecastFacts, area: Box, lang: Language, *, most: int = MOST_OPINIONS) -> int:
    """Put a forecast into an area, and return how many contacts there was no room for.

    Parameters
    ----------
    draft : Draft
        The sheet.
    facts : ForecastFacts
        With printable strings and at least one opinion.
    area : Box
        The room.
    lang : {"en", "zh"}
        The language.
    most : int, default 24
        How many contacts at most.
    """
    room = area.height - AXIS_HEAD - _DECISION - _GAP
    count = min(most, len(facts.opinions))
    while count > 1 and _LOWEST_PITCH * (count + len(_rests(facts, count, lang))) > room:
        count -= 1
    shown, rests = facts.opinions[:count], _rests(facts, count, lang)
    pitch = min(_PITCH, room / (count + len(rests)))
    top = area.y1 - AXIS_HEAD
    bottom = top - _DECISION - _GAP - pitch * (count + len(rests))
    columns = _plan(draft, facts, shown, area, lang)
    add_stance_axis(draft, Box(columns.axis.x0, bottom, columns.axis.x1, top), lang)
    _add_heads(draft, columns, (bottom, top), "adds" if facts.state != "unowned" else "adds_unowned")
    if facts.today_is_open or any(opinion.stance is None for opinion in shown):
        _add_unknown_head(draft, columns, top, lang)
    add_decision(draft, facts, columns, Box(area.x0, top - _DECISION, area.x1, top))
    y = top - _DECISION - _GAP + pitch / 2
    for opinion in shown:
        y -= pitch
        add_opinion(draft, opinion, columns, (y, pitch))
    for text, sums in rests:
        y -= pitch
        add_rest(draft, columns, y, text, sums)
    return len(facts.opinions) - count


_Rest = tuple[str, tuple[float, "float | None", float]]


def _rests(facts: ForecastFacts, count: int, lang: Language) -> list[_Rest]:
    """Return the rows of those without one of their own: what is said, share, what they add, and what is not known."""
    rests: list[_Rest] = []
    hidden = facts.opinions[count:]
    if hidden:
        silent = sum(abs(opinion.share) for opinion in hidden if opinion.stance is None)
        added = sum(opinion.contribution or 0.0 for opinion in hidden)
        share = sum(opinion.share for opinion in hidden)
        text = say(*_SECTION, "others" if len(hidden) > 1 else "other", lang, count=len(hidden))
        rests.append((text, (share, None if silent > abs(added) else added, silent)))
    share = abs(facts.unattributed)
    if share >= _LEAST_REST:
        part = facts.unattributed_part if facts.unmapped_given else None
        rests.append((say(*_SECTION, "unmapped", lang), (share, part, share)))
    return rests


def _plan(draft: Draft, facts: ForecastFacts, shown: Sequence[Opinion], area: Box, lang: Language) -> ForecastColumns:
    people = [opinion.person for opinion in shown]
    needed = max(person_width(draft, person, dot=False) for person in people)
    name_end = area.x0 + _NAME + min(max(_NAME_WIDTH[0], needed), _NAME_WIDTH[1])
    titles = any(person.title for person in people)
    title_end = name_end + (_TAGS if any(person.roles for person in people) else 24.0) + (_TITLE if titles else 0.0)
    title_end = max(title_end, area.x0 + 250.0)
    figure = area.x1 - 14.0
    bars_end = figure - _FIGURES
    sizes = [abs(opinion.share) if opinion.stance is None else abs(opinion.contribution or 0.0) for opinion in shown]
    sizes += [abs(size or 0.0) for _, (_, part, silent) in _rests(facts, len(shown), lang) for size in (part, silent)]
    reach = max(_LEAST_BAR, *sizes)
    return ForecastColumns(
        area.x0,
        area.x1,
        area.x0 + _SHARE,
        area.x0 + _NAME,
        name_end,
        title_end,
        title_end + _UNKNOWN / 2,
        stance_scale(title_end + _UNKNOWN + 10.0, bars_end - _BARS - 28.0),
        Scale(-reach, reach, bars_end - _BARS, bars_end),
        figure,
        lang,
    )


def _add_heads(draft: Draft, columns: ForecastColumns, height: tuple[float, float], adds: str) -> None:
    """Put down the heads of the columns besides the axis, and the middle of the bars."""
    (bottom, top), lang = height, columns.lang
    zero = columns.bars.x(0.0)
    draft.add(Polyline(((zero, bottom), (zero, top - _DECISION - _GAP)), Layer.REPORTING, INK_FAINT, 1.0))
    draft.add(Polyline(((columns.left, bottom), (columns.right, bottom)), Layer.SEPARATOR, HAIRLINE, 0.8))
    share = say(*_SECTION, "share", lang)
    place = (columns.share, top + 6.0)
    draft.text(place, share, _HEADING, color=INK_SOFT, bold=True, align="right", owner="heading")
    place = (columns.figure, top + 6.0)
    draft.text(place, say(*_SECTION, adds, lang), _HEADING, color=INK_SOFT, bold=True, align="right", owner="heading")


def _add_unknown_head(draft: Draft, columns: ForecastColumns, top: float, lang: Language) -> None:
    """Put down the head of the column of those whose stance is not known."""
    unknown = say(*_SECTION, "not_known", lang)
    px = shrink_to_fit(draft.measure, unknown, _UNKNOWN - 4.0, (_HEADING, 10.2), bold=True)
    place = (columns.unknown, top + 27.0)
    draft.text(place, unknown, px, color=INK_SOFT, bold=True, align="center", owner="heading")


def _figures(facts: ForecastFacts, lang: Language) -> list[KeyFigure]:
    if not facts.opinions:
        return []
    words = map_words(lang)
    figures = [KeyFigure(str(len(facts.opinions)), words.contacts)]
    if facts.state == "owned" and facts.rule != "weighted":
        reading = "–" if facts.rule_reading is None else f"{facts.rule_reading:.2f}"
        figures.append(KeyFigure(reading, say(*_SECTION, "rule", lang, rule=say(*_SECTION, facts.rule, lang))))
    figures.append(KeyFigure(score_label(facts.unknown_share), say(*_SECTION, "unknown_share", lang)))
    figures.append(KeyFigure(score_label(abs(facts.unattributed)), say(*_SECTION, "unmapped_share", lang)))
    return figures


def _method(facts: ForecastFacts, lang: Language) -> str:
    key = "method" if facts.rounds is None else "method_rounds"
    return say(*_SECTION, key, lang, rounds=facts.rounds)


def _notes(facts: ForecastFacts, hidden: int, lang: Language) -> str:
    words = map_words(lang)
    notes = unowned_notes(lang, owned=facts.state != "unowned")
    if hidden:
        notes.append(say(*_SECTION, "hidden", lang, shown=len(facts.opinions) - hidden, all=len(facts.opinions)))
    if facts.draws:
        notes.append(say(*_SECTION, "draws", lang, draws=f"{facts.draws:,}", level=percent(facts.level)))
    if facts.bounds is not None and signed(facts.bounds[0]) != signed(facts.bounds[1]):
        worst, best = facts.bounds
        notes.append(say(*_SECTION, "bounds", lang, worst=signed(worst), best=signed(best)))
    if facts.weighed_stage is not None:
        stage = PURCHASE_STAGES.label(facts.weighed_stage, lang)
        notes.append(say(*_SECTION, "by_stage", lang, stage=stage))
    if any(opinion.share < 0 for opinion in facts.opinions):
        notes.append(words.negative_shares)
    return words.join.join(notes)
