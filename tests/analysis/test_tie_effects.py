"""How fast the lean moves with a tie: against maps with the tie a little stronger or weaker, and what is unknown."""

import numpy as np
import pytest
from analysis.graphs import build_map, random_map, shuffled, snapshot

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownContactError, UnknownTermError

STEP = 1e-6


def lean(G, **options):
    found = sg.forecast_decision(G, draws=0, **options)
    return found.lean if found.state == "owned" else found.group_lean


@pytest.mark.parametrize(
    "options", [{}, {"unmapped_stance": -0.4, "openness": 0.7, "budget": 2.0}, {"stage": "evaluate"}]
)
@pytest.mark.parametrize("seed", range(4))
def test_against_a_little_more_and_a_little_less(seed, options):
    G = random_map(seed, 12, negative=0.3, complete=0.3)
    for contact in G:
        G.nodes[contact].setdefault("stance", 0.2)
    for tie in G.edges:
        G.edges[tie]["weight"] *= 0.98  # room to grow, and no sum that is just the budget
    effects = sg.tie_effects(G, **options)
    assert len(effects) == G.number_of_edges()
    for row in effects.itertuples():
        leans = []
        for step in (STEP, -STEP):
            H = G.copy()
            H.edges[row.source, row.target]["weight"] += step
            leans.append(lean(H, **options))
        assert row.effect == pytest.approx((leans[0] - leans[1]) / (2 * STEP), abs=1e-6)


def test_by_hand():
    # d listens to x alone: z_d = .5 (.4 w) with z_x = .8 * .5 = .4, so that dY/dw = .2 for every w below the budget.
    G = build_map({"d": {"roles": ["decision_maker"], "stance": 0.0}, "x": {"stance": 0.8}}, [("x", "d", 0.5)])
    effects = sg.tie_effects(G)
    assert effects.loc[0, ["source", "target", "weight", "sign"]].tolist() == ["x", "d", 0.5, 1]
    assert effects.loc[0, "effect"] == pytest.approx(0.2)
    assert effects.loc[0, "known"] == pytest.approx(0.5)  # the other half comes from people not on the map
    assert lean(sg.what_if(G, weight={("x", "d"): 0.6})) - lean(G) == pytest.approx(0.02)


def test_what_is_not_known_is_not_zero():
    G = build_map({"d": {"roles": ["decision_maker"], "stance": 0.1}, "x": {}, "y": {"stance": 0.0}})
    G.add_influence("x", "d", 0.3)
    G.add_influence("y", "d", 0.3)
    effects = sg.tie_effects(G)
    assert effects["source"].tolist() == ["y", "x"]
    assert effects["effect"].tolist() == pytest.approx([0.0, np.nan], nan_ok=True)
    assert effects["known"].tolist() == pytest.approx([0.5, 0.0])


def test_the_table():
    G = random_map(3, 12, negative=0.3)
    before = snapshot(G)
    effects = sg.tie_effects(G)
    assert effects.equals(sg.tie_effects(shuffled(G, 2)))
    assert snapshot(G) == before
    sizes = effects["effect"].abs().round(12).fillna(-1)
    assert (sizes.diff().dropna() <= 0).all()
    assert effects.attrs["basis"] == "decision makers"
    empty = sg.tie_effects(sg.BuyingCenter())
    assert list(empty.columns) == list(effects.columns)
    assert empty.dtypes.to_dict() == effects.dtypes.to_dict()
    assert sg.tie_effects(build_map({"a": {}, "b": {}}, [("a", "b", 0.5)])).attrs["basis"] == "mean of all contacts"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("unmapped_stance", 1.5),
        ("unmapped_stance", "x"),
        ("openness", "x"),
        ("budget", 0.0),
        ("weights", [1]),
    ],
)
def test_options_are_refused(option, value):
    with pytest.raises(OptionError, match=option):
        sg.tie_effects(sg.example_buying_center(), **{option: value})


def test_other_mistakes():
    with pytest.raises(UnknownTermError):
        sg.tie_effects(sg.example_buying_center(), stage="selct")
    with pytest.raises(UnknownContactError):
        sg.tie_effects(sg.example_buying_center(), weights={"nobody": 1})
