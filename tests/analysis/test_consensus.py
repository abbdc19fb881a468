"""Borda's and Kemeny's rankings against all permutations, and ranks in competitions."""

import itertools

import numpy as np
import pytest
from analysis.graphs import build_map, random_map
from hypothesis import given, settings, strategies as st

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.ranking import competition_ranks
from stakeholder_graph.analysis.kernels.consensus import KEMENY_LIMIT, borda_points, kemeny_points


def agreement(order, scores):
    """Return in how many pairs and rankings an order is followed, an undecided pair counting half."""
    return sum(
        1.0 if ranking[first] > ranking[second] else 0.5 if ranking[first] == ranking[second] else 0.0
        for first, second in itertools.combinations(order, 2)
        for ranking in scores
    )


def mean_places(scores):
    """Return 1 - (mean place over all best orders) / (n - 1), by trying every order."""
    n = scores.shape[1]
    values = {order: agreement(order, scores) for order in itertools.permutations(range(n))}
    best = [order for order, value in values.items() if value == max(values.values())]
    places = np.mean([[order.index(contact) for contact in range(n)] for order in best], axis=0)
    return 1 - places / (n - 1)


def random_rankings(seed, n, levels=4):
    """Return five rankings with ties."""
    return np.random.default_rng(seed).integers(0, levels, (5, n)).astype(float)


# ---------------------------------------------------------------- Kemeny


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("seed", range(8))
def test_kemeny_finds_the_best_of_all_orders(n, seed):
    scores = random_rankings(seed, n, levels=4 if seed % 2 else 100)
    assert kemeny_points(scores) == pytest.approx(mean_places(scores), abs=1e-12)


def test_kemeny_finds_the_best_of_all_orders_of_eight():
    scores = random_rankings(3, 8, levels=100)[:3]
    points = kemeny_points(scores)
    order = sorted(range(8), key=lambda contact: -points[contact])
    wins = [[sum(float(r[j] > r[k]) + 0.5 * (r[j] == r[k]) for r in scores) for k in range(8)] for j in range(8)]
    pairs = list(itertools.combinations(range(8), 2))

    def value(candidate):
        return sum(wins[candidate[x]][candidate[y]] for x, y in pairs)

    assert value(order) == max(map(value, itertools.permutations(range(8))))


def test_a_majority_overrules_a_minority():
    # Two rankings a > b > c against one c > b > a.
    assert kemeny_points(np.array([[3, 2, 1], [3, 2, 1], [1, 2, 3]])).tolist() == [1.0, 0.5, 0.0]


def test_a_circle_of_majorities_orders_nobody():
    # Condorcet's paradox: a > b > c, b > c > a, c > a > b.
    assert kemeny_points(np.array([[3, 2, 1], [1, 3, 2], [2, 1, 3]])).tolist() == [0.5, 0.5, 0.5]


def test_contacts_whom_no_ranking_tells_apart_come_out_equal():
    assert kemeny_points(np.zeros((5, 8))).tolist() == [0.5] * 8
    assert kemeny_points(np.array([[2.0, 1.0, 1.0, 0.0]] * 5)).tolist() == [1.0, 0.5, 0.5, 0.0]


@pytest.mark.parametrize("function", [kemeny_points, borda_points])
@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_are_all_first(function, n):
    assert function(np.zeros((5, n))).tolist() == [1.0] * n


@pytest.mark.parametrize("function", [kemeny_points, borda_points])
@pytest.mark.parametrize("seed", range(5))
def test_who_stands_where_in_the_list_makes_no_difference(function, seed):
    scores = random_rankings(seed, 7)
    turn = np.random.default_rng(seed).permutation(7)
    assert function(scores[:, turn]) == pytest.approx(function(scores)[turn], abs=1e-12)


# ---------------------------------------------------------------- Borda


@pytest.mark.parametrize("n", [2, 5, 12])
@pytest.mark.parametrize("seed", range(5))
def test_borda_counts_whom_one_beats(n, seed):
    scores = random_rankings(seed, n)
    expected = [
        sum((r[j] > r[k]) + 0.5 * (r[j] == r[k]) for r in scores for k in range(n) if k != j) / (len(scores) * (n - 1))
        for j in range(n)
    ]
    assert borda_points(scores).tolist() == pytest.approx(expected, abs=1e-12)


def test_borda_by_hand():
    # a first twice and last once: (2 + 2 + 0) / (3 * 2); b always second: 3 / 6; c: (0 + 0 + 2) / 6.
    assert borda_points(np.array([[3, 2, 1], [3, 2, 1], [1, 2, 3]])).tolist() == pytest.approx([4 / 6, 3 / 6, 2 / 6])


# ---------------------------------------------------------------- the measure

LISTENED_TO = ("decision", "group", "out_strength", "pagerank", "katz")  # what the measure combines


def combined(G):
    """Return the five rankings as negative ranks, in the order of the ids."""
    return np.array([-sg.rank_contacts(G, measure=name)["rank"].sort_index().to_numpy() for name in LISTENED_TO])


@pytest.mark.parametrize("n", [5, 6])
@pytest.mark.parametrize("negative", [0.0, 0.4])
@pytest.mark.parametrize("seed", range(3))
def test_few_contacts_are_ranked_after_kemeny(seed, negative, n):
    G = random_map(seed, n=n, negative=negative)
    found = sg.rank_contacts(G, measure="consensus")["consensus"].sort_index()
    assert found.to_numpy() == pytest.approx(mean_places(combined(G)), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_eight_contacts_are_the_most_that_are_ranked_after_kemeny(seed):
    G = random_map(seed, n=KEMENY_LIMIT)
    found = sg.rank_contacts(G, measure="consensus")["consensus"].sort_index().to_numpy()
    assert found == pytest.approx(kemeny_points(combined(G)), abs=1e-12)
    assert np.abs(found - borda_points(combined(G))).max() > 1e-3


@pytest.mark.parametrize("n", [KEMENY_LIMIT + 1, 20])
def test_many_contacts_are_ranked_after_borda(n):
    G = random_map(1, n=n, negative=0.2)
    found = sg.rank_contacts(G, measure="consensus")["consensus"].sort_index()
    assert found.to_numpy() == pytest.approx(borda_points(combined(G)), abs=1e-12)


def test_twins_share_a_rank():
    # b and c stand in exactly the same place: no ranking may tell them apart, least of all their ids.
    G = build_map("dabc", [("a", "b", 0.6), ("b", "d", 0.6), ("a", "c", 0.6), ("c", "d", 0.6)])
    ranking = sg.rank_contacts(G, measure="consensus")
    assert ranking.loc["b", ["rank", "consensus"]].tolist() == ranking.loc["c", ["rank", "consensus"]].tolist()


# ---------------------------------------------------------------- ranks


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [
        ([], []),
        ([5.0], [1]),
        ([1.0, 3.0, 2.0], [3, 1, 2]),
        ([2.0, 2.0, 1.0], [1, 1, 3]),
        ([np.nan, 0.0, np.nan, -1.0], [3, 1, 3, 2]),
        ([0.1 + 0.2, 0.3], [1, 1]),  # differ by rounding only
        ([0.3 + 1e-9, 0.3], [1, 2]),
        ([-0.0, 0.0], [1, 1]),
    ],
)
def test_competition_ranks(scores, ranks):
    assert competition_ranks(np.array(scores, dtype=float)).tolist() == ranks


@settings(deadline=None, database=None, derandomize=True)
@given(st.lists(st.integers(-3, 3) | st.just(float("nan")), max_size=12))
def test_a_rank_is_one_more_than_the_number_of_those_above(values):
    scores = np.array(values, dtype=float)
    known = ~np.isnan(scores)
    above = [int((scores > score).sum()) if not np.isnan(score) else int(known.sum()) for score in scores]
    assert competition_ranks(scores).tolist() == [1 + count for count in above]
