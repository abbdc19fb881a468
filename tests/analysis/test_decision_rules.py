"""The decision rules read from a map: who votes, who decides alone, who can stop it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from analysis.graphs import build_map

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.forecast.decision_rules import RULES, read_rule
from stakeholder_graph.errors import OptionError, UnknownTermError

DM = {"roles": ("decision_maker",), "openness": 0.0}  # with openness 0 the stance is the settled opinion

# Readings P = (.8, .6, .3) as opinions 2 P - 1, with weights (.5, .3, .2).
THREE = {
    "a": DM | {"stance": 0.6, "decision_weight": 0.5},
    "b": DM | {"stance": 0.2, "decision_weight": 0.3},
    "c": DM | {"stance": -0.4, "decision_weight": 0.2},
}


def reading(people: dict[str, dict[str, Any]], rule: Any, quota: int | None = None) -> float:
    facts = gather_facts(build_map(people))
    return float(read_rule(facts, rule, quota).reading(facts.decision.opinions()[None])[0])


def autocrat(people: dict[str, dict[str, Any]]) -> tuple[str, str | None]:
    facts = gather_facts(build_map(people))
    rule = read_rule(facts, "autocracy")
    (place,) = rule.people
    return facts.arrays.contacts[place], rule.chosen_by


@pytest.mark.parametrize(
    ("rule", "quota", "expected"),
    [
        ("weighted", None, 0.64),  # .5*.8 + .3*.6 + .2*.3
        ("majority", None, 0.612),  # two or three: .8*.6*.7 + .8*.4*.3 + .2*.6*.3 + .8*.6*.3
        ("quota", 1, 0.944),  # 1 - .2*.4*.7
        ("quota", 2, 0.612),  # a majority of three, as above
        ("quota", 3, 0.144),  # .8*.6*.3
        ("unanimity", None, 0.72),  # .8*.6*.3 / (.8*.6*.3 + .2*.4*.7) = .144 / .2
        ("autocracy", None, 0.8),
        ("veto", None, 0.64),  # nobody is noted to hold one
    ],
)
def test_three_deciders(rule: str, quota: int | None, expected: float) -> None:
    assert reading(THREE, rule, quota) == pytest.approx(expected, abs=1e-12)


def test_every_rule_is_tested_on_one_decider_who_is_the_rule() -> None:
    alone = {"a": DM | {"stance": 0.3}}
    for rule in RULES:
        assert reading(alone, rule, 1 if rule == "quota" else None) == pytest.approx(0.65)


def test_an_even_number_needs_one_more_than_half() -> None:
    four = {contact: DM | {"stance": 0.0} for contact in "abcd"}
    assert reading(four, "majority") == pytest.approx(5 / 16)  # 3 or 4 heads of 4


def test_whoever_can_stop_it_is_asked_once() -> None:
    veto = {"authority": ("veto",)}
    # Of the weights .3 and .2 of the others: (.3*.6 + .2*.3) / .5 = .48, times the .8 of who holds the veto.
    assert reading(THREE | {"a": THREE["a"] | veto}, "veto") == pytest.approx(0.48 * 0.8)
    # Everybody holds one: the product alone, .8*.6*.3.
    assert reading({name: person | veto for name, person in THREE.items()}, "veto") == pytest.approx(0.144)


def test_a_veto_of_somebody_who_does_not_decide_counts() -> None:
    people = THREE | {"legal": {"stance": 0.5, "openness": 0.0, "authority": ("budget", "veto")}}
    facts = gather_facts(build_map(people))
    rule = read_rule(facts, "veto")
    assert [facts.arrays.contacts[place] for place in rule.people] == ["legal"]
    assert reading(people, "veto") == pytest.approx(0.64 * 0.75)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"c": {"authority": ("economic",)}}, ("c", "authority")),
        ({"a": {"decision_weight": 2.0}}, ("a", "weight")),
        ({"b": {"level": 1}, "a": {"level": 2}}, ("b", "level")),
        ({"b": {"level": 3}}, ("b", "level")),  # an unknown level is no high one
        ({"c": {"level": 1}, "b": {"level": 1}}, ("b", "id")),
        (
            {"b": {"authority": ("economic",), "level": 2}, "c": {"authority": ("economic",), "level": 1}},
            ("c", "level"),
        ),
        ({}, ("a", "id")),
    ],
)
def test_who_decides_alone(changes: dict[str, dict[str, Any]], expected: tuple[str, str]) -> None:
    people = {contact: DM | {"decision_weight": 1.0} | changes.get(contact, {}) for contact in "abc"}
    assert autocrat(people) == expected


def test_only_who_decides_can_decide_alone() -> None:
    assert autocrat({"a": {"authority": ("economic",), "level": 1}, "b": DM}) == ("b", "alone")


def test_who_the_rules_are_about() -> None:
    facts = gather_facts(build_map(THREE | {"d": {"authority": ("veto",)}}))
    people = {rule: read_rule(facts, rule, 2 if rule == "quota" else None).people.tolist() for rule in RULES}
    everybody = [0, 1, 2]
    assert people == {
        "autocracy": [0],
        "weighted": everybody,
        "majority": everybody,
        "quota": everybody,
        "unanimity": everybody,
        "veto": [3],
    }
    assert [read_rule(facts, rule).votes for rule in ("majority", "unanimity", "weighted")] == [2, None, None]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("people", [{}, {"a": {"stance": 1.0}}], ids=["empty", "nobody decides"])
def test_nobody_decides(people: dict[str, Any], rule: Any) -> None:
    found = read_rule(gather_facts(build_map(people)), rule, 3 if rule == "quota" else None)
    assert found.people.tolist() == []
    assert found.votes is None


def test_a_sure_yes_and_a_sure_no_never_agree() -> None:
    assert math.isnan(reading({"a": DM | {"stance": 1.0}, "b": DM | {"stance": -1.0}}, "unanimity"))


def test_readings_over_a_batch_stay_between_no_and_yes() -> None:
    facts = gather_facts(build_map(THREE | {"d": {"authority": ("veto",)}}))
    opinions = np.random.default_rng(0).uniform(-1, 1, (200, 4))
    for rule in RULES:
        found = read_rule(facts, rule, 2 if rule == "quota" else None).reading(opinions)
        assert found.shape == (200,)
        assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize(
    ("rule", "quota", "message"),
    [
        ("quota", None, "quota=None is not allowed. Give the number of yes votes"),
        ("quota", 0, "at least 1"),
        ("quota", True, "at least 1"),
        ("quota", 1.5, "at least 1"),
        ("quota", 4, "Give at most 3, the number of contacts who decide"),
        ("majority", 2, "Give it only with rule='quota'"),
    ],
)
def test_votes_that_make_no_sense(rule: Any, quota: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        reading(THREE, rule, quota)


def test_a_rule_that_does_not_exist() -> None:
    with pytest.raises(UnknownTermError, match=r"'unanimty' is no decision rule\. Did you mean 'unanimity'"):
        reading(THREE, "unanimty")
