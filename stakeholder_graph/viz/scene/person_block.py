"""A contact in a grid: the medallion with name and title beside it, without a card around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.lettering.text_fitting import fit_line, fit_name, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.palette import AMBER_DARK, INK, INK_FAINT, INK_SOFT, PLACEHOLDER_STYLE, WHITE, stance_style
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, TAG_TEXT, add_tag
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.medallion import (
    add_coach_star,
    add_disc,
    add_ring,
    ring_radius,
    share_label,
    star_place,
)
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure
    from stakeholder_graph.viz.palette import StanceStyle
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["GUTTER", "BlockSize", "PersonBlock", "add_person_block", "add_true_height", "lay_person_block"]

GUTTER = 12.0  # px left of the medallion, where the line to the true height runs
_RING_REACH = 5.6  # px of the ring beyond the disc
_WORD_GAP, _RIGHT_PADDING, _TAG_GAP, _TAG_PADDING = 7.0, 7.0, 5.0, 7.0
_NAME_LEADING, _TITLE_LEADING, _BASELINE = 1.15, 1.17, 0.26
_STAR, _STAR_REACH = 7.0, 1.4  # radius of a star; how far it stands up over the ring
_DIGITS = 12.5
_SHRINK = 0.88  # ours: so far a name gives way to keep the tag on its line
_TRUE_FROM = 3.0  # px; ours: pushed less than that, a block stands at its height


@dataclass(frozen=True, slots=True)
class BlockSize:
    """How large blocks are drawn: radii of the discs, px of name and title, and how many lines they may take."""

    radii: tuple[float, float]
    name: float
    title: float
    name_lines: int
    title_lines: int


@dataclass(frozen=True, slots=True)
class PersonBlock:
    """A contact with the words as they were broken, ready to be put down somewhere.

    Attributes
    ----------
    contact : ContactFacts
        Whom.
    style : StanceStyle
        How the disc looks.
    radius, reach : float
        Of the disc, and of the largest disc with its ring, so that all discs of a column share their middle.
    name, title : tuple of str
        The lines.
    name_px, title_px : float
        Their sizes.
    tag, tag_line : float, int
        Width of the tag of the decision maker, 0 where there is none; and behind which line of the name it stands.
    height : float
        The room that the block takes.
    has_ring : bool
        The page speaks of relationships.
    """

    contact: ContactFacts
    style: StanceStyle
    radius: float
    reach: float
    name: tuple[str, ...]
    title: tuple[str, ...]
    name_px: float
    title_px: float
    tag: float
    tag_line: int
    height: float
    has_ring: bool

    @property
    def words_height(self) -> float:
        """The room of name and title."""
        return len(self.name) * self.name_px * _NAME_LEADING + len(self.title) * self.title_px * _TITLE_LEADING


def lay_person_block(
    measure: TextMeasure,
    contact: ContactFacts,
    width: float,
    size: BlockSize,
    radii: tuple[float, float],
    *,
    lang: Language,
    stance: str | None = "",
    note: str = "",
    has_ring: bool = True,
) -> PersonBlock:
    """Break the words of a contact into lines for a column of a width, gutter included.

    Parameters
    ----------
    measure : TextMeasure
        What knows the widths.
    contact : ContactFacts
        Whom.
    width : float
        The column in px.
    size : BlockSize
        How large.
    radii : tuple of float
        Of this disc, and of the largest disc that shares its column.
    lang : {"en", "zh"}
        The language of the tag.
    stance : str or None, optional
        The stance of the disc where it is not the contact's; None draws a disc that does not speak of stances.
    note : str, optional
        A line below the title.
    has_ring : bool, default True
        Whether the page speaks of relationships.
    """
    radius, reach = radii[0], radii[1] + _RING_REACH
    room = width - GUTTER - 2 * reach - _WORD_GAP - _RIGHT_PADDING
    badge = ROLES["decision_maker"].badge(lang)
    tag = measure.width(badge, TAG_TEXT, bold=True) + _TAG_PADDING if contact.decides else 0.0
    name, name_px, tag_line = _lay_name(measure, contact.name, room, size, tag)
    title = wrap_lines(measure, contact.title, room, size.title, lines=size.title_lines) if size.title_lines else []
    if note:
        title = [*title, fit_line(measure, note, room, size.title)]
    shown = contact.stance if stance == "" else stance
    style = PLACEHOLDER_STYLE if contact.status == "placeholder" else stance_style(shown)
    words = len(name) * name_px * _NAME_LEADING + len(title) * size.title * _TITLE_LEADING
    disc = 2 * (radius + (_RING_REACH if has_ring else 1.0)) + (_STAR_REACH if contact.coach != "none" else 0.0)
    return PersonBlock(
        contact,
        style,
        radius,
        reach,
        tuple(name),
        tuple(title),
        name_px,
        size.title,
        tag,
        tag_line,
        max(words, disc),
        has_ring=has_ring,
    )


def _lay_name(
    measure: TextMeasure, name: str, room: float, size: BlockSize, tag: float
) -> tuple[list[str], float, int]:
    """Return the lines of a name, their size, and behind which of them a tag of a width has room."""
    if tag:
        px = shrink_to_fit(measure, name, room - _TAG_GAP - tag, (size.name, _SHRINK * size.name), bold=True)
        if measure.width(name, px, bold=True) + _TAG_GAP + tag <= room:
            return [name], px, 0
    lines, px = fit_name(measure, name, room, size.name, lines=size.name_lines)
    if not tag:
        return lines, px, 0
    for number in reversed(range(len(lines))):
        if measure.width(lines[number], px, bold=True) + _TAG_GAP + tag <= room:
            return lines, px, number
    lines, px = fit_name(measure, name, room - _TAG_GAP - tag, size.name, lines=size.name_lines)
    return lines, px, len(lines) - 1


def add_person_block(
    draft: Draft, block: PersonBlock, left: float, y: float, lang: Language, *, ground: str = WHITE
) -> Box:
    """Put a block down in the column that begins at `left`, around the height `y`, and return the room it takes."""
    contact, center = block.contact, (left + GUTTER + block.reach, y)
    right = _add_words(draft, block, center[0] + block.reach + _WORD_GAP, y, lang=lang, ground=ground)
    is_bare = contact.share is None and block.style == stance_style(None)  # a dash on it would say nothing
    label = "" if is_bare else share_label(contact.share)
    add_disc(draft, center, block.radius, block.style, label, px=_DIGITS, owner=contact.id)
    if block.has_ring and contact.status == "active":
        add_ring(draft, center, ring_radius(block.radius, 1.0), contact.relationship)
    add_coach_star(draft, star_place(center, block.radius, _STAR), contact.coach, _STAR)
    room = Box(left + GUTTER - 1.0, y - block.height / 2, right, y + block.height / 2)
    draft.add(Rectangle(room, Layer.CARD, ground))
    draft.claim(contact.id, room)
    return room


def add_true_height(draft: Draft, block: PersonBlock, left: float, heights: tuple[float, float]) -> bool:
    """Put down the line from the true height to a block that was pushed away from it; return whether there is one."""
    y, true = heights
    if abs(y - true) < _TRUE_FROM:
        return False
    edge = left + GUTTER + block.reach - block.radius - (_RING_REACH if block.has_ring else 0.0)
    points = ((left + 1.0, true), (left + 5.0, true), (left + 9.0, y), (edge, y))
    draft.add(Polyline(points, Layer.REPORTING, INK_FAINT, 0.9, ends=(block.contact.id, block.contact.id)))
    return True


def _add_words(draft: Draft, block: PersonBlock, left: float, y: float, *, lang: Language, ground: str) -> float:
    """Put down name, tag and title around a height, and return where they end."""
    contact = block.contact
    color = AMBER_DARK if contact.status == "placeholder" else INK
    height = y + block.words_height / 2
    right = left
    for number, line in enumerate(block.name):
        height -= block.name_px * _NAME_LEADING
        place = (left, height + _BASELINE * block.name_px)
        end = left + draft.text(place, line, block.name_px, color=color, background=ground, bold=True, owner=contact.id)
        if number == block.tag_line and block.tag:
            end = _add_decides(draft, block, (end + _TAG_GAP, place[1] + HALF_CAPITAL * block.name_px), lang)
        right = max(right, end)
    for line in block.title:
        height -= block.title_px * _TITLE_LEADING
        place = (left, height + _BASELINE * block.title_px)
        width = draft.text(place, line, block.title_px, color=INK_SOFT, background=ground, owner=contact.id)
        right = max(right, left + width)
    return right


def _add_decides(draft: Draft, block: PersonBlock, left: Point, lang: Language) -> float:
    x, y = left
    box = Box(x, y - TAG_HEIGHT / 2, x + block.tag, y + TAG_HEIGHT / 2)
    add_tag(draft, box, ROLES["decision_maker"].badge(lang), owner=block.contact.id, decides=True)
    return box.x1
