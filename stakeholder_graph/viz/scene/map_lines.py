"""The lines of an influence map: the reporting tree, and the ties around the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import REPORTING, channel_style
from stakeholder_graph.viz.routing.nudging import pull_apart
from stakeholder_graph.viz.routing.reporting_lines import descending, route_reporting
from stakeholder_graph.viz.routing.tie_routes import route_ties
from stakeholder_graph.viz.scene.best_path import add_band, add_halo
from stakeholder_graph.viz.scene.card_tags import CardTags, occupied_box, underside
from stakeholder_graph.viz.scene.lanes import LaneHeader, landing_x
from stakeholder_graph.viz.scene.tie_strokes import (
    REPORTING_WIDTH,
    Stroke,
    add_reporting_line,
    add_tie,
    soften,
    tie_width,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.facts.map_facts import MapFacts, TieFacts
    from stakeholder_graph.viz.geometry.segments import Floats
    from stakeholder_graph.viz.layout.placement import OrgLayout
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["add_map_lines", "reporting_pairs"]

_SIDE_MARGIN = 6.0  # px beyond the lanes that lines may use

Pair = tuple[str, str]


def reporting_pairs(facts: MapFacts) -> list[Pair]:
    """Return who reports to whom as (manager, report), sorted by report."""
    return [(contact.manager, contact.id) for contact in facts.contacts if contact.manager is not None]


def add_map_lines(
    draft: Draft,
    facts: MapFacts,
    layout: OrgLayout,
    tags: Mapping[str, CardTags],
    headers: Sequence[LaneHeader],
    *,
    slimness: float = 1.0,
) -> int:
    """Put down all lines, and return for how many of them there was no way between the cards.

    Reporting lines that lead downward run in the channels between the rows. Those that do not (a manager who stands
    on the same row, a circle) are routed like ties, with an arrow head since no direction goes without saying.
    """
    cards = {contact.id: layout.card(contact.id) for contact in facts.contacts}
    rooms = {contact: occupied_box(card) for contact, card in cards.items()}
    walls = [header.box for header in headers]
    tree = _reporting_tree(facts, layout, tags, headers)
    ties = {(tie.source, tie.target): tie for tie in facts.ties}
    level = [pair for pair in reporting_pairs(facts) if pair not in tree and pair not in ties]
    bounds, obstacles = _bounds(layout), [*rooms.values(), *walls]
    routes = route_ties(rooms, [*ties, *level], walls=walls, bounds=bounds, lines=tree.values())
    routes = pull_apart(routes, obstacles=obstacles, bounds=bounds, lines=tree.values())
    for pair, course in tree.items():
        add_reporting_line(draft, pair, course)
    steps = frozenset() if facts.path is None else facts.path.steps
    strokes = []
    for pair, course in routes.items():
        foreign = [room for contact, room in rooms.items() if contact not in pair]
        softened = soften(_to_card_edges(pair, course, cards, tags), [*foreign, *walls])
        strokes.append(_stroke(pair, softened, ties.get(pair), slimness))
        if pair in steps:
            add_band(draft, softened)
    for contact in sorted({contact for step in steps for contact in step} & set(cards)):
        add_halo(draft, cards[contact])
    for stroke in sorted(strokes, key=lambda stroke: (stroke.width, stroke.ends)):
        add_tie(draft, stroke, obstacles)
    return len(ties) + len(level) - len(routes)


def _reporting_tree(
    facts: MapFacts, layout: OrgLayout, tags: Mapping[str, CardTags], headers: Sequence[LaneHeader]
) -> dict[Pair, Floats]:
    """Return the courses of the reporting lines that lead downward."""
    pairs = descending(layout, reporting_pairs(facts))
    undersides = {}
    for manager, _ in pairs:
        card = layout.card(manager)
        undersides[manager] = underside(card, tags[manager], card.center[0])
    landings = {pair: landing_x(layout, headers, *pair) for pair in pairs}
    return route_reporting(layout, pairs, undersides, landings)


def _bounds(layout: OrgLayout) -> Box:
    """Return the part of the page that ties may use."""
    area = layout.grid.area
    return Box(area.x0 - _SIDE_MARGIN, area.y0 - 4.0, area.x1 + _SIDE_MARGIN, area.y1 + 6.0)


def _stroke(pair: Pair, course: Floats, tie: TieFacts | None, slimness: float) -> Stroke:
    if tie is None:
        return Stroke(pair, course, REPORTING, REPORTING_WIDTH)
    return Stroke(pair, course, channel_style(tie.channel), tie_width(tie.weight, slimness), tie.is_negative)


def _to_card_edges(pair: Pair, course: Floats, cards: Mapping[str, Box], tags: Mapping[str, CardTags]) -> Floats:
    """Return a course whose ends below a card reach its edge where no tag is in the way."""
    joined = np.array(course)
    for contact, end in zip(pair, (0, -1), strict=True):
        x, y = joined[end].tolist()
        if y < cards[contact].y0 - 1.0:
            joined[end, 1] = underside(cards[contact], tags[contact], x)
    return joined
