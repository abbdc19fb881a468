"""Places among the first that are not sure: counted over the draws, and the ties that decide about them."""

import numpy as np
import pytest
from analysis.graphs import build_map, random_map
from analysis.test_ranking import ODD_MAPS

import stakeholder_graph as sg
from stakeholder_graph.analysis.certainty.fragility import fragile_places
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.draws import draw_accounts


def places(G, top=3, least=0.8, draws=2000, **options):
    facts = gather_facts(G)
    return fragile_places(facts, draw_accounts(facts.decision, draws=draws, **options), top=top, least=least)


def test_the_example():
    # The IT head is third as noted, and fourth or lower in a fifth of the draws; CFO and COO stay.
    found = places(sg.example_buying_center(), draws=20_000)
    assert [place.contact for place in found] == ["it"]
    assert found[0].probability == pytest.approx(0.789, abs=0.01)  # 1 - .183 - .020 - .007, ranks 4 to 6
    assert found[0].ties == (("it", "cfo"), ("proc", "cfo"))


@pytest.mark.parametrize("top", [1, 3, 5])
@pytest.mark.parametrize("seed", range(4))
def test_counted_over_the_draws(seed, top):
    facts = gather_facts(random_map(seed, 14, negative=0.2))
    sample = draw_accounts(facts.decision, draws=500)
    sizes = np.abs(sample.shares).round(12)
    above = (sizes[:, None, :] > sizes[:, :, None]).sum(axis=2)
    ranking = sg.rank_contacts(random_map(seed, 14, negative=0.2))
    expected = [
        (contact, round(float((above[:, facts.places[contact]] < top).mean()), 12))
        for contact in ranking.index[ranking["rank"] <= top]
    ]
    found = fragile_places(facts, sample, top=top, least=0.9)
    assert [(place.contact, place.probability) for place in found] == [each for each in expected if each[1] < 0.9]
    for place in found:
        assert 1 <= len(place.ties) <= 2
        assert set(place.ties) <= set(facts.ties)


def test_the_tie_that_decides_is_named():
    # y is known to be heard at .45, x somewhere between 0 and 1
    G = build_map("dxyz", [("y", "d", 0.45), ("z", "d", 0.01)])
    G.add_influence("x", "d", 0.5, confidence=0.0)
    (found,) = places(G, top=2, tie_confidence=None)
    assert (found.contact, found.ties) == ("x", (("x", "d"),))
    assert found.probability == pytest.approx(0.55, abs=0.05)  # P(uniform > .45)


def test_at_just_the_probability_a_place_is_sure():
    found = places(sg.example_buying_center(), least=1.0)
    assert [place.contact for place in found] == ["coo", "it"]
    assert places(sg.example_buying_center(), least=found[1].probability) == ()


def test_nothing_in_doubt():
    assert places(sg.example_buying_center(), tie_confidence=None, least=1.0) == ()
    assert places(sg.example_buying_center(), top=7, least=1.0) == ()  # everybody is shown
    assert places(sg.example_buying_center(), top=0) == ()


def test_equal_ones_are_among_the_first_together():
    assert places(build_map("dxyz", [(who, "d", 0.3) for who in "xyz"]), top=2, tie_confidence=None, least=1.0) == ()
    found = places(build_map("dxyz", [(who, "d", 0.3) for who in "xyz"]), top=2)
    assert [place.contact for place in found] == ["x", "y", "z"]  # one is second in each draw, and each one in a third
    assert sum(place.probability for place in found) == pytest.approx(1.0)


@pytest.mark.parametrize("odd", ODD_MAPS)
def test_every_odd_map(odd):
    facts = gather_facts(ODD_MAPS[odd]())
    for place in fragile_places(facts, facts.draws, top=3, least=0.8):
        assert place.contact in facts.places
        assert 0 <= place.probability < 0.8
        assert place.ties
