"""A report says what the functions say, in both languages, and leaves files that open."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

import stakeholder_graph as sg
from stakeholder_graph.reports.sections.coverage import coverage_sentence
from stakeholder_graph.reports.summary import summarize
from stakeholder_graph.reports.views import coach_view, failure_view, finding_view, ranking_view, role_view
from stakeholder_graph.reports.wording import label, say, texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def packaging() -> sg.BuyingCenter:
    return sg.read_csv(sg.sample_folder("packaging_line"))


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_every_text_exists_in_both_languages() -> None:
    for section, entries in texts().items():
        for key, pair in entries.items():
            assert len(pair) == 2, (section, key)
            assert all(pair), (section, key)


def test_every_measure_has_a_column_label() -> None:
    assert {measure.column for measure in sg.MEASURES.values()} <= set(texts()["columns"])


def test_a_key_without_a_label_is_its_own_label() -> None:
    assert label("columns", "age", "zh") == "age"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_hold_what_the_functions_return(packaging: sg.BuyingCenter, tmp_path: Path, lang: str) -> None:
    files = sg.write_report(packaging, tmp_path / "out", lang=lang)  # type: ignore[arg-type]
    ranking = sg.rank_contacts(packaging)
    assert [row["contact_id"] for row in table(files["ranking"])] == ranking.index.tolist()
    assert [float(row["share"]) for row in table(files["ranking"])] == pytest.approx(
        ranking["share"].tolist(), abs=1e-6
    )
    findings = sg.check_coverage(packaging).to_frame(lang)  # type: ignore[arg-type]
    assert [row["evidence"] for row in table(files["findings"])] == findings["evidence"].tolist()
    assert len(table(files["roles"])) == 10
    assert len(table(files["coaches"])) == len(sg.assess_coaches(packaging))
    assert files["map"].read_bytes().startswith(b"\x89PNG")
    text = files["report"].read_text(encoding="utf-8")
    assert f"]({files['map'].name})" in text
    assert all(name in text for name in ranking["name"])


def test_the_report_states_what_is_not_on_the_map(packaging: sg.BuyingCenter) -> None:
    unattributed = sg.rank_contacts(packaging).attrs["unattributed"]
    assert f"{unattributed:.1%} hangs on people who are not on it" in summarize(packaging).to_markdown()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_report_leaves_no_brace_unfilled(packaging: sg.BuyingCenter, lang: str) -> None:
    text = summarize(packaging, draws=100, lang=lang).to_markdown()  # type: ignore[arg-type]
    assert "{" not in text
    assert "None" not in text
    assert re.search(r"\bnan\b", text) is None  # as a word: "refinancing" has it too


def test_the_same_account_gives_the_same_report(packaging: sg.BuyingCenter) -> None:
    assert summarize(packaging).to_markdown() == summarize(packaging.copy()).to_markdown()


def test_stage_and_date_of_the_call_win_over_the_account(packaging: sg.BuyingCenter) -> None:
    facts = summarize(packaging, stage="contract", as_of=dt.date(2027, 1, 2))
    assert facts.account["stage"] == facts.coverage.stage == "contract"
    assert "contract · 2027-01-02" in facts.to_markdown()
    assert packaging.graph["stage"] == "select"


def test_nobody_decides_is_said_in_the_report() -> None:
    G = sg.BuyingCenter()
    G.add_contact("a", roles=["user"])
    assert "> Nobody on the map holds the role of decision maker" in summarize(G).to_markdown()
    assert "> 图上没有决策人" in summarize(G, lang="zh").to_markdown()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_empty_map_has_a_report(lang: str, tmp_path: Path) -> None:
    files = sg.write_report(sg.BuyingCenter(), tmp_path, lang=lang)  # type: ignore[arg-type]
    assert say("sentences", "no_contacts", lang) in files["report"].read_text(encoding="utf-8")  # type: ignore[arg-type]
    assert table(files["ranking"]) == []


def test_an_unknown_language_writes_nothing(packaging: sg.BuyingCenter, tmp_path: Path) -> None:
    with pytest.raises(sg.UnknownTermError, match="'fr' is no language"):
        sg.write_report(packaging, tmp_path / "out", lang="fr")  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_an_invalid_graph_writes_nothing(tmp_path: Path) -> None:
    G = sg.example_buying_center()
    G.edges["it", "cfo"]["weight"] = 2.0
    with pytest.raises(sg.SchemaError):
        sg.write_report(G, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_marks_in_names_do_not_become_markdown() -> None:
    G = sg.BuyingCenter(account="<script>")
    G.add_contact("a", name="*a* | b", roles=["decision_maker"])
    text = summarize(G).to_markdown()
    assert "<script>" not in text
    assert "| \\*a\\* \\| b |" in text


def test_coverage_that_is_not_known_is_said() -> None:
    facts = summarize(sg.example_buying_center())  # no relationship is on record
    assert "no relationship is on record" in coverage_sentence(facts.coverage, "en")
    assert "没有任何关系记录" in coverage_sentence(facts.coverage, "zh")


def test_a_stage_that_is_not_known_is_said() -> None:
    G = sg.example_buying_center()
    del G.graph["stage"]
    report = sg.check_coverage(G)
    assert "stage of the purchase is not known" in coverage_sentence(report, "en")
    assert "采购阶段未知" in coverage_sentence(report, "zh")


def test_a_role_that_nobody_holds_is_not_called_unknown() -> None:
    facts = summarize(sg.example_buying_center())
    view = role_view(facts.coverage.roles, facts.names).set_index("role")
    assert view.loc["marketing staff", "coverage"] == "–"
    assert view.loc["user", "coverage"] == "?"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_carry_names_beside_ids(packaging: sg.BuyingCenter, tmp_path: Path, lang: str) -> None:
    files = sg.write_report(packaging, tmp_path, lang=lang)  # type: ignore[arg-type]
    assert {row["contact_id"]: row["name"] for row in table(files["coaches"])}["eklund"] == "Ingrid Eklund"
    assert next(row for row in table(files["roles"]) if row["role"] == "decision_maker")["names"] == "Ingrid Eklund"
    assert any(row["contacts"] == "eklund" and row["names"] == "Ingrid Eklund" for row in table(files["findings"]))


def test_tables_are_in_the_language_of_the_report(packaging: sg.BuyingCenter, tmp_path: Path) -> None:
    missing = [
        row["missing"] for row in table(sg.write_report(packaging, tmp_path, lang="zh")["roles"]) if row["missing"]
    ]
    assert missing
    assert not any(text.isascii() for text in missing)


def test_questions_stand_once_in_the_report(packaging: sg.BuyingCenter) -> None:
    text = summarize(packaging).to_markdown()
    questions = [line for line in text.split("\n") if line.startswith("- ") and line.endswith("?")]
    assert questions
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize(
    ("stance", "shown"), [(0.5, "+0.5"), (-0.5, "−0.5"), (0.0, "0.0"), (-0.04, "0.0"), (0.04, "0.0")]
)
def test_stances_are_written_one_way(stance: float, shown: str) -> None:
    G = sg.BuyingCenter()
    G.add_contact("a", roles=["decision_maker"], stance=stance)
    assert ranking_view(sg.rank_contacts(G))["stance"].iloc[0].endswith(f"({shown})")


def test_views_are_texts_in_the_asked_language(packaging: sg.BuyingCenter) -> None:
    facts = summarize(packaging)
    for view in (
        ranking_view(facts.ranking, "zh"),
        role_view(facts.coverage.roles, facts.names, "zh"),
        finding_view(facts.coverage, "zh"),
        coach_view(facts.coaches, facts.names, "zh"),
    ):
        assert len(view)
        assert all(isinstance(cell, str) for cell in view.to_numpy().ravel())
        assert not any(header.isascii() for header in view.columns)


def test_a_view_of_another_measure_shows_it_beside_share_and_out_strength(packaging: sg.BuyingCenter) -> None:
    view = ranking_view(sg.rank_contacts(packaging, measure="betweenness"))
    assert {"betweenness", "share", "out-strength"} <= set(view.columns)


def test_failures_have_a_view() -> None:
    with pytest.raises(sg.SchemaError) as caught:
        sg.BuyingCenter().add_contact("a", stance=7)
    assert failure_view(caught.value.failures, "zh").iloc[0]["列"] == "stance"


def test_a_missing_name_is_shown_as_the_id() -> None:
    view = ranking_view(sg.rank_contacts(sg.example_buying_center()))
    assert view.iloc[0]["name"] == "cfo"


def test_nobody_to_test_as_a_coach_is_said() -> None:
    G = sg.BuyingCenter()
    G.add_contact("a", roles=["decision_maker"])
    assert "Nobody is labelled a coach" in summarize(G).to_markdown()


def test_every_table_is_written_with_its_own_columns(packaging: sg.BuyingCenter, tmp_path: Path) -> None:
    files = sg.write_report(packaging, tmp_path, draws=100)
    tables = {
        "moves": sg.next_moves(packaging),
        "introductions": sg.introduction_paths(packaging),
        "turnover": sg.turnover_risk(packaging),
        "motives": sg.motive_table(packaging),
        "motive_alignment": sg.motive_alignment(packaging),
        "relationships": sg.relationship_strength(packaging),
        "relationship_balance": sg.relationship_balance(packaging),
        "ways": sg.ways_to_act(packaging),
        "labels": sg.stakeholder_labels(packaging),
        "brokerage": sg.brokerage(packaging),
        "votes": sg.voting_power(packaging),
        "dossiers": sg.dossier_completeness(packaging),
        "questions": sg.questions_to_ask(packaging, draws=100),
        "certainty": sg.rank_certainty(packaging, draws=100).to_frame(),
    }
    for name, expected in tables.items():
        rows = table(files[name])
        assert len(rows) == len(expected)
        assert set(expected.columns) <= set(rows[0])


def test_names_stand_beside_the_ids(packaging: sg.BuyingCenter, tmp_path: Path) -> None:
    files = sg.write_report(packaging, tmp_path, draws=100)
    assert {row["contact_id"]: row["name"] for row in table(files["labels"])}["eklund"] == "Ingrid Eklund"
    assert {row["contact_id"]: row["name"] for row in table(files["brokerage"])}["odell"] == "Sean Odell"
    first = table(files["coalitions"])[0]
    assert (first["leader"], first["leader_names"]) == ("eklund", "Ingrid Eklund")
    assert re.fullmatch(r"\w+ → \w+(; \w+ → \w+)*", first["bridges"])
    assert "Ingrid Eklund → " in first["bridges_names"] or " → Ingrid Eklund" in first["bridges_names"]
    assert not any("('" in path.read_text(encoding="utf-8-sig") for path in tmp_path.glob("*.csv"))


def test_every_answer_about_the_account_has_a_table(packaging: sg.BuyingCenter, tmp_path: Path) -> None:
    files = sg.write_report(packaging, tmp_path, draws=100)
    answers = {
        "structure": sg.structure_summary(packaging),
        "classification": sg.classify_account(packaging),
        "stage": sg.account_stage(packaging),
        "access": sg.assess_access(packaging),
    }
    for name, answer in answers.items():
        rows = table(files[name])
        assert len(rows) == len(answer.to_frame())
        assert set(answer.to_frame().columns) <= set(rows[0])
    roles = sg.rank_roles(packaging)
    assert [row["role"] for row in table(files["role_ranking"])] == roles.index.tolist()


def test_access_is_what_the_command_says_whatever_the_draws(packaging: sg.BuyingCenter) -> None:
    answers = [summarize(packaging, draws=draws).access for draws in (100, 200)]
    assert all(each is not None and each.to_dict() == sg.assess_access(packaging).to_dict() for each in answers)


def test_without_draws_no_table_of_certainty_is_written(packaging: sg.BuyingCenter, tmp_path: Path) -> None:
    files = sg.write_report(packaging, tmp_path, draws=0)
    assert not {"certainty", "questions"} & set(files)
    assert sorted(path.name for path in files.values()) == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_page_and_data_say_the_same(packaging: sg.BuyingCenter, tmp_path: Path, lang: str) -> None:
    files = sg.write_report(packaging, tmp_path, lang=lang, draws=100)  # type: ignore[arg-type]
    page, data = (files[name].read_text(encoding="utf-8") for name in ("page", "data"))
    content = json.loads(data, parse_constant=pytest.fail)
    assert content["forecast"]["lean"] == pytest.approx(sg.forecast_decision(packaging, draws=0).lean)
    assert page.count("<h2") == files["report"].read_text(encoding="utf-8").count("\n## ")
    assert 'src="influence_map.png"' in page
