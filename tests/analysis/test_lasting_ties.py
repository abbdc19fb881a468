"""The ties that no reduction takes away: never more than a reduced network has, and many where it is large."""

import numpy as np
import pytest

from stakeholder_graph.analysis.kernels.lasting_ties import count_lasting_ties
from stakeholder_graph.analysis.kernels.reliability import reduced_network


def random_network(seed, nodes, ties):
    rng = np.random.default_rng(seed)
    source, target = rng.integers(0, nodes, ties), rng.integers(1, nodes, ties)  # nothing enters the start, 0
    kept = source != target
    return source[kept].tolist(), target[kept].tolist()


@pytest.mark.parametrize("seed", range(300))
def test_never_more_than_a_reduced_network_has(seed):
    nodes = 3 + seed % 7
    source, target = random_network(seed, nodes, 3 + seed % 23)
    goals = list(range(1, nodes))
    counts = count_lasting_ties(source, target, 0, goals)
    for goal, count in zip(goals, counts.tolist(), strict=True):
        assert count <= len(reduced_network(source, target, [0.5] * len(source), 0, goal))


def test_many_where_networks_are_large():
    source, target = random_network(1, 100, 400)
    goals = list(range(1, 100))
    counts = count_lasting_ties(source, target, 0, goals).tolist()
    sizes = [len(reduced_network(source, target, [0.5] * len(source), 0, goal)) for goal in goals]
    assert sum(count > 20 for count in counts) == sum(size > 20 for size in sizes) > 50


def test_without_ties_or_goals():
    assert count_lasting_ties([], [], 0, [1, 2]).tolist() == [0, 0]
    assert count_lasting_ties([0], [1], 0, []).tolist() == []
