"""What a seat costs: how often its disc, its label and its lines meet those of others, and how well the label stands.

Everything is reckoned for many seats and all sides of the label at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stakeholder_graph.viz.geometry.segments import Floats, cross_segment_pairs

if TYPE_CHECKING:
    from stakeholder_graph.viz.geometry.boxes import Box

__all__ = ["SIDES", "Standing", "conflicts_of", "label_boxes", "seat_costs"]

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]

# On which side of the disc the label stands: below, above, right, left, and between; x and y in half extents.
SIDES = ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))
_SIDE_COSTS = np.array([0.0, 0.04, 0.06, 0.06, 0.3, 0.3, 0.3, 0.3])
_LABEL_GAP = 2.5  # px between a disc and its label
_CORNER = 0.71  # of a disc's reach: how far out a label between two sides begins
_CLEAR = np.array([-4.0, -2.5, 4.0, 2.5])  # px that everything keeps from everything else
_CONFLICT, _OUTSIDE, _CROSSING = 1000.0, 1000.0, 3.0  # no number of crossings is worth a conflict
_LENGTH = 0.0004  # cost of a px of line
_NO_LENGTH = 1e-9


@dataclass(slots=True)
class Standing:
    """Where n people stand at the moment: middles (n, 2), half sides (n,), sizes of the labels (n, 2), sides (n,).

    `toward` holds to whom each line runs, -1 where there is none; `present` who is not left out.
    """

    places: Floats
    reaches: Floats
    labels: Floats
    sides: Integers
    toward: Integers
    present: Booleans


def label_boxes(places: Floats, reaches: Floats, labels: Floats) -> Floats:
    """Return the room of the labels of n discs on each of the eight sides, shape (n, 8, 4)."""
    sides = np.array(SIDES, dtype=float)
    straight = np.abs(sides).sum(axis=1) == 1
    out = np.where(straight, 1.0, _CORNER)[None, :, None] * (reaches[:, None, None] + _LABEL_GAP)
    middles = places[:, None, :] + sides * (out + labels[:, None, :] / 2)
    boxes: Floats = np.concatenate([middles - labels[:, None, :] / 2, middles + labels[:, None, :] / 2], axis=2)
    return boxes


def _disc_boxes(places: Floats, reaches: Floats) -> Floats:
    boxes: Floats = np.concatenate([places - reaches[..., None], places + reaches[..., None]], axis=-1)
    return boxes


def _overlap(one: Floats, other: Floats) -> Booleans:
    """Return which boxes (..., 4) lie on which of k others, shape (..., k)."""
    left, bottom, right, top = np.moveaxis(one[..., None, :], -1, 0)
    x0, y0, x1, y1 = other.T
    overlap: Booleans = (left < x1) & (right > x0) & (bottom < y1) & (top > y0)
    return overlap


def _hits(starts: Floats, ends: Floats, boxes: Floats) -> Booleans:
    """Return which segments pass through which boxes; the shapes broadcast, but for the last axis of 2, 2 and 4."""
    enter: Floats | float = 0.0
    leave: Floats | float = 1.0
    for axis in (0, 1):
        start = starts[..., axis]
        way = ends[..., axis] - start
        way = np.where(np.abs(way) < _NO_LENGTH, _NO_LENGTH, way)
        first, second = (boxes[..., axis] - start) / way, (boxes[..., axis + 2] - start) / way
        enter = np.maximum(enter, np.minimum(first, second))
        leave = np.minimum(leave, np.maximum(first, second))
    return np.asarray(enter < leave)


def conflicts_of(standing: Standing, area: Box) -> Integers:
    """Return for everybody how often disc, label or line meet something; 0 for those who are left out."""
    n, present = len(standing.places), standing.present
    discs = _disc_boxes(standing.places, standing.reaches)
    labels = label_boxes(standing.places, standing.reaches, standing.labels)[np.arange(n), standing.sides]
    boxes, owners = np.vstack([discs, labels]), np.tile(np.arange(n), 2)
    kept = np.tile(present, 2)
    meets = _overlap(boxes, boxes + _CLEAR) & (owners[:, None] != owners) & kept[:, None] & kept
    conflicts: Integers = meets.sum(axis=1).reshape(2, n).sum(axis=0)
    conflicts += (_outside(discs, area) | _outside(labels, area)) & present
    tails = np.flatnonzero((standing.toward >= 0) & present)
    heads = standing.toward[tails]
    hits = _hits(standing.places[tails][:, None], standing.places[heads][:, None], boxes + _CLEAR) & kept
    lines = np.arange(len(tails))
    hits[lines, tails] = hits[lines, heads] = False  # a line ends at these two discs
    np.add.at(conflicts, tails, hits.sum(axis=1))
    conflicts += hits.sum(axis=0).reshape(2, n).sum(axis=0)
    return conflicts


def _outside(boxes: Floats, area: Box) -> Booleans:
    outside: Booleans = (
        (boxes[..., 0] < area.x0) | (boxes[..., 1] < area.y0) | (boxes[..., 2] > area.x1) | (boxes[..., 3] > area.y1)
    )
    return outside


def seat_costs(standing: Standing, number: int, places: Floats, area: Box) -> Floats:
    """Return what it would cost somebody to stand at each of c places with the label on each side, shape (c, 8)."""
    count, n = len(places), len(standing.places)
    discs = _disc_boxes(places, np.full(count, standing.reaches[number]))
    labels = label_boxes(places, np.full(count, standing.reaches[number]), np.tile(standing.labels[number], (count, 1)))
    others = np.flatnonzero(standing.present & (np.arange(n) != number))
    boxes = _boxes_of(standing, others) + _CLEAR
    own, foreign = _lines(standing, number)
    cost = _CONFLICT * (_overlap(discs, boxes).sum(axis=1)[:, None] + _overlap(labels, boxes).sum(axis=2))
    cost += _OUTSIDE * (_outside(discs, area)[:, None] | _outside(labels, area))
    tails, heads = standing.places[foreign], standing.places[standing.toward[foreign]]
    cost += _CONFLICT * _hits(tails, heads, (discs + _CLEAR)[:, None]).sum(axis=1)[:, None]
    cost += _CONFLICT * _hits(tails, heads, (labels + _CLEAR)[:, :, None]).sum(axis=2)
    if own.size:
        ends = standing.places[own]
        # Own lines: over whatever is not at their ends, over the own label, and across other lines.
        over = _hits(places[:, None, None], ends[:, None], boxes)
        at_end = np.concatenate([others == own[:, None], np.zeros((len(own), len(others)), dtype=bool)], axis=1)
        cost += _CONFLICT * (over & ~at_end).sum(axis=(1, 2))[:, None]
        cost += _CONFLICT * _hits(places[:, None, None], ends, (labels + _CLEAR)[:, :, None]).sum(axis=2)
        crossing = cross_segment_pairs(places[:, None, None], ends[:, None], tails, heads)
        cost += _CROSSING * crossing.sum(axis=(1, 2))[:, None]
        cost += _LENGTH * np.hypot(*np.moveaxis(places[:, None] - ends, -1, 0)).sum(axis=1)[:, None]
    result: Floats = cost + _SIDE_COSTS
    return result


def _boxes_of(standing: Standing, others: Integers) -> Floats:
    """Return the discs of some people, then their labels."""
    places, reaches = standing.places[others], standing.reaches[others]
    labels = label_boxes(places, reaches, standing.labels[others])[np.arange(len(others)), standing.sides[others]]
    return np.vstack([_disc_boxes(places, reaches), labels])


def _lines(standing: Standing, number: int) -> tuple[Integers, Integers]:
    """Return at whom the lines of somebody end, and whose lines run between others."""
    toward, present = standing.toward, standing.present
    behind = np.flatnonzero((toward == number) & present)
    ahead = toward[[number]][toward[[number]] >= 0]
    foreign = np.flatnonzero((toward >= 0) & (toward != number) & present)
    return np.concatenate([ahead, behind]), foreign[foreign != number]
