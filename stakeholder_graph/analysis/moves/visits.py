"""Which visits to make on a budget: the knapsack over what each is worth, and each one's goal, way and date."""

from __future__ import annotations

import datetime as dt
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.measures import SCORE_DIGITS
from stakeholder_graph.analysis.kernels.knapsack import select_items
from stakeholder_graph.analysis.moves.approach import motive_to_speak_to, objection_of, wording_of
from stakeholder_graph.analysis.moves.goals import ASKING, Goal, choose_goal, say_goal
from stakeholder_graph.analysis.moves.roads import peer_of, road_to
from stakeholder_graph.analysis.moves.visit_plan import VisitPlan
from stakeholder_graph.analysis.moves.way import WAYS_TO_ACT
from stakeholder_graph.analysis.moves.ways import fit_ways
from stakeholder_graph.analysis.moves.worth import TARGET_STANCE, weigh_contacts
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.errors import OptionError
from stakeholder_graph.vocabulary.relations import STEP_STRENGTHS
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.moves.roads import Road
    from stakeholder_graph.analysis.moves.way import Way, WayKind
    from stakeholder_graph.analysis.moves.ways import Fit
    from stakeholder_graph.analysis.moves.worth import Worth

__all__ = ["plan_visits", "visits_of"]

_DAYS = 14  # ours: two weeks
_WAY_IN = STEP_STRENGTHS["first_contact"]  # ours: a visit to find a way in is worth what the first contact will be
_WITHIN = 1  # ours: whoever is led to somebody further above does not go alone
_YEAR = 366  # the longest time that a goal may be given

_FIGURES = dict.fromkeys(("cost", "gain", "worth", "priority"), "float64")
_DOINGS = ("teammate", "peer", "through", "way", "lever", "goal_kind", "start", "aim")
_WORDS = ("motive", "motive_kind", "disclosure", "objection")
_VISITS = {
    "name": "object",
    "decides": "bool",
    **dict.fromkeys((*_DOINGS, "goal"), "object"),
    "by": "datetime64[s]",
    **_FIGURES,
    **dict.fromkeys(("assumed", *_WORDS), "object"),
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
    lang: Language = "en",
) -> VisitPlan:
    """Plan the visits that a budget allows: who of ours visits whom, through whom, in which way and with which goal.

    The visits are the selection that is worth most within the budget, found exactly. What a visit is worth is the gain
    of moving the contact's stance to the target, times the access to the contact.

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
    lang : {"en", "zh"}, default "en"
        The language of ``goal`` in the tables.

    Returns
    -------
    VisitPlan
        ``.visits``: index ``contact_id``, by priority, then id.

        - ``name`` : str; ``decides`` : bool, has a weight of their own in the decision.
        - ``teammate`` : str or None, who of ours; None where the map does not say. ``peer`` : str or None, who of ours
          comes along so that level meets level: to a meeting of executives, and where somebody is introduced to a
          contact more than one level above (ours).
        - ``through`` : tuple of str, who introduces; where there is no way in yet, who has to be asked.
        - ``way``, ``lever`` : str or None, the best way to act and the best lever of :func:`ways_to_act` that surely
          fit.
        - ``goal_kind`` : str, ``name_person``, ``find_way_in``, ``first_meeting``, ``renew_relationship``,
          ``hear_stance``, ``learn_motive``, ``ask_proof``, ``move_stance`` or ``deepen_relationship``.
        - ``start``, ``aim`` : from where to where, stances (float) or relationship steps (str); of a proof only the
          aim, of a way in only the start; else None. ``goal`` : str, the goal in a sentence. ``by`` : datetime64, when
          it is due.
        - ``cost`` : float; ``gain`` : float, of moving the stance all the way to the target, NaN where the stance is
          not known; ``worth`` : float, what the selection counts; ``priority`` : float, worth over cost.
        - ``assumed`` : tuple of str, what ``worth`` had to assume because it is not known: ``stance``, ``access``.
        - ``motive``, ``motive_kind``, ``disclosure``, ``objection`` : str or None, as in :func:`next_moves`.

        ``.left_out`` has the same figures for everybody else who has not left, and ``reason`` : str, ``"budget"`` or
        ``"nothing_to_gain"``; the former first, by priority, then id.

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
    all stances being equally likely, and access that is not known or below that of a first contact counts as a first
    contact, .2, which is what the visit is to bring about. ``assumed`` names it.

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
    {'cfo': {'through': ('coach', 'coo'), 'goal_kind': 'first_meeting', 'worth': 0.149},
     'coo': {'through': ('coach',), 'goal_kind': 'first_meeting', 'worth': 0.051}}
    """
    check_option("language", lang, LANGUAGES)
    facts = gather_facts(G, stage=stage, as_of=as_of)
    return visits_of(facts, budget=budget, cost=cost, target_stance=target_stance, days=days, lang=lang)


def visits_of(
    facts: Facts,
    *,
    budget: float,
    cost: Mapping[str, float] | None = None,
    target_stance: float | Mapping[str, float] = TARGET_STANCE,
    days: int = _DAYS,
    lang: Language = "en",
) -> VisitPlan:
    """Return the answer of :func:`plan_visits` for facts that are gathered already; they need a day."""
    as_of = _check_options(facts, budget, days)
    by = as_of + dt.timedelta(days=int(days))
    worth = weigh_contacts(facts, target_stance=target_stance, cost=cost)
    value = np.round(worth.gain_mean * np.fmax(worth.access, _WAY_IN), SCORE_DIGITS)
    selection = select_items(value, worth.cost, float(budget))
    is_taken = np.isin(np.arange(len(value)), selection.items)
    order = np.argsort(-np.round(value / worth.cost, SCORE_DIGITS), kind="stable")  # by id where equal
    taken, left = order[is_taken[order]], order[~is_taken[order]]
    visits = _figures(facts, worth, value, taken) | _doings(facts, worth, taken, as_of)
    goals = zip(*(visits[column] for column in ("name", "goal_kind", "start", "aim")), strict=True)
    visits["goal"] = [say_goal(Goal(kind, start, aim), name, by, lang) for name, kind, start, aim in goals]
    visits["by"] = [by] * len(taken)
    left_out = _figures(facts, worth, value, left)
    left_out["reason"] = ["budget" if gained else "nothing_to_gain" for gained in value[left] > 0]
    return VisitPlan(
        as_of=as_of,
        by=by,
        budget=float(budget),
        spent=selection.cost,
        gain=float(np.nansum(worth.gain[taken])),
        gain_open=float(worth.gain_mean[taken][np.isnan(worth.gain[taken])].sum()),
        exact=selection.exact,
        visits=_table(facts, taken, visits, _VISITS),
        left_out=_table(facts, left, left_out, _LEFT_OUT),
        names=people_names(facts),
        ways={way.key: (way.en, way.zh) for way in WAYS_TO_ACT},
        unattributed=facts.decision.unattributed,
        basis=facts.decision.basis,
    )


def _check_options(facts: Facts, budget: float, days: int) -> dt.date:
    if facts.as_of is None:
        raise OptionError("as_of", None, "a datetime.date; the graph has none of its own, and no clock is read")
    if not (budget >= 0 and np.isfinite(budget)):
        raise OptionError("budget", budget, "a number of at least 0")
    if isinstance(days, bool) or not isinstance(days, Integral) or not 0 <= days <= _YEAR:
        raise OptionError("days", days, f"a whole number from 0 to {_YEAR}")
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


def _doings(facts: Facts, worth: Worth, places: NDArray[np.intp], as_of: dt.date) -> dict[str, list[Any]]:
    """Return the columns that say what to do, all but the sentences and the date."""
    contacts = [facts.contacts[facts.arrays.contacts[place]] for place in places]
    fits = fit_ways(facts, contacts, worth.routes, WAYS_TO_ACT)
    records = []
    for contact, target, on_offer in zip(contacts, worth.target[places].tolist(), fits, strict=True):
        goal = choose_goal(contact, target=target, reached=contact.id in worth.routes, as_of=as_of)
        road = road_to(contact, facts, worth.routes)
        way, lever = _way(on_offer, goal, road, "action"), _way(on_offer, goal, road, "lever")
        motive = motive_to_speak_to(contact)
        records.append(
            {
                "teammate": road.teammate,
                "peer": _peer(contact, way, road, facts),
                "through": road.through,
                "way": None if way is None else way.key,
                "lever": None if lever is None else lever.key,
                "goal_kind": goal.kind,
                "start": goal.start,
                "aim": goal.aim,
                "motive": wording_of(motive),
                "motive_kind": None if motive is None else motive.kind,
                "disclosure": None if motive is None else motive.disclosure,
                "objection": wording_of(objection_of(contact)),
            }
        )
    return {name: [record[name] for record in records] for name in (*_DOINGS, *_WORDS)}


def _way(fits: Sequence[Fit], goal: Goal, road: Road, kind: WayKind) -> Way | None:
    """Return the best way of a kind that surely fits; whom others lead us to is first met by introduction."""
    if goal.kind in ASKING:
        return None
    of_kind = [fit for fit in fits if fit.fits and fit.way.kind == kind]
    if goal.kind == "first_meeting" and road.through:
        of_kind.sort(key=lambda fit: not _introduces(fit.way))
    return next((fit.way for fit in of_kind if fit.score > 0 or _introduces(fit.way)), None)


def _introduces(way: Way) -> bool:
    return "introduced" in way.when.get("route", ())


def _peer(contact: Contact, way: Way | None, road: Road, facts: Facts) -> str | None:
    """Return who of ours has to come along so that level meets level, where whoever goes is not senior enough alone.

    A way that asks for somebody of the contact's level gets one unless whoever goes is known to be; an introduction
    only where whoever goes is known to stand further below.
    """
    if way is None or contact.level is None:
        return None
    level = facts.team[road.teammate].level if road.teammate else None
    if "peer" in way.when:
        alone = level is not None and level <= contact.level
    else:
        alone = not _introduces(way) or level is None or level - contact.level <= _WITHIN
    return None if alone else peer_of(contact, facts)
