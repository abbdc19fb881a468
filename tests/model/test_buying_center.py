from __future__ import annotations

import copy
import datetime as dt
import inspect
import pickle

import networkx as nx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.errors import SchemaError, UnknownContactError
from stakeholder_graph.model.schema import SCHEMA

BUILDERS = {"add_contact", "add_influence", "add_teammate", "add_relationship", "add_motive"}
VIEWS = {"contacts", "influences", "motives", "team", "relationships"}
slow = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(name="G")
def northbank():
    graph = sg.BuyingCenter(account="Northbank", stage="evaluate", as_of=dt.date(2026, 6, 30))
    graph.add_contact("cfo", name="Li Na", roles=["decision_maker"], stance=-0.2)
    graph.add_contact("it", name="Wu Gang", roles=["expert", "user"], reports_to="cfo")
    graph.add_influence("it", "cfo", 0.3, channel="expertise")
    graph.add_teammate("t1", name="Tom")
    graph.add_relationship("t1", "it", relationship="familiar", last_contact=dt.date(2026, 6, 1))
    graph.add_motive("it", "personal", "a quiet year", direction=0.5)
    return graph


# ---------------------------------------------------------------------- law 1: networkx's own constructor


def test_the_constructor_is_that_of_networkx():
    assert "__init__" not in vars(sg.BuyingCenter)
    assert "__new__" not in vars(sg.BuyingCenter)
    assert inspect.signature(sg.BuyingCenter.__init__) == inspect.signature(nx.DiGraph.__init__)


@pytest.mark.parametrize(
    "make",
    [
        sg.BuyingCenter,
        lambda: sg.BuyingCenter(None),
        lambda: sg.BuyingCenter(account="x"),
        lambda: sg.BuyingCenter([("a", "b")]),
        lambda: sg.BuyingCenter({"a": {"b": {"weight": 0.5}}}),
        lambda: sg.BuyingCenter(nx.path_graph(3, create_using=nx.DiGraph)),
        lambda: nx.empty_graph(3, create_using=sg.BuyingCenter),
        lambda: nx.path_graph(4, create_using=sg.BuyingCenter()),
    ],
)
def test_networkx_can_make_one_in_every_way_it_makes_graphs(make):
    G = make()
    assert type(G) is sg.BuyingCenter
    assert repr(G).startswith("BuyingCenter(")


# ---------------------------------------------------------------------- law 2: no instance state


def test_nothing_sits_outside_the_graph(G):
    repr(G)
    G._repr_html_()
    plain = nx.DiGraph(G)
    _ = plain.nodes, plain.edges, plain.adj  # networkx keeps these views once they were asked for
    assert {*vars(G)} <= {*vars(plain)}
    assert nx.utils.graphs_equal(nx.DiGraph(G), G)


def pickled(G):
    return pickle.loads(pickle.dumps(G))  # noqa: S301  our own bytes


@pytest.mark.parametrize("same", [copy.copy, copy.deepcopy, pickled, nx.DiGraph.copy, sg.BuyingCenter])
def test_copies_are_equal_and_are_buying_centers(G, same):
    H = same(G)
    assert type(H) is sg.BuyingCenter
    assert nx.utils.graphs_equal(G, H)


def test_a_copy_does_not_share_its_attributes(G):
    H = copy.deepcopy(G)
    H.nodes["it"]["name"] = "other"
    assert G.nodes["it"]["name"] == "Wu Gang"


# ---------------------------------------------------------------------- law 3: it overrides nothing of networkx


def test_nothing_of_networkx_is_overridden_but_what_is_said():
    own = {name for name in vars(sg.BuyingCenter) if name not in ("__module__", "__doc__", "__firstlineno__")}
    overridden = {name for name in own if hasattr(nx.DiGraph, name)} - {"__static_attributes__"}
    assert overridden == {"to_directed_class", "__repr__"}
    assert nx.DiGraph.__repr__ is object.__repr__


@pytest.mark.parametrize(
    "derive",
    [
        nx.reverse,
        lambda G: G.subgraph(["cfo", "it"]).copy(),
        lambda G: G.edge_subgraph([("it", "cfo")]).copy(),
        nx.DiGraph.to_directed,
        lambda G: nx.relabel_nodes(G, {"it": "it2"}),
        lambda G: nx.compose(G, sg.example_buying_center()),
        nx.create_empty_copy,
        lambda G: nx.intersection(G, G),
        nx.transitive_closure,
    ],
)
def test_what_networkx_derives_is_again_a_buying_center(G, derive):
    assert type(derive(G)) is sg.BuyingCenter


@pytest.mark.parametrize(
    "algorithm",
    [
        nx.degree_centrality,
        nx.betweenness_centrality,
        nx.closeness_centrality,
        lambda G: nx.k_core(G.to_undirected()),
        lambda G: [*nx.strongly_connected_components(G)],
        lambda G: nx.shortest_path(G, "t1", "cfo"),
        nx.to_dict_of_lists,
        nx.to_numpy_array,
        lambda G: nx.minimum_node_cut(G, "t1", "cfo"),
    ],
)
def test_it_is_still_networkx(G, algorithm):
    assert algorithm(G) is not None


# ---------------------------------------------------------------------- law 4: a plain DiGraph will do


def test_functions_take_any_digraph_that_keeps_the_schema(G):
    plain = nx.DiGraph(G)
    assert type(plain) is nx.DiGraph
    assert sg.validate(plain).empty
    assert sg.compile(plain).contacts == sg.compile(G).contacts
    for name, frame in sg.to_frames(plain).items():
        pd.testing.assert_frame_equal(frame, sg.to_frames(G)[name])


def test_so_do_subgraph_views(G):
    assert sg.compile(G.subgraph(["cfo", "it"])).contacts == ("cfo", "it")


# ---------------------------------------------------------------------- law 5: no analysis methods


def test_its_public_names_are_builders_and_views():
    public = {name for name in vars(sg.BuyingCenter) if not name.startswith("_")}
    assert public == BUILDERS | VIEWS | {"contact_network", "to_directed_class"}


# ---------------------------------------------------------------------- builders


def test_one_role_needs_no_list(G):
    G.add_contact("x", roles="user")
    assert G.nodes["x"]["roles"] == ("user",)


def test_the_contact_network_leaves_our_people_out(G):
    network = G.contact_network
    assert set(network) == set(G.contacts.index)
    assert network.number_of_edges() == len(G.influences)
    assert type(network) is sg.BuyingCenter


def test_builders_put_plain_values_where_networkx_has_them(G):
    assert G.graph == {"account": "Northbank", "stage": "evaluate", "as_of": dt.date(2026, 6, 30)}
    assert G.nodes["cfo"] == {"name": "Li Na", "roles": ("decision_maker",), "stance": -0.2}
    assert G.nodes["it"]["motives"] == ({"kind": "personal", "description": "a quiet year", "direction": 0.5},)
    assert G.edges["it", "cfo"] == {"weight": 0.3, "channel": "expertise"}
    assert G.nodes["t1"] == {"name": "Tom", "side": "seller"}
    assert G.edges["t1", "it"] == {"relationship": "familiar", "last_contact": dt.date(2026, 6, 1)}
    assert sg.validate(G).empty


def test_what_is_not_known_is_left_out(G):
    G.add_contact("x", name=None, roles=(), stance=float("nan"), level=None, own=None)
    assert G.nodes["x"] == {}


def test_own_attributes_are_kept(G):
    G.add_contact("x", shoe_size=44, tags={"a"})
    assert G.nodes["x"] == {"shoe_size": 44, "tags": {"a"}}


def test_attributes_may_bear_the_names_of_parameters_of_networkx(G):
    G.add_contact("x", node_for_adding="y")
    G.add_influence("x", "cfo", 0.5, u_of_edge="p", v_of_edge="q")
    assert G.nodes["x"] == {"node_for_adding": "y"}
    assert G.edges["x", "cfo"] == {"weight": 0.5, "u_of_edge": "p", "v_of_edge": "q"}


def test_motives_follow_each_other_in_order(G):
    G.add_motive("it", "organisational", "uptime")
    assert [motive["kind"] for motive in G.nodes["it"]["motives"]] == ["personal", "organisational"]


WRONG = [
    (lambda G: G.add_contact(""), "contact_id", "empty"),
    (lambda G: G.add_contact(" x"), "contact_id", "spaces around an id"),
    (lambda G: G.add_contact(7), "contact_id", "not text but int"),
    (lambda G: G.add_contact(None), "contact_id", "missing"),
    (lambda G: G.add_contact("cfo"), "", "is in the graph already"),
    (lambda G: G.add_contact("t1"), "", "is in the graph already"),
    (lambda G: G.add_contact("x", roles=["wizard"]), "roles", "unknown role"),
    (lambda G: G.add_contact("x", roles="wizard"), "roles", "unknown role"),
    (lambda G: G.add_contact("x", stance=1.01), "stance", "outside its range"),
    (lambda G: G.add_contact("x", stance=float("inf")), "stance", "not a finite number"),
    (lambda G: G.add_contact("x", stance="for"), "stance", "not a number"),
    (lambda G: G.add_contact("x", stance=True), "stance", "not a number"),
    (lambda G: G.add_contact("x", level=1.0), "level", "not a whole number"),
    (lambda G: G.add_contact("x", level=0), "level", "outside its range"),
    (lambda G: G.add_contact("x", side="seller"), "side", "our own people among the contacts"),
    (lambda G: G.add_contact("x", reports_to="z"), "reports_to", "no such contact"),
    (lambda G: G.add_contact("x", reports_to="x"), "reports_to", "reports to oneself"),
    (lambda G: G.add_contact("x", reports_to="t1"), "reports_to", "no such contact"),
    (lambda G: G.add_contact("x", reports_to=["cfo"]), "reports_to", "not text but list"),
    (lambda G: G.add_contact("x", authority=["veto"]), "authority", "not a tuple of keys"),
    (lambda G: G.add_contact("x", joined="2026-01-01"), "joined", "not a date"),
    (lambda G: G.add_contact("x", joined=dt.datetime(2026, 1, 1)), "joined", "not a date"),  # noqa: DTZ001
    (lambda G: G.add_contact("x", last_contact=dt.date(2026, 7, 1)), "last_contact", "in the future"),
    (lambda G: G.add_contact("x", influencers_complete="yes"), "influencers_complete", "not true or false"),
    (lambda G: G.add_influence("it", "cfo", 0.5), "", "is in the graph already"),
    (lambda G: G.add_influence("cfo", "it", 0), "weight", "outside its range"),
    (lambda G: G.add_influence("cfo", "it", 1.5), "weight", "outside its range"),
    (lambda G: G.add_influence("cfo", "it", float("nan")), "weight", "missing"),
    (lambda G: G.add_influence("cfo", "it", "0.5"), "weight", "not a number"),
    (lambda G: G.add_influence("cfo", "it", 0.5, sign=0), "sign", "not one of its values"),
    (lambda G: G.add_influence("cfo", "it", 0.5, confidence=1.0), "confidence", "outside its range"),
    (lambda G: G.add_influence("t1", "cfo", 0.5), "source", "no such contact"),
    (lambda G: G.add_influence("cfo", "t1", 0.5), "target", "no such contact"),
    (lambda G: G.add_teammate("cfo"), "teammate_id", "also the id of a contact"),
    (lambda G: G.add_teammate("t1"), "", "is in the graph already"),
    (lambda G: G.add_teammate(["t2"]), "teammate_id", "not text but list"),
    (lambda G: G.add_teammate("t2", function="dancing"), "function", "unknown function"),
    (lambda G: G.add_relationship("t1", "it"), "", "is in the graph already"),
    (lambda G: G.add_relationship("t1", "cfo", relationship="married"), "relationship", "unknown relationship step"),
    (lambda G: G.add_relationship("t1", "cfo", last_contact=dt.date(2027, 1, 1)), "last_contact", "in the future"),
    (lambda G: G.add_relationship("cfo", "it"), "teammate", "no such teammate"),
    (lambda G: G.add_motive("it", "greed"), "kind", "unknown motive kind"),
    (lambda G: G.add_motive("it", "personal", direction=2), "direction", "outside its range"),
    (lambda G: G.add_motive("t1", "personal"), "contact", "no such contact"),
]


@pytest.mark.parametrize(("build", "column", "problem"), WRONG)
def test_a_builder_refuses_what_breaks_the_schema_and_leaves_the_graph_as_it_was(G, build, column, problem):
    before = copy.deepcopy(G)
    with pytest.raises(SchemaError) as caught:
        build(G)
    found = caught.value.failures
    assert (column, problem) in [*zip(found["column"], found["problem"], strict=True)]
    assert found["cure"].str.endswith((".", "?")).all()
    assert nx.utils.graphs_equal(G, before)


def test_a_tie_to_oneself_is_refused(G):
    with pytest.raises(SchemaError, match="a tie to oneself"):
        G.add_influence("it", "it", 0.5)


def test_a_builder_reports_everything_at_once(G):
    with pytest.raises(SchemaError) as caught:
        G.add_contact("", stance=2, level=0, roles=["wizard"])
    assert len(caught.value.failures) == 4


@pytest.mark.parametrize(
    "build",
    [
        lambda G: G.add_influence("iit", "cfo", 0.5),
        lambda G: G.add_influence("it", "cfoo", 0.5),
        lambda G: G.add_relationship("t1x", "it"),
        lambda G: G.add_motive("itt", "personal"),
    ],
)
def test_an_unknown_contact_is_named_with_the_close_ones(G, build):
    before = copy.deepcopy(G)
    with pytest.raises(UnknownContactError, match="Did you mean"):
        build(G)
    assert nx.utils.graphs_equal(G, before)


# ---------------------------------------------------------------------- views and the line


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_views_are_copies_of_the_tables(G, view):
    frame = getattr(G, view)
    pd.testing.assert_frame_equal(frame, sg.to_frames(G)[view])
    before = copy.deepcopy(G)
    frame["own"] = 1
    frame.iloc[0, 0] = None
    assert nx.utils.graphs_equal(G, before)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_views_have_the_key_that_the_schema_says(G, view):
    key = SCHEMA[view].key
    assert getattr(G, view).index.name == (key[0] if len(key) == 1 else None)


def test_the_line_counts_what_is_there(G):
    expected = "BuyingCenter('Northbank': 2 contacts, 1 influence tie, 3 of 10 roles held, stance of 1 contact unknown)"
    assert repr(G) == expected
    nothing = "BuyingCenter(0 contacts, 0 influence ties, 0 of 10 roles held, stance of 0 contacts unknown)"
    assert repr(sg.BuyingCenter()) == nothing


@given(buying_centers(min_contacts=0))
@slow
def test_what_builders_accept_is_valid(G):
    assert sg.validate(G).empty
    repr(G)
    G._repr_html_()
