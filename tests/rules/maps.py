"""Tiny maps for the tests of the rules, and what one rule says about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.rules.judgement import Judgement, judge
from stakeholder_graph.rules.table import DEFAULT_RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

AS_OF = dt.date(2026, 3, 31)  # any date will do; the cases count days from it

DM = {"roles": ("decision_maker",)}
# Passes the three classic criteria; whether it acts is not known: class coach.
COACH = {"stance": 0.6, "coach_credible": True, "coach_trusts_us": True, "coach_wants_us": True}
# Everything that one rule or another asks of a contact, all of it reassuring.
CALM = {
    "stance": 0.8,
    "relationship": "trusted",
    "level": 2,
    "function": "finance",
    "stated_influence": 0.6,
    "authority": ("budget",),
    "receptivity": "growth",
    "confidence": 0.9,
    "evidence_tier": 1,
    "joined": dt.date(2020, 1, 1),
    "last_contact": dt.date(2026, 3, 30),
    "verified_on": dt.date(2026, 3, 30),
}


def days_ago(days: int) -> dt.date:
    """Return the day that many days before the date of the maps."""
    return AS_OF - dt.timedelta(days=days)


def build(
    people: Mapping[str, Mapping[str, Any]],
    *,
    ties: Mapping[tuple[str, str], Any] | None = None,
    team: Mapping[str, Mapping[str, Any]] | None = None,
    bonds: Mapping[tuple[str, str], Mapping[str, Any]] | None = None,
    motives: Iterable[tuple[str, str, Mapping[str, Any]]] = (),
    **account: Any,
) -> sg.BuyingCenter:
    """Build a map; a tie is a weight or a mapping with a weight; the date and stage are only what is given."""
    G = sg.BuyingCenter(**account)
    for contact, columns in people.items():
        G.add_contact(contact, **{key: value for key, value in columns.items() if key != "reports_to"})
    for contact, columns in people.items():
        if "reports_to" in columns:
            G.nodes[contact]["reports_to"] = columns["reports_to"]
    for (source, target), tie in (ties or {}).items():
        columns = {"weight": tie} if isinstance(tie, int | float) else dict(tie)
        G.add_influence(source, target, **columns)
    for teammate, columns in (team or {}).items():
        G.add_teammate(teammate, **columns)
    for (teammate, contact), columns in (bonds or {}).items():
        G.add_relationship(teammate, contact, **columns)
    for contact, kind, columns in motives:
        G.add_motive(contact, kind, **columns)
    return G


def verdict(
    rule: str,
    G: sg.BuyingCenter,
    *,
    stage: str | None = None,
    as_of: dt.date | None = None,
    previous: sg.BuyingCenter | None = None,
) -> Judgement:
    """Return what came of one rule on a map, and on an earlier snapshot of it where there is one."""
    return judge(DEFAULT_RULES[rule], gather_facts(G, stage=stage, as_of=as_of, previous=previous))


@dataclass(frozen=True)
class Case:
    """A map and what one rule should say about it.

    ``contacts`` are those of the findings of a hit, or of the gaps of an unknown; ``missing`` the inputs of the gaps.
    """

    rule: str
    outcome: str
    why: str
    make: Callable[[], sg.BuyingCenter]
    contacts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    before: Callable[[], sg.BuyingCenter] | None = None

    @property
    def previous(self) -> sg.BuyingCenter | None:
        """The earlier snapshot, where the case has one."""
        return None if self.before is None else self.before()

    def __str__(self) -> str:
        return f"{self.rule} {self.outcome}: {self.why}"


def hit(rule: str, why: str, make: Callable[[], sg.BuyingCenter], *contacts: str, severity: Any = ()) -> Case:
    """Return a case that hits for these contacts."""
    graded = (severity,) if isinstance(severity, str) else tuple(severity)
    return Case(rule, "hit", why, make, contacts, severity=graded)


def passes(rule: str, why: str, make: Callable[[], sg.BuyingCenter]) -> Case:
    """Return a case that passes."""
    return Case(rule, "pass", why, make)


def unknown(rule: str, why: str, make: Callable[[], sg.BuyingCenter], *contacts: str, missing: Any) -> Case:
    """Return a case that cannot be decided for these contacts for want of these inputs."""
    return Case(rule, "unknown", why, make, contacts, (missing,) if isinstance(missing, str) else tuple(missing))


def since(case: Case, **people: Mapping[str, Any]) -> Case:
    """Return a case held against an earlier snapshot with these people."""
    return replace(case, before=lambda: build(people))
