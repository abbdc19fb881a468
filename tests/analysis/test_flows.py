"""Flow and cut against networkx, which shares no code with the kernel."""

import math

import networkx as nx
import numpy as np
import pytest

from stakeholder_graph.analysis.kernels.flows import cheapest_flow


def random_network(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 8))
    pairs = [(u, v) for u in range(n) for v in range(n) if u != v]
    size = min(len(pairs), int(rng.integers(1, 16)))
    arcs = [pairs[place] for place in rng.choice(len(pairs), size=size, replace=False)]
    return n, arcs, rng


@pytest.mark.parametrize("seed", range(100))
def test_maximum_flow_and_cut(seed):
    n, arcs, rng = random_network(seed)
    capacity = rng.uniform(0.05, 3.0, len(arcs)).tolist()
    D = nx.DiGraph()
    D.add_nodes_from(range(n))
    for (u, v), room in zip(arcs, capacity, strict=True):
        D.add_edge(u, v, capacity=room)
    flow = cheapest_flow(arcs, capacity, [0.0] * len(arcs), 0, n - 1)
    assert flow.value == pytest.approx(nx.maximum_flow_value(D, 0, n - 1), abs=1e-9)
    cut = [room for (u, v), room in zip(arcs, capacity, strict=True) if u in flow.near and v not in flow.near]
    assert sum(cut) == pytest.approx(flow.value, abs=1e-9)  # Ford and Fulkerson
    assert 0 in flow.near
    assert n - 1 not in flow.near
    assert all(-1e-12 <= amount <= room + 1e-12 for amount, room in zip(flow.on, capacity, strict=True))


@pytest.mark.parametrize("seed", range(100))
def test_cheapest_of_the_largest_flows(seed):
    n, arcs, rng = random_network(seed)
    capacity, cost = rng.integers(0, 3, len(arcs)).tolist(), rng.integers(0, 9, len(arcs)).tolist()
    D = nx.DiGraph()
    D.add_nodes_from(range(n))
    for (u, v), room, price in zip(arcs, capacity, cost, strict=True):
        D.add_edge(u, v, capacity=room, weight=price)
    best = nx.max_flow_min_cost(D, 0, n - 1)
    flow = cheapest_flow(arcs, capacity, cost, 0, n - 1)
    assert flow.value == nx.maximum_flow_value(D, 0, n - 1)
    assert sum(a * c for a, c in zip(flow.on, cost, strict=True)) == nx.cost_of_flow(D, best)


def test_parallel_arcs_add_up():
    assert cheapest_flow([(0, 1), (0, 1)], [1.0, 2.0], [0.0, 0.0], 0, 1).on == (1.0, 2.0)


def test_without_limit():
    flow = cheapest_flow([(0, 1), (1, 2), (0, 2)], [math.inf, math.inf, 1.0], [0.0] * 3, 0, 2)
    assert flow.value == math.inf
    assert 2 in flow.near


def test_nothing_flows_where_no_way_leads():
    flow = cheapest_flow([(1, 0)], [1.0], [0.0], 0, 1)
    assert (flow.value, flow.on, flow.near) == (0.0, (0.0,), frozenset({0}))
