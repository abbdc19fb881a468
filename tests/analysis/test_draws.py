"""Drawing accounts: what is drawn and what is not, what each draw comes to, the same for the same seed, options."""

import numpy as np
import pytest
from analysis.graphs import build_map, random_map, shuffled, snapshot

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.decision import solve_decision
from stakeholder_graph.analysis.influence.draws import DRAWS, draw_accounts
from stakeholder_graph.analysis.kernels.guesses import guess_moments
from stakeholder_graph.errors import OptionError, UnknownTermError

KINDS = [{}, {"negative": 0.4}, {"complete": 0.5}, {"negative": 0.3, "complete": 0.4}]
AS_NOTED = {"tie_confidence": None, "stance_confidence": None, "unmapped_stance": 0.0}


def drawn(G, draws=200, **options):
    return draw_accounts(solve_decision(sg.compile(G)), draws=draws, **options)


def redrawn(G, sample, place):
    """Return the map with the strengths and stances of one draw, which then holds all that there is to know."""
    arrays = sample.decision.arrays
    H = G.copy()
    for u, v, weight in zip(arrays.source, arrays.target, sample.weight[place], strict=True):
        H.edges[arrays.contacts[u], arrays.contacts[v]]["weight"] = float(weight)
    for contact, stance in zip(arrays.contacts, sample.stance[place], strict=True):
        H.nodes[contact]["stance"] = float(stance)
    return H


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_every_draw_is_an_account_of_its_own(seed, kind):
    G = random_map(seed, **kind)
    sample = drawn(G, draws=100, seed=seed)
    for place in range(4):
        alone = solve_decision(sg.compile(redrawn(G, sample, place)))
        unmapped_stance = float(sample.unmapped_stance[place])
        assert sample.shares[place] == pytest.approx(alone.shares, abs=1e-11)
        assert sample.group_influence[place] == pytest.approx(alone.group_influence, abs=1e-11)
        assert sample.opinions[place] == pytest.approx(alone.opinions(unmapped_stance), abs=1e-11)
        assert sample.lean[place] == pytest.approx(alone.weights @ alone.opinions(unmapped_stance), abs=1e-11)
        signed = alone.weights @ alone.opinion.unmapped_control()[0]
        assert sample.unattributed[place] == pytest.approx(signed, abs=1e-11)


def test_taken_as_they_are_all_draws_are_the_account_as_noted():
    G = sg.example_buying_center()
    sample = drawn(G, draws=100, **AS_NOTED)
    decision = sample.decision
    assert np.array_equal(sample.weight, [decision.arrays.weight] * 100)
    assert sample.lean == pytest.approx([-0.0924] * 100, abs=5e-5)  # the worked example
    assert sample.uncertain_ties.size == sample.uncertain_stances.size == 0
    assert sample.tie_spread.tolist() == [0.0] * 10


def test_a_stated_confidence_wins_over_the_default():
    G = build_map({"d": {"roles": ["decision_maker"], "stance": 0.4, "stance_confidence": 0.9}, "x": {"stance": -0.4}})
    G.add_influence("x", "d", 0.5, confidence=0.9)
    G.add_influence("d", "x", 0.5)
    sample = drawn(G, draws=20_000, tie_confidence=0.2, stance_confidence=0.2)
    ties = guess_moments(np.array([0.5, 0.5]), np.array([0.2, 0.9]))  # d -> x, x -> d
    assert sample.weight.mean(axis=0) == pytest.approx(ties[0], abs=0.01)
    assert sample.weight.var(axis=0) == pytest.approx(ties[1], rel=0.06)
    stances = guess_moments(np.array([0.7, 0.3]), np.array([0.9, 0.2]))  # on [0, 1]
    assert sample.stance.mean(axis=0) == pytest.approx(2 * stances[0] - 1, abs=0.02)
    assert sample.stance.var(axis=0) == pytest.approx(4 * stances[1], rel=0.06)
    assert sample.tie_spread == pytest.approx(np.sqrt(ties[1]), rel=0.03)


def test_what_is_not_known_is_drawn_anywhere():
    sample = drawn(build_map("dx", [("x", "d", 0.5)]), draws=20_000, tie_confidence=None, stance_confidence=None)
    for values in (sample.stance[:, 0], sample.unmapped_stance):
        assert (values.mean(), values.var()) == pytest.approx((0, 1 / 3), abs=0.02)  # uniform on [-1, 1]
        assert np.abs(values).max() <= 1
    assert sample.uncertain_stances.tolist() == [0, 1]
    assert sample.uncertain_ties.size == 0


def test_which_guesses_are_open():
    G = build_map({"d": {"roles": ["decision_maker"], "stance": 0.4}, "x": {"stance": 0.1, "stance_confidence": 0.3}})
    G.add_influence("x", "d", 0.5, confidence=0.9)
    G.add_influence("d", "x", 0.5)
    only_stated = drawn(G, tie_confidence=None, stance_confidence=None)
    assert (only_stated.uncertain_ties.tolist(), only_stated.uncertain_stances.tolist()) == ([1], [1])
    assert (only_stated.tie_confidence, only_stated.stance_confidence) == (None, None)
    both = drawn(G, tie_confidence=0.4)
    assert (both.uncertain_ties.tolist(), both.uncertain_stances.tolist()) == ([0, 1], [0, 1])
    assert (both.tie_confidence, both.stance_confidence) == (0.4, 0.5)


def test_the_judgement_of_people_not_on_the_map():
    G = build_map({"d": {"roles": ["decision_maker"], "stance": 0.0}})
    assert drawn(G, stance_confidence=None, unmapped_stance=0.6).lean == pytest.approx(np.full(200, 0.3))  # a s0


def test_the_same_seed_gives_the_same_draws_in_any_order_of_insertion():
    G = random_map(3, negative=0.2)
    first, second = drawn(G, seed=5), drawn(shuffled(G, 1), seed=5)
    for name in ("weight", "stance", "unmapped_stance", "shares", "lean", "opinions"):
        assert np.array_equal(getattr(first, name), getattr(second, name)), name
    assert not np.array_equal(first.weight, drawn(G, seed=6).weight)


def test_the_ties_that_are_drawn_do_not_hang_on_what_is_known_of_stances():
    G = random_map(3)
    assert np.array_equal(drawn(G).weight, drawn(G, stance_confidence=None, unmapped_stance=0.1).weight)


def test_nothing_is_changed():
    G = random_map(3)
    before = snapshot(G)
    sample = drawn(G)
    weight = sample.weight.copy()
    for made in (sample.shares, sample.lean, sample.opinions, sample.group_influence, sample.ranks().better):
        assert len(made) == len(sample)
    assert np.array_equal(sample.weight, weight)
    assert snapshot(G) == before


def test_nobody_is_there():
    sample = drawn(sg.BuyingCenter(), draws=100)
    assert len(sample) == 100
    assert sample.shares.shape == sample.opinions.shape == sample.group_influence.shape == (100, 0)
    assert sample.unattributed.tolist() == [1.0] * 100  # as of the account as it is noted
    assert np.array_equal(sample.lean, sample.unmapped_stance)


def test_scores_and_ranks():
    sample = drawn(random_map(2, negative=0.5))
    assert sample.scores() is sample.shares
    assert sample.scores("group") is sample.group_influence
    sizes = np.abs(sample.shares)
    assert np.array_equal(sample.ranks().better, (sizes[:, None] > sizes[:, :, None] + 1e-12).sum(axis=2))
    assert sample.ranks() is sample.ranks()
    for ask in (sample.scores, sample.ranks):
        with pytest.raises(UnknownTermError, match="'katz' is no measure that can be drawn"):
            ask("katz")


def test_equal_up_to_rounding_is_equal():
    # Both listen to x and are heard by d alike; one is summed in another order.
    ties = [("a", "d", 0.1), ("b", "d", 0.1), ("x", "a", 0.3), ("x", "b", 0.3), ("y", "a", 0.2), ("y", "b", 0.2)]
    ranks = drawn(build_map("dabxy", ties), draws=100, **AS_NOTED).ranks()
    places = [sorted("dabxy").index(contact) for contact in "ab"]
    assert ranks.equal[:, places].tolist() == [[2, 2]] * 100


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("draws", 0),
        ("draws", -1),
        ("draws", 99),
        ("draws", 100.0),
        ("draws", True),
        ("draws", "100"),
        ("seed", -1),
        ("seed", 0.5),
        ("seed", None),
        ("tie_confidence", "x"),
        ("stance_confidence", True),
        ("unmapped_stance", [0.5]),
        ("tie_confidence", 1.0),
        ("tie_confidence", -0.1),
        ("tie_confidence", float("nan")),
        ("stance_confidence", 1.5),
        ("unmapped_stance", 1.1),
        ("unmapped_stance", float("nan")),
    ],
)
def test_options_are_refused(option, value):
    with pytest.raises(OptionError, match=option) as raised:
        drawn(sg.example_buying_center(), **{"draws": 100, option: value})
    assert raised.value.option == option


def test_whole_numbers_of_numpy_will_do():
    assert len(drawn(sg.example_buying_center(), draws=np.int64(107), seed=np.int32(1))) == 107


def test_defaults():
    assert len(draw_accounts(solve_decision(sg.compile(build_map("d"))))) == DRAWS == 10_000


@pytest.mark.parametrize(("contacts", "draws"), [(0, 1000), (8, 1000), (25, 434), (60, 200)])
def test_the_small_sample_of_the_facts(contacts, draws):
    # 3.7 ties a contact, and 40,000 strengths in all: 40,000 // 92 = 434
    facts = gather_facts(sg.random_buying_center(contacts, seed=1))
    assert len(facts.draws) == draws
    assert facts.draws is facts.draws
    again = gather_facts(sg.random_buying_center(contacts, seed=1))
    assert np.array_equal(facts.draws.lean, again.draws.lean)
