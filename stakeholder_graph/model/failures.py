"""What can be wrong, in both languages; the words are data in ``failures.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from stakeholder_graph.errors import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["Fault", "Said", "fault", "offer"]


@dataclass(frozen=True, slots=True)
class Said:
    """One text in both languages.

    Attributes
    ----------
    en, zh : str
        The text in English and in Chinese.
    """

    en: str
    zh: str

    def text(self, lang: Language = "en") -> str:
        """Return the text in a language."""
        return self.zh if lang == "zh" else self.en


class Fault(NamedTuple):
    """What is wrong and its cure, not yet tied to a place."""

    problem: Said
    cure: Said

    def at(
        self,
        where: str,
        row: int | None = None,
        subject: str = "",
        column: str = "",
        value: str = "",
        *,
        header: str = "",
    ) -> Failure:
        """Return the failure at a place; the arguments are the attributes of :class:`Failure`."""
        texts = {"problem": self.problem.en, "cure": self.cure.en}
        chinese = {"problem_zh": self.problem.zh, "cure_zh": self.cure.zh}
        return Failure(where, row, subject, column, value, **texts, **chinese, header=header)


_NOTHING = Said("", "")


@cache
def _templates() -> dict[str, Any]:
    text = files("stakeholder_graph.model").joinpath("failures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def fault(code: str, **facts: object) -> Fault:
    """Return what is wrong and its cure.

    Parameters
    ----------
    code : str
        A section of ``failures.toml``.
    **facts
        What stands in for the names in braces; a :class:`Said` gives each language its own.

    Examples
    --------
    >>> fault("no_such_id", noun=Said("contact", "联系人")).problem
    Said(en='no such contact', zh='没有此编号的联系人')
    """
    templates = _templates()[code]
    return Fault(_said(templates["problem"], facts), _said(templates["cure"], facts))


def _said(templates: Sequence[str], facts: Mapping[str, object]) -> Said:
    en, zh = templates
    return Said(en.format_map(_told(facts, "en")), zh.format_map(_told(facts, "zh")))


def _told(facts: Mapping[str, object], lang: Language) -> dict[str, object]:
    filled = {"near": _NOTHING, **facts}
    return {name: fact.text(lang) if isinstance(fact, Said) else fact for name, fact in filled.items()}


def offer(words: Iterable[str]) -> Said:
    """Return the question that offers words instead of one that is not known; empty where there are none.

    Examples
    --------
    >>> offer(["支持"])
    Said(en=" Did you mean '支持'?", zh='是否想填“支持”？')
    """
    shown = tuple(words)
    if not shown:
        return _NOTHING
    en = " or ".join(repr(word) for word in shown)
    zh = "或".join(f"“{word}”" for word in shown)
    return Said(f" Did you mean {en}?", f"是否想填{zh}？")
