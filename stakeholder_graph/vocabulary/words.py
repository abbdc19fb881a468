"""What the words of picklists and spreadsheets mean in our terms; the words themselves are data.

A picklist value of a CRM mixes role, stance, authority and coaching. :func:`read_word` separates it.
``words.toml`` holds the table, so that it can be read and extended without reading code.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from stakeholder_graph.vocabulary.terms import normalize_word

__all__ = ["WordMeaning", "picklist_words", "read_word", "role_words", "word_tables", "written_picklist_words"]


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What one picklist word says about a contact, separated into our fields.

    Attributes
    ----------
    roles : tuple of str
        Role keys, possibly none ("Other").
    authority : tuple of str
        Authority keys: economic, budget, veto.
    coach : bool
        The word labels the contact a coach (a candidate until tested).
    sponsor : bool
        The word labels the contact an executive sponsor.
    stance : float or None
        A stance in [-1, 1] that the word implies; always unverified.
    confidence : float or None
        The confidence that goes with the word, where it is known to be low.
    """

    roles: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    coach: bool = False
    sponsor: bool = False
    stance: float | None = None
    confidence: float | None = None


@cache
def word_tables() -> dict[str, Any]:
    """Return the content of ``words.toml``; treat it as read-only."""
    text = files("stakeholder_graph.vocabulary").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def picklist_words() -> dict[str, WordMeaning]:
    """Return every known picklist word (folded) with its meaning."""
    meanings: dict[str, WordMeaning] = {}
    for entry in word_tables()["picklist"]:
        meaning = WordMeaning(
            roles=tuple(entry.get("roles", ())),
            authority=tuple(entry.get("authority", ())),
            coach=entry.get("coach", False),
            sponsor=entry.get("sponsor", False),
            stance=entry.get("stance"),
            confidence=entry.get("confidence"),
        )
        meanings.update({normalize_word(word): meaning for word in entry["words"]})
    return meanings


@cache
def written_picklist_words() -> tuple[str, ...]:
    """Return every known picklist word as it is written."""
    return tuple(word for entry in word_tables()["picklist"] for word in entry["words"])


def read_word(word: str) -> WordMeaning | None:
    """Return what a picklist word means, or None where it is not in the table.

    Examples
    --------
    >>> read_word("Technical Buyer").roles
    ('expert', 'gatekeeper')
    >>> read_word("内线").coach
    True
    >>> read_word("Grand Vizier") is None
    True
    """
    return picklist_words().get(normalize_word(word))


@cache
def role_words() -> dict[str, str]:
    """Return the words that mean exactly one role and nothing else (word -> role key)."""
    return {
        word: meaning.roles[0]
        for word, meaning in picklist_words().items()
        if meaning == WordMeaning(roles=meaning.roles) and len(meaning.roles) == 1
    }
