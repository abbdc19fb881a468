from __future__ import annotations

import pytest

from stakeholder_graph.vocabulary.people import AUTHORITIES, FUNCTIONS
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stances import stance_word
from stakeholder_graph.vocabulary.terms import normalize_word
from stakeholder_graph.vocabulary.words import WordMeaning, picklist_words, read_word, role_words, word_tables

# The standard picklists of other systems and what each word means here.
MEANINGS = {
    "Business User": WordMeaning(roles=("user",)),
    "Decision Maker": WordMeaning(roles=("decision_maker",)),
    "Economic Buyer": WordMeaning(roles=("decision_maker",), authority=("economic",)),
    "Economic Decision Maker": WordMeaning(roles=("decision_maker",), authority=("economic",)),
    "Evaluator": WordMeaning(roles=("expert",)),
    "Executive Sponsor": WordMeaning(roles=("influencer",), sponsor=True),
    "Influencer": WordMeaning(roles=("influencer",)),
    "Technical Buyer": WordMeaning(roles=("expert", "gatekeeper"), authority=("veto",)),
    "Approver": WordMeaning(roles=("decision_maker",)),
    "Buyer": WordMeaning(roles=("purchaser",)),
    "Other": WordMeaning(),
    "Champion": WordMeaning(coach=True, stance=0.8),
    "Coach": WordMeaning(coach=True),
    "Blocker": WordMeaning(stance=-0.6),
    "Gatekeeper": WordMeaning(roles=("gatekeeper",)),
    "Procurement": WordMeaning(roles=("purchaser",)),
    "Legal": WordMeaning(roles=("gatekeeper",), authority=("veto",)),
    "Security": WordMeaning(roles=("gatekeeper",), authority=("veto",)),
    "BLOCKER": WordMeaning(stance=-0.6),
    "BUDGET_HOLDER": WordMeaning(roles=("decision_maker",), authority=("budget",), confidence=0.3),
    "CHAMPION": WordMeaning(coach=True, stance=0.8),
    "DECISION_MAKER": WordMeaning(roles=("decision_maker",)),
    "END_USER": WordMeaning(roles=("user",)),
    "EXECUTIVE_SPONSOR": WordMeaning(roles=("influencer",), sponsor=True),
    "LEGAL_AND_COMPLIANCE": WordMeaning(roles=("gatekeeper",), authority=("veto",)),
    "Technical": WordMeaning(roles=("expert", "gatekeeper")),
    "Economic": WordMeaning(roles=("decision_maker",), authority=("economic",)),
    "decider": WordMeaning(roles=("decision_maker",)),
    "EB": WordMeaning(roles=("decision_maker",), authority=("economic",)),
    "CH": WordMeaning(coach=True, stance=0.8),
    "TB": WordMeaning(roles=("expert", "gatekeeper"), authority=("veto",)),
    "UB": WordMeaning(roles=("user",)),
    "教练买家": WordMeaning(coach=True),
    "内线": WordMeaning(coach=True),
    "技术把关者": WordMeaning(roles=("expert",)),
}


@pytest.mark.parametrize("word", MEANINGS)
def test_a_picklist_word_means_what_its_system_says(word):
    assert read_word(word) == MEANINGS[word]


@pytest.mark.parametrize("word", ["Grand Vizier", "", "maker", "primary", "决策"])
def test_other_words_mean_nothing(word):
    assert read_word(word) is None


@pytest.mark.parametrize("word", sorted(picklist_words()))
def test_what_a_word_means_is_in_our_terms(word):
    meaning = picklist_words()[word]
    assert {*meaning.roles} <= {*ROLES}
    assert {*meaning.authority} <= {*AUTHORITIES}
    assert meaning.stance is None or -1 <= meaning.stance <= 1
    assert meaning.confidence is None or 0 <= meaning.confidence < 1
    assert word == normalize_word(word)


def test_no_word_stands_twice_in_the_table():
    words = [normalize_word(word) for entry in word_tables()["picklist"] for word in entry["words"]]
    assert len(words) == len({*words})


def test_every_role_has_a_word_and_every_single_role_word_is_an_alias():
    assert {*role_words().values()} == {*ROLES}
    assert all(ROLES.find(word) == role for word, role in role_words().items())


def test_the_words_of_the_table_that_stand_for_stances_lie_on_the_scale():
    stances = word_tables()["stance"]
    assert all(-1 <= value <= 1 for value in stances.values())
    assert all(stance_word(word) == value for word, value in stances.items())


def test_yes_and_no_are_told_apart():
    flags = word_tables()["flag"]
    assert not {*map(normalize_word, flags["true"])} & {*map(normalize_word, flags["false"])}


def test_department_words_belong_to_functions():
    assert {*word_tables()["function"]} < {*FUNCTIONS}
