"""Scenarios beside each other: figures, changes, contacts, titles, and that it can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, LONG_NAME

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.viz.charts.comparison import comparison_scene, plot_comparison
from stakeholder_graph.viz.charts.comparison_reading import read_comparison
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.comparison import draft_comparison
from stakeholder_graph.viz.pages.comparison_facts import FIGURES, ComparisonFacts, Mover, Scenario
from stakeholder_graph.viz.pages.comparison_headline import write_comparison_headline
from stakeholder_graph.viz.palette import AWAY, INTERVAL_FILL, REACH_FILL, TOWARD
from stakeholder_graph.viz.scene.drafting import Draft
from stakeholder_graph.viz.scene.letter_marks import add_letter_line
from stakeholder_graph.viz.scene.primitives import Circle, Polygon, Rectangle, Scene

if TYPE_CHECKING:
    from stakeholder_graph.model.buying_center import BuyingCenter

Lang = Literal["en", "zh"]
FACES = choose_typefaces([])


@pytest.fixture(scope="module")
def packaging() -> dict[str, BuyingCenter]:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    return {
        "today": G,
        "Okafor leaves": sg.what_if(G, leave=["okafor"]),
        "Eklund is won": sg.what_if(G, stance={"eklund": 0.4}),
    }


def strings(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


def axis_of(scene: Scene) -> tuple[float, float]:
    ticks = {text.string: text.anchor[0] for text in scene.texts if text.owner == "axis"}
    return ticks["0"], ticks["+1.0"] - ticks["0"]


def scenario(name: str, lean: float | None, *, state: str | None = None, **figures: float | None) -> Scenario:
    same = dict.fromkeys(FIGURES, 0.5) | {"coaches": 1.0, "critical": 2.0, "high": 3.0}
    return Scenario(name, state or ("unknown" if lean is None else "owned"), lean, figures={**same, **figures})


def facts(*scenarios: Scenario, **more: object) -> ComparisonFacts:
    return ComparisonFacts(MapFacts(), scenarios, **more)  # type: ignore[arg-type]


TODAY = scenario("today", 0.03)


# ------------------------------------------------------------------ what is drawn is what was computed


def test_the_figures_are_those_of_compare(packaging: dict[str, BuyingCenter]) -> None:
    table = sg.compare(packaging)
    for scene in (comparison_scene(packaging, draws=200), comparison_scene(table)):
        for number, (name, row) in enumerate(table.iterrows()):
            shown = strings(scene, f"scenario {number}")
            assert name in shown
            assert f"{row['lean']:+.2f}" in shown
            for key, (is_part, _) in FIGURES.items():
                assert (f"{row[key]:.0%}" if is_part else f"{row[key]:.0f}") in shown
            assert row["top_name"] in shown
            if number:
                assert f"{row['change']:+.2f}".replace("-", "−") in shown
                points = round(100 * (row["access"] - table["access"].iloc[0]))
                assert not points or f"{points:+d}".replace("-", "−") in shown


def test_dots_and_intervals_stand_where_the_forecasts_say(packaging: dict[str, BuyingCenter]) -> None:
    scene = comparison_scene(packaging, draws=300, seed=4, level=0.8)
    zero, px = axis_of(scene)
    for number, G in enumerate(packaging.values()):
        forecast = sg.forecast_decision(G, draws=300, seed=4, level=0.8)
        y = next(text.box.center[1] for text in scene.texts if text.string == list(packaging)[number])
        dots = [s.center[0] for s in scene.shapes if isinstance(s, Circle) and abs(s.center[1] - y) < 3]
        assert dots == [pytest.approx(zero + px * forecast.lean, abs=0.1)]
        boxes = [s for s in scene.shapes if isinstance(s, Rectangle) and abs(s.box.center[1] - y) < 3]
        spans = {box.fill: ((box.box.x0 - zero) / px, (box.box.x1 - zero) / px) for box in boxes}
        assert spans[INTERVAL_FILL] == pytest.approx(forecast.interval, abs=1e-3)
        assert spans[REACH_FILL] == pytest.approx(forecast.bounds, abs=1e-3)
    assert "80% interval" in strings(scene, "legend")


def test_a_table_has_neither_intervals_nor_contacts(packaging: dict[str, BuyingCenter]) -> None:
    scene = comparison_scene(sg.compare(packaging))
    assert not any(isinstance(s, Rectangle) and s.fill in (INTERVAL_FILL, REACH_FILL) for s in scene.shapes)
    assert "Who changes most" not in strings(scene, "heading")
    assert scene.height < comparison_scene(packaging, draws=100).height


def test_columns_that_are_not_there_are_left_out(packaging: dict[str, BuyingCenter]) -> None:
    table = sg.compare(packaging).drop(columns=["access", "coverage", "top_name"])
    heads = " ".join(strings(comparison_scene(table), "heading"))
    assert "Access" not in heads
    assert "Role" not in heads
    assert "Weighs most" not in heads
    assert "Coaches" in heads


def test_those_who_change_most_stand_below(packaging: dict[str, BuyingCenter]) -> None:
    read = read_comparison(packaging, stage=None, as_of=None, options={}, drawing={"draws": 100})
    by_id = {mover.person.id: mover for mover in read.movers}
    assert next(iter(by_id)) == "eklund"  # whose opinion moves by .2 at half of the decision
    assert by_id["okafor"].shares[1] is None
    assert by_id["okafor"].settled[1] is None
    tables = [sg.forecast_decision(G, draws=0).contacts for G in packaging.values()]
    for contact, mover in by_id.items():
        for number, table in enumerate(tables):
            if contact in table.index:
                assert mover.shares[number] == pytest.approx(table.loc[contact, "share"])
                assert mover.settled[number] == pytest.approx(table.loc[contact, "settled"], nan_ok=True)
    scene = comparison_scene(packaging, draws=100)
    assert "not there in B" in " ".join(strings(scene, "okafor"))
    assert "C" in strings(scene, "eklund")
    assert "A" not in strings(scene, "eklund")  # the solid dot needs no letter


def test_where_nobody_changes_the_page_says_so(packaging: dict[str, BuyingCenter]) -> None:
    same = {"today": packaging["today"], "again": packaging["today"]}
    scene = comparison_scene(same, draws=100)
    assert "Who changes most" not in strings(scene, "heading")
    assert "Nobody's share or opinion changes" in " ".join(strings(scene, "footnote"))
    assert "Nobody's share" not in " ".join(strings(comparison_scene(sg.compare(same)), "footnote"))


def test_more_contacts_than_rows_are_counted() -> None:
    movers = tuple(Mover(ContactFacts(f"c{n}", f"C{n}"), (0.0, 0.5), (0.1, 0.2), (True, True)) for n in range(12))
    scene = draft_comparison(facts(TODAY, TODAY, movers=movers, others=3), FACES)
    shown = sum(1 for mover in movers if strings(scene, mover.person.id))
    assert 5 <= shown <= 12
    assert f"Not shown: {12 - shown + 3} more who change" in " ".join(strings(scene, "footnote"))


def test_shares_of_different_things_are_not_compared(packaging: dict[str, BuyingCenter]) -> None:
    G = packaging["today"]
    gone = {"today": G, "nobody decides": sg.what_if(G, leave="eklund")}
    told = read_comparison(gone, stage=None, as_of=None, options={}, drawing={"draws": 0})
    assert [one.is_owned for one in told.scenarios] == [True, False]
    assert all(mover.shares[1] is None for mover in told.movers)  # of everybody's opinion, not of the decision
    for mover in told.movers:
        assert mover.is_here == (True, mover.person.id != "eklund")
    scene = comparison_scene(gone, draws=0)
    table = sg.compare(gone)
    figures = [f"{table[key].iloc[1]:.0%}" for key in ("unknown_share", "map_completeness")]
    row = strings(scene, "scenario 1")
    assert set(figures) <= set(row)
    assert not any(text[0] in "+−" and len(text) == 3 for text in row)  # by 40 points better would be no news
    note = "Where nobody decides (B), shares are of everybody's opinion and are not compared."
    assert note in " ".join(strings(scene, "footnote"))
    assert note not in " ".join(strings(comparison_scene(packaging, draws=0), "footnote"))


def test_the_legend_has_the_triangles_of_the_page_and_no_others() -> None:
    better, worse = "Better for us", "Worse for us"
    cases = [
        ((TODAY, scenario("b", 0.2)), {better}),  # the lean is a change too
        ((TODAY, scenario("b", -0.2)), {worse}),
        ((TODAY, scenario("b", 0.03, access=0.504)), set()),  # prints as the same
        ((TODAY, scenario("b", 0.031, critical=3.0)), {worse}),
        ((TODAY, scenario("b", None, state="unowned", unknown_share=0.1)), set()),  # of something else
    ]
    for scenarios, expected in cases:
        legend = set(strings(draft_comparison(facts(*scenarios), FACES), "legend"))
        assert legend & {better, worse} == expected


def test_the_legend_explains_bounds_only_where_they_can_be_seen() -> None:
    words = "Where it can lie, with all that is not known"
    for bounds, is_seen in (((-0.1, 0.2), False), ((-0.6, 0.2), True)):
        one = replace(scenario("b", 0.1), interval=(-0.3, 0.4), bounds=bounds)
        assert (words in strings(draft_comparison(facts(TODAY, one), FACES), "legend")) is is_seen


def test_nobody_is_said_to_be_absent_who_has_no_comparable_share() -> None:
    G = sg.random_buying_center(12, seed=4)
    decides = [contact for contact in G if "decision_maker" in G.nodes[contact].get("roles", ())]
    scene = comparison_scene({"today": G, "b": sg.what_if(G, leave=decides)}, draws=0)
    absent = [text.owner for text in scene.texts if "not there in B" in text.string]
    assert set(absent) <= set(decides)


# ------------------------------------------------------------------ changes


@pytest.mark.parametrize(
    ("key", "before", "after", "text", "color"),
    [
        ("access", 0.5, 0.62, "+12", TOWARD),
        ("access", 0.5, 0.42, "−8", AWAY),
        ("unknown_share", 0.5, 0.62, "+12", AWAY),
        ("critical", 2.0, 5.0, "+3", AWAY),
        ("critical", 2.0, 1.0, "−1", TOWARD),
        ("coaches", 1.0, 0.0, "−1", AWAY),
    ],
)
def test_a_change_says_its_direction_and_what_it_means(
    key: str, before: float, after: float, text: str, color: str
) -> None:
    scene = draft_comparison(facts(scenario("a", 0.0, **{key: before}), scenario("b", 0.0, **{key: after})), FACES)
    drawn = next(one for one in scene.texts if one.string == text)
    assert drawn.color == color
    mark = min(
        (s for s in scene.shapes if isinstance(s, Polygon) and len(s.points) == 3),
        key=lambda s: abs(s.points[0][1] - drawn.box.center[1]) + abs(s.points[0][0] - drawn.box.x0),
    )
    assert mark.fill == color
    points_up = mark.points[2][1] > mark.points[0][1]
    assert points_up == text.startswith("+")


def test_what_is_not_known_has_a_dash_and_no_change() -> None:
    scene = draft_comparison(facts(scenario("a", 0.1, access=None), scenario("b", None, access=0.4)), FACES)
    assert "–" in strings(scene, "scenario 0")
    shown = strings(scene, "scenario 1")
    assert "40%" in shown
    assert "stances not known" in shown
    assert not any(text.startswith(("+", "−")) for text in shown)


def test_letters_that_would_cover_each_other_share_a_frame() -> None:
    draft = Draft(400, 100, FACES)
    add_letter_line(draft, [100.0, 103.0, 200.0, 206.0, None, 300.0], 50.0, (0.0, 400.0))
    assert [text.string for text in draft.scene().texts] == ["CD", "F"]  # B stands where A does; E has no value
    without_first = Draft(400, 100, FACES)
    add_letter_line(without_first, [None, 103.0], 50.0, (0.0, 400.0))
    assert [text.string for text in without_first.scene().texts] == ["B"]
    nothing = Draft(400, 100, FACES)
    add_letter_line(nothing, [None, None], 50.0, (0.0, 400.0))
    assert nothing.scene().shapes == ()


# ------------------------------------------------------------------ titles

GOOD = ", and nothing gets worse"
TITLES = [
    (
        facts(scenario("a", None), scenario("b", None)),
        "No scenario tells where the decision leans",
        "各情景均看不出决策倾向",
    ),
    (
        facts(scenario("a", None), scenario("b", 0.2), scenario("c", 0.1)),
        '"b" leans most our way at +0.20; for "a" no lean is known',
        "情景“b”最倾向我方（+0.20）；“a”的倾向未知",
    ),
    (
        facts(TODAY, scenario("b", None), scenario("c", None)),
        'Only "today" has a lean, +0.03',
        "只有“today”看得出倾向（+0.03）",
    ),
    (
        facts(TODAY, scenario("b", None)),
        '"b" leaves open where the decision leans; the lean of "today" is +0.03',
        "情景“b”下看不出决策倾向；“today”的倾向为 +0.03",
    ),
    (
        facts(TODAY, scenario("b", None, state="unowned")),
        'In "b" nobody on the map decides; the lean of "today" is +0.03',
        "情景“b”下图上没有决策人；“today”的倾向为 +0.03",
    ),
    (
        facts(scenario("today", None, state="unowned"), scenario("b", None, state="unowned")),
        "Nobody on the map decides in any scenario",
        "各情景下图上均无人决策",
    ),
    (
        facts(TODAY, scenario("b", 0.2)),
        f'"b" lifts the lean from +0.03 to +0.20{GOOD}',
        "情景“b”使倾向由 +0.03 升至 +0.20，且各项均未变差",
    ),
    (
        facts(TODAY, scenario("b", -0.12, coaches=0.0)),
        '"b" lowers the lean from +0.03 to −0.12, and leaves us without a coach',
        "情景“b”使倾向由 +0.03 降至 −0.12，且我方不再有教练",
    ),
    (
        facts(TODAY, scenario("b", 0.031, critical=3.0)),
        '"b" leaves the lean at +0.03, but brings 1 more critical finding',
        "情景“b”下倾向仍为 +0.03，但多出 1 项严重问题",
    ),
    (
        facts(TODAY, scenario("b", 0.2), scenario("c", 0.3, critical=4.0)),
        '"c" helps most: the lean rises from +0.03 to +0.30, but brings 2 more critical findings',
        "情景“c”最有利：倾向由 +0.03 升至 +0.30，但多出 2 项严重问题",
    ),
    (  # of equal leans the one with fewer critical findings
        facts(TODAY, scenario("b", 0.301), scenario("c", 0.299, critical=1.0)),
        f'"c" helps most: the lean rises from +0.03 to +0.30{GOOD}',
        "情景“c”最有利：倾向由 +0.03 升至 +0.30，且各项均未变差",
    ),
    (
        facts(TODAY, scenario("b", -0.2, access=0.4), scenario("c", 0.0)),
        (
            'Nothing beats "today"; "b" hurts most, from +0.03 to −0.20, '
            "and access to those who decide falls from 50% to 40%"
        ),
        "没有情景优于“today”；“b”损失最大，由 +0.03 降至 −0.20，且通向决策人的可靠度由 50% 降至 40%",
    ),
    (
        facts(TODAY, scenario("b", 0.03), scenario("c", 0.029)),
        "No scenario moves the decision: the lean stays at +0.03",
        "各情景都不影响决策：倾向保持在 +0.03",
    ),
    (
        facts(TODAY, scenario("b", 0.2, coverage=0.3)),
        '"b" lifts the lean from +0.03 to +0.20, but role coverage falls from 50% to 30%',
        "情景“b”使倾向由 +0.03 升至 +0.20，但角色覆盖度由 50% 降至 30%",
    ),
    (
        facts(TODAY, scenario("b", 0.2, map_completeness=0.3)),
        '"b" lifts the lean from +0.03 to +0.20, but the map tells 30% of the decision, not 50%',
        "情景“b”使倾向由 +0.03 升至 +0.20，但图的完整度由 50% 降至 30%",
    ),
    (
        facts(TODAY, scenario("b", 0.2, high=4.0)),  # worse, and not worth a clause
        '"b" lifts the lean from +0.03 to +0.20',
        "情景“b”使倾向由 +0.03 升至 +0.20",
    ),
    (
        facts(TODAY, scenario("b", 0.2, access=None)),  # not known, and so not said to be no worse
        '"b" lifts the lean from +0.03 to +0.20',
        "情景“b”使倾向由 +0.03 升至 +0.20",
    ),
]


@pytest.mark.parametrize(("told", "en", "zh"), TITLES, ids=[en for _, en, _ in TITLES])
def test_the_title_is_the_finding(told: ComparisonFacts, en: str, zh: str) -> None:
    assert write_comparison_headline(told, "en") == en
    assert write_comparison_headline(told, "zh") == zh
    assert max(draft_comparison(told, FACES).texts, key=lambda text: text.px).string == en


def test_a_title_of_ones_own_stands_instead(packaging: dict[str, BuyingCenter]) -> None:
    assert "Mine" in strings(comparison_scene(packaging, draws=0, title="Mine"), "header")


# ------------------------------------------------------------------ it can be read


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("seed", range(10))
def test_random_centers_can_be_read(seed: int, lang: Lang) -> None:
    G = sg.random_buying_center((3, 8, 15, 25, 40, 60, 5, 12, 30, 20)[seed], seed=seed)
    ids = list(G)
    others = {
        f"{LONG_NAME} 情景 {number}": sg.what_if(G, stance={ids[number % 3]: -0.8 + 0.3 * number}, leave=[ids[-1]])
        for number in range(1 + seed % 7)
    }
    assert inspect(comparison_scene({"今日 today": G, **others}, draws=100, lang=lang)).faults() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_centers_can_be_read(name: str, lang: Lang) -> None:
    G = HARD_CENTERS[name]()
    source = {"$a$": G, "everything": HARD_CENTERS["everything"](), "\n": G}
    assert inspect(comparison_scene(source, draws=100, lang=lang)).faults() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["packaging_line", "bank_mainframe", "high_tech_managers"])
def test_samples_can_be_read(name: str, lang: Lang) -> None:
    G = sg.read_csv(sg.sample_folder(name))
    first = sg.rank_contacts(G).index[0]
    source = {"today": G, "without the first": sg.what_if(G, leave=[first]), "won": sg.what_if(G, stance={first: 0.8})}
    for each in (source, sg.compare(source)):
        assert inspect(comparison_scene(each, lang=lang)).faults() == []


# ------------------------------------------------------------------ the public functions


def test_options_of_the_analysis_have_their_effect(packaging: dict[str, BuyingCenter]) -> None:
    for options in ({"openness": 0.1}, {"stage": "recognise"}, {"draws": 0}, {"seed": 7}, {"level": 0.5}):
        usual = comparison_scene(packaging, draws=100)
        assert comparison_scene(packaging, **{"draws": 100, **options}) != usual, options
    table = sg.compare(packaging, stage="recognise", openness=0.1)
    scene = comparison_scene(packaging, stage="recognise", openness=0.1, draws=0)
    assert f"{table['coverage'].iloc[0]:.0%}" in strings(scene, "scenario 0")
    assert f"{table['lean'].iloc[0]:+.2f}".replace("-", "−") in strings(scene, "scenario 0")


def test_what_cannot_be_drawn_is_refused(packaging: dict[str, BuyingCenter]) -> None:
    G = packaging["today"]
    nine = {str(number): G for number in range(9)}
    for source in (None, [G, G], G, {"a": G, "b": 3}, {"a": G}, {}, nine, sg.rank_contacts(G), sg.compare({"a": G})):
        with pytest.raises(OptionError, match="source"):
            comparison_scene(source)  # type: ignore[arg-type]
    table = sg.compare(packaging)
    for option in ({"draws": 100}, {"seed": 1}, {"stage": "select"}, {"openness": 0.1}, {"level": 0.5}):
        with pytest.raises(OptionError, match=next(iter(option))):
            comparison_scene(table, **option)  # type: ignore[arg-type]
    with pytest.raises(UnknownTermError):
        comparison_scene(packaging, stage="never")


def test_it_draws_on_the_axes_of_the_user_and_leaves_the_style_alone(packaging: dict[str, BuyingCenter]) -> None:
    before = dict(mpl.rcParams)
    ax = Figure(figsize=(16, 10)).subplots()
    assert plot_comparison(packaging, draws=100, ax=ax) is ax
    assert any(text.get_text().startswith('"Eklund is won" helps most') for text in ax.texts)
    assert dict(mpl.rcParams) == before


def test_the_order_of_the_nodes_does_not_matter(packaging: dict[str, BuyingCenter]) -> None:
    turned = {}
    for name, G in packaging.items():
        H = sg.BuyingCenter(**G.graph)
        H.add_nodes_from(reversed(list(G.nodes(data=True))))
        H.add_edges_from(reversed(list(G.edges(data=True))))
        turned[name] = H
    assert comparison_scene(packaging, draws=100) == comparison_scene(turned, draws=100)
