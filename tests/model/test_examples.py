from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError


def test_the_example_is_that_of_the_documentation():
    G = sg.example_buying_center()
    # stances and ties of the worked example
    stances = {"cfo": -0.2, "coo": 0.1, "it": -0.5, "coach": 0.9, "user": 0.4, "proc": -0.3, "gate": 0.0}
    ties = {
        ("it", "cfo"): 0.3, ("coo", "cfo"): 0.6, ("coach", "coo"): 0.5, ("user", "coo"): 0.4, ("user", "it"): 0.5,
        ("cfo", "coo"): 0.3, ("proc", "cfo"): 0.2, ("it", "proc"): 0.4, ("gate", "user"): 0.1, ("coach", "it"): 0.2,
    }  # fmt: skip
    assert dict(G.nodes(data="stance")) == stances
    assert {(u, v): weight for u, v, weight in G.edges(data="weight")} == ties


def test_every_call_gives_a_new_example():
    G = sg.example_buying_center()
    G.remove_node("cfo")
    assert "cfo" in sg.example_buying_center()


@pytest.mark.parametrize("n", [0, 1, 2, 5, 25, 80])
@pytest.mark.parametrize("seed", [0, 7])
def test_random_accounts_keep_the_schema_and_are_the_same_for_a_seed(n, seed):
    G = sg.random_buying_center(n, seed)
    assert sg.validate(G).empty
    assert len(sg.compile(G)) == n
    assert nx.utils.graphs_equal(G, sg.random_buying_center(n, seed))


def test_random_accounts_differ_by_seed():
    assert not nx.utils.graphs_equal(sg.random_buying_center(20, 1), sg.random_buying_center(20, 2))


def test_random_accounts_have_a_plausible_shape():
    G = sg.random_buying_center(100, 3)
    assert len(G.influences) == 370  # 3.7 ties a contact
    assert len(G.team) == 3
    contacts = G.contacts
    assert contacts["level"].between(1, 5).all()
    assert contacts.loc["c000", "roles"] == ("decision_maker",)
    # 15 % unknown: three standard deviations of a binomial around it
    unknown = contacts["stance"].isna().mean()
    assert abs(unknown - 0.15) < 3 * np.sqrt(0.15 * 0.85 / 100)
    managers = contacts["reports_to"].dropna()
    assert all(contacts.loc[manager, "level"] < contacts.loc[name, "level"] for name, manager in managers.items())


@pytest.mark.parametrize("arguments", [(-1,), (1.5,), ("3",), (True,), (3, -1), (3, None)])
def test_numbers_that_make_no_buying_center_are_refused(arguments):
    with pytest.raises(OptionError, match="a whole number of at least 0"):
        sg.random_buying_center(*arguments)
