"""What has changed: every kind of change, the mirror of it, and how it is told."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import math
import re
from typing import Any

import numpy as np
import pytest
from analysis.graphs import build_map, shuffled, snapshot
from hypothesis import HealthCheck, given, settings, strategies as st
from model.strategies import buying_centers
from review.every_map import EVERY_MAP
from rules.test_invariance import disturbed

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.review.changes import diff
from stakeholder_graph.review.differences import CHANGE_KINDS

slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
maps = st.builds(disturbed, st.integers(0, 10), st.integers(0, 10_000))

MIRRORED = {
    "left": "joined",
    "stance_down": "stance_up",
    "stance_lost": "stance_learnt",
    "finding_opened": "finding_closed",
    "relationship_lost": "relationship_new",
    "relationship_down": "relationship_up",
    "tie_added": "tie_removed",
    "tie_stronger": "tie_weaker",
    "motive_added": "motive_removed",
    "team_joined": "team_left",
    "removed": "noted_left",
}
MIRRORED |= {there: here for here, there in MIRRORED.items()}
MIRRORED["named"] = "renamed"  # who got a name has lost it on the way back


def told(before: Any, after: Any, *columns: str) -> list[tuple[Any, ...]]:
    """Return the changes of the tables, as kind, id and more columns; what the rules found is left out."""
    table = diff(before, after).to_frame()
    table = table[~table["kind"].str.startswith("finding")]
    return [*table[["kind", "id", *columns]].itertuples(index=False, name=None)]


def changed(**attributes: Any) -> list[tuple[Any, ...]]:
    """Return what is told where one contact gets other attributes; None takes one away."""
    before = {"stance": 0.5, "name": "Li", "roles": ("user",), "level": 2, "relationship": "familiar"}
    after = {key: value for key, value in {**before, **attributes}.items() if value is not None}
    return told(build_map({"a": before}), build_map({"a": after}), "column", "before", "after")


# ---------------------------------------------------------------- laws


@given(buying_centers())
@slow
def test_nothing_has_changed_between_a_map_and_itself(G):
    changes = diff(G, sg.what_if(G))
    assert not changes
    assert len(changes) == len(changes.to_frame()) == 0
    assert changes.falling == ()
    # the one rule that asks for an earlier map has one only after
    assert changes.figures["change"].drop("open_rules").fillna(0).eq(0).all()
    assert "no change" in str(changes)
    assert "\n" not in str(changes)


def mirrored(row: dict[str, Any]) -> tuple[Any, ...]:
    kind = MIRRORED.get(row["kind"], row["kind"])
    change = None if math.isnan(row["change"]) else -row["change"] + 0.0
    return kind, row["id"], row["column"], repr(row["after"]), repr(row["before"]), change


def plain(row: dict[str, Any]) -> tuple[Any, ...]:
    change = None if math.isnan(row["change"]) else row["change"]
    kind = "renamed" if row["kind"] == "named" else row["kind"]
    return kind, row["id"], row["column"], repr(row["before"]), repr(row["after"]), change


@given(maps, maps)
@slow
def test_the_way_back_is_the_mirror_of_the_way_there(G, H):
    rules = sg.DEFAULT_RULES.without("TIM-004")  # falling stances: what falls on the way there rises on the way back
    there, back = diff(G, H, rules=rules), diff(H, G, rules=rules)
    rows = [table.to_dict(orient="records") for table in (there.to_frame(), back.to_frame())]
    assert sorted(map(mirrored, rows[0]), key=repr) == sorted(map(plain, rows[1]), key=repr)
    assert there.figures["before"].equals(back.figures["after"].rename("before"))
    np.testing.assert_array_equal(there.figures["change"], -back.figures["change"] + 0.0)


@given(maps, maps)
@slow
def test_the_order_of_the_maps_does_not_matter_and_nothing_changes(G, H):
    before = snapshot(G), snapshot(H)
    changes = diff(G, H)
    assert diff(shuffled(G, 1), shuffled(H, 2)).to_dict() == changes.to_dict()
    assert (snapshot(G), snapshot(H)) == before
    for lang in ("en", "zh"):
        json.dumps(changes.to_dict(lang), allow_nan=False)
        text = changes.to_text(lang)
        assert not re.search(r"[{}]|\bNone\b|\bnan\b", text)
        assert text.count("\n") <= len(CHANGE_KINDS) + 2


@given(maps, maps)
@slow
def test_kinds_come_by_importance_and_the_largest_first(G, H):
    table = diff(G, H).to_frame()
    order = [CHANGE_KINDS.order(kind) for kind in table["kind"]]
    assert order == sorted(order)
    for kind in ("stance_down", "stance_up", "tie_stronger"):
        sizes = table.loc[table["kind"] == kind, "change"].abs().tolist()
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("name", EVERY_MAP)
def test_the_form_is_the_same_for_every_map(name):
    G = EVERY_MAP[name]()
    for changes in (diff(G, G), diff(sg.BuyingCenter(), G), diff(G, sg.what_if(G, join="somebody"))):
        table = changes.to_frame()
        assert [*table.columns] == ["kind", "id", "name", "column", "before", "after", "change", "note"]
        assert table.dtypes.astype(str).tolist() == ["object"] * 6 + ["float64", "object"]
        assert changes.figures.dtypes.astype(str).tolist() == ["float64"] * 3
        assert changes.figures.index.name == "figure"
        assert changes._repr_html_()


def test_a_scenario_differs_by_what_was_asked_for():
    G = sg.example_buying_center()
    H = sg.what_if(
        G,
        stance={"coo": 0.6, "it": None},
        weight={("it", "cfo"): None, ("coo", "cfo"): 0.7, ("gate", "cfo"): 0.2},
        leave="user",
        join={"contact_id": "ceo", "name": "Xu"},
        roles={"proc": ("purchaser", "gatekeeper")},
    )
    assert told(G, H, "before", "after") == [
        ("left", "user", "active", "left"),
        ("joined", "ceo", None, "active"),
        ("stance_up", "coo", 0.1, 0.6),
        ("stance_lost", "it", -0.5, None),
        ("roles", "proc", ("purchaser",), ("purchaser", "gatekeeper")),
        ("tie_added", "gate -> cfo", None, 0.2),
        ("tie_removed", "it -> cfo", 0.3, None),
        ("tie_stronger", "coo -> cfo", 0.6, 0.7),
    ]


# ---------------------------------------------------------------- each kind


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"stance": -0.5}, ("stance_down", "stance", 0.5, -0.5)),
        ({"stance": 0.6}, ("stance_up", "stance", 0.5, 0.6)),
        ({"stance": None}, ("stance_lost", "stance", 0.5, None)),
        ({"name": "Wu"}, ("renamed", "name", "Li", "Wu")),
        ({"roles": ("user", "expert")}, ("roles", "roles", ("user",), ("user", "expert"))),
        ({"level": 3}, ("contact", "level", 2, 3)),
        ({"level": None}, ("contact", "level", 2, None)),
        ({"mood": "good"}, ("contact", "mood", None, "good")),
        ({"status": "left"}, ("left", "status", "active", "left")),
        ({"status": "placeholder"}, ("contact", "status", "active", "placeholder")),
        ({"relationship": "trusted"}, ("relationship_up", "relationship", "familiar", "trusted")),
        ({"relationship": "none"}, ("relationship_down", "relationship", "familiar", "none")),
        ({"relationship": None}, ("contact", "relationship", "familiar", None)),
    ],
)
def test_a_column_of_a_contact(attributes, expected):
    kind, column, before, after = expected
    assert changed(**attributes) == [(kind, "a", column, before, after)]


@pytest.mark.parametrize("attributes", [{"status": "active"}, {"side": "buyer"}, {"stance": 0.5 + 1e-15}])
def test_what_is_assumed_anyway_and_what_is_rounding_is_no_change(attributes):
    assert changed(**attributes) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({"status": "placeholder"}, {"name": "Wu"}, "named"),
        ({"status": "placeholder", "name": "CFO, not yet known"}, {"name": "Wu"}, "named"),
        ({}, {"name": "Wu"}, "named"),
        ({"status": "placeholder", "name": "CFO"}, {"status": "placeholder", "name": "Head of finance"}, "renamed"),
        ({"name": "Wu"}, {"name": "Wu Min"}, "renamed"),
        ({"name": "Wu"}, {}, "renamed"),
        ({"name": "Wu"}, {"status": "placeholder"}, "renamed"),
    ],
)
def test_who_gets_a_name_is_not_somebody_who_gets_another_one(before, after, kind):
    changes = diff(build_map({"a": before}), build_map({"a": after}))
    (change,) = changes.of("named", "renamed")
    assert (change.kind, change.column) == (kind, "name")
    assert (change.before, change.after) == (before.get("name"), after.get("name"))


def test_a_post_whose_holder_is_known_by_name_now():
    _, first, last = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots").values()
    changes = diff(first, last)
    assert "\n  Now known by name: 013 → 严正明.\n" in changes.to_text()
    assert "\n  现已知其人：013 → 严正明。\n" in changes.to_text("zh")
    assert not changes.of("renamed")


def test_a_stance_that_is_learnt_is_not_one_that_rose():
    assert told(build_map({"a": {}}), build_map({"a": {"stance": 1.0}})) == [("stance_learnt", "a")]


def test_to_leave_the_map_and_to_be_marked_as_left_are_told_apart():
    here, gone = {"a": {}, "b": {}}, {"a": {}, "b": {"status": "left"}}
    assert told(build_map(here), build_map({"a": {}}), "note") == [("left", "b", "no longer on the map")]
    assert told(build_map(here), build_map(gone), "note") == [("left", "b", "")]
    assert told(build_map(gone), build_map(here), "note") == [("joined", "b", "had left before")]
    assert told(build_map({"a": {}}), build_map(here), "note") == [("joined", "b", "")]
    # who had left already neither leaves nor joins
    assert told(build_map(gone), build_map({"a": {}}), "note") == [("removed", "b", "had left before")]
    assert told(build_map({"a": {}}), build_map(gone), "after") == [("noted_left", "b", "left")]
    assert "\n  Had left, now off the map: b." in diff(build_map(gone), build_map({"a": {}})).to_text()


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [({"weight": 0.6}, "tie_stronger"), ({"weight": 0.4}, "tie_weaker"), ({"sign": -1}, "tie_sign"),
     ({"channel": "personal"}, "tie"), ({"sign": 1}, None)],
)  # fmt: skip
def test_a_column_of_a_tie(attributes, kind):
    before, after = build_map("ab", [("b", "a", 0.5)]), build_map("ab", [("b", "a", 0.5)])
    after.edges["b", "a"].update(attributes)
    assert told(before, after) == ([] if kind is None else [(kind, "b -> a")])


def bonds(**attributes: Any) -> sg.BuyingCenter:
    G = build_map("a")
    G.add_teammate("t", name="Tom")
    G.add_relationship("t", "a", **attributes)
    return G


@pytest.mark.parametrize(
    ("attributes", "kind", "change"),
    [
        ({"relationship": "relied_upon"}, "relationship_up", 2.0),
        ({"relationship": "acquainted"}, "relationship_down", -1.0),
        ({}, "relationship", math.nan),
        ({"relationship": "familiar", "strength": 0.6}, "relationship", math.nan),
    ],
)
def test_a_column_of_a_relationship(attributes, kind, change):
    (found,) = told(bonds(relationship="familiar"), bonds(**attributes), "change")
    assert found == pytest.approx((kind, "t -> a", change), nan_ok=True)


def test_relationships_and_teammates_come_and_go():
    before = build_map("a")
    after = bonds(relationship="familiar")
    assert told(before, after, "after") == [("relationship_new", "t -> a", "familiar"), ("team_joined", "t", "Tom")]
    assert [kind for kind, _ in told(after, before)] == ["relationship_lost", "team_left"]
    again = bonds(relationship="familiar")
    again.nodes["t"]["level"] = 2
    assert told(after, again, "column") == [("team", "t", "level")]


def motives(*given: dict[str, Any]) -> sg.BuyingCenter:
    G = build_map("a")
    for motive in given:
        G.add_motive("a", **{"kind": "personal", **motive})
    return G


def test_motives_are_recognised_by_what_they_say():
    peace, fame = {"description": "Peace"}, {"topic": "fame"}
    assert told(motives(peace), motives(peace, fame), "column", "after") == [("motive_added", "a", "personal", "fame")]
    assert told(motives(peace, fame), motives(fame), "before") == [("motive_removed", "a", "Peace")]
    stronger = told(motives(peace | {"strength": 0.2}), motives(peace | {"strength": 0.7}), "column", "change", "note")
    assert stronger == [("motive", "a", "strength", 0.5, "Peace")]
    assert told(motives(peace, peace), motives(peace)) == [("motive_removed", "a")]
    assert told(motives({}), motives({"kind": "organisational"}), "column") == [
        ("motive_added", "a", "organisational"),
        ("motive_removed", "a", "personal"),
    ]


def test_the_account_and_its_stage():
    before, after = sg.BuyingCenter(stage="specify", amount=5.0), sg.BuyingCenter(stage="select", amount=8.0)
    assert told(before, after, "column", "before", "after") == [
        ("stage", "", "stage", "specify", "select"),
        ("account", "", "amount", 5.0, 8.0),
    ]
    assert told(sg.BuyingCenter(as_of=dt.date(2026, 1, 1)), sg.BuyingCenter(as_of=dt.date(2026, 3, 31))) == []


def test_arrays_among_the_columns_of_ones_own_are_compared():
    one, other = build_map({"a": {"seen": np.array([1, 2])}}), build_map({"a": {"seen": np.array([1, 3])}})
    assert told(one, build_map({"a": {"seen": np.array([1, 2])}})) == []
    assert told(one, other, "column") == [("contact", "a", "seen")]


# ---------------------------------------------------------------- findings and figures


def findings(before: sg.BuyingCenter, after: sg.BuyingCenter, **options: Any) -> dict[str, tuple[Any, ...]]:
    table = diff(before, after, **options).to_frame()
    table = table[table["kind"].str.startswith("finding")]
    return {each["id"]: (each["kind"], each["column"], each["before"], each["after"]) for each in
            table.to_dict(orient="records")}  # fmt: skip


def test_findings_open_and_close():
    before = build_map({"d": {"roles": ("decision_maker",), "relationship": "none"}})
    after = build_map({"d": {"roles": ("decision_maker",), "relationship": "trusted", "stance": -0.9}})
    found = findings(before, after)
    assert found["COV-002"] == ("finding_closed", "severity", "high", "pass")  # met at last
    assert found["RF-006"] == ("finding_opened", "severity", "unknown", "critical")  # strongly against us
    back = findings(after, before)
    assert back["RF-006"] == ("finding_closed", "severity", "critical", "unknown")


def test_a_finding_may_concern_others_or_weigh_more():
    before = build_map({"d": {"roles": ("decision_maker",)}, "a": {"stance": -0.9}})
    after = build_map({"d": {"roles": ("decision_maker",), "stance": -0.9}, "a": {"stance": -0.9}})
    table = diff(before, after).to_frame()
    rows = table[table["id"] == "RF-006"][["kind", "column", "before", "after"]].to_numpy().tolist()
    assert rows == [
        ["finding_changed", "severity", "high", "critical"],
        ["finding_changed", "contacts", ("a",), ("a", "d")],
    ]


def test_a_finding_may_open_because_the_purchase_has_moved_on_unless_both_are_judged_by_one_stage():
    before, after = sg.BuyingCenter(stage="specify"), sg.BuyingCenter(stage="select")
    assert findings(before, after)["COV-010"] == ("finding_opened", "severity", "not yet", "high")
    assert findings(before, after, stage="select") == {}


def test_findings_are_told_with_their_evidence_in_the_language():
    before = sg.example_buying_center()
    changes = diff(before, sg.what_if(before, leave="cfo"))
    table = changes.to_frame("zh").set_index("id")
    assert table.loc["COV-001", ["name", "note"]].tolist() == ["没有决策人", "图上没有人拍板。"]
    assert changes.to_frame().set_index("id").loc["RF-010", "note"].startswith("For us:")  # what closed, as it was


def test_rules_can_be_chosen():
    before, after = sg.example_buying_center(), sg.BuyingCenter()
    rules = sg.DEFAULT_RULES.without("COV-001")
    assert "COV-001" in findings(before, after)
    assert "COV-001" not in findings(before, after, rules=rules)


def test_the_figures_are_those_of_both_maps():
    before = sg.example_buying_center()
    after = sg.what_if(before, stance={"coo": 0.6})
    table = diff(before, after).figures
    # the worked example: I_COO = .1412, so that the lean rises by .1412 * .5
    assert table.loc["lean"].tolist() == pytest.approx([-0.0924, -0.0219, 0.0706], abs=5e-5)
    assert table.loc["contacts"].tolist() == [7, 7, 0]
    assert (table["change"] == (table["after"] - table["before"]).round(12)).where(table["change"].notna(), True).all()


# ---------------------------------------------------------------- who fell


def test_who_fell_by_the_limit_or_more_is_to_be_asked_the_furthest_first():
    before = build_map({key: {"stance": 0.6} for key in "abcd"})
    after = build_map({"a": {"stance": 0.2}, "b": {"stance": 0.3}, "c": {"stance": -0.6}, "d": {"stance": 1.0}})
    assert diff(before, after).falling == ("c", "a")  # .6 - .2 is .4, whatever floating point says
    assert diff(before, after, fall=0.3).falling == ("c", "a", "b")
    assert diff(before, after, fall=2).falling == ()
    notes = diff(before, after).to_frame().set_index(["kind", "id"])["note"]
    assert notes["stance_down", "c"] == "fell by 0.4 or more: ask what has changed"
    assert notes["stance_down", "b"] == ""
    gone = sg.what_if(after, leave="c")
    assert diff(before, gone).falling == ("a",)  # nobody is left to ask


def test_the_rule_on_falling_stances_agrees():
    snapshots = [*sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots").values()]
    for before, after in itertools.pairwise(snapshots):
        report = sg.check_coverage(after, previous=before)
        (contacts,) = report.findings.loc[report.findings["rule"] == "TIM-004", "contacts"]
        assert contacts == tuple(sorted(diff(before, after).falling))


def test_the_finding_on_falling_stances_opens():
    before, after = build_map({"a": {"stance": 0.6}}), build_map({"a": {"stance": 0.1}})
    assert findings(before, after)["TIM-004"] == ("finding_opened", "severity", "unknown", "medium")
    assert "TIM-004" not in findings(after, before)


def test_the_figures_are_those_of_the_trend():
    snapshots = [*sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots").items()]
    for pair in itertools.pairwise(snapshots):
        (_, before), (_, after) = pair
        figures, table = diff(before, after).figures, sg.trend(dict(pair))
        for figure, row in figures.iterrows():
            assert table[figure].astype(float).tolist() == [row["before"], row["after"]], figure


# ---------------------------------------------------------------- how it is told


def test_dates_in_the_wrong_order_and_two_accounts_are_remarked():
    first, last = (sg.BuyingCenter(account=name, as_of=dt.date(2026, month, 1)) for name, month in (("X", 1), ("Y", 4)))
    assert diff(last, first).to_text().splitlines()[1:3] == [
        "  The dates run backwards: the first map shows 2026-04-01, the second one 2026-01-01.",
        "  The two maps name different accounts: Y and X.",
    ]
    assert diff(last, first).to_text("zh").splitlines()[2] == "  两张图的客户名称不同：Y 与 X。"
    assert "backwards" not in diff(first, last).to_text()
    assert "different accounts" not in diff(first, sg.BuyingCenter()).to_text()


def test_coverage_and_access_are_told_in_percent():
    first, *_, last = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots").values()
    changes = diff(first, last)
    coverage, access = (changes.figures.loc[name] for name in ("coverage", "access"))
    assert f"Role coverage {coverage['before']:.1%} → {coverage['after']:.1%};" in changes.to_text()
    assert f"to those who decide {access['before']:.1%} → {access['after']:.1%};" in changes.to_text()


def test_the_story_of_the_bank():
    first, _, last = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots").values()
    changes = diff(first, last)
    assert (changes.before, changes.after) == (dt.date(2025, 12, 31), dt.date(2026, 6, 30))
    assert {change.ids[0] for change in changes.of("joined")} == {
        "008",
        "009",
        "011",
        "012",
        "013",
        "014",
        "017",
        "018",
    }
    assert [change.ids[0] for change in changes.of("left", "renamed")] == ["019"]
    assert changes.falling == ("004", "006", "007")
    lines = changes.to_text("zh").splitlines()
    assert lines[0].startswith("2025-12-31 → 2026-06-30：")
    assert (
        lines[2]
        == "  下降 0.4 或以上，须追问发生了什么变化：韩立新 +0.10 → −0.50；钱慎之 +0.30 → −0.20；何佳慧 +0.40 → 0.00。"
    )
    assert "  影响正负反转：韩立新 → 方晓岚：+ → −。" in lines
    assert "  采购阶段：确认需求 → 寻源与评估。" in lines
    assert lines[-1].startswith("  此外：")
    assert changes.to_text().splitlines()[3] == "  Stage of the purchase: needs recognised → search and evaluation."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            {"stance": 0.5},
            {"stance": 0.6},
            "the decision leans +0.30, before +0.25.",
        ),  # half of it is the own judgement
        ({"stance": 0.5}, {"stance": 0.5, "level": 1}, "the decision leans +0.25 as before."),
        ({"stance": 0.5}, {}, "where the decision leans is not known, before +0.25."),
        ({}, {"stance": 0.5}, "the decision leans +0.25, before it was not known."),
        ({}, {"level": 1}, "change"),
    ],
)
def test_the_lean_is_told_as_far_as_it_is_known(before, after, said):
    decides = {"roles": ("decision_maker",)}
    head = str(diff(build_map({"d": decides | before}), build_map({"d": decides | after}))).splitlines()[0]
    assert head.startswith("Before → after: ")
    assert said in head


def test_facts_of_the_account_are_counted_and_dates_among_them_written_in_the_table():
    days = [sg.BuyingCenter(reorganised_on=dt.date(2026, month, 1), sold=True) for month in (1, 4)]
    changes = diff(*days)
    assert str(changes).endswith("\n  Besides: Facts of the account 1.")
    assert changes.to_dict()["changes"][0]["after"] == "2026-04-01"


def test_one_change_and_many():
    G = sg.BuyingCenter()
    for person in "abcdefgh":
        G.add_contact(person)
    assert str(diff(sg.BuyingCenter(account="X"), sg.BuyingCenter(account="Y"))).startswith("Before → after: 1 change.")
    assert "  Joined: a; b; c; d; e; f; and 2 more." in str(diff(sg.BuyingCenter(), G)).splitlines()


def test_values_are_told_in_the_words_of_the_language():
    before = motives({"description": "Peace"})
    after = sg.what_if(before, roles={"a": ["user", "expert"]})
    after.nodes["a"]["motives"] = ()
    after.nodes["a"]["name"] = "Li"
    en, zh = (diff(before, after).to_text(lang) for lang in ("en", "zh"))
    assert "  Roles: Li: decision maker → user, expert." in en
    assert "  决策角色：Li：决策人 → 使用者、专家。" in zh
    assert "  Motives removed: Li: Peace." in en
    assert "  新增动机：a：个人动机。" in diff(motives(), motives({})).to_text("zh")
    assert "  Now known by name: a → Li." in en
    assert "  现已知其人：a → Li。" in zh


def test_critical_and_high_findings_are_told_apart():
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    changes = diff(G, sg.what_if(G, leave="okafor"))
    was, now = (changes.figures[when].astype(int) for when in ("before", "after"))
    told = f"findings: {was['critical']} → {now['critical']} critical, {was['high']} → {now['high']} high;"
    assert told in changes.to_text()
    assert f"问题：严重 {was['critical']} → {now['critical']}，高 {was['high']} → {now['high']}；" in changes.to_text(
        "zh"
    )
    assert now["critical"] > was["critical"]


def test_findings_that_closed_for_want_of_knowledge_say_so():
    G = sg.example_buying_center()
    text = str(diff(G, sg.what_if(G, stance=dict.fromkeys(G))))
    assert re.search(r"Findings closed: .*\(not known any more\)", text)
    later = diff(sg.BuyingCenter(stage="select"), sg.BuyingCenter(stage="specify"))
    assert "（现阶段不适用）" in later.to_text("zh")


def test_dates_are_told_where_both_maps_have_one():
    days = [sg.BuyingCenter(as_of=dt.date(2026, month, 1)) for month in (1, 4)]
    assert str(diff(*days)).startswith("2026-01-01 → 2026-04-01: ")
    assert str(diff(days[0], sg.BuyingCenter())).startswith("Before → after: ")
    assert str(diff(days[0], days[0])) == "Before → after: no change."


def test_the_card_is_the_whole_text_and_no_table():
    changes = diff(build_map({"a": {"level": 1, "stance": 0.0}}), build_map({"a": {"level": 2, "stance": 0.5}}))
    assert changes._repr_html_().count("<div") == 1 + len(changes.to_text().split("\n"))
    assert "<table" not in changes._repr_html_()


# ---------------------------------------------------------------- mistakes


def test_wrong_options_are_refused():
    G = sg.example_buying_center()
    for fall in (0, -0.4, 2.1, math.nan, "x", None, True):
        with pytest.raises(OptionError, match="fall"):
            diff(G, G, fall=fall)
    with pytest.raises(OptionError, match="RuleSet"):
        diff(G, G, rules="COV-001")
    with pytest.raises(UnknownTermError, match="purchase stage"):
        diff(G, G, stage="later")
    with pytest.raises(UnknownTermError, match="kind of change"):
        diff(G, G).of("gone")
    for show in (diff(G, G).to_text, diff(G, G).to_frame, diff(G, G).to_dict):
        with pytest.raises(UnknownTermError, match="language"):
            show("de")
    with pytest.raises(SchemaError):
        diff(G, "a map")
