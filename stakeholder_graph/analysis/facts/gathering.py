"""Everything that the questions and the rules ask of a map, gathered once from the graph."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from stakeholder_graph.analysis.facts.bond import Bond, best_bond, read_bond
from stakeholder_graph.analysis.facts.coach_classes import CLASS_ORDER, classify_coach
from stakeholder_graph.analysis.facts.contact import Contact, Teammate
from stakeholder_graph.analysis.facts.motive import Motive, read_motive
from stakeholder_graph.analysis.influence.chains import chain_strengths, chain_strengths_from, chain_strengths_to
from stakeholder_graph.analysis.influence.decision import BUDGET, OPENNESS, Decision, solve_decision
from stakeholder_graph.analysis.influence.draws import Draws, draw_accounts
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.model.arrays import compile
from stakeholder_graph.model.checks import check
from stakeholder_graph.model.days import read_day
from stakeholder_graph.vocabulary.names import told_apart
from stakeholder_graph.vocabulary.people import function_of_department
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stakeholder_graph.model.arrays import Arrays
    from stakeholder_graph.model.rows import Row, Rows

__all__ = ["KEY_STATED_INFLUENCE", "Facts", "gather_facts"]

KEY_STATED_INFLUENCE = 0.8  # ours: whom we hold to be that influential is key, whatever the ties say
_OWN_BOND = ("relationship", "last_contact", "confidence", "half_life_days", "usual_gap_days")
_THIRD = 3  # ours: the top third by share is key
# The small sample of accounts: so many draws, on large maps fewer, so that they cost no more than so many strengths;
# ours. With the fewest, the sampling error of a probability of .8 is .03.
_MOST_DRAWS, _FEWEST_DRAWS, _DRAWN_STRENGTHS = 1_000, 200, 40_000


@dataclass(frozen=True, eq=False)
class Facts:
    """What is known of one purchase at one account; what the questions and the conditions of the rules are about.

    Attributes
    ----------
    stage : str or None
        The purchase stage; None where it is not known.
    as_of : datetime.date or None
        The date the map shows; None where it is not known.
    contacts : dict of str to Contact
        The customer's people and the outsiders, sorted by id, those who have left included.
    team : dict of str to Teammate
        Our own people, sorted by id.
    ties : dict of (str, str) to mapping
        The influence ties among contacts who have not left: (influencer, listener) -> columns; sorted.
    reorganised_on : datetime.date or None
        When the customer last reorganised.
    verified_on : datetime.date or None
        The newest date on which any row of the map was verified.
    decision : Decision
        The compiled graph, solved: whose judgement ends up in the decision.
    account : mapping of str to object
        The account's own row; what is unknown is absent.
    previous_stances : mapping of str to float or None, optional
        The stance of every contact in an earlier snapshot, None where it was not known then; None for all where no
        snapshot is given.
    """

    stage: str | None
    as_of: dt.date | None
    contacts: Mapping[str, Contact]
    team: Mapping[str, Teammate]
    ties: Mapping[tuple[str, str], Mapping[str, Any]]
    reorganised_on: dt.date | None
    verified_on: dt.date | None
    decision: Decision
    account: Mapping[str, Any]
    previous_stances: Mapping[str, float | None] | None = None

    @property
    def arrays(self) -> Arrays:
        """The compiled graph."""
        return self.decision.arrays

    @cached_property
    def active(self) -> tuple[Contact, ...]:
        """The contacts who are in their posts."""
        return tuple(contact for contact in self.contacts.values() if contact.active)

    @cached_property
    def key(self) -> tuple[Contact, ...]:
        """The active contacts who are key."""
        return tuple(contact for contact in self.active if contact.key)

    @cached_property
    def deciders(self) -> tuple[Contact, ...]:
        """The active decision makers."""
        return self.holders("decision_maker")

    @cached_property
    def coaches(self) -> tuple[Contact, ...]:
        """The champions and coaches, the best first: champions, then by path to a decision maker, then by id."""
        found = [contact for contact in self.active if contact.coach_class in ("champion", "coach")]
        return tuple(sorted(found, key=lambda c: (CLASS_ORDER.index(c.coach_class), -(c.path or 0.0), c.id)))

    @cached_property
    def unclassified(self) -> tuple[Contact, ...]:
        """The active contacts of whom no role is known."""
        return tuple(contact for contact in self.active if not contact.roles)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name to show for each contact; people of the same name are told apart by their ids."""
        return told_apart({contact.id: contact.label for contact in self.contacts.values()})

    @cached_property
    def places(self) -> dict[str, int]:
        """Position in `arrays` of each contact who has not left."""
        return {contact: place for place, contact in enumerate(self.arrays.contacts)}

    @cached_property
    def _held(self) -> dict[tuple[str, str], tuple[Contact, ...]]:
        held: dict[tuple[str, str], list[Contact]] = {}
        for contact in self.contacts.values():
            for role in dict.fromkeys(contact.roles):
                held.setdefault((role, contact.status), []).append(contact)
        return {key: tuple(contacts) for key, contacts in held.items()}

    def holders(self, role: str, status: str = "active") -> tuple[Contact, ...]:
        """Return the contacts of a status who hold a role."""
        return self._held.get((role, status), ())

    @cached_property
    def chains(self) -> NDArray[np.float64]:
        """Strength of the best chain between every two contacts of `arrays`, shape (n, n); made on first use."""
        return chain_strengths(self.arrays)

    @cached_property
    def draws(self) -> Draws:
        """A small sample of the accounts that this one could be, always the same; 200 to 1,000 draws, on first use."""
        affordable = _DRAWN_STRENGTHS // max(1, len(self.ties))
        return draw_accounts(self.decision, draws=min(_MOST_DRAWS, max(_FEWEST_DRAWS, affordable)))

    @cached_property
    def coach_reach(self) -> Mapping[str, float]:
        """Strength of the best chain from any champion or coach to each contact who has not left."""
        reach = chain_strengths_from(self.arrays, [self.places[coach.id] for coach in self.coaches])
        return dict(zip(self.arrays.contacts, np.round(reach, SCORE_DIGITS).tolist(), strict=True))

    def chain(self, source: str, target: str) -> float:
        """Return the strength of the best chain of influence between two contacts who have not left."""
        return float(self.chains[self.places[source], self.places[target]])

    @cached_property
    def _heard(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        heard: dict[str, dict[str, Mapping[str, Any]]] = {}
        for (source, target), tie in self.ties.items():
            heard.setdefault(target, {})[source] = tie
        return heard

    def influencers(self, listener: str) -> dict[str, Mapping[str, Any]]:
        """Return whom a contact listens to, with the tie."""
        return dict(self._heard.get(listener, {}))


def gather_facts(
    G: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    as_of: dt.date | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
    weigh_stage: str | None = None,
    previous: nx.DiGraph[Any] | None = None,
) -> Facts:
    """Gather what the questions and the rules need, compiling and solving the graph once.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage : str, optional
        The purchase stage; by default the graph's own.
    as_of : datetime.date, optional
        The date the map shows; by default the graph's own.
    openness, budget, weights
        As for ``rank_contacts``.
    weigh_stage : str, optional
        The ``stage`` of ``rank_contacts``: weigh the contacts by their roles in it. Nothing else hangs on it.
    previous : networkx.DiGraph, optional
        An earlier snapshot of the same purchase; not changed.

    Raises
    ------
    SchemaError
        If one of the graphs breaks the schema.
    UnknownTermError
        If the stage does not exist.
    OptionError, UnknownContactError
        If the date is none, or `openness`, `budget` or `weights` make no sense.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> facts = gather_facts(sg.example_buying_center())
    >>> [contact.id for contact in facts.key]
    ['cfo', 'coo', 'it']
    """
    if stage is not None:
        PURCHASE_STAGES.check(stage)
    day = read_day(as_of)
    arrays = compile(G, as_of=day)
    decision = solve_decision(arrays, stage=weigh_stage, openness=openness, budget=budget, weights=weights)
    rows = arrays.rows
    present = set(arrays.contacts)
    account = rows["account"][0].cells if rows["account"] else {}
    ties = {
        (row.cells["source"], row.cells["target"]): row.cells
        for row in rows["influences"]
        if row.cells["source"] in present and row.cells["target"] in present
    }
    return Facts(
        stage=stage or account.get("stage"),
        as_of=day or account.get("as_of"),
        contacts=_read_contacts(decision),
        team=_read_team(rows),
        ties=dict(sorted(ties.items())),
        reorganised_on=account.get("reorganised_on"),
        verified_on=_newest_verification(rows),
        decision=decision,
        account=account,
        previous_stances=None if previous is None else _read_stances(previous),
    )


def _read_stances(G: nx.DiGraph[Any]) -> dict[str, float | None]:
    return {row.cells["contact_id"]: row.cells.get("stance") for row in check(G)["contacts"]}


def _read_team(rows: Rows) -> dict[str, Teammate]:
    team = (row.cells for row in rows["team"])
    mates = [
        Teammate(
            id=cells["teammate_id"],
            label=str(cells.get("name", cells["teammate_id"])),
            level=cells.get("level"),
            title=cells.get("title"),
            function=cells.get("function"),
            initials=cells.get("initials"),
        )
        for cells in team
    ]
    return {mate.id: mate for mate in sorted(mates, key=lambda mate: mate.id)}


def _newest_verification(rows: Rows) -> dt.date | None:
    tables = (rows["contacts"], rows["influences"], rows["motives"], rows["relationships"])
    dates = (row.cells.get("verified_on") for table in tables for row in table)
    return max((day for day in dates if day is not None), default=None)


def _read_contacts(decision: Decision) -> dict[str, Contact]:
    arrays = decision.arrays
    bonds: dict[str, list[Bond]] = {}
    for row in arrays.rows["relationships"]:
        bonds.setdefault(row.cells["contact"], []).append(read_bond(row.cells))
    motives: dict[str, list[Motive]] = {}
    for row in arrays.rows["motives"]:
        motives.setdefault(row.cells["contact"], []).append(read_motive(row.cells))
    standing = _standings(decision)
    people = sorted(arrays.rows["contacts"], key=lambda row: row.cells["contact_id"])
    found: dict[str, Contact] = {}
    for row in people:
        contact_id = row.cells["contact_id"]
        contact = _read_contact(row, bonds.get(contact_id, []), motives.get(contact_id, []))
        contact = replace(contact, **standing.get(contact_id, {}))
        contact = replace(contact, key=contact_id in standing and _is_key(contact))
        found[contact_id] = replace(contact, coach_class=classify_coach(contact.evidence))
    return found


def _is_key(contact: Contact) -> bool:
    stated = contact.stated_influence
    influential = stated is not None and stated >= KEY_STATED_INFLUENCE
    return "decision_maker" in contact.roles or contact.top_third or influential


def _read_contact(row: Row, bonds: list[Bond], motives: list[Motive]) -> Contact:
    cells = row.cells
    own = read_bond({key: cells[key] for key in _OWN_BOND if key in cells})
    # The contact's own column is one more bond; where it is empty, it says nothing and does not make others unknown.
    known = (*bonds, own) if own.step is not None else (*bonds,)
    department = cells.get("department")
    function = cells.get("function") or (None if department is None else function_of_department(department))
    dates = [bond.last_contact for bond in (*bonds, own) if bond.last_contact is not None]
    return Contact(
        id=cells["contact_id"],
        cells=cells,
        function=function,
        bond=best_bond(known),
        bonds=tuple(sorted(bonds, key=lambda bond: bond.teammate or "")),
        own_bond=own if own.step is not None else None,
        last_contact=max(dates, default=None),
        motives=tuple(motives),
    )


def _standings(decision: Decision) -> dict[str, dict[str, Any]]:
    """Return share, thirds and path of every contact who takes part."""
    arrays, shares = decision.arrays, decision.shares
    sizes = np.round(np.abs(shares), SCORE_DIGITS)  # a share is negative where the decision runs against somebody
    place = {contact: position for position, contact in enumerate(arrays.contacts)}
    makers = [place[contact] for contact in _active_deciders(arrays.rows["contacts"])]
    paths = np.round(chain_strengths_to(arrays, makers), SCORE_DIGITS) if makers else None
    # The top third is strict: people with equal shares at its border stay out together, since nothing sets them
    # apart. The bottom third is generous for the same reason, but nobody in it may have the largest share.
    n = len(arrays)
    below = np.searchsorted(np.sort(sizes), sizes, side="left")
    at_least = n - below
    top, low = at_least <= math.ceil(n / _THIRD), (below < n // _THIRD) & (sizes < sizes.max(initial=0.0))
    return {
        contact: {
            "share": float(shares[i]),
            "top_third": bool(top[i]),
            "bottom_third": bool(low[i]),
            "path": None if paths is None else float(paths[i]),
        }
        for contact, i in place.items()
    }


def _active_deciders(rows: Iterable[Row]) -> list[str]:
    return [
        row.cells["contact_id"]
        for row in rows
        if row.cells.get("status", "active") == "active" and "decision_maker" in row.cells.get("roles", ())
    ]
