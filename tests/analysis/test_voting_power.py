"""The table of voting power of those who decide."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from analysis.graphs import build_map, random_map, shuffled, snapshot
from hypothesis import given
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.group.votes import voting_power, voting_power_of
from stakeholder_graph.errors import OptionError, SchemaError, UnknownContactError

DM = {"roles": ("decision_maker",)}
COLUMNS = [
    "name",
    "weight",
    "banzhaf",
    "banzhaf_absolute",
    "shapley_shubik",
    "swings",
    "is_veto",
    "is_dictator",
    "is_dummy",
]
COUNCIL = {"germany": 4, "france": 4, "italy": 4, "belgium": 2, "netherlands": 2, "luxembourg": 1}


def test_the_council_of_six() -> None:
    G = build_map({country: {"decision_weight": votes} for country, votes in COUNCIL.items()})
    table = voting_power(G, quota=12)
    # Published figures of the Council of 1958; the kernel's tests count them by hand.
    assert table["shapley_shubik"].to_dict() == pytest.approx(
        {"france": 14 / 60, "germany": 14 / 60, "italy": 14 / 60, "belgium": 0.15, "netherlands": 0.15, "luxembourg": 0}
    )
    assert table.index.tolist() == ["france", "germany", "italy", "belgium", "netherlands", "luxembourg"]
    assert table["is_dummy"].tolist() == [False] * 5 + [True]
    assert table.attrs == {"quota": 12, "total": 17, "decisiveness": 14 / 64, "basis": "contact weights"}


def test_columns_and_types() -> None:
    for G in (sg.example_buying_center(), sg.BuyingCenter(), build_map({"a": {}})):
        table = voting_power(G)
        assert list(table.columns) == COLUMNS
        assert table.index.name == "contact_id"
        assert [str(dtype) for dtype in table.dtypes] == ["object"] + ["float64"] * 5 + ["bool"] * 3


def test_one_decider_is_a_dictator() -> None:
    table = voting_power(sg.example_buying_center())
    assert table.loc["cfo"].tolist() == ["cfo", 1, 1, 1, 1, 1, True, True, False]
    assert table.attrs == {"quota": 1, "total": 1, "decisiveness": 0.5, "basis": "decision makers"}


def test_every_decision_maker_has_one_vote() -> None:
    table = voting_power(build_map(dict.fromkeys("abcd", DM)), quota=3)
    assert table["weight"].tolist() == [1, 1, 1, 1]
    assert table["swings"].tolist() == [3, 3, 3, 3]  # two of the three others
    assert not table["is_veto"].any()
    assert voting_power(build_map(dict.fromkeys("abcd", DM)), quota=4)["is_veto"].all()


def test_given_weights_win() -> None:
    G = sg.example_buying_center()
    table = voting_power(G, weights={"it": 49, "coo": 1, "cfo": 50, "gate": 0}, quota=51)
    assert table["weight"].to_dict() == {"cfo": 50, "it": 49, "coo": 1}
    assert table["banzhaf"].tolist() == pytest.approx([0.6, 0.2, 0.2])
    assert table.attrs["basis"] == "given weights"


def test_facts_gathered_with_weights() -> None:
    weights = {"cfo": 3, "coo": 2, "it": 1}
    facts = gather_facts(sg.example_buying_center(), weights=weights)
    assert voting_power_of(facts, weights=weights).equals(voting_power(sg.example_buying_center(), weights=weights))
    shares = voting_power_of(facts)  # the votes are then shares, the power is the same
    assert shares["weight"].tolist() == pytest.approx([1 / 2, 1 / 3, 1 / 6])
    assert shares["swings"].tolist() == voting_power_of(facts, weights=weights)["swings"].tolist() == [3, 1, 1]


@pytest.mark.parametrize("G", [sg.BuyingCenter(), build_map({"a": {"stance": 1.0}})], ids=["empty", "nobody decides"])
def test_nobody_decides(G: Any) -> None:
    table = voting_power(G, quota=2)
    assert len(table) == 0
    assert table.attrs == {"quota": None, "total": None, "decisiveness": None, "basis": "mean of all contacts"}


def test_who_has_left_has_no_vote() -> None:
    G = build_map({"a": DM, "b": DM | {"status": "left"}, "c": DM | {"status": "placeholder"}})
    assert voting_power(G).index.tolist() == ["a", "c"]


@pytest.mark.parametrize("quota", [0, -1, 1.5, math.nan, math.inf, True, "1"])
def test_quotas_that_make_no_sense(quota: Any) -> None:
    with pytest.raises(OptionError, match=r"quota=.*at most 1, the sum of the weights"):
        voting_power(sg.example_buying_center(), quota=quota)


def test_quotas_that_make_no_sense_where_nobody_decides() -> None:
    with pytest.raises(OptionError, match="at most the sum of the weights"):
        voting_power(sg.BuyingCenter(), quota=0)


def test_the_whole_weight_may_be_the_quota() -> None:
    # .1 + .2 + .3 + .4 is a little off 1 in floating point
    table = voting_power(build_map("abcd"), weights={"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}, quota=1.0)
    assert table["is_veto"].all()


def test_other_mistakes() -> None:
    G = sg.example_buying_center()
    with pytest.raises(UnknownContactError):
        voting_power(G, weights={"cf": 1})
    for weights in ({"cfo": 0}, {"cfo": "x"}, "x"):
        with pytest.raises(OptionError, match="weights"):
            voting_power(G, weights=weights)
    with pytest.raises(OptionError, match=r"weights=.*fewer digits"):
        voting_power(build_map({f"c{place:02d}": {"decision_weight": place**0.5 + 0.1} for place in range(21)}))
    G.nodes["cfo"]["stance"] = 2
    with pytest.raises(SchemaError):
        voting_power(G)


@pytest.mark.parametrize("seed", range(4))
def test_shares_of_power_add_up_and_follow_the_weight(seed: int) -> None:
    G = random_map(seed, n=12)
    for place, contact in enumerate(sorted(G)):
        G.nodes[contact]["decision_weight"] = (place * 7 + seed) % 5
    table = voting_power(G)
    assert table[["banzhaf", "shapley_shubik"]].sum().tolist() == pytest.approx([1, 1])
    for column in ("weight", "banzhaf", "shapley_shubik", "swings"):
        assert (table[column].diff().dropna() <= 1e-15).all()
    assert (table["weight"] > 0).all()
    assert (table["banzhaf_absolute"] == table["swings"] / 2 ** (len(table) - 1)).all()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_building_makes_no_difference(seed: int) -> None:
    G = random_map(seed)
    before = snapshot(G)
    table = voting_power(G, weights={"c03": 2, "c01": 2, "c07": 5})
    assert snapshot(G) == before
    again = voting_power(shuffled(G, seed), weights={"c07": 5, "c03": 2, "c01": 2})
    pd.testing.assert_frame_equal(again, table)
    assert again.attrs == table.attrs


def test_two_hundred_contacts() -> None:
    G = sg.random_buying_center(200, seed=3)
    assert voting_power(G)["banzhaf"].tolist() == pytest.approx([1 / 20] * 20)  # so many decide
    table = voting_power(G, weights={contact: 1 for contact in G if contact.startswith("c")})
    assert table["shapley_shubik"].tolist() == pytest.approx([1 / 200] * 200)


@given(buying_centers(min_contacts=1))
def test_any_map_can_be_asked(G: Any) -> None:
    table = voting_power(G)
    if len(table):
        assert table[["banzhaf", "shapley_shubik"]].sum().tolist() == pytest.approx([1, 1])
        assert (table["is_dummy"] == (table["shapley_shubik"] == 0)).all()
        assert table.loc[table["is_dictator"], "banzhaf"].eq(1).all()
