"""Pairs and covers in two-sided networks: how many ties have no person in common, and who carries all of them.

References
----------
König, D. (1931). Gráfok és mátrixok. Matematikai es Fizikai Lapok 38: in a two-sided network the largest matching and
the smallest cover have the same size.
Berge, C. (1957). Two theorems in graph theory. Proceedings of the National Academy of Sciences 43: a matching is
largest where no augmenting path is left.
Dulmage, A. L., & Mendelsohn, N. S. (1958). Coverings of bipartite graphs. Canadian Journal of Mathematics 10.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["largest_matching", "smallest_cover"]

_ALONE = -1


def largest_matching(ties: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return a largest set of ties no two of which have a person in common.

    Parameters
    ----------
    ties : bool array, shape (rows, columns)
        Who on the one side is tied to whom on the other.

    Returns
    -------
    int array, shape (rows,)
        The column that each row is paired with, -1 for none. The number of pairs is always the same; of several
        largest sets it is the one found by taking rows and columns in their order.
    """
    columns_of = [np.flatnonzero(row).tolist() for row in ties]
    partner = [_ALONE] * ties.shape[0]  # of each row
    holder = [_ALONE] * ties.shape[1]  # of each column
    for first in range(len(partner)):
        found_from: dict[int, int] = {}
        column = _free_column(first, columns_of, holder, found_from)
        while column != _ALONE:  # along the path back to the first row everybody changes partners
            row = found_from[column]
            partner[row], holder[column], column = column, row, partner[row]
    return np.array(partner, dtype=np.intp)


def smallest_cover(
    ties: NDArray[np.bool_], partner: NDArray[np.intp] | None = None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return a smallest set of people without whom no tie is left.

    Parameters
    ----------
    ties : bool array, shape (rows, columns)
        Who on the one side is tied to whom on the other.
    partner : int array, shape (rows,), optional
        A largest matching, where it is at hand.

    Returns
    -------
    rows, columns : bool array
        Who is in it, as many as there are pairs in a largest matching. Of several smallest covers it is the one with
        the most rows, which is the same for every largest matching (Dulmage and Mendelsohn 1958).
    """
    partner = largest_matching(ties) if partner is None else partner
    holder = np.full(ties.shape[1], _ALONE, dtype=np.intp)
    paired = np.flatnonzero(partner != _ALONE)
    holder[partner[paired]] = paired
    reached = partner == _ALONE  # rows on alternating paths from rows that have no partner
    while True:
        columns = ties[reached].any(axis=0)
        wider = reached.copy()
        wider[holder[columns]] = True  # every such column has a holder, or the matching could grow
        if np.array_equal(wider, reached):
            return ~reached, columns
        reached = wider


def _free_column(first: int, columns_of: list[list[int]], holder: list[int], found_from: dict[int, int]) -> int:
    """Return the end of a shortest augmenting path from a row, -1 where there is none; `found_from` is the way back."""
    queue = deque([first])
    while queue:
        row = queue.popleft()
        for column in columns_of[row]:
            if column in found_from:
                continue
            found_from[column] = row
            if holder[column] == _ALONE:
                return column
            queue.append(holder[column])
    return _ALONE
