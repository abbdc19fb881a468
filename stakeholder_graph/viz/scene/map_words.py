"""The words of the influence map in English and Chinese; labels of roles, stances and the like are the vocabulary's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.layout.seating import Lane, LaneKind, Row, RowKind
from stakeholder_graph.vocabulary.people import LEVELS

if TYPE_CHECKING:
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["CHINESE", "ENGLISH", "MapWords", "lane_label", "map_words", "percent", "row_label", "sentence_case"]


@dataclass(frozen=True, slots=True)
class MapWords:
    """Everything a map says that comes neither from data nor from the vocabulary; fields in braces are filled in."""

    contacts: str
    supporters: str
    opponents: str
    met: str
    completeness: str
    gaps: str
    no_gaps: str
    no_role: str
    no_coach: str
    role_not_met: str
    close_role: str
    close_coach: str
    close_not_met: str
    roles_unchecked: str
    more: str
    team: str
    knows: str
    stance: str
    share: str
    relationship: str
    relationship_unknown: str
    influence: str
    reporting: str
    channel_unknown: str
    negative: str
    roles: str
    marks: str
    coach: str
    labelled_coach: str
    failed_coach: str
    left: str
    placeholder: str
    outside: str
    lane_outside: str
    lane_unknown: str
    lane_merged: str
    lane_all: str
    row_unknown: str
    row_level: str
    row_deeper: str
    stage: str
    as_of: str
    method: str
    hidden_ties: str
    undrawn_ties: str
    hidden_contacts: str
    inferred_levels: str
    outsiders_levels: str
    negative_shares: str
    confidential: str
    empty: str
    empty_advice: str
    stop: str
    join: str


ENGLISH = MapWords(
    contacts="contacts",
    supporters="supporters",
    opponents="sceptics / opponents",
    met="met by us",
    completeness="map completeness",
    gaps="Gaps to close",
    no_gaps="Every required role is filled",
    no_role="No {role} identified",
    no_coach="No coach confirmed",
    role_not_met="{role} never met",
    close_role="find out who it is",
    close_coach="test a candidate",
    close_not_met="arrange a first meeting",
    roles_unchecked="Stage not known: required roles not checked",
    more="+{count} more",
    team="Our team",
    knows="has met",
    stance="Stance toward us",
    share="Share of the decision, %",
    relationship="Our relationship (ring)",
    relationship_unknown="not known",
    influence="Influence (width = strength)",
    reporting="Reporting line",
    channel_unknown="Not noted",
    negative="Works against",
    roles="Decision role",
    marks="Contact",
    coach="Coach, tested",
    labelled_coach="Coach, untested",
    failed_coach="Called coach, is none",
    left="Has left",
    placeholder="Not yet known",
    outside="Outsider",
    lane_outside="Outside",
    lane_unknown="Department not known",
    lane_merged="Other departments",
    lane_all="All departments",
    row_unknown="Level not known",
    row_level="Level {level}",
    row_deeper="Level {level} and below",
    stage="stage: {stage}",
    as_of="as of {date}",
    method="Shares are model estimates. An arrow points from the one who influences to the one who listens. "
    "Initials on a card: who of us has met the contact (?: not known).",
    hidden_ties="Drawn are the {shown} strongest of {all} influence ties.",
    undrawn_ties="Lines without a way between the cards: {count}.",
    hidden_contacts="Shown are {shown} of {all} contacts, those with the largest shares.",
    inferred_levels="Levels inferred from reporting lines or from deciding: {count}.",
    outsiders_levels="Outsiders without a level stand by their share of the decision.",
    negative_shares="A negative share: the decision runs against this contact's judgement.",
    confidential="Confidential: internal account plan",
    empty="No contacts on this map yet",
    empty_advice="Add the first contact, or a placeholder for a role that somebody must hold.",
    stop=".",
    join=" ",
)

CHINESE = MapWords(
    contacts="联系人",
    supporters="支持者",
    opponents="怀疑 / 反对",
    met="我方已接触",
    completeness="影响力图完整度",
    gaps="待补缺口",
    no_gaps="必需角色均已有人",
    no_role="尚未找到{role}",
    no_coach="尚无经过验证的教练",
    role_not_met="从未接触{role}",
    close_role="请查明是谁",
    close_coach="请验证一位候选人",
    close_not_met="请安排首次会面",
    roles_unchecked="采购阶段未知，未核对必需角色",
    more="另有 {count} 项",
    team="我方团队",
    knows="接触人数",
    stance="对我方的立场",
    share="决策份额（%）",
    relationship="与我方的关系（圆环）",
    relationship_unknown="未知",
    influence="影响（线宽 = 强度）",
    reporting="汇报关系",
    channel_unknown="途径未注明",
    negative="反向影响",
    roles="决策角色",
    marks="联系人",
    coach="教练（已验证）",
    labelled_coach="教练（未验证）",
    failed_coach="被称为教练，实则不是",
    left="已离开",
    placeholder="人选待确认",
    outside="外部人士",
    lane_outside="外部",
    lane_unknown="部门未知",
    lane_merged="其他部门",
    lane_all="全部部门",
    row_unknown="层级未知",
    row_level="第 {level} 层级",
    row_deeper="第 {level} 层级及以下",
    stage="阶段：{stage}",
    as_of="截至 {date}",
    method="份额为模型估计。箭头由施加影响者指向受影响者。"
    "卡片右下角的缩写：我方与此人有接触的同事（?：接触情况未知）。",
    hidden_ties="仅画出 {all} 条影响关系中最强的 {shown} 条。",
    undrawn_ties="{count} 条关系无法在卡片之间画出。",
    hidden_contacts="仅显示 {all} 位联系人中份额最大的 {shown} 位。",
    inferred_levels="{count} 位联系人的层级由汇报关系或决策角色推断。",
    outsiders_levels="没有层级的外部人士按决策份额排列。",
    negative_shares="份额为负：决策与此人的判断相反。",
    confidential="机密：内部客户计划",
    empty="影响力图上还没有联系人",
    empty_advice="请添加第一位联系人，或为必需的角色添加占位。",
    stop="。",
    join="",
)


def map_words(lang: Language) -> MapWords:
    """Return the words of a language."""
    return CHINESE if lang == "zh" else ENGLISH


def sentence_case(label: str) -> str:
    """Return a label with a capital at its beginning.

    Examples
    --------
    >>> sentence_case("customer's customer"), sentence_case("客户的客户")
    ("Customer's customer", '客户的客户')
    """
    return label[:1].upper() + label[1:]


def percent(share: float) -> str:
    """Return a share in whole percent.

    Examples
    --------
    >>> percent(0.517)
    '52%'
    """
    return f"{share:.0%}"


def lane_label(lane: Lane, words: MapWords, *, alone: bool) -> str:
    """Return the name of a lane; `alone` says that it is the only one."""
    if lane.kind is LaneKind.MERGED:
        return words.lane_all if alone else words.lane_merged
    special = {LaneKind.OUTSIDE: words.lane_outside, LaneKind.UNKNOWN: words.lane_unknown}
    return special.get(lane.kind, lane.name)


def row_label(row: Row, words: MapWords, lang: Language) -> str:
    """Return the name of a row."""
    if row.kind is RowKind.BAND:
        return row.name
    if row.kind is RowKind.UNKNOWN:
        return words.row_unknown
    if row.kind is RowKind.DEEPER:
        return words.row_deeper.format(level=row.level)
    term = LEVELS.get(row.level)
    return words.row_level.format(level=row.level) if term is None else term.label(lang)
