"""Where do we stand? Everything that the library can say of one account, gathered once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.account.classes import class_of
from stakeholder_graph.analysis.account.stage import stage_of
from stakeholder_graph.analysis.account.uncoupling import signals_of
from stakeholder_graph.analysis.certainty.questions import questions_of
from stakeholder_graph.analysis.certainty.ranks import certainty_of
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.forecast.decision_lean import forecast_of
from stakeholder_graph.analysis.group.coalition import coalitions_of
from stakeholder_graph.analysis.group.labels import labels_of
from stakeholder_graph.analysis.group.structure import structure_of
from stakeholder_graph.analysis.group.votes import voting_power_of
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS
from stakeholder_graph.analysis.influence.draws import Draws, draw_accounts
from stakeholder_graph.analysis.influence.mediation import mediation_of
from stakeholder_graph.analysis.influence.ranking import ranking_of
from stakeholder_graph.analysis.influence.role_ranking import role_ranking_of
from stakeholder_graph.analysis.motives.alignment import alignment_of
from stakeholder_graph.analysis.motives.conflicts import conflicts_of
from stakeholder_graph.analysis.motives.table import motives_of
from stakeholder_graph.analysis.moves.next_move import moves_of
from stakeholder_graph.analysis.moves.sponsors import sponsors_of
from stakeholder_graph.analysis.moves.visits import visits_of
from stakeholder_graph.analysis.moves.ways import ways_of
from stakeholder_graph.analysis.relations.access import access_of
from stakeholder_graph.analysis.relations.balance import balance_of
from stakeholder_graph.analysis.relations.coaches import coaches_of
from stakeholder_graph.analysis.relations.dossiers import dossiers_of
from stakeholder_graph.analysis.relations.introductions import introductions_of
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.analysis.relations.strength import strengths_of
from stakeholder_graph.analysis.turnover.leavers import turnover_of
from stakeholder_graph.reports.account_report import AccountReport
from stakeholder_graph.reports.looking_back import look_back
from stakeholder_graph.review.position import position_of
from stakeholder_graph.rules.coverage import coverage_of
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet, check_rules
from stakeholder_graph.vocabulary.options import check_number, check_whole
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import networkx as nx

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["summarize"]

VISITS = 5.0  # ours: what a team does in two weeks


def summarize(
    G: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    as_of: dt.date | None = None,
    draws: int = 0,
    seed: int = 0,
    visits: float = VISITS,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
    snapshots: Mapping[dt.date, nx.DiGraph[Any]] | None = None,
    rules: RuleSet = DEFAULT_RULES,
    lang: Language = "en",
) -> AccountReport:
    """Gather everything that there is to say of an account, once.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage : str, optional
        The purchase stage, which says which roles are needed now; by default the account's own. The ranking and the
        forecast are about the decision in the end, whatever the stage.
    as_of : datetime.date, optional
        The date the report speaks of; by default the account's own.
    draws : int, default 0
        Monte Carlo draws for the certainty of the ranking, the interval of the lean and the questions to ask; 0 leaves
        them and the reliability of access out, which takes a tenth of the time. 10,000 are a good number. Access is
        reckoned as by :func:`assess_access`, exactly or with draws of its own, so that both say the same.
    seed : int, default 0
        Seed of the draws.
    visits : float, default 5
        Budget of the visit plan, at least 0; ours, five visits of cost 1.
    openness, budget, weights
        As for :func:`rank_contacts`.
    snapshots : mapping of datetime.date to networkx.DiGraph, optional
        Earlier states of the same purchase, as from :func:`read_snapshots`. The last one before the map's date is the
        review that this one is held against: falling stances are found (TIM-004), and the report says what has changed.
        Their peak shows whether the account comes apart, and the trend over them is the history, with `openness`,
        `budget` and `weights` at their defaults. Snapshots of the map's date or a later one do not count. Not changed.
    rules : RuleSet, optional
        The rules to check; by default all of them.
    lang : {"en", "zh"}, default "en"
        The language of the report.

    Returns
    -------
    AccountReport
        ``.to_markdown()``, ``.to_html()``, ``.to_dict()``, ``.to_frame()`` (the key figures), and each result
        as an attribute.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    UnknownTermError, OptionError, UnknownContactError
        If an option does not exist or is out of range.

    See Also
    --------
    write_report : the same as files, with the influence map.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> report = sg.summarize(sg.example_buying_center())
    >>> report.to_frame()["value"].round(3)[["lean", "unattributed"]].to_dict()
    {'lean': -0.092, 'unattributed': 0.131}
    """
    check_option("language", lang, LANGUAGES)
    check_whole("draws", draws, 0)
    check_whole("seed", seed, 0)
    check_number("visits", visits, "[0, inf)")
    check_rules(rules)
    past = look_back(G, snapshots, stage=stage, as_of=as_of)
    assumed = {"openness": openness, "budget": budget, "weights": weights}
    facts = gather_facts(G, stage=stage, as_of=as_of, **assumed, previous=past.previous)  # type: ignore[arg-type]
    sample = draw_accounts(facts.decision, draws=draws, seed=seed) if draws else None
    coverage, moves, turnover = coverage_of(facts, rules=rules), moves_of(facts, lang=lang), turnover_of(facts)
    signals = signals_of(facts, previous=past.before, lang=lang)
    return AccountReport(
        lang=lang,
        account={**G.graph, **({"stage": stage} if stage else {}), **({"as_of": as_of} if as_of else {})},
        names=people_names(facts),
        ranking=ranking_of(facts.decision),
        forecast=forecast_of(facts, sample, draws=0),
        role_ranking=role_ranking_of(facts.arrays, openness=openness, budget=budget),
        votes=voting_power_of(facts, weights=weights),
        moves=moves,
        sponsors=sponsors_of(facts),
        ways=ways_of(facts, lang=lang),
        visits=None if facts.as_of is None else visits_of(facts, budget=visits, lang=lang),
        paths=introductions_of(facts, lang=lang),
        coverage=coverage,
        coaches=coaches_of(facts),
        turnover=turnover,
        motives=motives_of(facts, lang=lang),
        alignment=alignment_of(facts),
        conflicts=conflicts_of(facts),
        strengths=strengths_of(facts),
        balance=balance_of(facts),
        dossiers=dossiers_of(facts, lang=lang),
        stage=stage_of(facts, **past.peaks()),
        classification=class_of(facts),
        signals=signals,
        structure=structure_of(facts),
        coalitions=coalitions_of(facts),
        labels=labels_of(facts),
        mediation=mediation_of(facts.arrays),
        position=position_of(facts, coverage, moves, turnover, signals),
        changes=past.changes(facts, coverage, rules),
        history=past.history(rules),
        **({"access": None} if sample is None else _certainty(facts, sample, seed, lang)),
    )


def _certainty(facts: Facts, sample: Draws, seed: int, lang: Language) -> dict[str, Any]:
    """Return what only many draws can say."""
    return {
        "access": access_of(facts, seed=seed),
        "certainty": certainty_of(facts, sample),
        "questions": questions_of(facts, sample, lang=lang),
    }
