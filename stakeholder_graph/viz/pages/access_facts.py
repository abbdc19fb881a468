"""What a picture of the ways to somebody shows, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts, TeammateFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["AccessFacts", "Figure", "StepFacts", "TargetFacts", "WayFacts"]

StepBasis = Literal["relationship", "introduction", "influence"]
Line = Literal["manager", "report"]
TargetState = Literal["open", "unknown", "closed"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A likelihood with the error of its sampling, 0 where it is exact; `at_least` where more ways may exist."""

    value: float
    error: float = 0.0
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step of a way.

    Attributes
    ----------
    source, target : str
        Who introduces whom we reach; the source of the first step is one of ours, empty where nobody says who.
    reliability : float
        In (0, 1].
    basis : str or None
        What it rests on: our relationship, an introduction that was noted, or the influence alone; None where the
        source of the picture does not say.
    relationship : str or None
        The step of the relationship, of a step of ours.
    is_fading : bool
        Silence has cost the relationship a quarter of its strength or more.
    channel : str or None
        Of the influence.
    line : {"manager", "report"} or None
        The target is the manager of the source, or reports to it.
    """

    source: str
    target: str
    reliability: float
    basis: StepBasis | None = None
    relationship: str | None = None
    is_fading: bool = False
    channel: str | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class WayFacts:
    """One way from us to a target: its steps, its reliability, and which step is the weakest."""

    target: str
    steps: tuple[StepFacts, ...]
    reliability: float
    weakest: int

    @property
    def starter(self) -> str:
        """Who of ours starts it; empty where nobody says who."""
        return self.steps[0].source

    @property
    def through(self) -> tuple[str, ...]:
        """The contacts between us and the target."""
        return tuple(step.source for step in self.steps[1:])


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """Somebody to be reached.

    Attributes
    ----------
    contact : str
        Whom.
    state : {"open", "unknown", "closed"}
        There is a way; none is known and there may be one; there is none.
    figure : Figure or None
        How likely at least one way holds; None where that is not known.
    threads : int or None
        Ways that have nobody in common; None where the picture is drawn from paths alone.
    single_points : tuple of str
        The people without whom no way is left.
    unknown : tuple of str
        The contacts with whom our relationship is not known and who might lead there.
    direct : StepFacts or None
        The strongest relationship of ours with the target itself, whether or not that way is among those shown.
    """

    contact: str
    state: TargetState = "open"
    figure: Figure | None = None
    threads: int | None = None
    single_points: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    direct: StepFacts | None = None


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """Everything that the picture shows.

    Attributes
    ----------
    people : MapFacts
        The account and its contacts; of contacts read from paths alone only the names.
    team : mapping of str to TeammateFacts
        Our people by id.
    targets : tuple of TargetFacts
        Whom we want to reach: by the reliability of the best way, those without a way last.
    ways : tuple of WayFacts
        By target in that order, the most reliable first.
    together : Figure or None
        How likely at least one of several targets is reached.
    names : mapping of str to str
        The name to show for everybody on both sides.
    has_contacts : bool
        The contacts' stances, shares and relationships are known to the picture.
    steps, influence_steps, undated : int
        How many different steps the ways use, how many of them rest on influence alone, and how many relationships in
        them cannot fade.
    """

    people: MapFacts = field(default_factory=MapFacts)
    team: Mapping[str, TeammateFacts] = field(default_factory=dict)
    targets: tuple[TargetFacts, ...] = ()
    ways: tuple[WayFacts, ...] = ()
    together: Figure | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    has_contacts: bool = True
    steps: int = 0
    influence_steps: int = 0
    undated: int = 0

    def contact(self, key: str) -> ContactFacts:
        """Return a contact by id, with the name that tells it from others."""
        return next(one for one in self.people.contacts if one.id == key)

    def ways_to(self, target: str) -> tuple[WayFacts, ...]:
        """Return the ways to one target, the most reliable first."""
        return tuple(way for way in self.ways if way.target == target)

    def strings(self) -> Iterable[str]:
        """Yield every string that comes from data, for the choice of fonts."""
        yield from self.people.strings()
        yield from self.names.values()
        for mate in self.team.values():
            yield from (mate.initials, mate.name, mate.title)
