"""How results leave the library: as plain values that JSON can hold, and as small HTML tables."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from stakeholder_graph.model.columns import is_missing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BADGE", "BADGE_HELD", "BADGE_OPEN", "CARD", "QUIET", "html_block", "json_safe", "percent", "signed"]

# The look of the cards in notebooks; a card adds its own width.
CARD = (
    "display:inline-block;border:1px solid #AEB7C4;border-radius:7px;padding:12px 16px;font-family:sans-serif;"
    "color:#111827;background:#FFFFFF"
)
QUIET = "color:#4B5563;font-size:90%"
BADGE = "display:inline-block;border-radius:3px;padding:1px 6px;margin:2px 4px 2px 0;font-size:90%;"
BADGE_HELD = BADGE + "background:#E6EAF0;color:#1F2A44"
BADGE_OPEN = BADGE + "border:1px dashed #9A6B00;color:#5C3D00;background:#FFFDF5"

_SMALLEST_SHOWN = 0.0005  # what rounds to 0.0 %
_BLOCK = "font-family:sans-serif;line-height:1.45"
_INDENT = 0.6  # width of a space of indentation, in the size of the letters
_TABLE = "border-collapse:collapse;font-size:90%;margin-top:6px"
_CELL = "border-bottom:1px solid #D5DBE3;padding:3px 10px 3px 0;text-align:left;vertical-align:top"


def json_safe(value: Any) -> Any:
    """Return a value as plain dicts, lists, text, numbers, booleans and None.

    Dates become ISO text; unknown (NaN, NaT, pandas.NA) and infinite numbers become None, since JSON has neither. A
    data frame becomes a list of records, its named index among the columns.

    Examples
    --------
    >>> json_safe({"roles": ("user",), "stance": float("nan")})
    {'roles': ['user'], 'stance': None}
    """
    if hasattr(value, "itertuples"):  # a data frame, without importing pandas
        frame = value if value.index.name is None else value.reset_index()
        return json_safe(frame.to_dict(orient="records"))
    if isinstance(value, Mapping):
        return {str(key): json_safe(item) for key, item in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [json_safe(item) for item in value]
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]")  # of nanoseconds, item() would make a whole number
    if isinstance(value, np.generic):
        value = value.item()
    if is_missing(value) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value.isoformat() if isinstance(value, dt.date) else value


def percent(share: float) -> str:
    """Return a share as people read it; what is there and small is not called nothing.

    Examples
    --------
    >>> percent(0.5176), percent(0.0003), percent(0.0), percent(-0.041)
    ('51.8%', '<0.1%', '0.0%', '−4.1%')
    """
    if 0 < abs(share) < _SMALLEST_SHOWN:
        return "<0.1%"
    return f"{share:.1%}".replace("-", "−")


def signed(figure: float, digits: int = 2) -> str:
    """Return a stance, a lean or a gain as people read it; what rounds to nothing has no sign.

    Examples
    --------
    >>> signed(0.2), signed(-0.2, 1), signed(-0.0004)
    ('+0.20', '−0.2', '0.00')
    """
    shown = round(figure, digits)
    return (f"{shown:+.{digits}f}" if shown else f"{0:.{digits}f}").replace("-", "−")


def html_block(text: str, *tables: pd.DataFrame) -> str:
    """Return a text and tables as HTML with inline styles; everything is escaped.

    Parameters
    ----------
    text : str
        Plain text: its first line stands out, lines that are set in stay set in.
    *tables : pandas.DataFrame
        Empty tables are left out.
    """
    first, *rest = text.split("\n")
    parts = [f'<div style="{_BLOCK}"><div style="font-weight:bold">{escape(first)}</div>']
    for line in rest:
        words = line.lstrip()
        parts.append(f'<div style="margin-left:{_INDENT * (len(line) - len(words)):g}em">{escape(words)}</div>')
    parts += [_html_table(table) for table in tables if len(table)]
    return "".join([*parts, "</div>"])


def _html_table(table: pd.DataFrame) -> str:
    frame = table.reset_index() if table.index.name is not None else table
    head = "".join(f'<th style="{_CELL}">{escape(str(column))}</th>' for column in frame.columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(_text(value))}</td>' for value in record) + "</tr>"
        for record in frame.itertuples(index=False, name=None)
    )
    return f'<table style="{_TABLE}"><tr>{head}</tr>{body}</table>'


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    if is_missing(value):
        return ""
    return f"{value:.3g}" if isinstance(value, float) else str(value)
