"""What no function may do: change its argument, or depend on the order in which a map was built."""

import os
import subprocess
import sys
import textwrap
from functools import partial
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from analysis.graphs import random_map, shuffled, snapshot

import stakeholder_graph as sg

QUESTIONS = {
    **{f"rank by {name}": partial(sg.rank_contacts, measure=name) for name in sg.MEASURES},
    "rank in a stage": partial(sg.rank_contacts, stage="specify"),
    "rank by given weights": partial(sg.rank_contacts, weights={"c001": 1, "c002": 2}),
    "roles": sg.rank_roles,
    "brokerage": sg.brokerage,
    "completeness": sg.map_completeness,
    "explanation": lambda G: sg.explain_rank(G, "c003", chains=10).to_dict(),
    "first ties": lambda G: sg.explain_rank(G, "c003").first_ties,
}


def rich_map(seed):
    """Return a map with everything in it: our own people, who has left, rivals, complete influencers."""
    G = sg.random_buying_center(24, seed)
    rng = np.random.default_rng(seed)
    for contact in ("c007", "c011"):
        G.nodes[contact]["status"] = "left"
    for contact in ("c004", "c009"):
        G.nodes[contact]["influencers_complete"] = True
    for tie in [tie for tie in G.edges if tie[0].startswith("c") and rng.random() < 0.2]:
        G.edges[tie]["sign"] = -1
    G.add_motive("c002", "personal", "Wants to be heard", direction=0.5)
    return G


def assert_same(found, expected):
    if isinstance(expected, pd.DataFrame):
        pd.testing.assert_frame_equal(found, expected, rtol=0, atol=1e-12)
        assert found.attrs == pytest.approx(expected.attrs, abs=1e-12)
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, abs=1e-12)
    else:
        assert found == expected


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_changes_the_map(question):
    G = rich_map(1)
    before = snapshot(G)
    QUESTIONS[question](G)
    assert snapshot(G) == before


@pytest.mark.parametrize("question", QUESTIONS)
def test_asking_twice_gives_the_same(question):
    G = rich_map(2)
    assert_same(QUESTIONS[question](G), QUESTIONS[question](G))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_building_makes_no_difference(question, seed):
    G = rich_map(seed)
    assert_same(QUESTIONS[question](shuffled(G, seed)), QUESTIONS[question](G))


@pytest.mark.parametrize("question", ["rank by decision", "roles", "brokerage", "completeness", "explanation"])
def test_the_order_of_rows_makes_no_difference(question):
    G = rich_map(5)
    tables = sg.to_frames(G)
    turned = {name: table.iloc[::-1] for name, table in tables.items()}
    turned = {name: table if table.index.name else table.reset_index(drop=True) for name, table in turned.items()}
    assert_same(QUESTIONS[question](sg.from_frames(**turned)), QUESTIONS[question](G))


@pytest.mark.parametrize("measure", sg.MEASURES)
@pytest.mark.parametrize("seed", range(4))
def test_the_ids_make_no_difference_to_the_figures(measure, seed):
    # Other ids put the contacts in another order inside; figures may differ by rounding only, ranks not at all.
    G = random_map(seed, n=8 if measure == "consensus" and seed % 2 else None, negative=0.2)
    ids = sorted(G)
    renamed = dict(
        zip(
            ids,
            np.random.default_rng(seed).permutation([f"n{place:02d}" for place in range(len(ids))]).tolist(),
            strict=True,
        )
    )
    found = sg.rank_contacts(nx.relabel_nodes(G, renamed), measure=measure)
    expected = sg.rank_contacts(G, measure=measure).rename(index=renamed)
    column = sg.MEASURES[measure].column
    assert found["rank"].to_dict() == expected["rank"].to_dict()
    assert found[column].to_dict() == pytest.approx(expected[column].to_dict(), abs=1e-12, nan_ok=True)


PRINT_EVERYTHING = """
    import stakeholder_graph as sg
    G = sg.random_buying_center(30, seed=4)
    G.nodes["c007"]["status"] = "left"
    for tie in sorted(G.edges)[::7]:
        if tie[0].startswith("c"):
            G.edges[tie]["sign"] = -1
    for measure in sg.MEASURES:
        ranking = sg.rank_contacts(G, measure=measure)
        print(ranking.attrs, list(ranking.itertuples(name=None)))
    print(list(sg.brokerage(G).itertuples(name=None)), list(sg.rank_roles(G).itertuples(name=None)))
    for contact in ("c001", "c008", "c020"):
        why = sg.explain_rank(G, contact, chains=30)
        print(why.to_dict(), why.to_text("zh"), why._repr_html_())
"""


def test_the_same_bytes_whatever_the_hash_seed():
    root = str(Path(sg.__file__).parents[1])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", textwrap.dedent(PRINT_EVERYTHING)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2025")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000
