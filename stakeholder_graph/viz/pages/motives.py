"""The scene of a motive matrix: what moves each contact, as a part of the organisation and as a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line
from stakeholder_graph.viz.pages.frame import account_line, add_empty, begin_page, end_page
from stakeholder_graph.viz.pages.motive_cells import RowLook, add_motives_of_kind, add_topic_cells
from stakeholder_graph.viz.pages.motive_facts import MotivesFacts
from stakeholder_graph.viz.pages.motives_headline import write_motives_headline
from stakeholder_graph.viz.pages.motives_legend import motives_legend
from stakeholder_graph.viz.pages.motives_panel import add_motives_panel
from stakeholder_graph.viz.pages.population import add_nobody, everybody_left, gone_notes, unowned_notes
from stakeholder_graph.viz.palette import INK_SOFT
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.map_words import map_words, sentence_case
from stakeholder_graph.viz.scene.matrix import (
    ColumnHead,
    MatrixRows,
    add_column_heads,
    add_heading,
    add_plain_name,
    add_row_grounds,
    row_ground,
    spans,
)
from stakeholder_graph.viz.scene.medallion import share_label
from stakeholder_graph.viz.scene.motive_mark import add_torn_sign
from stakeholder_graph.viz.scene.person import add_person
from stakeholder_graph.viz.scene.printable_facts import printable_facts
from stakeholder_graph.vocabulary.motives import MOTIVE_KINDS
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure, Typefaces
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["MotivesFacts", "add_motives", "draft_motives"]

_SECTION = ("stakeholder_graph.viz.pages", "motives")
_EMPTY_HEIGHT, _AROUND, _LEAST, _MOST = 420.0, 166.0, 480.0, 1000.0  # px of the page; ours
_HEAD, _FOOT = 54.0, 8.0  # px of the matrix above and below its rows
_PANEL, _GAP, _KIND_GAP = 292.0, 16.0, 30.0
_NAME, _SHARE = 200.0, 44.0
_TOPICS, _TOPIC_WIDTHS, _TOPIC_LINES = 5, (300.0, 60.0, 84.0), 3  # columns at most; px of all, of one at least, at most
_OF_A_KIND = 8  # motives of one kind of one contact; ours: nobody remembers more
_FIGURE, _TITLE, _TITLE_LEFT = 12.6, 10.8, 27.0
_SLACK = 0.01  # px, so that rows that just fill a page fit it
_ROOMY = RowLook(line=31.0, padding=9.0, least=42.0, radii=(6.0, 10.0), lines=2)
_DENSE = RowLook(line=18.0, padding=4.0, least=22.0, radii=(5.0, 6.4), lines=1)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which contacts a page shows, how high their rows are, and which topics have a column."""

    contacts: tuple[ContactFacts, ...]
    heights: tuple[float, ...]
    look: RowLook
    topics: tuple[str, ...]


def draft_motives(
    facts: MotivesFacts, typefaces: Typefaces, *, lang: Language = "en", title: str | None = None
) -> Scene:
    """Lay a motive matrix out on a page of 1600 px.

    Parameters
    ----------
    facts : MotivesFacts
        What it shows. As many contacts as have room, the weightiest, and the page says how many are left out.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default the finding.

    Returns
    -------
    Scene
        The page. The same facts always give the same scene.
    """
    facts = _printable(facts, typefaces)
    layout = _lay(facts)
    headline = write_motives_headline(facts, lang) if title is None else title
    needed = _AROUND + _HEAD + _FOOT + sum(layout.heights)
    height = min(_MOST, max(_LEAST, needed)) if layout.contacts else _EMPTY_HEIGHT
    draft, area = begin_page(typefaces, headline, account_line(facts.people, lang), height=height)
    unlisted = add_motives(draft, facts, area, lang)
    method = say(*_SECTION, "method", lang) if layout.contacts else ""
    legend = motives_legend(facts, {contact.id for contact in layout.contacts}, lang) if layout.contacts else []
    return end_page(draft, legend, method, _notes(facts, layout, unlisted, lang), lang)


def add_motives(draft: Draft, facts: MotivesFacts, area: Box, lang: Language) -> int:
    """Put a matrix down in an area with the list of conflicts beside it; return how many conflicts have no room."""
    layout = _lay(facts, area.height)
    if not layout.contacts:
        if everybody_left(facts.people) or (facts.has_details and not facts.people.contacts):
            add_nobody(draft, area, facts.people, lang)
        else:
            add_empty(draft, area, say(*_SECTION, "empty", lang), say(*_SECTION, "empty_advice", lang))
        return 0
    panel = Box(area.x1 - _PANEL, area.y0, area.x1, area.y1 - 12.0)
    unlisted = add_motives_panel(draft, facts, panel, lang)
    body = Box(area.x0, area.y1 - _HEAD - sum(layout.heights), panel.x0 - _GAP, area.y1 - _HEAD)
    rows = MatrixRows(body, layout.heights)
    most, least, widest = _TOPIC_WIDTHS
    count = len(layout.topics)
    topics_width = count * min(widest, max(least, most / count)) if count else 0.0
    left = body.x0 + _NAME + (_SHARE if facts.has_details else 0.0) + _GAP
    right = body.x1 - topics_width - (_GAP if count else 0.0)
    kinds = spans(left, right + _KIND_GAP, len(MOTIVE_KINDS))
    topics = spans(body.x1 - topics_width, body.x1, count) if count else ()
    add_row_grounds(draft, rows)
    _add_heads(draft, facts, layout.topics, (kinds, topics), (body, lang))
    torn = dict(facts.torn)
    for number, contact in enumerate(layout.contacts):
        row, ground = rows.row(number), row_ground(number)
        _add_contact(draft, facts, contact, row, (layout.look, ground))
        for kind, (start, end) in zip(MOTIVE_KINDS, kinds, strict=True):
            box = Box(start, row.y0, end - _KIND_GAP, row.y1)
            add_motives_of_kind(draft, facts.of(contact.id, kind)[:_OF_A_KIND], box, layout.look, (ground, lang))
        if contact.id in torn:
            add_torn_sign(draft, (kinds[0][1] - _KIND_GAP / 2, row.center[1]))
    listed = replace(facts, conflicts=facts.conflicts[: len(facts.conflicts) - unlisted])
    add_topic_cells(draft, listed, layout.topics, topics, (layout.contacts, rows, layout.look))
    return unlisted


def _add_heads(
    draft: Draft,
    facts: MotivesFacts,
    topics: Sequence[str],
    columns: tuple[Sequence[tuple[float, float]], Sequence[tuple[float, float]]],
    place: tuple[Box, Language],
) -> None:
    kinds, spans_of_topics = columns
    body, lang = place
    y = body.y1 + 9.0
    add_heading(draft, (body.x0, y), say(*_SECTION, "contact", lang), _NAME)
    if facts.has_details:
        x = body.x0 + _NAME + _SHARE
        add_heading(draft, (x, y), say(*_SECTION, "share", lang), _SHARE + 28.0, align="right")
    for kind, (start, end) in zip(MOTIVE_KINDS, kinds, strict=True):
        add_heading(draft, (start, y), say(*_SECTION, kind, lang), end - start - _KIND_GAP)
    heads = [ColumnHead(sentence_case(topic)) for topic in topics]
    add_column_heads(draft, heads, spans_of_topics, body.y1 + 6.0, lines=_TOPIC_LINES)


def _add_contact(draft: Draft, facts: MotivesFacts, contact: ContactFacts, row: Box, look: tuple[RowLook, str]) -> None:
    """Put down name, title and share of a contact."""
    (size, ground), y = look, row.center[1]
    if not facts.has_details:
        add_plain_name(draft, contact, (row.x0 + 4.0, y), _NAME - 10.0, background=ground)
        return
    has_title = size.lines > 1 and bool(contact.title)
    rise = 7.5 if has_title else 0.0
    add_person(draft, contact, (row.x0 + 2.0, y + rise), (_NAME - 10.0, 0.0), background=ground)
    if has_title:
        left = row.x0 + _TITLE_LEFT
        title = fit_line(draft.measure, contact.title, row.x0 + _NAME - 8.0 - left, _TITLE)
        place = (left, y - rise - 2.0 - HALF_CAPITAL * _TITLE)
        draft.text(place, title, _TITLE, color=INK_SOFT, background=ground, owner=contact.id)
    place = (row.x0 + _NAME + _SHARE, y - HALF_CAPITAL * _FIGURE)
    figure = share_label(contact.share)
    draft.text(place, figure, _FIGURE, background=ground, bold=True, align="right", owner=contact.id)


def _lay(facts: MotivesFacts, room: float = _MOST - _AROUND) -> _Layout:
    """Return the contacts that have room, the weightiest first; in lower rows where not all of them have."""
    room -= _HEAD + _FOOT
    for look in (_ROOMY, _DENSE):
        heights = [_row_height(facts, contact, look) for contact in facts.contacts]
        count = sum(total <= room + _SLACK for total in accumulate(heights))
        if count == len(heights):
            break
    return _Layout(facts.contacts[:count], tuple(heights[:count]), look, facts.shared_topics()[:_TOPICS])


def _row_height(facts: MotivesFacts, contact: ContactFacts, look: RowLook) -> float:
    most = max(len(facts.of(contact.id, kind)) for kind in MOTIVE_KINDS)
    return max(look.least, look.padding + min(most, _OF_A_KIND) * look.line)


def _notes(facts: MotivesFacts, layout: _Layout, unlisted: int, lang: Language) -> str:
    """Return what the reader must know of this page: whose shares they are, and whom and what it leaves out."""
    notes = unowned_notes(lang, owned=facts.people.is_owned or not facts.has_details or not layout.contacts)
    whole, shown = len(facts.contacts), len(layout.contacts)
    topics = len(facts.shared_topics()) - len(layout.topics)
    if shown < whole:
        notes.append(say(*_SECTION, "hidden", lang, shown=shown, all=whole))
    without = facts.without_motives or len(facts.silent)
    if without and layout.contacts:
        notes.append(say(*_SECTION, "without", lang, count=without))
    counts = (len(facts.of(contact.id, kind)) for contact in layout.contacts for kind in MOTIVE_KINDS)
    if beyond := sum(max(0, count - _OF_A_KIND) for count in counts):
        notes.append(say(*_SECTION, "hidden_motives", lang, count=beyond))
    if topics > 0:
        notes.append(say(*_SECTION, "hidden_topics", lang, count=topics))
    if unlisted:
        notes.append(say(*_SECTION, "hidden_clashes", lang, count=unlisted))
    notes += gone_notes(facts.people, lang)
    return map_words(lang).join.join(notes)


def _printable(facts: MotivesFacts, measure: TextMeasure) -> MotivesFacts:
    """Return the facts with every string as it can be drawn; a topic stays the same for all who share it."""
    clean = measure.printable
    motives = tuple(
        replace(motive, topic=clean(motive.topic).strip(), description=clean(motive.description).strip())
        for motive in facts.motives
    )
    conflicts = tuple(replace(conflict, topic=clean(conflict.topic).strip()) for conflict in facts.conflicts)
    people = printable_facts(facts.people, measure)
    return replace(facts, people=people, motives=motives, conflicts=conflicts)
