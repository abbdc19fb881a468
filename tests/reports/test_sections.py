"""What the sections of a report show of the tables behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import stakeholder_graph as sg
from stakeholder_graph.reports.document import Paragraph, Table
from stakeholder_graph.reports.sections.certainty import question_section
from stakeholder_graph.reports.sections.outlook import turnover_section
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
    *_, last = question_section(sg.questions_to_ask(H, unmapped_stance=0.0), "en")
    assert isinstance(last, Table)
