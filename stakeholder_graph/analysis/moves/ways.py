"""In which way to act on each contact: what is on offer, what speaks for it, and what that hangs on."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.moves.roads import peer_of
from stakeholder_graph.analysis.moves.way import WAYS_TO_ACT, Way
from stakeholder_graph.analysis.relations.access_to_all import access_to_all
from stakeholder_graph.analysis.relations.reach import best_routes
from stakeholder_graph.errors import OptionError, UnknownContactError
from stakeholder_graph.vocabulary.stances import classify_stance
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route

__all__ = ["Fit", "fit_ways", "ways_of", "ways_to_act"]

_DTYPES = {
    **dict.fromkeys(("contact_id", "name"), "object"),
    "rank": "int64",
    **dict.fromkeys(("way", "kind", "label", "why", "caution"), "object"),
    "fits": "boolean",
    "score": "float64",
    **dict.fromkeys(("speaks_for", "hangs_on", "source"), "object"),
}

_WAYS = "ways, such as (*WAYS_TO_ACT, Way(...))"

_Lines = dict[str, frozenset[str | int]]
_Seen = _Lines  # input -> what the contact shows; empty where it is not known


@dataclass(frozen=True, slots=True)
class Fit:
    """How one way fits one contact.

    Attributes
    ----------
    way : Way
        The way.
    fits : bool or None
        Everything that it needs holds; None where that hangs on something that is not known.
    score : float
        Part of the lines that suit it which hold, in [0, 1]; 0 where it has none.
    speaks_for, hangs_on : tuple of str
        The inputs of the lines that suit it and hold, and the inputs that are not known.
    """

    way: Way
    fits: bool | None
    score: float
    speaks_for: tuple[str, ...]
    hangs_on: tuple[str, ...]


def ways_to_act(
    G: nx.DiGraph[Any],
    *,
    contact: str | None = None,
    stage: str | None = None,
    as_of: dt.date | None = None,
    ways: Iterable[Way] | None = None,
    lang: Language = "en",
) -> pd.DataFrame:
    """Say in which way to act on each contact: introductions, meetings, visits, references, and levers of persuasion.

    A way is left out only where something that it needs is known not to hold. What hangs on something that is not known
    stays in the table and says so.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    contact : str, optional
        Only this contact; by default everybody who is in the post.
    stage : str, optional
        The purchase stage; by default the graph's own.
    as_of : datetime.date, optional
        The date to which relationships have faded; by default the graph's own.
    ways : iterable of Way, optional
        By default ``WAYS_TO_ACT``; give ``(*WAYS_TO_ACT, Way(...))`` to add ways of your own.
    lang : {"en", "zh"}, default "en"
        The language of ``label``, ``why`` and ``caution``.

    Returns
    -------
    pandas.DataFrame
        One row for each contact and way, by contact, then rank.

        - ``contact_id``, ``name`` : str.
        - ``rank`` : int from 1 for each contact: what surely fits before what hangs on something, then by score, then
          by the order of the ways.
        - ``way`` : str, its key; ``kind`` : str, ``"action"`` or ``"lever"``; ``label``, ``why``, ``caution`` : str.
        - ``fits`` : True, or missing where what the way needs hangs on something that is not known.
        - ``score`` : float in [0, 1], the part of what would speak for the way that holds (ours).
        - ``speaks_for`` : tuple of str, what does: ``role``, ``style``, ``receptivity``, ``stance``, ``step``,
          ``stage``, ``level``, ``route``, ``peer``.
        - ``hangs_on`` : tuple of str, which of these are not known and count for the way.
        - ``source`` : str.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownContactError
        If the contact is not on the map or has left.
    UnknownTermError
        If the stage does not exist, or there are no texts in that language.
    OptionError
        If `as_of` is no date, or `ways` holds something else than ways.

    See Also
    --------
    next_moves : whom to act on, and with which motive.
    plan_visits : visits with goals, each with its way; there, nobody whom one of ours knows is met by introduction.

    Notes
    -----
    Which way suits whom is ours. Placeholders are left out: there is nobody yet to act on. How open people are, how
    much attention they have and who weighs how much in the decision make no difference here, so that there are no
    such options.

    References
    ----------
    Cialdini, R. B. (2009). Influence: Science and practice (5th ed.). Pearson.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> ways = sg.ways_to_act(sg.example_buying_center(), contact="it")
    >>> ways[["way", "score", "hangs_on"]].head(1).to_dict("records")
    [{'way': 'expert_workshop', 'score': 0.75, 'hangs_on': ('style',)}]
    """
    check_option("language", lang, LANGUAGES)
    facts = gather_facts(G, stage=stage, as_of=as_of)
    if contact is not None and contact not in facts.arrays.contacts:
        raise UnknownContactError(contact, facts.arrays.contacts)
    return ways_of(facts, contact=contact, ways=ways, lang=lang)


def ways_of(
    facts: Facts, *, contact: str | None = None, ways: Iterable[Way] | None = None, lang: Language = "en"
) -> pd.DataFrame:
    """Return the table of :func:`ways_to_act` for facts that are gathered already."""
    routes, offered = best_routes(facts), WAYS_TO_ACT if ways is None else ways
    people = [each for each in facts.active if contact in (None, each.id)]
    found = [
        (each.id, facts.names[each.id], rank, fit)
        for each, fits in zip(people, fit_ways(facts, people, routes, offered), strict=True)
        for rank, fit in enumerate(fits, start=1)
    ]
    columns: dict[str, list[Any]] = {
        "contact_id": [contact_id for contact_id, _, _, _ in found],
        "name": [name for _, name, _, _ in found],
        "rank": [rank for _, _, rank, _ in found],
        "way": [fit.way.key for *_, fit in found],
        "label": [fit.way.label(lang) for *_, fit in found],
        "why": [fit.way.why(lang) for *_, fit in found],
        "caution": [fit.way.caution(lang) for *_, fit in found],
    }
    columns |= {name: [getattr(fit, name) for *_, fit in found] for name in ("fits", "score", "speaks_for", "hangs_on")}
    columns |= {name: [getattr(fit.way, name) for *_, fit in found] for name in ("kind", "source")}
    return pd.DataFrame({name: pd.Series(columns[name], dtype=dtype) for name, dtype in _DTYPES.items()})


def fit_ways(
    facts: Facts, contacts: Iterable[Contact], routes: Mapping[str, Route], ways: Iterable[Way]
) -> list[list[Fit]]:
    """Return for each contact the ways that are on offer, the best first."""
    table = [(way, _as_sets(way.when), _as_sets(way.suits)) for way in _read_ways(ways)]
    access = access_to_all(facts, "best_path", routes=routes).contacts
    fits = []
    for contact in contacts:
        seen = _see(contact, facts, routes, access)
        on_offer = [fit for way, when, suits in table if (fit := _fit(way, when, suits, seen)) is not None]
        fits.append(sorted(on_offer, key=lambda fit: (fit.fits is None, -round(fit.score, SCORE_DIGITS))))
    return fits


def _read_ways(given: object) -> list[Way]:
    if not isinstance(given, Iterable):
        raise OptionError("ways", given, _WAYS)
    ways = list(given)
    for way in ways:
        if not isinstance(way, Way):
            raise OptionError("ways", way, _WAYS)
    return ways


def _see(contact: Contact, facts: Facts, routes: Mapping[str, Route], access: Mapping[str, float]) -> _Seen:
    """Return what a contact shows of each input."""
    get = contact.cells.get
    stance = classify_stance(contact.stance)
    route = routes.get(contact.id)
    led = "none" if route is None else "introduced" if route.through else "direct"
    no_peer_known = contact.level is None or None in {mate.level for mate in facts.team.values()} or not facts.team
    peer = "yes" if peer_of(contact, facts) else None if no_peer_known else "no"
    seen = {
        "style": get("style"),
        "receptivity": get("receptivity"),
        "stance": None if stance == "unknown" else stance,
        "step": contact.bond.step,
        "stage": facts.stage,
        "level": contact.level,
        "route": None if math.isnan(access[contact.id]) else led,
        "peer": peer,
    }
    return _as_sets({"role": contact.roles, **{name: () if it is None else (it,) for name, it in seen.items()}})


def _as_sets(lines: Mapping[str, Sequence[str | int]]) -> _Lines:
    return {name: frozenset(keys) for name, keys in lines.items()}


def _fit(way: Way, when: _Lines, suits: _Lines, seen: _Seen) -> Fit | None:
    """Return how a way fits, or None where something that it needs does not hold."""
    if any(seen[name] and keys.isdisjoint(seen[name]) for name, keys in when.items()):
        return None
    speaks_for = tuple(name for name, keys in suits.items() if not keys.isdisjoint(seen[name]))
    hangs_on = tuple(dict.fromkeys(name for name in (*when, *suits) if not seen[name]))
    fits = True if all(seen[name] for name in when) else None
    return Fit(way, fits, len(speaks_for) / len(suits) if suits else 0.0, speaks_for, hangs_on)
