"""Blocks as Markdown; marks in the data are escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Paragraph, Picture, Remark, Table
from stakeholder_graph.reports.rendering import escape_markdown, to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["blocks_to_markdown"]


def blocks_to_markdown(blocks: Iterable[Block]) -> str:
    r"""Return blocks as one Markdown text.

    Examples
    --------
    >>> print(blocks_to_markdown([Heading("Who decides"), Bullets((Bullet("Li *Na*", lead="first"),))]), end="")
    ## Who decides
    <BLANKLINE>
    - **first** Li \*Na\*
    """
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escape_markdown(text)}"
        case Paragraph(text):
            return escape_markdown(text)
        case Remark(text):
            return f"> {escape_markdown(text)}"
        case Table():
            return to_markdown(block.view)
        case Bullets(items):
            return "\n".join(_bullet(item) for item in items)
        case Picture(link, alt):
            return f"![{escape_markdown(alt)}]({link})"


def _bullet(bullet: Bullet) -> str:
    lead = f"**{escape_markdown(bullet.lead)}** " if bullet.lead else ""
    note = f" *({escape_markdown(bullet.note)})*" if bullet.note else ""
    lines = [f"- {lead}{escape_markdown(bullet.text)}{note}"]
    return "\n".join([*lines, *(f"  - {escape_markdown(item)}" for item in bullet.items)])
