"""The lanes of a power-interest grid: four quadrants, and beside them those whose interest nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.pages.grid_body import HEAD, LABEL, Compartment, Lane, Member
from stakeholder_graph.viz.pages.stance_lanes import people_and_share
from stakeholder_graph.viz.palette import BAND, BAND_ALTERNATE
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.vocabulary.sentences import label, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["PowerFacts", "PowerScale", "power_lanes", "power_ticks"]

_SECTION = ("stakeholder_graph.viz.pages", "stance_grid")
_LABELS = ("stakeholder_graph.analysis.group", "labels")
_CLOSELY_GROUND = "#E8EDF5"  # of those to manage closely
_INSET = 26.0  # px from the edges of a row to its ends of the scale
_STRIP = (84.0, 0.5)  # px at least, and part of the height at most, for those whose power is not known
_QUADRANTS = {
    (True, True): "manage_closely",
    (True, False): "keep_satisfied",
    (False, True): "keep_informed",
    (False, False): "monitor",
}


@dataclass(frozen=True, slots=True)
class PowerFacts:
    """Power and interest of one contact in [0, 1], and whether each is high; None is not known."""

    power: float | None = None
    interest: float | None = None
    powerful: bool | None = None
    interested: bool | None = None


_NOTHING_KNOWN = PowerFacts()


@dataclass(frozen=True, slots=True)
class PowerScale:
    """The heights of a grid: two rows of equal height that part at the limit of power, and a strip below them.

    Attributes
    ----------
    limit : float
        The power at which the rows part.
    bottom, middle, top, foot : float
        Heights in px of the foot of the lower row, the line, the head of the upper row, and the foot of the strip,
        which is that of the lower row where there is no strip.
    """

    limit: float
    bottom: float
    middle: float
    top: float
    foot: float

    @classmethod
    def fit(cls, limit: float, area: Box, unknown: int, count: int) -> PowerScale:
        """Return the scale of an area, with a strip that is as high as the part of the people in it."""
        top, foot = area.y1 - HEAD, area.y0
        strip = min(max(_STRIP[0], (top - foot) * unknown / count), (top - foot) * _STRIP[1]) if unknown else 0.0
        return cls(limit, foot + strip, (foot + strip + top) / 2, top, foot)

    def y(self, power: float) -> float:
        """Return the height of a power; the scale changes at the limit."""
        if power >= self.limit:
            low, high = self.middle + _INSET, self.top - _INSET - LABEL
            part = (power - self.limit) / (1.0 - self.limit) if self.limit < 1.0 else 1.0
        else:
            low, high = self.bottom + _INSET, self.middle - _INSET - LABEL
            part = power / self.limit
        return low + (high - low) * part


def power_ticks(scale: PowerScale) -> tuple[tuple[float, str], ...]:
    """Return heights and labels of the scale: its ends, the limit, and the middles between them."""
    values = {0.0: None, scale.limit / 2: None, scale.limit: None, (1.0 + scale.limit) / 2: None, 1.0: None}
    return tuple((scale.y(value), f"{value:.2f}") for value in values)


def power_lanes(
    shown: Sequence[ContactFacts],
    whole: Sequence[ContactFacts],
    known: Mapping[str, PowerFacts],
    scale: PowerScale,
    *,
    interest_limit: float | None,
    lang: Language,
) -> list[Lane]:
    """Return the lanes of low, high and unknown interest."""
    limit = "" if interest_limit is None else f"{interest_limit:g}"
    heads = {
        False: ("low_interest", say(*_SECTION, "below", lang, limit=limit) if limit else ""),
        True: ("high_interest", say(*_SECTION, "from", lang, limit=limit) if limit else ""),
        None: ("unknown_interest", say(*_SECTION, "why_unknown", lang)),
    }
    lanes = []
    for interested, (heading, remark) in heads.items():
        compartments = tuple(
            _compartment(shown, whole, known, scale, place=(powerful, interested), lang=lang)
            for powerful in ((True, False) if scale.foot == scale.bottom else (True, False, None))
        )
        lanes.append(Lane(say(*_SECTION, heading, lang), remark, None, compartments))
    return lanes


def _compartment(
    shown: Sequence[ContactFacts],
    whole: Sequence[ContactFacts],
    known: Mapping[str, PowerFacts],
    scale: PowerScale,
    *,
    place: tuple[bool | None, bool | None],
    lang: Language,
) -> Compartment:
    """Return the compartment of a power and an interest, each high, low or not known."""
    powerful, _ = place

    def belongs(contact: ContactFacts) -> bool:
        facts = known.get(contact.id, _NOTHING_KNOWN)
        return (facts.powerful, facts.interested) == place

    span = {True: (scale.middle, scale.top), False: (scale.bottom, scale.middle), None: (scale.foot, scale.bottom)}
    low, high = span[powerful]
    members = []
    for contact in filter(belongs, shown):
        facts = known.get(contact.id, _NOTHING_KNOWN)
        note = "" if facts.interest is None else say(*_SECTION, "interest", lang, value=f"{facts.interest:.2g}")
        y = (low + high) / 2 if facts.power is None else scale.y(facts.power)
        members.append(Member(contact, y, note))
    ground = _CLOSELY_GROUND if place == (True, True) else BAND if powerful else BAND_ALTERNATE
    remark = people_and_share([contact for contact in whole if belongs(contact)], lang)
    return Compartment((low, high), ground, tuple(members), _name(place, lang), remark)


def _name(place: tuple[bool | None, bool | None], lang: Language) -> str:
    powerful, interested = place
    if powerful is None:
        return say(*_SECTION, "unknown_power", lang)
    if interested is None:
        return say(*_SECTION, "find_out_first" if powerful else "find_out_later", lang)
    return sentence_case(label(*_LABELS, _QUADRANTS[powerful, interested], lang))
