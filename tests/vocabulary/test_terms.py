from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.errors import UnknownTermError
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.terms import LANGUAGES, Term, Vocabulary, check_option, near_words, normalize_word

SIDES = Vocabulary(
    "side",
    Term("buyer", "customer", "客户方", "B", "客", "Buys.", "买方。"),
    Term("seller", "our team", "我方"),
    aliases={"us": "seller"},
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Decision-Maker", "decision maker"),
        ("decision_maker", "decision maker"),
        ("  DECISION   maker\t", "decision maker"),
        ("ＣＦＯ", "cfo"),
        ("Customer’s customer", "customer's customer"),
        ("决策人", "决策人"),
        ("（-5..5）", "( 5..5)"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_spellings_that_people_take_for_the_same_are_folded(word, folded):
    assert normalize_word(word) == folded


@given(st.text(max_size=20))
def test_a_folded_word_has_single_spaces_and_no_ends(word):
    folded = normalize_word(word)
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize("word", ["seller", "Our Team", "our-team", "我方", "US", " us "])
def test_keys_labels_and_aliases_are_found(word):
    assert SIDES.find(word) == "seller"


def test_words_that_are_not_known_are_not_guessed():
    assert SIDES.find("sellers") is None
    assert SIDES.find("") is None


def test_a_vocabulary_is_an_ordered_mapping():
    assert [*SIDES] == ["buyer", "seller"]
    assert len(SIDES) == 2
    assert SIDES["buyer"].en == "customer"
    assert "buyer" in SIDES
    assert "customer" not in SIDES
    assert None not in SIDES
    assert (SIDES.order("buyer"), SIDES.order("seller")) == (0, 1)
    assert repr(SIDES) == "Vocabulary('side': buyer, seller)"
    with pytest.raises(KeyError):
        SIDES["customer"]


@pytest.mark.parametrize(
    ("lang", "label", "badge", "meaning"), [("en", "customer", "B", "Buys."), ("zh", "客户方", "客", "买方。")]
)
def test_a_term_has_labels_in_each_language(lang, label, badge, meaning):
    term = SIDES["buyer"]
    assert (term.label(lang), term.badge(lang), term.meaning(lang)) == (label, badge, meaning)
    assert SIDES.label("buyer", lang) == label


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_key_is_its_own_label(lang):
    assert SIDES.label("middle", lang) == "middle"


def test_a_key_is_checked():
    assert SIDES.check("buyer") == "buyer"
    for value in ("bayer", None, 3, "customer"):
        with pytest.raises(UnknownTermError, match="is no side"):
            SIDES.check(value)


def test_an_option_is_checked_with_the_near_one_offered():
    check_option("language", "en", LANGUAGES)
    with pytest.raises(UnknownTermError, match=r"'eng' is no language\. Did you mean 'en'\? Allowed: en, zh\."):
        check_option("language", "eng", LANGUAGES)
    for value in (None, ["en"], np.array(["en", "zh"])):
        with pytest.raises(UnknownTermError, match="is no language"):
            check_option("language", value, LANGUAGES)


def test_every_word_of_a_vocabulary_is_listed_as_it_is_written():
    sides = Vocabulary("side", Term("our_team", "our team", "我方"), aliases={"Us": "our_team"})
    assert sides.words == ("our_team", "our team", "我方", "Us")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("decison_maker", ("decision_maker",)),
        ("Decison Maker", ("decision_maker",)),
        ("技术把关", ("技术把关者",)),
        ("决策仁", ("决策者",)),
        ("xyz", ()),
    ],
)
def test_close_words_are_offered_once_for_each_meaning_and_as_they_are_written(word, near):
    assert ROLES.near(word)[:1] == near[:1]
    assert len({ROLES.find(other) for other in ROLES.near(word)}) == len(ROLES.near(word))


@pytest.mark.parametrize(("word", "other"), [("不支持", "支持"), ("支持", "不支持"), ("not known", "known")])
def test_the_opposite_is_never_offered(word, other):
    assert near_words(word, [other]) == ()
