"""Colours that can be told apart, and words in both languages."""

from __future__ import annotations

import dataclasses
import string

import pytest
from viz.legibility import contrast

from stakeholder_graph.viz import palette
from stakeholder_graph.viz.layout.seating import Lane, LaneKind, Row, RowKind
from stakeholder_graph.viz.scene.map_words import (
    CHINESE,
    ENGLISH,
    lane_label,
    map_words,
    percent,
    row_label,
    sentence_case,
)
from stakeholder_graph.vocabulary.relations import CHANNELS
from stakeholder_graph.vocabulary.stances import STANCES

FIELDS = [field.name for field in dataclasses.fields(ENGLISH)]


@pytest.mark.parametrize("stance", list(STANCES))
def test_every_stance_has_a_look_with_readable_text(stance: str) -> None:
    style = palette.STANCE_STYLES[stance]
    assert contrast(style.text, style.fill) >= 4.5
    assert contrast(style.edge, palette.WHITE) >= 3  # WCAG 2.2: parts of a graphic against what they stand on


def test_every_stance_has_a_mark_of_its_own() -> None:
    assert len({style.mark for style in palette.STANCE_STYLES.values()}) == len(STANCES)


@pytest.mark.parametrize("channel", [*CHANNELS, None])
def test_every_channel_has_a_line_that_can_be_seen(channel: str | None) -> None:
    assert contrast(palette.channel_style(channel).color, palette.BAND) >= 3


def test_channels_differ_without_colour() -> None:
    dashes = [palette.channel_style(channel).dash for channel in [*CHANNELS, None]]
    assert len(set(dashes)) == len(dashes)


def test_a_channel_of_another_vocabulary_looks_like_an_unknown_one() -> None:
    assert palette.channel_style("telepathy") is palette.channel_style(None)


@pytest.mark.parametrize("field", FIELDS)
def test_both_languages_say_everything_and_fill_in_the_same(field: str) -> None:
    english, chinese = getattr(ENGLISH, field), getattr(CHINESE, field)
    names = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in (english, chinese)]
    assert names[0] == names[1]
    assert english
    assert chinese or field == "join"  # Chinese sentences stand side by side without a space


def test_words_come_by_language() -> None:
    assert map_words("en") is ENGLISH
    assert map_words("zh") is CHINESE


@pytest.mark.parametrize(
    ("row", "en", "zh"),
    [
        (Row(RowKind.BAND, 0, "Board"), "Board", "Board"),
        (Row(RowKind.LEVEL, 3), "Manager", "经理"),
        (Row(RowKind.LEVEL, 7), "Level 7", "第 7 层级"),
        (Row(RowKind.DEEPER, 6), "Level 6 and below", "第 6 层级及以下"),
        (Row(RowKind.UNKNOWN), "Level not known", "层级未知"),
    ],
)
def test_rows_have_names(row: Row, en: str, zh: str) -> None:
    assert row_label(row, ENGLISH, "en") == en
    assert row_label(row, CHINESE, "zh") == zh


@pytest.mark.parametrize(
    ("lane", "alone", "label"),
    [
        (Lane(LaneKind.DEPARTMENT, "IT"), False, "IT"),
        (Lane(LaneKind.MERGED), False, "Other departments"),
        (Lane(LaneKind.MERGED), True, "All departments"),
        (Lane(LaneKind.OUTSIDE), False, "Outside"),
        (Lane(LaneKind.UNKNOWN), False, "Department not known"),
    ],
)
def test_lanes_have_names(lane: Lane, alone: bool, label: str) -> None:
    assert lane_label(lane, ENGLISH, alone=alone) == label


def test_labels_begin_with_a_capital() -> None:
    assert sentence_case("customer's customer") == "Customer's customer"
    assert sentence_case("") == ""


def test_percent_is_written_without_a_space() -> None:
    assert percent(-0.05) == "-5%"


# ------------------------------------------------------------------ words of the discipline


def test_chinese_words_do_not_use_a_step_of_a_relationship_for_having_met() -> None:
    # 熟悉 is the step "familiar", which says more than that somebody has met a contact.
    said = [getattr(CHINESE, field) for field in FIELDS]
    assert not [words for words in said if "熟悉" in words]


def test_chinese_words_say_picture_and_level_in_one_way() -> None:
    said = " ".join(getattr(CHINESE, field) for field in FIELDS)
    assert "级别" not in said
    assert "关系图" not in said
