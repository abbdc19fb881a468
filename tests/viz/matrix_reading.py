"""Reading a drawn matrix back: what stands in which row and column, from the shapes and texts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.scene.primitives import Circle, Rectangle

if TYPE_CHECKING:
    from stakeholder_graph.viz.scene.primitives import Scene, Text

SMALLEST_TEXT, LOWEST_CONTRAST = 10.0, 4.5  # px on a page of 1600 px; WCAG 2.2, level AA


def title_of(scene: Scene) -> str:
    return scene.texts[0].string


def words(scene: Scene, owner: str | None = None) -> list[str]:
    """Return the texts of an owner from the top down, or of the whole page."""
    found = [text for text in scene.texts if owner is None or text.owner == owner]
    return [text.string for text in sorted(found, key=lambda text: (-text.anchor[1], text.box.x0))]


def footnotes(scene: Scene) -> str:
    return " ".join(words(scene, "footnote"))


def text_of(scene: Scene, string: str, owner: str | None = None) -> Text:
    """Return the only text that says this."""
    (found,) = [text for text in scene.texts if text.string == string and owner in (None, text.owner)]
    return found


def middle(text: Text) -> tuple[float, float]:
    return text.box.center


def rectangles_at(scene: Scene, x: float, y: float) -> list[Rectangle]:
    """Return the rectangles that cover a point, the first that was put down first."""
    return [
        shape
        for shape in scene.shapes
        if isinstance(shape, Rectangle) and shape.box.x0 < x < shape.box.x1 and shape.box.y0 < y < shape.box.y1
    ]


def circles_near(scene: Scene, x: float, y: float, reach: float = 14.0) -> list[Circle]:
    return [
        shape
        for shape in scene.shapes
        if isinstance(shape, Circle) and abs(shape.center[0] - x) < reach and abs(shape.center[1] - y) < reach
    ]
