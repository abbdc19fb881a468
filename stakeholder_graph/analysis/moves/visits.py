"""Which visits to make on a budget: the knapsack over what each is worth, and each one's goal, way and date."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.kernels.knapsack import select_items
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.moves.doings import DOINGS, WORDS, doings_of
from stakeholder_graph.analysis.moves.goals import STANCE_STEP, Goal, say_goal
from stakeholder_graph.analysis.moves.roads import road_to
from stakeholder_graph.analysis.moves.visit_plan import VisitPlan
from stakeholder_graph.analysis.moves.way import WAYS_TO_ACT
from stakeholder_graph.analysis.moves.worth import TARGET_STANCE, weigh_contacts
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.errors import OptionError
from stakeholder_graph.vocabulary.options import check_number, check_whole
from stakeholder_graph.vocabulary.relations import STEP_STRENGTHS
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.moves.worth import Worth
    from stakeholder_graph.analysis.relations.access_to_all import AccessKind

__all__ = ["plan_visits", "visits_of"]

_DAYS = 14  # ours: two weeks
_WAY_IN = STEP_STRENGTHS["first_contact"]  # ours: access that is not known counts as what a first contact will be
_YEAR = 366  # the longest time that a goal may be given

_FIGURES = dict.fromkeys(("cost", "gain", "worth", "priority"), "float64")
_VISITS = {
    "name": "object",
    "decides": "bool",
    **dict.fromkeys((*DOINGS, "goal"), "object"),
    "by": "datetime64[s]",
    **_FIGURES,
    **dict.fromkeys(("assumed", *WORDS), "object"),
}
_LEFT_OUT = {"name": "object", "decides": "bool", "reason": "object", **_FIGURES, "assumed": "object"}


def plan_visits(
    G: nx.DiGraph[Any],
    *,
    budget: float,
    as_of: dt.date | None = None,
    cost: Mapping[str, float] | None = None,
    stage: str | None = None,
    target_stance: float | Mapping[str, float] = TARGET_STANCE,
    days: int = _DAYS,
    way_in: float = _WAY_IN,
    stance_step: float = STANCE_STEP,
    openness: float = OPENNESS,
    attention_budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
    access: AccessKind = "reliability",
    lang: Language = "en",
) -> VisitPlan:
    """Plan the visits that a budget allows: who of ours visits whom, through whom, in which way and with which goal.

    The visits are the selection that is worth most within the budget, found exactly. What a visit is worth is the gain
    of moving the contact's stance to the target, times the access to the contact: the priority of :func:`next_moves`
    before its costs. Whoever of ours knows the contact best goes; only whom nobody of ours knows is met by
    introduction.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    budget : float
        How much all visits together may cost, at least 0, in the unit of `cost`; with the default costs, how many.
    as_of : datetime.date, optional
        The day of the plan; by default the graph's own. One of them has to be given.
    cost : mapping of str to float, optional
        What a visit costs by contact, above 0; 1 for whom it leaves out (ours).
    stage : str, optional
        The purchase stage, for the ways to act; by default the graph's own.
    target_stance : float or mapping of str to float, default 1.0
        As for :func:`next_moves`.
    days : int, default 14
        The goals are due so many days after `as_of`, 0 to 366; ours.
    way_in : float, default 0.2
        What access counts for where it is not known, in [0, 1]; by default what a first contact is worth, which is what
        such a visit is to bring about (ours).
    stance_step : float, default 0.4
        How far one visit moves a stance at most, in (0, 2]: the width of a class of stances (ours).
    openness, attention_budget, weights
        As `openness`, `budget` and `weights` for :func:`rank_contacts`.
    access : {"reliability", "best_path"}, default "reliability"
        What access is, as for :func:`next_moves`.
    lang : {"en", "zh"}, default "en"
        The language of the plan: of ``goal`` in the tables, and of the plan when it is printed.

    Returns
    -------
    VisitPlan
        ``.visits``: index ``contact_id``, in the order in which to make them: by priority, then id, but whoever has to
        introduce us to somebody is visited before.

        - ``name`` : str; ``decides`` : bool, has a weight of their own in the decision.
        - ``teammate`` : str or None, who of ours: of those who know the contact (beyond none) the one whose
          relationship is strongest today, else whoever starts the most reliable introduction; None where the map does
          not say. ``peer`` : str or None, who of ours comes along so that level meets level: to a meeting of
          executives, and where somebody is introduced to a contact more than one level above (ours).
        - ``through`` : tuple of str, who introduces, empty where the teammate knows the contact; where there is no way
          in yet, who has to be asked.
        - ``way``, ``lever`` : str or None, the best way to act and the best lever of :func:`ways_to_act` that surely
          fit.
        - ``goal_kind`` : str, ``name_person``, ``find_way_in``, ``first_meeting``, ``renew_relationship``,
          ``hear_stance``, ``learn_motive``, ``ask_proof``, ``move_stance`` or ``deepen_relationship``; a relationship
          is always the teammate's own.
        - ``start``, ``aim`` : from where to where, stances (float) or relationship steps (str); of a proof only the
          aim, of a way in only the start; else None. ``goal`` : str, the goal in a sentence. ``by`` : datetime64, when
          it is due.
        - ``cost`` : float; ``gain`` : float, of moving the stance all the way to the target, NaN where the stance is
          not known; ``worth`` : float, what the selection counts; ``priority`` : float, worth over cost, as in
          :func:`next_moves` where nothing had to be assumed.
        - ``assumed`` : tuple of str, what ``worth`` had to assume because it is not known: ``stance``, ``access``.
        - ``motive``, ``motive_kind``, ``disclosure``, ``objection`` : str or None, as in :func:`next_moves`.

        ``.left_out`` has the same figures for everybody else who has not left, and ``reason`` : str, ``"budget"`` or
        ``"no_way_in"`` (something to gain, but the access is or counts as 0) or ``"nothing_to_gain"``; by priority,
        then id.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError, UnknownContactError
        If neither the graph nor the caller gives a day, or an option is out of range or names somebody who is not among
        the contacts.
    UnknownTermError
        If the stage does not exist, or there are no texts in that language.

    See Also
    --------
    next_moves : what each contact would gain, without a budget.
    ways_to_act : all the ways on offer.

    Notes
    -----
    Visits that find something out are worth something too (ours): a stance that is not known counts with its mean gain,
    all stances being equally likely, and access that is not known counts as `way_in`. ``assumed`` names both. Access
    that is known counts as it is: whom nobody leads to is not in the plan.

    A goal is one step at a time; the whole gain is not to be had of one visit. A visit that gains nothing for the
    decision is not in the plan, whatever it does for the relationship.

    Examples
    --------
    >>> import datetime as dt
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.add_teammate("t1", name="Wu")
    >>> G.add_relationship("t1", "coach", relationship="trusted")
    >>> plan = sg.plan_visits(G, budget=2, as_of=dt.date(2026, 3, 31))
    >>> plan.visits[["through", "goal_kind", "worth"]].round(3).to_dict("index")  # doctest: +NORMALIZE_WHITESPACE
    {'coo': {'through': ('coach',), 'goal_kind': 'first_meeting', 'worth': 0.052},
     'cfo': {'through': ('coach', 'coo'), 'goal_kind': 'first_meeting', 'worth': 0.174}}
    """
    check_option("language", lang, LANGUAGES)
    check_number("attention_budget", attention_budget, "(0, inf)")
    facts = gather_facts(G, stage=stage, as_of=as_of, openness=openness, budget=attention_budget, weights=weights)
    return visits_of(
        facts,
        budget=budget,
        cost=cost,
        target_stance=target_stance,
        days=days,
        way_in=way_in,
        stance_step=stance_step,
        access=access,
        lang=lang,
    )


def visits_of(
    facts: Facts,
    *,
    budget: float,
    cost: Mapping[str, float] | None = None,
    target_stance: float | Mapping[str, float] = TARGET_STANCE,
    days: int = _DAYS,
    way_in: float = _WAY_IN,
    stance_step: float = STANCE_STEP,
    access: AccessKind = "reliability",
    lang: Language = "en",
) -> VisitPlan:
    """Return the answer of :func:`plan_visits` for facts that are gathered already; they need a day."""
    check_number("way_in", way_in, "[0, 1]")
    check_number("stance_step", stance_step, "(0, 2]")
    as_of = _check_options(facts, budget, days)
    by = as_of + dt.timedelta(days=int(days))
    worth = weigh_contacts(facts, target_stance=target_stance, cost=cost, access=access)
    value = np.round(worth.gain_mean * np.where(np.isnan(worth.access), way_in, worth.access), SCORE_DIGITS)
    selection = select_items(value, worth.cost, float(budget))
    is_taken = np.isin(np.arange(len(value)), selection.items)
    order = np.argsort(-np.round(value / worth.cost, SCORE_DIGITS), kind="stable")  # by id where equal
    taken, left = _introducers_first(facts, worth, order[is_taken[order]]), order[~is_taken[order]]
    visits = _figures(facts, worth, value, taken) | doings_of(facts, worth, taken, as_of, stance_step)
    goals = zip(*(visits[column] for column in ("name", "goal_kind", "start", "aim")), strict=True)
    visits["goal"] = [say_goal(Goal(kind, start, aim), name, by, lang) for name, kind, start, aim in goals]
    visits["by"] = [by] * len(taken)
    left_out = _figures(facts, worth, value, left)
    left_out["reason"] = [_reason(worth, value, place) for place in left]
    return VisitPlan(
        as_of=as_of,
        by=by,
        budget=float(budget),
        spent=selection.cost,
        gain=_sum_of_known(worth.gain[taken]),
        gain_open=float(worth.gain_mean[taken][np.isnan(worth.gain[taken])].sum()),
        way_in=float(way_in),
        exact=selection.exact,
        visits=_table(facts, taken, visits, _VISITS),
        left_out=_table(facts, left, left_out, _LEFT_OUT),
        names=people_names(facts),
        team=tuple(facts.team),
        ways={way.key: (way.en, way.zh) for way in WAYS_TO_ACT},
        unattributed=facts.decision.unattributed,
        basis=facts.decision.basis,
        decision_owned=facts.decision.is_owned,
        lang=lang,
    )


def _sum_of_known(gains: NDArray[np.float64]) -> float:
    """Return the sum of what is known; NaN where there is something and none of it is known."""
    return math.nan if len(gains) and np.isnan(gains).all() else float(np.nansum(gains))


def _introducers_first(facts: Facts, worth: Worth, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the visits with everybody on the way to a contact before that contact, otherwise in the given order."""
    waiting = {facts.arrays.contacts[place]: place for place in places.tolist()}
    ordered: list[int] = []

    def visit(contact: str) -> None:
        place = waiting.pop(contact, None)
        if place is not None:
            for introducer in road_to(facts.contacts[contact], facts, worth.routes).through:
                visit(introducer)
            ordered.append(place)

    for contact in tuple(waiting):
        visit(contact)
    return np.array(ordered, dtype=np.intp)


def _reason(worth: Worth, value: NDArray[np.float64], place: int) -> str:
    """Return why a contact is not visited."""
    if value[place] > 0:
        return "budget"
    return "no_way_in" if worth.gain_mean[place] > 0 else "nothing_to_gain"


def _check_options(facts: Facts, budget: float, days: int) -> dt.date:
    if facts.as_of is None:
        raise OptionError("as_of", None, "a datetime.date; the graph has none of its own, and no clock is read")
    check_number("budget", budget, "[0, inf)")
    check_whole("days", days, 0, _YEAR)
    return facts.as_of


def _table(
    facts: Facts, places: NDArray[np.intp], columns: Mapping[str, Any], dtypes: Mapping[str, str]
) -> pd.DataFrame:
    index = pd.Index([facts.arrays.contacts[place] for place in places], name="contact_id", dtype="object")
    series = {name: pd.Series(columns[name], index=index, dtype=dtype) for name, dtype in dtypes.items()}
    return pd.DataFrame(series, index=index)


def _figures(facts: Facts, worth: Worth, value: NDArray[np.float64], places: NDArray[np.intp]) -> dict[str, Any]:
    contacts = [facts.arrays.contacts[place] for place in places]
    unknown = {"stance": np.isnan(worth.stance), "access": np.isnan(worth.access)}
    return {
        "name": [facts.names[contact] for contact in contacts],
        "decides": worth.decides[places],
        "cost": worth.cost[places],
        "gain": worth.gain[places],
        "worth": value[places],
        "priority": value[places] / worth.cost[places],
        "assumed": [tuple(name for name, missing in unknown.items() if missing[place]) for place in places],
    }
