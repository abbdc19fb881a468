"""Scenarios beside each other: the figures are those of the functions that give them one by one."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from analysis.graphs import build_map, shuffled, snapshot
from review.every_map import EVERY_MAP

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.review.comparison import compare

COLUMNS = {
    "state": object,
    "lean": np.float64,
    "change": np.float64,
    "unattributed": np.float64,
    "unknown_share": np.float64,
    "map_completeness": np.float64,
    "contacts": np.int64,
    "ties": np.int64,
    "coverage": np.float64,
    "error": np.int64,
    "critical": np.int64,
    "high": np.int64,
    "coaches": np.int64,
    "threads": pd.Int64Dtype(),
    "access": np.float64,
    "top_contact": object,
    "top_name": object,
}


def met(**steps):
    """Return the example with a teammate who knows some contacts."""
    G = sg.example_buying_center()
    G.add_teammate("t")
    for contact, step in steps.items():
        G.add_relationship("t", contact, relationship=step)
    return G


@pytest.mark.parametrize("name", EVERY_MAP)
def test_the_form_is_the_same_for_every_map(name):
    table = compare({"first": EVERY_MAP[name](), "again": EVERY_MAP[name]()})
    assert table.dtypes.to_dict() == COLUMNS
    assert table.index.name == "scenario"
    assert table["change"].tolist() in ([0.0, 0.0], pytest.approx([math.nan, math.nan], nan_ok=True))
    assert table.loc["first"].equals(table.loc["again"])


def test_without_maps_the_table_is_empty():
    assert compare({}).dtypes.to_dict() == COLUMNS
    assert len(compare({})) == 0


def test_lean_as_worked_out_where_each_contact_leaves():
    # the worked example: Y = -.0924, and Y where one leaves
    expected = {"coo": -0.1413, "it": -0.0643, "coach": -0.1251, "user": -0.1053, "proc": -0.0729, "gate": -0.0924}
    G = sg.example_buying_center()
    table = compare({"today": G} | {who: sg.what_if(G, leave=who) for who in (*expected, "cfo")})
    assert table["lean"].to_dict() == pytest.approx(
        {"today": -0.0924} | expected | {"cfo": math.nan}, abs=6e-5, nan_ok=True
    )
    assert table["state"].to_dict() == dict.fromkeys(("today", *expected), "owned") | {"cfo": "unowned"}
    assert table["change"].to_numpy() == pytest.approx(table["lean"].to_numpy() - table["lean"].iloc[0], nan_ok=True)
    assert math.isnan(table.loc["cfo", "change"])


@pytest.mark.parametrize("seed", range(4))
def test_the_figures_are_those_of_the_functions_that_give_them(seed):
    maps = {str(n): sg.random_buying_center(n, seed) for n in (3, 12, 25)}
    table = compare(maps, openness=0.4, budget=0.8)
    for name, G in maps.items():
        row, options = table.loc[name], {"openness": 0.4, "budget": 0.8}
        forecast = sg.forecast_decision(G, draws=0, **options)
        report = sg.check_coverage(G)
        assert (row["state"], row["unattributed"]) == (forecast.state, forecast.unattributed)
        assert row["lean"] == pytest.approx(forecast.lean, nan_ok=True)
        assert row["unknown_share"] == forecast.unknown_share
        assert row["map_completeness"] == sg.map_completeness(G, **options)
        assert row["top_contact"] == sg.rank_contacts(G, **options).index[0]
        assert row["top_name"] == G.nodes[row["top_contact"]]["name"]
        assert (row["contacts"], row["ties"]) == (len(G.contacts), len(G.influences))
        assert row["coverage"] == pytest.approx(report.score, nan_ok=True)
        for severity in ("error", "critical", "high"):
            assert row[severity] == (report.findings["severity"] == severity).sum()
        assert row["coaches"] == sg.assess_coaches(G)["coach_class"].isin(["champion", "coach"]).sum()


def test_access_is_how_likely_a_way_to_a_decision_maker_is_open():
    # trusted .8 times the tie COO -> CFO .6; known to the CFO, first contact .2, as well: 1 - (1 - .48)(1 - .2)
    assert compare({"": met(coo="trusted")}).loc["", "access"] == pytest.approx(0.48)
    assert compare({"": met(coo="trusted", cfo="first_contact")}).loc["", "access"] == pytest.approx(0.584)
    assert compare({"": met(cfo="trusted")}).loc["", "access"] == pytest.approx(0.8)


def test_no_access_is_nothing_only_where_every_relationship_is_known():
    nobody = dict.fromkeys(sg.example_buying_center(), "none")
    assert compare({"": met(**nobody)}).loc["", "access"] == 0.0
    del nobody["gate"]
    assert math.isnan(compare({"": met(**nobody)}).loc["", "access"])
    assert math.isnan(compare({"": build_map({"a": {"relationship": "none"}})}).loc["", "access"])  # who decides?


def test_who_left_does_not_count_and_our_own_people_neither():
    G = met(coo="trusted")
    table = compare({"today": G, "COO gone": sg.what_if(G, leave="coo"), "colleague gone": sg.what_if(G, leave="t")})
    assert table["contacts"].tolist() == [7, 6, 7]
    assert table["ties"].tolist() == [10, 6, 10]
    # only the COO's relationship is noted: without it there may be some all the same, and none is known
    assert table["threads"].tolist() == [1, pd.NA, pd.NA]


def test_threads_are_none_only_where_every_relationship_is_known():
    nobody = dict.fromkeys(sg.example_buying_center(), "none")
    assert compare({"": met(**nobody)}).loc["", "threads"] == 0
    del nobody["gate"]
    assert compare({"": met(**nobody)}).loc["", "threads"] is pd.NA


def test_the_stage_and_the_date_are_the_maps_own_unless_given():
    G = sg.example_buying_center()
    by_stage = {stage: compare({"": G}, stage=stage).loc[""] for stage in ("recognise", "select")}
    # in selection every severity rises by a step
    assert by_stage["select"]["critical"] > by_stage["recognise"]["critical"]
    for stage, row in by_stage.items():
        found = sg.check_coverage(G, stage=stage).findings["severity"]
        assert row[["critical", "high"]].tolist() == [(found == grade).sum() for grade in ("critical", "high")]


def test_without_the_only_coach_there_are_more_critical_findings():
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    table = compare({"today": G, "coach gone": sg.what_if(G, leave="okafor")})
    assert table["coaches"].tolist() == [1, 0]
    assert table["critical"].diff().iloc[1] > 0  # which fewer high ones must not hide
    assert table["high"].diff().iloc[1] < 0


def test_errors_in_the_data_are_counted():
    in_a_circle = build_map("ab")
    in_a_circle.nodes["a"]["reports_to"], in_a_circle.nodes["b"]["reports_to"] = "b", "a"
    assert compare({"": in_a_circle}).loc["", "error"] == 1


def test_relationships_fade_to_the_date():
    G = met()
    G.add_relationship("t", "cfo", relationship="trusted", last_contact=dt.date(2026, 1, 1))
    days = {day: compare({"": G}, as_of=day).loc["", "access"] for day in (None, dt.date(2026, 6, 30))}
    # 180 days are a half-life
    assert [*days.values()] == pytest.approx([0.8, 0.4])


def test_the_order_of_a_map_does_not_matter_and_nothing_changes():
    G = sg.random_buying_center(30, seed=4)
    before = snapshot(G)
    table = compare({"a": G, "b": shuffled(G, 1)})
    assert table.loc["a"].equals(table.loc["b"])
    assert snapshot(G) == before


def test_scenarios_stay_in_the_order_given():
    G = sg.example_buying_center()
    assert compare({"z": G, "a": G, "m": G}).index.tolist() == ["z", "a", "m"]


@pytest.mark.parametrize("odd", [None, [sg.BuyingCenter()], sg.example_buying_center().contacts])
def test_what_is_no_mapping_of_maps_is_refused(odd):
    with pytest.raises(OptionError, match="graphs"):
        compare(odd)


def test_wrong_options_are_refused():
    G = sg.example_buying_center()
    with pytest.raises(UnknownTermError, match="purchase stage"):
        compare({"": G}, stage="later")
    with pytest.raises(OptionError, match="as_of"):
        compare({"": G}, as_of="2026-03-31")
    with pytest.raises(OptionError, match="openness"):
        compare({"": G}, openness=1)
    with pytest.raises(SchemaError):
        compare({"": "a map"})


def test_the_table_can_be_changed_without_harm():
    table = compare({"": sg.example_buying_center()})
    table["lean"] = 0.0
    assert isinstance(table, pd.DataFrame)
    assert compare({"": sg.example_buying_center()}).loc["", "lean"] != 0
