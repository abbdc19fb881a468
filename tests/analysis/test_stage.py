"""The stage of an account from who of ours knows whom of theirs."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import networkx as nx
import numpy as np
import pytest
from rules.maps import AS_OF, build, days_ago

import stakeholder_graph as sg
from stakeholder_graph.analysis.account.growth import GROWTH_STAGES
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.vocabulary.accounts import ACCOUNT_STAGES
from stakeholder_graph.vocabulary.people import FUNCTIONS

SETTLED = {"buys_from_us": True, "exit_announced": False, "joint_teams": 0}
PEAKS = {"peak_strength": 0.0, "peak_threads": 0}  # nothing can have fallen below them
WORKS = ("finance", "purchasing", "operations", "engineering", "quality")


def account(*ties: tuple[str, str], strength: Any = 0.6, people: Any = (), **columns: Any) -> sg.BuyingCenter:
    """Build an account; ours are digits, theirs letters; the level of a letter and the functions go round."""
    theirs = sorted({theirs for _, theirs in ties} | set(people))
    strengths = dict(zip(ties, strength, strict=True)) if isinstance(strength, list) else dict.fromkeys(ties, strength)
    return build(
        {letter: {"function": WORKS[i % 5], "level": 1 + i % 4} for i, letter in enumerate(theirs)},
        team={digit: {"function": WORKS[int(digit) % 5]} for digit in sorted({ours for ours, _ in ties})},
        bonds={tie: {"strength": value} for tie, value in strengths.items()},
        **{**SETTLED, **columns},
    )


def diamond(n: int) -> list[tuple[str, str]]:
    """Return n threads side by side."""
    return [(str(i), "abcdefgh"[i]) for i in range(n)]


class TestStages:
    def test_no_customer_is_before_the_first_trade(self) -> None:
        found = sg.account_stage(account(*diamond(4), buys_from_us=False))
        assert (found.stage, found.stage_by_ties) == ("pre", "partnership")

    def test_nobody_knows_anybody(self) -> None:
        found = sg.account_stage(account(("1", "a"), strength=0.29))
        assert (found.stage, found.threads, found.cover, found.hub) == ("pre", 0, (), None)
        assert math.isnan(found.hub_share)

    def test_that_nobody_noted_a_tie_does_not_say_that_there_is_none(self) -> None:
        unknown = sg.account_stage(account(people="a"))
        assert "\nNo tie between the two sides is known to hold.\n" in unknown.to_text()
        assert "Ties that hold" not in unknown.to_text()
        assert "\n双方之间是否有稳固的联系，尚不清楚。\n" in unknown.to_text("zh")
        none = sg.account_stage(account(("1", "a"), strength=0.29))
        assert "\nNo tie between the two sides holds.\nTies that hold: 0." in none.to_text()

    def test_the_threshold_itself_holds(self) -> None:
        assert sg.account_stage(account(("1", "a"), strength=0.3)).stage == "early"

    @pytest.mark.parametrize(
        "ties",
        [[("1", "a")], [("1", "a"), ("1", "b"), ("1", "c")], [("1", "a"), ("2", "a")]],
        ids=["one pair", "one of ours knows all", "all know one of theirs"],
    )
    def test_the_bow_tie_is_early(self, ties: list[tuple[str, str]]) -> None:
        found = sg.account_stage(account(*ties))
        assert (found.stage, found.threads, found.hub_share) == ("early", 1, 1.0)
        assert found.cover == (found.hub,)

    def test_two_threads_are_the_middle(self) -> None:
        assert sg.account_stage(account(*diamond(2))).stage == "mid"

    def test_three_threads_over_functions_and_levels_are_a_partnership(self) -> None:
        found = sg.account_stage(account(*diamond(3)))
        # by hand: three equal threads, three pairs of functions, levels 1, 2, 3
        assert (found.stage, found.threads, found.functions, found.levels) == ("partnership", 3, 3, 3)
        assert found.hub_share == pytest.approx(1 / 3)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"strength": [0.3, 0.3, 0.9, 0.3, 0.3]}, "somebody carries half"),
            ({"functions": "quality"}, "too few functions meet"),
            ({"levels": 2}, "one level only"),
        ],
    )
    def test_without_the_breadth_three_threads_are_the_middle(self, change: dict[str, Any], why: str) -> None:
        ties = [*diamond(3), ("2", "a"), ("2", "b")] if "strength" in change else diamond(3)
        G = account(*ties, strength=change.get("strength", 0.6))
        for person in [*"abc", *"012"]:
            if person in G and "functions" in change:
                G.nodes[person]["function"] = "quality"
            if person in "abc" and "levels" in change:
                G.nodes[person]["level"] = 2
        found = sg.account_stage(G, **PEAKS)
        assert (found.stage, found.threads) == ("mid", 3), why
        failed = found.conditions.loc[found.conditions["stage"] == "partnership"].set_index("figure")["met"]
        assert failed.tolist().count(False) == 1

    def test_half_of_the_strength_is_too_much(self) -> None:
        # Three threads of .4 and the third of ours with .4 more: .8 of 1.6 runs through it.
        found = sg.account_stage(account(*diamond(3), ("2", "a"), strength=0.4))
        assert (found.hub, found.hub_share, found.stage) == ("2", pytest.approx(0.5), "mid")

    def test_five_threads_and_a_joint_team_are_one_firm(self) -> None:
        assert sg.account_stage(account(*diamond(5), joint_teams=1)).stage == "synergistic"
        assert sg.account_stage(account(*diamond(5), joint_teams=0)).stage == "partnership"
        assert sg.account_stage(account(*diamond(4), joint_teams=1)).stage == "partnership"

    def test_who_says_that_he_leaves_comes_apart(self) -> None:
        found = sg.account_stage(account(*diamond(5), joint_teams=1, exit_announced=True))
        assert (found.stage, found.possible, found.next_stage) == ("uncoupling", ("uncoupling",), None)
        assert "will leave" in str(found)

    @pytest.mark.parametrize(
        ("strength", "threads", "stage"),
        [(2.4, 4, "uncoupling"), (2.39, 4, "mid"), (2.4, 2, "mid"), (None, 4, "mid"), (2.4, None, "mid")],
        ids=["half of it, threads lost", "more than half", "no thread lost", "no peak strength", "no peak threads"],
    )
    def test_half_of_the_strength_and_a_thread_lost(self, strength: Any, threads: Any, stage: str) -> None:
        found = sg.account_stage(account(*diamond(2)), peak_strength=strength, peak_threads=threads)
        assert (found.stage, found.strength, found.threads) == (stage, pytest.approx(1.2), 2)
        assert ("uncoupling" in found.possible) == (stage == "uncoupling" or None in (strength, threads))

    def test_the_thresholds_can_be_moved(self) -> None:
        G = account(*diamond(3))
        assert sg.account_stage(G, thresholds=sg.StageThresholds(partnership_threads=4)).stage == "mid"
        assert sg.account_stage(G, thresholds=sg.StageThresholds(active_from=0.7)).stage == "pre"

    def test_purchases_say_that_an_account_buys(self) -> None:
        G = account(*diamond(2), buys_from_us=None, current_purchases=1.0)
        assert sg.account_stage(G).stage == "mid"
        G.graph["current_purchases"] = 0
        assert sg.account_stage(G).stage == "pre"


class TestWhoCounts:
    def test_outsiders_placeholders_and_leavers_are_no_threads(self) -> None:
        G = account(*diamond(4))
        G.nodes["a"]["side"] = "outside"
        G.nodes["b"]["status"] = "placeholder"
        G.nodes["c"]["status"] = "left"
        assert sg.account_stage(G).ties["contact"].tolist() == ["d"]

    def test_relationships_fade_to_the_day(self) -> None:
        G = account(("1", "a"), ("2", "b"))
        for tie in (("1", "a"), ("2", "b")):
            G.edges[tie]["last_contact"] = days_ago(90)
        # .6 * 2^(-90 / 180) = .4243 holds; after 181 days .6 * 2^(-181 / 180) = .2989 does not
        assert sg.account_stage(G, as_of=AS_OF).ties["strength"].tolist() == pytest.approx([0.6 / math.sqrt(2)] * 2)
        assert sg.account_stage(G, as_of=AS_OF + dt.timedelta(91)).stage == "pre"
        assert sg.account_stage(G).strength == pytest.approx(1.2)

    def test_the_contacts_own_row_counts_where_the_table_is_silent(self) -> None:
        G = account(*diamond(2), people="xy")
        G.nodes["x"]["relationship"] = "trusted"
        G.nodes["y"]["relationship"] = "trusted"
        G.nodes["a"]["relationship"] = "relied_upon"  # the table speaks of this one
        found = sg.account_stage(G)
        assert found.ties["teammate"].tolist() == ["0", "1", None, None]
        # somebody who is not named is one person more, or one of the two, or two of them
        threads = found.conditions.set_index("figure").loc["threads"].iloc[0]
        assert (threads["value"], threads["low"], threads["high"]) == (3, 2, 4)
        assert found.unknowns["unnamed"] == ("x", "y")
        assert found.hub == ""
        assert "somebody of ours who is not named" in str(found)

    def test_the_functions_of_both_sides_make_a_pair(self) -> None:
        G = account(("0", "a"), ("0", "b"), ("1", "a"), ("1", "b"))
        for person in "01ab":
            G.nodes[person]["function"] = "sales" if person in "01" else "finance"
        assert sg.account_stage(G).functions == 1
        G.nodes["b"]["function"] = "sales"
        assert sg.account_stage(G).functions == 2
        del G.nodes["b"]["function"]
        found = sg.account_stage(G)
        row = found.conditions.set_index("figure").loc["functions"].iloc[0]
        assert (found.functions, row["low"], row["high"]) == (1, 1, 3)
        assert found.unknowns["functions"] == ("b",)


class TestWhatIsNotKnown:
    def test_whether_it_buys(self) -> None:
        found = sg.account_stage(account(*diamond(2), buys_from_us=None), **PEAKS)
        assert (found.stage, found.stage_by_ties) == (None, "mid")
        assert found.possible == ("pre", "mid")
        assert found.next_stage == "partnership"
        assert found.to_text().startswith("Stage of the account: not known. If it buys from us already: middle.")

    def test_whether_anybody_knows_anybody(self) -> None:
        found = sg.account_stage(account(("1", "a"), strength=0.1, people="bc"), **PEAKS)
        assert (found.stage, found.stage_by_ties) == (None, None)
        assert found.possible == ("pre", "early", "mid")
        assert found.unknowns["relationships"] == ("b", "c")

    def test_a_relationship_without_a_strength(self) -> None:
        G = account(("1", "a"), ("2", "b"))
        del G.edges["2", "b"]["strength"]
        found = sg.account_stage(G, **PEAKS)
        assert (found.stage, found.possible) == ("early", ("early", "mid"))

    def test_joint_teams(self) -> None:
        found = sg.account_stage(account(*diamond(5), joint_teams=None), **PEAKS)
        assert (found.stage, found.possible) == ("partnership", ("partnership", "synergistic"))

    def test_everything_known_is_certain(self) -> None:
        found = sg.account_stage(account(*diamond(3)), as_of=AS_OF, **PEAKS)
        assert found.possible == ("partnership",)
        assert list(found.unknowns) == ["last_contacts"]  # it only makes the ties look fresher
        G = account(*diamond(3))
        for place in range(3):
            G.edges[str(place), "abc"[place]]["last_contact"] = AS_OF
        text = str(sg.account_stage(G, as_of=AS_OF, **PEAKS))
        assert "Not known" not in text
        assert "can also be" not in text

    def test_nothing_known(self) -> None:
        found = sg.account_stage(sg.example_buying_center())
        assert (found.stage, found.threads) == (None, 0)
        assert found.possible == tuple(ACCOUNT_STAGES)

    @pytest.mark.parametrize("seed", range(150))
    def test_the_stage_is_among_those_that_were_possible(self, seed: int) -> None:
        """Whatever turns out, the stage is one that was possible, and every figure lies within its bounds."""
        rng = np.random.default_rng(seed)
        G = _riddle(rng)
        peaks: dict[str, Any] = {} if rng.random() < 0.3 else {"peak_strength": 3.0, "peak_threads": 3}
        before = sg.account_stage(G, **peaks)
        assert before.stage is None or before.stage in before.possible
        for _ in range(4):
            solved = _solve(G, rng)
            after = sg.account_stage(solved, **({"peak_strength": 3.0, "peak_threads": 3} | peaks))
            assert after.stage in before.possible
            assert after.possible == (after.stage,)
            value = after.conditions["value"].fillna(0.5)  # no tie holds: any share will do
            assert (value >= before.conditions["low"] - 1e-9).all()
            assert (value <= before.conditions["high"] + 1e-9).all()


def _riddle(rng: np.random.Generator) -> sg.BuyingCenter:
    """Return an account of which much is not known."""

    def known(value: Any, share: float = 0.7) -> Any:
        return value if rng.random() < share else None

    team = {f"t{i}": {"function": known(WORKS[rng.integers(5)])} for i in range(rng.integers(0, 5))}
    people: dict[str, dict[str, Any]] = {}
    bonds: dict[tuple[str, str], dict[str, Any]] = {}
    for i in range(rng.integers(1, 7)):
        people[f"c{i}"] = {"function": known(WORKS[rng.integers(5)]), "level": known(int(rng.integers(1, 5)))}
        kind = rng.random()
        if kind < 0.25:
            people[f"c{i}"]["relationship"] = ["none", "familiar", "trusted"][rng.integers(3)]
        elif kind < 0.8:
            for mate in team:
                if rng.random() < 0.6:
                    bonds[mate, f"c{i}"] = {"strength": known(round(float(rng.uniform(0, 1)), 2), 0.8)}
    columns = {
        "buys_from_us": known(bool(rng.random() < 0.9)),
        "exit_announced": known(bool(rng.random() < 0.1)),
        "joint_teams": known(int(rng.integers(0, 3))),
    }
    return build(people, team=team, bonds=bonds, **{key: value for key, value in columns.items() if value is not None})


def _solve(G: sg.BuyingCenter, rng: np.random.Generator) -> sg.BuyingCenter:
    """Return the account with everything known, one way or another."""
    H = G.copy()
    H.graph.setdefault("buys_from_us", bool(rng.random() < 0.9))
    H.graph.setdefault("exit_announced", bool(rng.random() < 0.1))
    H.graph.setdefault("joint_teams", int(rng.integers(0, 3)))
    mates = [node for node in H if H.nodes[node].get("side") == "seller"]
    for contact in [node for node in H if node not in mates]:
        _solve_bonds(H, mates, contact, rng)
        if H.nodes[contact].get("level") is None:
            H.nodes[contact]["level"] = int(rng.integers(1, 6))
    for node in H:
        if H.nodes[node].get("function") is None:
            H.nodes[node]["function"] = WORKS[rng.integers(5)]
    return H


def _solve_bonds(H: sg.BuyingCenter, mates: list[str], contact: str, rng: np.random.Generator) -> None:
    """Settle who of ours knows a contact, and how well."""
    own = H.nodes[contact].pop("relationship", None)
    heard = [H.edges[mate, contact] for mate in mates if H.has_edge(mate, contact)]
    speaks = any(tie.get("strength") is not None for tie in heard)
    for tie in heard:
        if tie.get("strength") is None:
            tie["strength"] = float(rng.choice([0.0, 0.5, 0.95]))
    if speaks or (heard and own is None):
        return
    strength = {None: float(rng.choice([0.0, 0.5, 0.95])), "none": 0.0, "familiar": 0.55, "trusted": 0.8}[own]
    mate = str(rng.choice([*mates, f"new {contact}"]))
    if mate not in H:
        H.add_teammate(mate)
    if not H.has_edge(mate, contact):
        H.add_relationship(mate, contact)
    H.edges[mate, contact]["strength"] = strength  # whom a row names may as well be whom the contact's own row means


class TestLaws:
    @pytest.mark.parametrize("seed", range(25))
    def test_threads_are_a_matching_and_the_cover_kills_every_tie(self, seed: int) -> None:
        found = sg.account_stage(sg.random_buying_center(30, seed))
        pairs = nx.Graph()
        pairs.add_edges_from((f"us {t}", c) for t, c in zip(found.ties["teammate"], found.ties["contact"], strict=True))
        ours = {node for node in pairs if node.startswith("us ")}
        # oracle: networkx's Hopcroft-Karp, component by component as it wants it
        matched = sum(
            len(nx.bipartite.hopcroft_karp_matching(pairs.subgraph(part), ours & part)) // 2
            for part in nx.connected_components(pairs)
        )
        assert found.threads == len(found.cover) == matched
        touched = found.ties["teammate"].isin(found.cover) | found.ties["contact"].isin(found.cover)
        assert touched.all()

    @pytest.mark.parametrize("seed", range(25))
    def test_one_carries_everything_only_in_the_bow_tie(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        ties = {(str(rng.integers(3)), "abcd"[rng.integers(4)]) for _ in range(rng.integers(1, 5))}
        found = sg.account_stage(account(*sorted(ties)))
        assert (found.hub_share == 1.0) == (found.threads == 1)
        assert found.hub_share >= 1 / found.threads - 1e-12  # so many people carry everything together

    @pytest.mark.parametrize("seed", range(20))
    def test_a_new_tie_loses_no_thread_function_or_level(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        ties = sorted({(str(rng.integers(5)), "abcdef"[rng.integers(6)]) for _ in range(6)})
        figures = []
        for count in range(1, len(ties) + 1):
            G = account(*ties)
            G.remove_edges_from(ties[count:])
            found = sg.account_stage(G)
            figures.append((found.threads, found.functions, found.levels, round(found.strength, 9)))
        assert all((np.diff(np.array(figures), axis=0) >= 0).ravel())

    def test_stages_are_in_order(self) -> None:
        reached = [
            sg.account_stage(account(*diamond(n), joint_teams=2)).stage if n else "pre" for n in (0, 1, 2, 3, 4, 5, 6)
        ]
        order = [GROWTH_STAGES.index(stage) for stage in reached]
        assert order == sorted(order)
        assert set(reached) == set(GROWTH_STAGES)


class TestWords:
    def test_what_the_next_stage_takes(self) -> None:
        G = account(("1", "a"), ("1", "b"), people="cd")
        steps = sg.account_stage(G).next_steps()
        assert steps == ("bring together people who are in no tie yet: 2 independent threads are needed, there are 1",)
        partner = account(("1", "a"), ("2", "b"), ("2", "a"), people="cd")
        steps = sg.account_stage(partner).next_steps()
        assert steps[1] == "take load off 2: 66.7% of the strength, to be below 50.0%"
        assert len(steps) == 2

    def test_functions_and_levels_not_reached_are_named(self) -> None:
        G = account(("0", "a"), ("1", "b"), ("2", "c"), people="de")
        for person in "abc012":
            G.nodes[person].update(function="quality", level=1)
        G.nodes["d"].update(function="legal", level=3)
        G.nodes["e"].update(function="quality", level=5)
        found = sg.account_stage(G)
        assert (found.functions_missing, found.levels_missing) == (("legal",), (3, 5))
        assert found.next_steps("en")[0].endswith("not reached there: legal and compliance")
        assert found.next_steps("zh")[1].endswith("对方尚未触及：3、5")
        G.remove_nodes_from("de")
        assert sg.account_stage(G).next_steps()[0] == "let more functions meet: 3 pairs are needed, there are 1"
        assert sg.account_stage(G).next_steps()[1] == "reach more levels: 2 are needed, there are 1"

    def test_before_the_first_trade_and_at_the_end(self) -> None:
        before = sg.account_stage(account(("1", "a"), strength=0.0, buys_from_us=False))
        assert len(before.next_steps()) == 2
        assert before.to_text().splitlines()[1] == "No tie between the two sides holds."
        assert sg.account_stage(account(*diamond(5), joint_teams=1)).next_steps() == ()
        assert sg.account_stage(account(*diamond(5))).next_steps() == ("form joint teams: 1 needed, there are 0",)

    def test_an_account_that_comes_apart_says_from_where(self) -> None:
        found = sg.account_stage(account(*diamond(2)), peak_strength=4, peak_threads=5)
        assert "Strength is at 1.20 after 4.00, threads at 2 after 5." in str(found)

    @pytest.mark.parametrize("lang", ["en", "zh"])
    @pytest.mark.parametrize("n", range(6))
    def test_the_text_has_no_gap(self, lang: Any, n: int) -> None:
        G = account(*diamond(max(n, 1)), strength=0.6 if n else 0.1, people="yz", joint_teams=None, account="Halden")
        text = sg.account_stage(G).to_text(lang)
        assert text.startswith("Stage of Halden: " if lang == "en" else "Halden 的发展阶段：")
        assert "{" not in text
        assert "None" not in text
        assert "nan" not in text

    def test_every_question_has_its_words(self) -> None:
        G = account(("1", "a"), ("2", "b"), people="xyz", buys_from_us=None, joint_teams=None, exit_announced=None)
        del G.nodes["a"]["function"], G.nodes["b"]["level"]
        G.nodes["x"]["relationship"] = "trusted"
        found = sg.account_stage(G)
        assert list(found.unknowns) == [
            "buys_from_us", "as_of", "exit_announced", "joint_teams", "peaks", "relationships", "unnamed", "functions",
            "levels",
        ]  # fmt: skip
        dated = sg.account_stage(G, as_of=AS_OF)
        assert dated.unknowns["last_contacts"] == ("a", "b", "x")
        assert len(dated.questions("zh")) == len(dated.unknowns)

    def test_no_other_language(self) -> None:
        for say in (lambda a: a.to_text("fr"), lambda a: a.next_steps("fr"), lambda a: a.questions("fr")):
            with pytest.raises(sg.UnknownTermError):
                say(sg.account_stage(sg.BuyingCenter()))


class TestForm:
    def test_the_tables_have_the_same_columns_when_empty(self) -> None:
        empty, full = sg.account_stage(sg.BuyingCenter()), sg.account_stage(account(*diamond(3)))
        assert empty.ties.dtypes.equals(full.ties.dtypes)
        assert empty.to_frame().dtypes.equals(full.to_frame().dtypes)
        assert len(empty.ties) == 0

    def test_the_frame_is_the_callers(self) -> None:
        found = sg.account_stage(account(*diamond(3)))
        table = found.to_frame()
        table["value"] = 0.0
        assert found.conditions["value"].any()

    def test_plain_values(self) -> None:
        plain = sg.account_stage(account(*diamond(3), joint_teams=None)).to_dict()
        json.dumps(plain, allow_nan=False)
        assert plain["conditions"][-1]["high"] is None  # no bound
        assert plain["possible"] == ["partnership", "uncoupling"]

    def test_the_card_holds_the_whole_text(self) -> None:
        found = sg.account_stage(account(*diamond(3)))
        assert found._repr_html_().count("<div") == 1 + len(str(found).splitlines())

    @pytest.mark.parametrize("people", [{}, {"a": {"side": "outside"}}, {"a": {"status": "placeholder"}}])
    def test_nobody_of_theirs_on_the_map(self, people: Any) -> None:
        found = sg.account_stage(build(people, **SETTLED), **PEAKS)
        assert (found.stage, found.possible) == (None, ("pre", "early", "mid", "partnership"))  # there is no joint team
        assert "people" in found.unknowns

    @pytest.mark.parametrize(
        "peaks", [{"peak_strength": -1}, {"peak_strength": math.nan}, {"peak_threads": 1.5}, {"peak_threads": True},
                  {"peak_strength": "x"}, {"peak_strength": True}, {"thresholds": None}, {"thresholds": "x"}]
    )  # fmt: skip
    def test_peaks_that_make_no_sense(self, peaks: dict[str, Any]) -> None:
        with pytest.raises(sg.OptionError):
            sg.account_stage(sg.BuyingCenter(), **peaks)

    @pytest.mark.parametrize(
        "limits",
        [{"active_from": 0}, {"partnership_hub": 1.1}, {"synergistic_teams": -1}, {"partnership_threads": 2.5},
         {"partnership_levels": True}, {"uncoupling_strength": math.nan}, {"active_from": "x"}, {"active_from": None}],
    )  # fmt: skip
    def test_thresholds_that_make_no_sense(self, limits: dict[str, Any]) -> None:
        with pytest.raises(sg.OptionError):
            sg.StageThresholds(**limits)

    def test_the_samples(self) -> None:
        for sample in ("bank_mainframe", "packaging_line"):
            G = sg.read_csv(sg.sample_folder(sample))
            found = sg.account_stage(G)
            assert (found.stage, found.stage_by_ties, found.threads) == ("partnership", "partnership", 3)
            assert set(found.functions_missing) <= set(FUNCTIONS)

    def test_facts_are_enough(self) -> None:
        from stakeholder_graph.analysis.account.stage import stage_of  # noqa: PLC0415  not public

        G = account(*diamond(3))
        assert stage_of(gather_facts(G)).to_dict() == sg.account_stage(G).to_dict()
