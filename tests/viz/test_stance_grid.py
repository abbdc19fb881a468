"""The stance grid: who stands where, how high, in which lane, and what is said of it."""

from __future__ import annotations

import copy
import math
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, account, crowd, everything, person

import stakeholder_graph as sg
from stakeholder_graph.errors import DataQualityWarning, OptionError, UnknownTermError
from stakeholder_graph.viz.charts.stance_grid import plot_stance_grid, stance_grid_scene
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.pages.power_grid import PowerFacts
from stakeholder_graph.viz.pages.stance_grid import StanceGridFacts, add_stance_grid, draft_stance_grid
from stakeholder_graph.viz.pages.stance_grid_headline import write_power_headline, write_stance_headline
from stakeholder_graph.viz.palette import STANCE_GROUNDS
from stakeholder_graph.viz.scene.drafting import Draft
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polyline, Rectangle, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.lettering.typefaces import Typefaces

Lang = Literal["en", "zh"]
Kind = Literal["stance", "interest"]
KINDS: tuple[Kind, ...] = ("stance", "interest")
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
ORDER = ("opponent", "sceptic", "neutral", "supporter", "strong_supporter", "unknown")


def texts(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


def disc(scene: Scene, contact: str) -> Circle:
    """Return the disc of a contact: the circle around the first of its texts that is a share."""
    room = scene.cards[contact]
    inside = [
        shape
        for shape in scene.shapes
        if isinstance(shape, Circle)
        and shape.layer is Layer.DISC
        and shape.fill is not None
        and room.x0 < shape.center[0] < room.x1
        and room.y0 < shape.center[1] < room.y1
    ]
    assert len(inside) == 1
    return inside[0]


def lanes(scene: Scene) -> dict[str, tuple[float, float]]:
    """Return the span of each lane, known by its colour."""
    grounds = {fill: stance for stance, fill in STANCE_GROUNDS.items()}
    return {
        grounds[shape.fill]: (shape.box.x0, shape.box.x1)
        for shape in scene.shapes
        if isinstance(shape, Rectangle) and shape.layer is Layer.BAND and shape.fill in grounds
    }


def grid(people: Sequence[ContactFacts], typefaces: Typefaces, lang: Lang = "en") -> Scene:
    return draft_stance_grid(StanceGridFacts(MapFacts(contacts=tuple(people))), typefaces, lang=lang)


def six(**facts: object) -> list[ContactFacts]:
    """Return one contact of each stance, with shares that fall from 32 % by halves."""
    return [person(stance, stance=stance, share=0.32 / 2**number, **facts) for number, stance in enumerate(ORDER)]


# ------------------------------------------------------------------ where people stand


def test_everybody_stands_in_the_lane_of_the_own_stance(typefaces: Typefaces) -> None:
    scene = grid(six(), typefaces)
    found = lanes(scene)
    assert sorted(found, key=lambda stance: found[stance]) == list(ORDER)
    for stance in ORDER:
        left, right = found[stance]
        assert left < scene.cards[stance].x0 < scene.cards[stance].x1 < right


def test_heights_grow_with_the_square_root_of_the_share(typefaces: Typefaces) -> None:
    people = [
        person(f"c{number}", stance=stance, share=share)
        for number, (stance, share) in enumerate(zip(ORDER, (0.36, 0.16, 0.04, 0.01, 0.0, 0.09), strict=True))
    ]
    scene = grid(people, typefaces)
    y = {one.id: disc(scene, one.id).center[1] for one in people}
    height = y["c0"] - y["c4"]
    # sqrt(.36) = .6, sqrt(.16) = .4, sqrt(.04) = .2, sqrt(.01) = .1, sqrt(.09) = .3
    assert [round((y[f"c{number}"] - y["c4"]) / height, 3) for number in (1, 2, 3, 5)] == [
        round(part / 0.6, 3) for part in (0.4, 0.2, 0.1, 0.3)
    ]


def test_ticks_stand_at_the_heights_of_their_shares(typefaces: Typefaces) -> None:
    scene = grid([person("a", share=0.25), person("b", stance="neutral", share=0.0)], typefaces)
    low, high = disc(scene, "b").center[1], disc(scene, "a").center[1]
    ticks = {text.string: text.anchor[1] for text in scene.texts if text.owner == "scale" and text.string[-1] == "%"}
    assert {"0%", "1%", "20%"} <= set(ticks)
    for label, y in ticks.items():
        share = float(label[:-1]) / 100
        assert y + 0.365 * 11 == pytest.approx(low + (high - low) * math.sqrt(share / 0.25), abs=0.1)


def test_a_share_against_stands_at_its_size_and_is_explained(typefaces: Typefaces) -> None:
    people = [person("a", stance="neutral", share=-0.2), person("b", stance="sceptic", share=0.2)]
    scene = grid(people, typefaces)
    assert disc(scene, "a").center[1] == disc(scene, "b").center[1]
    assert "−20" in texts(scene, "a")
    assert any("negative share" in note for note in texts(scene, "footnote"))


def test_who_falls_on_one_spot_is_moved_with_a_line_to_the_true_height(typefaces: Typefaces) -> None:
    people = [person(f"c{number}", stance="neutral", share=0.1) for number in range(2)]
    others = [person("z", stance="sceptic", share=0.1), person("top", share=0.4)]
    scene = grid([*people, *others], typefaces)
    true = disc(scene, "z").center[1]
    assert scene.cards["c0"].y0 >= scene.cards["c1"].y1
    lines = {shape.ends: shape for shape in scene.ties}
    assert set(lines) == {("c0", "c0"), ("c1", "c1")}
    for number, line in enumerate(lines.values()):
        assert line.points[0][1] == pytest.approx(true)
        assert line.points[-1][1] == pytest.approx(disc(scene, f"c{number}").center[1])
    assert any("true height" in entry for entry in texts(scene, "legend"))


def test_no_line_where_nobody_was_moved(typefaces: Typefaces) -> None:
    scene = grid(six(), typefaces)
    assert scene.ties == ()
    assert not any("true height" in entry for entry in texts(scene, "legend"))


def test_a_crowd_of_one_stance_flows_into_columns(typefaces: Typefaces) -> None:
    people = [person(f"c{number:02}", stance="neutral", share=0.01) for number in range(40)]
    scene = grid(people, typefaces)
    columns = {round(disc(scene, one.id).center[0], 1) for one in people}
    assert len(columns) >= 5
    left, right = lanes(scene)["neutral"]
    assert right - left > 5 * (lanes(scene)["sceptic"][1] - lanes(scene)["sceptic"][0])
    assert inspect(scene).faults() == []


def test_unknown_is_neither_neutral_nor_zero(typefaces: Typefaces) -> None:
    scene = grid([person("a", share=0.3), person("b", stance="neutral", share=0.1)], typefaces)
    left, right = lanes(scene)["unknown"]
    assert left < scene.cards["a"].x0 < right
    assert disc(scene, "a").dash != ()
    assert disc(scene, "a").center[1] > disc(scene, "b").center[1]


# ------------------------------------------------------------------ what stands there


def test_a_block_has_share_name_title_and_tag(typefaces: Typefaces) -> None:
    scene = grid([person("a", share=0.517, title="Chief", roles=("decision_maker", "user"))], typefaces)
    assert set(texts(scene, "a")) == {"52", "A", "Chief", "?", "DM"}
    assert set(texts(grid([person("a", share=0.5, roles=("decision_maker",))], typefaces, "zh"), "a")) >= {"决"}


def test_heads_count_people_and_add_their_shares_up(typefaces: Typefaces) -> None:
    people = [
        person("a", stance="sceptic", share=0.30),
        person("b", stance="sceptic", share=0.004),
        person("c", stance="neutral", share=0.004),
    ]
    head = texts(grid(people, typefaces), "head")
    assert head[head.index("Sceptic") + 1] == "2 people  ·  30%"
    assert head[head.index("Neutral") + 1] == "1 person  ·  <1%"
    assert head[head.index("Opponent") + 1] == "nobody"
    zh = texts(grid(people, typefaces, "zh"), "head")
    assert zh[zh.index("怀疑") + 1] == "2 人  ·  30%"


def test_who_has_left_is_counted_not_shown(typefaces: Typefaces) -> None:
    scene = grid([person("a", share=0.5), person("b", status="left"), person("c")], typefaces)
    assert set(scene.cards) == {"a"}
    note = " ".join(texts(scene, "footnote"))
    assert "Not shown: 1 who left." in note
    assert "Not shown: 1 without a share of the decision." in note


def test_a_placeholder_is_amber_has_no_ring_and_is_explained(typefaces: Typefaces) -> None:
    scene = grid([person("a", share=0.5, status="placeholder")], typefaces)
    assert disc(scene, "a").edge == "#9A6B00"
    assert any(entry == "Holder not yet known" for entry in texts(scene, "legend"))
    assert not any("relationship" in entry for entry in texts(scene, "legend"))
    assert [shape for shape in scene.shapes if isinstance(shape, Circle) and shape.fill is None] == []
    active = grid([person("a", share=0.5)], typefaces)  # a relationship that nobody noted is a dotted ring
    assert [shape for shape in active.shapes if isinstance(shape, Circle) and shape.fill is None] != []


def test_more_than_a_page_is_cut_to_the_weightiest() -> None:
    scene = stance_grid_scene(crowd())
    assert len(scene.cards) == 60
    assert "c00" in scene.cards
    assert any("Shown are 60 of 75 contacts" in note for note in texts(scene, "footnote"))
    assert "75 people" in texts(scene, "head")[-1]


def test_the_page_is_lower_for_a_few_people() -> None:
    heights = [stance_grid_scene(sg.random_buying_center(size)).height for size in (1, 10, 40)]
    assert heights == sorted(heights)
    assert heights[0] < heights[1] < heights[2] == 1000


def test_an_empty_map_says_so() -> None:
    for by in KINDS:
        scene = stance_grid_scene(sg.BuyingCenter(), by=by)
        assert texts(scene, "header") == ["No contacts mapped yet"]
        assert texts(scene, "empty")[0] == "No contacts on this map yet"


def test_the_numbers_are_those_of_the_ranking() -> None:
    G = sg.read_csv(sg.sample_folder("bank_mainframe"))
    scene, ranking = stance_grid_scene(G), sg.rank_contacts(G)
    assert set(scene.cards) == set(ranking.index)
    for contact, share in ranking["share"].items():
        assert ("<1" if share < 0.01 else f"{share:.0%}"[:-1]) in texts(scene, str(contact))
    against = ranking["share"][ranking["stance"] <= -0.2].sum()
    heads = texts(scene, "head")
    assert heads[heads.index("Sceptic") + 1] == f"3 people  ·  {against:.0%}"


# ------------------------------------------------------------------ power and interest


def powers(typefaces: Typefaces, lang: Lang = "en") -> Scene:
    known = {
        "mc": PowerFacts(0.9, 0.8, powerful=True, interested=True),
        "ks": PowerFacts(0.8, 0.3, powerful=True, interested=False),
        "ki": PowerFacts(0.4, 0.7, powerful=False, interested=True),
        "mo": PowerFacts(0.3, 0.1, powerful=False, interested=False),
        "uh": PowerFacts(0.7, None, powerful=True),
        "ul": PowerFacts(0.1, None, powerful=False),
        "up": PowerFacts(None, 0.9, interested=True),
    }
    people = tuple(person(contact, share=0.1, stance="neutral") for contact in known)
    facts = StanceGridFacts(MapFacts(contacts=people), known, 2 / 3, 0.5)
    return draft_stance_grid(facts, typefaces, lang=lang)


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["Keep satisfied", "Monitor", "Manage closely", "Keep informed", "Find out first", "Find out later"]),
        ("zh", ["令其满意", "持续关注", "重点管理", "随时告知", "优先查明", "其次查明"]),
    ],
)
def test_quadrants_bear_the_fields_names(typefaces: Typefaces, lang: Lang, names: list[str]) -> None:
    found = texts(powers(typefaces, lang), "compartment")
    assert [name for name in found if name in names] == names


def test_everybody_stands_in_the_own_quadrant(typefaces: Typefaces) -> None:
    scene = powers(typefaces)
    middle = {contact: room.center for contact, room in scene.cards.items()}
    assert middle["ks"][0] == pytest.approx(middle["mo"][0], abs=30)
    assert middle["ks"][0] < middle["mc"][0] < middle["uh"][0]
    assert max(middle[low][1] for low in ("ki", "mo", "ul")) < min(middle[high][1] for high in ("mc", "ks", "uh"))
    assert middle["up"][1] < min(middle[low][1] for low in ("ki", "mo", "ul"))  # power not known: in a strip below
    assert middle["ks"][1] < middle["mc"][1]
    assert inspect(scene).faults() == []


def test_interest_is_said_where_it_is_known(typefaces: Typefaces) -> None:
    scene = powers(typefaces)
    assert "interest 0.8" in texts(scene, "mc")
    assert not any("interest" in text for text in texts(scene, "uh"))


def test_the_grid_of_interest_agrees_with_the_labels() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    scene, table = stance_grid_scene(G, by="interest"), sg.stakeholder_labels(G)
    names = texts(scene, "compartment")
    for quadrant, name in (("manage_closely", "Manage closely"), ("keep_informed", "Keep informed")):
        assert names[names.index(name) + 1].startswith(f"{(table['quadrant'] == quadrant).sum()} people")
    rows: dict[bool, list[float]] = {True: [], False: []}
    for contact, powerful in table["powerful"].items():
        rows[bool(powerful)].append(scene.cards[str(contact)].center[1])
    assert max(rows[False]) < min(rows[True])


def test_the_limits_are_really_used() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    few = texts(stance_grid_scene(G, by="interest", power_from=0.95, interest_from=0.85), "compartment")
    table = sg.stakeholder_labels(G, power_from=0.95, interest_from=0.85)
    count = (table["quadrant"] == "manage_closely").sum()
    assert count == 1
    assert few[few.index("Manage closely") + 1].startswith("1 person")
    assert "0.85 and more" in texts(stance_grid_scene(G, by="interest", interest_from=0.85), "head")


@pytest.mark.parametrize("limit", [0.0, 1.0])
def test_limits_at_the_ends_of_the_scale_can_be_drawn(limit: float) -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    scene = stance_grid_scene(G, by="interest", power_from=limit, interest_from=limit)
    assert inspect(scene).faults() == []


# ------------------------------------------------------------------ the finding


def people_of(**shares: float) -> list[ContactFacts]:
    return [person(stance, stance=stance, share=share) for stance, share in shares.items()]


@pytest.mark.parametrize(
    ("people", "en", "zh"),
    [
        (
            [person("a", share=0.4), person("b", share=0.1)],
            "Nobody's stance is known yet: find out where A stands first, with 40% of the decision",
            "所有人的立场都还未知：请先了解 A 的立场，其决策份额为 40%",
        ),
        (
            [person("a", share=0.4), person("b", share=0.4)],
            "Nobody's stance is known yet, and nobody weighs more than the others",
            "所有人的立场都还未知，也看不出谁更有份量",
        ),
        (
            people_of(unknown=0.5, neutral=0.1, supporter=0.2),
            "We do not know where 50% of the decision stands; UNKNOWN alone holds the 50%",
            "决策份额的 50% 立场未知，全部在 UNKNOWN 手中",
        ),
        (
            [*people_of(neutral=0.3, supporter=0.1), person("n", stance="neutral", share=0.1)],
            "40% of the decision has not taken a side; NEUTRAL alone holds 30%",
            "决策份额的 40% 尚未表态，仅 NEUTRAL 一人就占 30%",
        ),
        (
            [*people_of(neutral=0.3, opponent=0.1), *(person(f"n{n}", stance="neutral", share=0.12) for n in range(4))],
            "78% of the decision has not taken a side; NEUTRAL weighs most (30%)",
            "决策份额的 78% 尚未表态，其中 NEUTRAL 份量最重（30%）",
        ),
        (
            people_of(opponent=0.2, sceptic=0.2, supporter=0.1),
            "More of the decision is against us than for us: 40% to 10%",
            "反对多于支持：支持者占决策份额的 10%，反对或怀疑者占 40%",
        ),
        (
            people_of(strong_supporter=0.5, sceptic=0.2),
            "More of the decision is for us than against us: 50% to 20%; STRONG_SUPPORTER alone holds the 50%",
            "支持多于反对：反对或怀疑者占决策份额的 20%，支持者占 50%，全部在 STRONG_SUPPORTER 手中",
        ),
        (
            people_of(supporter=0.4, sceptic=0.2, unknown=0.3),
            "More of the decision is for us than against us: 40% to 20%; the stance of 30% is not known",
            "支持多于反对：反对或怀疑者占决策份额的 20%，支持者占 40%；另有 30% 立场未知",
        ),
        (
            people_of(strong_supporter=0.4, supporter=0.2, sceptic=0.1),  # heads and power alike
            "Power is with us: 60% of the decision, with 10% against us; STRONG_SUPPORTER alone holds 40%",
            "支持方占上风：反对或怀疑者占决策份额的 10%，支持者占 60%，仅 STRONG_SUPPORTER 一人就占 40%",
        ),
        (
            people_of(strong_supporter=0.05, supporter=0.1, sceptic=0.5),
            "Heads are with us, power is not: 2 of 3 people support us and hold 15% of the decision",
            "人数占优，份量不足：3 人中有 2 人支持我方，只占决策份额的 15%",
        ),
    ],
)
def test_the_title_says_on_which_side_the_weight_is(people: list[ContactFacts], en: str, zh: str) -> None:
    assert write_stance_headline(people, "en") == en
    assert write_stance_headline(people, "zh") == zh


CLOSE = PowerFacts(0.9, 0.9, powerful=True, interested=True)
SILENT = PowerFacts(0.9, None, powerful=True)
WEAK = PowerFacts(0.1, 0.9, powerful=False, interested=True)


@pytest.mark.parametrize(
    ("people", "known", "en", "zh"),
    [
        (
            [person("a", share=0.5, relationship=0)],
            [CLOSE],
            "A is the one to manage closely, with 50% of the decision, and nobody of ours has met them",
            "须重点管理的只有 A，占决策份额的 50%，我方从未接触",
        ),
        (
            [person("a", share=0.5, relationship=3), person("b", share=0.2, relationship=0)],
            [CLOSE, CLOSE],
            "2 people to manage closely hold 70% of the decision; we have never met B",
            "2 人须重点管理，合计占决策份额的 70%，其中 B 我方从未接触",
        ),
        (
            [person("a", share=0.5, relationship=0), person("b", share=0.2, relationship=0), person("c", share=0.1)],
            [CLOSE, CLOSE, CLOSE],
            "3 people to manage closely hold 80% of the decision; 2 of them we have never met",
            "3 人须重点管理，合计占决策份额的 80%，其中 2 人我方从未接触",
        ),
        (
            [person("a", share=0.5, stance="opponent"), person("b", share=0.2)],
            [CLOSE, CLOSE],
            "2 people to manage closely hold 70% of the decision; A is against us",
            "2 人须重点管理，合计占决策份额的 70%，其中 A 反对我方",
        ),
        (
            [person("a", share=0.5), person("b", share=0.2), person("c", share=0.1)],
            [CLOSE, CLOSE, SILENT],
            "2 people to manage closely hold 70% of the decision; the interest of 1 more with power is not known",
            "2 人须重点管理，合计占决策份额的 70%，另有 1 位有权力者关注度未知",
        ),
        (
            [person("a", share=0.5), person("b", share=0.1)],
            [SILENT, SILENT],
            "Of 2 people with power we do not know whether they are interested; A alone holds 50%",
            "2 位有权力者的关注度未知，仅 A 一人就占 50%",
        ),
        (
            [person("a", share=0.5)],
            [SILENT],
            "We do not know whether A, who has power, is interested",
            "A 有权力，但关注度未知",
        ),
        (
            [person("a", share=0.5)],
            [WEAK],
            "Nobody on the map is known to have both power and interest",
            "尚无人既有权力又有关注",
        ),
    ],
)
def test_the_title_says_whom_to_manage_closely(
    people: list[ContactFacts], known: list[PowerFacts], en: str, zh: str
) -> None:
    labels = {one.id: facts for one, facts in zip(people, known, strict=True)}
    assert write_power_headline(people, labels, "en") == en
    assert write_power_headline(people, labels, "zh") == zh


def test_a_title_of_ones_own_stands_instead() -> None:
    assert "My own $title$" in texts(stance_grid_scene(everything(), title="My own $title$"), "header")


def test_a_supporter_against_whose_judgement_the_decision_runs_is_no_weight_for_us() -> None:
    people = [person("n", stance="strong_supporter", share=-0.6), person("d", stance="supporter", share=0.3)]
    assert write_stance_headline(people, "en").startswith("Power is against us: 60% of the decision, with 30% for us")


def test_a_negative_share_is_drawn_and_summed_with_its_sign(typefaces: Typefaces) -> None:
    people = [person("a", stance="supporter", share=-0.2), person("b", stance="supporter", share=0.5)]
    strings = [text.string for text in grid(people, typefaces).texts]
    assert {"−20", "50", "2 people  ·  30%"} <= set(strings)


def test_where_nobody_decides_the_axis_is_of_everybodys_opinion() -> None:
    G = account()
    G.add_contact("a", stance=0.5)
    strings = [text.string for text in stance_grid_scene(G).texts]
    assert "Share of all opinion root scale" in " ".join(strings)
    assert "Share of the decision root scale" not in " ".join(strings)


def test_two_sides_of_one_weight_are_a_split() -> None:
    people = people_of(supporter=0.3, sceptic=0.3)
    assert write_stance_headline(people, "en") == "The decision is split: 30% is for us, 30% against us"
    assert write_stance_headline(people, "zh") == "双方势均力敌：支持者与反对或怀疑者各占决策份额的 30%"


def test_where_nobody_decides_the_title_does_not_speak_of_power_over_the_decision() -> None:
    G = account()
    G.add_contact("a", stance=0.5)
    G.add_contact("b", stance=-0.5)
    with pytest.warns(DataQualityWarning, match="Nobody on the map"):
        ranking = sg.rank_contacts(G)
    share = f"{ranking.loc['a', 'share']:.0%}"
    for source in (G, ranking):
        scene = stance_grid_scene(source)
        expected = f"Nobody on the map decides; of everybody's opinion {share} is for us, {share} against us"
        assert texts(scene, "header")[0] == expected
    assert write_stance_headline([person("a", share=0.4)], "en", owned=False) == (
        "Nobody on the map decides, and nobody's stance is known yet"
    )


def test_of_a_placeholder_it_is_to_be_found_out_who_it_is() -> None:
    people = [person("cfo", share=0.5, status="placeholder"), person("b", share=0.1)]
    assert write_stance_headline(people, "en") == (
        'Nobody\'s stance is known yet: find out first who "CFO" is, with 50% of the decision'
    )


def test_the_headings_of_all_lanes_are_of_one_size() -> None:
    scene = stance_grid_scene(sg.read_csv(sg.sample_folder("high_tech_managers")))
    headings = {text.px for text in scene.texts if text.owner == "head" and text.bold and text.string != "?"}
    assert len(headings) == 1


# ------------------------------------------------------------------ legibility


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 12, 16, 20, 25, 31, 40, 60])
def test_random_grids_can_be_read(size: int, by: Kind, lang: Lang) -> None:
    scene = stance_grid_scene(sg.random_buying_center(size, seed=size), by=by, lang=lang)
    found = inspect(scene)
    assert found.faults() == []
    assert found.smallest_text >= 10
    assert found.lowest_contrast >= 4.5
    assert len(scene.cards) == size


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_grids_can_be_read(name: str, by: Kind, lang: Lang) -> None:
    found = inspect(stance_grid_scene(HARD_CENTERS[name](), by=by, lang=lang))
    assert found.faults() == []
    assert found.smallest_text >= 10
    assert found.lowest_contrast >= 4.5


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("sample", sg.SAMPLES)
def test_the_samples_can_be_read(sample: str, by: Kind, lang: Lang) -> None:
    scene = stance_grid_scene(sg.read_csv(sg.sample_folder(sample)), by=by, lang=lang)
    assert inspect(scene).faults() == []
    titles = [text for text in scene.texts if text.owner not in {"header", "footnote"}]
    assert not any(text.string.endswith(("...", "…")) for text in titles)


def test_lines_to_the_true_heights_do_not_cross_each_other() -> None:
    scene = stance_grid_scene(sg.random_buying_center(60, seed=60))
    assert len(scene.ties) > 10
    spans = [(line.points[0], line.points[-1]) for line in scene.ties]
    for (start, end), (other_start, other_end) in combinations(spans, 2):
        if start[0] == other_start[0]:
            assert (start[1] - other_start[1]) * (end[1] - other_end[1]) >= 0


@pytest.mark.parametrize("area", [Box(100, 100, 800, 500), Box(800, 60, 1580, 900)])
@pytest.mark.parametrize("size", [3, 14])
def test_a_grid_can_be_drawn_into_any_area(size: int, area: Box, typefaces: Typefaces) -> None:
    facts = StanceGridFacts(read_map_facts(sg.random_buying_center(size, seed=size)))
    draft = Draft(1600, 1000, typefaces)
    add_stance_grid(draft, facts, area, "en")
    scene = draft.scene()
    assert inspect(scene).faults() == []
    for text in scene.texts:
        assert area.x0 - 1 <= text.box.x0 <= text.box.x1 <= area.x1 + 1
        assert area.y0 - 1 <= text.box.y0 <= text.box.y1 <= area.y1 + 1


# ------------------------------------------------------------------ what it is drawn from


def test_the_ranking_can_be_drawn_without_the_graph() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    scene = stance_grid_scene(sg.rank_contacts(G))
    assert texts(scene, "header")[0] == texts(stance_grid_scene(G), "header")[0]
    assert set(scene.cards) == set(stance_grid_scene(G).cards)
    assert not any("relationship" in entry for entry in texts(scene, "legend"))
    assert inspect(scene).faults() == []


def test_the_labels_can_be_drawn_without_the_graph() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    scene = stance_grid_scene(sg.stakeholder_labels(G), by="interest")
    assert "Manage closely" in texts(scene, "compartment")
    assert texts(scene, "eklund") == ["eklund", "interest 0.8"]  # neither share nor stance is in the table
    assert inspect(scene).faults() == []


def test_labels_say_nothing_of_shares_that_they_do_not_know() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    for lang in LANGUAGES:
        scene = stance_grid_scene(sg.stakeholder_labels(G), by="interest", lang=lang)
        assert not [text.string for text in scene.texts if "%" in text.string]
    assert texts(scene, "header")[0].startswith("8 人须重点管理")
    assert "8 people" in texts(stance_grid_scene(sg.stakeholder_labels(G), by="interest"), "compartment")


def test_a_table_whose_figures_are_none_is_refused() -> None:
    table = sg.rank_contacts(sg.example_buying_center())
    with pytest.raises(OptionError, match=r"source.*rank_contacts"):
        stance_grid_scene(table.assign(stance="supporter"))
    with pytest.raises(OptionError, match=r"source.*rank_contacts"):
        stance_grid_scene(table.assign(share="much"))
    assert texts(stance_grid_scene(table.iloc[:0]), "header")[0] == "No contacts mapped yet"


@pytest.mark.parametrize(
    ("source", "by"), [(42, "stance"), (pd.DataFrame({"a": [1]}), "stance"), (pd.DataFrame({"a": [1]}), "interest")]
)
def test_anything_else_is_refused_with_what_is_expected(source: object, by: Kind) -> None:
    expected = {"stance": "rank_contacts", "interest": "stakeholder_labels"}[by]
    with pytest.raises(OptionError, match=f"source.*{expected}"):
        stance_grid_scene(source, by=by)  # type: ignore[arg-type]


def test_options_without_effect_are_refused() -> None:
    G = sg.example_buying_center()
    with pytest.raises(OptionError, match="power_from"):
        stance_grid_scene(G, power_from=0.5)
    with pytest.raises(OptionError, match="interest_from"):
        stance_grid_scene(sg.stakeholder_labels(G), by="interest", interest_from=0.5)
    with pytest.raises(OptionError, match="power_from"):
        stance_grid_scene(G, by="interest", power_from=2.0)
    with pytest.raises(UnknownTermError):
        stance_grid_scene(G, by="power")  # type: ignore[arg-type]
    with pytest.raises(UnknownTermError):
        stance_grid_scene(G, lang="de")  # type: ignore[arg-type]


def test_the_order_of_the_graph_does_not_matter() -> None:
    G = sg.random_buying_center(20, seed=3)
    H = sg.BuyingCenter(**G.graph)
    H.add_nodes_from(reversed(list(G.nodes(data=True))))
    H.add_edges_from(reversed(list(G.edges(data=True))))
    for by in KINDS:
        assert stance_grid_scene(G, by=by) == stance_grid_scene(H, by=by)


def test_it_draws_on_the_axes_it_is_given_and_leaves_everything_else_alone() -> None:
    G = account()
    G.add_contact("a", name="$x$ 王 😀", stance=0.5)
    before, parameters = copy.deepcopy(G), dict(mpl.rcParams)
    ax = Figure().subplots()
    assert plot_stance_grid(G, ax=ax) is ax
    assert len(ax.texts) > 10
    assert dict(mpl.rcParams) == parameters
    assert dict(G.nodes(data=True)) == dict(before.nodes(data=True))


def test_every_line_is_a_hair_line_or_a_line_of_the_scale() -> None:
    scene = stance_grid_scene(sg.random_buying_center(30, seed=1))
    for shape in scene.shapes:
        if isinstance(shape, Polyline):
            assert shape.line < 1.5 or shape.layer is Layer.STAR
