"""Matchings and covers of two-sided networks, against other libraries, brute force and König's theorem."""

from __future__ import annotations

from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from stakeholder_graph.analysis.kernels.matching import largest_matching, smallest_cover

networks = hnp.arrays(np.bool_, hnp.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=6))


def random_network(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.random(rng.integers(1, 30, size=2)) < rng.uniform(0.02, 0.5)


def size(ties: np.ndarray) -> int:
    return int((largest_matching(ties) >= 0).sum())


@given(networks)
def test_pairs_are_ties_and_share_nobody(ties: np.ndarray) -> None:
    partner = largest_matching(ties)
    rows = np.flatnonzero(partner >= 0)
    assert ties[rows, partner[rows]].all()
    assert len(set(partner[rows].tolist())) == len(rows)


@pytest.mark.parametrize("seed", range(60))
def test_as_many_pairs_as_scipy_and_networkx_find(seed: int) -> None:
    ties = random_network(seed)
    # oracles: scipy's and networkx's Hopcroft-Karp
    assert size(ties) == int((maximum_bipartite_matching(csr_matrix(ties), perm_type="column") >= 0).sum())
    G = nx.Graph()
    G.add_nodes_from(("row", row) for row in range(len(ties)))
    G.add_edges_from((("row", row), ("column", column)) for row, column in np.argwhere(ties).tolist())
    rows = {("row", row) for row in range(len(ties))}
    assert size(ties) == len(nx.bipartite.hopcroft_karp_matching(G, rows)) // 2


@given(networks)
def test_the_smallest_cover_is_as_large_as_the_largest_matching(ties: np.ndarray) -> None:
    rows, columns = smallest_cover(ties)
    assert rows.sum() + columns.sum() == size(ties)  # König 1931
    assert not ties[np.ix_(~rows, ~columns)].any()


@given(hnp.arrays(np.bool_, hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4)))
def test_no_smaller_cover_and_none_with_more_rows(ties: np.ndarray) -> None:
    rows, columns = smallest_cover(ties)
    covers = []  # brute force over all sets of people
    for chosen in product([False, True], repeat=sum(ties.shape)):
        ours, theirs = np.array(chosen[: len(ties)]), np.array(chosen[len(ties) :])
        if not ties[np.ix_(~ours, ~theirs)].any():
            covers.append((int(ours.sum() + theirs.sum()), -int(ours.sum())))
    assert (int(rows.sum() + columns.sum()), -int(rows.sum())) == min(covers)


@given(networks, st.randoms(use_true_random=False))
def test_the_cover_does_not_hang_on_the_order(ties: np.ndarray, random: object) -> None:
    order = [np.array(random.sample(range(n), n), dtype=np.intp) for n in ties.shape]  # type: ignore[attr-defined]
    rows, columns = smallest_cover(ties)
    turned = smallest_cover(ties[np.ix_(*order)])
    assert np.array_equal(turned[0], rows[order[0]])
    assert np.array_equal(turned[1], columns[order[1]])


def test_one_person_who_knows_everybody_is_the_cover() -> None:
    star = np.ones((1, 4), dtype=bool)
    assert [part.tolist() for part in smallest_cover(star)] == [[True], [False] * 4]
    assert [part.tolist() for part in smallest_cover(star.T)] == [[False] * 4, [True]]


def test_partners_change_along_the_whole_path() -> None:
    # By hand: the first row takes column 0, the second moves it to 1, the third both; one pairing is left.
    ties = np.array([[1, 1, 0], [1, 0, 0], [0, 1, 1]], dtype=bool)
    assert largest_matching(ties).tolist() == [1, 0, 2]


def test_nobody_has_a_partner_where_there_is_nobody() -> None:
    assert largest_matching(np.zeros((3, 0), dtype=bool)).tolist() == [-1, -1, -1]
    assert [part.tolist() for part in smallest_cover(np.zeros((0, 2), dtype=bool))] == [[], [False, False]]
