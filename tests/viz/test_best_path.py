"""The best path to the decision maker: which it is, how it is marked, and what is said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from viz.legibility import inspect
from viz.sample_maps import account, person

from stakeholder_graph.analysis.relations.introductions import introduction_paths
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import sample_folder
from stakeholder_graph.viz.charts.influence_map import influence_map_scene
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import (
    MapFacts,
    PathFacts,
    TieFacts,
    keep_strongest_ties,
    keep_weightiest_contacts,
)
from stakeholder_graph.viz.palette import HIGHLIGHT
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle, Scene

if TYPE_CHECKING:
    from stakeholder_graph.model.buying_center import BuyingCenter

SAMPLES = ("packaging_line", "bank_mainframe")


def chain() -> BuyingCenter:
    """Return a center in which one of ours knows the coach, who moves the head, who moves the decision maker."""
    G = account()
    G.add_contact("boss", name="Ingrid", level=1, roles=["decision_maker"], relationship="none")
    G.add_contact("head", name="Paul", level=2, reports_to="boss")
    G.add_contact("coach", name="Ngozi", level=3, reports_to="head")
    G.add_teammate("t", name="Hannah")
    G.add_relationship("t", "coach", relationship="trusted")
    G.add_influence("coach", "head", 0.5)
    G.add_influence("head", "boss", 0.6)
    return G


def side(scene: Scene) -> list[str]:
    return [text.string for text in scene.texts if text.owner == "side"]


def footnote(scene: Scene) -> str:
    return " ".join(text.string for text in scene.texts if text.owner == "footnote")


def bands(scene: Scene) -> list[Polyline]:
    lines = [shape for shape in scene.shapes if isinstance(shape, Polyline) and shape.layer is Layer.HIGHLIGHT]
    return [shape for shape in lines if shape.points[0][1] > 150]  # above the legend


def halos(scene: Scene) -> list[Rectangle]:
    return [shape for shape in scene.shapes if isinstance(shape, Rectangle) and shape.layer is Layer.HIGHLIGHT]


def test_the_path_leads_from_one_of_ours_to_the_decision_maker() -> None:
    path = read_map_facts(chain()).path
    # A trusted relationship is reliable at .8 (vocabulary); the ties at .5 and .6.
    assert path == PathFacts("boss", ("coach", "head", "boss"), "Hannah", pytest.approx(0.8 * 0.5 * 0.6))
    assert path.steps == {("coach", "head"), ("head", "boss")}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_path_is_that_of_the_analysis(sample: Literal["packaging_line", "bank_mainframe"]) -> None:
    G = read_csv(sample_folder(sample))
    path = read_map_facts(G).path
    assert path is not None
    best = introduction_paths(G, target=path.target, k=1).iloc[0]
    assert path.contacts == best["path"][1:]
    assert path.teammate == best["names"][0]
    assert path.reliability == pytest.approx(best["reliability"])


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_step_of_the_path_is_drawn_on_a_band(sample: Literal["packaging_line", "bank_mainframe"]) -> None:
    G = read_csv(sample_folder(sample))
    facts, scene = read_map_facts(G), influence_map_scene(G)
    assert facts.path is not None
    courses = {tie.ends: tie.points for tie in scene.ties if tie.layer is Layer.TIE}
    for step in facts.path.steps:
        assert step in courses
        under = next(band for band in bands(scene) if band.points[0] == courses[step][0])
        assert (under.color, under.line) == (HIGHLIGHT, 11.0)
    assert len(bands(scene)) == len(facts.path.steps)
    assert len(halos(scene)) == len(facts.path.contacts)


def test_the_sidebar_and_the_legend_name_the_path() -> None:
    scene = influence_map_scene(chain())
    assert side(scene)[-9:] == ["Best path", "Hannah", "→", "Ngozi", "→", "Paul", "→", "Ingrid", "reliability 24%"]
    assert "Best path to the decision maker" in [text.string for text in scene.texts if text.owner == "legend"]
    chinese = influence_map_scene(chain(), lang="zh")
    assert side(chinese)[-1] == "可靠度 24%"
    assert "最佳路径" in side(chinese)


def test_a_decision_maker_whom_ours_know_needs_no_path() -> None:
    G = chain()
    G.nodes["boss"].pop("relationship")
    G.add_relationship("t", "boss", relationship="familiar")
    scene = influence_map_scene(G)
    assert read_map_facts(G).path.contacts == ("boss",)
    assert "Hannah knows Ingrid" in side(scene)
    assert side(influence_map_scene(G, lang="zh"))[-1] == "Hannah 已认识 Ingrid"
    assert bands(scene) == halos(scene) == []
    assert "Best path to the decision maker" not in [text.string for text in scene.texts]


def test_of_two_decision_makers_the_path_leads_to_the_one_whom_nobody_knows() -> None:
    G = chain()
    G.add_contact("second", name="Zoe", level=1, roles=["decision_maker"])
    G.add_relationship("t", "second", relationship="familiar")
    assert read_map_facts(G).path.target == "boss"


def test_a_relationship_of_nobody_in_particular_is_told_as_such() -> None:
    G = chain()
    G.nodes["boss"]["relationship"] = "familiar"
    assert " ".join(side(influence_map_scene(G))).endswith("Ingrid is known to us; with whom is not noted")


def test_that_no_way_is_known_is_said_and_nothing_is_drawn() -> None:
    G = chain()
    G.remove_edge("coach", "head")
    scene = influence_map_scene(G)
    assert side(scene)[-1] == "No way to Ingrid is known"
    assert bands(scene) == halos(scene) == []


def test_where_nobody_decides_there_is_no_path() -> None:
    G = chain()
    G.nodes["boss"]["roles"] = ()
    assert read_map_facts(G).path is None
    assert "Best path" not in side(influence_map_scene(G))


def test_a_crowded_page_tells_the_path_in_the_footnote() -> None:
    G = chain()
    for number in range(32):
        G.add_contact(f"x{number:02}", department="IT", level=4)
    assert "Best path: Hannah → Ngozi → Paul → Ingrid (reliability 24%)." in footnote(influence_map_scene(G))
    assert "最佳路径：Hannah → Ngozi → Paul → Ingrid（可靠度 24%）。" in footnote(influence_map_scene(G, lang="zh"))
    G.remove_edge("coach", "head")
    assert "No way to Ingrid is known." in footnote(influence_map_scene(G))


def test_a_long_path_is_shortened_in_the_middle() -> None:
    G = chain()
    G.remove_edge("head", "boss")
    names = [f"Person {number}" for number in range(12)]
    before = "head"
    for number, name in enumerate(names):
        G.add_contact(f"p{number}", name=name, level=3)
        G.add_influence(before, f"p{number}", 0.9)
        before = f"p{number}"
    G.add_influence(before, "boss", 0.9)
    scene = influence_map_scene(G)
    shown = side(scene)
    assert "…" in shown
    assert shown[-2] == "Ingrid"
    assert "Person 11" not in shown
    assert inspect(scene).faults() == []


# ------------------------------------------------------------------ what a page must not leave out


def test_the_ties_of_the_path_are_drawn_however_weak() -> None:
    people = tuple(person(f"c{number:02}", share=0.1 if number == 1 else 0.0) for number in range(10))
    strong = [
        TieFacts(f"c{one:02}", f"c{other:02}", 0.9) for one in range(2, 10) for other in range(2, 10) if one != other
    ]
    weak = TieFacts("c00", "c01", 0.01)
    facts = MapFacts(contacts=people, ties=(weak, *strong), path=PathFacts("c01", ("c00", "c01")))
    assert weak in keep_strongest_ties(facts).ties
    assert len(keep_strongest_ties(facts).ties) == 25


def test_the_people_of_the_path_stay_on_the_page() -> None:
    people = [person("boss", roles=("decision_maker",)), person("way")]
    people += [person(f"x{number:02}", share=0.01) for number in range(80)]
    facts = MapFacts(contacts=tuple(people), path=PathFacts("boss", ("way", "boss")))
    kept = {one.id for one in keep_weightiest_contacts(facts, 10).contacts}
    assert {"boss", "way"} <= kept
    assert len(kept) == 10


def test_rivalries_that_are_not_drawn_are_counted() -> None:
    people = tuple(person(f"c{number}", share=0.1) for number in range(7))
    ties = [TieFacts(f"c{one}", f"c{other}", 0.9) for one in range(7) for other in range(7) if one < other]
    ties += [TieFacts(f"c{one}", "c0", 0.1, is_negative=one > 3) for one in range(1, 7)]
    kept = keep_strongest_ties(MapFacts(contacts=people, ties=tuple(ties)))
    assert (len(kept.ties), kept.hidden_ties) == (25, 2)
    assert kept.hidden_negative_ties == sum(tie.is_negative for tie in ties) - sum(tie.is_negative for tie in kept.ties)
    G = read_csv(sample_folder("packaging_line"))
    assert "Ties that work against and are not drawn: 1." in footnote(influence_map_scene(G))
    assert "未画出的关系中，1 条为反向影响。" in footnote(influence_map_scene(G, lang="zh"))
