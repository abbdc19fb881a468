"""Whose opinion is the decision: weights by contact, by role and stage, by hand; and what is refused."""

import math

import numpy as np
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.decision import solve_decision, stage_weights
from stakeholder_graph.errors import OptionError, UnknownContactError, UnknownTermError
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES, ROLE_NEEDS


def weights_of(contacts, **options):
    decision = solve_decision(sg.compile(build_map(contacts)), **options)
    return dict(zip(decision.arrays.contacts, decision.weights.tolist(), strict=True)), decision.basis


DECIDES = {"roles": ["decision_maker"]}


# ---------------------------------------------------------------- who decides


def test_decision_makers_decide_equally():
    weights, basis = weights_of({"a": DECIDES, "b": {}, "c": DECIDES})
    assert weights == {"a": 0.5, "b": 0.0, "c": 0.5}
    assert basis == "decision makers"


def test_weights_of_contacts_come_before_roles():
    weights, basis = weights_of({"a": DECIDES, "b": {"decision_weight": 3.0}, "c": {"decision_weight": 1.0}})
    assert weights == {"a": 0.0, "b": 0.75, "c": 0.25}
    assert basis == "contact weights"


def test_weights_of_contacts_may_be_small():
    weights, basis = weights_of({"a": DECIDES, "b": {"decision_weight": 0.3}, "c": {"decision_weight": 0.1}})
    assert weights == pytest.approx({"a": 0.0, "b": 0.75, "c": 0.25})
    assert basis == "contact weights"


def test_weights_of_zero_say_nothing():
    weights, basis = weights_of({"a": DECIDES, "b": {"decision_weight": 0.0}})
    assert weights == {"a": 1.0, "b": 0.0}
    assert basis == "decision makers"


def test_given_weights_come_before_everything():
    contacts = {"a": DECIDES, "b": {"decision_weight": 3.0}, "c": {}}
    weights, basis = weights_of(contacts, weights={"c": 2, "a": 6}, stage="select")
    assert weights == {"a": 0.75, "b": 0.0, "c": 0.25}
    assert basis == "given weights"


def test_where_nobody_decides_everybody_counts():
    weights, basis = weights_of({"a": {}, "b": {"roles": ["user"]}, "c": {}, "d": {}})
    assert weights == dict.fromkeys("abcd", 0.25)
    assert basis == "mean of all contacts"


def test_who_has_left_decides_no_more():
    weights, basis = weights_of({"a": {**DECIDES, "status": "left"}, "b": {}, "c": {"decision_weight": 0.0}})
    assert weights == {"b": 0.5, "c": 0.5}
    assert basis == "mean of all contacts"


def test_a_placeholder_decides():
    weights, _ = weights_of({"a": {**DECIDES, "status": "placeholder"}, "b": {}})
    assert weights == {"a": 1.0, "b": 0.0}


def test_an_outsider_may_decide():
    weights, _ = weights_of({"a": {**DECIDES, "side": "outside"}, "b": {}})
    assert weights == {"a": 1.0, "b": 0.0}


@pytest.mark.parametrize("huge", [1e308, 1e-300])
def test_only_ratios_of_weights_count(huge):
    # The sum of three weights of 1e308 is beyond the largest float.
    weights, _ = weights_of({contact: {} for contact in "abc"}, weights=dict.fromkeys("abc", huge))
    assert weights == pytest.approx(dict.fromkeys("abc", 1 / 3))
    weights, _ = weights_of({contact: {"decision_weight": huge} for contact in "abc"})
    assert weights == pytest.approx(dict.fromkeys("abc", 1 / 3))


def test_nobody_at_all():
    decision = solve_decision(sg.compile(build_map({})))
    assert decision.weights.shape == decision.shares.shape == decision.direct.shape == (0,)
    assert decision.group_influence.shape == (0,)
    assert decision.unattributed == 1.0


# ---------------------------------------------------------------- stages


def test_stage_weights_by_hand():
    # Table of needs and weights (ours): in specify a user is required (1), an initiator required (1), a decision maker
    # required (3), an influencer useful (.4), a purchaser neither (0). Two users divide theirs.
    contacts = {
        "a": {"roles": ["user"]},
        "b": {"roles": ["user", "initiator"]},
        "c": DECIDES,
        "d": {"roles": ["influencer"]},
        "e": {"roles": ["purchaser"]},
        "f": {},
    }
    arrays = sg.compile(build_map(contacts))
    assert stage_weights(arrays, "specify").tolist() == pytest.approx([0.5, 1.5, 3.0, 0.4, 0.0, 0.0])
    weights, basis = weights_of(contacts, stage="specify")
    assert list(weights.values()) == pytest.approx([0.5 / 5.4, 1.5 / 5.4, 3 / 5.4, 0.4 / 5.4, 0.0, 0.0])
    assert basis == "stage weights"


# Before a specification a decision maker is not needed but heard all the same (.5), at the end useful (1).
@pytest.mark.parametrize(
    ("stage", "maker"),
    [("recognise", 0.5), ("specify", 3), ("evaluate", 3), ("select", 3), ("contract", 3), ("review", 1)],
)
def test_the_decision_maker_over_the_stages(stage, maker):
    worth = {"required": 1.0, "useful": 0.4, "none": 0.0}[ROLE_NEEDS["user"][stage]]
    weights, _ = weights_of({"a": DECIDES, "b": {"roles": ["user"]}}, stage=stage)
    assert weights == pytest.approx({"a": maker / (maker + worth), "b": worth / (maker + worth)})


def test_a_stage_needs_no_decision_maker():
    weights, basis = weights_of({"a": {"roles": ["user"]}, "b": {}}, stage="review")
    assert weights == {"a": 1.0, "b": 0.0}
    assert basis == "stage weights"


def test_a_stage_in_which_no_role_is_heard_counts_everybody():
    weights, basis = weights_of({"a": {"roles": ["purchaser"]}, "b": {}}, stage="recognise")
    assert weights == {"a": 0.5, "b": 0.5}
    assert basis == "mean of all contacts"


@pytest.mark.parametrize("stage", PURCHASE_STAGES)
@pytest.mark.parametrize("seed", range(3))
def test_stage_weights_sum_to_one(stage, seed):
    decision = solve_decision(sg.compile(random_map(seed)), stage=stage)
    assert decision.weights.sum() == pytest.approx(1.0, abs=1e-12)
    assert (decision.weights >= 0).all()


# ---------------------------------------------------------------- what a contact's own openness does


def test_own_openness_comes_before_the_option():
    # Both isolated: what is one's own is 1 - a.
    G = build_map({"a": {**DECIDES, "openness": 0.2}, "b": DECIDES})
    decision = solve_decision(sg.compile(G), openness=0.7)
    assert np.diagonal(decision.opinion.control[0]).tolist() == pytest.approx([0.8, 0.3])


def test_without_openness_the_decision_is_made_alone():
    ranking = sg.rank_contacts(build_map("dj", [("j", "d", 0.8)]), openness=0)
    assert ranking["share"].to_dict() == {"d": 1.0, "j": 0.0}
    assert ranking.attrs["unattributed"] == 0.0


def test_the_budget_widens_what_is_unmapped():
    # One tie of .8: at budget 2 it carries .4.
    decision = solve_decision(sg.compile(build_map("dj", [("j", "d", 0.8)])), budget=2.0)
    assert decision.shares.tolist() == pytest.approx([0.5, 0.25 * 0.4])


# ---------------------------------------------------------------- direct part, map completeness


@pytest.mark.parametrize("seed", range(10))
def test_the_direct_part_is_what_is_left_without_outgoing_ties(seed):
    # q_j V_jj for somebody whom nobody hears: q_j (1 - a_j) over 1 - a_j C_jj (0 unless influencers are complete).
    G = random_map(seed)
    G.remove_edges_from(list(G.out_edges("c00")))
    decision = solve_decision(sg.compile(G))
    own = 1 - G.nodes["c00"].get("openness", 0.5)
    assert decision.direct[0] == pytest.approx(decision.weights[0] * own)
    assert decision.shares[0] == pytest.approx(decision.direct[0])


def test_map_completeness_of_an_empty_map():
    assert sg.map_completeness(build_map({})) == 0.0


def test_map_completeness_of_a_lone_decision_maker():
    assert sg.map_completeness(build_map("d")) == 0.5  # 1 - a
    assert sg.map_completeness(build_map({"d": {**DECIDES, "influencers_complete": True}})) == 1.0
    assert sg.map_completeness(build_map("d"), openness=0.2) == pytest.approx(0.8)


@pytest.mark.parametrize("seed", range(10))
def test_map_completeness_is_what_the_ranking_says(seed):
    G = random_map(seed, negative=0.3)
    ranking = sg.rank_contacts(G, budget=1.5)
    assert sg.map_completeness(G, budget=1.5) == pytest.approx(ranking.attrs["map_completeness"], abs=1e-15)
    assert 0 <= ranking.attrs["map_completeness"] <= 1


@pytest.mark.parametrize("seed", range(10))
def test_rivalry_is_no_gap_in_the_map(seed):
    # Two influences that cancel are known influences: signs do not change how complete the map is.
    G = random_map(seed, negative=0.5, complete=0.2)
    friendly = G.copy()
    for u, v in friendly.edges:
        friendly.edges[u, v]["sign"] = 1
    assert sg.map_completeness(G) == pytest.approx(sg.map_completeness(friendly), abs=1e-12)


def test_a_friend_and_a_rival_who_cancel_leave_no_gap():
    # j moves d by way of x and, as a rival, of y: the shares cancel, the attention is spent all the same.
    G = build_map("djxy", [("j", "x", 1.0), ("j", "y", 1.0), ("x", "d", 0.5), ("y", "d", 0.5, -1)])
    ranking = sg.rank_contacts(G)
    assert ranking.loc["j", "share"] == pytest.approx(0.0, abs=1e-15)
    # U: d spends all attention; x and y too; only j's own unmapped: .5 (of d) * .5 (of x or y) * .5 (of j).
    assert ranking.attrs["unattributed"] == pytest.approx(0.125)


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("openness", [-0.1, 1.0, 2, math.nan, math.inf])
def test_openness_outside_its_range(openness):
    with pytest.raises(OptionError, match=r"openness=.* is not allowed\. Give a number in \[0, 1\)"):
        sg.rank_contacts(build_map("d"), openness=openness)


@pytest.mark.parametrize("budget", [0, -1.0, math.nan, math.inf])
def test_budget_outside_its_range(budget):
    with pytest.raises(OptionError, match=r"budget=.* is not allowed\. Give a number above 0"):
        sg.map_completeness(build_map("d"), budget=budget)


@pytest.mark.parametrize("weight", [-1, math.nan, math.inf])
def test_a_weight_that_is_none(weight):
    with pytest.raises(OptionError, match=r"weights\['d'\]=.* Give a number of at least 0"):
        sg.rank_contacts(build_map("d"), weights={"d": weight})


@pytest.mark.parametrize("weights", [{}, {"d": 0}])
def test_weights_that_weigh_nothing(weights):
    with pytest.raises(OptionError, match="at least one weight above 0"):
        sg.rank_contacts(build_map("d"), weights=weights)


def test_a_weight_for_nobody():
    with pytest.raises(UnknownContactError, match=r"no contact 'cof' in the graph\. Did you mean .*'cfo'"):
        sg.rank_contacts(sg.example_buying_center(), weights={"cof": 1})


@pytest.mark.parametrize("function", [sg.rank_contacts, lambda G, stage: sg.explain_rank(G, "d", stage=stage)])
def test_a_stage_that_is_none(function):
    with pytest.raises(UnknownTermError, match=r"'evalute' is no purchase stage\. Did you mean 'evaluate'"):
        function(build_map("d"), stage="evalute")


def test_given_weights_do_not_excuse_a_stage_that_is_none():
    with pytest.raises(UnknownTermError, match="no purchase stage"):
        sg.rank_contacts(build_map("d"), stage="later", weights={"d": 1})


@pytest.mark.parametrize(
    "function",
    [sg.rank_contacts, sg.rank_roles, sg.brokerage, sg.map_completeness, lambda G: sg.explain_rank(G, "d")],
)
def test_a_map_that_breaks_the_schema(function):
    G = build_map("dj", [("j", "d", 0.5)])
    G.edges["j", "d"]["weight"] = math.nan
    with pytest.raises(sg.errors.SchemaError, match="j -> d"):
        function(G)
