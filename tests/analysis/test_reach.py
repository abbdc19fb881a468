"""The network of introductions and the best routes through it, against every simple way counted one by one."""

import datetime as dt
import math

import pytest
from analysis.graphs import shuffled
from analysis.ways_by_hand import STEPS, all_ways, known_map, random_ways, way_network

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.reach import (
    US,
    Route,
    Step,
    best_routes,
    introduction_steps,
    people_names,
    ranked_routes,
    read_targets,
    routes_over,
    undated_relationships,
    unknown_relationships,
)
from stakeholder_graph.errors import OptionError, UnknownContactError


def steps_of(G):
    return {
        (step.source, step.target): step for group in introduction_steps(gather_facts(G)).values() for step in group
    }


def way(route):
    return (route.steps[0].source, *(step.target for step in route.steps))


@pytest.mark.parametrize("seed", range(150))
def test_best_route_to_everybody_is_the_first_of_all_simple_ways(seed):
    G = random_ways(seed)
    D, routes = way_network(G), best_routes(gather_facts(G))
    contacts = [node for node in D if not D.nodes[node].get("ours", True)]
    assert sorted(routes) == list(routes) == sorted(each for each in contacts if all_ways(D, each))
    for contact, route in routes.items():
        reliability, hops, ids = all_ways(D, contact)[0]
        assert (len(route.steps), way(route)) == (hops, ids)
        assert route.reliability == pytest.approx(reliability, rel=1e-12)
        assert route.contact == contact


@pytest.mark.parametrize("seed", range(150))
def test_ranked_routes_are_all_simple_ways_in_order(seed):
    G = random_ways(seed)
    facts, D = gather_facts(G), way_network(G)
    for contact in facts.arrays.contacts:
        expected = [ids for _, _, ids in all_ways(D, contact)]
        found = ranked_routes(facts, introduction_steps(facts), contact, 1000)
        assert [way(route) for route in found] == expected
        few = ranked_routes(facts, introduction_steps(facts), contact, 2)
        assert [way(route) for route in few] == expected[:2]


@pytest.mark.parametrize("seed", range(40))
def test_routes_without_somebody_are_those_of_the_map_without_that_person(seed):
    G = random_ways(seed)
    facts = gather_facts(G)
    # Without a teammate's row the contact's own row may speak, which is another network.
    own_rows = any(contact.own_bond for contact in facts.contacts.values())
    for person in [*facts.active, *([] if own_rows else facts.team.values())]:
        H = G.copy()
        H.remove_node(person.id)
        expected = {contact: way(route) for contact, route in best_routes(gather_facts(H)).items()}
        steps = introduction_steps(facts).items()
        kept = {u: tuple(step for step in group if step.target != person.id) for u, group in steps if u != person.id}
        found = routes_over(facts, kept)
        assert {contact: way(route) for contact, route in found.items()} == expected


@pytest.mark.parametrize("seed", range(20))
def test_order_of_building_does_not_matter(seed):
    G = random_ways(seed)
    assert best_routes(gather_facts(G)) == best_routes(gather_facts(shuffled(G, seed)))


def test_what_a_step_rests_on():
    G = known_map()
    G.add_influence("b", "a", 0.2, introduction=0.6)
    steps = steps_of(G)
    assert steps["t1", "a"] == Step("t1", "a", 0.9, "relationship")
    assert steps["b", "a"] == Step("b", "a", 0.6, "introduction")
    assert steps["a", "t"] == Step("a", "t", 0.5, "influence")


@pytest.mark.parametrize(
    "change",
    [
        lambda G: G.edges["a", "t"].update(sign=-1),
        lambda G: G.edges["a", "t"].update(sign=-1, introduction=0.9),
        lambda G: G.edges["a", "t"].update(introduction=0.0),
        lambda G: G.nodes["a"].update(stance=-0.6),
        lambda G: G.nodes["a"].update(status="left"),
        lambda G: G.nodes["a"].update(status="placeholder"),
    ],
)
def test_what_passes_nothing_on(change):
    G = known_map()
    change(G)
    assert ("a", "t") not in steps_of(G)


def test_an_opponent_who_would_introduce_us_does():
    G = known_map()
    G.nodes["a"].update(stance=-0.9)
    G.edges["a", "t"].update(introduction=0.3)
    assert steps_of(G)["a", "t"] == Step("a", "t", 0.3, "introduction")


def test_a_placeholder_can_be_the_end_of_a_route():
    G = known_map()
    G.nodes["t"].update(status="placeholder")
    assert best_routes(gather_facts(G))["t"].path == ("t2", "b", "t")


@pytest.mark.parametrize("row", [{"relationship": "none"}, {"strength": 0.0}, {}])
def test_no_and_unknown_relationships_are_no_steps(row):
    G = sg.BuyingCenter()
    G.add_contact("a")
    G.add_teammate("t1")
    G.add_relationship("t1", "a", **row)
    assert steps_of(G) == {}
    assert best_routes(gather_facts(G)) == {}
    assert unknown_relationships(gather_facts(G)) == (() if row else ("a",))


def test_the_contacts_own_row_speaks_only_where_no_teammates_does():
    G = sg.BuyingCenter()
    G.add_contact("a", relationship="trusted")
    G.add_teammate("t1")
    assert steps_of(G) == {(US, "a"): Step(US, "a", STEPS["trusted"], "relationship")}
    route = best_routes(gather_facts(G))["a"]
    assert (route.teammate, route.path) == (None, ("a",))
    G.add_relationship("t1", "a", relationship="none")
    assert list(steps_of(G)) == [(US, "a")]
    G.edges["t1", "a"].update(relationship="acquainted")
    assert list(steps_of(G)) == [("t1", "a")]


def test_relationships_fade():
    G = known_map()
    G.edges["t1", "a"].update(last_contact=dt.date(2026, 1, 1), half_life_days=30)
    facts = gather_facts(G, as_of=dt.date(2026, 1, 31))
    assert introduction_steps(facts)["t1"][0].reliability == pytest.approx(0.45)  # half of .9 after one half-life
    steps = [step for group in introduction_steps(facts).values() for step in group]
    assert undated_relationships(facts, steps) == (("t2", "b"), ("t3", "t"))
    assert undated_relationships(gather_facts(G), steps) == (("t1", "a"), ("t2", "b"), ("t3", "t"))


def test_fewer_steps_decide_where_ties_never_fail():
    G = sg.BuyingCenter()
    for contact in "abz":
        G.add_contact(contact)
    G.add_teammate("t1")
    G.add_relationship("t1", "a", strength=0.5)
    for u, v in ("ab", "bz", "az"):
        G.add_influence(u, v, 1.0)
    assert best_routes(gather_facts(G))["z"].path == ("t1", "a", "z")


def test_equal_products_are_equal_whatever_their_rounding():
    # .15 * .5 and .1 * .75 are both .075, and the first of the two floats is the smaller one.
    G = sg.BuyingCenter()
    for contact in ("a", "b", "z"):
        G.add_contact(contact)
    for teammate in ("t1", "t2"):
        G.add_teammate(teammate)
    G.add_relationship("t1", "a", strength=0.15)
    G.add_relationship("t2", "b", strength=0.1)
    G.add_influence("a", "z", 0.5)
    G.add_influence("b", "z", 0.75)
    assert 0.15 * 0.5 < 0.1 * 0.75
    assert best_routes(gather_facts(G))["z"].path == ("t1", "a", "z")


def test_parts_of_a_route():
    steps = (
        Step("t1", "a", 0.5, "relationship"),
        Step("a", "b", 0.5, "influence"),
        Step("b", "c", 0.9, "introduction"),
    )
    route = Route("c", steps, math.prod((0.5, 0.5, 0.9)), "t1")
    assert route.weakest is steps[0]  # of two of .5 the one nearer to us
    assert route.through == ("a", "b")
    assert route.path == ("t1", "a", "b", "c")


def test_targets():
    G = known_map()
    G.add_contact("p", roles=["decision_maker"], status="placeholder")
    G.add_contact("gone", roles=["decision_maker"], status="left")
    facts = gather_facts(G)
    assert read_targets(facts, None) == ("p", "t")
    assert read_targets(facts, "a") == ("a",)
    with pytest.raises(UnknownContactError):
        read_targets(facts, "t1")
    with pytest.raises(OptionError, match="has not left"):
        read_targets(facts, "gone")


def test_names_on_both_sides():
    G = known_map()
    G.nodes["t1"]["name"] = G.nodes["t2"]["name"] = "Wu"
    G.nodes["a"]["name"] = "Li"
    assert people_names(gather_facts(G)) == {
        "a": "Li",
        "b": "b",
        "t": "t",
        "t1": "Wu (t1)",
        "t2": "Wu (t2)",
        "t3": "t3",
    }


def test_nothing_leads_anywhere_on_an_empty_map():
    assert best_routes(gather_facts(sg.BuyingCenter())) == {}
    assert len(best_routes(gather_facts(sg.random_buying_center(200, seed=3)))) > 150
