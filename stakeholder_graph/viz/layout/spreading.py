"""Pushing things apart along a line, so that none covers another and none moves further than it must."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["spread_apart"]


def spread_apart(
    places: Sequence[float], sizes: Sequence[float], span: tuple[float, float], *, gap: float = 0.0
) -> list[float]:
    """Return where the middles of things go so that they keep their order and do not overlap.

    Parameters
    ----------
    places : sequence of float
        Where the middles would like to be, from the largest down.
    sizes : sequence of float
        How much room each takes along the line.
    span : tuple of float
        The lowest and the highest place that a thing may take with all of its room. Where they do not fit into it,
        they stand evenly over it and overlap.
    gap : float, default 0.0
        Room to keep between two of them.

    Returns
    -------
    list of float
        The places with the smallest sum of squared moves.

    Notes
    -----
    Once every place is shifted by the room that the things above it need, keeping apart is keeping the order; that is
    isotonic regression, solved by pooling neighbours that are out of order (Barlow et al. 1972), and cut to the span.

    Examples
    --------
    >>> spread_apart([50.0, 49.0, 10.0], [10.0, 10.0, 10.0], (0.0, 100.0))
    [54.5, 44.5, 10.0]
    """
    if not places:
        return []
    low, high = span
    room = sum(sizes) + gap * (len(sizes) - 1)
    if room > high - low:
        gap -= (room - (high - low)) / max(1, len(sizes) - 1)
    steps = [(one + other) / 2 + gap for one, other in pairwise(sizes)]
    offsets = list(accumulate(steps, initial=0.0))
    top, bottom = high - sizes[0] / 2, low + sizes[-1] / 2 + offsets[-1]
    pooled = _falling([place + offset for place, offset in zip(places, offsets, strict=True)])
    return [max(bottom, min(top, value)) - offset for value, offset in zip(pooled, offsets, strict=True)]


def _falling(values: Sequence[float]) -> list[float]:
    """Return the nearest sequence that never rises."""
    pools: list[tuple[float, int]] = []  # sum and count of neighbours that share one value
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] < total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
