"""The words for motives (动机): what moves a contact, for the organisation and for the person."""

from __future__ import annotations

from stakeholder_graph.vocabulary.terms import Term, Vocabulary

__all__ = ["DISCLOSURES", "DRIVES", "MOTIVE_KINDS", "SERVED_CONCERNS"]

MOTIVE_KINDS = Vocabulary(
    "motive kind",
    Term(
        "organisational",
        "organisational motive",
        "组织动机",
        meaning_en="What the purchase does for the organisation.",
        meaning_zh="采购对组织有什么好处。",
    ),
    Term(
        "personal",
        "personal motive",
        "个人动机",
        meaning_en="What the purchase does for this person.",
        meaning_zh="采购对本人有什么好处。",
    ),
    aliases={
        "organizational": "organisational",
        "organizational motive": "organisational",
        "组织": "organisational",
        "个人": "personal",
    },
)

# What a customer cares about, in this order.
SERVED_CONCERNS = Vocabulary(
    "concern",
    Term("own_customers", "own customers", "客户的客户"),
    Term("competitors", "competitors", "客户的竞争对手"),
    Term("career", "own career", "个人前途"),
    aliases={"customers": "own_customers", "竞争对手": "competitors", "前途": "career", "职业发展": "career"},
)

DRIVES = Vocabulary(
    "drive",
    Term("pain", "away from a pain", "远离痛苦"),
    Term("gain", "toward a gain", "追求利益"),
    aliases={"痛苦": "pain", "痛点": "pain", "利益": "gain", "收益": "gain"},
)

DISCLOSURES = Vocabulary(
    "disclosure",
    Term("stated", "stated", "明说"),
    Term("inferred", "inferred", "推断"),
    Term("hidden", "hidden", "隐藏"),
)
