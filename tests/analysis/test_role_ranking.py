"""Roles over the stages, by hand and by their sums."""

import numpy as np
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES


def test_rows_and_columns():
    table = sg.rank_roles(sg.example_buying_center())
    assert list(table.index) == list(ROLES)
    assert list(table.columns) == list(PURCHASE_STAGES)
    assert table.index.name == "role"
    assert {dtype.kind for dtype in table.dtypes} == {"f"}


def test_a_role_that_nobody_holds_is_unknown_and_not_zero():
    table = sg.rank_roles(sg.example_buying_center())
    held = {role for _, roles in sg.example_buying_center().nodes(data="roles") for role in roles}
    for role in ROLES:
        assert table.loc[role].isna().all() == (role not in held), role
        assert table.loc[role].isna().any() == (role not in held), role


# Without ties and with openness .5 each contact keeps half of its weight. The needs table (ours) weighs a user
# U R R U - R, an expert - R R R U U (required 1, useful .4, neither 0), a decision maker - R R R R U (3, 1, .5).
@pytest.mark.parametrize(
    ("stage", "user", "expert", "maker"),
    [
        ("recognise", 0.4, 0.0, 0.5),
        ("specify", 1.0, 1.0, 3.0),
        ("evaluate", 1.0, 1.0, 3.0),
        ("select", 0.4, 1.0, 3.0),
        ("contract", 0.0, 0.4, 3.0),
        ("review", 1.0, 0.4, 1.0),
    ],
)
def test_shares_by_hand(stage, user, expert, maker):
    contacts = {
        "a": {"roles": ["user"]},
        "b": {"roles": ["user", "expert"]},
        "d": {"roles": ["decision_maker"]},
        "n": {},
    }
    column = sg.rank_roles(build_map(contacts))[stage]
    total = user + expert + maker
    both = (user / 2 + expert) / total / 2  # b's share, of which half goes to each of b's roles
    expected = {"user": user / 2 / total / 2 + both / 2, "expert": both / 2, "decision_maker": maker / total / 2}
    assert column.dropna().to_dict() == pytest.approx(expected)


def test_influence_reaches_roles_that_the_stage_does_not_ask():
    # In contract a user has no weight, yet moves the decision maker: (1 - a) a w = .25 * .8.
    G = build_map({"d": {"roles": ["decision_maker"]}, "u": {"roles": ["user"]}}, [("u", "d", 0.8)])
    column = sg.rank_roles(G)["contract"].dropna()
    assert column.to_dict() == pytest.approx({"decision_maker": 0.5, "user": 0.2})


@pytest.mark.parametrize("stage", PURCHASE_STAGES)
@pytest.mark.parametrize("seed", range(5))
def test_a_column_is_the_decision_less_what_has_no_role(stage, seed):
    G = random_map(seed)
    for contact in sorted(G)[::4]:
        G.nodes[contact]["roles"] = ()
    ranking = sg.rank_contacts(G, stage=stage)
    without_role = ranking.loc[ranking["roles"].map(len) == 0, "share"].sum()
    column = sg.rank_roles(G)[stage]
    assert column.sum() == pytest.approx(1 - ranking.attrs["unattributed"] - without_role, abs=1e-12)
    assert (column.dropna() >= 0).all()


def test_options_are_handed_on():
    G = random_map(3)
    usual = sg.rank_roles(G)
    assert not np.allclose(usual, sg.rank_roles(G, openness=0.1), equal_nan=True)
    assert not np.allclose(usual, sg.rank_roles(G, budget=5.0), equal_nan=True)


def test_an_empty_map_knows_no_role():
    assert sg.rank_roles(build_map({})).isna().all(axis=None)


def test_a_stage_that_hears_nobody_takes_the_mean_opinion():
    # A purchaser has no weight in recognise, and there is nobody else with a role: half of the mean of two is a's.
    column = sg.rank_roles(build_map({"a": {"roles": ["purchaser"]}, "b": {}}))["recognise"]
    assert column["purchaser"] == pytest.approx(0.25)


def test_who_has_left_holds_no_role():
    G = build_map({"d": {"roles": ["decision_maker"]}, "u": {"roles": ["user"], "status": "left"}})
    assert sg.rank_roles(G).loc["user"].isna().all()
