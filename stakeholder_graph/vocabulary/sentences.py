"""The sentences of one room of the library in both languages, kept as data beside its code."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["close_edges", "edged", "label", "listed", "read_sentences", "say"]

_MARKS: dict[str, str] = {"en": ", ", "zh": "、"}

# Stands around a name in a Chinese text until the text is complete; then a space goes between Chinese and Latin.
_EDGE = "\ufdd0"
_SPACED_EDGE = re.compile(
    f"(?<=[\u3400-\u9fff]){_EDGE}(?=[0-9A-Za-z(+−-])|(?<=[0-9A-Za-z.%)]){_EDGE}(?=[\u3400-\u9fff])"
)


def edged(text: str) -> str:
    """Mark the edges of a name or a figure that goes into a Chinese text."""
    return f"{_EDGE}{text}{_EDGE}"


def close_edges(text: str) -> str:
    """Return a complete text, with a space at the edges where Chinese and Latin meet.

    Examples
    --------
    >>> close_edges(f"请{edged('Li Na')}引见{edged('周世恒')}")
    '请 Li Na 引见周世恒'
    """
    return _SPACED_EDGE.sub(" ", text.replace(_EDGE + _EDGE, _EDGE)).replace(_EDGE, "")


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
        What stands in for the names in braces. In a Chinese sentence a space goes between Chinese characters and a
        text in Latin ones.

    Examples
    --------
    >>> say("stakeholder_graph.reports", "sentences", "written", "zh", path="out/map.png")
    '已写入：out/map.png'
    """
    en, zh = read_sentences(package)[section][key]
    if lang == "en":
        return str(en).format(**facts)
    return close_edges(str(zh).format(**{name: edged(v) if isinstance(v, str) else v for name, v in facts.items()}))


def label(package: str, section: str, key: str, lang: Language) -> str:
    """Return a label, or the key itself where there is none."""
    return say(package, section, key, lang) if key in read_sentences(package)[section] else key


def listed(words: Iterable[str], lang: Language) -> str:
    """Return words side by side as a language separates them.

    Examples
    --------
    >>> listed(["CFO", "COO"], "en"), listed(["行长", "副行长"], "zh")
    ('CFO, COO', '行长、副行长')
    """
    return _MARKS[lang].join(words)
