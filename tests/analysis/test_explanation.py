"""Why a contact is where it is: sums, walks and paths counted one by one, texts, and what is refused."""

import dataclasses
import json
import math
from collections import defaultdict
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from analysis.graphs import attention_by_hand, build_map, random_map

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownContactError, UnknownTermError

EXACT = 1e-10


def openness_of(G, contact):
    return G.nodes[contact].get("openness", 0.5)


def decides(G):
    makers = [contact for contact in G if "decision_maker" in (G.nodes[contact].get("roles") or ())]
    return dict.fromkeys(makers, 1 / len(makers))


def share_by_first_tie(G, j, rounds=3000):
    """Follow j's judgement from mouth to mouth, keeping apart which listener first took it on.

    Whatever reaches somebody who decides, other than j, counts; what circles at home first (complete influencers)
    has no first listener yet.
    """
    attention, _ = attention_by_hand(G)
    heard_by = defaultdict(list)
    for (v, u), part in attention.items():
        heard_by[u].append((v, openness_of(G, v) * part))
    q = decides(G)
    arrived = defaultdict(float)
    under_way = {(None, j): 1 - openness_of(G, j)}
    for _ in range(rounds):
        moved = defaultdict(float)
        for (first, at), amount in under_way.items():
            for v, part in heard_by[at]:
                moved[v if first is None and v != j else first, v] += amount * part
        for (first, at), amount in moved.items():
            if at != j and first is not None:
                arrived[first] += amount * q.get(at, 0.0)
        under_way = {key: amount for key, amount in moved.items() if abs(amount) > 1e-18}
    return dict(arrived)


def all_chains(G, j):
    """Return {chain: share} of every simple path from j to somebody else who decides."""
    attention, _ = attention_by_hand(G)
    chains = {}
    for maker, weight in decides(G).items():
        for path in nx.all_simple_paths(G, j, maker) if maker != j else ():
            passed = math.prod(openness_of(G, v) * attention[v, u] for u, v in pairwise(path))
            chains[tuple(path)] = (1 - openness_of(G, j)) * weight * passed
    return {chain: share for chain, share in chains.items() if share}


KINDS = [{}, {"negative": 0.4}, {"complete": 0.5}, {"negative": 0.3, "complete": 0.4}]


# ---------------------------------------------------------------- the worked example


def test_the_coach_of_the_example_by_hand():
    # Of the worked example: coach -> COO -> CFO carries (1 - a) a .5/1.2 a .6/1.1, coach -> IT -> CFO
    # (1 - a) a .2 a .3/1.1, coach -> IT -> purchasing -> CFO (1 - a) a .2 a .4 a .2/1.1, a = .5; sums of ties into the
    # COO 1.2, the CFO 1.1. The rest of the .0374 circles between CFO and COO.
    why = sg.explain_rank(sg.example_buying_center(), "coach")
    expected = {
        ("coach", "coo", "cfo"): 0.125 * 0.5 / 1.2 * 0.6 / 1.1,
        ("coach", "it", "cfo"): 0.125 * 0.2 * 0.3 / 1.1,
        ("coach", "it", "proc", "cfo"): 0.0625 * 0.2 * 0.4 * 0.2 / 1.1,
    }
    assert dict(zip(why.chains["chain"], why.chains["share"], strict=True)) == pytest.approx(expected, abs=EXACT)
    assert list(why.chains["chain"]) == list(expected)
    assert why.chains["strength"].tolist() == pytest.approx([0.3, 0.06, 0.016])
    assert why.chains["ties"].tolist() == [2, 2, 3]
    assert why.share == pytest.approx(0.0374, abs=5e-5)
    assert (why.rank, why.of, why.direct) == (6, 7, 0.0)


def test_the_decision_maker_of_the_example():
    why = sg.explain_rank(sg.example_buying_center(), "cfo")
    assert why.share == pytest.approx(0.5176, abs=5e-5)  # the worked example
    # CFO <-> COO: V_cfo,cfo = (1 - a) / (1 - a .6/1.1 * a .3/1.2), all of it the CFO's own weight.
    assert why.direct == pytest.approx(0.5 / (1 - 0.25 * 0.6 / 1.1 * 0.3 / 1.2), abs=EXACT)
    assert why.through_others == pytest.approx(0.0, abs=EXACT)
    assert why.chains.empty


# ---------------------------------------------------------------- first ties


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_first_ties_sum_to_what_passes_through_others(seed, kind):
    G = random_map(seed, **kind)
    for contact in sorted(G)[:8]:
        why = sg.explain_rank(G, contact, chains=0)
        assert why.first_ties["share"].sum() == pytest.approx(why.through_others, abs=EXACT)
        assert why.direct + why.through_others == pytest.approx(why.share, abs=EXACT)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(5))
def test_first_ties_are_what_passes_them(seed, kind):
    G = random_map(seed, n=10, **kind)
    for contact in ("c00", "c03", "c07"):
        found = sg.explain_rank(G, contact).first_ties["share"].to_dict()
        expected = dict.fromkeys(G.successors(contact), 0.0) | share_by_first_tie(G, contact)
        assert found == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_the_table_of_first_ties(seed):
    G = random_map(seed, negative=0.3)
    for contact in sorted(G)[:5]:
        ties = sg.explain_rank(G, contact).first_ties
        assert list(ties.columns) == ["name", "weight", "sign", "share"]
        assert ties.index.name == "listener"
        assert ties["name"].dtype == object
        assert ties["weight"].to_dict() == {v: G.edges[contact, v]["weight"] for v in G.successors(contact)}
        assert ties["sign"].to_dict() == {v: G.edges[contact, v].get("sign", 1) for v in G.successors(contact)}
        size = ties["share"].abs().round(12)
        assert list(ties.index) == sorted(ties.index, key=lambda listener: (-size[listener], listener))


@pytest.mark.parametrize("options", [{"stage": "specify"}, {"weights": {"c03": 1, "c05": 3}}, {"openness": 0.8}])
@pytest.mark.parametrize("seed", range(3))
def test_options_mean_what_they_mean_in_the_ranking(seed, options):
    G = random_map(seed)
    ranking = sg.rank_contacts(G, **options)
    for contact in ("c00", "c03", "c09"):
        why = sg.explain_rank(G, contact, **options)
        for fact in ("rank", "share", "direct", "through_others", "out_strength"):
            assert getattr(why, fact) == pytest.approx(ranking.loc[contact, fact], abs=1e-15), fact
        assert (why.basis, why.unattributed) == (ranking.attrs["basis"], ranking.attrs["unattributed"])
        assert why.first_ties["share"].sum() == pytest.approx(why.through_others, abs=EXACT)


# ---------------------------------------------------------------- chains


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(8))
def test_chains_are_all_simple_paths(seed, kind):
    G = random_map(seed, n=10, ties_each=2, **kind)
    for contact in ("c00", "c02", "c09"):
        found = sg.explain_rank(G, contact, chains=100_000).chains
        assert dict(zip(found["chain"], found["share"], strict=True)) == pytest.approx(
            all_chains(G, contact), abs=1e-15
        )


@pytest.mark.parametrize("count", [1, 3, 5])
@pytest.mark.parametrize("seed", range(8))
def test_few_chains_are_the_strongest(seed, count):
    G = random_map(seed, n=12, negative=0.2)
    for contact in ("c02", "c05"):
        found = sg.explain_rank(G, contact, chains=count).chains
        sizes = sorted((abs(share) for share in all_chains(G, contact).values()), reverse=True)
        assert found["share"].abs().tolist() == pytest.approx(sizes[:count], abs=1e-12)


@pytest.mark.parametrize("seed", range(8))
def test_chains_are_a_part_of_what_passes_through_others(seed):
    G = random_map(seed, n=14, complete=0.3)
    for contact in sorted(G)[:6]:
        why = sg.explain_rank(G, contact, chains=50)
        assert (why.chains["share"] > 0).all()
        assert why.chains["share"].sum() <= why.through_others + 1e-12


@pytest.mark.parametrize("seed", range(5))
def test_the_table_of_chains(seed):
    G = random_map(seed, n=12, negative=0.3)
    nx.set_node_attributes(G, {contact: f"Name of {contact}" for contact in G}, "name")
    chains = sg.explain_rank(G, "c05", chains=20).chains
    assert list(chains.columns) == ["chain", "names", "ties", "strength", "share"]
    for chain, names, ties, strength, _ in chains.itertuples(index=False):
        assert chain[0] == "c05"
        assert chain[-1] in decides(G)
        assert names == tuple(f"Name of {contact}" for contact in chain)
        assert ties == len(chain) - 1
        assert strength == pytest.approx(math.prod(G.edges[tie]["weight"] for tie in pairwise(chain)))
    keys = [(-round(abs(share), 12), chain) for chain, share in zip(chains["chain"], chains["share"], strict=True)]
    assert keys == sorted(keys)


def test_equally_strong_chains_stand_by_id():
    G = build_map("dsyx", [("s", "y", 0.05), ("y", "d", 0.2), ("s", "x", 0.1), ("x", "d", 0.1)])
    chains = sg.explain_rank(G, "s").chains
    assert chains["chain"].tolist() == [("s", "x", "d"), ("s", "y", "d")]
    assert chains["share"].tolist() == pytest.approx([0.125 * 0.01] * 2)


def test_a_chain_over_a_rival_runs_against():
    G = build_map("dxj", [("j", "x", 0.5), ("x", "d", 0.4, -1)])
    chain = sg.explain_rank(G, "j").chains.loc[0]
    assert chain["share"] == pytest.approx(-0.125 * 0.2)
    assert chain["strength"] == pytest.approx(0.2)


def test_a_chain_may_pass_somebody_else_who_decides():
    maker = {"roles": ["decision_maker"]}
    why = sg.explain_rank(build_map({"d": maker, "e": maker, "j": {}}, [("j", "e", 0.8), ("e", "d", 0.5)]), "j")
    assert why.chains["chain"].tolist() == [("j", "e"), ("j", "e", "d")]
    assert why.chains["share"].tolist() == pytest.approx([0.5 * 0.5 * 0.5 * 0.8, 0.5 * 0.5 * 0.25 * 0.4])


def test_who_listens_to_nobody_ends_a_chain():
    # x's openness is 0: nothing passes through x.
    G = build_map({"d": {"roles": ["decision_maker"]}, "x": {"openness": 0.0}, "j": {}}, [("j", "x", 1), ("x", "d", 1)])
    why = sg.explain_rank(G, "j")
    assert why.chains.empty
    assert why.first_ties["share"].tolist() == [0.0]


def test_five_chains_unless_asked_for_more():
    G = random_map(3, ties_each=4)
    assert len(sg.explain_rank(G, "c05").chains) == 5
    assert len(sg.explain_rank(G, "c05", chains=7).chains) == 7


@pytest.mark.parametrize("chains", [0, np.int64(0)])
def test_no_chains_on_request(chains):
    why = sg.explain_rank(sg.example_buying_center(), "coach", chains=chains)
    assert why.chains.empty
    assert why.through_others == pytest.approx(0.0374, abs=5e-5)  # the worked example


def test_tables_without_rows_have_the_same_types():
    alone = sg.explain_rank(build_map("dx"), "x")
    full = sg.explain_rank(sg.example_buying_center(), "coach")
    assert alone.chains.empty
    assert alone.first_ties.empty
    assert alone.chains.dtypes.to_dict() == full.chains.dtypes.to_dict()
    assert alone.first_ties.dtypes.to_dict() == full.first_ties.dtypes.to_dict()


# ---------------------------------------------------------------- nobody decides


def test_nobody_decides_is_said():
    why = sg.explain_rank(build_map({"a": {}, "b": {}}, [("a", "b", 0.5)]), "a")
    assert why.basis == "mean of all contacts"
    assert why.share == pytest.approx((0.5 + 0.125) / 2)  # half of V_aa = .5 and of V_ba = .5 * .5 * .5
    assert "Nobody on the map decides" in why.to_text()
    assert "图上无人决策" in why.to_text("zh")
    assert why.to_dict()["basis"] == "mean of all contacts"


def test_somebody_decides_and_nothing_is_said():
    assert "Nobody" not in sg.explain_rank(sg.example_buying_center(), "it").to_text()


# ---------------------------------------------------------------- what comes out

SPITEFUL = "<script>alert('x')</script> & {name} %s $"


def spiteful():
    G = build_map({"d": {"roles": ["decision_maker"], "name": SPITEFUL}, "j": {"name": SPITEFUL}}, [("j", "d", 0.5)])
    return sg.explain_rank(G, "j")


def test_english_text():
    # 3.7 %, 2.9 % and so on: the shares of the first test, rounded.
    lines = sg.explain_rank(sg.example_buying_center(), "coach").to_text().split("\n")
    assert lines[0] == (
        "coach: rank 6 of 7 with 3.7% of the decision (0.0% directly, 3.7% through others); out-strength 0.70."
    )
    assert lines[1:] == [
        "  through coo 2.9%",
        "  through it 0.8%",
        "  chain coach → coo → cfo (2.8%)",
        "  chain coach → it → cfo (0.7%)",
        "  chain coach → it → proc → cfo (0.1%)",
    ]


def test_chinese_text():
    lines = sg.explain_rank(sg.example_buying_center(), "coach").to_text(lang="zh").split("\n")
    assert lines[0] == "coach：在 7 人中排第 6，占决策的 3.7%（自身 0.0%，经由他人 3.7%）；直接影响强度合计 0.70。"
    assert lines[1] == "  经 coo 传递 2.9%"
    assert lines[3] == "  影响链 coach → coo → cfo（2.8%）"


def test_str_is_the_english_text():
    why = sg.explain_rank(sg.example_buying_center(), "it")
    assert str(why) == why.to_text() == why.to_text("en")


def test_a_language_that_is_none():
    why = sg.explain_rank(sg.example_buying_center(), "it")
    with pytest.raises(UnknownTermError, match=r"'de' is no language\..*Allowed: en, zh"):
        why.to_text("de")


def test_a_name_is_text_and_no_format():
    assert spiteful().to_text().count(SPITEFUL) == 1 + 1 + 2  # head, first tie, both ends of the chain


def test_html_is_escaped():
    page = spiteful()._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp;" in page
    assert page.count("<div") == 2 + len(spiteful().to_text().split("\n")) - 1  # the whole text, a line each


def test_html_without_chains_is_one_line():
    assert sg.explain_rank(build_map("dx"), "x")._repr_html_().count("<div") == 2


@pytest.mark.parametrize("make", [spiteful, lambda: sg.explain_rank(build_map("dx"), "x")])
def test_the_dict_is_json_and_back(make):
    facts = make().to_dict()
    assert json.loads(json.dumps(facts, allow_nan=False)) == facts


def test_the_dict_holds_everything():
    why = sg.explain_rank(sg.example_buying_center(), "coach")
    facts = why.to_dict()
    assert set(facts) == set(why.__slots__)
    assert facts["contact"] == facts["name"] == "coach"
    assert [tie["listener"] for tie in facts["first_ties"]] == ["coo", "it"]
    assert set(facts["first_ties"][0]) == {"listener", "name", "weight", "sign", "share"}
    assert facts["chains"][0]["chain"] == ["coach", "coo", "cfo"]
    assert facts["basis"] == "decision makers"


def test_the_frame_is_a_copy_of_the_first_ties():
    why = sg.explain_rank(sg.example_buying_center(), "coach")
    frame = why.to_frame()
    pd.testing.assert_frame_equal(frame, why.first_ties)
    frame.loc["coo", "share"] = 7.0
    assert why.first_ties.loc["coo", "share"] != 7.0


def test_an_explanation_cannot_be_changed():
    why = sg.explain_rank(sg.example_buying_center(), "coach")
    with pytest.raises(dataclasses.FrozenInstanceError):
        why.share = 1.0


def test_a_contact_without_a_name_goes_by_its_id():
    assert sg.explain_rank(build_map("d"), "d").name == "d"


# ---------------------------------------------------------------- what is refused


def test_a_contact_that_is_none():
    with pytest.raises(UnknownContactError, match=r"no contact 'caoch' in the graph\. Did you mean 'coach'"):
        sg.explain_rank(sg.example_buying_center(), "caoch")


@pytest.mark.parametrize("contact", [None, 5, ["coach"], np.array(["coach", "it"])])
def test_a_contact_that_is_no_text(contact):
    with pytest.raises(UnknownContactError):
        sg.explain_rank(sg.example_buying_center(), contact)


def test_a_contact_that_has_left():
    G = sg.example_buying_center()
    G.nodes["coach"]["status"] = "left"
    with pytest.raises(UnknownContactError, match="'coach'") as caught:
        sg.explain_rank(G, "coach")
    assert "coach" not in caught.value.known


def test_one_of_our_own_people_is_no_contact():
    G = sg.example_buying_center()
    G.add_teammate("us")
    with pytest.raises(UnknownContactError, match="'us'"):
        sg.explain_rank(G, "us")


@pytest.mark.parametrize("chains", [-1, 2.5, math.nan, "3", None])
def test_chains_that_are_no_number(chains):
    with pytest.raises(OptionError, match=r"chains=.* Give a whole number of at least 0"):
        sg.explain_rank(sg.example_buying_center(), "it", chains=chains)
