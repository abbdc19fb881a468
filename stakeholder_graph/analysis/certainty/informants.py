"""Whom to ask about people: the coach who is close to them, else somebody whom we have met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["find_informants"]


def find_informants(facts: Facts, concerned: Sequence[tuple[int, int]]) -> list[str | None]:
    """Return whom to ask about each pair of people.

    A champion or coach is close to somebody by the strength of the best chain of influence from or to them, or works in
    the same department. The closest to any of the people is asked, of equally close ones the better coach. Where none
    is close, the candidate for a coach with the strongest relationship to us who has met us and is close. Nobody is
    asked about themselves. All of it ours.

    Parameters
    ----------
    facts : Facts
        What is known of the purchase.
    concerned : sequence of (int, int)
        Positions of the two, the same twice where it is about one.

    Returns
    -------
    list of str or None
        A contact for each pair; None where nobody can be asked.
    """
    coaches = [contact for contact in facts.coaches if contact.id in facts.places]
    candidates = [contact for contact in facts.active if contact.coach_class == "candidate" and contact.contacted]
    candidates.sort(key=lambda contact: (-_strength(contact, facts), contact.id))
    found: list[str | None] = [None] * len(concerned)
    for people, ranked in ((coaches, False), (candidates, True)):
        if not people:
            continue
        near = _closeness(facts, people, concerned)
        best = (near > 0 if ranked else near).argmax(axis=0)  # the first of equal ones
        for question, who in enumerate(best):
            if found[question] is None and near[who, question] > 0:
                found[question] = people[who].id
    return found


def _strength(contact: Contact, facts: Facts) -> float:
    return max((bond.strength(facts.as_of) or 0.0 for bond in contact.counted_bonds), default=0.0)


def _closeness(facts: Facts, people: Sequence[Contact], concerned: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """Return how close each of the people is to the closer of each pair, in [0, 1], shape (people, pairs)."""
    own = np.array([facts.places[contact.id] for contact in people])
    pairs = np.array(concerned, dtype=np.intp).reshape(-1, 2)
    departments = np.array([facts.contacts[contact].department or "" for contact in facts.arrays.contacts])
    near = np.maximum(facts.chains[own], facts.chains[:, own].T)
    near[(departments[own][:, None] == departments) & (departments != "")] = 1.0
    closest: NDArray[np.float64] = np.round(near[:, pairs].max(axis=2), SCORE_DIGITS)
    closest[(own[:, None, None] == pairs).any(axis=2)] = 0.0  # nobody is asked about themselves
    return closest
