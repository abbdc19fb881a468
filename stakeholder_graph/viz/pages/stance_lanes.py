"""The lanes of a stance grid, one for each stance, and the scale of shares beside them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.figures import share_tick
from stakeholder_graph.viz.pages.grid_body import HEAD, Compartment, Lane, Member
from stakeholder_graph.viz.palette import STANCE_GROUNDS
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stances import STANCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["LANE_ORDER", "part_of_decision", "people_and_share", "share_ticks", "stance_lanes"]

LANE_ORDER = ("opponent", "sceptic", "neutral", "supporter", "strong_supporter", "unknown")
_SECTION = ("stakeholder_graph.viz.pages", "stance_grid")
_INSETS = (26.0, 32.0)  # px below share 0 and above the largest share, so that discs there stay in the lane
_TICKS = (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_TICK_GAP = 34.0  # px; ours
_HALF_PERCENT = 0.005


def part_of_decision(share: float) -> str:
    """Return a part of the decision in whole percent; what is there and rounds to nothing is ``<1%``.

    Examples
    --------
    >>> part_of_decision(0.517), part_of_decision(0.002), part_of_decision(0.0), part_of_decision(-0.2)
    ('52%', '<1%', '0%', '−20%')
    """
    return "<1%" if 0 < abs(share) < _HALF_PERCENT else f"{share:.0%}".replace("-", "−")


def people_and_share(contacts: Sequence[ContactFacts], lang: Language) -> str:
    """Return how many people they are and how much of the decision they hold together, if that is known."""
    if not contacts:
        return say(*_SECTION, "nobody", lang)
    key = "one" if len(contacts) == 1 else "several"
    if all(contact.share is None for contact in contacts):
        return say(*_SECTION, f"{key}_plain", lang, count=len(contacts))
    share = part_of_decision(sum(contact.share or 0.0 for contact in contacts))
    return say(*_SECTION, key, lang, count=len(contacts), share=share)


def stance_lanes(
    shown: Sequence[ContactFacts], whole: Sequence[ContactFacts], largest: float, area: Box, lang: Language
) -> list[Lane]:
    """Return the lanes of the six stances; their heads count everybody, also who is not shown."""
    span = (area.y0, area.y1 - HEAD)
    lanes = []
    for stance in LANE_ORDER:
        members = tuple(Member(one, _height(one.size, largest, span)) for one in shown if one.stance == stance)
        remark = people_and_share([one for one in whole if one.stance == stance], lang)
        heading = sentence_case(STANCES.label(stance, lang))
        lanes.append(Lane(heading, remark, stance, (Compartment(span, STANCE_GROUNDS[stance], members),)))
    return lanes


def share_ticks(largest: float, area: Box) -> tuple[tuple[float, str], ...]:
    """Return heights and labels of the scale, as many as stand apart."""
    span = (area.y0, area.y1 - HEAD)
    ticks: list[tuple[float, str]] = []
    for share in _TICKS:
        y = _height(share, largest, span)
        if share <= largest and (not ticks or y - ticks[-1][0] >= _TICK_GAP):
            ticks.append((y, share_tick(share)))
    return tuple(ticks)


def _height(size: float, largest: float, span: tuple[float, float]) -> float:
    low, high = span[0] + _INSETS[0], span[1] - _INSETS[1]
    return low + (high - low) * (math.sqrt(size / largest) if largest > 0 else 0.0)
