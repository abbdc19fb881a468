"""The words for people: side, status, communication style, receptivity, authority, function."""

from __future__ import annotations

from stakeholder_graph.vocabulary.terms import Term, Vocabulary, normalize_word
from stakeholder_graph.vocabulary.words import word_tables

__all__ = [
    "AUTHORITIES",
    "FUNCTIONS",
    "LEVELS",
    "RECEPTIVITIES",
    "SIDES",
    "STATUSES",
    "STYLES",
    "function_of_department",
]

SIDES = Vocabulary(
    "side",
    Term("buyer", "customer", "客户方"),
    Term("outside", "outside the customer", "外部人士"),
    Term("seller", "our team", "我方"),
    aliases={"外部": "outside", "第三方": "outside", "客户": "buyer"},
)

STATUSES = Vocabulary(
    "status",
    Term("active", "active", "在职"),
    Term("left", "left", "已离开"),
    Term("placeholder", "not yet known", "待确认"),
    aliases={"离职": "left", "离开": "left", "占位": "placeholder", "未知人选": "placeholder"},
)

STYLES = Vocabulary(
    "communication style",
    Term(
        "leading",
        "leading",
        "领导型",
        meaning_en="Come to the point and lead with the benefit.",
        meaning_zh="开门见山，先讲利益。",
    ),
    Term(
        "influencing",
        "influencing",
        "施加影响型",
        meaning_en="Talk expert to expert.",
        meaning_zh="以专家对专家的方式交流。",
    ),
    Term(
        "checking",
        "checking",
        "检查型",
        meaning_en="Respect and recognise the care taken, and bring the details.",
        meaning_zh="尊重并肯定其严谨，准备好细节。",
    ),
    Term(
        "following",
        "following",
        "跟随型",
        meaning_en="Let the people this contact listens to carry the message.",
        meaning_zh="请其信服的人来传递信息。",
    ),
)

RECEPTIVITIES = Vocabulary(
    "receptivity mode",
    Term("growth", "wants growth", "求发展"),
    Term("trouble", "in trouble", "有麻烦"),
    Term("even_keel", "content as it is", "安于现状"),
    Term("overconfident", "overconfident", "过度自信"),
    aliases={"even keel": "even_keel"},
)

AUTHORITIES = Vocabulary(
    "authority",
    Term("economic", "releases the money", "最终批准资金"),
    Term("budget", "holds a budget", "掌握预算"),
    Term("veto", "can veto", "有否决权"),
    aliases={"否决权": "veto", "预算": "budget", "资金": "economic", "最终审批": "economic"},
)

FUNCTIONS = Vocabulary(
    "function",
    Term("management", "management", "管理层"),
    Term("finance", "finance", "财务"),
    Term("legal", "legal and compliance", "法务合规"),
    Term("security", "security", "安全"),
    Term("information_technology", "information technology", "信息技术"),
    Term("purchasing", "purchasing", "采购"),
    Term("operations", "operations", "运营生产"),
    Term("engineering", "engineering", "技术研发"),
    Term("quality", "quality", "质量"),
    Term("marketing", "marketing", "市场"),
    Term("sales", "sales", "销售"),
    Term("human_resources", "human resources", "人力资源"),
    Term("other", "other", "其他"),
    aliases={
        "it": "information_technology",
        "hr": "human_resources",
        "法务": "legal",
        "信息": "information_technology",
    },
)

# Names of the seniority levels; level 1 is the top and there is no lowest.
LEVELS: dict[int, Term] = {
    1: Term("1", "Executive", "高管层"),
    2: Term("2", "Vice president / head", "副总 / 总监"),
    3: Term("3", "Manager", "经理"),
    4: Term("4", "Lead / specialist", "主管 / 专家"),
    5: Term("5", "Staff", "员工"),
}

_LATIN_WORD = 128  # code points below are letters that need a word boundary around a match


def function_of_department(department: str) -> str | None:
    """Return the function that a department's name speaks of, or None where it speaks of none or of several.

    Latin words must match whole words of the name, Chinese ones any part of it. The words are data
    (``words.toml``, table ``function``).

    Examples
    --------
    >>> function_of_department("Legal & Compliance"), function_of_department("财务部")
    ('legal', 'finance')
    >>> function_of_department("Unit 7") is None
    True
    """
    text = normalize_word(department)
    spaced = f" {''.join(c if c.isalnum() or c == '&' else ' ' for c in text)} "
    found = {
        function
        for function, words in word_tables()["function"].items()
        for word in words
        if (f" {word} " in spaced if ord(word[0]) < _LATIN_WORD else word in text)
    }
    return found.pop() if len(found) == 1 else None
