"""How strongly a message of one contact reaches another: the best chain of influence ties between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from stakeholder_graph.model.arrays import Arrays

__all__ = ["MAX_CHAIN_TIES", "chain_strengths", "chain_strengths_from", "chain_strengths_to"]

MAX_CHAIN_TIES = 4  # ours: a message retold more often than that is no longer the message
_BLOCK = 256  # so many columns at a time: m ties times n columns at once do not fit in memory


def chain_strengths(arrays: Arrays, *, max_ties: int = MAX_CHAIN_TIES) -> NDArray[np.float64]:
    """Return the strength of the best chain between every two contacts.

    The strength of a chain is the product of the weights of its ties. Negative ties carry a message to somebody who
    distrusts it and are left out.

    Parameters
    ----------
    arrays : Arrays
        A compiled buying center with n contacts.
    max_ties : int, default 4
        Chains with more ties do not count.

    Returns
    -------
    float array, shape (n, n)
        Entry (u, v): the best product over chains u -> ... -> v, in [0, 1]; 1 on the diagonal, 0 where there is no
        chain.

    See Also
    --------
    chain_strengths_to, chain_strengths_from : only the best chain to, or from, a group of contacts.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from stakeholder_graph.analysis.influence.chains import chain_strengths
    >>> arrays = sg.compile(sg.example_buying_center())
    >>> user, cfo = arrays.contacts.index("user"), arrays.contacts.index("cfo")
    >>> round(float(chain_strengths(arrays)[user, cfo]), 4)  # user -> COO -> CFO: .4 * .6
    0.24
    """
    best = np.eye(len(arrays))
    for start in range(0, len(arrays), _BLOCK):
        block = slice(start, start + _BLOCK)
        best[block] = _extend(best[block].T, arrays, arrays.source, arrays.target, max_ties).T
    return best


def chain_strengths_to(
    arrays: Arrays, targets: Sequence[int], *, max_ties: int = MAX_CHAIN_TIES
) -> NDArray[np.float64]:
    """Return the strength of the best chain from every contact to any of some targets.

    Parameters
    ----------
    arrays : Arrays
        A compiled buying center with n contacts.
    targets : sequence of int
        Positions of the targets.
    max_ties : int, default 4
        Chains with more ties do not count.

    Returns
    -------
    float array, shape (n,)
        In [0, 1]; 1 for the targets, 0 where there is no chain.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> arrays = sg.compile(sg.example_buying_center())
    >>> cfo, user = arrays.contacts.index("cfo"), arrays.contacts.index("user")
    >>> round(float(chain_strengths_to(arrays, [cfo])[user]), 4)
    0.24
    """
    best = _ones_at(targets, len(arrays))
    return _extend(best, arrays, arrays.target, arrays.source, max_ties)[:, 0]


def chain_strengths_from(
    arrays: Arrays, sources: Sequence[int], *, max_ties: int = MAX_CHAIN_TIES
) -> NDArray[np.float64]:
    """Return the strength of the best chain from any of some sources to every contact.

    Parameters
    ----------
    arrays : Arrays
        A compiled buying center with n contacts.
    sources : sequence of int
        Positions of the sources.
    max_ties : int, default 4
        Chains with more ties do not count.

    Returns
    -------
    float array, shape (n,)
        In [0, 1]; 1 for the sources, 0 where there is no chain.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> arrays = sg.compile(sg.example_buying_center())
    >>> cfo, user = arrays.contacts.index("cfo"), arrays.contacts.index("user")
    >>> round(float(chain_strengths_from(arrays, [user])[cfo]), 4)
    0.24
    """
    best = _ones_at(sources, len(arrays))
    return _extend(best, arrays, arrays.source, arrays.target, max_ties)[:, 0]


def _ones_at(places: Sequence[int], n: int) -> NDArray[np.float64]:
    best = np.zeros((n, 1))
    best[np.asarray(places, dtype=np.intp)] = 1.0
    return best


def _extend(
    best: NDArray[np.float64], arrays: Arrays, near: NDArray[np.intp], far: NDArray[np.intp], max_ties: int
) -> NDArray[np.float64]:
    """Lengthen the chains known so far, a tie at a time, from the near to the far end of the ties.

    Every round looks at the ties only, so that it costs m times the number of columns.
    """
    friendly = np.flatnonzero(arrays.sign > 0)
    ties = friendly[np.argsort(far[friendly], kind="stable")]
    if not ties.size:
        return best
    reached, starts = np.unique(far[ties], return_index=True)
    near, weight = near[ties], arrays.weight[ties, None]
    for _ in range(max_ties):
        longer = np.maximum(best[reached], np.maximum.reduceat(weight * best[near], starts, axis=0))
        if np.array_equal(longer, best[reached]):
            break
        best = best.copy()
        best[reached] = longer
    return best
