"""The history: who stood where from snapshot to snapshot, how the lean moved, and what is said of it."""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, person

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.viz.charts.history import history_scene, plot_history
from stakeholder_graph.viz.charts.history_reading import read_history
from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.pages.history import draft_history
from stakeholder_graph.viz.pages.history_facts import HistoryFacts, HistoryPoint, HistoryRow
from stakeholder_graph.viz.pages.history_headline import write_history_headline
from stakeholder_graph.viz.pages.time_axis import TimeAxis, named_places
from stakeholder_graph.viz.palette import STANCE_STYLES
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polygon, Polyline, Rectangle, Scene

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces

Lang = Literal["en", "zh"]
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
DAYS = (dt.date(2026, 1, 1), dt.date(2026, 1, 11), dt.date(2026, 3, 2))  # 10 and 50 days apart
ABSENT, UNKNOWN = "absent", "unknown"


def texts(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


def row(
    contact: str, *stances: float | str, share: float | None = 0.1, touches: tuple[dt.date, ...] = ()
) -> HistoryRow:
    points = tuple(
        HistoryPoint(is_here=stance != ABSENT, stance=stance if isinstance(stance, float) else None)
        for stance in stances
    )
    return HistoryRow(person(contact, share=share), points, touches)


def facts_of(*rows: HistoryRow, leans: tuple[float | None, ...] = (0.1, 0.2, 0.3), **more: object) -> HistoryFacts:
    stages = ("specify", "specify", "evaluate")
    return HistoryFacts(MapFacts(), DAYS[: len(leans)], rows, leans, stages[: len(leans)], **more)  # type: ignore[arg-type]


def bars(scene: Scene, contact: str) -> list[Rectangle]:
    """Return the bars of a row from the left; notches and bars of change are narrower or not of a stance's height."""
    room = scene.cards[contact]
    found = [
        shape
        for shape in scene.shapes
        if isinstance(shape, Rectangle)
        and shape.layer is Layer.CARD
        and shape.line > 0
        and room.y0 < shape.box.center[1] < room.y1
    ]
    return sorted(found, key=lambda shape: shape.box.x0)


def day_places(scene: Scene) -> list[float]:
    """Return where the vertical lines of the snapshots stand."""
    lines = [shape for shape in scene.shapes if isinstance(shape, Polyline) and shape.layer is Layer.SEPARATOR]
    return sorted({line.points[0][0] for line in lines if line.points[0][0] == line.points[1][0] and line.line == 1.0})


def snapshots(count: int, size: int, seed: int = 0) -> dict[dt.date, sg.BuyingCenter]:
    """Return snapshots of a random center whose stances wander, at uneven distances of 3 to 60 days."""
    rng = np.random.default_rng(seed)
    G, day, found = sg.random_buying_center(size, seed=seed), dt.date(2025, 1, 6), {}
    for number in range(count):
        G = copy.deepcopy(G)
        G.graph.update(as_of=day, stage=("recognise", "specify", "evaluate", "select")[number * 4 // count])
        for _, cells in G.nodes(data=True):
            if cells.get("side") != "seller" and rng.random() < 0.4:
                cells["stance"] = round(float(rng.uniform(-1, 1)), 2) if rng.random() < 0.9 else None
            if cells.get("side") != "seller" and rng.random() < 0.02:
                cells["status"] = "left"
        for source, _, tie in G.edges(data=True):
            if G.nodes[source].get("side") == "seller" and rng.random() < 0.4:
                tie["last_contact"] = day - dt.timedelta(days=int(rng.integers(0, 30)))
        found[day] = G
        day += dt.timedelta(days=int(rng.integers(3, 60)))
    return found


def title(scene: Scene) -> str:
    return max(scene.texts, key=lambda text: (text.px, -text.anchor[0])).string


# ------------------------------------------------------------------ time


def test_the_axis_is_true_to_time(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, 0.3, 0.3)), typefaces)
    first, second, third = day_places(scene)
    assert (second - first) / (third - first) == pytest.approx(10 / 60)


def test_a_place_on_the_axis() -> None:
    axis = TimeAxis(DAYS[0], DAYS[2], 100.0, 700.0)
    assert [axis.x(day) for day in DAYS] == [100.0, 200.0, 700.0]
    assert TimeAxis(DAYS[0], DAYS[0], 100.0, 700.0).x(DAYS[0]) == 700.0


def test_days_are_named_as_far_as_they_do_not_cover_each_other() -> None:
    assert named_places([0.0, 100.0, 130.0, 200.0], 72.0) == [0, 1, 3]
    assert named_places([0.0, 10.0], 72.0) == [1]  # the last one first
    assert named_places([], 72.0) == []


# ------------------------------------------------------------------ a row


def test_a_bar_runs_from_a_stance_to_the_next_one(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, -0.7, -0.7)), typefaces)
    days = day_places(scene)
    supporter, opponent = bars(scene, "a")
    assert (supporter.fill, opponent.fill) == (STANCE_STYLES["supporter"].fill, STANCE_STYLES["opponent"].fill)
    assert (supporter.box.x0, supporter.box.x1) == (days[0], days[1])
    assert (opponent.box.x0, opponent.box.x1) == (days[1], days[2])


def test_an_unknown_stance_is_a_dashed_gap_and_never_neutral(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, UNKNOWN, 0.0)), typefaces)
    _, gap = bars(scene, "a")
    assert gap.fill == "#FFFFFF"
    assert gap.dash != ()
    assert "Stance not known" in texts(scene, "legend")
    assert "?" in texts(scene, "a")


def test_who_was_not_on_the_map_has_no_bar_and_an_arrow_when_coming(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", ABSENT, 0.3, 0.3)), typefaces)
    days = day_places(scene)
    assert [bar.box.x0 for bar in bars(scene, "a")] == [days[1]]
    assert "Newly on the map" in texts(scene, "legend")
    heads = [shape for shape in scene.shapes if isinstance(shape, Polygon) and shape.layer is Layer.ARROW_HEAD]
    assert any(days[0] < head.points[0][0] < days[1] for head in heads)
    crosses = [shape for shape in scene.shapes if isinstance(shape, Polyline) and shape.layer is Layer.STAR]
    assert crosses == []  # nobody has left before coming


def test_who_left_has_a_cross_there_and_nothing_behind(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, ABSENT, ABSENT, share=None)), typefaces)
    days = day_places(scene)
    assert [(bar.box.x0, bar.box.x1) for bar in bars(scene, "a")] == [(days[0], days[1])]
    crosses = [shape for shape in scene.shapes if isinstance(shape, Polyline) and shape.layer is Layer.STAR]
    assert any(abs(sum(x for x, _ in cross.points) / 2 - days[1]) < 0.01 for cross in crosses)
    assert "Left, or no longer on the map" in texts(scene, "legend")
    assert "–" in texts(scene, "a")


def test_a_row_names_each_stance_that_differs_from_the_one_before(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.35, 0.35, 0.5)), typefaces)
    words = texts(scene, "a")
    assert words.count("+0.35") == 1  # in the bar
    assert words.count("+0.5") == 1  # as the latest
    assert "+0.15" in words  # the change
    assert texts(draft_history(facts_of(row("a", 0.3, 0.5, 0.5)), typefaces), "a").count("+0.5") == 2


def test_every_change_of_stance_is_marked_with_a_dot(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, -0.3, 0.7)), typefaces)
    room, days = scene.cards["a"], day_places(scene)
    dots = [
        shape
        for shape in scene.shapes
        if isinstance(shape, Circle) and shape.fill not in (None, "#FFFFFF") and room.y0 < shape.center[1] < room.y1
    ]
    found = {shape.center[0]: shape.fill for shape in dots if shape.center[0] in days}
    assert [found[day] for day in days] == [
        STANCE_STYLES[key].fill for key in ("supporter", "sceptic", "strong_supporter")
    ]


def test_of_dots_that_would_cover_each_other_the_later_stays(typefaces: Typefaces) -> None:
    days = (DAYS[0], DAYS[2] - dt.timedelta(days=1), DAYS[2])
    facts = HistoryFacts(MapFacts(), days, (row("a", 0.3, -0.3, 0.7),), (0.1, 0.1, 0.1), (None, None, None))
    scene = draft_history(facts, typefaces)
    room = scene.cards["a"]
    fills = [
        shape.fill
        for shape in scene.shapes
        if isinstance(shape, Circle) and shape.center[0] > 400 and room.y0 < shape.center[1] < room.y1
    ]
    assert STANCE_STYLES["strong_supporter"].fill in fills
    assert STANCE_STYLES["sceptic"].fill not in fills


def test_contacts_by_our_team_are_diamonds_at_their_days(typefaces: Typefaces) -> None:
    touch = dt.date(2026, 1, 31)  # 30 of 60 days
    scene = draft_history(facts_of(row("a", 0.3, 0.3, 0.3, touches=(touch,))), typefaces)
    days = day_places(scene)
    diamonds = [
        shape
        for shape in scene.shapes
        if isinstance(shape, Polygon) and shape.layer is Layer.TAG and len(shape.points) == 4
    ]
    row_diamond, legend = sorted(diamonds, key=lambda shape: -shape.points[0][1])
    assert sum(x for x, _ in row_diamond.points) / 4 == pytest.approx((days[0] + days[2]) / 2)
    assert "Contact by our team" in texts(scene, "legend")
    assert legend.points[0][1] < 60


def test_the_change_is_against_the_first_stance_that_is_known(typefaces: Typefaces) -> None:
    rows = [
        row("a", UNKNOWN, 0.1, 0.6),
        row("b", 0.1, 0.2, UNKNOWN),
        row("c", UNKNOWN, UNKNOWN, 0.5),
        row("d", 0.1, 0.4, 0.1),
    ]
    assert [None if one.change is None else round(one.change, 3) for one in rows] == [0.5, None, None, 0.0]
    scene = draft_history(facts_of(*rows), typefaces)
    assert "+0.5" in texts(scene, "a")
    assert texts(scene, "b").count("–") == 2  # neither latest nor change
    header = dict(zip(texts(scene, "header")[1:6:2], texts(scene, "header")[0:6:2], strict=True))
    assert header == {"snapshots": "3", "moved toward us": "1", "moved away": "0"}


# ------------------------------------------------------------------ the strip


def test_the_strip_has_the_lean_of_every_snapshot(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, 0.3, 0.3), leans=(-0.2, 0.104, 0.3)), typefaces)
    assert sorted(texts(scene, "lean")) == ["+0.10", "+0.30", "−0.20"]
    (line,) = scene.ties
    assert [point[0] for point in line.points] == day_places(scene)
    low, middle, high = (point[1] for point in line.points)
    assert (middle - low) / (high - low) == pytest.approx(0.304 / 0.5)
    assert {"+0.30", "was −0.20 on 2026-01-01"} <= set(texts(scene, "strip"))


def test_a_lean_that_is_not_known_interrupts_the_line(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, 0.3, 0.3), leans=(0.2, None, 0.3)), typefaces)
    assert scene.ties == ()
    assert sorted(texts(scene, "lean")) == ["+0.20", "+0.30"]
    scene = draft_history(facts_of(row("a", 0.3, 0.3, 0.3), leans=(0.2, 0.3, None)), typefaces)
    assert "not known" in texts(scene, "strip")


def test_stages_are_bands_from_their_first_snapshot(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("a", 0.3, 0.3, 0.3)), typefaces)
    days = day_places(scene)
    places = {text.string: text.anchor[0] for text in scene.texts if text.owner == "strip"}
    assert days[0] < places["Specification"] < days[1]  # one band for both snapshots
    assert days[2] < places["Search and evaluation"]


# ------------------------------------------------------------------ the whole page


def test_rows_are_cut_from_the_end_and_counted(typefaces: Typefaces) -> None:
    rows = [row(f"c{number:02}", 0.3, 0.3, 0.3, share=0.5 / (number + 1)) for number in range(60)]
    scene = draft_history(facts_of(*rows), typefaces)
    shown = list(scene.cards)
    assert shown == [f"c{number:02}" for number in range(len(shown))]
    assert 20 <= len(shown) < 60
    assert any(f"Shown are {len(shown)} of 60 contacts" in note for note in texts(scene, "footnote"))
    assert scene.height == 1000


def test_rows_stand_in_the_order_of_the_facts(typefaces: Typefaces) -> None:
    scene = draft_history(facts_of(row("b", 0.3, 0.3, 0.3), row("a", 0.3, 0.3, 0.3)), typefaces)
    assert scene.cards["b"].y0 > scene.cards["a"].y0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_snapshot_is_told_to_be_no_history(lang: Lang) -> None:
    (day, G), *_ = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots").items()
    for source in ({day: G}, [G], G):
        scene = history_scene(source, lang=lang)
        assert scene.cards == {}
        title = {
            "en": "One snapshot is no history: only 2025-12-31 is on record",
            "zh": "仅有一次快照，还看不出变化：只有 2025-12-31 的记录",
        }
        assert title[lang] in texts(scene, "header")
        assert len(texts(scene, "empty")) == 2
        assert inspect(scene).faults() == []


def test_no_snapshots_and_no_contacts_are_told() -> None:
    assert texts(history_scene({}), "header") == ["No snapshots yet"]
    empty = {day: sg.BuyingCenter(account="A") for day in DAYS}
    assert texts(history_scene(empty), "header")[0] == "No contacts in any snapshot yet"
    assert inspect(history_scene(empty, lang="zh")).faults() == []


# ------------------------------------------------------------------ the finding


@pytest.mark.parametrize(
    ("rows", "leans", "en", "zh"),
    [
        (
            [row("a", 0.5, 0.5, -0.3)],
            (0.08, 0.0, -0.09),
            "The lean fell from +0.08 to −0.09 since January 2026; A turned against us",
            "2026 年 1 月以来，决策倾向由 +0.08 降至 −0.09；A 转为反对我方",
        ),
        (
            [
                row("a", 0.0, 0.0, -0.3, share=0.1),
                row("b", -0.3, 0.1, 0.3, share=0.2),
                row("c", 0.0, 0.0, 0.9, share=0.1),
            ],
            (0.1, 0.0, 0.2),
            "The lean rose from +0.10 to +0.20 since January 2026; B came over to us, A turned against us",
            "2026 年 1 月以来，决策倾向由 +0.10 升至 +0.20；B 转为支持我方，A 转为反对我方",
        ),
        (
            [row("a", 0.0, 0.0, -0.3), row("b", -0.3, 0.1, 0.3)],
            (0.2, 0.0, 0.1),
            "The lean fell from +0.20 to +0.10 since January 2026; A turned against us, B came over to us",
            "2026 年 1 月以来，决策倾向由 +0.20 降至 +0.10；A 转为反对我方，B 转为支持我方",
        ),
        (
            [row("a", 0.5, ABSENT, ABSENT, share=None)],
            (0.2, 0.0, 0.1),
            "The lean fell from +0.20 to +0.10 since January 2026; A, who supported us, is no longer on the map",
            "2026 年 1 月以来，决策倾向由 +0.20 降至 +0.10；支持我方的 A 已不在图上",
        ),
        (
            [row("a", 0.5, 0.7, 0.6)],
            (0.201, 0.196, 0.204),
            "The lean has held at +0.20 since January 2026; nobody is known to have changed sides",
            "2026 年 1 月以来，决策倾向保持在 +0.20；未见有人改换阵营",
        ),
        (
            [row("a", UNKNOWN, 0.7, 0.6)],
            (None, 0.0, 0.2),
            "The lean is +0.20 and was not known in January 2026; nobody is known to have changed sides",
            "决策倾向现为 +0.20，2026 年 1 月时尚不可知；未见有人改换阵营",
        ),
        (
            [row("a", 0.1, 0.7, 0.6), row("b", 0.5, 0.4, 0.3)],
            (0.2, 0.0, None),
            "1 moved toward us and 1 away since January 2026; A came over to us",
            "2026 年 1 月以来，1 人向我方靠近，1 人疏远；A 转为支持我方",
        ),
        (
            [row("a", 0.1, UNKNOWN, UNKNOWN)],
            (0.2, 0.0, None),
            "No stance is known to have moved since January 2026",
            "2026 年 1 月以来，未见立场变化",
        ),
    ],
)
def test_the_title_says_how_the_lean_moved_and_who_changed_sides(
    rows: list[HistoryRow], leans: tuple[float | None, ...], en: str, zh: str
) -> None:
    facts = facts_of(*rows, leans=leans)
    assert write_history_headline(facts, "en") == en
    assert write_history_headline(facts, "zh") == zh


def test_within_a_month_the_title_names_the_day() -> None:
    facts = HistoryFacts(MapFacts(), DAYS[:2], (row("a", 0.1, 0.1),), (0.1, 0.3), (None, None))
    assert write_history_headline(facts, "en").startswith("The lean rose from +0.10 to +0.30 since 2026-01-01")


def test_a_title_of_ones_own_stands_instead() -> None:
    scene = history_scene(snapshots(3, 5), title="My own")
    assert "My own" in texts(scene, "header")


# ------------------------------------------------------------------ reading


def test_the_figures_are_those_of_the_analysis() -> None:
    source = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    facts, table, trend = read_history(source), sg.stance_history(source), sg.trend(source)
    assert facts.days == tuple(source)
    assert facts.leans == pytest.approx(trend["lean"].tolist())
    assert list(facts.stages) == trend["stage"].tolist()
    for one in facts.rows:
        stances = [np.nan if point.stance is None else point.stance for point in one.points]
        np.testing.assert_array_equal(stances, table.loc[one.contact.id].to_numpy())
    assert {one.contact.id for one in facts.rows} == set(table.index)
    shares = sg.rank_contacts(source[facts.days[-1]])["share"]
    ranked = [one.contact.id for one in facts.rows if not one.has_gone]
    assert ranked == [str(contact) for contact in shares.index]
    assert [one.contact.id for one in facts.rows if one.has_gone] == ["019"]
    assert facts.rows[0].contact.share == pytest.approx(shares.iloc[0])


def test_days_of_contact_are_those_that_any_snapshot_noted() -> None:
    source = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    first, last = min(source), max(source)
    expected = {
        tie["last_contact"]
        for G in source.values()
        for _, target, tie in G.edges(data=True)
        if target == "003" and tie.get("last_contact") is not None and first <= tie["last_contact"] <= last
    }
    (found,) = (one.touches for one in read_history(source).rows if one.contact.id == "003")
    assert found == tuple(sorted(expected))
    assert len(found) > 2


def test_sources_of_all_kinds_give_the_same_facts() -> None:
    source = snapshots(4, 8, seed=2)
    backward = dict(reversed(list(source.items())))
    assert read_history(source) == read_history(backward) == read_history(list(backward.values()))
    assert read_history(iter(source.values())) == read_history(source)


def test_later_snapshots_are_left_out() -> None:
    source = snapshots(4, 8)
    third = list(source)[2]
    assert read_history(source, as_of=third).days == tuple(source)[:3]
    assert read_history(sg.stance_history(source), as_of=third).days == tuple(source)[:3]


def test_the_table_can_be_drawn_without_the_graphs() -> None:
    source = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    scene = history_scene(sg.stance_history(source))
    assert scene.ties == ()
    assert texts(scene, "strip") == []
    assert "Stance not known, or not on the map" in texts(scene, "legend")
    assert (
        "3 moved toward us and 3 away since December 2025; 方晓岚 came over to us, 韩立新 turned against us"
        in texts(scene, "header")
    )
    assert inspect(scene).faults() == []


@pytest.mark.parametrize(
    "source",
    [
        42,
        "snapshots",
        {"2026-01-01": sg.BuyingCenter()},
        {dt.date(2026, 1, 1): "a folder"},
        [sg.BuyingCenter()],
        [sg.BuyingCenter(as_of=dt.date(2026, 1, 1)), sg.BuyingCenter(as_of=dt.date(2026, 1, 1))],
        sg.BuyingCenter(),
        pd.DataFrame({"share": [0.5]}),
        pd.DataFrame({dt.date(2026, 1, 1): ["much"]}),
    ],
)
def test_anything_else_is_refused(source: object) -> None:
    with pytest.raises(OptionError, match="source"):
        history_scene(source)  # type: ignore[arg-type]


def test_what_is_dated_after_its_snapshot_is_refused() -> None:
    source = snapshots(2, 4)
    first = min(source)
    source[first].nodes["c000"]["verified_on"] = first + dt.timedelta(days=1)
    with pytest.raises(SchemaError):
        history_scene(source)
    with pytest.raises(UnknownTermError):
        history_scene(snapshots(2, 4), lang="de")  # type: ignore[arg-type]


# ------------------------------------------------------------------ legibility


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("count", "size"), [(2, 1), (2, 12), (3, 25), (4, 5), (6, 60), (9, 18), (12, 30), (24, 25), (24, 3)]
)
def test_histories_can_be_read(count: int, size: int, lang: Lang) -> None:
    scene = history_scene(snapshots(count, size, seed=count + size), lang=lang)
    found = inspect(scene)
    assert found.faults() == []
    assert found.smallest_text >= 10
    assert found.lowest_contrast >= 4.5


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_histories_can_be_read(name: str, lang: Lang) -> None:
    G = HARD_CENTERS[name]()
    later = copy.deepcopy(G)
    later.graph["as_of"] = dt.date(2026, 11, 2)  # a day after the other
    scene = history_scene([G, later], lang=lang)
    found = inspect(scene)
    assert found.faults() == []
    assert found.smallest_text >= 10
    assert found.lowest_contrast >= 4.5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_can_be_read(lang: Lang) -> None:
    scene = history_scene(sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots"), lang=lang)
    assert inspect(scene).faults() == []
    assert not any(text.string.endswith(("...", "…")) for text in scene.texts)


def test_it_draws_on_the_axes_it_is_given_and_leaves_everything_else_alone() -> None:
    source = snapshots(3, 6)
    before, parameters = copy.deepcopy(source), dict(mpl.rcParams)
    ax = Figure().subplots()
    assert plot_history(source, ax=ax) is ax
    assert len(ax.texts) > 10
    assert dict(mpl.rcParams) == parameters
    for day, G in source.items():
        assert dict(G.nodes(data=True)) == dict(before[day].nodes(data=True))


def test_the_order_of_the_graphs_does_not_matter() -> None:
    source = snapshots(3, 12)
    shuffled = {}
    for day, G in source.items():
        H = sg.BuyingCenter(**G.graph)
        H.add_nodes_from(reversed(list(G.nodes(data=True))))
        H.add_edges_from(reversed(list(G.edges(data=True))))
        shuffled[day] = H
    assert history_scene(source) == history_scene(shuffled)


# ------------------------------------------------------------------ no more is said than is known


def two_days(*people: dict[str, Any], later: dict[str, dict[str, Any]] | None = None) -> dict[dt.date, sg.BuyingCenter]:
    """Return two snapshots of the same people, of whom some have other attributes in the later one."""
    past = {}
    for day, changes in ((DAYS[0], {}), (DAYS[2], later or {})):
        G = sg.BuyingCenter()
        for each in people:
            G.add_contact(**{**each, **changes.get(each["contact_id"], {})})
        past[day] = G
    return past


def test_namesakes_are_told_apart() -> None:
    li, boss = {"name": "Li Na", "stance": 0.5}, ["decision_maker"]
    past = two_days({"contact_id": "a", **li, "roles": boss}, {"contact_id": "b", **li}, later={"b": {"stance": -0.5}})
    assert "Li Na (b) turned against us" in title(history_scene(past))
    table = sg.stance_history(past)
    assert "Li Na (b) turned against us" in title(history_scene(table))
    renamed = two_days({"contact_id": "a", **li}, {"contact_id": "b", **li}, later={"b": {"name": "Li Mei"}})
    assert {"Li Na", "Li Mei"} <= {text.string for text in history_scene(renamed).texts}


def test_what_prints_as_no_change_is_counted_as_none() -> None:
    facts = facts_of(row("a", 0.3, 0.3, 0.304), row("b", 0.3, 0.3, 0.1), leans=(None, None, None))
    assert write_history_headline(facts, "en").startswith("1 moved away from us since January 2026; ")
    facts = facts_of(row("a", 0.3, 0.3, 0.304), leans=(None, None, None))
    assert write_history_headline(facts, "en") == "No stance is known to have moved since January 2026"
    facts = facts_of(row("a", 0.3, 0.3, 0.4), leans=(None, None, None))
    assert write_history_headline(facts, "zh") == "2026 年 1 月以来，1 人向我方靠近；未见有人改换阵营"


def test_who_has_gone_keeps_the_last_stance_that_is_known() -> None:
    known = {"contact_id": "a", "name": "Ann", "stance": 0.7}
    past = two_days(known, {"contact_id": "b", "name": "Bo"}, later={"a": {"status": "left"}})
    scene = history_scene(past)
    marks = {key: [text.string for text in scene.texts if text.owner == key and text.anchor[0] < 60] for key in "ab"}
    assert "?" not in marks["a"]  # it is known where Ann stood
    assert "?" in marks["b"]


def test_where_nobody_decides_the_page_says_so() -> None:
    people = ({"contact_id": "a", "name": "Ann", "stance": 0.7}, {"contact_id": "b", "name": "Bo"})
    scene = history_scene(two_days(*people))
    assert "nobody decides" in texts(scene, "strip")
    note = "Nobody on the map decides: the shares are of everybody's opinion."
    assert any(note in text for text in texts(scene, "footnote"))
    owned = history_scene(two_days({**people[0], "roles": ["decision_maker"]}, people[1]))
    assert not any(note in text for text in texts(owned, "footnote"))


def test_a_map_without_anybody_in_a_post_says_so() -> None:
    scene = history_scene(two_days({"contact_id": "a", "name": "Ann", "status": "left"}))
    assert title(scene) == "Everybody on the map has left"


@pytest.mark.parametrize("source", [nx.Graph(), nx.MultiGraph()])
def test_a_graph_without_directions_is_no_list_of_snapshots(source: Any) -> None:
    with pytest.raises(OptionError, match="source"):
        history_scene(source)


def test_that_somebody_has_left_is_said_where_a_snapshot_says_it() -> None:
    ann = {"contact_id": "a", "name": "Ann", "stance": 0.7}
    boss = {"contact_id": "b", "name": "Bo", "roles": ["decision_maker"], "stance": 0.1}
    left = two_days(ann, boss, later={"a": {"status": "left"}})
    assert "Ann, who supported us, has left" in title(history_scene(left))
    absent = two_days(ann, boss)
    absent[DAYS[2]].remove_node("a")
    assert "Ann, who supported us, is no longer on the map" in title(history_scene(absent))


def test_a_lean_that_has_come_back_is_not_said_to_have_held() -> None:
    facts = facts_of(row("a", 0.3, 0.3, 0.3), leans=(0.1, -0.2, 0.1))
    told = write_history_headline(facts, "en")
    assert told == "The lean is back at +0.10, as in January 2026; nobody is known to have changed sides"
    assert write_history_headline(facts, "zh") == "决策倾向回到 +0.10，与 2026 年 1 月相同；未见有人改换阵营"
    facts = facts_of(row("a", 0.3, 0.3, 0.3), leans=(0.1, None, 0.101))
    assert write_history_headline(facts, "en").startswith("The lean has held at +0.10 since ")
