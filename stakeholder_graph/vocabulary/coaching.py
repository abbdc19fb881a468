"""The words of the coach test: the nine classes a contact can fall into, and how strong evidence is.

A coach (教练买家, 内线) is a quality of a relationship, not an eleventh role.
"""

from __future__ import annotations

from typing import Literal, get_args

from stakeholder_graph.vocabulary.terms import Term, Vocabulary

__all__ = ["COACH_CLASSES", "EVIDENCE_TIERS", "PROOFS", "TITLE_ONLY", "CoachClass"]

CoachClass = Literal[
    "gone",
    "anti_sponsor",
    "not_coach",
    "friendly_source",
    "cheerleader",
    "reluctant_ally",
    "candidate",
    "champion",
    "coach",
]

# "gone" is whoever is not in the post: also a placeholder, behind whom nobody is known yet.
COACH_CLASSES = Vocabulary(
    "coach class",
    Term("gone", "gone", "已离开"),
    Term("anti_sponsor", "anti-sponsor", "反对力量"),
    Term("not_coach", "no coach", "不是教练"),
    Term("friendly_source", "friendly source", "友好的消息来源"),
    Term("cheerleader", "cheerleader", "热心但无份量"),
    Term("reluctant_ally", "reluctant ally", "勉强的盟友"),
    Term("candidate", "candidate", "待验证的教练"),
    Term("champion", "champion", "拥护者"),
    Term("coach", "coach", "教练"),
)

if tuple(COACH_CLASSES) != get_args(CoachClass):  # pragma: no cover
    raise AssertionError("COACH_CLASSES and CoachClass list different keys")

EVIDENCE_TIERS: dict[int, Term] = {
    1: Term("1", "behaviour that cost something", "付出代价的行动"),
    2: Term("2", "cheap behaviour", "不费力的行动"),
    3: Term("3", "own statement", "本人口头表示"),
    4: Term("4", "title only", "仅凭职务推断"),
}

TITLE_ONLY = 4  # the tier of what is only guessed

# Proofs to ask for, in rising cost to the one who is asked.
PROOFS: tuple[Term, ...] = (
    Term("share_criteria", "share the criteria or the budget", "透露评选标准或预算"),
    Term("forward_summary", "forward our summary", "转发我方的摘要材料"),
    Term("reference_call", "take a reference call", "与我方标杆客户通一次话"),
    Term("arrange_meeting", "arrange the meeting with the decision maker", "安排与决策人会面"),
    Term("present_alone", "present the case without us", "在我方不在场时代为陈述"),
)
