"""The sentences and headings of reports in both languages, read from ``texts.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["label", "say", "texts"]


@cache
def texts() -> dict[str, dict[str, list[str]]]:
    """Return the content of ``texts.toml``; treat it as read-only."""
    text = files("stakeholder_graph.reports").joinpath("texts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(section: str, key: str, lang: Language, **facts: Any) -> str:
    """Return one text of a section in a language, filled in.

    Examples
    --------
    >>> say("sentences", "written", "zh", path="out/map.png")
    '已写入：out/map.png'
    """
    en, zh = texts()[section][key]
    return (zh if lang == "zh" else en).format(**facts)


def label(section: str, key: str, lang: Language) -> str:
    """Return a label, or the key itself where there is none."""
    return say(section, key, lang) if key in texts()[section] else key
