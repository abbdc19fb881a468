"""Buying centers for the tests of the analysis floor, and the plainest way to compute what they should give."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray


def build_map(contacts: Mapping[str, Mapping[str, Any]] | str, ties: Iterable[tuple[Any, ...]] = ()) -> BuyingCenter:
    """Return a map of the contacts with their attributes; a text is one contact a letter, the first one decides."""
    if isinstance(contacts, str):
        contacts = {letter: {"roles": ["decision_maker"]} if letter == contacts[0] else {} for letter in contacts}
    G = BuyingCenter()
    for contact, attributes in contacts.items():
        G.add_contact(contact, **attributes)
    for source, target, weight, *sign in ties:
        G.add_influence(source, target, weight, **({"sign": sign[0]} if sign else {}))
    return G


def random_map(
    seed: int, n: int | None = None, *, ties_each: float = 2.5, negative: float = 0.0, complete: float = 0.0
) -> BuyingCenter:
    """Return a random map of 10 to 40 contacts; some shares of negative ties and of complete influencers on demand."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(10, 41)) if n is None else n
    G = BuyingCenter()
    for place in range(n):
        attributes: dict[str, Any] = {"roles": ["decision_maker"] if place < 2 else [list(ROLES)[rng.integers(10)]]}
        if rng.random() < 0.3:
            attributes["openness"] = round(float(rng.uniform(0, 0.95)), 2)
        if rng.random() < complete:
            attributes["influencers_complete"] = True
        if rng.random() < 0.8:
            attributes["stance"] = round(float(rng.uniform(-1, 1)), 2)
        attributes["department"] = ["Finance", "IT", "Operations"][rng.integers(3)]
        G.add_contact(f"c{place:02d}", **attributes)
    pairs = [(u, v) for u in sorted(G) for v in sorted(G) if u != v]
    for place in rng.choice(len(pairs), size=min(len(pairs), round(ties_each * n)), replace=False):
        sign = {"sign": -1} if rng.random() < negative else {}
        G.add_influence(*pairs[place], round(float(rng.uniform(0.05, 1)), 2), **sign)
    return G


def random_strength(seed: int, n: int | None = None) -> NDArray[np.float64]:
    """Return a random listening matrix (row = listener) of 10 to 40 contacts with about 3 ties each."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(10, 41)) if n is None else n
    present = (rng.random((n, n)) < 3.0 / n) & ~np.eye(n, dtype=bool)
    return np.where(present, rng.uniform(0.05, 1.0, (n, n)), 0.0)


def listening_graph(strength: NDArray[np.float64]) -> nx.DiGraph[int]:
    """Return the graph with ties listener -> influencer: what networkx's in-link centralities want."""
    G: nx.DiGraph[int] = nx.DiGraph()
    G.add_nodes_from(range(len(strength)))
    for listener, influencer in np.argwhere(strength > 0).tolist():
        G.add_edge(listener, influencer, weight=float(strength[listener, influencer]))
    return G


def attention_by_hand(G: nx.DiGraph[str], budget: float = 1.0) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Return C as {(listener, influencer): attention} and m as {listener: rest}, tie by tie from the definition."""
    attention: dict[tuple[str, str], float] = {}
    rest: dict[str, float] = {}
    for v in G:
        heard = sum(G.edges[u, v]["weight"] for u in G.predecessors(v))
        for u in G.predecessors(v):
            attention[v, u] = G.edges[u, v].get("sign", 1) * G.edges[u, v]["weight"] / max(budget, heard)
        rest[v] = 1.0 - min(1.0, heard / max(budget, heard))
        if G.nodes[v].get("influencers_complete"):
            attention[v, v], rest[v] = rest[v], 0.0
    return attention, rest


def talk_it_over(
    G: nx.DiGraph[str], own: Mapping[str, float], unmapped: float = 0.0, rounds: int = 2000, openness: float = 0.5
) -> dict[str, float]:
    """Return the opinions after so many rounds of talk, computed as people would: one listener after the other."""
    attention, rest = attention_by_hand(G)
    opinion = dict(own)
    for _ in range(rounds):
        heard = {v: rest[v] * unmapped for v in G}
        for (v, u), part in attention.items():
            heard[v] += part * opinion[u]
        open_to = {v: G.nodes[v].get("openness", openness) for v in G}
        after = {v: open_to[v] * heard[v] + (1 - open_to[v]) * own[v] for v in G}
        if max(abs(after[v] - opinion[v]) for v in G) < 1e-16:
            return after
        opinion = after
    return opinion


def snapshot(G: nx.DiGraph[Any]) -> tuple[Any, ...]:
    """Return everything that a graph holds, in its order, for a comparison before and after."""
    return copy.deepcopy((type(G), dict(G.graph), list(G.nodes(data=True)), list(G.edges(data=True))))


def shuffled(G: nx.DiGraph[Any], seed: int) -> nx.DiGraph[Any]:
    """Return the same map as a plain DiGraph, built in another order of contacts and ties."""
    rng = np.random.default_rng(seed)
    nodes, edges = list(G.nodes(data=True)), list(G.edges(data=True))
    H: nx.DiGraph[Any] = nx.DiGraph(**G.graph)
    H.add_nodes_from(nodes[place] for place in rng.permutation(len(nodes)))
    H.add_edges_from(edges[place] for place in rng.permutation(len(edges)))
    return H
