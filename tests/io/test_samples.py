from __future__ import annotations

import csv
import datetime as dt
import math
import re
import warnings

import numpy as np
import pytest

import stakeholder_graph as sg
from stakeholder_graph.errors import FileFormatError, UnknownTermError
from stakeholder_graph.io import samples
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import SAMPLES, sample_folder
from stakeholder_graph.model.rows import rows_of
from stakeholder_graph.model.schema import TABLES
from stakeholder_graph.vocabulary.roles import ROLES

INVENTED = ("bank_mainframe", "packaging_line")


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    return request.param


@pytest.fixture(scope="module")
def bank():
    return read_csv(sample_folder("bank_mainframe"))


@pytest.fixture(scope="module")
def line():
    return read_csv(sample_folder("packaging_line"))


@pytest.fixture(scope="module")
def managers():
    return read_csv(sample_folder("high_tech_managers"))


def contacts_where(G, **wanted):
    return sorted(
        node for node, data in G.nodes(data=True) if all(data.get(key) == value for key, value in wanted.items())
    )


def met(G):
    """Contacts to whom anyone of ours has a relationship above none."""
    return {
        v
        for u, v, data in G.edges(data=True)
        if G.nodes[u].get("side") == "seller" and data.get("relationship", "none") != "none"
    }


# ---------------------------------------------------------------------- all samples


def test_a_sample_reads_without_warnings_and_keeps_the_schema(sample):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        G = read_csv(sample_folder(sample))
    assert sg.validate(G).empty
    assert len(sg.compile(G)) >= 16


def test_rows_are_as_many_as_the_readme_says(sample):
    text = (sample_folder(sample) / "README.md").read_text(encoding="utf-8")
    stated = {name: int(count) for name, count in re.findall(r"\| `(\w+)\.csv` \| (\d+) \|", text)}
    rows = rows_of(read_csv(sample_folder(sample)))
    assert stated == {table: len(rows[table]) for table in TABLES if rows[table]}
    assert {f"{name}.csv" for name in stated} == {path.name for path in sample_folder(sample).glob("*.csv")}


def test_the_index_gives_the_same_counts(sample):
    text = (sample_folder(sample).parent / "README.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if f"[`{sample}`]" in line)
    rows = rows_of(read_csv(sample_folder(sample)))
    assert f"| {len(rows['contacts'])} | {len(rows['influences'])} |" in line


def test_a_sample_has_no_blank_columns_and_no_spaces_around_cells(sample):
    for path in sample_folder(sample).glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            records = [*csv.reader(file)]
        assert {len(record) for record in records} == {len(records[0])}, path
        assert all(cell == cell.strip() for record in records for cell in record), path
        assert all(any(column) for column in zip(*records[1:], strict=True)), path


def test_departments_and_levels_suit_a_map(sample):
    G = read_csv(sample_folder(sample))
    people = [data for _, data in G.nodes(data=True) if data.get("side", "buyer") == "buyer"]
    assert 4 <= len({data["department"] for data in people}) <= 7
    assert {data["level"] for data in people} <= {1, 2, 3, 4, 5}
    assert all(len(data["name"]) <= 35 for data in people)


def test_nobody_reports_downward(sample):
    G = read_csv(sample_folder(sample))
    for _, data in G.nodes(data=True):
        if "reports_to" in data:
            assert G.nodes[data["reports_to"]]["level"] <= data["level"]


@pytest.mark.parametrize("name", ["bank", "", "high-tech-managers", "../data", None])
def test_an_unknown_sample_is_refused(name):
    with pytest.raises(UnknownTermError, match="is no sample"):
        sample_folder(name)


def test_samples_that_were_not_installed_are_missed_with_a_cure(monkeypatch, tmp_path):
    monkeypatch.setattr(samples, "_PLACES", (tmp_path,))
    with pytest.raises(FileFormatError, match="Install the library again"):
        sample_folder("bank_mainframe")


def test_an_installed_sample_is_found_before_one_in_a_checkout(monkeypatch, tmp_path):
    (tmp_path / "bank_mainframe").mkdir()
    monkeypatch.setattr(samples, "_PLACES", (tmp_path, *samples._PLACES))
    assert sample_folder("bank_mainframe").parent == tmp_path
    assert sample_folder("packaging_line").parent != tmp_path


# ---------------------------------------------------------------------- the two invented accounts


@pytest.mark.parametrize("name", INVENTED)
def test_dates_lie_before_the_date_of_the_map(name):
    G = read_csv(sample_folder(name))
    as_of = G.graph["as_of"]
    claims = [*G.nodes.values(), *G.edges.values(), *(m for _, d in G.nodes(data=True) for m in d.get("motives", ()))]
    dates = [value for data in claims for value in data.values() if isinstance(value, dt.date)]
    assert len(dates) > 50
    assert max(dates) <= as_of


@pytest.mark.parametrize("name", INVENTED)
def test_every_tie_of_an_invented_account_has_a_channel_a_confidence_and_a_date(name):
    G = read_csv(sample_folder(name))
    assert not G.influences[["channel", "confidence", "verified_on"]].isna().any(axis=None)


@pytest.mark.parametrize("name", INVENTED)
def test_some_stances_are_unknown_and_some_are_against_us(name):
    stances = read_csv(sample_folder(name)).contacts["stance"]
    assert stances.isna().sum() == 5
    assert (stances < 0).sum() >= 4
    assert (stances > 0).sum() >= 7


def test_the_bank_lacks_only_the_customers_customer(bank):
    held = {role for roles in bank.contacts["roles"] for role in roles}
    assert {*ROLES} - held == {"customers_customer"}
    assert (bank.graph["stage"], bank.graph["as_of"]) == ("evaluate", dt.date(2026, 6, 30))


def test_the_bank_keeps_leading_zeros(bank):
    assert contacts_where(bank, side="buyer")[0] == "001"
    assert bank.nodes["002"]["reports_to"] == "001"


def test_the_bank_is_in_chinese_throughout():
    for path in sample_folder("bank_mainframe").glob("*.csv"):
        words = re.findall(r"[A-Za-z]{2,}", path.read_text(encoding="utf-8-sig"))
        assert {*words} <= {"CNY"}, path
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_head_of_the_computer_department_asks_for_certified_training(bank):
    motives = bank.nodes["003"]["motives"]
    assert [motive["kind"] for motive in motives] == ["organisational", "personal"]
    assert all("认证" in motive["description"] and motive["direction"] > 0 for motive in motives)
    assert motives[1]["serves"] == "career"


def test_the_labelled_coach_is_a_friendly_source(bank):
    (labelled,) = contacts_where(bank, labelled_coach=True)
    data = bank.nodes[labelled]
    assert (data["coach_credible"], data["coach_trusts_us"], data["coach_wants_us"]) == (True, True, False)


def test_the_candidate_is_not_verified(bank):
    data = bank.nodes["010"]
    assert data["coach_credible"] is True
    assert data["coach_wants_us"] is True
    assert "coach_trusts_us" not in data
    assert "labelled_coach" not in data
    assert data["stance"] > 0


def test_a_gatekeeper_of_the_bank_was_never_met(bank):
    assert "gatekeeper" in bank.nodes["013"]["roles"]
    assert bank.nodes["013"]["relationship"] == "none"
    assert "013" not in met(bank)


def test_the_bank_has_a_tie_among_rivals_and_a_team_of_four(bank):
    assert [(u, v) for u, v, sign in bank.edges(data="sign") if sign == -1] == [("004", "010")]
    assert len(bank.team) == 4


def test_the_line_has_all_ten_roles_and_is_in_selection(line):
    assert {role for roles in line.contacts["roles"] for role in roles} == {*ROLES}
    assert line.graph["stage"] == "select"


def test_nobody_of_ours_has_met_the_decision_maker_of_the_line(line):
    makers = [node for node, data in line.nodes(data=True) if "decision_maker" in data.get("roles", ())]
    assert makers == ["eklund"]
    assert not met(line) & {*makers}
    assert line.nodes["eklund"]["relationship"] == "none"


def test_the_line_has_a_placeholder_a_leaver_and_outsiders(line):
    assert contacts_where(line, status="placeholder") == ["safety"]
    assert contacts_where(line, status="left") == ["weiss"]
    assert contacts_where(line, side="outside") == ["grant", "ibsen", "morrow", "voss"]
    assert "weiss" not in sg.compile(line).contacts


def test_the_line_has_an_opponent_and_rivals(line):
    assert line.nodes["odell"]["stance"] <= -0.6
    assert [(u, v) for u, v, sign in line.edges(data="sign") if sign == -1] == [("brandt", "okafor")]


def test_the_line_has_a_hidden_blocker(line):
    directions = {motive["kind"]: motive["direction"] for motive in line.nodes["brandt"]["motives"]}
    assert directions["organisational"] > 0 > directions["personal"]


def test_two_people_of_the_line_who_listen_to_each_other_are_at_odds_on_one_topic(line):
    payback = {
        node: m["direction"]
        for node, d in line.nodes(data=True)
        for m in d.get("motives", ())
        if m.get("topic") == "payback"
    }
    assert payback["okafor"] > 0 > payback["tanaka"]
    assert line.has_edge("okafor", "tanaka")


# ---------------------------------------------------------------------- the recorded network


def test_each_manager_is_consulted_as_often_as_published(managers):
    # in-degrees of the published advice network, managers 1 ... 21; here reversed, so out-degrees
    published = [13, 18, 5, 8, 5, 10, 13, 10, 4, 9, 11, 7, 4, 10, 4, 8, 9, 15, 4, 8, 15]
    assert [managers.out_degree(str(number)) for number in range(1, 22)] == published


def test_the_density_is_as_published(managers):
    assert managers.number_of_edges() == 190
    assert len(managers) * (len(managers) - 1) == 420


def test_every_tie_of_the_network_has_the_weight_that_is_ours(managers):
    assert {weight for *_, weight in managers.edges(data="weight")} == {0.5}


def test_the_chief_executive_decides_and_everybody_reports_up_to_him(managers):
    assert contacts_where(managers, roles=("decision_maker",)) == ["7"]
    assert "reports_to" not in managers.nodes["7"]
    # vice presidents 2, 14, 18, 21 report to the chief executive
    assert contacts_where(managers, reports_to="7") == ["14", "18", "2", "21"]
    assert sum("reports_to" in data for _, data in managers.nodes(data=True)) == 20


def test_levels_and_ages_are_as_published(managers):
    levels = [data["level"] for _, data in managers.nodes(data=True)]
    assert [levels.count(level) for level in (1, 2, 3)] == [1, 4, 16]
    # 33, 42, 40 ... 36 years: sum of the published column
    assert sum(int(data["age"]) for _, data in managers.nodes(data=True)) == 834
    assert managers.nodes["7"]["tenure"] == "30"


def test_nothing_else_was_made_up(managers):
    known = {key for _, data in managers.nodes(data=True) for key in data}
    assert known == {"name", "title", "department", "level", "reports_to", "roles", "age", "tenure"}
    assert managers.team.empty


def test_the_listening_matrix_has_a_row_for_the_one_who_asks(managers):
    arrays = sg.compile(managers)
    consulted = (arrays.listening() > 0).sum(axis=0)
    place = arrays.contacts.index("2")
    assert consulted[place] == 18  # manager 2 is consulted by 18 others
    assert math.isclose(float(np.count_nonzero(arrays.listening())), 190)
