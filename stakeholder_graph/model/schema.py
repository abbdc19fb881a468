"""The schema: the columns of the six tables, read from ``schema.toml``.

Contacts, team and relationships, influence ties, motives and the account are one networkx graph in memory and six
tables on paper. Both forms obey these specifications; reading, building, checking and exporting all read them.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, Literal, get_args

from stakeholder_graph.model.columns import Column
from stakeholder_graph.model.frozen_dict import FrozenDict
from stakeholder_graph.vocabulary import accounts, motives, people, relations, roles, stages
from stakeholder_graph.vocabulary.terms import Vocabulary, normalize_word

__all__ = ["SCHEMA", "TABLES", "TableName", "TableSpec"]

TableName = Literal["contacts", "influences", "motives", "team", "relationships", "account"]
TABLES: tuple[TableName, ...] = get_args(TableName)


@dataclass(frozen=True)
class TableSpec:
    """One table: its columns in their order, its key, and what it holds.

    Attributes
    ----------
    name : str
        The name of the table, and of its file without the ending.
    key : tuple of str
        The columns that identify a row; empty where rows need no identity.
    columns : FrozenDict of str to Column
        The columns by name, in the order in which they are written; cannot be changed.
    en, zh : str
        What the table holds.
    """

    name: TableName
    key: tuple[str, ...]
    columns: FrozenDict[str, Column]
    en: str
    zh: str

    @cached_property
    def headers(self) -> FrozenDict[str, str]:
        """Every header that is understood, folded, with the column that it names."""
        known: dict[str, str] = {}
        for column in self.columns.values():
            for word in (*column.words, column.en, column.zh, column.name):
                known[normalize_word(word)] = column.name
        return FrozenDict(known)


def _range(text: str) -> dict[str, Any]:
    """Read an interval such as ``"[0, 1)"``."""
    low, high = (part.strip() for part in text[1:-1].split(","))
    return {
        "low": float(low),
        "low_open": text[0] == "(",
        "high": float(high) if high else math.inf,
        "high_open": text[-1] == ")" and bool(high),
    }


def _column(name: str, entry: dict[str, Any]) -> Column:
    vocabularies = {
        key: value
        for module in (accounts, motives, people, relations, roles, stages)
        for key, value in vars(module).items()
        if isinstance(value, Vocabulary)
    }
    en, zh = entry.pop("header")
    meaning_en, meaning_zh = entry.pop("meaning")
    bounds = _range(entry.pop("range")) if "range" in entry else {}
    choices = vocabularies[entry.pop("choices")] if "choices" in entry else None
    values, words = tuple(entry.pop("values", ())), tuple(entry.pop("words", ()))
    return Column(
        name,
        en=en,
        zh=zh,
        meaning_en=meaning_en,
        meaning_zh=meaning_zh,
        choices=choices,
        values=values,
        words=words,
        **bounds,
        **entry,
    )


def _read_schema() -> FrozenDict[TableName, TableSpec]:
    text = files("stakeholder_graph.model").joinpath("schema.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    specs = {
        name: TableSpec(
            name,
            tuple(tables[name]["key"]),
            FrozenDict({column: _column(column, entry) for column, entry in tables[name]["columns"].items()}),
            *tables[name]["meaning"],
        )
        for name in TABLES
    }
    return FrozenDict(specs)


SCHEMA: FrozenDict[TableName, TableSpec] = _read_schema()
