"""Who can bring us to the decision maker: the most reliable paths of introduction, and whom to ask for what."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.relations.reach import (
    introduction_steps,
    people_names,
    perhaps_in_reach,
    ranked_routes,
    read_targets,
    undated_relationships,
    unknown_relationships,
)
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.reach import Route

__all__ = ["introduction_paths", "introductions_of"]

_PACKAGE = "stakeholder_graph.analysis.relations"
_PATHS = 3  # ours: more paths than that are not read
_DTYPES = {
    "target": object,
    "rank": np.int64,
    "reliability": np.float64,
    "hops": np.int64,
    "path": object,
    "names": object,
    "teammate": object,
    "through": object,
    "reliabilities": object,
    "weakest": object,
    "weakest_reliability": np.float64,
    "weakest_basis": object,
    "influence_steps": np.int64,
    "against": object,
    "ask": object,
}


def introduction_paths(
    G: nx.DiGraph[Any],
    *,
    target: str | None = None,
    k: int = _PATHS,
    as_of: dt.date | None = None,
    lang: Language = "en",
) -> pd.DataFrame:
    """List the most reliable paths of introduction from us to the decision makers, or to one contact.

    A path starts with one of ours who knows somebody and goes on from contact to contact; nobody is met twice. Its
    reliability is the product of its steps: the strength of our relationship today, then for each tie its
    ``introduction`` or, where that is not given, the strength of the influence (ours). Negative ties and contacts who
    have left pass nothing on; a placeholder can only be the end of a path.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    target : str, optional
        Whom we want to meet; by default everybody who decides, placeholders included: the decision makers, or those
        to whom the map gives a weight of their own in the decision.
    k : int, default 3
        How many paths to list for each target, at least 1; ours.
    as_of : datetime.date, optional
        The date to which relationships have faded; by default the graph's own. Without either nothing fades.
    lang : {"en", "zh"}, default "en"
        Language of ``ask`` and of the note.

    Returns
    -------
    pandas.DataFrame
        One row a path: the targets by the reliability of their best path, then by id; the paths of each by
        reliability, then fewer steps, then ids. Empty where there is none.

        - ``target`` : str, where the path ends.
        - ``rank`` : int, 1 is the most reliable path to this target.
        - ``reliability`` : float in (0, 1], product over the steps.
        - ``hops`` : int, number of steps; 1 is a relationship of ours with the target.
        - ``path`` : tuple of str, ids: who of ours starts it, then the contacts. Where only a contact's own row says
          that we know this contact, nobody of ours is named and the path starts with the contact.
        - ``names`` : tuple of str, the same by name.
        - ``teammate`` : str or None, who of ours starts it.
        - ``through`` : tuple of str, the contacts between us and the target.
        - ``reliabilities`` : tuple of float, of the steps in order.
        - ``weakest`` : tuple (source, target), the least reliable step; the source is an empty text where the map
          does not say who of ours it is.
        - ``weakest_reliability`` : float in (0, 1].
        - ``weakest_basis`` : "relationship", "introduction" or "influence", what this step rests on.
        - ``influence_steps`` : int, how many steps rest on the strength of the influence alone.
        - ``against`` : tuple of str, those in ``through`` whose stance is below 0.
        - ``ask`` : str, who asks whom for what.

        ``.attrs`` holds ``targets``, ``unreached`` (targets without a path), ``steps`` and ``influence_steps`` (how
        many different steps the table uses, and how many of them rest on influence alone), ``undated`` (relationships
        in it that cannot fade, since a date is missing: tuples (teammate, contact)), ``unknown`` (contacts with whom
        our relationship is not known: any of them may be a better start), ``as_of`` and ``note`` (what is missing, in
        words; empty where nothing is).

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownContactError
        If the target is not on the map.
    OptionError
        If the target has left, `k` is no whole number of at least 1, or `as_of` is no date.
    UnknownTermError
        If there are no texts in that language.

    See Also
    --------
    assess_access : how likely at least one way is open, and what would close them all.

    References
    ----------
    Yen, J. Y. (1971). Finding the k shortest loopless paths in a network. Management Science 17(11).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1", name="Hannah Reiter")
    >>> G.add_relationship("t1", "coach", relationship="trusted")
    >>> paths = sg.introduction_paths(G, k=2)
    >>> paths[["path", "reliability"]].round(3).values.tolist()
    [[('t1', 'coach', 'coo', 'cfo'), 0.24], [('t1', 'coach', 'it', 'cfo'), 0.048]]
    >>> paths.loc[0, "ask"]
    'Hannah Reiter asks coach for an introduction to coo, then coo for one to cfo.'
    """
    check_option("language", lang, LANGUAGES)
    check_whole("k", k, 1)
    facts = gather_facts(G, as_of=as_of)
    return introductions_of(facts, target=target, k=int(k), lang=lang)


def introductions_of(
    facts: Facts, *, target: str | None = None, k: int = _PATHS, lang: Language = "en"
) -> pd.DataFrame:
    """Return the table of :func:`introduction_paths` from facts."""
    targets, steps = read_targets(facts, target), introduction_steps(facts)
    found = [routes for each in targets if (routes := ranked_routes(facts, steps, each, k))]
    found.sort(key=lambda routes: (-round(routes[0].reliability, SCORE_DIGITS), routes[0].contact))
    names = people_names(facts)
    records = [
        _record(route, rank, facts, names, lang) for routes in found for rank, route in enumerate(routes, start=1)
    ]
    columns = list(zip(*records, strict=True)) or [()] * len(_DTYPES)
    table = pd.DataFrame(
        {name: pd.Series(column, dtype=dtype) for (name, dtype), column in zip(_DTYPES.items(), columns, strict=True)}
    )
    used = {step for routes in found for route in routes for step in route.steps}
    unreached = tuple(each for each in targets if each not in {routes[0].contact for routes in found})
    table.attrs = {
        "targets": targets,
        "unreached": unreached,
        "steps": len(used),
        "influence_steps": sum(step.basis == "influence" for step in used),
        "undated": undated_relationships(facts, used),
        "unknown": tuple(
            each for each in unknown_relationships(facts) if facts.contacts[each].active or each in targets
        ),
        "as_of": facts.as_of,
        "note": _note(facts, targets, unreached, lang),
    }
    return table


def _record(route: Route, rank: int, facts: Facts, names: dict[str, str], lang: Language) -> tuple[Any, ...]:
    weakest = route.weakest
    return (
        route.contact,
        rank,
        route.reliability,
        len(route.steps),
        route.path,
        tuple(names[person] for person in route.path),
        route.teammate,
        route.through,
        tuple(step.reliability for step in route.steps),
        (weakest.source, weakest.target),
        weakest.reliability,
        weakest.basis,
        sum(step.basis == "influence" for step in route.steps),
        against := tuple(each for each in route.through if (facts.contacts[each].stance or 0.0) < 0),
        _ask(route, against, names, lang),
    )


def _ask(route: Route, against: tuple[str, ...], names: dict[str, str], lang: Language) -> str:
    """Return who asks whom for what, as a sentence."""

    def text(key: str, **facts: str) -> str:
        return say(_PACKAGE, "introductions", key, lang, **facts)

    met = [names[step.target] for step in route.steps]
    us = text("unnamed", contact=met[0]) if route.teammate is None else names[route.teammate]
    if len(met) == 1:
        return text("direct_unnamed" if route.teammate is None else "direct", us=us, contact=met[0])
    parts = [text("ask", us=us, contact=met[0], next=met[1])]
    parts += [text("then", contact=contact, next=after) for contact, after in pairwise(met[1:])]
    parts.append(text("end"))
    if against:
        parts.append(text("against", names=text("comma").join(names[each] for each in against)))
    return "".join(parts)


def _note(facts: Facts, targets: tuple[str, ...], unreached: tuple[str, ...], lang: Language) -> str:
    """Return what keeps targets from being reached, in words."""
    if not targets:
        return say(_PACKAGE, "introductions", "no_decision_maker", lang)
    if not unreached:
        return ""
    perhaps = perhaps_in_reach(facts, introduction_steps(facts))
    comma = say(_PACKAGE, "introductions", "comma", lang)
    parts = []
    for key, hoped in (("no_path", False), ("no_path_unknown", True)):
        found = [facts.names[each] for each in unreached if (each in perhaps) is hoped]
        if found:
            parts.append(say(_PACKAGE, "introductions", key, lang, names=comma.join(found)))
    if not facts.team and not perhaps.isdisjoint(unreached):
        parts.append(say(_PACKAGE, "introductions", "no_team", lang))
    return say(_PACKAGE, "introductions", "space", lang).join(parts)
