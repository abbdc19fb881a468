"""How many ways to how many targets a page holds, and where its rows and columns stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.viz.pages.access_facts import AccessFacts, TargetFacts, WayFacts

__all__ = ["MOST_STEPS", "Columns", "Group", "Plan", "fit_columns", "plan_rows"]

# All sizes in px of the page; ours.
HEAD, GAP = 34.0, 16.0  # of a group of ways: the line above it, and the space between two groups
_PITCH = (78.0, 116.0)  # of two rows: with labels above and below each line, and at leisure
_NAMES_PITCH = 84.0  # at leisure where cards hold names only
_LEAST_BODY = 92.0  # of a group: the card of its target with its tags
MOST_STEPS = 6  # a longer way leaves its middle out
_OURS, _GOAL = (176.0, 152.0), (300.0, 284.0)  # widths of our people's cards and of the target's frame: usual, narrow
_CARD = 200.0  # width of a contact's card at most
_LEAST_GAP = (96.0, 88.0)  # between two cards, for the label of a step: usual, narrow


@dataclass(frozen=True, slots=True)
class Group:
    """The ways to one target that the page shows."""

    target: TargetFacts
    ways: tuple[WayFacts, ...]

    def height(self, pitch: float) -> float:
        """Return the height of its rows, without the line above them."""
        return max(_LEAST_BODY, pitch * len(self.ways))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a page shows.

    Attributes
    ----------
    groups : tuple of Group
        In the order of the targets.
    hidden : tuple of TargetFacts
        Targets without room.
    hidden_ways : int
        Ways without room to targets that are shown.
    pitch, height : float
        From row to row, and of all together, in px.
    """

    groups: tuple[Group, ...]
    hidden: tuple[TargetFacts, ...] = ()
    hidden_ways: int = 0
    pitch: float = _PITCH[1]
    height: float = 0.0


def plan_rows(facts: AccessFacts, room: float) -> Plan:
    """Choose how many ways to how many targets fit into a height.

    Every target comes before a further way to one of them; where not even one way each fits, the last ones go.
    """
    ways = {target.contact: facts.ways_to(target.contact) for target in facts.targets}
    most = max((len(found) for found in ways.values()), default=0)
    groups = tuple(Group(target, ways[target.contact]) for target in facts.targets)
    for count in range(most, 0, -1):
        groups = tuple(Group(target, ways[target.contact][:count]) for target in facts.targets)
        if _height(groups, _PITCH[0]) <= room:
            break
    while len(groups) > 1 and _height(groups, _PITCH[0]) > room:
        groups = groups[:-1]
    most_pitch = _PITCH[1] if facts.has_contacts else _NAMES_PITCH
    pitch = next((px for px in _pitches(most_pitch) if _height(groups, px) <= room), _PITCH[0])
    shown = sum(len(group.ways) for group in groups)
    return Plan(
        groups,
        facts.targets[len(groups) :],
        sum(len(ways[group.target.contact]) for group in groups) - shown,
        pitch,
        _height(groups, pitch),
    )


def _pitches(most: float) -> Sequence[float]:
    return [most - step for step in range(round(most - _PITCH[0]) + 1)]


def _height(groups: Sequence[Group], pitch: float) -> float:
    return sum(HEAD + group.height(pitch) for group in groups) + GAP * max(0, len(groups) - 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand from left to right.

    Attributes
    ----------
    left, ours : float
        The cards of our people.
    card, gap : float
        The width of a contact's card, and from one card to the next.
    goal, right : float
        The frame of the target.
    """

    left: float
    ours: float
    card: float
    gap: float
    goal: float
    right: float

    def card_left(self, place: int) -> float:
        """Return the left edge of the card of the contact at a place, counted from 0."""
        return self.left + self.ours + self.gap + place * (self.card + self.gap)


def fit_columns(steps: int, area: Box) -> Columns:
    """Return the columns for ways of at most so many steps."""
    narrow = int(steps >= MOST_STEPS)
    ours, goal = _OURS[narrow], area.x1 - _GOAL[narrow]
    chain, between = goal - area.x0 - ours, max(0, steps - 1)
    card = min(_CARD, (chain - steps * _LEAST_GAP[narrow]) / between) if between else 0.0
    gap = (chain - between * card) / max(1, steps)
    return Columns(area.x0, ours, card, gap, goal, area.x1)
