"""The checklist of why accounts come apart."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from rules.maps import AS_OF, build, days_ago

import stakeholder_graph as sg
from stakeholder_graph.vocabulary.accounts import UNCOUPLING_CAUSES

COLUMNS = ["label", "state", "evidence", "contacts", "question", "source"]
# A contact of whom everything is known that the signs look at, and the relationship with it.
SETTLED = {"joined": days_ago(1000), "stance": 0.5, "last_contact": days_ago(5)}
STEADY = {"relationship": "trusted", "trend": "steady", "last_contact": days_ago(5)}
CALM = {"as_of": AS_OF, "reorganised_on": days_ago(1000)}


def account(people: dict[str, dict[str, Any]] | None = None, bond: dict[str, Any] | None = None, **columns: Any) -> Any:
    """Build an account where one of ours knows everybody, and nothing is wrong unless told."""
    people = {"a": {}, "b": {}} if people is None else people
    people = {name: SETTLED | cells for name, cells in people.items()}
    known = {name for name, cells in people.items() if cells.get("status", "active") == "active"}
    bonds = {("t", name): STEADY | (bond or {}) for name in known}
    drop = {name: {key: value for key, value in cells.items() if value is not None} for name, cells in people.items()}
    ties = {tie: {key: value for key, value in cells.items() if value is not None} for tie, cells in bonds.items()}
    return build(drop, team={"t": {}}, bonds=ties, **{k: v for k, v in (CALM | columns).items() if v is not None})


def signal(cause: str, G: Any, **options: Any) -> Any:
    return sg.uncoupling_signals(G, **options).loc[cause]


def test_columns_and_order() -> None:
    table = sg.uncoupling_signals(account())
    assert list(table.columns) == COLUMNS
    assert list(table.index) == list(UNCOUPLING_CAUSES)
    assert table.index.name == "cause"
    assert {str(dtype) for dtype in table.dtypes} == {"object"}
    assert table.dtypes.equals(sg.uncoupling_signals(sg.BuyingCenter()).dtypes)
    json.dumps(table.attrs)


def test_a_calm_account_is_asked_only_what_a_map_cannot_show() -> None:
    states = sg.uncoupling_signals(account())["state"]
    assert states[states != "ask"].to_dict() == dict.fromkeys(
        ("their_people_change", "trust_breaks", "no_persistence"), "not_seen"
    )


@pytest.mark.parametrize("cause", UNCOUPLING_CAUSES)
def test_what_the_account_says_goes_before_what_the_map_shows(cause: str) -> None:
    confirmed = signal(cause, account(uncoupling_causes=(cause,)))
    assert confirmed[["state", "source", "question"]].tolist() == ["confirmed", "account", ""]
    assert confirmed["evidence"].startswith("Asked about, and there.")
    cleared = signal(cause, account({"a": {"status": "left"}, "b": {"stance": -1}}, uncoupling_cleared=(cause,)))
    assert cleared[["state", "source", "question"]].tolist() == ["cleared", "account", ""]
    both = account(uncoupling_causes=(cause,), uncoupling_cleared=(cause,))
    assert signal(cause, both)["state"] == "confirmed"


def test_a_cause_that_was_cleared_still_shows_what_the_map_says() -> None:
    found = signal(
        "their_people_change", account({"a": {"status": "left"}}, uncoupling_cleared=("their_people_change",))
    )
    assert found["evidence"] == "Asked about, and not there. Has left: a."
    assert found["contacts"] == ("a",)


class TestTheirPeople:
    @pytest.mark.parametrize(
        ("change", "state"),
        [
            ({"status": "left"}, "seen"),
            ({"status": "left", "left_on": days_ago(180)}, "seen"),
            ({"status": "left", "left_on": days_ago(181)}, "not_seen"),
            ({"left_on": days_ago(10)}, "seen"),
            ({"joined": days_ago(180)}, "seen"),
            ({"joined": days_ago(181)}, "not_seen"),
            ({"joined": AS_OF + dt.timedelta(30)}, "seen"),
            ({"joined": None}, "ask"),
            ({"status": "placeholder"}, "ask"),
            ({"side": "outside", "joined": days_ago(3)}, "not_seen"),
        ],
    )
    def test_who_comes_and_goes(self, change: dict[str, Any], state: str) -> None:
        found = signal("their_people_change", account({"a": change, "b": {}}))
        assert found["state"] == state
        assert found["source"] == ("" if state == "ask" else "graph")
        assert (found["question"] == "") == (state == "not_seen")

    @pytest.mark.parametrize(("day", "state"), [(180, "seen"), (181, "not_seen"), (None, "ask")])
    def test_a_reorganisation(self, day: int | None, state: str) -> None:
        G = account(reorganised_on=None if day is None else days_ago(day))
        assert signal("their_people_change", G)["state"] == state

    def test_one_sign_is_enough(self) -> None:
        found = signal("their_people_change", account({"a": {"joined": days_ago(3)}, "b": {"joined": None}, "c": {}}))
        assert found["state"] == "seen"
        assert found["evidence"] == "New in the post: a. Not known for 1 of 3: when they came."

    def test_the_time_that_counts_is_the_callers(self) -> None:
        G = account({"a": {"joined": days_ago(100)}})
        assert signal("their_people_change", G, recent_days=99)["state"] == "not_seen"
        assert signal("their_people_change", G, recent_days=100)["state"] == "seen"


class TestTrust:
    @pytest.mark.parametrize(
        ("person", "bond", "state"),
        [
            ({}, {"trend": "strained"}, "seen"),
            ({}, {"trend": "tested"}, "not_seen"),
            ({}, {"trend": None}, "ask"),
            ({"coach_trusts_us": False}, {"trend": None}, "seen"),
            ({"coach_trusts_us": True}, {}, "not_seen"),
            ({"stance": -0.6}, {}, "seen"),
            ({"stance": -0.59}, {}, "not_seen"),
            ({"stance": None}, {}, "ask"),
            ({"stance": -1}, {"relationship": "none", "trend": None}, "not_seen"),
            ({"stance": -1, "side": "outside"}, {"trend": "strained"}, "not_seen"),
        ],
    )
    def test_signs(self, person: dict[str, Any], bond: dict[str, Any], state: str) -> None:
        found = signal("trust_breaks", account({"a": person}, bond))
        assert found["state"] == state
        assert found["contacts"] == (("a",) if state == "seen" else ())

    def test_whom_we_may_know_may_be_against_us(self) -> None:
        G = build({"a": {"stance": -0.9}}, **CALM)
        assert signal("trust_breaks", G)["state"] == "ask"

    def test_a_relationship_of_the_contacts_own_row_has_no_trend(self) -> None:
        G = build({"a": {"stance": 0.5, "relationship": "trusted"}}, **CALM)
        assert signal("trust_breaks", G)["state"] == "ask"


class TestPersistence:
    @pytest.mark.parametrize(
        ("days", "state"),
        [
            ([91, 91, 5, 5], "seen"),
            ([90, 91, 5, 5], "not_seen"),
            ([91, None, 5, 5], "ask"),
            ([91, 91, None, None], "seen"),
            ([91, 5, 5, 5], "not_seen"),
        ],
    )
    def test_half_of_the_relationships_are_silent(self, days: list[int | None], state: str) -> None:
        G = account({f"c{i}": {"last_contact": None} for i in range(len(days))}, {"half_life_days": 10000})
        for i, silence in enumerate(days):
            tie = G.edges["t", f"c{i}"]
            tie["last_contact"] = None if silence is None else days_ago(silence)
        assert signal("no_persistence", G)["state"] == state

    @pytest.mark.parametrize(("days", "state"), [(80, "seen"), (79, "not_seen")])
    def test_half_of_the_strength_has_faded(self, days: int, state: str) -> None:
        # one half-life of 80 days leaves half
        G = account(None, {"half_life_days": 80, "last_contact": days_ago(days)})
        for contact in "ab":
            del G.nodes[contact]["last_contact"]
        found = signal("no_persistence", G)
        assert found["state"] == state
        assert f"{'50.0' if days == 80 else '49.6'}% of the strength has faded." in found["evidence"]

    def test_the_silent_ones_are_named(self) -> None:
        G = account({"a": {"last_contact": None}, "b": {}}, {"last_contact": days_ago(200), "half_life_days": 10000})
        found = signal("no_persistence", G)  # b's own row has a later contact
        assert found["state"] == "seen"
        assert found["evidence"].startswith("No contact for more than 90 days with 1 of 2 whom we know: a.")
        assert found["contacts"] == ("a",)

    def test_nobody_whom_we_know_cannot_be_silent(self) -> None:
        assert signal("no_persistence", account({"a": {}}, {"relationship": "none"}))["state"] == "not_seen"
        assert signal("no_persistence", build({"a": {}}, **CALM))["state"] == "ask"  # nobody knows whether we do

    def test_the_limits_are_the_callers(self) -> None:
        G = account(None, {"last_contact": days_ago(50)})
        for contact in "ab":
            del G.nodes[contact]["last_contact"]
        assert signal("no_persistence", G, silent_days=49)["state"] == "seen"
        assert signal("no_persistence", G, lapsed_from=0.1)["state"] == "seen"  # 1 - 2^(-50/180) = .175 has faded


class TestHints:
    def test_motives_about_competitors_and_customers(self) -> None:
        G = account()
        G.add_motive("a", "organisational", "Wants no single supplier", direction=-0.5, serves="competitors")
        G.add_motive("b", "organisational", direction=-0.5, serves="competitors")
        G.add_motive("b", "organisational", "Sells it as its own", direction=-0.1, serves="own_customers")
        G.add_motive("b", "personal", "Is nobody's business", direction=-0.5, serves="competitors")
        G.add_motive("a", "organisational", "Gains by it", direction=0.5, serves="competitors")
        found = sg.uncoupling_signals(G)
        market, chain = found.loc["market_position_changes"], found.loc["value_chain_changes"]
        assert market[["state", "contacts"]].tolist() == ["ask", ("a", "b")]
        assert market["evidence"] == "A hint: what our offer works against: a (Wants no single supplier), b."
        assert chain["contacts"] == ("b",)
        chinese = sg.uncoupling_signals(G, lang="zh").loc["market_position_changes", "evidence"]
        assert "a（Wants no single supplier）、b" in chinese

    def test_whom_no_peer_meets(self) -> None:
        G = account({"a": {"level": 1}, "b": {"level": 2}, "c": {}})
        G.nodes["t"]["level"] = 3
        assert signal("cultures_differ", G)[["state", "contacts"]].tolist() == ["ask", ("a",)]
        G.add_teammate("boss", level=2)
        G.add_relationship("boss", "a", relationship="acquainted")
        assert signal("cultures_differ", G)["contacts"] == ()

    @pytest.mark.parametrize("cause", ["our_people_change", "quality_fails", "product_or_process_changes",
                                       "finances_change"])  # fmt: skip
    def test_what_leaves_no_trace(self, cause: str) -> None:
        found = signal(cause, account({"a": {"status": "left"}, "b": {"stance": -1}}))
        assert found[["state", "evidence", "contacts", "source"]].tolist() == ["ask", "", (), ""]
        assert found["question"].endswith("?")


def test_without_a_date_nothing_is_called_recent_or_silent() -> None:
    G = account({"a": {"joined": days_ago(3)}, "b": {"last_contact": days_ago(900)}}, as_of=None)
    found = sg.uncoupling_signals(G)
    assert found.loc[["their_people_change", "no_persistence"], "state"].tolist() == ["ask", "ask"]
    assert found.attrs["as_of"] is None
    assert sg.uncoupling_signals(G, as_of=AS_OF).loc["their_people_change", "state"] == "seen"


def test_the_states_are_counted() -> None:
    G = account({"a": {"stance": -1}}, uncoupling_causes=("quality_fails",), uncoupling_cleared=("finances_change",))
    counted = {"confirmed": 1, "cleared": 1, "seen": 1, "not_seen": 2, "ask": 5}
    assert sg.uncoupling_signals(G).attrs == {"as_of": "2026-03-31", "states": counted}


@pytest.mark.parametrize("sample", ["bank_mainframe", "packaging_line"])
def test_the_samples_read_in_both_languages(sample: str) -> None:
    G = sg.read_csv(sg.sample_folder(sample))
    english, chinese = (sg.uncoupling_signals(G, lang=lang) for lang in ("en", "zh"))
    assert english["state"].tolist() == chinese["state"].tolist()
    assert english["contacts"].tolist() == chinese["contacts"].tolist()
    for table in (english, chinese):
        text = " ".join(table["evidence"]) + " ".join(table["question"])
        assert "{" not in text
        assert "None" not in text
    assert chinese.loc["trust_breaks", "label"] == "信任破裂"


def test_signs_of_the_samples() -> None:
    seen = {
        sample: sg.uncoupling_signals(sg.read_csv(sg.sample_folder(sample)))
        .query("state == 'seen'")["contacts"]
        .to_dict()
        for sample in ("bank_mainframe", "packaging_line")
    }
    # read off the tables: strained relationships, who has left, and a stance of -.7
    assert seen["bank_mainframe"] == {"trust_breaks": ("004",)}
    assert seen["packaging_line"] == {
        "their_people_change": ("weiss", "safety"),
        "trust_breaks": ("diaz", "odell", "tanaka"),
    }


class TestAnEarlierMap:
    def test_who_is_off_the_map_has_gone(self) -> None:
        before, after = account({"a": {}, "b": {"name": "Lin"}}), account({"a": {}})
        assert signal("their_people_change", after)["state"] == "not_seen"
        found = signal("their_people_change", after, previous=before)
        assert (found["state"], found["contacts"]) == ("seen", ("b",))
        assert found["evidence"] == "No longer on the map: Lin."
        zh = sg.uncoupling_signals(after, previous=before, lang="zh").loc["their_people_change", "evidence"]
        assert zh == "图上不再列出：Lin。"

    def test_who_left_long_ago_was_there_on_the_earlier_map(self) -> None:
        before, after = account(), account({"a": {}, "b": {"status": "left", "left_on": days_ago(300)}})
        assert signal("their_people_change", after)["state"] == "not_seen"
        assert signal("their_people_change", after, previous=before)["evidence"] == "Has left: b."
        assert signal("their_people_change", after, previous=after)["state"] == "not_seen"

    def test_who_is_new_on_the_map_and_who_is_no_employee_is_no_sign(self) -> None:
        before, after = account({"a": {}, "c": {"side": "outside"}}), account()
        assert signal("their_people_change", after, previous=before)["state"] == "not_seen"

    def test_who_of_ours_has_gone(self) -> None:
        before, after = account(), account()
        before.add_teammate("u", name="Mei")
        found = signal("our_people_change", after, previous=before)
        assert (found["state"], found["evidence"]) == ("seen", "No longer in our team: Mei.")
        assert found["question"]
        assert signal("our_people_change", before, previous=after)["state"] == "not_seen"
        assert signal("our_people_change", after)["state"] == "ask"
        nobody = build({"a": {}})
        assert signal("our_people_change", nobody, previous=before)["state"] == "ask"
        assert signal("our_people_change", after, previous=nobody)["state"] == "ask"

    def test_the_initiator_of_the_bank_has_gone(self) -> None:
        first, *_, last = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots").values()
        found = signal("their_people_change", last, previous=first)
        assert (found["state"], found["contacts"]) == ("seen", ("019",))


def test_limits_can_be_chosen() -> None:
    G = account({"a": {"stance": -0.5, "level": 1}})
    assert signal("trust_breaks", G)["state"] == "not_seen"
    assert signal("trust_breaks", G, broken_to=-0.5)["state"] == "seen"
    G.nodes["t"]["level"] = 3
    hint = "A hint: all of ours who meet them are at least 2 levels apart: a."
    assert signal("cultures_differ", G)["evidence"] == hint
    assert signal("cultures_differ", G, level_gap=3)["evidence"] == ""


@pytest.mark.parametrize(
    "options",
    [{"recent_days": -1}, {"silent_days": -1}, {"lapsed_from": 0}, {"lapsed_from": 1.1}, {"as_of": "today"},
     {"recent_days": "x"}, {"silent_days": None}, {"lapsed_from": True}, {"broken_to": 0}, {"broken_to": "x"},
     {"level_gap": 0}, {"level_gap": 1.5}],
)  # fmt: skip
def test_options_that_make_no_sense(options: dict[str, Any]) -> None:
    with pytest.raises(sg.OptionError):
        sg.uncoupling_signals(sg.BuyingCenter(), **options)


def test_no_other_language() -> None:
    with pytest.raises(sg.UnknownTermError):
        sg.uncoupling_signals(sg.BuyingCenter(), lang="fr")  # type: ignore[arg-type]
