"""The same account gives the same bytes, whatever the order of its rows, and however Python hashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from viz.draw_shuffled import by_csv, by_frames, by_graph
from viz.every_picture import PICTURES, bank

TESTS = Path(__file__).resolve().parents[1]
RUNS = (
    ("as_is", 0),
    ("csv", 1),
    ("frames", 2),
    ("graph", 3),
)  # how the rows come, and the seed of shuffling and hashing


def start(route: str, seed: int, folder: Path) -> subprocess.Popen[str]:
    """Start a process that draws everything."""
    folder.mkdir()
    search = os.pathsep.join(filter(None, [str(TESTS), str(TESTS.parent), os.environ.get("PYTHONPATH", "")]))
    variables = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": search, "MPLBACKEND": "Agg"}
    command = [sys.executable, str(TESTS / "viz" / "draw_shuffled.py"), route, str(seed), str(folder)]
    return subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_every_picture_has_the_same_bytes_whatever_the_order_of_rows_and_hashes(tmp_path: Path) -> None:
    found: dict[str, dict[str, str]] = {}
    for pair in (RUNS[:2], RUNS[2:]):
        running = {route: start(route, seed, tmp_path / route) for route, seed in pair}
        for route, process in running.items():
            printed, complaints = process.communicate(timeout=300)
            assert process.returncode == 0, complaints
            found[route] = json.loads(printed)
    names = [f"{picture} of {account}" for account in ("bank", "alike") for picture in PICTURES]
    assert list(found["as_is"]) == names
    failed = {f"{name}, {route}": told[name] for route, told in found.items() for name in names if "\n" in told[name]}
    assert failed == {}
    hashes = {name: [told[name] for told in found.values()] for name in names}
    assert {name: four for name, four in hashes.items() if len(set(four)) > 1} == {}


@pytest.mark.parametrize("shuffle", [by_csv, by_frames, by_graph])
def test_shuffling_changes_the_order_and_nothing_else(shuffle: object, tmp_path: Path) -> None:
    G = bank().center
    H = shuffle(G, 1, tmp_path / "shuffled")  # type: ignore[operator]
    assert list(H.nodes) != list(G.nodes)
    assert sorted(H.nodes) == sorted(G.nodes)
    assert sorted(H.edges) == sorted(G.edges)
    assert H.graph == G.graph
