"""How far an account has grown, read from who of ours knows whom of theirs."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.account.growth import (
    GROWTH_STAGES,
    Figure,
    StageThresholds,
    growth_conditions,
    possible_stages,
    stage_reached,
)
from stakeholder_graph.analysis.account.stage_assessment import StageAssessment
from stakeholder_graph.analysis.account.topology import ContactTopology, read_topology
from stakeholder_graph.analysis.facts.claims import Extent, all_of, any_of
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.errors import OptionError
from stakeholder_graph.vocabulary.options import check_number, check_whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.account.growth import Condition
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.vocabulary.accounts import AccountStage

__all__ = ["account_stage", "stage_of"]

_THRESHOLDS = StageThresholds()
_CONDITIONS = {
    "stage": "object",
    "figure": "object",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "limit": "float64",
    "noted": "boolean",
    "met": "boolean",
}
_TIES = {"teammate": "object", "contact": "object", "strength": "float64"}


def account_stage(
    G: nx.DiGraph[Any],
    *,
    as_of: dt.date | None = None,
    peak_strength: float | None = None,
    peak_threads: int | None = None,
    thresholds: StageThresholds = _THRESHOLDS,
) -> StageAssessment:
    """Tell how far an account has grown from who of ours knows whom of theirs.

    The stages are those of Millman and Wilson; how they are read from the ties is ours, and so are the thresholds:

    ================  ============================================================================================
    pre               no customer yet, or no tie holds
    early             the bow-tie: one person carries every tie
    mid               two threads, or more without the breadth of a partnership
    partnership       the diamond: at least 3 threads, nobody carries half of the strength, at least 3 pairs of
                      functions meet and 2 levels of theirs are reached
    synergistic       at least 5 threads, nobody carries a third, at least 4 pairs of functions, 3 levels, a joint team
    uncoupling        either side has said that it will leave; or the strength is at half of its peak or less, and there
                      are fewer threads than then
    ================  ============================================================================================

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    as_of : datetime.date, optional
        The day to which relationships fade; by default the graph's own. Where neither is given, nothing fades.
    peak_strength, peak_threads : float, int, optional
        The highest ``strength`` and ``threads`` of the last twelve months, from earlier snapshots; without them only
        the announcement of an exit shows that an account comes apart.
    thresholds : StageThresholds, optional
        Strength from which a tie holds, and the thresholds of the stages; ours.

    Returns
    -------
    StageAssessment
        The stage by what is noted, the stages that are possible, the figures, and what the next stage takes.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    OptionError
        If `as_of` is no date, a peak is no number of at least 0, or `thresholds` are no thresholds.

    See Also
    --------
    uncoupling_signals : why an account may come apart, and what can be seen of it.
    classify_account : the class of an account by what it buys.

    Notes
    -----
    A tie holds where the relationship, faded to the day, has a strength of at least .3. Only the customer's own people
    who are in their posts count: neither outsiders nor placeholders nor who has left.

    The number of threads is the size of a largest matching between both sides. By König's theorem it is also the
    smallest number of people without whom no tie is left, and ``cover`` names them.

    A contact of whom no relationship is noted may have one with anybody of ours, of a strength of up to .95; a
    relationship of the contact's own row counts as one with somebody of ours who is not named, the same one for all.

    References
    ----------
    Millman, T., & Wilson, K. (1995). From key account selling to key account management. Journal of Marketing
    Practice 1(1).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> G.graph["buys_from_us"] = True
    >>> G.add_teammate("kam", function="sales")
    >>> G.add_relationship("kam", "proc", relationship="trusted")
    >>> G.add_relationship("kam", "cfo", relationship="familiar")
    >>> found = sg.account_stage(G)
    >>> found.stage, found.cover, found.next_stage
    ('early', ('kam',), 'mid')
    """
    return stage_of(
        gather_facts(G, as_of=as_of), peak_strength=peak_strength, peak_threads=peak_threads, thresholds=thresholds
    )


def stage_of(
    facts: Facts,
    *,
    peak_strength: float | None = None,
    peak_threads: int | None = None,
    thresholds: StageThresholds = _THRESHOLDS,
) -> StageAssessment:
    """Return the answer of :func:`account_stage` from what is known."""
    _check_peaks(peak_strength, peak_threads)
    if not isinstance(thresholds, StageThresholds):
        raise OptionError("thresholds", thresholds, "StageThresholds, such as StageThresholds(active_from=.4)")
    topology = read_topology(facts, thresholds.active_from)
    teams, buys = facts.account.get("joint_teams"), _buys(facts.account)
    figures: dict[Figure, Extent] = {
        "buys_from_us": Extent.of(buys, high=1.0),
        "threads": topology.threads,
        "hub_share": topology.hub_share,
        "functions": topology.functions,
        "levels": topology.levels,
        "joint_teams": Extent.of(teams),
    }
    conditions = growth_conditions(figures, thresholds)
    leaves = facts.account.get("exit_announced")
    part = thresholds.uncoupling_strength
    peaks = (None if peak_strength is None else part * peak_strength, peak_threads)
    fallen = _fallen(topology.strength, topology.threads, *peaks)
    noted = any_of(leaves, _fallen(topology.strength.noted, topology.threads.noted, *peaks)) is True
    stage = "uncoupling" if noted else stage_reached(conditions)
    by_ties = stage_reached(conditions, but="buys_from_us")
    return StageAssessment(
        account=facts.account.get("account"),
        stage=stage,
        stage_by_ties=by_ties,
        possible=possible_stages(conditions, comes_apart=any_of(leaves, fallen)),
        next_stage=_next_stage(stage or by_ties),
        ties=_tie_table(topology),
        threads=int(topology.threads.value or 0),
        cover=topology.cover,
        hub=topology.hub,
        hub_share=math.nan if topology.hub_share.value is None else topology.hub_share.value,
        functions=int(topology.functions.value or 0),
        levels=int(topology.levels.value or 0),
        functions_missing=topology.functions_missing,
        levels_missing=topology.levels_missing,
        joint_teams=teams,
        strength=topology.strength.value or 0.0,
        peak_strength=peak_strength,
        peak_threads=peak_threads,
        exit_announced=leaves,
        conditions=_condition_table(conditions),
        unknowns=_unknowns(facts, topology, buys=buys, peaks=peaks),
        names=facts.names | {mate.id: mate.label for mate in facts.team.values()},
    )


def _next_stage(stage: AccountStage | None) -> AccountStage | None:
    return dict(pairwise(GROWTH_STAGES)).get(stage) if stage else None


def _check_peaks(strength: float | None, threads: int | None) -> None:
    check_number("peak_strength", strength, "[0, inf)", or_none=True)
    if threads is not None:
        check_whole("peak_threads", threads, 0)


def _buys(account: Mapping[str, Any]) -> bool | None:
    """Return whether the account buys from us: as noted, else by its purchases."""
    purchases = account.get("current_purchases")
    found: bool | None = account.get("buys_from_us", None if purchases is None else purchases > 0)
    return found


def _fallen(strength: Extent, threads: Extent, half: float | None, peak_threads: int | None) -> bool | None:
    """Return whether the strength has fallen to a part of its peak, and with it the number of threads."""
    weak = None if half is None else strength.at_most(half)
    return all_of(weak, None if peak_threads is None else threads.below(peak_threads))


def _tie_table(topology: ContactTopology) -> pd.DataFrame:
    records = [
        {"teammate": tie.teammate or None, "contact": tie.contact, "strength": tie.strength} for tie in topology.ties
    ]
    return typed_frame(records, _TIES)


def _condition_table(conditions: Sequence[Condition]) -> pd.DataFrame:
    records = [
        {
            "stage": each.stage,
            "figure": each.figure,
            "value": each.extent.value,
            "low": each.extent.low,
            "high": each.extent.high,
            "limit": each.limit,
            "noted": each.noted,
            "met": each.met,
        }
        for each in conditions
    ]
    return typed_frame(records, _CONDITIONS)


def _unknowns(
    facts: Facts, topology: ContactTopology, *, buys: bool | None, peaks: tuple[float | None, int | None]
) -> dict[str, tuple[str, ...]]:
    """Return what is not known and may change the stage, each with the people concerned."""
    account = {
        "buys_from_us": buys,
        "people": None if math.isinf(topology.threads.high) else topology.threads,
        "as_of": facts.as_of,
        "exit_announced": facts.account.get("exit_announced"),
        "joint_teams": facts.account.get("joint_teams"),
        "peaks": None if None in peaks else peaks,
    }
    people = {
        "relationships": topology.unknown,
        "unnamed": topology.unnamed,
        "functions": topology.no_function,
        "levels": topology.no_level,
        "last_contacts": topology.unfaded if facts.as_of is not None else (),
    }
    found: dict[str, tuple[str, ...]] = {what: () for what, value in account.items() if value is None}
    return found | {what: concerned for what, concerned in people.items() if concerned}
