"""The map of who of ours knows whom: bow-tie or diamond, threads, and lines that cross little."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, LONG_NAME, LONG_TITLE, account, everything

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.viz.charts.contact_map import contact_map_scene, plot_contact_map
from stakeholder_graph.viz.charts.saving import save_diagram
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.layout.two_sides import count_crossings, order_by_middle
from stakeholder_graph.viz.pages.contact_map import MOST_ROWS
from stakeholder_graph.viz.pages.contact_map_facts import (
    BondFacts,
    ContactMapFacts,
    ShapeFacts,
    decision_parts,
    reach_of,
)
from stakeholder_graph.viz.pages.contact_map_headline import write_contact_map_headline
from stakeholder_graph.viz.pages.contact_map_lines import FADING, MOST_TEAM, NOT_KNOWN, line_width
from stakeholder_graph.viz.palette import stance_style
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS

if TYPE_CHECKING:
    from pathlib import Path

    from stakeholder_graph.viz.scene.primitives import Polyline, Scene

Lang = Literal["en", "zh"]
SAMPLES = ("packaging_line", "bank_mainframe", "high_tech_managers")


def sample(name: str) -> sg.BuyingCenter:
    return sg.read_csv(sg.sample_folder(name))


def strings(scene: Scene) -> list[str]:
    return [text.string for text in scene.texts]


def of(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


def title(scene: Scene) -> str:
    place = (24.0, scene.height - 40)
    return next(text.string for text in scene.texts if text.anchor == place)


def whole_title(scene: Scene) -> str:
    """Return the title where it takes two lines."""
    return " ".join(
        text.string for text in scene.texts if text.owner == "header" and text.bold and text.anchor[0] == 24
    )


def team_of(G: sg.BuyingCenter, count: int) -> sg.BuyingCenter:
    """Add a team of ours who know the contacts by turns."""
    people = [(key, cells) for key, cells in G.nodes(data=True) if cells.get("side") != "seller"]
    contacts = [key for key, cells in people if cells.get("status") != "placeholder"]
    for number in range(count):
        G.add_teammate(f"u{number:02}", name=f"{LONG_NAME} {number}", title=LONG_TITLE)
    steps = list(RELATIONSHIP_STEPS)
    for place, contact in enumerate(contacts):
        for turn in range(place % 4):
            mate = f"u{(3 * place + turn) % count:02}"
            if not G.has_edge(mate, contact):
                G.add_relationship(mate, contact, relationship=steps[(place + turn) % 6])
    return G


# ------------------------------------------------------------------ what is drawn is what the analysis found


@pytest.mark.parametrize("name", ["packaging_line", "bank_mainframe"])
def test_lines_are_the_relationships(name: str) -> None:
    G = sample(name)
    table = sg.relationship_strength(G)
    here = table[(table["status"] != "left") & (table["step"] != "none")]
    drawn = {tie.ends: tie for tie in contact_map_scene(G).ties}
    assert set(drawn) == set(zip(here["teammate"], here["contact_id"], strict=True))
    stances = {key: cells.get("stance") for key, cells in G.nodes(data=True)}
    for row in here.itertuples():
        line = drawn[row.teammate, row.contact_id]
        assert line.line == line_width(RELATIONSHIP_STEPS.order(row.step))
        assert line.dash == (FADING.dash if row.fading in ("fading", "faded") else ())
        if stances[row.contact_id] is not None and stances[row.contact_id] > 0.7:
            assert line.color == stance_style("strong_supporter").edge


def test_widths_grow_with_the_step() -> None:
    assert (np.diff([line_width(step) for step in range(1, 6)]) > 0.5).all()
    assert line_width(None) == line_width(1)


@pytest.mark.parametrize("name", ["packaging_line", "bank_mainframe"])
def test_cards_of_ours_say_what_each_carries(name: str) -> None:
    G = sample(name)
    ties = sg.account_stage(G).ties
    parts = ties.groupby("teammate")["strength"].sum() / ties["strength"].sum()
    shares = sg.rank_contacts(G)["share"]
    table = sg.relationship_strength(G)
    scene = contact_map_scene(G)
    for mate in sorted(set(table["teammate"].dropna())):
        known = table[(table["teammate"] == mate) & (table["step"] != "none") & (table["status"] != "left")]
        words = of(scene, mate)
        covered = sum(abs(shares[contact]) for contact in known["contact_id"])
        assert f"knows {len(known)}  ·  {covered:.0%} of the decision" in words
        carries = [text for text in words if text.startswith("carries")]
        assert carries == ([f"carries {parts[mate]:.0%} of our relationships"] if mate in parts else [])


def test_contacts_stand_by_share_and_say_how_they_are_reached() -> None:
    G = sample("packaging_line")
    scene = contact_map_scene(G)
    shares = sg.rank_contacts(G)["share"]
    order = sorted((key for key in scene.cards if key in shares.index), key=lambda key: -scene.cards[key].y1)
    assert order == sorted(order, key=lambda key: -shares[key])
    assert "weiss" not in scene.cards  # has left
    assert any("Not shown: 1 who left." in text for text in strings(scene))
    table = sg.relationship_strength(G)
    holding = table[table["strength"] >= 0.3].groupby("contact_id").size()
    for contact in order:
        words, threads = of(scene, contact), holding.get(contact, 0)
        expected = {0: None, 1: "single thread"}.get(threads, f"{threads} threads")
        if expected is not None:
            assert expected in words
    assert "no one" in of(scene, "eklund")
    assert "weak, does not hold" in of(scene, "tanaka")
    assert "not known" in of(scene, "jansen")
    assert "无人认识" in of(contact_map_scene(G, lang="zh"), "eklund")


def test_the_strip_says_how_the_decision_is_reached_and_what_is_not() -> None:
    G = sample("packaging_line")
    strip = of(contact_map_scene(G), "strip")
    found = sg.account_stage(G)
    assert found.functions_missing == ("sales",)
    assert found.levels_missing == (3, 5)
    assert {"Functions not reached", "Sales", "Levels not reached", "Manager, Staff"} <= set(strip)
    shares = sg.rank_contacts(G)["share"]
    table = sg.relationship_strength(G)
    holding = table[(table["strength"] >= 0.3) & (table["status"] != "left")].groupby("contact_id").size()
    several = sum(shares[contact] for contact, count in holding.items() if count > 1)
    single = sum(shares[contact] for contact, count in holding.items() if count == 1)
    assert f"several threads {several:.0%}" in strip
    assert f"single thread {single:.0%}" in strip
    assert f"no one {shares['eklund'] + shares['grant']:.0%}" in strip
    chinese = of(contact_map_scene(sample("bank_mainframe"), lang="zh"), "strip")
    assert (
        "管理层、法务合规、安全、采购、市场；未知：销售" in chinese
    )  # of the one in sales nobody noted a relationship
    assert f"图外 {1 - sg.map_completeness(sample('bank_mainframe')):.0%}" in chinese
    parts = [float(text.rpartition(" ")[2].strip("%<")) for text in chinese if text.endswith("%")]
    assert sum(parts) == pytest.approx(100, abs=3)  # the bar is the whole decision


def test_what_rivals_cancel_is_a_part_of_its_own() -> None:
    people = MapFacts(
        contacts=(ContactFacts("a", "Bo", share=0.5), ContactFacts("b", "Cy", share=-0.2)), completeness=0.9
    )
    parts = decision_parts(ContactMapFacts(people))
    assert parts == pytest.approx({"unknown": 0.7, "cancelled": 0.2, "unmapped": 0.1})
    G = sample("bank_mainframe")
    left = sg.map_completeness(G) - sg.rank_contacts(G)["share"].abs().sum()
    assert f"cancelled by rivalry {left:.0%}" in of(contact_map_scene(G), "strip")
    assert f"因对立抵消 {left:.0%}" in of(contact_map_scene(G, lang="zh"), "strip")


def test_what_nobody_reaches_comes_first_where_it_is_most() -> None:
    boss = replace(BOSS, share=0.6)
    facts = shaped("bow_tie", boss, bonds=(BondFacts("t", "b", 0, holds=False), BondFacts("t", "a", 3, holds=True)))
    assert write_contact_map_headline(facts, "en") == (
        "Nobody of ours reaches 60% of the decision, including Cy, who decides. "
        "A bow-tie: every relationship known to hold runs through Ana"
    )
    assert write_contact_map_headline(facts, "zh").startswith("决策份额的 60% 我方无人触及，包括决策人 Cy。“蝴蝶结”形")
    unknown = replace(facts, bonds=facts.bonds[1:])
    assert write_contact_map_headline(unknown, "en").startswith("A bow-tie")


def test_an_even_part_is_no_hub() -> None:
    even = {"t": 0.41, "u": 0.3, "v": 0.29}
    assert "though" not in write_contact_map_headline(shaped("diamond", hub_share=0.41, carried=even), "en")
    assert "though" in write_contact_map_headline(shaped("diamond", hub_share=0.42, carried=even), "en")


def test_a_long_name_without_a_title_leaves_no_orphan() -> None:
    G = account()
    for number in range(36):
        G.add_contact(f"c{number:02}", name="n" * (40 + number))
    assert not {"…", "..."} & set(strings(contact_map_scene(G)))


def test_figures_of_the_header() -> None:
    G = sample("packaging_line")
    header, found = of(contact_map_scene(G), "header"), sg.account_stage(G)
    figures = dict(zip(header[1:6:2], header[:6:2], strict=True))
    assert figures["independent threads"] == str(found.threads) == "3"
    assert figures["stage of the account"] == "Partnership"
    assert figures["contacts known to us, 2 not noted"] == "16/20"
    G.nodes["jansen"]["relationship"] = "none"
    assert "contacts known to us, 1 not noted" in of(contact_map_scene(G), "header")


def test_trends_that_go_against_us_are_marked() -> None:
    G = sample("packaging_line")
    table = sg.relationship_strength(G)
    strained = int(((table["trend"] == "strained") & (table["status"] != "left")).sum())
    circles = [shape for shape in contact_map_scene(G).shapes if getattr(shape, "radius", 0) == 5.4]
    assert len(circles) == strained + 1  # and the one of the legend


# ------------------------------------------------------------------ titles


def shaped(form: str, *contacts: ContactFacts, bonds: tuple[BondFacts, ...] = (), **shape: Any) -> ContactMapFacts:
    people = contacts or (ContactFacts("a", "Bo", relationship=3),)
    names = {one.id: one.name for one in people} | {"t": "Ana"}
    shape = {"hub": "t", "hub_share": 0.44, "threads": 3} | shape
    return ContactMapFacts(
        MapFacts(contacts=people),
        bonds=bonds or (BondFacts("t", "a", 3, strength=0.55, holds=True),),
        names=names,
        shape=ShapeFacts(form=form, **shape),  # type: ignore[arg-type]
    )


BOSS = ContactFacts("b", "Cy", roles=("decision_maker",), relationship=0)
NOBODY = (BondFacts("", "a", 0, strength=0.0, holds=False),)


@pytest.mark.parametrize(
    ("facts", "en", "zh"),
    [
        (
            shaped("bow_tie"),
            "A bow-tie: every relationship known to hold runs through Ana",
            "“蝴蝶结”形：已知稳固的关系全部经过 Ana",
        ),
        (
            shaped("bow_tie", hub=""),
            "A bow-tie: every relationship known to hold runs through somebody of ours",
            "“蝴蝶结”形：已知稳固的关系全部经过我方某位同事",
        ),
        (
            shaped("between"),
            "Ana carries 44% of our relationships: no longer a bow-tie, not yet a diamond",
            "Ana 承载我方关系的 44%：已非“蝴蝶结”形，尚未成“钻石”形",
        ),
        (
            shaped("between", hub="a", hub_is_ours=False),
            "44% of our relationships end at Bo: no longer a bow-tie, not yet a diamond",
            "我方关系的 44% 集中于 Bo：已非“蝴蝶结”形，尚未成“钻石”形",
        ),
        (
            shaped("between", is_narrow=True, threads=5),
            (
                "5 independent threads, but not yet a diamond"
                ": too few of our functions and levels are known to meet theirs"
            ),
            "独立线路 5 条，但尚未成“钻石”形：已知双方对接的职能或层级过少",
        ),
        (
            shaped("diamond"),
            "A diamond, though Ana carries 44% of it",
            "“钻石”形，但 Ana 一人承载我方关系的 44%",
        ),
        (
            shaped("diamond", hub="a", hub_is_ours=False),
            "A diamond, though 44% of it ends at Bo",
            "“钻石”形，但我方关系的 44% 集中于 Bo",
        ),
        (
            shaped("diamond", hub_share=0.2),
            "A diamond: 3 independent threads, and nobody carries more than 20%",
            "“钻石”形：独立线路 3 条，任何人承载不超过 20%",
        ),
        (shaped("none", bonds=NOBODY), "Nobody of ours knows anybody there", "我方在对方尚无相识之人"),
        (shaped("none"), "No relationship of ours is strong enough to hold", "我方尚无稳固的关系"),
        (shaped("unknown", bonds=NOBODY), "Nobody noted who of ours knows whom", "我方谁认识谁，尚无记录"),
        (shaped("unknown"), "No relationship of ours is known to hold", "我方是否有稳固的关系，尚不清楚"),
        (
            shaped("diamond", BOSS, hub_share=0.2),
            "A diamond: 3 independent threads, and nobody carries more than 20%; nobody of ours knows Cy, who decides",
            "“钻石”形：独立线路 3 条，任何人承载不超过 20%；我方无人认识决策人 Cy",
        ),
        (
            shaped("bow_tie", BOSS, replace(BOSS, id="c", name="Di")),
            "A bow-tie: every relationship known to hold runs through Ana; nobody of ours knows Cy and Di, who decide",
            "“蝴蝶结”形：已知稳固的关系全部经过 Ana；我方无人认识决策人 Cy 和 Di",
        ),
        (  # whether we know who decides is not known
            shaped("bow_tie", replace(BOSS, relationship=None)),
            "A bow-tie: every relationship known to hold runs through Ana",
            "“蝴蝶结”形：已知稳固的关系全部经过 Ana",
        ),
        (ContactMapFacts(shape=ShapeFacts()), "No contacts mapped yet", "尚未录入联系人"),
    ],
)
def test_the_title_is_the_finding(facts: ContactMapFacts, en: str, zh: str) -> None:
    assert write_contact_map_headline(facts, "en") == en
    assert write_contact_map_headline(facts, "zh") == zh


def test_the_shape_is_that_of_the_account() -> None:
    """What ``account_stage`` says of the same graphs in words is what stands in the title."""
    words = {"A bow-tie:": "A bow-tie:", "Between": "not yet a diamond", "A diamond:": "A diamond", "No tie": "N"}
    seen = set()
    for seed in range(40):
        G = sg.random_buying_center(3 + seed % 20, seed=seed)
        said = sg.account_stage(G).to_text().splitlines()[1]
        (start,) = [start for start in words if said.startswith(start)]
        seen.add(start)
        assert words[start] in whole_title(contact_map_scene(G)), said
    for name, start in (("packaging_line", "A diamond"), ("bank_mainframe", "A diamond")):
        assert start in whole_title(contact_map_scene(sample(name)))
    assert {"A bow-tie:", "Between"} <= seen
    assert "A bow-tie: every relationship known to hold runs through 陈薇" in whole_title(
        contact_map_scene(everything())
    )


def test_the_part_of_the_hub_is_that_of_the_account() -> None:
    G = sample("packaging_line")
    found = sg.account_stage(G)
    assert f"{found.names[found.hub or '']} carries {found.hub_share:.0%} of it" in whole_title(contact_map_scene(G))
    assert title(contact_map_scene(G, title="Mine")) == "Mine"


# ------------------------------------------------------------------ what is not known


@pytest.mark.parametrize(
    ("bonds", "reach"),
    [
        ((), ("unknown", 0)),
        ((BondFacts("t", "a", 0, holds=False),), ("nobody", 0)),
        ((BondFacts("t", "a", 0, holds=False), BondFacts("u", "a")), ("unknown", 0)),
        ((BondFacts("t", "a", 1, holds=False),), ("weak", 0)),
        ((BondFacts("t", "a", 3, holds=True), BondFacts("u", "a")), ("single", 1)),
        ((BondFacts("t", "a", 3, holds=True), BondFacts("u", "a", 4, holds=True)), ("several", 2)),
    ],
)
def test_how_a_contact_is_reached(bonds: tuple[BondFacts, ...], reach: tuple[str, int]) -> None:
    assert reach_of(bonds) == reach


def test_nothing_known_is_not_nothing_there() -> None:
    scene = contact_map_scene(sample("high_tech_managers"))
    assert title(scene) == "Nobody noted who of ours knows whom"
    assert "None of our people is on the map" in strings(scene)
    strip = of(scene, "strip")
    assert "none is noted on the map" in strip  # functions
    assert strip[-1].startswith("Not known: ")  # levels: nobody said that they are not reached
    assert not scene.ties


def test_an_unknown_step_is_dotted_and_a_nameless_one_has_a_card() -> None:
    G = account()
    G.add_teammate("t", name="Ana")
    G.add_contact("a", name="Bo")
    G.add_contact("b", name="Cy", relationship="trusted")
    G.add_relationship("t", "a")
    scene = contact_map_scene(G)
    lines = {tie.ends: tie for tie in scene.ties}
    assert lines["t", "a"].dash == NOT_KNOWN.dash
    assert lines["", "b"].dash == ()
    assert {"Somebody of ours", "not noted who"} <= set(strings(scene))
    assert "1 relationship, not known how well" in of(scene, "t")
    G.remove_edge("t", "a")
    assert "no relationship noted" in of(contact_map_scene(G), "t")
    G.add_relationship("t", "a", relationship="none")
    assert "knows nobody here" in of(contact_map_scene(G), "t")


def test_a_relationship_of_unknown_strength_is_not_called_unnoted() -> None:
    G = account()
    G.add_teammate("t", name="Ana")
    G.add_contact("a", name="Bo", roles=["decision_maker"])
    G.add_contact("b", name="Cy")
    assert title(contact_map_scene(G)) == "Nobody noted who of ours knows whom"
    G.add_relationship("t", "a")
    G.add_relationship("t", "b")
    scene = contact_map_scene(G)
    assert title(scene) == "Whom we know is noted, but not how well"
    assert title(contact_map_scene(G, lang="zh")) == "我方认识谁有记录，但熟悉程度未注明"
    assert "2 relationships, not known how well" in of(scene, "t")


def test_who_is_known_to_know_nobody() -> None:
    G = account()
    G.add_teammate("t", name="Ana")
    G.add_contact("a", name="Bo", roles=["decision_maker"], relationship="none")
    assert "knows nobody here" in of(contact_map_scene(G), "t")


def test_a_map_without_anybody_in_a_post_says_so() -> None:
    G = account()
    G.add_teammate("t", name="Ana")
    G.add_contact("a", name="Bo", status="left")
    G.add_relationship("t", "a", relationship="trusted")
    assert title(contact_map_scene(G)) == "Everybody on the map has left"
    assert title(contact_map_scene(sg.relationship_strength(G))) == "Everybody on the map has left"
    assert "Nobody on this map is there any more" in strings(contact_map_scene(G))


def test_shares_of_everybodys_opinion_are_called_so() -> None:
    G = account()
    G.add_contact("a", name="Bo", relationship="trusted")
    note = "Nobody on the map decides: the shares are of everybody's opinion."
    assert any(text.startswith(note) for text in strings(contact_map_scene(G)))
    G.nodes["a"]["roles"] = ("decision_maker",)
    assert not any(note in text for text in strings(contact_map_scene(G)))


# ------------------------------------------------------------------ order and room


def crossings(ends: list[list[int]]) -> int:
    """Count in another way: pairs of lines whose ends are in opposite order."""
    lines = [(place, end) for place, places in enumerate(ends) for end in places]
    return sum((one[0] - other[0]) * (one[1] - other[1]) < 0 for one, other in combinations(lines, 2))


def test_the_order_of_ours_saves_crossings() -> None:
    rng = np.random.default_rng(7)
    found, least = 0, 0
    for _ in range(40):
        ends = [sorted(rng.choice(12, rng.integers(1, 6), replace=False).tolist()) for _ in range(5)]
        assert count_crossings(ends) == crossings(ends)
        ordered = [ends[number] for number in order_by_middle(ends)]
        found += crossings(ordered)
        least += min(crossings(list(way)) for way in permutations(ends))
    assert found <= 1.02 * least


def test_our_people_stand_in_that_order() -> None:
    G = sample("packaging_line")
    scene = contact_map_scene(G)
    heights = {tie.ends[0]: scene.cards[tie.ends[0]].y1 for tie in scene.ties if tie.ends}
    places = {key: -box.y1 for key, box in scene.cards.items()}
    ours = sorted(heights, key=lambda mate: -heights[mate])
    ends = [sorted(places[tie.ends[1]] for tie in scene.ties if tie.ends and tie.ends[0] == mate) for mate in ours]
    ranks = sorted({place for row in ends for place in row})
    by_rank = [[ranks.index(place) for place in row] for row in ends]
    assert crossings(by_rank) == min(crossings(list(way)) for way in permutations(by_rank))


def test_lines_run_level_into_their_ends_and_over_no_row() -> None:
    scene = contact_map_scene(sg.random_buying_center(30, seed=3))
    for tie in scene.ties:
        assert tie.ends is not None
        card, row = scene.cards[tie.ends[0]], scene.cards[tie.ends[1]]
        assert tie.points[0][0] == pytest.approx(card.x1)
        assert tie.points[-1][0] == pytest.approx(row.x0, abs=0.1)
        assert row.y0 < tie.points[-1][1] < row.y1
        assert [x for x, _ in tie.points] == sorted(x for x, _ in tie.points)


def test_more_than_a_page_is_cut_to_the_weightiest() -> None:
    G = sg.random_buying_center(60, seed=2)
    scene = contact_map_scene(G)
    shares = sg.rank_contacts(G)["share"]
    shown = [key for key in scene.cards if key in shares.index]
    assert len(shown) == MOST_ROWS
    assert set(shown) == set(shares.abs().sort_values(ascending=False).index[:MOST_ROWS])
    assert any(f"Shown are {MOST_ROWS} of 60 contacts" in text for text in strings(scene))


def test_more_of_ours_than_a_page_holds() -> None:
    scene = contact_map_scene(team_of(sg.random_buying_center(20, seed=1), MOST_TEAM + 4))
    assert sum(box.x0 == 24.0 for box in scene.cards.values()) == MOST_TEAM
    assert any("more of ours." in text for text in strings(scene))
    assert inspect(scene).faults() == []


def test_the_page_is_as_high_as_its_rows() -> None:
    heights = [contact_map_scene(sg.random_buying_center(n, seed=1)).height for n in (1, 6, 12, 40)]
    assert heights == sorted(heights)
    assert heights[0] < 600
    assert heights[-1] == 1000


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_can_be_read(lang: Lang) -> None:
    sizes = (1, 2, 3, 5, 8, 12, 16, 19, 22, 23, 25, 27, 29, 33, 36, 37, 45, 60)
    centers = [sg.random_buying_center(n, seed=seed) for seed, n in enumerate(sizes)]
    centers += [sample(name) for name in SAMPLES]
    centers += [build() for build in HARD_CENTERS.values()]
    centers += [team_of(HARD_CENTERS[name](), 12) for name in ("long names", "more than a page", "one bare contact")]
    for G in centers:
        found = inspect(contact_map_scene(G, lang=lang))
        assert found.faults() == []
        assert found.smallest_text >= 10
        assert found.lowest_contrast >= 4.5


# ------------------------------------------------------------------ sources and options


def test_a_table_gives_the_same_relationships() -> None:
    G = sample("bank_mainframe")
    table = sg.relationship_strength(G)
    scene, whole = contact_map_scene(table), contact_map_scene(G)

    def looks(ties: tuple[Polyline, ...]) -> dict[Any, Any]:
        return {tie.ends: (tie.line, tie.dash) for tie in ties}

    assert looks(scene.ties) == looks(whole.ties)
    assert inspect(scene).faults() == []
    held = table[table["step"] != "none"]["teammate_name"].value_counts()
    assert title(scene) == f"{held.index[0]} holds {held.iloc[0]} of our {held.sum()} relationships"
    assert not any("%" in text for text in strings(scene))  # the table knows no shares
    one = table[table["teammate"] == "S01"]
    assert title(contact_map_scene(one)) == f"陆一鸣 alone holds all our relationships ({len(one)})"
    assert title(contact_map_scene(one, lang="zh")) == f"我方全部 {len(one)} 段关系均由陆一鸣一人维系"
    assert title(contact_map_scene(table.iloc[:0])) == "No relationship of ours is noted"


@pytest.mark.parametrize("source", [None, 3, "map.csv", sg.introduction_paths(sg.example_buying_center())])
def test_other_sources_are_refused(source: Any) -> None:
    with pytest.raises(OptionError, match="relationship_strength"):
        contact_map_scene(source)


def test_options_are_checked_and_used() -> None:
    G = sample("packaging_line")
    with pytest.raises(OptionError, match="as_of"):
        contact_map_scene(sg.relationship_strength(G), as_of=dt.date(2026, 6, 1))
    with pytest.raises(UnknownTermError):
        contact_map_scene(G, lang="fr")  # type: ignore[arg-type]
    later = dt.date(2027, 5, 29)
    table = sg.relationship_strength(G, as_of=later)
    assert table["strength"].max() < 0.3  # a year of silence
    scene = contact_map_scene(G, as_of=later)
    assert title(scene).startswith("No relationship of ours is ")
    assert all(tie.dash == FADING.dash for tie in scene.ties)
    G.nodes["eklund"]["stance"] = 7
    with pytest.raises(SchemaError):
        contact_map_scene(G)


def test_the_order_of_the_graph_does_not_matter() -> None:
    G = sg.random_buying_center(30, seed=4)
    H = sg.BuyingCenter(**G.graph)
    H.add_nodes_from(reversed(list(G.nodes(data=True))))
    H.add_edges_from(reversed(list(G.edges(data=True))))
    assert contact_map_scene(H) == contact_map_scene(G)


def test_the_users_axes_and_style_are_left_alone(tmp_path: Path) -> None:
    before = mpl.rcParams.copy()
    left, right = Figure(figsize=(32, 10)).subplots(1, 2)
    assert plot_contact_map(sample("packaging_line"), ax=left) is left
    assert any("diamond" in text.get_text() for text in left.texts)
    assert not right.texts
    assert mpl.rcParams == before
    path = save_diagram(sample("packaging_line"), tmp_path / "map.png", picture="contact_map", lang="zh", dpi=60)
    assert path.stat().st_size > 10_000


def test_the_title_of_a_long_finding_is_not_cut() -> None:
    for seed in (6, 12, 14, 23):
        shown = title(contact_map_scene(sg.random_buying_center((4, 7, 12, 18, 25, 35, 50, 60)[seed % 8], seed=seed)))
        assert shown.startswith("3 independent threads, but not yet a diamond; nobody of ours knows ")
        assert shown.endswith((", who decides", ", who decide"))
