"""The form that all composite answers share."""

from __future__ import annotations

import pytest

import stakeholder_graph as sg
from stakeholder_graph.model.answers import Answer

QUESTIONS = {
    "forecast": sg.forecast_decision,
    "sponsors": sg.declared_sponsors,
    "access": sg.assess_access,
    "certainty": lambda G: sg.rank_certainty(G, draws=100),
    "structure": sg.structure_summary,
    "stage": sg.account_stage,
    "class": sg.classify_account,
    "position": sg.assess_position,
    "changes": lambda G: sg.diff(G, G),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("account", [sg.example_buying_center, sg.BuyingCenter])
def test_three_ways_to_read_an_answer(question: str, account: type[sg.BuyingCenter]) -> None:
    found = QUESTIONS[question](account())
    assert isinstance(found, Answer)
    lines = found.to_text().splitlines()
    assert str(found) == found.to_text() == found.to_text("en")
    assert repr(found) == f"{type(found).__name__}({lines[0]})"
    assert found._repr_html_().count("<div") == 1 + len(lines)  # the card holds the whole text
    assert len(found.to_text("zh").splitlines()) == len(lines)
