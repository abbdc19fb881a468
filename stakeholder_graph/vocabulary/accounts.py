"""The words for an account (客户): how far it has grown, its class, what it values, why accounts come apart."""

from __future__ import annotations

from typing import Literal, get_args

from stakeholder_graph.vocabulary.terms import Term, Vocabulary

__all__ = ["ACCOUNT_CLASSES", "ACCOUNT_STAGES", "UNCOUPLING_CAUSES", "VALUE_TYPES", "AccountClass", "AccountStage"]

AccountStage = Literal["pre", "early", "mid", "partnership", "synergistic", "uncoupling"]
AccountClass = Literal["A", "B", "C", "K"]

# The growth of a key account after Millman and Wilson (1995).
ACCOUNT_STAGES = Vocabulary(
    "account stage",
    Term(
        "pre",
        "before the first trade",
        "孕育阶段",
        meaning_en="No trade yet, or nobody of ours knows anybody there.",
        meaning_zh="尚无交易，或双方互不相识。",
    ),
    Term(
        "early",
        "early",
        "初期阶段",
        meaning_en="One pair of people carries everything: our account manager and one of theirs.",
        meaning_zh="一切系于一对人：我方客户经理与对方一人。",
    ),
    Term(
        "mid",
        "middle",
        "中期阶段",
        meaning_en="Other departments have met, and finance among them.",
        meaning_zh="其他部门也开始往来，包括财务。",
    ),
    Term(
        "partnership",
        "partnership",
        "伙伴式阶段",
        meaning_en="People on both sides know each other across functions and levels.",
        meaning_zh="双方人员跨职能、跨层级相互熟识。",
    ),
    Term(
        "synergistic",
        "synergistic",
        "协作阶段",
        meaning_en="Joint teams work as if they were one firm.",
        meaning_zh="联合团队如同一家公司般共事。",
    ),
    Term(
        "uncoupling",
        "coming apart",
        "解体阶段",
        meaning_en="The ties between the two firms are coming undone.",
        meaning_zh="双方的联系正在松脱。",
    ),
)

ACCOUNT_CLASSES = Vocabulary(
    "account class",
    Term("A", "A account", "A 类客户", meaning_en="High sales, very high potential.", meaning_zh="销量高、潜力很大。"),
    Term("B", "B account", "B 类客户", meaning_en="Medium sales with room.", meaning_zh="销量中等、尚有空间。"),
    Term("C", "C account", "C 类客户", meaning_en="All others.", meaning_zh="其余客户。"),
    Term(
        "K",
        "K account",
        "K 类客户",
        meaning_en="Counts in its industry or its group beyond what it buys.",
        meaning_zh="在行业或集团中的影响力超过其采购额。",
    ),
)

VALUE_TYPES = Vocabulary(
    "value type",
    Term(
        "intrinsic",
        "intrinsic value",
        "内在价值型",
        meaning_en="Wants price and ease, sees a commodity. Make buying cheap and simple.",
        meaning_zh="看重价格与便利，视产品为大宗商品。让购买省钱省事。",
    ),
    Term(
        "extrinsic",
        "extrinsic value",
        "外在价值型",
        meaning_en="Wants advice and solutions around the product. Understand the problem with those who have it.",
        meaning_zh="看重产品之外的建议与方案。与有问题的人一起把问题弄懂。",
    ),
    Term(
        "strategic",
        "strategic value",
        "战略价值型",
        meaning_en="Wants a partnership that shares resources. Bring executives and functions of both firms together.",
        meaning_zh="看重共享资源的伙伴关系。让双方高层与各职能部门直接对接。",
    ),
)

# Why accounts come apart: five causes between the people, five in the business.
UNCOUPLING_CAUSES = Vocabulary(
    "cause of uncoupling",
    Term("their_people_change", "their people change", "客户方人员变动"),
    Term("our_people_change", "our people change", "我方人员变动"),
    Term("trust_breaks", "trust breaks", "信任破裂"),
    Term("no_persistence", "no persistence", "缺乏持续投入"),
    Term("cultures_differ", "cultures differ", "文化差异"),
    Term("quality_fails", "quality fails", "质量问题"),
    Term("market_position_changes", "the market position changes", "市场地位变化"),
    Term("product_or_process_changes", "the product or the process changes", "产品或流程变化"),
    Term("value_chain_changes", "the place in the value chain changes", "价值链位置变化"),
    Term("finances_change", "the finances change", "财务状况变化"),
)

if tuple(ACCOUNT_STAGES) != get_args(AccountStage) or tuple(ACCOUNT_CLASSES) != get_args(
    AccountClass
):  # pragma: no cover
    raise AssertionError("a vocabulary of accounts and its literal list different keys")
