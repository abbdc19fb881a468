from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.model.rows import Row, Rows, fill_graph, rows_of
from stakeholder_graph.model.schema import TABLES

slow = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(buying_centers(min_contacts=0))
@slow
def test_rows_and_graph_are_inverse(G):
    H = sg.BuyingCenter()
    fill_graph(H, rows_of(G))
    assert nx.utils.graphs_equal(G, H)


def test_each_table_takes_its_part_of_the_graph():
    G = sg.BuyingCenter(account="x")
    G.add_contact("a")
    G.add_contact("b")
    G.add_teammate("t")
    G.add_influence("a", "b", 0.5)
    G.add_relationship("t", "a")
    G.add_motive("a", "personal")
    rows = rows_of(G)
    assert {table: [row.id for row in rows[table]] for table in TABLES} == {
        "contacts": ["a", "b"],
        "influences": ["a -> b"],
        "motives": ["a"],
        "team": ["t"],
        "relationships": ["t -> a"],
        "account": [""],
    }


def test_an_empty_graph_has_no_rows():
    assert not any(rows_of(sg.BuyingCenter())[table] for table in TABLES)


def test_the_ids_of_the_graph_count_not_attributes_of_their_name():
    G = nx.DiGraph()
    G.add_node("a", contact_id="b", motives=({"contact": "z", "kind": "personal"},))
    G.add_node("b")
    G.add_node("t", side="seller", teammate_id="u")
    G.add_edge("a", "b", weight=0.5, source="x", target="y")
    G.add_edge("t", "a", teammate="x", contact="y")
    rows = rows_of(G)
    assert [row.id for table in TABLES for row in rows[table]] == ["a", "b", "a -> b", "a", "t", "t -> a"]
    assert sg.validate(G).empty


def test_rows_do_not_share_their_values_with_the_graph():
    G = sg.example_buying_center()
    rows_of(G)["contacts"][0].cells["name"] = "other"
    assert "name" not in G.nodes["cfo"]


@pytest.mark.parametrize(
    ("table", "cells", "identity"),
    [
        ("contacts", {"contact_id": "a"}, "a"),
        ("contacts", {}, ""),
        ("team", {"teammate_id": "t"}, "t"),
        ("motives", {"contact": "a"}, "a"),
        ("influences", {"source": "a"}, "a -> ?"),
        ("relationships", {"contact": "a"}, "? -> a"),
        ("account", {"account": "x"}, ""),
    ],
)
def test_the_id_of_a_row_for_messages(table, cells, identity):
    assert Row(table, cells).id == identity


def test_the_first_row_of_an_id_is_found():
    rows = Rows()
    rows["contacts"].extend(
        [Row("contacts", {"contact_id": "a"}, number=2), Row("contacts", {"contact_id": "a"}, number=3)]
    )
    assert rows.ids("contacts")["a"].number == 2
