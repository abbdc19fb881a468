"""What if: the map as it would be if something changed, beside the map as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any

from stakeholder_graph.errors import Failure, OptionError, SchemaError
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.model.checks import check, failure_in, row_failures
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.failures import Said, fault, offer
from stakeholder_graph.model.frozen_dict import FrozenDict
from stakeholder_graph.model.known_ids import KnownIds, NodesOfSide
from stakeholder_graph.model.rows import Row, Rows, fill_graph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx

__all__ = ["what_if"]

_NOTHING: FrozenDict[Any, Any] = FrozenDict()
_ENDS = 2
_CONTACT = Said("contact", "联系人")
_ANYBODY = Said("contact or teammate", "联系人或我方成员")


def what_if(
    G: nx.DiGraph[Any],
    *,
    stance: Mapping[str, float | None] = _NOTHING,
    weight: Mapping[tuple[str, str], float | None] = _NOTHING,
    leave: str | Iterable[str] = (),
    join: str | Mapping[str, Any] | Iterable[str | Mapping[str, Any]] = (),
    roles: Mapping[str, str | Sequence[str]] = _NOTHING,
) -> BuyingCenter:
    """Return the map as it would be if something changed.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stance : mapping of str to float or None, optional
        Contact -> stance in [-1, 1]. None: not known, and neither is how sure we are of it.
    weight : mapping of (str, str) to float or None, optional
        (source, target) -> strength in (0, 1]; a pair that has no tie yet gets one. 0 or None: the tie is gone.
    leave : str or iterable of str, optional
        Contacts and teammates who leave. A contact stays on the map with the status "left" and takes no part any
        more, ties included, so that a rule can ask for the successor and the history stays readable. A teammate goes
        with all relationships.
    join : str, mapping, or iterable of both, optional
        New contacts: an id, or a mapping of columns of the contacts table with at least ``contact_id``. Ties to and
        from them go into `weight`.
    roles : mapping of str to str or sequence of str, optional
        Contact -> decision role or roles, in the place of those held now; empty: none known.

    Returns
    -------
    BuyingCenter
        A changed copy; without changes it equals G.

    Raises
    ------
    SchemaError
        If G breaks the schema, or the changes would: every failure, with the ids that look like one that is not on
        the map.
    OptionError
        If an option is not of the form above.

    See Also
    --------
    compare : scenarios beside each other.
    diff : what has changed between two maps.

    Notes
    -----
    Newcomers join first, so that the other options can speak of them; those who leave do so last. A tie keeps its
    other columns. Attention that a leaver sets free goes to people who are not on the map, or stays with a listener
    whose influencers are complete.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> H = sg.what_if(G, stance={"coo": 0.6}, leave="it")
    >>> G.nodes["coo"]["stance"], H.nodes["coo"]["stance"], H.nodes["it"]["status"]
    (0.1, 0.6, 'left')
    """
    for option, given in (("stance", stance), ("weight", weight), ("roles", roles)):
        if not isinstance(given, Mapping):
            raise OptionError(option, given, "a mapping")
    check(G)
    H = BuyingCenter(G)
    failures = [*_join(H, _listed("join", join)), *_set_stances(H, stance), *_set_roles(H, roles)]
    failures += [*_set_weights(H, weight), *_leave(H, _listed("leave", leave))]
    if failures:
        raise SchemaError(failures)
    return H


def _listed(option: str, given: Any) -> tuple[Any, ...]:
    """Return what may be one or several as several; one id is not read letter by letter."""
    if isinstance(given, str | Mapping):
        return (given,)
    if not isinstance(given, Iterable):
        raise OptionError(option, given, "an id or several")
    return tuple(sorted(given, key=str)) if isinstance(given, set | frozenset) else tuple(given)


def _roles(given: Any) -> Any:
    """Return roles as the graph holds them; what is no role is left as it is, to be refused."""
    return (given,) if isinstance(given, str) else tuple(given) if isinstance(given, list) else given


def _known(H: BuyingCenter, joining: Iterable[object] = ()) -> KnownIds:
    contacts: Any = NodesOfSide(H, ours=False)
    return KnownIds({"contacts": {*contacts, *joining} if joining else contacts, "team": NodesOfSide(H, ours=True)})


# ---------------------------------------------------------------- each yields what is wrong and changes the copy else


def _join(H: BuyingCenter, newcomers: Sequence[Any]) -> Iterator[Failure]:
    rows = [_newcomer(given, number) for number, given in enumerate(newcomers, start=1)]
    known = _known(H, [row.cells["contact_id"] for row in rows if isinstance(row.cells.get("contact_id"), str)])
    for row in rows:
        wrong = [*row_failures(row, known, H.graph.get("as_of"))]
        if row.cells.get("contact_id") in H:
            wrong.append(failure_in(row, "contact_id", row.cells["contact_id"], fault("in_graph")))
        if not wrong:
            alone = Rows()
            alone["contacts"].append(row)
            fill_graph(H, alone)
        yield from wrong


def _newcomer(given: object, number: int) -> Row:
    cells = dict(given) if isinstance(given, Mapping) else {"contact_id": given}
    if "roles" in cells:
        cells["roles"] = _roles(cells["roles"])
    return Row("contacts", {key: value for key, value in cells.items() if not is_missing(value)}, "join", number)


def _set_stances(H: BuyingCenter, stances: Mapping[Any, Any]) -> Iterator[Failure]:
    for contact, value in stances.items():
        wrong = [*_contact_failures(H, "stance", contact, "stance", value)]
        if wrong:
            yield from wrong
        elif is_missing(value):
            for column in ("stance", "stance_confidence"):
                H.nodes[contact].pop(column, None)
        else:
            H.nodes[contact]["stance"] = value


def _set_roles(H: BuyingCenter, roles: Mapping[Any, Any]) -> Iterator[Failure]:
    for contact, value in roles.items():
        held = _roles(value)
        wrong = [*_contact_failures(H, "roles", contact, "roles", held)]
        if wrong:
            yield from wrong
        elif is_missing(held):
            H.nodes[contact].pop("roles", None)
        else:
            H.nodes[contact]["roles"] = held


def _contact_failures(H: BuyingCenter, option: str, contact: object, column: str, value: object) -> Iterator[Failure]:
    row = Row("contacts", {"contact_id": contact, **({} if is_missing(value) else {column: value})}, option)
    known = _known(H)
    if known.holds("team", contact):
        yield failure_in(row, "contact_id", contact, fault("own_person", noun=_CONTACT))
    elif not known.holds("contacts", contact):
        near = offer(known.near("contacts", str(contact)))
        yield failure_in(row, "contact_id", contact, fault("no_such_id", noun=_CONTACT, near=near))
    yield from row_failures(row, known, None)


def _set_weights(H: BuyingCenter, weights: Mapping[Any, Any]) -> Iterator[Failure]:
    for pair, value in weights.items():
        if not (isinstance(pair, tuple) and len(pair) == _ENDS):
            raise OptionError("weight", pair, "a pair (source, target) for each tie")
        gone = _is_nothing(value)
        row = Row("influences", {"source": pair[0], "target": pair[1], "weight": 1.0 if gone else value}, "weight")
        wrong = [*row_failures(row, _known(H), None)]
        if not wrong and gone and not H.has_edge(*pair):
            wrong.append(failure_in(row, "", "", fault("no_tie")))
        if wrong:
            yield from wrong
        elif gone:
            H.remove_edge(*pair)
        else:
            H.add_edge(*pair, weight=value)


def _is_nothing(strength: object) -> bool:
    if isinstance(strength, bool):
        return False  # to be refused: it is no number
    return strength is None or (isinstance(strength, Real) and float(strength) == 0.0)


def _leave(H: BuyingCenter, leavers: Sequence[Any]) -> Iterator[Failure]:
    known = _known(H)
    ours = [node for node in leavers if known.holds("team", node)]
    for node in leavers:
        if known.holds("contacts", node):
            H.nodes[node]["status"] = "left"
        elif not known.holds("team", node):
            row = Row("contacts", {"contact_id": node}, "leave")
            near = known.near("contacts", str(node)) or known.near("team", str(node))
            yield failure_in(row, "contact_id", node, fault("no_such_id", noun=_ANYBODY, near=offer(near)))
    H.remove_nodes_from(ours)
