"""All vocabularies of the field at once: complete in both languages, without double meanings."""

from __future__ import annotations

import importlib
import pkgutil
from typing import get_args

import pytest

import stakeholder_graph.vocabulary as package
from stakeholder_graph.errors import UnknownRoleError
from stakeholder_graph.vocabulary.coaching import COACH_CLASSES, EVIDENCE_TIERS, PROOFS
from stakeholder_graph.vocabulary.motives import MOTIVE_KINDS, SERVED_CONCERNS
from stakeholder_graph.vocabulary.people import FUNCTIONS, LEVELS, STYLES, function_of_department
from stakeholder_graph.vocabulary.relations import CHANNELS, RELATIONSHIP_STEPS, RELATIONSHIP_TRENDS, STEP_STRENGTHS
from stakeholder_graph.vocabulary.roles import CORE_ROLES, ROLES, Role
from stakeholder_graph.vocabulary.terms import LANGUAGES, Vocabulary

MODULES = [
    importlib.import_module(f"{package.__name__}.{module.name}") for module in pkgutil.iter_modules(package.__path__)
]
VOCABULARIES = {
    name: value for module in MODULES for name, value in vars(module).items() if isinstance(value, Vocabulary)
}
TERMS = [(name, term) for name, vocabulary in sorted(VOCABULARIES.items()) for term in vocabulary.values()]


def is_chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def test_the_vocabularies_are_all_here():
    assert len(VOCABULARIES) >= 17


@pytest.mark.parametrize(("name", "term"), TERMS, ids=[f"{name}.{term.key}" for name, term in TERMS])
def test_a_term_is_complete_in_both_languages(name, term):
    letter = name == "ACCOUNT_CLASSES"  # the field calls them by capital letters
    assert term.key == (term.key.upper() if letter else term.key.lower().replace(" ", "_").replace("-", "_"))
    assert term.en
    assert not is_chinese(term.en)
    assert is_chinese(term.zh)
    assert bool(term.meaning_en) == bool(term.meaning_zh)
    assert bool(term.badge_en) == bool(term.badge_zh)


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
def test_every_word_of_a_term_finds_it(name):
    vocabulary = VOCABULARIES[name]
    for key, term in vocabulary.items():
        for word in (key, term.en, term.zh, term.en.upper(), f" {term.zh} "):
            assert vocabulary.find(word) == key


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_terms_of_a_vocabulary_have_one_label(name, lang):
    labels = [term.label(lang) for term in VOCABULARIES[name].values()]
    assert len({*labels}) == len(labels)


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
def test_every_word_leads_to_a_key(name):
    vocabulary = VOCABULARIES[name]
    assert {*vocabulary._words.values()} == {*vocabulary}


# ---------------------------------------------------------------------- roles


def test_there_are_ten_roles_and_six_at_the_core():
    assert len(ROLES) == 10
    assert tuple(ROLES) == get_args(Role)
    assert len(CORE_ROLES) == 6
    assert {*CORE_ROLES} < {*ROLES}


def test_coach_is_no_role():
    assert "coach" not in ROLES
    for word in ("coach", "教练", "内线", "champion", "sponsor", "blocker"):
        assert ROLES.find(word) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_badges_tell_the_roles_apart(lang):
    badges = [term.badge(lang) for term in ROLES.values()]
    assert len({*badges}) == 10
    assert all(1 <= len(badge) <= 2 for badge in badges)


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("发起者", "initiator"),
        ("守门人", "gatekeeper"),
        ("把关者", "gatekeeper"),
        ("影响者", "influencer"),
        ("决策者", "decision_maker"),
        ("审批者", "decision_maker"),
        ("拍板人", "decision_maker"),
        ("decider", "decision_maker"),
        ("采购者", "purchaser"),
        ("购买者", "purchaser"),
        ("buyer", "purchaser"),
        ("评估者", "expert"),
        ("选型者", "expert"),
        ("市场人员", "marketer"),
        ("用户", "user"),
        ("Business User", "user"),
        ("Customers' customer", None),
        ("customer's customer", "customers_customer"),
        ("Customer’s Customer", "customers_customer"),
        ("Economic Buyer", None),
        ("Technical Buyer", None),
    ],
)
def test_other_words_for_roles(word, role):
    assert ROLES.find(word) == role


# ---------------------------------------------------------------------- relationships, coaching, motives, people


def test_relationship_steps_have_the_strengths_of_the_model():
    # 0, .2, .35, .55, .8, .95 from none to relied upon; ours
    assert [STEP_STRENGTHS[step] for step in RELATIONSHIP_STEPS] == [0, 0.2, 0.35, 0.55, 0.8, 0.95]


def test_the_words_of_relationships():
    assert [term.zh for term in RELATIONSHIP_STEPS.values()] == ["无", "初步建立", "认识", "熟悉", "信任", "信赖"]
    assert [term.zh for term in RELATIONSHIP_TRENDS.values()] == ["考验", "刺激", "激化", "缓和", "平稳"]
    assert [*CHANNELS] == ["authority", "expertise", "information", "personal"]


def test_the_coach_test_has_nine_classes_four_tiers_and_five_proofs():
    assert len(COACH_CLASSES) == 9
    assert [*EVIDENCE_TIERS] == [1, 2, 3, 4]
    assert len(PROOFS) == 5
    assert all(is_chinese(term.zh) and not is_chinese(term.en) for term in (*EVIDENCE_TIERS.values(), *PROOFS))


def test_motives_are_of_two_kinds_and_serve_three_concerns_in_order():
    assert [*MOTIVE_KINDS] == ["organisational", "personal"]
    assert [*SERVED_CONCERNS] == ["own_customers", "competitors", "career"]
    assert MOTIVE_KINDS.find("organizational") == "organisational"


def test_every_style_says_what_works():
    assert [term.zh for term in STYLES.values()] == ["领导型", "施加影响型", "检查型", "跟随型"]
    assert all(term.meaning_en and term.meaning_zh for term in STYLES.values())


def test_levels_are_named_in_both_languages():
    assert [*LEVELS] == sorted(LEVELS)
    assert all(term.en and is_chinese(term.zh) for term in LEVELS.values())


@pytest.mark.parametrize(
    ("department", "function"),
    [
        ("Finance", "finance"),
        ("财务部", "finance"),
        ("计划财务部", "finance"),
        ("Legal & Compliance", "legal"),
        ("法律合规部", "legal"),
        ("IT", "information_technology"),
        ("IT Security", None),
        ("信息科技部", "information_technology"),
        ("Purchasing", "purchasing"),
        ("集中采购中心", "purchasing"),
        ("运营管理部", "operations"),
        ("R&D", "engineering"),
        ("研发部", "engineering"),
        ("Quality", "quality"),
        ("Sales", "sales"),
        ("Sales and marketing", None),
        ("HR", "human_resources"),
        ("人力资源部", "human_resources"),
        ("Security", "security"),
        ("Unit 7", None),
        ("", None),
        ("White kittens", None),
        ("finance-controlling", "finance"),
        ("董事会", "management"),
    ],
)
def test_the_function_of_a_department(department, function):
    assert function_of_department(department) == function
    assert function is None or function in FUNCTIONS


def test_a_role_that_is_none_has_an_error_of_its_own() -> None:
    with pytest.raises(UnknownRoleError, match="'wizard' is no role"):
        ROLES.check("wizard")
