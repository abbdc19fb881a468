"""The ten decision roles of a buying center (决策角色).

Six core roles after Webster and Wind (1972) with the initiator added by Bonoma (1982), and four that surround
them. One person can hold several roles, one role can be held by several people, and nobody may hold it. The coach
is no role but a quality of a relationship; see ``vocabulary.coaching``.
"""

from __future__ import annotations

from typing import Literal, get_args

from stakeholder_graph.vocabulary.terms import Term, Vocabulary
from stakeholder_graph.vocabulary.words import role_words

__all__ = ["CORE_ROLES", "ROLES", "Role"]

Role = Literal[
    "initiator",
    "gatekeeper",
    "influencer",
    "decision_maker",
    "purchaser",
    "expert",
    "marketer",
    "salesperson",
    "user",
    "customers_customer",
]

ROLES = Vocabulary(
    "role",
    Term(
        "initiator",
        "initiator",
        "发起人",
        "IN",
        "起",
        "First says that something must be bought.",
        "最先提出需要采购的人。",
    ),
    Term(
        "gatekeeper",
        "gatekeeper",
        "信息门卫",
        "GK",
        "守",
        "Controls who and what gets through: assistants, standards, compliance, IT security.",
        "控制人员和信息能否进入：助理、标准、合规、信息安全。",
    ),
    Term(
        "influencer",
        "influencer",
        "决策影响者",
        "IF",
        "影",
        "Is listened to by those who decide, and shapes the criteria.",
        "决策者愿意倾听、能够影响评选标准的人。",
    ),
    Term(
        "decision_maker",
        "decision maker",
        "决策人",
        "DM",
        "决",
        "Says yes or no and releases the money.",
        "最终表示同意或否决并批准资金的人。",
    ),
    Term(
        "purchaser",
        "purchaser",
        "采购人",
        "PU",
        "采",
        "Runs the tender, negotiates, signs the order.",
        "组织招标、谈判并签订订单的人。",
    ),
    Term(
        "expert",
        "expert",
        "专家",
        "EX",
        "专",
        "Judges whether it works: engineers, consultants, institutes; may veto.",
        "判断产品是否可行的工程师、顾问、机构，可能有否决权。",
    ),
    Term(
        "marketer",
        "marketing staff",
        "营销人员",
        "MK",
        "市",
        "The customer's own marketing: what the purchase does to its market.",
        "客户自己的营销人员：关心采购对其市场的影响。",
    ),
    Term(
        "salesperson",
        "sales staff",
        "销售人员",
        "SA",
        "销",
        "The customer's own sales force: what the purchase does to its sales.",
        "客户自己的销售队伍：关心采购对其销售的影响。",
    ),
    Term("user", "user", "使用者", "US", "用", "Works with the product every day.", "每天使用产品的人。"),
    Term(
        "customers_customer",
        "customer's customer",
        "客户的客户",
        "CC",
        "终",
        "The one whom the customer serves with it.",
        "客户用所购产品去服务的对象。",
    ),
    aliases=role_words(),
)

if tuple(ROLES) != get_args(Role):  # pragma: no cover
    raise AssertionError("ROLES and Role list different keys")

CORE_ROLES: tuple[Role, ...] = (
    "initiator",
    "gatekeeper",
    "influencer",
    "decision_maker",
    "purchaser",
    "user",
)
