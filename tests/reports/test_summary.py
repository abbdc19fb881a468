"""The summary says what the single functions say, of any map, in any form."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from analysis.graphs import random_map, shuffled, snapshot

import stakeholder_graph as sg
from stakeholder_graph.rules.coverage import check_coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

DAY = dt.date(2026, 6, 30)


def all_unknown() -> sg.BuyingCenter:
    G = sg.BuyingCenter(as_of=DAY)
    for contact in "abc":
        G.add_contact(contact, roles=["decision_maker"] if contact == "a" else [])
        G.add_teammate(f"t{contact}")
        G.add_relationship(f"t{contact}", contact)
    G.add_influence("b", "a", 0.5)
    return G


def single() -> sg.BuyingCenter:
    G = sg.BuyingCenter()
    G.add_contact("a", roles=["decision_maker"], stance=0.5)
    return G


def unowned() -> sg.BuyingCenter:
    G = sg.example_buying_center()
    G.nodes["cfo"]["roles"] = ()
    return G


def cycle() -> sg.BuyingCenter:
    G = single()
    G.add_contact("b", stance=-0.5)
    G.add_influence("a", "b", 1.0)
    G.add_influence("b", "a", 1.0, sign=-1)
    return G


MAPS: dict[str, Callable[[], nx.DiGraph[Any]]] = {
    "empty": sg.BuyingCenter,
    "single": single,
    "nobody decides": unowned,
    "all unknown": all_unknown,
    "rivals": lambda: random_map(3, 15, negative=0.4, complete=0.3),
    "cycle": cycle,
    "example": sg.example_buying_center,
    "large": lambda: sg.random_buying_center(200, seed=2),
    "packaging": lambda: sg.read_csv(sg.sample_folder("packaging_line")),
    "bank": lambda: sg.read_csv(sg.sample_folder("bank_mainframe")),
    "managers": lambda: sg.read_csv(sg.sample_folder("high_tech_managers")),
}


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_map_has_a_summary_in_every_form(name: str, lang: Any) -> None:
    G = MAPS[name]()
    before = snapshot(G)
    report = sg.summarize(G, draws=100, lang=lang)
    assert snapshot(G) == before
    texts = (report.to_markdown(), report.to_html(), str(report), report._repr_html_())
    for text in texts:
        assert "{" not in text
        assert re.search(r"\bnan\b", text) is None
    json.loads(json.dumps(report.to_dict()), parse_constant=pytest.fail)
    frame = report.to_frame()
    assert frame["value"].dtype == float
    assert frame.index.name == "figure"


def test_the_summary_says_what_the_functions_say() -> None:
    G = MAPS["packaging"]()
    report = sg.summarize(G, draws=200, seed=3)
    pd.testing.assert_frame_equal(report.ranking, sg.rank_contacts(G))
    pd.testing.assert_frame_equal(report.moves, sg.next_moves(G))
    pd.testing.assert_frame_equal(report.paths, sg.introduction_paths(G))
    pd.testing.assert_frame_equal(report.turnover, sg.turnover_risk(G))
    pd.testing.assert_frame_equal(report.role_ranking, sg.rank_roles(G))
    pd.testing.assert_frame_equal(report.votes, sg.voting_power(G))
    pd.testing.assert_frame_equal(report.ways, sg.ways_to_act(G))
    pd.testing.assert_frame_equal(report.motives, sg.motive_table(G))
    pd.testing.assert_frame_equal(report.strengths, sg.relationship_strength(G))
    pd.testing.assert_frame_equal(report.labels, sg.stakeholder_labels(G))
    pd.testing.assert_frame_equal(report.mediation, sg.brokerage(G))
    assert report.sponsors.to_dict() == sg.declared_sponsors(G).to_dict()
    assert report.visits is not None
    assert report.visits.to_dict() == sg.plan_visits(G, budget=5).to_dict()
    pd.testing.assert_frame_equal(report.alignment, sg.motive_alignment(G))
    pd.testing.assert_frame_equal(report.conflicts, sg.motive_conflicts(G))
    pd.testing.assert_frame_equal(report.balance, sg.relationship_balance(G))
    pd.testing.assert_frame_equal(report.dossiers, sg.dossier_completeness(G))
    pd.testing.assert_frame_equal(report.coalitions, sg.coalitions(G))
    pd.testing.assert_frame_equal(report.signals, sg.uncoupling_signals(G))
    pd.testing.assert_frame_equal(report.coaches, sg.assess_coaches(G))
    assert report.coverage.to_dict() == check_coverage(G).to_dict()
    assert report.forecast.to_dict() == sg.forecast_decision(G, draws=200, seed=3).to_dict()
    assert report.stage.to_dict() == sg.account_stage(G).to_dict()
    assert report.classification.to_dict() == sg.classify_account(G).to_dict()
    assert report.structure.to_dict() == sg.structure_summary(G).to_dict()
    assert report.position.to_dict() == sg.assess_position(G).to_dict()
    assert report.certainty is not None
    assert report.questions is not None
    assert report.access is not None
    assert report.certainty.to_dict() == sg.rank_certainty(G, draws=200, seed=3).to_dict()
    pd.testing.assert_frame_equal(report.questions, sg.questions_to_ask(G, draws=200, seed=3))
    assert report.access.to_dict() == sg.assess_access(G, seed=3).to_dict()


def test_what_is_assumed_of_openness_and_weights_is_passed_on() -> None:
    G = MAPS["packaging"]()
    assumed: dict[str, Any] = {"openness": 0.3, "budget": 2.0, "weights": {"moreau": 3.0, "eklund": 1.0}}
    report = sg.summarize(G, **assumed)
    pd.testing.assert_frame_equal(report.ranking, sg.rank_contacts(G, **assumed))
    pd.testing.assert_frame_equal(report.votes, sg.voting_power(G, weights=assumed["weights"]))
    pd.testing.assert_frame_equal(report.role_ranking, sg.rank_roles(G, openness=0.3, budget=2.0))


def test_a_table_in_the_data_says_what_it_rests_on() -> None:
    data = sg.summarize(MAPS["bank"]()).to_dict()
    assert data["moves"]["basis"] == "decision makers"
    assert len(data["moves"]["records"]) == 18
    assert data["votes"]["quota"] == 2.0  # two of equal weight: both are needed for more than half
    assert data["motives"]["review_due"] == 5
    assert (data["changes"], data["history"]) == (None, None)


def test_the_budget_of_visits_is_checked_where_there_is_no_date_too() -> None:
    with pytest.raises(sg.OptionError, match="visits"):
        sg.summarize(MAPS["single"](), visits=-1)


def test_access_is_the_figure_that_a_comparison_shows() -> None:
    G = MAPS["bank"]()
    access = sg.summarize(G).to_frame()["value"]["access"]
    assert access == pytest.approx(sg.compare({"today": G})["access"].iloc[0])


def test_without_draws_there_is_no_certainty() -> None:
    report = sg.summarize(sg.example_buying_center())
    assert (report.certainty, report.questions, report.access, report.forecast.interval) == (None, None, None, None)
    assert "How sure we are" not in report.to_markdown()


def test_key_figures_of_the_worked_example() -> None:
    # the lean and the unattributed share of the worked example, as in the documentation of the ranking
    values = sg.summarize(sg.example_buying_center()).to_frame()["value"]
    assert values["lean"] == pytest.approx(-0.0924, abs=5e-5)
    assert values["unattributed"] == pytest.approx(0.1310, abs=5e-5)
    assert values["unknown_share"] == 0.0
    assert math.isnan(values["access"])  # nobody of ours is on the map


def test_critical_and_high_findings_are_counted_apart() -> None:
    report = sg.summarize(MAPS["packaging"]())
    found = report.coverage.findings["severity"].value_counts()
    values = report.to_frame()["value"]
    assert (values["critical"], values["high"]) == (found["critical"], found["high"])


def test_stage_and_date_of_the_call_win_over_the_account() -> None:
    G = MAPS["packaging"]()
    report = sg.summarize(G, stage="contract", as_of=dt.date(2027, 1, 2))
    assert (report.account["stage"], report.coverage.stage) == ("contract", "contract")
    assert report.account["as_of"] == report.coverage.as_of == dt.date(2027, 1, 2)
    assert G.graph["stage"] == "select"


def test_the_order_of_building_makes_no_difference() -> None:
    G = MAPS["rivals"]()
    assert sg.summarize(shuffled(G, 1), draws=100).to_markdown() == sg.summarize(G, draws=100).to_markdown()


def test_markup_in_the_data_stays_text() -> None:
    G = sg.BuyingCenter(account="<script>alert(1)</script>")
    G.add_contact("a", name="<img src=x> *a* | b", roles=["decision_maker"], stance=-0.9)
    report = sg.summarize(G)
    for page in (report.to_html(), report._repr_html_(), report.to_markdown()):
        assert "<script>" not in page
        assert "<img src=x>" not in page


@pytest.mark.parametrize(
    "options",
    [
        {"lang": "fr"},
        {"stage": "dance"},
        {"draws": -1},
        {"draws": True},
        {"seed": -1},
        {"seed": "x"},
        {"visits": -1},
        {"visits": "many"},
        {"as_of": "today"},
        {"openness": 1.0},
        {"budget": -1},
        {"weights": 3},
        {"rules": ["COA-001"]},
        {"snapshots": 3},
        {"snapshots": {"2026-03-31": sg.example_buying_center()}},
        {"snapshots": {None: sg.example_buying_center()}},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises((sg.UnknownTermError, sg.OptionError)):
        sg.summarize(sg.example_buying_center(), **options)
