"""What losing ties does to a sample of networks: against looking at every network again, one by one."""

import networkx as nx
import numpy as np
import pytest

from stakeholder_graph.analysis.kernels.open_ways import LossySample, shortest_ways
from stakeholder_graph.analysis.kernels.reliability import draw_ties, open_share, reached_draws

DRAWS = 640


def random_sample(seed):
    rng = np.random.default_rng(seed)
    nodes, ties = 4 + seed % 5, 5 + seed % 13
    source, target = rng.integers(0, nodes, ties), rng.integers(1, nodes, ties)  # nothing enters the start, 0
    kept = (source != target) & (source != 1)  # and nothing leaves the goal, 1
    source, target = source[kept].astype(np.intp), target[kept].astype(np.intp)
    return draw_ties(rng.uniform(0.2, 0.9, len(source)), DRAWS, rng), source, target, nodes


def share_by_search(up, source, target, nodes, lost):
    stays = np.array([place not in lost for place in range(len(up))], dtype=bool)
    begun = np.zeros((nodes, up.shape[1]), dtype=np.uint64)
    begun[0] = ~np.uint64(0)
    return open_share(reached_draws(up[stays], source[stays], target[stays], begun)[1])


@pytest.mark.parametrize("seed", range(80))
def test_every_loss_costs_what_a_new_search_says(seed):
    up, source, target, nodes = random_sample(seed)
    if not len(source):
        return
    sample, rng = LossySample(up, source, target, 0, 1), np.random.default_rng(seed)
    losses = [(), *((place,) for place in range(len(up))), tuple(range(len(up)))]
    losses += [tuple(np.flatnonzero(rng.random(len(up)) < 0.3)) for _ in range(5)]
    for lost in losses:
        assert sample.share_left(lost) == share_by_search(up, source, target, nodes, lost)


@pytest.mark.parametrize("seed", range(40))
def test_shortest_ways_network_by_network(seed):
    up, source, target, _ = random_sample(seed)
    if not len(source):
        return
    holds = np.unpackbits(up.view(np.uint8), axis=1).astype(bool)
    found = np.unpackbits(shortest_ways(up, source, target, 0, 1).view(np.uint8), axis=1).astype(bool)
    for network in range(0, DRAWS, 37):
        ties = [(u, v) for u, v, up_now in zip(source, target, holds[:, network], strict=True) if up_now]
        graph = nx.DiGraph(ties)
        graph.add_nodes_from((0, 1))
        ways = nx.all_shortest_paths(graph, 0, 1) if nx.has_path(graph, 0, 1) else ()
        on_ways = {tie for way in ways for tie in nx.utils.pairwise(way)}
        marked = {(u, v) for u, v, is_on in zip(source, target, found[:, network], strict=True) if is_on}
        assert marked == on_ways
