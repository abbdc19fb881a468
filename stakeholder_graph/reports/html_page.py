"""Blocks as a self-contained HTML page, or as the part of one; all text is escaped, all styles are inline."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Paragraph, Picture, Remark, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["blocks_to_html", "html_page"]

_PAGE = "max-width:1100px;margin:24px auto;padding:0 16px;font-family:sans-serif;line-height:1.45;color:#111827"
_HEADINGS = {
    1: "font-size:160%;margin:0 0 8px",
    2: "font-size:125%;margin:28px 0 8px",
    3: "font-size:108%;margin:16px 0 6px",
}
_REMARK = "border-left:4px solid #9A6B00;background:#FFFDF5;padding:6px 12px;margin:8px 0"
_TABLE = "border-collapse:collapse;font-size:90%;margin:8px 0"
_HEAD_CELL = "border-bottom:2px solid #1F2A44;padding:4px 12px 4px 0;text-align:left;vertical-align:bottom"
_CELL = "border-bottom:1px solid #D5DBE3;padding:4px 12px 4px 0;text-align:left;vertical-align:top"
_NOTE = "color:#4B5563"


def blocks_to_html(blocks: Iterable[Block]) -> str:
    """Return blocks as one ``div`` that a page or a notebook can hold.

    Examples
    --------
    >>> blocks_to_html([Paragraph("1 < 2")])
    '<div><p>1 &lt; 2</p></div>'
    """
    return f"<div>{''.join(_block(block) for block in blocks)}</div>"


def html_page(title: str, blocks: Iterable[Block], lang: Language = "en") -> str:
    """Return blocks as a whole page that needs nothing else, but for the pictures it links."""
    language = "zh-Hans" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title></head>\n'
        f'<body style="{_PAGE}">{blocks_to_html(blocks)}</body>\n</html>\n'
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f'<h{level} style="{_HEADINGS[level]}">{escape(text)}</h{level}>'
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Remark(text):
            return f'<p style="{_REMARK}">{escape(text)}</p>'
        case Table():
            return _table(block.view)
        case Bullets(items):
            return f"<ul>{''.join(_bullet(item) for item in items)}</ul>"
        case Picture(link, alt):
            return f'<p><img src="{escape(link)}" alt="{escape(alt)}" style="max-width:100%"></p>'


def _bullet(bullet: Bullet) -> str:
    lead = f"<strong>{escape(bullet.lead)}</strong> " if bullet.lead else ""
    note = f' <em style="{_NOTE}">({escape(bullet.note)})</em>' if bullet.note else ""
    items = "".join(f"<li>{escape(item)}</li>" for item in bullet.items)
    return f"<li>{lead}{escape(bullet.text)}{note}{f'<ul>{items}</ul>' if items else ''}</li>"


def _table(view: pd.DataFrame) -> str:
    head = "".join(f'<th style="{_HEAD_CELL}">{escape(str(column))}</th>' for column in view.columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(str(cell))}</td>' for cell in row) + "</tr>"
        for row in view.to_numpy().tolist()
    )
    return f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
