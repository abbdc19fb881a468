"""The role coverage matrix: it shows what the graph holds, says what is missing, and can be read."""

from __future__ import annotations

import datetime as dt
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.matrix_reading import (
    LOWEST_CONTRAST,
    SMALLEST_TEXT,
    circles_near,
    footnotes,
    middle,
    rectangles_at,
    text_of,
    title_of,
    words,
)
from viz.sample_maps import HARD_CENTERS, account, everything

import stakeholder_graph as sg
from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage
from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.viz.charts.role_coverage import plot_role_coverage, role_coverage_scene
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.pages.role_coverage import MOST_ROWS
from stakeholder_graph.viz.pages.role_coverage_headline import RoleCoverageFacts, write_coverage_headline
from stakeholder_graph.viz.palette import AMBER, NAVY, STANCE_STYLES
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import role_need
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    import networkx as nx

    from stakeholder_graph.viz.scene.primitives import Scene

Lang = Literal["en", "zh"]
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
SIZES = (1, 2, 3, 4, 5, 7, 9, 11, 13, 16, 18, 20, 23, 25, 30, 35, 36, 37, 48, 60)
SAMPLES = ("packaging_line", "bank_mainframe", "high_tech_managers")


@cache
def sample(name: str) -> sg.BuyingCenter:
    return sg.read_csv(sg.sample_folder(name))


@cache
def sample_scene(name: str, lang: Lang = "en") -> Scene:
    return role_coverage_scene(sample(name), lang=lang)


def assert_legible(scene: Scene) -> None:
    found = inspect(scene)
    assert found.faults() == []
    assert found.smallest_text >= SMALLEST_TEXT
    assert found.lowest_contrast >= LOWEST_CONTRAST


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_random_matrices_can_be_read(size: int, lang: Lang) -> None:
    G = sg.random_buying_center(size, seed=size)
    assert_legible(role_coverage_scene(G, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_matrices_can_be_read(name: str, lang: Lang) -> None:
    G = HARD_CENTERS[name]()
    assert_legible(role_coverage_scene(G, lang=lang))
    assert_legible(role_coverage_scene(sg.check_coverage(G), lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_can_be_read(name: str, lang: Lang) -> None:
    assert_legible(sample_scene(name, lang))
    assert_legible(role_coverage_scene(sg.check_coverage(sample(name)), lang=lang))


# ------------------------------------------------------------------ what stands in the matrix


def cells(scene: Scene, G: nx.DiGraph[Any]) -> dict[tuple[str, str], str]:
    """Return the fill of each cell that is not empty, found by the name of its row and the tag over its column."""
    filled = {}
    for contact, data in G.nodes(data=True):
        names = [text for text in scene.texts if text.owner == contact and text.string == data.get("name", contact)]
        for role in ROLES if names else ():
            x = middle(text_of(scene, ROLES[role].badge("en"), "head"))[0]
            found = [one for one in rectangles_at(scene, x, middle(names[0])[1]) if one.layer is Layer.CARD]
            if found:
                filled[contact, role] = found[0].fill
    return filled


@pytest.mark.parametrize("name", SAMPLES)
def test_a_cell_has_the_stance_of_who_holds_the_role(name: str) -> None:
    G = sample(name)
    expected = {
        (contact, role): STANCE_STYLES[classify_stance(data.get("stance"))].fill
        for contact, data in G.nodes(data=True)
        if data.get("side") != "seller" and data.get("status") in (None, "active")
        for role in data.get("roles", ())
    }
    shown = cells(sample_scene(name), G)
    open_places = {contact for contact, data in G.nodes(data=True) if data.get("status") == "placeholder"}
    assert {place: fill for place, fill in shown.items() if place[0] not in open_places} == expected


def test_the_cell_of_an_open_place_is_dashed_amber() -> None:
    scene = sample_scene("packaging_line")
    x = middle(text_of(scene, "GK", "head"))[0]
    y = middle(text_of(scene, "Plant safety officer, not yet known"))[1]
    (cell,) = [one for one in rectangles_at(scene, x, y) if one.layer is Layer.CARD]
    assert (cell.edge, bool(cell.dash)) == (AMBER, True)


@pytest.mark.parametrize("name", ["packaging_line", "bank_mainframe"])
def test_the_foot_counts_people_meetings_and_supporters(name: str) -> None:
    G, scene = sample(name), sample_scene(name)
    roles = sg.check_coverage(G).roles
    for role in ROLES:
        x = middle(text_of(scene, ROLES[role].badge("en"), "head"))[0]
        column = [
            text.string
            for text in sorted(scene.texts, key=lambda text: -text.anchor[1])
            if text.owner == "foot" and text.align == "center" and abs(middle(text)[0] - x) < 1
        ]
        holders = [
            data
            for _, data in G.nodes(data=True)
            if role in data.get("roles", ()) and data.get("status") in (None, "active")
        ]
        supporters = sum(classify_stance(one.get("stance")) in ("supporter", "strong_supporter") for one in holders)
        open_stance = any(one.get("stance") is None for one in holders)
        met, open_met = len(roles.loc[role, "met"]), len(roles.loc[role, "relationship_unknown"])
        assert column == [
            str(len(holders)),
            "–" if not holders else "?" if not met and open_met else str(met),
            "–" if not holders else "?" if not supporters and open_stance else str(supporters),
        ]


def test_gaps_are_framed_in_required_roles_only() -> None:
    scene = role_coverage_scene(everything())  # evaluate: no gatekeeper, no influencer; the boss was never met
    framed = [shape for shape in scene.shapes if isinstance(shape, Rectangle) and shape.edge == AMBER]
    tags = {tag: middle(text_of(scene, tag, "head"))[0] for tag in ("GK", "IF", "DM", "EX")}
    hits = sorted(tag for frame in framed for tag, x in tags.items() if frame.box.x0 < x < frame.box.x1)
    assert hits == ["DM", "DM", "EX", "GK", "IF"]  # the boss was never met; boss and expert do not support us
    assert len(framed) == len(hits)


@pytest.mark.parametrize("stage", ["recognise", "contract"])
def test_the_stage_says_which_roles_are_required(stage: str) -> None:
    scene = role_coverage_scene(sample("packaging_line"), stage=stage)
    notes = [middle(text)[0] for text in scene.texts if text.string == "required"]
    needed = [role for role in ROLES if role_need(role, stage) == "required"]
    expected = [middle(text_of(scene, ROLES[role].badge("en"), "head"))[0] for role in needed]
    assert notes == pytest.approx(expected)


def test_without_a_stage_somebody_still_has_to_decide() -> None:
    scene = sample_scene("high_tech_managers")
    assert [text.string for text in scene.texts].count("required") == 1
    assert "Stage not known: required roles not checked." in footnotes(scene)


def test_shares_stand_beside_their_names() -> None:
    G, scene = sample("packaging_line"), sample_scene("packaging_line")
    ranking = sg.rank_contacts(G)
    for contact in ("eklund", "moreau", "tanaka"):
        assert f"{ranking.loc[contact, 'share']:.0%}".rstrip("%") in words(scene, contact)


def test_who_holds_a_role_comes_first_then_the_weightiest() -> None:
    G = account()
    G.add_contact("a", name="Ann")
    G.add_contact("b", name="Bob", roles=["user"])
    G.add_contact("c", name="Cy", roles=["decision_maker"])
    G.add_influence("a", "c", 0.9)
    scene = role_coverage_scene(G)
    heights = [middle(text_of(scene, string))[1] for string in ("Cy", "Bob", "Decision role not known", "Ann")]
    assert heights == sorted(heights, reverse=True)


def test_who_has_left_is_counted_and_not_shown() -> None:
    scene = role_coverage_scene(everything())
    assert "Li Na" not in words(scene)
    assert "Not shown: 1 who left." in footnotes(scene)


def test_more_than_a_page_is_cut_and_counted() -> None:
    G = sg.random_buying_center(60, seed=60)
    scene = role_coverage_scene(G)
    rows = {text.owner for text in scene.texts if text.owner in G}
    ranking = sg.rank_contacts(G)
    holding = [contact for contact in ranking.index if ranking.loc[contact, "roles"]]
    deciders = [contact for contact in holding if "decision_maker" in ranking.loc[contact, "roles"]]
    assert rows == set(list(dict.fromkeys([*deciders, *holding]))[:MOST_ROWS])
    assert f"Shown are {MOST_ROWS} of 60 contacts" in footnotes(scene)


def test_the_order_of_the_nodes_does_not_matter() -> None:
    G = sample("packaging_line")
    shuffled = type(G)()
    shuffled.graph.update(G.graph)
    shuffled.add_nodes_from(sorted(G.nodes(data=True), reverse=True))
    shuffled.add_edges_from(sorted(G.edges(data=True), key=lambda edge: edge[:2], reverse=True))
    assert role_coverage_scene(shuffled) == sample_scene("packaging_line")


# ------------------------------------------------------------------ the title


def role(key: str, status: str, holders: tuple[str, ...] = ("a",), need: str = "required") -> RoleCoverage:
    met = holders if status == "covered" else ()
    not_met = holders if status == "not_met" else ()
    unknown = holders if status == "unknown" else ()
    places = ("p",) if status == "placeholder" else ()
    held = () if status in ("empty", "placeholder") else holders
    return RoleCoverage(key, need, held, met, not_met, unknown, 0.0, 0.0, 0.0, status, places)  # type: ignore[arg-type]


ANN = ContactFacts("a", "Ann", roles=("decision_maker",), stance="supporter")
BOB = ContactFacts("b", "Bob", roles=("user",), stance="neutral")
DECIDES, USES = role("decision_maker", "covered"), role("user", "covered", ("b",))


def facts(
    *roles: RoleCoverage, has_coach: bool | None = True, stage: str | None = "evaluate", has_details: bool = True
) -> RoleCoverageFacts:
    people = MapFacts(contacts=(ANN, BOB), stage=stage)
    return RoleCoverageFacts(people, roles, has_coach, has_details)


def deciding(*claims: str) -> RoleCoverage:
    """Return the role of decision maker held by a, b, ... of whom each is met, not met, or unknown."""
    holders = tuple("abcd"[: len(claims)])
    met, not_met, unknown = (
        tuple(one for one, claim in zip(holders, claims, strict=True) if claim == what)
        for what in ("met", "not_met", "unknown")
    )
    status = "covered" if met else "unknown" if unknown else "not_met"
    return RoleCoverage("decision_maker", "required", holders, met, not_met, unknown, 0.0, 0.0, 0.0, status, ())


@pytest.mark.parametrize(
    ("claims", "english", "chinese"),
    [
        (
            ("met", "not_met"),
            "Nobody of ours has met Bob, one of 2 decision makers; every other required role is filled and met",
            "2 位决策人中，Bob 我方从未接触，其余必需角色均已有人且已接触",
        ),
        (
            ("met", "not_met", "not_met"),
            "Nobody of ours has met 2 of 3 decision makers; every other required role is filled and met",
            "3 位决策人中有 2 位我方从未接触，其余必需角色均已有人且已接触",
        ),
        (
            ("met", "unknown"),
            "Nobody noted whether we know Bob, one of 2 decision makers; every other required role is filled and met",
            "2 位决策人中，我方是否认识 Bob 尚无记录，其余必需角色均已有人且已接触",
        ),
        (
            ("met", "met"),
            "Every required role is filled and met, but Bob, one of 2 decision makers, does not support us",
            "必需角色均已有人且已接触，但 2 位决策人中，Bob 尚未支持我方",
        ),
    ],
)
def test_every_decision_maker_counts(claims: tuple[str, ...], english: str, chinese: str) -> None:
    told = facts(deciding(*claims), role("user", "covered", ("a",)))
    assert write_coverage_headline(told, "en") == english
    assert write_coverage_headline(told, "zh") == chinese


def test_the_foot_names_who_decides_and_was_never_met() -> None:
    scene = sample_scene("bank_mainframe")
    assert {"Who decides:", "周世恒 never met"} <= {text.string for text in scene.texts if text.owner == "findings"}


@pytest.mark.parametrize(
    ("told", "english", "chinese"),
    [
        (RoleCoverageFacts(), "No contacts mapped yet", "尚未录入联系人"),
        (
            facts(role("decision_maker", "empty")),
            "Nobody's decision role is known yet",
            "所有联系人的决策角色都还未知",
        ),
        (
            facts(role("decision_maker", "empty"), USES, has_coach=False),
            "Nobody is known in the role of decision maker, and no coach is confirmed",
            "尚未找到决策人，且尚无经过验证的教练",
        ),
        (
            facts(role("decision_maker", "not_met"), role("user", "empty")),
            "Nobody of ours has met the decision maker Ann, and nobody is known in the role of user",
            "我方从未接触决策人 Ann，且尚未找到使用者",
        ),
        (
            facts(role("decision_maker", "not_met"), role("user", "covered", ("a",))),
            "Nobody of ours has met the decision maker Ann; every other required role is filled and met",
            "我方从未接触决策人 Ann，其余必需角色均已有人且已接触",
        ),
        (
            facts(DECIDES, role("user", "covered", ("a",)), has_coach=False),
            "Every required role is filled and met, but no coach is confirmed",
            "必需角色均已有人且已接触，但尚无经过验证的教练",
        ),
        (
            facts(DECIDES, USES),
            "Every required role is filled and met, but no user supports us",
            "必需角色均已有人且已接触，但没有使用者支持我方",
        ),
        (
            facts(DECIDES, role("user", "covered", ("a",))),
            "Every required role is filled, met, and has a supporter",
            "必需角色均已有人、已接触，且都有支持者",
        ),
        (
            facts(DECIDES, USES, has_coach=None, has_details=False),
            "Every required role is filled, and one of ours has met somebody in each",
            "必需角色均已有人，且我方都已接触",
        ),
        (
            facts(role("decision_maker", "unknown"), has_coach=False),
            "No coach is confirmed, and nobody noted whether we know the decision maker Ann",
            "尚无经过验证的教练，且我方是否认识决策人 Ann 尚无记录",
        ),
        (
            facts(DECIDES, role("user", "empty"), role("expert", "placeholder"), role("purchaser", "empty")),
            "Nobody is known in the role of purchaser, expert or user; every other required role is filled and met",
            "尚未找到采购人、专家或使用者，其余必需角色均已有人且已接触",
        ),
        (
            facts(DECIDES, *(role(key, "empty") for key in ("user", "expert", "purchaser", "gatekeeper"))),
            "Nobody is known in 4 required roles; every other required role is filled and met",
            "有 4 个必需角色尚无人担任，其余必需角色均已有人且已接触",
        ),
        (
            facts(DECIDES, role("user", "empty"), stage=None),
            "One of ten decision roles is filled; which are required depends on the stage, which is not known",
            "十种决策角色中只有 1 种有人担任；采购阶段未知，无法判断哪些必需",
        ),
        (
            facts(DECIDES, USES, stage=None),
            "2 of ten decision roles are filled; which are required depends on the stage, which is not known",
            "十种决策角色中已有 2 种有人担任；采购阶段未知，无法判断哪些必需",
        ),
        (
            facts(DECIDES, has_coach=False, stage=None),
            "No coach is confirmed; which roles are required depends on the stage, which is not known",
            "尚无经过验证的教练；采购阶段未知，无法判断其他必需角色",
        ),
    ],
)
def test_the_title_says_the_gravest(told: RoleCoverageFacts, english: str, chinese: str) -> None:
    assert write_coverage_headline(told, "en") == english
    assert write_coverage_headline(told, "zh") == chinese


def test_an_unknown_stance_is_no_missing_supporter() -> None:
    silent = MapFacts(contacts=(ContactFacts("a", "Ann", roles=("decision_maker",)),), stage="evaluate")
    told = RoleCoverageFacts(silent, (DECIDES,), has_coach=True)
    assert told.supporters(DECIDES) is None
    assert "supports" not in write_coverage_headline(told, "en")


def test_that_nobody_noted_who_knows_a_contact_is_not_nobody() -> None:
    G = account()
    G.add_contact("a", name="Ann", roles=["user"], relationship="none")
    G.add_contact("b", name="Bob", roles=["user"])
    scene = role_coverage_scene(G)
    assert words(scene, "a").count("–") == 1
    assert "–" not in words(scene, "b")
    assert words(scene, "b").count("?") == words(scene, "a").count("?") + 2  # relationship, and who of us


def test_what_the_question_mark_stands_for_is_said_also_where_no_relationship_is_known() -> None:
    G = account()
    G.add_contact("a", roles=["user"])
    legend = [text for text in role_coverage_scene(G).texts if text.owner == "legend"]
    assert [text.string for text in sorted(legend, key=lambda text: text.box.x0)][-3:] == [
        "Relationship",
        "?",
        "Not known",
    ]


# ------------------------------------------------------------------ the report as source, and the options


def test_a_report_shows_who_is_met_and_nothing_that_it_does_not_know() -> None:
    report = sg.check_coverage(sample("packaging_line"))
    scene = role_coverage_scene(report)
    told = words(scene)
    assert "Share of the decision, %" not in told
    assert "Supporters" not in told
    for contact, tag, fill in (("Sean Odell", "PU", NAVY), ("Ingrid Eklund", "DM", None), ("Claire Petit", "EX", None)):
        x, y = middle(text_of(scene, tag, "head"))[0], middle(text_of(scene, contact))[1]
        disc = circles_near(scene, x, y)[-1]
        assert (disc.fill == NAVY) == (fill == NAVY)
    assert title_of(scene) == title_of(sample_scene("packaging_line"))


@pytest.mark.parametrize("options", [{"stage": "select"}, {"as_of": dt.date(2026, 1, 1)}])
def test_a_report_takes_no_stage_and_no_day(options: dict[str, Any]) -> None:
    report = sg.check_coverage(sg.example_buying_center())
    with pytest.raises(OptionError, match="written already"):
        role_coverage_scene(report, **options)


@pytest.mark.parametrize("source", [None, "map", sg.rank_contacts(sg.example_buying_center())])
def test_anything_else_is_refused(source: object) -> None:
    with pytest.raises(OptionError, match="check_coverage"):
        role_coverage_scene(source)  # type: ignore[arg-type]


def test_a_stage_or_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownTermError):
        role_coverage_scene(sg.example_buying_center(), stage="selling")
    with pytest.raises(UnknownTermError):
        role_coverage_scene(sg.example_buying_center(), lang="de")  # type: ignore[arg-type]


def test_the_readers_axes_and_settings_are_used_and_kept() -> None:
    ax = Figure(figsize=(16, 10)).subplots()
    before, G = dict(mpl.rcParams), sample("packaging_line")
    nodes = {node: dict(data) for node, data in G.nodes(data=True)}
    assert plot_role_coverage(G, ax=ax, title="Mine $x$") is ax
    assert ax.texts[0].get_text() == "Mine $x$"
    assert dict(mpl.rcParams) == before
    assert {node: dict(data) for node, data in G.nodes(data=True)} == nodes


def test_signs_that_no_font_has_are_told_once() -> None:
    G = account()
    G.add_contact("a", name="Ann \U0001f984", roles=["user"])
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert_legible(role_coverage_scene(G))
    assert [one.category for one in told] == [sg.MissingGlyphWarning]
