"""The public functions: the page, the Axes, the file."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import networkx as nx
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import account, circle, deep_chain, everything, many_departments, markup

from stakeholder_graph.errors import MissingGlyphWarning, OptionError, SchemaError, UnknownTermError
from stakeholder_graph.model.examples import example_buying_center, random_buying_center
from stakeholder_graph.viz.charts.influence_map import influence_map_scene, plot_influence_map
from stakeholder_graph.viz.charts.saving import save_diagram
from stakeholder_graph.viz.facts.map_facts import MapFacts
from stakeholder_graph.viz.ink import draw_scene, scene_figure
from stakeholder_graph.viz.pages.influence_map import draft_influence_map
from stakeholder_graph.viz.scene import map_lines
from stakeholder_graph.viz.scene.drafting import ASCENT, DESCENT
from stakeholder_graph.viz.scene.primitives import Scene

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces

Lang = Literal["en", "zh"]


def texts(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


# ------------------------------------------------------------------ the page


def test_the_header_tells_the_finding_and_the_figures() -> None:
    header = texts(influence_map_scene(everything()), "header")
    # Six of the seven contacts stand on the page as people: neither old (left) nor new (placeholder) counts.
    assert "Zhang Wei decides" in header[-2]
    assert header[-2].endswith(", and nobody of ours has met them")
    assert header[-1] == (
        "Northbank 北方银行  ·  Mainframe  ·  CNY 8,400,000  ·  stage: search and evaluation  ·  as of 2026-11-01"
    )
    figures = dict(zip(header[1:-2:2], header[:-2:2], strict=True))
    assert figures["contacts"] == "5"
    assert figures["supporters"] == "2"  # Chen Wei and Priya Patel
    assert figures["sceptics / opponents"] == "1"  # Anna Rossi
    assert figures["met by us"] == "1/5"  # Chen Wei
    assert figures["map completeness"].endswith("%")


def figures_of(G: nx.DiGraph) -> dict[str, str]:
    header = texts(influence_map_scene(G), "header")
    return dict(zip(header[1:-2:2], header[:-2:2], strict=True))


def test_what_is_not_known_at_all_is_not_counted_as_zero() -> None:
    G = account()
    G.add_contact("a", roles=["decision_maker"])
    G.add_contact("b")
    unknown = figures_of(G)
    assert (unknown["contacts"], unknown["supporters"], unknown["sceptics / opponents"]) == ("2", "–", "–")
    assert unknown["met by us"] == "–"
    G.nodes["a"].update(stance=0.0, relationship="none")
    known = figures_of(G)
    assert (known["supporters"], known["sceptics / opponents"], known["met by us"]) == ("0", "0", "0/2")


@pytest.mark.parametrize(
    ("size", "owner", "note"),
    [(4, "side", "Stage not known: required roles not checked"), (35, "footnote", "Stage not known: required roles")],
)
def test_that_the_stage_is_not_known_is_said(size: int, owner: str, note: str) -> None:
    G = random_buying_center(size, seed=size)
    G.graph.pop("stage", None)
    assert note in " ".join(texts(influence_map_scene(G), owner))
    assert note not in " ".join(texts(influence_map_scene(G, stage="evaluate"), owner))


def test_a_reporting_chain_of_any_length_is_drawn() -> None:
    G = account()
    for number in range(1500):
        G.add_contact(f"c{number:04}", reports_to=f"c{number - 1:04}" if number else None)
    assert len([card for card in influence_map_scene(G).cards if card.startswith("c")]) == 80


def test_the_chinese_page_is_chinese() -> None:
    header = texts(influence_map_scene(everything(), lang="zh"), "header")
    assert header[-2].startswith("Zhang Wei 是决策人")
    assert "阶段：寻源与评估" in header[-1]
    assert "联系人" in header


def test_a_title_of_the_caller_is_used() -> None:
    assert "What we know" in texts(influence_map_scene(example_buying_center(), title="What we know"), "header")


def test_stage_and_day_of_the_caller_are_printed() -> None:
    scene = influence_map_scene(example_buying_center(), stage="contract", as_of=dt.date(2026, 5, 4))
    assert texts(scene, "header")[-1].endswith("stage: contract  ·  as of 2026-05-04")


def test_the_footnote_counts_inferred_levels() -> None:
    (note,) = [line for line in texts(influence_map_scene(deep_chain()), "footnote") if "inferred" in line]
    assert note.endswith("Levels inferred from reporting lines or from deciding: 20.")


def test_the_footnote_explains_negative_shares() -> None:
    assert any("negative share" in line for line in texts(influence_map_scene(markup()), "footnote"))


def test_an_empty_page_says_so() -> None:
    scene = influence_map_scene(nx.DiGraph())
    assert texts(scene, "empty")[0] == "No contacts on this map yet"
    assert texts(scene, "header")[-1] == "No contacts mapped yet"


def test_a_circle_of_reporting_lines_is_drawn_with_arrow_heads() -> None:
    ends = {tie.ends for tie in influence_map_scene(circle()).ties}
    assert ends == {("c1", "c0"), ("c2", "c1"), ("c3", "c2"), ("c0", "c3")}


def test_cards_in_a_shared_lane_name_their_department() -> None:
    scene = influence_map_scene(many_departments())
    labels = [text.string for text in scene.texts if text.owner.startswith("lane:")]
    assert "Other" in " ".join(labels)
    assert any("Department" in text.string for text in scene.texts if text.owner in scene.cards)


def test_lines_without_a_way_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_lines, "route_ties", lambda *_args, **_kwargs: {})
    footnote = texts(influence_map_scene(example_buying_center()), "footnote")
    assert "Lines without a way between the cards: 10." in footnote  # the example has ten ties


def test_a_map_of_nobody_but_hidden_facts_is_drawn(typefaces: Typefaces) -> None:
    scene = draft_influence_map(MapFacts(account="Northbank"), typefaces, lang="zh")
    assert "影响力图上还没有联系人" in texts(scene, "empty")


@pytest.mark.parametrize(
    ("contacts", "size", "page"),
    [
        (40, None, (1600, 1000)),
        (41, None, (2000, 1250)),
        (41, "page", (1600, 1000)),
        (5, "wide", (2000, 1250)),
        (1, "page", (1600, 1000)),
    ],
)
def test_more_than_forty_contacts_get_a_wide_page(
    contacts: int, size: Literal["page", "wide"] | None, page: tuple[float, float]
) -> None:
    scene = influence_map_scene(random_buying_center(contacts, seed=1), size=size)
    assert (scene.width, scene.height) == page
    assert len([card for card in scene.cards if not card.startswith("gap:")]) == contacts


@pytest.mark.parametrize(("size", "most"), [("page", 60), ("wide", 80), (None, 80)])
def test_a_page_holds_only_so_many(size: Literal["page", "wide"] | None, most: int) -> None:
    scene = influence_map_scene(random_buying_center(85, seed=1), size=size)
    assert len([card for card in scene.cards if not card.startswith("gap:")]) == most
    assert inspect(scene).faults() == []
    assert f"Shown are {most} of 85 contacts" in " ".join(texts(scene, "footnote"))


def test_a_page_of_few_rows_is_lower_and_ends_below_its_sidebar() -> None:
    one, few, many = account(), account(), random_buying_center(25, seed=25)
    one.add_contact("a")
    for number in range(4):
        few.add_contact(f"c{number}")
        few.add_teammate(f"t{number}")
    heights = [influence_map_scene(G).height for G in (account(), one, few, many)]
    assert heights[0] < heights[1] < heights[2] < heights[3] == 1000
    assert inspect(influence_map_scene(few)).faults() == []
    names = texts(influence_map_scene(few), "side")
    assert all(f"t{number}" in names for number in range(4))


@pytest.mark.parametrize(("contacts", "told"), [(30, False), (31, True)])
def test_a_page_without_a_sidebar_tells_whose_the_initials_are(contacts: int, told: bool) -> None:
    G = random_buying_center(contacts, seed=3)
    note = " ".join(texts(influence_map_scene(G), "footnote"))
    assert ("Our team: AB Teammate AB, " in note) is told
    assert ("Our team" in texts(influence_map_scene(G), "side")) is not told


def test_namesakes_are_told_apart() -> None:
    G = account()
    G.add_contact("a", name="Li Na")
    G.add_contact("b", name="Li Na", roles=["decision_maker"])
    G.add_contact("c", name="Li Wei")
    scene = influence_map_scene(G)
    assert {"Li Na (a)", "Li Na (b)", "Li Wei"} <= {text.string for text in scene.texts}
    assert any(line.startswith("Li Na (b) decides") for line in texts(scene, "header"))


def test_where_nobody_decides_the_shares_are_called_what_they_are() -> None:
    G = account()
    G.add_contact("a", name="Li Na", stance=0.4)
    G.add_contact("b", name="Li Wei")
    G.add_influence("a", "b", 0.5)
    scene = influence_map_scene(G)
    assert "Share of everybody's opinion, %" in texts(scene, "legend")
    assert "Nobody on the map decides: the shares are of everybody's opinion." in " ".join(texts(scene, "footnote"))
    G.nodes["b"]["roles"] = ("decision_maker",)
    assert "Share of the decision, %" in texts(influence_map_scene(G), "legend")


def test_departments_are_inferred_and_the_footnote_counts_them() -> None:
    G = account()
    G.add_contact("ceo", department="Board", level=1)
    G.add_contact("cio", department="IT", level=2, reports_to="ceo")
    G.add_contact("dev", level=3, reports_to="cio")
    note = " ".join(texts(influence_map_scene(G), "footnote"))
    assert "Departments inferred from reporting lines or roles: 1." in note
    assert "部门由汇报关系或角色推断" in " ".join(texts(influence_map_scene(G, lang="zh"), "footnote"))
    assert "dev" in influence_map_scene(G).cards


@pytest.mark.parametrize("bad", [{"lang": "de"}, {"stage": "closing"}, {"size": "poster"}])
def test_an_option_that_does_not_exist_is_refused(bad: dict[str, str]) -> None:
    with pytest.raises(UnknownTermError):
        influence_map_scene(example_buying_center(), **bad)  # type: ignore[arg-type]


def test_a_graph_that_breaks_the_schema_is_refused() -> None:
    G = example_buying_center()
    G.edges["it", "cfo"]["weight"] = 7
    with pytest.raises(SchemaError):
        influence_map_scene(G)


def test_the_graph_is_not_changed() -> None:
    G = everything()
    before = copy.deepcopy((G.graph, dict(G.nodes(data=True)), list(G.edges(data=True))))
    influence_map_scene(G)
    assert (G.graph, dict(G.nodes(data=True)), list(G.edges(data=True))) == before


# ------------------------------------------------------------------ the ink


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_drawn_stands_where_the_scene_says(lang: Lang) -> None:
    scene = influence_map_scene(everything(), lang=lang)
    figure = scene_figure(scene)  # 100 dots an inch: a px of the scene is a px of the figure
    figure.canvas.draw()
    drawn = figure.axes[0].texts
    assert len(drawn) == len(scene.texts)
    for artist, text in zip(drawn, scene.texts, strict=True):
        extent = artist.get_window_extent()
        slack = 1.5 + 0.02 * text.box.width + 0.1 * text.px  # hinting, and the empty margin of the last character
        assert extent.x0 == pytest.approx(text.box.x0, abs=slack)
        assert extent.x1 == pytest.approx(text.box.x1, abs=slack)


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_no_letter_is_taller_than_its_box(weight: str) -> None:
    strings = [text.string for lang in ("en", "zh") for text in influence_map_scene(everything(), lang=lang).texts]  # type: ignore[arg-type]
    face = font_manager.get_font(
        font_manager.findfont(font_manager.FontProperties(family=["BC Sans SC"], weight=weight))
    )
    face.set_size(100, 72)
    for character in sorted(set("".join(strings))):
        _, low, _, high = (edge / 64 for edge in face.load_char(ord(character)).bbox)
        assert low >= -100 * DESCENT, character
        assert high <= 100 * ASCENT, character


def test_a_subplot_of_the_readers_figure_is_used() -> None:
    figure = Figure(figsize=(12, 8))
    axes = figure.subplots(1, 2)
    ax = plot_influence_map(example_buying_center(), ax=axes[1])
    assert ax is axes[1]
    assert ax.get_xlim() == (0, 1600)
    assert len(axes[0].texts) == 0
    figure.canvas.draw()
    box = ax.get_window_extent()
    for artist in ax.texts:
        extent = artist.get_window_extent()
        assert box.x0 - 2 <= extent.x0
        assert extent.x1 <= box.x1 + 2


def test_half_a_figure_takes_half_the_letters() -> None:
    figure = Figure(figsize=(16, 10))
    left, _ = figure.subfigures(1, 2)
    half = plot_influence_map(example_buying_center(), ax=left.add_axes((0, 0, 1, 1)))
    whole = scene_figure(influence_map_scene(example_buying_center())).axes[0]
    assert half.texts[0].get_fontsize() == pytest.approx(whole.texts[0].get_fontsize() / 2)


@pytest.mark.usefixtures("_pyplot")
def test_without_axes_a_pyplot_figure_is_made() -> None:
    ax = plot_influence_map(example_buying_center(), size="page")
    assert ax.get_figure().get_size_inches().tolist() == [16, 10]


def test_axes_without_a_figure_are_refused() -> None:
    figure = Figure()
    ax = figure.subplots()
    ax.remove()
    ax.figure = None  # what matplotlib does to the axes of a figure that was cleared
    with pytest.raises(ValueError, match="belong to no figure"):
        draw_scene(Scene(10, 10, ("DejaVu Sans",)), ax)


def test_dashes_are_as_long_whatever_the_readers_settings(tmp_path: Path) -> None:
    scene = influence_map_scene(everything())
    pictures = []
    for setting in (True, False):
        with mpl.rc_context({"lines.scale_dashes": setting}):
            path = save_diagram(scene, tmp_path / f"{setting}.png", dpi=50)
        pictures.append(path.read_bytes())
    assert pictures[0] == pictures[1]


def test_settings_are_left_alone(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    save_diagram(everything(), tmp_path / "map.png", dpi=40)
    assert dict(mpl.rcParams) == before


def test_dollars_are_no_mathematics(tmp_path: Path) -> None:
    scene = influence_map_scene(markup())
    assert any("$x^2$" in text.string for text in scene.texts)
    save_diagram(scene, tmp_path / "map.png", dpi=40)  # mathtext would fail on "\\frac{1}{2}" without its dollars


def test_missing_characters_warn_once_and_are_drawn_as_boxes(tmp_path: Path) -> None:
    G = account()
    G.add_contact("a", name="Nina \U0001f469\u200d\U0001f4bb \u9f98", title="\u9f98")
    with pytest.warns(MissingGlyphWarning) as caught:
        save_diagram(G, tmp_path / "map.png", dpi=40)
    assert len(caught) == 1
    assert caught[0].filename == __file__


# ------------------------------------------------------------------ the file


@pytest.mark.parametrize(("dpi", "size"), [(150, (2400, 1500)), (40, (640, 400))])
def test_a_png_has_the_size_of_a_slide(tmp_path: Path, dpi: float, size: tuple[int, int]) -> None:
    path = save_diagram(example_buying_center(), tmp_path / "map.png", dpi=dpi, size="page")
    header = path.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == size


@pytest.mark.parametrize(("name", "start"), [("map.svg", b"<?xml"), ("map.PDF", b"%PDF"), ("map.png", b"\x89PNG")])
def test_other_formats_come_by_their_ending(tmp_path: Path, name: str, start: bytes) -> None:
    path = save_diagram(example_buying_center(), str(tmp_path / name), lang="zh", dpi=40)
    assert isinstance(path, Path)
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["map.docx", "map", "map.jpg"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownTermError, match="picture format"):
        save_diagram(example_buying_center(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dpi", [0, -150, float("nan"), float("inf")])
def test_a_resolution_that_is_none_is_refused(tmp_path: Path, dpi: float) -> None:
    with pytest.raises(OptionError, match="dpi"):
        save_diagram(example_buying_center(), tmp_path / "map.png", dpi=dpi)


def test_a_scene_is_saved_like_its_graph(tmp_path: Path) -> None:
    G = example_buying_center()
    one = save_diagram(G, tmp_path / "one.png", dpi=40)
    other = save_diagram(influence_map_scene(G), tmp_path / "other.png", dpi=40)
    assert one.read_bytes() == other.read_bytes()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_diagram(example_buying_center(), tmp_path / "nowhere" / "map.png", dpi=40)


SCRIPT = """
import hashlib, sys
import networkx as nx, numpy as np
from pathlib import Path
from stakeholder_graph.model.examples import random_buying_center
from stakeholder_graph.viz.charts.saving import save_diagram
rng = np.random.default_rng(int(sys.argv[1]))
G = random_buying_center(18, seed=3)
H = nx.DiGraph(**G.graph)
nodes, edges = list(G.nodes(data=True)), list(G.edges(data=True))
H.add_nodes_from(nodes[place] for place in rng.permutation(len(nodes)))
H.add_edges_from(edges[place] for place in rng.permutation(len(edges)))
print(hashlib.sha256(save_diagram(H, Path(sys.argv[2]) / "map.png").read_bytes()).hexdigest())
"""


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    here = save_diagram(random_buying_center(18, seed=3), tmp_path / "map.png").read_bytes()
    hashes = {hashlib.sha256(here).hexdigest()}
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, seed, str(tmp_path)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(run.stdout.strip())
    assert len(hashes) == 1


THREADS = """
import hashlib, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stakeholder_graph.model.examples import random_buying_center
from stakeholder_graph.viz.charts.saving import save_diagram
G = random_buying_center(8, seed=3)
def draw(number):
    path = save_diagram(G, Path(sys.argv[1]) / f"{number}.png", lang="zh", dpi=60)
    return hashlib.sha256(path.read_bytes()).hexdigest()
with ThreadPoolExecutor(8) as pool:
    print(*pool.map(draw, range(16)), draw(16))
"""


def test_eight_threads_draw_the_same_bytes(tmp_path: Path) -> None:
    # In a process of its own: a face that two threads share kills the interpreter.
    run = subprocess.run(
        [sys.executable, "-c", THREADS, str(tmp_path)], capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stderr
    hashes = run.stdout.split()
    assert (len(hashes), len(set(hashes))) == (17, 1)


def test_the_example_is_laid_out_for_good() -> None:
    scene = influence_map_scene(example_buying_center())
    assert inspect(scene).faults() == []
    centers = {contact: scene.cards[contact].center for contact in ("cfo", "coo", "coach", "user")}
    assert centers["cfo"][1] == centers["coo"][1] > centers["coach"][1] > centers["user"][1]
    assert np.isclose(centers["cfo"][0], centers["coach"][0])  # both in finance
    assert np.isclose(centers["coo"][0], centers["user"][0])  # both in operations
