"""How strongly a message of one contact reaches another: the best chain of influence ties between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.model.arrays import Arrays

__all__ = ["MAX_CHAIN_TIES", "chain_strengths"]

MAX_CHAIN_TIES = 4  # ours: a message retold more often than that is no longer the message


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

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> from stakeholder_graph.analysis.chains import chain_strengths
    >>> arrays = sg.compile(sg.example_buying_center())
    >>> user, cfo = arrays.contacts.index("user"), arrays.contacts.index("cfo")
    >>> round(float(chain_strengths(arrays)[user, cfo]), 4)  # user -> COO -> CFO: .4 * .6
    0.24
    """
    ties = np.where(arrays.signs() > 0, arrays.listening(), 0.0).T
    best = np.eye(len(arrays))
    for _ in range(max_ties):
        extended = best.copy()
        for last in np.flatnonzero(ties.any(axis=1)):  # one at a time: n^3 products at once do not fit in memory
            np.maximum(extended, np.outer(best[:, last], ties[last]), out=extended)
        if np.array_equal(extended, best):
            break
        best = extended
    return best
