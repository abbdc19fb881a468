"""Public sponsors: the greedy sequence against all choices, its bound, who may be asked, and what it says."""

import math
from itertools import combinations

import numpy as np
import pytest
from analysis.graphs import random_map
from analysis.move_maps import DM, build

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.decision import solve_decision
from stakeholder_graph.analysis.kernels.gains import declared_lean

EXACT = 1e-10


def lean_with(G, contacts):
    """Return the lean with these contacts held at 1, by one solve for all of them."""
    decision = solve_decision(sg.compile(G))
    held = np.array([decision.arrays.contacts.index(contact) for contact in contacts], dtype=np.intp)
    return float(declared_lean(decision.opinion, decision.weights[None], decision.opinions()[None], held)[0])


def test_the_first_sponsor_of_the_worked_example():
    sequence = sg.declared_sponsors(sg.example_buying_center(), candidates=["it", "coo", "cfo"], count=1)
    assert sequence.sponsors["gain"].to_dict() == pytest.approx({"cfo": 1.0924}, abs=5e-5)  # worked out with the model
    assert sequence.lean == pytest.approx(-0.0924, abs=5e-5)
    assert sequence.lean_after == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(8))
def test_against_all_choices(seed):
    G = random_map(seed, 10)
    candidates = [contact for contact in G if "decision_maker" not in G.nodes[contact]["roles"]]
    sequence = sg.declared_sponsors(G, candidates=candidates, count=3)
    best = max(lean_with(G, choice) for choice in combinations(candidates, len(sequence.sponsors)))
    assert sequence.bound == pytest.approx(1 - 1 / math.e)
    assert sequence.lean_after - sequence.lean >= sequence.bound * (best - sequence.lean) - EXACT
    assert sequence.ceiling >= best - EXACT
    assert sequence.lean_after == pytest.approx(lean_with(G, sequence.sponsors.index), abs=EXACT)
    assert sequence.sponsors["lean"].iloc[-1] == pytest.approx(sequence.lean_after)


@pytest.mark.parametrize("seed", range(4))
def test_each_gains_no_more_than_alone_and_no_more_than_the_one_before(seed):
    sponsors = sg.declared_sponsors(random_map(seed, 15), count=6).sponsors
    assert (sponsors["gain"] <= sponsors["gain_alone"] + EXACT).all()
    assert sponsors["gain"].is_monotonic_decreasing
    assert sponsors["order"].tolist() == list(range(1, len(sponsors) + 1))


def test_with_negative_ties_no_bound_is_given():
    people = {"a": {**DM, "stance": 0.0}, "b": {"stance": 0.0}, "c": {"stance": 0.0}}
    sequence = sg.declared_sponsors(build(people, {("b", "a"): 0.5, ("c", "a"): -0.5}), count=2)
    assert sequence.sponsors.index.tolist() == ["b"]  # c's declaration would turn a away
    assert math.isnan(sequence.bound)
    assert math.isnan(sequence.ceiling)
    assert "ties between rivals" in sequence.to_text()


def test_who_may_be_asked():
    people = {
        "a": {**DM, "stance": 0.9},
        "b": {"stance": -0.2},
        "c": {},
        "d": {"stance": -0.19},
        "e": {"status": "placeholder"},
        "f": {"status": "left", "stance": 1.0},
    }
    G = build(people, {(contact, "a"): 0.2 for contact in "bcdef"})
    sequence = sg.declared_sponsors(G, count=9)
    assert sorted(sequence.sponsors.index) == ["c", "d"]
    assert math.isnan(sequence.sponsors.loc["c", "stance"])
    assert sequence.stance_unknown == pytest.approx(2 * 0.05)  # c and e: (1 - .5) * .5 * .2 each
    assert "10.0% of the decision are not known" in sequence.to_text()
    assert sg.declared_sponsors(G, candidates=["b"]).sponsors.index.tolist() == ["b"]
    assert sg.declared_sponsors(G, candidates="b").sponsors.index.tolist() == ["b"]


def test_nobody_to_ask():
    for G in (sg.BuyingCenter(), build({"a": DM})):
        sequence = sg.declared_sponsors(G)
        assert sequence.to_text() == "There is nobody to ask to declare for us."
        assert sequence.to_text("zh") == "没有可请其公开支持我方的人。"
    assert sequence.lean_after == sequence.lean == 0.0


def test_what_it_says():
    text = sg.declared_sponsors(sg.example_buying_center(), count=2).to_text().split("\n")
    assert (
        text[0]
        == "Declaring for us in this order, coo and user would move the lean of the decision from −0.09 to +0.17."
    )
    assert text[1] == "  1. coo +0.228, then +0.14"
    assert text[3].startswith("  That is at least 63% of")
    assert len(text) == 4
    unowned = sg.declared_sponsors(build({"a": {"stance": 0.1}, "b": {"stance": 0.2}}, {("a", "b"): 0.5}))
    assert "Nobody on the map decides" in unowned.to_text()
    assert "图上无人决策" in unowned.to_text("zh")


@pytest.mark.parametrize("count", [0, 1.5, True, "2"])
def test_how_many(count):
    with pytest.raises(sg.OptionError, match="count"):
        sg.declared_sponsors(sg.example_buying_center(), count=count)


def test_somebody_who_is_not_on_the_map():
    with pytest.raises(sg.UnknownContactError, match="coa"):
        sg.declared_sponsors(sg.example_buying_center(), candidates=["coo", "coa"])
