"""The right side of a map of who knows whom: one row for each contact, with how many threads of ours lead there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.contact_map_facts import reach_of
from stakeholder_graph.viz.palette import (
    AMBER_DARK,
    BAND_ALTERNATE,
    INK,
    INK_SOFT,
    PLACEHOLDER_STYLE,
    WHITE,
    stance_style,
)
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.medallion import (
    RING_WIDTH,
    add_coach_star,
    add_disc,
    add_ring,
    add_stance_dot,
    disc_radius,
    ring_radius,
    share_label,
    star_place,
)
from stakeholder_graph.viz.scene.person import add_role_tags
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.pages.contact_map_facts import ContactMapFacts
    from stakeholder_graph.viz.palette import StanceStyle
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["COLUMNS", "Row", "RowColumns", "add_row", "lay_rows"]

_SECTION = ("stakeholder_graph.viz.pages", "contact_map")
# px of a row from which there is room for a ring, for name and title on two lines, for a number on the disc; ours.
_RINGED, _TALL, _LARGE = 27.0, 32.0, 42.0
_RING_REACH = 5.6
_RADII = (13.5, 19.0)  # of a disc at least, and at most
_LOW_RADIUS = 8.5  # of a disc beside which its number stands
_LOW_RING, _LOW_RING_WIDTH = 4.0, 2.6  # px of the ring around such a disc
_RING_AIR = 1.4  # px between the rings of two rows
_NAME, _LOW_NAME, _TITLE, _DIGITS, _STATUS = (13.4, 10.4), (12.0, 10.2), (11.2, 10.2), 12.0, 12.0
_NAME_PART = 0.55  # of a line that name and title share
_SHARE = (26.0, 36.0)  # px to the right end of a share, and to what follows
_BASELINE = 3.2  # px of the name above the middle of a row, and of the title below
_STAR, _STAR_ROOM = 6.6, 18.0


@dataclass(frozen=True, slots=True)
class RowColumns:
    """Where the columns begin, in px from the left edge of the area, and where the last one ends."""

    disc: float = 856.0
    words: float = 886.0
    roles: float = 1246.0
    status: float = 1396.0
    end: float = 1552.0


COLUMNS = RowColumns()


@dataclass(frozen=True, slots=True)
class Row:
    """One contact with the place of the row: left edge of the page, middle and height, and the radius of the disc."""

    contact: ContactFacts
    left: float
    y: float
    height: float
    radius: float

    @property
    def has_ring(self) -> bool:
        """Whether there is room for the ring of our relationship, and somebody who may have one."""
        return self.height >= _RINGED and self.contact.status == "active"

    @property
    def is_tall(self) -> bool:
        """Whether there is room for two lines."""
        return self.height >= _TALL

    @property
    def is_large(self) -> bool:
        """Whether there is room for a number on the disc."""
        return self.height >= _LARGE

    @property
    def reach(self) -> float:
        """The radius of the disc with its ring."""
        if self.is_large:
            return ring_radius(self.radius, 1.0)
        return self.radius + (_LOW_RING if self.height >= _RINGED else 0.0)

    @property
    def edge(self) -> float:
        """The left end of the medallion, at which lines end."""
        return self.left + COLUMNS.disc - self.reach - 1.5


def lay_rows(facts: ContactMapFacts, shown: tuple[ContactFacts, ...], area: Box, pitch: float) -> list[Row]:
    """Return the rows of an area from the top down."""
    largest = max((contact.size for contact in shown), default=0.0)
    most = min(_RADII[1], pitch / 2 - _RING_REACH - _RING_AIR)
    rows = []
    for place, contact in enumerate(shown):
        radius = _LOW_RADIUS
        if pitch >= _LARGE and facts.shape is not None:
            radius = disc_radius(contact.share, largest, min(_RADII[0], most), most)
        rows.append(Row(contact, area.x0, area.y1 - pitch * (place + 0.5), pitch, radius))
    return rows


def add_row(draft: Draft, row: Row, facts: ContactMapFacts, lang: Language, *, is_odd: bool) -> None:
    """Put down one row, and claim it so that lines through it are found."""
    contact, ground = row.contact, BAND_ALTERNATE if is_odd else WHITE
    box = Box(row.edge, row.y - row.height / 2, row.left + COLUMNS.end, row.y + row.height / 2)
    draft.add(Rectangle(box, Layer.BAND, ground))
    draft.claim(contact.id, Box(box.x0, box.y0 + 0.5, box.x1, box.y1 - 0.5))
    style = PLACEHOLDER_STYLE if contact.status == "placeholder" else _style(contact, facts)
    _add_medallion(draft, row, (row.left + COLUMNS.disc, row.y), style, facts)
    _add_words(draft, row, facts, lang, ground)
    left = (row.left + COLUMNS.roles, row.y)
    add_role_tags(draft, contact.roles, left, row.left + COLUMNS.status - 12.0, lang, owner=contact.id)
    _add_status(draft, row, facts, lang, ground)


def _style(contact: ContactFacts, facts: ContactMapFacts) -> StanceStyle:
    return stance_style(None if facts.shape is None else contact.stance)


def _add_medallion(
    draft: Draft, row: Row, center: tuple[float, float], style: StanceStyle, facts: ContactMapFacts
) -> None:
    contact, radius = row.contact, row.radius
    if row.is_large and facts.shape is not None:
        add_disc(draft, center, radius, style, share_label(contact.share), px=_DIGITS, owner=contact.id)
    else:
        add_stance_dot(draft, center, style, radius, owner=contact.id)
    if row.has_ring:
        width = RING_WIDTH if row.is_large else _LOW_RING_WIDTH
        add_ring(draft, center, row.reach, contact.relationship, width=width)
    if row.is_large:
        add_coach_star(draft, star_place(center, radius, _STAR), contact.coach, _STAR)


def _add_words(draft: Draft, row: Row, facts: ContactMapFacts, lang: Language, ground: str) -> None:
    """Put down name and title, below each other where the row is tall enough, else side by side."""
    contact, measure = row.contact, draft.measure
    x, right = row.left + COLUMNS.words, row.left + COLUMNS.roles - 14.0
    if not row.is_large and facts.shape is not None:
        x += _add_share(draft, row, x, ground)
    about = say(*_SECTION, "outside", lang) if contact.outside else ""
    title = "  ·  ".join(part for part in (contact.title, about) if part)
    on_two = row.is_tall and bool(title)
    star = 0.0 if row.is_large or contact.coach == "none" else _STAR_ROOM
    room = (right - x) * (1.0 if on_two or not title else _NAME_PART) - star
    px = shrink_to_fit(measure, contact.name, room, _NAME if row.is_tall else _LOW_NAME, bold=True)
    name = fit_line(measure, contact.name, room, px, bold=True)
    color = AMBER_DARK if contact.status == "placeholder" else INK
    y = row.y + _BASELINE if on_two else row.y - HALF_CAPITAL * px
    end = x + draft.text((x, y), name, px, color=color, background=ground, bold=True, owner=contact.id)
    if star:
        add_coach_star(draft, (end + star / 2 + 2.0, y + HALF_CAPITAL * px), contact.coach, _STAR)
    if not on_two:
        x = end + star + 10.0
    if not title or right <= x:
        return
    size = shrink_to_fit(measure, title, right - x, _TITLE)
    y = row.y - _BASELINE - 2 * HALF_CAPITAL * size if on_two else row.y - HALF_CAPITAL * size
    text = fit_line(measure, title, right - x, size)
    draft.text((x, y), text, size, color=INK_SOFT, background=ground, owner=contact.id)


def _add_share(draft: Draft, row: Row, x: float, ground: str) -> float:
    """Put down the share of the decision where it does not stand on the disc, and return the room that it takes."""
    share, px = row.contact.share, _TITLE[0]
    text = share_label(share) + ("" if share is None else "%")
    place = (x + _SHARE[0], row.y - HALF_CAPITAL * px)
    draft.text(place, text, px, color=INK, background=ground, bold=True, align="right", owner=row.contact.id)
    return _SHARE[1]


def _add_status(draft: Draft, row: Row, facts: ContactMapFacts, lang: Language, ground: str) -> None:
    """Put down by how many of ours a contact is reached; what asks for action stands out."""
    reach, count = reach_of(facts.bonds_with(row.contact.id))
    text = say(*_SECTION, f"reach_{reach}", lang, count=count)
    is_gap = reach == "nobody"
    color = AMBER_DARK if is_gap else INK if reach == "several" else INK_SOFT
    px = min(_STATUS, shrink_to_fit(draft.measure, text, COLUMNS.end - COLUMNS.status - 6.0, (_STATUS, 10.2)))
    place = (row.left + COLUMNS.status, row.y - HALF_CAPITAL * px)
    bold = is_gap or reach == "several"
    draft.text(place, text, px, color=color, background=ground, bold=bold, owner=row.contact.id)
