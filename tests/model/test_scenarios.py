"""What if: the copy changes as asked, the original never does, and every mistake is named at once."""

from __future__ import annotations

import datetime as dt
import math

import networkx as nx
import numpy as np
import pytest
from analysis.graphs import shuffled, snapshot
from hypothesis import HealthCheck, given, settings
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.decision import solve_decision
from stakeholder_graph.errors import OptionError, SchemaError
from stakeholder_graph.model.scenarios import what_if

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def example():
    G = sg.example_buying_center()
    G.add_teammate("t1", name="Tom")
    G.add_relationship("t1", "coo", relationship="trusted")
    return G


def lean(G):
    decision = solve_decision(sg.compile(G))
    return float(decision.weights @ decision.opinions()) if decision.is_owned else math.nan


def wrong(**changes):
    with pytest.raises(SchemaError) as caught:
        what_if(sg.example_buying_center(), **changes)
    return caught.value.failures


# ---------------------------------------------------------------- laws


@given(buying_centers())
@slow
def test_without_changes_it_is_an_equal_copy(G):
    H = what_if(G)
    assert H is not G
    assert nx.utils.graphs_equal(H, G)
    assert (list(H), list(H.edges)) == (list(G), list(G.edges))


@given(buying_centers())
@slow
def test_nothing_of_the_argument_changes(G):
    before = snapshot(G)
    contacts = [node for node, data in G.nodes(data=True) if data.get("side") != "seller"]
    team = [node for node in G if node not in contacts]
    ties = [tie for tie in G.edges if tie[0] in contacts]
    H = what_if(
        G,
        stance=dict.fromkeys(contacts, 0.25),
        weight=dict.fromkeys(ties, 0.25),
        leave=[*team, contacts[0]],
        join=["somebody new"],
        roles=dict.fromkeys(contacts, ("user",)),
    )
    assert snapshot(G) == before
    assert sg.validate(H).empty
    assert all(weight == 0.25 for *_, weight in H.edges(data="weight"))


def test_a_chain_of_scenarios_is_the_scenario_of_all_changes(example):
    at_once = what_if(example, stance={"coo": 0.6}, weight={("it", "cfo"): None}, leave=["gate"], join=["x"])
    step = what_if(example, join=["x"])
    for changes in ({"stance": {"coo": 0.6}}, {"weight": {("it", "cfo"): None}}, {"leave": ["gate"]}):
        step = what_if(step, **changes)
    assert nx.utils.graphs_equal(at_once, step)


# ---------------------------------------------------------------- figures


def test_lean_where_each_contact_leaves():
    # the worked example: Y if this one leaves, computed by deleting the node from the linear system
    expected = {"coo": -0.1413, "it": -0.0643, "coach": -0.1251, "user": -0.1053, "proc": -0.0729, "gate": -0.0924}
    G = sg.example_buying_center()
    assert {who: lean(what_if(G, leave=who)) for who in expected} == pytest.approx(expected, abs=6e-5)
    assert math.isnan(lean(what_if(G, leave="cfo")))  # nobody is left who decides


@pytest.mark.parametrize("seed", range(5))
def test_to_leave_counts_as_not_to_be_there(seed):
    G = sg.random_buying_center(20, seed)
    for contact in ("c001", "c007", "c019"):
        without = nx.DiGraph(G)
        without.remove_node(contact)
        for data in without.nodes.values():
            if data.get("reports_to") == contact:
                del data["reports_to"]
        assert lean(what_if(G, leave=contact)) == pytest.approx(lean(without), nan_ok=True)


def test_an_own_stance_moves_the_lean_by_the_share():
    # the worked example: raising the COO's stance from .1 to 1 gains .1271, I_j (1 - s_j)
    G = sg.example_buying_center()
    assert lean(what_if(G, stance={"coo": 1.0})) - lean(G) == pytest.approx(0.1271, abs=5e-5)


# ---------------------------------------------------------------- single changes


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_a_stance_that_is_not_known_is_absent_with_its_confidence(example, nothing):
    example.nodes["coo"]["stance_confidence"] = 0.7
    assert "stance" not in what_if(example, stance={"coo": nothing}).nodes["coo"]
    assert "stance_confidence" not in what_if(example, stance={"coo": nothing}).nodes["coo"]
    assert what_if(example, stance={"coo": 0.2}).nodes["coo"]["stance_confidence"] == 0.7


@pytest.mark.parametrize("gone", [None, 0, 0.0, np.float64(0)])
def test_a_tie_is_removed(example, gone):
    H = what_if(example, weight={("it", "cfo"): gone})
    assert not H.has_edge("it", "cfo")
    assert H.number_of_edges() == example.number_of_edges() - 1


def test_a_tie_is_changed_and_keeps_its_other_columns_or_is_added(example):
    H = what_if(example, weight={("it", "cfo"): 0.9, ("gate", "cfo"): 1})
    assert H.edges["it", "cfo"] == {"weight": 0.9, "channel": "expertise"}
    assert H.edges["gate", "cfo"] == {"weight": 1}


def test_a_contact_who_leaves_stays_on_the_map_and_takes_no_part(example):
    H = what_if(example, leave="coo")
    assert H.nodes["coo"]["status"] == "left"
    assert H.has_edge("coo", "cfo")
    assert "coo" not in sg.compile(H).contacts
    assert "TIM-003" in sg.check_coverage(what_if(example, leave=["gate"])).findings["rule"].tolist()


def test_a_teammate_who_leaves_goes_with_the_relationships(example):
    H = what_if(example, leave={"t1", "gate"})
    assert "t1" not in H
    assert H.number_of_edges() == example.number_of_edges() - 1


def test_contacts_join_by_id_or_with_columns(example):
    new = {"contact_id": "ceo", "roles": ["decision_maker"], "stance": 0.5, "level": 1, "name": None}
    H = what_if(example, join=[new, {"contact_id": "pa", "reports_to": "ceo", "roles": "gatekeeper"}, "007"])
    assert H.nodes["ceo"] == {"roles": ("decision_maker",), "stance": 0.5, "level": 1}
    assert H.nodes["pa"] == {"reports_to": "ceo", "roles": ("gatekeeper",)}
    assert H.nodes["007"] == {}
    assert list(what_if(example, join="x"))[-1] == list(what_if(example, join={"contact_id": "x"}))[-1] == "x"


def test_a_newcomer_can_be_spoken_of_in_the_other_options(example):
    H = what_if(example, join=["x"], stance={"x": 0.5}, roles={"x": "expert"}, weight={("x", "cfo"): 0.4})
    assert H.nodes["x"] == {"stance": 0.5, "roles": ("expert",)}
    assert H.edges["x", "cfo"] == {"weight": 0.4}


@pytest.mark.parametrize("roles", ["user", ["user"], ("user",)])
def test_roles_are_replaced(example, roles):
    assert what_if(example, roles={"cfo": roles}).nodes["cfo"]["roles"] == ("user",)


@pytest.mark.parametrize("none", [(), [], None])
def test_no_role_is_no_role_known(example, none):
    assert "roles" not in what_if(example, roles={"cfo": none}).nodes["cfo"]


# ---------------------------------------------------------------- mistakes


def test_all_mistakes_are_named_at_once_with_where_and_what_to_do():
    found = wrong(
        stance={"coq": 0.5, "coo": 7, "it": "high"},
        weight={
            ("it", "coo"): 2,
            ("coo", "it"): False,
            ("cfo", "it"): 0,
            ("it", "it"): 0.2,
            ("user", "cfx"): None,
            ("it", "cfo"): math.nan,
        },
        leave=["itt"],
        join=["coo", {"contact_id": "n", "side": "seller"}, {"name": "x"}, {"contact_id": "m", "reports_to": "o"}],
        roles={"it": ["experts"], "coo": 5},
    )
    told = found[["where", "id", "column", "problem"]].itertuples(index=False, name=None)
    assert [*told] == [
        ("join", "coo", "contact_id", "is in the graph already"),
        ("join", "n", "side", "our own people among the contacts"),
        ("join", "", "contact_id", "missing"),
        ("join", "m", "reports_to", "no such contact"),
        ("stance", "coq", "contact_id", "no such contact"),
        ("stance", "coo", "stance", "outside its range"),
        ("stance", "it", "stance", "not a number"),
        ("roles", "it", "roles", "unknown role"),
        ("roles", "coo", "roles", "not a tuple of keys"),
        ("weight", "it -> coo", "weight", "outside its range"),
        ("weight", "coo -> it", "weight", "not a number"),
        ("weight", "cfo -> it", "", "there is no such tie"),
        ("weight", "it -> it", "target", "a tie to oneself"),
        ("weight", "user -> cfx", "target", "no such contact"),
        ("weight", "it -> cfo", "weight", "not a finite number"),
        ("leave", "itt", "contact_id", "no such contact or teammate"),
    ]
    assert found["row"].dropna().tolist() == [1, 2, 3, 4]
    assert "'coo' or 'cfo'" in found.loc[4, "cure"]
    assert found.loc[15, "cure"].endswith("Did you mean 'it'?")


def test_mistakes_in_chinese():
    with pytest.raises(SchemaError) as caught:
        what_if(sg.example_buying_center(), weight={("cfo", "it"): None}, leave="coach2")
    told = caught.value.table("zh")
    assert told["problem"].tolist() == ["没有这条影响", "没有此编号的联系人或我方成员"]
    assert told.loc[1, "cure"].endswith("是否想填“coach”？")


@pytest.mark.parametrize(
    "changes",
    [{"stance": {"t1": 0.5}}, {"roles": {"t1": ("user",)}}, {"weight": {("t1", "coo"): 0.5}}],
    ids=["stance", "roles", "weight"],
)
def test_our_own_people_take_no_part(example, changes):
    with pytest.raises(SchemaError, match="Our own people take no part"):
        what_if(example, **changes)


def test_mistakes_in_a_set_come_in_the_order_of_the_ids():
    assert wrong(leave={"z", "x", "y"})["id"].tolist() == ["x", "y", "z"]


def test_the_same_contact_cannot_join_twice():
    assert wrong(join=["x", "x"])["row"].tolist() == [2]


def test_a_date_after_the_date_of_the_map_is_refused(example):
    example.graph["as_of"] = dt.date(2026, 3, 31)
    with pytest.raises(SchemaError, match="in the future"):
        what_if(example, join={"contact_id": "x", "last_contact": dt.date(2026, 4, 1)})


@pytest.mark.parametrize("odd", [5, None, ["id"], ("a", "b")])
def test_an_id_that_is_none_is_refused(odd):
    for changes in ({"leave": [odd]}, {"join": [odd]}):
        assert len(wrong(**changes))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("stance", ["coo"]),
        ("stance", None),
        ("weight", [("it", "cfo")]),
        ("weight", {"it": 0.5}),
        ("weight", {("it", "cfo", "x"): 0.5}),
        ("roles", "cfo"),
        ("leave", 5),
        ("leave", None),
        ("join", 5),
    ],
)
def test_an_option_of_another_form_is_refused(option, value):
    with pytest.raises(OptionError, match=option):
        what_if(sg.example_buying_center(), **{option: value})


def test_a_broken_map_is_refused_first():
    G = nx.DiGraph()
    G.add_node("a", stance=5)
    with pytest.raises(SchemaError, match="outside its range"):
        what_if(G, stance={"a": 0.5})
    with pytest.raises(SchemaError, match="no networkx graph"):
        what_if("a map")


# ---------------------------------------------------------------- every kind of map


@pytest.mark.parametrize(
    "make", [sg.BuyingCenter, lambda: sg.random_buying_center(1), lambda: sg.random_buying_center(200)]
)
def test_any_size(make):
    assert nx.utils.graphs_equal(what_if(make()), make())
    assert len(what_if(make(), join="x").contacts) == len(make().contacts) + 1


def test_any_directed_graph_in_any_order_becomes_a_buying_center(example):
    for seed in range(3):
        H = what_if(shuffled(example, seed), stance={"coo": 0.6})
        assert type(H) is sg.BuyingCenter
        assert nx.utils.graphs_equal(H, what_if(example, stance={"coo": 0.6}))
