"""Small networks of introductions, and what is true of them counted one by one."""

from __future__ import annotations

import itertools
import math
from typing import Any

import networkx as nx
import numpy as np

from stakeholder_graph.model.buying_center import BuyingCenter

# What a step of a relationship is worth, as the documentation says it.
STEPS = {
    "none": 0.0,
    "first_contact": 0.2,
    "acquainted": 0.35,
    "familiar": 0.55,
    "trusted": 0.8,
    "relied_upon": 0.95,
}
OPPOSED = -0.6  # whoever stands there or below passes nothing on by influence alone
US = "us!"  # the node of the networks below where everything starts


def known_map() -> BuyingCenter:
    """Return the worked example: s-a .9, a-t .5, s-b .7, b-t .7, s-t .4, each relationship with another of ours."""
    G = BuyingCenter()
    for contact in ("a", "b"):
        G.add_contact(contact)
    G.add_contact("t", roles=["decision_maker"])
    for teammate, contact, strength in (("t1", "a", 0.9), ("t2", "b", 0.7), ("t3", "t", 0.4)):
        G.add_teammate(teammate)
        G.add_relationship(teammate, contact, strength=strength)
    G.add_influence("a", "t", 0.5)
    G.add_influence("b", "t", 0.7)
    return G


def random_ways(seed: int, *, most: int = 7) -> BuyingCenter:
    """Return a random map of 3 to `most` contacts with everything that a way can stumble over; no dates."""
    rng = np.random.default_rng(seed)
    G = BuyingCenter()
    contacts = [f"c{place}" for place in range(int(rng.integers(3, most + 1)))]
    for place, contact in enumerate(contacts):
        cells: dict[str, Any] = {"roles": ["decision_maker"]} if place < 1 + (rng.random() < 0.4) else {}
        if rng.random() < 0.25:
            cells["relationship"] = list(STEPS)[rng.integers(6)]
        if place > 1 and rng.random() < 0.25:
            cells["status"] = ["left", "placeholder"][rng.integers(2)]
        if rng.random() < 0.7:
            cells["stance"] = round(float(rng.uniform(-1, 1)), 2)
        G.add_contact(contact, **cells)
    for place in range(int(rng.integers(1, 4))):
        G.add_teammate(f"t{place}")
        for contact in contacts:
            if rng.random() < 0.35:
                G.add_relationship(f"t{place}", contact, relationship=list(STEPS)[rng.integers(6)])
    pairs = [(u, v) for u in contacts for v in contacts if u != v]
    for place in rng.choice(len(pairs), size=min(len(pairs), int(rng.integers(2, 10))), replace=False):
        cells = {"introduction": float(rng.choice([0.0, 0.3, 0.5, 1.0]))} if rng.random() < 0.4 else {}
        cells |= {"sign": -1} if rng.random() < 0.15 else {}
        G.add_influence(*pairs[place], float(rng.choice([0.1, 0.2, 0.5, 0.5, 0.8, 1.0])), **cells)
    return G


def way_network(G: nx.DiGraph[Any]) -> nx.DiGraph[Any]:
    """Return the network by its definition: us -> ours (1) -> whom they know -> contacts."""
    kind = {node: data.get("side", "buyer") for node, data in G.nodes(data=True)}
    D: nx.DiGraph[Any] = nx.DiGraph()
    D.add_node(US)
    D.add_nodes_from((node, {"ours": kind[node] == "seller"}) for node in G if G.nodes[node].get("status") != "left")
    spoken_for = set()
    for u, v, tie in G.edges(data=True):
        if v not in D or u not in D:
            continue
        if kind[u] == "seller":
            r = tie.get("strength", STEPS.get(tie.get("relationship"), 0.0))
            spoken_for |= {v} if r else set()
        elif tie.get("sign", 1) < 0 or G.nodes[u].get("status") == "placeholder":
            r = 0.0
        else:
            opposed = G.nodes[u].get("stance", 0.0) <= OPPOSED
            r = tie.get("introduction", 0.0 if opposed else tie["weight"])
        if r:
            D.add_edge(u, v, r=r)
    for node in list(D):
        if kind.get(node) == "seller":
            D.add_edge(US, node, r=1.0)
        elif node != US and node not in spoken_for and STEPS[G.nodes[node].get("relationship", "none")]:
            D.add_edge(US, node, r=STEPS[G.nodes[node]["relationship"]])
    return D


def all_ways(D: nx.DiGraph[Any], target: str) -> list[tuple[float, int, tuple[str, ...]]]:
    """Return every simple way from us to a target as (reliability, steps, ids), the best first.

    Ids start with the one of ours who starts the way, or an empty text where nobody says who that is.
    """
    found = []
    for path in nx.all_simple_paths(D, US, target):
        ids = tuple(path[1:]) if D.nodes[path[1]]["ours"] else ("", *path[1:])
        reliability = math.prod(D.edges[tie]["r"] for tie in itertools.pairwise(path))
        found.append((reliability, len(ids) - 1, ids))
    return sorted(found, key=lambda way: (-round(way[0], 12), way[1], way[2]))


def chance_by_counting(ties: list[tuple[Any, Any, float]], start: Any, goals: set[Any]) -> float:
    """Return the two-terminal reliability: the sum over all states of the ties in which a goal is reached."""
    total = 0.0
    for state in itertools.product((False, True), repeat=len(ties)):
        reached, grows = {start}, True
        while grows:
            more = {v for (u, v, _), holds in zip(ties, state, strict=True) if holds and u in reached} - reached
            grows, reached = bool(more), reached | more
        if reached & goals:
            total += math.prod(r if holds else 1.0 - r for (_, _, r), holds in zip(ties, state, strict=True))
    return total


def thread_count(D: nx.DiGraph[Any], targets: set[str]) -> int:
    """Return the number of ways to any target without a person in common: a flow where everybody is split in two."""
    S: nx.DiGraph[Any] = nx.DiGraph()
    S.add_edge("start", (US, "in"))
    S.add_node("goal")
    for node in D:
        limit = {} if node == US or node in targets else {"capacity": 1}
        S.add_edge((node, "in"), (node, "out"), **limit)
        if node in targets:
            S.add_edge((node, "out"), "goal")
    S.add_edges_from(((u, "out"), (v, "in"), {"capacity": 1}) for u, v in D.edges)
    return int(nx.maximum_flow_value(S, "start", "goal"))
