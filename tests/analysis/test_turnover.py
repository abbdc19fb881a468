"""What breaks if somebody leaves: against the map without that person, solved and searched again."""

import datetime as dt
import json
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from analysis.graphs import random_map, shuffled, snapshot
from analysis.ways_by_hand import known_map, random_ways, thread_count, way_network
from pandas.testing import assert_frame_equal

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.role_coverage import cover_roles
from stakeholder_graph.analysis.turnover import departures
from stakeholder_graph.analysis.turnover.leavers import turnover_of
from stakeholder_graph.errors import OptionError, SchemaError, UnknownContactError, UnknownTermError

COLUMNS = {
    "name": "object",
    "side": "object",
    "lean": "float64",
    "lean_without": "float64",
    "change": "float64",
    "decision_unowned": "bool",
    "unattributed_without": "float64",
    "change_unattributed": "float64",
    "unattributed_with_successor": "float64",
    "lean_with_successor": "float64",
    "successor_low": "float64",
    "successor_high": "float64",
    "roles_lost": "object",
    "coverage_change": "float64",
    "coverage_role": "object",
    "score_change": "float64",
    "access_without": "float64",
    "access_lost": "float64",
    "access_with_successor": "float64",
    "threads_lost": "Int64",
    "threads_lost_with_successor": "Int64",
    "relationships_lost": "int64",
    "single_point": "bool",
    "articulation": "bool",
    "last_coach": "bool",
    "harm": "float64",
    "unknown": "object",
}


def without(G, person):
    H = G.copy()
    H.remove_node(person)
    return H


def remaining(G, table):
    """Return whose leaving can be looked at by removal.

    Where a contact's own row speaks of a relationship, it may take the place of a teammate's row that is removed, which
    makes another network; then our own people are left out.
    """
    own_rows = any(G.nodes[node].get("relationship") for node in G)
    return [person for person in table.index if not (own_rows and table.loc[person, "side"] == "seller")]


def lean_of(G):
    return sg.forecast_decision(G, draws=0).lean


def staffed_map(seed):
    """Return a random map of some size with team, departments, signs and complete influencers."""
    G = random_map(seed, 12, negative=0.2, complete=0.2)
    rng = np.random.default_rng(seed)
    for teammate in ("t1", "t2"):
        G.add_teammate(teammate)
        for contact in sorted(node for node in G if node.startswith("c")):
            if rng.random() < 0.3:
                steps = ["none", "first_contact", "acquainted", "familiar", "trusted"]
                G.add_relationship(teammate, contact, relationship=steps[rng.integers(5)])
    return G


def test_the_worked_example():
    # Reference figures of the fixture, printed to four digits.
    leans = sg.turnover_risk(sg.example_buying_center())["lean_without"]
    expected = {"coo": -0.1413, "it": -0.0643, "coach": -0.1251, "user": -0.1053, "proc": -0.0729, "gate": -0.0924}
    assert {contact: leans[contact] for contact in expected} == pytest.approx(expected, abs=6e-5)
    assert math.isnan(leans["cfo"])
    table = sg.turnover_risk(sg.example_buying_center())
    assert table["lean"].unique() == pytest.approx([-0.0924], abs=6e-5)
    assert table["decision_unowned"].to_dict()["cfo"]
    assert table["decision_unowned"].sum() == 1
    assert list(table.index) == ["cfo", "coo", "coach", "user", "gate", "proc", "it"]


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_of_the_decision_is_that_of_the_map_without_the_leaver(seed):
    G = staffed_map(seed)
    table = sg.turnover_risk(G)
    for contact in [node for node in G if node.startswith("c")]:
        H, row = without(G, contact), table.loc[contact]
        assert row["lean_without"] == pytest.approx(lean_of(H), abs=1e-12, nan_ok=True)
        unattributed = sg.rank_contacts(H).attrs["unattributed"]
        assert row["unattributed_without"] == pytest.approx(unattributed, abs=1e-12)
        if G.nodes[contact].get("stance") is None and abs(sg.rank_contacts(G).loc[contact, "share"]) > 1e-9:
            assert np.isnan(row["change"])  # what goes with the leaver may be anything
            assert "change" in row["unknown"]
        else:
            assert row["change"] == pytest.approx(row["lean_without"] - lean_of(G), abs=1e-12, nan_ok=True)
        today = sg.rank_contacts(G).attrs["unattributed"]
        assert row["change_unattributed"] == pytest.approx(unattributed - today, abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_somebody_who_leaves_is_somebody_gone(seed):
    G = staffed_map(seed)
    table = sg.turnover_risk(G)
    for contact in ("c00", "c05"):
        assert table.loc[contact, "lean_without"] == pytest.approx(lean_of(sg.what_if(G, leave=contact)), abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_successors_have_the_same_ties_and_a_stance_of_their_own(seed):
    G = staffed_map(seed)
    table = sg.turnover_risk(G)
    for contact in ("c00", "c04", "c07"):
        leans = []
        for stance in (0.0, -1.0, 1.0):
            H = G.copy()
            H.nodes[contact]["stance"] = stance
            leans.append(lean_of(H))
        row = table.loc[contact]
        assert row["lean_with_successor"] == pytest.approx(leans[0], abs=1e-12)
        assert [row["successor_low"], row["successor_high"]] == pytest.approx(sorted(leans[1:]), abs=1e-12)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("access", ["best_path", "reliability"])
def test_ways_are_those_of_the_map_without_the_leaver(seed, access):
    G = random_ways(seed, most=6)
    table = sg.turnover_risk(G, access=access)

    def ways(graph):
        answer = sg.assess_access(graph)
        if access == "reliability":
            return answer.any_reliability
        return max((each.best_path_reliability for each in answer.contacts if each.state == "open"), default=math.nan)

    def reached(graph):
        return {each.contact for each in sg.assess_access(graph).contacts if each.state == "open"}

    now = ways(G) if reached(G) else math.nan
    assert table.attrs["access"] == pytest.approx(now) if reached(G) else table.attrs["access"] in (None, 0.0)
    for person in remaining(G, table):
        H, row = without(G, person), table.loc[person]
        if reached(G):
            left = ways(H) if reached(H) else 0.0
            nobody = {each.contact for each in sg.assess_access(G).contacts} == {person}
            assert row["access_without"] == pytest.approx(math.nan if nobody else left, abs=1e-12, nan_ok=True)
            assert row["access_lost"] == pytest.approx(now - (0.0 if nobody else left), abs=1e-12)
        assert row["single_point"] == bool(reached(G) - {person} - reached(H))


@pytest.mark.parametrize("seed", range(60))
def test_threads_lost(seed):
    G = random_ways(seed)

    def threads(graph):
        deciders = {node for node in graph if "decision_maker" in (graph.nodes[node].get("roles") or ())}
        return thread_count(way_network(graph), deciders)

    table = sg.turnover_risk(G)
    assert table.attrs["threads"] == threads(G)
    for person in remaining(G, table):
        lost = table.loc[person, "threads_lost"]
        assert threads(G) == 0 if lost is pd.NA else lost == threads(G) - threads(without(G, person))
        assert (lost is pd.NA) == (table.attrs["access"] is None)


@pytest.mark.parametrize("seed", range(12))
def test_coverage_and_roles_are_those_of_the_map_without_the_leaver(seed):
    G = staffed_map(seed)
    facts, table = gather_facts(G, stage="evaluate"), sg.turnover_risk(G, stage="evaluate")
    today = {role.role: role for role in cover_roles(facts)}
    for person in table.index:
        later = {role.role: role for role in cover_roles(gather_facts(without(G, person), stage="evaluate"))}
        row = table.loc[person]
        lost = tuple(role for role in today if today[role].holders and not later[role].holders)
        assert row["roles_lost"] == lost
        falls = {role: later[role].low - today[role].low for role in today if today[role].need != "none"}
        if (
            person in facts.contacts
            and facts.contacts[person].bond.reliability is None
            and row["coverage_role"] is None
        ):
            assert math.isnan(row["coverage_change"]) or not set(facts.contacts[person].roles) & set(falls)
        else:
            assert row["coverage_change"] == pytest.approx(min(falls.values()), abs=1e-9)
            worst = row["coverage_role"]
            assert worst is None or falls[worst] == pytest.approx(min(falls.values()), abs=1e-9)
        if not math.isnan(row["score_change"]):
            required = [role for role in today if today[role].need == "required"]
            counted = [role for role in required if not (today[role].holders and math.isnan(today[role].coverage))]
            assert row["score_change"] == pytest.approx(sum(falls[role] for role in counted) / len(counted), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_where_all_is_known_the_score_is_that_of_the_map_without_the_contact(seed):
    G = staffed_map(seed)
    rng = np.random.default_rng(seed)
    for contact in [node for node in G if node.startswith("c")]:
        G.nodes[contact]["relationship"] = ["none", "acquainted", "trusted"][rng.integers(3)]
    table, score = sg.turnover_risk(G, stage="evaluate"), sg.check_coverage(G, stage="evaluate").score
    for contact in table.index[table["side"] != "seller"]:
        later = sg.check_coverage(sg.what_if(G, leave=[contact]), stage="evaluate").score
        assert table.loc[contact, "score_change"] == pytest.approx(later - score, abs=1e-9)


def map_to_select():
    """Return a map at "select", which requires decision maker, influencer, expert and purchaser."""
    G = sg.BuyingCenter(stage="select")
    G.add_teammate("t1")
    roles = {"d": "decision_maker", "p": "purchaser", "q": "purchaser", "e": "expert", "u": "user"}
    for contact, role in roles.items():
        G.add_contact(contact, roles=[role])
    return G


def test_the_score_by_hand():
    G = map_to_select()
    for contact, step in (("p", "acquainted"), ("u", "trusted"), ("d", "none")):
        G.add_relationship("t1", contact, relationship=step)
    # Three roles count: purchasers .35, decision maker 0, influencer 0 as there is none; the expert is not known.
    assert sg.check_coverage(G).score == pytest.approx(0.35 / 3)
    expected = {"d": 0.0, "p": -0.35 / 3, "q": math.nan, "e": math.nan, "u": 0.0, "t1": -0.35 / 3}
    assert sg.turnover_risk(G)["score_change"].to_dict() == pytest.approx(expected, nan_ok=True)


def test_a_score_that_is_not_known_does_not_change():
    G = map_to_select()
    G.nodes["u"]["roles"] = ("influencer",)
    G.add_contact("x", relationship="trusted")
    assert math.isnan(sg.check_coverage(G).score)  # somebody holds each of the four, and of nobody anything is known
    assert sg.turnover_risk(G)["score_change"].isna().all()


@pytest.mark.parametrize("seed", range(20))
def test_articulation_points_by_removal(seed):
    G = random_map(seed, 14, ties_each=1.1)
    table = sg.turnover_risk(G)
    ties = nx.Graph([(u, v) for u, v in G.edges])
    for contact in table.index:
        left = ties.copy()
        left.remove_nodes_from([contact])
        parts = nx.number_connected_components(left) > nx.number_connected_components(ties)
        assert table.loc[contact, "articulation"] == parts


def test_who_is_isolated_and_holds_no_role_changes_nothing():
    G = known_map()
    for contact, stance in (("a", 0.3), ("b", -0.4), ("t", 0.1)):
        G.nodes[contact]["stance"] = stance
    G.add_contact("alone", stance=0.9, relationship="trusted")
    row = sg.turnover_risk(G).loc["alone"]
    for column in ("change", "change_unattributed", "coverage_change", "access_lost", "harm"):
        assert row[column] == pytest.approx(0.0, abs=1e-12)
    assert not row[["decision_unowned", "single_point", "articulation"]].any()
    assert row["threads_lost"] == 0
    assert row["roles_lost"] == ()
    assert row["relationships_lost"] == 1


def test_our_own_people():
    G = known_map()
    table = sg.turnover_risk(G)
    assert table.loc[["t1", "t2", "t3"], "side"].tolist() == ["seller"] * 3
    # Ways of .45, .49 and .4 that have no step in common: without t2 1 - .55 * .6 is left of 1 - .55 * .51 * .6.
    assert table.loc["t2", ["access_without", "access_lost"]].tolist() == pytest.approx([0.67, 0.8317 - 0.67])
    assert table["access_lost"][["t1", "t3"]].tolist() == pytest.approx([0.8317 - 0.694, 0.8317 - 0.7195])
    # Best path .49 through t2, then .45 through t1.
    best = sg.turnover_risk(G, access="best_path")
    assert best.loc["t2", ["access_without", "access_lost"]].tolist() == pytest.approx([0.45, 0.04])
    assert best["access_lost"][["t1", "t3"]].tolist() == [0.0, 0.0]
    assert table["threads_lost"].to_dict() == {"a": 1, "b": 1, "t": 3, "t1": 1, "t2": 1, "t3": 1}
    assert table["relationships_lost"].to_dict() == {"a": 1, "b": 1, "t": 0, "t1": 1, "t2": 1, "t3": 0}
    assert math.isnan(table.loc["t", "access_without"])  # nobody left to reach
    assert table.loc["t", "access_lost"] == pytest.approx(0.8317)
    assert best.loc["t", "access_lost"] == pytest.approx(0.49)
    assert table.loc["t3", ["coverage_change", "coverage_role"]].tolist() == [pytest.approx(-0.4), "decision_maker"]


def test_the_order_of_harm():
    G = known_map()
    for contact, stance in (("a", 0.9), ("b", -0.9), ("t", 0.0)):
        G.nodes[contact]["stance"] = stance
    table = sg.turnover_risk(G)
    assert list(table.index[:2]) == ["t", "a"]
    assert math.isnan(table["harm"].iloc[0])
    harm = table["harm"].iloc[1:]
    assert list(harm) == sorted(harm, reverse=True)
    parts = table["access_lost"] - table["change"] - table["score_change"].fillna(0.0)
    assert harm.to_dict() == pytest.approx(parts.iloc[1:].to_dict())
    assert table.loc["b", "change"] > 0  # without the opponent it leans our way more
    knows = sg.turnover_risk(G, access="best_path").loc["t3"]  # the decision maker, and is on no best path
    assert knows["harm"] == pytest.approx(-knows["score_change"])
    assert knows["harm"] > 0


COACH = {"coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True, "stance": 0.6}


def test_the_last_coach_comes_before_harm():
    G = known_map()
    G.nodes["a"].update(COACH)
    G.nodes["b"].update(stance=0.9)
    table = sg.turnover_risk(G)
    assert sg.assess_coaches(G).loc["a", "coach_class"] == "coach"
    assert table.index[table["last_coach"]].tolist() == ["a"]
    assert list(table.index[:2]) == ["t", "a"]  # after the one without whom nobody decides
    assert table.loc["b", "harm"] > table.loc["a", "harm"]
    G.nodes["b"].update(COACH)
    assert not sg.turnover_risk(G)["last_coach"].any()  # one of two is not the last
    G.nodes["a"].update(coach_acts=True, evidence_tier=1)
    G.add_motive("a", "personal", "promotion", direction=0.8)
    del G.nodes["b"]["coach_trusts_us"]
    champion = sg.turnover_risk(G)
    assert sg.assess_coaches(G).loc["a", "coach_class"] == "champion"
    assert champion.index[champion["last_coach"]].tolist() == ["a"]


def test_nobody_succeeds_an_outsider():
    G = known_map()
    for contact, stance in (("a", 0.9), ("b", -0.9), ("t", 0.3)):
        G.nodes[contact]["stance"] = stance
    successor = ["lean_with_successor", "successor_low", "successor_high"]
    assert sg.turnover_risk(G).loc["a", successor].notna().all()
    G.nodes["a"]["side"] = "outside"
    table = sg.turnover_risk(G)
    assert table.loc["a", successor].isna().all()
    assert table.loc[["b", "t1"], successor].notna().all(axis=None)
    assert table.loc["a", "change"] == pytest.approx(lean_of(without(G, "a")) - lean_of(G))


def test_weights_are_renormalised_or_fall_to_the_decision_makers():
    G = sg.BuyingCenter()
    for contact, stance in (("a", 0.5), ("b", -0.5), ("c", 0.2)):
        G.add_contact(contact, stance=stance, openness=0.0)
    G.nodes["a"].update(decision_weight=3)
    G.nodes["b"].update(decision_weight=1)
    G.nodes["c"].update(roles=("decision_maker",))
    table = sg.turnover_risk(G)
    assert table["lean"].iloc[0] == pytest.approx(0.25)
    assert table["lean_without"].to_dict() == pytest.approx({"a": -0.5, "b": 0.5, "c": 0.25})
    given = sg.turnover_risk(G, weights={"a": 1.0})
    assert given["lean_without"].to_dict() == pytest.approx({"a": math.nan, "b": 0.5, "c": 0.5}, nan_ok=True)
    assert given["decision_unowned"].to_dict() == {"a": True, "b": False, "c": False}
    del G.nodes["b"]["decision_weight"], G.nodes["c"]["roles"]
    assert sg.turnover_risk(G)["decision_unowned"].to_dict() == {"a": True, "b": False, "c": False}


def test_attention_that_is_set_free():
    # Closed form: a listens to u (.4) and v (.2), a = .5, so z = .5 s + .5 (.4 s_u + .2 s_v + rest).
    G = sg.BuyingCenter()
    G.add_contact("d", roles=["decision_maker"], stance=0.5)
    for contact, stance, weight in (("u", 1.0, 0.4), ("v", -1.0, 0.2)):
        G.add_contact(contact, stance=stance, openness=0.0)
        G.add_influence(contact, "d", weight)
    row = sg.turnover_risk(G).loc["u"]
    assert row["lean_without"] == pytest.approx(0.25 - 0.1)
    assert row["unattributed_without"] == pytest.approx(0.5 * 0.8)
    G.nodes["d"]["influencers_complete"] = (
        True  # nobody is unmapped: what u had stays with d, (1 - .5 * .8) z = .25 - .1
    )
    row = sg.turnover_risk(G).loc["u"]
    assert row["lean_without"] == pytest.approx(0.15 / 0.6)
    assert row["unattributed_without"] == pytest.approx(0.0)


def test_placeholders_and_leavers_are_not_in_the_table():
    G = known_map()
    G.add_contact("p", status="placeholder", roles=["decision_maker"])
    G.add_contact("gone", status="left")
    table = sg.turnover_risk(G)
    assert set(table.index) == {"a", "b", "t", "t1", "t2", "t3"}
    assert not table["decision_unowned"].any()  # the placeholder's place stays


def no_decider():
    G = known_map()
    del G.nodes["t"]["roles"]
    return G


def no_stances():
    return known_map()


def lone():
    G = sg.BuyingCenter()
    G.add_contact("a", roles=["decision_maker"], stance=0.4)
    return G


@pytest.mark.parametrize(
    "make",
    [sg.BuyingCenter, lone, no_decider, no_stances, sg.example_buying_center, lambda: sg.random_buying_center(200, 6)],
)
def test_types_are_always_the_same(make):
    table = sg.turnover_risk(make())
    assert {column: str(dtype) for column, dtype in table.dtypes.items()} == COLUMNS
    assert table.index.name == "contact_id"


def test_nobody_decides():
    table = sg.turnover_risk(no_decider())
    assert table["decision_unowned"].all()
    assert (
        table[["lean", "lean_without", "change", "unattributed_without", "access_without", "harm"]]
        .isna()
        .to_numpy()
        .all()
    )
    assert list(table.index) == sorted(table.index)


def test_no_stance_is_known():
    table = sg.turnover_risk(no_stances())
    assert table[["lean", "lean_without", "change", "lean_with_successor"]].isna().to_numpy().all()
    assert table.attrs["unknown_share"] > 0
    assert table["unattributed_without"].notna().sum() == 5
    G = no_stances()
    G.nodes["a"]["stance"] = 0.8
    known = sg.turnover_risk(G)
    assert math.isnan(known.loc["a", "lean_without"])
    assert math.isnan(known.loc["a", "lean_with_successor"])  # nothing is known of the decision without a's own stance
    assert not math.isnan(known.loc["b", "lean_with_successor"])


def test_no_relationship_is_known():
    table = sg.turnover_risk(sg.example_buying_center())
    assert table[["access_without", "access_lost", "coverage_change"]].isna().to_numpy().all()
    assert not table["single_point"].any()
    assert table.attrs["access"] is None
    assert table.attrs["access_is_lower_bound"]


def test_closed_for_sure_is_zero():
    G = known_map()
    for tie in (("t1", "a"), ("t2", "b"), ("t3", "t")):
        G.edges[tie].update(strength=0.0)
    table = sg.turnover_risk(G)
    assert (table.attrs["access"], table["access_lost"].tolist()) == (0.0, [0.0] * 6)


def test_teammates_whose_relationships_are_not_known():
    G = known_map()
    G.add_teammate("t4")
    G.add_relationship("t4", "t")
    assert math.isnan(sg.turnover_risk(G).loc["t4", "coverage_change"])
    G.add_relationship("t4", "a", relationship="trusted")
    assert sg.turnover_risk(G).loc["t4", "coverage_change"] == 0.0


@pytest.mark.parametrize(
    ("strengths", "open_one", "is_single", "english"),
    [
        ((0.9, 0.7), False, False, "Relationships at familiar or above: 2, so that not everything hangs on one."),
        ((0.9, 0.2), False, True, "Everything hangs on one relationship: Wu with a."),
        (
            (0.1, 0.2),
            False,
            True,
            "No relationship of ours has reached familiar: there is nothing that could carry us.",
        ),
        (
            (0.9, 0.2),
            True,
            None,
            (
                "Relationships at familiar or above on record: 1. Whether that is all is not known: our relationship "
                "is not on record for 1 of the contacts."
            ),
        ),
    ],
)
def test_single_threading(strengths, open_one, is_single, english):
    G = known_map()
    G.nodes["t1"]["name"] = "Wu"
    for tie, strength in zip((("t1", "a"), ("t2", "b")), strengths, strict=True):
        G.edges[tie].update(strength=strength)
    if open_one:
        G.add_contact("x")
    statement = sg.turnover_risk(G).attrs["single_threading"]
    assert statement["is_single"] is is_single
    assert statement["en"] == english
    assert statement["zh"]
    assert len(statement["relationships"]) == sum(strength >= 0.55 for strength in strengths)


def test_single_threading_by_a_contacts_own_row():
    G = sg.BuyingCenter()
    G.add_contact("a", relationship="trusted")
    statement = sg.turnover_risk(G).attrs["single_threading"]
    assert statement["relationships"] == (("", "a"),)
    assert statement["zh"] == "全部维系于一段关系：我方某人与 a。"


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("access", ["best_path", "reliability"])
def test_with_a_successor_only_our_relationships_are_gone(seed, access):
    G = random_ways(seed, most=6)
    table, figures = sg.turnover_risk(G, access=access), {}
    for person in remaining(G, table):
        H = G.copy()
        H.remove_edges_from([tie for tie in G.in_edges(person) if G.nodes[tie[0]].get("side") == "seller"])
        H.remove_edges_from([tie for tie in G.out_edges(person) if G.nodes[person].get("side") == "seller"])
        H.nodes[person].pop("relationship", None)
        figures[person] = sg.turnover_risk(H, access=access).attrs
    if table.attrs["access"] and table.attrs["threads"]:
        for person, later in figures.items():
            row = table.loc[person]
            assert row["access_with_successor"] == pytest.approx(later["access"] or 0.0, abs=1e-12)
            assert row["threads_lost_with_successor"] == table.attrs["threads"] - later["threads"]
            if not math.isnan(row["access_without"]):
                assert row["access_with_successor"] >= row["access_without"] - 1e-12


def test_a_successor_passes_on_what_the_leaver_did():
    G = sg.BuyingCenter()
    G.add_teammate("t1")
    for contact in ("a", "b", "d"):
        G.add_contact(contact, roles=["decision_maker"] if contact == "d" else [])
    G.add_relationship("t1", "a", strength=0.8)
    G.add_relationship("t1", "b", strength=0.5)
    G.add_influence("a", "b", 0.5)
    G.add_influence("b", "d", 0.5)
    row = sg.turnover_risk(G).loc["b"]
    assert row["access_without"] == 0.0
    assert row["access_with_successor"] == pytest.approx(0.8 * 0.5 * 0.5)  # over a, who still is there
    assert row[["threads_lost", "threads_lost_with_successor"]].tolist() == [1, 0]
    assert row["unattributed_with_successor"] == pytest.approx(sg.rank_contacts(G).attrs["unattributed"])
    G.nodes["b"]["side"] = "outside"
    outsider = sg.turnover_risk(G).loc["b", ["access_with_successor", "unattributed_with_successor"]]
    assert outsider.isna().all()
    assert sg.turnover_risk(G)["threads_lost_with_successor"].isna().to_dict()["b"]


def test_weights_say_whom_we_want_to_reach_and_who_decides():
    G = sg.example_buying_center()
    G.add_teammate("t1")
    G.add_relationship("t1", "coach", relationship="trusted")
    table = sg.turnover_risk(G, weights={"coo": 1})
    assert table.attrs["access"] == pytest.approx(sg.assess_access(G, target="coo").any_reliability)
    assert table.index[table["decision_unowned"]].tolist() == ["coo"]
    assert math.isnan(table.loc["coo", "access_without"])
    assert table.loc[["coach", "cfo"], "single_point"].tolist() == [True, False]
    left = sg.assess_access(without(G, "cfo"), target="coo").any_reliability
    assert table.loc["cfo", "access_without"] == pytest.approx(left)


def test_what_is_not_known_does_not_count_and_is_named():
    table = sg.turnover_risk(sg.example_buying_center())
    assert set(table["unknown"]["coo"]) == {"access_lost", "score_change"}
    assert table.loc["coo", "harm"] == pytest.approx(-table.loc["coo", "change"])
    nothing = sg.turnover_risk(no_stances(), stage="select")
    assert nothing.loc["a", "unknown"] == ("change",)
    assert nothing.loc["a", "harm"] == pytest.approx(nothing.loc["a", "access_lost"])
    G = sg.BuyingCenter()
    G.add_contact("a", roles=["expert"])
    G.add_contact("d", roles=["decision_maker"])
    alone = sg.turnover_risk(G, stage="select").loc["a"]
    assert alone["unknown"] == ("change", "access_lost", "score_change")
    assert math.isnan(alone["harm"])  # nothing is known, and that is not 0


@pytest.mark.parametrize("seed", range(12))
def test_figures_have_no_noise(seed):
    table = sg.turnover_risk(staffed_map(seed))
    for column in ("change", "change_unattributed", "coverage_change", "score_change", "access_lost", "harm"):
        values = table[column].dropna()
        assert values.tolist() == values.round(12).tolist()
        assert not np.signbit(values[values == 0]).any()


@pytest.mark.parametrize(
    "make", [sg.BuyingCenter, lone, no_decider, no_stances, sg.example_buying_center, lambda: staffed_map(1)]
)
def test_notes_beside_the_table_are_plain(make):
    table = sg.turnover_risk(make())
    assert json.loads(json.dumps(table.attrs, allow_nan=False))["access_kind"] == "reliability"
    for other in (sg.relationship_balance(make()), sg.dossier_completeness(make())):
        json.dumps(other.attrs, allow_nan=False)


@pytest.mark.parametrize("seed", range(8))
def test_coverage_of_every_role_without_each_leaver(seed):
    G = staffed_map(seed)
    table = sg.turnover_risk(G, stage="evaluate")
    assert set(table.attrs["role_coverage"]) == set(table.index)
    for person in table.index[table["side"] != "seller"]:
        later = {role.role: role for role in cover_roles(gather_facts(without(G, person), stage="evaluate"))}
        for role, figure in table.attrs["role_coverage"][person].items():
            expected = later[role].coverage if later[role].holders else 0.0
            assert (math.nan if figure is None else figure) == pytest.approx(expected, nan_ok=True)


def test_coverage_without_one_of_ours():
    G = map_to_select()
    for contact, step in (("p", "acquainted"), ("u", "trusted"), ("d", "none")):
        G.add_relationship("t1", contact, relationship=step)
    covered = sg.turnover_risk(G).attrs["role_coverage"]
    assert covered["u"]["purchaser"] == pytest.approx(0.35)
    assert covered["p"]["purchaser"] is None  # q is left, of whom nothing is known
    assert covered["t1"]["purchaser"] == 0.0
    assert covered["t1"]["expert"] is None
    assert covered["d"]["decision_maker"] == 0.0


def test_from_which_step_a_relationship_is_a_thread():
    G = known_map()
    table = sg.turnover_risk(G, thread_from="relied_upon")
    assert table["relationships_lost"].sum() == 0
    assert table.attrs["single_threading"]["en"].startswith("No relationship of ours has reached relied upon")
    assert table.attrs["single_threading"]["zh"].startswith("我方没有一段关系达到“信赖”")
    assert sg.turnover_risk(G, thread_from="first_contact")["relationships_lost"].sum() == 6


def test_with_none_of_ours_on_the_map():
    statement = sg.turnover_risk(sg.example_buying_center()).attrs["single_threading"]
    assert statement["is_single"] is None
    assert statement["en"].startswith("None of our own people is on the map yet")


def test_draws_and_seed_of_the_sample():
    G = sg.random_buying_center(25, seed=1)
    rough = sg.turnover_risk(G, draws=640, seed=3, exact_to=5)
    assert rough.attrs["access"] == sg.assess_access(G, draws=640, seed=3, exact_to=5).any_reliability


def test_sampled_access_never_grows():
    G = sg.random_buying_center(25, seed=1)
    table = sg.turnover_risk(G, access="reliability")
    assert (table["access_lost"] >= 0).all()
    assert (table["access_lost"] > 0).any()
    assert table.attrs["access_kind"] == "reliability"
    assert_frame_equal(table, sg.turnover_risk(G, access="reliability"))


def test_relationships_fade_to_the_day():
    G = known_map()
    G.edges["t2", "b"].update(last_contact=dt.date(2026, 1, 1))
    late = sg.turnover_risk(G, as_of=dt.date(2026, 6, 30))
    assert late.attrs["access"] == pytest.approx(1 - 0.55 * 0.6 * (1 - 0.245))  # the way over b has halved
    assert late.attrs["as_of"] == dt.date(2026, 6, 30)


def test_blocks_give_the_same_figures(monkeypatch):
    facts = gather_facts(staffed_map(3))
    whole = turnover_of(facts)
    monkeypatch.setattr(departures, "_BLOCK", 1)
    assert_frame_equal(turnover_of(facts), whole)


@pytest.mark.parametrize("seed", range(8))
def test_read_only_and_independent_of_order(seed):
    G = staffed_map(seed)
    before = snapshot(G)
    table = sg.turnover_risk(G)
    assert snapshot(G) == before
    assert_frame_equal(table, sg.turnover_risk(shuffled(G, seed)))


@pytest.mark.parametrize("folder", ["bank_mainframe", "packaging_line"])
def test_sample_accounts(folder):
    table = sg.turnover_risk(sg.read_csv(sg.sample_folder(folder)))
    assert table["side"].isin(["buyer", "outside", "seller"]).all()
    assert table["coverage_change"].dropna().between(-1, 0).all()
    assert (table["access_lost"].dropna() >= -1e-12).all()
    assert table["score_change"].dropna().between(-1, 0).all()


def test_the_packaging_line_has_one_coach_and_a_key_account_manager():
    table = sg.turnover_risk(sg.read_csv(sg.sample_folder("packaging_line")))
    assert list(table.index[:2]) == ["eklund", "okafor"]  # decides; is the only coach
    assert table.index[table["last_coach"]].tolist() == ["okafor"]
    # without t1 the coverage of the purchasers falls by .48, and "select" requires them
    best = sg.turnover_risk(sg.read_csv(sg.sample_folder("packaging_line")), access="best_path")
    assert best.loc["t1", ["change", "access_lost"]].tolist() == [0.0, 0.0]
    assert best.loc["t1", "harm"] == pytest.approx(-best.loc["t1", "score_change"])
    assert best.loc["t1", "harm"] > 0.1
    assert table.loc["t1", "harm"] > best.loc["t1", "harm"]  # a way that is not the best is a way all the same


def test_what_is_refused():
    G = known_map()
    with pytest.raises(UnknownTermError):
        sg.turnover_risk(G, access="shortest")
    with pytest.raises(UnknownTermError):
        sg.turnover_risk(G, stage="someday")
    with pytest.raises(UnknownTermError):
        sg.turnover_risk(G, thread_from="close")
    for option in ("draws", "seed", "exact_to"):
        for value in (-1, 1.5, "1", None, True):
            with pytest.raises(OptionError, match=option):
                sg.turnover_risk(G, **{option: value})
    with pytest.raises(OptionError):
        sg.turnover_risk(G, as_of="2026")
    with pytest.raises(OptionError):
        sg.turnover_risk(G, budget=0)
    with pytest.raises(UnknownContactError):
        sg.turnover_risk(G, weights={"z": 1})
    G.nodes["a"]["stance"] = 2
    with pytest.raises(SchemaError):
        sg.turnover_risk(G)


def test_threads_are_not_known_where_no_way_is():
    G = sg.BuyingCenter()
    G.add_contact("a")
    G.add_contact("c", roles=["decision_maker"], stance=0.0)
    G.add_influence("a", "c", 0.4)
    G.add_teammate("t")
    G.add_relationship("t", "a")  # how well they know each other is not noted
    G.add_relationship("t", "c", relationship="none")
    table = sg.turnover_risk(G)
    assert table["access_lost"].isna().all()
    assert table[["threads_lost", "threads_lost_with_successor"]].isna().all(axis=None)
