"""In which order one side of a two-sided picture stands, so that the lines to the other side cross little."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["count_crossings", "order_by_middle"]


def order_by_middle(ends: Sequence[Sequence[int]]) -> list[int]:
    """Return the order of one side, where the other side keeps its places.

    Parameters
    ----------
    ends : sequence of sequence of int
        For each on this side the places on the other side that its lines lead to.

    Returns
    -------
    list of int
        Positions in `ends`: by the mean place (barycentre), then neighbours exchanged as long as that saves crossings;
        whoever has no line comes last.

    References
    ----------
    Eades, P., & Wormald, N. C. (1994). Edge crossings in drawings of bipartite graphs. Algorithmica 11.

    Examples
    --------
    >>> order_by_middle([[5, 6], [], [0, 1, 2]])
    [2, 0, 1]
    """
    tied = [number for number, places in enumerate(ends) if places]
    order = sorted(tied, key=lambda number: (sum(ends[number]) / len(ends[number]), number))
    improved = True
    while improved:  # each exchange saves at least one crossing, so it ends
        improved = False
        for place in range(len(order) - 1):
            one, other = ends[order[place]], ends[order[place + 1]]
            if count_crossings([other, one]) < count_crossings([one, other]):
                order[place], order[place + 1] = order[place + 1], order[place]
                improved = True
    return order + [number for number, places in enumerate(ends) if not places]


def count_crossings(ends: Sequence[Sequence[int]]) -> int:
    """Return how many pairs of lines cross, where this side stands in the order given.

    Examples
    --------
    >>> count_crossings([[0, 2], [1]]), count_crossings([[0, 1], [1, 2]])
    (1, 0)
    """
    above: list[int] = []
    crossings = 0
    for places in ends:
        crossings += sum(len(above) - bisect_left(above, place + 1) for place in places)
        above = sorted([*above, *places])
    return crossings
