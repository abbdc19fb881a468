"""The one place where an influence map reads a graph and the tables of the analysis."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.ranking import rank_contacts
from stakeholder_graph.errors import DataQualityWarning
from stakeholder_graph.rules.coaches import assess_coaches
from stakeholder_graph.rules.coverage import check_coverage
from stakeholder_graph.viz.map_facts import CoachMark, ContactFacts, GapFacts, MapFacts, TeammateFacts, TieFacts
from stakeholder_graph.viz.text_fitting import is_ideograph
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import CORE_ROLES, ROLES
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    import pandas as pd

__all__ = ["read_map_facts"]

_PROVEN = ("coach", "champion")  # classes of the coach test that earn a star
_SHARE_DIGITS = 9  # a share that a sum in another order changes beyond this is the same share
_MOST_INITIALS = 2

_Node = Mapping[str, Any]


def read_map_facts(G: nx.DiGraph[Any], *, stage: str | None = None, as_of: date | None = None) -> MapFacts:
    """Read everything that an influence map shows.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage : str, optional
        Key of the purchase stage that says which roles are needed now; by default the stage of the graph.
    as_of : datetime.date, optional
        The day the map speaks of; by default the day of the graph.

    Returns
    -------
    MapFacts
        The same facts whatever the order in which contacts and ties were added. What nobody noted is None. Ties of
        contacts who have left are not in it: they move nobody any more.

    Raises
    ------
    SchemaError
        If the graph breaks the schema.
    """
    stage = G.graph.get("stage") if stage is None else stage
    as_of = G.graph.get("as_of") if as_of is None else as_of
    nodes: dict[str, _Node] = {node: data for node, data in sorted(G.nodes(data=True)) if not _is_ours(data)}
    account = MapFacts(
        account=_text(G.graph.get("account")),
        purchase=_text(G.graph.get("purchase")),
        amount=G.graph.get("amount"),
        currency=_text(G.graph.get("currency")),
        stage=stage,
        as_of=as_of,
    )
    if not nodes:
        return account
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataQualityWarning)  # that nobody decides is what the title says
        ranking = rank_contacts(G)
        coaches = assess_coaches(G)
        roles = check_coverage(G, stage=stage, as_of=as_of).roles
    contacts = _contacts(G, nodes, ranking, coaches)
    return replace(
        account,
        contacts=contacts,
        ties=_ties(G, nodes),
        team=_team(G, nodes),
        gaps=_gaps(contacts, roles),
        completeness=float(ranking.attrs["map_completeness"]),
    )


def _is_ours(data: _Node) -> bool:
    return data.get("side") == "seller"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _contacts(
    G: nx.DiGraph[Any], nodes: Mapping[str, _Node], ranking: pd.DataFrame, coaches: pd.DataFrame
) -> tuple[ContactFacts, ...]:
    shares = ranking["share"].to_dict()
    classes = coaches["coach_class"].to_dict()
    levels = _levels(nodes)
    contacts = []
    for contact, data in nodes.items():
        relationships = _relationships(G, contact)
        share = shares.get(contact)
        contacts.append(
            ContactFacts(
                id=contact,
                name=_text(data.get("name")) or contact,
                title=_text(data.get("title")),
                department=_text(data.get("department")).strip(),
                outside=data.get("side") == "outside",
                status=data.get("status") or "active",
                level=levels[contact],
                level_is_inferred=data.get("level") is None and levels[contact] is not None,
                manager=_manager(nodes, contact),
                roles=tuple(sorted(data.get("roles") or (), key=ROLES.order)),
                stance=classify_stance(data.get("stance")),
                relationship=_best_step([data.get("relationship"), *(step for _, step in relationships)]),
                owners=_owners(G, relationships),
                share=None if share is None else round(float(share), _SHARE_DIGITS),
                coach=_coach_mark(data, classes.get(contact)),
            )
        )
    return tuple(contacts)


def _coach_mark(data: _Node, coach_class: str | None) -> CoachMark:
    if coach_class in _PROVEN:
        return "confirmed"
    return "labelled" if data.get("labelled_coach") else "none"


def _manager(nodes: Mapping[str, _Node], contact: str) -> str | None:
    manager = nodes[contact].get("reports_to")
    return manager if manager in nodes and manager != contact else None


def _levels(nodes: Mapping[str, _Node]) -> dict[str, int | None]:
    """Return the level of each contact: its own, else one below the manager's, else the top if it has reports."""
    managers = {manager for contact in nodes if (manager := _manager(nodes, contact)) is not None}

    def level(contact: str, asked: tuple[str, ...]) -> int | None:
        own = nodes[contact].get("level")
        if own is not None:
            return int(own)
        manager = _manager(nodes, contact)
        if manager is None:
            return 1 if contact in managers else None
        if manager in asked:  # a circle of reporting lines has no top
            return None
        above = level(manager, (*asked, contact))
        return None if above is None else above + 1

    return {contact: level(contact, ()) for contact in nodes}


def _relationships(G: nx.DiGraph[Any], contact: str) -> list[tuple[str, str | None]]:
    """Return who of ours is tied to a contact, with the step, the best first."""
    ours = [
        (source, data.get("relationship"))
        for source, _, data in G.in_edges(contact, data=True)
        if _is_ours(G.nodes[source])
    ]
    return sorted(ours, key=lambda tie: (-_step_number(tie[1]), tie[0]))


def _step_number(step: str | None) -> float:
    """Return the number of a step; one that nobody noted counts as more than none, since somebody tied the two."""
    return 0.5 if step is None else float(RELATIONSHIP_STEPS.order(step))


def _best_step(steps: Iterable[str | None]) -> int | None:
    known = [RELATIONSHIP_STEPS.order(step) for step in steps if step is not None]
    return max(known, default=None)


def _owners(G: nx.DiGraph[Any], relationships: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    return tuple(_initials(source, G.nodes[source]) for source, step in relationships if step != "none")


def _initials(teammate: str, data: _Node) -> str:
    """Return the initials of one of ours; made from the name where nobody noted them."""
    if data.get("initials"):
        return str(data["initials"])
    name = _text(data.get("name")).strip() or teammate
    words = name.split()
    if len(words) == 1 or is_ideograph(name[0]):
        return name[:_MOST_INITIALS]
    return "".join(word[0].upper() for word in (words[0], words[-1]))


def _ties(G: nx.DiGraph[Any], nodes: Mapping[str, _Node]) -> tuple[TieFacts, ...]:
    ties = [
        TieFacts(source, target, float(data["weight"]), data.get("channel"), data.get("sign") == -1)
        for source, target, data in G.edges(data=True)
        if source != target and all(end in nodes and nodes[end].get("status") != "left" for end in (source, target))
    ]
    return tuple(sorted(ties, key=lambda tie: (tie.source, tie.target)))


def _team(G: nx.DiGraph[Any], nodes: Mapping[str, _Node]) -> tuple[TeammateFacts, ...]:
    """Return our people, the one who knows most contacts first."""
    team = []
    for teammate, data in sorted(G.nodes(data=True)):
        if _is_ours(data):
            known = [
                target for target, tie in G[teammate].items() if target in nodes and tie.get("relationship") != "none"
            ]
            name = _text(data.get("name")) or teammate
            team.append(TeammateFacts(_initials(teammate, data), name, _text(data.get("title")), len(known)))
    return tuple(sorted(team, key=lambda one: -one.contacts))


def _gaps(contacts: Iterable[ContactFacts], roles: pd.DataFrame) -> tuple[GapFacts, ...]:
    """Return what is missing: the decision maker, a coach, then the other required roles, the core ones first."""
    open_roles = roles[(roles["need"] == "required") & roles["status"].isin(["empty", "placeholder"])]
    missing = [str(role) for role in open_roles.index]
    if not any(contact.coach == "confirmed" for contact in contacts):
        missing.append("coach")
    first = {"decision_maker": -2, "coach": -1}
    order = {role: ROLES.order(role) + (0 if role in CORE_ROLES else len(ROLES)) for role in ROLES}
    return tuple(GapFacts(key) for key in sorted(missing, key=lambda key: first.get(key, order.get(key, 0))))
