"""Rules set in a text file: which are off, which thresholds and which severities differ."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import Failure, FileFormatError, UnknownTermError
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet, check_rules

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["load_rules"]

_MAX_BYTES = 1_000_000  # ours: a file of settings is never that large
_SECTIONS = ("off", "thresholds", "severity")


def load_rules(path: str | PathLike[str], *, rules: RuleSet = DEFAULT_RULES) -> RuleSet:
    """Return rules as a TOML file sets them.

    .. code-block:: toml

        off = ["COV-016", "isolated"]

        [thresholds]
        coach_stale_days = 14
        COA-009 = { path_min = 0.2 }      # for one rule only

        [severity]
        COV-008 = "info"

    Parameters
    ----------
    path : path-like
        A TOML file in UTF-8 with any of ``off`` (list of rules), ``thresholds`` (name -> number, or rule -> table) and
        ``severity`` (rule -> severity). A rule is named by its id or its name.
    rules : RuleSet, optional
        The rules to start from; by default all.

    Returns
    -------
    RuleSet
        A new set.

    Raises
    ------
    FileFormatError
        If the file is not there, is too large, is no TOML, or a section holds something else than it should.
    UnknownTermError
        If a section, rule, threshold or severity does not exist; the message offers the nearest ones.
    OptionError
        If a threshold is no finite number, or `rules` is no set of rules.

    See Also
    --------
    RuleSet : the same changes in code.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "rules.toml"
    >>> _ = path.write_text('off = ["COV-016"]', encoding="utf-8")
    >>> "COV-016" in sg.load_rules(path)
    False
    """
    check_rules(rules)
    settings = _read(Path(path))
    for section in settings:
        if section not in _SECTIONS:
            raise UnknownTermError("section of a rule file", section, _SECTIONS)
    changed = _with_thresholds(rules, _table(path, settings, "thresholds"))
    for key, severity in _table(path, settings, "severity").items():
        changed = changed.with_severity(key, severity)
    off = settings.get("off", [])
    if not isinstance(off, list):
        raise _failure(path, "off", off, "not a list of rules", 'Write off = ["COV-016"].')
    return changed.without(*off)


def _with_thresholds(rules: RuleSet, thresholds: dict[str, Any]) -> RuleSet:
    for name, value in thresholds.items():
        rules = (
            rules.with_thresholds(name, **value) if isinstance(value, dict) else rules.with_thresholds(**{name: value})
        )
    return rules


def _table(path: str | PathLike[str], settings: dict[str, Any], section: str) -> dict[str, Any]:
    table = settings.get(section, {})
    if not isinstance(table, dict):
        raise _failure(path, section, table, "not a table", f"Write [{section}] and one setting a line below it.")
    return table


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise _failure(path, "", "", f"cannot be read: {error.strerror}", "Check the path.") from error
    if len(content) > _MAX_BYTES:
        raise _failure(path, "", "", "too large", "A rule file holds settings, not data.")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _failure(path, "", "", f"no TOML: {error}", "Save it as UTF-8 and mend the line named.") from error


def _failure(path: str | PathLike[str], column: str, value: object, problem: str, cure: str) -> FileFormatError:
    return FileFormatError([Failure(str(path), None, "", column, str(value), problem, cure)])
