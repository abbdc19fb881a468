"""The next move: the worked example, access, priorities, motives, styles, and what is refused."""

import math

import numpy as np
import pytest
from analysis.graphs import random_map
from analysis.move_maps import AS_OF, DM, build

import stakeholder_graph as sg

EXACT = 1e-10

# The worked example; figures worked out when the model was written, independently of this code, to the digits given.
GAINS = {"coo": 0.1271, "it": 0.1200, "coach": 0.0037, "user": 0.0261, "proc": 0.0612, "gate": 0.0022, "cfo": 0.6212}
DECLARED = {"coo": 0.2276, "it": 0.1848, "coach": 0.0412, "user": 0.0696, "proc": 0.1112, "gate": 0.0044, "cfo": 1.0924}


@pytest.fixture
def reached():
    """Return the example with one of ours who knows the coach: steps .8, then the weights of the ties."""
    G = sg.example_buying_center()
    G.add_teammate("t1")
    G.add_relationship("t1", "coach", relationship="trusted")
    return G


def test_gains_of_the_worked_example():
    moves = sg.next_moves(sg.example_buying_center())
    assert moves["gain"].to_dict() == pytest.approx(GAINS, abs=6e-5)
    assert moves["gain_declared"].to_dict() == pytest.approx(DECLARED, abs=6e-5)
    assert moves["gain_most"].tolist() == moves["gain"].tolist()
    assert moves.attrs["lean"] == pytest.approx(-0.0924, abs=5e-5)
    assert moves.attrs["unattributed"] == pytest.approx(0.1310, abs=5e-5)
    assert moves.attrs["stance_unknown"] == 0.0


def test_the_one_who_decides_stands_apart(reached):
    moves = sg.next_moves(reached)
    assert moves.index[-1] == "cfo"
    assert moves["decides"].tolist() == [False] * 6 + [True]
    assert moves.loc["cfo", "rank"] == 1


def test_priority_is_gain_times_access_over_cost(reached):
    moves = sg.next_moves(reached, cost={"coo": 4.0})
    # coach -> IT .2, and on to the CFO by IT -> CFO .3 or IT -> purchasing .4 -> CFO .2: at least one of them is open
    by_it = 0.2 * (1 - (1 - 0.3) * (1 - 0.4 * 0.2))
    access = {
        "coach": 0.8,
        "it": 0.8 * 0.2,
        "proc": 0.8 * 0.2 * 0.4,
        "coo": 0.8 * (1 - (1 - 0.5) * (1 - by_it * 0.3)),  # coach -> COO .5, or by the CFO, CFO -> COO .3
        "cfo": 0.8 * (1 - (1 - 0.5 * 0.6) * (1 - by_it)),  # coach -> COO .5, COO -> CFO .6
    }
    assert moves["access"].dropna().to_dict() == pytest.approx(access)
    assert moves.loc["coo", "cost"] == 4.0
    assert moves.loc["coo", "priority"] == pytest.approx(GAINS["coo"] * access["coo"] / 4, abs=2e-5)
    assert moves.loc["it", "priority"] == pytest.approx(GAINS["it"] * 0.16, abs=2e-5)
    assert moves.index[:2].tolist() == ["it", "coo"]
    assert moves.loc["cfo", "via"] == ("t1", "coach", "coo")
    assert moves.loc["coach", "via"] == ("t1",)
    assert moves.loc["user", "via"] == ()  # nobody is noted to influence the user's gatekeeper or the gatekeeper


def test_access_by_the_best_path(reached):
    moves = sg.next_moves(reached, access="best_path")
    # coach -> COO .5; coach -> IT .2; IT -> CFO .3 loses to COO -> CFO .6; IT -> purchasing .4
    access = {"coach": 0.8, "coo": 0.8 * 0.5, "it": 0.8 * 0.2, "cfo": 0.8 * 0.5 * 0.6, "proc": 0.8 * 0.2 * 0.4}
    assert moves["access"].dropna().to_dict() == pytest.approx(access)
    plan = sg.plan_visits(reached, budget=2, as_of=AS_OF, access="best_path")
    assert plan.visits["worth"].to_dict() == pytest.approx({c: GAINS[c] * access[c] for c in ("coo", "cfo")}, abs=5e-5)
    with pytest.raises(sg.UnknownTermError, match="access"):
        sg.next_moves(reached, access="best")


def test_access_is_unknown_where_an_introduction_may_exist_and_nought_where_none_can():
    people = {
        "a": DM,
        "b": {"relationship": "none"},
        "c": {},
        "d": {"relationship": "none"},
        "e": {"status": "placeholder"},
    }
    moves = sg.next_moves(build(people, {("b", "a"): 0.5, ("c", "b"): 0.5, ("d", "e"): 0.5}))
    # nobody noted whether we know whoever will hold the post e
    assert moves["access"].isna().to_dict() == {"a": True, "b": True, "c": True, "d": False, "e": True}
    assert moves["access"].dropna().to_dict() == {"d": 0.0}
    closed = sg.next_moves(build({contact: {**DM, "relationship": "none"} for contact in "ab"}, {("a", "b"): 0.5}))
    assert closed["access"].tolist() == [0.0, 0.0]


def test_a_relationship_counts_as_it_has_faded():
    bond = {"relationship": "trusted", "last_contact": AS_OF, "half_life_days": 30}
    G = build({"a": DM}, team={"t": {}}, bonds={("t", "a"): bond})
    later = AS_OF.replace(day=31)  # one half-life after the first of the month
    assert sg.next_moves(G, as_of=AS_OF).loc["a", "access"] == pytest.approx(0.8)
    assert sg.next_moves(G, as_of=later).loc["a", "access"] == pytest.approx(0.4)


def test_a_stance_that_is_not_known():
    G = build({"a": {**DM, "stance": 0.2}, "b": {}}, {("b", "a"): 0.5})
    moves = sg.next_moves(G)
    # the share of b is (1 - .5) * .5 * .5; from -1 to 1 are 2
    assert math.isnan(moves.loc["b", "gain"])
    assert math.isnan(moves.loc["b", "priority"])
    assert moves.loc["b", "gain_most"] == pytest.approx(0.125 * 2)
    assert moves.attrs["stance_unknown"] == pytest.approx(0.125)


def test_unknown_priorities_go_last_by_what_may_be_gained():
    people = {"a": DM, "b": {}, "c": {}, "d": {"stance": 0.0}}
    moves = sg.next_moves(build(people, {("b", "a"): 0.2, ("c", "a"): 0.3, ("d", "a"): 0.1}))
    assert moves.index.tolist() == ["d", "c", "b", "a"]  # nobody's access is known; only d's gain is


def test_whom_those_who_decide_distrust_is_no_gain():
    moves = sg.next_moves(
        build({"a": {**DM, "stance": 0.0}, "b": {"stance": 0.0}, "c": {}}, {("b", "a"): -0.5, ("c", "a"): -0.4})
    )
    assert moves.loc["b", "gain"] == pytest.approx(-0.125)  # - (1 - .5) * .5 * .5
    assert moves.loc["b", "gain_declared"] < 0
    assert moves.loc["c", "gain_most"] == 0.0  # at best the stance is 1 already


@pytest.mark.parametrize("seed", range(5))
def test_gains_against_a_map_with_the_stance_moved(seed):
    G = random_map(seed, 12, negative=0.2)
    moves = sg.next_moves(G, target_stance=0.6)
    for contact in moves.index:
        if not math.isnan(moves.loc[contact, "stance"]):
            H = G.copy()
            H.nodes[contact]["stance"] = float(moves.loc[contact, "target"])
            assert sg.next_moves(H).attrs["lean"] - moves.attrs["lean"] == pytest.approx(
                moves.loc[contact, "gain"], abs=EXACT
            )


def test_targets_by_contact_and_nobody_is_talked_down():
    G = build(
        {"a": {**DM, "stance": 0.8}, "b": {"stance": -0.5}, "c": {"stance": 0.0}}, {("b", "a"): 0.5, ("c", "a"): 0.2}
    )
    moves = sg.next_moves(G, target_stance={"a": 0.5, "b": 0.0})
    assert moves["target"].to_dict() == {"a": 0.8, "b": 0.0, "c": 1.0}
    assert moves.loc["a", "gain"] == 0.0
    assert moves.loc["b", "gain"] == pytest.approx(0.125 * 0.5)


def test_nobody_decides():
    G = build({"a": {"stance": 0.5}, "b": {"stance": -0.5}}, {("a", "b"): 0.5})
    with pytest.warns(sg.DataQualityWarning, match="decision_maker"):
        moves = sg.next_moves(G)
    assert not moves["decides"].any()
    assert moves.attrs["basis"] == "mean of all contacts"
    assert not moves.attrs["decision_owned"]
    # z_a = .25: half of the own .5, the rest is of people not on the map; z_b = (.5 * .25 - .5) / 2 = -.1875
    assert moves.attrs["lean"] == pytest.approx((0.25 - 0.1875) / 2)


def test_the_lean_today_is_not_known_where_nothing_that_counts_is():
    moves = sg.next_moves(build({"a": DM, "b": {}, "c": {"stance": 0.5}}, {("b", "a"): 0.5}))
    assert math.isnan(moves.attrs["lean"])
    assert math.isnan(sg.forecast_decision(build({"a": DM, "b": {}}, {("b", "a"): 0.5})).lean)
    assert moves["settled"].isna().to_dict() == {"a": True, "b": True, "c": False}
    assert moves.attrs["decision_owned"]


def test_weights_say_who_decides(reached):
    moves = sg.next_moves(reached, weights={"coo": 1.0})
    assert moves.index[moves["decides"]].tolist() == ["coo"]


# ---------------------------------------------------------------- how to speak to a contact


def motives(*columns):
    noted = [("a", one.pop("kind", "organisational"), one) for one in (dict(each) for each in columns)]
    return sg.next_moves(build({"a": DM}, motives=noted)).loc["a"]


def test_the_strongest_motive_that_our_offer_serves():
    row = motives(
        {"description": "weak", "direction": 1.0, "strength": 0.2},
        {"description": "strong", "direction": 0.1, "strength": 0.9, "drive": "pain", "serves": "career"},
        {"description": "against", "direction": -1.0, "strength": 1.0},
        {"description": "neither", "direction": 0.0, "strength": 1.0},
        {"description": "who knows", "strength": 1.0},
    )
    assert row[["motive", "motive_kind", "drive", "serves"]].tolist() == ["strong", "organisational", "pain", "career"]
    assert row["objection"] == "against"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_hidden_motive_comes_last(sign):
    column = "motive" if sign > 0 else "objection"
    hidden = {"description": "hidden", "direction": sign, "strength": 1.0, "disclosure": "hidden"}
    plain = {"description": "plain", "direction": sign, "strength": 0.1}
    assert motives(hidden, plain)[column] == "plain"
    assert motives(hidden)[column] == "hidden"


def test_equally_strong_motives():
    def motive(name, **columns):
        return {"description": name, "direction": 1.0, "strength": 0.5, **columns}

    stated, inferred = motive("stated", disclosure="stated"), motive("inferred", disclosure="inferred")
    assert motives(inferred, stated)["motive"] == "stated"
    personal, firm = motive("a personal one", kind="personal"), motive("one of the firm")
    assert motives(personal, firm)["motive"] == "one of the firm"
    assert motives(motive("z"), motive("y"))["motive"] == "y"
    assert motives(motive("unweighed", strength=None), motive("weighed", strength=0.0))["motive"] == "weighed"


def test_a_motive_without_words():
    assert motives({"topic": "uptime", "direction": 1.0})["motive"] == "uptime"
    row = motives({"direction": 1.0})
    assert row["motive"] is None
    assert row["motive_kind"] == "organisational"


def test_no_motive_is_known():
    row = motives()
    assert [row[column] for column in ("motive", "motive_kind", "objection")] == [None, None, None]


def test_whom_a_contact_listens_to():
    people = {contact: {"name": contact.upper()} for contact in "abcdef"}
    people["a"] |= {"style": "following", **DM}
    people["b"] |= {"style": "following"}
    people["c"] |= {"style": "checking"}
    ties = {("b", "a"): 0.1, ("c", "a"): 0.3, ("d", "a"): 0.2, ("e", "a"): 0.2, ("f", "a"): -0.9}
    moves = sg.next_moves(build(people, ties))
    assert moves.loc["a", "listens_to"] == ("c", "d", "e")  # the most first, equal ones by id, nobody distrusted
    assert moves.loc["a", "advice"] == "Let those this contact listens to carry the message: C, D and E."
    assert moves.loc["b", "listens_to"] == ()
    assert moves.loc["b", "advice"].endswith("who they are is not noted, so ask.")
    assert moves.loc["c", "advice"] == "Respect and recognise the care taken, and bring the details."
    assert moves.loc["d", "advice"] is None
    chinese = sg.next_moves(build(people, ties), lang="zh")
    assert chinese.loc["a", "advice"] == "请其信服的人来传递信息：C、D、E。"
    assert chinese.loc["c", "advice"] == "尊重并肯定其严谨，准备好细节。"


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("options", "error", "named"),
    [
        ({"target_stance": 1.5}, sg.OptionError, "target_stance"),
        ({"target_stance": math.nan}, sg.OptionError, "target_stance"),
        ({"target_stance": "x"}, sg.OptionError, "target_stance"),
        ({"target_stance": None}, sg.OptionError, "target_stance"),
        ({"target_stance": True}, sg.OptionError, "target_stance"),
        ({"target_stance": {"coo": "x"}}, sg.OptionError, "target_stance\\['coo'\\]"),
        ({"cost": {"coo": "x"}}, sg.OptionError, "cost\\['coo'\\]"),
        ({"cost": {"coo": None}}, sg.OptionError, "cost\\['coo'\\]"),
        ({"cost": 3}, sg.OptionError, "cost"),
        ({"target_stance": {"coo": -2}}, sg.OptionError, "target_stance\\['coo'\\]"),
        ({"target_stance": {"boo": 1}}, sg.UnknownContactError, "boo"),
        ({"cost": {"coo": 0}}, sg.OptionError, "cost\\['coo'\\]"),
        ({"cost": {"coo": math.inf}}, sg.OptionError, "cost"),
        ({"cost": {"boo": 1}}, sg.UnknownContactError, "boo"),
        ({"lang": "fr"}, sg.UnknownTermError, "fr"),
        ({"as_of": "2026-03-31"}, sg.OptionError, "as_of"),
    ],
)
def test_what_is_refused(options, error, named):
    with pytest.raises(error, match=named):
        sg.next_moves(sg.example_buying_center(), **options)


def test_opinions_are_those_of_the_ranking():
    moves, ranking = sg.next_moves(sg.example_buying_center()), sg.rank_contacts(sg.example_buying_center())
    assert np.allclose(moves["share"], ranking.loc[moves.index, "share"], atol=EXACT)
    assert moves.loc["coo", "settled"] == pytest.approx(0.1655, abs=5e-5)  # of the worked example
