"""How open the ways to the decision maker are: how likely at least one of them holds, and what would close them all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.relations.access_answer import Access, ContactAccess
from stakeholder_graph.analysis.relations.access_to_all import state_of, state_of_any
from stakeholder_graph.analysis.relations.passages import (
    DRAWS,
    EXACT_TO,
    check_sampling,
    likeliest_severing,
    open_chances,
)
from stakeholder_graph.analysis.relations.reach import (
    US,
    introduction_steps,
    people_names,
    perhaps_in_reach,
    read_targets,
    routes_over,
    undated_relationships,
    unknown_relationships,
)
from stakeholder_graph.analysis.relations.threads import cut_off_without, disjoint_threads, leading_to

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    import networkx as nx

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.access_to_all import AccessState
    from stakeholder_graph.analysis.relations.passages import Chance
    from stakeholder_graph.analysis.relations.reach import Route, Step

__all__ = ["access_of", "assess_access"]


def assess_access(
    G: nx.DiGraph[Any],
    *,
    target: str | None = None,
    as_of: dt.date | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    exact_to: int = EXACT_TO,
) -> Access:
    """Say how open the ways of introduction from us to those who decide are, or to one contact.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    target : str, optional
        Whom we want to reach; by default everybody who decides, placeholders included: the decision makers, or those
        to whom the map gives a weight of their own in the decision.
    as_of : datetime.date, optional
        The date to which relationships have faded; by default the graph's own. Without either nothing fades.
    draws : int, default 20000
        How many networks to draw where the reliability is sampled, rounded up to a multiple of 64; ours.
    seed : int, default 0
        Seed of the generator.
    exact_to : int, default 20
        Networks with no more ties than that, after everything is reduced that can be, are computed exactly; ours. The
        effort can double with every tie.

    Returns
    -------
    Access
        For each contact the reliability, the independent threads, the people without whom no way is left, and the
        likeliest way to lose them all. ``.to_frame()`` has one row a contact. Where nobody decides or no relationship
        of ours is known, it says so, and there is no figure.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownContactError
        If the target is not on the map.
    OptionError
        If the target has left, `as_of` is no date, or `draws`, `seed` or `exact_to` is out of range.

    See Also
    --------
    introduction_paths : the best ways one by one, and whom to ask.
    turnover_risk : what is lost if somebody leaves.

    Notes
    -----
    The steps and their reliabilities are those of :func:`introduction_paths`. The reliability takes it that steps fail
    independently of each other; people who talk to each other fail together, so that the truth lies below it. The
    likeliest break is a minimum cut with the capacity -ln(1 - r). A direct relationship of ours with the contact is a
    thread of its own. Nobody knows who holds the post of a placeholder, and so not either whether we know them.

    :func:`next_moves`, :func:`turnover_risk` and :func:`compare` show the same reliability.

    References
    ----------
    Ball, M. O., Colbourn, C. J., & Provan, J. S. (1995). Network reliability. Handbooks in Operations Research and
    Management Science 7, chapter 11.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1")
    >>> G.add_relationship("t1", "coach", relationship="trusted")
    >>> access = sg.assess_access(G)
    >>> access.to_frame()[["reliability", "threads", "single_points"]].round(3).values.tolist()
    [[0.28, 1, ('t1', 'coach')]]
    """
    check_sampling(draws, seed, exact_to)
    facts = gather_facts(G, as_of=as_of)
    return access_of(facts, target=target, draws=draws, seed=seed, exact_to=exact_to)


def access_of(
    facts: Facts, *, target: str | None = None, draws: int = DRAWS, seed: int = 0, exact_to: int = EXACT_TO
) -> Access:
    """Return the answer of :func:`assess_access` from facts."""
    targets, network = read_targets(facts, target), introduction_steps(facts)
    routes, steps = routes_over(facts, network), tuple(step for group in network.values() for step in group)
    goals: list[tuple[str, ...]] = [(each,) for each in targets]
    chances = open_chances(steps, [*goals, targets], draws=draws, seed=seed, exact_to=exact_to)
    unknown, perhaps = unknown_relationships(facts), perhaps_in_reach(facts, network)
    found = [
        _look_at(each, steps, routes.get(each), state_of(each, routes, perhaps), unknown=unknown, chance=chance)
        for each, chance in zip(targets, chances[:-1], strict=True)
    ]
    found.sort(key=lambda each: (-round(np.nan_to_num(each.reliability, nan=-1.0), SCORE_DIGITS), each.contact))
    together = None if state_of_any([each.state for each in found]) == "unknown" else chances[-1]
    return Access(
        contacts=tuple(found),
        any_reliability=together.reliability if together else math.nan,
        any_standard_error=together.standard_error if together else math.nan,
        any_method=together.method if together else None,
        steps=len(steps),
        influence_steps=sum(step.basis == "influence" for step in steps),
        undated=undated_relationships(facts, steps),
        draws=draws,
        team=len(facts.team),
        names=people_names(facts),
    )


def _look_at(
    contact: str,
    steps: Sequence[Step],
    route: Route | None,
    state: AccessState,
    *,
    unknown: Collection[str],
    chance: Chance,
) -> ContactAccess:
    goal = (contact,)
    leading = leading_to(steps, goal)
    hoped = tuple(each for each in unknown if each in leading)
    known = state != "unknown"
    severing, probability = likeliest_severing(steps, goal)
    people = [step.source for step in route.steps if step.source != US] if route else []
    threads = disjoint_threads(steps, goal)
    return ContactAccess(
        contact=contact,
        state=state,
        reliability=chance.reliability if known else math.nan,
        standard_error=chance.standard_error if known else math.nan,
        method=chance.method if known else None,
        unknown=hoped,
        best_path=route.path if route else (),
        best_path_reliability=route.reliability if route else math.nan,
        thread_paths=tuple(_path(thread) for thread in threads),
        thread_reliabilities=tuple(math.prod(step.reliability for step in thread) for thread in threads),
        single_points=cut_off_without(steps, goal, people),
        severing=tuple((step.source, step.target) for step in severing),
        severing_probability=probability if route else math.nan,
    )


def _path(thread: Sequence[Step]) -> tuple[str, ...]:
    start = () if thread[0].source == US else (thread[0].source,)
    return (*start, *(step.target for step in thread))
