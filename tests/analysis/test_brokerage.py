"""Brokerage roles against a count of all triples, and the table."""

import itertools

import numpy as np
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.analysis.kernels.triads import BROKERAGE_ROLES, UNKNOWN_GROUP, count_brokerage

# Gould & Fernandez (1989), by the groups of a -> b -> c, b being the broker.
PATTERNS = {
    ("A", "A", "A"): "coordinator",
    ("A", "B", "A"): "itinerant",
    ("A", "B", "B"): "gatekeeper",
    ("A", "A", "B"): "representative",
    ("A", "B", "C"): "liaison",
    (None, "A", "A"): "unclassified",
    ("A", None, "A"): "unclassified",
    ("A", "A", None): "unclassified",
    (None, None, None): "unclassified",
}


def pattern_of(*groups):
    if None in groups:
        return "unclassified"
    letters = dict(zip(dict.fromkeys(groups), "ABC", strict=False))
    return PATTERNS[tuple(letters[group] for group in groups)]


@pytest.mark.parametrize(("groups", "role"), PATTERNS.items())
def test_each_role_on_one_triad(groups, role):
    contacts = {name: {"department": group} for name, group in zip("abc", groups, strict=True)}
    table = sg.brokerage(build_map(contacts, [("a", "b", 0.5), ("b", "c", 0.5)]))
    assert table.loc["b", role] == table.loc["b", "total"] == 1
    assert table.loc[["a", "c"], "total"].tolist() == [0, 0]


def test_a_closed_triad_needs_no_broker():
    G = build_map("abc", [("a", "b", 0.5), ("b", "c", 0.5), ("a", "c", 0.1)])
    assert sg.brokerage(G)["total"].tolist() == [0, 0, 0]


@pytest.mark.parametrize("rivals", [("a", "b"), ("b", "c")])
def test_nobody_speaks_for_a_rival(rivals):
    ties = [(u, v, 0.5, -1 if (u, v) == rivals else 1) for u, v in (("a", "b"), ("b", "c"))]
    G = build_map("abc", ties)
    assert sg.brokerage(G)["total"].tolist() == [0, 0, 0]
    assert sg.rank_contacts(G, measure="brokerage")["brokerage"].tolist() == [0, 0, 0]


def test_rivals_still_need_a_broker():
    G = build_map("abc", [("a", "b", 0.5), ("b", "c", 0.5), ("a", "c", 0.5, -1)])
    assert sg.brokerage(G).loc["b", "total"] == 1


def test_nobody_brokers_between_a_contact_and_itself():
    assert sg.brokerage(build_map("ab", [("a", "b", 0.5), ("b", "a", 0.5)]))["total"].tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(15))
def test_every_triple_is_counted_once(seed):
    G = random_map(seed, n=15, ties_each=3, negative=0.2)
    rng = np.random.default_rng(seed)
    for contact in sorted(G):
        if rng.random() < 0.2:
            del G.nodes[contact]["department"]
    table = sg.brokerage(G)
    expected = {contact: dict.fromkeys(BROKERAGE_ROLES, 0) for contact in G}
    friendly = {(u, v) for u, v, sign in G.edges(data="sign", default=1) if sign > 0}
    for a, b, c in itertools.permutations(sorted(G), 3):
        if (a, b) in friendly and (b, c) in friendly and (a, c) not in friendly:
            expected[b][pattern_of(*(G.nodes[x].get("department") for x in (a, b, c)))] += 1
    assert table[list(BROKERAGE_ROLES)].to_dict(orient="index") == expected
    assert (table[list(BROKERAGE_ROLES)].sum(axis=1) == table["total"]).all()


def test_the_table():
    table = sg.brokerage(random_map(4))
    assert list(table.columns) == [*BROKERAGE_ROLES, "total"]
    assert table.index.name == "contact_id"
    assert all(np.issubdtype(dtype, np.integer) for dtype in table.dtypes)
    assert list(table.index) == sorted(table.index, key=lambda contact: (-table.loc[contact, "total"], contact))


def test_an_empty_map_has_an_empty_table():
    table = sg.brokerage(build_map({}))
    assert table.shape == (0, 7)
    assert table.index.name == "contact_id"


def test_who_has_left_brokers_nothing():
    contacts = {"a": {}, "b": {"status": "left"}, "c": {}}
    table = sg.brokerage(build_map(contacts, [("a", "b", 0.5), ("b", "c", 0.5)]))
    assert list(table.index) == ["a", "c"]
    assert table["total"].tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(3))
def test_the_measure_is_the_total(seed):
    G = random_map(seed)
    ranking = sg.rank_contacts(G, measure="brokerage")
    assert ranking["brokerage"].to_dict() == sg.brokerage(G)["total"].to_dict()


def test_the_kernel_knows_groups_by_number_only():
    ties = np.zeros((3, 3), bool)
    ties[0, 1] = ties[1, 2] = True
    known = count_brokerage(ties, np.array([7, 7, 3]))
    assert known[1].tolist() == [0, 0, 0, 1, 0, 0]
    unknown = count_brokerage(ties, np.array([7, UNKNOWN_GROUP, 3]))
    assert unknown[1].tolist() == [0, 0, 0, 0, 0, 1]
