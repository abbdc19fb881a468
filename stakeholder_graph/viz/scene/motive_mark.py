"""The mark of a motive: which way it pulls, how much it matters, and whether it is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stakeholder_graph.viz.palette import AMBER, AMBER_DARK, AMBER_PALE, INK, WHITE, StanceStyle, stance_style
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.medallion import add_stance_dot
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polyline
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["MOTIVE_RADII", "add_motive_mark", "add_number", "add_torn_sign", "direction_style", "motive_reach"]

MOTIVE_RADII = (6.0, 10.0)  # px: of a motive that hardly matters, and of one that matters most
_MIDDLE = 0.5  # where in between a motive stands whose strength nobody noted
_HIDDEN_GAP, _HIDDEN_DASH = 2.8, (2.6, 2.0)
_TORN, _NUMBER, _NUMBER_PX = 8.5, 8.0, 10.6


def direction_style(direction: float | None) -> StanceStyle:
    """Return the look of a direction: the marks and colours of the stances, from against us to for us."""
    return stance_style(classify_stance(direction))


def motive_reach(radii: tuple[float, float]) -> float:
    """Return how far the largest mark reaches from its middle."""
    return radii[1] + _HIDDEN_GAP


def add_motive_mark(
    draft: Draft,
    center: Point,
    motive: tuple[float | None, float | None, bool],
    radii: tuple[float, float] = MOTIVE_RADII,
    *,
    owner: str = "",
) -> None:
    """Put down the disc of a motive.

    Parameters
    ----------
    draft : Draft
        The sheet.
    center : tuple of float
        The middle.
    motive : tuple of float, float and bool
        Direction, strength, and whether it is hidden; a strength that is not known leaves the disc white.
    radii : tuple of float
        Of the smallest and the largest disc.
    owner : str
        Whose it is.
    """
    direction, strength, hidden = motive
    style = direction_style(direction)
    if strength is None and direction is not None:
        style = replace(style, fill=WHITE, text=style.edge)
    radius = radii[0] + (radii[1] - radii[0]) * (_MIDDLE if strength is None else strength)
    add_stance_dot(draft, center, style, radius, owner=owner)
    if hidden:
        draft.add(Circle(center, radius + _HIDDEN_GAP, Layer.DISC, None, INK, 1.1, _HIDDEN_DASH))


def add_torn_sign(draft: Draft, center: Point) -> None:
    """Put down the sign of one whose motives pull in opposite ways: unequal."""
    (x, y), r = center, _TORN
    draft.add(Circle(center, r, Layer.DISC, AMBER_PALE, AMBER, 1.3))
    for rise in (-0.22, 0.22):
        draft.add(Polyline(((x - 0.5 * r, y + rise * r), (x + 0.5 * r, y + rise * r)), Layer.MARK, AMBER_DARK, 1.5))
    draft.add(Polyline(((x - 0.28 * r, y - 0.55 * r), (x + 0.28 * r, y + 0.55 * r)), Layer.MARK, AMBER_DARK, 1.5))


def add_number(draft: Draft, center: Point, number: int, *, owner: str = "") -> None:
    """Put down the number of a conflict, which stands in the matrix and in the list."""
    draft.add(Circle(center, _NUMBER, Layer.TAG, AMBER_DARK))
    place = (center[0], center[1] - HALF_CAPITAL * _NUMBER_PX)
    draft.text(
        place, str(number), _NUMBER_PX, color=WHITE, background=AMBER_DARK, bold=True, align="center", owner=owner
    )
