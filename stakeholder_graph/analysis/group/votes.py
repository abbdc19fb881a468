"""Who can swing a formal vote: the power indices of everybody who decides."""

from __future__ import annotations

import math
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import Facts, gather_facts
from stakeholder_graph.analysis.kernels.weighted_votes import power_indices
from stakeholder_graph.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import networkx as nx
    from numpy.typing import NDArray

__all__ = ["voting_power", "voting_power_of"]

_NEAR = 1e-12  # a sum of weights may miss the quota by so much through rounding
_DTYPES: dict[str, Any] = {
    "name": object,
    "weight": np.float64,
    "banzhaf": np.float64,
    "banzhaf_absolute": np.float64,
    "shapley_shubik": np.float64,
    "swings": np.float64,
    "is_veto": np.bool_,
    "is_dictator": np.bool_,
    "is_dummy": np.bool_,
}


def voting_power(
    G: nx.DiGraph[Any], *, quota: float | None = None, weights: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Return who can swing a formal vote of those who decide, and how often.

    A motion passes if the weights of those who say yes reach the quota. Power is not weight: with votes of 50, 49 and 1
    and a quota of 51, the one vote swings as often as the 49. The indices look at the rules of the vote alone, not at
    what anybody wants or whom anybody listens to; for that see :func:`rank_contacts` and :func:`forecast_decision`.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    quota : float, optional
        The weight that a motion needs, above 0 and at most the sum of the weights, in the unit of the weights; by
        default more than half of the sum. Below half of it, yes and no could both carry.
    weights : mapping of str to float, optional
        Votes by contact. Default: the ``decision_weight`` of the contacts as they are noted, else one vote for each
        decision maker.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, everybody with a vote, by weight from high to low, then by id. Empty where nobody decides.
        Both indices follow the weight.

        - ``name`` : str.
        - ``weight`` : float above 0, the votes.
        - ``banzhaf`` : float in [0, 1], the part of all swings that is this contact's; sums to 1.
        - ``banzhaf_absolute`` : float in [0, 1], the part of the coalitions of the others that this contact swings:
          how often the vote decides if all others toss a coin.
        - ``shapley_shubik`` : float in [0, 1], how often this contact brings the quota if all join in random order;
          sums to 1.
        - ``swings`` : float, number of coalitions of the others that lose without this contact and win with; exact up
          to 2^53.
        - ``is_veto`` : bool, nothing passes without; ``is_dictator`` : bool, passes alone what nobody passes without;
          ``is_dummy`` : bool, swings nothing.

        ``.attrs`` holds ``quota`` (the weight needed), ``total`` (sum of the weights), ``decisiveness`` (the part of
        all coalitions that win, in [0, 1]) and ``basis`` (what the weights rest on, as for :func:`rank_contacts`).
        Where nobody decides, all but ``basis`` are None.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError, UnknownContactError
        If `quota` or `weights` make no sense; also if there is too much to count exactly: more than 20 weights that
        are no moderate multiples of one unit, as whole numbers and short decimals are.

    See Also
    --------
    forecast_decision : what a vote would come to today, by ``rule=``.

    References
    ----------
    Shapley, L. S., & Shubik, M. (1954). A method for evaluating the distribution of power in a committee system.
    American Political Science Review 48(3).
    Banzhaf, J. F. (1965). Weighted voting doesn't work: a mathematical analysis. Rutgers Law Review 19.
    Coleman, J. S. (1971). Control of collectivities and the power of a collectivity to act. In Lieberman (ed.), Social
    Choice.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> table = sg.voting_power(G, weights={"cfo": 50, "coo": 49, "it": 1}, quota=51)
    >>> table["banzhaf"].to_dict()
    {'cfo': 0.6, 'coo': 0.2, 'it': 0.2}
    >>> table["shapley_shubik"].round(3).to_dict(), table["is_veto"].tolist()
    ({'cfo': 0.667, 'coo': 0.167, 'it': 0.167}, [True, False, False])
    """
    return voting_power_of(gather_facts(G, weights=weights), quota=quota, weights=weights)


def voting_power_of(
    facts: Facts, *, quota: float | None = None, weights: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Return the table from facts that are gathered with the same `weights`; see :func:`voting_power`."""
    votes = _votes(facts, weights)
    places = [place for place in np.argsort(-votes, kind="stable").tolist() if votes[place] > 0]
    votes, contacts = votes[places], [facts.arrays.contacts[place] for place in places]
    total = math.fsum(votes)
    _check_quota(quota, total)
    attrs: dict[Hashable, Any] = {"quota": None, "total": None, "decisiveness": None, "basis": facts.decision.basis}
    columns: dict[str, Any] = dict.fromkeys(_DTYPES, ())
    if contacts:
        power = power_indices(votes, quota)
        attrs |= {"quota": power.quota, "total": total, "decisiveness": power.decisiveness}
        columns = {
            "name": [facts.names[contact] for contact in contacts],
            "weight": votes,
            "banzhaf": power.banzhaf,
            "banzhaf_absolute": power.banzhaf_absolute,
            "shapley_shubik": power.shapley_shubik,
            "swings": power.swings,
            "is_veto": power.has_veto,
            "is_dictator": power.is_dictator,
            "is_dummy": power.swings == 0,
        }
    index = pd.Index(contacts, name="contact_id", dtype=object)
    typed = {column: pd.Series(columns[column], index=index, dtype=dtype) for column, dtype in _DTYPES.items()}
    table = pd.DataFrame(typed, index=index)
    table.attrs = attrs
    return table


def _votes(facts: Facts, weights: Mapping[str, float] | None) -> NDArray[np.float64]:
    """Return everybody's votes as they are noted, not as shares, so that a quota can be counted in them; shape (n,)."""
    decision, arrays = facts.decision, facts.arrays
    if weights is not None:
        return np.array([weights.get(contact, 0.0) for contact in arrays.contacts], dtype=np.float64)
    if decision.basis == "contact weights":
        return np.nan_to_num(arrays.decision_weight)
    if decision.basis == "decision makers":
        return (decision.weights > 0).astype(np.float64)
    return decision.weights if decision.is_owned else np.zeros(len(arrays))


def _check_quota(quota: float | None, total: float) -> None:
    if quota is None:
        return
    most = total * (1.0 + _NEAR) if total else math.inf
    if isinstance(quota, bool) or not isinstance(quota, Real) or not 0 < quota <= most:
        named = f"{total:g}, the sum of the weights" if total else "the sum of the weights"
        raise OptionError("quota", quota, f"a number above 0 and at most {named}")
