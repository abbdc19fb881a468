"""The scene of a bullseye: who reaches the decision, over whom, and who does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.route_tree import SPEAK_UP
from stakeholder_graph.viz.pages.bullseye_body import BullseyeFacts, add_bullseye
from stakeholder_graph.viz.pages.bullseye_headline import write_bullseye_headline
from stakeholder_graph.viz.pages.bullseye_legend import line_legend, people_legend
from stakeholder_graph.viz.pages.frame import account_line, add_empty, begin_page, end_page
from stakeholder_graph.viz.pages.population import add_nobody, gone_notes
from stakeholder_graph.viz.pages.unreached import add_unreached, unreached_width
from stakeholder_graph.viz.scene.legend_line import add_legend_line
from stakeholder_graph.viz.scene.map_words import map_words
from stakeholder_graph.viz.scene.page import PAGE_HEIGHT, KeyFigure
from stakeholder_graph.viz.scene.printable_facts import printable_facts
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["draft_bullseye"]

_SECTION = ("stakeholder_graph.viz.pages", "bullseye")
_FOOT = 86.0  # px below the picture: two lines of legend, and the notes
_FEW, _FEW_HEIGHT = 9, 760.0  # ours: so few contacts are lost on a full page
_LOW_PAGE = 560.0  # px; there is nothing to draw
_LIST_GAP, _LEGEND_LINE = 12.0, 70.0  # px; the height of the upper of the two lines of the legend


def draft_bullseye(
    facts: BullseyeFacts,
    typefaces: Typefaces,
    *,
    lang: Language = "en",
    title: str | None = None,
    speak_up: float = SPEAK_UP,
) -> Scene:
    """Lay a bullseye out on a page of 1600 by 1000 px, on a lower one where nobody is known to decide.

    Parameters
    ----------
    facts : BullseyeFacts
        People and routes. More than 60 with a route are cut to the weightiest with everybody on their routes.
    typefaces : Typefaces
        The fonts.
    lang : {"en", "zh"}, default "en"
        The language of everything that is not data.
    title : str, optional
        What stands at the top; by default how many reach the decision.
    speak_up : float, default 0.6
        What the routes took a report's word to weigh; the footnote says it.

    Returns
    -------
    Scene
        The page. The same facts always give the same scene.
    """
    facts = replace(facts, people=printable_facts(facts.people, typefaces))
    headline = write_bullseye_headline(facts, lang, speak_up) if title is None else title
    line = account_line(facts.people, lang)
    if not facts.routes:
        return _draft_nothing(facts, typefaces, lang, headline, line)
    height = PAGE_HEIGHT if len(facts.present) > _FEW else _FEW_HEIGHT
    draft, area = begin_page(typefaces, headline, line, figures=_figures(facts, lang), height=height)
    unreached = facts.unreached
    width = unreached_width(len(unreached), area)
    if unreached:
        add_unreached(draft, unreached, facts.people, Box(area.x0, _FOOT, area.x0 + width, area.y1), lang)
    room = Box(area.x0 + (width + _LIST_GAP if width else 0.0), _FOOT, area.x1, area.y1)
    hidden = set(add_bullseye(draft, facts, room, lang))
    method = say(*_SECTION, "method" if speak_up else "method_plain", lang, speak_up=f"{speak_up:g}")
    drawn = [contact for contact in facts.present if contact.id not in hidden]
    add_legend_line(draft, people_legend(drawn, lang), _LEGEND_LINE, left=area.x0, right=area.x1)
    lines = line_legend(facts, hidden, {contact.coach for contact in drawn}, lang)
    return end_page(draft, lines, method, _notes(facts, len(hidden), lang), lang)


def _draft_nothing(facts: BullseyeFacts, typefaces: Typefaces, lang: Language, headline: str, line: str) -> Scene:
    """Return the page of a map on which nobody decides, or nobody is at all."""
    draft, area = begin_page(typefaces, headline, line, height=_LOW_PAGE)
    if facts.present:
        add_empty(draft, area, say(*_SECTION, "nobody_decides", lang), say(*_SECTION, "nobody_advice", lang))
    else:
        add_nobody(draft, area, facts.people, lang)
    return end_page(draft, (), "", _notes(facts, 0, lang), lang)


def _figures(facts: BullseyeFacts, lang: Language) -> list[KeyFigure]:
    direct = sum(route.steps == 1 for route in facts.routes)
    figures = {
        "direct": direct,
        "indirect": sum(route.steps > 1 for route in facts.routes),
        "no_route": len(facts.unreached),
    }
    return [KeyFigure(str(count), say(*_SECTION, key, lang)) for key, count in figures.items()]


def _notes(facts: BullseyeFacts, hidden: int, lang: Language) -> str:
    """Return what the reader must know of this page: what it leaves out, and what carries no route."""
    words = map_words(lang)
    against = sum(tie.is_negative for tie in facts.people.ties)
    notes = []
    if hidden:
        count = len(facts.routes)
        notes.append(say(*_SECTION, "hidden", lang, shown=count - hidden, all=count))
    if against:
        notes.append(say(*_SECTION, "negative_one" if against == 1 else "negative", lang, count=against))
    notes += gone_notes(facts.people, lang)
    if any((contact.share or 0.0) < 0 for contact in facts.people.contacts):
        notes.append(words.negative_shares)
    return words.join.join(notes)
