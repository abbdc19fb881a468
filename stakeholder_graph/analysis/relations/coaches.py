"""Is it a coach? The coach test for every contact of a purchase."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.coach_classes import CLASS_ORDER, CRITERIA, next_proof
from stakeholder_graph.analysis.facts.gathering import gather_facts

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["assess_coaches", "coaches_of"]

_DTYPES = {
    "coach_class": "object",
    "labelled_coach": "bool",
    **dict.fromkeys(CRITERIA, "boolean"),
    "evidence_tier": "Int64",
    "stance": "float64",
    "path_strength": "float64",
    "key": "bool",
    "personal_motive_served": "boolean",
    "next_proof": "object",
    "missing": "object",
}


def assess_coaches(G: nx.DiGraph[Any], *, as_of: dt.date | None = None) -> pd.DataFrame:
    """Put every contact to the coach test.

    A coach is (a) credible with those who decide, (b) trusts us, and (c) wants us to win; that (d) it acts is proven
    by behaviour. The first class that fits, in this order:

    ================  ===========================================================================================
    gone              not in the post: has left, or a placeholder for somebody whom nobody knows yet
    anti_sponsor      stance of at most -.6, and key
    not_coach         stance of at most -.2, or at least two of a, b, c failed
    friendly_source   only c failed: informs, does not want us to win
    cheerleader       only a failed: wants us, has no weight
    reluctant_ally    only b failed: would back the offer, does not trust us
    candidate         any of a, b, c not known, or the stance not known or not above 0, or d failed
    champion          a, b, c, d met by behaviour that cost something, a personal motive that our offer serves, and
                      key or a path to a decision maker of at least .5
    coach             a, b, c met, stance above 0, d met or not known
    ================  ===========================================================================================

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    as_of : datetime.date, optional
        The date against which dates count as future; by default the graph's own.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, all contacts; champions, coaches, candidates and so on downward. Within a class the
        most promising first (ours): whom we call our coach or who has met a criterion, then whose stance is known and
        above 0, then the stronger path to a decision maker, then by id.

        - ``coach_class`` : str, one of the nine classes.
        - ``labelled_coach`` : bool, we call the contact our coach; False where nothing is noted.
        - ``coach_credible`` (a), ``coach_trusts_us`` (b), ``coach_wants_us`` (c), ``coach_acts`` (d) : bool or missing.
        - ``evidence_tier`` : 1 behaviour that cost something, 2 cheap behaviour, 3 own statement, 4 title only, or
          missing.
        - ``stance`` : float in [-1, 1]; NaN is not known.
        - ``path_strength`` : float in [0, 1], the best chain of at most 4 ties to a decision maker, the product of the
          tie strengths; 1 for a decision maker; NaN where nobody decides or the contact has left.
        - ``key`` : bool, decides, is in the top third by share of the decision, or is held to be influential.
        - ``personal_motive_served`` : bool or missing, our offer serves a personal motive of the contact.
        - ``next_proof`` : str or None, the proof to ask for next, in rising cost: share_criteria, forward_summary,
          reference_call, arrange_meeting, present_alone (ours). None where there is nobody to ask: gone, against us, or
          nobody of ours has met the contact, or it is not known whether anybody has.
        - ``missing`` : tuple of str, which of the four criteria are not known.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError
        If `as_of` is no date.

    See Also
    --------
    check_coverage : the rules on coaches are among its rules.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> criteria = {"coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True}
    >>> G.nodes["coach"].update(criteria, evidence_tier=3, relationship="trusted")
    >>> sg.assess_coaches(G).loc["coach", ["coach_class", "next_proof", "missing"]].tolist()
    ['coach', 'forward_summary', ('coach_acts',)]
    """
    return coaches_of(gather_facts(G, as_of=as_of))


def coaches_of(facts: Facts) -> pd.DataFrame:
    """Return the table of :func:`assess_coaches` from what is known."""
    import pandas as pd  # noqa: PLC0415  the rules need no pandas

    contacts = sorted(
        facts.contacts.values(),
        key=lambda contact: (CLASS_ORDER.index(contact.coach_class), *_promise(contact), contact.id),
    )
    records = [_record(contact) for contact in contacts]
    index = pd.Index([contact.id for contact in contacts], name="contact_id", dtype="object")
    columns = {
        name: pd.Series([record[name] for record in records], index=index, dtype=dtype)
        for name, dtype in _DTYPES.items()
    }
    return pd.DataFrame(columns, index=index)


def _promise(contact: Contact) -> tuple[bool, bool, float]:
    """Return what contacts of one class are sorted by, the most promising first."""
    return (not contact.promising, not (contact.stance or 0.0) > 0, -(contact.path or 0.0))


def _record(contact: Contact) -> dict[str, Any]:
    seen = contact.evidence
    criteria = {name: contact.cells.get(name) for name in CRITERIA}
    return {
        "coach_class": contact.coach_class,
        "labelled_coach": contact.labelled,
        **criteria,
        "evidence_tier": contact.tier,
        "stance": math.nan if contact.stance is None else contact.stance,
        "path_strength": math.nan if contact.path is None else contact.path,
        "key": contact.key,
        "personal_motive_served": seen.motive_served,
        "next_proof": next_proof(
            seen, contact.coach_class, decides="decision_maker" in contact.roles, met=contact.contacted
        ),
        "missing": tuple(name for name, met in criteria.items() if met is None),
    }
