"""What a command prints: one result, in the form that was asked for."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.reports.markdown import blocks_to_markdown
from stakeholder_graph.reports.rendering import to_csv, to_json
from stakeholder_graph.reports.terminal import blocks_to_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from stakeholder_graph.reports.document import Block

__all__ = ["FORMATS", "FOR_PEOPLE", "Page", "print_page"]

FORMATS = ("table", "json", "csv", "md")
FOR_PEOPLE = ("table", "md")


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The result of a command.

    Attributes
    ----------
    blocks : iterable of Block
        The result for people.
    table : pandas.DataFrame
        The result as a table, for CSV.
    data : object
        The result as data, for JSON.
    """

    blocks: Iterable[Block]
    table: pd.DataFrame
    data: Any


def print_page(page: Page, form: str) -> None:
    """Print a result as a table for the terminal, as Markdown, as CSV or as JSON."""
    if form == "csv":
        text = to_csv(page.table)
    elif form == "json":
        text = to_json(page.data)
    else:
        text = blocks_to_text(page.blocks) if form == "table" else blocks_to_markdown(page.blocks)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
