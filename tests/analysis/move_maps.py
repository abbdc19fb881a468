"""Maps at the edge of what there can be, and what every function on the next move says about them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import stakeholder_graph as sg

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = dt.date(2026, 7, 1)  # no date of the samples is later
DM = {"roles": ("decision_maker",)}


def build(people: dict[str, dict[str, Any]], ties: dict[tuple[str, str], float] | None = None, **more: Any) -> Any:
    """Return a map; negative weights are negative ties; `team`, `bonds` (step or columns) and `motives` on demand."""
    G = sg.BuyingCenter(**more.get("account", {}))
    for contact, columns in people.items():
        G.add_contact(contact, **columns)
    for (source, target), weight in (ties or {}).items():
        G.add_influence(source, target, abs(weight), **({"sign": -1} if weight < 0 else {}))
    for mate, columns in more.get("team", {}).items():
        G.add_teammate(mate, **columns)
    for (mate, contact), bond in more.get("bonds", {}).items():
        G.add_relationship(mate, contact, **({"relationship": bond} if isinstance(bond, str) else bond))
    for contact, kind, columns in more.get("motives", ()):
        G.add_motive(contact, kind, **columns)
    return G


def _signed_cycle() -> sg.BuyingCenter:
    people = {"a": {**DM, "stance": 0.1}, "b": {"stance": 0.4}, "c": {"stance": -0.7}, "d": {"stance": 0.9}}
    ties = {("b", "a"): 0.6, ("c", "a"): -0.5, ("a", "b"): 0.4, ("b", "c"): 0.3, ("d", "c"): -0.8}
    return build(people, ties, team={"t": {"level": 1}}, bonds={("t", "b"): "trusted", ("t", "d"): "none"})


def _nobody_decides() -> sg.BuyingCenter:
    return build({"a": {"stance": 0.5}, "b": {"stance": -0.5}}, {("a", "b"): 0.5})


def _nothing_known() -> sg.BuyingCenter:
    return build({"a": DM, "b": {}, "c": {}}, {("b", "a"): 0.5, ("c", "b"): 0.5})


def _leavers_and_placeholders() -> sg.BuyingCenter:
    people = {
        "a": {**DM, "status": "placeholder"},
        "b": {"stance": 0.5, "status": "left"},
        "c": {"stance": 0.2, "relationship": "familiar"},
    }
    return build(people, {("b", "a"): 0.5, ("c", "a"): 0.5, ("b", "c"): 0.5})


EDGES: dict[str, Callable[[], Any]] = {
    "empty": sg.BuyingCenter,
    "single contact": lambda: build({"a": {"stance": 0.3}}),
    "single decision maker": lambda: build({"a": {**DM, "stance": 1.0}}),
    "nobody decides": _nobody_decides,
    "nothing known": _nothing_known,
    "signed cycle": _signed_cycle,
    "only leavers": lambda: build({"a": {**DM, "status": "left"}}),
    "leavers and placeholders": _leavers_and_placeholders,
    "example": sg.example_buying_center,
    "200 contacts": lambda: sg.random_buying_center(200, seed=3),
    "bank": lambda: sg.read_csv(sg.sample_folder("bank_mainframe")),
    "packaging": lambda: sg.read_csv(sg.sample_folder("packaging_line")),
}
