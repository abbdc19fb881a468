"""What a conversation with each contact is worth: the gain, how reliably we get there, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from stakeholder_graph.analysis.forecast.opinions import opinions_at_rest
from stakeholder_graph.analysis.kernels.gains import declaration_gains, stance_gains
from stakeholder_graph.analysis.relations.access_to_all import AccessKind, access_to_all
from stakeholder_graph.analysis.relations.reach import best_routes
from stakeholder_graph.errors import UnknownContactError
from stakeholder_graph.vocabulary.options import check_mapping, check_number
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route
    from stakeholder_graph.model.arrays import Arrays

__all__ = ["COST", "TARGET_STANCE", "Worth", "weigh_contacts"]

TARGET_STANCE = 1.0  # ours: all the way for us
COST = 1.0  # ours: every visit costs the same


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """Figures of the n contacts who have not left, in the order of ``Facts.arrays``.

    Attributes
    ----------
    routes : dict of str to Route
        The most reliable route to each contact whom an introduction reaches.
    decides : bool array
        Has a weight of their own in the decision; nobody where nobody on the map decides.
    lean : float
        The lean of the decision today, or the mean opinion of all contacts where nobody decides; an unknown stance
        stands at 0; NaN where nothing that counts is known.
    stance, target : float array
        Own judgement (NaN is unknown) and where to move it: the target asked for; whoever is beyond it stays there.
    settled, share, declared : float array
        Settled opinion, share of the decision, gain of a public declaration; an unknown stance stands at 0 in the
        first and the last. The first is NaN where nothing of it is known.
    gain : float array
        Of moving the stance to its target; NaN where the stance is unknown.
    gain_most : float array
        The same with an unknown stance at whichever end leaves most to gain.
    gain_mean : float array
        The same with an unknown stance equally likely everywhere in [-1, 1], as it is drawn elsewhere.
    access, cost : float array
        In [0, 1], NaN where unknown; above 0.
    """

    routes: dict[str, Route]
    decides: NDArray[np.bool_]
    lean: float
    stance: NDArray[np.float64]
    target: NDArray[np.float64]
    settled: NDArray[np.float64]
    share: NDArray[np.float64]
    declared: NDArray[np.float64]
    gain: NDArray[np.float64]
    gain_most: NDArray[np.float64]
    gain_mean: NDArray[np.float64]
    access: NDArray[np.float64]
    cost: NDArray[np.float64]

    @property
    def priority(self) -> NDArray[np.float64]:
        """Gain times access over cost; NaN where the gain or the access is unknown."""
        priority: NDArray[np.float64] = self.gain * self.access / self.cost
        return priority


def weigh_contacts(
    facts: Facts,
    *,
    target_stance: float | Mapping[str, float],
    cost: Mapping[str, float] | None,
    access: AccessKind = "reliability",
) -> Worth:
    """Return what a conversation with each contact is worth.

    Raises
    ------
    UnknownTermError
        If there is no such kind of access.
    OptionError
        If a target is outside [-1, 1] or a cost is no number above 0.
    UnknownContactError
        If a target or a cost is given for somebody who is not among the contacts.
    """
    check_option("access", access, get_args(AccessKind))
    decision, arrays = facts.decision, facts.arrays
    asked, costs = _read_targets(arrays, target_stance), _read_costs(arrays, cost)
    share, stance, settled, opinions = decision.shares, arrays.stance, decision.opinions(), opinions_at_rest(decision)
    target = np.fmax(asked, stance)
    routes = best_routes(facts)
    reach = access_to_all(facts, access, routes=routes).contacts
    unknown = np.isnan(stance)
    # with s uniform in [-1, 1], the mean of max(t, s) - s is (t + 1)^2 / 4
    mean_way, most = (asked + 1.0) ** 2 / 4.0, np.maximum(share * (asked + 1.0), 0.0)
    gain = stance_gains(share[None], stance[None], target[None])[0]
    return Worth(
        routes=routes,
        decides=(decision.weights > 0) & decision.is_owned,
        lean=opinions.lean_or_mean,
        stance=stance,
        target=target,
        settled=opinions.known_levels,
        share=share,
        declared=declaration_gains(decision.opinion, decision.weights[None], settled[None])[0],
        gain=gain,
        gain_most=np.where(unknown, most, gain),
        gain_mean=np.where(unknown, share * mean_way, gain),
        access=np.array([reach[contact] for contact in arrays.contacts], dtype=np.float64),
        cost=costs,
    )


def _read_targets(arrays: Arrays, given: float | Mapping[str, float]) -> NDArray[np.float64]:
    if isinstance(given, Mapping):
        return _by_contact("target_stance", arrays, given, TARGET_STANCE, "[-1, 1]")
    check_number("target_stance", given, "[-1, 1]")
    return np.full(len(arrays), given, dtype=np.float64)


def _read_costs(arrays: Arrays, given: Mapping[str, float] | None) -> NDArray[np.float64]:
    costs = {} if given is None else check_mapping("cost", given, '{"wu": 2.0}')
    return _by_contact("cost", arrays, costs, COST, "(0, inf)")


def _by_contact(
    option: str, arrays: Arrays, given: Mapping[str, float], otherwise: float, within: str
) -> NDArray[np.float64]:
    for contact, value in given.items():
        if contact not in arrays.contacts:
            raise UnknownContactError(contact, arrays.contacts)
        check_number(f"{option}[{contact!r}]", value, within)
    return np.array([given.get(contact, otherwise) for contact in arrays.contacts], dtype=np.float64)
