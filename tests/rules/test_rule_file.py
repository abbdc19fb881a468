"""Rules set in a text file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stakeholder_graph.errors import FileFormatError, OptionError, UnknownTermError
from stakeholder_graph.rules.rule_file import load_rules
from stakeholder_graph.rules.table import DEFAULT_RULES

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
off = ["COV-016", "isolated"]

[thresholds]
coach_stale_days = 14
COA-009 = { path_min = 0.2 }

[severity]
COV-008 = "info"
no_coach = "medium"
"""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = path / "rules.toml"
    file.write_text(text, encoding=encoding)
    return file


def test_a_file_switches_off_sets_and_grades(tmp_path: Path) -> None:
    rules = load_rules(written(tmp_path, SETTINGS))
    assert len(rules) == len(DEFAULT_RULES) - 2
    assert rules["COA-010"].parameters["coach_stale_days"] == 14
    assert (rules["COA-009"].parameters["path_min"], rules["COA-003"].parameters["path_min"]) == (0.2, 0.25)
    assert (rules["COV-008"].severity, rules["COA-001"].severity) == ("info", "medium")


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_rules(written(tmp_path, "")) == DEFAULT_RULES


def test_a_byte_order_mark_and_a_text_path_are_fine(tmp_path: Path) -> None:
    assert "COV-016" not in load_rules(str(written(tmp_path, 'off = ["COV-016"]', "utf-8-sig")))


def test_a_file_adds_to_given_rules(tmp_path: Path) -> None:
    rules = load_rules(written(tmp_path, 'off = ["COV-016"]'), rules=DEFAULT_RULES.without("COV-001"))
    assert len(rules) == len(DEFAULT_RULES) - 2


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('off = ["COV-16"]', "COV-016"),
        ("[threshold]\nx = 1", "thresholds"),
        ("[thresholds]\ncoach_stale = 1", "coach_stale_days"),
        ("[thresholds]\nCOA-99 = { path_min = 0.2 }", "COA-009"),
        ('[severity]\nCOV-008 = "minor"', "severity"),
        ('[severity]\nCOV-88 = "low"', "COV-008"),
    ],
)
def test_unknown_keys_are_refused_with_the_nearest(tmp_path: Path, text: str, match: str) -> None:
    with pytest.raises(UnknownTermError, match=match):
        load_rules(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('off = "COV-016"', "not a list of rules"),
        ("thresholds = 3", "not a table"),
        ("severity = 3", "not a table"),
        ("off = [", "no TOML"),
    ],
)
def test_what_is_no_rule_file_is_refused(tmp_path: Path, text: str, match: str) -> None:
    with pytest.raises(FileFormatError, match=match):
        load_rules(written(tmp_path, text))


@pytest.mark.parametrize("value", ['"14"', "true", "nan", "[1]"])
def test_a_threshold_is_a_number(tmp_path: Path, value: str) -> None:
    with pytest.raises(OptionError):
        load_rules(written(tmp_path, f"[thresholds]\ncoach_stale_days = {value}"))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFormatError, match="UTF-8"):
        load_rules(written(tmp_path, "# 规则", "gb18030"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileFormatError, match="cannot be read"):
        load_rules(tmp_path / "none.toml")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(FileFormatError, match="too large"):
        load_rules(written(tmp_path, "#" * 1_000_001))
