from __future__ import annotations

import datetime as dt
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError
from stakeholder_graph.model.checks import check

COLUMNS = ["where", "row", "id", "column", "value", "problem", "cure"]


def graph(nodes=(), ties=(), **account):
    G = nx.DiGraph(**account)
    for node, data in dict(nodes).items():
        G.add_node(node)
        G.nodes[node].update(data)
    for source, target, data in ties:
        G.add_edge(source, target)
        G.edges[source, target].update(data)
    return G


def contact(**data):
    return graph({"a": data})


def tie(**data):
    return graph({"a": {}, "b": {}}, [("a", "b", data)])


def relation(**data):
    return graph({"t": {"side": "seller"}, "a": {}}, [("t", "a", data)])


def motive(**data):
    return graph({"a": {"motives": (data,)}})


AS_OF = dt.date(2026, 6, 30)
LATER = dt.date(2026, 7, 1)

FAILURES = [
    # every kind of column, in every table
    (contact(name=7), "contacts", "a", "name", "7", "not text but int"),
    (contact(name="  "), "contacts", "a", "name", "  ", "empty"),
    (contact(level="1"), "contacts", "a", "level", "1", "not a whole number"),
    (contact(level=0), "contacts", "a", "level", "0", "outside its range"),
    (contact(level=True), "contacts", "a", "level", "True", "not a whole number"),
    (contact(stance=1.2), "contacts", "a", "stance", "1.2", "outside its range"),
    (contact(stance=-math.inf), "contacts", "a", "stance", "-inf", "not a finite number"),
    (contact(stance="x"), "contacts", "a", "stance", "x", "not a number"),
    (contact(stance_confidence=1), "contacts", "a", "stance_confidence", "1", "outside its range"),
    (contact(openness=1.0), "contacts", "a", "openness", "1.0", "outside its range"),
    (contact(decision_weight=-1), "contacts", "a", "decision_weight", "-1", "outside its range"),
    (contact(labelled_coach=1), "contacts", "a", "labelled_coach", "1", "not true or false"),
    (contact(joined="2026-01-01"), "contacts", "a", "joined", "2026-01-01", "not a date"),
    (contact(side="middle"), "contacts", "a", "side", "middle", "unknown side"),
    (contact(style=3), "contacts", "a", "style", "3", "not text but int"),
    (contact(roles=["user"]), "contacts", "a", "roles", "['user']", "not a tuple of keys"),
    (contact(roles=("user", "boss")), "contacts", "a", "roles", "('user', 'boss')", "unknown role"),
    (contact(reports_to="z"), "contacts", "a", "reports_to", "z", "no such contact"),
    (contact(reports_to="a"), "contacts", "a", "reports_to", "a", "reports to oneself"),
    (contact(reports_to=["a"]), "contacts", "a", "reports_to", "['a']", "not text but list"),
    (graph({7: {}}), "contacts", "7", "contact_id", "7", "not text but int"),
    (graph({"": {}}), "contacts", "", "contact_id", "", "empty"),
    (graph({"a ": {}}), "contacts", "a ", "contact_id", "a ", "spaces around an id"),
    (tie(), "influences", "a -> b", "weight", "", "missing"),
    (tie(weight=None), "influences", "a -> b", "weight", "", "missing"),
    (tie(weight=math.nan), "influences", "a -> b", "weight", "", "missing"),
    (tie(weight=0), "influences", "a -> b", "weight", "0", "outside its range"),
    (tie(weight=-0.5), "influences", "a -> b", "weight", "-0.5", "outside its range"),
    (tie(weight=math.inf), "influences", "a -> b", "weight", "inf", "not a finite number"),
    (tie(weight="0.5"), "influences", "a -> b", "weight", "0.5", "not a number"),
    (tie(weight=0.5, sign=2), "influences", "a -> b", "sign", "2", "not one of its values"),
    (tie(weight=0.5, channel="x"), "influences", "a -> b", "channel", "x", "unknown channel"),
    (tie(weight=0.5, introduction=1.1), "influences", "a -> b", "introduction", "1.1", "outside its range"),
    (graph({"a": {}}, [("a", "a", {"weight": 1})]), "influences", "a -> a", "target", "a", "a tie to oneself"),
    (
        graph({"t": {"side": "seller"}, "a": {}}, [("a", "t", {"weight": 1})]),
        "influences",
        "a -> t",
        "target",
        "t",
        "no such contact",
    ),
    (relation(relationship="x"), "relationships", "t -> a", "relationship", "x", "unknown relationship step"),
    (relation(trend="x"), "relationships", "t -> a", "trend", "x", "unknown relationship trend"),
    (relation(strength=2), "relationships", "t -> a", "strength", "2", "outside its range"),
    (
        graph({"t": {"side": "seller"}, "u": {"side": "seller"}}, [("t", "u", {})]),
        "relationships",
        "t -> u",
        "contact",
        "u",
        "no such contact",
    ),
    (graph({"t": {"side": "seller", "level": 0}}), "team", "t", "level", "0", "outside its range"),
    (motive(), "motives", "a", "kind", "", "missing"),
    (motive(kind="x"), "motives", "a", "kind", "x", "unknown motive kind"),
    (motive(kind="personal", direction=2), "motives", "a", "direction", "2", "outside its range"),
    (motive(kind="personal", evidence_tier=0), "motives", "a", "evidence_tier", "0", "outside its range"),
    (graph({"a": {"motives": ("fame",)}}), "motives", "a", "kind", "fame", "unknown motive kind"),
    (graph(stage="x"), "account", "", "stage", "x", "unknown purchase stage"),
    (graph(amount=-1), "account", "", "amount", "-1", "outside its range"),
    (graph(as_of="2026-06-30"), "account", "", "as_of", "2026-06-30", "not a date"),
    # dates after the map's own
    (
        graph({"a": {"last_contact": LATER}}, as_of=AS_OF),
        "contacts",
        "a",
        "last_contact",
        "2026-07-01",
        "in the future",
    ),
    (graph({"a": {"verified_on": LATER}}, as_of=AS_OF), "contacts", "a", "verified_on", "2026-07-01", "in the future"),
]


@pytest.mark.parametrize("bad", FAILURES)
def test_every_kind_of_failure_is_found_and_named(bad):
    G, *expected = bad
    found = sg.validate(G)
    assert len(found) == 1, found.to_string()
    row = found.iloc[0]
    assert row[["where", "id", "column", "value", "problem"]].tolist() == expected
    assert row.isna()["row"]
    assert len(row["cure"]) > 5
    with pytest.raises(SchemaError):
        check(G)
    with pytest.raises(SchemaError):
        sg.compile(G)


@pytest.mark.parametrize("kind", [nx.Graph, nx.MultiGraph, nx.MultiDiGraph])
def test_undirected_graphs_and_parallel_ties_are_refused(kind):
    G = kind([("a", "b", {"weight": 0.5})])
    found = sg.validate(G)
    assert found["problem"].tolist() == ["not directed" if not G.is_directed() else "allows parallel ties"]
    assert found["value"].tolist() == [kind.__name__]
    for function in (sg.compile, check):
        with pytest.raises(SchemaError, match="DiGraph"):
            function(G)


@pytest.mark.parametrize("word", ["decider", "决策者", "Decision Maker", "desicion_maker"])
def test_a_word_that_tables_may_hold_is_answered_with_the_key_that_graphs_hold(word):
    cure = sg.validate(contact(roles=(word,)))["cure"].item()
    assert cure.endswith("Did you mean 'decision_maker'?")


def test_a_valid_graph_gives_an_empty_table_with_all_columns():
    found = sg.validate(sg.example_buying_center())
    assert found.empty
    assert [*found.columns] == COLUMNS


def test_all_failures_are_found_at_once():
    G = graph({"a": {"level": 0, "stance": 9}, "b": {"side": "x"}}, [("a", "b", {"weight": 2, "sign": 5})], stage="x")
    assert len(sg.validate(G)) == 6


def test_what_is_unknown_is_no_failure():
    nothing = {"stance": math.nan, "level": None, "roles": (), "name": None, "joined": None, "motives": None}
    assert sg.validate(contact(**nothing)).empty


@pytest.mark.parametrize("value", [np.float64(0.5), np.float32(0.5), 1, np.int64(1)])
def test_numbers_of_numpy_are_numbers(value):
    assert sg.validate(tie(weight=value)).empty


@pytest.mark.parametrize(("as_of", "count"), [(None, 0), (dt.date(2026, 6, 30), 1), (dt.date(2026, 7, 1), 0)])
def test_the_caller_may_name_the_date(as_of, count):
    assert len(sg.validate(graph({"a": {"last_contact": LATER}}), as_of=as_of)) == count


def test_the_date_of_the_caller_beats_that_of_the_graph():
    G = graph({"a": {"last_contact": LATER}}, as_of=AS_OF)
    assert sg.validate(G, as_of=LATER).empty
    assert len(sg.compile(G, as_of=LATER)) == 1


def test_a_date_of_the_map_that_is_no_date_is_reported_alone():
    found = sg.validate(graph({"a": {"last_contact": LATER}}, as_of="today"))
    assert found["column"].tolist() == ["as_of"]


def test_a_cycle_of_reporting_lines_is_left_to_the_rules():
    assert sg.validate(graph({"a": {"reports_to": "b"}, "b": {"reports_to": "a"}})).empty


def test_close_ids_are_offered():
    found = sg.validate(graph({"coo": {}, "cfo": {"reports_to": "coo1"}}))
    assert "Did you mean 'coo'?" in found.loc[0, "cure"]


def test_our_own_people_in_influence_are_explained():
    G = graph({"t": {"side": "seller"}, "a": {}}, [("a", "t", {"weight": 1})])
    assert "Our own people take no part in influence" in sg.validate(G).loc[0, "cure"]


def test_graphs_are_not_changed_by_checking():
    G = contact(stance=math.nan, level=0)
    sg.validate(G)
    assert set(G.nodes["a"]) == {"stance", "level"}


def test_the_day_may_be_a_timestamp_and_nothing_but_a_day():
    G = sg.BuyingCenter()
    G.add_contact("a", last_contact=dt.date(2026, 7, 1))
    assert sg.validate(G, as_of=pd.Timestamp("2026-06-30 12:00"))["problem"].tolist() == ["in the future"]
    assert len(sg.compile(G, as_of=dt.datetime(2026, 7, 1, 8))) == 1  # noqa: DTZ001  a day is meant
    for asked in (sg.validate, sg.compile):
        with pytest.raises(OptionError, match="as_of"):
            asked(G, as_of="2026-06-30")


def test_a_day_of_the_wrong_type_in_the_graph_is_a_failure_and_no_crash():
    G = sg.BuyingCenter(as_of=pd.Timestamp("2026-06-30"))
    G.add_node("a", last_contact=dt.date(2026, 7, 1))
    assert sg.validate(G)["problem"].tolist() == ["not a date"]
