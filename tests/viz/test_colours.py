"""Stances can be told apart by everybody's eyes, and without any colour."""

from __future__ import annotations

from dataclasses import astuple, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from viz.colour_vision import SIGHTS, Viewing, difference, uniform
from viz.sample_maps import chain, row_of

from stakeholder_graph.viz import palette
from stakeholder_graph.viz.pages.influence_map import draft_influence_map
from stakeholder_graph.viz.scene.primitives import Layer
from stakeholder_graph.vocabulary.relations import CHANNELS
from stakeholder_graph.vocabulary.stances import STANCES

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces

LEAST_DIFFERENCE = 15.0  # in CAM02-UCS; a palette of red, amber, green and grey has 5 between green and red for deutans
FILLS = {stance: style.fill for stance, style in palette.STANCE_STYLES.items()}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("one", "other"), list(combinations(FILLS, 2)))
def test_the_fills_of_two_stances_differ_for_every_sight(one: str, other: str, sight: str) -> None:
    assert difference(FILLS[one], FILLS[other], sight) >= LEAST_DIFFERENCE


def test_every_stance_has_a_fill_and_a_mark_of_its_own() -> None:
    styles = palette.STANCE_STYLES
    assert set(styles) == set(STANCES)
    assert len({style.mark for style in styles.values()}) == len(styles)
    assert all(style.mark != "none" for style in styles.values())


def test_cards_of_two_stances_differ_without_any_colour(typefaces: Typefaces) -> None:
    drawn = set()
    for stance in STANCES:
        scene = draft_influence_map(row_of(1, stance=stance), typefaces)
        (card,) = (box for name, box in scene.cards.items() if not name.startswith("gap:"))
        on_card = [shape for shape in scene.shapes if shape.layer >= Layer.DISC]
        forms = [_without_colours(astuple(shape)) for shape in on_card]
        drawn.add((repr(forms), tuple(text.string for text in scene.texts if text.owner == "c00"), card))
    assert len(drawn) == len(STANCES)


def _without_colours(values: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(value for value in values if not (isinstance(value, str) and value.startswith("#")))


def test_ties_of_two_channels_differ_without_any_colour(typefaces: Typefaces) -> None:
    dashes = set()
    for channel in (*CHANNELS, None):
        facts = chain(2)
        scene = draft_influence_map(replace(facts, ties=(replace(facts.ties[0], channel=channel),)), typefaces)
        (tie,) = (tie for tie in scene.ties if tie.layer is Layer.TIE)
        dashes.add(tie.dash)
    assert len(dashes) == len(CHANNELS) + 1


def test_a_picture_that_does_not_speak_of_stances_looks_like_none_of_them() -> None:
    assert palette.NO_STANCE_STYLE.mark == "none"
    assert palette.NO_STANCE_STYLE.fill not in FILLS.values()


def test_red_and_green_would_not_do() -> None:
    # The green and the red of matplotlib, which a deutan can hardly tell apart.
    assert difference("#2CA02C", "#D62728") > 50
    assert difference("#2CA02C", "#D62728", "deutan") < LEAST_DIFFERENCE


# ------------------------------------------------------------------ the reckoning itself


def test_appearance_is_that_of_the_published_example() -> None:
    # Fairchild, Color Appearance Models, second edition (2005), table 16.4, first column: J, M, h of CIECAM02.
    seen = Viewing((95.05, 100.0, 108.88), 318.31, 20.0)
    assert seen.appearance(np.array([19.01, 20.00, 21.78])) == pytest.approx((41.73, 0.1088, 219.0), rel=2e-3)


def test_white_and_black_are_the_ends_of_lightness() -> None:
    lightness, a, b = uniform("#FFFFFF")
    assert lightness == pytest.approx(100, abs=0.05)
    assert abs(a) + abs(b) < 3.5  # the white of sRGB is not quite that of the viewing conditions
    assert uniform("#000000")[0] == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("sight", SIGHTS)
def test_greys_look_the_same_to_everybody(sight: str) -> None:
    assert difference("#808080", "#FFFFFF", sight) == pytest.approx(difference("#808080", "#FFFFFF"), abs=0.1)
    assert SIGHTS[sight].sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
