"""What the questions about the account and about the shape of the group do on any map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from analysis.graphs import build_map, random_map, shuffled, snapshot
from hypothesis import given, settings
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.vocabulary.accounts import ACCOUNT_STAGES, UNCOUPLING_CAUSES
from stakeholder_graph.vocabulary.people import FUNCTIONS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS: dict[str, Callable[..., Any]] = {
    "stage": sg.account_stage,
    "stage beside its peaks": lambda G: sg.account_stage(G, peak_strength=5.0, peak_threads=3),
    "uncoupling": sg.uncoupling_signals,
    "uncoupling in Chinese": lambda G: sg.uncoupling_signals(G, lang="zh"),
    "class": sg.classify_account,
    "structure": sg.structure_summary,
    "coalitions": sg.coalitions,
    "fine coalitions": lambda G: sg.coalitions(G, resolution=2.0),
    "labels": sg.stakeholder_labels,
}


def all_unknown() -> sg.BuyingCenter:
    """Return ten people of whom nothing is known but who moves whom."""
    G = random_map(0, 10)
    for contact in G:
        G.nodes[contact].clear()
    return G


def signed() -> sg.BuyingCenter:
    return random_map(3, 20, negative=0.4)


def rich(seed: int) -> sg.BuyingCenter:
    """Return a map with everything in it."""
    G = sg.random_buying_center(24, seed)
    G.graph.update(buys_from_us=True, joint_teams=1, current_purchases=2, uncoupling_causes=("quality_fails",))
    for place, contact in enumerate(sorted(G)[:8]):
        G.nodes[contact].update(
            status=list(STATUSES)[place % 3], function=list(FUNCTIONS)[place], relationship="trusted"
        )
        G.nodes[contact].update(side="outside" if place > 5 else "buyer", receptivity="trouble", authority=("veto",))
    for tie in sorted(tie for tie in G.edges if tie[0].startswith("c"))[::4]:
        G.edges[tie]["sign"] = -1
    for contact in ("c003", "c009"):
        G.add_motive(contact, "organisational", "Spends less", direction=-0.5, strength=0.8, serves="competitors")
    return G


MAPS: dict[str, Callable[[], Any]] = {
    "empty": sg.BuyingCenter,
    "one person": lambda: build_map("a"),
    "nobody decides": lambda: build_map({"a": {}, "b": {"stance": 0.5}}, [("a", "b", 0.5), ("b", "a", 0.2)]),
    "nothing known": all_unknown,
    "no ties": lambda: build_map("abcd"),
    "signed ties": signed,
    "everything": lambda: rich(0),
    "200 contacts": lambda: sg.random_buying_center(200, 1),
    "example": sg.example_buying_center,
    "bank": lambda: sg.read_csv(sg.sample_folder("bank_mainframe")),
}


def assert_same(found: Any, expected: Any) -> None:
    if isinstance(expected, Answer):
        assert found.to_text("zh") == expected.to_text("zh")
        found, expected = found.to_frame(), expected.to_frame()
    pd.testing.assert_frame_equal(found, expected, rtol=0, atol=1e-12)
    assert found.attrs == expected.attrs


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", MAPS)
def test_every_map_has_an_answer_and_stays_as_it_is(question: str, name: str) -> None:
    G = MAPS[name]()
    before = snapshot(G)
    answer = QUESTIONS[question](G)
    assert repr(snapshot(G)) == repr(before)
    assert_same(QUESTIONS[question](G), answer)
    if isinstance(answer, Answer):
        assert answer.to_text("en")
        assert answer.to_dict()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_building_makes_no_difference(question: str, seed: int) -> None:
    G = rich(seed)
    assert_same(QUESTIONS[question](shuffled(G, seed)), QUESTIONS[question](G))


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_breaks_the_schema_is_refused(question: str) -> None:
    G = sg.example_buying_center()
    G.nodes["cfo"]["level"] = "top"
    with pytest.raises(sg.SchemaError):
        QUESTIONS[question](G)


@settings(max_examples=60, deadline=None)
@given(buying_centers())
def test_any_valid_map(G: sg.BuyingCenter) -> None:
    stage = sg.account_stage(G)
    assert stage.stage is None or stage.stage in stage.possible
    assert set(stage.possible) <= set(ACCOUNT_STAGES)
    assert len(stage.cover) == stage.threads
    assert stage.to_text("en")
    signals = sg.uncoupling_signals(G)
    assert list(signals.index) == list(UNCOUPLING_CAUSES)
    confirmed = set(G.graph.get("uncoupling_causes", ()))
    assert set(signals.index[signals["state"] == "confirmed"]) == confirmed
    found = sg.classify_account(G)
    assert found.account_class is None or found.account_class in found.possible
    assert sg.structure_summary(G).to_text("zh")
    table = sg.coalitions(G)
    people = {contact for contact in G if G.nodes[contact].get("side") != "seller"}
    people -= {contact for contact in people if G.nodes[contact].get("status") == "left"}
    assert sorted([*table["members"].sum(), *table.attrs["alone"]] if len(table) else table.attrs["alone"]) == sorted(
        people
    )
    assert set(sg.stakeholder_labels(G).index) == people


def test_unknown_is_never_zero() -> None:
    G = all_unknown()
    assert sg.account_stage(G).stage is None
    assert set(sg.uncoupling_signals(G)["state"]) == {"ask"}
    assert sg.classify_account(G).account_class is None
    assert sg.structure_summary(G).level_unknown == 10
    assert set(sg.coalitions(G)["position"]) == {"unknown"}
    assert set(sg.stakeholder_labels(G)["salience"]) == {"unknown"}
