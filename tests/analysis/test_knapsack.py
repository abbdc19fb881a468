"""The knapsack against all selections tried one by one, its ties, and what it says where it had to give up."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.analysis.kernels.knapsack import select_items

NEAR = 1e-9


def best_value(values, costs, budget):
    """Return the value of the best selection, all of them tried."""
    n = len(values)
    chosen = (list(items) for size in range(n + 1) for items in combinations(range(n), size))
    return max(sum(values[i] for i in items) for items in chosen if sum(costs[i] for i in items) <= budget + NEAR)


amounts = st.one_of(st.floats(0.01, 5), st.sampled_from([0.1, 0.5, 1.0, 2.0]))
things = st.lists(st.tuples(st.one_of(st.floats(-1, 5), st.sampled_from([0.0, 1.0, 2.0])), amounts), max_size=9)


@given(things, st.one_of(st.floats(0, 10), st.sampled_from([0.0, 0.3, 1.0, 3.0])))
def test_against_all_selections(items, budget):
    values, costs = np.array([v for v, _ in items]), np.array([c for _, c in items])
    found = select_items(values, costs, budget)
    assert found.exact
    assert found.value == pytest.approx(best_value(values, costs, budget), abs=NEAR)
    assert found.cost <= budget + NEAR
    assert found.value == pytest.approx(values[found.items].sum())
    assert found.cost == pytest.approx(costs[found.items].sum())
    assert (values[found.items] > 0).all()


@given(things, st.floats(0, 10))
def test_the_greedy_selection_is_worth_half_of_the_best(items, budget):
    values, costs = np.array([v for v, _ in items]), np.array([c for _, c in items])
    found = select_items(values, costs, budget, longest_list=0)
    assert found.exact == (not len(found.items))
    assert found.value >= best_value(values, costs, budget) / 2 - NEAR
    assert found.cost <= budget + NEAR


def test_greedy_by_ratio_alone_would_be_wrong():
    # the classic: the best ratio fills half the knapsack with 2, the other item is worth 10
    values, costs = np.array([2.0, 10.0]), np.array([1.0, 10.0])
    assert select_items(values, costs, 10.0).items.tolist() == [1]
    assert select_items(values, costs, 10.0, longest_list=0).items.tolist() == [1]


def test_equally_good_items_go_by_position():
    ones = np.ones(5)
    assert select_items(ones, ones, 3.0).items.tolist() == [0, 1, 2]


def test_of_equally_valuable_selections_the_cheapest():
    assert select_items(np.array([2.0, 2.0]), np.array([2.0, 1.0]), 2.0).items.tolist() == [1]


def test_rounding_forbids_nothing():
    # .1 + .2 is a little more than .3
    found = select_items(np.ones(2), np.array([0.1, 0.2]), 0.3)
    assert found.items.tolist() == [0, 1]


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_the_unit_of_cost_and_value_does_not_matter(scale):
    rng = np.random.default_rng(3)
    values, costs = np.round(rng.uniform(0, 1, 25), 2), np.round(rng.uniform(0.1, 1, 25), 1)
    found = select_items(values, costs, 4.0)
    scaled = select_items(values * scale, costs * scale, 4.0 * scale)
    assert scaled.items.tolist() == found.items.tolist()


def test_a_list_that_grows_too_long_is_given_up():
    # every value equals its cost: nothing beats anything, and no bound helps
    costs = np.random.default_rng(0).uniform(1, 2, 40)
    found = select_items(costs, costs, 30.0, longest_list=500)
    assert not found.exact
    assert 15.0 <= found.value <= 30.0


def test_nothing_to_select():
    for values, budget in ((np.zeros(0), 1.0), (np.array([-1.0, 0.0]), 5.0), (np.ones(2), 0.0)):
        found = select_items(values, np.ones(len(values)), budget)
        assert (found.items.tolist(), found.value, found.cost, found.exact) == ([], 0.0, 0.0, True)
