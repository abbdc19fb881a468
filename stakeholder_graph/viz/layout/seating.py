"""Who belongs in which row and which lane of the map, before anybody knows how large they are.

Rows are seniority, lanes are departments. A department that consists of top people only (the board, the general
manager's office) floats above the lanes, since it belongs to all of them. Outsiders have no seniority at the customer:
where nobody noted one, they stand in their own lane in the order of their share of the decision.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts

__all__ = ["Lane", "LaneKind", "Row", "RowKind", "Seating", "seat_contacts"]

FEWEST_DEPARTMENTS_TO_FLOAT = 3  # ours: with two departments a band above the lanes explains nothing


class LaneKind(IntEnum):
    """What a lane holds, in the order of the lanes that have a fixed place at the right."""

    DEPARTMENT = 0
    MERGED = 1  # several small departments that have no room for lanes of their own
    OUTSIDE = 2
    UNKNOWN = 3


class RowKind(IntEnum):
    """What a row holds, from the top of the page."""

    BAND = 0  # the department of top people that floats above the lanes
    LEVEL = 1
    DEEPER = 2  # all levels from the row's level downward
    UNKNOWN = 3


@dataclass(frozen=True, slots=True, order=True)
class Lane:
    """A column of the map; `name` is the department's where it is one department."""

    kind: LaneKind
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A row of the map; `name` is the department's where it is the band above the lanes."""

    kind: RowKind
    level: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """The row and the lane of every contact.

    Attributes
    ----------
    rows_of : dict of str to Row
        By contact id.
    lanes_of : dict of str to Lane
        By contact id; contacts of the floating band are not in it.
    rows, lanes : tuple
        The rows from the top, and the lanes in alphabetical order with the special ones last.
    """

    rows_of: dict[str, Row]
    lanes_of: dict[str, Lane]
    rows: tuple[Row, ...]
    lanes: tuple[Lane, ...]

    @property
    def has_band(self) -> bool:
        """Whether a department floats above the lanes."""
        return self.rows[0].kind is RowKind.BAND

    def members(self) -> dict[tuple[Lane | None, Row], list[str]]:
        """Return the ids in each cell of lane (None for the band) and row, sorted."""
        cells: dict[tuple[Lane | None, Row], list[str]] = {}
        for contact in sorted(self.rows_of):
            cells.setdefault((self.lanes_of.get(contact), self.rows_of[contact]), []).append(contact)
        return cells


def seat_contacts(contacts: Sequence[ContactFacts], most_lanes: int, most_levels: int) -> Seating:
    """Give every contact a row and a lane.

    Parameters
    ----------
    contacts : sequence of ContactFacts
        At least one.
    most_lanes, most_levels : int
        How many lanes and rows of levels there may be; smaller departments share a lane, deeper levels a row.

    Returns
    -------
    Seating
        Every contact has a row; all but those of the floating band have a lane.
    """
    lanes = {contact.id: _lane(contact) for contact in contacts}
    rows = {contact.id: row for contact, row in zip(contacts, _rows(contacts, most_levels), strict=True)}
    floating = _floating_department(contacts, lanes)
    if floating is not None:
        for contact in [contact for contact, lane in lanes.items() if lane == floating]:
            del lanes[contact]
            rows[contact] = Row(RowKind.BAND, 0, floating.name)
    rows |= _outsiders_rows(contacts, lanes, rows)
    lanes = _merge_small(lanes, most_lanes)
    return Seating(rows, lanes, tuple(sorted(set(rows.values()))), tuple(sorted(set(lanes.values()))))


def _lane(contact: ContactFacts) -> Lane:
    if contact.department:
        return Lane(LaneKind.DEPARTMENT, contact.department)
    return Lane(LaneKind.OUTSIDE if contact.outside else LaneKind.UNKNOWN)


def _rows(contacts: Sequence[ContactFacts], most_levels: int) -> list[Row]:
    """Return the row of each contact; the deepest levels share one row if there are too many."""
    levels = sorted({contact.level for contact in contacts if contact.level is not None})
    deepest = levels[most_levels - 1] if len(levels) > most_levels else None
    rows = []
    for contact in contacts:
        if contact.level is None:
            rows.append(Row(RowKind.UNKNOWN))
        elif deepest is not None and contact.level >= deepest:
            rows.append(Row(RowKind.DEEPER, deepest))
        else:
            rows.append(Row(RowKind.LEVEL, contact.level))
    return rows


def _outsiders_rows(contacts: Sequence[ContactFacts], lanes: dict[str, Lane], rows: dict[str, Row]) -> dict[str, Row]:
    """Spread the outsiders without a level over the rows that the others need, the largest share at the top."""
    guests = [
        contact
        for contact in sorted(contacts, key=lambda contact: (-abs(contact.share or 0.0), contact.id))
        if contact.level is None and lanes.get(contact.id) == Lane(LaneKind.OUTSIDE)
    ]
    levels = sorted({row for row in rows.values() if row.kind in (RowKind.LEVEL, RowKind.DEEPER)})
    if not levels:
        return {}
    return {guest.id: levels[place * len(levels) // len(guests)] for place, guest in enumerate(guests)}


def _floating_department(contacts: Sequence[ContactFacts], lanes: dict[str, Lane]) -> Lane | None:
    """Return the department, if any, all of whose people stand at the top level; the decision maker's own first.

    Where every department is like that, none of them stands above the others.
    """
    departments = sorted({lane for lane in lanes.values() if lane.kind is LaneKind.DEPARTMENT})
    levels = [contact.level for contact in contacts if contact.level is not None]
    if len(departments) < FEWEST_DEPARTMENTS_TO_FLOAT or not levels:
        return None
    top = min(levels)
    candidates = []
    for lane in departments:
        members = [contact for contact in contacts if lanes[contact.id] == lane]
        if all(contact.level == top for contact in members):
            candidates.append((not any(contact.decides for contact in members), -len(members), lane))
    return min(candidates)[2] if 0 < len(candidates) < len(departments) else None


def _merge_small(lanes: dict[str, Lane], most: int) -> dict[str, Lane]:
    """Return the lanes with the smallest departments in one lane, so that there are at most `most`."""
    sizes = Counter(lanes.values())
    if len(sizes) <= most:
        return lanes
    if most == 1:
        return dict.fromkeys(lanes, Lane(LaneKind.MERGED))
    special = [lane for lane in sizes if lane.kind is not LaneKind.DEPARTMENT]
    departments = sorted((lane for lane in sizes if lane not in special), key=lambda lane: (-sizes[lane], lane))
    kept = [*departments[: max(0, most - 1 - len(special))], *special]
    return {contact: lane if lane in kept else Lane(LaneKind.MERGED) for contact, lane in lanes.items()}
