"""The heat map of roles and stages: its numbers are those of the analysis, gaps are framed, and it can be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.matrix_reading import LOWEST_CONTRAST, SMALLEST_TEXT, footnotes, middle, text_of, title_of, words
from viz.sample_maps import HARD_CENTERS, account, everything

import stakeholder_graph as sg
from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.viz.charts.role_stages import plot_role_stages, role_stages_scene
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.pages.role_stages_headline import RoleStagesFacts, write_stages_headline
from stakeholder_graph.viz.palette import AMBER, NAVY
from stakeholder_graph.viz.scene.heat import heat_colors
from stakeholder_graph.viz.scene.primitives import Polyline, Rectangle
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES, ROLE_NEEDS

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.primitives import Scene

Lang = Literal["en", "zh"]
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
SIZES = (1, 2, 3, 4, 5, 7, 9, 12, 15, 18, 20, 22, 25, 28, 30, 34, 40, 45, 50, 60)
SAMPLES = ("packaging_line", "bank_mainframe", "high_tech_managers")


@cache
def sample(name: str) -> sg.BuyingCenter:
    return sg.read_csv(sg.sample_folder(name))


@cache
def sample_scene(name: str, lang: Lang = "en") -> Scene:
    return role_stages_scene(sample(name), lang=lang)


def assert_legible(scene: Scene) -> None:
    found = inspect(scene)
    assert found.faults() == []
    assert found.smallest_text >= SMALLEST_TEXT
    assert found.lowest_contrast >= LOWEST_CONTRAST


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_random_heat_maps_can_be_read(size: int, lang: Lang) -> None:
    assert_legible(role_stages_scene(sg.random_buying_center(size, seed=size), lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_heat_maps_can_be_read(name: str, lang: Lang) -> None:
    assert_legible(role_stages_scene(HARD_CENTERS[name](), lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_can_be_read(name: str, lang: Lang) -> None:
    assert_legible(sample_scene(name, lang))
    assert_legible(role_stages_scene(sg.rank_roles(sample(name)), lang=lang, stage="contract"))


# ------------------------------------------------------------------ what stands in the cells


@pytest.mark.parametrize("name", SAMPLES)
def test_numbers_and_needs_are_those_of_the_analysis(name: str) -> None:
    table, scene = sg.rank_roles(sample(name)), sample_scene(name)
    for role in ROLES:
        for stage in PURCHASE_STAGES:
            share, told = table.loc[role, stage], words(scene, f"cell:{role}:{stage}")
            figure = "–" if np.isnan(share) else "<1%" if 0 < share < 0.005 else f"{share:.0%}"
            need = ROLE_NEEDS[role][stage]
            assert [one for one in told if one not in "?!"] == [figure, *([need] if need != "none" else [])]


def test_the_colour_is_as_deep_as_the_share() -> None:
    table, scene = sg.rank_roles(sample("packaging_line")), sample_scene("packaging_line")
    for role in ("decision_maker", "user"):
        for stage in PURCHASE_STAGES:
            figure = next(text for text in scene.texts if text.owner == f"cell:{role}:{stage}")
            assert figure.background == heat_colors(table.loc[role, stage])[0]


def test_a_step_of_the_colour_begins_at_the_printed_number() -> None:
    assert heat_colors(0.0951)[0] == heat_colors(0.10)[0] != heat_colors(0.0949)[0]
    assert heat_colors(-0.25) == heat_colors(0.25)


def gaps(scene: Scene) -> list[tuple[str, str]]:
    """Return role and stage of the cells that are framed in amber."""
    frames = [shape.box for shape in scene.shapes if isinstance(shape, Rectangle) and shape.edge == AMBER]
    return sorted(
        (role, stage)
        for text in scene.texts
        if text.owner.startswith("cell:") and text.px > 14
        for _, role, stage in [text.owner.split(":")]
        for box in frames
        if box.x0 < middle(text)[0] < box.x1 and box.y0 < middle(text)[1] < box.y1
    )


def test_what_is_required_from_now_on_and_not_covered_is_framed() -> None:
    # In packaging_line nobody has met the decision maker, all other roles are met; the stage is selection.
    assert gaps(sample_scene("packaging_line")) == [("decision_maker", "contract"), ("decision_maker", "select")]
    late = role_stages_scene(sample("packaging_line"), stage="review")
    assert gaps(late) == []


def test_without_a_stage_the_gaps_of_all_stages_are_framed() -> None:
    # In high_tech_managers only the decision maker is known, and nobody noted whether we know him.
    expected = sorted(
        (role, stage)
        for role, needs in ROLE_NEEDS.items()
        for stage, need in needs.items()
        if need == "required" and role != "decision_maker"
    )
    scene = sample_scene("high_tech_managers")
    assert gaps(scene) == expected
    assert "The purchase stage is not known" in footnotes(scene)
    assert "share is not known" in footnotes(scene)


def test_the_current_stage_is_outlined() -> None:
    scene = role_stages_scene(sample("packaging_line"), stage="specify")
    (outline,) = [shape for shape in scene.shapes if isinstance(shape, Polyline) and len(shape.points) == 5]
    left, right = min(x for x, _ in outline.points), max(x for x, _ in outline.points)
    inside = [
        stage
        for stage in PURCHASE_STAGES
        if left < middle(next(one for one in scene.texts if one.owner == f"cell:user:{stage}"))[0] < right
    ]
    assert (inside, outline.color) == (["specify"], NAVY)
    assert left < middle(text_of(scene, "now"))[0] < right
    assert "now" not in words(sample_scene("high_tech_managers"))


def test_the_foot_counts_the_required_roles_that_are_met() -> None:
    roles = sg.check_coverage(sample("bank_mainframe")).roles["status"]
    foot = [one for one in words(sample_scene("bank_mainframe"), "foot") if " of " in one]
    expected = []
    for stage in PURCHASE_STAGES:
        required = [role for role in ROLES if ROLE_NEEDS[role][stage] == "required"]
        expected.append(f"{sum(roles[role] == 'covered' for role in required)} of {len(required)}")
    assert foot == expected


def test_a_role_that_nobody_noted_is_counted_as_not_known() -> None:
    foot = words(sample_scene("high_tech_managers"), "foot")
    assert "0 of 4, 1 not known" in foot


def test_beside_a_role_stands_who_of_the_holders_is_met() -> None:
    scene = sample_scene("packaging_line")
    assert words(scene, "holders:gatekeeper") == ["Met 1 of 2, 1 not known", "Anjali Rao"]
    assert words(scene, "holders:decision_maker") == ["Never met", "Ingrid Eklund"]
    assert words(role_stages_scene(everything()), "holders:gatekeeper") == ["!", "Nobody known"]


def test_the_order_of_the_nodes_does_not_matter() -> None:
    G = sample("packaging_line")
    shuffled = type(G)()
    shuffled.graph.update(G.graph)
    shuffled.add_nodes_from(sorted(G.nodes(data=True), reverse=True))
    shuffled.add_edges_from(sorted(G.edges(data=True), key=lambda edge: edge[:2], reverse=True))
    assert role_stages_scene(shuffled) == sample_scene("packaging_line")


# ------------------------------------------------------------------ the title


def role(key: str, status: str) -> RoleCoverage:
    held = () if status in ("empty", "placeholder") else ("a",)
    by_claim = tuple(held if status == claim else () for claim in ("covered", "not_met", "unknown"))
    return RoleCoverage(key, "useful", held, *by_claim, 0.0, 0.0, 0.0, status)  # type: ignore[arg-type]


ANN = MapFacts(contacts=(ContactFacts("a", "Ann"),))
EVEN = {key: dict.fromkeys(PURCHASE_STAGES, 0.1) for key in ROLES}
HEAVY = {**EVEN, "expert": {**EVEN["expert"], "contract": 0.4, "recognise": 0.5}}


def told(stage: str | None, **statuses: str) -> RoleStagesFacts:
    people = MapFacts(contacts=ANN.contacts, stage=stage)
    return RoleStagesFacts(people, HEAVY, tuple(role(key, statuses.get(key, "covered")) for key in ROLES))


def table(stage: str | None, **shares: dict[str, float]) -> RoleStagesFacts:
    return RoleStagesFacts(MapFacts(stage=stage), shares)


@pytest.mark.parametrize(
    ("facts", "english", "chinese"),
    [
        (
            told("select", decision_maker="not_met", purchaser="empty"),
            "Selection now: nobody of ours has met the decision maker Ann",
            "当前处于选定供应商阶段：我方从未接触决策人 Ann",
        ),
        (
            told("select", influencer="not_met", purchaser="empty"),
            "Selection now: nobody is known in the role of purchaser",
            "当前处于选定供应商阶段：尚未找到采购人",
        ),
        (
            told("evaluate", purchaser="placeholder"),
            (
                "Nothing required is missing in search and evaluation; the next gap opens with selection: "
                "nobody is known in the role of purchaser"
            ),
            "寻源与评估阶段的必需角色均已覆盖；下一个缺口在选定供应商阶段：尚未找到采购人",
        ),
        (
            told("contract", user="unknown"),
            (
                "Nothing required is missing in contract; the next gap opens with installation and review: "
                "nobody noted whether we know the user Ann"
            ),
            "签约阶段的必需角色均已覆盖；下一个缺口在安装与评价阶段：我方是否认识使用者 Ann 尚无记录",
        ),
        (
            told("specify", initiator="covered"),
            "From specification on every required role is filled and met; the expert weighs most, 40% in contract",
            "自制定规格阶段起，必需角色均已有人且已接触；专家份量最重，签约阶段达 40%",
        ),
        (
            told(None),
            "Every role that some stage requires is filled and met; the expert weighs most, 50% in needs recognised",
            "各阶段的必需角色均已有人且已接触；专家份量最重，确认需求阶段达 50%",
        ),
        (
            told(None, user="empty", marketer="empty"),
            "One of the 7 roles that some stage requires is not covered; the purchase stage is not known",
            "7 个在某阶段必需的角色中有 1 个尚未覆盖；当前采购阶段未知",
        ),
        (
            told(None, user="empty", expert="not_met"),
            "2 of the 7 roles that some stage requires are not covered; the purchase stage is not known",
            "7 个在某阶段必需的角色中有 2 个尚未覆盖；当前采购阶段未知",
        ),
        (
            told(None, user="unknown"),
            "Nobody noted whether we know the user Ann",
            "我方是否认识使用者 Ann 尚无记录",
        ),
        (RoleStagesFacts(MapFacts(), {}, (role("user", "empty"),)), "No contacts mapped yet", "尚未录入联系人"),
        (
            RoleStagesFacts(ANN, {}, (role("user", "empty"),)),
            "Nobody's decision role is known yet",
            "所有联系人的决策角色都还未知",
        ),
        (table(None), "Nobody's decision role is known yet", "所有联系人的决策角色都还未知"),
        (
            table("contract", **HEAVY),
            "In contract the expert weighs most (40%), then the initiator (10%)",
            "签约阶段专家份量最重（40%），其次是发起人（10%）",
        ),
        (
            table("contract", user=EVEN["user"]),
            "In contract the user weighs most (10%)",
            "签约阶段使用者份量最重（10%）",
        ),
        (
            table(None, user=EVEN["user"]),
            "The user weighs most in all six stages, up to 10% in needs recognised",
            "六个阶段都是使用者份量最重，确认需求阶段达 10%",
        ),
        (
            table(None, **HEAVY),
            "The initiator weighs most in 4 of six stages, up to 10% in needs recognised",
            "六个阶段中有 4 个阶段发起人份量最重，确认需求阶段达 10%",
        ),
    ],
)
def test_the_title_says_where_the_next_gap_opens(facts: RoleStagesFacts, english: str, chinese: str) -> None:
    assert write_stages_headline(facts, "en") == english
    assert write_stages_headline(facts, "zh") == chinese


def test_every_decision_maker_counts() -> None:
    covered = told("select").coverage
    people = MapFacts(contacts=(ContactFacts("a", "Ann"), ContactFacts("b", "Bob")), stage="select")
    for claims, english in (
        ({"met": ("a",), "not_met": ("b",)}, "nobody of ours has met Bob, one of 2 decision makers"),
        ({"met": ("a",), "relationship_unknown": ("b",)}, "nobody noted whether we know Bob, one of 2 decision makers"),
    ):
        roles = [replace(one, holders=("a", "b"), **claims) if one.role == "decision_maker" else one for one in covered]
        facts = RoleStagesFacts(people, HEAVY, tuple(roles))
        assert write_stages_headline(facts, "en") == f"Selection now: {english}"


def test_a_later_gap_is_not_said_to_be_the_next_where_this_stage_is_not_known_to_be_covered() -> None:
    facts = told("evaluate", purchaser="empty", user="unknown")
    assert write_stages_headline(facts, "en") == (
        "The first known gap opens with selection: nobody is known in the role of purchaser"
    )
    assert write_stages_headline(facts, "zh") == "首个已知缺口在选定供应商阶段：尚未找到采购人"


def test_the_weightiest_of_the_holders_come_first() -> None:
    G = account()
    G.add_contact("boss", roles=["decision_maker"])
    for contact, name, weight in (("a", "Ann", 0.1), ("b", "Bob", 0.9), ("c", "Cy", 0.4)):
        G.add_contact(contact, name=name, roles=["expert"], relationship="trusted")
        G.add_influence(contact, "boss", weight)
    assert words(role_stages_scene(G), "holders:expert") == ["Met by one of ours", "Bob, Cy, Ann"]


# ------------------------------------------------------------------ the table as source, and the options


def test_a_table_shows_shares_and_no_coverage() -> None:
    table = sg.rank_roles(sample("packaging_line"))
    scene = role_stages_scene(table, stage="contract")
    assert "now" in words(scene)
    assert words(scene, "foot") == []
    assert not any(text.owner.startswith("holders") for text in scene.texts)
    assert title_of(scene).startswith("In contract the decision maker weighs most (26%)")
    assert role_stages_scene(table.iloc[::-1, ::-1], stage="contract") == scene


def test_a_table_takes_no_day() -> None:
    with pytest.raises(OptionError, match="computed already"):
        role_stages_scene(sg.rank_roles(account()), as_of=dt.date(2026, 1, 1))


@pytest.mark.parametrize("source", [None, sg.rank_contacts(sg.example_buying_center()), sg.rank_roles(account()).T])
def test_anything_else_is_refused(source: object) -> None:
    with pytest.raises(OptionError, match="rank_roles"):
        role_stages_scene(source)  # type: ignore[arg-type]


def test_a_stage_or_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownTermError):
        role_stages_scene(sg.rank_roles(account()), stage="selling")
    with pytest.raises(UnknownTermError):
        role_stages_scene(account(), lang="de")  # type: ignore[arg-type]


def test_the_readers_axes_and_settings_are_used_and_kept() -> None:
    ax, before = Figure(figsize=(16, 8)).subplots(), dict(mpl.rcParams)
    assert plot_role_stages(sample("bank_mainframe"), ax=ax, lang="zh", title="自定标题") is ax
    assert ax.texts[0].get_text() == "自定标题"
    assert dict(mpl.rcParams) == before
