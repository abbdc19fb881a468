"""The strength of the best chain against Dijkstra on -ln w, limited to four ties by trying all paths."""

import math

import networkx as nx
import numpy as np
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.chains import (
    MAX_CHAIN_TIES,
    chain_strengths,
    chain_strengths_from,
    chain_strengths_to,
)


def best_by_trying(G, max_ties):
    """Return {(u, v): best product over all simple paths of positive ties}."""
    friendly = nx.DiGraph(G)
    friendly.remove_edges_from([(u, v) for u, v, sign in G.edges(data="sign", default=1) if sign < 0])
    best = {}
    for u in G:
        best[u, u] = 1.0
        for v in G:
            if u != v:
                paths = nx.all_simple_edge_paths(friendly, u, v, cutoff=max_ties)
                best[u, v] = max((math.prod(G.edges[tie]["weight"] for tie in path) for path in paths), default=0.0)
    return best


def as_pairs(G, strengths):
    ids = sg.compile(G).contacts
    return {(u, v): strengths[i, j] for i, u in enumerate(ids) for j, v in enumerate(ids)}


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("max_ties", [1, 2, 4])
def test_chains_of_so_many_ties(seed, max_ties):
    G = random_map(seed, n=11, ties_each=2, negative=0.2)
    found = as_pairs(G, chain_strengths(sg.compile(G), max_ties=max_ties))
    assert found == pytest.approx(best_by_trying(G, max_ties), abs=1e-12)


@pytest.mark.parametrize("seed", range(15))
def test_without_a_limit_it_is_dijkstra_on_distances(seed):
    G = random_map(seed)
    for _, _, data in G.edges(data=True):
        data["length"] = -math.log(data["weight"])
    lengths = dict(nx.all_pairs_dijkstra_path_length(G, weight="length"))
    expected = {(u, v): math.exp(-lengths[u][v]) if v in lengths[u] else 0.0 for u in G for v in G}
    assert as_pairs(G, chain_strengths(sg.compile(G), max_ties=len(G))) == pytest.approx(expected, abs=1e-12)


def test_four_ties_reach_and_five_do_not():
    # Weights 1, so that only the number of ties counts.
    G = build_map("abcdef", [(u, v, 1.0) for u, v in zip("abcde", "bcdef", strict=True)])
    found = as_pairs(G, chain_strengths(sg.compile(G)))
    assert MAX_CHAIN_TIES == 4
    assert found["a", "e"] == 1.0
    assert found["a", "f"] == 0.0


def test_a_strong_detour_beats_a_weak_tie():
    G = build_map("tsx", [("s", "x", 0.9), ("x", "t", 0.8), ("s", "t", 0.5)])
    assert as_pairs(G, chain_strengths(sg.compile(G)))["s", "t"] == pytest.approx(0.72)


def test_a_rival_passes_nothing_on():
    G = build_map("tsx", [("s", "x", 0.9, -1), ("x", "t", 0.8)])
    found = as_pairs(G, chain_strengths(sg.compile(G)))
    assert found["s", "x"] == found["s", "t"] == 0.0


@pytest.mark.parametrize("contacts", ["", "a", "ab"])
def test_without_ties_everybody_reaches_themselves_only(contacts):
    found = chain_strengths(sg.compile(build_map(contacts or {})))
    assert found.tolist() == np.eye(len(contacts)).tolist()


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("max_ties", [1, 4])
def test_chains_to_and_from_a_group_are_the_best_of_all(seed, max_ties):
    arrays = sg.compile(random_map(seed, n=11, ties_each=2, negative=0.2))
    every = chain_strengths(arrays, max_ties=max_ties)
    for group in ([3], [0, 5, 10], []):
        to, from_ = every[:, group].max(axis=1, initial=0.0), every[group].max(axis=0, initial=0.0)
        assert chain_strengths_to(arrays, group, max_ties=max_ties) == pytest.approx(to, abs=1e-15)
        assert chain_strengths_from(arrays, group, max_ties=max_ties) == pytest.approx(from_, abs=1e-15)


def test_more_contacts_than_are_looked_at_at_once():
    n = 600  # more than two blocks
    G = build_map({f"c{i:03d}": {} for i in range(n)}, [(f"c{i:03d}", f"c{i + 1:03d}", 0.5) for i in range(n - 1)])
    found = chain_strengths(sg.compile(G))
    ahead = np.subtract.outer(np.arange(n), np.arange(n)) * -1
    assert np.array_equal(found, np.where((ahead >= 0) & (ahead <= 4), 0.5 ** np.abs(ahead), 0.0))
