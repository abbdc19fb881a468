"""What holds for every map: moves, sponsors, visits and ways on maps at the edge of what there can be."""

import json
import warnings

import pandas as pd
import pytest
from analysis.graphs import shuffled, snapshot
from analysis.move_maps import AS_OF, EDGES

import stakeholder_graph as sg


def ask(G, lang="en"):
    """Return every table of the four questions on a map."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sg.DataQualityWarning)
        moves = sg.next_moves(G, as_of=AS_OF, lang=lang)
    sponsors = sg.declared_sponsors(G)
    plan = sg.plan_visits(G, budget=3, as_of=AS_OF, lang=lang)
    ways = sg.ways_to_act(G, as_of=AS_OF, lang=lang)
    return {"moves": moves, "sponsors": sponsors.sponsors, "visits": plan.visits, "left": plan.left_out, "ways": ways}


@pytest.fixture(scope="module")
def usual():
    return ask(sg.read_csv(sg.sample_folder("packaging_line")))


@pytest.fixture(name="G", params=EDGES)
def make_map(request):
    return EDGES[request.param]()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_columns_and_dtypes_are_the_same_on_every_map(G, usual, lang):
    for name, table in ask(G, lang).items():
        assert table.dtypes.astype(str).to_dict() == usual[name].dtypes.astype(str).to_dict(), name
        assert table.index.name == usual[name].index.name


def test_the_order_in_which_a_map_was_built_does_not_matter(G):
    first = ask(G)
    for seed in (1, 2):
        for name, table in ask(shuffled(G, seed)).items():
            pd.testing.assert_frame_equal(table, first[name], check_exact=True)


def test_the_map_is_not_changed(G):
    before = snapshot(G)
    ask(G)
    assert snapshot(G) == before


def test_everybody_who_has_not_left_has_a_move_and_a_visit_or_a_reason(G):
    tables = ask(G)
    present = sorted(
        node for node in G if G.nodes[node].get("side") != "seller" and G.nodes[node].get("status") != "left"
    )
    assert sorted(tables["moves"].index) == present
    assert sorted([*tables["visits"].index, *tables["left"].index]) == present


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_answers_read_and_travel(G, lang):
    for answer in (sg.declared_sponsors(G), sg.plan_visits(G, budget=3, as_of=AS_OF, lang=lang)):
        text = answer.to_text(lang)
        assert text
        assert "{" not in text
        assert "nan" not in text.lower().split()
        assert "None" not in text
        assert json.loads(json.dumps(answer.to_dict(), allow_nan=False))
        assert answer._repr_html_().startswith("<div")
        frame = answer.to_frame()
        frame["name"] = "changed"
        assert "changed" not in set(answer.to_frame()["name"])
    with pytest.raises(sg.UnknownTermError):
        answer.to_text("fr")


def test_ranks_count_each_group_from_one(G):
    moves = ask(G)["moves"]
    assert moves["decides"].is_monotonic_increasing
    for _, group in moves.groupby("decides"):
        known = group.dropna(subset="priority")
        assert known["rank"].tolist() == known["priority"].rank(method="min", ascending=False).astype(int).tolist()
        assert group["rank"].isna().tolist() == group["priority"].isna().tolist()
        assert known["rank"].is_monotonic_increasing
        assert group["rank"].isna().is_monotonic_increasing
