"""The medallion of a contact that stands free, without a card: disc, ring, star, and the circle of who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import NAVY, PLACEHOLDER_STYLE, WHITE, stance_style
from stakeholder_graph.viz.scene.medallion import (
    add_coach_star,
    add_disc,
    add_ring,
    ring_radius,
    share_label,
    star_place,
)
from stakeholder_graph.viz.scene.primitives import Circle, Layer

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.palette import StanceStyle
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["add_free_disc", "contact_style", "round_reach", "square_reach"]

_STAR, _DIGITS = 7.0, 12.5
_DECIDER_RING, _DECIDER_LINE = 10.6, 2.4  # px of the circle around who decides beyond the disc, and its width
_GROUND = 6.0  # px of white around a disc, the ring of the relationship included
_CLEAR = 1.0


def contact_style(contact: ContactFacts) -> StanceStyle:
    """Return the look of a contact's disc; a place that nobody is known to hold has no stance."""
    return PLACEHOLDER_STYLE if contact.status == "placeholder" else stance_style(contact.stance)


def round_reach(contact: ContactFacts, radius: float) -> float:
    """Return how far from the middle of the disc a line may come."""
    return radius + (_DECIDER_RING + _DECIDER_LINE / 2 if contact.decides else _GROUND)


def square_reach(contact: ContactFacts, radius: float) -> float:
    """Return half the side of the square that a disc of a radius takes with all that is around it."""
    reach = round_reach(contact, radius) + _CLEAR
    if contact.coach != "none":
        reach = max(reach, star_place((0.0, 0.0), radius, _STAR)[0] + _STAR)
    return reach


def add_free_disc(draft: Draft, contact: ContactFacts, center: Point, radius: float) -> None:
    """Put the medallion down; no line may run through its square."""
    edge = NAVY if contact.decides else None
    out = _DECIDER_RING if contact.decides else _GROUND
    draft.add(Circle(center, radius + out, Layer.CARD, WHITE, edge, _DECIDER_LINE if contact.decides else 0.0))
    add_disc(draft, center, radius, contact_style(contact), share_label(contact.share), px=_DIGITS, owner=contact.id)
    if contact.status == "active":
        add_ring(draft, center, ring_radius(radius, 1.0), contact.relationship)
    add_coach_star(draft, star_place(center, radius, _STAR), contact.coach, _STAR)
    (x, y), reach = center, square_reach(contact, radius)
    draft.claim(contact.id, Box(x - reach, y - reach, x + reach, y + reach))
