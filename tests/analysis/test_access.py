"""How open the ways to the decision makers are: against counting, networkx, and removing people one by one."""

import json
import math

import networkx as nx
import pytest
from analysis.graphs import shuffled, snapshot
from analysis.ways_by_hand import US, chance_by_counting, known_map, random_ways, thread_count, way_network

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownContactError, UnknownTermError


def merged(D):
    """Return the ties with all of ours merged into one start, and parallel ties kept apart."""
    return [
        (US if u == US or D.nodes[u]["ours"] else u, v, data["r"])
        for u, v, data in D.edges(data=True)
        if not D.nodes[v].get("ours")
    ]


def dominators_by_removal(D, target):
    def in_reach(graph):
        return target in graph and nx.has_path(graph, US, target)

    found = set()
    for node in set(D) - {US, target} if in_reach(D) else ():
        left = D.copy()
        left.remove_node(node)
        if not in_reach(left):
            found.add(node)
    return found


def cut_by_counting(D, target):
    """Return the probability of the likeliest set of ties whose failure cuts the target off."""
    ties, best = merged(D), 0.0
    nodes = sorted({u for u, _, _ in ties} | {v for _, v, _ in ties} | {target} - {US})
    others = [node for node in nodes if node not in (US, target)]
    for mask in range(2 ** len(others)):
        near = {US} | {node for place, node in enumerate(others) if mask >> place & 1}
        best = max(best, math.prod(1 - r for u, v, r in ties if u in near and v not in near))
    return best


@pytest.mark.parametrize("seed", range(150))
def test_figures_of_every_target_by_hand(seed):
    G = random_ways(seed, most=6)
    D = way_network(G)
    for each in sg.assess_access(G).contacts:
        assert each.threads == thread_count(D, {each.contact}) == len(each.thread_paths)
        assert set(each.single_points) == dominators_by_removal(D, each.contact)
        if each.state == "open":
            ties = merged(D)
            assert each.method == "exact"
            assert each.standard_error == 0.0
            if len(ties) <= 12:
                assert each.reliability == pytest.approx(chance_by_counting(ties, US, {each.contact}), abs=1e-12)
            assert each.severing_probability == pytest.approx(cut_by_counting(D, each.contact), abs=1e-12)
            assert 0 < each.best_path_reliability <= each.reliability + 1e-12
            assert each.severing_probability <= 1 - each.reliability + 1e-12


@pytest.mark.parametrize("seed", range(150))
def test_threads_share_nobody_and_are_the_best_set(seed):
    G = random_ways(seed, most=6)
    D = way_network(G)
    for each in sg.assess_access(G).contacts:
        met = [person for path in each.thread_paths for person in path[:-1]]
        assert len(set(met)) == len(met)
        for path, reliability in zip(each.thread_paths, each.thread_reliabilities, strict=True):
            assert path[-1] == each.contact
            ids = path if D.nodes[path[0]]["ours"] else (US, *path)
            assert reliability == pytest.approx(math.prod(D.edges[tie]["r"] for tie in nx.utils.pairwise(ids)))
        assert list(each.thread_reliabilities) == sorted(each.thread_reliabilities, reverse=True)
        if each.threads == 1:
            assert each.thread_reliabilities[0] == pytest.approx(each.best_path_reliability)


@pytest.mark.parametrize("seed", range(60))
def test_at_least_one_of_several(seed):
    G = random_ways(seed, most=5)
    access, D = sg.assess_access(G), way_network(G)
    ties = merged(D)
    if len(ties) <= 12 and access.any_method is not None:
        goals = {each.contact for each in access.contacts}
        assert access.any_reliability == pytest.approx(chance_by_counting(ties, US, goals), abs=1e-12)


def test_the_worked_example():
    access = sg.assess_access(known_map())
    (each,) = access.contacts
    # Closed forms: (1 - .45)(1 - .49)(1 - .4) = .1683; the likeliest cut is a-t, s-t and s-b or b-t: .5 * .6 * .3.
    assert 1 - each.reliability == pytest.approx(0.1683)
    assert each.severing == (("a", "t"), ("t2", "b"), ("t3", "t"))  # of two equal cuts the one nearer to us
    assert each.severing_probability == pytest.approx(0.09)
    assert each.thread_paths == (("t2", "b", "t"), ("t1", "a", "t"), ("t3", "t"))
    assert each.single_points == ()
    assert each.best_path_reliability == pytest.approx(0.49)
    assert (access.any_reliability, access.any_method) == (each.reliability, "exact")
    assert not access.is_lower_bound


def test_a_direct_tie_is_a_thread_of_its_own():
    G = known_map()
    G.remove_nodes_from(["a", "b"])
    (each,) = sg.assess_access(G).contacts
    assert each.thread_paths == (("t3", "t"),)
    assert each.single_points == ("t3",)


@pytest.mark.parametrize("seed", range(8))
def test_sampled_figures_are_within_four_errors_of_the_exact_ones(seed):
    G = random_ways(seed, most=7)
    exact, sampled = sg.assess_access(G), sg.assess_access(G, exact_to=0, seed=seed)
    by_contact = {each.contact: each for each in exact.contacts}
    for each in sampled.contacts:
        truth = by_contact[each.contact]
        if each.method == "sampled":
            assert each.standard_error > 0
            assert abs(each.reliability - truth.reliability) <= 4 * each.standard_error
    if sampled.any_method == "sampled":
        assert abs(sampled.any_reliability - exact.any_reliability) <= 4 * sampled.any_standard_error


def test_sampling_follows_draws_and_seed():
    G = sg.random_buying_center(30, seed=4)
    frames = [sg.assess_access(G, seed=seed).to_frame() for seed in (0, 0, 1)]
    assert set(frames[0]["method"]) == {"sampled"}
    assert frames[0].equals(frames[1])
    assert not frames[0]["reliability"].equals(frames[2]["reliability"])
    rough = sg.assess_access(G, draws=100)
    assert rough.draws == 100
    assert rough.contacts[0].standard_error > sg.assess_access(G).contacts[0].standard_error


def test_unknown_relationships_make_a_lower_bound():
    G = known_map()
    G.add_contact("x")
    G.add_contact("y")
    G.add_influence("x", "b", 0.5)
    G.add_influence("t", "y", 0.5)  # leads away from the target: does not matter
    access = sg.assess_access(G)
    assert access.contacts[0].unknown == ("x",)
    assert access.is_lower_bound
    assert access.to_frame()["lower_bound"].tolist() == [True]


def test_states():
    G = sg.BuyingCenter()
    for contact in ("a", "b", "c"):
        G.add_contact(contact, roles=["decision_maker"])
    G.nodes["a"]["relationship"] = "familiar"
    G.nodes["b"]["relationship"] = "none"
    access = sg.assess_access(G)
    frame = access.to_frame()
    assert frame["state"].to_dict() == {"a": "open", "b": "closed", "c": "unknown"}
    assert list(frame.index) == ["a", "b", "c"]
    assert frame.loc["b", ["reliability", "method"]].tolist() == [0.0, "exact"]
    assert math.isnan(frame.loc["c", "reliability"])
    assert frame.loc["c", "method"] is None
    assert frame["severing_probability"].isna().tolist() == [False, True, True]
    assert access.any_reliability == pytest.approx(0.55)


def test_no_figure_where_nothing_is_known():
    for G in (sg.example_buying_center(), sg.BuyingCenter()):
        access = sg.assess_access(G)
        assert math.isnan(access.any_reliability)
        assert access.any_method is None
    assert sg.assess_access(sg.BuyingCenter()).contacts == ()
    assert sg.assess_access(sg.example_buying_center()).contacts[0].state == "unknown"


def test_closed_for_sure_is_zero():
    G = known_map()
    for teammate, contact in (("t1", "a"), ("t2", "b"), ("t3", "t")):
        G.edges[teammate, contact]["strength"] = 0.0
    access = sg.assess_access(G)
    assert (access.contacts[0].state, access.any_reliability) == ("closed", 0.0)


def test_nothing_can_sever_what_never_fails():
    G = known_map()
    G.edges["t3", "t"]["strength"] = 1.0
    (each,) = sg.assess_access(G).contacts
    assert (each.reliability, each.severing, each.severing_probability) == (1.0, (), 0.0)


def test_frame_types_also_when_empty():
    full, empty = sg.assess_access(known_map()).to_frame(), sg.assess_access(sg.BuyingCenter()).to_frame()
    assert len(empty) == 0
    assert empty.dtypes.equals(full.dtypes)
    assert full.index.name == empty.index.name == "contact_id"
    assert str(full["threads"].dtype) == "int64"
    assert str(full["lower_bound"].dtype) == "bool"


def test_target():
    access = sg.assess_access(known_map(), target="a")
    assert [each.contact for each in access.contacts] == ["a"]
    assert access.any_reliability == pytest.approx(0.9)


def test_text():
    G = known_map()
    G.add_contact("x")
    G.add_influence("x", "t", 0.5)
    english, chinese = (sg.assess_access(G).to_text(lang).split("\n") for lang in ("en", "zh"))
    assert english == [
        "t: at least one way of introduction holds with a likelihood of 83.2%.",
        "  At least that, since our relationship with x is not known.",
        "  Independent threads, nobody in two of them: 3 (t2 → b → t 49.0%; t1 → a → t 45.0%; t3 → t 40.0%).",
        "  Likeliest break: these steps fail together (9.0%): a → t, t2 → b, t3 → t.",
        "3 of 6 steps rest on the strength of the influence alone: whether they would introduce us is not on record.",
        "Relationships that do not fade, since a date is missing: 3.",
    ]
    assert chinese[0] == "t：至少有一条引见途径走得通的可靠度为 83.2%。"
    assert len(chinese) == len(english)


def test_text_of_every_state():
    G = sg.BuyingCenter()
    for contact in ("a", "b", "c"):
        G.add_contact(contact, roles=["decision_maker"])
    G.nodes["a"]["relationship"] = "familiar"
    G.nodes["b"]["relationship"] = "none"
    text = sg.assess_access(G).to_text()
    assert text.split("\n")[0] == "At least one of those who decide can be reached with a likelihood of 55.0%."
    assert "b: no way of introduction; nobody whom we know leads there." in text
    assert "c: no way of introduction is known. Ask first whether anybody of ours knows c." in text
    assert "  There is one independent thread: a 55.0%." in text
    assert "Likeliest break: this step fails (45.0%): one of ours → a." in text
    assert text.endswith(
        "None of our own people is on the map yet.\nRelationships that do not fade, since a date is missing: 1."
    )
    assert sg.assess_access(sg.BuyingCenter()).to_text() == (
        "Nobody on the map decides: name the decision maker, or add a placeholder for one."
    )
    single = sg.assess_access(known_map(), target="a").to_text()
    assert "  Without any one of these no way is left: t1." in single
    with pytest.raises(UnknownTermError):
        sg.assess_access(G).to_text("fr")


def test_steps_on_influence_alone_are_counted_in_words():
    G = sg.BuyingCenter()
    G.add_contact("a", relationship="trusted")
    G.add_contact("t", roles=["decision_maker"])
    G.add_influence("a", "t", 0.5)
    assert "1 of 2 steps rests on the strength of the influence alone" in sg.assess_access(G).to_text()
    del G.nodes["a"]["relationship"]
    assert "The one step there is rests on the strength" in sg.assess_access(G).to_text()


def test_chinese_names_close_up():
    G = sg.BuyingCenter()
    for contact, name in (("a", "赵小满"), ("b", "马超群")):
        G.add_contact(contact, name=name, roles=["decision_maker"])
    G.add_influence("b", "a", 0.5)
    assert "应先问清我方是否有人认识赵小满、马超群。" in sg.assess_access(G, target="a").to_text("zh")
    G.nodes["a"]["relationship"] = "familiar"
    text = sg.assess_access(G, target="a").to_text("zh")
    assert "实际可能更高：我方与马超群的关系未知。" in text
    assert "独立线路只有 1 条" in text
    assert "线索" not in text


def test_who_holds_a_placeholder_post_is_not_known():
    G = known_map()
    G.add_contact("p", status="placeholder", roles=["decision_maker"])
    access = sg.assess_access(G, target="p")
    assert (access.contacts[0].state, access.contacts[0].unknown) == ("unknown", ("p",))
    assert math.isnan(access.any_reliability)
    paths = sg.introduction_paths(G, target="p")
    assert paths.attrs["note"].startswith("No known path of introduction to p. Ask first")
    assert paths.attrs["unknown"] == ("p",)
    assert math.isnan(sg.next_moves(G).loc["p", "access"])
    G.add_influence("b", "p", 0.5)
    assert sg.assess_access(G, target="p").contacts[0].reliability == pytest.approx(0.35)
    assert sg.assess_access(G, target="p").is_lower_bound
    G.nodes["p"]["relationship"] = "none"
    assert not sg.assess_access(G, target="p").is_lower_bound


@pytest.mark.parametrize("seed", range(40))
def test_access_is_the_same_wherever_it_is_weighed(seed):
    G = random_ways(seed, most=6)
    ties, moves = merged(way_network(G)), sg.next_moves(G)["access"]
    best = sg.next_moves(G, access="best_path")["access"]
    for contact, value in moves.items():
        (each,) = sg.assess_access(G, target=contact).contacts
        assert value == pytest.approx(each.reliability, nan_ok=True, abs=1e-12)
        if each.state == "open":
            assert best[contact] == pytest.approx(each.best_path_reliability)
            if len(ties) <= 12:
                assert value == pytest.approx(chance_by_counting(ties, US, {contact}), abs=1e-12)
    figure = sg.assess_access(G).any_reliability
    assert sg.compare({"now": G})["access"].tolist() == pytest.approx([figure], nan_ok=True)
    noted = sg.turnover_risk(G).attrs["access"]
    assert math.nan if noted is None else noted == pytest.approx(figure, nan_ok=True)


def test_sampled_access_is_the_same_wherever_it_is_weighed():
    G = sg.random_buying_center(30, seed=4)
    access = sg.assess_access(G)
    assert {each.method for each in access.contacts} == {"sampled"}
    moves = sg.next_moves(G)["access"]
    for contact in [each.contact for each in access.contacts] + list(moves.index[:3]):
        assert moves[contact] == sg.assess_access(G, target=contact).contacts[0].reliability
    assert sg.turnover_risk(G).attrs["access"] == access.any_reliability
    assert sg.compare({"now": G}).loc["now", "access"] == access.any_reliability


def test_whom_we_want_to_reach_follows_the_weights_on_the_map():
    G = known_map()
    G.nodes["a"]["decision_weight"] = 1.0
    assert [each.contact for each in sg.assess_access(G).contacts] == ["a"]
    assert sg.introduction_paths(G)["target"].unique().tolist() == ["a"]


def test_long_rows_of_names_are_cut_short():
    text = sg.assess_access(sg.example_buying_center())
    assert text.to_text().split("\n")[0] == (
        "cfo: no way of introduction is known. "
        "Ask first whether anybody of ours knows cfo, coach, coo, gate, it and 2 more."
    )
    assert text.to_text("zh").split("\n")[0] == (
        "cfo：没有已知的引见途径。应先问清我方是否有人认识 cfo、coach、coo、gate、it 等 7 人。"
    )


def test_sampled_figures_are_never_called_certain():
    G = known_map()
    sampled = sg.assess_access(G, exact_to=0).to_text()
    assert "t: at least one way of introduction holds with a likelihood of 83." in sampled
    assert " (± 0.3%, sampled)." in sampled
    G.edges["t3", "t"]["strength"] = 1.0
    assert (
        sg.assess_access(G, exact_to=0)
        .to_text()
        .startswith("t: at least one way of introduction holds with a likelihood of more than 99.9% (sampled).")
    )


def test_plain_values():
    for G in (known_map(), sg.example_buying_center(), sg.BuyingCenter()):
        access = sg.assess_access(G)
        values = json.loads(json.dumps(access.to_dict()))
        assert [each["contact"] for each in values["contacts"]] == [each.contact for each in access.contacts]
        assert "<div" in access._repr_html_()


@pytest.mark.parametrize("seed", range(10))
def test_read_only_and_independent_of_order(seed):
    G = random_ways(seed)
    before = snapshot(G)
    access = sg.assess_access(G)
    assert snapshot(G) == before
    assert access.to_dict() == sg.assess_access(shuffled(G, seed)).to_dict()


def test_large_and_sample_maps():
    assert len(sg.assess_access(sg.random_buying_center(200, seed=5), draws=500).contacts) > 1
    for folder in ("bank_mainframe", "packaging_line"):
        access = sg.assess_access(sg.read_csv(sg.sample_folder(folder)))
        assert 0 < access.any_reliability < 1
        assert access.to_text("zh") != access.to_text("en")


@pytest.mark.parametrize(
    "options",
    [
        {"draws": 0},
        {"draws": 1.5},
        {"draws": "many"},
        {"seed": -1},
        {"seed": None},
        {"exact_to": -1},
        {"draws": True},
        {"as_of": "today"},
    ],
)
def test_options_out_of_range(options):
    with pytest.raises(OptionError, match=next(iter(options))):
        sg.assess_access(known_map(), **options)


def test_unknown_target():
    with pytest.raises(UnknownContactError):
        sg.assess_access(known_map(), target="z")
