from __future__ import annotations

from typing import get_args

import pytest

from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import (
    NEED_WEIGHTS,
    PURCHASE_STAGES,
    ROLE_NEEDS,
    PurchaseStage,
    role_need,
    stage_from,
)

# Which role is needed when: one row a role, one letter a stage (Required, Useful, - neither), as the rules have it.
NEEDS = {
    "initiator": "RRU---",
    "user": "URRU-R",
    "expert": "-RRRUU",
    "influencer": "UURRU-",
    "gatekeeper": "URRUR-",
    "decision_maker": "-RRRRU",
    "purchaser": "--URR-",
}


def test_the_stages_in_their_order():
    assert tuple(PURCHASE_STAGES) == get_args(PurchaseStage)
    assert [*PURCHASE_STAGES] == ["recognise", "specify", "evaluate", "select", "contract", "review"]


@pytest.mark.parametrize("role", ROLES)
def test_the_table_of_needs(role):
    letters = {"required": "R", "useful": "U", "none": "-"}
    row = "".join(letters[ROLE_NEEDS[role][stage]] for stage in PURCHASE_STAGES)
    assert row == NEEDS.get(role, "UUU--U")
    assert [role_need(role, stage) for stage in PURCHASE_STAGES] == [*ROLE_NEEDS[role].values()]


@pytest.mark.parametrize("role", ROLES)
def test_without_a_stage_a_role_counts_as_it_does_where_it_counts_most(role):
    assert role_need(role, None) == ("required" if role in NEEDS else "useful")


def test_weights_fall_with_the_need():
    for weights in NEED_WEIGHTS.values():
        assert weights["required"] > weights["useful"] > weights["none"] >= 0
    assert NEED_WEIGHTS["decision_maker"]["none"] > NEED_WEIGHTS["default"]["none"]


@pytest.mark.parametrize("stage", PURCHASE_STAGES)
@pytest.mark.parametrize("first", PURCHASE_STAGES)
def test_later_stages_follow_earlier_ones(stage, first):
    order = [*PURCHASE_STAGES]
    assert stage_from(stage, first) is (order.index(stage) >= order.index(first))


def test_of_an_unknown_stage_nothing_is_known():
    assert stage_from(None, "select") is None


@pytest.mark.parametrize(
    ("word", "stage"),
    [("Evaluation", "evaluate"), ("recognize", "recognise"), ("验收", "review"), ("签约", "contract")],
)
def test_other_words_for_stages(word, stage):
    assert PURCHASE_STAGES.find(word) == stage
