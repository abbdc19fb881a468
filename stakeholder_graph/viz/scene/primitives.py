"""The plain shapes that a scene consists of. All numbers are pixels of the page, with y going up.

A scene knows for every text its string, size, colours, box and owner, for every card its rectangle and for every line
its course, so that a program can check that the picture can be read before anybody looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Box, Point
    from stakeholder_graph.viz.palette import Dash

__all__ = [
    "Align",
    "Arc",
    "Circle",
    "Layer",
    "Polygon",
    "Polyline",
    "Rectangle",
    "Scene",
    "Shape",
    "Text",
]

Align = Literal["left", "center", "right"]


class Layer(IntEnum):
    """What lies over what, from the page upward."""

    BAND = 0
    SEPARATOR = 1
    HIGHLIGHT = 2
    REPORTING = 3
    TIE = 4
    ARROW_HEAD = 5
    SHADOW = 6
    CARD = 7
    DISC = 8
    MARK = 9
    TAG = 10
    STAR = 11
    TEXT = 12


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle, with rounded corners where `radius` says so."""

    box: Box
    layer: Layer
    fill: str
    edge: str | None = None
    line: float = 0.0
    radius: float = 0.0
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc; `fill` None leaves it open."""

    center: Point
    radius: float
    layer: Layer
    fill: str | None
    edge: str | None = None
    line: float = 0.0
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of a ring, `width` px thick inward of `radius`, from `start` counter-clockwise to `end` in degrees."""

    center: Point
    radius: float
    width: float
    start: float
    end: float
    layer: Layer
    fill: str


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed polygon."""

    points: tuple[Point, ...]
    layer: Layer
    fill: str
    edge: str | None = None
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line. `ends` names the two contacts that a tie joins; `casing` is the white margin on each side."""

    points: tuple[Point, ...]
    layer: Layer
    color: str
    line: float
    dash: Dash = ()
    casing: float = 0.0
    ends: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text at `anchor` on its baseline; `box` is the room it takes, `owner` what it belongs to."""

    string: str
    anchor: Point
    px: float
    color: str
    background: str
    box: Box
    bold: bool = False
    align: Align = "left"
    owner: str = ""


Shape = Rectangle | Circle | Arc | Polygon | Polyline


@dataclass(frozen=True, slots=True)
class Scene:
    """One page of plain shapes.

    Attributes
    ----------
    width, height : float
        The page in px.
    families : tuple of str
        The font families, in their order.
    shapes : tuple of Shape
        Everything that is not text, in the order in which it was put down.
    texts : tuple of Text
        Every text.
    cards : dict of str to Box
        The room that each card takes with everything on it, by the id of its contact or gap.
    """

    width: float
    height: float
    families: tuple[str, ...]
    shapes: tuple[Shape, ...] = ()
    texts: tuple[Text, ...] = ()
    cards: dict[str, Box] = field(default_factory=dict)

    @property
    def ties(self) -> tuple[Polyline, ...]:
        """The lines that join two contacts."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Polyline) and shape.ends is not None)
