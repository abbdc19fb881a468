"""Who sits beside whom: a seat on the page for every contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.geometry.boxes import Box, Point
from stakeholder_graph.viz.layout.annealing import Arrangement
from stakeholder_graph.viz.layout.org_grid import OrgGrid, fit_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.layout.seating import Lane, Row, Seating

__all__ = ["OrgLayout", "place_contacts"]


@dataclass(frozen=True, slots=True)
class OrgLayout:
    """Where everything of an org map stands.

    Attributes
    ----------
    seating, grid
        Rows and lanes, and the grid of the page.
    lane_order : tuple of Lane
        The lanes from left to right.
    cells : dict of str to tuple of int
        Line and column of each contact, counted from the top left.
    """

    seating: Seating
    grid: OrgGrid
    lane_order: tuple[Lane, ...]
    cells: dict[str, tuple[int, int]]

    def center(self, contact: str) -> Point:
        """Return the middle of a contact's card."""
        line, column = self.cells[contact]
        return self.grid.column_x(column), self.grid.line_y(line)

    def card(self, contact: str) -> Box:
        """Return the frame of a contact's card."""
        x, y = self.center(contact)
        half_width, half_height = self.grid.card_width / 2, self.grid.card_height / 2
        return Box(x - half_width, y - half_height, x + half_width, y + half_height)

    def lane_spans(self) -> list[tuple[Lane, float, float]]:
        """Return each lane with its left and right edge, from left to right."""
        spans, first = [], 0
        for lane in self.lane_order:
            last = first + self.grid.columns[lane]
            spans.append((lane, self.grid.gap_x(first), self.grid.gap_x(last)))
            first = last
        return spans

    def row_middles(self) -> list[tuple[Row, float]]:
        """Return each row with the height of its middle, from the top."""
        middles = []
        for row, lines in self.grid.lines.items():
            first = self.grid.first_line(row)
            middles.append((row, (self.grid.line_y(first) + self.grid.line_y(first + lines - 1)) / 2))
        return middles


def place_contacts(
    contacts: Sequence[ContactFacts], links: Sequence[tuple[str, str]], area: Box, *, seed: int = 0
) -> OrgLayout:
    """Seat the contacts on the page so that those who are linked stand near each other.

    Parameters
    ----------
    contacts : sequence of ContactFacts
        At least one.
    links : sequence of tuple of str
        Pairs of contact ids that a line will join, in an order that does not depend on chance; where the first is the
        manager of the second, the line is their reporting line.
    area : Box
        The part of the page for lanes, their names, and cards.
    seed : int, default 0
        Seed of the moves.

    Returns
    -------
    OrgLayout
        Every contact has a seat of its own.
    """
    seating, grid = fit_grid(contacts, area)
    reporting = {(contact.manager, contact.id) for contact in contacts if contact.manager is not None}
    reports = [pair for pair in dict.fromkeys(links) if pair in reporting]
    ties = [pair for pair in links if pair not in reporting]
    plan = Arrangement(seating, grid, ties, reports)
    if links:
        plan.settle(np.random.default_rng(seed))
    return OrgLayout(seating, grid, tuple(plan.lanes[number] for number in plan.order), plan.cells())
