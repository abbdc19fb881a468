"""Who pulls together."""

from __future__ import annotations

import json
import math
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.analysis.group.coalition import _pulling_together
from stakeholder_graph.vocabulary.sentences import read_sentences

DTYPES = {
    "members": "object",
    "size": "int64",
    "strength": "float64",
    "share": "float64",
    "stance": "float64",
    "stance_known": "int64",
    "position": "object",
    "leader": "object",
    "bridges": "object",
}


def circles(*names: str, bridges: Any = (), weight: float = 0.5, **stances: float) -> sg.BuyingCenter:
    """Build circles of people of one letter each, where everybody moves everybody; the first of all decides."""
    people: dict[str, dict[str, Any]] = {letter: {} for name in names for letter in name}
    people[names[0][0]]["roles"] = ["decision_maker"]
    for letter, stance in stances.items():
        people[letter]["stance"] = stance
    ties = [tie for name in names for pair in combinations(name, 2) for tie in (pair, pair[::-1])]
    return build_map(people, [(*tie, weight) for tie in ties] + list(bridges))


def members(G: Any, **options: Any) -> list[set[str]]:
    return [set(group) for group in sg.coalitions(G, **options)["members"]]


def test_two_circles_with_a_bridge() -> None:
    G = circles("abcd", "wxyz", bridges=[("w", "a", 0.4), ("x", "b", 0.2)], a=0.5, b=0.5, c=0.5, d=0.5, w=-0.5, x=-0.5,
                y=-0.5, z=-0.5)  # fmt: skip
    table = sg.coalitions(G)
    assert members(G) == [set("abcd"), set("wxyz")]
    assert table["position"].tolist() == ["for", "against"]
    assert table["stance"].tolist() == pytest.approx([0.5, -0.5])
    assert table["strength"].tolist() == pytest.approx([12 * 0.5, 12 * 0.5])
    assert table["bridges"].tolist() == [(("a", "w"),), (("w", "a"),)]
    assert table["leader"].tolist() == ["a", "w"]
    assert table.attrs["alone"] == ()


def test_rivals_are_in_different_coalitions() -> None:
    ties = [(u, v, 0.5, 1 if (u in "ab") == (v in "ab") else -1) for u in "abyz" for v in "abyz" if u != v]
    found = sg.coalitions(build_map("abyz", ties))
    assert [set(group) for group in found["members"]] == [set("ab"), set("yz")]
    assert found["bridges"].tolist() == [(), ()]


def test_who_wants_the_opposite_does_not_pull_together() -> None:
    # a ring of four equal ties; opposite stances make the ties a-y and b-z count nothing
    ring = [("a", "b", 0.5), ("b", "z", 0.5), ("z", "y", 0.5), ("y", "a", 0.5)]
    people = {"a": {"stance": 1.0}, "b": {"stance": 1.0}, "y": {"stance": -1.0}, "z": {"stance": -1.0}}
    assert sorted(map(sorted, members(build_map(people, ring)))) == [["a", "b"], ["y", "z"]]


def test_agreement_by_hand_and_by_drawing() -> None:
    signed = np.array([[0, 0.4, 0.5], [0.2, 0, -0.3], [0, 0, 0]])
    found = _pulling_together(signed, np.array([0.6, -0.2, math.nan]))
    assert found[0, 1] == found[1, 0] == pytest.approx(0.6 * (1 - 0.8 / 2))
    assert found[0, 2] == pytest.approx(0.5 * (3 - 0.36) / 4)
    assert found[1, 2] == pytest.approx(-0.3)  # rivals whatever they think
    rng = np.random.default_rng(0)
    drawn = rng.uniform(-1, 1, (2, 400_000))
    assert np.mean(1 - np.abs(0.6 - drawn[0]) / 2) == pytest.approx((3 - 0.36) / 4, abs=2e-3)
    both = _pulling_together(np.array([[0, 1.0], [0, 0]]), np.array([math.nan, math.nan]))[0, 1]
    assert np.mean(1 - np.abs(drawn[0] - drawn[1]) / 2) == pytest.approx(both, abs=2e-3)


@pytest.mark.parametrize(
    ("stances", "position"),
    [
        ((0.2, 0.0, 0.0), "for"),
        ((0.19, -0.19, 0.0), "open"),
        ((-0.2, 0.0, 0.1), "against"),
        ((-0.2, 0.2, 0.0), "divided"),
        ((0.9, None, None), "for"),  # a decides and has more than half of the group's share
        ((None, 0.9, 0.9), "unknown"),
        ((0.9, 0.1, None), "for"),
        ((None, None, None), "unknown"),
    ],
)
def test_position(stances: tuple[float | None, ...], position: str) -> None:
    given = {letter: stance for letter, stance in zip("abc", stances, strict=True) if stance is not None}
    row = sg.coalitions(circles("abc", **given)).loc[1]
    assert (row["position"], row["stance_known"]) == (position, len(given))
    assert math.isnan(row["stance"]) == (not given)


def test_what_is_known_of_a_position_is_weighed_by_share() -> None:
    assert sg.rank_contacts(circles("abc")).loc["a", "share"] > sg.rank_contacts(circles("abc"))["share"].sum() / 2
    equal = build_map({"a": {"stance": 0.9}, "b": {}}, [("a", "b", 0.5), ("b", "a", 0.5)])  # nobody decides
    assert sg.coalitions(equal)["position"].tolist() == ["for"]  # half is not more than half
    for known, position in (({"x": 0.9}, "unknown"), ({"x": 0.9, "y": 0.0}, "for")):
        row = sg.coalitions(circles("abc", "xyz", **known)).loc[2]
        assert (row["share"], row["position"]) == (0.0, position)  # nobody has a share: by number


def test_the_leading_pair_of_the_packaging_line_is_not_known() -> None:
    row = sg.coalitions(sg.read_csv(sg.sample_folder("packaging_line"))).loc[1]
    assert (row["members"], row["stance_known"]) == (("eklund", "moreau"), 1)  # only the lesser one's stance is known
    assert row["position"] == "unknown"


def test_the_bound_of_a_position_is_the_callers() -> None:
    G = circles("abc", a=0.3, b=0.0, c=0.0)
    assert sg.coalitions(G, leaning=0.31)["position"].tolist() == ["open"]


def test_the_mean_stance_is_weighted_by_share() -> None:
    G = circles("abc", a=0.8, b=-0.1)
    shares = sg.rank_contacts(G)["share"]
    expected = (0.8 * shares["a"] - 0.1 * shares["b"]) / (shares["a"] + shares["b"])
    row = sg.coalitions(G).loc[1]
    assert row["stance"] == pytest.approx(expected)
    assert row["share"] == pytest.approx(shares.sum())
    assert row["members"] == tuple(shares.index)


def test_shares_follow_the_options() -> None:
    G = circles("abc", "xyz")
    assert sg.coalitions(G).loc[1, "leader"] == "a"
    found = sg.coalitions(G, weights={"z": 1.0})
    assert found.loc[1, "leader"] == "z"
    assert found.attrs["basis"] == "given weights"
    assert sg.coalitions(G, openness=0.0).loc[1, "share"] == pytest.approx(1.0)


def test_a_single_person_is_no_coalition() -> None:
    G = circles("abc", "x")
    assert members(G) == [set("abc")]
    assert sg.coalitions(G).attrs["alone"] == ("x",)
    assert sg.coalitions(build_map("abc")).attrs == {
        "modularity": 0.0,
        "alone": ("a", "b", "c"),
        "basis": "decision makers",
    }


def test_the_resolution_makes_groups_smaller() -> None:
    # two pairs a thread apart: coarse enough they are one
    G = circles("ab", "yz", bridges=[("b", "y", 0.3)])
    assert [len(sg.coalitions(G, resolution=value)) for value in (0.2, 1.0)] == [1, 2]


@pytest.mark.parametrize("seed", range(15))
def test_the_modularity_is_that_of_networkx(seed: int) -> None:
    G = random_map(seed)
    for contact in G:
        G.nodes[contact]["stance"] = 0.5  # everybody agrees: the ties count as they are
    found = sg.coalitions(G)
    H = nx.Graph()
    H.add_nodes_from(G)
    for u, v, weight in G.edges(data="weight"):
        H.add_edge(u, v, weight=weight + H.get_edge_data(u, v, {"weight": 0.0})["weight"])
    groups = [set(group) for group in found["members"]] + [{contact} for contact in found.attrs["alone"]]
    assert set().union(*groups) == set(G)
    assert sum(map(len, groups)) == len(G)
    assert found.attrs["modularity"] == pytest.approx(nx.community.modularity(H, groups, weight="weight"), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_the_largest_share_comes_first(seed: int) -> None:
    table = sg.coalitions(random_map(seed, negative=0.2))
    assert (np.diff(table["share"]) <= 1e-12).all()
    assert list(table.index) == list(range(1, len(table) + 1))
    assert (table["size"] >= 2).all()


def test_form() -> None:
    for table in (sg.coalitions(sg.BuyingCenter()), sg.coalitions(sg.example_buying_center())):
        assert {name: str(dtype) for name, dtype in table.dtypes.items()} == DTYPES
        assert (table.index.name, str(table.index.dtype)) == ("coalition", "int64")
        json.dumps(table.attrs)


def test_every_position_has_its_words() -> None:
    words = read_sentences("stakeholder_graph.analysis.group")["coalition_positions"]
    assert set(words) == {"for", "against", "divided", "open", "unknown"}


def test_the_opposition_of_the_packaging_line() -> None:
    table = sg.coalitions(sg.read_csv(sg.sample_folder("packaging_line")))
    against = table[table["position"] == "against"]
    # read off the tables: finance, purchasing and the cost consultant are tied to each other, and against
    assert against["members"].map(set).tolist() == [{"tanaka", "odell", "grant", "ferrari", "wu"}]
    assert against["leader"].tolist() == ["tanaka"]


def test_how_much_has_to_be_known_can_be_chosen() -> None:
    G = build_map({"a": {"stance": 0.5}, "b": {}, "c": {}}, [("a", "b", 0.9), ("b", "a", 0.9), ("c", "a", 0.9)])
    assert sg.coalitions(G)["position"].tolist() == ["unknown"]
    assert sg.coalitions(G, known=0.0)["position"].tolist() == ["for"]


@pytest.mark.parametrize(
    "options",
    [
        {"resolution": 0},
        {"resolution": math.inf},
        {"leaning": 0},
        {"leaning": 1.5},
        {"openness": 1.0},
        {"leaning": "x"},
        {"known": 1.1},
        {"known": None},
        {"resolution": "x"},
        {"resolution": True},
    ],
)
def test_options_that_make_no_sense(options: dict[str, float]) -> None:
    with pytest.raises(sg.OptionError):
        sg.coalitions(sg.example_buying_center(), **options)
