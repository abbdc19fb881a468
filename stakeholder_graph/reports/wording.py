"""The sentences and headings of reports in both languages, read from ``texts.toml``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from stakeholder_graph.vocabulary import sentences

if TYPE_CHECKING:
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["label", "say", "texts"]

_PACKAGE = "stakeholder_graph.reports"

texts = partial(sentences.read_sentences, _PACKAGE)


def say(section: str, key: str, lang: Language, **facts: Any) -> str:
    """Return one text of a section in a language, filled in; see :func:`stakeholder_graph.vocabulary.sentences.say`."""
    return sentences.say(_PACKAGE, section, key, lang, **facts)


def label(section: str, key: str, lang: Language) -> str:
    """Return a label, or the key itself where there is none."""
    return sentences.label(_PACKAGE, section, key, lang)
