"""What holds of every table about motives and relationships: any map, any order, no change to the map."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from analysis.graphs import build_map, shuffled, snapshot

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.motives.alignment import alignment_of
from stakeholder_graph.analysis.motives.conflicts import conflicts_of
from stakeholder_graph.analysis.motives.table import motives_of
from stakeholder_graph.analysis.relations.balance import balance_of
from stakeholder_graph.analysis.relations.dossiers import dossiers_of
from stakeholder_graph.analysis.relations.strength import strengths_of

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS: dict[str, Callable[..., pd.DataFrame]] = {
    "motives": sg.motive_table,
    "alignment": sg.motive_alignment,
    "conflicts": sg.motive_conflicts,
    "strength": sg.relationship_strength,
    "balance": sg.relationship_balance,
    "dossiers": sg.dossier_completeness,
}
OF_FACTS = dict(
    zip(QUESTIONS, (motives_of, alignment_of, conflicts_of, strengths_of, balance_of, dossiers_of), strict=True)
)
A_ROW_A_CONTACT = ("alignment", "balance", "dossiers")
everywhere = pytest.mark.parametrize("question", QUESTIONS)


def rich_map(seed: int, n: int = 24) -> sg.BuyingCenter:
    """Return a map with motives, relationships, leavers, placeholders and rivals, much of it not known."""
    G = sg.random_buying_center(n, seed)
    rng = np.random.default_rng(seed)

    def maybe(value: Any) -> Any:
        return value if rng.random() < 0.7 else None

    for contact in sorted(node for node in G if node.startswith("c")):
        for kind in ("organisational", "personal", "personal")[: int(rng.integers(4))]:
            G.add_motive(
                contact,
                kind,
                maybe("Fewer stops"),
                direction=maybe(round(float(rng.uniform(-1, 1)), 1)),
                strength=maybe(round(float(rng.uniform(0, 1)), 1)),
                topic=maybe(f"topic {rng.integers(4)}"),
            )
        G.nodes[contact]["goals"] = maybe("More output")
        if rng.random() < 0.1:
            G.nodes[contact]["status"] = ["left", "placeholder"][int(rng.integers(2))]
    for tie in sorted(G.edges):
        if tie[0].startswith("c") and rng.random() < 0.2:
            G.edges[tie]["sign"] = -1
        if tie[0].startswith("t") and rng.random() < 0.2:
            del G.edges[tie]["relationship"]
    return G


def nobody_knows_anything() -> sg.BuyingCenter:
    G = build_map("abc", [("a", "b", 0.5), ("b", "c", 0.5), ("c", "a", 0.5, -1)])
    G.add_teammate("t")
    for contact in "abc":
        G.add_relationship("t", contact)
        G.add_motive(contact, "personal")
    return G


MAPS: dict[str, Callable[[], sg.BuyingCenter]] = {
    "empty": sg.BuyingCenter,
    "a single contact": lambda: build_map("a"),
    "nobody decides": lambda: build_map({"a": {}, "b": {}}, [("a", "b", 0.5)]),
    "nobody active": lambda: build_map({"a": {"status": "left"}, "b": {"status": "placeholder"}}),
    "nothing known": nobody_knows_anything,
    "example": sg.example_buying_center,
    "bank": lambda: sg.read_csv(sg.sample_folder("bank_mainframe")),
    "packaging": lambda: sg.read_csv(sg.sample_folder("packaging_line")),
    "managers": lambda: sg.read_csv(sg.sample_folder("high_tech_managers")),
    "rich": lambda: rich_map(0),
    "200 contacts": lambda: rich_map(1, 200),
}


@everywhere
@pytest.mark.parametrize("name", MAPS)
def test_the_form_is_the_same_on_any_map(question: str, name: str) -> None:
    G = MAPS[name]()
    table, expected = QUESTIONS[question](G), QUESTIONS[question](sg.BuyingCenter())
    assert len(expected) == 0
    assert table.dtypes.equals(expected.dtypes)
    assert list(table.attrs) == list(expected.attrs)
    assert table.index.name == ("contact_id" if question in A_ROW_A_CONTACT else None)
    if question in A_ROW_A_CONTACT:
        nodes = G.nodes(data=True)
        active = {node for node, data in nodes if data.get("status", "active") == "active"}
        assert set(table.index) == {node for node in active if G.nodes[node].get("side") != "seller"}


@everywhere
def test_nothing_known_stays_unknown(question: str) -> None:
    G = nobody_knows_anything()
    table = QUESTIONS[question](G, **({"include_unknown": True} if question == "conflicts" else {}))
    unknown = {
        "motives": ["direction", "strength", "speaks_for_us"],
        "alignment": ["m_org", "m_per", "implied_stance", "alignment", "inner_conflict", "stance_gap", "gap_large"],
        "conflicts": ["conflict", "opposed", "exposure"],
        "strength": ["nominal", "strength", "lost", "fading"],
        "balance": ["rational", "relational", "reciprocity", "total", "threads", "level_gap"],
        "dossiers": [],
    }[question]
    assert len(table) == 3
    assert table[unknown].isna().all(axis=None)


@everywhere
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_building_makes_no_difference(question: str, seed: int) -> None:
    G = rich_map(seed)
    expected = QUESTIONS[question](G)
    H = shuffled(G, seed)
    for _, data in H.nodes(data=True):
        if "motives" in data:
            data["motives"] = data["motives"][::-1]
    found = QUESTIONS[question](H)
    pd.testing.assert_frame_equal(found, expected, rtol=0, atol=1e-12)
    assert found.attrs == expected.attrs


@everywhere
def test_no_question_changes_the_map(question: str) -> None:
    G = rich_map(1)
    before = snapshot(G)
    QUESTIONS[question](G)
    assert snapshot(G) == before


@everywhere
@pytest.mark.parametrize("name", ["rich", "bank"])
def test_facts_that_are_gathered_already_give_the_same(question: str, name: str) -> None:
    G = MAPS[name]()
    pd.testing.assert_frame_equal(OF_FACTS[question](gather_facts(G)), QUESTIONS[question](G))


PRINT_EVERYTHING = """
    from analysis.test_motives_and_relations import QUESTIONS, rich_map
    for question in QUESTIONS.values():
        table = question(rich_map(4))
        print(table.attrs, table.reset_index().to_csv())
"""


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    paths = [str(Path(sg.__file__).parents[1]), str(Path(__file__).parents[1])]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", textwrap.dedent(PRINT_EVERYTHING)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "2025")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 5_000
