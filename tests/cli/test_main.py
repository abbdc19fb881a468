"""The command line as a script would use it: results on stdout, remarks on stderr, exit codes that mean something."""

from __future__ import annotations

import csv
import io
import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import stakeholder_graph as sg
from stakeholder_graph.cli import main as main_module
from stakeholder_graph.cli.main import EXIT_FINDINGS, EXIT_INVALID, EXIT_MISSING, EXIT_OK, EXIT_USAGE, main
from stakeholder_graph.io.samples import SAMPLES

PACKAGING = str(sg.sample_folder("packaging_line"))
BANK = str(sg.sample_folder("bank_mainframe"))

Output = pytest.CaptureFixture[str]


@pytest.fixture
def broken(tmp_path: Path) -> str:
    (tmp_path / "contacts.csv").write_text("contact_id,stance,roles\na,7,user\nb,0,wizard\n", encoding="utf-8")
    return str(tmp_path)


@pytest.fixture
def unowned(tmp_path: Path) -> str:
    (tmp_path / "contacts.csv").write_text("contact_id,roles\na,user\nb,expert\n", encoding="utf-8")
    return str(tmp_path)


def test_check_counts_what_it_read(capsys: Output) -> None:
    G = sg.read_csv(PACKAGING)
    assert main(["check", PACKAGING]) == EXIT_OK
    assert f"valid. {len(G.contacts)} contacts, {len(G.influences)} influence ties" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_check_counts_in_every_form(capsys: Output, form: str) -> None:
    assert main(["check", PACKAGING, "--format", form]) == EXIT_OK
    assert str(len(sg.read_csv(PACKAGING).contacts)) in capsys.readouterr().out


def test_check_in_chinese(capsys: Output) -> None:
    assert main(["check", BANK, "--lang", "zh"]) == EXIT_OK
    assert "有效" in capsys.readouterr().out


def test_invalid_input_lists_every_failure_and_prints_no_result(capsys: Output, broken: str) -> None:
    assert main(["check", broken]) == EXIT_INVALID
    out, err = capsys.readouterr()
    assert out == ""
    assert "stance" in err
    assert "wizard" in err


def test_failures_as_data_go_to_stdout(capsys: Output, broken: str) -> None:
    assert main(["check", broken, "--format", "json"]) == EXIT_INVALID
    data = json.loads(capsys.readouterr().out)
    assert data["valid"] is False
    assert [(row["row"], row["column"]) for row in data["records"]] == [(2, "stance"), (3, "roles")]


@pytest.mark.parametrize("command", [["rank"], ["coverage"], ["map"], ["report", "-o", "x"]])
def test_every_command_refuses_invalid_input(
    capsys: Output, broken: str, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert main([command[0], broken, *command[1:]]) == EXIT_INVALID
    assert sorted(tmp_path.iterdir()) == before
    assert "wizard" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_invalid_input(capsys: Output, tmp_path: Path) -> None:
    assert main(["rank", str(tmp_path / "nowhere")]) == EXIT_INVALID
    assert "nowhere" in capsys.readouterr().err


def test_rank_prints_shares_and_what_is_not_on_the_map(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["rank", PACKAGING, "--top", "3"]) == EXIT_OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("1 ")
    assert "out-strength" in lines[0]
    assert "hangs on people who are not on it" in lines[-1]
    assert len(lines) == 2 + 3 + 2  # head and rule, three contacts, an empty line and the sentence


def test_rank_as_json_carries_what_it_rests_on(capsys: Output) -> None:
    assert main(["rank", PACKAGING, "--format", "json"]) == EXIT_OK
    data = json.loads(capsys.readouterr().out)
    ranking = sg.rank_contacts(sg.read_csv(PACKAGING))
    assert data["basis"] == "decision makers"
    assert data["unattributed"] == pytest.approx(ranking.attrs["unattributed"])
    assert [row["contact_id"] for row in data["records"]] == ranking.index.tolist()


def test_rank_as_csv_is_only_csv(capsys: Output) -> None:
    assert main(["rank", BANK, "--format", "csv", "--lang", "zh"]) == EXIT_OK
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["contact_id"] == "002"  # ids stay text
    assert len(rows) == len(sg.rank_contacts(sg.read_csv(BANK)))


def test_rank_as_markdown_says_what_is_not_on_the_map(capsys: Output) -> None:
    assert main(["rank", BANK, "--format", "md", "--lang", "zh"]) == EXIT_OK
    out = capsys.readouterr().out
    assert out.startswith("| 名次 |")
    assert "尚未列入图中的人" in out


@pytest.mark.parametrize("measure", sorted(sg.MEASURES))
def test_rank_by_every_measure(capsys: Output, measure: str) -> None:
    assert main(["rank", PACKAGING, "--measure", measure, "--format", "csv"]) == EXIT_OK
    header = capsys.readouterr().out.splitlines()[0].split(",")
    assert sg.MEASURES[measure].column in header  # type: ignore[index]


def test_rank_in_a_stage_differs_from_the_decision(capsys: Output) -> None:
    main(["rank", PACKAGING, "--format", "csv"])
    overall = capsys.readouterr().out
    main(["rank", PACKAGING, "--format", "csv", "--stage", "recognise"])
    assert capsys.readouterr().out != overall


@pytest.mark.parametrize(
    ("form", "start"), [("table", "Sean Odell: rank"), ("md", "Sean Odell: rank"), ("csv", "listener,"), ("json", "{")]
)
def test_explain_in_every_form(capsys: Output, form: str, start: str) -> None:
    assert main(["rank", PACKAGING, "--explain", "odell", "--format", form]) == EXIT_OK
    assert capsys.readouterr().out.startswith(start)


def test_explain_of_an_unknown_contact_offers_near_ones(capsys: Output) -> None:
    assert main(["rank", PACKAGING, "--explain", "odel"]) == EXIT_USAGE
    assert "Did you mean 'odell'" in capsys.readouterr().err


@pytest.mark.parametrize(("lang", "start"), [("en", "note: Nobody on the map"), ("zh", "提示: 图上没有决策人")])
def test_remarks_go_to_stderr_once_and_in_the_language(capsys: Output, unowned: str, lang: str, start: str) -> None:
    assert main(["rank", unowned, "--format", "csv", "--lang", lang]) == EXIT_OK
    out, err = capsys.readouterr()
    assert err.startswith(start)
    assert len(err.splitlines()) == 1
    assert "Nobody" not in out


def test_coverage_exits_with_1_from_the_level_on(capsys: Output) -> None:
    worst = sg.check_coverage(sg.read_csv(BANK)).findings["severity"].iloc[0]
    assert worst == "high"  # so critical is not reached
    assert main(["coverage", BANK]) == EXIT_OK
    assert main(["coverage", BANK, "--fail-on", "critical"]) == EXIT_OK
    assert main(["coverage", BANK, "--fail-on", "high"]) == EXIT_FINDINGS
    assert main(["coverage", BANK, "--fail-on", "info"]) == EXIT_FINDINGS
    capsys.readouterr()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_coverage_as_json_is_the_whole_report(capsys: Output, lang: str) -> None:
    assert main(["coverage", BANK, "--format", "json", "--lang", lang]) == EXIT_OK
    data = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert data == json.loads(json.dumps(sg.check_coverage(sg.read_csv(BANK)).to_dict(lang)))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["table", "md", "csv"])
def test_coverage_in_other_forms(capsys: Output, form: str) -> None:
    assert main(["coverage", PACKAGING, "--format", form]) == EXIT_OK
    assert "Ingrid Eklund" in capsys.readouterr().out


def test_coverage_takes_stage_and_date(capsys: Output) -> None:
    assert main(["coverage", PACKAGING, "--stage", "contract", "--as-of", "2027-01-31", "--format", "json"]) == EXIT_OK
    data = json.loads(capsys.readouterr().out)
    assert (data["stage"], data["as_of"]) == ("contract", "2027-01-31")


def test_coverage_without_findings_says_so(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    from stakeholder_graph.cli import commands  # noqa: PLC0415

    none = sg.DEFAULT_RULES.without(*(rule.id for rule in sg.DEFAULT_RULES))
    monkeypatch.setattr(commands, "DEFAULT_RULES", none)
    assert main(["coverage", PACKAGING, "--fail-on", "info"]) == EXIT_OK
    assert "No rule found anything." in capsys.readouterr().out


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_coverage_shows_roles_findings_and_questions(
    capsys: Output, monkeypatch: pytest.MonkeyPatch, form: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert main(["coverage", BANK, "--format", form, "--lang", lang]) == EXIT_OK
    out = capsys.readouterr().out
    report = sg.check_coverage(sg.read_csv(BANK)).to_dict(lang)  # type: ignore[arg-type]
    assert all(each["question"] in out for each in report["questions"])
    assert all(each["title"] in out for each in report["findings"])
    assert sg.ROLES.label("decision_maker", lang) in out  # type: ignore[arg-type]


def test_rules_from_a_file_are_used(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('off = ["COA-001"]\n', encoding="utf-8")
    main(["coverage", BANK, "--format", "json", "--rules", str(tmp_path / "mine.toml")])
    found = {each["rule"] for each in json.loads(capsys.readouterr().out)["findings"]}
    main(["coverage", BANK, "--format", "json"])
    assert {each["rule"] for each in json.loads(capsys.readouterr().out)["findings"]} - found == {"COA-001"}


def test_rules_that_are_none_are_invalid_input(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("off = 7\n", encoding="utf-8")
    assert main(["coverage", BANK, "--rules", str(tmp_path / "mine.toml")]) == EXIT_INVALID
    assert "mine.toml" in capsys.readouterr().err


def test_explain_takes_a_name(capsys: Output) -> None:
    assert main(["rank", BANK, "--explain", "沈国梁", "--lang", "zh"]) == EXIT_OK
    assert capsys.readouterr().out.startswith("沈国梁：在")


def test_explain_of_a_name_that_several_bear_asks_for_the_id(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("contact_id,name\na,Li Na\nb,Li Na\n", encoding="utf-8")
    assert main(["rank", str(tmp_path), "--explain", "Li Na"]) == EXIT_USAGE
    assert "a, b" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--top", "3"], ["--measure", "katz"]])
def test_explain_refuses_options_that_it_would_ignore(capsys: Output, option: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["rank", BANK, "--explain", "002", *option])
    assert caught.value.code == EXIT_USAGE
    assert "--explain" in capsys.readouterr().err


def test_demo_speaks_the_language_that_was_asked_for(capsys: Output, tmp_path: Path) -> None:
    assert main(["demo", "-o", str(tmp_path), "--lang", "en"]) == EXIT_OK
    assert "采购中心" not in capsys.readouterr().out


def test_check_names_columns_that_are_kept_but_not_understood(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("contact_id,血型\na,b\nb,\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == EXIT_OK
    assert "血型" in capsys.readouterr().out


def test_failures_are_said_in_chinese(capsys: Output, broken: str) -> None:
    assert main(["check", broken, "--lang", "zh", "--format", "json"]) == EXIT_INVALID
    rows = json.loads(capsys.readouterr().out)["records"]
    assert not any(row["problem"].isascii() or row["cure"].isascii() for row in rows)


def test_data_cannot_steer_the_terminal(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("contact_id,name,roles\na,x\x1b[2Jy,decision maker\n", encoding="utf-8")
    for words in (["rank"], ["rank", "--explain", "a"], ["coverage"]):
        assert main([words[0], str(tmp_path), *words[1:]]) == EXIT_OK
    assert "\x1b" not in "".join(capsys.readouterr())


def test_map_writes_a_picture_and_prints_its_path(capsys: Output, tmp_path: Path) -> None:
    target = tmp_path / "图.png"
    assert main(["map", BANK, "-o", str(target), "--lang", "zh", "--title", "谁说了算"]) == EXIT_OK
    assert capsys.readouterr().out.strip() == str(target)
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_map_can_be_wide(capsys: Output, tmp_path: Path) -> None:
    target = tmp_path / "map.png"
    assert main(["map", PACKAGING, "-o", str(target), "--size", "wide"]) == EXIT_OK
    width, height = struct.unpack(">II", target.read_bytes()[16:24])
    assert (width, height) == (3000, 1875)  # 2000 by 1250 px at 150 dots per inch
    capsys.readouterr()


def test_report_writes_files_and_prints_their_paths(capsys: Output, tmp_path: Path) -> None:
    assert main(["report", PACKAGING, "-o", str(tmp_path / "out"), "--fail-on", "critical"]) == EXIT_FINDINGS
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(path.name for path in paths) == sorted(path.name for path in (tmp_path / "out").iterdir())


def test_report_takes_the_snapshots_beside_the_tables(capsys: Output, tmp_path: Path) -> None:
    assert main(["report", BANK, "-o", str(tmp_path), "--draws", "100"]) == EXIT_OK
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "## What has changed" in text
    assert "(TIM-004)" in text
    assert (tmp_path / "changes.csv").exists()
    capsys.readouterr()


def test_report_takes_snapshots_and_rules_that_are_named(capsys: Output, tmp_path: Path) -> None:
    account = tmp_path / "account"
    sg.write_csv(sg.read_csv(BANK), account)
    (account / "snapshots").mkdir()  # without a dated folder in it
    words = ["report", str(account), "--draws", "100", "-o"]
    assert main([*words, str(tmp_path / "plain")]) == EXIT_OK
    assert not (tmp_path / "plain" / "history.csv").exists()
    (tmp_path / "mine.toml").write_text('off = ["TIM-004"]\n', encoding="utf-8")
    past, rules = str(Path(BANK) / "snapshots"), str(tmp_path / "mine.toml")
    assert main([*words, str(tmp_path / "full"), "--snapshots", past, "--rules", rules]) == EXIT_OK
    assert (tmp_path / "full" / "history.csv").exists()
    assert "(TIM-004)" not in (tmp_path / "full" / "report.md").read_text(encoding="utf-8")
    capsys.readouterr()


def test_a_place_that_cannot_be_written_is_a_usage_error(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["report", PACKAGING, "-o", str(tmp_path / "file")]) == EXIT_USAGE
    assert "file" in capsys.readouterr().err


def test_demo_runs_on_every_sample(capsys: Output, tmp_path: Path) -> None:
    assert main(["demo", "-o", str(tmp_path)]) == EXIT_OK
    out = capsys.readouterr().out
    for sample in SAMPLES:
        assert (tmp_path / sample / "influence_map.png").exists()
        assert (tmp_path / sample / "report.md").exists()
    assert "江州银行 采购中心" in out
    assert "发生了什么变化" in (tmp_path / "bank_mainframe" / "report.md").read_text(encoding="utf-8")
    assert "Buying center of Halden Foods" in out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["rank"],
        ["rank", "x", "--measure", "magic"],
        ["rank", "x", "--top", "0"],
        ["rank", "x", "--top", "many"],
        ["coverage", "x", "--as-of", "31.03.2026"],
        ["coverage", "x", "--fail-on", "never"],
        ["report", "x"],
    ],
)
def test_wrong_words_exit_with_2(capsys: Output, words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == EXIT_USAGE
    assert capsys.readouterr().err.startswith("usage: stakeholder-graph")


def test_stance_scale_is_used(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("contact_id,stance\na,-5\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == EXIT_INVALID
    assert main(["check", str(tmp_path), "--stance-scale=-5..5"]) == EXIT_OK
    capsys.readouterr()


def test_a_missing_extra_exits_with_4(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: object) -> bool:
        raise sg.MissingDependencyError("openpyxl", "excel")

    monkeypatch.setitem(main_module.COMMANDS, "check", missing)
    assert main(["check", PACKAGING]) == EXIT_MISSING
    assert "pip install 'stakeholder-graph[excel]'" in capsys.readouterr().err


def run(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stakeholder_graph", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,  # type: ignore[call-overload]
    )


def test_the_module_runs_as_a_program() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"stakeholder-graph {sg.__version__}")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_reader_that_stops_early_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    command = f'"{sys.executable}" -m stakeholder_graph coverage "{PACKAGING}" --format json | head -c 10'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_console_that_knows_no_chinese_does_not_end_the_program() -> None:
    done = run("rank", BANK, "--lang", "zh", env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert done.returncode == 0


def test_the_other_commands_load_no_matplotlib() -> None:
    code = (
        "import sys; from stakeholder_graph.cli.main import main; "
        f"main(['coverage', {PACKAGING!r}, '--format', 'json']); sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
