"""Where the decision leans today, how far we can know that, and what a formal rule would make of it."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import Facts, gather_facts
from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast, Direction, State
from stakeholder_graph.analysis.forecast.decision_rules import RuleName, check_votes, read_rule
from stakeholder_graph.analysis.forecast.forecast_tables import contacts_table, deciders_table, path_table
from stakeholder_graph.analysis.forecast.lean_draws import Spread, spread_of
from stakeholder_graph.analysis.forecast.opinions import Opinions, opinions_at_rest, opinions_by_round
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.influence.draws import CONFIDENCE, DRAWS, LEVEL, check_drawing, draw_accounts
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.vocabulary.options import check_number, check_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.influence.decision import Decision
    from stakeholder_graph.analysis.influence.draws import Draws

__all__ = ["forecast_decision", "forecast_of"]

OPEN_WITHIN = 0.05  # ours: a lean of less than that to either side is called open
_MOST_ROUNDS = 1_000  # ours: opinions have come to rest long before


def forecast_decision(
    G: nx.DiGraph[Any],
    *,
    rule: RuleName = "weighted",
    quota: int | None = None,
    rounds: int | None = None,
    stage: str | None = None,
    unmapped_stance: float | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    level: float = LEVEL,
    confidence: float | None = CONFIDENCE,
    open_within: float = OPEN_WITHIN,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> DecisionForecast:
    """Say where the decision leans, what that is made of, and how much of it is not known.

    Everybody holds the own judgement against what others say, as in :func:`rank_contacts`; the lean is the settled
    opinion of those who decide. It is a lean on a scale from -1 (against us) to 1 (for us) with an interval. It is
    not a probability of winning and it is not calibrated: no public data couple such maps with purchases.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; ``u -> v`` says that u influences v. Not changed.
    rule : str, default "weighted"
        How those who decide come to one answer. With the reading P = (1 + z) / 2 of each settled opinion z:

        - ``"weighted"`` : the mean of P by weight in the decision; (1 + lean) / 2.
        - ``"autocracy"`` : the P of one: who releases the money (authority ``economic``), else the one of the largest
          weight, else the highest in rank, else the first by id.
        - ``"majority"`` : at least one vote more than half, a vote each.
        - ``"quota"`` : at least `quota` votes.
        - ``"unanimity"`` : a group that talks until all say yes or all say no, prod P / (prod P + prod(1 - P)); no
          count of votes.
        - ``"veto"`` : the weighted mean over those who decide and hold no veto, times the P of everybody on the map
          with the authority ``veto``. Just the product where all who decide hold one; just the mean where nobody is
          noted to.

        Where one person decides, all of them but ``"veto"`` come to the same.
    quota : int, optional
        Yes votes needed, with ``rule="quota"`` and only then.
    rounds : int, optional
        Look at the opinions after so many rounds of talk, 0 to 1,000, starting from everybody's own judgement; by
        default at rest. Deals rarely leave time to come to rest.
    stage : str, optional
        Weigh the contacts by their roles in this purchase stage (ours), as in :func:`rank_contacts`, instead of by who
        decides in the end. Those who decide, and who vote in a rule, are then all whose roles weigh in it.
    unmapped_stance : float, optional
        The judgement of the people who are not on the map, in [-1, 1]. By default it is not known: 0 in the lean,
        anything in the bounds, and drawn uniformly in the interval.
    draws : int, default 10,000
        Draws for the interval, at least 100 (both ours); 0 gives none. Where nothing is guessed nothing is drawn.
    seed : int, default 0
        Seed of the generator; the same one gives the same draws.
    level : float, default 0.9
        The part of the draws that the interval holds, in (0, 1); ours.
    confidence : float or None, default 0.5
        How sure we are, in [0, 1), of ties and stances of which nobody noted it (ours). None takes them as they are.
    open_within : float, default 0.05
        A lean of less than that to either side is called open, in [0, 1]; ours.
    openness, budget, weights
        As for :func:`rank_contacts`.

    Returns
    -------
    DecisionForecast
        ``.lean`` with ``.interval`` and ``.bounds``, ``.unattributed`` and ``.unknown_share``, the tables ``.contacts``
        and ``.decision_makers``, ``.rule_reading``, and ``.path`` over the rounds. Where nobody on the map decides
        ``.state`` is ``"unowned"`` and ``.lean`` NaN, and ``.group_lean`` has the mean opinion of all.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError
        If there is no such rule.
    OptionError, UnknownContactError
        If an option makes no sense.

    See Also
    --------
    rank_contacts : whose share of the decision is how large.
    voting_power : who can swing a formal vote.

    Notes
    -----
    The interval holds what follows from our not being sure of ties and stances on this map. It says nothing of people
    whom we forgot, of competitors and prices, or of whether opinions move as the model says.

    The rules take the votes for independent. Those who decide listen to the same people, so their votes go together,
    and the independent tail understates the risk: it is too sure of itself on either side. `rule_interval` holds the
    part of it that comes from ties and stances that we guess.

    At rest the shift of a contact v is made of a_v |C_vu| (sign z_u - s_v) / (1 - a_v C_vv) for everybody u listened
    to and of a_v m_v (s0 - s_v) for the people who are not on the map; C_vv is 0 unless v's influencers are complete.
    After some rounds z_u is what u said last, nothing is divided, and a complete listener also carries on the own last
    shift.

    References
    ----------
    Friedkin, N. E., & Johnsen, E. C. (1999). Social influence networks and opinion change. Advances in Group
    Processes 16.
    Choffray, J.-M., & Lilien, G. L. (1980). Market Planning for New Industrial Products. Wiley.
    Wilson, E. J., Lilien, G. L., & Wilson, D. T. (1991). Developing and testing a contingency paradigm of group choice
    in organizational buying. Journal of Marketing Research 28(4).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> forecast = sg.forecast_decision(sg.example_buying_center(), draws=1000)
    >>> round(forecast.lean, 4), forecast.direction
    (-0.0924, 'against')
    >>> forecast.contacts["contribution"].round(3).head(3).to_dict()
    {'cfo': -0.104, 'coo': 0.014, 'it': -0.04}
    >>> [round(bound, 3) for bound in forecast.bounds]  # 13 % hang on people who are not on the map
    [-0.223, 0.039]
    >>> print(sg.forecast_decision(sg.BuyingCenter()))
    No contact on the map takes part in the decision.
    """
    facts = gather_facts(G, openness=openness, budget=budget, weights=weights, weigh_stage=stage)
    return forecast_of(
        facts,
        rule=rule,
        quota=quota,
        rounds=rounds,
        unmapped_stance=unmapped_stance,
        draws=draws,
        seed=seed,
        level=level,
        confidence=confidence,
        open_within=open_within,
    )


def forecast_of(
    facts: Facts,
    sample: Draws | None = None,
    *,
    rule: RuleName = "weighted",
    quota: int | None = None,
    rounds: int | None = None,
    unmapped_stance: float | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    level: float = LEVEL,
    confidence: float | None = CONFIDENCE,
    open_within: float = OPEN_WITHIN,
) -> DecisionForecast:
    """Return the forecast from facts that are gathered; options as for :func:`forecast_decision`.

    With a `sample`, draws that are there already, nothing is drawn.
    """
    check_votes(rule, quota)
    check_whole("rounds", 0 if rounds is None else rounds, 0, _MOST_ROUNDS)
    check_drawing(draws, seed, unmapped_stance, none=True)
    check_number("level", level, "(0, 1)")
    check_number("confidence", confidence, "[0, 1)", or_none=True)
    check_number("open_within", open_within, "[0, 1]")
    decision, contacts = facts.decision, facts.arrays.contacts
    opinions, path = _talk_over(decision, rounds, unmapped_stance)
    state, decides, spread = _state(opinions), read_rule(facts, rule, quota), Spread()
    if sample is None and state == "owned" and draws:
        sure = {"tie_confidence": confidence, "stance_confidence": confidence, "unmapped_stance": unmapped_stance}
        sample = draw_accounts(decision, draws=draws, seed=seed, **sure)
    if sample is not None and sample.is_guessed and state == "owned":
        spread = spread_of(sample, decides, rounds=rounds, level=level)
    return DecisionForecast(
        state=state,
        lean=opinions.lean,
        direction=_direction(opinions.lean, open_within),
        level=level,
        bounds=opinions.bounds if decision.is_owned else None,
        group_lean=opinions.group_lean,
        unattributed=opinions.unattributed,
        unattributed_part=opinions.unmapped_share * (unmapped_stance or 0.0),
        unknown_share=opinions.unknown_share,
        unknown_stances=tuple(contacts[place] for place in opinions.unknown),
        basis=decision.basis,
        rounds=rounds,
        rule=rule,
        rule_reading=float(decides.reading(opinions.levels[None])[0]) if state == "owned" else math.nan,
        rule_people=tuple(contacts[place] for place in decides.people),
        votes_needed=decides.votes,
        chosen_by=decides.chosen_by,
        contacts=contacts_table(opinions, facts.names),
        decision_makers=deciders_table(opinions, facts.names),
        path=path,
        **asdict(spread),
    )


def _state(opinions: Opinions) -> State:
    if not len(opinions.decision.arrays):
        return "empty"
    if not opinions.decision.is_owned:
        return "unowned"
    return "unknown" if math.isnan(opinions.lean) else "owned"


def _direction(lean: float, open_within: float) -> Direction | None:
    if math.isnan(lean):
        return None
    size = abs(round(lean, SCORE_DIGITS))
    if size < open_within or size == 0:
        return "open"
    return "for" if lean > 0 else "against"


def _talk_over(decision: Decision, rounds: int | None, unmapped_stance: float | None) -> tuple[Opinions, pd.DataFrame]:
    """Return the opinions to show, and the path to them."""
    if rounds is None:
        return opinions_at_rest(decision, unmapped_stance), path_table([])
    records = []
    for opinions in opinions_by_round(decision, rounds, unmapped_stance):
        records.append((opinions.lean, opinions.group_lean, opinions.unattributed, opinions.unknown_share))
    return opinions, path_table(records)
