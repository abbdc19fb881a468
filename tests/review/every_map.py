"""One map of every kind that a review can meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.graphs import build_map

import stakeholder_graph as sg

if TYPE_CHECKING:
    from collections.abc import Callable


def without_stances() -> sg.BuyingCenter:
    """Return the example with no stance known."""
    G = sg.example_buying_center()
    return sg.what_if(G, stance=dict.fromkeys(G))


EVERY_MAP: dict[str, Callable[[], sg.BuyingCenter]] = {
    "empty": sg.BuyingCenter,
    "one contact": lambda: build_map("a"),
    "nobody decides": lambda: build_map({"a": {"stance": 0.5}, "b": {}}, [("a", "b", 0.5)]),
    "no stance known": without_stances,
    "no team": sg.example_buying_center,
    "rivals in a circle": lambda: build_map("abc", [("b", "a", 0.5, -1), ("a", "c", 0.9), ("c", "b", 0.4)]),
    "all have left": lambda: build_map({"a": {"status": "left", "roles": ("user",)}}),
    "random": lambda: sg.random_buying_center(25, seed=1),
    "large": lambda: sg.random_buying_center(200, seed=2),
}
