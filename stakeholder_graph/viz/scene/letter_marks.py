"""Values of several scenarios on one line: a solid dot for the first, and letters below those that differ from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import INK_FAINT, NAVY, WHITE
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polyline, Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["add_first_dot", "add_letter", "add_letter_line", "letter"]

_TEXT, _PADDING, _HEIGHT, _GAP = 10.6, 8.0, 14.5, 3.0
_DOT, _FIRST, _DROP = 4.2, 5.0, 14.0  # radii of dots; px from the line down to the middle of its letters
_APART = 5.0  # px from the first scenario from which another one differs; ours


def letter(number: int) -> str:
    """Return the letter of a scenario, the first being A."""
    return chr(ord("A") + number)


def add_letter(draft: Draft, center: Point, letters: str, *, first: bool = False, owner: str = "") -> None:
    """Put down the letters of one or more scenarios; that of the first one is solid."""
    x, y = center
    half = _width(draft, letters) / 2
    box = Box(x - half, y - _HEIGHT / 2, x + half, y + _HEIGHT / 2)
    fill, color = (NAVY, WHITE) if first else (WHITE, NAVY)
    draft.add(Rectangle(box, Layer.TAG, fill, NAVY, 1.0, _HEIGHT / 2))
    place = (x, y - HALF_CAPITAL * _TEXT)
    draft.text(place, letters, _TEXT, color=color, background=fill, bold=True, align="center", owner=owner)


def add_first_dot(draft: Draft, center: Point) -> None:
    """Put down the solid dot of the first scenario."""
    draft.add(Circle(center, _FIRST, Layer.DISC, NAVY, NAVY, 1.4))


def add_letter_line(
    draft: Draft, places: Sequence[float | None], y: float, span: tuple[float, float], *, owner: str = ""
) -> None:
    """Put down a line from the lowest to the highest value, the dot of the first, and dots with letters of the others.

    Parameters
    ----------
    draft : Draft
        The sheet.
    places : sequence of float or None
        Where the scenarios stand, in px; None for one that has no value. Who stands where the first one does has no
        letter.
    y : float
        The height of the line.
    span : tuple of float
        The edges that no letter may cross. Letters that would cover each other are written into one frame.
    owner : str
        What the texts belong to.
    """
    first = places[0] if places else None
    apart = [
        (place, number)
        for number, place in enumerate(places)
        if number and place is not None and (first is None or abs(place - first) >= _APART)
    ]
    ends = [place for place, _ in apart] + ([] if first is None else [first])
    if not ends:
        return
    draft.add(Polyline(((min(ends), y), (max(ends), y)), Layer.TIE, INK_FAINT, 1.6))
    for place, _ in apart:
        draft.add(Circle((place, y), _DOT, Layer.DISC, WHITE, NAVY, 1.4))
    if first is not None:
        add_first_dot(draft, (first, y))
    for middle, numbers in _clusters(draft, sorted(apart)):
        letters = "".join(letter(number) for number in sorted(numbers))
        half = _width(draft, letters) / 2
        x = min(max(middle, span[0] + half), span[1] - half)
        add_letter(draft, (x, y - _DROP), letters, owner=owner)


def _width(draft: Draft, letters: str) -> float:
    return max(_HEIGHT, draft.measure.width(letters, _TEXT, bold=True) + _PADDING)


def _clusters(draft: Draft, known: Sequence[tuple[float, int]]) -> list[tuple[float, list[int]]]:
    """Return the letters that go into one frame with the middle of the frame, from left to right."""
    clusters: list[tuple[float, list[int]]] = []
    for place, number in known:
        clusters.append((place, [number]))
        while len(clusters) > 1 and _touch(draft, clusters[-2], clusters[-1]):
            (left, some), (right, more) = clusters[-2:]
            middle = (left * len(some) + right * len(more)) / (len(some) + len(more))
            clusters[-2:] = [(middle, [*some, *more])]
    return clusters


def _touch(draft: Draft, one: tuple[float, list[int]], other: tuple[float, list[int]]) -> bool:
    widths = [_width(draft, "".join(letter(number) for number in numbers)) for _, numbers in (one, other)]
    return other[0] - one[0] < sum(widths) / 2 + _GAP
