"""Our relation with each contact from both sides: what our offer does for them, and how well who of ours knows them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.bond import Bond
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.motive import motive_pull
from stakeholder_graph.analysis.facts.tables import by_share, or_none, share_of, typed_frame
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.vocabulary.options import check_number
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.contact import Contact, Teammate
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["balance_of", "relationship_balance"]

MARGIN = 0.1  # ours: sides that differ by no more than that are even
_NOT_KNOWN = Bond()
_NOT_MET = (None, "none")
_TOP_LEVEL = 1
_THREAD = RELATIONSHIP_STEPS.order("familiar")  # the step from which a relationship carries a thread
_RETURNED = ("coach_acts", "coach_trusts_us", "coach_wants_us")  # what a contact can give back; see also introductions

_DTYPES = {
    "name": "object",
    "share": "float64",
    "best_teammate": "object",
    "step": "object",
    "trend": "object",
    "threads": "Int64",
    "total": "float64",
    "unknown_bonds": "int64",
    "rational": "float64",
    "relational": "float64",
    "weaker": "object",
    "reciprocity": "float64",
    "signs": "int64",
    "level": "Int64",
    "best_level": "Int64",
    "level_gap": "Int64",
    "peer": "object",
}


def relationship_balance(G: nx.DiGraph[Any], *, as_of: dt.date | None = None, margin: float = MARGIN) -> pd.DataFrame:
    """Weigh what our offer does for each active contact against how well we know them.

    Rational facts and felt relationship are two sides of every contact. Both need work, the weaker one first.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    as_of : datetime.date, optional
        Today; by default the graph's own date.
    margin : float, default 0.1
        Sides that differ by no more than that are even; at least 0; ours.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, the active contacts by the size of their share of the decision, then by id.

        - ``name`` : str; ``share`` : float, share of the decision as in :func:`rank_contacts`.
        - ``best_teammate`` : str, who of ours has the strongest relationship today; missing where that is not known or
          nobody has any, or where the contact's own row does not say who.
        - ``step``, ``trend`` : str or missing, of that relationship.
        - ``threads`` : int, how many of ours are familiar with the contact or more; missing where no relationship is
          known.
        - ``total`` : float of at least 0, the strengths of all our relationships with the contact together; NaN where
          none is known.
        - ``unknown_bonds`` : int, relationships on record whose step nobody knows; ``threads`` and ``total`` are at
          least what they say.
        - ``rational`` : float in [0, 1], how far our offer serves what the contact wants for the organisation,
          (1 + ``m_org``) / 2 with ``m_org`` as in :func:`motive_alignment`; .5 is neither way, NaN is not known.
        - ``relational`` : float in [0, 1], the strongest relationship of ours today; NaN is not known.
        - ``weaker`` : str, the side to work on first: "rational", "relational", "even", or "unknown" where either is.
        - ``reciprocity`` : float in [0, 1], of the signs that are known, how many say that the contact gives something
          back (ours): has acted for us, trusts us, wants us to win, would introduce us to somebody; NaN where no sign
          is known.
        - ``signs`` : int in [0, 4], how many of the four are known.
        - ``level`` : int of at least 1 or missing, the contact's seniority, 1 is the top; ``best_level`` : the most
          senior level among those of ours who have met the contact; missing where nobody has, or where a level or a
          meeting that is not known could change it.
        - ``level_gap`` : int, ``level`` - ``best_level``: 0 where level meets level, below 0 where the contact stands
          so many levels above the most senior of ours who have met them, above 0 where ours stand higher; missing where
          either is.
        - ``peer`` : str or missing, somebody of ours on the contact's level who could meet them, where nobody of that
          level or above is known to have done so; the same function first, then by id.

        ``.attrs`` holds ``margin`` and, as parts of these contacts' shares of the decision, ``known_rational`` and
        ``known_relational``: how much of the decision is in the hands of those of whom the side is known, in [0, 1];
        None for an empty map.

    Raises
    ------
    SchemaError
        If the graph breaks the schema; a last contact after `as_of` does.
    OptionError
        If `as_of` is no date, or `margin` is below 0.

    See Also
    --------
    relationship_strength : the relationships one by one, and how they fade.
    motive_alignment : both kinds of motives.
    check_coverage : rule COV-016 is about executives whom no executive of ours knows.

    Notes
    -----
    The two sides are on one scale by our choice: an offer that serves the organisation fully stands beside a
    relationship that never fails. Read which one is weaker, not by how much.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_motive("coo", "organisational", "Fewer stops", direction=0.6)
    >>> G.add_teammate("t1", name="Ana", level=3)
    >>> G.add_teammate("t2", name="Bo", level=1)
    >>> G.add_relationship("t1", "coo", relationship="acquainted")
    >>> row = sg.relationship_balance(G).loc["coo"]
    >>> float(row["rational"]), float(row["relational"]), row["weaker"]
    (0.8, 0.35, 'relational')
    >>> int(row["level_gap"]), row["peer"]  # the COO is on level 1
    (-2, 't2')
    """
    return balance_of(gather_facts(G, as_of=as_of), margin=margin)


def balance_of(facts: Facts, *, margin: float = MARGIN) -> pd.DataFrame:
    """Return the table of :func:`relationship_balance` for facts that are gathered already."""
    check_number("margin", margin, "[0, inf)")
    introductions: dict[str, list[float]] = {}
    for (source, _), tie in facts.ties.items():
        if tie.get("introduction") is not None:
            introductions.setdefault(source, []).append(tie["introduction"])
    contacts = by_share(facts.active)
    records = []
    for contact in contacts:
        sides = _sides(facts, contact, margin)
        returned = _returned(contact, introductions.get(contact.id, []))
        records.append({"contact_id": contact.id, **sides, **returned, **_levels(facts, contact)})
    table = typed_frame(records, _DTYPES, index="contact_id")
    table.attrs = {"margin": margin}
    for side in ("rational", "relational"):
        known = [float(record[side] is not None) for record in records]
        table.attrs[f"known_{side}"] = or_none(share_of(zip(contacts, known, strict=True)))
    return table


def _sides(facts: Facts, contact: Contact, margin: float) -> dict[str, Any]:
    today = [(bond, bond.strength(facts.as_of)) for bond in contact.counted_bonds]
    known = [(bond, strength) for bond, strength in today if strength is not None]
    best, relational = _strongest(known, unknown=len(today) - len(known))
    pull = motive_pull(contact.motives_of("organisational"))
    rational = None if pull is None else (1.0 + pull) / 2.0
    return {
        "name": facts.names[contact.id],
        "share": contact.share,
        "best_teammate": best.teammate if relational else None,
        "step": best.step,
        "trend": best.trend,
        "threads": sum(_is_thread(bond) for bond, _ in known) if known else None,
        "total": math.fsum(strength for _, strength in known) if known else None,
        "unknown_bonds": len(today) - len(known),
        "rational": rational,
        "relational": relational,
        "weaker": _weaker(rational, relational, margin),
    }


def _strongest(known: list[tuple[Bond, float]], unknown: int) -> tuple[Bond, float | None]:
    """Return the strongest relationship; not known where one that nobody knows may be above none and the others not."""
    ranked = sorted(known, key=lambda pair: (-round(pair[1], SCORE_DIGITS), pair[0].teammate or ""))
    return (_NOT_KNOWN, None) if not ranked or (unknown and not ranked[0][1]) else ranked[0]


def _is_thread(bond: Bond) -> bool:
    return bond.step is not None and RELATIONSHIP_STEPS.order(bond.step) >= _THREAD


def _weaker(rational: float | None, relational: float | None, margin: float) -> str:
    if rational is None or relational is None:
        return "unknown"
    lead = round(rational - relational, SCORE_DIGITS)
    return "even" if abs(lead) <= margin else "relational" if lead > 0 else "rational"


def _returned(contact: Contact, introductions: list[float]) -> dict[str, Any]:
    """Return how much comes back from a contact, and how many signs that rests on."""
    signs = [contact.cells.get(sign) for sign in _RETURNED]
    signs.append(any(introductions) if introductions else None)
    known = [sign for sign in signs if sign is not None]
    return {"reciprocity": sum(known) / len(known) if known else None, "signs": len(known)}


def _levels(facts: Facts, contact: Contact) -> dict[str, Any]:
    mates = [(facts.team[bond.teammate], bond.step) for bond in contact.bonds if bond.teammate is not None]
    level, best = contact.level, _best_level(mates)
    return {
        "level": level,
        "best_level": best,
        "level_gap": None if best is None or level is None else level - best,
        "peer": None if level is None else _peer(facts, level, contact.function, mates),
    }


def _best_level(mates: list[tuple[Teammate, str | None]]) -> int | None:
    """Return the most senior level of ours who have met a contact; None where what is not known could change it."""
    best = min((mate.level for mate, step in mates if mate.level is not None and step not in _NOT_MET), default=None)
    if best is None or best == _TOP_LEVEL:
        return best
    # Whoever may have met the contact and may stand higher.
    open_ones = [mate for mate, step in mates if step != "none" and (mate.level is None or mate.level < best)]
    return None if open_ones else best


def _peer(facts: Facts, level: int, function: str | None, mates: list[tuple[Teammate, str | None]]) -> str | None:
    if any(mate.level is not None and mate.level <= level and step not in _NOT_MET for mate, step in mates):
        return None
    perhaps_met = {mate.id for mate, step in mates if step != "none"}
    peers = [mate for mate in facts.team.values() if mate.level == level and mate.id not in perhaps_met]
    elsewhere = {mate.id: mate.function is None or mate.function != function for mate in peers}
    return min(elsewhere, key=lambda mate: (elsewhere[mate], mate), default=None)
