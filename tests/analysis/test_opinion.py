"""The opinion system: published figures, closed forms, and laws on random networks."""

import networkx as nx
import numpy as np
import pytest
from analysis.graphs import build_map, listening_graph, random_map, random_strength, talk_it_over

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.decision import solve_decision
from stakeholder_graph.analysis.kernels.opinion import Opinion, divide_attention, settle

EXACT = 1e-10


def solve(strength, *, budget=1.0, openness=0.5, complete=None, sign=None) -> Opinion:
    n = strength.shape[-1]
    complete = np.zeros((1, n), bool) if complete is None else complete
    sign = np.ones((1, n, n)) if sign is None else sign
    attention, unmapped = divide_attention(strength[None], sign, budget, complete)
    return settle(attention, unmapped, np.broadcast_to(np.asarray(openness, float), (1, n)))


# ---------------------------------------------------------------- the worked example

# The seven-contact example, a = .5, b = 1, s0 = 0; worked out when the model was written and independently of this
# code, to the digits given.
CONTACTS = ("cfo", "coo", "it", "coach", "user", "proc", "gate")
SHARES = (0.5176, 0.1412, 0.0800, 0.0374, 0.0435, 0.0471, 0.0022)
OPINIONS = (-0.0924, 0.1655, -0.1550, 0.4500, 0.2000, -0.1810, 0.0)
GROUP_INFLUENCE = (0.0832, 0.0941, 0.0986, 0.1009, 0.1118, 0.0790, 0.0770)
UNATTRIBUTED = 0.1310


@pytest.fixture(scope="module")
def example():
    return solve_decision(sg.compile(sg.example_buying_center()))


def in_given_order(decision, values):
    return [float(values[decision.arrays.contacts.index(contact)]) for contact in CONTACTS]


def test_example_shares(example):
    assert in_given_order(example, example.shares) == pytest.approx(SHARES, abs=5e-5)


def test_example_unattributed(example):
    assert example.unattributed == pytest.approx(UNATTRIBUTED, abs=5e-5)


def test_example_opinions_settle(example):
    settled = example.opinion.control[0] @ example.arrays.stance
    assert in_given_order(example, settled) == pytest.approx(OPINIONS, abs=5e-5)


def test_example_lean_is_the_opinion_of_who_decides(example):
    settled = example.opinion.control[0] @ example.arrays.stance
    assert float(example.weights @ settled) == pytest.approx(OPINIONS[0], abs=5e-5)


def test_example_group_influence(example):
    assert in_given_order(example, example.group_influence) == pytest.approx(GROUP_INFLUENCE, abs=5e-5)


def test_example_talked_over_round_by_round(example):
    G = sg.example_buying_center()
    settled = example.opinion.control[0] @ example.arrays.stance
    spoken = talk_it_over(G, {contact: G.nodes[contact]["stance"] for contact in G})
    assert dict(zip(example.arrays.contacts, settled, strict=True)) == pytest.approx(spoken, abs=EXACT)


# ---------------------------------------------------------------- the four-person experiment

# Friedkin & Johnsen (1999), as worked out by Parsegov et al. (2017), eq. 2, 15 and 16: given weights W, openness
# 1 - diag(W); printed as (60, 60, 75, 75), here with the digits that a direct solve of the printed W gives.
W = np.array([[0.220, 0.120, 0.360, 0.300], [0.147, 0.215, 0.344, 0.294], [0, 0, 1, 0], [0.090, 0.178, 0.446, 0.286]])
BEFORE = np.array([25.0, 25.0, 75.0, 85.0])
AFTER = (60.0208, 59.9840, 75.0, 74.9862)
CONTROL = (
    (0.2794, 0.0450, 0.5514, 0.1242),
    (0.0471, 0.2783, 0.5492, 0.1254),
    (0.0, 0.0, 1.0, 0.0),
    (0.0301, 0.0481, 0.5324, 0.3894),
)


def four_people() -> Opinion:
    # W already holds all attention, own weight included: it is C as it stands, and nothing goes to the unmapped.
    return settle(W[None], np.zeros((1, 4)), 1.0 - np.diagonal(W)[None])


def test_four_people_settle_as_published():
    assert (four_people().control[0] @ BEFORE).tolist() == pytest.approx(AFTER, abs=5e-5)


def test_four_people_control_as_published():
    assert four_people().control[0] == pytest.approx(np.array(CONTROL), abs=5e-5)


def test_four_people_leave_nothing_to_the_unmapped():
    assert four_people().unmapped_control()[0].tolist() == [0, 0, 0, 0]


# ---------------------------------------------------------------- closed forms


@pytest.mark.parametrize("weight", [0.05, 0.3, 1.0])
def test_a_sole_influencer_gets_what_the_tie_carries_and_no_more(weight):
    # q = decision maker, C = w: I_j = (1 - a) a w, U = a (1 - w) + a w a; at w = .05: .0125 and, with the
    # influencer's own unmapped .5 * .05 * .5 = .0125 on top of .475, .4875.
    decision = solve_decision(sg.compile(build_map("dj", [("j", "d", weight)])))
    assert decision.shares.tolist() == pytest.approx([0.5, 0.25 * weight], abs=EXACT)
    assert decision.unattributed == pytest.approx(0.5 * (1 - weight) + 0.25 * weight, abs=EXACT)


def test_the_weak_sole_influencer_in_percent():
    # The two figures that the model promises: 1.25 % and 48.75 %.
    ranking = sg.rank_contacts(build_map("dj", [("j", "d", 0.05)]))
    assert ranking.loc["j", "share"] == pytest.approx(0.0125, abs=EXACT)
    assert ranking.attrs["unattributed"] == pytest.approx(0.4875, abs=EXACT)


@pytest.mark.parametrize("openness", [0.0, 0.2, 0.5, 0.99])
def test_an_isolated_contact_keeps_its_own_judgement(openness):
    opinion = solve(np.zeros((3, 3)), openness=openness)
    assert opinion.control[0] == pytest.approx(np.diag([1 - openness] * 3), abs=EXACT)
    assert opinion.unmapped_control()[0].tolist() == pytest.approx([openness] * 3, abs=EXACT)


def test_an_isolated_contact_whose_influencers_are_complete_is_all_its_own():
    opinion = solve(np.zeros((2, 2)), complete=np.array([[True, False]]))
    assert opinion.control[0] == pytest.approx(np.diag([1.0, 0.5]), abs=EXACT)
    assert opinion.unmapped_control()[0].tolist() == pytest.approx([0.0, 0.5], abs=EXACT)


def test_two_who_listen_to_each_other():
    # C = [[0, 1], [1, 0]], a = 1/2: N = [[4/3, 2/3], [2/3, 4/3]], V = N / 2.
    opinion = solve(np.array([[0.0, 1.0], [1.0, 0.0]]))
    assert opinion.resolvent[0] == pytest.approx(np.array([[4, 2], [2, 4]]) / 3, abs=EXACT)
    assert opinion.control[0] == pytest.approx(np.array([[2, 1], [1, 2]]) / 3, abs=EXACT)


def test_a_negative_tie_turns_the_share_around():
    decision = solve_decision(sg.compile(build_map("dj", [("j", "d", 0.6, -1)])))
    assert decision.shares.tolist() == pytest.approx([0.5, -0.15], abs=EXACT)  # -(1 - a) a w
    assert decision.unattributed == pytest.approx(0.5 * 0.4 + 0.25 * 0.6, abs=EXACT)  # as with a positive tie


# ---------------------------------------------------------------- attention


def test_attention_below_the_budget_is_taken_as_it_is():
    attention, unmapped = divide_attention(
        np.array([[[0.0, 0.3], [0.0, 0.0]]]), np.ones((1, 2, 2)), 1.0, np.zeros((1, 2), bool)
    )
    assert attention[0].tolist() == [[0, 0.3], [0, 0]]
    assert unmapped[0].tolist() == pytest.approx([0.7, 1.0])


def test_attention_beyond_the_budget_is_divided():
    strength = np.array([[0.0, 0.9, 0.6], [0, 0, 0], [0, 0, 0]])
    attention, unmapped = divide_attention(strength[None], np.ones((1, 3, 3)), 1.0, np.zeros((1, 3), bool))
    assert attention[0, 0].tolist() == pytest.approx([0, 0.6, 0.4])  # .9 and .6 of 1.5
    assert unmapped[0, 0] == pytest.approx(0.0, abs=1e-15)


def test_what_a_complete_listener_leaves_stays_at_home():
    attention, unmapped = divide_attention(
        np.array([[[0.0, 0.3], [0.0, 0.0]]]), np.ones((1, 2, 2)), 1.0, np.array([[True, True]])
    )
    assert attention[0] == pytest.approx(np.array([[0.7, 0.3], [0.0, 1.0]]))
    assert unmapped[0].tolist() == [0, 0]


def test_a_negative_tie_takes_attention_too():
    sign = np.array([[[1.0, -1.0], [1.0, 1.0]]])
    attention, unmapped = divide_attention(np.array([[[0.0, 0.3], [0.0, 0.0]]]), sign, 1.0, np.zeros((1, 2), bool))
    assert attention[0, 0].tolist() == [0, -0.3]
    assert unmapped[0, 0] == pytest.approx(0.7)


@pytest.mark.parametrize("seed", range(20))
def test_attention_is_never_more_than_all_and_never_less_than_nothing(seed):
    strength = random_strength(seed)[None] * 7.3
    attention, unmapped = divide_attention(strength, np.ones_like(strength), 0.37, np.zeros(strength.shape[:2], bool))
    assert (unmapped >= 0).all()
    assert np.abs(attention).sum(axis=2) + unmapped == pytest.approx(np.ones(strength.shape[:2]), abs=1e-15)


def test_dividing_attention_changes_no_input():
    strength = random_strength(1)[None]
    sign, complete = np.ones_like(strength), np.ones(strength.shape[:2], bool)
    before = strength.copy(), sign.copy(), complete.copy()
    divide_attention(strength, sign, 1.0, complete)
    assert all((then == now).all() for then, now in zip(before, (strength, sign, complete), strict=True))


# ---------------------------------------------------------------- limits: PageRank and Katz

SEEDS = range(200)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_budget_of_nothing_gives_pagerank(seed):
    # Law: b -> 0 is PageRank of the reversed graph with damping a, personalised by q. Any budget below the smallest
    # sum of a row is as good as 0. Whom nobody influences must be complete, and then asks only himself.
    rng = np.random.default_rng(seed)
    strength = random_strength(seed)
    n, damping = len(strength), float(rng.uniform(0.1, 0.9))
    q = rng.dirichlet(np.ones(n))
    alone = strength.sum(axis=1) == 0
    opinion = solve(strength, budget=1e-9, openness=damping, complete=alone[None])
    asked = listening_graph(strength)
    asked.add_weighted_edges_from((place, place, 1.0) for place in np.flatnonzero(alone).tolist())
    expected = nx.pagerank(asked, alpha=damping, personalization=dict(enumerate(q)), tol=1e-14, max_iter=10_000)
    assert opinion.shares(q[None])[0] == pytest.approx(np.array([expected[v] for v in range(n)]), abs=EXACT)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_budget_beyond_all_gives_katz(seed):
    # Law: b >= max D is (1 - a) / n times Katz's centrality of the reversed graph with alpha = a / b.
    rng = np.random.default_rng(seed)
    strength = random_strength(seed)
    n, openness = len(strength), float(rng.uniform(0.1, 0.9))
    budget = float(strength.sum(axis=1).max()) * float(rng.uniform(1, 3))
    opinion = solve(strength, budget=budget, openness=openness)
    katz = nx.katz_centrality_numpy(
        listening_graph(strength), alpha=openness / budget, beta=1.0, normalized=False, weight="weight"
    )
    expected = np.array([katz[v] for v in range(n)]) * (1 - openness) / n
    assert opinion.control[0].mean(axis=0) == pytest.approx(expected, abs=EXACT)


# ---------------------------------------------------------------- conservation, bounds, monotony, batches


@pytest.mark.parametrize("seed", SEEDS)
def test_every_opinion_is_made_of_something(seed):
    # V 1 + U = 1 without negative ties, whatever the budget, the openness and who is complete.
    rng = np.random.default_rng(seed)
    strength = random_strength(seed)
    n = len(strength)
    opinion = solve(
        strength,
        budget=float(rng.uniform(0.05, 4)),
        openness=rng.uniform(0, 0.999, n),
        complete=rng.random((1, n)) < 0.3,
    )
    assert opinion.control[0].sum(axis=1) + opinion.unmapped_control()[0] == pytest.approx(np.ones(n), abs=EXACT)
    assert (opinion.control >= 0).all()
    assert (opinion.unmapped_control() >= 0).all()


@pytest.mark.parametrize("seed", range(40))
def test_shares_and_the_unattributed_part_make_up_the_decision(seed):
    decision = solve_decision(sg.compile(random_map(seed, complete=0.3)))
    assert decision.shares.sum() + decision.unattributed == pytest.approx(1.0, abs=EXACT)
    assert (decision.shares >= 0).all()
    assert (decision.direct <= decision.shares + 1e-15).all()


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("complete", [0.0, 0.5])
def test_stronger_ties_never_lower_the_share(seed, complete):
    # Raising w of j -> v adds p_v a_v (1 - a_j) (N_jj - sum_u C_vu N_uj) / max(b, D) or more to I_j, and N_jj is the
    # largest entry of its column, since a walk to j ends there. With complete listeners N_jj - N_vj takes its place.
    G = random_map(seed, complete=complete)
    for u, v in sorted(G.edges)[:5]:
        before = sg.rank_contacts(G).loc[u, "share"]
        stronger = G.copy()
        stronger.edges[u, v]["weight"] = min(1.0, G.edges[u, v]["weight"] + 0.2)
        assert sg.rank_contacts(stronger).loc[u, "share"] >= before - 1e-13


@pytest.mark.parametrize("seed", range(30))
def test_round_by_round_ends_where_the_solution_says(seed):
    # Signed ties, complete influencers and own openness included; the unmapped people's judgement is .3.
    G = random_map(seed, n=12, negative=0.3, complete=0.3)
    decision = solve_decision(sg.compile(G))
    own = {contact: G.nodes[contact].get("stance", 0.1) for contact in G}
    spoken = talk_it_over(G, own, unmapped=0.3)
    stances = np.array([own[contact] for contact in decision.arrays.contacts])
    settled = decision.opinion.control[0] @ stances + 0.3 * decision.opinion.unmapped_control()[0]
    assert dict(zip(decision.arrays.contacts, settled, strict=True)) == pytest.approx(spoken, abs=EXACT)


@pytest.mark.parametrize("seed", range(20))
def test_a_stack_of_accounts_gives_what_each_gives_alone(seed):
    rng = np.random.default_rng(seed)
    n, accounts = int(rng.integers(1, 30)), 6
    strength = np.stack([random_strength(seed * 100 + place, n) for place in range(accounts)])
    sign = np.where(rng.random((accounts, n, n)) < 0.2, -1.0, 1.0)
    complete, openness = rng.random((accounts, n)) < 0.3, rng.uniform(0, 0.95, (accounts, n))
    q = rng.dirichlet(np.ones(n), size=accounts)
    attention, unmapped = divide_attention(strength, sign, 1.0, complete)
    stack = settle(attention, unmapped, openness)
    for place in range(accounts):
        one = slice(place, place + 1)
        alone = settle(*divide_attention(strength[one], sign[one], 1.0, complete[one]), openness[one])
        assert np.abs(alone.control[0] - stack.control[place]).max() <= 1e-15
        assert np.abs(alone.unmapped_control()[0] - stack.unmapped_control()[place]).max() <= 1e-15
        assert np.abs(alone.shares(q[one])[0] - stack.shares(q)[place]).max() <= 1e-15


def test_openness_close_to_one_is_still_solved():
    # In a ring of total strangers to themselves everybody's judgement ends up with everybody: 1/4 each.
    ring = np.roll(np.eye(4), 1, axis=1)
    opinion = solve(ring, openness=1 - 1e-9)
    assert opinion.control[0] == pytest.approx(np.full((4, 4), 0.25), abs=1e-6)


def test_nobody_at_all():
    opinion = solve(np.zeros((0, 0)))
    assert opinion.control.shape == (1, 0, 0)
    assert opinion.unmapped_control().shape == (1, 0)
    assert opinion.shares(np.zeros((1, 0))).shape == (1, 0)
