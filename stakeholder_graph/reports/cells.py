"""Cells and tables as texts for people: one writer a kind of value, the same in every table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.presenting import percent
from stakeholder_graph.reports.wording import label
from stakeholder_graph.vocabulary.sentences import listed
from stakeholder_graph.vocabulary.stances import STANCES, classify_stance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stakeholder_graph.vocabulary.terms import Language

__all__ = [
    "UNKNOWN",
    "figure",
    "figure_of",
    "make_view",
    "named",
    "number",
    "plain",
    "share_of",
    "stance_of",
    "tick",
    "words",
]

UNKNOWN = "?"


def make_view(table: pd.DataFrame, columns: Mapping[str, Callable[[Any], str]], lang: Language) -> pd.DataFrame:
    """Return some columns of a table as texts under their labels; `columns` says how to write each."""
    return pd.DataFrame(
        {label("columns", name, lang): [write(value) for value in table[name]] for name, write in columns.items()},
        dtype="object",
    )


def plain(value: Any) -> str:
    """Write a value as it is; what is missing is left empty."""
    return "" if is_missing(value) else str(value)


def number(value: Any) -> str:
    """Write a number as it is; an unknown one as a question mark."""
    return UNKNOWN if is_missing(value) else str(value).replace("-", "−")


def figure(value: Any) -> str:
    """Write a number with two digits."""
    return UNKNOWN if is_missing(value) else f"{value:.2f}"


def figure_of(digits: int, *, signed: bool = False) -> Callable[[Any], str]:
    """Return a writer of numbers with so many digits, with a real minus sign."""

    def write(value: Any) -> str:
        if is_missing(value):
            return UNKNOWN
        text = f"{value:{'+' if signed else ''}.{digits}f}"
        return (text[1:] if float(text) == 0 and text[0] in "+-" else text).replace("-", "−")

    return write


def share_of(value: Any) -> str:
    """Write a share in percent."""
    return UNKNOWN if is_missing(value) else percent(value)


def tick(value: Any) -> str:
    """Write a claim that holds as a tick, one that does not as nothing, an unknown one as a question mark."""
    return UNKNOWN if is_missing(value) else "✓" if value else ""


def stance_of(lang: Language) -> Callable[[Any], str]:
    """Return a writer of stances: the word and the figure."""

    def write(value: Any) -> str:
        unknown = is_missing(value) or math.isnan(value)
        word = STANCES.label(classify_stance(None if unknown else value), lang)
        return word if unknown else f"{word} ({figure_of(1, signed=True)(value)})"

    return write


def words(name: Callable[[str, Language], str], lang: Language) -> Callable[[Any], str]:
    """Return a writer of tuples of keys, each by its label."""
    return lambda value: listed((name(key, lang) for key in value), lang) if isinstance(value, tuple) else ""


def named(names: Mapping[str, str], lang: Language) -> Callable[[Any], str]:
    """Return a writer of one id, or of a tuple of ids, by their names."""
    many = words(lambda key, _: names.get(key, key), lang)

    def write(value: Any) -> str:
        if isinstance(value, tuple):
            return many(value)
        return "" if is_missing(value) else names.get(value, str(value))

    return write
