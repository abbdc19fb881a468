"""The body of a bullseye, drawable into any room: rings, discs, names, and each one's route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.viz.facts.map_facts import MOST_CONTACTS, ContactFacts, MapFacts
from stakeholder_graph.viz.layout.bullseye import MOST_RINGS, BullseyeLayout, Marker, place_markers
from stakeholder_graph.viz.layout.ring_captions import find_caption_place
from stakeholder_graph.viz.layout.route_tree import Route, keep_weightiest_routes
from stakeholder_graph.viz.layout.seat_costs import SIDES
from stakeholder_graph.viz.palette import INK_SOFT, REPORTING, RING_GROUNDS, WHITE, channel_style
from stakeholder_graph.viz.scene.disc_label import DiscLabel, LabelSizes, add_disc_label, disc_labels
from stakeholder_graph.viz.scene.drafting import ASCENT, DESCENT
from stakeholder_graph.viz.scene.free_disc import add_free_disc, round_reach, square_reach
from stakeholder_graph.viz.scene.medallion import disc_radius
from stakeholder_graph.viz.scene.primitives import Layer, Polygon, Polyline
from stakeholder_graph.viz.scene.tie_strokes import Stroke, add_tie, tie_width
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.viz.geometry.boxes import Box, Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["BullseyeFacts", "add_bullseye"]

_SECTION = ("stakeholder_graph.viz.pages", "bullseye")
_LINE_GAP = 1.5  # px between a line and the disc at which it ends
_CAPTION = 11.0
_ELLIPSE_POINTS = 240
# From how many on: radii of the discs, and sizes of the labels. Ours.
_LOOKS = (
    (18, (15.0, 27.0), LabelSizes(13.8, 11.6, 176.0)),
    (32, (14.0, 25.0), LabelSizes(13.0, 11.0, 150.0)),
    (44, (12.4, 20.0), LabelSizes(12.0, 10.6, 128.0)),
    (MOST_CONTACTS, (11.4, 16.0), LabelSizes(11.2, 10.4, 112.0)),
)
_SMALL_LOOK = ((11.4, 20.0), LabelSizes(12.4, 0.0, 124.0))  # in a panel: names only


@dataclass(frozen=True, slots=True)
class BullseyeFacts:
    """What a bullseye shows: the people, and the strongest route of each who has one."""

    people: MapFacts
    routes: tuple[Route, ...]

    @property
    def present(self) -> tuple[ContactFacts, ...]:
        """Everybody but those who have left."""
        return tuple(contact for contact in self.people.contacts if contact.status != "left")

    @property
    def unreached(self) -> tuple[ContactFacts, ...]:
        """Who is known to have no route, the weightiest first."""
        found = {route.contact for route in self.routes}
        return tuple(
            sorted(
                (one for one in self.present if one.id not in found),
                key=lambda one: (-one.size, 99 if one.level is None else one.level, one.id),
            )
        )


def add_bullseye(
    draft: Draft, facts: BullseyeFacts, area: Box, lang: Language, most: int | None = None
) -> tuple[str, ...]:
    """Put a bullseye down.

    Parameters
    ----------
    draft : Draft
        The sheet.
    facts : BullseyeFacts
        Who reaches the decision over whom; those without a route are not drawn.
    area : Box
        The room.
    lang : {"en", "zh"}
        The language of the captions.
    most : int, optional
        Draw only so many, the weightiest with everybody on their routes, and names without titles, as in a panel. By
        default up to 60, with titles.

    Returns
    -------
    tuple of str
        Who has a route and is not shown: beyond `most`, or without room.
    """
    contacts = {contact.id: contact for contact in facts.people.contacts}
    routes = keep_weightiest_routes(facts.people, facts.routes, MOST_CONTACTS if most is None else most)
    radii, sizes = _look(len(routes)) if most is None else _SMALL_LOOK
    largest = facts.people.largest_share
    labels = {route.contact: disc_labels(draft.measure, contacts[route.contact], sizes) for route in routes}
    radius_of = {route.contact: disc_radius(contacts[route.contact].share, largest, *radii) for route in routes}
    ordered = sorted(routes, key=lambda one: (one.steps, contacts[one.contact].department, one.contact))
    layout = place_markers(
        [_marker(one, contacts[one.contact], radius_of[one.contact], labels[one.contact]) for one in ordered], area
    )
    drawn = [route for route in routes if route.contact in layout.seats]
    _add_rings(draft, layout)
    for route in drawn:
        if route.toward is not None:
            _add_route(draft, route, layout, contacts, radius_of)
    for route in drawn:
        contact, seat = contacts[route.contact], layout.seats[route.contact]
        add_free_disc(draft, contact, seat.center, radius_of[route.contact])
        ground = _ground_at(layout, seat.label.center)
        label = labels[route.contact][seat.form]
        add_disc_label(draft, contact, label, seat.label, side=SIDES[seat.side][0], ground=ground)
    _add_captions(draft, layout, drawn, lang)
    return tuple(route.contact for route in facts.routes if route.contact not in layout.seats)


def _look(count: int) -> tuple[tuple[float, float], LabelSizes]:
    return next(((radii, sizes) for most, radii, sizes in _LOOKS if count <= most), _LOOKS[-1][1:])


def _marker(route: Route, contact: ContactFacts, radius: float, labels: tuple[DiscLabel, ...]) -> Marker:
    return Marker(
        route.contact,
        route.toward,
        route.steps,
        square_reach(contact, radius),
        tuple((label.width, label.height) for label in labels),
        contact.size,
    )


def _add_route(
    draft: Draft,
    route: Route,
    layout: BullseyeLayout,
    contacts: Mapping[str, ContactFacts],
    radius_of: Mapping[str, float],
) -> None:
    """Put down the first tie of a route, from disc to disc."""
    source, target = route.contact, route.toward or ""
    start, end = np.array(layout.seats[source].center), np.array(layout.seats[target].center)
    way = (end - start) / max(1.0, float(np.hypot(*(end - start))))
    start = start + way * (round_reach(contacts[source], radius_of[source]) + _LINE_GAP)
    end = end - way * (round_reach(contacts[target], radius_of[target]) + _LINE_GAP)
    if route.is_reporting:  # without an arrow head, as on the influence map: nobody noted that they speak
        ends = tuple((x, y) for x, y in np.round([start, end], 2).tolist())
        draft.add(Polyline(ends, Layer.TIE, REPORTING.color, tie_width(route.weight), ends=(source, target)))
        return
    course = np.array([start, end])
    add_tie(draft, Stroke((source, target), course, channel_style(route.channel), tie_width(route.weight)), ())


def _add_rings(draft: Draft, layout: BullseyeLayout) -> None:
    """Put down the grounds, the outermost first."""
    turn = np.linspace(0.0, 2 * np.pi, _ELLIPSE_POINTS, endpoint=False)
    for number, (across, up) in reversed(list(enumerate(layout.rings))):
        points = np.array(layout.center) + np.stack([across * np.cos(turn), up * np.sin(turn)], axis=1)
        draft.add(Polygon(tuple((x, y) for x, y in np.round(points, 2).tolist()), Layer.BAND, RING_GROUNDS[number]))


def _ground_at(layout: BullseyeLayout, point: Point) -> str:
    """Return the colour of the ring at a point, white outside of all."""
    x, y = point[0] - layout.center[0], point[1] - layout.center[1]
    for number, (across, up) in enumerate(layout.rings):
        if (x / across) ** 2 + (y / up) ** 2 <= 1.0:
            return RING_GROUNDS[number]
    return WHITE


def _add_captions(draft: Draft, layout: BullseyeLayout, drawn: list[Route], lang: Language) -> None:
    """Name the rings where there is room: how many steps it is from there to the decision."""
    if len(layout.rings) == 1:
        return
    taken = list(draft.scene().cards.values()) + [seat.label for seat in layout.seats.values()]
    lines = [
        (layout.seats[route.contact].center, layout.seats[route.toward].center)
        for route in drawn
        if route.toward is not None
    ]
    deepest = max(route.steps for route in drawn)
    for number, ring in enumerate(layout.rings):
        key = "core" if not number else "one_step" if number == 1 else "steps"
        if number == MOST_RINGS and deepest > MOST_RINGS:
            key = "steps_or_more"
        caption = say(*_SECTION, key, lang, count=number)
        size = (draft.measure.width(caption, _CAPTION), (ASCENT + DESCENT) * _CAPTION)
        room = find_caption_place(layout.center, ring, size, taken, lines)
        if room is not None:
            taken.append(room)
            place = (room.x0, room.y0 + DESCENT * _CAPTION)
            draft.text(place, caption, _CAPTION, color=INK_SOFT, background=RING_GROUNDS[number], owner="ring")
