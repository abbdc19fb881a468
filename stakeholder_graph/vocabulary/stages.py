"""The stages of a purchase, and which role is needed and heard in each of them.

The stages follow the buying process of Robinson, Faris and Wind (1967) and Webster and Wind (1972). The table of
needs and the weights are ours; both are parameters of the functions that use them.
"""

from __future__ import annotations

from typing import Literal, get_args

from stakeholder_graph.vocabulary.terms import Term, Vocabulary

__all__ = ["NEED_WEIGHTS", "PURCHASE_STAGES", "ROLE_NEEDS", "Need", "PurchaseStage", "role_need", "stage_from"]

PurchaseStage = Literal["recognise", "specify", "evaluate", "select", "contract", "review"]
Need = Literal["required", "useful", "none"]

PURCHASE_STAGES = Vocabulary(
    "purchase stage",
    Term("recognise", "needs recognised", "确认需求"),
    Term("specify", "specification", "制定规格"),
    Term("evaluate", "search and evaluation", "寻源与评估"),
    Term("select", "selection", "选定供应商"),
    Term("contract", "contract", "签约"),
    Term("review", "installation and review", "安装与评价"),
    aliases={
        "recognition": "recognise",
        "recognize": "recognise",
        "需求确认": "recognise",
        "specification": "specify",
        "规格": "specify",
        "evaluation": "evaluate",
        "评估": "evaluate",
        "评估选型": "evaluate",
        "selection": "select",
        "选择": "select",
        "签合同": "contract",
        "合同": "contract",
        "installation": "review",
        "验收": "review",
        "实施": "review",
    },
)

if tuple(PURCHASE_STAGES) != get_args(PurchaseStage):  # pragma: no cover
    raise AssertionError("PURCHASE_STAGES and PurchaseStage list different keys")

# Which role is needed when; frame after Webster and Wind (1972) and Robinson, Faris and Wind (1967), entries ours.
# One letter a stage, in their order: R required, U useful, - neither.
_NEEDS = {
    "initiator": "RRU---",
    "user": "URRU-R",
    "expert": "-RRRUU",
    "influencer": "UURRU-",
    "gatekeeper": "URRUR-",
    "decision_maker": "-RRRRU",
    "purchaser": "--URR-",
    "marketer": "UUU--U",
    "salesperson": "UUU--U",
    "customers_customer": "UUU--U",
}
_LETTERS: dict[str, Need] = {"R": "required", "U": "useful", "-": "none"}

ROLE_NEEDS: dict[str, dict[str, Need]] = {
    role: {stage: _LETTERS[letter] for stage, letter in zip(PURCHASE_STAGES, letters, strict=True)}
    for role, letters in _NEEDS.items()
}

# How much a role's voice counts in a stage where it is required, useful or neither, relative to a decision maker
# in selection; ours. Only ratios matter: the weights are normalised over the roles that somebody holds.
NEED_WEIGHTS: dict[str, dict[Need, float]] = {
    "decision_maker": {"required": 3.0, "useful": 1.0, "none": 0.5},
    "default": {"required": 1.0, "useful": 0.4, "none": 0.0},
}


def role_need(role: str, stage: str | None) -> Need:
    """Return whether a role is required, useful or neither in a stage.

    Without a stage a role counts as required where any stage requires it, since nobody can say that it is not
    needed now.

    Examples
    --------
    >>> role_need("purchaser", "contract"), role_need("purchaser", "specify"), role_need("purchaser", None)
    ('required', 'none', 'required')
    """
    needs = ROLE_NEEDS[role]
    if stage is not None:
        return needs[stage]
    return "required" if "required" in needs.values() else "useful"


def stage_from(stage: str | None, first: str) -> bool | None:
    """Return whether `stage` is `first` or later; None where the stage is not known.

    Examples
    --------
    >>> stage_from("contract", "select"), stage_from("specify", "select"), stage_from(None, "select")
    (True, False, None)
    """
    if stage is None:
        return None
    return PURCHASE_STAGES.order(stage) >= PURCHASE_STAGES.order(first)
