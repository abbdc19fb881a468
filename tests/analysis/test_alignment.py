"""How the motives of one contact add up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings, strategies as st
from rules.maps import DM, build

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.motives.alignment import alignment_of
from stakeholder_graph.errors import OptionError
from stakeholder_graph.rules.conditions.motives import hidden_blocker

PRO, CON = {"direction": 0.8, "strength": 0.5}, {"direction": -0.6, "strength": 0.5}
OPPOSITE = {"personal_friend": "hidden_blocker", "hidden_blocker": "personal_friend", "aligned_for": "aligned_against",
            "aligned_against": "aligned_for", "mixed": "mixed", "unknown": "unknown"}  # fmt: skip

grid = st.integers(-20, 20).map(lambda place: place / 20)
motive = st.tuples(st.none() | grid, st.none() | st.integers(1, 20).map(lambda place: place / 20))
people = st.lists(
    st.fixed_dictionaries(
        {
            "organisational": st.lists(motive, max_size=3),
            "personal": st.lists(motive, max_size=3),
            "stance": st.none() | grid,
        }
    ),
    min_size=1,
    max_size=4,
)


def account(drawn: list[dict], *, turn: int = 1, scale: float = 1.0) -> sg.BuyingCenter:
    """Return a map of people with these motives and stances; turned over, or with other strengths, on demand."""
    contacts = {f"c{place}": {"stance": one["stance"]} for place, one in enumerate(drawn)}
    motives = [
        (
            f"c{place}",
            kind,
            {
                "direction": None if direction is None else turn * direction,
                "strength": None if strength is None else scale * strength,
            },
        )
        for place, one in enumerate(drawn)
        for kind in ("organisational", "personal")
        for direction, strength in one[kind]
    ]
    return build(contacts, motives=motives)


def row(organisational: list[dict], personal: list[dict], stance: float | None = None, **options):
    motives = [("c", "organisational", columns) for columns in organisational]
    motives += [("c", "personal", columns) for columns in personal]
    return sg.motive_alignment(build({"c": {"stance": stance}}, motives=motives), **options).loc["c"]


def figures(found) -> list[float]:
    return found[["m_org", "m_per", "implied_stance", "alignment", "inner_conflict"]].astype(float).tolist()


@pytest.mark.parametrize(
    ("organisational", "personal", "expected", "pattern"),
    [
        # m_org, m_per, implied = the mean, alignment = 1 - |m_org - m_per| / 2, inner conflict
        ([PRO], [CON], [0.8, -0.6, 0.1, 0.3, 0.6], "hidden_blocker"),
        ([CON], [PRO], [-0.6, 0.8, 0.1, 0.3, 0.6], "personal_friend"),
        ([PRO], [PRO], [0.8, 0.8, 0.8, 1.0, 0.0], "aligned_for"),
        ([CON], [CON], [-0.6, -0.6, -0.6, 1.0, 0.0], "aligned_against"),
        ([PRO], [{"direction": 0.0}], [0.8, 0.0, 0.4, 0.6, 0.0], "mixed"),
        ([PRO, CON], [PRO], [0.1, 0.8, 0.45, 0.65, 0.0], "aligned_for"),
        ([{"direction": 1.0}], [{"direction": -1.0}], [1.0, -1.0, 0.0, 0.0, 1.0], "hidden_blocker"),
    ],
)
def test_by_hand(organisational: list, personal: list, expected: list, pattern: str) -> None:
    found = row(organisational, personal)
    assert figures(found) == pytest.approx(expected, abs=1e-12)
    assert (found["pattern"], found["basis"]) == (pattern, "both")


@pytest.mark.parametrize(
    ("organisational", "personal", "basis", "implied", "missing"),
    [
        ([PRO], [], "organisational", 0.8, ("personal",)),
        ([], [CON], "personal", -0.6, ("organisational",)),
        ([], [], "none", math.nan, ("organisational", "personal")),
        ([PRO], [{}], "organisational", 0.8, ("direction",)),
        ([PRO, {"direction": 0.2}], [CON], "personal", -0.6, ("strength",)),
        ([{}], [{}], "none", math.nan, ("direction",)),
    ],
)
def test_where_one_kind_is_not_known(
    organisational: list, personal: list, basis: str, implied: float, missing: tuple
) -> None:
    found = row(organisational, personal, stance=0.0)
    assert found["basis"] == basis
    assert found["implied_stance"] == pytest.approx(implied, nan_ok=True)
    assert math.isnan(found["alignment"])
    assert math.isnan(found["inner_conflict"])
    assert found["missing"] == missing


def test_motives_that_pull_one_way_show_a_pattern_without_strengths() -> None:
    found = row([{"direction": 0.2}, {"direction": 0.9}], [{"direction": -0.4}])
    assert math.isnan(found["m_org"])
    assert found["pattern"] == "hidden_blocker"
    assert row([PRO], [])["pattern"] == row([PRO], [{}])["pattern"] == "unknown"


def test_the_personal_weight() -> None:
    assert row([PRO], [CON], personal_weight=0.25)["implied_stance"] == pytest.approx(0.45)  # .6 - .15
    assert row([PRO], [CON], personal_weight=0)[["implied_stance", "basis"]].tolist() == [0.8, "organisational"]
    assert row([PRO], [CON], personal_weight=1)[["implied_stance", "basis"]].tolist() == [-0.6, "personal"]
    nothing = row([], [CON], personal_weight=0)
    assert math.isnan(nothing["implied_stance"])
    assert nothing["basis"] == "none"


@pytest.mark.parametrize(
    ("stance", "gap", "large"), [(0.8, 0.0, False), (0.31, -0.49, False), (0.3, -0.5, True), (-1, -1.8, True)]
)
def test_the_gap_to_the_stance(stance: float, gap: float, large: bool) -> None:
    found = row([PRO], [PRO], stance)
    assert found["stance_gap"] == pytest.approx(gap)
    assert found["gap_large"] is large or found["gap_large"] == large
    assert not row([PRO], [PRO], stance, large_gap=1.9)["gap_large"]


def test_no_gap_without_a_stance_or_motives() -> None:
    table = sg.motive_alignment(build({"a": {"stance": 0.5}, "b": {}}, motives=[("b", "personal", PRO)]))
    assert table["stance_gap"].isna().all()
    assert table["gap_large"].isna().all()
    assert table.loc["b", "missing"] == ("organisational", "stance")


def test_what_the_motives_serve_in_the_customers_order() -> None:
    found = row(
        [{"serves": "career", "drive": "pain"}, {"serves": "competitors", "drive": "gain"}],
        [{"serves": "career", "drive": "gain"}, {}],
    )
    assert found["serves"] == ("competitors", "career")
    assert found[["pains", "gains", "motives"]].tolist() == [1, 2, 4]


def test_active_contacts_by_share_and_how_much_of_the_decision_is_known() -> None:
    G = build(
        {"a": {}, "d": DM, "k": {}, "l": {"status": "left"}, "p": {"status": "placeholder"}},
        ties={("k", "d"): 0.5, ("a", "d"): 0.5},
        motives=[(who, "personal", PRO) for who in "dlp"],
    )
    table = sg.motive_alignment(G)
    assert table.index.tolist() == ["d", "a", "k"]
    shares = sg.rank_contacts(G)["share"]
    assert table["share"].to_dict() == pytest.approx(shares[["d", "a", "k"]].to_dict())
    assert table.attrs["known"] == pytest.approx(shares["d"] / shares[["d", "a", "k"]].sum())
    assert table.attrs["patterns"] == {
        "aligned_for": 0,
        "hidden_blocker": 0,
        "personal_friend": 0,
        "aligned_against": 0,
        "mixed": 0,
        "unknown": 3,
    }
    assert sg.motive_alignment(build({})).attrs["known"] is None


@pytest.mark.parametrize("weight", [-0.1, 1.1, math.nan, "x", None, True])
def test_a_weight_out_of_range_is_refused(weight: float) -> None:
    with pytest.raises(OptionError, match="personal_weight"):
        sg.motive_alignment(build({}), personal_weight=weight)


@pytest.mark.parametrize("gap", [0, -1, math.nan, "x", None, True])
def test_a_gap_out_of_range_is_refused(gap: float) -> None:
    with pytest.raises(OptionError, match="large_gap"):
        sg.motive_alignment(build({}), large_gap=gap)


@settings(deadline=None)
@given(people, st.integers(0, 20).map(lambda place: place / 20))
def test_the_figures_stay_in_their_ranges(drawn: list[dict], weight: float) -> None:
    table = sg.motive_alignment(account(drawn), personal_weight=weight)
    for column, low in (("m_org", -1), ("m_per", -1), ("implied_stance", -1), ("alignment", 0), ("inner_conflict", 0)):
        assert table[column].dropna().between(low, 1).all()
    assert table["stance_gap"].dropna().between(-2, 2).all()
    both = table[["m_org", "m_per"]].notna().all(axis=1)
    assert (table["alignment"].notna() == both).all()
    assert (table["inner_conflict"].notna() == both).all()
    assert ((table["basis"] == "none") == table["implied_stance"].isna()).all()
    crossed = table["pattern"].isin(["hidden_blocker", "personal_friend"])
    assert ((table["inner_conflict"] > 0) == (crossed & both)).all()


@settings(deadline=None)
@given(people, st.floats(0.01, 1))
def test_the_scale_of_the_strengths_makes_no_difference(drawn: list[dict], scale: float) -> None:
    found, expected = sg.motive_alignment(account(drawn, scale=scale)), sg.motive_alignment(account(drawn))
    for column in ("m_org", "m_per", "implied_stance", "alignment", "inner_conflict"):
        assert found[column].tolist() == pytest.approx(expected[column].tolist(), abs=1e-11, nan_ok=True)


@settings(deadline=None)
@given(people)
def test_the_other_way_round_everything_pulls_the_other_way(drawn: list[dict]) -> None:
    found, expected = sg.motive_alignment(account(drawn, turn=-1)), sg.motive_alignment(account(drawn))
    assert found["implied_stance"].tolist() == pytest.approx((-expected["implied_stance"]).tolist(), nan_ok=True)
    assert found["alignment"].tolist() == pytest.approx(expected["alignment"].tolist(), nan_ok=True)
    assert found["pattern"].tolist() == expected["pattern"].map(OPPOSITE).tolist()


@settings(deadline=None)
@given(people)
def test_the_hidden_blockers_are_those_of_the_rule(drawn: list[dict]) -> None:
    facts = gather_facts(account(drawn))
    table = alignment_of(facts)
    hits = {verdict.contacts[0] for verdict in hidden_blocker(facts) if not hasattr(verdict, "fields")}
    assert hits == set(table.index[table["pattern"] == "hidden_blocker"])
