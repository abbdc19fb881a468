"""Blocks as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Paragraph, Picture, Remark, Table
from stakeholder_graph.reports.text_table import printable, terminal_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["blocks_to_text"]

_RULE = "=" * 72


def blocks_to_text(blocks: Iterable[Block]) -> str:
    """Return blocks as text for a terminal, without the control characters that data could hold.

    Examples
    --------
    >>> print(blocks_to_text([Heading("Next"), Bullets((Bullet("Meet Li", items=("this week",)),))]))
    Next
    <BLANKLINE>
    - Meet Li
      - this week
    """
    return "\n\n".join(text for block in blocks if (text := _block(block)))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return printable(text) + (f"\n{_RULE}" if level == 1 else "")
        case Paragraph(text) | Remark(text):
            return printable(text)
        case Table():
            return terminal_text(block.view)
        case Bullets(items):
            return "\n".join(_bullet(item) for item in items)
        case Picture():
            return ""


def _bullet(bullet: Bullet) -> str:
    parts = [part for part in (bullet.lead, bullet.text, f"({bullet.note})" if bullet.note else "") if part]
    return "\n".join([f"- {printable(' '.join(parts))}", *(f"  - {printable(item)}" for item in bullet.items)])
