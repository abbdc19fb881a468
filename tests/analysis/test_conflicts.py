"""Whose motives run against whose."""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from rules.maps import DM, build

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.motives.conflicts import conflicts_of
from stakeholder_graph.rules.conditions.motives import motive_conflict
from stakeholder_graph.rules.verdicts import Hit

KEY = {"stated_influence": 0.9}
TIES = {("a", "b"): 0.4, ("c", "b"): 0.7, ("b", "c"): 0.2}

grid = st.integers(-4, 4).map(lambda place: place / 4)
motives_of_all = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.fixed_dictionaries(
            {
                "direction": st.none() | grid,
                "strength": st.none() | st.sampled_from([0.25, 0.5, 1.0]),
                "topic": st.none() | st.sampled_from(["cost", "time"]),
            }
        ),
    ),
    max_size=10,
)
ties_of_all = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")).filter(lambda tie: tie[0] != tie[1]),
    st.sampled_from([0.2, 0.7]),
    max_size=6,
)


def on(topic: str, direction: float | None, strength: float | None = None) -> dict:
    return {"topic": topic, "direction": direction, "strength": strength}


def account(motives, ties=TIES, people=None) -> sg.BuyingCenter:
    return build(
        people or dict.fromkeys("abcd", KEY),
        ties=ties,
        motives=[(who, "organisational", columns) for who, columns in motives],
    )


def test_a_pair_by_hand() -> None:
    motives = [("b", on("cost", 0.5)), ("c", on("cost", -0.8)), ("c", on("time", 1.0))]
    table = sg.motive_conflicts(account(motives))
    assert len(table) == 1
    row = table.loc[0]
    assert row[["first", "second", "topics", "worst_topic"]].tolist() == ["b", "c", ("cost",), "cost"]
    assert row[["conflict", "first_moves_second", "second_moves_first"]].tolist() == [0.4, 0.2, 0.7]
    assert row["exposure"] == pytest.approx(0.28)
    assert row["opposed"]
    assert row[["first_name", "second_name"]].tolist() == ["b", "c"]


def test_without_a_tie_nothing_is_exposed() -> None:
    row = sg.motive_conflicts(account([("a", on("cost", 1.0)), ("d", on("cost", -1.0))])).loc[0]
    assert row[["conflict", "first_moves_second", "second_moves_first", "exposure"]].tolist() == [1.0, 0, 0, 0]


def test_the_order_of_the_rows() -> None:
    motives = [
        *(("a", on(topic, 1.0)) for topic in ("t", "u", "v", "w")),
        ("b", on("t", -0.5)),  # conflict .5, exposure .2
        ("c", on("u", -1.0)),  # conflict 1, no tie
        ("d", on("v", -0.6)),  # conflict .6, no tie
        ("e", on("w", None)),  # not known
        ("f", on("t", 1.0)),  # of one mind with a; conflict .5 with b, no tie
        ("g", on("t", -1.0, 0.5)),
        ("g", on("w", 1.0)),  # opposed to a; strengths are missing
    ]
    people: dict[str, dict] = {key: {} for key in "abcdefgh"}
    table = sg.motive_conflicts(account(motives, {**TIES, ("h", "a"): 0.9}, people), include_unknown=True)
    pairs = (table["first"] + table["second"]).tolist()
    # The unknown ones last: opposed, then with a common topic, then tied without one.
    assert pairs == ["ab", "ac", "fg", "ad", "bf", "af", "bg", "ag", "ae", "eg", "ah", "bc"]


def test_pairs_of_whom_nothing_is_known_are_counted_and_listed_on_demand() -> None:
    G = account([("b", on("cost", 0.5)), ("c", on("cost", -0.8))])
    counts = {"tied_pairs": 2, "opposed": 1, "unknown": 1, "without_common_topic": 1}
    assert sg.motive_conflicts(G).attrs == counts
    table = sg.motive_conflicts(G, include_unknown=True)
    assert table.attrs == counts
    last = table.loc[1]
    assert last[["first", "second", "topics", "first_moves_second"]].tolist() == ["a", "b", (), 0.4]
    assert math.isnan(last["conflict"])
    assert math.isnan(last["exposure"])
    assert last["opposed"] is pd.NA
    assert last["worst_topic"] is None


def test_who_has_left_and_who_is_not_known_yet_are_not_compared() -> None:
    people = {"a": {"status": "left"}, "b": {}, "c": {"status": "placeholder"}, "d": {}}
    motives = [(who, on("cost", way)) for who, way in (("a", 1.0), ("b", -1.0), ("c", 1.0), ("d", -1.0))]
    table = sg.motive_conflicts(account(motives, {("a", "b"): 0.5, ("c", "b"): 0.5}, people), include_unknown=True)
    assert list(zip(table["first"], table["second"], strict=True)) == [("b", "d")]
    assert table.attrs["tied_pairs"] == 0


def test_the_sign_of_a_tie_does_not_count() -> None:
    motives = [("a", on("cost", 0.5)), ("b", on("cost", -0.8))]
    ties = {("a", "b"): {"weight": 0.4, "sign": -1}}
    assert sg.motive_conflicts(account(motives, ties)).loc[0, "exposure"] == pytest.approx(0.16)


@settings(deadline=None)
@given(motives_of_all, ties_of_all)
def test_laws(motives: list, ties: dict) -> None:
    table = sg.motive_conflicts(account(motives, ties), include_unknown=True)
    assert (table["first"] < table["second"]).all()
    assert not table.duplicated(["first", "second"]).any()
    assert table["conflict"].dropna().between(0, 1).all()
    tie = table[["first_moves_second", "second_moves_first"]].max(axis=1)
    expected = table["conflict"] * tie
    assert table["exposure"].tolist() == pytest.approx(expected.tolist(), nan_ok=True)
    assert (table["topics"].map(len).eq(0) <= table["conflict"].isna()).all()
    assert (table["worst_topic"].notna() == table["opposed"].fillna(value=False)).all()
    known = table["conflict"].notna()
    assert ((table["conflict"] > 0) == table["opposed"].fillna(value=False))[known].all()
    tied = table[tie > 0]
    assert len(tied) == table.attrs["tied_pairs"]
    assert tied["opposed"].isna().sum() == table.attrs["unknown"]
    assert tied["opposed"].sum() == table.attrs["opposed"]


@settings(deadline=None)
@given(motives_of_all, ties_of_all)
def test_other_names_give_the_same_conflicts(motives: list, ties: dict) -> None:
    G = account(motives, ties)
    renamed = dict(zip("abcd", "zyxw", strict=True))
    expected = {
        frozenset((renamed[row.first], renamed[row.second])): row.conflict
        for row in sg.motive_conflicts(G).itertuples()
    }
    table = sg.motive_conflicts(nx.relabel_nodes(G, renamed))
    found = {frozenset((row.first, row.second)): row.conflict for row in table.itertuples()}
    assert found.keys() == expected.keys()
    assert list(found.values()) == pytest.approx([expected[pair] for pair in found], abs=1e-12, nan_ok=True)


@settings(deadline=None)
@given(motives_of_all, ties_of_all)
def test_the_rule_finds_the_same_pairs(motives: list, ties: dict) -> None:
    facts = gather_facts(account(motives, ties))
    assert len(facts.key) == 4
    table = conflicts_of(facts, include_unknown=True).set_index(["first", "second"])
    table = table[table[["first_moves_second", "second_moves_first"]].max(axis=1) > 0]
    hits, gaps = set(), set()
    for verdict in motive_conflict(facts):
        (hits if isinstance(verdict, Hit) else gaps).add(verdict.contacts)
    assert hits == set(table.index[table["opposed"].fillna(value=False)])
    # Where somebody has no motive at all, the rule names only those who are silent.
    open_pairs = table.index[table["opposed"].isna()]
    assert {pair for pair in gaps if len(pair) == 2 and speak(facts, pair)} == {
        pair for pair in open_pairs if speak(facts, pair)
    }


def speak(facts, pair: tuple[str, str]) -> bool:
    return all(facts.contacts[one].motives for one in pair)


def test_a_decider_and_a_coach_on_the_same_topic_with_two_motives_each() -> None:
    motives = [
        ("a", on("cost", 0.5, 1.0)),
        ("a", on("cost", -0.5, 0.5)),
        ("b", on("cost", 1.0, 0.5)),
        ("b", on("time", 1.0, 0.5)),
    ]
    # Two of a's motives against one of b's: (1 * .5 * 0 + .5 * .5 * .5) / (1 * .5 + .5 * .5) = .125 / .75.
    row = sg.motive_conflicts(account(motives, people={"a": DM, "b": {}, "c": {}})).loc[0]
    assert row["conflict"] == pytest.approx(1 / 6, abs=1e-12)
