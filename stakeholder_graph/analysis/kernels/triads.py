"""Brokerage in open triads across groups, after Gould and Fernandez (1989).

References
----------
Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation. Sociological Methodology 19.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BROKERAGE_ROLES", "UNKNOWN_GROUP", "count_brokerage"]

BROKERAGE_ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "unclassified")
UNKNOWN_GROUP = -1


def count_brokerage(ties: NDArray[np.bool_], group: NDArray[np.intp]) -> NDArray[np.intp]:
    """Count the open triads a -> b -> c (no tie a -> c) that each contact b brokers, by the groups of the three.

    Parameters
    ----------
    ties : bool array, shape (n, n)
        ties[u, v]: u influences v.
    group : int array, shape (n,)
        Group of each contact; -1 where it is not known.

    Returns
    -------
    int array, shape (n, 6)
        Columns: coordinator (A-A-A), itinerant (A-B-A), gatekeeper (A-B-B), representative (A-A-B), liaison (A-B-C),
        and unclassified, where the group of one of the three is not known.
    """
    n = len(group)
    counts = np.zeros((n, len(BROKERAGE_ROLES)), dtype=np.intp)
    closed = ties | np.eye(n, dtype=np.bool_)
    for broker in range(n):
        sources, targets = np.flatnonzero(ties[:, broker]), np.flatnonzero(ties[broker])
        first, last = np.nonzero(~closed[np.ix_(sources, targets)])
        a, b, c = group[sources[first]], group[broker], group[targets[last]]
        known = (a != UNKNOWN_GROUP) & (c != UNKNOWN_GROUP) & (b != UNKNOWN_GROUP)
        patterns = (
            known & (a == b) & (b == c),
            known & (a == c) & (a != b),
            known & (a != b) & (b == c),
            known & (a == b) & (b != c),
            known & (a != b) & (b != c) & (a != c),
            ~known,
        )
        counts[broker] = [int(pattern.sum()) for pattern in patterns]
    return counts
