"""What a map reads from a graph, and what it leaves out to stay readable."""

from __future__ import annotations

import copy
import datetime as dt

import networkx as nx
import pytest
from viz.sample_maps import account, chain, circle, crowd, deep_chain, everything, person

from stakeholder_graph.errors import SchemaError
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.examples import example_buying_center, random_buying_center
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.inferred_departments import infer_departments
from stakeholder_graph.viz.facts.map_facts import (
    ContactFacts,
    MapFacts,
    TieFacts,
    keep_strongest_ties,
    keep_weightiest_contacts,
)


def contact(G: nx.DiGraph, name: str) -> ContactFacts:
    return next(one for one in read_map_facts(G).contacts if one.id == name)


def test_the_account_is_read() -> None:
    facts = read_map_facts(everything())
    assert (facts.account, facts.purchase, facts.amount, facts.currency) == (
        "Northbank 北方银行",
        "Mainframe",
        8.4e6,
        "CNY",
    )
    assert (facts.stage, facts.as_of) == ("evaluate", dt.date(2026, 11, 1))


def test_stage_and_day_of_the_caller_come_before_those_of_the_graph() -> None:
    facts = read_map_facts(everything(), stage="contract", as_of=dt.date(2026, 11, 2))
    assert (facts.stage, facts.as_of) == ("contract", dt.date(2026, 11, 2))


def test_shares_are_those_of_the_ranking() -> None:
    # The worked example: the CFO has 0.5176 of the decision (test of the ranking).
    shares = {one.id: one.share for one in read_map_facts(example_buying_center()).contacts}
    assert shares["cfo"] == pytest.approx(0.5176, abs=1e-4)
    assert read_map_facts(example_buying_center()).completeness == pytest.approx(0.869, abs=1e-3)


def test_who_has_left_has_no_share_and_no_ties() -> None:
    facts = read_map_facts(everything())
    assert contact(everything(), "old").share is None
    assert all("old" not in (tie.source, tie.target) for tie in facts.ties)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("boss", "relationship", 0),
        ("it", "relationship", 4),
        ("it", "owners", ("JW", "刘洋")),
        ("aud", "relationship", None),
        ("aud", "owners", ("刘洋?",)),
        ("con", "outside", True),
        ("con", "department", ""),
        ("con", "level", None),
        ("con", "stance", "opponent"),
        ("arc", "level", 3),
        ("arc", "level_is_inferred", True),
        ("it", "level_is_inferred", False),
        ("it", "manager", "boss"),
        ("arc", "coach", "labelled"),
        ("old", "status", "left"),
        ("new", "status", "placeholder"),
        ("new", "title", ""),
        ("boss", "roles", ("decision_maker",)),
    ],
)
def test_a_contact_is_read(name: str, field: str, value: object) -> None:
    assert getattr(contact(everything(), name), field) == value


def test_roles_come_in_the_order_of_the_vocabulary() -> None:
    G = account()
    G.add_contact("a", roles=["user", "decision_maker", "initiator"])
    assert contact(G, "a").roles == ("initiator", "decision_maker", "user")


def test_a_contact_without_a_name_is_called_by_its_id() -> None:
    G = account()
    G.add_contact("a17")
    assert contact(G, "a17").name == "a17"


def test_ties_are_read_in_order_with_sign_and_channel() -> None:
    assert read_map_facts(everything()).ties == (
        TieFacts("arc", "it", 0.5, "personal"),
        TieFacts("aud", "new", 0.4, None, is_negative=True),
        TieFacts("boss", "it", 0.7, "authority"),
        TieFacts("con", "boss", 0.6, "information"),
        TieFacts("it", "boss", 0.8, "expertise"),
    )


def test_our_people_are_read_and_only_known_relationships_count() -> None:
    team = read_map_facts(everything()).team
    assert [(one.initials, one.name, one.title, one.contacts) for one in team] == [
        ("JW", "Jonas Weber", "Solution Engineer", 1),
        ("刘洋", "刘洋", "客户经理", 1),
    ]


@pytest.mark.parametrize(
    ("name", "noted", "initials"),
    [
        ("Jonas Weber", "XY", "XY"),
        ("Jonas Weber", None, "JW"),
        ("Anna van der Berg", None, "AB"),
        ("Madonna", None, "Ma"),
        ("陈薇", None, "陈薇"),
        ("欧阳 娜娜", None, "欧阳"),
        (None, None, "t1"),
    ],
)
def test_initials_are_noted_or_made(name: str | None, noted: str | None, initials: str) -> None:
    G = account()
    G.add_contact("a")
    G.add_teammate("t1", name=name, **({} if noted is None else {"initials": noted}))
    G.add_relationship("t1", "a", relationship="trusted")
    assert contact(G, "a").owners == (initials,)


def test_nobody_owns_a_contact_whom_we_are_known_not_to_know() -> None:
    G = account()
    G.add_contact("a")
    G.add_teammate("t1", name="Jonas Weber")
    G.add_relationship("t1", "a", relationship="none")
    assert contact(G, "a").owners == ()
    assert contact(G, "a").relationship == 0
    assert read_map_facts(G).team[0].contacts == 0


def test_the_strongest_relationship_counts() -> None:
    G = account()
    G.add_contact("a", relationship="acquainted")
    for number, step in enumerate(["first_contact", "relied_upon", "familiar"]):
        G.add_teammate(f"t{number}", initials=f"T{number}")
        G.add_relationship(f"t{number}", "a", relationship=step)
    assert contact(G, "a").relationship == 5
    assert contact(G, "a").owners == ("T1", "T2", "T0")


def test_levels_are_inferred_down_the_reporting_line() -> None:
    facts = read_map_facts(deep_chain())
    assert [one.level for one in facts.contacts] == list(range(1, 21))
    assert all(one.level_is_inferred for one in facts.contacts)


def test_levels_below_a_circle_and_below_a_noted_level() -> None:
    G = account()
    managers = {"a": "b", "b": "a", "c": "b", "e": "d", "f": "e", "h": "g"}
    for name in "abcdefgh":
        G.add_contact(name, level=4 if name == "e" else None)
    for name, manager in managers.items():
        G.nodes[name]["reports_to"] = manager
    levels = {one.id: one.level for one in read_map_facts(G).contacts}
    assert levels == {"a": None, "b": None, "c": None, "d": 3, "e": 4, "f": 5, "g": 1, "h": 2}


def test_a_circle_of_reporting_lines_has_no_levels() -> None:
    assert {one.level for one in read_map_facts(circle()).contacts} == {None}


def test_a_manager_who_is_not_on_the_map_is_none() -> None:
    # A plain graph may name a manager who is no node; the schema check of the analysis is what refuses it.
    G = account()
    G.add_contact("a")
    G.nodes["a"]["reports_to"] = "nobody"
    with pytest.raises(SchemaError):
        read_map_facts(G)


def test_an_empty_graph_has_no_facts_but_the_account() -> None:
    assert read_map_facts(nx.DiGraph()) == MapFacts()
    assert read_map_facts(account()).account == "Northbank 北方银行"


def test_a_plain_graph_gives_the_same_facts() -> None:
    G = random_buying_center(20, seed=4)
    assert read_map_facts(nx.DiGraph(G)) == read_map_facts(G)


def test_the_order_of_building_does_not_matter() -> None:
    G = random_buying_center(20, seed=4)
    H = BuyingCenter(**G.graph)
    H.add_nodes_from(reversed(list(G.nodes(data=True))))
    H.add_edges_from(reversed(list(G.edges(data=True))))
    assert read_map_facts(H) == read_map_facts(G)


def test_reading_changes_nothing() -> None:
    G = everything()
    before = copy.deepcopy((G.graph, dict(G.nodes(data=True)), list(G.edges(data=True))))
    read_map_facts(G)
    assert (G.graph, dict(G.nodes(data=True)), list(G.edges(data=True))) == before


# ------------------------------------------------------------------ cutting to what can be read


def test_a_map_that_fits_is_not_cut() -> None:
    facts = chain(20)
    assert keep_weightiest_contacts(facts) is facts
    assert keep_strongest_ties(facts) is facts


def test_decision_makers_and_large_shares_stay() -> None:
    contacts = (
        person("a", share=0.1),
        person("b", share=0.5, manager="a"),
        person("c", roles=("decision_maker",)),
        person("d", share=-0.4),
    )
    ties = (TieFacts("a", "b", 0.5), TieFacts("b", "c", 0.5))
    cut = keep_weightiest_contacts(MapFacts(contacts=contacts, ties=ties), most=3)
    assert [one.id for one in cut.contacts] == ["b", "c", "d"]
    assert cut.contacts[0].manager is None
    assert cut.ties == (TieFacts("b", "c", 0.5),)
    assert cut.hidden_contacts == 1


def test_sixty_contacts_are_shown() -> None:
    cut = keep_weightiest_contacts(read_map_facts(crowd()))
    assert (len(cut.contacts), cut.hidden_contacts) == (60, 15)


@pytest.mark.parametrize(("people", "kept"), [(30, 25), (41, 25), (43, 26), (60, 36)])
def test_as_many_ties_are_kept_as_the_eye_can_follow(people: int, kept: int) -> None:
    # max(25, round(0.6 n))
    cut = keep_strongest_ties(chain(people))
    assert len(cut.ties) == min(kept, people - 1)
    assert cut.hidden_ties == people - 1 - len(cut.ties)


def test_a_tie_to_somebody_who_counts_is_kept_before_a_stronger_one() -> None:
    contacts = tuple(person(f"c{number:02}", share=1.0 if number == 0 else 0.0) for number in range(30))
    ties = [TieFacts(f"c{number:02}", "c29", 0.6) for number in range(25)]
    heard = TieFacts("c28", "c00", 0.2)  # 0.2 (.4 + 1) = .28 against 0.6 * .4 = .24
    cut = keep_strongest_ties(MapFacts(contacts=contacts, ties=(*ties, heard)))
    assert heard in cut.ties
    assert TieFacts("c24", "c29", 0.6) not in cut.ties


def test_without_shares_the_strength_alone_counts() -> None:
    facts = chain(28)
    weak = TieFacts("c00", "c01", 0.1)
    cut = keep_strongest_ties(MapFacts(contacts=facts.contacts, ties=(weak, *facts.ties[1:])))
    assert weak not in cut.ties


def test_every_string_of_the_data_is_listed_for_the_fonts() -> None:
    listed = list(read_map_facts(everything()).strings())
    assert {"Northbank 北方银行", "Mainframe", "CNY", "陈薇", "信息技术总监", "IT", "JW", "Solution Engineer"} <= set(
        listed
    )


# ------------------------------------------------------------------ what reporting lines tell


def test_a_manager_without_a_level_stands_above_the_highest_report() -> None:
    G = account()
    G.add_contact("boss")
    G.add_contact("a", level=4, reports_to="boss")
    G.add_contact("b", level=3, reports_to="boss")
    assert (contact(G, "boss").level, contact(G, "boss").level_is_inferred) == (2, True)


def test_who_decides_stands_beside_the_highest_where_no_reporting_line_says_more() -> None:
    G = account()
    G.add_contact("boss", roles=["decision_maker"])
    G.add_contact("guest", roles=["decision_maker"], side="outside")
    G.add_contact("user", roles=["user"])
    assert contact(G, "boss").level is None  # nobody's level is noted
    G.add_contact("head", level=2)
    assert (contact(G, "boss").level, contact(G, "boss").level_is_inferred) == (2, True)
    assert contact(G, "guest").level is contact(G, "user").level is None


def test_a_purchaser_belongs_where_all_other_purchasers_are() -> None:
    new = person("new", roles=("purchaser",))
    buyers = [person(f"b{number}", department="Buying", roles=("purchaser", "user")) for number in range(2)]
    user = person("user", roles=("user",))
    assert departments(new, user, *buyers) == ({"new": "Buying", "user": "", "b0": "Buying", "b1": "Buying"}, 1)
    assert departments(new, *buyers, person("x", department="Plant", roles=("purchaser",)))[0]["new"] == ""
    assert departments(person("o", roles=("purchaser",), outside=True), *buyers)[0]["o"] == ""


def departments(*people: ContactFacts) -> tuple[dict[str, str], int]:
    facts, inferred = infer_departments(MapFacts(contacts=people))
    return {one.id: one.department for one in facts.contacts}, inferred


def test_a_department_comes_from_the_manager_unless_that_is_the_top() -> None:
    people = (
        person("ceo", department="Board"),
        person("cio", department="IT", manager="ceo"),
        person("dev", manager="cio"),
        person("ops", manager="dev"),
        person("pa", manager="ceo"),
    )
    assert departments(*people) == ({"ceo": "Board", "cio": "IT", "dev": "IT", "ops": "IT", "pa": ""}, 2)


def test_a_department_comes_from_reports_who_agree() -> None:
    same = [person(f"r{number}", department="IT", manager="head") for number in range(2)]
    assert departments(person("head"), *same)[0]["head"] == "IT"
    assert departments(person("head"), *same, person("x", department="Sales", manager="head"))[0]["head"] == ""


def test_outsiders_and_circles_get_no_department() -> None:
    outsider = person("o", outside=True, manager="cio")
    people = (person("ceo"), person("cio", department="IT", manager="ceo"), outsider)
    assert departments(*people)[0]["o"] == ""
    assert departments(person("a", manager="b"), person("b", manager="a")) == ({"a": "", "b": ""}, 0)


def test_a_placeholder_is_a_gap_of_its_own() -> None:
    G = account()
    G.add_contact("boss", roles=["decision_maker"], status="placeholder")
    G.add_contact("cfo", name="CFO, not yet known", status="placeholder")
    gaps = {gap.key: (gap.kind, gap.name) for gap in read_map_facts(G).gaps}
    assert gaps["cfo"] == ("placeholder", "CFO, not yet known")
    assert gaps["decision_maker"] == ("missing", "")  # the placeholder who decides is told by the role
    assert "boss" not in gaps
