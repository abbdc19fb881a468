"""What the pages say of whom a map has: nobody any more, nobody who decides, names twice; and their common options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from viz.every_picture import FEW_DRAWS
from viz.legibility import inspect
from viz.matrix_reading import footnotes, title_of
from viz.sample_maps import account, person

from stakeholder_graph.errors import OptionError
from stakeholder_graph.viz.charts.saving import picture_options, picture_scene
from stakeholder_graph.viz.facts.map_facts import tell_apart
from stakeholder_graph.viz.pictures import PICTURES

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.primitives import Scene

Lang = Literal["en", "zh"]
PAGES = ("bullseye", "dashboard", "motives", "role_coverage", "role_stages", "stance_grid")
UNOWNED = "Nobody on the map decides: the shares are of everybody's opinion."


def scene_of(picture: str, G: object, **options: object) -> Scene:
    if "draws" in picture_options(picture):
        options["draws"] = FEW_DRAWS
    return picture_scene(G, picture, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("picture", PAGES)
def test_a_map_that_everybody_has_left_is_not_called_empty(picture: str) -> None:
    G = account()
    G.add_contact("a", name="Ann", roles=["decision_maker"], status="left", stance=0.4)
    G.add_contact("b", name="Bob", status="left")
    scene = scene_of(picture, G)
    assert title_of(scene) == "Everybody on the map has left"
    assert not any("yet" in text.string for text in scene.texts)
    assert title_of(scene_of(picture, G, lang="zh")) == "图上联系人均已离开"
    assert inspect(scene).faults() == []


@pytest.mark.parametrize("picture", PAGES)
def test_an_empty_map_is(picture: str) -> None:
    assert title_of(scene_of(picture, account())) == "No contacts mapped yet"


@pytest.mark.parametrize("picture", ["dashboard", "motives", "role_coverage", "stance_grid"])
def test_where_nobody_decides_the_shares_are_said_to_be_of_everybodys_opinion(picture: str) -> None:
    G = account()
    G.add_contact("a", name="Ann", roles=["user"], stance=0.5)
    G.add_motive("a", "personal", "A quiet year", topic="risk", direction=0.5, strength=0.5)
    assert UNOWNED in footnotes(scene_of(picture, G))
    G.nodes["a"]["roles"] = ("decision_maker",)
    assert UNOWNED not in footnotes(scene_of(picture, G))
    G.nodes["a"]["roles"], G.nodes["a"]["decision_weight"] = ("user",), 1.0  # who decides has no role by that name
    assert UNOWNED not in footnotes(scene_of(picture, G))


@pytest.mark.parametrize("picture", PAGES)
@pytest.mark.parametrize("option", ["title", "font"])
def test_a_title_or_font_of_another_kind_is_refused(picture: str, option: str) -> None:
    with pytest.raises(OptionError, match=option):
        scene_of(picture, account(), **{option: 5})


def test_people_of_one_name_are_told_apart_by_their_ids() -> None:
    people = tell_apart([person("a"), person("A"), person("b")])  # a name is the id in capitals
    assert [one.name for one in people] == ["A (a)", "A (A)", "B"]


@pytest.mark.parametrize("picture", sorted(set(PICTURES) - {"history", "comparison", "role_stages"}))
def test_no_picture_calls_two_people_alike(picture: str) -> None:
    G = account()
    G.add_contact("a", name="Li Wei", roles=["decision_maker"], relationship="familiar")
    G.add_contact("b", name="Li Wei", roles=["influencer"], relationship="acquainted")
    for contact in ("a", "b"):
        G.add_motive(contact, "personal", "A quiet year", topic="risk", direction=0.5, strength=0.5)
    G.add_influence("b", "a", 0.5, channel="expertise")
    G.add_teammate("t", name="Ours")
    G.add_relationship("t", "a", relationship="familiar")
    words = [text.string for text in scene_of(picture, G).texts]
    assert "Li Wei" not in words
    assert any("Li Wei (a)" in string for string in words)
