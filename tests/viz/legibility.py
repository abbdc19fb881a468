"""Can a drawing be read? Counted with numpy, by other means than the ones that laid it out.

What is judged is a `Drawing`: labels, cards and lines in px, whatever drew them. It is filled from a scene here, from
what matplotlib has drawn in `rendered.py`, and from other tools in the benchmark of the pictures. Lines are looked at
point by point instead of being clipped, and colours are taken apart by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from viz.crossings import STEP, length_side_by_side, meeting_points, near_pairs, points_along

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = [
    "COLUMNS",
    "Card",
    "Drawing",
    "Label",
    "Legibility",
    "Line",
    "contrast",
    "crossings",
    "inspect",
    "judge",
    "luminance",
    "overlap",
    "points_along",
    "read_scene",
    "table_row",
]

_SLACK = 0.5  # px that boxes may reach into each other: less than a pixel is not seen
_INSIDE = 1.5  # px inside a card's edge from which a line counts as running through it
_LEAST_COVERED = 1.0  # px of a line over a label that count as running over it
_AT_CARD = 6.0  # px around a card within which lines that both end at it may meet
_CORNERS = 48  # of the polygon that stands for a round card

Edges = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Label:
    """One line of text: the room it takes, its size and contrast, and the card that it belongs to."""

    string: str
    box: Edges
    px: float
    contrast: float
    owner: str = ""


@dataclass(frozen=True)
class Card:
    """What stands for a contact, upright and rectangular, or an ellipse that fills its box."""

    box: Edges
    is_round: bool = False

    @cached_property
    def outline(self) -> np.ndarray:
        """The corners."""
        x0, y0, x1, y1 = self.box
        if not self.is_round:
            return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
        angles = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
        unit = np.column_stack([np.cos(angles), np.sin(angles)])
        return np.array([(x0 + x1) / 2, (y0 + y1) / 2]) + unit * [(x1 - x0) / 2, (y1 - y0) / 2]

    def holds(self, points: np.ndarray, margin: float) -> np.ndarray:
        """Say for each point whether it lies in the card, at least `margin` px from its edge."""
        x0, y0, x1, y1 = self.box[0] + margin, self.box[1] + margin, self.box[2] - margin, self.box[3] - margin
        x, y = points.T
        if not self.is_round:
            return (x > x0) & (y > y0) & (x < x1) & (y < y1)
        if x1 <= x0 or y1 <= y0:
            return np.zeros(len(points), bool)
        return ((2 * x - x0 - x1) / (x1 - x0)) ** 2 + ((2 * y - y0 - y1) / (y1 - y0)) ** 2 < 1


@dataclass(frozen=True)
class Line:
    """A line that joins two cards."""

    ends: tuple[str, str]
    points: np.ndarray


@dataclass(frozen=True)
class Drawing:
    """A page in px with y going up: what can be read on it, what stands for whom, and what joins them."""

    width: float
    height: float
    labels: tuple[Label, ...] = ()
    cards: dict[str, Card] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


@dataclass
class Legibility:
    """What is wrong with a page; each list names the offenders."""

    label_on_label: list[str] = field(default_factory=list)
    label_on_card: list[str] = field(default_factory=list)
    card_on_card: list[str] = field(default_factory=list)
    line_through_card: list[str] = field(default_factory=list)
    line_over_label: list[str] = field(default_factory=list)  # of somebody else
    line_over_own_label: list[str] = field(default_factory=list)
    off_page: list[str] = field(default_factory=list)
    smallest_text: float = np.inf
    lowest_contrast: float = np.inf

    def faults(self) -> list[str]:
        """Return every offence as one line."""
        return [f"{kind}: {offender}" for kind in FAULTS for offender in getattr(self, kind)]


FAULTS = (
    "label_on_label",
    "label_on_card",
    "card_on_card",
    "line_through_card",
    "line_over_label",
    "line_over_own_label",
    "off_page",
)
# The heads of the table, and what stands under each.
COLUMNS = {
    "labels": "labels",
    "lines": "lines",
    "LL": "label on label",
    "LN": "label on a card that is not its own",
    "NN": "card on card",
    "EN": "line through a card",
    "EL": "line over somebody else's label",
    "EO": "line over the label of a card that it joins",
    "EE": "crossings of two lines",
    "OV": "px that lines run on top of each other",
    "OUT": "labels, cards and lines that leave the page",
    "px": "smallest text",
    "contrast": "lowest contrast of a text (WCAG 2.2)",
}


def inspect(scene: Scene) -> Legibility:
    """Count what makes a page hard to read."""
    return judge(read_scene(scene))


def read_scene(scene: Scene) -> Drawing:
    """Return a scene as a drawing."""
    labels = [
        Label(text.string, text.box.edges, text.px, contrast(text.color, text.background), text.owner)
        for text in scene.texts
    ]
    cards = {name: Card(box.edges) for name, box in scene.cards.items()}
    lines = [Line(tie.ends, np.array(tie.points)) for tie in scene.ties if tie.ends is not None]
    return Drawing(scene.width, scene.height, tuple(labels), cards, tuple(lines))


def judge(drawing: Drawing) -> Legibility:
    """Count what makes a drawing hard to read."""
    found = Legibility()
    _labels(drawing, found)
    _cards(drawing, found)
    for line in drawing.lines:
        _line(drawing, line, found)
    return found


def _labels(drawing: Drawing, found: Legibility) -> None:
    boxes = np.array([label.box for label in drawing.labels]).reshape(-1, 4)
    for one, other in _overlaps(boxes, boxes):
        if one < other:
            found.label_on_label.append(f"{drawing.labels[one].string!r} on {drawing.labels[other].string!r}")
    names = list(drawing.cards)
    for one, other in _overlaps(boxes, np.array([card.box for card in drawing.cards.values()]).reshape(-1, 4)):
        label, name = drawing.labels[one], names[other]
        if label.owner != name and _covers(drawing.cards[name], label.box):
            found.label_on_card.append(f"{label.string!r} on {name}")
    found.off_page += [repr(label.string) for label in drawing.labels if _leaves(drawing, label.box)]
    found.smallest_text = min((label.px for label in drawing.labels), default=np.inf)
    found.lowest_contrast = min((label.contrast for label in drawing.labels), default=np.inf)


def _overlaps(ones: np.ndarray, others: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield the pairs of boxes that lie on each other by more than the slack."""
    low = np.maximum(ones[:, None, :2], others[None, :, :2])
    high = np.minimum(ones[:, None, 2:], others[None, :, 2:])
    yield from (tuple(pair) for pair in np.argwhere((high - low > 2 * _SLACK).all(axis=2)).tolist())


def _covers(card: Card, box: Edges) -> bool:
    """Say whether a box that overlaps the box of a card overlaps the card itself."""
    if not card.is_round:
        return True
    x0, y0, x1, y1 = card.box
    center, half = np.array([(x0 + x1) / 2, (y0 + y1) / 2]), np.array([(x1 - x0) / 2, (y1 - y0) / 2])
    nearest = np.clip(center, np.array(box[:2]) + _SLACK, np.array(box[2:]) - _SLACK)
    return bool((((nearest - center) / half) ** 2).sum() < 1)


def _cards(drawing: Drawing, found: Legibility) -> None:
    for (one, card), (other, neighbour) in combinations(drawing.cards.items(), 2):
        if _overlap(card, neighbour):
            found.card_on_card.append(f"{one} on {other}")
    found.off_page += [name for name, card in drawing.cards.items() if _leaves(drawing, card.box)]


def _overlap(one: Card, other: Card) -> bool:
    reach = np.minimum(one.box[2:], other.box[2:]) - np.maximum(one.box[:2], other.box[:2])
    if not (reach > 2 * _SLACK).all():
        return False
    if not (one.is_round or other.is_round):
        return True
    return bool(one.holds(other.outline, 2 * _SLACK).any() or other.holds(one.outline, 2 * _SLACK).any())


def _line(drawing: Drawing, line: Line, found: Legibility) -> None:
    points = points_along(line.points)
    low, high = points.min(axis=0), points.max(axis=0)
    for name, card in drawing.cards.items():
        is_near = (high > card.box[:2]).all() and (low < card.box[2:]).all()
        if is_near and name not in line.ends and card.holds(points, _INSIDE).any():
            found.line_through_card.append(f"{line.ends} through {name}")
    for label in drawing.labels:
        is_near = (high > label.box[:2]).all() and (low < label.box[2:]).all()
        if is_near and Card(label.box).holds(points, _SLACK).sum() * STEP > _LEAST_COVERED:
            mine = label.owner in line.ends
            over = found.line_over_own_label if mine else found.line_over_label
            over.append(f"{line.ends} over {label.string!r}")
    if not ((points >= 0) & (points <= [drawing.width, drawing.height])).all():
        found.off_page.append(str(line.ends))


def _leaves(drawing: Drawing, box: Edges) -> bool:
    x0, y0, x1, y1 = box
    return x0 < -_SLACK or y0 < -_SLACK or x1 > drawing.width + _SLACK or y1 > drawing.height + _SLACK


def crossings(drawing: Drawing) -> int:
    """Return in how many points two lines meet; not counted at a card at which both end."""
    courses = [line.points for line in drawing.lines]
    count = 0
    for one, other in near_pairs(courses):
        points = meeting_points(courses[one], courses[other])
        if len(points):
            shared = [name for name in drawing.lines[one].ends if name in drawing.lines[other].ends]
            at_card = [drawing.cards[name].holds(points, -_AT_CARD) for name in shared if name in drawing.cards]
            count += len(points) - int(np.any(at_card, axis=0).sum() if at_card else 0)
    return count


def overlap(drawing: Drawing) -> float:
    """Return for how many px lines that join different cards run on top of each other."""
    courses = [line.points for line in drawing.lines]
    ends = [set(line.ends) for line in drawing.lines]
    pairs = [(one, other) for one, other in near_pairs(courses, 1.0) if not ends[one] & ends[other]]
    return sum(length_side_by_side(courses[one], courses[other]) for one, other in pairs)


def table_row(drawing: Drawing) -> dict[str, float]:
    """Return the figures of a drawing under the heads of `COLUMNS`."""
    found = judge(drawing)
    counts = [len(getattr(found, kind)) for kind in FAULTS]
    beginning = [len(drawing.labels), len(drawing.lines), *counts[:-1]]
    ending = [crossings(drawing), overlap(drawing), counts[-1], found.smallest_text, found.lowest_contrast]
    return dict(zip(COLUMNS, [*beginning, *ending], strict=True))


@cache
def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    channels = [[int(color[start : start + 2], 16) for start in (1, 3, 5)] for color in (ink, ground)]
    dark, light = np.sort(luminance(np.array(channels) / 255))
    return float((light + 0.05) / (dark + 0.05))


def luminance(colors: np.ndarray) -> np.ndarray:
    """Return the relative luminance of colours whose last axis is red, green and blue from 0 to 1."""
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])
