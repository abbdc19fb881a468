"""How the sentences on certainty are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["say_here", "shown_names"]

_SHOWN = 8  # ours: a longer list is not read


def say_here(section: str, key: str, lang: Language, **facts: Any) -> str:
    """Return a sentence of this room in a language, filled in."""
    return say("stakeholder_graph.analysis.certainty", section, key, lang, **facts)


def shown_names(names: Sequence[str], lang: Language) -> str:
    """Return names in a row, a long one cut short.

    Examples
    --------
    >>> shown_names(["Wu", "Li"], "en"), shown_names("abcdefghij", "zh")
    ('Wu, Li', 'a、b、c、d、e、f、g、h 等 10 人')
    """
    row = listed(names[:_SHOWN], lang)
    if len(names) <= _SHOWN:
        return row
    return say_here("certainty", "more", lang, names=row, left=len(names) - _SHOWN, all=len(names))
