"""A report with snapshots says what has changed since the last one and how the account has moved."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from analysis.graphs import snapshot

import stakeholder_graph as sg

if TYPE_CHECKING:
    from pathlib import Path

BANK = sg.sample_folder("bank_mainframe")
DAY = dt.date(2026, 6, 30)  # of the map, and of its last snapshot
BEFORE = dt.date(2026, 3, 31)


@pytest.fixture(scope="module")
def bank() -> sg.BuyingCenter:
    return sg.read_csv(BANK)


@pytest.fixture(scope="module")
def snapshots() -> dict[dt.date, sg.BuyingCenter]:
    return sg.read_snapshots(BANK / "snapshots")


def test_the_review_before_is_the_last_one_before_the_date_of_the_map(
    bank: sg.BuyingCenter, snapshots: dict[dt.date, sg.BuyingCenter]
) -> None:
    untouched = [snapshot(G) for G in (bank, *snapshots.values())]
    report = sg.summarize(bank, snapshots=snapshots)
    assert [snapshot(G) for G in (bank, *snapshots.values())] == untouched
    assert report.coverage.to_dict() == sg.check_coverage(bank, previous=snapshots[BEFORE]).to_dict()
    assert report.changes is not None
    assert report.changes.to_dict() == sg.diff(snapshots[BEFORE], bank).to_dict()
    pd.testing.assert_frame_equal(report.signals, sg.uncoupling_signals(bank, previous=snapshots[BEFORE]))
    peaks = sg.peak_ties({day: G for day, G in snapshots.items() if day < DAY}, as_of=DAY)
    assert report.stage.to_dict() == sg.account_stage(bank, **peaks).to_dict()
    assert report.history is not None
    pd.testing.assert_frame_equal(report.history, sg.trend({**snapshots, DAY: bank}))


def test_an_earlier_date_looks_back_from_there(
    bank: sg.BuyingCenter, snapshots: dict[dt.date, sg.BuyingCenter]
) -> None:
    report = sg.summarize(snapshots[BEFORE], snapshots={**snapshots, DAY: bank})
    assert report.history is not None
    assert [str(day)[:10] for day in report.history.index] == ["2025-12-31", "2026-03-31"]


def test_a_map_without_a_date_comes_after_all_snapshots(snapshots: dict[dt.date, sg.BuyingCenter]) -> None:
    G = sg.BuyingCenter(snapshots[DAY])
    del G.graph["as_of"]
    report = sg.summarize(G, snapshots=snapshots)
    assert report.changes is not None
    assert (report.changes.before, len(report.history)) == (DAY, 3)  # type: ignore[arg-type]


def test_without_earlier_snapshots_there_is_no_history(
    bank: sg.BuyingCenter, snapshots: dict[dt.date, sg.BuyingCenter]
) -> None:
    for past in (None, {}, {DAY: snapshots[DAY]}):
        report = sg.summarize(bank, snapshots=past)
        assert (report.changes, report.history) == (None, None)
        assert "What has changed" not in report.to_markdown()


def test_a_stage_of_the_call_is_of_the_map_alone(
    bank: sg.BuyingCenter, snapshots: dict[dt.date, sg.BuyingCenter]
) -> None:
    report = sg.summarize(bank, snapshots=snapshots, stage="contract")
    assert report.history is not None
    assert report.history["stage"].tolist() == ["recognise", "specify", "contract"]
    assert bank.graph["stage"] == "evaluate"


def test_rules_are_those_of_the_call(bank: sg.BuyingCenter, snapshots: dict[dt.date, sg.BuyingCenter]) -> None:
    rules = sg.DEFAULT_RULES.without("TIM-004", "COA-001")
    report = sg.summarize(bank, snapshots=snapshots, rules=rules)
    assert report.coverage.to_dict() == sg.check_coverage(bank, previous=snapshots[BEFORE], rules=rules).to_dict()
    assert report.history is not None
    pd.testing.assert_frame_equal(report.history, sg.trend({**snapshots, DAY: bank}, rules=rules))


HEADINGS = {"en": ("What has changed", "From review to review"), "zh": ("发生了什么变化", "历次回顾")}


@pytest.mark.parametrize("lang", HEADINGS)
def test_the_report_tells_both_and_files_hold_them(
    bank: sg.BuyingCenter, snapshots: dict[dt.date, sg.BuyingCenter], tmp_path: Path, lang: Any
) -> None:
    files = sg.write_report(bank, tmp_path, snapshots=snapshots, draws=0, lang=lang)
    text = files["report"].read_text(encoding="utf-8")
    assert all(f"\n## {heading}\n" in text for heading in HEADINGS[lang])
    data = json.loads(files["data"].read_text(encoding="utf-8"))
    expected = sg.diff(snapshots[BEFORE], bank)
    assert [each["name"] for each in data["changes"]["changes"]] == expected.to_frame(lang)["name"].tolist()
    lines = files["history"].read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["date", "2025-12-31", "2026-03-31", "2026-06-30"]
    assert len(files["changes"].read_text(encoding="utf-8-sig").splitlines()) == len(expected) + 1
