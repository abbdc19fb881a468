from __future__ import annotations

import copy
import json
import pickle

import pytest

import stakeholder_graph as sg
from stakeholder_graph.model.frozen_dict import FrozenDict

CHANGES = [
    lambda mapping: mapping.pop("notes"),
    lambda mapping: mapping.popitem(),
    lambda mapping: mapping.clear(),
    lambda mapping: mapping.update(notes=1),
    lambda mapping: mapping.setdefault("x", 1),
    lambda mapping: mapping.__setitem__("notes", 1),
    lambda mapping: mapping.__delitem__("notes"),
    lambda mapping: mapping.__ior__({"x": 1}),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("mapping", [sg.SCHEMA, sg.SCHEMA["contacts"].columns, FrozenDict(notes="x")], ids=len)
def test_nothing_can_be_changed(mapping, change):
    before = dict(mapping)
    with pytest.raises(TypeError, match="cannot be changed"):
        change(mapping)
    assert mapping == before


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])  # noqa: S301
def test_copies_are_equal_and_of_its_type(again):
    motive = FrozenDict(kind="personal", strength=0.5)
    assert again(motive) == motive == {"kind": "personal", "strength": 0.5}
    assert type(again(motive)) is FrozenDict


def test_the_schema_survives_pickling():
    again = pickle.loads(pickle.dumps(sg.SCHEMA))  # noqa: S301  our own bytes
    assert [*again["contacts"].columns] == [*sg.SCHEMA["contacts"].columns]


def test_it_goes_into_json_as_a_dict():
    assert json.dumps(FrozenDict(a=1)) == '{"a": 1}'


def test_copies_of_a_graph_share_nothing_that_can_be_changed():
    G = sg.BuyingCenter()
    G.add_contact("a")
    G.add_motive("a", "personal", "fame")
    with pytest.raises(TypeError, match="cannot be changed"):
        G.copy().nodes["a"]["motives"][0]["description"] = "money"
    assert G.nodes["a"]["motives"] == ({"kind": "personal", "description": "fame"},)
