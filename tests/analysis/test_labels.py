"""Labels by power and interest, and by power, legitimacy and urgency."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import pytest
from analysis.graphs import build_map, random_map
from rules.maps import build

import stakeholder_graph as sg
from stakeholder_graph.analysis.group.labels import Quadrant, SalienceClass
from stakeholder_graph.vocabulary.sentences import label, read_sentences

DTYPES = {
    "power": "float64",
    "interest": "float64",
    "powerful": "boolean",
    "interested": "boolean",
    "legitimate": "boolean",
    "urgent": "boolean",
    "quadrant": "object",
    "salience": "object",
    "missing": "object",
}


def labelled(person: dict[str, Any], *motives: dict[str, Any], **options: Any) -> Any:
    """Return the labels of x, one of three who move a decision maker and the one with the smallest share."""
    people = {"d": {"roles": ("decision_maker",)}, "u": {}, "v": {}, "x": person}
    ties = {("u", "d"): 0.5, ("v", "d"): 0.5, ("x", "d"): 0.1}
    G = build(people, ties=ties, motives=[("x", "organisational", motive) for motive in motives])
    return sg.stakeholder_labels(G, **options).loc["x"]


def test_power_by_hand() -> None:
    power = sg.stakeholder_labels(sg.example_buying_center())["power"]
    # Shares fall in this order (see the worked example); of seven, i have less, and half of the own place counts.
    computed = {"gate": 0, "coach": 1, "user": 2, "proc": 3, "it": 4, "coo": 5}
    for contact, below in computed.items():
        assert power[contact] == pytest.approx((below + 0.5) / 7), contact
    assert power["cfo"] == 1.0  # decides


def test_equal_shares_have_equal_power() -> None:
    G = build_map("abc", [("b", "a", 0.5), ("c", "a", 0.5)])
    assert sg.stakeholder_labels(G)["power"].tolist() == pytest.approx([1.0, 1 / 3, 1 / 3])


@pytest.mark.parametrize(
    ("person", "power"),
    [
        ({"authority": ("economic",)}, 1.0),
        ({"authority": ("veto",)}, 1.0),
        ({"authority": ("budget",)}, 0.75),
        ({"authority": ("budget", "veto")}, 1.0),
        ({"roles": ("decision_maker",)}, 1.0),
        ({"roles": ("user",)}, 0.125),
    ],
)
def test_authority_is_power_whatever_the_ties_say(person: dict[str, Any], power: float) -> None:
    assert labelled(person)["power"] == power


def test_whom_the_map_does_not_tie_has_no_known_power() -> None:
    G = build_map(
        {"d": {"roles": ["decision_maker"]}, "u": {}, "x": {}, "y": {"authority": ("budget",)}}, [("u", "d", 1)]
    )
    table = sg.stakeholder_labels(G)
    assert math.isnan(table.loc["x", "power"])
    assert table.loc["x", "missing"] == ("power", "interest", "legitimacy", "urgency")
    assert table.loc["x", ["quadrant", "salience"]].tolist() == ["unknown", "unknown"]
    assert table.loc["y", "power"] == 0.75


@pytest.mark.parametrize(
    ("person", "motives", "interest"),
    [
        ({}, [{"strength": 0.3}, {"strength": 0.6}], 0.6),
        ({}, [{"strength": 0.3}], 0.3),
        ({}, [{"strength": 0.3}, {}], math.nan),  # the other may be stronger
        ({}, [{"strength": 0.5}, {}], 0.5),
        ({}, [], math.nan),
        ({"stance": -0.8}, [], 0.8),
        ({"stance": 0.8}, [{"strength": 0.2}], 0.2),
        ({"stance": 0.8}, [{}], 0.8),
        ({"stance": 0.1}, [], math.nan),  # may hide it
        ({"stance": 0.0}, [], math.nan),
    ],
)
def test_interest(person: dict[str, Any], motives: list[dict[str, Any]], interest: float) -> None:
    assert labelled(person, *motives)["interest"] == pytest.approx(interest, nan_ok=True)


@pytest.mark.parametrize(
    ("power", "interest", "quadrant"),
    [
        (True, True, "manage_closely"),
        (True, False, "keep_satisfied"),
        (False, True, "keep_informed"),
        (False, False, "monitor"),
    ],
)
def test_the_four_quadrants(power: bool, interest: bool, quadrant: str) -> None:
    person = {"authority": ("veto",)} if power else {}
    found = labelled(person, {"strength": 0.5 if interest else 0.49})
    assert (found["powerful"], found["interested"], found["quadrant"]) == (power, interest, quadrant)


@pytest.mark.parametrize(
    ("person", "claim"),
    [
        ({"roles": ("influencer",)}, False),
        ({"roles": ("influencer", "user")}, True),
        ({"roles": ("influencer",), "authority": ("budget",)}, True),
        ({"roles": ("influencer",), "level": 1}, True),
        ({"roles": ("influencer",), "level": 2}, False),
        ({}, None),
        ({"level": 2}, None),
        ({"authority": ("veto",)}, True),
    ],
)
def test_legitimacy(person: dict[str, Any], claim: bool | None) -> None:
    found = labelled(person)
    assert ("legitimacy" in found["missing"]) == (claim is None)
    assert claim is None or found["legitimate"] == claim


@pytest.mark.parametrize(
    ("person", "motives", "claim"),
    [
        ({"receptivity": "trouble"}, [], True),
        ({"receptivity": "growth"}, [], None),
        ({}, [{"drive": "pain", "strength": 0.7}], True),
        ({}, [{"drive": "pain", "strength": 0.69}], None),
        ({"receptivity": "growth"}, [{"drive": "pain", "strength": 0.69}], False),
        ({"receptivity": "growth"}, [{"drive": "gain", "strength": 1.0}], False),
        ({"receptivity": "growth"}, [{"drive": "pain"}], None),
        ({"receptivity": "growth"}, [{"drive": "gain"}], False),
        ({"receptivity": "growth"}, [{"strength": 0.9}], None),
        ({"receptivity": "growth"}, [{"strength": 0.2}], False),
    ],
)
def test_urgency(person: dict[str, Any], motives: list[dict[str, Any]], claim: bool | None) -> None:
    found = labelled(person, *motives)
    assert ("urgency" in found["missing"]) == (claim is None)
    assert claim is None or found["urgent"] == claim


# After Mitchell, Agle and Wood (1997), figure 2.
CLASSES = {
    "PLU": "definitive",
    "PL": "dominant",
    "PU": "dangerous",
    "LU": "dependent",
    "P": "dormant",
    "L": "discretionary",
    "U": "demanding",
    "": "non_stakeholder",
}


@pytest.mark.parametrize(("claims", "salience"), CLASSES.items())
def test_the_salience_classes(claims: str, salience: str) -> None:
    people = {"d": {"roles": ("decision_maker",)}, "u": {}, "v": {}, "w": {}, "x": {}}
    x: dict[str, Any] = {"roles": ("user",) if "L" in claims else ("influencer",)}
    x["receptivity"] = "trouble" if "U" in claims else "even_keel"
    strong = 0.9 if "P" in claims else 0.1
    ties = {("u", "d"): 0.5, ("v", "d"): 0.5, ("w", "d"): 0.5, ("x", "d"): strong}
    G = build(people | {"x": x}, ties=ties, motives=[("x", "personal", {"drive": "gain", "strength": 0.9})])
    assert sg.stakeholder_labels(G).loc["x", "salience"] == salience


def test_the_classes_need_all_three_claims() -> None:
    for receptivity, roles in product((None, "trouble"), (None, ("user",))):
        person = {key: value for key, value in (("receptivity", receptivity), ("roles", roles)) if value}
        known = labelled(person)["salience"] != "unknown"
        assert known == (len(person) == 2)


def test_the_thresholds_can_be_moved() -> None:
    person = {"roles": ("user",)}
    found = labelled(person, {"strength": 0.3, "drive": "pain"}, power_from=0.1, interest_from=0.3, urgent_from=0.3)
    assert (found["quadrant"], found["salience"]) == ("manage_closely", "definitive")


def test_labels_are_no_ranking() -> None:
    table = sg.stakeholder_labels(random_map(1))
    assert list(table.index) == sorted(table.index)


def test_form() -> None:
    for table in (sg.stakeholder_labels(sg.BuyingCenter()), sg.stakeholder_labels(sg.example_buying_center())):
        assert {name: str(dtype) for name, dtype in table.dtypes.items()} == DTYPES
        assert table.index.name == "contact_id"
        assert list(table.attrs) == ["basis"]


def test_who_has_left_is_not_labelled() -> None:
    G = sg.example_buying_center()
    G.nodes["it"]["status"] = "left"
    assert "it" not in sg.stakeholder_labels(G).index


def test_every_label_has_its_words() -> None:
    room = "stakeholder_graph.analysis.group"
    keys = {*Quadrant.__args__, *SalienceClass.__args__}  # type: ignore[attr-defined]
    assert set(read_sentences(room)["labels"]) == keys
    assert label(room, "labels", "manage_closely", "zh") == "重点管理"


@pytest.mark.parametrize("option", ["power_from", "interest_from", "urgent_from"])
@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan, "x", None, True])
def test_options_that_make_no_sense(option: str, value: Any) -> None:
    with pytest.raises(sg.OptionError):
        sg.stakeholder_labels(sg.BuyingCenter(), **{option: value})
