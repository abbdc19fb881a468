"""How complete our file on each contact is, and what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import by_share, or_none, share_of, typed_frame
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["dossier_completeness", "dossiers_of"]

_PACKAGE = "stakeholder_graph.analysis.relations"

_PARTS = {
    "personal": ("family", "interests", "habits", "style"),
    "interpersonal": ("reports_to", "colleagues", "friends", "suppliers"),
    "work": ("duties", "results", "goals", "ways_of_working", "prospects"),
}
_ITEMS = tuple(item for items in _PARTS.values() for item in items)

# The order in which to ask, the most useful first; ours: what the offer can be tied to, who else counts, how to speak
# to the person, and private matters last.
_MOST_USEFUL = (
    "goals",
    "results",
    "duties",
    "reports_to",
    "ways_of_working",
    "colleagues",
    "style",
    "suppliers",
    "prospects",
    "habits",
    "friends",
    "interests",
    "family",
)

_TOP_LEVEL = 1

_DTYPES = {
    "name": "object",
    "share": "float64",
    **dict.fromkeys(_PARTS, "float64"),
    "total": "float64",
    "missing": "object",
    "next_item": "object",
    "next_question": "object",
}


def dossier_completeness(G: nx.DiGraph[Any], *, lang: Language = "en") -> pd.DataFrame:
    """Say how much of the file on each active contact is filled in, and what to ask next.

    The file has three parts: the person (``family``, ``interests``, ``habits``, ``style``), those around the person
    (``reports_to``, ``colleagues``, ``friends``, ``suppliers``), and the work (``duties``, ``results``, ``goals``,
    ``ways_of_working``, ``prospects``): 13 columns of the contacts table, each of which counts the same (ours).

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    lang : {"en", "zh"}, default "en"
        The language of ``next_question``.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``, the active contacts by the size of their share of the decision, then by id.

        - ``name`` : str; ``share`` : float, share of the decision as in :func:`rank_contacts`.
        - ``personal``, ``interpersonal``, ``work`` : float in [0, 1], the part of the items that is known.
        - ``total`` : float in [0, 1], the same for all items.
        - ``missing`` : tuple of str, the columns that are not known, in the order above.
        - ``next_item`` : str or None, the most useful of them (ours: goals and results first, private matters last).
        - ``next_question`` : str or None, what to ask about it.

        A tie of influence stands in for ``colleagues``, and a title or a function for ``duties``. ``reports_to`` does
        not count for outsiders and for level 1.

        ``.attrs`` holds ``personal``, ``interpersonal``, ``work`` and ``total`` of the account: the means weighted by
        the sizes of the shares of the decision, None for an empty map.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If there is no such language.

    See Also
    --------
    motive_table : what moves the contacts, which is not part of the file.

    Notes
    -----
    These are personal data. Keep what the purchase needs and what you would show to the person; what nobody told you
    freely does not belong here. A full file is no aim in itself, and the law where the person lives comes first.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.nodes["cfo"].update(goals="Cash before growth", style="leading")
    >>> row = sg.dossier_completeness(G).loc["cfo"]
    >>> float(row["total"])  # goals, style, a title and ties: 4 of 12, since nobody stands above level 1
    0.3333333333333333
    >>> row["next_question"]
    'What is cfo measured by, and what has cfo achieved?'
    """
    return dossiers_of(gather_facts(G), lang=lang)


def dossiers_of(facts: Facts, *, lang: Language = "en") -> pd.DataFrame:
    """Return the table of :func:`dossier_completeness` for facts that are gathered already."""
    check_option("language", lang, LANGUAGES)
    tied = {contact for tie in facts.ties for contact in tie}
    contacts = by_share(facts.active)
    records = [_record(facts, contact, lang, tied=contact.id in tied) for contact in contacts]
    table = typed_frame(records, _DTYPES, index="contact_id")
    for part in (*_PARTS, "total"):
        held = ((contact, record[part]) for contact, record in zip(contacts, records, strict=True))
        table.attrs[part] = or_none(share_of(held))
    return table


def _record(facts: Facts, contact: Contact, lang: Language, *, tied: bool) -> dict[str, Any]:
    known = {item: item in contact.cells for item in _ITEMS}
    known["colleagues"] |= tied
    known["duties"] |= "title" in contact.cells or contact.function is not None
    if contact.outside or contact.level == _TOP_LEVEL:
        del known["reports_to"]
    parts = {part: [known[item] for item in items if item in known] for part, items in _PARTS.items()}
    next_item = next((item for item in _MOST_USEFUL if known.get(item) is False), None)
    name = facts.names[contact.id]
    return {
        "contact_id": contact.id,
        "name": name,
        "share": contact.share,
        **{part: sum(held) / len(held) for part, held in parts.items()},
        "total": sum(known.values()) / len(known),
        "missing": tuple(item for item, held in known.items() if not held),
        "next_item": next_item,
        "next_question": None if next_item is None else say(_PACKAGE, "dossier", next_item, lang, name=name),
    }
