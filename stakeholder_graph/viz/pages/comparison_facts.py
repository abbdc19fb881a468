"""What a comparison of scenarios shows, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.scene.printable_facts import printable_contact, printable_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure

__all__ = ["FIGURES", "ComparisonFacts", "Mover", "Scenario", "figure_label", "printable_comparison", "shown_change"]

# The figures beside the lean, from left to right: whether they are parts of a whole, and whether more is better.
FIGURES: dict[str, tuple[bool, bool]] = {
    "access": (True, True),
    "coverage": (True, True),
    "map_completeness": (True, True),
    "unknown_share": (True, False),
    "coaches": (False, True),
    "critical": (False, False),
    "high": (False, False),
}

_POINTS = 100
_OF_SHARES = ("map_completeness", "unknown_share")  # parts of the decision, or of everybody's opinion


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario.

    Attributes
    ----------
    name : str
        What the user calls it.
    state : str
        ``"owned"``, ``"unowned"``, ``"unknown"`` or ``"empty"``, as of the forecast.
    lean : float or None
        None where there is none.
    interval, bounds : tuple of float or None
        Of the lean; None where they are not known.
    figures : mapping of str to float or None
        By the keys of `FIGURES`; None is not known.
    top_name : str
        Who weighs most; empty where nobody does.
    """

    name: str
    state: str = "owned"
    lean: float | None = None
    interval: tuple[float, float] | None = None
    bounds: tuple[float, float] | None = None
    figures: Mapping[str, float | None] = field(default_factory=dict)
    top_name: str = ""

    @property
    def is_owned(self) -> bool:
        """Whether somebody decides; else shares are of everybody's opinion."""
        return self.state != "unowned"

    def figure(self, key: str) -> float | None:
        """Return one of the figures; None where it is not known."""
        return self.figures.get(key)


@dataclass(frozen=True, slots=True)
class Mover:
    """A contact of whom something differs between the scenarios, with a value for each of them.

    Attributes
    ----------
    person : ContactFacts
        Who.
    settled : tuple of float or None
        The settled opinion; None where it is not known, or the contact is not there.
    shares : tuple of float or None
        The share of the decision; None where the contact is not there, or the share is of something else than the first
        scenario's: of everybody's opinion, where nobody decides.
    is_here : tuple of bool
        Whether the contact is there.
    """

    person: ContactFacts
    settled: tuple[float | None, ...]
    shares: tuple[float | None, ...]
    is_here: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    """Scenarios of one purchase; the first is what the others are compared with.

    Attributes
    ----------
    people : MapFacts
        The account of the first scenario.
    scenarios : tuple of Scenario
        Two or more.
    movers : tuple of Mover
        Of whom most differs, first; empty where only figures are compared.
    others : int
        How many more differ.
    contacts_known : bool
        Whether contacts were looked at at all.
    level : float
        The part of the draws in an interval.
    draws : int
        How many; 0 where nothing was drawn.
    """

    people: MapFacts = field(default_factory=MapFacts)
    scenarios: tuple[Scenario, ...] = ()
    movers: tuple[Mover, ...] = ()
    others: int = 0
    contacts_known: bool = False
    level: float = 0.9
    draws: int = 0

    @property
    def base(self) -> Scenario:
        """What the others are compared with."""
        return self.scenarios[0]


def shown_change(facts: ComparisonFacts, scenario: Scenario, key: str) -> int:
    """Return by how much a figure differs from the first scenario's, as it prints: parts of a whole in points.

    It is 0 for the first scenario itself, where one of both is not known, and where they are parts of different things:
    of the decision, and of everybody's opinion where nobody decides.
    """
    before, now = facts.base.figure(key), scenario.figure(key)
    is_other = key in _OF_SHARES and scenario.is_owned != facts.base.is_owned
    if scenario is facts.base or is_other or before is None or now is None:
        return 0
    return round((now - before) * (_POINTS if FIGURES[key][0] else 1))


def figure_label(key: str, value: float | None) -> str:
    """Return a figure as people read it; a dash where it is not known.

    Examples
    --------
    >>> figure_label("access", 0.769), figure_label("coaches", 2.0), figure_label("coverage", None)
    ('77%', '2', '–')
    """
    if value is None:
        return "–"
    return f"{value:.0%}" if FIGURES[key][0] else f"{value:.0f}"


def printable_comparison(facts: ComparisonFacts, measure: TextMeasure) -> ComparisonFacts:
    """Return the facts with every string as it can be drawn."""
    clean = measure.printable
    scenarios = tuple(replace(one, name=clean(one.name), top_name=clean(one.top_name)) for one in facts.scenarios)
    movers = tuple(replace(one, person=printable_contact(one.person, measure)) for one in facts.movers)
    return replace(facts, people=printable_facts(facts.people, measure), scenarios=scenarios, movers=movers)
