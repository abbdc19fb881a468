"""Ways to act: three-valued conditions, their order, the table that the library brings, and ways of one's own."""

import copy
import inspect
import pickle

import pytest
from analysis.move_maps import AS_OF, DM, build
from pandas.testing import assert_frame_equal

import stakeholder_graph as sg

CONTENT = {"receptivity": "even_keel"}
WORDS = {"en": "name", "zh": "名称", "why_en": "Because.", "why_zh": "因为。"}


def way(key="own", kind="action", **lines):
    return sg.Way(key, kind, **WORDS, **lines)


def ways_for(columns, *ways, ties=None, people=None, **more):
    """Return the table for one contact, a."""
    G = build({"a": columns, **(people or {})}, ties, **more)
    options = {"ways": ways} if ways else {}
    return sg.ways_to_act(G, contact="a", **options)


# ---------------------------------------------------------------- three values


@pytest.mark.parametrize(
    ("needed", "shown"),
    [
        ({"role": ["user", "expert"]}, {"roles": ("expert", "gatekeeper")}),
        ({"style": ["checking"]}, {"style": "checking"}),
        ({"receptivity": ["growth"]}, {"receptivity": "growth"}),
        ({"stance": ["opponent"]}, {"stance": -0.7}),
        ({"step": ["familiar"]}, {"relationship": "familiar"}),
        ({"level": [1, 2]}, {"level": 2}),
    ],
)
def test_a_condition_holds_fails_or_is_not_known(needed, shown):
    other = {
        "roles": ("user",) if "expert" in shown.get("roles", ()) else (),
        "style": "leading",
        "receptivity": "trouble",
        "stance": 0.0,
        "relationship": "none",
        "level": 3,
    }
    (column,) = shown
    (asked,) = needed
    wrong = {column: ("initiator",) if column == "roles" else other[column]}
    fits = ways_for(shown, way(when=needed))
    assert fits["fits"].tolist() == [True]
    assert fits["hangs_on"].tolist() == [()]
    assert ways_for(wrong, way(when=needed)).empty
    unknown = ways_for({}, way(when=needed))
    assert unknown["fits"].isna().tolist() == [True]
    assert unknown["hangs_on"].tolist() == [(asked,)]


def test_the_stage_comes_from_the_map_or_the_caller():
    late = way(when={"stage": ["contract"]})
    G = build({"a": {}})
    assert sg.ways_to_act(G, ways=[late])["hangs_on"].tolist() == [("stage",)]
    assert sg.ways_to_act(G, ways=[late], stage="contract")["fits"].tolist() == [True]
    assert sg.ways_to_act(G, ways=[late], stage="specify").empty


@pytest.mark.parametrize(
    ("relationships", "led"),
    [
        ({"a": "trusted"}, "direct"),
        ({"b": "trusted", "a": "none"}, "introduced"),
        ({"a": "none", "b": "none"}, "none"),
        ({"a": "none"}, None),  # nobody noted whether we know b, who could introduce us
    ],
)
def test_how_we_get_there(relationships, led):
    bonds = {("t", contact): step for contact, step in relationships.items()}
    options = {"people": {"b": {}}, "ties": {("b", "a"): 0.5}, "team": {"t": {}}, "bonds": bonds}
    for asked in ("direct", "introduced", "none"):
        table = ways_for({}, way(when={"route": [asked]}), **options)
        expected = [("route",)] if led is None else [()] if led == asked else []
        assert table["hangs_on"].tolist() == expected


@pytest.mark.parametrize(
    ("level", "team", "peer"),
    [
        (2, {"t": {"level": 2}}, "yes"),
        (2, {"t": {"level": 3}, "u": {"level": 1}}, "yes"),
        (2, {"t": {"level": 3}}, "no"),
        (2, {"t": {"level": 3}, "u": {}}, None),
        (2, {}, None),
        (None, {"t": {"level": 1}}, None),
    ],
)
def test_level_meets_level(level, team, peer):
    columns = {} if level is None else {"level": level}
    for asked in ("yes", "no"):
        table = ways_for(columns, way(when={"peer": [asked]}), team=team)
        expected = [("peer",)] if peer is None else [()] if peer == asked else []
        assert table["hangs_on"].tolist() == expected


# ---------------------------------------------------------------- order


def test_the_score_is_the_part_that_speaks_for_the_way():
    suits = {"style": ["checking"], "receptivity": ["growth"], "level": [1], "role": ["user"]}
    row = ways_for({"style": "checking", "level": 3, "roles": ("user",)}, way(suits=suits)).iloc[0]
    assert row["score"] == 0.5  # style and role of four
    assert row["speaks_for"] == ("style", "role")
    assert row["hangs_on"] == ("receptivity",)
    assert row["fits"]
    assert ways_for({}, way()).loc[0, "score"] == 0.0  # nothing could speak for it


def test_what_surely_fits_goes_first_then_the_score_then_the_table():
    checking = {"suits": {"style": ["checking"]}}
    table = ways_for(
        {"style": "checking"},
        way("open", when={"level": [1]}, **checking),
        way("weak", suits={"style": ["leading"]}),
        way("second", **checking),
        way("first", **checking),
    )
    assert table["way"].tolist() == ["second", "first", "weak", "open"]
    assert table["rank"].tolist() == [1, 2, 3, 4]


def test_only_whoever_is_in_the_post():
    G = build({"a": {}, "b": {"status": "placeholder"}, "c": {"status": "left"}})
    assert set(sg.ways_to_act(G)["contact_id"]) == {"a"}
    assert sg.ways_to_act(G, contact="b").empty
    for nobody in ("c", "d"):
        with pytest.raises(sg.UnknownContactError, match=nobody):
            sg.ways_to_act(G, contact=nobody)


# ---------------------------------------------------------------- the library's own table


def test_the_ways_of_the_field_and_the_six_levers():
    actions = [each.key for each in sg.WAYS_TO_ACT if each.kind == "action"]
    levers = [each.key for each in sg.WAYS_TO_ACT if each.kind == "lever"]
    for key in (
        "introduction",
        "peer_meeting",
        "site_visit",
        "reference_customer",
        "business_event",
        "small_attentions",
    ):
        assert key in actions
    assert levers == ["reciprocity", "commitment", "social_proof", "liking", "authority", "scarcity"]


def test_every_way_speaks_both_languages_and_names_its_source():
    for each in sg.WAYS_TO_ACT:
        for lang, ending in (("en", "."), ("zh", "。")):
            assert each.label(lang)
            assert each.why(lang).endswith(ending)
            assert not each.caution(lang) or each.caution(lang).endswith(ending)
        assert each.suits
        assert each.source
        assert bool(each.caution_en) == bool(each.caution_zh)


def test_attentions_keep_to_the_rules_of_the_customer():
    attentions = next(each for each in sg.WAYS_TO_ACT if each.key == "small_attentions")
    assert "only as the customer's own rules" in attentions.caution_en.lower()
    for stage in ("select", "contract"):
        assert stage not in attentions.when["stage"]


@pytest.mark.parametrize(
    ("key", "columns", "stage"),
    [
        ("expert_workshop", {"roles": ("expert",), "style": "influencing", "stance": -0.3}, "specify"),
        ("reference_customer", {"roles": ("influencer",), "style": "checking", "stance": 0.0, **CONTENT}, "select"),
        ("social_proof", {"roles": ("user",), "style": "following", "stance": 0.1, **CONTENT}, "review"),
    ],
)
def test_who_is_offered_what(key, columns, stage):
    table = sg.ways_to_act(build({"a": columns}), stage=stage)
    assert table.loc[0, "way"] == key
    assert table.loc[0, "score"] == 1.0


def test_an_executive_is_met_by_an_executive():
    G = build({"a": {**DM, "level": 1, "style": "leading"}}, team={"t": {"level": 1}})
    assert sg.ways_to_act(G, stage="select").loc[0, "way"] == "peer_meeting"


def test_languages():
    G = sg.read_csv(sg.sample_folder("bank_mainframe"))
    english, chinese = sg.ways_to_act(G, as_of=AS_OF), sg.ways_to_act(G, as_of=AS_OF, lang="zh")
    texts = ["label", "why", "caution"]
    assert english.drop(columns=texts).equals(chinese.drop(columns=texts))
    assert not (english["label"] == chinese["label"]).any()
    with pytest.raises(sg.UnknownTermError, match="fr"):
        sg.ways_to_act(G, lang="fr")


# ---------------------------------------------------------------- ways of one's own


def test_ways_are_added_to_the_table():
    table = sg.ways_to_act(sg.example_buying_center(), contact="user", ways=(*sg.WAYS_TO_ACT, way()))
    assert "own" in set(table["way"])
    assert table.loc[table["way"] == "own", "source"].tolist() == ["ours"]


@pytest.mark.parametrize(
    ("make", "error", "named"),
    [
        (lambda: way(kind="trick"), sg.UnknownTermError, "trick"),
        (lambda: way(when={"mood": ["good"]}), sg.UnknownTermError, "mood"),
        (lambda: way(suits={"style": ["cheking"]}), sg.UnknownTermError, "checking"),
        (lambda: way(when={"stance": ["unknown"]}), sg.UnknownTermError, "unknown"),
        (lambda: way(when={"level": [0]}), sg.OptionError, "level"),
        (lambda: way(when={"level": ["1"]}), sg.OptionError, "level"),
        (lambda: way(when={"level": [True]}), sg.OptionError, "level"),
        (lambda: sg.ways_to_act(sg.example_buying_center(), ways=["introduction"]), sg.OptionError, "ways"),
        (lambda: sg.ways_to_act(sg.example_buying_center(), ways=5), sg.OptionError, "ways"),
        (lambda: sg.ways_to_act(sg.example_buying_center(), ways=way()), sg.OptionError, "ways"),
    ],
)
def test_what_is_refused(make, error, named):
    with pytest.raises(error, match=named):
        make()


def test_a_way_keeps_its_lines_to_itself():
    lines = {"style": ["checking"]}
    mine = way(when=lines)
    lines["style"].append("leading")
    assert mine.when == {"style": ("checking",)}
    assert mine == way(when={"style": ["checking"]})
    assert pickle.loads(pickle.dumps(mine)) == mine  # noqa: S301  our own bytes
    assert copy.deepcopy(mine) == mine
    assert hash(way()) == hash(way())


def test_help_names_the_table_of_ways_instead_of_printing_it():
    G = sg.example_buying_center()
    assert "ways: 'Iterable[Way] | None' = None" in str(inspect.signature(sg.ways_to_act))
    assert_frame_equal(sg.ways_to_act(G), sg.ways_to_act(G, ways=sg.WAYS_TO_ACT))
    assert len(sg.ways_to_act(G, ways=())) == 0
