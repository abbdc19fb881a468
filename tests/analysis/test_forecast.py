"""The forecast of the decision: the worked example, its laws, and what it says where little is known."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import numpy as np
import pytest
from analysis.graphs import build_map, random_map, shuffled, snapshot, talk_it_over
from hypothesis import given, strategies as st
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.forecast import forecast_tables, lean_draws
from stakeholder_graph.analysis.forecast.decision_lean import forecast_decision, forecast_of
from stakeholder_graph.analysis.forecast.decision_rules import RULES
from stakeholder_graph.analysis.influence.draws import draw_accounts
from stakeholder_graph.errors import OptionError, SchemaError, UnknownContactError, UnknownTermError

DM = {"roles": ("decision_maker",)}
NOBODY_DECIDES = "Nobody on the map decides, so no decision leans anywhere."
NOBODY_EN, NOBODY_ZH = "No contact on the map takes part in the decision.", "图上没有参与决策的联系人。"
NO_GAPS = {"influencers_complete": True}
SEEDS = range(6)


def forecast(G: Any, **options: Any) -> sg.DecisionForecast:
    return forecast_decision(G, **{"draws": 0} | options)


def rivals(seed: int, **options: Any) -> sg.BuyingCenter:
    """Return a map with cycles, rivals, complete influencers and stances that are not known."""
    return random_map(seed, **{"n": 14, "negative": 0.3, "complete": 0.2} | options)


# --- the worked example: figures to four digits from the documentation of the model ---------------------------------

EXAMPLE = {
    "settled": {"cfo": -0.0924, "coo": 0.1655, "it": -0.155, "coach": 0.45, "user": 0.2, "proc": -0.181, "gate": 0.0},
    "share": {
        "cfo": 0.5176,
        "coo": 0.1412,
        "it": 0.08,
        "coach": 0.0374,
        "user": 0.0435,
        "proc": 0.0471,
        "gate": 0.0022,
    },
}


def test_the_worked_example() -> None:
    found = forecast(sg.example_buying_center())
    assert (found.state, found.direction, found.basis) == ("owned", "against", "decision makers")
    assert found.lean == pytest.approx(-0.0924, abs=5e-5)
    assert found.unattributed == pytest.approx(0.1310, abs=5e-5)
    for column, expected in EXAMPLE.items():
        assert found.contacts[column].to_dict() == pytest.approx(expected, abs=6e-5)
    assert found.bounds == pytest.approx((-0.0924 - 0.1310, -0.0924 + 0.1310), abs=1e-4)
    assert found.unknown_share == found.unattributed_part == 0
    assert found.unknown_stances == ()


def test_who_moved_whom_in_the_worked_example() -> None:
    contacts = forecast(sg.example_buying_center()).contacts
    # The CFO listens to COO .6, IT .3, purchasing .2, divided by 1.1; half of it, from the own -.2:
    # .5 * .6/1.1 * (.1655 + .2) = .0997; .5 * .3/1.1 * (-.155 + .2) = .0061; .5 * .2/1.1 * (-.181 + .2) = .0017.
    assert contacts.loc["cfo", "moved_by"] == ("coo", "it", "proc")
    assert contacts.loc["cfo", "moves"] == pytest.approx((0.0997, 0.0061, 0.0017), abs=1e-4)
    assert contacts.loc["coach", "moved_by"] == ()  # listens to nobody on the map
    assert contacts.loc["coach", "unmapped_move"] == pytest.approx(-0.45)
    assert contacts.loc["it", "unmapped_move"] == pytest.approx(0.5 * 0.3 * 0.5)


def test_whose_judgement_the_decision_maker_has_in_the_worked_example() -> None:
    row = forecast(sg.example_buying_center()).decision_makers.loc["cfo"]
    # Shares times stances: IT .08 * -.5, coach .0374 * .9, user .0435 * .4; own .5176 * -.2.
    assert row["judgement_of"] == ("it", "coach", "user")
    assert row["judgement_parts"] == pytest.approx((-0.04, 0.0337, 0.0174), abs=1e-4)
    assert row["own_part"] == pytest.approx(-0.1035, abs=1e-4)
    assert row["reading"] == pytest.approx((1 - 0.0924) / 2, abs=5e-5)


def test_four_people_of_friedkin_and_johnsen() -> None:
    # Friedkin & Johnsen (1999): W, openness 1 - w_ii, opinions (25, 25, 75, 85) settle at (60, 60, 75, 75) as printed;
    # computed 60.0208, 59.9840, 75, 74.9862. Here on the scale (x - 50) / 50; nobody listens to anybody else.
    W = np.array([[0.22, 0.12, 0.36, 0.3], [0.147, 0.215, 0.344, 0.294], [0, 0, 1, 0], [0.09, 0.178, 0.446, 0.286]])
    openness = 1 - np.diagonal(W)
    people = {
        f"p{v}": DM | {"openness": float(openness[v]), "stance": (own - 50) / 50, "influencers_complete": True}
        for v, own in enumerate((25, 25, 75, 85))
    }
    ties = [(f"p{u}", f"p{v}", W[v, u]) for v in range(4) for u in range(4) if u != v and W[v, u]]
    contacts = forecast(build_map(people, ties)).contacts
    settled = (50 + 50 * contacts["settled"]).sort_index()
    assert settled.tolist() == pytest.approx([60.0208, 59.9840, 75.0, 74.9862], abs=1e-4)


def test_the_spread_of_the_worked_example() -> None:
    # With c = .5 on every tie, stances and the unmapped as they are: E[Y] -.0997 and sd .0175 from 200,000 draws.
    G = sg.example_buying_center()
    for contact in G:
        G.nodes[contact]["stance_confidence"] = 0.9999999
    found = forecast_decision(G, draws=20_000, unmapped_stance=0.0)
    assert found.mean_of_draws == pytest.approx(-0.0997, abs=0.0006)
    assert found.monte_carlo_error * math.sqrt(20_000) == pytest.approx(0.0175, abs=0.0004)


# --- laws -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rounds", [None, 0, 1, 4])
@pytest.mark.parametrize("unmapped", [None, 0.7, -1.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_contributions_sum_to_the_lean(seed: int, unmapped: float | None, rounds: int | None) -> None:
    found = forecast(rivals(seed), unmapped_stance=unmapped, rounds=rounds)
    parts = found.contacts["contribution"].sum() + found.unattributed_part
    assert parts == pytest.approx(found.lean, abs=1e-12)
    assert (found.unattributed_part == 0) == (not unmapped or rounds == 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lean_is_the_weighted_opinion_of_those_who_decide(seed: int) -> None:
    found = forecast(rivals(seed), weights={"c03": 2, "c04": 1})
    makers = found.decision_makers
    assert makers["weight"].to_dict() == pytest.approx({"c03": 2 / 3, "c04": 1 / 3})
    assert (makers["weight"] * makers["settled"]).sum() == pytest.approx(found.lean, abs=1e-12)
    assert makers["reading"].tolist() == pytest.approx(((1 + makers["settled"]) / 2).tolist())
    assert found.rule_reading == pytest.approx((1 + found.lean) / 2, abs=1e-12)
    assert -1 <= found.lean <= 1


@pytest.mark.parametrize("rounds", [None, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_are_the_worst_and_the_best_corner(seed: int, rounds: int | None) -> None:
    G = rivals(seed, n=9)
    unknown = [contact for contact in G if "stance" not in G.nodes[contact]]
    leans = []
    for ends in itertools.product([-1.0, 1.0], repeat=len(unknown) + 1):
        H = G.copy()
        for contact, end in zip(unknown, ends, strict=False):
            H.nodes[contact]["stance"] = end
        leans.append(forecast(H, unmapped_stance=ends[-1], rounds=rounds).lean)
    assert forecast(G, rounds=rounds).bounds == pytest.approx((min(leans), max(leans)), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_close_when_all_is_known(seed: int) -> None:
    G = rivals(seed)
    for contact in G:
        G.nodes[contact].setdefault("stance", 0.1)
    found = forecast(G, unmapped_stance=0.2)
    assert found.bounds == pytest.approx((found.lean, found.lean), abs=1e-12)
    assert found.unknown_share == 0


@pytest.mark.parametrize("rounds", [0, 1, 2, 3, 10])
@pytest.mark.parametrize("seed", SEEDS)
def test_after_some_rounds_people_say_what_they_would(seed: int, rounds: int) -> None:
    G = rivals(seed)
    own = {contact: G.nodes[contact].get("stance", 0.0) for contact in sorted(G)}
    expected = talk_it_over(G, own, -0.3, rounds)
    found = forecast(G, rounds=rounds, unmapped_stance=-0.3)
    settled = found.contacts["settled"].dropna()
    assert settled.to_dict() == pytest.approx({contact: expected[contact] for contact in settled.index}, abs=1e-12)
    assert found.path["group_lean"].iloc[-1] == pytest.approx(np.mean(list(expected.values())), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_the_long_run_it_is_the_state_at_rest(seed: int) -> None:
    G = rivals(seed)
    rest, late = forecast(G), forecast(G, rounds=600)
    for name in ("lean", "group_lean", "unattributed", "unknown_share", "bounds", "rule_reading"):
        assert getattr(late, name) == pytest.approx(getattr(rest, name), abs=1e-10)
    columns = ["settled", "own_part", "others_part", "known", "share", "contribution"]
    assert late.contacts[columns].to_numpy() == pytest.approx(rest.contacts[columns].to_numpy(), abs=1e-10, nan_ok=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_path_leads_to_the_forecast(seed: int) -> None:
    G = rivals(seed)
    path = forecast(G, rounds=5).path
    assert path.index.tolist() == list(range(6))
    assert path.index.name == "round"
    for rounds in path.index:
        found = forecast(G, rounds=rounds)
        assert path.loc[rounds].to_dict() == pytest.approx(
            {name: getattr(found, name) for name in path.columns}, abs=1e-12, nan_ok=True
        )
    assert path["unattributed"].iloc[0] == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_without_rivals_the_parts_of_the_decision_add_up(seed: int) -> None:
    found = forecast(rivals(seed, negative=0.0), rounds=3)
    assert found.contacts["share"].sum() + found.unattributed == pytest.approx(1)
    known = found.contacts["stance"].notna()
    assert found.contacts["share"][~known].sum() == pytest.approx(found.unknown_share)
    assert list(found.unknown_stances) == [
        contact for contact in found.contacts.index[~known] if found.contacts.loc[contact, "share"] > 1e-12
    ]


@pytest.mark.parametrize("unmapped", [None, 0.6])
@pytest.mark.parametrize("seed", SEEDS)
def test_moves_make_up_the_shift(monkeypatch: pytest.MonkeyPatch, seed: int, unmapped: float | None) -> None:
    monkeypatch.setattr(forecast_tables, "_NAMED", 99)
    G = rivals(seed)
    for contact in G:
        G.nodes[contact].setdefault("stance", -0.2)
    contacts = forecast(G, unmapped_stance=unmapped).contacts
    moved = contacts["moves"].map(sum) + contacts["unmapped_move"]
    assert moved.to_numpy(float) == pytest.approx(contacts["shift"].to_numpy(), abs=1e-12)
    assert (contacts["settled"] - contacts["stance"]).tolist() == contacts["shift"].tolist()
    assert (contacts["own_part"] + contacts["others_part"]).tolist() == pytest.approx(contacts["settled"].tolist())
    for contact, row in contacts.iterrows():
        assert set(row["moved_by"]) <= set(G.predecessors(contact))


@pytest.mark.parametrize("rounds", [1, 2, 5])
@pytest.mark.parametrize("seed", SEEDS)
def test_moves_of_a_round_make_up_the_shift(monkeypatch: pytest.MonkeyPatch, seed: int, rounds: int) -> None:
    monkeypatch.setattr(forecast_tables, "_NAMED", 99)
    G = rivals(seed, complete=0.0)
    for contact in G:
        G.nodes[contact].setdefault("stance", 0.4)
    contacts = forecast(G, rounds=rounds).contacts
    moved = contacts["moves"].map(sum) + contacts["unmapped_move"]
    assert moved.to_numpy(float) == pytest.approx(contacts["shift"].to_numpy(), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_judgements_make_up_the_opinion_of_who_decides(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(forecast_tables, "_NAMED", 99)
    G = rivals(seed)
    makers = forecast(G).decision_makers
    made = makers["judgement_parts"].map(sum) + makers["own_part"].fillna(0.0)
    assert made.to_numpy(float) == pytest.approx(makers["settled"].to_numpy(), abs=1e-12)
    assert not any(contact in row["judgement_of"] for contact, row in makers.iterrows())


def test_at_most_three_are_named_the_largest_first() -> None:
    people = {"d": DM | {"stance": 0.0}} | {c: {"stance": 1.0} for c in "efghi"}
    ties = [(c, "d", weight) for c, weight in zip("efghi", (0.1, 0.2, 0.1, 0.3, 0.1), strict=True)]
    found = forecast(build_map(people, ties))
    assert found.contacts.loc["d", "moved_by"] == ("h", "f", "e")  # of the equal ones the first by id
    assert found.decision_makers.loc["d", "judgement_of"] == ("h", "f", "e")


def test_a_rival_moves_the_other_way() -> None:
    G = build_map({"d": DM | {"stance": 0.0}, "r": {"stance": 0.8, "openness": 0.0}}, [("r", "d", 0.5, -1)])
    found = forecast(G)
    assert found.contacts.loc["d", "moves"] == pytest.approx((-0.2,))  # .5 * .5 * -.8
    assert found.contacts.loc["r", "contribution"] == pytest.approx(-0.2)
    assert found.lean == pytest.approx(-0.2)
    assert found.bounds == pytest.approx((-0.45, 0.05))  # a quarter hangs on people who are not on the map


# --- what is not known ----------------------------------------------------------------------------------------------


def test_nothing_known_of_somebody_is_no_opinion() -> None:
    people = {"d": DM | {"stance": 0.5}, "u": {}, "v": {}, "w": {"stance": 0.2}}
    found = forecast(build_map(people, [("u", "d", 0.5), ("v", "u", 0.5), ("w", "v", 0.5)]))
    contacts = found.contacts
    assert contacts.loc["v", ["settled", "known"]].tolist() == pytest.approx([0.025, 0.125])  # .5 * .5 * (.5 * .2)
    assert math.isnan(contacts.loc["u", "contribution"])
    lonely = forecast(build_map({"d": DM | {"stance": 0.5}, "u": {}}, [("u", "d", 0.5)])).contacts
    assert lonely.loc["u", ["stance", "settled", "shift", "own_part", "others_part"]].isna().all()
    assert lonely.loc["u", "known"] == 0
    assert lonely.loc["d", "moved_by"] == ()  # of what u says nothing is known
    assert lonely.loc["d", "settled"] == pytest.approx(0.25)


def test_a_given_stance_of_the_unmapped_is_known() -> None:
    found = forecast(build_map({"d": DM}), unmapped_stance=0.5)
    assert found.lean == pytest.approx(0.25)  # half of the attention goes to them
    assert found.contacts.loc["d", ["settled", "known"]].tolist() == [0.25, 0.5]
    assert found.bounds == pytest.approx((-0.25, 0.75))
    assert found.unknown_stances == ("d",)


def test_empty_graph() -> None:
    found = forecast(sg.BuyingCenter())
    assert found.state == "empty"
    assert math.isnan(found.lean)
    assert math.isnan(found.group_lean)
    assert found.bounds is found.interval is found.direction is None
    assert found.unattributed == forecast(sg.BuyingCenter(), rounds=1).unattributed == 1
    assert len(found.contacts) == len(found.decision_makers) == len(found.path) == 0


def test_tables_have_the_same_types_when_empty() -> None:
    empty, full = forecast(sg.BuyingCenter(), rounds=1), forecast(sg.example_buying_center(), rounds=1)
    for name in ("contacts", "decision_makers"):
        assert getattr(empty, name).dtypes.equals(getattr(full, name).dtypes)
        assert getattr(empty, name).index.name == getattr(full, name).index.name == "contact_id"
    assert forecast(sg.BuyingCenter()).path.dtypes.equals(full.path.dtypes)
    assert empty.path["lean"].isna().all()
    assert full.contacts.dtypes[["name", "moved_by", "moves"]].tolist() == [object] * 3


def test_nobody_decides() -> None:
    people = {"a": {"stance": 0.6, "openness": 0.0}, "b": {"stance": -0.2, "openness": 0.0}, "c": {}}
    found = forecast(build_map(people), draws=100, rounds=2)
    assert found.state == "unowned"
    assert math.isnan(found.lean)
    assert math.isnan(found.rule_reading)
    assert found.bounds is found.interval is found.direction is None
    assert found.draws == 0
    assert found.group_lean == pytest.approx(0.4 / 3)
    assert found.contacts["contribution"].sum() == pytest.approx(found.group_lean)
    assert found.path["lean"].isna().all()
    assert found.basis == "mean of all contacts"
    assert len(found.decision_makers) == 0


def test_no_stance_is_known() -> None:
    found = forecast(build_map("abc", [("b", "a", 0.5), ("c", "a", 0.5)]), draws=100)
    assert found.state == "unknown"
    assert math.isnan(found.lean)
    assert math.isnan(found.group_lean)
    assert found.bounds == pytest.approx((-1, 1))
    assert found.interval is None
    assert found.unknown_stances == ("a", "b", "c")
    assert found.unknown_share + found.unattributed == pytest.approx(1)
    assert found.decision_makers["settled"].isna().all()


def test_a_stance_that_does_not_count_makes_nothing_known() -> None:
    found = forecast(build_map({"d": DM, "x": {"stance": 1.0}}))
    assert found.state == "unknown"
    assert found.group_lean == pytest.approx(0.25)


def test_before_any_talk_only_who_decides_counts() -> None:
    people = {"d": DM, "x": {"stance": 1.0}}
    G = build_map(people, [("x", "d", 0.8)])
    assert [forecast(G, rounds=rounds).state for rounds in (0, 1)] == ["unknown", "owned"]
    before = forecast(G, rounds=0).contacts
    assert before["unmapped_move"].tolist() == [0.0, 0.0]
    assert before["moved_by"].tolist() == [(), ()]
    assert math.isnan(forecast(G, rounds=1).path.loc[0, "lean"])


def test_a_single_contact() -> None:
    found = forecast(build_map({"d": DM | {"stance": 0.4}}))
    assert found.lean == found.group_lean == pytest.approx(0.2)
    assert found.unattributed == pytest.approx(0.5)


def test_who_has_left_takes_no_part() -> None:
    G = build_map({"d": DM | {"stance": 0.4}, "x": DM | {"stance": -1.0, "status": "left"}}, [("x", "d", 1.0)])
    assert forecast(G).contacts.index.tolist() == ["d"]


@pytest.mark.parametrize(
    ("stance", "direction"), [(0.1, "for"), (0.0998, "open"), (-0.0998, "open"), (-0.1, "against")]
)
def test_words_for_the_lean(stance: float, direction: str) -> None:
    assert forecast(build_map({"d": DM | {"stance": stance}})).direction == direction  # the lean is half of it


def test_sorted_by_size_of_the_share() -> None:
    contacts = forecast(rivals(1)).contacts
    sizes = contacts["share"].abs().round(12)
    expected = sorted(contacts.index, key=lambda contact: (-sizes[contact], contact))
    assert contacts.index.tolist() == expected


# --- draws ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 1])
def test_the_interval_is_of_the_drawn_accounts(seed: int) -> None:
    G = rivals(seed)
    found = forecast_decision(G, draws=400, seed=3, level=0.8)
    leans = draw_accounts(gather_facts(G).decision, draws=400, seed=3).lean
    assert found.interval == pytest.approx(np.quantile(leans, [0.1, 0.9]), abs=1e-12)
    assert found.mean_of_draws == pytest.approx(leans.mean(), abs=1e-12)
    assert found.monte_carlo_error == pytest.approx(leans.std(ddof=1) / 20, abs=1e-12)
    assert found.share_of_draws_above_zero == (leans > 0).mean()
    assert found.rule_interval == pytest.approx([(1 + end) / 2 for end in found.interval], abs=1e-12)
    assert (found.draws, found.level) == (400, 0.8)


def test_nothing_to_guess_leaves_no_spread() -> None:
    G = rivals(2)
    for contact in G:
        G.nodes[contact].setdefault("stance", 0.3)
    found = forecast_decision(G, draws=100, confidence=None, unmapped_stance=0.1)
    assert (found.interval, found.rule_interval, found.draws) == (None, None, 0)
    assert math.isnan(found.mean_of_draws)
    assert math.isnan(found.share_of_draws_above_zero)
    for lang in ("en", "zh"):
        assert found.to_text(lang) == forecast(G, confidence=None, unmapped_stance=0.1).to_text(lang)
    assert forecast_decision(G, draws=100, confidence=None).interval is not None  # whoever is not on the map
    tie = next(iter(G.edges))
    G.edges[tie]["confidence"] = 0.5
    assert forecast_decision(G, draws=100, confidence=None, unmapped_stance=0.1).draws == 100  # one tie is a guess
    for contact in G:
        G.nodes[contact]["openness"] = 0.0
    del G.edges[tie]["confidence"]
    assert forecast_decision(G, draws=100, confidence=None).interval is None  # nobody listens to anybody else


def test_draws_stay_within_the_bounds_of_what_is_unknown() -> None:
    G = rivals(3)
    found = forecast_decision(G, draws=500, confidence=None, level=0.999)
    assert found.bounds[0] <= found.interval[0] < found.interval[1] <= found.bounds[1]


def test_a_higher_level_is_a_wider_interval() -> None:
    G = sg.example_buying_center()
    narrow, wide = (forecast_decision(G, draws=500, level=level).interval for level in (0.5, 0.95))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_the_same_seed_gives_the_same() -> None:
    G = sg.example_buying_center()
    first, again, other = (forecast_decision(G, draws=100, seed=seed).interval for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("rounds", [0, 2])
def test_the_interval_after_some_rounds(monkeypatch: pytest.MonkeyPatch, rounds: int) -> None:
    G = rivals(4)
    sample = draw_accounts(gather_facts(G).decision, draws=100, seed=0)
    leans = []
    for draw in range(100):  # each drawn account as a map of its own
        H = G.copy()
        arrays = sample.decision.arrays
        for tie, (u, v) in enumerate(zip(arrays.source, arrays.target, strict=True)):
            H.edges[arrays.contacts[u], arrays.contacts[v]]["weight"] = float(sample.weight[draw, tie])
        for place, contact in enumerate(arrays.contacts):
            H.nodes[contact]["stance"] = float(sample.stance[draw, place])
        leans.append(forecast(H, rounds=rounds, unmapped_stance=float(sample.unmapped_stance[draw])).lean)
    expected = np.quantile(leans, [0.05, 0.95])
    assert forecast_decision(G, draws=100, rounds=rounds).interval == pytest.approx(expected, abs=1e-12)
    monkeypatch.setattr(lean_draws, "_STACK", 1)  # one draw at a time
    assert forecast_decision(G, draws=100, rounds=rounds).interval == pytest.approx(expected, abs=1e-12)


def test_the_interval_in_the_long_run() -> None:
    G = rivals(5)
    rest, late = (forecast_decision(G, draws=100, rounds=rounds) for rounds in (None, 500))
    assert late.interval == pytest.approx(rest.interval, abs=1e-10)
    assert late.rule_interval == pytest.approx(rest.rule_interval, abs=1e-10)


@pytest.mark.parametrize("draws", [1, 99])
def test_few_draws_make_no_interval(draws: int) -> None:
    with pytest.raises(OptionError, match=f"draws={draws} is not allowed. Give 0 or a whole number of at least 100."):
        forecast_decision(sg.example_buying_center(), draws=draws)


def test_a_rule_over_the_draws() -> None:
    people = {c: DM | {"stance": s, "openness": 0.0} for c, s in zip("abc", (0.6, 0.2, -0.4), strict=True)}
    people["x"] = {}  # a guess that nobody listens to
    found = forecast_decision(build_map(people), rule="majority", draws=100, confidence=None)
    assert found.rule_reading == pytest.approx(0.612)
    assert found.rule_interval == pytest.approx((0.612, 0.612))
    assert found.votes_needed == 2


def test_those_who_never_agree_have_no_reading() -> None:
    people = {c: DM | {"stance": s, "openness": 0.0} for c, s in zip("ab", (1.0, -1.0), strict=True)}
    found = forecast_decision(build_map(people), rule="unanimity", draws=100, confidence=None)
    assert math.isnan(found.rule_reading)
    assert found.rule_interval is None
    assert found.lean == 0
    assert "never agree" in found.to_text()
    assert "无法一致" in found.to_text("zh")


# --- how it is shown ------------------------------------------------------------------------------------------------


def test_the_text_of_the_worked_example() -> None:
    found = forecast_decision(sg.example_buying_center(), draws=2000)
    lead, who, bounds, draws = found.to_text().split("\n")
    low, high = (f"{end:+.2f}".replace("-", "−") for end in found.interval)
    assert lead == (
        f"The decision leans against us, but not surely so, −0.09 [{low}, {high}]; "
        "13.1% of it hangs on people who are not on the map."
    )
    assert who == "  cfo decides, −0.09: own judgement −0.10, it −0.04, coach +0.03, user +0.02."
    assert bounds == "  If all that is not known were against us, −0.22; if all of it were for us, +0.04."
    assert draws.startswith("  In brackets: the middle 90% of 2,000 draws of what is guessed.")
    assert draws.endswith("that is no probability of winning.")
    chinese = found.to_text("zh").split("\n")
    assert chinese[0] == f"决策倾向反对我方，但并不确定，−0.09 [{low}, {high}]；其中 13.1% 取决于未列入图中的人。"
    assert chinese[1] == "  由 cfo 决策，−0.09：本人判断 −0.10，it −0.04，coach +0.03，user +0.02。"
    assert str(found) == found.to_text()


@pytest.mark.parametrize(
    ("stance", "en", "zh"),
    [
        (0.2, "leans our way, but not surely so, +0.20 [", "倾向我方，但并不确定，+0.20 ["),
        (-0.2, "leans against us, but not surely so, −0.20 [", "倾向反对我方，但并不确定，−0.20 ["),
        (0.9, "leans our way, +0.90 [", "倾向我方，+0.90 ["),
        (-0.9, "leans against us, −0.90 [", "倾向反对我方，−0.90 ["),
        (0.0, "is open, 0.00 [", "尚无明显倾向，0.00 ["),
    ],
)
def test_an_interval_that_holds_both_sides_is_said_to(stance: float, en: str, zh: str) -> None:
    found = forecast_decision(build_map({"d": DM | {"stance": stance, "openness": 0.0}}), draws=200)
    assert (found.interval[0] < 0 < found.interval[1]) == (abs(stance) < 0.9)
    assert found.direction == ("open" if not stance else "for" if stance > 0 else "against")
    assert found.to_text().startswith(f"The decision {en}")
    assert found.to_text("zh").startswith(f"决策{zh}")


def test_what_is_called_open_can_be_set() -> None:
    G = sg.example_buying_center()
    assert forecast(G, open_within=0.1).direction == "open"
    assert forecast(G, open_within=0.0).direction == "against"
    assert forecast(build_map({"d": DM | {"stance": 0.0}}), open_within=0.0).direction == "open"


def test_by_roles_in_a_stage() -> None:
    G = sg.example_buying_center()
    found, ranking = forecast(G, stage="recognise"), sg.rank_contacts(G, stage="recognise")
    assert found.basis == "stage weights"
    assert found.contacts["share"].to_dict() == pytest.approx(ranking["share"].to_dict())
    assert found.unattributed == pytest.approx(ranking.attrs["unattributed"])
    assert found.lean == pytest.approx((found.contacts["weight"] * found.contacts["settled"]).sum())
    assert set(found.decision_makers.index) == set(found.contacts.index[found.contacts["weight"] > 0])
    lines = found.to_text().split("\n")
    assert lines[1] == "  Everybody whose roles count in the purchase stage takes part, by these roles."
    assert "该采购阶段" in found.to_text("zh").split("\n")[1]
    with pytest.raises(UnknownTermError, match="stage"):
        forecast(G, stage="selct")


@pytest.mark.parametrize(
    ("people", "options", "en", "zh"),
    [
        ({}, {}, NOBODY_EN, NOBODY_ZH),
        ({"a": {"status": "left"}}, {}, NOBODY_EN, NOBODY_ZH),
        (
            {"a": {"stance": 0.4} | NO_GAPS, "b": NO_GAPS},
            {},
            f"{NOBODY_DECIDES} The mean opinion of all contacts is +0.20; the stance of b (50.0%) is not known.",
            "图上无人决策，谈不上决策的倾向。全体联系人的平均看法为 +0.20；b 的立场（50.0%）未知。",
        ),
        (
            {"a": {}},
            {},
            f"{NOBODY_DECIDES} No stance is known.",
            "图上无人决策，谈不上决策的倾向。所有立场均未知。",
        ),
        (
            {"d": DM},
            {},
            "The decision cannot be read: no stance that counts in it is known.",
            "决策的倾向无从判断：起作用的人立场均未知。",
        ),
        (
            {"d": DM},
            {"rounds": 0},
            "Before any talk the decision cannot be read: no stance that counts in it is known.",
            "尚未交谈时，决策的倾向无从判断：起作用的人立场均未知。",
        ),
        (
            {"d": DM | {"stance": 0.8} | NO_GAPS},
            {"rounds": 1},
            "After one round of talk the decision leans our way, +0.80.",
            "交谈一轮后，决策倾向我方，+0.80。",
        ),
        (
            {"d": DM | {"stance": 0.0} | NO_GAPS, "e": DM | NO_GAPS},
            {"rounds": 2},
            "After 2 rounds of talk the decision is open, 0.00; the stance of e (50.0%) is not known.",
            "交谈 2 轮后，决策尚无明显倾向，0.00；e 的立场（50.0%）未知。",
        ),
    ],
)
def test_the_first_line(people: dict[str, Any], options: dict[str, Any], en: str, zh: str) -> None:
    found = forecast(build_map(people), **options)
    assert found.to_text("en").split("\n")[0] == en
    assert found.to_text("zh").split("\n")[0] == zh


def test_who_decides_in_words() -> None:
    people = {c: DM | {"stance": 0.5} for c in "abcd"} | {"e": DM, "f": DM, "g": {"name": "Gu", "stance": -0.4}}
    G = build_map(people, [("g", "b", 0.5)])
    for contact, weight in zip("abcdef", (8, 5, 1, 1, 2, 3), strict=True):
        G.nodes[contact]["decision_weight"] = weight
    lines = forecast(G).to_text().split("\n")
    assert lines[1:5] == [
        "  a (weight 40.0%), +0.25: own judgement +0.25.",
        "  b (weight 25.0%), +0.20: own judgement +0.25, Gu −0.05.",
        "  f (weight 15.0%); no judgement that this opinion is made of is known.",
        "  3 more decide.",
    ]
    chinese = forecast(G).to_text("zh").split("\n")
    assert chinese[3:5] == ["  f（权重 15.0%）；构成其看法的判断均未知。", "  另有 3 人参与决策。"]
    assert "本人判断未知，Gu −0.10" in forecast(build_map({"d": DM, "g": people["g"]}, [("g", "d", 1.0)])).to_text("zh")


def test_nothing_is_said_of_bounds_that_are_one() -> None:
    G = build_map({"d": DM | {"stance": 0.4, "openness": 0.0}})
    assert forecast(G).to_text().split("\n") == [
        "The decision leans our way, +0.40.",
        "  d decides, +0.40: own judgement +0.40.",
    ]


@pytest.mark.parametrize(
    ("rule", "quota", "how"),
    [
        ("autocracy", None, "“one person decides” (a, the first by id of several who are equal): 0.80"),
        ("majority", None, "“majority of votes” (votes needed: 2 of 3): 0.61"),
        ("quota", 1, "“a number of votes” (votes needed: 1 of 3): 0.94"),
        ("unanimity", None, "“talk until all agree” (3 people, until all say yes or all say no): 0.72"),
        ("veto", None, "“by weight, with a veto” (nobody is noted to hold a veto): 0.57"),
    ],
)
def test_a_rule_in_words(rule: str, quota: int | None, how: str) -> None:
    people = {c: DM | {"stance": s, "openness": 0.0} for c, s in zip("abc", (0.6, 0.2, -0.4), strict=True)}
    text = forecast(build_map(people), rule=rule, quota=quota).to_text()
    assert text.split("\n")[-1].startswith(f"  Read as {how} on the way from no (0) to yes (1)")


def test_who_may_veto_in_words() -> None:
    people = {"d": DM | {"stance": 0.2}, "l": {"name": "Legal", "authority": ("veto",)}, "s": {"authority": ("veto",)}}
    found = forecast(build_map(people), rule="veto")
    assert "(held by Legal, s)" in found.to_text()
    assert "（有否决权者：Legal、s）" in found.to_text("zh")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in ("weighted", "veto")])
def test_one_who_decides_makes_all_rules_one(rule: Any) -> None:
    found = forecast(
        build_map({"d": DM | {"name": "Li", "stance": 0.2}}), rule=rule, quota=1 if rule == "quota" else None
    )
    assert "(Li alone decides, so that all rules without a veto come to the same): 0.55 on" in found.to_text()
    assert "（由 Li 一人决策，除可否决的规则外结果都一样）" in found.to_text("zh")
    assert "votes needed" not in found.to_text()


def test_a_veto_beside_one_who_decides_makes_a_difference() -> None:
    people = {"d": DM | {"stance": 0.2}, "l": {"stance": 0.2, "authority": ("veto",)}}
    assert "come to the same" not in forecast(build_map(people), rule="veto").to_text()


def test_opinions_of_which_nothing_is_known_stand_at_the_middle() -> None:
    people = {
        "d": DM | {"stance": 0.2, "openness": 0.0},
        "p": {"name": "Safety", "status": "placeholder", "authority": ("veto",)},
        "l": {"stance": 0.6, "openness": 0.0, "authority": ("veto",)},
    }
    found = forecast(build_map(people), rule="veto")
    assert found.rule_reading == pytest.approx(0.6 * 0.5 * 0.8)  # the placeholder's P is 1 / 2
    last, chinese = (found.to_text(lang).split("\n")[-1] for lang in ("en", "zh"))
    assert last == "  In this reading an opinion of which nothing is known stands at the middle, 0.50: Safety."
    assert chinese == "  以上解读中，看法完全未知者按居中的 0.50 计：Safety。"
    heard = forecast(build_map(people, [("l", "p", 0.5)]), rule="veto")  # what is heard is known in part
    assert "stands at the middle" not in heard.to_text()
    voted = forecast(build_map(people | {"e": DM}), rule="majority").to_text()
    assert voted.endswith("stands at the middle, 0.50: e.")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_text_is_filled_in(lang: Any, rule: Any) -> None:
    for G in (sg.BuyingCenter(), sg.example_buying_center(), rivals(1), build_map({"a": {}}), build_map("abc")):
        text = forecast(G, rule=rule, quota=1 if rule == "quota" else None, draws=100).to_text(lang)
        assert "{" not in text
        assert "nan" not in text


@pytest.mark.parametrize(
    "G", [sg.BuyingCenter(), sg.example_buying_center(), rivals(1)], ids=["empty", "example", "rivals"]
)
def test_as_plain_data_and_as_a_card(G: Any) -> None:
    found = forecast_decision(G, draws=100, rounds=1)
    plain = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert plain["state"] == found.state
    assert [row["contact_id"] for row in plain["contacts"]] == found.contacts.index.tolist()
    assert found.to_text().split("\n")[0].split("[")[0] in found._repr_html_()


def test_the_frame_is_yours_to_change() -> None:
    found = forecast(sg.example_buying_center())
    table = found.to_frame()
    table.loc["cfo", "settled"] = 9.0
    assert found.contacts.loc["cfo", "settled"] < 0


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownTermError, match="'fr' is no language"):
        forecast(sg.example_buying_center()).to_text("fr")  # type: ignore[arg-type]


# --- options and the map --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {"rounds": -1},
        {"rounds": 1.5},
        {"rounds": True},
        {"rounds": 1001},
        {"draws": -1},
        {"draws": 2.0},
        {"seed": -1},
        {"confidence": 2},
        {"confidence": "x"},
        {"level": "x"},
        {"level": None},
        {"unmapped_stance": "x"},
        {"openness": "x"},
        {"budget": "x"},
        {"budget": math.inf},
        {"weights": {"cfo": "x"}},
        {"weights": [1]},
        {"rounds": "x"},
        {"open_within": "x"},
        {"open_within": 1.5},
        {"quota": "x"},
        {"draws": "x"},
        {"draws": 100, "seed": -1},
        {"level": 0.0},
        {"level": 1.0},
        {"level": math.nan},
        {"unmapped_stance": 1.1},
        {"unmapped_stance": math.nan},
        {"draws": 100, "confidence": 1.0},
        {"openness": 1.0},
        {"budget": 0.0},
        {"weights": {"cfo": -1}},
        {"rule": "quota"},
    ],
)
def test_options_that_make_no_sense(options: dict[str, Any]) -> None:
    wrong = list(options)[-1]
    with pytest.raises(OptionError, match="is not allowed") as raised:
        forecast(sg.example_buying_center(), **options)
    expected = "quota" if wrong == "rule" else wrong
    assert raised.value.option.split("[")[0] == expected


def test_other_mistakes() -> None:
    with pytest.raises(UnknownContactError):
        forecast(sg.example_buying_center(), weights={"cf": 1})
    with pytest.raises(UnknownTermError):
        forecast(sg.BuyingCenter(), rule="consensus")
    G = sg.example_buying_center()
    G.nodes["cfo"]["stance"] = 2
    with pytest.raises(SchemaError):
        forecast(G)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_building_makes_no_difference(seed: int) -> None:
    G = rivals(seed)
    for options in ({}, {"rounds": 2, "rule": "majority"}):
        one, other = (forecast_decision(H, draws=100, **options) for H in (G, shuffled(G, seed)))
        assert one.to_dict() == other.to_dict()


def test_the_map_is_not_changed() -> None:
    G = rivals(0)
    before = snapshot(G)
    forecast_decision(G, draws=100, rounds=2, rule="veto")
    assert snapshot(G) == before


def test_two_hundred_contacts() -> None:
    G = sg.random_buying_center(200, seed=2)
    found = forecast_decision(G, draws=100, rounds=3)
    assert len(found.contacts) == 200
    assert found.contacts["contribution"].sum() == pytest.approx(found.lean)
    assert found.interval is not None


def test_facts_that_are_gathered_give_the_same() -> None:
    G = sg.random_buying_center(25, seed=1)
    assert forecast_of(gather_facts(G), draws=100).to_dict() == forecast_decision(G, draws=100).to_dict()


def test_openness_and_budget_reach_the_model() -> None:
    G = sg.example_buying_center()
    assert forecast(G, openness=0.0).lean == -0.2  # nobody listens: the CFO's own
    assert forecast(G, budget=1e6).unattributed == pytest.approx(0.5, abs=1e-4)


@given(buying_centers(min_contacts=1), st.sampled_from([None, 0, 3]), st.sampled_from(list(RULES)))
def test_any_map_can_be_asked(G: Any, rounds: int | None, rule: Any) -> None:
    found = forecast(G, rounds=rounds, rule=rule, quota=1 if rule == "quota" else None, draws=100)
    assert (found.state == "owned") == (not math.isnan(found.lean))
    assert (found.bounds is None) == (found.state in ("empty", "unowned"))
    if found.state == "owned":
        low, high = found.bounds
        assert -1 - 1e-9 <= low <= found.lean <= high <= 1 + 1e-9
        assert found.contacts["contribution"].sum() == pytest.approx(found.lean, abs=1e-9)
    json.dumps(found.to_dict(), allow_nan=False)
    assert found.to_text("en") != found.to_text("zh")


def test_shown_tables_are_for_people() -> None:
    (contacts,) = forecast(random_map(1, n=25), weights={"c05": 3, "c01": 1}).shown_tables()
    assert len(contacts) == 10
    assert {*contacts["stance"].str[0]} <= {"+", "−", "0", "?"}
    assert all(share.endswith("%") for share in contacts["share"])
    G = build_map({"d": DM | {"name": "Diaz", "stance": 0.0}, "u": {"name": "Ulm", "stance": 0.4}}, [("u", "d", 0.5)])
    assert forecast(G).shown_tables()[0]["moved by"].tolist() == [("Ulm",), ()]
