"""Betweenness against igraph and by hand, above all where chains are equally strong."""

import itertools

import igraph
import networkx as nx
import numpy as np
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.analysis.kernels.shortest_chains import betweenness


def igraph_betweenness(length):
    """Return igraph's figures for whole-numbered lengths, where equal paths are exactly equal."""
    n = len(length)
    ties = np.argwhere(np.isfinite(length))
    graph = igraph.Graph(n=n, edges=ties.tolist(), directed=True)
    weights = [int(length[u, v]) for u, v in ties.tolist()]
    return np.array(graph.betweenness(weights=weights or None, directed=True)) / max(1, (n - 1) * (n - 2))


def random_lengths(seed, levels):
    """Return whole-numbered lengths, of few levels, of a random directed graph; infinite where there is no tie."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 40))
    length = np.where(rng.random((n, n)) < 4.0 / n, rng.integers(1, levels + 1, (n, n)).astype(float), np.inf)
    np.fill_diagonal(length, np.inf)
    return length


# The kernel breaks ties in favour of fewer steps; lengths of a million and more per tie, plus one for each tie, say
# the same to igraph in whole numbers.
@pytest.mark.parametrize("levels", [1, 3, 1000])
@pytest.mark.parametrize("seed", range(20))
def test_betweenness_is_igraphs(seed, levels):
    length = random_lengths(seed, levels)
    assert betweenness(length) == pytest.approx(igraph_betweenness(length * 10**6 + 1), abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_the_measure_is_igraphs_with_three_levels_of_strength(seed):
    # Weights .2, .4, .8: ln of them is not whole, yet every chain's strength is 2^k / 5^m, so that -ln w can be
    # replaced by whole numbers that compare alike: k and m of a chain, in units of ln 2 and ln 5 scaled to 10^9.
    rng = np.random.default_rng(seed)
    G = random_map(seed, ties_each=4)
    units = {0.2: (0, 1), 0.4: (1, 1), 0.8: (2, 1)}
    ids = sorted(G)
    length = np.full((len(G), len(G)), np.inf)
    for u, v in sorted(G.edges):
        weight = float(rng.choice([0.2, 0.4, 0.8]))
        G.edges[u, v]["weight"] = weight
        twos, fives = units[weight]
        length[ids.index(u), ids.index(v)] = fives * 1_609_437_912 - twos * 693_147_181 + 1
    found = sg.rank_contacts(G, measure="betweenness")["betweenness"]
    assert found.reindex(ids).to_numpy() == pytest.approx(igraph_betweenness(length), abs=1e-12)


@pytest.mark.parametrize("first", range(2, 21))
def test_two_equally_strong_chains_share_what_they_carry(first):
    # s -> x -> t and s -> y -> t, all pairs of equal products on the grid of .05, where the sums of logarithms differ
    # by rounding. Of the 6 ordered pairs of others, x and y each carry half of one.
    for second, third, fourth in itertools.product(range(1, 21), range(1, first), range(1, 21)):
        if first * second == third * fourth:
            ways = [("s", "x", first), ("x", "t", second), ("s", "y", third), ("y", "t", fourth)]
            G = build_map("tsxy", [(u, v, twentieths / 20) for u, v, twentieths in ways])
            found = sg.rank_contacts(G, measure="betweenness")
            expected = {"x": 1 / 12, "y": 1 / 12, "s": 0.0, "t": 0.0}
            assert found["betweenness"].to_dict() == pytest.approx(expected, abs=1e-12)
            assert found["rank"].to_dict() == {"x": 1, "y": 1, "s": 3, "t": 3}


def test_the_stronger_chain_carries_all():
    G = build_map("tsxy", [("s", "x", 0.6), ("x", "t", 0.6), ("s", "y", 0.6), ("y", "t", 0.59)])
    found = sg.rank_contacts(G, measure="betweenness")["betweenness"]
    assert found.to_dict() == pytest.approx({"x": 1 / 6, "y": 0.0, "s": 0.0, "t": 0.0}, abs=1e-12)


def test_of_equally_strong_chains_the_shorter_one_carries_all():
    # Directly .25, or .5 * .5 by way of x; and ties of full strength, which have no length at all.
    assert sg.rank_contacts(
        build_map("tsx", [("s", "x", 0.5), ("x", "t", 0.5), ("s", "t", 0.25)]), measure="betweenness"
    ).loc["x", "betweenness"] == pytest.approx(0.0)
    full = build_map("dabc", [("a", "b", 1.0), ("b", "c", 1.0), ("c", "a", 1.0), ("a", "c", 1.0), ("c", "d", 1.0)])
    found = sg.rank_contacts(full, measure="betweenness")["betweenness"]
    # Pairs: b -> a and b -> d, a -> d pass c; c -> b passes a. Of 6 ordered pairs of others each.
    assert found.to_dict() == pytest.approx({"c": 3 / 6, "a": 1 / 6, "b": 0.0, "d": 0.0}, abs=1e-12)


def test_strength_is_not_distance():
    # A weak direct tie against a strong detour: the detour carries the introduction (.9 * .9 > .5).
    G = build_map("tsx", [("s", "x", 0.9), ("x", "t", 0.9), ("s", "t", 0.5)])
    assert sg.rank_contacts(G, measure="betweenness").loc["x", "betweenness"] == pytest.approx(0.5)


def test_rivals_introduce_nobody():
    G = build_map("tsx", [("s", "x", 0.9, -1), ("x", "t", 0.9)])
    assert sg.rank_contacts(G, measure="betweenness")["betweenness"].tolist() == [0, 0, 0]


@pytest.mark.parametrize("seed", range(10))
def test_unweighted_betweenness_is_networkx(seed):
    # Equal weights: hop counts, which networkx compares exactly.
    G = random_map(seed)
    nx.set_edge_attributes(G, 0.5, "weight")
    expected = nx.betweenness_centrality(G)
    assert sg.rank_contacts(G, measure="betweenness")["betweenness"].to_dict() == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_nobody_stands_between_fewer_than_three(n):
    assert betweenness(np.full((n, n), 0.7)).tolist() == [0.0] * n


def test_the_lengths_are_not_changed():
    length = random_lengths(3, 5)
    before = length.copy()
    betweenness(length)
    assert (before == length).all()
