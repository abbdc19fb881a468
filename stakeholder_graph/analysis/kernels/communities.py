"""Communities in a network of positive and negative ties: who hangs together, rivals apart.

Signed modularity compares the ties inside the communities with those that the strengths of their members alone would
give, positive and negative ones apart::

    Q = sum over pairs in one community of [w_ij - (k+_i k+_j / 2w+  -  k-_i k-_j / 2w-)]  /  (2w+ + 2w-)

with k the sums of each member's positive or negative ties, 2w the sums of all. Without negative ties it is Newman's
modularity. From everybody alone it is raised as far as it goes by moving single members and merging communities in
turns; always the step that gains most, of equal gains the first. Once the moves come first and once the mergers, and
the better of both counts. So the result is the same every time, without a seed.

References
----------
Newman, M. E. J. (2004). Analysis of weighted networks. Physical Review E 70, 056131.
Gómez, S., Jensen, P., & Arenas, A. (2009). Analysis of community structure in networks of correlated data. Physical
Review E 80, 016114.
Blondel, V. D., et al. (2008). Fast unfolding of communities in large networks. Journal of Statistical Mechanics
P10008: the moving.
Clauset, A., Newman, M. E. J., & Moore, C. (2004). Finding community structure in very large networks. Physical Review
E 70, 066111: the merging.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["find_communities", "signed_modularity"]

_DIGITS = 12  # gains that agree to so many decimals are equal; what is left of them below that is rounding


def signed_modularity(ties: NDArray[np.float64], community: NDArray[np.intp], resolution: float = 1.0) -> float:
    """Return the signed modularity of a division into communities.

    Parameters
    ----------
    ties : float array, shape (n, n)
        Symmetric; negative between rivals, 0 where there is no tie and on the diagonal.
    community : int array, shape (n,)
        The community of each member.
    resolution : float, default 1
        Weight of what chance would give; the higher, the smaller the communities.

    Returns
    -------
    float
        In [-1, 1] at a resolution of 1; 0 where there is no tie.
    """
    return _inside(_surplus(ties, resolution), community)


def find_communities(ties: NDArray[np.float64], resolution: float = 1.0) -> NDArray[np.intp]:
    """Return a division into communities that no merger of two and no move of one member makes better.

    Parameters
    ----------
    ties, resolution
        As for :func:`signed_modularity`.

    Returns
    -------
    int array, shape (n,)
        The community of each member, numbered from 0 in the order of their first members. A member without ties is
        alone.
    """
    surplus = _surplus(ties, resolution)
    alone = np.arange(len(ties))
    found = [_climb(surplus, start) for start in (alone, _merge(surplus, alone))]
    return max(found, key=lambda community: round(_inside(surplus, community), _DIGITS))  # of equals the first


def _climb(surplus: NDArray[np.float64], community: NDArray[np.intp]) -> NDArray[np.intp]:
    """Move members and merge communities in turns until nothing gains."""
    while True:
        before = community
        community = _merge(surplus, _move(surplus, community))
        if np.array_equal(before, community):
            return community


def _inside(surplus: NDArray[np.float64], community: NDArray[np.intp]) -> float:
    return float(surplus[community[:, None] == community[None, :]].sum())


def _surplus(ties: NDArray[np.float64], resolution: float) -> NDArray[np.float64]:
    """Return what each pair adds to the modularity when it is in one community."""
    total = float(np.abs(ties).sum())
    if not total:
        return np.zeros(ties.shape)
    expected = np.zeros(ties.shape)
    for sign in (1.0, -1.0):
        degree = np.maximum(sign * ties, 0.0).sum(axis=1)
        if degree.any():
            expected += sign * np.outer(degree, degree) / degree.sum()
    result: NDArray[np.float64] = (ties - resolution * expected) / total
    return result


def _move(surplus: NDArray[np.float64], community: NDArray[np.intp]) -> NDArray[np.intp]:
    """Move the member who gains most by it to another community, or to one of its own, until none does."""
    everyone, community = np.arange(len(community)), community.copy()
    own = np.diagonal(surplus)
    pull = surplus @ _members(community, len(community) + 1)  # as many communities as there can be, and an empty one
    while len(community):
        gain = np.round(pull - (pull[everyone, community] - own)[:, None], _DIGITS)
        gain[everyone, community] = 0.0
        who, where = divmod(int(gain.argmax()), gain.shape[1])
        if gain[who, where] <= 0:
            break
        pull[:, community[who]] -= surplus[:, who]
        pull[:, where] += surplus[:, who]
        community[who] = where
    return _numbered(community)


def _merge(surplus: NDArray[np.float64], community: NDArray[np.intp]) -> NDArray[np.intp]:
    """Merge the two communities that gain most by it until none do."""
    members = _members(community, community.max(initial=-1) + 1)
    between = members.T @ surplus @ members
    while len(between):
        gain = np.round(np.triu(between, 1), _DIGITS)
        one, other = divmod(int(gain.argmax()), len(gain))
        if gain[one, other] <= 0:
            break
        between[one] += between[other]
        between[:, one] += between[:, other]
        between[other] = between[:, other] = 0.0
        community = np.where(community == other, one, community)
    return _numbered(community)


def _members(community: NDArray[np.intp], communities: int) -> NDArray[np.float64]:
    """Return 1 where a member (row) is in a community (column)."""
    result: NDArray[np.float64] = (community[:, None] == np.arange(communities)).astype(np.float64)
    return result


def _numbered(community: NDArray[np.intp]) -> NDArray[np.intp]:
    """Renumber communities from 0 in the order of their first members."""
    _, first, inverse = np.unique(community, return_index=True, return_inverse=True)
    result: NDArray[np.intp] = np.argsort(np.argsort(first))[inverse].reshape(-1)
    return result
