"""What moves each contact, motive by motive: for or against our offer, how sure we are, and when to ask again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.vocabulary.coaching import TITLE_ONLY
from stakeholder_graph.vocabulary.motives import DRIVES, MOTIVE_KINDS, SERVED_CONCERNS
from stakeholder_graph.vocabulary.options import check_number
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.facts.motive import Motive

__all__ = ["motive_table", "motives_of"]

_PACKAGE = "stakeholder_graph.analysis.motives"
REVIEW_DAYS = 90  # ours: motives are reviewed again and again, at least once a quarter

_DTYPES = {
    "contact_id": "object",
    "name": "object",
    "status": "object",
    "kind": "object",
    "description": "object",
    "direction": "float64",
    "strength": "float64",
    "topic": "object",
    "drive": "object",
    "serves": "object",
    "disclosure": "object",
    "evidence": "object",
    "evidence_tier": "Int64",
    "confidence": "float64",
    "verified_on": "datetime64[s]",
    "age_days": "Int64",
    "review_due": "boolean",
    "speaks_for_us": "boolean",
    "next_step": "object",
}


def motive_table(
    G: nx.DiGraph[Any], *, as_of: dt.date | None = None, review_days: float = REVIEW_DAYS, lang: Language = "en"
) -> pd.DataFrame:
    """List the motives of all contacts, with what to do about each.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    as_of : datetime.date, optional
        The day from which ages are counted back; by default the graph's own.
    review_days : float, default 90
        A motive verified longer ago than this is due for review; at least 0; ours.
    lang : {"en", "zh"}, default "en"
        The language of ``next_step``.

    Returns
    -------
    pandas.DataFrame
        One row a motive, numbered from 0: by contact id, within a contact the strongest first, unknown strengths last.

        - ``contact_id``, ``name`` : str, whose motive it is.
        - ``status`` : str, "active", "left" or "placeholder".
        - ``kind`` : str, "organisational" or "personal".
        - ``description`` : str or missing.
        - ``direction`` : float in [-1, 1], our offer serves it (+1) or works against it (-1); NaN is not known.
        - ``strength`` : float in [0, 1], how much it matters to the contact; NaN is not known.
        - ``topic`` : str or missing, what it is about.
        - ``drive`` : str or missing, "pain" (away from) or "gain" (toward).
        - ``serves`` : str or missing, the customer's concern behind it: "own_customers", "competitors" or "career".
        - ``disclosure`` : str or missing, "stated", "inferred" or "hidden".
        - ``evidence`` : str or missing.
        - ``evidence_tier`` : 1 behaviour that cost something, 2 cheap behaviour, 3 own statement, 4 title only, or
          missing.
        - ``confidence`` : float in [0, 1), how sure we are; NaN is not known.
        - ``verified_on`` : date (datetime64[s]) or missing.
        - ``age_days`` : int of at least 0, days since then; missing where either date is not known.
        - ``review_due`` : bool, older than `review_days`; missing where the age is not known.
        - ``speaks_for_us`` : bool, the direction is above 0; missing where it is not known.
        - ``next_step`` : str, what to do about it (ours): by what our offer does to the motive, and by whether it can
          be spoken of openly. Only a motive that is stated, and not guessed from the title, can. Missing where the
          contact is not active.

        ``.attrs`` counts among the active contacts: ``contacts``, ``without_motives`` (contacts of whom none is noted),
        and motives by ``serves`` and by ``drive``, each in the customer's order with ``"unknown"`` last;
        ``review_due`` and ``undated`` (no age known).

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError
        If `as_of` is no date, or `review_days` is below 0.
    UnknownTermError
        If there is no such language.

    See Also
    --------
    motive_alignment : how the motives of one contact add up.
    motive_conflicts : whose motives run against whose.

    Notes
    -----
    What a customer cares about has an order: first the own customers, then the competitors, then the own career.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_motive("it", "organisational", "Fewer stops at night", direction=0.8, strength=0.5, disclosure="stated")
    >>> G.add_motive("it", "personal", "A smaller team", direction=-0.6, strength=0.9, disclosure="hidden")
    >>> sg.motive_table(G)[["description", "speaks_for_us"]].values.tolist()
    [['A smaller team', False], ['Fewer stops at night', True]]
    >>> sg.motive_table(G)["next_step"].tolist()[1]
    'Say how our offer serves it.'
    """
    return motives_of(gather_facts(G, as_of=as_of), review_days=review_days, lang=lang)


def motives_of(facts: Facts, *, review_days: float = REVIEW_DAYS, lang: Language = "en") -> pd.DataFrame:
    """Return the table of :func:`motive_table` for facts that are gathered already."""
    check_number("review_days", review_days, "[0, inf)")
    check_option("language", lang, LANGUAGES)
    records = [
        _record(facts, contact, motive, review_days, lang)
        for contact in facts.contacts.values()
        for motive in contact.motives
    ]
    records.sort(key=_place)
    table = typed_frame(records, _DTYPES)
    table.attrs.update(_counts(facts, records))
    return table


def _record(facts: Facts, contact: Contact, motive: Motive, review_days: float, lang: Language) -> dict[str, Any]:
    age = None
    if facts.as_of is not None and motive.verified_on is not None:
        age = (facts.as_of - motive.verified_on).days
    return {
        "contact_id": contact.id,
        "name": facts.names[contact.id],
        "status": contact.status,
        "kind": motive.kind,
        "description": motive.description,
        "direction": motive.direction,
        "strength": motive.strength,
        "topic": motive.topic,
        "drive": motive.drive,
        "serves": motive.serves,
        "disclosure": motive.disclosure,
        "evidence": motive.evidence,
        "evidence_tier": motive.tier,
        "confidence": motive.confidence,
        "verified_on": motive.verified_on,
        "age_days": age,
        "review_due": None if age is None else age > review_days,
        "speaks_for_us": None if motive.direction is None else motive.direction > 0,
        "next_step": say(_PACKAGE, "motives", _next_step(motive), lang) if contact.active else None,
    }


def _next_step(motive: Motive) -> str:
    """Return the key of what to do about a motive."""
    if motive.direction is None:
        return "unknown"
    effect = "serves" if motive.direction > 0 else "hurts" if motive.direction < 0 else "neither"
    if motive.disclosure == "hidden":
        return f"{effect}_hidden"
    is_open = motive.disclosure == "stated" and motive.tier != TITLE_ONLY
    return f"{effect}_{'open' if is_open else 'guessed'}"


def _place(record: dict[str, Any]) -> tuple[Any, ...]:
    """Return what rows are sorted by; everything that a row says, so that no order of building shows."""
    strength = record["strength"]
    first = (record["contact_id"], strength is None, -(strength or 0.0), MOTIVE_KINDS.order(record["kind"]))
    return (*first, *(str(record[column]) for column in _DTYPES))


def _counts(facts: Facts, records: list[dict[str, Any]]) -> dict[str, Any]:
    current = [record for record in records if record["status"] == "active"]
    counts: dict[str, Any] = {
        "contacts": len(facts.active),
        "without_motives": sum(not contact.motives for contact in facts.active),
    }
    for column, words in (("serves", SERVED_CONCERNS), ("drive", DRIVES)):
        seen = Counter(record[column] for record in current)
        counts[column] = {**{word: seen[word] for word in words}, "unknown": seen[None]}
    counts["review_due"] = sum(record["review_due"] is True for record in current)
    counts["undated"] = sum(record["age_days"] is None for record in current)
    return counts
