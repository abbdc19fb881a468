"""How the motives of one contact add up: for the organisation, for the person, and against the stance we have noted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, get_args

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.motive import motive_pull, motive_sign, weighted_mean
from stakeholder_graph.analysis.facts.tables import by_share, or_none, share_of, typed_frame
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.vocabulary.motives import MOTIVE_KINDS, SERVED_CONCERNS
from stakeholder_graph.vocabulary.options import check_number

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["MotivePattern", "alignment_of", "motive_alignment"]

PERSONAL_WEIGHT = 0.5  # ours: what it does for the person counts as much as what it does for the organisation
LARGE_GAP = 0.5  # ours: a quarter of the scale of stances

MotivePattern = Literal["aligned_for", "hidden_blocker", "personal_friend", "aligned_against", "mixed", "unknown"]

# Which way the organisational and the personal motives pull, where both pull one way or the other.
_PATTERNS: dict[tuple[int | None, int | None], MotivePattern] = {
    (1, 1): "aligned_for",
    (1, -1): "hidden_blocker",
    (-1, 1): "personal_friend",
    (-1, -1): "aligned_against",
}

_DTYPES = {
    "name": "object",
    "share": "float64",
    "m_org": "float64",
    "m_per": "float64",
    "basis": "object",
    "implied_stance": "float64",
    "alignment": "float64",
    "inner_conflict": "float64",
    "pattern": "object",
    "stance": "float64",
    "stance_gap": "float64",
    "gap_large": "boolean",
    "serves": "object",
    "pains": "int64",
    "gains": "int64",
    "motives": "int64",
    "missing": "object",
}


def motive_alignment(
    G: nx.DiGraph[Any],
    *,
    personal_weight: float = PERSONAL_WEIGHT,
    large_gap: float = LARGE_GAP,
    as_of: dt.date | None = None,
) -> pd.DataFrame:
    """Add up the motives of every active contact and hold them against the stance.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    personal_weight : float, default 0.5
        Weight omega of the personal motives in the implied stance, in [0, 1]; ours.
    large_gap : float, default 0.5
        From this distance on, the stance and the motives do not fit together; above 0; ours.
    as_of : datetime.date, optional
        The date against which dates count as future; by default the graph's own.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, the active contacts by the size of their share of the decision, then by id.

        - ``name`` : str; ``share`` : float, share of the decision as in :func:`rank_contacts`.
        - ``m_org``, ``m_per`` : float in [-1, 1], the strength-weighted direction of the organisational and of the
          personal motives; NaN where none is noted, where a direction is not known, or where the directions differ and
          a strength is not known.
        - ``basis`` : str, what ``implied_stance`` rests on: "both", "organisational", "personal" or "none".
        - ``implied_stance`` : float in [-1, 1], (1 - omega) ``m_org`` + omega ``m_per``; where one of the two is not
          known, the other one alone, and ``basis`` says so; NaN where neither is.
        - ``alignment`` : float in [0, 1], 1 - abs(``m_org`` - ``m_per``) / 2; NaN unless both are known.
        - ``inner_conflict`` : float in [0, 1], the smaller size of the two where one is for us and one against, else
          0; NaN unless both are known.
        - ``pattern`` : str, by which way the two pull: "aligned_for", "aligned_against", "hidden_blocker"
          (organisational for us, personal against), "personal_friend" (the other way round), "mixed" (at least one
          pulls neither way), "unknown". Motives that all pull one way need no strengths, so the pattern can be known
          where ``m_org`` or ``m_per`` is not.
        - ``stance`` : float in [-1, 1], as noted; NaN is not known.
        - ``stance_gap`` : float in [-2, 2], ``stance`` - ``implied_stance``; NaN where either is not known.
        - ``gap_large`` : bool, the gap is at least `large_gap` in size: a motive is missing, or its annotation or the
          stance is wrong; missing where the gap is not known.
        - ``serves`` : tuple of str, the concerns behind the motives, in the customer's order.
        - ``pains``, ``gains`` : int, motives away from a pain and toward a gain.
        - ``motives`` : int, how many are noted.
        - ``missing`` : tuple of str, what a full answer lacks: "organisational", "personal" (no motive of the kind),
          "direction", "strength" (of a motive, where it is needed), "stance".

        ``.attrs`` holds ``personal_weight``, ``large_gap``, ``patterns`` (contacts by pattern), and ``known``: the part
        of these contacts' shares of the decision whose ``implied_stance`` is known, in [0, 1], None for an empty map.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError
        If an option is no number or out of range.

    See Also
    --------
    motive_table : the motives one by one.
    motive_conflicts : whose motives run against whose.
    check_coverage : rule MOT-006 finds the same hidden blockers.

    Notes
    -----
    The implied stance is no forecast: it says what the stance would be if the motives that we have noted were all that
    moves the contact. The formulas are ours.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_motive("it", "organisational", "Fewer stops at night", direction=0.8)
    >>> G.add_motive("it", "personal", "A smaller team", direction=-0.6)
    >>> row = sg.motive_alignment(G).loc["it"]
    >>> row["pattern"], bool(row["gap_large"])
    ('hidden_blocker', True)
    >>> row[["implied_stance", "alignment", "inner_conflict", "stance_gap"]].astype(float).round(2).to_dict()
    {'implied_stance': 0.1, 'alignment': 0.3, 'inner_conflict': 0.6, 'stance_gap': -0.6}
    """
    return alignment_of(gather_facts(G, as_of=as_of), personal_weight=personal_weight, large_gap=large_gap)


def alignment_of(
    facts: Facts, *, personal_weight: float = PERSONAL_WEIGHT, large_gap: float = LARGE_GAP
) -> pd.DataFrame:
    """Return the table of :func:`motive_alignment` for facts that are gathered already."""
    check_number("personal_weight", personal_weight, "[0, 1]")
    check_number("large_gap", large_gap, "(0, inf]")
    contacts = by_share(facts.active)
    records = [_record(facts, contact, personal_weight, large_gap) for contact in contacts]
    table = typed_frame(records, _DTYPES, index="contact_id")
    patterns = Counter(record["pattern"] for record in records)
    known = [float(record["basis"] != "none") for record in records]
    table.attrs = {
        "personal_weight": personal_weight,
        "large_gap": large_gap,
        "patterns": {pattern: patterns[pattern] for pattern in get_args(MotivePattern)},
        "known": or_none(share_of(zip(contacts, known, strict=True))),
    }
    return table


def _record(facts: Facts, contact: Contact, personal_weight: float, large_gap: float) -> dict[str, Any]:
    pulls = {kind: motive_pull(contact.motives_of(kind)) for kind in MOTIVE_KINDS}
    m_org, m_per = pulls.values()
    weights = dict(zip(pulls, (1.0 - personal_weight, personal_weight), strict=True))
    carrying = [kind for kind, pull in pulls.items() if pull is not None and weights[kind]]
    implied = weighted_mean((pulls[kind], weights[kind]) for kind in carrying)
    gap = None if implied is None or contact.stance is None else round(contact.stance - implied, SCORE_DIGITS)
    drives = Counter(motive.drive for motive in contact.motives)
    return {
        "contact_id": contact.id,
        "name": facts.names[contact.id],
        "share": contact.share,
        "m_org": m_org,
        "m_per": m_per,
        "basis": "both" if len(carrying) == len(pulls) else "".join(carrying) or "none",
        "implied_stance": implied,
        "alignment": None if m_org is None or m_per is None else 1.0 - abs(m_org - m_per) / 2.0,
        "inner_conflict": _inner_conflict(m_org, m_per),
        "pattern": _pattern(contact),
        "stance": contact.stance,
        "stance_gap": gap,
        "gap_large": None if gap is None else abs(gap) >= large_gap,
        "serves": tuple(word for word in SERVED_CONCERNS if any(word == motive.serves for motive in contact.motives)),
        "pains": drives["pain"],
        "gains": drives["gain"],
        "motives": len(contact.motives),
        "missing": _missing(contact, pulls),
    }


def _inner_conflict(m_org: float | None, m_per: float | None) -> float | None:
    if m_org is None or m_per is None:
        return None
    return min(abs(m_org), abs(m_per)) if m_org * m_per < 0 else 0.0


def _pattern(contact: Contact) -> MotivePattern:
    kinds = [contact.motives_of(kind) for kind in MOTIVE_KINDS]
    organisational, personal = (motive_sign(motives) if motives else None for motives in kinds)
    if organisational is None or personal is None:
        return "unknown"
    return _PATTERNS.get((organisational, personal), "mixed")


def _missing(contact: Contact, pulls: dict[str, float | None]) -> tuple[str, ...]:
    """Return what is missing for a full answer, in a fixed order."""
    noted = {kind: contact.motives_of(kind) for kind in pulls}
    undirected = any(motive.direction is None for motive in contact.motives)
    # A pull that is not known although every direction is lacks strengths.
    unweighted = any(
        pulls[kind] is None and motives and all(motive.direction is not None for motive in motives)
        for kind, motives in noted.items()
    )
    lacks = {
        **{kind: not motives for kind, motives in noted.items()},
        "direction": undirected,
        "strength": unweighted,
        "stance": contact.stance is None,
    }
    return tuple(key for key, lacking in lacks.items() if lacking)
