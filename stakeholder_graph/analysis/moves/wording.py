"""How the sentences on moves are put together: names in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["list_names", "say_here"]

_SEVERAL = 2


def say_here(section: str, key: str, lang: Language, **facts: Any) -> str:
    """Return a sentence of this room in a language, filled in."""
    return say("stakeholder_graph.analysis.moves", section, key, lang, **facts)


def list_names(names: Sequence[str], lang: Language) -> str:
    """Return names in a row.

    Examples
    --------
    >>> list_names(("Wu", "Li", "Gu"), "en"), list_names(("吴", "李", "顾"), "zh")
    ('Wu, Li and Gu', '吴、李、顾')
    """
    if lang == "zh" or len(names) < _SEVERAL:
        return listed(names, lang)
    return f"{listed(names[:-1], lang)} and {names[-1]}"
