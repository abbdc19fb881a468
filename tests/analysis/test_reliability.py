"""The reliability kernel against counting every state, closed forms, and its own two ways."""

import itertools
import math

import numpy as np
import pytest
from analysis.ways_by_hand import chance_by_counting

from stakeholder_graph.analysis.kernels.reliability import (
    WORD,
    draw_ties,
    factored_reliability,
    open_share,
    reached_draws,
    reduced_network,
)


def exact(ties, start, goal):
    source, target, reliability = zip(*ties, strict=True) if ties else ((), (), ())
    return factored_reliability(reduced_network(source, target, reliability, start, goal), start, goal)


def sampled(ties, n, goal, seed):
    source, target, reliability = (np.array(column) for column in zip(*ties, strict=True))
    up = draw_ties(reliability, 20_000, np.random.default_rng(seed))
    begun = np.zeros((n, up.shape[1]), dtype=np.uint64)
    begun[0] = ~np.uint64(0)
    return open_share(reached_draws(up, source.astype(np.intp), target.astype(np.intp), begun)[goal])


def random_ties(seed, *, nodes=(3, 7), ties=(2, 11)):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(*nodes))
    pairs = [(u, v) for u in range(n) for v in range(n) if u != v]
    chosen = rng.choice(len(pairs), size=min(len(pairs), int(rng.integers(*ties))), replace=False)
    return n, [(*pairs[place], float(rng.choice([0.0, 0.1, 0.35, 0.5, 0.8, 0.95, 1.0]))) for place in chosen]


@pytest.mark.parametrize("nodes", [2, 3, 4])
def test_every_graph_of_up_to_five_ties(nodes):
    pairs = [(u, v) for u in range(nodes) for v in range(nodes) if u != v]
    levels = (0.3, 0.5, 0.6, 0.8, 0.9)  # different, so that no tie stands in for another
    for count in range(min(5, len(pairs)) + 1):
        for chosen in itertools.combinations(pairs, count):
            ties = [(*pair, r) for pair, r in zip(chosen, levels, strict=False)]
            assert exact(ties, 0, nodes - 1) == pytest.approx(chance_by_counting(ties, 0, {nodes - 1}), abs=1e-12)


@pytest.mark.parametrize("seed", range(200))
def test_random_graphs_against_counting(seed):
    n, ties = random_ties(seed)
    assert exact(ties, 0, n - 1) == pytest.approx(chance_by_counting(ties, 0, {n - 1}), abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_sampling_agrees_with_factoring(seed):
    rng = np.random.default_rng(1000 + seed)
    pairs = [(u, v) for u in range(8) for v in range(8) if u != v]
    ties = [(*pairs[place], float(rng.uniform(0.05, 0.95))) for place in rng.choice(len(pairs), 22, replace=False)]
    truth, share = exact(ties, 0, 7), sampled(ties, 8, 7, seed)
    assert abs(share - truth) <= 4 * math.sqrt(truth * (1 - truth) / 20_000) + 1e-12  # four standard errors


def test_series_and_parallel_by_hand():
    assert exact([(0, 1, 0.9), (1, 2, 0.5)], 0, 2) == pytest.approx(0.45)
    assert exact([(0, 1, 0.4), (0, 1, 0.5)], 0, 1) == pytest.approx(0.7)


def test_the_bridge_by_hand():
    ties = [(0, 1, 0.5), (0, 2, 0.5), (1, 2, 0.5), (1, 3, 0.5), (2, 3, 0.5)]
    # The bridge 1 -> 2 down: 1 - (1 - 1/4)^2 = 7/16. Up, with 0 -> 1: one of 1 -> 3, 2 -> 3; without: 0 -> 2 -> 3.
    assert exact(ties, 0, 3) == pytest.approx(0.5 * 7 / 16 + 0.5 * (0.5 * 3 / 4 + 0.5 * 1 / 4))


def test_what_leads_nowhere_is_dropped():
    network = reduced_network([0, 1, 3, 1, 2], [1, 2, 1, 0, 4], [0.5, 0.5, 1.0, 1.0, 1.0], 0, 2)
    assert network == {(0, 2): 0.25}
    assert reduced_network([1], [0], [0.5], 0, 1) == {}
    assert factored_reliability({}, 0, 1) == 0.0


def test_ties_that_never_fail_need_no_branch():
    assert exact([(0, 1, 1.0), (0, 2, 1.0), (1, 2, 0.5), (1, 3, 0.5), (2, 3, 0.5)], 0, 3) == pytest.approx(0.75)


def test_draws_are_whole_words_and_reproducible():
    reliability = np.array([0.0, 0.25, 0.5, 1.0])
    up, again = (draw_ties(reliability, 100, np.random.default_rng(5)) for _ in range(2))
    assert up.shape == (4, 2)
    assert up.shape[1] * WORD >= 100
    assert np.array_equal(up, again)
    assert open_share(up[0]) == 0.0
    assert open_share(up[3]) == 1.0


def test_draws_have_the_chance_asked_for_and_are_independent():
    reliability = np.array([0.05, 0.3, 0.3, 0.77])
    up = draw_ties(reliability, 200_000, np.random.default_rng(1))
    for r, row in zip(reliability, up, strict=True):
        assert abs(open_share(row) - r) <= 4 * math.sqrt(r * (1 - r) / 200_000)
    both = 0.3 * 0.3
    assert abs(open_share(up[1] & up[2]) - both) <= 4 * math.sqrt(both * (1 - both) / 200_000)


def test_nothing_is_reached_without_ties():
    begun = np.array([[~np.uint64(0)], [np.uint64(0)]])
    none = np.zeros(0, dtype=np.intp)
    reached = reached_draws(np.zeros((0, 1), dtype=np.uint64), none, none, begun)
    assert [open_share(row) for row in reached] == [1.0, 0.0]
