"""Structural holes against Burt's sums written out, networkx and igraph."""

import itertools

import igraph
import networkx as nx
import numpy as np
import pytest
from analysis.graphs import build_map, listening_graph, random_strength

import stakeholder_graph as sg
from stakeholder_graph.analysis.kernels.holes import burt_constraint, effective_size


def by_definition(strength):
    """Return constraint and effective size of Burt (1992), sum by sum, over the whole network."""
    n = len(strength)
    mutual = [[strength[i][j] + strength[j][i] for j in range(n)] for i in range(n)]
    constraint, size = [], []
    for i in range(n):
        total = sum(mutual[i])
        if total == 0:
            constraint.append(np.nan)
            size.append(np.nan)
            continue
        held = direct = 0.0
        for j in (j for j in range(n) if mutual[i][j] > 0):
            detours = [q for q in range(n) if q not in (i, j) and mutual[q][j] > 0]
            indirect = sum(mutual[i][q] / total * mutual[q][j] / sum(mutual[q]) for q in detours)
            held += (mutual[i][j] / total + indirect) ** 2
            direct += 1 - sum(mutual[i][q] / total * mutual[j][q] / max(mutual[j]) for q in range(n) if q not in (i, j))
        constraint.append(held)
        size.append(direct)
    return np.array(constraint), np.array(size)


@pytest.mark.parametrize("seed", range(20))
def test_both_are_burts_sums(seed):
    strength = random_strength(seed, 14)
    constraint, size = by_definition(strength)
    assert burt_constraint(strength[None])[0] == pytest.approx(constraint, abs=1e-12, nan_ok=True)
    assert effective_size(strength[None])[0] == pytest.approx(size, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("seed", range(20))
def test_both_are_networkx_node_by_node(seed):
    # networkx's functions for single nodes are the whole-network form as well, on directed graphs with weights. They
    # give NaN for a contact without outgoing ties, whom we judge by the incoming ones: those are left out here.
    strength = random_strength(seed)
    G = listening_graph(strength)
    some = [v for v in G if G.out_degree(v)]
    constraint, size = burt_constraint(strength[None])[0], effective_size(strength[None])[0]
    expected = nx.constraint(G, nodes=some, weight="weight"), nx.effective_size(G, nodes=some, weight="weight")
    assert [constraint[v] for v in some] == pytest.approx([expected[0][v] for v in some], abs=1e-12)
    assert [size[v] for v in some] == pytest.approx([expected[1][v] for v in some], abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_constraint_is_igraphs(seed):
    strength = random_strength(seed)
    ties = np.argwhere(strength > 0)
    graph = igraph.Graph(n=len(strength), edges=ties.tolist(), directed=True)
    expected = graph.constraint(weights=[float(strength[u, v]) for u, v in ties.tolist()])
    assert burt_constraint(strength[None])[0] == pytest.approx(np.array(expected), abs=1e-12, nan_ok=True)


def test_a_star_by_hand():
    # The hub of n equal spokes: constraint n (1/n)^2 = 1/n, effective size n; a spoke: 1 and 1.
    G = build_map("hxyz", [("h", leaf, 0.5) for leaf in "xyz"])
    constraint = sg.rank_contacts(G, measure="constraint")
    size = sg.rank_contacts(G, measure="effective_size")
    assert constraint["constraint"].to_dict() == pytest.approx({"h": 1 / 3, "x": 1, "y": 1, "z": 1})
    assert size["effective_size"].to_dict() == pytest.approx({"h": 3, "x": 1, "y": 1, "z": 1})
    assert constraint["rank"].tolist() == size["rank"].tolist() == [1, 2, 2, 2]


def test_a_clique_by_hand():
    # Four equal friends: p = 1/3 each, constraint 3 (1/3 + 2/9)^2 = 25/27; effective size 3 (1 - 2/3) = 1.
    ties = [(u, v, 0.5) for u, v in itertools.permutations("abcd", 2)]
    found = burt_constraint(sg.compile(build_map("abcd", ties)).listening()[None])[0]
    assert found.tolist() == pytest.approx([25 / 27] * 4)
    found = effective_size(sg.compile(build_map("abcd", ties)).listening()[None])[0]
    assert found.tolist() == pytest.approx([1.0] * 4)


def test_direction_makes_no_difference():
    strength = random_strength(5)[None]
    turned = np.swapaxes(strength, 1, 2)
    assert burt_constraint(strength) == pytest.approx(burt_constraint(turned), abs=1e-15, nan_ok=True)
    assert effective_size(strength) == pytest.approx(effective_size(turned), abs=1e-15, nan_ok=True)


@pytest.mark.parametrize("function", [burt_constraint, effective_size])
def test_without_ties_nothing_is_known(function):
    assert np.isnan(function(np.zeros((2, 3, 3)))).all()


@pytest.mark.parametrize("function", [burt_constraint, effective_size])
def test_nobody_at_all(function):
    assert function(np.zeros((1, 0, 0))).shape == (1, 0)


@pytest.mark.parametrize("function", [burt_constraint, effective_size])
def test_a_stack_gives_what_each_gives_alone(function):
    stack = np.stack([random_strength(seed, 12) for seed in range(5)])
    together = function(stack)
    for place in range(5):
        alone = function(stack[place : place + 1])[0]
        assert alone == pytest.approx(together[place], abs=1e-15, nan_ok=True)


def test_isolated_contacts_rank_last():
    ranking = sg.rank_contacts(build_map("aibx", [("a", "b", 0.5), ("b", "x", 0.5)]), measure="constraint")
    assert ranking.index[-1] == "i"
    assert np.isnan(ranking.loc["i", "constraint"])
    assert ranking.loc["i", "rank"] == 4
