"""Who pulls together: groups of contacts whom ties and stances hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import by_share, share_of, typed_frame
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.kernels.communities import find_communities, signed_modularity
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.vocabulary.options import check_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.model.arrays import Arrays

__all__ = ["CoalitionPosition", "coalitions", "coalitions_of"]

CoalitionPosition = Literal["for", "against", "divided", "open", "unknown"]

_LEANING = 0.2  # ours: the bound of a supporter; a sceptic is as far on the other side
_KNOWN = 0.5  # ours: where less of a group's share is of known stances, nobody can say where the group stands
_COLUMNS = {
    "members": "object",
    "size": "int64",
    "strength": "float64",
    "share": "float64",
    "stance": "float64",
    "stance_known": "int64",
    "position": "object",
    "leader": "object",
    "bridges": "object",
}


def coalitions(
    G: nx.DiGraph[Any],
    *,
    resolution: float = 1.0,
    leaning: float = _LEANING,
    known: float = _KNOWN,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Find the groups of contacts who pull together.

    They are the communities of highest signed modularity in the network of influence ties, whose directions are left
    out of account: more and stronger ties inside than the people's ties in all would give by chance, and rivals apart.
    A tie between two people counts the less the further apart they stand (ours), so that who talks much and wants
    opposite things does not pull together.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    resolution : float, default 1
        Above 0; the higher, the smaller the groups.
    leaning : float, default .2
        Stance from which a member is for us, and from whose negative down against us, in (0, 1]; ours.
    known : float, default .5
        Part of their share that has to be of members whose stance is known before anybody can say where they stand, in
        [0, 1]; ours.
    openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    pandas.DataFrame
        Index ``coalition``, numbers from 1; the one with the largest share of the decision first, then by ids. One
        person alone is no coalition.

        - ``members`` : tuple of str, by share of the decision, then by id.
        - ``size`` : int, at least 2.
        - ``strength`` : float, sum of the strengths of the ties among them, rivals' ties subtracted.
        - ``share`` : float, the share of the decision that is theirs together.
        - ``stance`` : float in [-1, 1], mean over the members whose stance is known, weighted by the size of their
          shares; NaN where none is.
        - ``stance_known`` : int, of how many members it is known.
        - ``position`` : str. ``"unknown"`` where less than `known` of their share is of members whose stance is known
          (of their number, where nobody has a share); else, of those whose stance is known, ``"for"`` or
          ``"against"`` where somebody is and nobody is the opposite, ``"divided"`` where both are, ``"open"`` where
          nobody is either.
        - ``leader`` : str, the member with the largest share.
        - ``bridges`` : tuple of (str, str), the strongest tie to each of the other coalitions that they are tied to, as
          member and other; the strongest first. Ties among rivals are no bridges.

        ``.attrs`` holds ``modularity`` (how clear the division is; 0 where it is none), ``alone`` (tuple of the
        contacts in no coalition) and ``basis`` (what the shares rest on, as for :func:`rank_contacts`).

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError, UnknownContactError
        If an option makes no sense.

    See Also
    --------
    brokerage : who mediates between departments.
    structure_summary : the shape of the group as a whole.

    Notes
    -----
    A tie of strength w, or two in both directions of the sum w, counts w (1 - |s - s'| / 2) between people of stances s
    and s'. A stance that is not known counts as the mean over all it could be: (3 - s^2) / 4 instead of the bracket
    beside a known one, 2/3 beside another unknown. A tie among rivals counts -w whatever they think.

    Communities are a description of the map: where people whom it lacks would tie two groups together, it shows two.

    References
    ----------
    Gómez, S., Jensen, P., & Arenas, A. (2009). Analysis of community structure in networks of correlated data. Physical
    Review E 80, 016114.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> found = sg.coalitions(sg.example_buying_center())
    >>> found[["members", "position"]].values.tolist()
    [[('cfo', 'coo', 'coach'), 'divided'], [('it', 'proc', 'user', 'gate'), 'divided']]
    """
    facts = gather_facts(G, openness=openness, budget=budget, weights=weights)
    return coalitions_of(facts, resolution=resolution, leaning=leaning, known=known)


def coalitions_of(
    facts: Facts, *, resolution: float = 1.0, leaning: float = _LEANING, known: float = _KNOWN
) -> pd.DataFrame:
    """Return the table of :func:`coalitions` from what is known."""
    check_number("resolution", resolution, "(0, inf)")
    check_number("leaning", leaning, "(0, 1]")
    check_number("known", known, "[0, 1]")
    arrays = facts.arrays
    signed = arrays.listening() * arrays.signs()
    ties = _pulling_together(signed, arrays.stance)
    community = find_communities(ties, resolution)
    groups = [np.flatnonzero(community == number) for number in range(community.max(initial=-1) + 1)]
    friendly = np.maximum(signed, signed.T)
    shares = facts.decision.shares
    groups.sort(key=lambda members: (-round(float(shares[members].sum()), SCORE_DIGITS), members[0]))
    together = [members for members in groups if len(members) > 1]
    records = [
        {
            "coalition": number,
            **_record(facts, members, signed),
            "position": _position([facts.contacts[arrays.contacts[place]] for place in members], leaning, known),
            "bridges": _bridges(arrays, members, [other for other in together if other is not members], friendly),
        }
        for number, members in enumerate(together, start=1)
    ]
    table = typed_frame(records, _COLUMNS, index="coalition")
    table.index = table.index.astype("int64")
    table.attrs = {
        "modularity": round(signed_modularity(ties, community, resolution), SCORE_DIGITS),
        "alone": tuple(sorted(arrays.contacts[members[0]] for members in groups if len(members) == 1)),
        "basis": facts.decision.basis,
    }
    return table


def _pulling_together(signed: NDArray[np.float64], stance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much each two pull together, shape (n, n): their ties, the less the further apart they stand."""
    known = ~np.isnan(stance)
    own = np.where(known, stance, 0.0)
    beside_unknown = (3.0 - own**2) / 4.0  # the mean of 1 - |s - x| / 2 over x in [-1, 1]
    agreement = 1.0 - np.abs(own[:, None] - own[None, :]) / 2.0
    agreement = np.where(known[None, :], agreement, beside_unknown[:, None])
    agreement = np.where(known[:, None], agreement, beside_unknown[None, :])
    agreement[np.ix_(~known, ~known)] = 2.0 / 3.0  # the mean over both
    ties = signed + signed.T
    result: NDArray[np.float64] = np.where(ties > 0, ties * agreement, ties)
    return result


def _record(facts: Facts, members: NDArray[np.intp], signed: NDArray[np.float64]) -> dict[str, Any]:
    contacts = by_share(facts.contacts[facts.arrays.contacts[place]] for place in members)
    stances = [(contact, contact.stance) for contact in contacts if contact.stance is not None]
    return {
        "members": tuple(contact.id for contact in contacts),
        "size": len(contacts),
        "strength": round(float(signed[np.ix_(members, members)].sum()), SCORE_DIGITS),
        "share": float(facts.decision.shares[members].sum()),
        "stance": share_of(stances),
        "stance_known": len(stances),
        "leader": contacts[0].id,
    }


def _position(contacts: Sequence[Contact], leaning: float, known: float) -> CoalitionPosition:
    if share_of((contact, float(contact.stance is not None)) for contact in contacts) < known:
        return "unknown"
    stances = [contact.stance for contact in contacts if contact.stance is not None]
    supported, opposed = any(s >= leaning for s in stances), any(s <= -leaning for s in stances)
    if supported and opposed:
        return "divided"
    return "for" if supported else "against" if opposed else "open"


def _bridges(
    arrays: Arrays,
    members: NDArray[np.intp],
    others: Sequence[NDArray[np.intp]],
    friendly: NDArray[np.float64],
) -> tuple[tuple[str, str], ...]:
    """Return the strongest tie to each other group, the strongest first, of equals the first by ids."""
    found = []
    for other in others:
        between = friendly[np.ix_(members, other)]
        place = int(between.argmax())
        strength = float(between.flat[place])
        if strength > 0:
            row, column = divmod(place, len(other))
            found.append((-strength, arrays.contacts[members[row]], arrays.contacts[other[column]]))
    return tuple((member, outsider) for _, member, outsider in sorted(found))
