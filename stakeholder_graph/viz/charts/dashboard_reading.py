"""What a dashboard reads: everything from facts that are gathered once."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.certainty.ranks import certainty_of
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.forecast.decision_lean import forecast_of
from stakeholder_graph.analysis.influence.draws import draw_accounts
from stakeholder_graph.analysis.moves.approach import objection_of
from stakeholder_graph.analysis.moves.next_move import moves_of
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.analysis.relations.role_coverage import cover_roles
from stakeholder_graph.model.presenting import signed
from stakeholder_graph.rules.coverage import coverage_of
from stakeholder_graph.viz.charts.ranking_reading import read_certainty
from stakeholder_graph.viz.facts.fact_reading import map_facts_of
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS
from stakeholder_graph.viz.layout.route_tree import find_routes
from stakeholder_graph.viz.pages.dashboard_facts import DashboardFacts, LeanFacts, Remark, RoleFacts
from stakeholder_graph.viz.pages.dashboard_remarks import MOST_REMARKS
from stakeholder_graph.viz.pages.ranking_facts import RankingFacts
from stakeholder_graph.vocabulary.sentences import listed, say
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.facts.motive import Motive
    from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast
    from stakeholder_graph.analysis.influence.draws import Draws
    from stakeholder_graph.viz.facts.map_facts import MapFacts
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["read_dashboard"]

_SECTION = ("stakeholder_graph.viz.pages", "dashboard")
_GRAVE = ("error", "critical", "high", "medium")  # ours: what is of less weight is no risk for a director
_DECIDING_MOVES = 1  # ours: of the moves, so many are on who decides: they would be on top by construction
_GAIN_DIGITS = 2  # ours: a lean has two digits, and a move that changes neither gains nothing
_HIDDEN = "hidden"
_STRAIGHT_MARKS = str.maketrans("“”", '""')  # a font with Chinese has the curved ones as wide as an ideograph
_MOVE_TITLES = {
    "opponent": "move_turn",
    "sceptic": "move_turn",
    "neutral": "move_win",
    "supporter": "move_strengthen",
    "strong_supporter": "move_strengthen",
    "unknown": "move_find_out",
}


def read_dashboard(
    G: nx.DiGraph[Any], *, lang: Language, stage: str | None, as_of: date | None, draws: int, seed: int
) -> DashboardFacts:
    """Gather the facts of an account, and answer what a dashboard asks of them.

    Parameters
    ----------
    G, stage, as_of, draws, seed
        As for ``plot_dashboard``.
    lang : {"en", "zh"}
        The language of risks and moves.
    """
    known = gather_facts(G, stage=stage, as_of=as_of)
    people = map_facts_of(known)
    if not known.arrays.contacts:
        return DashboardFacts(people, (), RankingFacts(people), LeanFacts())
    sample = draw_accounts(known.decision, draws=draws, seed=seed)
    return DashboardFacts(
        people,
        find_routes(people),
        _read_ranking(known, sample, people),
        _read_lean(forecast_of(known, sample, draws=0)),
        tuple(RoleFacts(role.role, role.need, role.holders, role.status) for role in cover_roles(known)),
        _read_risks(_without_secrets(known), lang),
        _read_moves(known, lang),
    )


def _read_ranking(known: Facts, sample: Draws, people: MapFacts) -> RankingFacts:
    ranking = read_certainty(certainty_of(known, sample))
    persons = {contact.id: contact for contact in people.contacts}
    rows = tuple(replace(row, person=persons[row.person.id]) for row in ranking.rows)
    return replace(ranking, people=people, rows=rows, has_stance=True)


def _read_lean(forecast: DecisionForecast) -> LeanFacts:
    return LeanFacts(
        state=forecast.state,
        lean=None if math.isnan(forecast.lean) else forecast.lean,
        direction=forecast.direction,
        interval=forecast.interval,
        level=forecast.level,
        unknown_share=forecast.unknown_share,
        unattributed=forecast.unattributed,
    )


def _read_risks(known: Facts, lang: Language) -> tuple[Remark, ...]:
    """Return the gravest findings, each rule once; of equally grave ones first those about the weightiest people."""
    findings = [one for one in coverage_of(known).to_dict(lang)["findings"] if one["severity"] in _GRAVE]
    findings.sort(key=lambda one: (_GRAVE.index(one["severity"]), -_weight(one["contacts"], known), one["rule"]))
    risks: dict[str, Remark] = {}
    for finding in findings:
        evidence = finding["evidence"] if lang == "zh" else finding["evidence"].translate(_STRAIGHT_MARKS)
        risks.setdefault(finding["rule"], Remark(finding["title"], evidence))
    return tuple(risks.values())[:MOST_REMARKS]


def _without_secrets(known: Facts) -> Facts:
    """Return the facts in which a hidden motive has neither words nor topic, so that no finding can tell them."""

    def veiled(motive: Motive) -> Motive:
        hidden = motive.disclosure == _HIDDEN
        return replace(motive, topic=None, description=None, evidence=None) if hidden else motive

    contacts = {
        one: replace(contact, motives=tuple(map(veiled, contact.motives))) for one, contact in known.contacts.items()
    }
    return replace(known, contacts=contacts)


def _weight(contacts: Iterable[str], known: Facts) -> float:
    """Return the largest share of the decision among some contacts."""
    return max((round(abs(known.contacts[one].share or 0.0), FIGURE_DIGITS) for one in contacts), default=0.0)


def _read_moves(known: Facts, lang: Language) -> tuple[Remark, ...]:
    """Return the best moves: on those who move the decision, and on one who decides."""
    moves = moves_of(known, lang=lang)
    worth_it = moves[moves["gain_most"].round(_GAIN_DIGITS) > 0]
    deciding = worth_it[worth_it["decides"]].head(_DECIDING_MOVES)
    others = worth_it[~worth_it["decides"]].head(MOST_REMARKS - len(deciding))
    names = people_names(known)
    rows = [*others.iterrows(), *deciding.iterrows()]
    return tuple(_read_move(str(contact), row, names, known, lang) for contact, row in rows)


def _read_move(contact: str, row: pd.Series[Any], names: Mapping[str, str], known: Facts, lang: Language) -> Remark:
    stance = classify_stance(None if math.isnan(row["stance"]) else float(row["stance"]))
    unnamed = known.contacts[contact].status == "placeholder"
    title = say(*_SECTION, "move_name" if unnamed else _MOVE_TITLES[stance], lang, who=names[contact])
    parts = [
        _gain(row, known, lang),
        "" if unnamed else _way(row, names, lang),
        _topic(row, known.contacts[contact], lang),
    ]
    return Remark(title, ("" if lang == "zh" else " ").join(part for part in parts if part))


def _gain(row: pd.Series[Any], known: Facts, lang: Language) -> str:
    """Return by how much the lean would move; where nobody decides there is none."""
    if not known.decision.is_owned:
        return ""
    if math.isnan(row["stance"]):
        return say(*_SECTION, "move_gain_open", lang, gain=signed(float(row["gain_most"])).removeprefix("+"))
    return say(*_SECTION, "move_gain", lang, gain=signed(float(row["gain_most"])))


def _way(row: pd.Series[Any], names: Mapping[str, str], lang: Language) -> str:
    """Return who of ours goes, and through whom."""
    via = row["via"]
    if not via:
        return say(*_SECTION, "move_no_way" if row["access"] == 0 else "move_way_unknown", lang)
    mate, others = names[via[0]], [names[one] for one in via[1:]]
    if not others:
        return say(*_SECTION, "move_direct", lang, mate=mate)
    return say(*_SECTION, "move_through", lang, mate=mate, who=listed(others, lang))


def _topic(row: pd.Series[Any], contact: Contact, lang: Language) -> str:
    """Return what to speak of; a hidden motive is not printed on a slide."""
    if row["motive"] and row["disclosure"] != _HIDDEN:
        return say(*_SECTION, "move_motive", lang, motive=row["motive"])
    objection = objection_of(contact)
    if row["objection"] and objection is not None and objection.disclosure != _HIDDEN:
        return say(*_SECTION, "move_objection", lang, objection=row["objection"])
    return row["advice"] or ""
