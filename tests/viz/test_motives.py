"""The motive matrix: every motive stands where it belongs, clashes are those of the analysis, and it can be read."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.matrix_reading import (
    LOWEST_CONTRAST,
    SMALLEST_TEXT,
    circles_near,
    footnotes,
    middle,
    text_of,
    title_of,
    words,
)
from viz.sample_maps import HARD_CENTERS, LONG_NAME, LONG_TITLE, account

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.viz.charts.motives import motives_scene, plot_motives
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.pages.motive_facts import ConflictFacts, MotiveFacts, MotivesFacts
from stakeholder_graph.viz.pages.motives_headline import write_motives_headline
from stakeholder_graph.viz.palette import STANCE_STYLES, WHITE
from stakeholder_graph.viz.scene.motive_mark import MOTIVE_RADII
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.primitives import Circle, Polyline, Scene

Lang = Literal["en", "zh"]
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 21, 25, 28, 32, 36, 42, 50, 60)
SAMPLES = ("packaging_line", "bank_mainframe", "high_tech_managers")
TOPICS = ("payback", "系统稳定", "uptime of the line", LONG_TITLE, "分布式架构改造与供应商多元化路线", "jobs", "$x$")
DESCRIPTIONS = ("Two operators fewer", "少值通宵班，照顾孩子", LONG_TITLE, None)


def random_motives(size: int) -> sg.BuyingCenter:
    """Return a random center in which most contacts have up to four motives, not all of them fully noted."""
    G, rng = sg.random_buying_center(size, seed=size), np.random.default_rng(size)

    def pick(options: tuple[Any, ...]) -> Any:
        return options[int(rng.integers(len(options)))]

    for contact in list(G.contact_network):
        for _ in range(int(rng.integers(5))):
            G.add_motive(
                contact,
                pick(("organisational", "personal")),
                pick(DESCRIPTIONS),
                direction=pick((None, -0.9, -0.4, 0.0, 0.3, 0.8)),
                strength=pick((None, 0.1, 0.5, 1.0)),
                topic=pick((*TOPICS, None)),
                drive=pick(("pain", "gain", None)),
                disclosure=pick(("stated", "inferred", "hidden", None)),
            )
    return G


@cache
def sample(name: str) -> sg.BuyingCenter:
    return sg.read_csv(sg.sample_folder(name))


@cache
def sample_scene(name: str, lang: Lang = "en") -> Scene:
    return motives_scene(sample(name), lang=lang)


def assert_legible(scene: Scene) -> None:
    found = inspect(scene)
    assert found.faults() == []
    assert found.smallest_text >= SMALLEST_TEXT
    assert found.lowest_contrast >= LOWEST_CONTRAST


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_random_matrices_can_be_read(size: int, lang: Lang) -> None:
    G = random_motives(size)
    assert_legible(motives_scene(G, lang=lang))
    assert_legible(motives_scene(sg.motive_table(G), lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_matrices_can_be_read(name: str, lang: Lang) -> None:
    G = HARD_CENTERS[name]()
    assert_legible(motives_scene(G, lang=lang))
    for contact in list(G.contact_network):
        for direction in (0.9, -0.9):
            G.add_motive(contact, "personal", LONG_NAME, direction=direction, strength=0.4, topic=LONG_TITLE)
    assert_legible(motives_scene(G, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_can_be_read(name: str, lang: Lang) -> None:
    assert_legible(sample_scene(name, lang))
    assert_legible(motives_scene(sg.motive_table(sample(name)), lang=lang))


# ------------------------------------------------------------------ what stands in the matrix


def disc_of(scene: Scene, row: Any) -> Circle:
    """Return the disc left of the words of a motive."""
    (text,) = [text for text in scene.texts if text.owner == row["contact_id"] and text.string == row["description"]]
    found = circles_near(scene, text.box.x0 - 20.0, middle(text)[1] + 7.0, 8.0)
    return next(circle for circle in found if circle.fill is not None)


@pytest.mark.parametrize("name", ["packaging_line", "bank_mainframe"])
def test_a_motive_has_the_colour_of_its_direction_and_the_size_of_its_strength(name: str) -> None:
    scene, table = sample_scene(name), sg.motive_table(sample(name))
    low, high = MOTIVE_RADII
    for _, row in table.iterrows():
        disc = disc_of(scene, row)
        assert disc.fill == STANCE_STYLES[classify_stance(row["direction"])].fill
        assert disc.radius == pytest.approx(low + (high - low) * row["strength"])


def test_organisational_motives_stand_left_of_personal_ones() -> None:
    scene, table = sample_scene("packaging_line"), sg.motive_table(sample("packaging_line"))
    head = text_of(scene, "Personal motives", "head").box.x0
    for _, row in table.iterrows():
        assert (disc_of(scene, row).center[0] > head) == (row["kind"] == "personal")


def test_a_hidden_motive_has_a_dashed_ring_and_the_word() -> None:
    scene = sample_scene("packaging_line")
    table = sg.motive_table(sample("packaging_line"))
    for _, row in table.iterrows():
        x, y = disc_of(scene, row).center
        rings = [circle for circle in circles_near(scene, x, y, 1.0) if circle.fill is None]
        assert len(rings) == (row["disclosure"] == "hidden")
        assert all(ring.dash for ring in rings)
    assert "pain, hidden" in words(scene, "brandt")


def test_what_is_not_known_is_not_drawn_as_neutral_or_weightless() -> None:
    G = account()
    G.add_contact("a", name="Ann")
    G.add_motive("a", "personal", "No direction", strength=1.0)
    G.add_motive("a", "personal", "No strength", direction=0.9)
    G.add_motive("a", "personal", direction=0.0, strength=0.0)
    scene = motives_scene(G)
    assert "Not described" in words(scene, "a")
    assert "?" in words(scene, "a")
    weightless = text_of(scene, "No strength")
    (disc,) = circles_near(scene, weightless.box.x0 - 20.0, middle(weightless)[1], 8.0)
    assert (disc.fill, disc.radius) == (WHITE, sum(MOTIVE_RADII) / 2)
    assert {"not known", "how much is not known"} <= set(words(scene, "legend"))


def test_rows_are_ordered_by_share() -> None:
    G, scene = sample("packaging_line"), sample_scene("packaging_line")
    moved = set(sg.motive_table(G).query("status == 'active'")["contact_id"])
    ranking = [contact for contact in sg.rank_contacts(G).index if contact in moved]
    heights = [middle(text_of(scene, G.nodes[contact]["name"], contact))[1] for contact in ranking]
    assert heights == sorted(heights, reverse=True)


def test_who_has_no_motive_is_named_and_counted_and_has_no_row() -> None:
    G, scene = sample("packaging_line"), sample_scene("packaging_line")
    silent = sg.motive_table(G).attrs["without_motives"]
    assert f"Contacts without a noted motive have no row: {silent}." in footnotes(scene)
    assert not [text for text in scene.texts if text.owner == "ibsen"]
    assert any("Erik Ibsen" in line for line in words(scene, "panel"))


def test_only_topics_of_several_people_have_a_column() -> None:
    table = sg.motive_table(sample("bank_mainframe"))
    bearers = table.groupby("topic")["contact_id"].nunique()
    shared = bearers[bearers > 1].index
    scene = sample_scene("bank_mainframe", "zh")
    heads = [text for text in scene.texts if text.owner == "head" and not text.bold]
    assert {text.string for text in heads} == set(shared)
    for head in heads:
        x = middle(head)[0]
        for _, row in table[table["topic"] == head.string].iterrows():
            y = middle(text_of(scene, row["name"], row["contact_id"]))[1]
            assert circles_near(scene, x, y, 12.0)


def brackets(scene: Scene) -> set[tuple[str, str]]:
    ties: tuple[Polyline, ...] = scene.ties
    return {tie.ends for tie in ties if tie.ends is not None}


def test_clashes_are_those_of_the_analysis_the_most_exposed_first() -> None:
    table = sg.motive_conflicts(sample("packaging_line"))
    opposed = table[table["opposed"].fillna(value=False)]
    scene = sample_scene("packaging_line")
    assert brackets(scene) == set(zip(opposed["first"], opposed["second"], strict=True))
    panel = words(scene, "panel")
    assert panel[:6] == [
        "Opposite motives on one topic",
        "1",
        "Payback",
        "Ngozi Okafor: our offer serves it",
        "Keiko Tanaka: our offer works against it",
        "Ngozi Okafor moves Keiko Tanaka (0.20)",
    ]
    assert "Keiko Tanaka moves Paul Moreau (0.30)" in panel


def test_two_who_do_not_move_each_other_are_told_so() -> None:
    G = account()
    for contact, direction in (("a", 0.5), ("b", -0.5)):
        G.add_contact(contact, name=contact.upper())
        G.add_motive(contact, "personal", "x", direction=direction, topic="cost")
    assert "Neither is known to move the other" in words(motives_scene(G), "panel")
    assert "图上二人互不影响" in words(motives_scene(G, lang="zh"), "panel")


def test_who_is_torn_is_marked_in_the_row_and_told_beside() -> None:
    G, scene = sample("packaging_line"), sample_scene("packaging_line")
    torn = sg.motive_alignment(G).query("pattern == 'hidden_blocker'").index
    panel = words(scene, "panel")
    assert [G.nodes[contact]["name"] for contact in torn] == [
        line for line in panel[panel.index("Torn within") + 1 :] if line in ("Tobias Brandt", "Rafael Diaz")
    ]
    left = text_of(scene, "Personal motives", "head").box.x0
    for contact in torn:
        y = middle(text_of(scene, G.nodes[contact]["name"], contact))[1]
        assert circles_near(scene, left - 15.0, y - 7.0, 2.0)


def test_more_than_a_page_is_cut_to_the_weightiest_and_counted() -> None:
    G = random_motives(60)
    table = sg.motive_table(G)
    moved = [contact for contact in sg.rank_contacts(G).index if contact in set(table["contact_id"])]
    scene = motives_scene(G)
    rows = {text.owner for text in scene.texts if text.owner in G}
    assert rows == set(moved[: len(rows)])
    assert 15 < len(rows) < len(moved)
    assert f"Shown are {len(rows)} of the {len(moved)} contacts with motives" in footnotes(scene)
    assert "Shared topics without a column: 2." in footnotes(scene)
    listed = [line for line in words(scene, "panel") if line.isdigit()]
    clashes = int(sg.motive_conflicts(G)["opposed"].fillna(value=False).sum())
    assert f"Clashes without room in the list: {clashes - len(listed)}." in footnotes(scene)


def test_of_one_contact_the_eight_strongest_motives_of_a_kind_are_shown() -> None:
    G = account()
    G.add_contact("a", name="Ann")
    for number in range(50):
        G.add_motive("a", "personal", f"Wish {number}", direction=0.5, strength=number / 50)
    scene = motives_scene(G)
    assert_legible(scene)
    assert [line for line in words(scene, "a") if line.startswith("Wish")] == [f"Wish {n}" for n in range(49, 41, -1)]
    assert "Weaker motives left out: 42." in footnotes(scene)


def test_the_order_of_the_nodes_does_not_matter() -> None:
    G = sample("packaging_line")
    shuffled = type(G)()
    shuffled.graph.update(G.graph)
    shuffled.add_nodes_from(sorted(G.nodes(data=True), reverse=True))
    shuffled.add_edges_from(sorted(G.edges(data=True), key=lambda edge: edge[:2], reverse=True))
    assert motives_scene(shuffled) == sample_scene("packaging_line")


# ------------------------------------------------------------------ the title

ANN, BOB = ContactFacts("a", "Ann", roles=("decision_maker",), share=0.6), ContactFacts("b", "Bob", share=0.2)
PEOPLE = MapFacts(contacts=(ANN, BOB))
FOR = {who: MotiveFacts(who, "personal", direction=0.5) for who in "ab"}
AGAINST = {who: MotiveFacts(who, "organisational", direction=-0.5) for who in "ab"}
CLASH = ConflictFacts("a", "b", "cost")


@pytest.mark.parametrize(
    ("facts", "english", "chinese"),
    [
        (MotivesFacts(), "No contacts mapped yet", "尚未录入联系人"),
        (MotivesFacts(PEOPLE), "Nobody's motives are noted yet", "尚未记录任何人的动机"),
        (MotivesFacts(has_details=False), "Nobody's motives are noted yet", "尚未记录任何人的动机"),
        (
            MotivesFacts(PEOPLE, (FOR["a"], AGAINST["b"]), (CLASH,)),
            "Cost divides Ann and Bob; motives speak for us with 1 of 2 people, against us with 1",
            "Ann 与 Bob 在“cost”上对立；2 人有动机记录：1 人的动机有利于我方，1 人不利",
        ),
        (
            MotivesFacts(PEOPLE, (FOR["a"], AGAINST["a"]), (CLASH, CLASH), (("a", "hidden_blocker"),)),
            "Cost divides Ann and Bob, and one more pair; Ann would lose as the organisation gains",
            "Ann 与 Bob 在“cost”上对立，另有 1 对冲突；Ann 个人受损而组织受益",
        ),
        (
            MotivesFacts(PEOPLE, (FOR["b"],), (CLASH,) * 3),
            "Cost divides Ann and Bob, and 2 more pairs clash; nobody noted what moves the decision maker Ann",
            "Ann 与 Bob 在“cost”上对立，另有 2 对冲突；决策人 Ann 的动机尚无记录",
        ),
        (
            MotivesFacts(PEOPLE, (FOR["a"],), (), (("a", "hidden_blocker"), ("b", "hidden_blocker"))),
            "2 people would lose as their organisation gains; Ann's motives speak for us",
            "2 人个人受损而组织受益；Ann 的动机有利于我方",
        ),
        (
            MotivesFacts(PEOPLE, (FOR["a"], FOR["b"]), (), (("a", "hidden_blocker"), ("b", "personal_friend"))),
            (
                "2 people are torn between their organisation and themselves; "
                "motives speak for us with 2 of 2 people, against us with nobody"
            ),
            "2 人的组织动机与个人动机相反；2 人有动机记录：2 人的动机有利于我方，无人不利",
        ),
        (
            MotivesFacts(PEOPLE, (AGAINST["a"],)),
            "Ann's motives speak against us",
            "Ann 的动机不利于我方",
        ),
        (
            MotivesFacts(PEOPLE, (MotiveFacts("a", "personal"),)),
            "Which way Ann's motives pull is not known",
            "Ann 的动机偏向未知",
        ),
    ],
)
def test_the_title_says_the_gravest(facts: MotivesFacts, english: str, chinese: str) -> None:
    assert write_motives_headline(facts, "en") == english
    assert write_motives_headline(facts, "zh") == chinese


def test_a_motive_that_is_drawn_as_neutral_speaks_for_nobody() -> None:
    slight = MotivesFacts(PEOPLE, (MotiveFacts("a", "personal", direction=0.1),))
    assert write_motives_headline(slight, "en") == "Ann's motives pull neither way"
    mixed = MotivesFacts(PEOPLE, (*slight.motives, AGAINST["a"]))
    assert write_motives_headline(mixed, "en") == "Ann's motives speak against us"


def test_motives_whose_direction_nobody_noted_are_not_counted_as_against_nobody() -> None:
    silent = MotiveFacts("b", "personal")
    facts = MotivesFacts(PEOPLE, (FOR["a"], silent))
    assert write_motives_headline(facts, "en") == (
        "Motives speak for us with 1 of 2 people, against us with 0, and of 1 that is not known"
    )
    assert write_motives_headline(facts, "zh") == "2 人有动机记录：1 人的动机有利于我方，0 人不利，1 人偏向未知"
    facts = MotivesFacts(PEOPLE, (MotiveFacts("a", "personal"), silent))
    assert write_motives_headline(facts, "en") == (
        "Of 2 people with motives nobody is known to be moved for us or against us"
    )
    assert write_motives_headline(facts, "zh") == "2 人有动机记录，但均看不出是否有利于我方"


def test_the_title_counts_what_the_discs_show() -> None:
    G = sample("bank_mainframe")
    directions: dict[str, set[str]] = {}
    for _, row in sg.motive_table(G).iterrows():
        directions.setdefault(row["contact_id"], set()).add(classify_stance(float(row["direction"])))
    favour = sum(
        bool(found & {"supporter", "strong_supporter"}) and not found & {"sceptic", "opponent"}
        for found in directions.values()
    )
    assert f"for us with {favour} of {len(directions)} people" in title_of(sample_scene("bank_mainframe"))


def test_two_of_one_name_who_clash_are_told_apart() -> None:
    G = account()
    for contact, direction in (("a", 0.9), ("b", -0.9)):
        G.add_contact(contact, name="Ann", roles=["decision_maker"])
        G.add_motive(contact, "organisational", "What it costs", topic="cost", direction=direction, strength=1.0)
    assert title_of(motives_scene(G)).startswith("Cost divides Ann (a) and Ann (b)")


# ------------------------------------------------------------------ the table as source, and the options


def test_a_table_tells_the_same_clashes_and_torn_people_and_no_shares() -> None:
    G = sample("packaging_line")
    scene = motives_scene(sg.motive_table(G))
    assert brackets(scene) == brackets(sample_scene("packaging_line"))
    assert "Share, %" not in words(scene)
    assert not [line for line in words(scene, "panel") if "moves" in line]
    assert title_of(scene) == title_of(sample_scene("packaging_line"))
    assert "Contacts without a noted motive have no row: 6." in footnotes(scene)
    assert motives_scene(sg.motive_table(G).iloc[::-1].sort_index()) == scene


def test_an_empty_table_is_told() -> None:
    scene = motives_scene(sg.motive_table(account()))
    assert title_of(scene) == "Nobody's motives are noted yet"


def test_a_table_takes_no_day() -> None:
    with pytest.raises(OptionError, match="computed already"):
        motives_scene(sg.motive_table(account()), as_of=dt.date(2026, 1, 1))


@pytest.mark.parametrize("source", [None, [], sg.motive_conflicts(sg.example_buying_center())])
def test_anything_else_is_refused(source: object) -> None:
    with pytest.raises(OptionError, match="motive_table"):
        motives_scene(source)  # type: ignore[arg-type]


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownTermError):
        motives_scene(account(), lang="de")  # type: ignore[arg-type]


def test_the_readers_axes_and_settings_are_used_and_kept() -> None:
    ax, before, G = Figure(figsize=(16, 9)).subplots(), dict(mpl.rcParams), sample("bank_mainframe")
    nodes = {node: dict(data) for node, data in G.nodes(data=True)}
    assert plot_motives(G, ax=ax, lang="zh", title="自定标题") is ax
    assert ax.texts[0].get_text() == "自定标题"
    assert dict(mpl.rcParams) == before
    assert {node: dict(data) for node, data in G.nodes(data=True)} == nodes
