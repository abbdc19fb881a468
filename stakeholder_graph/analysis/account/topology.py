"""Who of ours knows whom of theirs today, and how much hangs on whom.

A tie holds where the relationship is strong enough today. Only the customer's own people who are in their posts count:
a thread to a consultant is no thread into the account. What is not noted widens the bounds of every figure: a
relationship that is not known can be anything up to the strongest there is, and belong to anybody of ours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from stakeholder_graph.analysis.facts.claims import Extent
from stakeholder_graph.analysis.kernels.matching import largest_matching, smallest_cover
from stakeholder_graph.vocabulary.people import FUNCTIONS
from stakeholder_graph.vocabulary.relations import STEP_STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["UNNAMED", "ContactTopology", "Tie", "noted_ties", "read_topology"]

UNNAMED = ""  # no id is empty: somebody of ours whom the map does not name
_BEST = max(STEP_STRENGTHS.values())  # the most that a relationship that is not known can turn out to be
_DIGITS = 12  # beyond them there is rounding only


class Tie(NamedTuple):
    """A tie that holds: who of ours, whom of theirs, how strong today, and whether its fading could be reckoned."""

    teammate: str
    contact: str
    strength: float
    faded: bool


@dataclass(frozen=True, slots=True)
class ContactTopology:
    """The ties between both sides that hold, with the figures that tell the stage of an account.

    Attributes
    ----------
    ties : tuple of Tie
        Sorted by teammate and contact, the unnamed of ours last.
    threads : Extent
        Ties that have no person in common; as many as people without whom no tie is left.
    hub_share : Extent
        The largest share of the strength through one person; None where no tie holds.
    functions : Extent
        Distinct pairs of functions that meet.
    levels : Extent
        Levels of theirs that are reached.
    strength : Extent
        Sum of the strengths.
    hub : str or None
        Through whom that share runs; of equals, ours before theirs, then by id.
    cover : tuple of str
        The smallest set of people without whom no tie is left.
    functions_missing, levels_missing : tuple
        Functions and levels of theirs that are on the map and not reached.
    unknown : tuple of str
        Contacts with a relationship that is not known.
    unnamed : tuple of str
        Contacts who are tied to somebody of ours whom nobody names.
    no_function, no_level : tuple of str
        People in these ties whose function or level is not known.
    unfaded : tuple of str
        Contacts in these ties with whom nobody noted the last contact.
    """

    ties: tuple[Tie, ...]
    threads: Extent
    hub_share: Extent
    functions: Extent
    levels: Extent
    strength: Extent
    hub: str | None
    cover: tuple[str, ...]
    functions_missing: tuple[str, ...]
    levels_missing: tuple[int, ...]
    unknown: tuple[str, ...]
    unnamed: tuple[str, ...]
    no_function: tuple[str, ...]
    no_level: tuple[str, ...]
    unfaded: tuple[str, ...]


# Whom the map does not show, somebody of ours may well know.
_ANY = Extent(0, 0, math.inf)
_NOBODY_MAPPED = ContactTopology((), _ANY, Extent(None, 0.0, 1.0), _ANY, _ANY, _ANY, None, *[()] * 8)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The ties as matrices: rows are ours, the unnamed one last; columns are theirs."""

    ours: list[str]
    theirs: list[str]
    strength: NDArray[np.float64]
    open: NDArray[np.bool_]  # rows of the relationship table without a step or a strength
    stranger: NDArray[np.bool_]  # columns of whom no relationship is noted at all

    @property
    def holds(self) -> NDArray[np.bool_]:
        return self.strength > 0

    @property
    def unnamed(self) -> NDArray[np.bool_]:
        result: NDArray[np.bool_] = self.holds[-1]
        return result

    @property
    def open_ties(self) -> int:
        """How many ties there may be beside those noted, one with each contact of whom none is noted."""
        return int(self.open.sum() + self.stranger.sum())


def noted_ties(*figures: Extent) -> float | None:
    """Return the largest of some figures of ties by what is noted: a lower bound where there may be more.

    None where no tie is noted and there may be some all the same: that nobody noted one does not mean that there is
    none.

    Examples
    --------
    >>> noted_ties(Extent(0, 0, 2)), noted_ties(Extent(0, 0, 0)), noted_ties(Extent(0, 0, 2), Extent(1, 1, 1))
    (None, 0.0, 1)
    """
    most = max((figure.value or 0.0 for figure in figures), default=0.0)
    return most if most or not any(figure.high for figure in figures) else None


def read_topology(facts: Facts, active_from: float) -> ContactTopology:
    """Return the ties of at least a strength, and their figures."""
    people = [contact for contact in facts.active if not contact.outside]
    if not people:
        return _NOBODY_MAPPED
    grid, ties = _grid(facts, people, active_from)
    threads, cover = _threads(grid)
    hub_share, hub = _hub(grid, threads)
    total, open_ties = float(grid.strength.sum()), grid.open_ties
    tied = [contact for contact in people if any(tie.contact == contact.id for tie in ties)]
    pairs = [(_function(facts, tie.teammate), facts.contacts[tie.contact].function) for tie in ties]
    met = {pair for pair in pairs if None not in pair}
    levels = {contact.level for contact in tied if contact.level is not None}
    no_level = tuple(contact.id for contact in tied if contact.level is None)
    may_be_reached = _named(grid, _unknown(grid) & ~grid.holds.any(axis=0))
    functions = {contact.function for contact in tied}
    return ContactTopology(
        ties=ties,
        threads=threads,
        hub_share=hub_share,
        functions=Extent(len(met), len(met), len(met) + sum(None in pair for pair in pairs) + open_ties),
        levels=Extent(len(levels), len(levels), len(levels) + len(no_level) + len(may_be_reached)),
        strength=Extent(total, total, total + _BEST * open_ties),
        hub=hub,
        cover=cover,
        functions_missing=tuple(f for f in FUNCTIONS if f not in functions and any(p.function == f for p in people)),
        levels_missing=tuple(sorted({p.level for p in people if p.level is not None} - levels)),
        unknown=_named(grid, _unknown(grid)),
        unnamed=_named(grid, grid.unnamed),
        no_function=tuple(dict.fromkeys(_without_function(facts, ties))),
        no_level=no_level,
        unfaded=tuple(dict.fromkeys(tie.contact for tie in ties if not tie.faded)),
    )


def _grid(facts: Facts, people: Sequence[Contact], active_from: float) -> tuple[_Grid, tuple[Tie, ...]]:
    ours = [*facts.team, UNNAMED]
    place = {mate: row for row, mate in enumerate(ours)}
    strength = np.zeros((len(ours), len(people)))
    unclear = np.zeros(strength.shape, dtype=np.bool_)
    stranger = np.zeros(len(people), dtype=np.bool_)
    ties = []
    for column, contact in enumerate(people):
        for bond in contact.counted_bonds:
            row, today = place[bond.teammate or UNNAMED], bond.strength(facts.as_of)
            if today is None:
                unclear[row, column] = True
            elif round(today, _DIGITS) >= round(active_from, _DIGITS):
                strength[row, column] = today
                ties.append(Tie(ours[row], contact.id, today, bond.fades(facts.as_of)))
        stranger[column] = not contact.known_bonds
    ties.sort(key=lambda tie: (place[tie.teammate], tie.contact))
    return _Grid(ours, [contact.id for contact in people], strength, unclear, stranger), tuple(ties)


def _threads(grid: _Grid) -> tuple[Extent, tuple[str, ...]]:
    """Return the number of threads, and the people without whom none is left.

    The unnamed of ours count as one more person. At worst it is one of those who are named; at best each is another,
    and so is whoever knows the contacts of whom no relationship is noted.
    """
    partner = largest_matching(grid.holds)
    ours, theirs = smallest_cover(grid.holds, partner)
    cover = (*(grid.ours[row] for row in np.flatnonzero(ours)), *_named(grid, theirs))
    threads = low = high = len(cover)
    if grid.unnamed.any():
        low = max(1, _pairs(grid.holds[:-1]))
    if grid.unnamed.any() or grid.open_ties:
        newcomers = np.diag(grid.unnamed | grid.stranger)
        high = _pairs(np.vstack([grid.holds[:-1] | grid.open[:-1], newcomers]))
    return Extent(threads, low, high), cover


def _hub(grid: _Grid, threads: Extent) -> tuple[Extent, str | None]:
    """Return the largest share of the strength through one person, and the person.

    It is smallest where everything that is not known runs past the person, and largest where all of it that can runs
    through the person; with so many threads it cannot be smaller than one part of them.
    """
    loads = np.concatenate([grid.strength.sum(axis=1), grid.strength.sum(axis=0)])
    total = float(grid.strength.sum())
    if not total:
        return Extent(None, 0.0, 1.0), None
    place = int(np.round(loads, _DIGITS).argmax())
    value = min(1.0, float(loads[place]) / total)
    unnamed, strangers = float(loads[len(grid.ours) - 1]), int(grid.stranger.sum())
    open_at = np.concatenate([grid.open.sum(axis=1), grid.open.sum(axis=0)])
    named = loads.copy()
    named[len(grid.ours) - 1] = 0.0
    low = float((named / (total + _BEST * (grid.open_ties - open_at))).max())
    # whoever of ours is not named may be any of ours, and so may those who know the strangers
    extra = np.concatenate([np.full(len(grid.ours), strangers), grid.stranger]) + open_at
    given = np.concatenate([np.full(len(grid.ours), unnamed), np.zeros(len(grid.theirs))])
    high = float(((named + given + _BEST * extra) / (total + _BEST * extra)).max())
    bounds = Extent(value, max(low, 1.0 / threads.high), min(1.0, high))
    return bounds, [*grid.ours, *grid.theirs][place]


def _pairs(ties: NDArray[np.bool_]) -> int:
    return int((largest_matching(ties) >= 0).sum())


def _unknown(grid: _Grid) -> NDArray[np.bool_]:
    result: NDArray[np.bool_] = grid.stranger | grid.open.any(axis=0)
    return result


def _named(grid: _Grid, columns: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(grid.theirs[column] for column in np.flatnonzero(columns))


def _function(facts: Facts, teammate: str) -> str | None:
    return facts.team[teammate].function if teammate else None


def _without_function(facts: Facts, ties: Sequence[Tie]) -> list[str]:
    ours = [tie.teammate for tie in ties if tie.teammate and _function(facts, tie.teammate) is None]
    return ours + [tie.contact for tie in ties if facts.contacts[tie.contact].function is None]
