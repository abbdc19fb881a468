"""The sentences of one room of the library in both languages, kept as data beside its code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["label", "read_sentences", "say"]


@cache
def read_sentences(package: str) -> dict[str, dict[str, Any]]:
    """Return the content of a package's ``texts.toml``: section -> key -> [English, Chinese]; treat it as read-only."""
    return tomllib.loads(files(package).joinpath("texts.toml").read_text(encoding="utf-8"))


def say(package: str, section: str, key: str, lang: Language, **facts: Any) -> str:
    """Return one sentence of a package in a language, filled in.

    Parameters
    ----------
    package : str
        The package whose ``texts.toml`` holds the sentence.
    section, key : str
        Where it stands in it.
    lang : {"en", "zh"}
        The language.
    **facts
        What stands in for the names in braces.

    Examples
    --------
    >>> say("stakeholder_graph.reports", "sentences", "written", "zh", path="out/map.png")
    '已写入：out/map.png'
    """
    en, zh = read_sentences(package)[section][key]
    return str(zh if lang == "zh" else en).format(**facts)


def label(package: str, section: str, key: str, lang: Language) -> str:
    """Return a label, or the key itself where there is none."""
    return say(package, section, key, lang) if key in read_sentences(package)[section] else key
