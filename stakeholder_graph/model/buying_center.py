"""The buying center: a networkx graph of the people who decide a purchase together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from stakeholder_graph.errors import SchemaError, UnknownContactError
from stakeholder_graph.model.checks import failure_in, row_failures
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.failures import fault
from stakeholder_graph.model.known_ids import KnownIds, NodesOfSide
from stakeholder_graph.model.rows import Row, Rows, fill_graph, rows_of
from stakeholder_graph.model.schema import SCHEMA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import pandas as pd

    from stakeholder_graph.model.schema import TableName

__all__ = ["BuyingCenter"]


class BuyingCenter(nx.DiGraph):  # type: ignore[type-arg]  # networkx's graphs take no type argument at run time
    """One purchase at one account: contacts, their roles and motives, and who influences whom.

    It is a :class:`networkx.DiGraph` and nothing is hidden in it: everything sits in ``G.graph``, ``G.nodes[...]``
    and ``G.edges[...]``, every networkx algorithm runs on it (those with numbers, such as ``nx.pagerank``, need
    SciPy; ask :attr:`contact_network` where our own people are to stay out of it), and every function of this library
    also takes a plain ``networkx.DiGraph`` that keeps the schema. A tie ``u -> v`` says that **u influences v**; a
    tie from one of our own people (``side="seller"``) to a contact is a relationship. Motives are a tuple of mappings
    that cannot be changed, so that copies of a graph can share them; to change one, put a new tuple into the node.

    Parameters
    ----------
    incoming_graph_data : optional
        As for networkx.DiGraph.
    **attr
        Facts on the account: ``account``, ``purchase``, ``stage``, ``as_of`` and the other columns of the account
        table.

    See Also
    --------
    stakeholder_graph.read_csv, stakeholder_graph.from_frames : build one from tables.
    stakeholder_graph.validate : everything in a graph that breaks the schema.

    Notes
    -----
    ``nx.relabel_nodes`` renames nodes and ties, not the ids inside ``reports_to``; ``G.reverse()`` also turns our
    relationships round. ``validate`` names what they leave behind.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.BuyingCenter(account="Northbank", stage="evaluate")
    >>> G.add_contact("cfo", name="Li Na", roles=["decision_maker"], stance=-0.2)
    >>> G.add_contact("it", name="Wu Gang", roles=["expert", "user"])
    >>> G.add_influence("it", "cfo", 0.3, channel="expertise")
    >>> G
    BuyingCenter('Northbank': 2 contacts, 1 influence tie, 3 of 10 roles held, stance of 1 contact unknown)
    """

    def to_directed_class(self) -> type[BuyingCenter]:
        """Return the class of directed copies, so that they stay buying centers."""
        return BuyingCenter

    def __repr__(self) -> str:
        """Count what is there and what is unknown, in one line."""
        contacts = [data for _, data in self.nodes(data=True) if data.get("side") != "seller"]
        ties = sum(1 for u, _ in self.edges if self.nodes[u].get("side") != "seller")
        held = {role for data in contacts for role in data.get("roles") or ()}
        unknown = sum(is_missing(data.get("stance")) for data in contacts)
        name = self.graph.get("account")
        parts = [_count(len(contacts), "contact"), _count(ties, "influence tie"), f"{len(held)} of 10 roles held"]
        parts.append(f"stance of {_count(unknown, 'contact')} unknown")
        return f"BuyingCenter({'' if name is None else f'{name!r}: '}{', '.join(parts)})"

    def _repr_html_(self) -> str:
        """Return the card that a notebook shows."""
        from stakeholder_graph.model.card import render_card  # noqa: PLC0415  only notebooks need it

        return render_card(self)

    # ------------------------------------------------------------------ builders: the only methods that change a graph

    def add_contact(
        self,
        contact_id: str,
        *,
        name: str | None = None,
        roles: str | Sequence[str] = (),
        stance: float | None = None,
        **attributes: Any,
    ) -> None:
        """Add a contact of the customer or an outsider.

        Parameters
        ----------
        contact_id : str
            Names the contact; leading zeros are kept.
        name : str, optional
            The name to show.
        roles : str or sequence of str, default ()
            One key of the ten decision roles, or several.
        stance : float, optional
            Own judgement of our offer in [-1, 1]; leave it out where it is not known.
        **attributes
            Any other column of the contacts table (``department``, ``level``, ``status``, ``reports_to``, ...), and
            any attribute of your own.

        Raises
        ------
        SchemaError
            If a value breaks the schema or the id is taken; the graph is then unchanged.
        """
        held = (roles,) if isinstance(roles, str) else tuple(roles)
        values = {"contact_id": contact_id, "name": name, "roles": held, "stance": stance, **attributes}
        self._add("contacts", values)

    def add_influence(self, source: str, target: str, weight: float, **attributes: Any) -> None:
        """Add the tie "`source` influences `target` on this purchase".

        Parameters
        ----------
        source, target : str
            Ids of two different contacts.
        weight : float
            Strength in (0, 1].
        **attributes
            ``sign``, ``channel``, ``confidence``, ``introduction``, ``evidence``, ``verified_on``, ``notes``.

        Raises
        ------
        UnknownContactError
            If one of the two is not in the graph.
        SchemaError
            If a value breaks the schema, or the tie exists already.
        """
        self._require(source, target)
        self._add("influences", {"source": source, "target": target, "weight": weight, **attributes})

    def add_teammate(self, teammate_id: str, *, name: str | None = None, **attributes: Any) -> None:
        """Add one of our own people.

        Parameters
        ----------
        teammate_id : str
            An id that no contact has.
        name : str, optional
            The name to show.
        **attributes
            ``title``, ``function``, ``level``, ``initials``, ``notes``.

        Raises
        ------
        SchemaError
            If a value breaks the schema or the id is taken.
        """
        self._add("team", {"teammate_id": teammate_id, "name": name, **attributes})

    def add_relationship(
        self,
        teammate: str,
        contact: str,
        *,
        relationship: str | None = None,
        last_contact: dt.date | None = None,
        **attributes: Any,
    ) -> None:
        """Add how well one of ours knows a contact.

        Parameters
        ----------
        teammate, contact : str
            Ids of one of ours and of a contact.
        relationship : str, optional
            The step it has reached: none, first_contact, acquainted, familiar, trusted, relied_upon.
        last_contact : datetime.date, optional
            When they last spoke.
        **attributes
            ``trend``, ``strength``, ``confidence``, ``evidence``, ``verified_on``, ``notes``.

        Raises
        ------
        UnknownContactError
            If one of the two is not in the graph.
        SchemaError
            If a value breaks the schema, or the relationship exists already.
        """
        self._require(teammate, contact)
        values = {"teammate": teammate, "contact": contact, "relationship": relationship, "last_contact": last_contact}
        self._add("relationships", {**values, **attributes})

    def add_motive(self, contact: str, kind: str, description: str | None = None, **attributes: Any) -> None:
        """Add a motive of a contact.

        Parameters
        ----------
        contact : str
            Whose motive it is.
        kind : {"organisational", "personal"}
            For the organisation or for the person.
        description : str, optional
            The motive in one sentence.
        **attributes
            ``direction`` in [-1, 1], ``strength`` in [0, 1], ``topic``, ``drive``, ``serves``, ``disclosure``,
            ``evidence``, ``evidence_tier``, ``confidence``, ``verified_on``, ``notes``.

        Raises
        ------
        UnknownContactError
            If the contact is not in the graph.
        SchemaError
            If a value breaks the schema.
        """
        self._require(contact)
        self._add("motives", {"contact": contact, "kind": kind, "description": description, **attributes})

    # ------------------------------------------------------------------ table views

    @property
    def contacts(self) -> pd.DataFrame:
        """The contacts as a table, index ``contact_id``; a copy."""
        return self._frame("contacts")

    @property
    def influences(self) -> pd.DataFrame:
        """The influence ties as a table; a copy."""
        return self._frame("influences")

    @property
    def motives(self) -> pd.DataFrame:
        """The motives as a table, one row a motive; a copy."""
        return self._frame("motives")

    @property
    def team(self) -> pd.DataFrame:
        """Our own people as a table, index ``teammate_id``; a copy."""
        return self._frame("team")

    @property
    def relationships(self) -> pd.DataFrame:
        """Who of ours knows whom as a table; a copy."""
        return self._frame("relationships")

    @property
    def contact_network(self) -> BuyingCenter:
        """The contacts and the influence ties between them, without our own people: a view, as of ``G.subgraph``.

        Examples
        --------
        >>> import networkx as nx
        >>> import stakeholder_graph as sg
        >>> G = sg.read_csv(sg.sample_folder("packaging_line"))
        >>> len(G), len(G.contact_network)
        (26, 22)
        >>> max(nx.out_degree_centrality(G.contact_network).items(), key=lambda each: each[1])[0]
        'brandt'
        """
        contacts = [node for node, data in self.nodes(data=True) if data.get("side") != "seller"]
        network: BuyingCenter = self.subgraph(contacts)
        return network

    # ------------------------------------------------------------------ inside

    def _frame(self, table: TableName) -> pd.DataFrame:
        from stakeholder_graph.model.frames import table_frame  # noqa: PLC0415  only tables need pandas

        return table_frame(table, rows_of(self)[table])

    def _require(self, *ids: str) -> None:
        for node in ids:
            if node not in self:
                raise UnknownContactError(node, self.nodes)

    def _add(self, table: TableName, values: dict[str, Any]) -> None:
        """Check one row against the schema and against what is in the graph, then put it in."""
        row = Row(table, {key: value for key, value in values.items() if not is_missing(value)})
        known = KnownIds({"contacts": NodesOfSide(self, ours=False), "team": NodesOfSide(self, ours=True)})
        failures = [*row_failures(row, known, self.graph.get("as_of"))]
        if self._holds(row):
            failures.append(failure_in(row, "", "", fault("in_graph")))
        if failures:
            raise SchemaError(failures)
        alone = Rows()
        alone[table].append(row)
        fill_graph(self, alone)

    def _holds(self, row: Row) -> bool:
        ends = [row.cells.get(name) for name in SCHEMA[row.table].key]
        if len(ends) == 1:
            return ends[0] in self
        return bool(ends) and self.has_edge(*ends)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
