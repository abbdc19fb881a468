"""The table of the ranking: columns, order, facts, warnings, stages; and every measure on every odd map."""

import math
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from analysis.graphs import build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.analysis.influence.decision import solve_decision
from stakeholder_graph.analysis.influence.measures import Measure
from stakeholder_graph.errors import DataQualityWarning, OptionError, UnknownTermError

COMMON = ["share", "direct", "through_others", "out_strength"]
FACTS = ["name", "title", "department", "roles", "stance", "side", "status"]
ALL_COLUMNS = {
    "decision": ["rank", *COMMON, *FACTS],
    "out_strength": ["rank", "out_strength", "share", "direct", "through_others", *FACTS],
}


# ---------------------------------------------------------------- the contract


@pytest.mark.parametrize("measure", sg.MEASURES)
def test_columns(measure):
    ranking = sg.rank_contacts(sg.example_buying_center(), measure=measure)
    assert list(ranking.columns) == ALL_COLUMNS.get(measure, ["rank", measure, *COMMON, *FACTS])
    assert ranking.index.name == "contact_id"
    assert not any(isinstance(dtype, pd.StringDtype) for dtype in ranking.dtypes)  # text is plain objects
    assert ranking["rank"].dtype.kind == "i"
    assert {ranking[column].dtype.kind for column in [*COMMON, "stance", sg.MEASURES[measure].column]} == {"f"}


@pytest.mark.parametrize("measure", sg.MEASURES)
@pytest.mark.parametrize("seed", range(3))
def test_order_is_by_rank_then_by_id(measure, seed):
    ranking = sg.rank_contacts(random_map(seed, negative=0.2), measure=measure)
    assert list(ranking.index) == sorted(ranking.index, key=lambda contact: (ranking.loc[contact, "rank"], contact))


@pytest.mark.parametrize("measure", sg.MEASURES)
@pytest.mark.parametrize("seed", range(3))
def test_ranks_follow_the_scores(measure, seed):
    ranking = sg.rank_contacts(random_map(seed, negative=0.3), measure=measure)
    score = ranking[sg.MEASURES[measure].column]
    if measure in ("decision", "group"):
        score = score.abs()  # against somebody's judgement is influence as well
    expected = score.round(12).rank(method="min", ascending=measure == "constraint", na_option="bottom").astype(int)
    assert ranking["rank"].tolist() == expected.tolist()


@pytest.mark.parametrize("seed", range(10))
def test_the_share_is_its_direct_part_and_the_rest(seed):
    ranking = sg.rank_contacts(random_map(seed, complete=0.2))
    assert (ranking["direct"] + ranking["through_others"]).tolist() == pytest.approx(ranking["share"].tolist())
    assert (ranking["through_others"] >= 0).all()
    assert ranking["share"].sum() + ranking.attrs["unattributed"] == pytest.approx(1.0, abs=1e-12)


def test_attributes_of_the_table():
    ranking = sg.rank_contacts(sg.example_buying_center(), measure="katz")
    assert set(ranking.attrs) == {"measure", "basis", "unattributed", "map_completeness"}
    assert ranking.attrs["measure"] == "katz"
    assert ranking.attrs["basis"] == "decision makers"
    assert ranking.attrs["unattributed"] == pytest.approx(0.1310, abs=5e-5)  # the worked example
    assert ranking.attrs["map_completeness"] == 1 - ranking.attrs["unattributed"]


def test_facts_of_contacts_are_handed_through():
    contacts = {
        "007": {"name": "Zoë <b>", "title": "CEO", "department": "Büro", "roles": ["user", "decision_maker"]},
        "b": {"stance": -1.0, "side": "outside", "status": "placeholder"},
    }
    ranking = sg.rank_contacts(build_map(contacts))
    assert ranking.loc["007", FACTS[:4]].tolist() == ["Zoë <b>", "CEO", "Büro", ("user", "decision_maker")]
    assert math.isnan(ranking.loc["007", "stance"])
    assert ranking.loc["007", ["side", "status"]].tolist() == ["buyer", "active"]  # what the schema assumes
    assert ranking.loc["b", ["stance", "side", "status"]].tolist() == [-1.0, "outside", "placeholder"]
    assert ranking.loc["b", "roles"] == ()
    assert ranking.loc["b", ["name", "title", "department"]].isna().all()


@pytest.mark.parametrize("roles", [["user"], ["user", "expert"], []])
def test_equally_many_roles_stay_tuples(roles):
    # A list of tuples of one length must not become a table of its own.
    G = build_map({contact: {"roles": ["decision_maker", *roles]} for contact in "abc"})
    assert sg.rank_contacts(G)["roles"].tolist() == [("decision_maker", *roles)] * 3


def test_equal_scores_share_a_rank_and_stand_by_id():
    ranking = sg.rank_contacts(build_map("dzyx", [(j, "d", 0.2) for j in "zyx"]))
    assert ranking["rank"].to_dict() == {"d": 1, "x": 2, "y": 2, "z": 2}
    assert list(ranking.index) == ["d", "x", "y", "z"]


def test_a_rival_ranks_by_the_size_of_the_share():
    ranking = sg.rank_contacts(build_map("dxy", [("x", "d", 0.6, -1), ("y", "d", 0.3)]))
    assert list(ranking.index) == ["d", "x", "y"]
    assert ranking.loc["x", "share"] == pytest.approx(-0.15)  # -(1 - a) a w


def test_stage_weights_reach_the_shares():
    # No ties, so the shares are half of the weights: recognise weighs a user .4, an expert 0, a decision maker .5.
    contacts = {"u": {"roles": ["user"]}, "e": {"roles": ["expert"]}, "d": {"roles": ["decision_maker"]}}
    ranking = sg.rank_contacts(build_map(contacts), stage="recognise")
    assert ranking["share"].to_dict() == pytest.approx({"d": 0.25 / 0.9, "u": 0.2 / 0.9, "e": 0.0})
    assert ranking.attrs["basis"] == "stage weights"
    assert list(ranking.index) == ["d", "u", "e"]


def test_given_weights_reach_the_shares():
    G = sg.example_buying_center()
    ranking = sg.rank_contacts(G, weights={"coach": 2})  # the coach listens to nobody
    assert ranking["share"].to_dict() == pytest.approx({**dict.fromkeys(G, 0.0), "coach": 0.5})


def test_a_measure_that_is_none():
    with pytest.raises(UnknownTermError, match=r"'betweeness' is no measure\. Did you mean 'betweenness'"):
        sg.rank_contacts(build_map("d"), measure="betweeness")


@pytest.mark.parametrize(
    ("options", "order"), [({}, [2, 1, 0]), ({"by_size": True}, [0, 2, 1]), ({"low_first": True}, [0, 1, 2])]
)
def test_a_measure_says_which_scores_rank_first(options, order):
    measure = Measure(lambda _: np.array([-3.0, 0.0, 2.0]), "score", "", "", **options)
    assert np.argsort(-measure.ranked(measure.score(solve_decision(sg.compile(build_map("abc")))))).tolist() == order


def test_every_measure_says_what_it_answers():
    for name, measure in sg.MEASURES.items():
        assert measure.use_en.endswith((".", "?")), name
        assert measure.use_zh.endswith(("。", "？", "）")), name
        assert measure.column


# ---------------------------------------------------------------- nobody decides


@pytest.mark.parametrize("measure", sg.MEASURES)
def test_nobody_decides_is_said_once_and_where_it_was_asked(measure):
    G = build_map({"a": {}, "b": {}}, [("a", "b", 0.5)])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ranking = sg.rank_contacts(G, measure=measure)
    assert [warning.category for warning in caught] == [DataQualityWarning]
    assert "Nobody on the map holds the role decision_maker" in str(caught[0].message)
    assert Path(caught[0].filename).name == Path(__file__).name
    assert ranking.attrs["basis"] == "mean of all contacts"


def test_nobody_decides_and_shares_are_of_the_mean_opinion():
    with pytest.warns(DataQualityWarning, match="mean opinion"):
        ranking = sg.rank_contacts(build_map({"a": {}, "b": {}}, [("a", "b", 0.5)]), measure="group")
    assert ranking["share"].to_dict() == pytest.approx(ranking["group"].to_dict())
    assert ranking["share"].to_dict() == pytest.approx({"a": (0.5 + 0.125) / 2, "b": 0.25})  # V = .5, .5 * .5 * .5


@pytest.mark.parametrize("options", [{"stage": "review"}, {"weights": {"a": 1}}])
def test_no_warning_where_the_weights_come_from_elsewhere(options):
    ranking = sg.rank_contacts(build_map({"a": {"roles": ["user"]}, "b": {}}), **options)
    assert ranking.loc["a", "share"] == 0.5


# ---------------------------------------------------------------- every measure on every odd map


def ring(contacts, weight=0.8, *sign):
    return [(u, v, weight, *sign) for u, v in zip(contacts, contacts[1:] + contacts[:1], strict=True)]


def with_team():
    G = sg.example_buying_center()
    G.add_teammate("us", name="One of ours")
    G.add_relationship("us", "coach", relationship="trusted")
    G.add_relationship("us", "cfo", relationship="acquainted")
    return G


def reporting_in_a_circle():
    G = sg.example_buying_center()
    for contact, manager in (("cfo", "coo"), ("coo", "it"), ("it", "cfo")):
        G.nodes[contact]["reports_to"] = manager
    return G


LEFT = {"d": {"roles": ["decision_maker"]}, "x": {"status": "left"}, "y": {}, "z": {"status": "left"}}
PLACEHOLDER = {"d": {"roles": ["decision_maker"], "status": "placeholder"}, "x": {}, "y": {}}
ODD_MAPS = {
    "empty": lambda: build_map({}),
    "one contact": lambda: build_map("d"),
    "two strangers": lambda: build_map("dx"),
    "in two parts": lambda: build_map("dxyz", [("x", "d", 0.5), ("y", "z", 0.9)]),
    "decision maker hears nobody": lambda: build_map("dxy", [("d", "x", 1.0), ("x", "y", 1.0)]),
    "ring": lambda: build_map("dxyz", ring("dxyz")),
    "ring of full strength": lambda: build_map("dxyz", ring("dxyz", 1.0)),
    "everybody with everybody": lambda: build_map("dxyz", [(u, v, 1.0) for u in "dxyz" for v in "dxyz" if u != v]),
    "reports in a circle": reporting_in_a_circle,
    "all stances unknown": lambda: build_map("dxyz", [("x", "d", 0.5), ("y", "x", 0.9)]),
    "rivals": lambda: build_map("dxyz", [*ring("dxyz", 0.9, -1), ("x", "z", 0.4)]),
    "some have left": lambda: build_map(LEFT, [("x", "d", 0.5), ("y", "d", 0.5), ("x", "y", 1.0), ("z", "x", 0.2)]),
    "all have left": lambda: build_map({"x": {"status": "left"}, "y": {"status": "left"}}, [("x", "y", 1.0)]),
    "placeholder decides": lambda: build_map(PLACEHOLDER, [("x", "d", 0.5), ("y", "x", 0.5)]),
    "our own people": with_team,
    "weakest ties": lambda: build_map("dxy", [("x", "d", 5e-324), ("y", "x", 1e-300)]),
    "all complete": lambda: random_map(5, n=9, complete=1.0),
    "200 contacts": lambda: sg.random_buying_center(200, seed=3),
}
WITHOUT_SCORE = {"constraint", "effective_size"}  # not known for a contact without ties


@pytest.mark.parametrize("measure", sg.MEASURES)
@pytest.mark.parametrize("odd", ODD_MAPS)
def test_every_measure_on_every_odd_map(odd, measure):
    G = ODD_MAPS[odd]()
    ranking = sg.rank_contacts(G, measure=measure)  # a warning would be an error here
    taking_part = {
        contact for contact, data in G.nodes(data=True) if data.get("side") != "seller" and data.get("status") != "left"
    }
    assert set(ranking.index) == taking_part
    assert ranking["rank"].isin(range(1, len(taking_part) + 1)).all()
    assert ranking.empty or ranking["rank"].iloc[0] == 1
    assert np.isfinite(ranking[COMMON].to_numpy()).all()
    score = ranking[sg.MEASURES[measure].column]
    assert np.isfinite(score[score.notna()]).all()
    tied = {contact for tie in G.edges for contact in tie if set(tie) <= taking_part}
    assert set(score[score.isna()].index) == (taking_part - tied if measure in WITHOUT_SCORE else set())
    assert 0 <= ranking.attrs["unattributed"] <= 1


@pytest.mark.parametrize("odd", ODD_MAPS)
def test_the_other_questions_on_every_odd_map(odd):
    G = ODD_MAPS[odd]()
    ranking = sg.rank_contacts(G)
    assert set(sg.brokerage(G).index) == set(ranking.index)
    assert sg.rank_roles(G).shape == (10, 6)
    assert 0 <= sg.map_completeness(G) <= 1
    for contact in ranking.index[:10]:
        why = sg.explain_rank(G, contact)
        assert (why.rank, why.of) == (ranking.loc[contact, "rank"], len(ranking))
        assert why.first_ties["share"].sum() == pytest.approx(why.through_others, abs=1e-10)


def test_our_own_people_make_no_difference():
    pd.testing.assert_frame_equal(sg.rank_contacts(with_team()), sg.rank_contacts(sg.example_buying_center()))


def test_who_has_left_leaves_the_attention_to_people_not_on_the_map():
    G = sg.example_buying_center()
    G.nodes["coo"]["status"] = "left"
    H = sg.example_buying_center()
    H.remove_node("coo")
    pd.testing.assert_frame_equal(sg.rank_contacts(G), sg.rank_contacts(H))
    assert sg.map_completeness(G) < sg.map_completeness(sg.example_buying_center())


def test_reporting_lines_are_no_influence():
    pd.testing.assert_frame_equal(
        sg.rank_contacts(reporting_in_a_circle()), sg.rank_contacts(sg.example_buying_center())
    )


def test_stances_do_not_change_who_has_influence():
    G = sg.example_buying_center()
    for contact in G:
        G.nodes[contact].pop("stance")
    columns = ["rank", *COMMON]
    pd.testing.assert_frame_equal(sg.rank_contacts(G)[columns], sg.rank_contacts(sg.example_buying_center())[columns])


# ---------------------------------------------------------------- how sure the ranks are

SURE = ["rank_low", "rank_high", "p_top"]


@pytest.mark.parametrize("measure", ["decision", "group"])
def test_columns_with_draws(measure):
    plain = sg.rank_contacts(sg.example_buying_center(), measure=measure)
    ranking = sg.rank_contacts(sg.example_buying_center(), measure=measure, draws=100)
    assert list(ranking.columns) == ["rank", *SURE, *plain.columns[1:]]
    assert [ranking[column].dtype.kind for column in SURE] == ["i", "i", "f"]
    pd.testing.assert_frame_equal(ranking.drop(columns=SURE), plain)
    assert ranking.attrs == plain.attrs


def test_ranks_of_the_example_are_within():
    # Confidence .5 on every tie: the intervals of the worked example.
    ranking = sg.rank_contacts(sg.example_buying_center(), draws=20_000)
    assert ranking[["rank_low", "rank_high"]].T.to_dict("list") == {
        "cfo": [1, 1],
        "coo": [2, 3],
        "it": [2, 4],
        "proc": [3, 6],
        "user": [4, 6],
        "coach": [4, 6],
        "gate": [7, 7],
    }
    assert ranking.loc["it", "p_top"] == pytest.approx(0.79, abs=0.01)


@pytest.mark.parametrize("measure", ["decision", "group"])
def test_the_same_figures_as_of_the_certainty(measure):
    G = random_map(3, negative=0.2)
    ranking = sg.rank_contacts(G, measure=measure, draws=300, seed=7)
    sure = sg.rank_certainty(G, measure=measure, draws=300, seed=7)
    pd.testing.assert_frame_equal(ranking[SURE], sure.contacts[SURE])


def test_draws_weigh_by_the_stage_too():
    contacts = {"u": {"roles": ["user"]}, "e": {"roles": ["expert"]}, "d": {"roles": ["decision_maker"]}}
    G = build_map(contacts, [("e", "u", 0.5)])
    ranking = sg.rank_contacts(G, stage="recognise", draws=100)
    assert ranking[["rank_low", "rank_high"]].T.to_dict("list") == {"d": [1, 1], "u": [2, 2], "e": [3, 3]}


@pytest.mark.parametrize("odd", ODD_MAPS)
def test_draws_on_every_odd_map(odd):
    ranking = sg.rank_contacts(ODD_MAPS[odd](), draws=100)
    n = len(ranking)
    assert (ranking["rank_low"] <= ranking["rank_high"]).all()
    assert ranking[["rank_low", "rank_high"]].isin(range(1, n + 1)).all(axis=None)
    assert ranking["p_top"].sum() == pytest.approx(min(n, 3))
    assert [ranking[column].dtype.kind for column in SURE] == ["i", "i", "f"]


def test_draws_are_refused_where_they_make_no_sense():
    with pytest.raises(UnknownTermError, match="'katz' is no measure that can be drawn"):
        sg.rank_contacts(build_map("dx"), measure="katz", draws=100)
    for option in ({"draws": 0}, {"draws": 2.5}, {"draws": 99}, {"draws": "x"}, {"draws": 100, "seed": -1}):
        with pytest.raises(OptionError, match=list(option)[-1]):
            sg.rank_contacts(build_map("dx"), **option)


@pytest.mark.parametrize("draws", [None, 100])
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("seed", "x"),
        ("seed", -1),
        ("level", 1.0),
        ("level", "x"),
        ("tie_confidence", 1),
        ("tie_confidence", "x"),
        ("openness", "x"),
        ("budget", [1]),
        ("weights", [1]),
        ("weights", {"d": "x"}),
        ("weights", {"d": True}),
    ],
)
def test_options_are_refused_whether_drawn_or_not(draws, option, value):
    with pytest.raises(OptionError) as raised:
        sg.rank_contacts(build_map("dx"), draws=draws, **{option: value})
    assert raised.value.option.split("[")[0] == option


def test_level_and_confidence_reach_the_draws():
    G = sg.example_buying_center()
    ranking = sg.rank_contacts(G, draws=300, level=0.5, tie_confidence=0.2)
    sure = sg.rank_certainty(G, draws=300, level=0.5, tie_confidence=0.2).contacts
    for column in ("rank_low", "rank_high", "p_top"):
        assert ranking[column].to_dict() == pytest.approx(sure[column].to_dict())
    fixed = sg.rank_contacts(G, draws=100, tie_confidence=None)
    assert (fixed["rank_low"] == fixed["rank_high"]).all()
