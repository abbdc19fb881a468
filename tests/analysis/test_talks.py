"""Opinions after some rounds of talk, against people who talk one after the other."""

from __future__ import annotations

import numpy as np
import pytest
from analysis.graphs import attention_by_hand, build_map, random_map, talk_it_over

from stakeholder_graph.analysis.influence.decision import Decision, solve_decision
from stakeholder_graph.analysis.kernels.talks import control_by_round, opinions_after
from stakeholder_graph.model.arrays import compile


def solved(seed: int) -> tuple[object, Decision]:
    G = random_map(seed, n=12, negative=0.3, complete=0.3)
    return G, solve_decision(compile(G))


def system(decision: Decision) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    opinion = decision.opinion
    return opinion.attention, opinion.unmapped_attention, opinion.openness


@pytest.mark.parametrize("rounds", [0, 1, 2, 5, 30])
@pytest.mark.parametrize("seed", range(4))
def test_rounds_are_what_people_would_say(seed: int, rounds: int) -> None:
    G, decision = solved(seed)
    own = np.nan_to_num(decision.arrays.stance)
    expected = talk_it_over(G, dict(zip(decision.arrays.contacts, own, strict=True)), 0.3, rounds)
    found = opinions_after(*system(decision), own[None], np.array([0.3]), rounds=rounds)
    assert found[0] == pytest.approx([expected[contact] for contact in decision.arrays.contacts], abs=1e-14)


@pytest.mark.parametrize("seed", range(4))
def test_what_opinions_are_made_of_gives_the_opinions(seed: int) -> None:
    _, decision = solved(seed)
    own, beyond = np.nan_to_num(decision.arrays.stance)[None], np.array([-0.4])
    steps = list(control_by_round(*system(decision), 6))
    assert len(steps) == 7
    for rounds, (control, unmapped) in enumerate(steps):
        made = np.einsum("bvj,bj->bv", control, own) + unmapped * beyond[:, None]
        assert made == pytest.approx(opinions_after(*system(decision), own, beyond, rounds=rounds), abs=1e-14)


@pytest.mark.parametrize("seed", range(4))
def test_in_the_long_run_opinions_settle(seed: int) -> None:
    _, decision = solved(seed)
    *_, (control, unmapped) = control_by_round(*system(decision), 1000)
    assert control == pytest.approx(decision.opinion.control, abs=1e-12)
    assert unmapped == pytest.approx(decision.opinion.unmapped_control(), abs=1e-12)


def test_before_any_talk_everybody_has_the_own_judgement() -> None:
    _, decision = solved(0)
    ((control, unmapped),) = control_by_round(*system(decision), 0)
    assert np.array_equal(control[0], np.eye(12))
    assert not unmapped.any()


@pytest.mark.parametrize("seed", range(3))
def test_without_rivals_the_parts_of_an_opinion_add_up(seed: int) -> None:
    decision = solve_decision(compile(random_map(seed, complete=0.2)))
    for control, unmapped in control_by_round(*system(decision), 4):
        assert control.sum(axis=2) + unmapped == pytest.approx(np.ones(unmapped.shape), abs=1e-14)


def test_one_listener_by_hand() -> None:
    decision = solve_decision(compile(build_map("ab", [("b", "a", 0.6)])))
    # a listens to b with .6 and to nobody on the map with .4, half of it each: .5 * (.6 * 1 + .4 * -1) + .5 * 0
    found = opinions_after(*system(decision), np.array([[0.0, 1.0]]), np.array([-1.0]), rounds=1)
    assert found[0].tolist() == pytest.approx([0.1, 0.0])
    assert attention_by_hand(build_map("ab", [("b", "a", 0.6)]))[0] == {("a", "b"): 0.6}
