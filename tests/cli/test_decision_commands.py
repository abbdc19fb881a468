"""The commands about the decision: they print what the functions return, in every form and in both languages."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

import stakeholder_graph as sg
from stakeholder_graph.cli.main import EXIT_INVALID, EXIT_OK, EXIT_USAGE, main

if TYPE_CHECKING:
    from pathlib import Path

PACKAGING = str(sg.sample_folder("packaging_line"))
BANK = str(sg.sample_folder("bank_mainframe"))
SNAPSHOTS = sg.sample_folder("bank_mainframe") / "snapshots"
BEFORE, AFTER = str(SNAPSHOTS / "2026-03-31"), str(SNAPSHOTS / "2026-06-30")

COMMANDS = {
    "forecast": ["forecast", PACKAGING, "--draws", "100"],
    "forecast by majority": ["forecast", BANK, "--rule", "majority", "--rounds", "3", "--draws", "100"],
    "next": ["next", PACKAGING, "--top", "3"],
    "visits": ["next", PACKAGING, "--visits", "3"],
    "paths": ["paths", PACKAGING, "-k", "2"],
    "paths to somebody": ["paths", BANK, "--to", "沈国梁"],
    "certainty": ["certainty", PACKAGING, "--draws", "100", "--top", "2"],
    "ask": ["ask", PACKAGING, "--draws", "200", "--limit", "3"],
    "whatif": ["whatif", PACKAGING, "--stance", "moreau=0.8", "--leave", "Tobias Brandt"],
    "diff": ["diff", BEFORE, AFTER],
    "history": ["history", str(SNAPSHOTS)],
}

Output = pytest.CaptureFixture[str]


def printed(capsys: Output, *words: str) -> str:
    assert main(words) == EXIT_OK
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_people_can_read_it(capsys: Output, name: str, form: str, lang: str) -> None:
    out = printed(capsys, *COMMANDS[name], "--format", form, "--lang", lang)
    assert "{" not in out
    assert not {"nan", "None", "<NA>"} & set(out.split())
    assert out.startswith("## ") == (form == "md")
    assert out.split("\n")[0].isascii() == (lang == "en")


@pytest.mark.parametrize("name", COMMANDS)
def test_machines_can_read_it(capsys: Output, name: str) -> None:
    data = json.loads(printed(capsys, *COMMANDS[name], "--format", "json"), parse_constant=pytest.fail)
    assert isinstance(data, dict)
    rows = list(csv.reader(io.StringIO(printed(capsys, *COMMANDS[name], "--format", "csv"))))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_forecast_prints_the_forecast(capsys: Output) -> None:
    out = printed(capsys, "forecast", PACKAGING, "--draws", "300", "--seed", "5", "--format", "json")
    expected = sg.forecast_decision(sg.read_csv(PACKAGING), draws=300, seed=5).to_dict()
    assert json.loads(out) == json.loads(json.dumps(expected))


def test_a_quota_without_a_number_is_a_usage_error(capsys: Output) -> None:
    assert main(["forecast", PACKAGING, "--rule", "quota"]) == EXIT_USAGE
    assert "needs --quota K" in capsys.readouterr().err
    assert main(["forecast", PACKAGING, "--rule", "quota", "--lang", "zh"]) == EXIT_USAGE
    assert "须同时给出 --quota K" in capsys.readouterr().err
    assert main(["forecast", PACKAGING, "--rule", "quota", "--quota", "1", "--draws", "100"]) == EXIT_OK
    capsys.readouterr()


def test_next_shows_the_first_of_each_group(capsys: Output) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "next", PACKAGING, "--top", "2", "--format", "csv"))))
    moves = sg.next_moves(sg.read_csv(PACKAGING))
    expected = [*moves[~moves["decides"]].index[:2], *moves[moves["decides"]].index[:2]]
    assert [row["contact_id"] for row in rows] == expected


def test_visits_keep_to_the_budget(capsys: Output) -> None:
    plan = json.loads(printed(capsys, "next", PACKAGING, "--visits", "2", "--format", "json"))
    assert plan["spent"] <= plan["budget"] == 2


def test_visits_need_a_date(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("contact_id,roles\na,decision_maker\n", encoding="utf-8")
    assert main(["next", str(tmp_path), "--visits", "1"]) == EXIT_USAGE
    assert "as_of" in capsys.readouterr().err
    assert main(["next", str(tmp_path), "--visits", "1", "--as-of", "2026-06-30"]) == EXIT_OK
    capsys.readouterr()


def test_next_says_that_nobody_decides_once_and_in_the_language(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("contact_id,stance\na,0.2\n", encoding="utf-8")
    out = printed(capsys, "next", str(tmp_path), "--lang", "zh")
    assert out.count("图上没有决策人") == 1


def test_paths_take_a_name_and_refuse_a_stranger(capsys: Output) -> None:
    rows = json.loads(printed(capsys, "paths", BANK, "--to", "沈国梁", "--format", "json"))["records"]
    assert {row["target"] for row in rows} == {"002"}
    assert main(["paths", BANK, "--to", "沈国良"]) == EXIT_USAGE
    assert "沈国良" in capsys.readouterr().err


@pytest.mark.parametrize("wanted", ["郑海波", "S03"])
@pytest.mark.parametrize(("lang", "said"), [("en", "one of ours"), ("zh", "我方人员")])
def test_paths_lead_to_no_one_of_ours(capsys: Output, wanted: str, lang: str, said: str) -> None:
    assert main(["paths", BANK, "--to", wanted, "--lang", lang]) == EXIT_USAGE
    err = capsys.readouterr().err
    assert said in err
    assert wanted in err


def test_whatif_lets_one_of_ours_leave_by_name(capsys: Output) -> None:
    rows = json.loads(printed(capsys, "whatif", BANK, "--leave", "陆一鸣", "--format", "json"))["records"]
    assert rows[1]["access"] < rows[0]["access"]


def test_visits_refuse_an_option_that_they_would_ignore(capsys: Output) -> None:
    assert main(["next", PACKAGING, "--top", "3", "--visits", "2"]) == EXIT_USAGE
    assert "without --top" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["paths", BANK, "--to", "0o2"], "图中没有联系人 '0o2'。"),
        (["rank", BANK, "--explain", "0012"], "您是指 '012'、'002'、'001' 吗？"),
        (["forecast", BANK, "--quota", "1"], "quota 不能取 1。应为："),
    ],
)
def test_usage_errors_are_led_in_by_the_language(capsys: Output, words: list[str], said: str) -> None:
    assert main([*words, "--lang", "zh"]) == EXIT_USAGE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("number", ["x", "1.5", "99"])
def test_a_count_that_is_none_is_refused_in_words(capsys: Output, number: str) -> None:
    with pytest.raises(SystemExit):
        main(["forecast", PACKAGING, "--draws", number])
    assert "a whole number of at least 100" in capsys.readouterr().err


def test_diff_speaks_the_language_in_every_form(capsys: Output) -> None:
    expected = sg.diff(sg.read_csv(BEFORE), sg.read_csv(AFTER))
    data = json.loads(printed(capsys, "diff", BEFORE, AFTER, "--lang", "zh", "--format", "json"))
    assert [each["name"] for each in data["changes"]] == expected.to_frame("zh")["name"].tolist()
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "diff", BEFORE, AFTER, "--lang", "zh", "--format", "csv"))))
    assert [row["name"] for row in rows] == expected.to_frame("zh")["name"].tolist()


def test_the_forecast_shows_everybody(capsys: Output) -> None:
    out = printed(capsys, "forecast", PACKAGING, "--draws", "100", "--format", "md")
    assert all(name in out for name in sg.read_csv(PACKAGING).contacts.query("status != 'left'")["name"])
    assert "forecast.csv" not in out


def test_ask_counts_questions_and_names_the_greatest_doubt(capsys: Output) -> None:
    words = ("ask", PACKAGING, "--draws", "500", "--limit", "2")
    assert len(json.loads(printed(capsys, *words, "--format", "json"))["records"]) == 2
    assert "Ingrid Eklund" in printed(capsys, *words)  # her stance is not known: most of the doubt about the lean


def test_whatif_compares_with_today(capsys: Output) -> None:
    words = [
        "--stance",
        "odell=?",
        "--weight",
        "odell,eklund=0",
        "--role",
        "moreau=decision_maker",
        "--join",
        "new=user",
    ]
    rows = json.loads(printed(capsys, "whatif", PACKAGING, *words, "--format", "json"))["records"]
    G = sg.read_csv(PACKAGING)
    H = sg.what_if(
        G,
        stance={"odell": None},
        weight={("odell", "eklund"): 0},
        roles={"moreau": ("decision_maker",)},
        join=[{"contact_id": "new", "roles": ("user",)}],
    )
    assert [row["scenario"] for row in rows] == ["today", "what if"]
    expected = sg.compare({"today": G, "what if": H})
    assert [row["lean"] for row in rows] == pytest.approx(expected["lean"].tolist())


def test_whatif_lets_newcomers_have_ties(capsys: Output) -> None:
    words = ["--join", "new=user", "--weight", "new,eklund=0.5", "--stance", "new=1"]
    rows = json.loads(printed(capsys, "whatif", PACKAGING, *words, "--format", "json"))["records"]
    assert rows[1]["change"] > 0


def test_whatif_lists_everything_that_is_wrong(capsys: Output) -> None:
    assert main(["whatif", PACKAGING, "--stance", "odell=7", "--leave", "nobody"]) == EXIT_INVALID
    err = capsys.readouterr().err
    assert "nobody" in err
    assert "odell" in err


def test_history_needs_snapshots(capsys: Output, tmp_path: Path) -> None:
    assert main(["history", str(tmp_path / "nowhere")]) == EXIT_INVALID
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["forecast", "x", "--rule", "magic"],
        ["forecast", "x", "--draws", "0"],
        ["forecast", "x", "--seed", "-1"],
        ["next", "x", "--visits", "-1"],
        ["next", "x", "--visits", "much"],
        ["paths", "x", "-k", "0"],
        ["whatif", "x", "--stance", "odell"],
        ["whatif", "x", "--stance", "odell=high"],
        ["whatif", "x", "--weight", "odell=0.5"],
        ["whatif", "x", "--role", "=user"],
        ["diff", "x"],
    ],
)
def test_wrong_words_exit_with_2(capsys: Output, words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == EXIT_USAGE
    assert capsys.readouterr().err.startswith("usage: stakeholder-graph")
