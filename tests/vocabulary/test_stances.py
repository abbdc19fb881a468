from __future__ import annotations

import math
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.vocabulary.stances import (
    STANCE_SCALES,
    STANCES,
    Stance,
    StanceScale,
    classify_stance,
    read_scale,
    rescale_stance,
    stance_word,
)

ENDS = {"-1..1": (-1, 1), "-5..5": (-5, 5), "0-10": (0, 10), "0-100": (0, 100), "1-5": (1, 5)}


def test_the_classes_and_scales():
    assert tuple(STANCES) == get_args(Stance)
    assert get_args(StanceScale) == STANCE_SCALES == tuple(ENDS)


@pytest.mark.parametrize(
    ("stance", "name"),
    [
        (1, "strong_supporter"),
        (0.6, "strong_supporter"),
        (math.nextafter(0.6, 0), "supporter"),
        (0.2, "supporter"),
        (math.nextafter(0.2, 0), "neutral"),
        (0, "neutral"),
        (-0.0, "neutral"),
        (math.nextafter(-0.2, 0), "neutral"),
        (-0.2, "sceptic"),
        (math.nextafter(-0.6, 0), "sceptic"),
        (-0.6, "opponent"),
        (-1, "opponent"),
        (None, "unknown"),
        (math.nan, "unknown"),
        (np.float64("nan"), "unknown"),
    ],
)
def test_a_stance_has_a_class(stance, name):
    assert classify_stance(stance) == name


@given(st.floats(-1, 1))
def test_classes_are_symmetric_around_neutral(stance):
    mirror = {"strong_supporter": "opponent", "supporter": "sceptic", "neutral": "neutral"}
    mirror |= {there: here for here, there in mirror.items()}
    assert classify_stance(-stance) == mirror[classify_stance(stance)]


@pytest.mark.parametrize("scale", STANCE_SCALES)
def test_ends_and_middles_of_the_scales(scale):
    low, high = ENDS[scale]
    assert [rescale_stance(value, scale) for value in (low, (low + high) / 2, high)] == [-1, 0, 1]


@pytest.mark.parametrize("scale", STANCE_SCALES)
@given(share=st.floats(0, 1))
def test_scales_are_linear(scale, share):
    low, high = ENDS[scale]
    assert rescale_stance(low + share * (high - low), scale) == pytest.approx(2 * share - 1, abs=1e-12)


@given(st.floats(-1, 1))
def test_our_own_scale_keeps_every_digit(stance):
    assert rescale_stance(stance, "-1..1") == stance


@pytest.mark.parametrize("scale", STANCE_SCALES)
def test_what_lies_beyond_a_scale_stays_beyond(scale):
    low, high = ENDS[scale]
    assert rescale_stance(high + 1, scale) > 1
    assert rescale_stance(low - 1, scale) < -1


@pytest.mark.parametrize(
    ("word", "stance"),
    [
        ("支持", 0.6),
        ("中立", 0.0),
        ("反对", -0.6),
        ("坚定支持", 0.9),
        ("坚决反对", -0.9),
        ("Supporter", 0.6),
        ("OPPONENT", -0.8),
        (" strong-supporter ", 0.9),
        ("lukewarm", None),
        ("", None),
        ("0.5", None),
    ],
)
def test_words_for_stances(word, stance):
    assert stance_word(word) == stance


@pytest.mark.parametrize("scale", STANCE_SCALES)
def test_every_scale_reads_as_itself(scale):
    assert read_scale(scale) == scale


@pytest.mark.parametrize("text", ["", "0-7", "5", "10分制", "5..-5", "-5~5 points", "our view"])
def test_what_names_no_known_scale_is_none(text):
    assert read_scale(text) is None
