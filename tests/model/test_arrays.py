from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.errors import SchemaError, UnknownTermError
from stakeholder_graph.model.arrays import tie_distance
from stakeholder_graph.vocabulary.roles import ROLES

FIELDS = (
    "source",
    "target",
    "weight",
    "sign",
    "stance",
    "openness",
    "influencers_complete",
    "decision_weight",
    "roles",
)
slow = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shuffled(G, seed):
    """Return the same graph built in another order."""
    order = np.random.default_rng(seed)
    nodes, ties = [*G.nodes(data=True)], [*G.edges(data=True)]
    nodes = [nodes[place] for place in order.permutation(len(nodes))]
    ties = [ties[place] for place in order.permutation(len(ties))]
    H = sg.BuyingCenter(**G.graph)
    H.add_nodes_from(nodes)
    H.add_edges_from(ties)
    return H


def same(first, second):
    return first.contacts == second.contacts and all(
        np.array_equal(getattr(first, name), getattr(second, name), equal_nan=getattr(first, name).dtype == float)
        for name in FIELDS
    )


@given(buying_centers(min_contacts=0), st.integers(0, 5))
@slow
def test_arrays_do_not_depend_on_the_order_of_building(G, seed):
    assert same(sg.compile(G), sg.compile(shuffled(G, seed)))


@pytest.mark.parametrize("seed", range(5))
def test_so_it_is_for_larger_accounts(seed):
    G = sg.random_buying_center(40, seed)
    assert same(sg.compile(G), sg.compile(shuffled(G, seed)))


def test_the_example_by_hand():
    # the worked example: it > cfo .3, coo > cfo .6 ..., ten ties in all
    arrays = sg.compile(sg.example_buying_center())
    assert arrays.contacts == ("cfo", "coach", "coo", "gate", "it", "proc", "user")
    W = arrays.listening()
    place = {contact: position for position, contact in enumerate(arrays.contacts)}
    assert W[place["cfo"], place["it"]] == 0.3
    assert W[place["cfo"], place["coo"]] == 0.6
    assert W[place["coo"], place["cfo"]] == 0.3
    assert np.count_nonzero(W) == 10
    assert W[place["cfo"]].sum() == pytest.approx(1.1)  # .3 + .6 + .2
    assert arrays.stance[place["coach"]] == 0.9
    assert np.isnan(arrays.openness).all()
    assert np.isnan(arrays.decision_weight).all()
    assert not arrays.influencers_complete.any()


def test_dtypes_and_shapes_are_those_of_the_docstring():
    arrays = sg.compile(sg.random_buying_center(9, 1))
    n, m = len(arrays), len(arrays.weight)
    assert arrays.source.dtype == arrays.target.dtype == np.intp
    assert arrays.weight.dtype == arrays.sign.dtype == arrays.stance.dtype == np.float64
    assert arrays.influencers_complete.dtype == arrays.roles.dtype == np.bool_
    assert arrays.roles.shape == (n, 10)
    assert arrays.sign.shape == (m,)
    assert n == 9


@pytest.mark.parametrize("n", [0, 1])
def test_small_graphs_have_arrays_of_the_same_shapes(n):
    arrays = sg.compile(sg.random_buying_center(n))
    assert len(arrays) == n
    assert arrays.listening().shape == arrays.signs().shape == (n, n)
    assert arrays.roles.shape == (n, 10)
    assert arrays.source.shape == (0,)
    assert arrays.source.dtype == np.intp


def test_contacts_who_have_left_take_no_part_but_stay_in_the_rows():
    G = sg.example_buying_center()
    G.nodes["coo"]["status"] = "left"
    arrays = sg.compile(G)
    assert "coo" not in arrays.contacts
    assert len(arrays.weight) == 10 - 4  # coo > cfo, coach > coo, user > coo, cfo > coo
    assert [row.id for row in arrays.rows["contacts"] if row.cells.get("status") == "left"] == ["coo"]


def test_placeholders_and_outsiders_take_part():
    G = sg.BuyingCenter()
    G.add_contact("p", status="placeholder")
    G.add_contact("o", side="outside")
    assert sg.compile(G).contacts == ("o", "p")


def test_our_own_people_take_no_part():
    G = sg.random_buying_center(6)
    arrays = sg.compile(G)
    assert not {"t0", "t1", "t2"} & {*arrays.contacts}
    assert len(arrays.rows["relationships"]) == len(G.relationships)


def test_signs_stand_where_the_ties_stand():
    G = sg.BuyingCenter()
    for contact in "ab":
        G.add_contact(contact)
    G.add_influence("a", "b", 0.5, sign=-1)
    arrays = sg.compile(G)
    assert arrays.signs().tolist() == [[1, 1], [-1, 1]]
    assert arrays.listening().tolist() == [[0, 0], [0.5, 0]]


def test_ids_are_sorted_as_text():
    G = sg.BuyingCenter()
    for contact in ("10", "9", "2", "a", "李"):
        G.add_contact(contact)
    assert sg.compile(G).contacts == ("10", "2", "9", "a", "李")


def test_holders_of_a_role():
    arrays = sg.compile(sg.example_buying_center())
    assert [arrays.contacts[place] for place in arrays.holders("influencer")] == ["coach", "coo"]
    assert arrays.holders("customers_customer").size == 0
    assert [role for role in ROLES if arrays.holders(role).size] == [
        "initiator", "gatekeeper", "influencer", "decision_maker", "purchaser", "expert", "user",
    ]  # fmt: skip


def test_an_unknown_role_is_refused():
    with pytest.raises(UnknownTermError, match="decision_maker"):
        sg.compile(sg.example_buying_center()).holders("decision maker")


@pytest.mark.parametrize("kind", [nx.Graph, nx.MultiGraph, nx.MultiDiGraph])
def test_other_kinds_of_graphs_are_refused(kind):
    with pytest.raises(SchemaError):
        sg.compile(kind([("a", "b", {"weight": 0.5})]))


def test_the_graph_is_not_changed():
    G = sg.random_buying_center(10)
    H = G.copy()
    sg.compile(G)
    assert nx.utils.graphs_equal(G, H)


@given(st.floats(1e-9, 1), st.floats(1e-9, 1))
def test_distances_add_where_strengths_multiply(first, second):
    assert tie_distance(first) + tie_distance(second) == pytest.approx(tie_distance(first * second), abs=1e-9)


def test_the_strongest_tie_has_no_length():
    assert tie_distance(1.0) == 0
    assert tie_distance(math.exp(-1)) == pytest.approx(1)
