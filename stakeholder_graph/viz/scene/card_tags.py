"""What straddles the lower edge of a card: the tags of the decision roles, and a chip with who of ours knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.org_grid import card_scale
from stakeholder_graph.viz.palette import (
    CARD_EDGE,
    CHIP_EDGE,
    INK_FAINT,
    INK_SOFT,
    NAVY,
    TAG_EDGE,
    TAG_FILL,
    WHITE,
)
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, Draft
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["TAG_HEIGHT", "CardTags", "Tag", "add_card_tags", "add_tag", "lay_tags", "occupied_box", "underside"]

# Sizes in px on a card of the usual size; a larger card multiplies them.
TAG_HEIGHT, TAG_TEXT = 14.5, 10.6
_CHIP_HEIGHT, _CHIP_TEXT = 13.2, 10.4
_TAG_PADDING, _TAG_GAP, _CHIP_PADDING = 7.0, 2.8, 8.0
_TAG_INSET, _CHIP_INSET = 9.0, 8.0
_LINE_GAP = 3.0  # between a tag and a line that comes up beside it
_MOST_OWNERS = 2


@dataclass(frozen=True, slots=True)
class Tag:
    """A short text with the left edge and the width of its frame; `hides` says that it counts tags without room."""

    text: str
    left: float
    width: float
    hides: bool = False


@dataclass(frozen=True, slots=True)
class CardTags:
    """The tags of the roles from the left, and the chip of the owners if there is one."""

    roles: tuple[Tag, ...]
    owners: Tag | None


def occupied_box(card: Box) -> Box:
    """Return the room of a card with the tags that hang over its lower edge."""
    overhang = TAG_HEIGHT / 2 * card_scale(card.width, card.height) + 0.25
    return Box(card.x0, card.y0 - overhang, card.x1, card.y1)


def underside(card: Box, tags: CardTags, x: float) -> float:
    """Return how far up a line may come below a card: to its edge, or to the tags that hang over it."""
    left = max((tag.left + tag.width for tag in tags.roles), default=card.x0) + _LINE_GAP
    right = (card.x1 if tags.owners is None else tags.owners.left) - _LINE_GAP
    return card.y0 if left <= x <= right else occupied_box(card).y0


def lay_tags(measure: TextMeasure, contact: ContactFacts, card: Box, lang: Language) -> CardTags:
    """Lay out the tags of a card; the owners make room for the roles, and the decision maker's tag comes first."""
    scale = card_scale(card.width, card.height)
    roles = sorted((role for role in contact.roles if role in ROLES), key=lambda role: role != "decision_maker")
    texts = [ROLES[role].badge(lang) for role in roles]
    for shown in range(min(_MOST_OWNERS, len(contact.owners)), -1, -1):
        text = _owners(contact.owners, shown)
        width = (measure.width(text, _CHIP_TEXT) + _CHIP_PADDING) * scale if text else 0.0
        chip = Tag(text, card.x1 - _CHIP_INSET * scale - width, width)
        row = _tag_row(measure, texts, (card.x0 + _TAG_INSET * scale, chip.left - _TAG_GAP * scale), scale)
        if shown == 0 or not any(tag.hides for tag in row):
            break
    return CardTags(row, chip if text else None)


def _owners(initials: Sequence[str], shown: int) -> str:
    """Return the initials on a chip: those who know the contact best, and how many more there are."""
    rest = len(initials) - shown
    return " ".join([*initials[:shown], *([f"+{rest}"] if rest else [])])


def _tag_row(measure: TextMeasure, texts: Sequence[str], span: tuple[float, float], scale: float) -> tuple[Tag, ...]:
    """Return as many tags as fit into a span; the last says how many there are no room for."""
    left, right = span
    for shown in range(len(texts), -1, -1):
        hidden = len(texts) - shown
        row: list[Tag] = []
        x = left
        for text in [*texts[:shown], *([f"+{hidden}"] if hidden else [])]:
            width = max(TAG_HEIGHT + 4.0, measure.width(text, TAG_TEXT, bold=True) + _TAG_PADDING) * scale
            row.append(Tag(text, x, width, hides=len(row) == shown))
            x += width + _TAG_GAP * scale
        if x - _TAG_GAP * scale <= right or not shown:
            break
    return tuple(row)


def add_card_tags(draft: Draft, owner: str, card: Box, tags: CardTags, *, decides: bool) -> None:
    """Put down the tags on the lower edge of a card; where the contact decides, the first tag says so."""
    scale = card_scale(card.width, card.height)
    half = TAG_HEIGHT / 2 * scale
    for number, tag in enumerate(tags.roles):
        box = Box(tag.left, card.y0 - half, tag.left + tag.width, card.y0 + half)
        add_tag(draft, box, tag.text, owner=owner, decides=decides and number == 0, plain=tag.hides)
    if tags.owners is not None:
        _add_chip(draft, owner, card, tags.owners, scale)


def add_tag(draft: Draft, box: Box, text: str, *, owner: str = "", decides: bool = False, plain: bool = False) -> None:
    """Put down one tag; the decision maker's is solid navy, a plain one is white ("+2")."""
    fill = NAVY if decides else WHITE if plain else TAG_FILL
    edge = NAVY if decides else CARD_EDGE if plain else TAG_EDGE
    color = WHITE if decides else INK_SOFT if plain else NAVY
    halo = Box(box.x0 - 1.3, box.y0 - 1.3, box.x1 + 1.3, box.y1 + 1.3)
    draft.add(Rectangle(halo, Layer.TAG, WHITE, radius=4.2), Rectangle(box, Layer.TAG, fill, edge, 0.8, 3.2))
    px = TAG_TEXT * box.height / TAG_HEIGHT
    place = (box.center[0], box.center[1] - HALF_CAPITAL * px)
    draft.text(place, text, px, color=color, background=fill, bold=True, align="center", owner=owner)


def _add_chip(draft: Draft, owner: str, card: Box, chip: Tag, scale: float) -> None:
    half, px = _CHIP_HEIGHT / 2 * scale, _CHIP_TEXT * scale
    box = Box(chip.left, card.y0 - half, chip.left + chip.width, card.y0 + half)
    draft.add(Rectangle(box, Layer.TAG, WHITE, CHIP_EDGE, 0.7, 3.2))
    place = (box.center[0], card.y0 - HALF_CAPITAL * px)
    draft.text(place, chip.text, px, color=INK_FAINT, align="center", owner=owner)
