"""What the sections of a report show of the tables behind them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

import stakeholder_graph as sg
from stakeholder_graph.reports.document import Bullets, Heading, Paragraph, Table
from stakeholder_graph.reports.sections.certainty import question_section
from stakeholder_graph.reports.sections.group import label_section, mediation_section
from stakeholder_graph.reports.sections.influence import role_ranking_section, vote_section
from stakeholder_graph.reports.sections.motives import motive_list_section, motive_section
from stakeholder_graph.reports.sections.outlook import move_section, turnover_section, way_section
from stakeholder_graph.reports.sections.relations import fading_section, relationship_section
from stakeholder_graph.reports.sections.review import comparison_section, history_section

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from stakeholder_graph.reports.document import Block


def shown(blocks: Iterable[Block]) -> pd.DataFrame:
    (view,) = (block.view for block in blocks if isinstance(block, Table))
    return view


@pytest.mark.parametrize(
    ("lang", "name", "coach", "coverage"),
    [("en", "name", "the only coach", "change of coverage"), ("zh", "姓名", "唯一的教练", "覆盖度变动")],
)
def test_the_only_coach_stands_out_among_those_who_may_not_leave(
    lang: Any, name: str, coach: str, coverage: str
) -> None:
    risk = sg.turnover_risk(sg.read_csv(sg.sample_folder("packaging_line")))
    view = shown(turnover_section(risk, lang)).set_index(name)
    assert view.index[view[coach] == "✓"].tolist() == ["Ngozi Okafor"]
    assert view.loc["Hannah Reiter", coverage] == f"{risk.loc['t1', 'score_change']:.2f}".replace("-", "−")


@pytest.mark.parametrize(
    ("lang", "critical", "high"), [("en", "critical findings", "high findings"), ("zh", "严重发现", "高级发现")]
)
def test_critical_and_high_findings_stand_apart(lang: Any, critical: str, high: str) -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    snapshots = sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots")
    for section, table in (
        (comparison_section, sg.compare({"today": G, "coach gone": sg.what_if(G, leave="okafor")})),
        (history_section, sg.trend(snapshots)),
    ):
        view = shown(section(table, lang))
        assert view[critical].tolist() == table["critical"].astype(str).tolist()
        assert view[high].tolist() == table["high"].astype(str).tolist()


def test_the_greatest_doubt_is_told_whatever_the_limit_and_only_where_there_is_one() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    *_, last = question_section(sg.questions_to_ask(G, draws=500, limit=1), "en")
    assert isinstance(last, Paragraph)
    assert last.text.endswith("goes with: How does our offer look to Ingrid Eklund?")
    H = sg.BuyingCenter()
    for number in range(20):  # each has a twentieth of the decision and of the doubt
        H.add_contact(f"c{number:02d}", roles=["decision_maker"], stance=0.0, openness=0.0)
    *_, table, rest = question_section(sg.questions_to_ask(H, unmapped_stance=0.0), "en")
    assert isinstance(table, Table)
    assert isinstance(rest, Paragraph)
    assert "questions.csv" in rest.text


def bank() -> sg.BuyingCenter:
    return sg.read_csv(sg.sample_folder("bank_mainframe"))


def names(G: sg.BuyingCenter) -> dict[str, str]:
    return {node: str(data.get("name", node)) for node, data in G.nodes(data=True)}


@pytest.mark.parametrize(
    ("lang", "count", "unknown"),
    [("en", "… and 4 more rows: ", "The figure is not known for "), ("zh", "……另有 4 行：", "以下各位的数值未知：")],
)
def test_a_cut_table_says_what_is_left_out_and_of_whom_the_figure_is_not_known(
    lang: Any, count: str, unknown: str
) -> None:
    G = bank()
    moves = sg.next_moves(G)
    hidden = moves[~moves["decides"]].iloc[12:]
    assert len(hidden) == 4
    texts = [block.text for block in move_section(moves, names(G), lang) if isinstance(block, Paragraph)]
    (line,) = [text for text in texts if text.startswith(count)]
    assert "moves.csv" in line
    assert all(name in line for name in hidden["name"])
    (doubt,) = [text for text in texts if text.startswith(unknown)]
    for name, priority in zip(hidden["name"], hidden["priority"], strict=True):
        assert (name in doubt) == math.isnan(priority)


def test_only_some_of_many_names_are_told() -> None:
    G = sg.random_buying_center(60, seed=1)
    *_, line = motive_section(sg.motive_alignment(G), sg.motive_conflicts(G), "en", top=2)
    text = next(
        block.text
        for block in relationship_section(sg.relationship_balance(G), names(G), "en", top=5)
        if isinstance(block, Paragraph)
    )
    assert text.startswith("… and ")
    assert text.count(", ") == 8
    assert ", …; all of them are in relationship_balance.csv." in text
    assert line is not None


@pytest.mark.parametrize(("lang", "of"), [("en", "mean opinion"), ("zh", "平均看法")])
def test_where_nobody_decides_the_gain_is_of_the_mean_opinion(lang: Any, of: str) -> None:
    G = sg.example_buying_center()
    G.nodes["cfo"]["roles"] = ()
    with pytest.warns(sg.DataQualityWarning):
        moves = sg.next_moves(G, lang=lang)
    _, first, *_ = move_section(moves, names(G), lang)
    assert isinstance(first, Paragraph)
    assert of in first.text
    assert "decision" not in first.text


def test_access_is_a_percentage_wherever_it_stands() -> None:
    G = bank()
    moves = sg.next_moves(G)
    view = next(block.view for block in move_section(moves, names(G), "en") if isinstance(block, Table))
    assert view["access"].str.fullmatch(r"\d+\.\d%").all()
    for view in (
        shown(comparison_section(sg.compare({"today": G}), "en")),
        shown(history_section(sg.trend({G.graph["as_of"]: G}), "en")),
    ):
        assert view["access"].tolist() == [f"{sg.compare({'today': G})['access'].iloc[0]:.1%}"]


def test_votes_are_shown_where_there_is_something_to_count() -> None:
    G = bank()
    assert shown(vote_section(sg.voting_power(G), "en"))["power (Banzhaf)"].tolist() == ["50.0%", "50.0%"]
    one = sg.example_buying_center()
    assert [*vote_section(sg.voting_power(one), "en")] == []
    one.nodes["cfo"]["decision_weight"] = 2.0
    assert shown(vote_section(sg.voting_power(one), "en"))["can block"].tolist() == ["✓"]
    assert [*vote_section(sg.voting_power(sg.BuyingCenter()), "en")] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_roles_are_shown_stage_by_stage_but_for_those_that_nobody_holds(lang: Any) -> None:
    view = shown(role_ranking_section(sg.rank_roles(bank()), lang))
    assert view.shape == (9, 7)  # ten roles but for the customer's customer; six stages
    assert sg.ROLES.label("customers_customer", lang) not in view.iloc[:, 0].tolist()


def test_ways_are_shown_for_those_to_work_on_first() -> None:
    G = bank()
    view = shown(way_section(sg.ways_to_act(G), sg.next_moves(G), "zh"))
    assert view["姓名"].tolist()[:2] == ["沈国梁", "沈国梁"]  # the highest priority of all
    assert len(view) <= 10
    assert list(view.columns) == ["姓名", "办法", "理由", "注意"]


def test_motives_that_are_due_for_a_review_come_first() -> None:
    motives = sg.motive_table(bank())
    view = shown(motive_list_section(motives, "en"))
    assert view["review due"].tolist() == ["✓"] * 5 + [""] * 7
    assert not any("_" in column for column in view.columns)
    paragraph = next(block for block in motive_list_section(motives, "en") if isinstance(block, Paragraph))
    assert paragraph.text.startswith("12 motives lead away from a pain, 8 toward a gain; 5 are due")


def test_relationships_that_fade_are_shown_the_furthest_first() -> None:
    G = bank()
    view = shown(fading_section(sg.relationship_strength(G), names(G), "en"))
    assert view["days since contact"].tolist() == ["207", "165", "130", "111", "76"]
    assert view["lost"].iloc[0] == "54.9%"  # 1 - 2 ** (-207 / 180), of a half-life of 180 days
    H = sg.BuyingCenter()
    H.add_contact("a")
    H.add_teammate("t")
    H.add_relationship("t", "a", relationship="familiar")
    _, none, undated = fading_section(sg.relationship_strength(H), names(H), "en")
    assert isinstance(none, Paragraph)
    assert none.text.startswith("No relationship is fading")
    assert isinstance(undated, Paragraph)
    assert undated.text.startswith("Of 1 relationships no date")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_salience_and_mediation_are_told(lang: Any) -> None:
    G = bank()
    blocks = [*label_section(sg.stakeholder_labels(G), names(G), lang)]
    assert [type(block) for block in blocks] == [Heading, Bullets, Heading, Bullets]
    salience = blocks[-1]
    assert isinstance(salience, Bullets)
    found = sg.stakeholder_labels(G)["salience"]
    assert len(salience.items) == found.nunique()
    assert "沈国梁" in salience.items[0].text  # power, legitimacy and urgency
    view = shown(mediation_section(sg.brokerage(G), names(G), lang))
    assert view.iloc[:, 0].tolist()[:2] == ["顾明远", "沈国梁"]
    assert [*mediation_section(sg.brokerage(sg.BuyingCenter()), {}, lang)] == []


def test_where_nobody_decides_the_map_explains_the_mean_opinion() -> None:
    G = sg.BuyingCenter()
    G.add_contact("a", stance=0.2)
    G.add_contact("b")
    G.add_influence("a", "b", 0.5)
    page = sg.summarize(G).to_markdown()
    assert "of the mean opinion of all contacts; " in page
    assert "of the decision;" not in page
