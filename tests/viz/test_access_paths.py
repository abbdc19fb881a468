"""The picture of access paths: who of ours reaches whom, through whom, and what each step rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, LONG_NAME, LONG_TITLE, account

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownContactError, UnknownTermError
from stakeholder_graph.viz.charts.access_paths import access_paths_scene, plot_access_paths
from stakeholder_graph.viz.charts.saving import save_diagram
from stakeholder_graph.viz.facts.map_facts import TeammateFacts
from stakeholder_graph.viz.pages.access_facts import AccessFacts, Figure as Likelihood, StepFacts, TargetFacts, WayFacts
from stakeholder_graph.viz.pages.access_headline import write_access_headline
from stakeholder_graph.viz.pages.access_paths import draft_access_paths
from stakeholder_graph.viz.pages.access_plan import plan_rows
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.viz.scene.primitives import Polyline

if TYPE_CHECKING:
    from pathlib import Path

    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.primitives import Scene

Lang = Literal["en", "zh"]
SAMPLES = ("packaging_line", "bank_mainframe", "high_tech_managers")


def sample(name: str) -> sg.BuyingCenter:
    return sg.read_csv(sg.sample_folder(name))


def strings(scene: Scene) -> list[str]:
    return [text.string for text in scene.texts]


def title(scene: Scene) -> str:
    place = (24.0, scene.height - 40)
    return next(text.string for text in scene.texts if text.anchor == place)


def chain(length: int, *, direct: float | None = None) -> sg.BuyingCenter:
    """Return a way of `length` steps from t to the last contact, each tie with an introduction of .9."""
    G = account()
    G.add_teammate("t", name="Ana Ruiz")
    for number in range(length):
        roles = ["decision_maker"] if number == length - 1 else ["user"]
        G.add_contact(f"c{number}", name=f"Person {number}", roles=roles, relationship="none")
    G.add_relationship("t", "c0", relationship="trusted")
    for number in range(length - 1):
        G.add_influence(f"c{number}", f"c{number + 1}", 0.5, channel="expertise", introduction=0.9)
    if direct is not None:
        G.add_influence("c0", f"c{length - 1}", direct)
    return G


# ------------------------------------------------------------------ what is drawn is what the analysis found


@pytest.mark.parametrize("name", ["packaging_line", "bank_mainframe"])
def test_the_ways_are_those_of_the_analysis(name: str) -> None:
    G = sample(name)
    scene, paths = access_paths_scene(G), sg.introduction_paths(G)
    drawn = [text for text in scene.texts if text.owner.startswith("target/") and text.px in (24.0, 17.0) and text.bold]
    assert [text.string for text in drawn] == [f"{value:.0%}" for value in paths["reliability"]]
    figures = [f"{value:.0%}" for row in paths["reliabilities"] for value in row]
    labels = [text.string.removeprefix("weakest ") for text in scene.texts if text.owner == "step"]
    assert labels == figures
    weakest = [text.string for text in scene.texts if text.string.startswith("weakest ")]
    assert weakest == [f"weakest {value:.0%}" for value in paths["weakest_reliability"]]


def test_every_way_is_a_row_from_left_to_right() -> None:
    G = sample("packaging_line")
    scene, paths = access_paths_scene(G), sg.introduction_paths(G)
    for number, path in enumerate(paths["path"]):
        lines = [tie for tie in scene.ties if tie.ends is not None and tie.ends[0].startswith(f"{number}/")]
        assert len(lines) == paths["hops"][number] == len(path) - 1
        assert len({point[1] for line in lines for point in line.points}) == 1  # level
        edges = [x for line in lines for x, _ in line.points]
        assert edges == sorted(edges)
        assert lines[-1].ends == (lines[-1].ends[0], "target/eklund")
    rows = [next(tie.points[0][1] for tie in scene.ties if tie.ends == (f"{n}/", f"{n}/0")) for n in range(3)]
    assert rows == sorted(rows, reverse=True)  # the most reliable on top


def test_steps_say_what_they_rest_on() -> None:
    G = account()
    G.add_teammate("t", name="Ana Ruiz", title="Sales")
    G.add_contact("b", name="Cy", roles=["decision_maker"], relationship="none")
    G.add_contact("a", name="Bo", reports_to="b", stance=0.5)
    G.add_contact("c", name="Di", reports_to="a")
    day = dt.date(2026, 1, 5)  # 300 days before the day of the account: a half-life of 180 leaves .32
    G.add_relationship("t", "c", relationship="trusted", last_contact=day)
    G.add_influence("c", "a", 0.6, channel="personal", introduction=0.7)
    G.add_influence("a", "b", 0.4)
    found = strings(access_paths_scene(G))
    assert "Trusted, fading" in found
    assert "Would introduce" in found
    assert "personal, own manager" in found
    assert "Influence only" in found
    assert found.count("own manager") == 1  # of the tie without a channel
    assert "70%" in found
    assert "weakest 25%" in found  # .8 * 2**(-300/180) = .252
    chinese = strings(access_paths_scene(G, lang="zh"))
    assert {"信任，变淡", "愿意引见", "人际，直属上级", "仅凭影响", "最弱 25%"} <= set(chinese)


def test_a_way_of_one_step_has_no_weakest() -> None:
    G = chain(1)
    scene = access_paths_scene(G)
    assert not any("weakest" in text for text in strings(scene))
    assert title(scene) == "Ana Ruiz has a direct line to Person 0 (80% reliable); without Ana Ruiz no way is left"
    chinese = "Ana Ruiz 与 Person 0 有直接联系（可靠度 80%）；若失去 Ana Ruiz，则别无途径"
    assert title(access_paths_scene(G, lang="zh")) == chinese


def test_combined_access_stands_in_the_header() -> None:
    G = sample("packaging_line")
    access = sg.assess_access(G)
    header = [text.string for text in access_paths_scene(G).texts if text.owner == "header"]
    assert f"≥ {access.contacts[0].reliability:.0%}" in header  # two relationships are not known
    assert str(access.contacts[0].threads) in header
    other = [text.string for text in access_paths_scene(G, draws=64, seed=5).texts if text.owner == "header"]
    fewer = sg.assess_access(G, draws=64, seed=5)
    assert f"≥ {fewer.contacts[0].reliability:.0%}" in other
    assert any(f"±{fewer.contacts[0].standard_error:.1%}" in text for text in other)
    several = sg.assess_access(sample("bank_mainframe"))
    shown = strings(access_paths_scene(sample("bank_mainframe")))
    assert f"≥ {several.any_reliability:.0%}" in shown
    for each in several.contacts:
        assert any(f"at least one way holds: ≥ {each.reliability:.0%} (sampled" in text for text in shown)


# ------------------------------------------------------------------ titles


def facts_of(*ways: WayFacts, targets: tuple[TargetFacts, ...], **more: Any) -> AccessFacts:
    people = {step.target for way in ways for step in way.steps} | {target.contact for target in targets}
    names = {key: key.upper() for key in people} | {"t": "Ana", "u": "Ben"}
    return AccessFacts(targets=targets, ways=ways, names=names, **more)


def way(*path: str, reliability: float = 0.37) -> WayFacts:
    steps = tuple(StepFacts(source, end, 0.6) for source, end in pairwise(path))
    return WayFacts(path[-1], steps, reliability, 0)


OPEN = TargetFacts("d", figure=Likelihood(0.5), threads=2)


@pytest.mark.parametrize(
    ("facts", "en", "zh"),
    [
        (facts_of(targets=()), "No contacts mapped yet", "尚未录入联系人"),
        (
            facts_of(targets=(TargetFacts("d", "closed"),)),
            "Nobody of ours has a way to D",
            "我方尚无途径接触到 D",
        ),
        (
            facts_of(targets=(TargetFacts("d", "unknown"), TargetFacts("e", "closed"))),
            "No way to D and E is known: ask first who of ours knows whom",
            "尚无已知途径接触到 D 和 E：请先查明我方谁认识谁",
        ),
        (
            facts_of(way("t", "a", "d"), targets=(OPEN,)),
            "Ana reaches D through A (37% reliable)",
            "Ana 可经 A 联系到 D（可靠度 37%）",
        ),
        (
            facts_of(way("t", "a", "b", "d"), targets=(OPEN,)),
            "Ana reaches D through A and B (37% reliable)",
            "Ana 可经 A 和 B 联系到 D（可靠度 37%）",
        ),
        (
            facts_of(way("t", "a", "b", "c", "d", reliability=0.001), targets=(OPEN,)),
            "Ana reaches D through A and 2 more (<1% reliable)",
            "Ana 可经 A 等 3 人联系到 D（可靠度 <1%）",
        ),
        (
            facts_of(way("", "a", "d"), targets=(OPEN,)),
            "We reach D through A (37% reliable)",
            "我方可经 A 联系到 D（可靠度 37%）",
        ),
        (
            facts_of(way("", "d"), targets=(OPEN,)),
            "We have a direct line to D (37% reliable)",
            "我方与 D 有直接联系（可靠度 37%）",
        ),
        (
            facts_of(way("t", "d"), targets=(OPEN, TargetFacts("e", "closed"))),
            "Ana has a direct line to D (37% reliable); nobody of ours has a way to E",
            "Ana 与 D 有直接联系（可靠度 37%）；我方尚无途径接触到 E",
        ),
        (
            facts_of(way("t", "d"), targets=(OPEN, TargetFacts("e", "unknown"))),
            "Ana has a direct line to D (37% reliable); no way to E is known",
            "Ana 与 D 有直接联系（可靠度 37%）；尚无已知途径接触到 E",
        ),
        (
            facts_of(way("t", "d"), way("t", "d", "e", reliability=0.2), targets=(OPEN, TargetFacts("e"))),
            "Ana has a direct line to D (37% reliable); the best known way to E is 20% reliable",
            "Ana 与 D 有直接联系（可靠度 37%）；通往 E 的最佳已知途径可靠度为 20%",
        ),
        (
            facts_of(way("t", "a", "d"), targets=(TargetFacts("d", threads=1, single_points=("t", "a")),)),
            "Ana reaches D through A (37% reliable); without Ana or A no way is left",
            "Ana 可经 A 联系到 D（可靠度 37%）；若失去 Ana 或 A，则别无途径",
        ),
        (  # somebody of whom we do not know the relationship may be another way
            facts_of(way("t", "a", "d"), targets=(TargetFacts("d", single_points=("a",), unknown=("b",)),)),
            "Ana reaches D through A (37% reliable)",
            "Ana 可经 A 联系到 D（可靠度 37%）",
        ),
    ],
)
def test_the_title_is_the_finding(facts: AccessFacts, en: str, zh: str) -> None:
    assert write_access_headline(facts, "en") == en
    assert write_access_headline(facts, "zh") == zh


def test_nobody_decides() -> None:
    G = account()
    G.add_contact("a")
    scene = access_paths_scene(G)
    assert title(scene) == "Whom to reach is open: nobody on the map is known to decide"
    assert "Nobody on this map is known to decide" in strings(scene)
    assert title(access_paths_scene(G, target="a")) == "No way to a is known: ask first who of ours knows whom"
    assert title(access_paths_scene(G, title="Mine")) == "Mine"


def test_likelihoods_never_claim_too_much() -> None:
    assert [chance_label(value) for value in (0.0, 0.004, 0.005, 0.994, 0.9951, 1.0)] == [
        "0%", "<1%", "<1%", "99%", ">99%", "100%",
    ]  # fmt: skip
    G = sg.random_buying_center(50, seed=3)  # sampled: every draw has a way, and that does not make it certain
    assert sg.assess_access(G).any_reliability > 0.9995
    header = [text.string for text in access_paths_scene(G).texts if text.owner == "header"]
    assert ">99%" in header
    assert "100%" not in header


# ------------------------------------------------------------------ what is not known


def test_unknown_and_closed_targets_are_told_apart() -> None:
    G = account()
    G.add_teammate("t", name="Ana")
    G.add_contact("d", name="Dora", roles=["decision_maker"])
    unknown = strings(access_paths_scene(G))
    assert "No way is known." in unknown
    assert "Ask first: nobody noted whether, or how well, one of ours knows Dora." in unknown
    assert not any("0%" in text for text in unknown)
    G.nodes["d"]["relationship"] = "none"
    closed = strings(access_paths_scene(G))
    assert "Nobody of ours has a way to this contact." in closed
    assert "No way is known." not in closed


def test_the_footnote_says_what_rests_on_influence_and_what_cannot_fade() -> None:
    G = chain(3, direct=0.3)
    found = " ".join(strings(access_paths_scene(G)))
    assert "Steps that rest on influence alone, since nobody noted whether they would introduce us: 1 of 4." in found
    assert "Without a date of the last contact, and so not faded: 1." in found


def test_nobody_says_who_of_ours() -> None:
    G = account()
    G.add_contact("d", name="Dora", roles=["decision_maker"], relationship="trusted")
    scene = access_paths_scene(G)
    assert title(scene) == "We have a direct line to Dora (80% reliable)"
    assert {"Somebody of ours", "not noted who"} <= set(strings(scene))


# ------------------------------------------------------------------ room


def test_every_target_comes_before_a_second_way() -> None:
    G = sg.random_buying_center(50, seed=3)
    paths = sg.introduction_paths(G)
    scene = access_paths_scene(G)
    assert scene.height <= 1000
    goals = [name for name in scene.cards if name.startswith("target/")]
    assert goals == [f"target/{each}" for each in dict.fromkeys(paths["target"])][: len(goals)]
    hidden = paths["target"].nunique() - len(goals)
    assert hidden == 1
    assert any("Not shown: the ways to " in text for text in strings(scene))
    left = len(paths[[f"target/{each}" in goals for each in paths["target"]]]) - len(goals)
    assert any(f"Ways not shown: {left}." in text for text in strings(scene))


def test_most_is_how_many_ways_a_target_has() -> None:
    G = sample("packaging_line")
    for most in (1, 2, 5):
        rows = {name.split("/")[0] for name in access_paths_scene(G, most=most).cards if name[0].isdigit()}
        assert len(rows) == len(sg.introduction_paths(G, k=most)) == most
    assert access_paths_scene(G, most=1).height < access_paths_scene(G, most=3).height


def test_a_very_long_way_leaves_its_middle_out() -> None:
    scene = access_paths_scene(chain(9))
    assert sum(tie.ends is not None and tie.ends[0].startswith("0/") for tie in scene.ties) == 6
    assert "4 more" in strings(scene)
    whole = access_paths_scene(chain(6))
    assert not any(text.endswith(" more") for text in strings(whole) if text[0].isdigit())
    assert {f"0/{place}" for place in range(5)} <= set(whole.cards)


def test_a_plan_fits_its_room() -> None:
    targets = tuple(TargetFacts(f"d{number}") for number in range(20))
    ways = tuple(way("t", "a", target.contact) for target in targets for _ in range(3))
    facts = facts_of(*ways, targets=targets)
    for room in (200.0, 500.0, 834.0, 3000.0):
        plan = plan_rows(facts, room)
        assert plan.height <= room
        assert len(plan.groups) + len(plan.hidden) == 20
    assert not plan_rows(facts, 9000.0).hidden


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_can_be_read(lang: Lang) -> None:
    centers = [sg.random_buying_center(n, seed=seed) for seed, n in enumerate((1, 2, 4, 7, 11, 18, 25, 33, 47, 60))]
    centers += [sample(name) for name in SAMPLES]
    centers += [chain(length, direct=0.2) for length in (3, 5, 6, 7, 12)]
    centers += [build() for build in HARD_CENTERS.values()]
    for G in centers:
        found = inspect(access_paths_scene(G, lang=lang))
        assert found.faults() == []
        assert found.smallest_text >= 10
        assert found.lowest_contrast >= 4.5


@pytest.mark.parametrize("steps", [2, 4, 6])
def test_long_names_stay_on_their_cards(steps: int) -> None:
    G = chain(steps)
    G.nodes["t"].update(name=LONG_NAME, title=LONG_TITLE)
    for number in range(steps):
        G.nodes[f"c{number}"].update(name=f"{LONG_NAME} 王小明", title=LONG_TITLE)
    found = inspect(access_paths_scene(G))
    assert found.faults() == []
    assert found.smallest_text >= 10


def test_numbers_as_ids_do_not_mix_up_cards() -> None:
    G = account()
    G.add_teammate("9")
    for key in ("0", "1"):
        G.add_contact(key, roles=["decision_maker"])
    G.add_relationship("9", "0", relationship="trusted")
    G.add_influence("0", "1", 0.5)
    scene = access_paths_scene(G)
    assert len(scene.cards) == 2 + 2 + 1  # two frames, who of ours twice, and 0 on the way to 1
    assert inspect(scene).faults() == []


# ------------------------------------------------------------------ sources and options


def test_a_table_gives_the_same_ways() -> None:
    G = sample("bank_mainframe")
    table = sg.introduction_paths(G)
    scene = access_paths_scene(table, lang="zh")
    assert title(scene) == title(access_paths_scene(G, lang="zh"))
    assert inspect(scene).faults() == []
    shown = strings(scene)
    assert "愿意引见" not in shown  # the table does not say what each step rests on
    assert [text for text in shown if text in {"46%", "39%", "34%", "27%", "24%", "20%"}] == [
        f"{value:.0%}" for value in table["reliability"]
    ]
    bare = table.drop(columns="ask")
    bare.attrs = {}
    assert title(access_paths_scene(bare, lang="zh")) == title(scene)


def test_an_empty_table() -> None:
    G = account()
    G.add_contact("d", roles=["decision_maker"])
    assert title(access_paths_scene(sg.introduction_paths(G))) == (
        "No way to d is known: ask first who of ours knows whom"
    )
    assert title(access_paths_scene(sg.introduction_paths(account()))) == "No contacts mapped yet"


@pytest.mark.parametrize(
    "option", [{"target": "002"}, {"most": 2}, {"as_of": dt.date(2026, 7, 1)}, {"draws": 100}, {"seed": 1}]
)
def test_options_of_the_analysis_do_not_go_with_a_table(option: dict[str, Any]) -> None:
    table = sg.introduction_paths(sample("bank_mainframe"))
    with pytest.raises(OptionError, match=next(iter(option))):
        access_paths_scene(table, **option)


@pytest.mark.parametrize("source", [None, 3, "map.csv", sg.assess_access(sg.example_buying_center()).to_frame()])
def test_other_sources_are_refused(source: Any) -> None:
    with pytest.raises(OptionError, match="introduction_paths"):
        access_paths_scene(source)


def test_options_are_checked() -> None:
    G = sample("packaging_line")
    with pytest.raises(OptionError, match="most"):
        access_paths_scene(G, most=0)
    with pytest.raises(OptionError, match="draws"):
        access_paths_scene(G, draws=0)
    with pytest.raises(OptionError, match="seed"):
        access_paths_scene(G, seed=-1)
    with pytest.raises(OptionError, match="left"):
        access_paths_scene(G, target="weiss")
    with pytest.raises(UnknownContactError):
        access_paths_scene(G, target="nobody")
    with pytest.raises(UnknownTermError):
        access_paths_scene(G, lang="fr")  # type: ignore[arg-type]
    G.nodes["eklund"]["stance"] = 7
    with pytest.raises(SchemaError):
        access_paths_scene(G)


def test_target_and_day_are_used() -> None:
    G = sample("packaging_line")
    assert title(access_paths_scene(G, target="moreau")).startswith("Hannah Reiter reaches Paul Moreau through Ngozi")
    later = dt.date(2027, 5, 29)
    best = sg.introduction_paths(G, as_of=later)["reliability"][0]
    assert f"({best:.0%} reliable)" in title(access_paths_scene(G, as_of=later))


def test_the_order_of_the_graph_does_not_matter() -> None:
    G = sg.random_buying_center(30, seed=4)
    H = sg.BuyingCenter(**G.graph)
    H.add_nodes_from(reversed(list(G.nodes(data=True))))
    H.add_edges_from(reversed(list(G.edges(data=True))))
    assert access_paths_scene(H) == access_paths_scene(G)


def test_the_users_axes_and_style_are_left_alone(tmp_path: Path) -> None:
    before = mpl.rcParams.copy()
    left, right = Figure(figsize=(32, 6)).subplots(1, 2)
    assert plot_access_paths(sample("packaging_line"), ax=left) is left
    assert any("reaches" in text.get_text() for text in left.texts)
    assert not right.texts
    assert mpl.rcParams == before
    path = save_diagram(sample("packaging_line"), tmp_path / "paths.png", picture="access_paths", lang="zh", dpi=60)
    assert path.stat().st_size > 10_000


def test_lines_are_as_thick_as_reliable(typefaces: Typefaces) -> None:
    steps = (StepFacts("t", "a", 0.2), StepFacts("a", "d", 0.9))
    facts = facts_of(WayFacts("d", steps, 0.18, 0), targets=(OPEN,), has_contacts=False)
    scene = draft_access_paths(replace(facts, team={"t": TeammateFacts("AN", "Ana")}), typefaces)
    lines = [shape for shape in scene.shapes if isinstance(shape, Polyline) and shape.ends is not None]
    assert np.diff([line.line for line in lines]) > 0


def test_the_legend_explains_the_outlines_of_cards() -> None:
    scene = access_paths_scene(sg.read_csv(sg.sample_folder("packaging_line")))
    legend = [text.string for text in scene.texts if text.owner == "legend"]
    assert "Outsider" in legend  # the way through somebody who has retired
    assert "Not yet known" not in legend
    G = account()
    G.add_contact("d", name="CFO, not yet known", status="placeholder", roles=["decision_maker"])
    assert "Not yet known" in strings(access_paths_scene(G))


def test_a_page_without_a_way_explains_no_reliability() -> None:
    G = account()
    G.add_contact("d", name="Dora", roles=["decision_maker"])
    lines = strings(access_paths_scene(G))
    assert not any(line.startswith("Reliability of a way") for line in lines)
    assert "Number: share of the decision in percent, a model estimate." in lines
    note = "Nobody on the map decides: the shares are of everybody's opinion."
    assert not any(note in line for line in lines)
    G.nodes["d"]["roles"] = ("user",)
    assert any(note in line for line in strings(access_paths_scene(G, target="d")))


def test_of_several_who_may_lead_there_any_one_is_asked_for() -> None:
    G = account()
    G.add_contact("d", name="Dora", roles=["decision_maker"])
    G.add_contact("e", name="Eva")
    G.add_influence("e", "d", 0.5)
    asked = "Ask first: nobody noted whether, or how well, one of ours knows Dora or Eva."
    assert asked in strings(access_paths_scene(G))


def test_a_map_without_anybody_in_a_post_says_so() -> None:
    G = account()
    G.add_contact("a", name="Bo", status="left", roles=["decision_maker"])
    assert title(access_paths_scene(G)) == "Everybody on the map has left"


@pytest.mark.parametrize("wrong", [3, [], object(), float("nan")])
@pytest.mark.parametrize("option", ["title", "font"])
def test_a_title_or_a_font_that_is_no_text_is_refused(option: str, wrong: object) -> None:
    with pytest.raises(OptionError, match=option):
        access_paths_scene(sg.example_buying_center(), **{option: wrong})


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letters.ttf"
    path.write_text("no font")
    for font in (path, str(path), tmp_path / "missing.ttf", tmp_path):
        with pytest.raises(OptionError, match="font"):
            access_paths_scene(sg.example_buying_center(), font=font)


def test_who_knows_the_target_is_said_where_that_way_is_not_shown() -> None:
    G = sample("bank_mainframe")
    assert any("郑海波 knows 沈国梁 directly (27%)" in text for text in strings(access_paths_scene(G)))
    assert any("郑海波与沈国梁直接相识（27%）" in text for text in strings(access_paths_scene(G, lang="zh")))
    assert not any("directly" in text for text in strings(access_paths_scene(chain(1))))
