"""A SWOT of our position, read off maps whose strengths and threats are put in by hand."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from analysis.graphs import random_map, shuffled, snapshot

import stakeholder_graph as sg

DAY = dt.date(2026, 6, 30)


def map_with(people: dict[str, dict[str, Any]], ties: dict[tuple[str, str], float], **known: str) -> sg.BuyingCenter:
    """Return a map; `known` says which step one of ours has reached with whom."""
    G = sg.BuyingCenter(as_of=DAY, stage="evaluate")
    for contact, cells in people.items():
        G.add_contact(contact, **cells)
    for (source, target), weight in ties.items():
        G.add_influence(source, target, weight)
    G.add_teammate("t1", name="Mei")
    for contact, step in known.items():
        G.add_relationship("t1", contact, relationship=step, last_contact=DAY)
    return G


def points(G: sg.BuyingCenter, quadrant: str) -> dict[str, list[tuple[str, ...]]]:
    table = sg.assess_position(G).to_frame().query("quadrant == @quadrant")
    return {kind: rows["contacts"].tolist() for kind, rows in table.groupby("kind")}


DECIDER = {"roles": ["decision_maker"]}


def test_supporters_with_influence_and_deciders_we_know_are_strengths() -> None:
    people = {"d": {**DECIDER, "stance": 0.4}, "s": {"stance": 0.9}, "far": {"stance": 0.9}, "c": {"stance": 0.0}}
    G = map_with(people, {("s", "d"): 0.8, ("c", "d"): 0.1}, d="trusted")
    assert points(G, "strength") == {"supporter": [("d",), ("s",)], "decider_reached": [("d",)]}


def test_coaches_are_strengths() -> None:
    criteria = {"coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True}
    G = map_with({"d": DECIDER, "c": {"stance": 0.1, **criteria}}, {("c", "d"): 0.5})
    assert points(G, "strength") == {"coach": [("c",)]}


def test_gaps_of_our_coverage_and_of_the_map_are_weaknesses() -> None:
    G = map_with({"d": DECIDER, "g": {"roles": ["gatekeeper"], "relationship": "none"}}, {}, d="none")
    table = sg.assess_position(G).to_frame().query("quadrant == 'weakness'")
    report = sg.check_coverage(G).findings
    bad = report[report["severity"].isin(["critical", "high"]) & report["rule"].str[:3].isin(["COV", "COA"])]
    gaps = table[table["kind"] == "gap"]
    assert set(gaps["contacts"]) == set(bad["contacts"])
    assert table["kind"].iloc[0] == "unmapped"
    assert "Decision maker never met (d)." in gaps["text"].tolist()


def test_what_is_missing_of_one_person_is_told_once() -> None:
    G = map_with({"d": {**DECIDER, "level": 1}}, {}, d="none")
    G.nodes["t1"]["level"] = 2
    rules = sg.check_coverage(G).findings
    assert (rules["contacts"] == ("d",)).sum() > 1  # never met, hardly known, no peer
    assert points(G, "weakness")["gap"].count(("d",)) == 1


def test_somebody_with_a_veto_who_would_lose_personally_is_a_threat() -> None:
    G = map_with({"d": DECIDER, "v": {"stance": 0.1, "authority": ("veto",)}}, {("v", "d"): 0.1})
    G.add_motive("v", "organisational", direction=0.7, strength=0.5)
    G.add_motive("v", "personal", direction=-0.7)
    assert points(G, "threat")["hidden_blocker"] == [("v",)]
    G.nodes["v"]["authority"] = ()
    assert "hidden_blocker" not in points(G, "threat")


def test_neutral_people_within_reach_are_opportunities() -> None:
    people = {
        "d": {**DECIDER, "stance": 0.3, "receptivity": "trouble"},
        "n": {"stance": 0.0},
        "u": {},
        "far": {"stance": 0},
    }
    ties = {("n", "d"): 0.5, ("u", "d"): 0.3, ("far", "d"): 0.2}
    found = points(map_with(people, ties, n="familiar", u="acquainted"), "opportunity")
    assert found == {
        "reachable_neutral": [("n",)],
        "reachable_unknown": [("u",)],
        "receptive_decider": [("d",)],
    }


def test_opponents_leavers_and_signs_are_threats() -> None:
    people = {
        "d": {**DECIDER, "stance": -0.3},
        "v": {"stance": -0.1, "authority": ("veto",)},
        "b": {"stance": 0.5},
        "gone": {"roles": ["expert"], "status": "left"},
    }
    found = points(map_with(people, {("b", "d"): 0.5, ("v", "b"): 0.1}, b="trusted"), "threat")
    assert found["opponent"] == [("d",)]
    assert found["veto_against"] == [("v",)]
    assert found["single_point"] == [("b",), ("t1",)]
    assert found["has_left"] == [("gone",)]
    assert found["uncoupling"] == [("gone",)]


def test_people_without_weight_or_stance_are_no_point() -> None:
    G = map_with({"d": DECIDER, "x": {"stance": -0.9}}, {("d", "x"): 0.1})
    assert "opponent" not in points(G, "threat")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_reads_well_and_is_safe(lang: Any) -> None:
    position = sg.assess_position(sg.read_csv(sg.sample_folder("packaging_line")))
    text = position.to_text(lang)
    assert "{" not in text
    assert "Ngozi Okafor" in text
    assert len(text.split("\n")) == 1 + 4 + len(position.to_frame(lang))
    json.loads(json.dumps(position.to_dict(lang)), parse_constant=pytest.fail)
    assert set(position.to_dict(lang)) == {"strength", "weakness", "opportunity", "threat"}


def test_an_empty_map_has_no_strength() -> None:
    position = sg.assess_position(sg.BuyingCenter())
    assert set(position.to_frame()["quadrant"]) <= {"weakness"}
    assert "Single thread" not in position.to_text()  # with whom should there be one?
    assert (
        position.to_frame().dtypes.to_dict()
        == sg.assess_position(sg.example_buying_center()).to_frame().dtypes.to_dict()
    )


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_question_changes_anything(seed: int) -> None:
    G = random_map(seed, 20, negative=0.2)
    before = snapshot(G)
    text = sg.assess_position(G).to_text()
    assert snapshot(G) == before
    assert sg.assess_position(shuffled(G, seed)).to_text() == text


def test_our_own_people_are_named() -> None:
    people = {"d": DECIDER, "b": {"stance": 0.5}}
    G = map_with(people, {("b", "d"): 0.5}, b="trusted")
    assert "Without Mei we lose the way" in sg.assess_position(G).to_text()


def test_shares_are_of_the_mean_opinion_where_nobody_decides() -> None:
    people = {"a": {"stance": 0.5, "stated_influence": 0.9}, "n": {"stance": 0.0}}
    text = sg.assess_position(map_with(people, {("n", "a"): 0.4}, n="familiar")).to_text()
    assert "of the decision" not in text
    assert "the lean" not in text
    assert re.search(r"a is for us \(\+0\.5\) and holds [\d.]+% of the mean opinion\.", text)
    assert re.search(r"[\d.]+% of the mean opinion hangs on people who are not on the map\.", text)
    assert "平均看法" in sg.assess_position(map_with(people, {("n", "a"): 0.4}, n="familiar")).to_text("zh")
    people["a"] |= DECIDER
    assert "of the decision." in sg.assess_position(map_with(people, {("n", "a"): 0.4}, n="familiar")).to_text()


def test_access_is_told_in_percent() -> None:
    people = {"d": {**DECIDER, "stance": 0.3}, "n": {"stance": 0.0}}
    text = sg.assess_position(map_with(people, {("n", "d"): 0.5}, n="familiar")).to_text()
    assert "n is neutral and within reach (access 55.0%); winning n moves the lean by +" in text


def test_the_last_coach_is_one_whom_we_cannot_do_without() -> None:
    criteria = {"coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True}
    G = map_with({"d": DECIDER, "c": {"stance": 0.1, **criteria}, "e": {"stance": 0.1}}, {("c", "d"): 0.5})
    assert points(G, "threat")["last_coach"] == [("c",)]
    assert "Without c we have no coach." in sg.assess_position(G).to_text()
    G.nodes["e"].update(criteria)
    assert "last_coach" not in points(G, "threat")


def test_the_bounds_can_be_chosen() -> None:
    people = {"d": {**DECIDER, "stance": 0.3}, "o": {"stance": -0.25, "stated_influence": 0.9}, "n": {"stance": 0.0}}
    G = map_with(people, {("n", "d"): 0.5, ("o", "d"): 0.3}, n="familiar", d="acquainted")

    def kinds(**limits: float) -> set[str]:
        return set(sg.assess_position(G, thresholds=sg.PositionThresholds(**limits)).to_frame()["kind"])

    usual = kinds()
    assert {"supporter", "opponent", "reachable_neutral", "unmapped"} <= usual
    assert "decider_reached" not in usual
    assert {"supporter", "opponent"} & kinds(supporter_from=0.31) == set()
    assert "decider_reached" in kinds(reached_from=0.35)
    assert "reachable_neutral" not in kinds(reachable_from=0.6)
    assert "reachable_neutral" not in kinds(gain_from=1.0)
    assert "unmapped" not in kinds(unmapped_from=1.0)


@pytest.mark.parametrize("odd", [0, 1.1, float("nan"), "x", None, True])
def test_bounds_that_make_no_sense_are_refused(odd: Any) -> None:
    with pytest.raises(sg.OptionError, match="supporter_from"):
        sg.PositionThresholds(supporter_from=odd)
    with pytest.raises(sg.OptionError, match="thresholds"):
        sg.assess_position(sg.BuyingCenter(), thresholds=odd)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(sg.UnknownTermError):
        sg.assess_position(sg.example_buying_center()).to_frame("fr")  # type: ignore[arg-type]


def test_nothing_hangs_on_anybody_where_nobody_is_on_the_map() -> None:
    assert "unmapped" not in set(sg.assess_position(sg.BuyingCenter()).to_frame()["kind"])
