from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.io.formula_guard import bare_text, guarded_text

tricky = st.text(st.sampled_from("'=+-@＝−\t\r\n \u3000\u200bax1"), max_size=8)


@given(st.one_of(st.text(), tricky))
def test_the_guard_is_taken_away_exactly(text):
    assert bare_text(guarded_text(text)) == text


@given(st.one_of(st.text(), tricky))
def test_a_text_that_was_never_guarded_gives_back_itself_or_loses_one_apostrophe(text):
    bare = bare_text(text)
    assert bare == text or (text == "'" + bare and guarded_text(bare) == text)


@given(st.one_of(st.text(), tricky))
def test_a_guarded_text_never_opens_a_formula(text):
    shown = guarded_text(text).lstrip(" \t\r\n\u3000\u200b")
    assert not shown.startswith(tuple("=+-@＝−"))


@pytest.mark.parametrize("text", ["", "'", "''", "Li Na", "'t Hooft", "a=b", "1-2", "李娜", "0.5", "(=1)", "' '=1"])
def test_harmless_texts_stay_as_they_are(text):
    assert guarded_text(text) == text
    assert bare_text(text) == text


@pytest.mark.parametrize(
    "text", ["=", "-", "+49 30 1234", "-0.5", "@name", "'=1", "\tx", "\rx", "\nx", " =", "⁺1", "﹣1"]
)
def test_dangerous_texts_get_one_apostrophe(text):
    assert guarded_text(text) == "'" + text
