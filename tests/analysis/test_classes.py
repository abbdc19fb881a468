"""The class of an account by purchases, potential and influence."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, strategies as st

import stakeholder_graph as sg
from stakeholder_graph.vocabulary.accounts import VALUE_TYPES

EMPTY = sg.BuyingCenter()
# By hand: rows are purchases 0 to 4, columns potential 0 to 4. High sales and very high potential are A; medium sales
# with a step of room, or high sales, are B.
GRID = ["CCCCC", "CCCCC", "CCCBB", "BBBBA", "BBBBA"]

figures = st.one_of(st.none(), st.floats(0, 4), st.integers(0, 4).map(float))
influences = st.one_of(st.none(), st.floats(0, 1))


def classified(x: float | None = None, y: float | None = None, z: float | None = None) -> sg.AccountClassification:
    return sg.classify_account(EMPTY, current_purchases=x, potential=y, industry_influence=z)


@pytest.mark.parametrize("x", range(5))
@pytest.mark.parametrize("y", range(5))
def test_the_whole_grid(x: int, y: int) -> None:
    found = classified(x, y, 0.0)
    assert found.account_class == found.sales_class == GRID[x][y]
    assert found.possible == (GRID[x][y],)
    assert ("one of the two figures is wrong" in str(found)) == (x > y)


@pytest.mark.parametrize("x", range(5))
@pytest.mark.parametrize("y", range(5))
def test_influence_beyond_what_it_buys_makes_a_key_account(x: int, y: int) -> None:
    found = classified(x, y, 0.8)  # above the purchases as a part of 4, except for 4 of 4
    assert found.account_class == ("K" if x < 4 else GRID[x][y])
    assert found.sales_class == GRID[x][y]
    assert found.possible == (found.account_class,)


@pytest.mark.parametrize(("z", "found"), [(0.7, "K"), (0.69, "C"), (0.0, "C"), (1.0, "K")])
def test_from_which_influence(z: float, found: str) -> None:
    assert classified(1, 1, z).account_class == found


def test_influence_no_greater_than_the_purchases_is_not_beyond_them() -> None:
    assert classified(3, 3, 0.75).account_class == "B"
    assert classified(3, 3, 0.76).account_class == "K"


@pytest.mark.parametrize(("x", "y"), [(None, 4), (3, None), (None, None), (0, None), (None, 0)])
def test_never_from_one_figure_alone(x: float | None, y: float | None) -> None:
    found = classified(x, y)
    assert found.account_class is None
    assert found.sales_class is None
    assert "no class from one figure alone" in str(found)


@pytest.mark.parametrize(
    ("x", "y", "z", "possible"),
    [
        (None, None, None, "ABCK"),
        (None, 4, 0.0, "ABC"),
        (None, 3, 0.0, "BC"),
        (3, None, 0.0, "AB"),
        (2, None, 0.0, "BC"),
        (1, None, 0.0, "C"),
        (1, None, None, "CK"),
        (1, None, 0.9, "K"),
        (4, None, None, "AB"),
        (None, 4, 0.9, "ABCK"),
    ],
)
def test_what_is_possible(x: float | None, y: float | None, z: float | None, possible: str) -> None:
    assert classified(x, y, z).possible == tuple(possible)


@given(st.tuples(figures, figures, influences), st.tuples(st.floats(0, 4), st.floats(0, 4), st.floats(0, 1)))
def test_the_class_is_among_those_that_were_possible(
    noted: tuple[float | None, ...], truth: tuple[float, float, float]
) -> None:
    before = classified(*noted)
    after = classified(*(true if known is None else known for known, true in zip(noted, truth, strict=True)))
    assert after.account_class in before.possible
    assert after.possible == (after.account_class,)
    assert before.account_class is None or before.account_class in before.possible


@given(st.floats(0, 4), st.floats(0, 4), st.floats(0, 4), st.floats(0, 4))
def test_more_sales_and_more_potential_never_lower_the_class(x: float, y: float, more: float, further: float) -> None:
    # with as much more potential as sales, so that the room does not shrink
    grown = min(more, 4 - x, 4 - y)
    low = classified(x, y, 0.0).sales_class
    high = classified(x + grown, min(4.0, y + grown + further), 0.0).sales_class
    assert (high or "") <= (low or "")


def test_without_the_influence_it_is_the_class_of_the_sales() -> None:
    found = classified(4, 4)
    assert (found.account_class, found.possible) == ("A", ("A",))  # nothing is beyond the most there is
    found = classified(2, 4)
    assert (found.account_class, found.possible) == ("B", ("B", "K"))
    assert "K is not ruled out" in str(found)


def test_the_graphs_own_figures_and_the_callers() -> None:
    G = sg.BuyingCenter(account="Halden", current_purchases=3, potential=4, industry_influence=0.1)
    assert sg.classify_account(G).account_class == "A"
    assert sg.classify_account(G, current_purchases=1).account_class == "C"
    assert sg.classify_account(G, current_purchases=0, potential=0).current_purchases == 0.0
    assert str(sg.classify_account(G)).startswith("Halden: A account.")


def test_the_thresholds_can_be_moved() -> None:
    limits = sg.ClassThresholds(medium=1, high=2, very_high=3, room=0.5, influential=1.0)
    found = sg.classify_account(EMPTY, current_purchases=2, potential=3, industry_influence=0.9, thresholds=limits)
    assert found.account_class == "A"
    assert found.to_dict()["thresholds"]["room"] == 0.5


@pytest.mark.parametrize("value", VALUE_TYPES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_noted_value_type_brings_its_advice(value: str, lang: Any) -> None:
    found = sg.classify_account(sg.BuyingCenter(value_type=value))
    assert VALUE_TYPES[value].meaning(lang) in found.to_text(lang)
    assert "value_type" not in found.missing


def test_a_value_type_is_never_guessed() -> None:
    found = classified(4, 4, 1.0)
    assert found.value_type is None
    assert found.missing == ("value_type",)
    assert "What does it want" in str(found)


@pytest.mark.parametrize(
    ("x", "y", "z", "reason"),
    [
        (4, 4, None, "Purchases are high: 4 of 4."),
        (2.5, 4, None, "Purchases are medium: 2.5 of 4."),
        (1, 4, None, "The potential is very high: 4 of 4."),
        (2, 3, None, "There is room to grow: a potential of 3 against purchases of 2."),
        (2, 2, None, "There is little room to grow: a potential of 2 against purchases of 2."),
        (None, 2, None, "The potential is 2 of 4."),
        (1, None, None, "Purchases are low: 1 of 4."),
        (1, 1, 0.2, "It does not count much beyond what it buys: influence 0.2 of 1."),
        (4, 4, 0.9, "It counts for much, but not beyond what it buys: influence 0.9 of 1."),
        (1, None, 0.9, "It counts beyond what it buys: influence 0.9 of 1."),
        (None, 1, 0.9, "It counts for much: influence 0.9 of 1. Whether that is beyond what it buys is not known."),
    ],
)
def test_reasons(x: float | None, y: float | None, z: float | None, reason: str) -> None:
    found = classified(x, y, z)
    assert reason in found.reasons()
    assert len(found.reasons("zh")) == len(found.reasons())
    assert all("{" not in text and "nan" not in text for text in (*found.reasons(), found.to_text("zh")))


def test_form() -> None:
    found = classified(3, None, 0.5)
    table = found.to_frame()
    assert (table.index.name, list(table.columns)) == ("figure", ["value", "highest"])
    assert (table.dtypes == "float64").all()
    assert math.isnan(table.loc["potential", "value"])
    plain = found.to_dict()
    json.dumps(plain, allow_nan=False)
    assert plain["potential"] is None
    assert found._repr_html_().count("<div") == 1 + len(str(found).splitlines())  # the card holds the whole text


@pytest.mark.parametrize(
    "figures", [{"current_purchases": 4.1}, {"potential": -1}, {"industry_influence": 1.01}, {"potential": math.nan}]
)
def test_figures_off_the_scale(figures: dict[str, float]) -> None:
    with pytest.raises(sg.OptionError):
        sg.classify_account(EMPTY, **figures)


@pytest.mark.parametrize(
    "limits", [{"high": 5}, {"influential": 1.1}, {"room": -1}, {"medium": math.nan}, {"high": "x"}, {"room": None},
               {"medium": True}, {"medium": 4, "high": 1}],
)  # fmt: skip
def test_thresholds_off_the_scale(limits: dict[str, float]) -> None:
    with pytest.raises(sg.OptionError):
        sg.ClassThresholds(**limits)


@pytest.mark.parametrize("odd", ["x", True, (1,)])
def test_what_is_no_number_and_no_thresholds_is_refused(odd: Any) -> None:
    for name in ("current_purchases", "potential", "industry_influence", "thresholds"):
        with pytest.raises(sg.OptionError, match=name):
            sg.classify_account(EMPTY, **{name: odd})


@pytest.mark.parametrize("say", ["to_text", "reasons"])
def test_no_other_language(say: str) -> None:
    with pytest.raises(sg.UnknownTermError):
        getattr(classified(), say)("fr")
