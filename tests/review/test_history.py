"""How an account has moved: each snapshot at its own date, held against the one before."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from analysis.graphs import build_map, shuffled, snapshot
from review.every_map import EVERY_MAP

import stakeholder_graph as sg
from stakeholder_graph.cli.main import main
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.reports.sections.review import history_section
from stakeholder_graph.review.history import peak_ties, stance_history, trend
from stakeholder_graph.rules.severities import SEVERITIES

FIRST, LATER, LAST = dt.date(2025, 12, 31), dt.date(2026, 3, 31), dt.date(2026, 6, 30)
FLOATS = ("lean", "change", "unattributed", "unknown_share", "map_completeness", "mean_stance", "coverage", "strength",
          "access")  # fmt: skip
TEXTS = ("stage", "state", "top_contact", "top_name")


@pytest.fixture(scope="module")
def bank():
    return sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")


def bond(relationship: str, **attributes) -> sg.BuyingCenter:
    """Return a map on which one of ours knows the one contact."""
    G = build_map("a")
    G.add_teammate("t")
    G.add_relationship("t", "a", relationship=relationship, **attributes)
    return G


# ---------------------------------------------------------------- key figures over time


@pytest.mark.parametrize("name", EVERY_MAP)
def test_the_form_is_the_same_for_every_map(name):
    G = EVERY_MAP[name]()
    table = trend({FIRST: G, LATER: G})
    for figure, dtype in table.dtypes.items():
        wanted = np.float64 if figure in FLOATS else object if figure in TEXTS else np.int64
        wanted = pd.Int64Dtype() if figure == "threads" else wanted  # missing where nothing is known
        assert dtype == wanted, figure
    assert table.dtypes.equals(trend({}).dtypes)
    assert table.index.equals(pd.DatetimeIndex([FIRST, LATER], dtype="datetime64[s]", name="date"))
    assert table.index.name == trend({}).index.name == "date"
    assert trend({}).index.dtype == "datetime64[s]"
    assert math.isnan(table["change"].iloc[0])


def test_the_figures_are_those_of_the_functions_that_give_them(bank):
    table = trend(bank)
    previous = None
    for day, G in bank.items():
        row = table.loc[pd.Timestamp(day)]
        forecast, report = sg.forecast_decision(G, draws=0), sg.check_coverage(G, previous=previous)
        assert (row["stage"], row["state"]) == (G.graph["stage"], "owned")
        assert (row["lean"], row["unattributed"]) == (forecast.lean, forecast.unattributed)
        assert (row["unknown_share"], row["coverage"]) == (forecast.unknown_share, report.score)
        counts = report.findings["severity"].value_counts()
        assert {name: row[name] for name in SEVERITIES} == {name: counts.get(name, 0) for name in SEVERITIES}
        assert row["open_rules"] == (report.outcomes["outcome"] == "unknown").sum()
        assert row["known_stances"] == G.contacts.loc[[*sg.compile(G).contacts], "stance"].notna().sum()
        stage = sg.account_stage(G)
        assert (row["threads"], row["strength"]) == (stage.threads, stage.strength)
        previous = G
    assert table["change"].iloc[1:].to_numpy() == pytest.approx(np.diff(table["lean"]))


def test_the_mean_stance_is_weighed_by_share():
    # the worked example: shares (CFO .5176 ... gatekeeper .0022) over what is attributed, .869
    G = sg.example_buying_center()
    shares = {"cfo": 0.5176, "coo": 0.1412, "it": 0.08, "coach": 0.0374, "user": 0.0435, "proc": 0.0471, "gate": 0.0022}
    stances = {"cfo": -0.2, "coo": 0.1, "it": -0.5, "coach": 0.9, "user": 0.4, "proc": -0.3, "gate": 0.0}
    mean = sum(shares[who] * stances[who] for who in shares) / sum(shares.values())
    assert trend({FIRST: G})["mean_stance"].iloc[0] == pytest.approx(mean, abs=1e-4)
    known = {"coo": 0.5, "cfo": -0.5}
    H = sg.what_if(G, stance=dict.fromkeys(G) | known)
    mean = (shares["coo"] - shares["cfo"]) * 0.5 / (shares["coo"] + shares["cfo"])
    assert trend({FIRST: H})["mean_stance"].iloc[0] == pytest.approx(mean, abs=1e-4)


def test_each_snapshot_is_held_against_the_one_before():
    up, down = build_map({"a": {"stance": 0.5}}), build_map({"a": {"stance": 0.0}})
    rules = sg.DEFAULT_RULES.without(*(rule.id for rule in sg.DEFAULT_RULES if rule.id != "TIM-004"))
    table = trend({FIRST: up, LATER: down, LAST: down}, rules=rules)
    assert table["medium"].tolist() == [0, 1, 0]
    assert table["open_rules"].tolist() == [1, 0, 0]  # for the first one there is nothing to compare with


def test_snapshots_are_put_into_the_order_of_their_dates(bank):
    backwards = dict(reversed(bank.items()))
    assert trend(backwards).equals(trend(bank))
    assert stance_history(backwards).equals(stance_history(bank))


def test_the_stage_is_each_snapshots_own_unless_given(bank):
    assert trend(bank)["stage"].tolist() == ["recognise", "specify", "evaluate"]
    assert trend(bank, stage="select")["stage"].tolist() == ["select"] * 3


def test_each_snapshot_is_judged_at_its_own_date():
    spoken = {"last_contact": FIRST, "half_life_days": 90}
    table = trend({FIRST: bond("trusted", **spoken), LATER: bond("trusted", **spoken)})
    assert table["strength"].tolist() == pytest.approx([0.8, 0.4])  # 90 days later half of it is left


def test_a_date_after_its_snapshot_is_refused():
    later = build_map({"a": {"last_contact": LATER}})
    for follow in (trend, stance_history):
        with pytest.raises(SchemaError, match="in the future"):
            follow({FIRST: later})


def test_the_history_reads_as_it_is_reckoned(bank):
    (_, table) = history_section(trend(bank), "en")
    rows = table.view.to_dict(orient="list")
    # .0842, .0364, .0974: the change is that of the leans as they are shown
    assert rows["lean"] == ["+0.08", "+0.04", "+0.10"]
    assert rows["change of the lean"] == ["", "−0.04", "+0.06"]
    unknown = trend({FIRST: build_map({"a": {}}), LATER: build_map({"a": {}})})
    rows = [*history_section(unknown, "en")][1].view.to_dict(orient="list")
    assert rows["change of the lean"] == ["", "?"]
    assert rows["threads"] == ["?", "?"]
    assert [*history_section(trend({}), "en")][1].view.empty


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_dates_of_a_history_are_days(form, capsys):
    main(["history", str(sg.sample_folder("bank_mainframe") / "snapshots"), "--format", form])
    printed = capsys.readouterr().out
    assert "2025-12-31" in printed
    assert "00:00" not in printed


# ---------------------------------------------------------------- stances over time


def test_stances_by_contact_and_date():
    first = build_map({"a": {"stance": 0.5, "name": "Li"}, "b": {"stance": -0.5}, "d": {"stance": 0.1}})
    later = build_map({"a": {"name": "Li Na"}, "b": {"stance": -0.5, "status": "left"}, "c": {"stance": 0.2}})
    table = stance_history({FIRST: first, LATER: later})
    assert table.index.tolist() == ["a", "b", "c", "d"]
    assert table.index.name == "contact_id"
    assert [day.date() for day in table.columns] == [FIRST, LATER]
    nan = math.nan
    np.testing.assert_array_equal(table, [[0.5, nan], [-0.5, nan], [nan, 0.2], [0.1, nan]])
    assert table.attrs["names"] == {"a": "Li Na", "b": "b", "c": "c", "d": "d"}


@pytest.mark.parametrize("name", EVERY_MAP)
def test_the_stances_of_every_map(name):
    G = EVERY_MAP[name]()
    table = stance_history({FIRST: G})
    assert table.dtypes.tolist() == [np.float64]
    assert table.index.tolist() == sorted(G.contacts.index)
    assert stance_history({}).shape == (0, 0)


# ---------------------------------------------------------------- the peak of our ties


def test_the_peak_is_the_highest_of_the_last_twelve_months():
    snapshots = {LAST - dt.timedelta(days): bond(step) for days, step in
                 [(366, "relied_upon"), (365, "trusted"), (90, "familiar"), (0, "acquainted")]}  # fmt: skip
    assert peak_ties(snapshots) == {"peak_strength": 0.8, "peak_threads": 1}
    assert peak_ties(snapshots, as_of=LAST - dt.timedelta(1)) == {"peak_strength": 0.95, "peak_threads": 1}
    assert peak_ties(snapshots, as_of=LAST + dt.timedelta(290)) == {"peak_strength": 0.35, "peak_threads": 1}
    assert peak_ties(snapshots, as_of=LAST + dt.timedelta(300)) == {"peak_strength": 0.35, "peak_threads": 1}
    assert peak_ties(snapshots, as_of=LAST + dt.timedelta(366)) == {"peak_strength": None, "peak_threads": None}


def test_a_tie_must_hold_to_count():
    assert peak_ties({LAST: bond("first_contact")}) == {"peak_strength": 0.0, "peak_threads": 0}
    assert peak_ties({LAST: bond("first_contact")}, active_from=0.2) == {"peak_strength": 0.2, "peak_threads": 1}


def test_what_nobody_noted_is_no_peak_of_nothing():
    unknown, none = build_map({"a": {"roles": ["decision_maker"]}}), build_map({"a": {"relationship": "none"}})
    table = trend({FIRST: unknown, LATER: none})
    assert table["threads"].tolist() == [pd.NA, 0]
    assert table["strength"].tolist() == pytest.approx([math.nan, 0.0], nan_ok=True)
    missing = {"peak_strength": None, "peak_threads": None}
    assert peak_ties({LATER: none}) == {"peak_strength": 0.0, "peak_threads": 0}
    assert peak_ties({FIRST: unknown}) == peak_ties({FIRST: unknown, LATER: none}) == missing
    assert "uncoupling" in sg.account_stage(unknown, **peak_ties({FIRST: unknown})).possible
    # what is known is a lower bound
    assert peak_ties({FIRST: unknown, LATER: bond("trusted")}) == {"peak_strength": 0.8, "peak_threads": 1}


@pytest.mark.parametrize("odd", [math.nan, 0, 5, -1, "x", None, True])
def test_the_strength_from_which_a_tie_holds_is_checked(odd):
    with pytest.raises(OptionError, match="active_from"):
        peak_ties({}, active_from=odd)


def test_an_account_that_comes_apart_is_seen_by_its_peak():
    strong = bond("relied_upon")
    strong.add_contact("b")
    strong.add_teammate("u")
    strong.add_relationship("u", "b", relationship="trusted")
    weak = bond("familiar")
    for G in (strong, weak):
        G.graph["buys_from_us"] = True
    snapshots = {FIRST: strong, LAST: weak}
    peak = peak_ties(snapshots)
    assert peak == {"peak_strength": pytest.approx(1.75), "peak_threads": 2}
    assert sg.account_stage(weak, **peak).stage == "uncoupling"
    assert sg.account_stage(weak).stage == "early"


@pytest.mark.parametrize("name", EVERY_MAP)
def test_the_peak_of_every_map(name):
    peak = peak_ties({FIRST: EVERY_MAP[name]()})
    if name in ("random", "large"):
        assert peak["peak_strength"] > 0
        assert peak["peak_threads"] > 0
    else:  # no relationship is noted, or nobody is there
        assert peak == {"peak_strength": None, "peak_threads": None}
    assert peak_ties({}) == {"peak_strength": None, "peak_threads": None}


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("follow", [trend, stance_history, peak_ties])
def test_nothing_changes_and_the_order_of_a_map_does_not_matter(follow):
    G = sg.random_buying_center(20, seed=3)
    before = snapshot(G)
    found, again = (follow({FIRST: each}) for each in (G, shuffled(G, 1)))
    assert found == again if follow is peak_ties else found.equals(again)
    assert snapshot(G) == before


@pytest.mark.parametrize("follow", [trend, stance_history, peak_ties])
@pytest.mark.parametrize(
    "odd", [None, [sg.BuyingCenter()], {"2026-03-31": sg.BuyingCenter()}, {None: sg.BuyingCenter()}]
)
def test_what_is_no_mapping_of_dates_is_refused(follow, odd):
    with pytest.raises(OptionError, match="snapshots"):
        follow(odd)


def test_times_are_days(bank):
    times = {dt.datetime.combine(day, dt.time(12), dt.UTC): G for day, G in bank.items()}
    assert trend(times).equals(trend(bank))


def test_wrong_options_are_refused(bank):
    with pytest.raises(UnknownTermError, match="purchase stage"):
        trend(bank, stage="later")
    with pytest.raises(OptionError, match="as_of"):
        peak_ties(bank, as_of="2026-03-31")
    with pytest.raises(OptionError, match="RuleSet"):
        trend(bank, rules="x")
