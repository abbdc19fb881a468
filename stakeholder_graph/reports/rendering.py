"""Tables as Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from stakeholder_graph.io.formula_guard import guarded_text
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.presenting import json_safe

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["by_day", "escape_markdown", "to_csv", "to_json", "to_markdown", "with_attrs"]

_DIGITS, _SMALL = 6, 0.1  # ours: more digits are noise; of what is smaller, leading zeros do not count
_MARKDOWN_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\|`*_[]<>#"})


def to_markdown(view: pd.DataFrame) -> str:
    """Return a table of texts as a Markdown table; marks that Markdown would read are escaped."""
    rows = [list(view.columns), ["---"] * len(view.columns), *view.to_numpy().tolist()]
    return "\n".join(
        "| " + " | ".join(cell if place == 1 else escape_markdown(cell) for cell in row) + " |"
        for place, row in enumerate(rows)
    )


def escape_markdown(text: object) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    Examples
    --------
    >>> print(escape_markdown("a|b *c*"))
    a\|b \*c\*
    """
    return " ".join(str(text).split()).translate(_MARKDOWN_MARKS)


def to_csv(table: pd.DataFrame) -> str:
    """Return a table of values as CSV with its keys as headers.

    Several values in a cell are joined by ``;``, chains among them by an arrow as in ``002 → 001; 002 → 010``. Numbers
    are rounded to six digits, small ones to six that count. Unknown is empty, and a text that a spreadsheet would run
    as a formula has an apostrophe before it.
    """
    frame = table.reset_index() if table.index.name is not None else table
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(list(frame.columns))
    writer.writerows([_csv_cell(value) for value in record] for record in frame.itertuples(index=False, name=None))
    return out.getvalue()


def by_day(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table by date with plain days in its index: a snapshot has a day, and no time."""
    return table.set_axis([day.date() for day in table.index]).rename_axis("date")


def with_attrs(table: pd.DataFrame) -> dict[str, Any]:
    """Return a table as what its ``.attrs`` say of it, with the table itself under ``records``."""
    return {**{str(key): value for key, value in table.attrs.items()}, "records": table}


def to_json(value: Any) -> str:
    """Return a result as JSON; a table as a list of records, what is not known as null."""
    return json.dumps(json_safe(value), ensure_ascii=False, indent=2)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, tuple) and any(isinstance(item, tuple) for item in value):
        value = "; ".join(" → ".join(str(end) for end in item) for item in value)
    elif isinstance(value, tuple):
        value = ";".join(str(_rounded(item)) for item in value)
    if is_missing(value):
        return ""
    return guarded_text(value) if isinstance(value, str) else _rounded(value)


def _rounded(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return (float(f"{value:.{_DIGITS}g}") if abs(value) < _SMALL else round(float(value), _DIGITS)) + 0.0
