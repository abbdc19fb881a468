"""The ranking with its certainty: figures, frames, titles, and that it can be read."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, account

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.viz.charts.ranking import plot_ranking, ranking_scene
from stakeholder_graph.viz.charts.ranking_reading import read_certainty, read_ranked_graph
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.ranking import add_ranking, draft_ranking
from stakeholder_graph.viz.pages.ranking_facts import RankedContact, RankingFacts, printable_ranking
from stakeholder_graph.viz.pages.ranking_headline import write_ranking_headline
from stakeholder_graph.viz.scene.drafting import Draft
from stakeholder_graph.viz.scene.primitives import Circle, Polyline, Rectangle, Scene

if TYPE_CHECKING:
    from stakeholder_graph.model.buying_center import BuyingCenter

Lang = Literal["en", "zh"]
FACES = choose_typefaces([])
SAMPLES = ("packaging_line", "bank_mainframe", "high_tech_managers")


def sample(name: str) -> BuyingCenter:
    return sg.read_csv(sg.sample_folder(name))


def ranked(*groups: tuple[str, ...], reach: dict[str, tuple[int, int]] | None = None, **more: object) -> RankingFacts:
    """Return a ranking whose groups are given by names; each share is a tenth less than the one before."""
    rows, rank = [], 0
    for number, group in enumerate(groups, 1):
        span = (rank + 1, rank + len(group))
        for name in group:
            rank += 1
            share = 0.6 * 0.9**rank
            ranks = (reach or {}).get(name, span)
            rows.append(
                RankedContact(
                    ContactFacts(name, name),
                    rank,
                    share,
                    (share - 0.01, share + 0.02),
                    (share - 0.005, share + 0.01),
                    ranks,
                    (1.0 / rank,),
                    1.0 / len(group) if number == 1 else 0.0,
                    number,
                )
            )
    return RankingFacts(MapFacts(), tuple(rows), (3,), level=0.9, draws=1000, **more)  # type: ignore[arg-type]


def plain(*scores: float | None, **more: object) -> RankingFacts:
    rows = tuple(
        RankedContact(ContactFacts(name, name), 1 + sum((other or 0) > (score or 0) for other in scores), score)
        for name, score in zip("abcdefgh", scores, strict=False)
    )
    return RankingFacts(MapFacts(), rows, **more)  # type: ignore[arg-type]


def strings(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


def title(scene: Scene) -> str:
    return max(scene.texts, key=lambda text: (text.px, -text.anchor[0])).string


# ------------------------------------------------------------------ what is drawn is what was computed


@pytest.mark.parametrize("name", SAMPLES)
def test_the_figures_are_those_of_the_analysis(name: str) -> None:
    G = sample(name)
    sure = sg.rank_certainty(G, draws=500, seed=3)
    scene = ranking_scene(G, draws=500, seed=3)
    for contact, row in sure.contacts.iterrows():
        shown = strings(scene, contact)
        low, high = row["rank_low"], row["rank_high"]
        assert str(row["rank"]) in shown
        assert (str(low) if low == high else f"{low}–{high}") in shown
        if row["share"] >= 0.01:
            assert f"{row['share']:.0%}" in shown
        for k in (3, 5):
            chance = sure.acceptability.loc[contact].iloc[:k].sum()
            if 0.01 < chance < 0.99:
                assert f"{chance:.0%}" in shown
    assert "In top 3" in strings(scene, "heading")
    assert "In top 5" in strings(scene, "heading")


def test_dots_and_intervals_stand_where_the_scale_says() -> None:
    G = sample("packaging_line")
    sure = sg.rank_certainty(G, draws=500)
    scene = ranking_scene(sure)
    labels = {text.string: text.anchor[0] for text in scene.texts if text.owner == "scale"}
    zero, ten, fifty = labels["0%"], labels["10%"], labels["50%"]
    root = {value: zero + (ten - zero) * (value / 0.1) ** 0.5 for value in (0.5, *sure.contacts["share"])}
    assert fifty == pytest.approx(root[0.5], abs=0.1)
    dots = [shape for shape in scene.shapes if isinstance(shape, Circle)]
    lines = [shape for shape in scene.shapes if isinstance(shape, Polyline)]
    for contact, row in sure.contacts.head(6).iterrows():
        y = next(text.anchor[1] for text in scene.texts if text.string == row["name"])
        dot = next(dot for dot in dots if abs(dot.center[1] - y) < 8)
        assert dot.center[0] == pytest.approx(root[row["share"]], abs=0.1), contact
        spans = {line.line: line.points for line in lines if abs(line.points[0][1] - dot.center[1]) < 0.1}
        for width, (low, high) in ((1.6, ("share_low", "share_high")), (5.5, ("share_q25", "share_q75"))):
            ends = [zero + (ten - zero) * (row[end] / 0.1) ** 0.5 for end in (low, high)]
            assert [point[0] for point in spans[width]] == pytest.approx(ends, abs=0.1)


def test_a_result_gives_the_same_rows_as_its_graph() -> None:
    G = sample("bank_mainframe")
    by_graph = read_ranked_graph(G, "decision", None, None, {"draws": 300})
    by_result = read_certainty(sg.rank_certainty(G, draws=300))
    assert [(row.rank, row.score, row.interval, row.chances) for row in by_graph.rows] == [
        (row.rank, row.score, row.interval, row.chances) for row in by_result.rows
    ]
    assert [row.person.stance for row in by_graph.rows] == [row.person.stance for row in by_result.rows]
    assert [row.person.roles for row in by_graph.rows] == [row.person.roles for row in by_result.rows]


def test_options_of_the_analysis_have_their_effect() -> None:
    G = sample("packaging_line")
    few = sg.rank_certainty(G, draws=200, seed=5, stage="recognise", level=0.5, top=4, measure="group")
    facts = read_ranked_graph(G, "group", "recognise", None, {"draws": 200, "seed": 5, "level": 0.5, "top": 4})
    assert facts.tops == (4, 5)
    assert (facts.level, facts.draws, facts.measure) == (0.5, 200, "group")
    first = few.contacts.iloc[0]
    row = next(row for row in facts.rows if row.person.id == few.contacts.index[0])
    assert row.interval == pytest.approx((first["share_low"], first["share_high"]))
    assert row.chances[0] == pytest.approx(first["p_top"])
    heads = strings(ranking_scene(G, draws=200, stage="recognise"), "heading")
    assert any("Share of the decision, weighed by the roles of the stage" in head for head in heads)


def test_a_table_without_draws_becomes_bars() -> None:
    table = sg.rank_contacts(sample("packaging_line"))
    scene = ranking_scene(table)
    labels = {text.string: text.anchor[0] for text in scene.texts if text.owner == "scale"}
    px = (labels["40%"] - labels["0%"]) / 0.4  # px of the whole decision: the scale is linear
    bars = {
        box.edges
        for box in (s.box for s in scene.shapes if isinstance(s, Rectangle))
        if abs(box.x0 - labels["0%"]) < 0.01
    }
    widths = sorted((x1 - x0 for x0, _, x1, _ in bars), reverse=True)
    assert widths[:6] == pytest.approx([max(1.0, px * share) for share in table["share"].head(6)], abs=0.1)
    assert "Rank range" not in strings(scene, "heading")
    assert not any("interval" in text for text in strings(scene, "legend"))


def test_a_table_with_draws_has_ranges_and_one_chance() -> None:
    table = sg.rank_contacts(sample("packaging_line"), draws=300)
    heads = strings(ranking_scene(table), "heading")
    assert {"Rank range", "In top 3"} <= set(heads)
    assert "In top 5" not in heads


@pytest.mark.parametrize("measure", [measure for measure in sg.MEASURES if measure not in ("decision", "group")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_other_measures_are_bars_of_their_own_scores(measure: str, lang: Lang) -> None:
    G = sample("packaging_line")
    scene = ranking_scene(G, measure=measure, lang=lang)
    assert inspect(scene).faults() == []
    table = sg.rank_contacts(G, measure=measure)
    column = sg.MEASURES[measure].column
    first = table.index[0]
    assert f"{table[column].iloc[0]:.3g}".replace("-", "−") in strings(scene, first)
    with pytest.raises(OptionError, match="draws"):
        ranking_scene(G, measure=measure, draws=500)


# ------------------------------------------------------------------ frames


def test_a_frame_binds_those_who_cannot_be_told_apart() -> None:
    scene = draft_ranking(ranked(("a",), ("b", "c", "d"), ("e",)), FACES)
    heights = {text.string: text.anchor[1] for text in scene.texts if text.string in set("abcde")}
    brackets = [s.box for s in scene.shapes if isinstance(s, Rectangle) and s.box.width == 3.0 and s.box.height > 50]
    assert len(brackets) == 1
    held = [name for name, y in heights.items() if brackets[0].y0 < y < brackets[0].y1]
    assert sorted(held) == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("lang", "frame", "mark"),
    [
        (
            "en",
            "One frame: each not surely ahead of the next (90%)",
            "Dot: the share by the figures as noted; bars: where the draws fall.",
        ),
        ("zh", "同一框内：前一人未必稳居后一人之前（90%）", "圆点：按所录数值计算的份额；横条：抽样结果所在范围。"),
    ],
)
def test_the_words_say_what_a_frame_and_a_dot_are(lang: Lang, frame: str, mark: str) -> None:
    scene = draft_ranking(ranked(("a",), ("b", "c")), FACES, lang=lang)
    assert frame in strings(scene, "legend")
    assert any(mark in text for text in strings(scene, "footnote"))
    assert inspect(scene).faults() == []
    bars = draft_ranking(plain(0.5, 0.3), FACES, lang=lang)
    assert not any(mark in text for text in strings(bars, "footnote"))


def test_the_people_not_on_the_map_have_a_row_and_no_rank() -> None:
    assert strings(draft_ranking(ranked(("a",), ("b",), unattributed=0.13), FACES), "unmapped") == [
        "People not on the map",
        "?",
        "13%",
    ]
    assert strings(draft_ranking(ranked(("a",), ("b",), unattributed=0.0), FACES), "unmapped") == []
    group = ranked(("a",), ("b",), unattributed=0.13, measure="group")
    assert strings(draft_ranking(group, FACES), "unmapped") == []


def test_unknown_stances_are_not_drawn_where_nobody_asked() -> None:
    facts = ranked(("a",), ("b",), has_stance=False)
    assert "?" not in {text.string for text in draft_ranking(facts, FACES).texts}
    assert "?" in {text.string for text in draft_ranking(ranked(("a",), ("b",)), FACES).texts}


def test_many_are_cut_and_counted() -> None:
    G = sg.random_buying_center(60, seed=4)
    scene = ranking_scene(G, draws=200)
    note = next(text for text in strings(scene, "footnote") if "Shown are" in text)
    shown = int(re.search(r"first (\d+) of 60", note)[1])  # type: ignore[index]
    assert 20 <= shown <= 28
    sure = sg.rank_certainty(G, draws=200)
    names = {text.string for text in scene.texts}
    in_order = sure.contacts.sort_values(["group", "rank"], kind="stable")["name"]
    assert set(in_order.head(shown)) <= names
    assert "first 5 of 60" in " ".join(strings(ranking_scene(G, draws=200, most=5), "footnote"))


def test_the_compact_ranking_fits_and_says_how_many_it_hides() -> None:
    facts = printable_ranking(read_ranked_graph(sg.random_buying_center(40, seed=1), "decision", None, None, {}), FACES)
    draft = Draft(620, 440, FACES)
    assert add_ranking(draft, facts, Box(10, 10, 610, 430), "en") == 28
    scene = draft.scene()
    assert inspect(scene).faults() == []
    assert all(text.box.x0 >= 10 and text.box.x1 <= 610 and 10 <= text.box.y0 <= 430 for text in scene.texts)
    assert "In top 3" not in {text.string for text in scene.texts}
    low = Draft(620, 440, FACES)
    assert add_ranking(low, facts, Box(10, 10, 610, 160), "en") > 28
    assert inspect(low.scene()).faults() == []
    assert add_ranking(Draft(620, 440, FACES), RankingFacts(), Box(10, 10, 610, 430), "en") == 0


# ------------------------------------------------------------------ titles

TITLES = [
    (ranked(), "No contacts mapped yet", "尚未录入联系人"),
    (ranked(("Ann",)), "Ann is the only contact on the map", "图上只有 Ann 一人"),
    (
        ranked(("Ann",), ("Bo", "Cy")),
        "Ann is clearly first with 54%; ranks 2 and 3 cannot be told apart",
        "Ann 稳居第一（54%）；第 2 与第 3 名难分先后",
    ),
    (
        ranked(("Ann",), ("Bo", "Cy"), ("Di",), reach={"Bo": (2, 2), "Cy": (3, 3)}),
        "Ann is clearly first with 54%; of ranks 2 to 3 no one is surely ahead of the next",
        "Ann 稳居第一（54%）；第 2 至第 3 名，相邻者先后未定",
    ),
    (
        ranked(("Ann",), ("Bo",), ("Cy", "Di"), reach={"Cy": (3, 3), "Di": (4, 4)}),
        "Ann and Bo are clearly first and second; from rank 3 on no one is surely ahead of the next",
        "Ann 与 Bo 稳居第一、第二；第 3 名起，相邻者先后未定",
    ),
    (
        ranked(("Ann",), ("Bo",), ("Cy",), ("Di", "Ed")),
        "The first 3 ranks are sure, led by Ann; ranks 4 and 5 cannot be told apart",
        "前 3 名可靠，Ann 居首；第 4 与第 5 名难分先后",
    ),
    (
        ranked(("Ann",), ("Bo",), ("Cy",)),
        "The order of all 3 is sure: Ann comes first, then Bo",
        "3 人的名次全部可靠：Ann 第一，Bo 第二",
    ),
    (
        ranked(("Ann", "Bo")),
        "Nobody is clearly first: Ann leads in 50% of the draws, Bo in 50%",
        "尚无人稳居第一：Ann 在 50% 的抽样中居首，Bo 为 50%",
    ),
    (
        ranked(("Ann", "Bo"), ("Cy",)),
        "Ann and Bo are clearly ahead; which of them comes first is open",
        "Ann 与 Bo 明显领先，两人孰先孰后未定",
    ),
    (
        ranked(("Ann", "Bo", "Cy", "Di"), ("Ed",)),
        "4 people contend for the first rank; Ann holds it in 25% of the draws, Bo in 25%",
        "4 人角逐首位：Ann 在 25% 的抽样中居首，Bo 为 25%",
    ),
    (plain(0.2, 0.2, 0.2), "Nobody stands out: all 3 contacts weigh the same", "无人突出：3 位联系人份量相同"),
    (plain(0.4, 0.4, 0.1), "2 contacts share the first rank, a among them", "包括 a 在内的 2 人并列第一"),
    (
        plain(0.6, 0.1, 0.1),
        "a holds 60% of the decision, more than all others together",
        "a 占决策份额的 60%，超过其余所有人之和",
    ),
    (plain(0.4, 0.3, 0.2), "a holds 40% of the decision, b follows with 30%", "a 占决策份额的 40%，b 以 30% 次之"),
    (
        plain(0.4, 0.1, unattributed=0.5),
        "a holds 40% of the decision, b follows with 10%",
        "a 占决策份额的 40%，b 以 10% 次之",
    ),
    (plain(9.0, 3.0, measure="pagerank"), "a comes first by PageRank, ahead of b", "按 PageRank，a 居首，b 次之"),
]


@pytest.mark.parametrize(("facts", "en", "zh"), TITLES, ids=[en for _, en, _ in TITLES])
def test_the_title_is_the_finding(facts: RankingFacts, en: str, zh: str) -> None:
    assert write_ranking_headline(facts, "en") == en
    assert write_ranking_headline(facts, "zh") == zh
    assert max(draft_ranking(facts, FACES).texts, key=lambda text: text.px).string == en


def test_a_title_of_ones_own_stands_instead() -> None:
    header = strings(ranking_scene(sample("packaging_line"), draws=200, title="Who $moves$ it"), "header")
    assert "Who $moves$ it" in header


# ------------------------------------------------------------------ it can be read


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("seed", range(10))
def test_random_centers_can_be_read(seed: int, lang: Lang) -> None:
    for count in (1 + seed, 7 * seed + 3 if seed < 9 else 60):
        G = sg.random_buying_center(count, seed=seed)
        assert inspect(ranking_scene(G, draws=100, lang=lang)).faults() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_centers_can_be_read(name: str, lang: Lang) -> None:
    scene = ranking_scene(HARD_CENTERS[name](), draws=100, lang=lang)
    assert inspect(scene).faults() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_can_be_read(name: str, lang: Lang) -> None:
    G = sample(name)
    for source in (G, sg.rank_certainty(G, draws=100), sg.rank_contacts(G)):
        assert inspect(ranking_scene(source, lang=lang)).faults() == []


def test_who_left_is_not_ranked_and_the_footnote_says_so() -> None:
    scene = ranking_scene(HARD_CENTERS["everything"](), draws=100)
    assert "Li Na" not in {text.string for text in scene.texts}
    assert "Not ranked: 1 who left." in " ".join(strings(scene, "footnote"))


def test_where_nobody_decides_the_page_says_so_without_a_warning() -> None:
    G = account()
    G.add_contact("a")
    G.add_contact("b")
    G.add_influence("a", "b", 0.5)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for options in ({"draws": 100}, {"measure": "katz"}):
            scene = ranking_scene(G, **options)
    scene = ranking_scene(G, draws=100)
    assert "Nobody on the map decides" in " ".join(strings(scene, "footnote"))
    assert "Share of everybody's opinion" in " ".join(strings(scene, "heading"))


# ------------------------------------------------------------------ the public functions


def test_what_cannot_be_drawn_is_refused() -> None:
    G = sg.example_buying_center()
    for source in (None, [1], sg.turnover_risk(G), sg.forecast_decision(G)):
        with pytest.raises(OptionError, match="source"):
            ranking_scene(source)  # type: ignore[arg-type]
    sure = sg.rank_certainty(G, draws=100)
    for option in ({"draws": 100}, {"seed": 1}, {"stage": "select"}, {"measure": "group"}, {"top": 2}, {"level": 0.5}):
        with pytest.raises(OptionError, match=next(iter(option))):
            ranking_scene(sure, **option)  # type: ignore[arg-type]
    for most in (0, 29):
        with pytest.raises(OptionError, match="most"):
            ranking_scene(G, most=most)
    with pytest.raises(UnknownTermError):
        ranking_scene(G, measure="fame")  # type: ignore[arg-type]


def test_it_draws_on_the_axes_of_the_user_and_leaves_the_style_alone() -> None:
    before = dict(mpl.rcParams)
    ax = Figure(figsize=(16, 10)).subplots()
    assert plot_ranking(sg.example_buying_center(), draws=100, ax=ax) is ax
    assert any(text.get_text().startswith("cfo is clearly first") for text in ax.texts)
    assert dict(mpl.rcParams) == before


def test_the_order_of_the_nodes_does_not_matter() -> None:
    G = sample("packaging_line")
    H = sg.BuyingCenter(**G.graph)
    H.add_nodes_from(reversed(list(G.nodes(data=True))))
    H.add_edges_from(reversed(list(G.edges(data=True))))
    assert ranking_scene(G, draws=100) == ranking_scene(H, draws=100)


# ------------------------------------------------------------------ no more is said than is known


@pytest.mark.parametrize(
    ("told", "en", "zh"),
    [
        (
            ranked(("Ann",), ("Bo",)),
            "The order of both is sure: Ann comes before Bo",
            "两人的先后可靠：Ann 在前，Bo 在后",
        ),
        (plain(0.3, 0.3), "Nobody stands out: both contacts weigh the same", "无人突出：两位联系人份量相同"),
        (
            ranked(("Ann",), ("Bo",), owned=False),
            "The order of both is sure: Ann comes before Bo; nobody on the map decides",
            "两人的先后可靠：Ann 在前，Bo 在后；图上没有决策人",
        ),
        (
            ranked(("Ann",), ("Bo", "Cy"), owned=False),
            "Ann is clearly first with 54%; ranks 2 and 3 cannot be told apart; nobody on the map decides",
            "Ann 稳居第一（54%）；第 2 与第 3 名难分先后；图上没有决策人",
        ),
    ],
)
def test_two_are_both_and_an_opinion_is_no_decision(told: RankingFacts, en: str, zh: str) -> None:
    assert write_ranking_headline(told, "en") == en
    assert write_ranking_headline(told, "zh") == zh


def test_the_only_one_left_is_not_the_only_one() -> None:
    G = sg.BuyingCenter()
    G.add_contact("a", name="Ann", status="left")
    assert title(ranking_scene(G)) == "Everybody on the map has left"
    G.add_contact("b", name="Bo")
    assert title(ranking_scene(G)) == "Bo is the only contact on the map who has not left"


def test_what_never_happened_in_the_draws_is_0_percent_and_not_unknown() -> None:
    told = ranked(("Ann",), ("Bo",), ("Cy",), ("Di",))
    told = replace(told, rows=(*told.rows[:3], replace(told.rows[3], chances=(0.0,))))
    assert "0%" in strings(draft_ranking(told, FACES), "Di")
    assert "–" not in strings(draft_ranking(told, FACES), "Di")


def test_the_method_speaks_of_the_columns_there_are() -> None:
    few = " ".join(strings(draft_ranking(replace(ranked(("Ann",), ("Bo",)), tops=()), FACES), "footnote"))
    assert "Rank range:" in few
    assert "In top:" not in few
    assert "In top:" in " ".join(strings(draft_ranking(ranked(("Ann",), ("Bo",)), FACES), "footnote"))


@pytest.mark.parametrize("measure", ["", 0, [], "loudness"])
def test_a_measure_that_does_not_exist_is_refused(measure: Any) -> None:
    with pytest.raises(UnknownTermError):
        ranking_scene(sg.example_buying_center(), measure=measure)
