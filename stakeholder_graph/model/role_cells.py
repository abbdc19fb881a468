"""A cell of roles, in the words of any system, separated into what it says about a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.cells import CellError, is_unknown, split_list
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.failures import Fault, Said, fault, offer
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.terms import near_words
from stakeholder_graph.vocabulary.words import read_word, written_picklist_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.vocabulary.words import WordMeaning

__all__ = ["read_roles"]

_UNVERIFIED = 0.0  # confidence in a stance that only a picklist word implies; ours


def read_roles(raw: Any) -> Iterator[tuple[str, Any]]:
    """Separate the words of a role cell into roles, authority, coach label and an unverified stance.

    Parameters
    ----------
    raw : str, list, tuple, set or frozenset
        Words joined by ``;`` and the like, or a collection of words; a word that says "not known" says nothing.

    Yields
    ------
    tuple of (str, object)
        A column of the contacts table and its value.

    Raises
    ------
    CellError
        If a word is not known, or the cell holds no words.

    Examples
    --------
    >>> dict(read_roles("Economic Buyer")) == dict(read_roles(["Economic Buyer"]))
    True
    >>> dict(read_roles("未知"))
    {}
    """
    roles: list[str] = []
    authority: list[str] = []
    implied: dict[str, Any] = {}
    words = _words(raw)
    for word in words:
        key = ROLES.find(word)
        if key is not None:
            roles.append(key)
            continue
        meaning = read_word(word)
        if meaning is None:
            raise CellError(_unknown_role(word))
        roles += meaning.roles
        authority += meaning.authority
        implied["raw_role"] = raw.strip() if isinstance(raw, str) else ";".join(words)
        implied |= _implied(meaning)
    if roles:
        yield "roles", tuple(dict.fromkeys(roles))
    if authority:
        yield "authority", tuple(dict.fromkeys(authority))
    yield from implied.items()


def _words(raw: Any) -> list[str]:
    if isinstance(raw, str):
        words = [] if is_unknown(raw) else split_list(raw)  # as a whole first: "n/a" is one word
    elif isinstance(raw, set | frozenset):
        words = sorted(map(str, raw))
    elif isinstance(raw, list | tuple):
        words = [str(word) for word in raw if not is_missing(word)]
    elif is_missing(raw):
        words = []
    else:
        raise CellError(fault("not_list", type=type(raw).__name__, allowed=_allowed("any of ", "以下一项或多项：")))
    return [word for word in words if word.strip() and not is_unknown(word)]


def _implied(meaning: WordMeaning) -> dict[str, Any]:
    implied: dict[str, Any] = {}
    if meaning.coach:
        implied["labelled_coach"] = True
    if meaning.sponsor:
        implied["sponsor"] = True
    if meaning.stance is not None:
        implied |= {"stance": meaning.stance, "stance_confidence": _UNVERIFIED}
    if meaning.confidence is not None:
        implied["confidence"] = meaning.confidence
    return implied


def _allowed(en: str = "", zh: str = "") -> Said:
    return Said(en + ", ".join(ROLES), zh + "、".join(term.zh for term in ROLES.values()))


def _unknown_role(word: str) -> Fault:
    near = ROLES.near(word) or near_words(word, written_picklist_words())
    return fault("unknown_role", allowed=_allowed(), near=offer(near))
