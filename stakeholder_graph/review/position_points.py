"""What a SWOT of our position is made of: each point, what kind it is, whom it is about, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from stakeholder_graph.analysis.facts.motive import motive_sign
from stakeholder_graph.model.presenting import percent, signed
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.vocabulary.motives import MOTIVE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.review.position_thresholds import PositionThresholds
    from stakeholder_graph.rules.report import CoverageReport

__all__ = ["Point", "Quadrant", "position_points"]

Quadrant = Literal["strength", "weakness", "opportunity", "threat"]

_GAP_FAMILIES = ("COV", "COA")
_GAP_SEVERITIES = ("critical", "high")
_THREAD_RULE = "COV-007"  # how few we know: where nobody is on the map, it says nothing
_RECEPTIVE = ("growth", "trouble")
_SIGNS = ("confirmed", "seen")


@dataclass(frozen=True, slots=True)
class Point:
    """One point: what kind it is, about whom, how much it weighs, and what its sentence needs."""

    quadrant: Quadrant
    kind: str
    contacts: tuple[str, ...]
    weight: float
    details: dict[str, Any]


def position_points(
    facts: Facts,
    coverage: CoverageReport,
    moves: pd.DataFrame,
    turnover: pd.DataFrame,
    signals: pd.DataFrame,
    *,
    limits: PositionThresholds,
) -> Iterator[Point]:
    """Yield every point, in no order yet.

    Parameters
    ----------
    facts : Facts
        What is known of the account.
    coverage, moves, turnover, signals
        As from ``check_coverage``, ``next_moves``, ``turnover_risk``, ``uncoupling_signals``.
    limits : PositionThresholds
        The bounds.
    """
    yield from _strengths(facts, limits)
    yield from _weaknesses(facts, coverage, limits)
    yield from _opportunities(facts, moves, limits)
    yield from _threats(facts, limits)
    yield from _departures(facts, turnover)
    yield from _uncoupling(signals)


def _about(quadrant: Quadrant, kind: str, contact: str, weight: float, **values: Any) -> Point:
    return Point(quadrant, kind, (contact,), weight, values)


def _says(facts: Facts, contact: Contact) -> dict[str, Any]:
    """Return the stance, where it is known, and the share as they stand in a sentence, and of what it is a share."""
    shown = {"stance": signed(contact.stance or 0.0, 1), "share": percent(contact.share or 0.0)}
    return {**shown, "owned": facts.decision.is_owned}


def _strengths(facts: Facts, limits: PositionThresholds) -> Iterator[Point]:
    for contact in facts.active:
        share = contact.share or 0.0
        if contact.key and contact.stance is not None and contact.stance >= limits.supporter_from:
            yield _about("strength", "supporter", contact.id, share, **_says(facts, contact))
        strength = contact.bond.strength(facts.as_of)
        if "decision_maker" in contact.roles and strength is not None and strength >= limits.reached_from:
            yield _about("strength", "decider_reached", contact.id, share, strength=f"{strength:.2f}")
    for coach in facts.coaches:
        yield _about("strength", coach.coach_class, coach.id, coach.share or 0.0)


def _weaknesses(facts: Facts, coverage: CoverageReport, limits: PositionThresholds) -> Iterator[Point]:
    """Yield the gaps, the worst first; what is missing of the same people is told once, by the worst of it."""
    findings = [finding for judgement in coverage.judgements for finding in judgement.findings]
    findings = [each for each in findings if each.rule.id[:3] in _GAP_FAMILIES and each.severity in _GAP_SEVERITIES]
    findings.sort(key=lambda finding: (SEVERITIES.order(finding.severity), finding.rule.id))
    told: set[tuple[str, ...]] = set()
    for finding in findings:
        if finding.contacts and finding.contacts in told:
            continue
        if finding.rule.id == _THREAD_RULE and not facts.active:
            continue
        told.add(finding.contacts)
        yield Point("weakness", "gap", finding.contacts, float("nan"), {"title": finding.rule.title})
    unattributed = facts.decision.unattributed
    if facts.active and unattributed >= limits.unmapped_from:
        details = {"share": percent(unattributed), "owned": facts.decision.is_owned}
        yield Point("weakness", "unmapped", (), unattributed, details)


def _opportunities(facts: Facts, moves: pd.DataFrame, limits: PositionThresholds) -> Iterator[Point]:
    """Yield the neutral people, and those of whom nobody knows where they stand, whom we can reach and need."""
    open_minded = moves["stance"].isna() | (moves["stance"].abs() < limits.supporter_from)
    within_reach = moves["access"] >= limits.reachable_from
    chances = moves[open_minded & within_reach & (moves["gain_most"] >= limits.gain_from)]
    columns = (chances["stance"].isna(), chances["gain_most"], chances["access"])
    for contact, unknown, gain, access in zip(chances.index, *columns, strict=True):
        kind = "reachable_unknown" if unknown else "reachable_neutral"
        shown = {"gain": signed(gain), "access": percent(access), "owned": facts.decision.is_owned}
        yield _about("opportunity", kind, contact, float(gain), **shown)
    for contact in facts.deciders:
        if contact.cells.get("receptivity") in _RECEPTIVE:
            yield _about("opportunity", "receptive_decider", contact.id, contact.share or 0.0)


def _threats(facts: Facts, limits: PositionThresholds) -> Iterator[Point]:
    """Yield who is against us with influence or a veto, openly or for a personal reason."""
    for contact in facts.active:
        share, veto = contact.share or 0.0, "veto" in contact.cells.get("authority", ())
        against = contact.stance is not None and contact.stance <= -limits.supporter_from
        if against and contact.key:
            yield _about("threat", "opponent", contact.id, share, **_says(facts, contact))
        elif veto and contact.stance is not None and contact.stance < 0:
            yield _about("threat", "veto_against", contact.id, share, **_says(facts, contact))
        elif (veto or contact.key) and _hidden_blocker(contact):
            yield _about("threat", "hidden_blocker", contact.id, share)


def _hidden_blocker(contact: Contact) -> bool:
    """Return whether the organisation is known to win and the person known to lose."""
    organisational, personal = (motive_sign(contact.motives_of(kind)) for kind in MOTIVE_KINDS)
    return organisational == 1 and personal == -1


def _departures(facts: Facts, turnover: pd.DataFrame) -> Iterator[Point]:
    """Yield whom we cannot do without, and who has left a role behind."""
    single = turnover.loc[turnover["single_point"], "change"].fillna(0.0)
    for who, change in zip(single.index, single, strict=True):
        yield _about("threat", "single_point", who, max(0.0, -change))
    for who, change in turnover.loc[turnover["last_coach"], "change"].fillna(0.0).items():
        yield _about("threat", "last_coach", str(who), max(0.0, -change))
    for contact in facts.contacts.values():
        if contact.status == "left" and contact.roles:
            yield _about("threat", "has_left", contact.id, 0.0)


def _uncoupling(signals: pd.DataFrame) -> Iterator[Point]:
    for cause, row in signals[signals["state"].isin(_SIGNS)].iterrows():
        yield Point("threat", "uncoupling", row["contacts"], float("nan"), {"cause": str(cause)})
