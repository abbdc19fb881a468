"""Coverage of people: how many threads we have, and whom we should know better (COV-007 to 009, 015, 016)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.analysis.facts.claims import any_of
from stakeholder_graph.rules.conditions.role_gaps import ids
from stakeholder_graph.rules.verdicts import Condition, Hit, Missing, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["THREADS"]

_THREAD = "familiar"  # the step from which a relationship carries a thread
_TOP_LEVEL = 1


def _fewer_threads_than(facts: Facts, least: float) -> Iterator[Verdict]:
    """Count the customer's own people whom somebody of ours is familiar with; the unknown ones may be or not."""
    own = [contact for contact in facts.active if not contact.outside]
    threads = [contact for contact in own if contact.step_at_least(_THREAD)]
    open_ones = [contact for contact in own if contact.bond.step is None]
    if len(threads) >= least:
        return
    if len(threads) + len(open_ones) >= least:
        yield Missing(ids(open_ones), ("relationship",))
    else:
        yield Hit(ids(threads), {"threads": len(threads)}, variant="" if threads else "nobody")


def single_threaded(facts: Facts) -> Iterator[Verdict]:
    """COV-007: at most one relationship at familiar or above."""
    return _fewer_threads_than(facts, 2)


def few_threads(facts: Facts, *, min_threads: float) -> Iterator[Verdict]:
    """COV-008: fewer such relationships than wanted."""
    return _fewer_threads_than(facts, min_threads)


def gatekeeper_unmanaged(facts: Facts) -> Iterator[Verdict]:
    """COV-009: a gatekeeper, or somebody with a veto, is against us or has never been met."""
    for contact in facts.active:
        if "gatekeeper" not in contact.roles and "veto" not in contact.cells.get("authority", ()):
            continue
        against = None if contact.stance is None else contact.stance < 0
        never_met = None if contact.contacted is None else not contact.contacted
        unmanaged = any_of(against, never_met)
        if unmanaged:
            variant = "against" if against and not never_met else "both" if against else ""
            yield Hit((contact.id,), {"stance": contact.stance}, variant=variant)
        elif unmanaged is None:
            claims = {"stance": against, "relationship": never_met}
            yield Missing((contact.id,), tuple(name for name, claim in claims.items() if claim is None))


def high_influence_low_coverage(facts: Facts) -> Iterator[Verdict]:
    """COV-015: a key person whom we hardly know."""
    for contact in facts.key:
        close = contact.step_at_least("acquainted")
        if close is None:
            yield Missing((contact.id,), ("relationship",))
        elif not close:
            mate = facts.team.get(contact.bond.teammate or "")
            through = mate is not None and contact.contacted is True
            values = {"step": contact.bond.step, "teammate": mate.label if mate else ""}
            yield Hit((contact.id,), values, variant="through" if through else "")


def level_gap(facts: Facts) -> Iterator[Verdict]:
    """COV-016: an executive of theirs whom no executive of ours knows."""
    own = [contact for contact in facts.active if not contact.outside]
    for contact in own:
        if contact.level is None:
            yield Missing((contact.id,), ("level",))
        elif contact.level == _TOP_LEVEL:
            yield from _peer_gap(facts, contact)


def _peer_gap(facts: Facts, contact: Contact) -> Iterator[Verdict]:
    if not facts.team:
        yield Missing((contact.id,), ("team",))
        return
    levels = [(facts.team[bond.teammate].level, bond.step) for bond in contact.bonds if bond.teammate]
    met = [(level, step) for level, step in levels if step != "none"]
    if (_TOP_LEVEL, None) in met:
        missing = "relationship"
    elif any(level is None for level, _ in met):
        missing = "team_level"
    else:
        missing = ""
    if any(level == _TOP_LEVEL and step is not None for level, step in met):
        return
    yield Missing((contact.id,), (missing,)) if missing else Hit((contact.id,))


THREADS: dict[str, Condition] = {
    "COV-007": single_threaded,
    "COV-008": few_threads,
    "COV-009": gatekeeper_unmanaged,
    "COV-015": high_influence_low_coverage,
    "COV-016": level_gap,
}
