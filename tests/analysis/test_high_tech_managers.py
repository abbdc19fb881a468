"""A real network: who is asked for advice among 21 managers (Krackhardt 1987), every tie at .5.

The figures were worked out when the sample was chosen, from the published matrix and without this code; manager 7 is
the chief executive, 2, 14, 18 and 21 are the vice presidents.
"""

import pytest

import stakeholder_graph as sg
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.samples import sample_folder

# How many others ask managers 1, 2, ..., 21 for advice, as published.
ASKED = (13, 18, 5, 8, 5, 10, 13, 10, 4, 9, 11, 7, 4, 10, 4, 8, 9, 15, 4, 8, 15)


@pytest.fixture(scope="module")
def managers():
    return read_csv(sample_folder("high_tech_managers"))


def test_group_influence(managers):
    found = sg.rank_contacts(managers, measure="group")["group"].head(5)
    assert list(found.index) == ["21", "7", "2", "18", "6"]
    assert found.tolist() == pytest.approx([0.0913, 0.0773, 0.0762, 0.0629, 0.0557], abs=5e-5)


def test_shares_in_the_chief_executives_view(managers):
    found = sg.rank_contacts(managers, weights={"7": 1})["share"].head(5)
    assert list(found.index) == ["7", "21", "2", "6", "18"]
    assert found.tolist() == pytest.approx([0.5396, 0.0774, 0.0567, 0.0481, 0.0454], abs=5e-5)


def test_the_chief_executive_decides_in_the_sample(managers):
    ranking = sg.rank_contacts(managers)
    assert ranking.attrs["basis"] == "decision makers"
    assert ranking.loc["7", "share"] == pytest.approx(0.5396, abs=5e-5)


def test_out_strength_is_half_of_how_often_one_is_asked(managers):
    found = sg.rank_contacts(managers, measure="out_strength")["out_strength"]
    assert [found[str(number)] for number in range(1, 22)] == [count / 2 for count in ASKED]


def test_hardly_anybody_is_missing_from_a_complete_survey(managers):
    # Only who asks a single other has attention left (D = .5 < 1); everybody else spends all of it.
    single = {v for v in managers if managers.in_degree(v) == 1}
    assert single == {"6"}  # as published: manager 6 asks 21 only
    ranking = sg.rank_contacts(managers, measure="group", weights=dict.fromkeys(managers, 1))
    control_of_six = ranking.loc["6", "group"]
    assert ranking.attrs["unattributed"] == pytest.approx(control_of_six * 0.5, abs=1e-12)  # U = V_6 a m / (1 - a)
