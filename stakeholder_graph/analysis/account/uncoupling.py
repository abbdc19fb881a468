"""Why accounts come apart: a checklist with what the account says, what the map shows, and what has to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from stakeholder_graph.analysis.account.departures import with_departures
from stakeholder_graph.analysis.account.signs import SIGNS, Limits, Note, Sign
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.model.presenting import percent
from stakeholder_graph.vocabulary.accounts import UNCOUPLING_CAUSES
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["signals_of", "uncoupling_signals"]

State = Literal["confirmed", "seen", "cleared", "not_seen", "ask"]

_ROOM = "stakeholder_graph.analysis.account"
_LIMITS = Limits()
_COLUMNS = dict.fromkeys(("label", "state", "evidence", "contacts", "question", "source"), "object")
_SOURCES = {"confirmed": "account", "cleared": "account", "seen": "graph", "not_seen": "graph", "ask": ""}
_OPEN = ("seen", "ask")  # what is settled is not asked again


def uncoupling_signals(
    G: nx.DiGraph[Any],
    *,
    as_of: dt.date | None = None,
    lang: Language = "en",
    recent_days: int = _LIMITS.recent_days,
    silent_days: int = _LIMITS.silent_days,
    lapsed_from: float = _LIMITS.lapsed_from,
    broken_to: float = _LIMITS.broken_to,
    level_gap: int = _LIMITS.level_gap,
    previous: nx.DiGraph[Any] | None = None,
) -> pd.DataFrame:
    """Go through the causes why accounts come apart, with what can be seen of each.

    Five causes are between the people, five in the business. A map of people shows little of the latter, and then says
    so and asks.

    ==========================  ==================================================================================
    their people change         somebody has left or come within 180 days, or they have reorganised; or somebody
                                was in a post on the earlier map and is not any more
    our people change           somebody was in our team on the earlier map and is not any more; without an earlier
                                map, to be asked
    trust breaks                a relationship is strained, a contact does not trust us, or one whom we know has a
                                stance of at most -.6
    no persistence              half of the relationships are silent for more than 90 days, or half of their strength
                                has faded
    cultures differ             to be asked; a hint: whom of theirs nobody of ours within one level meets
    quality fails               to be asked
    the market position         to be asked; a hint: a motive of the organisation about its competitors that our offer
                                works against
    the product or the process  to be asked
    the place in the chain      to be asked; a hint: such a motive about its own customers
    the finances                to be asked
    ==========================  ==================================================================================

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    as_of : datetime.date, optional
        The day to judge by; by default the graph's own. Where neither is given, nothing is called recent or silent.
    lang : {"en", "zh"}, default "en"
        The language of labels, evidence and questions.
    recent_days : int, default 180
        Days for which a change of people counts; ours.
    silent_days : int, default 90
        Days without contact after which a relationship is silent; ours.
    lapsed_from : float, default .5
        Share of silent relationships, or of faded strength, from which persistence is missing, in (0, 1]; ours.
    broken_to : float, default -.6
        Stance up to which trust is broken with somebody whom we know, in [-1, 0); ours.
    level_gap : int, default 2
        People so many levels apart are no peers; at least 1; ours.
    previous : networkx.DiGraph, optional
        An earlier map of the same account, such as the snapshot before; not changed. Who was on it and is not any more
        counts as having left since, however long ago it was taken.

    Returns
    -------
    pandas.DataFrame
        Index ``cause``, the ten causes in the order of the vocabulary.

        - ``label`` : str, the cause in words.
        - ``state`` : str. ``"confirmed"`` and ``"cleared"``: the account notes that it was asked about and is there, or
          is not. ``"seen"`` and ``"not_seen"``: the map shows signs of it, or would show them and does not.
          ``"ask"``: the map cannot tell.
        - ``evidence`` : str, what the account and the map say, hints and gaps included; may be empty.
        - ``contacts`` : tuple of str, the people whom the evidence names.
        - ``question`` : str, what has to be asked; empty where it is settled.
        - ``source`` : str, ``"account"``, ``"graph"``, or empty.

        ``.attrs`` holds ``as_of`` (ISO text or None) and ``states``, how many causes are in each state.

    Raises
    ------
    SchemaError
        If one of the graphs breaks the schema.
    UnknownTermError
        If there are no texts in that language.
    OptionError
        If `as_of` is no date, or a threshold makes no sense.

    See Also
    --------
    account_stage : how far the account has grown, or whether it comes apart.

    Notes
    -----
    A cause that is noted as both confirmed and cleared counts as confirmed. Who has left and is still on the map counts
    as having left within the time where nobody noted the day. That somebody is new on a map is no sign: it may be we
    who are late.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.graph["uncoupling_cleared"] = ("quality_fails",)
    >>> G.nodes["user"]["status"] = "left"
    >>> signals = sg.uncoupling_signals(G)
    >>> signals.loc[["their_people_change", "quality_fails", "finances_change"], "state"].tolist()
    ['seen', 'cleared', 'ask']
    """
    limits = Limits(recent_days, silent_days, lapsed_from, broken_to, level_gap)
    before = None if previous is None else gather_facts(previous)
    return signals_of(gather_facts(G, as_of=as_of), limits, previous=before, lang=lang)


def signals_of(
    facts: Facts, limits: Limits = _LIMITS, *, previous: Facts | None = None, lang: Language = "en"
) -> pd.DataFrame:
    """Return the table of :func:`uncoupling_signals` from what is known, now and on an earlier map."""
    check_option("language", lang, LANGUAGES)
    signs = {cause: with_departures(cause, SIGNS[cause](facts, limits), facts, previous) for cause in UNCOUPLING_CAUSES}
    names = {**({} if previous is None else _names(previous)), **_names(facts)}
    records = [_record(cause, sign, facts, names, lang) for cause, sign in signs.items()]
    table = typed_frame(records, _COLUMNS, index="cause")
    states = [record["state"] for record in records]
    table.attrs = {
        "as_of": None if facts.as_of is None else facts.as_of.isoformat(),
        "states": {state: states.count(state) for state in _SOURCES},
    }
    return table


def _names(facts: Facts) -> dict[str, str]:
    return {mate.id: mate.label for mate in facts.team.values()} | facts.names


def _record(cause: str, sign: Sign, facts: Facts, names: Mapping[str, str], lang: Language) -> dict[str, Any]:
    state = _state(cause, sign, facts)
    noted = [say(_ROOM, "uncoupling", state, lang)] if _SOURCES[state] == "account" else []
    shown = [_sentence(note, names, lang) for note in sign.notes]
    return {
        "cause": cause,
        "label": UNCOUPLING_CAUSES.label(cause, lang),
        "state": state,
        "evidence": ("" if lang == "zh" else " ").join([*noted, *shown]),
        "contacts": tuple(dict.fromkeys(contact for note in sign.notes for contact in note.contacts)),
        "question": say(_ROOM, "uncoupling_questions", cause, lang) if state in _OPEN else "",
        "source": _SOURCES[state],
    }


def _state(cause: str, sign: Sign, facts: Facts) -> State:
    if cause in facts.account.get("uncoupling_causes", ()):
        return "confirmed"
    if cause in facts.account.get("uncoupling_cleared", ()):
        return "cleared"
    return "ask" if sign.claim is None else "seen" if sign.claim else "not_seen"


def _sentence(note: Note, known_as: Mapping[str, str], lang: Language) -> str:
    names = [known_as[contact] for contact in note.contacts]
    if note.quotes:
        quote = "{name}（{words}）" if lang == "zh" else "{name} ({words})"
        pairs = zip(names, note.quotes, strict=True)
        names = [quote.format(name=name, words=words) if words else name for name, words in pairs]
    figures = {key: percent(value) if key == "share" else value for key, value in note.figures.items()}
    return say(_ROOM, "uncoupling", note.key, lang, who=listed(names, lang), **figures)
