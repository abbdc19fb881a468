"""Names by which people are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["told_apart"]


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names by id so that no two are the same: namesakes have the id behind it.

    Examples
    --------
    >>> told_apart({"c1": "Li Wei", "c2": "Li Wei", "c3": "Zhao Min"})
    {'c1': 'Li Wei (c1)', 'c2': 'Li Wei (c2)', 'c3': 'Zhao Min'}
    """
    bearers = Counter(names.values())
    return {key: name if bearers[name] == 1 else f"{name} ({key})" for key, name in names.items()}
