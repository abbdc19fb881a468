"""What an answer says of itself, as blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stakeholder_graph.reports.document import Block, Bullet, Bullets, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["text_blocks"]

_STEP = 2  # columns by which a text of an answer sets its points in
_MARKS = ("- ", "? ")
_NUMBER = re.compile(r"(\d+\.) ")


def text_blocks(text: str) -> Iterator[Block]:
    r"""Turn the text of an answer into paragraphs and lists: what is set in is a point, set in twice a point below.

    Examples
    --------
    >>> for block in text_blocks("Open.\n  1. Li decides\n    since May\nSo far."):
    ...     print(block)
    Paragraph(text='Open.')
    Bullets(items=(Bullet(text='Li decides', lead='1.', note='', items=('since May',)),))
    Paragraph(text='So far.')
    """
    points: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        depth, words = (len(line) - len(line.lstrip())) // _STEP, line.strip()
        for mark in _MARKS:
            words = words.removeprefix(mark)
        if depth == 0:
            yield from _list(points)
            points = []
            yield Paragraph(words)
        elif depth == 1 or not points:
            points.append((words, []))
        else:
            points[-1][1].append(words)
    yield from _list(points)


def _list(points: list[tuple[str, list[str]]]) -> Iterator[Block]:
    if points:
        yield Bullets(tuple(_point(text, tuple(below)) for text, below in points))


def _point(text: str, below: tuple[str, ...]) -> Bullet:
    """Return a point; a number that it starts with becomes its lead, so that no two marks stand in a row."""
    number = _NUMBER.match(text)
    return Bullet(text[number.end() :], lead=number[1], items=below) if number else Bullet(text, items=below)
