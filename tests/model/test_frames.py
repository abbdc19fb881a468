from __future__ import annotations

import datetime as dt

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from model.strategies import buying_centers

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.model.schema import SCHEMA, TABLES

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def same(G: nx.DiGraph, H: nx.DiGraph) -> bool:
    return bool(nx.utils.graphs_equal(G, H))


@given(buying_centers(min_contacts=0))
@slow
def test_frames_are_the_exact_inverse_of_frames(G):
    assert same(sg.from_frames(**sg.to_frames(G)), G)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 10, 60])
@pytest.mark.parametrize("seed", [0, 1])
def test_random_accounts_come_back_exactly(n, seed):
    G = sg.random_buying_center(n, seed)
    assert same(sg.from_frames(**sg.to_frames(G)), G)


def test_frames_come_back_exactly_from_the_graph():
    tables = sg.to_frames(sg.random_buying_center(30, 5))
    again = sg.to_frames(sg.from_frames(**tables))
    for name in TABLES:
        pd.testing.assert_frame_equal(again[name], tables[name])


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_every_column_of_the_schema_in_its_order(table):
    frame = sg.to_frames(sg.example_buying_center())[table]
    columns = [*frame.index.names, *frame.columns] if frame.index.name else [*frame.columns]
    assert columns == [*SCHEMA[table].columns]


@pytest.mark.parametrize(
    ("column", "dtype"),
    [
        ("name", "string"),
        ("stance", "float64"),
        ("level", "Int64"),
        ("influencers_complete", "boolean"),
        ("joined", "datetime64[s]"),
        ("roles", "object"),
        ("side", "string"),
    ],
)
def test_dtypes_are_those_that_the_docstring_promises(column, dtype):
    assert str(sg.to_frames(sg.example_buying_center())["contacts"][column].dtype) == dtype


def test_contacts_may_stand_in_the_index_or_in_a_column():
    frame = sg.example_buying_center().contacts
    assert same(sg.from_frames(frame), sg.from_frames(frame.reset_index()))


def test_extras_that_are_no_text_come_back_as_they_are():
    G = sg.BuyingCenter()
    G.add_contact("a", score=3, marks=(1, 2))
    assert sg.from_frames(**sg.to_frames(G)).nodes["a"] == {"score": 3, "marks": (1, 2)}


def test_an_attribute_whose_name_is_no_text_becomes_a_column():
    G = nx.DiGraph()
    G.add_node("a", x=1)
    G.nodes["a"][7] = "seven"
    assert sg.to_frames(G)["contacts"].loc["a", "7"] == "seven"


def test_headers_words_and_scales_are_read_as_in_files():
    contacts = pd.DataFrame({"编号": ["001", "NA"], "角色": ["拍板人", "内线"], "立场 (0-10)": [7.5, "反对"]})
    G = sg.from_frames(contacts)
    # 7.5 on 0..10 is (2 * 7.5 - 10) / 10 = .5; the word 反对 is -.6 in the word table
    assert G.nodes["001"] == {"roles": ("decision_maker",), "stance": 0.5}
    assert G.nodes["NA"] == {"raw_role": "内线", "labelled_coach": True, "stance": -0.6}


@pytest.mark.parametrize(
    ("scale", "given_value"), [("-1..1", 0.5), ("-5..5", 2.5), ("0-10", 7.5), ("0-100", 75), ("1-5", 4)]
)
def test_the_caller_names_the_scale_of_a_bare_stance_column(scale, given_value):
    frame = pd.DataFrame({"contact_id": ["a"], "stance": [given_value]})
    assert sg.from_frames(frame, stance_scale=scale).nodes["a"]["stance"] == 0.5


def test_the_header_beats_the_scale_of_the_caller():
    frame = pd.DataFrame({"contact_id": ["a"], "stance (0-100)": [75]})
    assert sg.from_frames(frame, stance_scale="-5..5").nodes["a"]["stance"] == 0.5


@given(st.floats(-1, 1))
def test_a_stance_on_our_own_scale_keeps_every_digit(stance):
    frame = pd.DataFrame({"contact_id": ["a"], "stance": [stance]})
    assert sg.from_frames(frame).nodes["a"]["stance"] == stance


def test_an_unknown_scale_is_refused_with_the_near_one():
    with pytest.raises(UnknownTermError, match=r"0-10"):
        sg.from_frames(pd.DataFrame({"contact_id": ["a"]}), stance_scale="0-11")


def test_numpy_and_pandas_values_become_plain_ones():
    contacts = pd.DataFrame(
        {
            "contact_id": ["a", "b"],
            "level": np.array([1, 2], dtype=np.int32),
            "stance": np.array([0.25, np.nan], dtype=np.float32),
            "influencers_complete": [True, pd.NA],
            "joined": [pd.Timestamp("2026-01-02"), pd.NaT],
            "authority": [["veto"], None],
        }
    )
    G = sg.from_frames(contacts)
    expected = {"level": 1, "stance": 0.25, "influencers_complete": True, "joined": dt.date(2026, 1, 2)}
    assert G.nodes["a"] == {**expected, "authority": ("veto",)}
    assert [type(value) for value in G.nodes["a"].values()] == [int, float, bool, dt.date, tuple]
    assert G.nodes["b"] == {"level": 2}


def test_numbers_as_ids_are_read_where_nothing_is_lost():
    G = sg.from_frames(pd.DataFrame({"contact_id": [1, 2]}))
    assert sorted(G) == ["1", "2"]


def test_ids_that_were_turned_into_fractions_are_refused():
    with pytest.raises(SchemaError, match="not text but float"):
        sg.from_frames(pd.DataFrame({"contact_id": [1.0, None]}))


def test_all_failures_of_all_tables_come_at_once_and_rows_count_from_one():
    contacts = pd.DataFrame({"contact_id": ["a", "a", None], "stance": ["x", 2, 0]})
    influences = pd.DataFrame({"source": ["a", "a"], "target": ["a", "z"], "weight": ["x", 0]})
    with pytest.raises(SchemaError) as caught:
        sg.from_frames(contacts, influences)
    found = caught.value.failures[["where", "row", "column", "problem"]].to_numpy().tolist()
    assert sorted(map(tuple, found)) == [
        ("contacts", 1, "stance", "neither a number nor a word for a stance"),
        ("contacts", 2, "contact_id", "given twice (first in row 1)"),
        ("contacts", 2, "stance", "outside its range"),
        ("contacts", 3, "contact_id", "missing"),
        ("influences", 1, "target", "a tie to oneself"),
        ("influences", 1, "weight", "not a number"),
        ("influences", 2, "target", "no such contact"),
        ("influences", 2, "weight", "outside its range"),
    ]


def test_an_unreadable_cell_in_the_first_row_hides_nothing_in_the_others():
    contacts = pd.DataFrame({"contact_id": ["a", "b"], "stance": ["lukewarm", 3]})
    with pytest.raises(SchemaError) as caught:
        sg.from_frames(contacts)
    assert caught.value.failures["id"].tolist() == ["a", "b"]


def test_the_argument_frames_are_not_changed():
    tables = sg.to_frames(sg.example_buying_center())
    before = {name: frame.copy(deep=True) for name, frame in tables.items()}
    sg.from_frames(**tables)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])


@pytest.mark.parametrize("wrong", [{"contact_id": ["a"]}, pd.Series(["a"]), ["a"], "contacts.csv"])
@pytest.mark.parametrize("table", ["contacts", "motives"])
def test_what_is_no_table_is_refused_by_name(table, wrong):
    tables = {"contacts": pd.DataFrame({"contact_id": ["a"]}), table: wrong}
    with pytest.raises(OptionError, match=rf"^{table}=.*Give a pandas.DataFrame"):
        sg.from_frames(**tables)


def test_contacts_cannot_be_none():
    with pytest.raises(OptionError, match=r"^contacts=None"):
        sg.from_frames(None)
