"""Who may not leave: what each departure, on either side, would do to the decision and to our ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import networkx as nx
import numpy as np
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import or_none
from stakeholder_graph.analysis.forecast.opinions import opinions_at_rest
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.relations.access_to_all import AccessKind
from stakeholder_graph.analysis.relations.passages import DRAWS, EXACT_TO, check_sampling
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.analysis.turnover.departures import decide_without
from stakeholder_graph.analysis.turnover.lost_coverage import coverage_without, lose_coverage, roles_without
from stakeholder_graph.analysis.turnover.lost_ways import LostWays, lose_ways
from stakeholder_graph.analysis.turnover.single_thread import THREAD_FROM, single_threading, strong_relationships
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.forecast.opinions import Opinions

__all__ = ["turnover_of", "turnover_risk"]

_DTYPES: dict[str, Any] = {
    "name": object,
    "side": object,
    "lean": np.float64,
    "lean_without": np.float64,
    "change": np.float64,
    "decision_unowned": np.bool_,
    "unattributed_without": np.float64,
    "change_unattributed": np.float64,
    "unattributed_with_successor": np.float64,
    "lean_with_successor": np.float64,
    "successor_low": np.float64,
    "successor_high": np.float64,
    "roles_lost": object,
    "coverage_change": np.float64,
    "coverage_role": object,
    "score_change": np.float64,
    "access_without": np.float64,
    "access_lost": np.float64,
    "access_with_successor": np.float64,
    "threads_lost": "Int64",
    "threads_lost_with_successor": "Int64",
    "relationships_lost": np.int64,
    "single_point": np.bool_,
    "articulation": np.bool_,
    "last_coach": np.bool_,
    "harm": np.float64,
    "unknown": object,
}
_HARM = ("change", "access_lost", "score_change")  # the columns that harm is made of


def turnover_risk(
    G: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    as_of: dt.date | None = None,
    access: AccessKind = "reliability",
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
    thread_from: str = THREAD_FROM,
    draws: int = DRAWS,
    seed: int = 0,
    exact_to: int = EXACT_TO,
) -> pd.DataFrame:
    """Say what would break if somebody left, for everybody in a post on either side.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage : str, optional
        The purchase stage; by default the graph's own. The coverage of roles that it does not need is left out.
    as_of : datetime.date, optional
        The date to which relationships have faded; by default the graph's own. Without either nothing fades.
    access : {"reliability", "best_path"}, default "reliability"
        What access to those who decide is: how likely at least one way to any of them is open, as
        :func:`assess_access` says it, or the reliability of the best single path of introduction to any of them.
    openness, budget, weights
        As for :func:`rank_contacts`. Weights also say who decides: whom we want to reach, and without whom nobody
        would be left.
    thread_from : str, default "familiar"
        The step from which a relationship carries something (ours).
    draws, seed, exact_to : int
        As for :func:`assess_access`; everybody's departure is seen in the same draws.

    Returns
    -------
    pandas.DataFrame
        Index ``contact_id``: the active contacts and our own people, the most harmful departure first (ours): those
        without whom nobody decides any more, then the last coach, then by ``harm``, then by id. Placeholders cannot
        leave.

        - ``name`` : str; ``side`` : "buyer", "outside", or "seller" for our own people.
        - ``lean`` : float in [-1, 1], where the decision leans today, as :func:`forecast_decision` says it; NaN where
          nobody decides or nothing that counts is known. The same in every row.
        - ``lean_without`` : float, where it would lean without this person; NaN also where nobody decides any more.
        - ``change`` : float, ``lean_without`` - ``lean``; below 0 the departure costs us. NaN also where the leaver's
          own stance counts and is not known: it stands at 0 in the lean, and may be anything.
        - ``decision_unowned`` : bool, nobody would be left who decides.
        - ``unattributed_without`` : float in [0, 1], share of the decision that would hang on people who are not on
          the map; ``change_unattributed`` : float, the difference to today; ``unattributed_with_successor`` : float,
          the share with somebody in the same place: as it is today; NaN for an outsider, whose place nobody takes.
        - ``lean_with_successor`` : float, with a successor who has the same roles and ties and whose stance is not
          known: at the middle, 0; ``successor_low``, ``successor_high`` : float, the same with the successor's stance
          at -1 and at 1, whichever is lower or higher. NaN for an outsider, whose place nobody takes.
        - ``roles_lost`` : tuple of str, decision roles that nobody else in a post holds.
        - ``coverage_change`` : float in [-1, 0], the largest fall of a role's coverage as in :func:`check_coverage`;
          NaN where the relationship is not known; ``coverage_role`` : str or None, the role.
        - ``score_change`` : float in [-1, 0], the change of the overall score of :func:`check_coverage`, the mean over
          the required roles whose coverage is known today: what is not known does not come to count by a departure. NaN
          where the relationship is not known, or no role's coverage is.
        - ``access_without`` : float in [0, 1], our access to those who decide without this person; NaN where there is
          nobody left to reach, or no way is known today; ``access_lost`` : float in [0, 1], how much less that is.
          ``access_with_successor`` : float, our access with a successor who introduces others as the leaver does and
          with whom we have no relationship yet; a successor of one of ours has none at all. NaN for an outsider, and
          where no way is known today.
        - ``threads_lost`` : int, by how many the ways to those who decide without a person in common become fewer;
          ``threads_lost_with_successor`` : int, the same with such a successor; missing for an outsider. Both are
          missing where no way is known today and there may be one.
        - ``relationships_lost`` : int, our relationships at `thread_from` or above that would end.
        - ``single_point`` : bool, somebody else who decides could not be reached any more.
        - ``articulation`` : bool, the network of influence ties, their direction aside, would fall apart.
        - ``last_coach`` : bool, we have this one champion or coach (see :func:`assess_coaches`) and no other.
        - ``harm`` : float, what the departure costs us in lean, access and coverage, each counting the same:
          ``access_lost`` - ``change`` - ``score_change``, without what is not known (ours). Below 0 it helps; NaN
          where nobody would be left who decides, or none of the three is known.
        - ``unknown`` : tuple of str, which of these three are not known and do not count in ``harm``.

        ``.attrs`` holds ``lean``, ``unattributed``, ``unknown_share`` (share of the decision of contacts whose stance
        is not known: it stands at 0), ``access``, each of them None where it is not known, ``basis`` (what the weights
        in the decision rest on), ``access_kind``, ``access_is_lower_bound`` (a relationship that is not known could
        open one more way), ``threads``, ``as_of``, ``thread_from``, ``role_coverage`` and ``single_threading``.
        ``role_coverage`` holds for each person a dict of the roles that the stage needs to their coverage without this
        person: 0 where nobody would hold the role, None where it is not known. ``single_threading`` is a dict with
        ``is_single`` (bool; None where relationships that are not known decide it), ``relationships`` (tuples
        (teammate, contact) at `thread_from` or above; the teammate is an empty text where the map does not say who of
        ours it is) and the statement in ``en`` and ``zh``.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If the stage, the kind of access or the step does not exist.
    OptionError, UnknownContactError
        If `as_of` is no date, or `openness`, `budget`, `weights`, `draws`, `seed` or `exact_to` make no sense.

    See Also
    --------
    what_if : the map without somebody, to ask it anything.
    assess_access : the ways to each decision maker.

    Notes
    -----
    The other ties keep their strengths, and listeners divide their attention anew. As long as a listener's attention
    is not spent, what the leaver had goes to people who are not on the map; a listener whose influencers are complete
    has none of these and keeps it. The leaver's weight in the decision goes to the others who have one.

    A successor introduces us as reliably as the leaver does; where an opponent passes nothing on, neither does the
    successor, as long as nobody knows better. With a successor the roles stay held, but nothing more is known of our
    relationships than without: the coverage of the roles is therefore that without the leaver.

    A departure of one of ours leaves the lean as it is: our people take no part in influence.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> risk = sg.turnover_risk(sg.example_buying_center())
    >>> risk.loc[["cfo", "coo", "it"], ["decision_unowned", "lean_without", "change"]].round(3).values.tolist()
    [[True, nan, nan], [False, -0.141, -0.049], [False, -0.064, 0.028]]
    """
    check_option("access", access, get_args(AccessKind))
    facts = gather_facts(G, stage=stage, as_of=as_of, openness=openness, budget=budget, weights=weights)
    return turnover_of(facts, access=access, thread_from=thread_from, draws=draws, seed=seed, exact_to=exact_to)


def turnover_of(
    facts: Facts,
    *,
    access: AccessKind = "reliability",
    thread_from: str = THREAD_FROM,
    draws: int = DRAWS,
    seed: int = 0,
    exact_to: int = EXACT_TO,
) -> pd.DataFrame:
    """Return the table of :func:`turnover_risk` from facts."""
    RELATIONSHIP_STEPS.check(thread_from)
    check_sampling(draws, seed, exact_to)
    people = [*(contact.id for contact in facts.active), *facts.team]
    names, strong = people_names(facts), strong_relationships(facts, thread_from)
    opinions = opinions_at_rest(facts.decision)
    ways = lose_ways(facts, people, access, draws=draws, seed=seed, exact_to=exact_to)
    coaches = [coach.id for coach in facts.coaches]
    columns = {
        "name": [names[each] for each in people],
        "side": [*(str(each.cells.get("side", "buyer")) for each in facts.active), *["seller"] * len(facts.team)],
        **_leans(facts, opinions),
        **_coverage(facts),
        **_ways(ways, people, _replaced(facts)),
        "relationships_lost": [sum(each in tie for tie in strong) for each in people],
        "articulation": _articulation(facts, people),
        "last_coach": [coaches == [each] for each in people],
    }
    columns |= _harm(columns)
    table = _table(people, columns)
    table.attrs = {
        "lean": or_none(opinions.lean),
        "unattributed": or_none(opinions.unattributed),
        "unknown_share": or_none(opinions.unknown_share),
        "basis": facts.decision.basis,
        "access": or_none(ways.access),
        "access_kind": access,
        "access_is_lower_bound": ways.is_lower_bound,
        "threads": ways.threads,
        "as_of": facts.as_of,
        "thread_from": thread_from,
        "role_coverage": dict(zip(people, coverage_without(facts), strict=True)),
        "single_threading": single_threading(facts, strong, names, thread_from),
    }
    return table


def _leans(facts: Facts, opinions: Opinions) -> dict[str, Any]:
    """Return the columns on the decision: the contacts, then our people, who change nothing."""
    decision, ours = facts.decision, len(facts.team)
    places = np.array([facts.places[contact.id] for contact in facts.active], dtype=np.intp)
    departures = decide_without(decision, places)
    shares = np.concatenate([opinions.shares[places], np.zeros(ours)])
    stances = np.concatenate([decision.arrays.stance[places], np.zeros(ours)])
    lean = opinions.lean
    lean_without = np.concatenate([departures.lean, np.full(ours, lean)])
    today = opinions.unattributed if decision.is_owned else np.nan
    unattributed = np.concatenate([departures.unattributed, np.full(ours, today)])
    # where nothing but the leaver's stance counts and is known, nothing is known of the successor's decision
    counted = np.abs(opinions.shares) * opinions.is_known
    others = counted.sum() - np.concatenate([counted[places], np.zeros(ours)])
    replaced = _replaced(facts)
    told = replaced & (np.round(others, SCORE_DIGITS) > 0)
    successor = np.where(told, lean - shares * np.nan_to_num(stances), np.nan)
    # the stance that goes with the leaver may be anything, so that nobody knows what its going changes
    counts = np.isnan(stances) & (np.round(np.abs(shares), SCORE_DIGITS) > 0)
    return {
        "lean": np.full(len(lean_without), lean),
        "lean_without": lean_without,
        "change": np.where(counts, np.nan, _clean(lean_without - lean)),
        "decision_unowned": np.concatenate([~departures.is_owned, np.full(ours, not decision.is_owned)]),
        "unattributed_without": unattributed,
        "change_unattributed": _clean(unattributed - today),
        "unattributed_with_successor": np.where(replaced, today, np.nan),
        "lean_with_successor": successor,
        "successor_low": successor - np.abs(shares),
        "successor_high": successor + np.abs(shares),
    }


def _coverage(facts: Facts) -> dict[str, Any]:
    """Return the columns on decision roles."""
    lost = lose_coverage(facts)
    return {
        "roles_lost": [*(roles_without(facts, contact) for contact in facts.active), *[()] * len(facts.team)],
        "coverage_change": _clean(np.array([each.fall for each in lost], dtype=np.float64)),
        "coverage_role": [each.role for each in lost],
        "score_change": _clean(np.array([each.score for each in lost], dtype=np.float64)),
    }


def _ways(ways: LostWays, people: Sequence[str], replaced: NDArray[np.bool_]) -> dict[str, Any]:
    """Return the columns on our ways to those who decide."""
    without = np.array([ways.access_without[each] for each in people], dtype=np.float64)
    known = not np.isnan(ways.access)
    return {
        "access_without": without,
        "access_lost": _clean(ways.access - np.nan_to_num(without)),
        "access_with_successor": np.where(replaced, [ways.access_succeeded[each] for each in people], np.nan),
        "threads_lost": [ways.threads_lost.get(each, 0) if known else None for each in people],
        "threads_lost_with_successor": [
            ways.threads_succeeded.get(each, 0) if known and taken else None
            for each, taken in zip(people, replaced, strict=True)
        ],
        "single_point": [each in ways.single_points for each in people],
    }


def _harm(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a departure costs us, without what is not known, and what that is."""
    parts = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in _HARM])
    missing = np.isnan(parts)
    harm = _clean(np.nan_to_num(parts) @ np.array([-1.0, 1.0, -1.0]))
    return {
        "harm": np.where(columns["decision_unowned"] | missing.all(axis=1), np.nan, harm),
        "unknown": [tuple(name for name, out in zip(_HARM, row, strict=True) if out) for row in missing.tolist()],
    }


def _replaced(facts: Facts) -> NDArray[np.bool_]:
    """Return whose place somebody takes: the contacts', outsiders aside, and our own people's."""
    return np.array([*(not contact.outside for contact in facts.active), *[True] * len(facts.team)], dtype=np.bool_)


def _clean(figures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return figures without the noise of rounding; no 0 has a sign."""
    clean: NDArray[np.float64] = np.round(figures, SCORE_DIGITS) + 0.0
    return clean


def _articulation(facts: Facts, people: Sequence[str]) -> list[bool]:
    """Return for each person whether the network of ties falls into more parts without this person."""
    ties: nx.Graph[str] = nx.Graph(list(facts.ties))
    joints = set(nx.articulation_points(ties))
    return [person in joints for person in people]


def _table(people: Sequence[str], columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return the rows, the most harmful departure first."""
    unowned, last_coach = columns["decision_unowned"].tolist(), columns["last_coach"]
    harm = np.round(np.nan_to_num(columns["harm"]), SCORE_DIGITS).tolist()
    keys = [(not unowned[i], not last_coach[i], -harm[i], person) for i, person in enumerate(people)]
    order = sorted(range(len(people)), key=keys.__getitem__)
    index = pd.Index([people[place] for place in order], name="contact_id", dtype=object)
    return pd.DataFrame(
        {
            name: pd.Series([columns[name][place] for place in order], index=index, dtype=dtype)
            for name, dtype in _DTYPES.items()
        },
        index=index,
    )
