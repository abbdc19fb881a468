"""The benchmark of the pictures reads other tools' drawings as they are, and does without those that are missing."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from viz.legibility import COLUMNS, crossings, judge

from stakeholder_graph.io.csv_reading import read_csv

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def benchmark(name: str) -> ModuleType:
    """Return a module of the benchmarks, which are no package."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return import_module(name)
    finally:
        sys.path.remove(str(BENCHMARKS))


def square() -> nx.DiGraph[str]:
    """Return four people, two of them joined across."""
    H: nx.DiGraph[str] = nx.DiGraph([("a", "c"), ("b", "d"), ("a", "b")])
    nx.set_node_attributes(H, {"a": "Ann", "b": "Bob", "c": "Cem", "d": "Dee"}, "name")
    return H


def test_what_networkx_has_drawn_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corners = {"a": (0, 0), "b": (1, 0), "c": (1, 1), "d": (0, 1)}  # a-c and b-d cross
    monkeypatch.setattr(nx, "spring_layout", lambda *_args, **_options: corners)
    drawn = benchmark("other_tools").draw_networkx(square(), tmp_path / "x.png")()
    assert {label.owner: label.string for label in drawn.labels} == dict(square().nodes(data="name"))
    assert [line.ends for line in drawn.lines] == [("a", "c"), ("a", "b"), ("b", "d")]
    assert crossings(drawn) == 1
    found = judge(drawn)
    assert found.faults() == [f"line_over_own_label: {over}" for over in found.line_over_own_label]
    assert len(found.line_over_own_label) == 6  # names stand across their discs, so that both ends of a line meet one
    for line in drawn.lines:  # from disc to disc
        for end, card in zip((line.points[0], line.points[-1]), line.ends, strict=True):
            x0, y0, x1, y1 = drawn.cards[card].box
            assert np.hypot(*(end - [(x0 + x1) / 2, (y0 + y1) / 2])) < x1 - x0
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


def test_what_dot_says_of_its_drawing_is_read() -> None:
    # 1600 points wide is 2222 px at 100 dpi, so that all is scaled by .72 and a point is a px.
    def node(number: int, name: str, x: float) -> dict[str, Any]:
        label = [{"op": "F", "size": 14.0}, {"op": "T", "pt": [x, 96.0], "align": "c", "width": 30.0, "text": name}]
        ellipse = [{"op": "c", "color": "#000000"}, {"op": "e", "rect": [x, 100.0, 27.0, 18.0]}]
        return {"_gvid": number, "name": name, "_draw_": ellipse, "_ldraw_": label}

    curve = [[127.0, 100.0], [200.0, 100.0], [300.0, 100.0], [463.0, 100.0]]
    edge = {"tail": 0, "head": 1, "_draw_": [{"op": "b", "points": curve}]}
    picture = {"bb": "0,0,1600,200", "objects": [node(0, "a", 100.0), node(1, "b", 490.0)], "edges": [edge]}
    drawn = benchmark("other_tools").read_graphviz(picture)
    assert drawn.cards["a"].box == pytest.approx((73, 82, 127, 118))
    assert drawn.labels[1].box[::2] == pytest.approx((475, 505))
    assert drawn.labels[0].px == pytest.approx(14)
    assert drawn.lines[0].ends == ("a", "b")
    assert drawn.lines[0].points[[0, -1]].tolist() == [pytest.approx([127, 100]), pytest.approx([463, 100])]


def test_others_draw_the_same_people_and_lines() -> None:
    H = benchmark("other_tools").plain_graph(read_csv(BENCHMARKS / "centers" / "25"))
    assert (len(H), H.number_of_edges()) == (25, 47)  # 22 reporting lines and 25 ties
    assert len(set(dict(H.nodes(data="name")).values())) == 25


@pytest.mark.filterwarnings("ignore")  # networkx draws names for which its font has no glyphs
def test_a_tool_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for tool in ("pygraphviz", "iplotx"):
        monkeypatch.setitem(sys.modules, tool, None)  # so that importing it fails wherever the tests run
    benchmark("pictures").compare("10", tmp_path, 1)
    heads, *rows = capsys.readouterr().out.strip().splitlines()
    assert heads.split() == ["10", "contacts", *COLUMNS, "ms", "ratio"]
    assert [row.split("  ")[0] for row in rows] == [
        "influence_map",
        "bullseye",
        "networkx.draw",
        "graphviz dot",
        "iplotx",
    ]
    assert all("not installed" in row for row in rows[3:])
    ours = rows[0].split()
    assert ours[3:9] == ["0"] * 6  # after tool, labels and lines: LL to EO
    assert ours[-1] == "1.0"
