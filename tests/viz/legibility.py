"""Can a page be read? Counted on the scene alone, with numpy, by other means than the ones that laid it out.

Lines are looked at point by point instead of being clipped, and colours are taken apart by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from stakeholder_graph.viz.boxes import Box
    from stakeholder_graph.viz.scene.primitives import Scene

_SLACK = 0.5  # px that boxes may reach into each other: less than a pixel is not seen
_INSIDE = 1.5  # px inside a card's edge from which a line counts as running through it
_STEP = 0.75  # px between the points of a line that are looked at


@dataclass
class Legibility:
    """What is wrong with a page; each list names the offenders."""

    label_on_label: list[str] = field(default_factory=list)
    label_on_card: list[str] = field(default_factory=list)
    card_on_card: list[str] = field(default_factory=list)
    line_through_card: list[str] = field(default_factory=list)
    line_over_label: list[str] = field(default_factory=list)
    off_page: list[str] = field(default_factory=list)
    smallest_text: float = np.inf
    lowest_contrast: float = np.inf

    def faults(self) -> list[str]:
        """Return every offence as one line."""
        kinds = ("label_on_label", "label_on_card", "card_on_card", "line_through_card", "line_over_label", "off_page")
        return [f"{kind}: {offender}" for kind in kinds for offender in getattr(self, kind)]


def inspect(scene: Scene) -> Legibility:
    """Count what makes a page hard to read."""
    found = Legibility()
    _labels(scene, found)
    _cards(scene, found)
    _lines(scene, found)
    return found


def _labels(scene: Scene, found: Legibility) -> None:
    boxes = np.array([text.box.edges for text in scene.texts])
    for one, other in combinations(range(len(scene.texts)), 2):
        if _overlap(boxes[one], boxes[other]):
            found.label_on_label.append(f"{scene.texts[one].string!r} on {scene.texts[other].string!r}")
    for text, box in zip(scene.texts, boxes, strict=True):
        for card, room in scene.cards.items():
            if card != text.owner and _overlap(box, np.array(room.edges)):
                found.label_on_card.append(f"{text.string!r} on {card}")
        if _leaves(scene, text.box):
            found.off_page.append(repr(text.string))
        found.smallest_text = min(found.smallest_text, text.px)
        found.lowest_contrast = min(found.lowest_contrast, contrast(text.color, text.background))


def _cards(scene: Scene, found: Legibility) -> None:
    for (one, room), (other, place) in combinations(scene.cards.items(), 2):
        if _overlap(np.array(room.edges), np.array(place.edges)):
            found.card_on_card.append(f"{one} on {other}")
    found.off_page += [card for card, room in scene.cards.items() if _leaves(scene, room)]


def _lines(scene: Scene, found: Legibility) -> None:
    cards = list(scene.cards)
    rooms = np.array([scene.cards[card].edges for card in cards]).reshape(-1, 4)
    rooms = rooms + np.array([_INSIDE, _INSIDE, -_INSIDE, -_INSIDE])
    labels = np.array([text.box.edges for text in scene.texts]).reshape(-1, 4)
    labels = labels + np.array([_SLACK, _SLACK, -_SLACK, -_SLACK])
    for tie in scene.ties:
        assert tie.ends is not None
        points = points_along(np.array(tie.points))
        crossed = _inside(points, rooms).any(axis=0)
        found.line_through_card += [
            f"{tie.ends} through {card}"
            for card, hit in zip(cards, crossed, strict=True)
            if hit and card not in tie.ends
        ]
        covered = _inside(points, labels).sum(axis=0) * _STEP > 1.0
        found.line_over_label += [
            f"{tie.ends} over {text.string!r}" for text, hit in zip(scene.texts, covered, strict=True) if hit
        ]
        if not ((points >= 0) & (points <= [scene.width, scene.height])).all():
            found.off_page.append(str(tie.ends))


def points_along(course: np.ndarray) -> np.ndarray:
    """Return points of a polyline that are less than a pixel apart."""
    pieces = []
    for start, end in pairwise(course):
        count = max(2, int(np.hypot(*(end - start)) / _STEP) + 1)
        pieces.append(start + (end - start) * np.linspace(0, 1, count)[:, None])
    return np.vstack(pieces)


def _inside(points: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    x, y = points[:, 0, None], points[:, 1, None]
    return (x > boxes[:, 0]) & (y > boxes[:, 1]) & (x < boxes[:, 2]) & (y < boxes[:, 3])


def _overlap(one: np.ndarray, other: np.ndarray) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0]) - 2 * _SLACK
    height = min(one[3], other[3]) - max(one[1], other[1]) - 2 * _SLACK
    return bool(width > 0 and height > 0)


def _leaves(scene: Scene, box: Box) -> bool:
    return box.x0 < -_SLACK or box.y0 < -_SLACK or box.x1 > scene.width + _SLACK or box.y1 > scene.height + _SLACK


def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
