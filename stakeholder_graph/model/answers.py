"""The form of a composite answer: it reads well printed, in a notebook, as a table, and as plain data."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.presenting import html_block, json_safe

if TYPE_CHECKING:
    import pandas as pd

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["Answer"]


class Answer(ABC):
    """What every composite answer can do; the answers themselves are frozen dataclasses."""

    __slots__ = ()

    @abstractmethod
    def to_frame(self) -> pd.DataFrame:
        """Return the main table of the answer, yours to change."""

    @abstractmethod
    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines, the first of which says the most important thing."""

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values that JSON can hold; what is not known is None."""
        safe: dict[str, Any] = json_safe({each.name: getattr(self, each.name) for each in fields(self)})  # type: ignore[arg-type]
        return safe

    def shown_tables(self) -> tuple[pd.DataFrame, ...]:
        """Return the tables that a notebook shows under the text; none where the text says it all."""
        return ()

    def __str__(self) -> str:
        """Return the English text."""
        return self.to_text()

    def __repr__(self) -> str:
        """Return the name of the class and the first line of the text."""
        return f"{type(self).__name__}({self.to_text().splitlines()[0]})"

    def _repr_html_(self) -> str:
        return html_block(self.to_text(), *self.shown_tables())
