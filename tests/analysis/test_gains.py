"""What moves the decision: the worked example, direct solves, finite differences, and the laws of greedy choice."""

from itertools import combinations

import numpy as np
import pytest
from analysis.graphs import random_map

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.decision import solve_decision
from stakeholder_graph.analysis.kernels.gains import (
    GREEDY_SHARE,
    declaration_gains,
    declare_greedily,
    declared_lean,
    stance_gains,
    tie_slopes,
)
from stakeholder_graph.analysis.kernels.opinion import divide_attention, settle

EXACT = 1e-10
CONTACTS = ("cfo", "coo", "it", "coach", "user", "proc", "gate")
KINDS = [{}, {"negative": 0.4}, {"complete": 0.5}, {"negative": 0.3, "complete": 0.4}]


def solved(seed, n=None, **kind):
    return solve_decision(sg.compile(random_map(seed, n, **kind)))


def lean_held(decision, held, at=1.0):
    """Return the lean where the rows of the held contacts say z = 1, solved as it stands."""
    opinion, arrays = decision.opinion, decision.arrays
    matrix = np.eye(len(arrays)) - opinion.openness[0][:, None] * opinion.attention[0]
    right = (1 - opinion.openness[0]) * np.nan_to_num(arrays.stance)
    for j in held:
        matrix[j], right[j] = np.eye(len(arrays))[j], at
    return float(decision.weights @ np.linalg.solve(matrix, right))


def parts(decision):
    return decision.opinion, decision.weights[None], decision.opinions()[None]


# ---------------------------------------------------------------- the worked example

# Worked out when the model was written, independently of this code, to the digits given.
STANCE_GAINS = (0.6212, 0.1271, 0.1200, 0.0037, 0.0261, 0.0612, 0.0022)
DECLARATION_GAINS = (1.0924, 0.2276, 0.1848, 0.0412, 0.0696, 0.1112, 0.0044)


def in_given_order(values):
    contacts = sg.compile(sg.example_buying_center()).contacts
    return [float(values[0, contacts.index(contact)]) for contact in CONTACTS]


@pytest.fixture(scope="module")
def example():
    return solve_decision(sg.compile(sg.example_buying_center()))


def test_stances_of_the_example_moved_to_one(example):
    gains = stance_gains(example.shares[None], example.arrays.stance[None], np.ones((1, 7)))
    assert in_given_order(gains) == pytest.approx(STANCE_GAINS, abs=6e-5)


def test_declarations_in_the_example(example):
    assert in_given_order(declaration_gains(*parts(example))) == pytest.approx(DECLARATION_GAINS, abs=6e-5)


# ---------------------------------------------------------------- own judgements


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_gains_of_moved_stances_add_up(seed, kind):
    # the lean of the moved map, solved anew, is the oracle
    decision = solved(seed, **kind)
    own = np.nan_to_num(decision.arrays.stance)
    moved = np.random.default_rng(seed).uniform(-1, 1, len(own))
    gains = stance_gains(decision.shares[None], own[None], moved[None])[0]
    after = decision.weights @ decision.opinion.settled(moved[None], np.zeros(1))[0]
    assert after - decision.weights @ decision.opinions() == pytest.approx(gains.sum(), abs=EXACT)


def test_the_gain_of_a_stance_that_is_not_known_is_not_known():
    gains = stance_gains(np.array([[0.4, 0.6]]), np.array([[np.nan, 0.5]]), np.ones((1, 2)))
    assert np.isnan(gains[0, 0])
    assert gains[0, 1] == pytest.approx(0.3)  # .6 * (1 - .5)


# ---------------------------------------------------------------- declarations


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_one_declaration_against_a_direct_solve(seed, kind):
    decision = solved(seed, **kind)
    before = lean_held(decision, [])
    direct = [lean_held(decision, [j]) - before for j in range(len(decision.arrays))]
    assert declaration_gains(*parts(decision))[0] == pytest.approx(direct, abs=EXACT)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_several_declarations_against_a_direct_solve(seed, kind):
    decision = solved(seed, **kind)
    held = np.random.default_rng(seed).permutation(len(decision.arrays))[: 1 + seed % 5]
    lean = declared_lean(*parts(decision), held)
    assert lean == pytest.approx([lean_held(decision, held)], abs=EXACT)


def test_nobody_declares(example):
    assert declared_lean(*parts(example), np.array([], dtype=np.intp)) == pytest.approx([lean_held(example, [])])


@pytest.mark.parametrize("seed", range(15))
def test_without_negative_ties_more_declarations_gain_more_and_each_of_them_less(seed):
    # monotone and submodular: f(S + x) >= f(S), and x adds no more to a larger set
    decision = solved(seed, 12)
    rng = np.random.default_rng(seed)
    for _ in range(20):
        order = rng.permutation(12).tolist()
        small, large, one = order[:2], order[:6], order[6]
        at_small, at_large = lean_held(decision, small), lean_held(decision, large)
        added_to_small = lean_held(decision, [*small, one]) - at_small
        added_to_large = lean_held(decision, [*large, one]) - at_large
        assert at_large >= at_small - EXACT
        assert added_to_small >= added_to_large - EXACT
        assert added_to_large >= -EXACT


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_greedy_gains_against_direct_solves(seed, kind):
    decision = solved(seed, **kind)
    n = len(decision.arrays)
    chosen, gains, _ = declare_greedily(*parts(decision), np.ones((1, n), bool), 4)
    for step in range(4):
        before = chosen[0, :step]
        base = lean_held(decision, before)
        best = max(lean_held(decision, [*before, j]) - base for j in range(n) if j not in before)
        assert gains[0, step] == pytest.approx(best, abs=EXACT)
        assert lean_held(decision, chosen[0, : step + 1]) - base == pytest.approx(best, abs=EXACT)


@pytest.mark.parametrize("seed", range(20))
def test_greedy_choice_against_the_best_of_all_choices(seed):
    decision = solved(seed, 9)
    allowed = ~decision.arrays.roles[:, 3]  # those who decide would leave the others nothing to do
    chosen, gains, ceiling = declare_greedily(*parts(decision), allowed[None], 3)
    before = lean_held(decision, [])
    best = max(lean_held(decision, held) - before for held in combinations(np.flatnonzero(allowed).tolist(), 3))
    assert allowed[chosen[0]].all()
    assert GREEDY_SHARE * best - EXACT <= gains.sum() <= best + EXACT
    assert gains.sum() - EXACT <= ceiling[0] >= best - EXACT


def test_a_batch_of_accounts_gives_what_each_gives_alone():
    one, two = solved(1, 10), solved(2, 10)
    system = ("attention", "unmapped_attention", "openness")
    both = settle(*(np.concatenate([getattr(d.opinion, name) for d in (one, two)]) for name in system))
    weights = np.stack([one.weights, two.weights])
    settled = np.stack([one.opinions(), two.opinions()])
    allowed = np.ones((2, 10), bool)
    allowed[1, 2:] = False  # only two may be chosen there
    together = declare_greedily(both, weights, settled, allowed, 3)
    for place, decision in enumerate((one, two)):
        alone = declare_greedily(*parts(decision), allowed[place : place + 1], 3)
        for ours, theirs in zip(together, alone, strict=True):
            assert ours[place] == pytest.approx(theirs[0], abs=EXACT)
    assert together[0][1, 2] == -1
    assert together[1][1, 2] == 0.0


def test_equal_gains_go_by_position():
    # two contacts who are alike in everything
    attention, unmapped = divide_attention(
        np.array([[[0, 0.5, 0.5], [0, 0, 0], [0, 0, 0]]]), np.ones((1, 3, 3)), 1.0, np.zeros((1, 3), bool)
    )
    opinion = settle(attention, unmapped, np.full((1, 3), 0.5))
    weights = np.array([[1.0, 0.0, 0.0]])
    chosen, gains, _ = declare_greedily(opinion, weights, np.zeros((1, 3)), np.array([[False, True, True]]), 2)
    assert chosen.tolist() == [[1, 2]]
    assert gains == pytest.approx(np.array([[0.25, 0.25]]))  # a C = .5 * .5 each


# ---------------------------------------------------------------- ties


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(25))
def test_slopes_of_ties_against_finite_differences(seed, kind):
    rng = np.random.default_rng(seed)
    arrays = sg.compile(random_map(seed, 12, **kind))
    strength, sign = arrays.listening()[None], arrays.signs()[None]
    own, openness = rng.uniform(-1, 1, (1, 12)), rng.uniform(0, 0.9, (1, 12))
    weights, unmapped_stance = np.full((1, 12), 1 / 12), np.array([rng.uniform(-1, 1)])
    complete, budget = arrays.influencers_complete[None], 1.0

    def solve(strengths):
        return settle(*divide_attention(strengths, sign, budget, complete), openness)

    def lean(strengths):
        return float((weights * solve(strengths).settled(own, unmapped_stance)).sum())

    opinion = solve(strength)
    settled = opinion.settled(own, unmapped_stance)
    slopes = tie_slopes(
        opinion, weights, settled, strength, sign, budget=budget, complete=complete, unmapped_stance=unmapped_stance
    )
    assert not np.diagonal(slopes[0]).any()
    step = 1e-7
    ties = [(v, u) for v in range(12) for u in range(12) if u != v]
    for place in rng.choice(len(ties), 12, replace=False):
        more, less = strength.copy(), strength.copy()
        more[0][ties[place]] += step
        less[0][ties[place]] -= step if strength[0][ties[place]] else 0.0  # a tie that is not there can only grow
        width = more[0][ties[place]] - less[0][ties[place]]
        assert slopes[0][ties[place]] == pytest.approx((lean(more) - lean(less)) / width, abs=1e-6)


def test_at_the_budget_the_slope_is_of_a_tie_that_grows():
    # one listener with a single tie of just the budget: more of it changes nothing, since all attention is spent
    strength = np.array([[[0.0, 1.0], [0.0, 0.0]]])
    sign, nobody = np.ones((1, 2, 2)), np.zeros((1, 2), bool)
    opinion = settle(*divide_attention(strength, sign, 1.0, nobody), np.full((1, 2), 0.5))
    settled = opinion.settled(np.array([[0.0, 0.8]]), np.zeros(1))
    slopes = tie_slopes(
        opinion,
        np.array([[1.0, 0.0]]),
        settled,
        strength,
        sign,
        budget=1.0,
        complete=nobody,
        unmapped_stance=np.zeros(1),
    )
    assert slopes[0, 0, 1] == pytest.approx(0.0)
