"""The next move: whose mind to work on, what it would gain, through whom, and with which motive."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.influence.ranking import competition_ranks
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.moves.approach import (
    advice_for,
    heard_by,
    motive_to_speak_to,
    objection_of,
    wording_of,
)
from stakeholder_graph.analysis.moves.worth import TARGET_STANCE, Worth, weigh_contacts
from stakeholder_graph.errors import DataQualityWarning
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.access_to_all import AccessKind

__all__ = ["moves_of", "next_moves"]

_DTYPES = {
    "name": "object",
    "decides": "bool",
    "rank": "Int64",
    **dict.fromkeys(("stance", "target", "settled", "share", "gain", "gain_most", "gain_declared"), "float64"),
    **dict.fromkeys(("access", "cost", "priority"), "float64"),
    **dict.fromkeys(("via", "motive", "motive_kind", "drive", "serves", "disclosure"), "object"),
    **dict.fromkeys(("objection", "style", "advice", "listens_to"), "object"),
}


def next_moves(
    G: nx.DiGraph[Any],
    *,
    target_stance: float | Mapping[str, float] = TARGET_STANCE,
    cost: Mapping[str, float] | None = None,
    as_of: dt.date | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
    access: AccessKind = "reliability",
    lang: Language = "en",
) -> pd.DataFrame:
    """Say whose mind to work on next, what it would gain, through whom and with which motive.

    Moving a contact's own stance from s to t moves the lean of the decision (the mean opinion of all contacts where
    nobody decides) by exactly the contact's share times (t - s), and the gains of several contacts add up. The priority
    weighs that with how reliably we get to the contact and with what it costs.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    target_stance : float or mapping of str to float, default 1.0
        Where to move stances, in [-1, 1] (ours), for all or by contact; 1.0 for whom a mapping leaves out. Who is
        beyond it already stays there.
    cost : mapping of str to float, optional
        What a move costs by contact, in any unit, above 0; 1 for whom it leaves out (ours).
    as_of : datetime.date, optional
        The date to which relationships have faded; by default the graph's own. Where neither is given, nothing fades.
    openness, budget, weights
        As for :func:`rank_contacts`.
    access : {"reliability", "best_path"}, default "reliability"
        What access is: how likely at least one way of introduction is open, or the reliability of the most reliable
        single one.
    lang : {"en", "zh"}, default "en"
        The language of ``advice``.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``; contacts who have left are not in it. First those who do not decide, then those who do:
        they would be on top by construction. In either group by priority, then gain, then what may be gained at most,
        the highest first and what is not known last, then by id.

        - ``name`` : str; ``decides`` : bool, has a weight of their own in the decision.
        - ``rank`` : int in the group, 1 first, equal priorities sharing the best; missing where it is not known.
        - ``stance`` : float in [-1, 1] or NaN; ``target`` : float, where to move it; ``settled`` : float, the
          opinion after everybody has listened to everybody, NaN where nothing of it is known; ``share`` : float, share
          of the decision, negative where the decision runs against the contact.
        - ``gain`` : float, change of the lean if the stance moves to the target; NaN where the stance is not known.
        - ``gain_most`` : float, the same; where the stance is not known, the most that it can turn out to be.
        - ``gain_declared`` : float, change of the lean if the contact declares publicly for us and no longer moves.
        - ``access`` : float in [0, 1], how likely at least one way of introduction from us is open, as
          :func:`assess_access` says it for the contact (from the draws and the seed that are its defaults, where the
          network is too large for an exact figure); 0 where there is none, NaN where there may be one.
        - ``cost`` : float; ``priority`` : float, gain times access over cost, NaN where one of them is not known.
        - ``via`` : tuple of str, the ids on the most reliable single introduction: who of ours, then through whom.
        - ``motive`` : str or None, the motive to speak to: the strongest that our offer serves, a hidden one only
          where there is no other (ours). ``motive_kind``, ``drive``, ``serves``, ``disclosure`` : str or None.
        - ``objection`` : str or None, the strongest motive that our offer works against, by the same order: have an
          answer for it.
        - ``style`` : str or None; ``advice`` : str or None, what works with it.
        - ``listens_to`` : tuple of str, the up to 3 contacts who get most of the contact's attention, negative ties
          left out. They have to carry the message to whoever follows others.

        ``.attrs`` holds ``basis``, ``unattributed`` and ``map_completeness`` as for :func:`rank_contacts`;
        ``decision_owned``, whether anybody on the map decides: if not, the lean, the shares and all gains are of the
        mean opinion of all contacts; ``lean``, the lean today with what is not known at 0, NaN where nothing that
        counts is known; and ``stance_unknown``, the share of the decision of the contacts whose stance is not known.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError, UnknownContactError
        If an option is out of range or names somebody who is not among the contacts.
    UnknownTermError
        If there are no texts in that language.

    Warns
    -----
    DataQualityWarning
        If nobody decides: gains are then of the mean opinion of all contacts.

    See Also
    --------
    declared_sponsors : who should declare for us together.
    plan_visits : the moves that a budget allows, as visits with goals and dates.
    ways_to_act : in which way to go about it.

    Notes
    -----
    Where a stance is not known, the settled opinions and ``gain_declared`` take it as 0. With negative ties a gain
    can be below 0: what this contact likes, those who decide distrust.

    References
    ----------
    Friedkin, N. E., & Johnsen, E. C. (1999). Social influence networks and opinion change. Advances in Group
    Processes 16.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1")
    >>> G.add_relationship("t1", "coach", relationship="trusted")
    >>> moves = sg.next_moves(G)
    >>> moves[["gain", "access", "priority"]].round(3).head(2).to_dict("index")  # doctest: +NORMALIZE_WHITESPACE
    {'coo': {'gain': 0.127, 'access': 0.409, 'priority': 0.052},
     'it': {'gain': 0.12, 'access': 0.16, 'priority': 0.019}}
    >>> moves.loc["coo", "via"]
    ('t1', 'coach')
    """
    check_option("language", lang, LANGUAGES)
    facts = gather_facts(G, as_of=as_of, openness=openness, budget=budget, weights=weights)
    if facts.arrays.contacts and not facts.decision.is_owned:
        warnings.warn(
            "Nobody on the map holds the role decision_maker: the gains are of the mean opinion of all contacts, not "
            "of the decision. Add the decision maker, or a placeholder for one.",
            DataQualityWarning,
            stacklevel=2,
        )
    return moves_of(facts, target_stance=target_stance, cost=cost, access=access, lang=lang)


def moves_of(
    facts: Facts,
    *,
    target_stance: float | Mapping[str, float] = TARGET_STANCE,
    cost: Mapping[str, float] | None = None,
    access: AccessKind = "reliability",
    lang: Language = "en",
) -> pd.DataFrame:
    """Return the table of :func:`next_moves` for facts that are gathered already."""
    worth = weigh_contacts(facts, target_stance=target_stance, cost=cost, access=access)
    order, ranks, heard = _order(worth), _ranks(worth), heard_by(facts)
    contacts = [facts.arrays.contacts[place] for place in order]
    columns: dict[str, Any] = {
        "name": [facts.names[contact] for contact in contacts],
        "decides": worth.decides[order],
        "rank": [ranks[place] for place in order],
        "gain_declared": worth.declared[order],
    }
    for name in ("stance", "target", "settled", "share", "gain", "gain_most", "access", "cost", "priority"):
        columns[name] = getattr(worth, name)[order]
    columns["via"] = [worth.routes[contact].path[:-1] if contact in worth.routes else () for contact in contacts]
    columns |= _approaches([facts.contacts[contact] for contact in contacts], heard, facts, lang)
    index = pd.Index(contacts, name="contact_id", dtype="object")
    table = pd.DataFrame(
        {name: pd.Series(columns[name], index=index, dtype=dtype) for name, dtype in _DTYPES.items()}, index=index
    )
    unattributed = facts.decision.unattributed
    table.attrs = {
        "basis": facts.decision.basis,
        "decision_owned": facts.decision.is_owned,
        "unattributed": unattributed,
        "map_completeness": 1.0 - unattributed,
        "lean": worth.lean,
        "stance_unknown": float(np.abs(worth.share[np.isnan(worth.stance)]).sum()),
    }
    return table


def _approaches(
    contacts: list[Contact], heard: Mapping[str, tuple[str, ...]], facts: Facts, lang: Language
) -> dict[str, list[Any]]:
    """Return the columns that say how to speak to each contact."""
    motives = [motive_to_speak_to(contact) for contact in contacts]
    return {
        "motive": [wording_of(motive) for motive in motives],
        "objection": [wording_of(objection_of(contact)) for contact in contacts],
        "motive_kind": [None if motive is None else motive.kind for motive in motives],
        **{
            column: [None if motive is None else getattr(motive, column) for motive in motives]
            for column in ("drive", "serves", "disclosure")
        },
        "style": [contact.cells.get("style") for contact in contacts],
        "advice": [advice_for(contact, heard[contact.id], facts, lang) for contact in contacts],
        "listens_to": [heard[contact.id] for contact in contacts],
    }


def _order(worth: Worth) -> NDArray[np.intp]:
    """Return the positions in the order of the table; contacts are sorted by id, and equal ones stay so."""
    falling = [-np.round(score, SCORE_DIGITS) for score in (worth.gain_most, worth.gain, worth.priority)]
    return np.lexsort((*falling, worth.decides))  # the last key counts most; NaN comes last


def _ranks(worth: Worth) -> list[int | None]:
    """Return the rank by priority among those who do not decide and among those who do."""
    ranks = np.zeros(len(worth.decides), dtype=np.intp)
    for group in (worth.decides, ~worth.decides):
        ranks[group] = competition_ranks(worth.priority[group])
    return [None if unknown else rank for rank, unknown in zip(ranks.tolist(), np.isnan(worth.priority), strict=True)]
