"""The ids that a reference may name, and the close ones that are offered where it names none of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import close_matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

__all__ = ["KnownIds", "NodesOfSide"]

_OFFERS = 50  # close ids are looked for so many times, then no more: nobody reads them in a thousand rows; ours


class KnownIds:
    """The ids of contacts and team, as far as they are known.

    Parameters
    ----------
    ids : mapping of str to collection
        Table -> its ids; a table that could not be read is left out.
    """

    def __init__(self, ids: Mapping[str, Collection[Any]]) -> None:
        self._ids = ids
        self._offers = _OFFERS
        self._sorted: dict[str, list[str]] = {}

    def knows(self, table: str) -> bool:
        """Return whether the ids of a table are known at all."""
        return table in self._ids

    def holds(self, table: str, value: object) -> bool:
        """Return whether a table is known to hold an id."""
        return value in self._ids.get(table, ())

    def near(self, table: str, value: str) -> tuple[str, ...]:
        """Return the ids that look like `value`; nothing after the first 50 questions."""
        if not self._offers:
            return ()
        self._offers -= 1
        if table not in self._sorted:
            self._sorted[table] = sorted(map(str, self._ids[table]))
        return close_matches(value, self._sorted[table])


class NodesOfSide(Collection[Any]):
    """The nodes of a graph that are our own people, or those that are not; looked up, not copied.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center.
    ours : bool
        Our own people, or everybody else.
    """

    def __init__(self, G: nx.DiGraph[Any], *, ours: bool) -> None:
        self._graph = G
        self._ours = ours

    def __contains__(self, node: object) -> bool:
        return node in self._graph and (self._graph.nodes[node].get("side") == "seller") is self._ours

    def __iter__(self) -> Iterator[Any]:
        return (node for node in self._graph if node in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
