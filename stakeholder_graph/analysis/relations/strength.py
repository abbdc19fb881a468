"""How strong each relationship is today: the step it has reached, where it is heading, and what silence has cost it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.bond import (
    HALF_LIFE_DAYS,
    HALF_LIFE_GAPS,
    PACE,
    SHORTEST_HALF_LIFE,
    Pace,
    half_life,
)
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.errors import OptionError
from stakeholder_graph.vocabulary.options import check_number

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.bond import Bond
    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["relationship_strength", "strengths_of"]

FADING_FROM = 0.25  # ours: the part of the strength that is lost when it is time to call
# Silence for more than eight usual gaps means that the tie most likely decayed (Navarro et al. 2017); here that leaves
# a quarter of the strength. To apply it to every relationship is ours.
FADED_FROM = 0.75

_DTYPES = {
    "contact_id": "object",
    "name": "object",
    "status": "object",
    "teammate": "object",
    "teammate_name": "object",
    "step": "object",
    "trend": "object",
    "nominal": "float64",
    "strength": "float64",
    "lost": "float64",
    "fading": "object",
    "last_contact": "datetime64[s]",
    "days_since": "Int64",
    "half_life": "float64",
    "half_life_basis": "object",
    "dated": "bool",
    "confidence": "float64",
}


def relationship_strength(
    G: nx.DiGraph[Any],
    *,
    as_of: dt.date | None = None,
    half_life_days: float = HALF_LIFE_DAYS,
    half_life_gaps: float = HALF_LIFE_GAPS,
    shortest_half_life: float = SHORTEST_HALF_LIFE,
    fading_from: float = FADING_FROM,
    faded_from: float = FADED_FROM,
) -> pd.DataFrame:
    """List how strong each of our relationships is today, and how much of it has faded.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    as_of : datetime.date, optional
        Today; by default the graph's own date.
    half_life_days : float, default 180
        Days after which half of the strength is left, where a relationship says neither its half-life nor the usual gap
        between two contacts; above 0; ours.
    half_life_gaps : float, default 4
        The half-life in usual gaps, where those are given; above 0; ours, after Navarro et al. (2017).
    shortest_half_life : float, default 30
        The least number of days that the gaps can give; above 0; ours.
    fading_from, faded_from : float, default 0.25 and 0.75
        The parts lost from which a relationship is called fading and faded, in [0, 1], the first not above the second;
        ours.

    Returns
    -------
    pandas.DataFrame
        One row a teammate and contact, numbered from 0: the strongest first, then by ids, unknown strengths last. Where
        no teammate's row is known, what the contact's own row says is a row without a teammate. Contacts who have left
        are listed too.

        - ``contact_id``, ``name`` : str.
        - ``status`` : str, of the contact: "active", "left" or "placeholder".
        - ``teammate``, ``teammate_name`` : str, who of ours; missing where nobody says who.
        - ``step`` : str, "none", "first_contact", "acquainted", "familiar", "trusted" or "relied_upon"; missing where
          it is not known.
        - ``trend`` : str or missing, "tested", "stimulated", "strained", "eased" or "steady".
        - ``nominal`` : float in [0, 1], what the step or the given strength is worth before trend and fading; NaN is
          not known.
        - ``strength`` : float in [0, 1], what is left of it today; NaN where ``nominal`` is not known. Where no date is
          known nothing fades: then it is what is left at most, and ``dated`` is False.
        - ``lost`` : float in [0, 1], the part lost to silence; NaN where that cannot be reckoned or there is nothing to
          lose.
        - ``fading`` : str, "fresh", "fading" or "faded"; missing where ``lost`` is.
        - ``last_contact`` : date (datetime64[s]) or missing; ``days_since`` : int of at least 0, or missing.
        - ``half_life`` : float above 0, days; ``half_life_basis`` : str, what it rests on: "given", "usual gap" or
          "default".
        - ``dated`` : bool, the fading could be reckoned.
        - ``confidence`` : float in [0, 1), how sure we are; NaN is not known.

        ``.attrs`` holds ``relationships`` (rows), ``unknown`` (rows without a strength), ``undated`` (rows above none
        with a strength from which nothing fades for want of a date), ``contacts_without`` (active contacts without any
        row).

    Raises
    ------
    SchemaError
        If the graph breaks the schema; a last contact after `as_of` does.
    OptionError
        If an option is out of range.

    See Also
    --------
    relationship_balance : the same a contact, with what is missing on each side.

    Notes
    -----
    The strength is r 2^(-days / half-life). r is the strength given; else that of the step (none 0, first contact .2,
    acquainted .35, familiar .55, trusted .8, relied upon .95; ours), which a trend moves by a fifth of the way to the
    next step: up where the relationship is stimulated or eased, down where it is strained (ours). Eight usual gaps of
    silence leave a quarter.

    References
    ----------
    Navarro, H., Miritello, G., Canales, A., & Moro, E. (2017). Temporal patterns behind the strength of persistent
    ties. EPJ Data Science 6(31).

    Examples
    --------
    >>> import datetime as dt
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1", name="Ana")
    >>> G.add_relationship("t1", "coo", relationship="trusted", last_contact=dt.date(2026, 1, 1))
    >>> sg.relationship_strength(G, as_of=dt.date(2026, 6, 30))[["strength", "lost", "fading"]].values.tolist()
    [[0.4, 0.5, 'fading']]
    """
    pace = Pace(half_life_days, half_life_gaps, shortest_half_life)
    return strengths_of(gather_facts(G, as_of=as_of), pace=pace, fading_from=fading_from, faded_from=faded_from)


def strengths_of(
    facts: Facts, *, pace: Pace = PACE, fading_from: float = FADING_FROM, faded_from: float = FADED_FROM
) -> pd.DataFrame:
    """Return the table of :func:`relationship_strength` for facts that are gathered already."""
    _check_pace(pace)
    for option, part in (("fading_from", fading_from), ("faded_from", faded_from)):
        check_number(option, part, "[0, 1]")
    if fading_from > faded_from:
        raise OptionError("fading_from, faded_from", (fading_from, faded_from), "two parts in [0, 1] in rising order")
    records = []
    for contact in facts.contacts.values():
        for bond in contact.counted_bonds:
            record = _record(facts, contact, bond, pace)
            record["fading"] = _fading(record["lost"], fading_from, faded_from)
            records.append(record)
    records.sort(key=_place)
    table = typed_frame(records, _DTYPES)
    table.attrs = {
        "relationships": len(records),
        "unknown": sum(record["strength"] is None for record in records),
        "undated": sum(bool(record["strength"]) and not record["dated"] for record in records),
        "contacts_without": sum(not contact.counted_bonds for contact in facts.active),
    }
    return table


def _check_pace(pace: Pace) -> None:
    options = {
        "half_life_days": pace.half_life_days,
        "half_life_gaps": pace.gaps,
        "shortest_half_life": pace.shortest_days,
    }
    for option, value in options.items():
        check_number(option, value, "(0, inf)")


def _record(facts: Facts, contact: Contact, bond: Bond, pace: Pace) -> dict[str, Any]:
    mate = facts.team.get(bond.teammate or "")
    strength, left = bond.strength(facts.as_of, pace), bond.left(facts.as_of, pace)
    since = None if facts.as_of is None or bond.last_contact is None else (facts.as_of - bond.last_contact).days
    return {
        "contact_id": contact.id,
        "name": facts.names[contact.id],
        "status": contact.status,
        "teammate": bond.teammate,
        "teammate_name": None if mate is None else mate.label,
        "step": bond.step,
        "trend": bond.trend,
        "nominal": bond.reliability,
        "strength": strength,
        "lost": None if left is None or not bond.reliability else 1.0 - left,
        "last_contact": bond.last_contact,
        "days_since": since,
        "half_life": half_life(bond, pace),
        "half_life_basis": _half_life_basis(bond),
        "dated": bond.fades(facts.as_of),
        "confidence": bond.confidence,
    }


def _half_life_basis(bond: Bond) -> str:
    if bond.half_life_days is not None:
        return "given"
    return "default" if bond.usual_gap_days is None else "usual gap"


def _fading(lost: float | None, fading_from: float, faded_from: float) -> str | None:
    if lost is None:
        return None
    part = round(lost, SCORE_DIGITS)
    return "faded" if part >= faded_from else "fading" if part >= fading_from else "fresh"


def _place(record: dict[str, Any]) -> tuple[Any, ...]:
    strength = record["strength"]
    known = (strength is None, -round(strength or 0.0, SCORE_DIGITS))
    return (*known, record["contact_id"], record["teammate"] or "")
