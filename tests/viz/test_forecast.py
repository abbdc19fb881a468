"""The forecast: where everybody stands, settles and what it adds, its titles, and that it can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, account

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.viz.charts.forecast import forecast_scene, plot_forecast
from stakeholder_graph.viz.charts.forecast_reading import read_forecast, read_forecast_graph
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.lettering.typefaces import choose_typefaces
from stakeholder_graph.viz.pages.forecast import draft_forecast
from stakeholder_graph.viz.pages.forecast_facts import ForecastFacts, Opinion
from stakeholder_graph.viz.pages.forecast_headline import write_forecast_headline
from stakeholder_graph.viz.palette import AWAY, INTERVAL_FILL, REACH_FILL, TOWARD
from stakeholder_graph.viz.scene.primitives import Circle, Polygon, Polyline, Rectangle, Scene

if TYPE_CHECKING:
    from stakeholder_graph.model.buying_center import BuyingCenter

Lang = Literal["en", "zh"]
FACES = choose_typefaces([])
PULL = (4.0, 3.0)  # the dashes of the pull of people who are not on the map
SAMPLES = ("packaging_line", "bank_mainframe", "high_tech_managers")


def sample(name: str) -> BuyingCenter:
    return sg.read_csv(sg.sample_folder(name))


def opinion(
    name: str, share: float, stance: float | None = None, settled: float | None = None, known: float = 0.0
) -> Opinion:
    return Opinion(ContactFacts(name, name), share, stance, settled, known)


ANN, BO = opinion("Ann", 0.6, 0.4, 0.2, 0.7), opinion("Bo", 0.3)


def facts(**more: object) -> ForecastFacts:
    given = {"lean": 0.2, "today": 0.4, "direction": "for", "today_direction": "for", "interval": (0.1, 0.4)}
    return ForecastFacts(MapFacts(), (ANN, BO), **{**given, **more})  # type: ignore[arg-type]


def strings(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


def axis_of(scene: Scene) -> tuple[float, float]:
    """Return where 0 stands on the axis of stances, and how many px one is."""
    ticks = {text.string: text.anchor[0] for text in scene.texts if text.owner == "axis"}
    assert ticks["0"] - ticks["−1.0"] == pytest.approx(ticks["+1.0"] - ticks["0"], abs=0.05)
    return ticks["0"], ticks["+1.0"] - ticks["0"]


def height_of(scene: Scene, string: str) -> float:
    return next(text.box.center[1] for text in scene.texts if text.string == string)


def shapes_near(scene: Scene, kind: type, y: float) -> list:
    found = [shape for shape in scene.shapes if isinstance(shape, kind)]
    middles = [
        shape.center[1] if kind is Circle else shape.box.center[1] if kind is Rectangle else shape.points[0][1]
        for shape in found
    ]
    return [shape for shape, middle in zip(found, middles, strict=True) if abs(middle - y) < 4]


def pulls(scene: Scene, y: float) -> list[Polyline]:
    return [line for line in shapes_near(scene, Polyline, y) if line.dash == PULL]


def title(scene: Scene) -> str:
    return max(scene.texts, key=lambda text: (text.px, -text.anchor[0])).string


# ------------------------------------------------------------------ what is drawn is what was computed


@pytest.mark.parametrize("name", ["packaging_line", "bank_mainframe"])
def test_dots_arrows_and_bars_stand_where_the_forecast_says(name: str) -> None:
    G = sample(name)
    table = sg.forecast_decision(G, draws=0).contacts
    scene = forecast_scene(G, draws=0)
    zero, px = axis_of(scene)
    for _, row in table.head(8).iterrows():
        y = height_of(scene, row["name"])
        dots = [dot.center[0] for dot in shapes_near(scene, Circle, y)]
        spans = [box.box for box in shapes_near(scene, Rectangle, y) if box.fill == REACH_FILL]
        tips = [mark.points[0][0] for mark in shapes_near(scene, Polygon, y) if mark.fill in (TOWARD, AWAY)]
        if row["stance"] == row["stance"]:  # known
            assert dots == [pytest.approx(zero + px * row["stance"], abs=0.1)]
            moved = row["shift"] - row["unmapped_move"]  # the arrow is the move by people on the map, and no more
            seen = abs(row["unmapped_move"]) >= 0.02 and max(abs(moved), abs(row["shift"])) >= 0.05
            pull = row["unmapped_move"] if seen else 0.0
            drawn = [row["settled"] - pull] if abs(moved) >= 0.05 else []
            assert tips == [pytest.approx(zero + px * end, abs=0.1) for end in drawn]
            assert bool(pulls(scene, y)) == bool(pull)
            if pull:
                assert pulls(scene, y)[0].points[-1][0] == pytest.approx(zero + px * row["settled"], abs=0.1)
            assert f"{row['share'] * row['stance']:+.2f}".replace("-", "−") in strings(scene, row.name)
        else:  # stands left of the axis, and nothing points to the middle
            assert all(dot < zero - px for dot in dots)
            assert tips == []
            assert f"±{row['share']:.2f}" in strings(scene, row.name)
        if row["known"] and row["known"] < 1:
            ends = [max(-1, row["settled"] - 1 + row["known"]), min(1, row["settled"] + 1 - row["known"])]
            assert [(spans[0].x0 - zero) / px, (spans[0].x1 - zero) / px] == pytest.approx(ends, abs=1e-3)


def test_who_listens_to_nobody_on_the_map_is_not_drawn_by_anybody() -> None:
    G = account()
    G.add_contact("a", name="Ann", roles=["decision_maker"], stance=0.6)
    told = read_forecast_graph(G, None, {"draws": 0})
    assert told.opinions[0].unmapped_move == pytest.approx(told.opinions[0].settled - 0.6)
    for lang, given, label in (
        ("en", {}, "Pull of people not on the map, taken as undecided"),
        ("zh", {}, "图外人员的牵引（按未表态计）"),
        ("en", {"unmapped_stance": -0.5}, "Pull of people not on the map"),
    ):
        scene = forecast_scene(G, draws=0, lang=lang, **given)  # type: ignore[arg-type]
        legend = strings(scene, "legend")
        assert label in legend
        assert not {"Drawn away", "偏离我方"} & set(legend)
        assert len([line for line in scene.shapes if isinstance(line, Polyline) and line.dash == PULL]) == 3
        for y in (height_of(scene, "Ann"), height_of(scene, "The decision" if lang == "en" else "决策")):
            assert not any(mark.fill in (TOWARD, AWAY) for mark in shapes_near(scene, Polygon, y))
    known = draft_forecast(replace(facts(), opinions=(ANN,)), FACES)
    assert not any("Pull" in text for text in strings(known, "legend"))


def test_a_pull_back_does_not_hide_the_arrow() -> None:
    one = replace(opinion("Ann", 1.0, 0.2, 0.3, 1.0), unmapped_move=-0.4)
    scene = draft_forecast(ForecastFacts(MapFacts(), (one,), lean=0.3, today=None, direction="for"), FACES)
    zero, px = axis_of(scene)
    y = height_of(scene, "Ann")
    tips = [mark.points[0][0] for mark in shapes_near(scene, Polygon, y) if mark.fill == TOWARD]
    assert tips == [pytest.approx(zero + px * 0.7, abs=0.1)]
    line = pulls(scene, y)[0].points
    assert [line[0][0], line[-1][0]] == pytest.approx([zero + px * 0.7, zero + px * 0.3], abs=0.1)
    assert line[-1][1] == pytest.approx(line[0][1] - 10)
    assert inspect(scene).faults() == []


def test_every_unknown_stance_has_the_bar_of_where_it_can_settle() -> None:
    G = sample("packaging_line")
    table = sg.forecast_decision(G, draws=0).contacts
    scene = forecast_scene(G, draws=0)
    zero, px = axis_of(scene)
    nothing_known = table[table["settled"].isna()]
    assert len(nothing_known) > 0
    for name in nothing_known["name"]:
        boxes = [box.box for box in shapes_near(scene, Rectangle, height_of(scene, name)) if box.fill == REACH_FILL]
        assert [[box.x0, box.x1] for box in boxes] == [pytest.approx([zero - px, zero + px], abs=0.1)]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_legend_has_room_for_coaches(name: str, lang: Lang) -> None:
    G = sample(name)
    if any(one.person.coach != "none" for one in read_forecast_graph(G, None, {"draws": 0}).opinions):
        legend = " ".join(strings(forecast_scene(G, draws=100, lang=lang), "legend")).lower()
        assert ("coach" if lang == "en" else "教练") in legend


@pytest.mark.parametrize("negative", [True, False])
@pytest.mark.parametrize("name", SAMPLES[:2])
def test_the_reach_of_an_opinion_is_what_the_unknown_judgements_leave_open(name: str, *, negative: bool) -> None:
    G = sample(name)
    if not negative:
        G.remove_edges_from([(u, v) for u, v, sign in G.edges(data="sign") if sign == -1])
    settled = sg.forecast_decision(G, draws=0).contacts["settled"]
    unknown = [contact for contact, data in G.nodes(data=True) if data.get("stance") is None and contact in settled]
    ends = {}
    for extreme in (-1.0, 1.0):
        H = sg.what_if(G, stance=dict.fromkeys(unknown, extreme))
        ends[extreme] = sg.forecast_decision(H, draws=0, unmapped_stance=extreme).contacts["settled"]
    for one in read_forecast_graph(G, None, {"draws": 0}).opinions:
        if one.settled is not None:
            low, high = ends[-1.0][one.person.id], ends[1.0][one.person.id]
            assert one.reach[0] <= low + 1e-9
            assert one.reach[1] >= high - 1e-9
            if not negative:  # else chains of both signs cancel each other, and the true ends can lie closer
                assert one.reach == pytest.approx((low, high), abs=1e-6), one.person.id


def test_the_first_row_is_the_decision_with_interval_and_bounds() -> None:
    G = sample("packaging_line")
    forecast = sg.forecast_decision(G, draws=500, seed=2)
    scene = forecast_scene(forecast)
    zero, px = axis_of(scene)
    y = height_of(scene, "The decision")
    boxes = {
        box.fill: box.box for box in scene.shapes if isinstance(box, Rectangle) and abs(box.box.center[1] - y) < 12
    }
    for fill, ends in ((INTERVAL_FILL, forecast.interval), (REACH_FILL, forecast.bounds)):
        assert [(boxes[fill].x0 - zero) / px, (boxes[fill].x1 - zero) / px] == pytest.approx(ends, abs=1e-3)
    low, high = (f"{end:+.2f}".replace("-", "−") for end in forecast.interval)
    assert f"{low} to {high} (90%)" in strings(scene, "decision")
    assert "Ingrid Eklund decides" in strings(scene, "decision")


def test_the_bars_and_their_rest_sum_to_the_lean() -> None:
    G = sg.random_buying_center(40, seed=3)
    forecast = sg.forecast_decision(G, draws=0)
    read = read_forecast(forecast)
    assert sum(one.contribution or 0.0 for one in read.opinions) == pytest.approx(forecast.lean)
    scene = forecast_scene(G, draws=0, most=10)
    assert "30 more contacts" in strings(scene, "rest")
    assert "People not on the map" in strings(scene, "rest")
    assert "Shown are 10 of 40" in " ".join(strings(scene, "footnote"))
    assert "1 more contact" in strings(draft_forecast(facts(), FACES, most=1), "rest")


def test_todays_lean_is_the_mean_stance_of_those_who_decide() -> None:
    G = account()
    G.add_contact("a", roles=["decision_maker"], decision_weight=3, stance=0.8)
    G.add_contact("b", roles=["decision_maker"], decision_weight=1, stance=-0.4)
    assert read_forecast_graph(G, None, {"draws": 0}).today == pytest.approx(0.5)
    assert read_forecast_graph(G, None, {"draws": 0}).today == pytest.approx(sg.forecast_decision(G, rounds=0).lean)
    del G.nodes["b"]["stance"]
    read = read_forecast_graph(G, None, {"draws": 0})
    assert read.today is None  # a part of it is not known, and not known is not zero
    assert read.today_direction is None


def test_options_of_the_analysis_have_their_effect() -> None:
    G = sample("bank_mainframe")
    for options in (
        {"rounds": 1},
        {"stage": "recognise"},
        {"unmapped_stance": -0.5},
        {"openness": 0.2},
        {"level": 0.5},
        {"seed": 4},
        {"rule": "unanimity"},
        {"rule": "quota", "quota": 1},
    ):
        expected = sg.forecast_decision(G, draws=300, **options)
        read = read_forecast_graph(G, None, {"draws": 300, **options})
        assert read.lean == pytest.approx(expected.lean)
        assert read.interval == pytest.approx(expected.interval)
        assert read.rule_reading == pytest.approx(expected.rule_reading)
        assert inspect(forecast_scene(G, draws=300, **options)).faults() == []
    header = strings(forecast_scene(G, draws=300, rule="majority"), "header")
    assert f"{sg.forecast_decision(G, draws=0, rule='majority').rule_reading:.2f}" in header
    assert "Rounds of talk" not in " ".join(strings(forecast_scene(G, draws=300), "footnote"))
    assert "Rounds of talk: 2" in " ".join(strings(forecast_scene(G, draws=300, rounds=2), "footnote"))
    given = forecast_scene(G, draws=300, unmapped_stance=-0.5)
    assert "±0.13" not in strings(given, "rest")
    assert "−0.06" in strings(given, "rest")  # 12.6 % of the decision at -.5


def test_an_unknown_stance_is_nowhere_on_the_axis() -> None:
    scene = draft_forecast(facts(today=None, today_direction=None), FACES)
    zero, px = axis_of(scene)
    marks = [text for text in scene.texts if text.string == "?" and text.owner in ("Bo", "decision")]
    assert len(marks) == 2
    assert all(mark.anchor[0] < zero - px - 20 for mark in marks)
    dashed = [
        s
        for s in scene.shapes
        if isinstance(s, Rectangle) and s.dash and abs(s.box.center[1] - marks[1].box.center[1]) < 4
    ]
    assert len(dashed) == 1
    assert "Not known" in strings(scene, "heading")
    known = draft_forecast(
        ForecastFacts(MapFacts(), (ANN,), lean=0.2, today=0.4, direction="for", today_direction="for"), FACES
    )
    assert "Not known" not in strings(known, "heading")


def test_an_arrow_says_its_direction() -> None:
    rows = (opinion("Ann", 0.5, 0.4, 0.1, 1.0), opinion("Bo", 0.3, -0.4, 0.1, 1.0), opinion("Cy", 0.2, 0.3, 0.301, 1.0))
    scene = draft_forecast(ForecastFacts(MapFacts(), rows, lean=0.1, today=None, direction="for"), FACES)
    arrows = {}
    for one in rows:
        y = height_of(scene, one.person.name)
        arrows[one.person.id] = [line.color for line in shapes_near(scene, Polyline, y) if line.color in (TOWARD, AWAY)]
    assert arrows == {"Ann": [AWAY], "Bo": [TOWARD], "Cy": []}


# ------------------------------------------------------------------ titles

TALK = "once people have talked"
TITLES = [
    ({"state": "empty"}, "No contacts mapped yet", "尚未录入联系人"),
    (
        {"state": "unowned", "lean": None, "group_lean": 0.12},
        "Nobody on the map decides; everybody's mean opinion is +0.12",
        "图上没有决策人；众人的平均看法为 +0.12",
    ),
    (
        {"state": "unowned", "lean": None},
        "Nobody on the map decides, and nobody's stance is known yet",
        "图上没有决策人，所有人的立场也都还未知",
    ),
    (
        {"state": "unknown", "lean": None, "direction": None},
        "Where the decision leans cannot be told: find out where Bo stands, who holds 30% of it",
        "决策倾向无从判断：请先了解 Bo 的立场（份额 30%）",
    ),
    ({"today": None}, "The decision leans our way at +0.20", "决策倾向我方（+0.20）"),
    (
        {"today": None, "lean": -0.2, "direction": "against", "interval": (-0.4, 0.1)},
        "The decision leans against us at −0.20; the side is not sure",
        "决策倾向反对我方（−0.20）；方向尚不确定",
    ),
    (
        {"today": None, "lean": 0.0, "direction": "open", "interval": (-0.4, 0.1), "unknown_share": 0.3},
        "The decision is open at 0.00; 30% of it is not known",
        "决策尚无明显倾向（0.00）；其中 30% 尚属未知",
    ),
    (
        {"unattributed": 0.3, "unmapped_given": True},
        f"The decision stays on our side: +0.40 today, +0.20 {TALK}",
        "决策继续倾向我方：今日 +0.40，交谈后 +0.20",
    ),
    (
        {"unattributed": 0.3},
        f"The decision stays on our side: +0.40 today, +0.20 {TALK}; 30% of it is not known",
        "决策继续倾向我方：今日 +0.40，交谈后 +0.20；其中 30% 尚属未知",
    ),
    (
        {"rounds": 0, "lean": 0.4},
        "Before any talk the decision leans our way at +0.40",
        "交谈之前，决策倾向我方（+0.40）",
    ),
]


@pytest.mark.parametrize(("changes", "en", "zh"), TITLES, ids=[en for _, en, _ in TITLES])
def test_the_title_is_the_finding(changes: dict[str, object], en: str, zh: str) -> None:
    told = facts(**changes)
    assert write_forecast_headline(told, "en") == en
    assert write_forecast_headline(told, "zh") == zh
    assert max(draft_forecast(told, FACES).texts, key=lambda text: text.px).string == en


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("after", ["for", "open", "against"])
@pytest.mark.parametrize("before", ["for", "open", "against"])
def test_every_turn_has_a_title_with_both_figures(before: str, after: str, lang: Lang) -> None:
    told = facts(today_direction=before, direction=after, today=0.41, lean=-0.13, interval=None)
    title = write_forecast_headline(told, lang)
    assert "+0.41" in title
    assert "−0.13" in title
    assert draft_forecast(told, FACES, lang=lang, title="Mine").texts[0].string  # a title of one's own is possible
    assert "Mine" in strings(draft_forecast(told, FACES, lang=lang, title="Mine"), "header")


# ------------------------------------------------------------------ it can be read


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("seed", range(10))
def test_random_centers_can_be_read(seed: int, lang: Lang) -> None:
    for count in (1 + seed, 7 * seed + 3 if seed < 9 else 60):
        scene = forecast_scene(sg.random_buying_center(count, seed=seed), draws=100, lang=lang)
        assert inspect(scene).faults() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_centers_can_be_read(name: str, lang: Lang) -> None:
    assert inspect(forecast_scene(HARD_CENTERS[name](), draws=100, lang=lang)).faults() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_can_be_read(name: str, lang: Lang) -> None:
    G = sample(name)
    for source in (G, sg.forecast_decision(G, draws=100)):
        assert inspect(forecast_scene(source, lang=lang)).faults() == []


# ------------------------------------------------------------------ the public functions


def test_what_cannot_be_drawn_is_refused() -> None:
    G = sg.example_buying_center()
    for source in (None, sg.rank_contacts(G), sg.rank_certainty(G, draws=100)):
        with pytest.raises(OptionError, match="source"):
            forecast_scene(source)  # type: ignore[arg-type]
    forecast = sg.forecast_decision(G, draws=100)
    for option in ({"draws": 100}, {"rule": "veto"}, {"stage": "select"}, {"openness": 0.1}, {"rounds": 2}):
        with pytest.raises(OptionError, match=next(iter(option))):
            forecast_scene(forecast, **option)  # type: ignore[arg-type]
    for most in (0, 25):
        with pytest.raises(OptionError, match="most"):
            forecast_scene(G, most=most)
    with pytest.raises(UnknownTermError):
        forecast_scene(G, rule="dice")  # type: ignore[arg-type]


def test_it_draws_on_the_axes_of_the_user_and_leaves_the_style_alone() -> None:
    before = dict(mpl.rcParams)
    ax = Figure(figsize=(16, 10)).subplots()
    assert plot_forecast(sg.example_buying_center(), draws=100, ax=ax) is ax
    assert any(text.get_text().startswith("The decision stays against us") for text in ax.texts)
    assert dict(mpl.rcParams) == before


def test_the_order_of_the_nodes_does_not_matter() -> None:
    G = sample("packaging_line")
    H = sg.BuyingCenter(**G.graph)
    H.add_nodes_from(reversed(list(G.nodes(data=True))))
    H.add_edges_from(reversed(list(G.edges(data=True))))
    assert forecast_scene(G, draws=100) == forecast_scene(H, draws=100)


# ------------------------------------------------------------------ no more is said than is known


def unowned(*, stances: tuple[float | None, ...]) -> BuyingCenter:
    G = sg.BuyingCenter()
    for number, stance in enumerate(stances):
        G.add_contact(f"c{number}", name=f"C{number}", **({} if stance is None else {"stance": stance}))
    return G


def test_where_nobody_decides_no_stance_is_called_unknown_that_is_known() -> None:
    scene = forecast_scene(unowned(stances=(0.4, -0.2)), draws=0)
    assert "Not known" not in strings(scene, "heading")
    assert "?" not in strings(scene, "decision")
    assert "Adds to the mean opinion" in strings(scene, "heading")
    note = "Nobody on the map decides: the shares are of everybody's opinion."
    assert any(note in text for text in strings(scene, "footnote"))
    scene = forecast_scene(sg.example_buying_center(), draws=0)
    assert "Adds to the lean" in strings(scene, "heading")
    assert not any(note in text for text in strings(scene, "footnote"))


def test_the_title_says_how_much_of_the_mean_opinion_is_not_known() -> None:
    G = unowned(stances=(0.4, None))
    forecast = sg.forecast_decision(G, draws=0)
    open_part = forecast.unknown_share + abs(forecast.unattributed)
    assert open_part > 0.25
    assert title(forecast_scene(G, draws=0)).endswith(f"; {open_part:.0%} of it is not known")


def test_what_can_add_little_is_not_said_to_add_nothing() -> None:
    told = facts()
    scene = draft_forecast(replace(told, opinions=(ANN, opinion("Bo", 0.004), opinion("Cy", 0.006))), FACES)
    assert "<0.01" in strings(scene, "Bo")
    assert "±0.01" in strings(scene, "Cy")
    assert not any("±0.00" in text.string for text in scene.texts)


@pytest.mark.parametrize(
    ("names", "en", "zh"),
    [
        (("Ann",), "Ann decides", "由 Ann 决策"),
        (("Ann", "Bo"), "Ann and Bo decide", "由 Ann 和 Bo 决策"),
        (("Ann", "Bo", "Cy"), "Ann and 2 more decide", "由 Ann 等 3 人决策"),
    ],
)
def test_who_decides_is_named(names: tuple[str, ...], en: str, zh: str) -> None:
    assert en in strings(draft_forecast(facts(deciders=names), FACES), "decision")
    assert zh in strings(draft_forecast(facts(deciders=names), FACES, lang="zh"), "decision")


def test_a_map_without_anybody_in_a_post_says_so() -> None:
    G = sg.BuyingCenter()
    G.add_contact("a", status="left")
    assert title(forecast_scene(G)) == "Everybody on the map has left"
