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
        assert math.isnan(sequence.lean)
        assert math.isnan(sequence.lean_after)
    assert sg.declared_sponsors(build({"a": {**DM, "stance": 0.0}})).lean == 0.0


def test_where_the_lean_today_is_not_known():
    people = {"a": DM, "b": {}, "c": {}}
    sequence = sg.declared_sponsors(build(people, {("b", "a"): 0.5, ("c", "a"): 0.25}))
    assert math.isnan(sequence.lean)
    assert math.isnan(sequence.lean_after)
    assert math.isnan(sequence.ceiling)
    assert sequence.sponsors["lean"].isna().all()
    assert sequence.sponsors["gain"].to_dict() == pytest.approx({"b": 0.25, "c": 0.125})  # of .5 of a's attention each
    assert sequence.to_dict()["lean"] is None
    text = sequence.to_text().split("\n")
    assert text[0] == (
        "Declaring for us in this order, b and c would move the lean of the decision by +0.375; where it stands today "
        "is not known."
    )
    assert text[1:3] == ["  1. b +0.250", "  2. c +0.125"]
    assert text[3].endswith("that is at least 63% of what the best choice of as many gains.")
    assert "其当前位置未知" in sequence.to_text("zh")
    alone = sg.declared_sponsors(build(people, {("b", "a"): 0.5}))
    assert alone.to_text().startswith("Declaring for us, b would move the lean of the decision by +0.250; where")


def test_a_bound_is_said_of_those_who_may_be_asked():
    G = sg.example_buying_center()
    usual, everybody = sg.declared_sponsors(G, count=2), sg.declared_sponsors(G, count=2, candidates=list(G))
    assert usual.candidates == ("coach", "coo", "gate", "user")  # cfo decides; it and proc are against us
    assert not usual.candidates_given
    assert everybody.candidates == tuple(sorted(G))
    assert everybody.candidates_given
    assert everybody.ceiling == pytest.approx(1.0)
    assert usual.ceiling < 0.25 < everybody.lean_after  # what is the most among some is not the most among all
    among = "Among those who may be asked (neither those who decide nor those known to be against us), that is at least"
    assert among in usual.to_text()
    assert "在可请的人中（不含决策人，也不含已知反对我方者）" in usual.to_text("zh")
    named = sg.declared_sponsors(G, count=2, candidates=["coo", "user"])
    assert "(those who were named as candidates)" in named.to_text()
    assert "（即所指定的人选）" in named.to_text("zh")


def test_one_sponsor():
    sequence = sg.declared_sponsors(sg.example_buying_center(), count=1)
    text = sequence.to_text().split("\n")
    assert text[0] == "Declaring for us, coo would move the lean of the decision from −0.092 to +0.135."
    assert text[2].endswith("nobody else would move it more.")
    assert sequence.to_text("zh").startswith("若公开支持我方，coo ")


def test_what_it_says():
    text = sg.declared_sponsors(sg.example_buying_center(), count=2).to_text().split("\n")
    assert (
        text[0]
        == "Declaring for us in this order, coo and user would move the lean of the decision from −0.092 to +0.166."
    )
    assert text[1] == "  1. coo +0.228, then +0.135"
    assert text[3].endswith("and no choice of as many brings the lean of the decision above +0.175.")
    assert len(text) == 4
    unowned = sg.declared_sponsors(build({"a": {"stance": 0.1}, "b": {"stance": 0.2}}, {("a", "b"): 0.5}))
    assert "Nobody on the map decides" in unowned.to_text()
    assert "图上无人决策" in unowned.to_text("zh")
    assert "would move the mean opinion of all contacts from" in unowned.to_text()
    assert "the lean of the decision" not in unowned.to_text()
    assert "决策倾向" not in unowned.to_text("zh")
    assert not unowned.decision_owned
    assert sg.declared_sponsors(sg.example_buying_center()).decision_owned


@pytest.mark.parametrize("count", [0, 1.5, True, "2"])
def test_how_many(count):
    with pytest.raises(sg.OptionError, match="count"):
        sg.declared_sponsors(sg.example_buying_center(), count=count)


@pytest.mark.parametrize("candidates", [5, True, [5], [["coo"]], [None]])
def test_candidates_are_ids(candidates):
    with pytest.raises(sg.OptionError, match="candidates"):
        sg.declared_sponsors(sg.example_buying_center(), candidates=candidates)


def test_somebody_who_is_not_on_the_map():
    with pytest.raises(sg.UnknownContactError, match="coa"):
        sg.declared_sponsors(sg.example_buying_center(), candidates=["coo", "coa"])
