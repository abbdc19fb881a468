"""Two sets of labels for stakeholders: the power-interest grid and the salience classes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from stakeholder_graph.analysis.facts.claims import all_of, any_of
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.vocabulary.options import check_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.facts.motive import Motive

__all__ = ["INTEREST_FROM", "POWER_FROM", "Quadrant", "SalienceClass", "labels_of", "stakeholder_labels"]

Quadrant = Literal["manage_closely", "keep_satisfied", "keep_informed", "monitor", "unknown"]
SalienceClass = Literal[
    "definitive",
    "dominant",
    "dangerous",
    "dependent",
    "dormant",
    "discretionary",
    "demanding",
    "non_stakeholder",
    "unknown",
]

# Thresholds; ours.
POWER_FROM = 2 / 3  # the top third by share of the decision
INTEREST_FROM = 0.5
_URGENT_FROM = 0.7
# What formal authority makes of power, whatever the ties say; ours. Who decides releases the money.
_AUTHORITY_POWER = {"economic": 1.0, "veto": 1.0, "budget": 0.75}
_TOP = 1  # the level of those who need no role to have a say; ours
_INFORMAL_ROLES = {"influencer"}  # ours: every other role is a part that the purchase itself gives

_QUADRANTS: dict[tuple[bool, bool], Quadrant] = {
    (True, True): "manage_closely",
    (True, False): "keep_satisfied",
    (False, True): "keep_informed",
    (False, False): "monitor",
}
_SALIENCE: dict[tuple[bool, bool, bool], SalienceClass] = {
    (True, True, True): "definitive",
    (True, True, False): "dominant",
    (True, False, True): "dangerous",
    (False, True, True): "dependent",
    (True, False, False): "dormant",
    (False, True, False): "discretionary",
    (False, False, True): "demanding",
    (False, False, False): "non_stakeholder",
}
_COLUMNS = {
    "power": "float64",
    "interest": "float64",
    "powerful": "boolean",
    "interested": "boolean",
    "legitimate": "boolean",
    "urgent": "boolean",
    "quadrant": "object",
    "salience": "object",
    "missing": "object",
}


def stakeholder_labels(
    G: nx.DiGraph[Any],
    *,
    power_from: float = POWER_FROM,
    interest_from: float = INTEREST_FROM,
    urgent_from: float = _URGENT_FROM,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Label every contact by the power-interest grid and by the salience classes.

    Both are labels, not rankings: they say how to deal with somebody, and nothing about who comes first. For that see
    :func:`rank_contacts`. The ideas are the literature's; how they are read from a map is ours, and so is every figure
    below.

    ==============  ==============================================================================================
    power           the part of the contacts with a smaller share of the decision, those with an equal share counted
                    half; 1 for who decides, releases the money or can veto; at least .75 for who holds a budget
    interest        the largest strength of a motive; where none is noted, the size of the stance, if it is large: who
                    is firmly for or against is not indifferent, but who seems neutral may hide it
    legitimate      has a formal part in the purchase: an authority, a decision role other than that of an influencer,
                    or a seat at the top
    urgent          is in trouble, or has a strong motive that leads away from a pain
    ==============  ==============================================================================================

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    power_from, interest_from : float, default 2/3, .5
        From which power and interest are high, in [0, 1]; ours.
    urgent_from : float, default .7
        Strength from which a pain is urgent, in [0, 1]; ours.
    openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, sorted by id; contacts who have left are not in it.

        - ``power`` : float in [0, 1]; NaN for who has no tie, no weight in the decision and no authority.
        - ``interest`` : float in [0, 1]; NaN is not known.
        - ``powerful``, ``interested``, ``legitimate``, ``urgent`` : bool or missing.
        - ``quadrant`` : str, of power and interest: manage_closely (both high), keep_satisfied (power only),
          keep_informed (interest only), monitor (neither), unknown.
        - ``salience`` : str, of power, legitimacy and urgency: definitive (all three), dominant (no urgency), dangerous
          (no legitimacy), dependent (no power), dormant (power only), discretionary (legitimacy only), demanding
          (urgency only), non_stakeholder, unknown.
        - ``missing`` : tuple of str, which of power, interest, legitimacy and urgency are not known.

        ``.attrs`` holds ``basis`` (what the shares rest on, as for :func:`rank_contacts`).

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError, UnknownContactError
        If an option makes no sense.

    See Also
    --------
    rank_contacts : who moves the decision.

    References
    ----------
    Mendelow, A. L. (1991). Environmental scanning: the impact of the stakeholder concept. Proceedings of the Second
    International Conference on Information Systems.
    Mitchell, R. K., Agle, B. R., & Wood, D. J. (1997). Toward a theory of stakeholder identification and salience.
    Academy of Management Review 22(4).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_motive("coo", "organisational", "No more stops", drive="pain", strength=0.8)
    >>> G.nodes["coo"]["authority"] = ("budget",)
    >>> sg.stakeholder_labels(G).loc["coo", ["quadrant", "salience"]].tolist()
    ['manage_closely', 'definitive']
    """
    facts = gather_facts(G, openness=openness, budget=budget, weights=weights)
    return labels_of(facts, power_from=power_from, interest_from=interest_from, urgent_from=urgent_from)


def labels_of(
    facts: Facts,
    *,
    power_from: float = POWER_FROM,
    interest_from: float = INTEREST_FROM,
    urgent_from: float = _URGENT_FROM,
) -> pd.DataFrame:
    """Return the table of :func:`stakeholder_labels` from what is known."""
    limits = {"power_from": power_from, "interest_from": interest_from, "urgent_from": urgent_from}
    for option, value in limits.items():
        check_number(option, value, "[0, 1]")
    contacts = [facts.contacts[contact] for contact in facts.arrays.contacts]
    records = []
    for contact, computed in zip(contacts, _computed_power(facts).tolist(), strict=True):
        power, interest = _power(contact, computed), _interest(contact, interest_from)
        claims = {
            "power": None if math.isnan(power) else power >= power_from,
            "interest": None if math.isnan(interest) else interest >= interest_from,
            "legitimacy": _legitimate(contact),
            "urgency": _urgent(contact, urgent_from),
        }
        records.append({"contact_id": contact.id, "power": power, "interest": interest, **_labelled(claims)})
    table = typed_frame(records, _COLUMNS, index="contact_id")
    table.attrs = {"basis": facts.decision.basis}
    return table


def _labelled(claims: Mapping[str, bool | None]) -> dict[str, Any]:
    power, interest, legitimacy, urgency = claims.values()
    return {
        "powerful": power,
        "interested": interest,
        "legitimate": legitimacy,
        "urgent": urgency,
        "quadrant": _QUADRANTS.get((power, interest), "unknown"),  # type: ignore[arg-type]
        "salience": _SALIENCE.get((power, legitimacy, urgency), "unknown"),  # type: ignore[arg-type]
        "missing": tuple(name for name, claim in claims.items() if claim is None),
    }


def _computed_power(facts: Facts) -> NDArray[np.float64]:
    """Return the part of the contacts with a smaller share, those with an equal one counted half; NaN off the map."""
    arrays = facts.arrays
    sizes = np.round(np.abs(facts.decision.shares), SCORE_DIGITS)
    ordered = np.sort(sizes)
    below, upto = np.searchsorted(ordered, sizes, side="left"), np.searchsorted(ordered, sizes, side="right")
    tied = np.zeros(len(arrays), dtype=np.bool_)
    tied[arrays.source] = tied[arrays.target] = True
    on_the_map = tied | (facts.decision.weights > 0)
    result: NDArray[np.float64] = np.where(on_the_map, (below + upto) / (2.0 * max(1, len(arrays))), np.nan)
    return result


def _power(contact: Contact, computed: float) -> float:
    formal = [_AUTHORITY_POWER[authority] for authority in contact.cells.get("authority", ())]
    if "decision_maker" in contact.roles:
        formal.append(_AUTHORITY_POWER["economic"])
    return max((power for power in (computed, *formal) if not math.isnan(power)), default=math.nan)


def _interest(contact: Contact, high: float) -> float:
    """Return the largest strength of a motive, or a firm stance; NaN where one that is not known may be larger."""
    strengths = [motive.strength for motive in contact.motives]
    known = max((strength for strength in strengths if strength is not None), default=0.0)
    if strengths and (None not in strengths or known >= high):
        return known
    firmness = abs(contact.stance or 0.0)
    return firmness if firmness and firmness >= high else math.nan


def _legitimate(contact: Contact) -> bool | None:
    if contact.cells.get("authority") or set(contact.roles) - _INFORMAL_ROLES or contact.level == _TOP:
        return True
    return False if contact.roles else None


def _urgent(contact: Contact, strong: float) -> bool | None:
    """Tell whether somebody is in trouble or in pain; where neither is noted, that is not known."""
    receptivity = contact.cells.get("receptivity")
    in_trouble = None if receptivity is None else receptivity == "trouble"
    pains = [_strong_pain(motive, strong) for motive in contact.motives]
    return any_of(in_trouble, *(pains or [None]))


def _strong_pain(motive: Motive, strong: float) -> bool | None:
    is_pain = None if motive.drive is None else motive.drive == "pain"
    return all_of(is_pain, None if motive.strength is None else motive.strength >= strong)
