"""A plain card with a name on it: one of our people with initials, or a contact of whom only the name is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, fit_name, shrink_to_fit
from stakeholder_graph.viz.palette import CARD_EDGE, INK, INK_SOFT, NAVY, SHADOW, WHITE
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["NameCard", "add_name_card"]

_RADIUS, _PADDING = 7.0, 10.0
_CHIP, _CHIP_TEXT, _CHIP_GAP = 34.0, (12.5, 10.2), 10.0  # a square with initials, and px of its text
_NAME, _TITLE, _NOTE = 13.6, (11.2, 10.4), (11.2, 10.2)
_NAME_LEADING, _LEADING, _BASELINE = 1.15, 1.24, 0.27
_FREE = 8.0  # px of the height of a card that no text takes


@dataclass(frozen=True, slots=True)
class NameCard:
    """What stands on a plain card.

    Attributes
    ----------
    owner : str
        Whose card it is, for whoever checks the page.
    name, title : str
        In bold, and below it; a title without room is left out.
    notes : tuple of str
        Lines below the title.
    initials : str
        In a square at the left; empty where there is none.
    is_ours : bool
        One of our people: the frame is navy.
    """

    owner: str
    name: str
    title: str = ""
    notes: tuple[str, ...] = ()
    initials: str = ""
    is_ours: bool = True


def add_name_card(draft: Draft, card: Box, words: NameCard) -> None:
    """Put down a plain card."""
    draft.claim(words.owner, card)
    shadow = Box(card.x0 + 1.2, card.y0 - 1.8, card.x1 + 1.2, card.y1 - 1.8)
    edge, line = (NAVY, 1.5) if words.is_ours else (CARD_EDGE, 1.0)
    draft.add(
        Rectangle(shadow, Layer.SHADOW, SHADOW, radius=_RADIUS),
        Rectangle(card, Layer.CARD, WHITE, edge, line, _RADIUS),
    )
    left = card.x0 + _PADDING
    if words.initials:
        left = _add_chip(draft, words, left, card.center[1]) + _CHIP_GAP
    _add_words(draft, card, words, left)


def _add_chip(draft: Draft, words: NameCard, left: float, y: float) -> float:
    box = Box(left, y - _CHIP / 2, left + _CHIP, y + _CHIP / 2)
    draft.add(Rectangle(box, Layer.MARK, NAVY, radius=5.0))
    px = shrink_to_fit(draft.measure, words.initials, _CHIP - 5.0, _CHIP_TEXT, bold=True)
    initials = fit_line(draft.measure, words.initials, _CHIP - 3.0, px, bold=True)
    place = (box.center[0], y - HALF_CAPITAL * px)
    draft.text(place, initials, px, color=WHITE, background=NAVY, bold=True, align="center", owner=words.owner)
    return box.x1


def _add_words(draft: Draft, card: Box, words: NameCard, left: float) -> None:
    """Put down name, title and notes, centred in the height; the name may take a second line where there is room."""
    width, room = card.x1 - _PADDING - left, card.height - _FREE
    notes = [(note, _NOTE) for note in words.notes if note]
    line = _NOTE[0] * _LEADING
    lines = 2 if room >= 2 * _NAME * _NAME_LEADING + line * len(notes) else 1
    name, px = fit_name(draft.measure, words.name, width, _NAME, lines=lines)
    rest = room - len(name) * px * _NAME_LEADING - line * len(notes)
    small = [(words.title, _TITLE), *notes] if words.title and rest >= line else notes
    y = card.center[1] + (len(name) * px * _NAME_LEADING + len(small) * line) / 2
    for part in name:
        y -= px * _NAME_LEADING
        draft.text((left, y + _BASELINE * px), part, px, color=INK, bold=True, owner=words.owner)
    for part, sizes in small:
        y -= line
        size = shrink_to_fit(draft.measure, part, width, sizes)
        text = fit_line(draft.measure, part, width, size)
        draft.text((left, y + _BASELINE * size), text, size, color=INK_SOFT, owner=words.owner)
