"""Whose place among the first is not sure, and which ties it hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.influence.ranking import competition_ranks
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.influence.draws import Draws

__all__ = ["FragilePlace", "fragile_places"]

_NAMED = 2  # ours: so many ties a contact are named to verify


@dataclass(frozen=True, slots=True)
class FragilePlace:
    """A contact shown among the first who might well not be there.

    Attributes
    ----------
    contact : str
        Id.
    probability : float
        The part of the draws in which the contact is among the first, in [0, 1].
    ties : tuple of (str, str)
        The ties whose strength decides most about it, the most telling first.
    """

    contact: str
    probability: float
    ties: tuple[tuple[str, str], ...]


def fragile_places(facts: Facts, sample: Draws, *, top: int, least: float) -> tuple[FragilePlace, ...]:
    """Return the contacts shown among the first `top` by share who are there in less than a part `least` of the draws.

    Contacts with equal shares share the best of their ranks, as in the ranking. By rank, then by id.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from stakeholder_graph.analysis.facts.gathering import gather_facts
    >>> facts = gather_facts(sg.example_buying_center())
    >>> fragile_places(facts, facts.draws, top=3, least=0.8)[0].ties
    (('it', 'cfo'), ('proc', 'cfo'))
    """
    ids = facts.arrays.contacts
    shares: NDArray[np.float64] = np.abs(facts.decision.shares).round(SCORE_DIGITS)
    ranks = competition_ranks(shares)
    often = np.round((sample.ranks().better < top).mean(axis=0), SCORE_DIGITS)
    fragile = np.flatnonzero((ranks <= top) & (often < least))
    order = fragile[np.argsort(ranks[fragile], kind="stable")].tolist()
    return tuple(FragilePlace(ids[place], float(often[place]), _deciding_ties(sample, place, top)) for place in order)


def _deciding_ties(sample: Draws, place: int, top: int) -> tuple[tuple[str, str], ...]:
    """Return the ties that correlate most with how far a contact is ahead of the best who would not be among the first.

    That is the `top`-th best of the others.
    """
    arrays, sizes = sample.decision.arrays, np.abs(sample.shares)
    others = np.delete(sizes, place, axis=1)
    lead = sizes[:, place] - np.partition(others, others.shape[1] - top, axis=1)[:, others.shape[1] - top]
    together = (lead - lead.mean()) @ sample.weight / len(sample)
    spread = sample.tie_spread * lead.std()
    told = np.divide(np.abs(together), spread, out=np.zeros(len(spread)), where=spread > 0).round(SCORE_DIGITS)
    strongest = [tie for tie in np.argsort(-told, kind="stable")[:_NAMED].tolist() if told[tie] > 0]
    return tuple((arrays.contacts[arrays.source[tie]], arrays.contacts[arrays.target[tie]]) for tie in strongest)
