"""Many samples of the opinion system at once: against the plain solve, dense against walked, in stacks and threads."""

import numpy as np
import pytest
from analysis.graphs import random_map, talk_it_over

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.decision import solve_decision
from stakeholder_graph.analysis.kernels import sampled_opinion
from stakeholder_graph.analysis.kernels.opinion import divide_attention, settle
from stakeholder_graph.analysis.kernels.sampled_opinion import SampledSystem

EXACT = 1e-11
KINDS = [{}, {"negative": 0.4}, {"complete": 0.5}, {"negative": 0.3, "complete": 0.4}]


def sampled(seed, samples=7, *, n=None, budget=1.0, **kind):
    """Return the system of a random map with random strengths, and its arrays."""
    arrays = sg.compile(random_map(seed, n, **kind))
    rng = np.random.default_rng(seed)
    weight = rng.random((samples, len(arrays.weight)))
    openness = np.where(np.isnan(arrays.openness), 0.5, arrays.openness)
    system = SampledSystem(
        arrays.source, arrays.target, weight, arrays.sign, openness, arrays.influencers_complete, budget
    )
    return system, arrays


def plainly(system, arrays):
    """Return the solved systems, one sample after the other, by the kernel that ranks."""
    for weight in system.weight:
        strength = np.zeros((1, len(arrays), len(arrays)))
        strength[0, arrays.target, arrays.source] = weight
        attention, unmapped = divide_attention(strength, arrays.signs()[None], system.budget, system.complete[None])
        yield settle(attention, unmapped, system.openness[None])


def weights_of(n, seed=0):
    raw = np.random.default_rng(seed).random(n)
    return raw / raw.sum()


@pytest.fixture(params=["dense", "walked"])
def way(request, monkeypatch):
    """Force the one way of solving or the other."""
    monkeypatch.setattr(sampled_opinion, "_WALK_COST", np.inf if request.param == "dense" else 0.0)
    return request.param


@pytest.mark.parametrize("budget", [0.3, 1.0, 4.0])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("way")
def test_voice_and_opinions_are_those_of_the_plain_solve(seed, kind, budget):
    system, arrays = sampled(seed, budget=budget, **kind)
    rng, n = np.random.default_rng(seed), len(arrays)
    q, stance, unmapped_stance = weights_of(n), rng.uniform(-1, 1, (7, n)), rng.uniform(-1, 1, 7)
    voice, unmapped = system.voice(q)
    settled = system.settled(stance, unmapped_stance)
    for each, opinion in enumerate(plainly(system, arrays)):
        assert voice[each] == pytest.approx(opinion.voice(q[None])[0], abs=EXACT)
        assert unmapped[each] == pytest.approx(opinion.unmapped_attention[0], abs=EXACT)
        expected = opinion.settled(stance[None, each], unmapped_stance[None, each])[0]
        assert settled[each] == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("way")
def test_opinions_are_where_talking_ends(seed):
    G = random_map(seed, 12, negative=0.3, complete=0.3)
    arrays = sg.compile(G)
    system = SampledSystem(
        arrays.source,
        arrays.target,
        arrays.weight[None],
        arrays.sign,
        solve_decision(arrays).opinion.openness[0],
        arrays.influencers_complete,
        1.0,
    )
    stance = np.nan_to_num(arrays.stance)
    expected = talk_it_over(G, dict(zip(arrays.contacts, stance, strict=True)), unmapped=0.4)
    settled = system.settled(stance[None], np.array([0.4]))[0]
    assert settled == pytest.approx([expected[contact] for contact in arrays.contacts], abs=1e-10)


@pytest.mark.usefixtures("way")
def test_the_shares_and_what_is_unmapped_add_up_to_one():
    system, arrays = sampled(4, samples=50, complete=0.2)
    q = weights_of(len(arrays))
    voice, unmapped = system.voice(q)
    total = (voice * (1 - system.openness)).sum(axis=1) + (voice * system.openness * unmapped).sum(axis=1)
    assert total == pytest.approx(np.ones(50), abs=EXACT)


@pytest.mark.usefixtures("way")
def test_the_example_as_it_is_noted():
    # The worked example: I = .5176, .0374, .1412, .0022, .0800, .0471, .0435 for the contacts by id.
    arrays = sg.compile(sg.example_buying_center())
    system = SampledSystem(
        arrays.source,
        arrays.target,
        arrays.weight[None],
        arrays.sign,
        np.full(7, 0.5),
        arrays.influencers_complete,
        1.0,
    )
    voice, _ = system.voice(np.array([1.0, 0, 0, 0, 0, 0, 0]))
    assert 0.5 * voice[0] == pytest.approx([0.5176, 0.0374, 0.1412, 0.0022, 0.08, 0.0471, 0.0435], abs=5e-5)


@pytest.mark.usefixtures("way")
def test_who_listens_to_nobody_and_has_a_say():
    arrays = sg.compile(random_map(0, 5, ties_each=0))
    system = SampledSystem(
        arrays.source, arrays.target, np.zeros((3, 0)), arrays.sign, np.full(5, 0.5), np.zeros(5, bool), 1.0
    )
    voice, unmapped = system.voice(np.full(5, 0.2))
    assert np.array_equal(voice, np.full((3, 5), 0.2))
    assert np.array_equal(unmapped, np.ones((3, 5)))
    assert system.settled(np.ones((3, 5)), np.full(3, -1.0)) == pytest.approx(np.zeros((3, 5)))  # .5 * 1 - .5 * 1


@pytest.mark.usefixtures("way")
def test_nobody_is_there():
    nothing = np.zeros(0)
    nobody = SampledSystem(
        nothing.astype(int), nothing.astype(int), np.zeros((4, 0)), nothing, nothing, nothing.astype(bool), 1.0
    )
    assert [each.shape for each in nobody.voice(nothing)] == [(4, 0), (4, 0)]
    assert nobody.settled(np.zeros((4, 0)), np.zeros(4)).shape == (4, 0)


def test_a_listener_with_no_strength_left_leaves_all_to_the_unmapped():
    system, _ = sampled(1, samples=2)
    silent = SampledSystem(
        system.source,
        system.target,
        np.zeros_like(system.weight),
        system.sign,
        system.openness,
        system.complete,
        1.0,
    )
    assert np.array_equal(silent.voice(weights_of(len(system.openness)))[1], np.ones((2, len(system.openness))))


@pytest.mark.parametrize("stack", [1, 2**12, 2**30])
@pytest.mark.parametrize("threads_from", [1, 10**9])
def test_stacks_and_threads_make_no_difference(monkeypatch, stack, threads_from):
    system, arrays = sampled(2, samples=40)
    q, stance = weights_of(len(arrays)), np.zeros((40, len(arrays)))
    expected = system.voice(q)[0], system.settled(stance, np.ones(40))
    monkeypatch.setattr(sampled_opinion, "_STACK_BYTES", stack)
    monkeypatch.setattr(sampled_opinion, "_THREADS_FROM", threads_from)
    assert np.array_equal(system.voice(q)[0], expected[0])
    assert np.array_equal(system.settled(stance, np.ones(40)), expected[1])


def test_an_error_in_a_thread_is_heard(monkeypatch):
    monkeypatch.setattr(sampled_opinion, "_STACK_BYTES", 1)
    system, arrays = sampled(2, samples=10)
    with pytest.raises(ValueError, match="broadcast"):
        system.voice(np.ones(len(arrays) + 1))


def test_small_accounts_are_solved_and_large_ones_are_walked():
    def walks(n, openness, ties_each=2.5):
        arrays = sg.compile(random_map(0, n, ties_each=ties_each))
        weight = np.ones((1, len(arrays.weight)))
        return SampledSystem(
            arrays.source, arrays.target, weight, arrays.sign, np.full(n, openness), np.zeros(n, bool), 1.0
        )._walks

    assert not walks(25, 0.5)
    assert walks(200, 0.5)
    assert not walks(200, 0.999)  # it would take tens of thousands of rounds
    assert walks(25, 0.0)  # everybody keeps to the own judgement: one round tells it


@pytest.mark.parametrize("openness", [0.0, 0.5, 0.99])
def test_walking_goes_on_until_nothing_is_left(monkeypatch, openness):
    system, _ = sampled(5, n=20)
    system = SampledSystem(
        system.source,
        system.target,
        system.weight,
        system.sign,
        np.full(20, openness),
        system.complete,
        system.budget,
    )
    q = weights_of(20)
    results = []
    for cost in (np.inf, 0.0):
        monkeypatch.setattr(sampled_opinion, "_WALK_COST", cost)
        results.append(system.voice(q)[0])
    assert results[0] == pytest.approx(results[1], abs=1e-10)


def test_nothing_is_changed():
    system, arrays = sampled(6, samples=3)
    q, stance, unmapped = weights_of(len(arrays)), np.zeros((3, len(arrays))), np.zeros(3)
    before = [each.copy() for each in (system.weight, q, stance, unmapped)]
    system.voice(q)
    system.settled(stance, unmapped)
    assert all(np.array_equal(a, b) for a, b in zip(before, (system.weight, q, stance, unmapped), strict=True))
