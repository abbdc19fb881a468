"""The card of a contact: frame, medallion, name and title, and the tags on its lower edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.org_grid import card_scale
from stakeholder_graph.viz.lettering.text_fitting import fit_name, wrap_lines
from stakeholder_graph.viz.palette import (
    AMBER,
    AMBER_DARK,
    AMBER_DEEP,
    AMBER_PALE,
    CARD_EDGE,
    DIM_FILL,
    INK,
    INK_FAINT,
    INK_SOFT,
    NAVY,
    OUTSIDE_EDGE,
    PLACEHOLDER_STYLE,
    SHADOW,
    STANCE_STYLES,
    TAG_EDGE,
    WHITE,
    Dash,
    StanceStyle,
)
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, CardTags, add_card_tags, occupied_box
from stakeholder_graph.viz.scene.medallion import (
    RING_WIDTH,
    add_coach_star,
    add_disc,
    add_ring,
    disc_radius,
    ring_radius,
    share_label,
    star_place,
)
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["add_contact_card"]

_WIDE_CARD = 150.0  # px; a narrower card takes smaller type
_TALL_CARD = 56.0  # px; here a long name may take three lines
_NAME_LEADING, _TITLE_LEADING = 1.13, 1.14
_BASELINE = 0.26  # of a line's px: from the foot of the line to its baseline
_STRIKE = 0.29  # of a name's px: from its baseline to the stroke through the name of one who has left


@dataclass(frozen=True, slots=True)
class _Look:
    """How a card is coloured."""

    fill: str
    edge: str
    line: float
    dash: Dash
    name: str
    title: str
    stance: StanceStyle


_GONE = _Look(DIM_FILL, TAG_EDGE, 1.0, (), INK_FAINT, INK_FAINT, StanceStyle(DIM_FILL, CARD_EDGE, INK_FAINT, "bar"))
_OPEN = _Look(
    AMBER_PALE,
    AMBER,
    1.4,
    (4.0, 3.0),
    AMBER_DARK,
    AMBER_DEEP,
    PLACEHOLDER_STYLE,
)


def _look(contact: ContactFacts) -> _Look:
    if contact.status == "left":
        return _GONE
    if contact.status == "placeholder":
        return _OPEN
    stance = STANCE_STYLES.get(contact.stance, STANCE_STYLES["unknown"])
    if contact.decides:
        return _Look(WHITE, NAVY, 2.4, (), INK, INK_SOFT, stance)
    if contact.outside:
        return _Look(WHITE, OUTSIDE_EDGE, 1.3, (5.0, 3.0), INK, INK_SOFT, stance)
    return _Look(WHITE, CARD_EDGE, 1.0, (), INK, INK_SOFT, stance)


def add_contact_card(draft: Draft, contact: ContactFacts, card: Box, tags: CardTags, largest_share: float) -> None:
    """Put down the card of one contact.

    Parameters
    ----------
    draft : Draft
        The sheet.
    contact : ContactFacts
        Whose card it is.
    card : Box
        Its frame; everything on it grows with a frame larger than usual.
    tags : CardTags
        What was laid out on its lower edge.
    largest_share : float
        The share of the decision that fills the largest disc of the page.
    """
    look = _look(contact)
    draft.claim(contact.id, occupied_box(card))
    shadow = Box(card.x0 + 1.2, card.y0 - 1.8, card.x1 + 1.2, card.y1 - 1.8)
    draft.add(
        Rectangle(shadow, Layer.SHADOW, SHADOW, radius=7.0),
        Rectangle(card, Layer.CARD, look.fill, look.edge, look.line, 7.0, look.dash),
    )
    text_left = _add_medallion(draft, contact, card, look, largest_share)
    _add_words(draft, contact, card, look, text_left)
    add_card_tags(draft, contact.id, card, tags, decides=contact.decides)


def _add_medallion(draft: Draft, contact: ContactFacts, card: Box, look: _Look, largest_share: float) -> float:
    """Put down disc, ring and star, and return where the words begin."""
    scale, wide = card_scale(card.width, card.height), card.width >= _WIDE_CARD
    padding = min(9.5 * scale, 0.066 * card.width)
    most = min(22.5 * scale, max(14.0, 0.12 * card.width), card.height / 2 - 7.5)
    least = min(12.4 * scale if wide else 11.4, most)
    lift = 0.0 if card.height >= 2 * most + 24.0 else 1.5  # on a low card the tags come near the ring
    center = (card.x0 + most + padding, card.center[1] + lift)
    radius = disc_radius(contact.share, largest_share, least, most)
    share = None if contact.status == "left" else contact.share
    px = 12.5 * scale if wide else 11.5
    add_disc(draft, center, radius, look.stance, share_label(share), px=px, owner=contact.id)
    if contact.status == "active":
        add_ring(draft, center, ring_radius(radius, scale), contact.relationship, width=RING_WIDTH * scale)
        size = 8.5 * scale if wide else 6.8
        add_coach_star(draft, star_place(center, radius, size), contact.coach, size)
    return center[0] + most + padding


def _add_words(draft: Draft, contact: ContactFacts, card: Box, look: _Look, left: float) -> None:
    """Put down name and title, centred in the height that the tags leave."""
    measure, scale = draft.measure, card_scale(card.width, card.height)
    name_size, title_size = (13.6 * scale, 11.2 * scale) if card.width >= _WIDE_CARD else (13.0, 10.8)
    width, foot = card.x1 - left - 5.0 * scale, card.y0 + TAG_HEIGHT / 2 * scale
    most = 3 if card.height >= _TALL_CARD else 2
    name, size = fit_name(measure, contact.name, width, name_size, lines=most)
    name_leading, title_leading = size * _NAME_LEADING, title_size * _TITLE_LEADING
    rest = card.y1 - foot - 6.0 - len(name) * name_leading
    most = min(2, int(rest / title_leading))
    title = wrap_lines(measure, contact.title, width, title_size, lines=most) if most > 0 else []
    y = (foot + card.y1 + len(name) * name_leading + len(title) * title_leading) / 2 - 0.5
    for line in name:
        y -= name_leading
        place = (left, y + _BASELINE * size)
        drawn = draft.text(place, line, size, color=look.name, background=look.fill, bold=True, owner=contact.id)
        if contact.status == "left":
            height = place[1] + _STRIKE * size
            draft.add(Polyline(((left - 1, height), (left + drawn + 1, height)), Layer.STAR, look.name, 1.0))
    for line in title:
        y -= title_leading
        place = (left, y + _BASELINE * title_size)
        draft.text(place, line, title_size, color=look.title, background=look.fill, owner=contact.id)
