"""The words for relationships (关系): steps with their strengths, trends, and channels of influence."""

from __future__ import annotations

from stakeholder_graph.vocabulary.terms import Term, Vocabulary

__all__ = ["CHANNELS", "RELATIONSHIP_STEPS", "RELATIONSHIP_TRENDS", "STEP_STRENGTHS", "TREND_MOVES"]

RELATIONSHIP_STEPS = Vocabulary(
    "relationship step",
    Term("none", "none", "无"),
    Term("first_contact", "first contact", "初步建立"),
    Term("acquainted", "acquainted", "认识"),
    Term("familiar", "familiar", "熟悉"),
    Term("trusted", "trusted", "信任"),
    Term("relied_upon", "relied upon", "信赖"),
    aliases={"没有": "none", "未接触": "none", "初步接触": "first_contact", "relied on": "relied_upon"},
)

# Reliability of a relationship at each step, in [0, 1]; ours.
STEP_STRENGTHS: dict[str, float] = {
    "none": 0.0,
    "first_contact": 0.2,
    "acquainted": 0.35,
    "familiar": 0.55,
    "trusted": 0.8,
    "relied_upon": 0.95,
}

RELATIONSHIP_TRENDS = Vocabulary(
    "relationship trend",
    Term("tested", "tested", "考验"),
    Term("stimulated", "stimulated", "刺激"),
    Term("strained", "strained", "激化"),
    Term("eased", "eased", "缓和"),
    Term("steady", "steady", "平稳"),
)

# By which part of the way to the next step, up or down, a trend moves the strength of a relationship. The fifth and the
# signs are ours: a relationship that is stimulated or eased grows, a strained one shrinks, and a test is still open.
TREND_MOVES: dict[str, float] = {"tested": 0.0, "stimulated": 0.2, "strained": -0.2, "eased": 0.2, "steady": 0.0}

CHANNELS = Vocabulary(
    "channel",
    Term("authority", "authority", "权威"),
    Term("expertise", "expertise", "专业"),
    Term("information", "information", "信息"),
    Term("personal", "personal", "人际"),
    aliases={"social": "personal", "职权": "authority", "人情": "personal", "私交": "personal"},
)
