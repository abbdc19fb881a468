"""The shape of a buying center."""

from __future__ import annotations

import json
import math
from typing import Any

import networkx as nx
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg

MEASURES = [
    "extensivity",
    "vertical_involvement",
    "lateral_involvement",
    "connectedness",
    "purchaser_centrality",
    "reciprocity",
    "negative_share",
    "components",
    "largest_component",
    "isolates",
]


def test_the_worked_example_by_hand() -> None:
    found = sg.structure_summary(sg.example_buying_center())
    # seven people on levels 1, 2, 3 in finance, operations, IT, purchasing; ten ties of 7 * 6; CFO and COO move each
    # other; the purchaser has one tie out and one in, of 12
    assert (found.people, found.levels, found.ties, found.components) == (7, (1, 2, 3), 10, 1)
    assert found.departments == ("Finance", "IT", "Operations", "Purchasing")
    assert found.connectedness == pytest.approx(10 / 42)
    assert found.reciprocity == pytest.approx(2 / 10)
    assert (found.purchaser, found.purchaser_centrality) == ("proc", pytest.approx(2 / 12))
    assert (found.negative_ties, found.negative_share, found.isolates) == (0, 0.0, ())


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("ties_each", [0.4, 1.0, 3.0])
def test_as_networkx_counts(seed: int, ties_each: float) -> None:
    G = random_map(seed, ties_each=ties_each, negative=0.3)
    found = sg.structure_summary(G)
    assert found.connectedness == pytest.approx(nx.density(G))
    assert found.reciprocity == pytest.approx(nx.overall_reciprocity(G))
    pieces = list(nx.weakly_connected_components(G))
    assert (found.components, found.largest_component) == (len(pieces), max(map(len, pieces)))
    assert found.isolates == tuple(sorted(nx.isolates(G)))
    negative = [tie for tie in G.edges if G.edges[tie].get("sign") == -1]
    assert found.negative_share == pytest.approx(len(negative) / G.number_of_edges())


@pytest.mark.parametrize("seed", range(10))
def test_the_centrality_is_networkxs_degree_centrality_halved(seed: int) -> None:
    G = random_map(seed)
    found = sg.structure_summary(G)
    purchasers = [contact for contact in G if "purchaser" in G.nodes[contact]["roles"]]
    degree = nx.degree_centrality(G)  # of a digraph: ties in and out over n - 1
    assert found.purchaser_centrality == pytest.approx(
        max((degree[contact] / 2 for contact in purchasers), default=math.nan), nan_ok=True
    )
    assert (found.purchaser is None) == (not purchasers)


def test_of_equally_connected_purchasers_the_first_by_id() -> None:
    buyer = {"roles": ["purchaser"]}
    G = build_map({"z": buyer, "b": buyer, "a": {}}, [("z", "a", 0.5), ("b", "a", 0.5)])
    assert sg.structure_summary(G).purchaser == "b"


def test_who_counts() -> None:
    people = {
        "a": {"level": 1, "department": "Finance"},
        "b": {"department": "Finance"},
        "c": {"level": 9, "department": "Institute", "side": "outside"},
        "d": {"level": 2, "department": "IT", "status": "placeholder"},
        "e": {"level": 3, "department": "Legal", "status": "left"},
    }
    found = sg.structure_summary(build_map(people, [("a", "e", 0.5)]))
    assert (found.people, found.outside, found.placeholders) == (4, 1, 1)
    assert (found.levels, found.departments) == ((1, 2), ("Finance", "IT"))
    assert (found.level_unknown, found.department_unknown) == (1, 0)
    assert (found.ties, found.isolates) == (0, ("a", "b", "c", "d"))
    assert found.to_frame().loc["vertical_involvement"].tolist() == [2, 1]


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_to_be_tied(n: int) -> None:
    found = sg.structure_summary(build_map({letter: {"roles": ["purchaser"]} for letter in "a"[:n]}))
    assert (found.people, found.components, found.largest_component) == (n, n, n)
    for figure in (found.connectedness, found.reciprocity, found.negative_share, found.purchaser_centrality):
        assert math.isnan(figure)
    assert "nan" not in str(found)


def test_form() -> None:
    found = sg.structure_summary(sg.example_buying_center())
    table = found.to_frame()
    assert (table.index.name, list(table.index)) == ("measure", MEASURES)
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {"value": "float64", "unknown": "Int64"}
    assert table.dtypes.equals(sg.structure_summary(sg.BuyingCenter()).to_frame().dtypes)
    json.dumps(sg.structure_summary(sg.BuyingCenter()).to_dict(), allow_nan=False)
    assert found._repr_html_().count("<div") == 1 + len(str(found).splitlines())  # the card holds the whole text


def test_one_person_takes_part() -> None:
    text = str(sg.structure_summary(build_map("a")))
    assert text.startswith("Buying center of the account: 1 person takes part (outsiders: 0,")


def test_text_of_the_example() -> None:
    assert str(sg.structure_summary(sg.example_buying_center())).splitlines() == [
        "Buying center of Example account: 7 people take part (outsiders: 0, posts without a known holder: 0).",
        "Levels: 3. Departments: 4.",
        "Ties: 10, 23.8% of those there could be; 20.0% are returned, 0.0% are among rivals.",
        "Best connected purchaser: proc, with 16.7% of the ties there could be.",
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pieces_and_gaps_are_said(lang: Any) -> None:
    G = build_map("abcd", [("a", "b", 0.5)])
    text = sg.structure_summary(G).to_text(lang)
    assert ("Without any tie: c, d." if lang == "en" else "没有任何关系者：c、d。") in text
    assert ("the level of 4" if lang == "en" else "4 人的层级") in text
    assert "{" not in text


def test_no_other_language() -> None:
    with pytest.raises(sg.UnknownTermError):
        sg.structure_summary(sg.BuyingCenter()).to_text("fr")  # type: ignore[arg-type]
