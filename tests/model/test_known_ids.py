from __future__ import annotations

import networkx as nx

from stakeholder_graph.model.known_ids import KnownIds, NodesOfSide


def sides():
    G = nx.DiGraph()
    G.add_node("cfo")
    G.add_node("tom", side="seller")
    G.add_node("adviser", side="outside")
    return G, NodesOfSide(G, ours=True), NodesOfSide(G, ours=False)


def test_nodes_are_looked_up_by_side():
    _, ours, theirs = sides()
    assert (list(ours), list(theirs)) == (["tom"], ["cfo", "adviser"])
    assert (len(ours), len(theirs)) == (1, 2)
    assert "nobody" not in ours
    assert "nobody" not in theirs


def test_nodes_follow_the_graph():
    G, _, theirs = sides()
    G.add_node("coo")
    assert "coo" in theirs


def test_a_table_that_could_not_be_read_holds_nothing_for_certain():
    known = KnownIds({"contacts": ["cfo"]})
    assert (known.knows("contacts"), known.knows("team")) == (True, False)
    assert known.holds("contacts", "cfo")
    assert not known.holds("team", "tom")


def test_close_ids_are_offered_fifty_times():
    known = KnownIds({"contacts": ["cfo", "user"]})
    assert [known.near("contacts", "cfoo") for _ in range(51)] == [("cfo",)] * 50 + [()]
