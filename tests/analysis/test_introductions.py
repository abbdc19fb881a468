"""The table of the best paths of introduction: columns, order, whom to ask, and what is refused."""

import datetime as dt

import pytest
from analysis.graphs import shuffled, snapshot
from analysis.ways_by_hand import all_ways, known_map, random_ways, way_network
from pandas.testing import assert_frame_equal

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownContactError, UnknownTermError

COLUMNS = {
    "target": "object",
    "rank": "int64",
    "reliability": "float64",
    "hops": "int64",
    "path": "object",
    "names": "object",
    "teammate": "object",
    "through": "object",
    "reliabilities": "object",
    "weakest": "object",
    "weakest_reliability": "float64",
    "weakest_basis": "object",
    "influence_steps": "int64",
    "against": "object",
    "ask": "object",
}


def no_decider():
    G = known_map()
    del G.nodes["t"]["roles"]
    return G


def no_team():
    return sg.example_buying_center()


def lone():
    G = sg.BuyingCenter()
    G.add_contact("a", roles=["decision_maker"])
    return G


def test_the_worked_example():
    paths = sg.introduction_paths(known_map())
    # .7 * .7, .9 * .5 and the direct .4
    assert paths["reliability"].tolist() == pytest.approx([0.49, 0.45, 0.40])
    assert paths["path"].tolist() == [("t2", "b", "t"), ("t1", "a", "t"), ("t3", "t")]
    assert paths["rank"].tolist() == [1, 2, 3]
    assert paths["hops"].tolist() == [2, 2, 1]
    assert paths["weakest"].tolist() == [("t2", "b"), ("a", "t"), ("t3", "t")]
    assert paths["weakest_reliability"].tolist() == [0.7, 0.5, 0.4]
    assert paths["weakest_basis"].tolist() == ["relationship", "influence", "relationship"]
    assert paths["influence_steps"].tolist() == [1, 1, 0]
    assert paths["through"].tolist() == [("b",), ("a",), ()]
    assert paths["reliabilities"].tolist() == [(0.7, 0.7), (0.9, 0.5), (0.4,)]
    assert paths["teammate"].tolist() == ["t2", "t1", "t3"]
    assert paths.attrs == {
        "targets": ("t",),
        "unreached": (),
        "steps": 5,
        "influence_steps": 2,
        "undated": (("t1", "a"), ("t2", "b"), ("t3", "t")),
        "unknown": (),
        "as_of": None,
        "note": "",
    }


@pytest.mark.parametrize("seed", range(40))
def test_every_path_to_every_decider_by_hand(seed):
    G = random_ways(seed)
    paths, D = sg.introduction_paths(G, k=50), way_network(G)
    deciders = {each for each in D if "decision_maker" in (G.nodes.get(each, {}).get("roles") or ())}
    assert set(paths.attrs["targets"]) == deciders
    best = {each: all_ways(D, each) for each in deciders if all_ways(D, each)}
    order = sorted(best, key=lambda each: (-round(best[each][0][0], 12), each))
    expected = [tuple(one for one in ids if one) for each in order for _, _, ids in best[each][:50]]
    assert paths["path"].tolist() == expected
    assert set(paths.attrs["unreached"]) == deciders - set(best)


@pytest.mark.parametrize("make", [sg.BuyingCenter, lone, no_decider, no_team])
def test_empty_tables_keep_columns_and_types(make):
    paths = sg.introduction_paths(make())
    assert len(paths) == 0
    assert {column: str(dtype) for column, dtype in paths.dtypes.items()} == COLUMNS


def test_full_tables_have_the_same_types():
    for G in (known_map(), sg.random_buying_center(200, seed=2)):
        assert {column: str(dtype) for column, dtype in sg.introduction_paths(G).dtypes.items()} == COLUMNS


@pytest.mark.parametrize(
    ("make", "lang", "note"),
    [
        (no_decider, "en", "Nobody on the map decides: name the decision maker, or add a placeholder for one."),
        (no_decider, "zh", "图上没有决策人：请先写明决策人，或用占位联系人代替。"),
        (
            no_team,
            "en",
            (
                "No known path of introduction to cfo. Ask first who of ours knows whom: some of our relationships are "
                "not on record. None of our own people is on the map yet."
            ),
        ),
        (
            no_team,
            "zh",
            "没有已知的通向 cfo 的引见路径。请先问清我方谁认识谁：部分关系没有记录。图上还没有我方人员。",
        ),
    ],
)
def test_the_note_says_what_is_missing(make, lang, note):
    assert sg.introduction_paths(make(), lang=lang).attrs["note"] == note


def test_the_note_where_nothing_is_unknown():
    G = lone()
    G.nodes["a"]["relationship"] = "none"
    paths = sg.introduction_paths(G)
    assert paths.attrs["note"] == "No path of introduction to a: nobody whom we know leads there."
    assert paths.attrs["unreached"] == ("a",)
    assert paths.attrs["unknown"] == ()


def test_whom_to_ask():
    G = known_map()
    G.nodes["t2"]["name"], G.nodes["b"]["name"], G.nodes["t"]["name"] = "Hannah Reiter", "Ngozi Okafor", "Paul Moreau"
    G.nodes["b"]["stance"] = -0.4
    G.add_contact("x", relationship="trusted")
    G.add_influence("x", "a", 0.9)
    G.remove_edge("t1", "a")
    english, chinese = (sg.introduction_paths(G, k=5, lang=lang)["ask"].tolist() for lang in ("en", "zh"))
    assert english == [
        "Hannah Reiter asks Ngozi Okafor for an introduction to Paul Moreau. Careful, against our offer: Ngozi Okafor.",
        "t3 knows Paul Moreau: ask for the talk directly.",
        "Whoever of ours knows x asks x for an introduction to a, then a for one to Paul Moreau.",
    ]
    assert chinese == [
        "由 Hannah Reiter 请 Ngozi Okafor 引见 Paul Moreau。注意，对我方方案持反对立场：Ngozi Okafor。",
        "t3 认识 Paul Moreau：直接约谈。",
        "由我方认识 x 的人请 x 引见 a，再请 a 引见 Paul Moreau。",
    ]
    direct = sg.introduction_paths(G, target="x", k=1)
    assert direct["ask"].tolist() == [
        "We know x, but the map does not say who of ours does: find out, and ask directly."
    ]
    assert direct["teammate"].tolist() == [None]
    assert direct["weakest"].tolist() == [("", "x")]
    assert sg.introduction_paths(G)["against"].tolist() == [("b",), (), ()]


def test_one_target_and_as_many_paths_as_asked_for():
    paths = sg.introduction_paths(known_map(), target="a", k=1)
    assert paths["path"].tolist() == [("t1", "a")]
    assert len(sg.introduction_paths(known_map(), k=2)) == 2


def test_nothing_is_walked_twice_in_circles():
    G = known_map()
    for u, v in (("t", "a"), ("a", "b"), ("b", "a")):
        G.add_influence(u, v, 1.0)
    for path in sg.introduction_paths(G, k=100)["path"]:
        assert len(set(path)) == len(path)


def test_relationships_fade_to_the_day():
    G = known_map()
    G.edges["t2", "b"].update(last_contact=dt.date(2026, 1, 1))
    today, later = (sg.introduction_paths(G, as_of=day) for day in (dt.date(2026, 1, 1), dt.date(2026, 6, 30)))
    assert today["reliability"][0] == pytest.approx(0.49)
    assert later["path"][0] == ("t1", "a", "t")  # 180 days: half of .7, so .245
    assert later.attrs["as_of"] == dt.date(2026, 6, 30)
    assert later.attrs["undated"] == (("t1", "a"), ("t3", "t"))


@pytest.mark.parametrize("seed", range(10))
def test_read_only_and_independent_of_order(seed):
    G = random_ways(seed)
    before = snapshot(G)
    paths = sg.introduction_paths(G)
    assert snapshot(G) == before
    assert_frame_equal(paths, sg.introduction_paths(shuffled(G, seed)))


def test_samples_read_well_in_both_languages():
    for folder in ("bank_mainframe", "packaging_line"):
        G = sg.read_csv(sg.sample_folder(folder))
        for lang in ("en", "zh"):
            paths = sg.introduction_paths(G, lang=lang)
            assert len(paths)
            assert paths["ask"].str.endswith("." if lang == "en" else "。").all()


@pytest.mark.parametrize("k", [0, -1, 1.5, True, "3"])
def test_k_is_a_whole_number(k):
    with pytest.raises(OptionError, match="k"):
        sg.introduction_paths(known_map(), k=k)


def test_what_is_refused():
    G = known_map()
    G.nodes["a"]["status"] = "left"
    with pytest.raises(UnknownContactError):
        sg.introduction_paths(G, target="nobody")
    for options in ({"target": ["a"]}, {"target": 4}, {"k": "3"}, {"k": None}):
        with pytest.raises(OptionError, match=next(iter(options))):
            sg.introduction_paths(G, **options)
    with pytest.raises(UnknownContactError):
        sg.introduction_paths(G, target="t1")
    with pytest.raises(OptionError, match="has not left"):
        sg.introduction_paths(G, target="a")
    with pytest.raises(OptionError):
        sg.introduction_paths(G, as_of="2026-01-01")
    with pytest.raises(UnknownTermError):
        sg.introduction_paths(G, lang="fr")
    G.nodes["b"]["stance"] = 3
    with pytest.raises(SchemaError):
        sg.introduction_paths(G)
