"""The body of a grid: lanes with a head each, a scale of heights at the left, and everybody at the own height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.sub_columns import Cell, columns_of_lanes, seat_cell
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.palette import HAIRLINE, INK, INK_SOFT, NAVY, stance_style
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.medallion import add_stance_dot, disc_radius
from stakeholder_graph.viz.scene.person_block import (
    BlockSize,
    PersonBlock,
    add_person_block,
    add_true_height,
    lay_person_block,
)
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["HEAD", "LABEL", "Compartment", "GridLook", "Lane", "Member", "add_grid"]

HEAD = 44.0  # px above the lanes for their heads
LABEL = 24.0  # px at the top of a compartment that has a name
_SCALE = 76.0  # px left of the lanes for the scale
_EMPTY_LANE, _NARROWEST, _WIDEST = 126.0, 146.0, 270.0  # px of a lane without people, and of a column of people
_BARE = 1.6  # a lane without people takes at most one part in so many of an equal share of the room; ours
_LANE_GAP, _INSET = 6.0, 3.0
_HEADING, _SMALLEST_HEADING, _COUNT, _TICK, _AXIS = 13.5, 10.6, 11.4, 11.0, 11.0
_HEADING_LEFT, _HEADING_DOT, _HEADING_GAP = 6.0, 24.0, 2.0  # px before a heading, of its dot, behind it
_DOTS = (2.0, 3.0)
# From roomy to dense; the first that fits is taken. Ours.
_SIZES = (
    BlockSize((13.0, 21.0), 13.6, 11.2, 2, 2),
    BlockSize((12.4, 19.0), 13.0, 10.8, 2, 1),
    BlockSize((11.4, 15.0), 12.0, 10.4, 2, 0),
    BlockSize((11.4, 13.0), 11.0, 10.4, 1, 0),
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a compartment, with the height in px that the figures say, and a line below the title."""

    contact: ContactFacts
    y: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Compartment:
    """A part of a lane from one height to another; with a label the people keep clear of it."""

    span: tuple[float, float]
    ground: str
    members: tuple[Member, ...]
    label: str = ""
    remark: str = ""

    @property
    def cell(self) -> tuple[float, float]:
        """The span of heights that people may take."""
        low, high = self.span
        return low + _INSET, high - _INSET - (LABEL if self.label else 0.0)


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: what stands over it, the stance of its dot (None: no dot), and its compartments from the top down."""

    heading: str
    remark: str
    stance: str | None
    compartments: tuple[Compartment, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is in it."""
        return not any(compartment.members for compartment in self.compartments)


@dataclass(frozen=True, slots=True)
class GridLook:
    """What all lanes share.

    Attributes
    ----------
    axis : tuple of str
        What the scale of heights is of, and what is special about it.
    ticks : tuple of (float, str)
        Heights and numbers of its lines.
    largest_share : float
        The share that fills the largest disc.
    lang : {"en", "zh"}
        The language.
    has_stance, has_ring : bool
        Whether the discs speak of stances and of relationships.
    """

    axis: tuple[str, str]
    ticks: tuple[tuple[float, str], ...]
    largest_share: float
    lang: Language
    has_stance: bool = True
    has_ring: bool = True


def add_grid(draft: Draft, lanes: Sequence[Lane], look: GridLook, area: Box) -> bool:
    """Put the grid down.

    Parameters
    ----------
    draft : Draft
        The sheet.
    lanes : sequence of Lane
        From the left; their heights lie between the foot of the area and `HEAD` px below its top.
    look : GridLook
        What they share.
    area : Box
        The room, scale and heads included.

    Returns
    -------
    bool
        Whether somebody had to be pushed away from the true height.
    """
    room = area.width - _SCALE - _LANE_GAP * (len(lanes) - 1)
    bare = min(_EMPTY_LANE, room / (_BARE * len(lanes)))
    empty = sum(lane.is_empty for lane in lanes) * bare
    most = max(1, int((room - empty) / _NARROWEST))
    size, columns = _choose_size(draft, lanes, look, most)
    pitch = min(_WIDEST, (room - empty) / max(1, sum(columns)))
    spare = (room - empty - pitch * sum(columns)) / len(lanes)
    left = area.x0 + _SCALE
    pushed = False
    _add_scale(draft, look, area, left)
    widths = [(pitch * count or bare) + spare for count in columns]
    px = min(_heading_px(draft, lane, width) for lane, width in zip(lanes, widths, strict=True))
    for lane, count, width in zip(lanes, columns, widths, strict=True):
        box = Box(left, area.y0, left + width, area.y1 - HEAD)
        _add_head(draft, lane, box, px)
        _add_grounds(draft, lane, look, box)
        for compartment in lane.compartments:
            blocks = _blocks(draft, compartment, look, size, width / count if count else width)
            pushed |= _add_people(draft, compartment, blocks, box, columns=count, lang=look.lang)
        left += width + _LANE_GAP
    return pushed


def _choose_size(draft: Draft, lanes: Sequence[Lane], look: GridLook, most: int) -> tuple[BlockSize, list[int]]:
    """Return the roomiest size at which everybody fits, and how many columns each lane needs then."""
    for size in _SIZES:
        cells = [
            [
                Cell(
                    compartment.cell,
                    tuple(
                        (member.y, block.height)
                        for member, block in zip(
                            compartment.members, _blocks(draft, compartment, look, size, _NARROWEST), strict=True
                        )
                    ),
                )
                for compartment in lane.compartments
            ]
            for lane in lanes
        ]
        columns, fits = columns_of_lanes(cells, most)
        if fits:
            break
    return size, columns


def _blocks(draft: Draft, compartment: Compartment, look: GridLook, size: BlockSize, width: float) -> list[PersonBlock]:
    radii = [disc_radius(member.contact.share, look.largest_share, *size.radii) for member in compartment.members]
    return [
        lay_person_block(
            draft.measure,
            member.contact,
            width,
            size,
            (radius, max(radii)),
            lang=look.lang,
            stance="" if look.has_stance else None,
            note=member.note if size.title_lines else "",
            has_ring=look.has_ring,
        )
        for member, radius in zip(compartment.members, radii, strict=True)
    ]


def _add_people(
    draft: Draft, compartment: Compartment, blocks: Sequence[PersonBlock], box: Box, *, columns: int, lang: Language
) -> bool:
    wanted = tuple(member.y for member in compartment.members)
    cell = Cell(compartment.cell, tuple((y, block.height) for y, block in zip(wanted, blocks, strict=True)))
    pitch = box.width / max(1, columns)
    pushed = False
    for block, seat, true in zip(blocks, seat_cell(cell, max(1, columns)), wanted, strict=True):
        left = box.x0 + seat.column * pitch
        add_person_block(draft, block, left, seat.y, lang, ground=compartment.ground)
        pushed |= add_true_height(draft, block, left, (seat.y, true))
    return pushed


def _heading_px(draft: Draft, lane: Lane, width: float) -> float:
    """Return the size at which the heading of a lane fits; all lanes take the smallest of them."""
    room = width - _heading_indent(lane) - _HEADING_GAP
    return shrink_to_fit(draft.measure, lane.heading, room, (_HEADING, _SMALLEST_HEADING), bold=True)


def _heading_indent(lane: Lane) -> float:
    return _HEADING_LEFT + (_HEADING_DOT if lane.stance is not None else 0.0)


def _add_head(draft: Draft, lane: Lane, box: Box, px: float) -> None:
    """Put down what stands over a lane: the stance with its mark, how many people, and how much they decide."""
    y = box.y1 + 29.0
    if lane.stance is not None:
        add_stance_dot(draft, (box.x0 + _HEADING_LEFT + 8.5, y), stance_style(lane.stance), 8.5, owner="head")
    x = box.x0 + _heading_indent(lane)
    room = box.x1 - x - _HEADING_GAP
    heading = fit_line(draft.measure, lane.heading, room, px, bold=True)
    draft.text((x, y - HALF_CAPITAL * px), heading, px, color=INK, bold=True, owner="head")
    count = fit_line(draft.measure, lane.remark, room, _COUNT)
    draft.text((x, box.y1 + 8.0), count, _COUNT, color=INK_SOFT, owner="head")


def _add_grounds(draft: Draft, lane: Lane, look: GridLook, box: Box) -> None:
    """Put down the grounds of a lane with their names, and the lines of the scale over them."""
    for number, compartment in enumerate(lane.compartments):
        low, high = compartment.span
        gap = 3.0 if number + 1 < len(lane.compartments) else 0.0
        draft.add(Rectangle(Box(box.x0, low + gap, box.x1, high), Layer.BAND, compartment.ground, radius=3.0))
    for y, _ in look.ticks:
        draft.add(Polyline(((box.x0, y), (box.x1, y)), Layer.SEPARATOR, HAIRLINE, 0.9, _DOTS))
    for compartment in lane.compartments:
        if compartment.label:
            _add_label(draft, compartment, box)


def _add_label(draft: Draft, compartment: Compartment, box: Box) -> None:
    """Put down the name of a compartment, and behind it how many people are in it, on a ground that hides the lines."""
    x, y, room = box.x0 + 10.0, compartment.span[1] - 18.0, box.width - 20.0
    px = shrink_to_fit(draft.measure, compartment.label, room, (_HEADING, _SMALLEST_HEADING), bold=True)
    label = fit_line(draft.measure, compartment.label, room, px, bold=True)
    end = x + draft.text((x, y), label, px, color=NAVY, background=compartment.ground, bold=True, owner="compartment")
    rest = box.x1 - 10.0 - (end + 10.0)
    if draft.measure.width(compartment.remark, _COUNT) <= rest:
        end += 10.0
        end += draft.text(
            (end, y), compartment.remark, _COUNT, color=INK_SOFT, background=compartment.ground, owner="compartment"
        )
    draft.add(Rectangle(Box(x - 2.0, y - 5.0, end + 2.0, y + 14.0), Layer.CARD, compartment.ground))


def _add_scale(draft: Draft, look: GridLook, area: Box, right: float) -> None:
    """Put down the name of the scale, and a number at each of its lines."""
    lines = [line for text in look.axis for line in wrap_lines(draft.measure, text, _SCALE - 4.0, _AXIS)][:3]
    y = area.y1 - 12.0
    for line in lines:
        draft.text((area.x0, y), line, _AXIS, color=INK_SOFT, owner="scale")
        y -= 13.0
    for height, label in look.ticks:
        place = (right - 8.0, height - HALF_CAPITAL * _TICK)
        draft.text(place, label, _TICK, color=INK_SOFT, align="right", owner="scale")
