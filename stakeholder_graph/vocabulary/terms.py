"""A term has one key and a label in each language; a vocabulary is an ordered set of terms.

Keys are what data and code contain and are never translated. Labels are what people read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from stakeholder_graph.errors import UnknownRoleError, UnknownTermError, close_matches

__all__ = ["LANGUAGES", "Language", "Term", "Vocabulary", "check_option", "near_words", "normalize_word"]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def normalize_word(word: str) -> str:
    """Fold a word so that spellings that people take for the same compare equal.

    Full-width letters become ordinary ones, case is dropped, and spaces, hyphens and underscores are the same.

    Examples
    --------
    >>> normalize_word("  Decision-Maker ")
    'decision maker'
    >>> normalize_word("ＣＦＯ")
    'cfo'
    """
    folded = unicodedata.normalize("NFKC", word).casefold()
    return " ".join(folded.replace("_", " ").replace("-", " ").replace("’", "'").split())


# How a word begins that denies what follows it: the opposite of a word is never offered in its place.
_DENIALS = ("不", "非", "没", "未", "not ", "non ", "un", "dis")


def near_words(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of `words` that look like `word`, as they are written, the closest first.

    Examples
    --------
    >>> near_words("技术把关", ["专家", "技术把关者"]), near_words("不支持", ["支持"])
    (('技术把关者',), ())
    """
    written: dict[str, str] = {}
    for other in words:
        written.setdefault(normalize_word(other), other)
    folded = normalize_word(word)
    denied = folded.startswith(_DENIALS)
    return tuple(written[near] for near in close_matches(folded, written) if near.startswith(_DENIALS) == denied)


def check_option(kind: str, value: object, allowed: tuple[str, ...]) -> None:
    """Refuse an option that does not exist, offering the nearest ones.

    Raises
    ------
    UnknownTermError
        If `value` is not in `allowed`.
    """
    if not (isinstance(value, str) and value in allowed):
        raise UnknownTermError(kind, value, allowed)


@dataclass(frozen=True, slots=True)
class Term:
    """One key with its labels and the two-sided badge letters where it has some.

    Attributes
    ----------
    key : str
        What data and code contain.
    en, zh : str
        What people read.
    badge_en, badge_zh : str
        One to two letters for small marks in pictures; empty where the term has no badge.
    meaning_en, meaning_zh : str
        One sentence on what the term says; may be empty.
    """

    key: str
    en: str
    zh: str
    badge_en: str = ""
    badge_zh: str = ""
    meaning_en: str = ""
    meaning_zh: str = ""

    def label(self, lang: Language = "en") -> str:
        """Return the label in the given language."""
        return self.zh if lang == "zh" else self.en

    def badge(self, lang: Language = "en") -> str:
        """Return the badge letters in the given language."""
        return self.badge_zh if lang == "zh" else self.badge_en

    def meaning(self, lang: Language = "en") -> str:
        """Return the explaining sentence in the given language."""
        return self.meaning_zh if lang == "zh" else self.meaning_en


class Vocabulary(Mapping[str, Term]):
    """An ordered mapping from keys to terms that can also be asked what a word means.

    Parameters
    ----------
    kind : str
        What the terms are, in the singular; used in messages ("role", "purchase stage").
    *terms : Term
        The terms in their order.
    aliases : mapping of str to str, optional
        Other words for the keys (word -> key).

    Examples
    --------
    >>> sides = Vocabulary("side", Term("buyer", "customer", "客户方"), Term("seller", "our team", "我方"))
    >>> list(sides)
    ['buyer', 'seller']
    >>> sides.label("buyer", "zh")
    '客户方'
    >>> sides.find("Our Team")
    'seller'
    """

    def __init__(self, kind: str, *terms: Term, aliases: Mapping[str, str] | None = None) -> None:
        self.kind = kind
        self._terms = {term.key: term for term in terms}
        self._order = {key: position for position, key in enumerate(self._terms)}
        self._words: dict[str, str] = {}
        self._written = (*(word for term in terms for word in (term.key, term.en, term.zh)), *(aliases or {}))
        for term in terms:
            for word in (term.key, term.en, term.zh):
                self._words[normalize_word(word)] = term.key
        for word, key in (aliases or {}).items():
            self._words[normalize_word(word)] = key

    def __getitem__(self, key: str) -> Term:
        return self._terms[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __contains__(self, key: object) -> bool:
        return key in self._terms

    def __repr__(self) -> str:
        return f"Vocabulary({self.kind!r}: {', '.join(self._terms)})"

    def order(self, key: str) -> int:
        """Return the position of a key, 0 for the first."""
        return self._order[key]

    def label(self, key: str, lang: Language = "en") -> str:
        """Return the label of a key; a key that is unknown is its own label."""
        term = self._terms.get(key)
        return key if term is None else term.label(lang)

    def find(self, word: str) -> str | None:
        """Return the key that a word stands for (key, label in either language, or alias), else None."""
        return self._words.get(normalize_word(word))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is understood, as it is written: keys, labels in both languages, aliases."""
        return self._written

    def near(self, word: str) -> tuple[str, ...]:
        """Return the words that look like `word`, one for each key, the closest first.

        Examples
        --------
        >>> sides = Vocabulary("side", Term("buyer", "customer", "客户方"), Term("seller", "our team", "我方"))
        >>> sides.near("客户房"), sides.near("custmer")
        (('客户方',), ('customer',))
        """
        found: dict[str | None, str] = {}
        for other in near_words(word, self._written):
            found.setdefault(self.find(other), other)
        return tuple(found.values())

    def check(self, key: object) -> str:
        """Return the key if it is one.

        Raises
        ------
        UnknownTermError
            If it is not (UnknownRoleError for a decision role); the message offers the nearest keys.
        """
        if not isinstance(key, str) or key not in self._terms:
            error = UnknownRoleError if self.kind == "role" else UnknownTermError
            raise error(self.kind, key, tuple(self._terms))
        return key
