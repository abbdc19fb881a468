"""What every page has around its picture: the finding and the account above, legend and notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import INK, INK_SOFT
from stakeholder_graph.viz.scene.drafting import Draft
from stakeholder_graph.viz.scene.legend_line import LegendGroup, add_legend_line
from stakeholder_graph.viz.scene.map_words import map_words
from stakeholder_graph.viz.scene.page import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, KeyFigure, add_footnotes, add_header
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import MapFacts
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.primitives import Scene
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["account_line", "add_empty", "begin_page", "end_page"]

_DOT = "  ·  "
_HEAD, _FOOT = 92.0, 74.0  # px above and below the picture, the line of the legend included
_LEGEND_HEIGHT = 48.0  # the middle of the line of the legend above the foot of the page


def account_line(facts: MapFacts, lang: Language, *more: str) -> str:
    """Return what stands under the title: account, purchase, amount, stage, day, and what the page adds."""
    words = map_words(lang)
    amount = "" if facts.amount is None else f"{facts.currency} {facts.amount:,.0f}".strip()
    stage = "" if facts.stage is None else words.stage.format(stage=PURCHASE_STAGES.label(facts.stage, lang))
    as_of = "" if facts.as_of is None else words.as_of.format(date=facts.as_of.isoformat())
    return _DOT.join(part for part in (facts.account, facts.purchase, amount, stage, as_of, *more) if part)


def begin_page(
    typefaces: Typefaces,
    title: str,
    subtitle: str,
    *,
    figures: Sequence[KeyFigure] = (),
    width: float = PAGE_WIDTH,
    height: float = PAGE_HEIGHT,
) -> tuple[Draft, Box]:
    """Return a sheet with its header, and the room for the picture between header and legend.

    Parameters
    ----------
    typefaces : Typefaces
        The fonts.
    title, subtitle : str
        The finding, and what it is about.
    figures : sequence of KeyFigure
        What stands at the upper right.
    width, height : float
        The page in px. A picture of a few rows takes a lower page rather than an empty one.
    """
    draft = Draft(width, height, typefaces)
    add_header(draft, typefaces.printable(title), typefaces.printable(subtitle), figures)
    return draft, Box(MARGIN, _FOOT, width - MARGIN, height - _HEAD)


def end_page(draft: Draft, groups: Sequence[LegendGroup], method: str, notes: str, lang: Language) -> Scene:
    """Put down the legend in one line and the footnotes, and return the page."""
    add_legend_line(draft, groups, _LEGEND_HEIGHT, left=MARGIN, right=draft.width - MARGIN)
    add_footnotes(draft, method, notes, map_words(lang).confidential)
    return draft.scene()


def add_empty(draft: Draft, area: Box, message: str, advice: str) -> None:
    """Put down what is said where there is nothing to draw, and what helps."""
    x, y = area.center
    draft.text((x, y + 15.0), message, 22.0, color=INK, bold=True, align="center", owner="empty")
    draft.text((x, y - 15.0), advice, 14.0, color=INK_SOFT, align="center", owner="empty")
