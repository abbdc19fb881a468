"""Which of several things to do when not everything can be paid for: the 0/1 knapsack with real costs, exactly.

All selections that no other one beats in both cost and value are kept in a list, which grows item by item (Nemhauser &
Ullmann 1969). A selection is dropped as soon as even the fractions of the remaining items cannot lift it to what a
greedy selection reaches, so that the list stays short; should it still grow beyond a limit, the greedy selection is
returned and said to be one. There is no batch axis: every account has a list of its own.

References
----------
Nemhauser, G. L., & Ullmann, Z. (1969). Discrete dynamic programming and capital allocation. Management Science 15(9).
Dantzig, G. B. (1957). Discrete-variable extremum problems. Operations Research 5(2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LONGEST_LIST", "Selection", "select_items"]

LONGEST_LIST = 20_000  # ours: some seconds and some tens of megabytes for 200 items
_DIGITS = 12  # parts of the budget and of the largest value that agree to so many decimals are equal
_EQUAL = 10.0**-_DIGITS
_ALL = 1.0 + _EQUAL  # of the budget; rounding forbids nothing


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What was selected.

    Attributes
    ----------
    items : int array
        Positions of the selected items, in ascending order.
    value, cost : float
        Of all of them together.
    exact : bool
        False where the greedy selection had to do; its value is at least half of the best one.
    """

    items: NDArray[np.intp]
    value: float
    cost: float
    exact: bool


def select_items(
    values: NDArray[np.float64], costs: NDArray[np.float64], budget: float, *, longest_list: int = LONGEST_LIST
) -> Selection:
    """Select the items of the largest value whose costs do not exceed the budget.

    Parameters
    ----------
    values : float array, shape (n,)
        An item of no positive value is never selected.
    costs : float array, shape (n,)
        Above 0.
    budget : float
        At least 0, finite.
    longest_list : int, default 20,000
        How many selections to keep at once before the greedy one has to do; ours.

    Returns
    -------
    Selection
        Of equally valuable selections the cheapest, then the one with the better items by value over cost, items of
        equal ratio by position.

    Examples
    --------
    >>> select_items(np.array([6.0, 10.0, 12.0]), np.array([1.0, 2.0, 3.0]), 5.0).items.tolist()
    [1, 2]
    """
    useful = np.flatnonzero((values > 0) & (costs <= budget))
    items = useful[np.argsort(-values[useful] / costs[useful], kind="stable")]
    if not len(items):
        return Selection(items, 0.0, 0.0, exact=True)
    worth, part = (
        values[items] / values[items].max(),
        costs[items] / budget,
    )  # then so many decimals say the same of all
    greedy = _greedy(worth, part)
    taken = _best(worth, part, float(worth[greedy].sum()), longest_list)
    chosen = np.sort(items[greedy if taken is None else taken])
    return Selection(chosen, float(values[chosen].sum()), float(costs[chosen].sum()), exact=taken is not None)


def _greedy(values: NDArray[np.float64], costs: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Take the items in their order as long as they fit, or only the most valuable one if it is worth more."""
    taken, left = np.zeros(len(values), dtype=np.bool_), _ALL
    for place, cost in enumerate(costs.tolist()):
        if cost <= left:
            taken[place], left = True, left - cost
    return taken if values[taken].sum() >= values.max() else np.arange(len(values)) == values.argmax()


def _best(
    values: NDArray[np.float64], costs: NDArray[np.float64], reached: float, longest_list: int
) -> NDArray[np.bool_] | None:
    """Return which items, sorted by value over cost, the best selection holds; None where the list grows too long."""
    ratio = np.append(values / costs, 0.0)
    spent, worth = np.zeros(1), np.zeros(1)
    steps: list[tuple[int, NDArray[np.intp]]] = []  # by item: length of the list before, what was kept of its double
    for place, (value, cost) in enumerate(zip(values.tolist(), costs.tolist(), strict=True)):
        before = len(spent)
        spent, worth = np.concatenate([spent, spent + cost]), np.concatenate([worth, worth + value])
        hope = worth + np.maximum(1.0 - spent, 0.0) * ratio[place + 1]
        kept = np.flatnonzero((spent <= _ALL) & (hope >= reached - _EQUAL))
        kept = kept[np.lexsort((-np.round(worth[kept], _DIGITS), np.round(spent[kept], _DIGITS)))]
        best_so_far = np.maximum.accumulate(np.round(worth[kept], _DIGITS))
        kept = kept[np.diff(best_so_far, prepend=-1.0) > 0]
        if len(kept) > longest_list:
            return None
        spent, worth = spent[kept], worth[kept]
        steps.append((before, kept))
    taken, selection = np.zeros(len(values), dtype=np.bool_), len(spent) - 1  # the last is the most valuable
    for place in reversed(range(len(steps))):
        before, kept = steps[place]
        taken[place], selection = divmod(int(kept[selection]), before)  # the second half of the double has the item
    return taken
