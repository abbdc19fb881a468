"""The one place where an influence map reads a graph: what it shows of people is what the rules gathered of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import Facts, gather_facts
from stakeholder_graph.analysis.relations.role_coverage import cover_roles
from stakeholder_graph.viz.facts.map_facts import (
    FIGURE_DIGITS,
    CoachMark,
    ContactFacts,
    GapFacts,
    GapKind,
    MapFacts,
    TeammateFacts,
    TieFacts,
)
from stakeholder_graph.viz.facts.path_reading import read_best_path
from stakeholder_graph.viz.lettering.text_fitting import is_ideograph
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import CORE_ROLES, ROLES
from stakeholder_graph.vocabulary.stances import classify_stance

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx

    from stakeholder_graph.analysis.facts.bond import Bond
    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.relations.role_coverage import RoleCoverage

__all__ = ["map_facts_of", "read_map_facts", "read_teammates"]

_COACH_MARKS: dict[str, CoachMark] = {"coach": "confirmed", "champion": "confirmed"}  # whatever we call the contact
_LABEL_MARKS: dict[str, CoachMark] = {**_COACH_MARKS, "candidate": "labelled", "gone": "none"}  # called our coach
_GAP_KINDS: dict[str, GapKind] = {"empty": "missing", "placeholder": "missing", "not_met": "not_met"}  # by role status
_MOST_INITIALS = 2
_NOT_KNOWN = "?"

_Cells = Mapping[str, Any]
_Levels = Mapping[str, int | None]


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
    return map_facts_of(gather_facts(G, stage=stage, as_of=as_of))


def map_facts_of(known: Facts) -> MapFacts:
    """Return what :func:`read_map_facts` returns, of facts that are gathered already."""
    account = MapFacts(
        account=_text(known.account.get("account")),
        purchase=_text(known.account.get("purchase")),
        amount=known.account.get("amount"),
        currency=_text(known.account.get("currency")),
        stage=known.stage,
        as_of=known.as_of,
    )
    if not known.contacts:
        return account
    contacts = _contacts(known)
    return replace(
        account,
        contacts=contacts,
        ties=_ties(known),
        team=_team(known),
        gaps=_gaps(known, contacts),
        path=read_best_path(known, contacts),
        completeness=round(1.0 - known.decision.unattributed, FIGURE_DIGITS),
        is_owned=known.decision.is_owned,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _contacts(known: Facts) -> tuple[ContactFacts, ...]:
    levels = _levels({contact: data.cells for contact, data in known.contacts.items()})
    team = {row.cells["teammate_id"]: row.cells for row in known.arrays.rows["team"]}
    return tuple(_read_contact(contact, known, levels, team) for contact in known.contacts.values())


def _read_contact(contact: Contact, known: Facts, levels: _Levels, team: Mapping[str, _Cells]) -> ContactFacts:
    cells, step = contact.cells, contact.bond.step
    return ContactFacts(
        id=contact.id,
        name=known.names[contact.id],
        title=_text(cells.get("title")),
        department=_text(cells.get("department")).strip(),
        outside=contact.outside,
        status=contact.status,
        level=levels[contact.id],
        level_is_inferred=contact.level is None and levels[contact.id] is not None,
        manager=_manager(known.contacts, contact.id, cells),
        roles=tuple(sorted(contact.roles, key=ROLES.order)),
        stance=classify_stance(contact.stance),
        relationship=None if step is None else RELATIONSHIP_STEPS.order(step),
        owners=_owners(contact.bonds, team),
        share=None if contact.share is None else round(contact.share, FIGURE_DIGITS),
        coach=_coach_mark(contact),
    )


def _coach_mark(contact: Contact) -> CoachMark:
    if contact.labelled:
        return _LABEL_MARKS.get(contact.coach_class, "failed")
    return _COACH_MARKS.get(contact.coach_class, "none")


def _manager(people: Mapping[str, object], contact: str, cells: _Cells) -> str | None:
    manager = cells.get("reports_to")
    return manager if manager in people and manager != contact else None


def _levels(people: Mapping[str, _Cells]) -> dict[str, int | None]:
    """Return the level of each contact: its own, else what the reporting lines say, else what deciding says.

    A contact stands one below the manager; one whose manager is not on the map stands one above the highest of its
    reports whose level is noted, else at the top if it has reports at all. Who decides and has no reporting line stands
    beside the highest whose level is noted (ours).
    """
    managers = {contact: _manager(people, contact, cells) for contact, cells in people.items()}
    levels: dict[str, int | None] = {
        contact: int(cells["level"]) for contact, cells in people.items() if cells.get("level") is not None
    }
    noted = dict(levels)
    highest = min((level for level in noted.values() if level is not None), default=None)
    for contact, manager in managers.items():
        if manager is None and contact not in noted:
            below = [noted.get(report) for report, above in managers.items() if above == contact]
            known = [level for level in below if level is not None]
            alone = highest if _decides_inside(people[contact]) else None
            levels[contact] = max(1, min(known) - 1) if known else 1 if below else alone
    for contact in people:
        line: dict[str, None] = {}  # from the contact upward
        above: str | None = contact
        while above is not None and above not in levels and above not in line:
            line[above] = None
            above = managers[above]
        level = levels.get(above) if above is not None else None  # a circle of reporting lines has no top
        for report in reversed(line):
            level = None if level is None else level + 1
            levels[report] = level
    return levels


def _decides_inside(cells: _Cells) -> bool:
    """Return whether a contact decides, and belongs to the customer."""
    return "decision_maker" in (cells.get("roles") or ()) and cells.get("side") != "outside"


def _owners(bonds: Iterable[Bond], team: Mapping[str, _Cells]) -> tuple[str, ...]:
    """Return the initials of who of ours is tied to a contact, the best relationship first, not known ones last."""
    owners = []
    for bond in sorted(bonds, key=lambda bond: (-bond.rank[0], -bond.rank[1], bond.teammate or "")):
        if bond.teammate is not None and bond.step != "none":
            initials = _initials(bond.teammate, team[bond.teammate])
            owners.append(initials + _NOT_KNOWN if bond.step is None else initials)
    return tuple(owners)


def _initials(teammate: str, cells: _Cells) -> str:
    """Return the initials of one of ours; made from the name where nobody noted them."""
    if cells.get("initials"):
        return str(cells["initials"])
    name = _text(cells.get("name")).strip() or teammate
    words = name.split()
    if len(words) == 1 or is_ideograph(name[0]):
        return name[:_MOST_INITIALS]
    return "".join(word[0].upper() for word in (words[0], words[-1]))


def _ties(known: Facts) -> tuple[TieFacts, ...]:
    return tuple(
        TieFacts(source, target, float(tie["weight"]), tie.get("channel"), tie.get("sign") == -1)
        for (source, target), tie in known.ties.items()
    )


def read_teammates(known: Facts) -> dict[str, TeammateFacts]:
    """Return our people by id, each with the number of contacts this person has met."""
    bonds = [bond for contact in known.contacts.values() for bond in contact.bonds]
    team = {}
    for row in sorted(known.arrays.rows["team"], key=lambda row: row.cells["teammate_id"]):
        teammate, cells = row.cells["teammate_id"], row.cells
        steps = [bond.step for bond in bonds if bond.teammate == teammate and bond.step is not None]
        met = sum(step != "none" for step in steps) if steps else None
        name = known.team[teammate].label
        team[teammate] = TeammateFacts(_initials(teammate, cells), name, _text(cells.get("title")), met)
    return team


def _team(known: Facts) -> tuple[TeammateFacts, ...]:
    """Return our people, the one who has met most contacts first."""
    return tuple(sorted(read_teammates(known).values(), key=lambda one: -(one.contacts or 0)))


def _gaps(known: Facts, contacts: Iterable[ContactFacts]) -> tuple[GapFacts, ...]:
    """Return what is missing: the decision maker, a coach, other required roles, holders whom we have never met.

    Where the stage is not known, which roles it requires is not known either; somebody decides in any stage. Last come
    the placeholders, unless a required role that they hold is missing for want of anybody else.
    """
    gaps = [gap for role in cover_roles(known) if (gap := _role_gap(role, known.stage)) is not None]
    missing = {gap.key for gap in gaps if gap.kind == "missing"}
    if not known.coaches:
        gaps.append(GapFacts("coach"))
    places = [one for one in contacts if one.status == "placeholder" and missing.isdisjoint(one.roles)]
    return (*sorted(gaps, key=_urgency), *(GapFacts(one.id, "placeholder", one.name) for one in places))


def _role_gap(role: RoleCoverage, stage: str | None) -> GapFacts | None:
    required = role.need == "required" if stage is not None else role.role == "decision_maker"
    return GapFacts(role.role, _GAP_KINDS[role.status]) if required and role.status in _GAP_KINDS else None


def _urgency(gap: GapFacts) -> tuple[bool, bool, bool, bool, int]:
    decides, coach = gap.key == "decision_maker", gap.key == "coach"
    return (
        not decides,
        not coach,
        gap.kind == "not_met",
        gap.key not in CORE_ROLES,
        0 if coach else ROLES.order(gap.key),
    )
