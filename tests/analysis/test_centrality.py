"""PageRank, Katz and Bonacich's power against networkx, against dense solves, and where they can be done by hand."""

import networkx as nx
import numpy as np
import pytest
from analysis.graphs import build_map, listening_graph, random_map, random_strength
from scipy import linalg

import stakeholder_graph as sg
from stakeholder_graph.analysis.kernels.centrality import bonacich_power, katz, pagerank

EXACT = 1e-10


def by_place(scores):
    return np.array([scores[place] for place in range(len(scores))])


# ---------------------------------------------------------------- PageRank


@pytest.mark.parametrize("seed", range(40))
def test_pagerank_is_networkx_on_who_listens_to_whom(seed):
    # Contacts who listen to nobody (dangling) are among them; networkx lets them jump by the personalisation too.
    rng = np.random.default_rng(seed)
    strength = random_strength(seed)
    strength[rng.random(len(strength)) < 0.2] = 0.0
    damping, q = float(rng.uniform(0.1, 0.95)), rng.dirichlet(np.ones(len(strength)))
    expected = nx.pagerank(
        listening_graph(strength), alpha=damping, personalization=dict(enumerate(q)), tol=1e-14, max_iter=100_000
    )
    assert pagerank(strength[None], q[None], damping)[0] == pytest.approx(by_place(expected), abs=EXACT)


@pytest.mark.parametrize("seed", range(10))
def test_pagerank_sums_to_one_and_solves_its_own_equation(seed):
    strength = random_strength(seed)
    n = len(strength)
    q = np.full(n, 1 / n)
    found = pagerank(strength[None], q[None])[0]
    walk = np.array([row / row.sum() if row.any() else q for row in strength])
    assert found.sum() == pytest.approx(1.0, abs=EXACT)
    assert 0.85 * walk.T @ found + 0.15 * q == pytest.approx(found, abs=EXACT)


def test_pagerank_of_a_weak_sole_influencer():
    # d asks only j, however weak the tie; j, who asks nobody, starts again at d. x_d = .15 + .85 x_j and x_j = .85 x_d
    # give x_d = 1 / 1.85: what the attention budget is there to prevent. The 85 % are the damping: the part of d's rank
    # that is passed on, all of it to the only one d listens to. It is not j's rank itself: a walk starts again at d.
    ranking = sg.rank_contacts(build_map("dj", [("j", "d", 0.05)]), measure="pagerank")
    assert ranking.loc["d", "pagerank"] == pytest.approx(1 / 1.85, abs=EXACT)
    assert ranking.loc["j", "pagerank"] == pytest.approx(0.85 / 1.85, abs=EXACT)
    assert ranking.loc["j", "pagerank"] / ranking.loc["d", "pagerank"] == pytest.approx(0.85, abs=EXACT)
    stronger = sg.rank_contacts(build_map("dj", [("j", "d", 1.0)]), measure="pagerank")
    assert stronger["pagerank"].to_dict() == pytest.approx(ranking["pagerank"].to_dict(), abs=EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_the_measure_is_personalised_by_who_decides(seed):
    G = random_map(seed)
    decides = {contact: float("decision_maker" in G.nodes[contact]["roles"]) for contact in G}
    expected = nx.pagerank(G.reverse(), alpha=0.85, personalization=decides, tol=1e-14, max_iter=100_000)
    found = sg.rank_contacts(G, measure="pagerank")["pagerank"]
    assert found.to_dict() == pytest.approx(expected, abs=EXACT)


# ---------------------------------------------------------------- Katz


@pytest.mark.parametrize("seed", range(40))
def test_katz_is_networkx_on_who_listens_to_whom(seed):
    strength = random_strength(seed)
    alpha = 0.9 / float(np.abs(linalg.eigvals(strength)).max() + 1)
    expected = nx.katz_centrality_numpy(
        listening_graph(strength), alpha=alpha, beta=1.0, normalized=False, weight="weight"
    )
    assert katz(strength[None], np.array([alpha]))[0] == pytest.approx(by_place(expected), rel=EXACT)


def test_katz_of_a_chain_by_hand():
    # j -> k -> d with weights .5 and .4, attenuation .5: d 1; k 1 + .5 * .4; j 1 + .5 * .5 * (1 + .5 * .4).
    ranking = sg.rank_contacts(build_map("dkj", [("j", "k", 0.5), ("k", "d", 0.4)]), measure="katz")
    assert ranking["katz"].to_dict() == pytest.approx({"d": 1.0, "k": 1.2, "j": 1.3}, abs=EXACT)


@pytest.mark.parametrize("seed", range(10))
def test_katz_is_the_limit_of_group_influence_for_a_large_budget(seed):
    # Law of the model with a = .5 and b = max(1, max D): group influence = (1 - a) / n * Katz.
    G = random_map(seed)
    for contact in G:
        G.nodes[contact].pop("openness", None)
    largest = max(sum(weight for *_, weight in G.in_edges(v, data="weight")) for v in G)
    group = sg.rank_contacts(G, measure="group", budget=max(1.0, largest))["group"]
    status = sg.rank_contacts(G, measure="katz")["katz"]
    assert (status * 0.5 / len(G)).to_dict() == pytest.approx(group.to_dict(), abs=EXACT)


# ---------------------------------------------------------------- Bonacich's power


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("beta_share", [-0.5, 0.0, 0.5])
def test_power_solves_bonacichs_equation(seed, beta_share):
    # c = alpha (I - beta R)^-1 R 1, Bonacich (1987), R[u, v] = u influences v; alpha makes the squares sum to n.
    ties = random_strength(seed).T
    n = len(ties)
    beta = beta_share / max(ties.sum(axis=0).max(), ties.sum(axis=1).max())
    raw = linalg.solve(np.eye(n) - beta * ties, ties @ np.ones(n))
    expected = raw * np.sqrt(n / (raw @ raw))
    found = bonacich_power(ties.T[None], np.array([beta]))[0]
    assert found == pytest.approx(expected, abs=EXACT)
    assert (found**2).sum() == pytest.approx(n, abs=1e-9)


def test_power_without_beta_is_out_strength():
    strength = random_strength(7)
    out = strength.sum(axis=0)
    found = bonacich_power(strength[None], np.zeros(1))[0]
    assert found == pytest.approx(out * np.sqrt(len(out) / (out @ out)), abs=EXACT)


def test_power_without_ties_is_nothing():
    assert bonacich_power(np.zeros((2, 3, 3)), np.zeros(2)).tolist() == [[0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize("weight", [1.0, 0.1, 1e-9])
def test_power_of_a_single_tie(weight):
    # All of it is the influencer's, however weak the tie; the squares sum to the number of contacts, 3.
    power = sg.rank_contacts(build_map("djx", [("j", "d", weight)]), measure="power")["power"]
    assert power.to_dict() == pytest.approx({"j": np.sqrt(3), "d": 0.0, "x": 0.0})


def test_power_is_over_people_who_influence_few():
    # a and b each influence one contact, equally; a's listener x influences two others, b's listener y nobody. Both x
    # and y also hear o, so how many others they listen to makes no difference.
    G = build_map("abxyopq", [("a", "x", 0.5), ("b", "y", 0.5), ("x", "p", 0.5), ("x", "q", 0.5), ("o", "y", 0.5)])
    power = sg.rank_contacts(G, measure="power")["power"]
    assert power["b"] > power["a"]
    assert power["b"] == pytest.approx(power["o"], abs=EXACT)
    # beta = -.5 / 1 (largest sum: x's outgoing and y's incoming 1): before scaling a .5 - .5 * .5 * 1, b .5, x 1.
    assert power["a"] / power["b"] == pytest.approx(0.5, abs=EXACT)
    assert power["x"] / power["b"] == pytest.approx(2.0, abs=EXACT)


@pytest.mark.parametrize("function", [katz, bonacich_power])
def test_a_stack_gives_what_each_gives_alone(function):
    stack = np.stack([random_strength(seed, 15) for seed in range(5)])
    factors = np.linspace(0.01, 0.05, 5)
    together = function(stack, factors)
    for place in range(5):
        alone = function(stack[place : place + 1], factors[place : place + 1])
        assert np.abs(alone[0] - together[place]).max() <= 1e-15 * np.abs(alone).max()


def test_a_stack_of_pageranks_gives_what_each_gives_alone():
    stack = np.stack([random_strength(seed, 15) for seed in range(5)])
    q = np.full((5, 15), 1 / 15)
    together = pagerank(stack, q)
    for place in range(5):
        assert np.abs(pagerank(stack[place : place + 1], q[:1])[0] - together[place]).max() <= 1e-15


# ---------------------------------------------------------------- out-strength


def test_out_strength_of_the_example_by_hand():
    # Sums of the outgoing ties of the worked example: user .4 + .5, coach .5 + .2, it .3 + .4.
    found = sg.rank_contacts(sg.example_buying_center(), measure="out_strength")["out_strength"]
    expected = {"user": 0.9, "coach": 0.7, "it": 0.7, "coo": 0.6, "cfo": 0.3, "proc": 0.2, "gate": 0.1}
    assert found.to_dict() == pytest.approx(expected)
    assert list(found.index) == list(expected)


@pytest.mark.parametrize("seed", range(5))
def test_out_strength_counts_first_hand_ties_whatever_their_sign(seed):
    G = random_map(seed, negative=0.4)
    expected = {contact: sum(weight for *_, weight in G.out_edges(contact, data="weight")) for contact in G}
    assert sg.rank_contacts(G)["out_strength"].to_dict() == pytest.approx(expected)
