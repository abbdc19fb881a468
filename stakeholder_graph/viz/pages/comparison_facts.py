"""What a comparison of scenarios shows, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.map_facts import MapFacts
from stakeholder_graph.viz.scene.printable_facts import printable_contact, printable_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.viz.map_facts import ContactFacts
    from stakeholder_graph.viz.typefaces import TextMeasure

__all__ = ["FIGURES", "ComparisonFacts", "Mover", "Scenario", "figure_label", "printable_comparison"]

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
        The share of the decision; None where the contact is not there.
    """

    person: ContactFacts
    settled: tuple[float | None, ...]
    shares: tuple[float | None, ...]


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
