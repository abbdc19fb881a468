"""The coach test: nine classes, each contact in exactly one, and the proof to ask for next."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from stakeholder_graph.analysis.facts.coach_classes import CLASS_ORDER, CoachEvidence, classify_coach, next_proof
from stakeholder_graph.vocabulary.coaching import COACH_CLASSES, PROOFS

YES_NO_UNKNOWN = (True, False, None)
# On, just inside and between every bound of the table: -.6, -.2, 0.
STANCES = (None, -1.0, -0.6, -0.59, -0.2, -0.19, 0.0, 0.01, 1.0)
PATHS = (None, 0.0, 0.49, 0.5, 1.0)

COACH = CoachEvidence(stance=0.6, credible=True, trusts_us=True, wants_us=True)
CHAMPION = replace(COACH, acts=True, tier=1, motive_served=True, path=0.5)


def table(seen: CoachEvidence) -> dict[str, bool]:
    """Return which rows of the printed table fit, each read by itself and not in their order."""
    a, b, c = seen.criteria
    failed = [a, b, c].count(False)
    stance = seen.stance
    weight = seen.key or (seen.path or 0.0) >= 0.5
    proven = a is True and b is True and c is True
    return {
        "gone": not seen.active,
        "anti_sponsor": stance is not None and stance <= -0.6 and seen.key,
        "not_coach": (stance is not None and stance <= -0.2) or failed >= 2,
        "friendly_source": c is False and failed == 1,
        "cheerleader": a is False and failed == 1,
        "reluctant_ally": b is False and failed == 1,
        "candidate": None in (a, b, c) or stance is None or stance <= 0 or seen.acts is False,
        "champion": proven and seen.acts is True and seen.tier == 1 and seen.motive_served is True and weight,
        "coach": proven and stance is not None and stance > 0 and seen.acts is not False,
    }


def test_every_combination_falls_into_exactly_one_class() -> None:
    combinations = itertools.product(
        (True, False),
        STANCES,
        (True, False),
        *[YES_NO_UNKNOWN] * 4,
        (None, 1, 4),
        (True, None),
        PATHS,
    )
    for values in combinations:
        seen = CoachEvidence(*values)
        rows = table(seen)
        first = next(name for name in COACH_CLASSES if rows[name])  # StopIteration: no row fits
        assert classify_coach(seen) == first


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (replace(CHAMPION, active=False), "gone"),
        (replace(CHAMPION, stance=-0.6, key=True), "anti_sponsor"),
        (replace(CHAMPION, stance=-0.6), "not_coach"),
        (replace(CHAMPION, stance=-0.2), "not_coach"),
        (replace(COACH, credible=False, trusts_us=False), "not_coach"),
        (replace(COACH, wants_us=False), "friendly_source"),
        (replace(COACH, wants_us=False, credible=None), "friendly_source"),
        (replace(COACH, credible=False), "cheerleader"),
        (replace(COACH, trusts_us=False), "reluctant_ally"),
        (replace(COACH, trusts_us=None), "candidate"),
        (replace(COACH, stance=None), "candidate"),
        (replace(COACH, stance=0.0), "candidate"),
        (replace(CHAMPION, stance=-0.1), "candidate"),  # between the two bounds: ours
        (replace(COACH, acts=False), "candidate"),
        (CHAMPION, "champion"),
        (replace(CHAMPION, path=None, key=True), "champion"),
        (replace(CHAMPION, path=0.49), "coach"),
        (replace(CHAMPION, path=None), "coach"),
        (replace(CHAMPION, tier=2), "coach"),
        (replace(CHAMPION, motive_served=None), "coach"),
        (replace(CHAMPION, acts=None), "coach"),
        (COACH, "coach"),
        (CoachEvidence(), "candidate"),
    ],
)
def test_classes(seen: CoachEvidence, expected: str) -> None:
    assert classify_coach(seen) == expected


def test_the_order_of_showing_has_every_class_once() -> None:
    assert sorted(CLASS_ORDER) == sorted(COACH_CLASSES)


@pytest.mark.parametrize(
    ("seen", "proof"),
    [
        (CHAMPION, "present_alone"),
        (COACH, "share_criteria"),
        (replace(COACH, tier=4), "share_criteria"),
        (replace(COACH, tier=3), "forward_summary"),
        (replace(COACH, tier=2), "reference_call"),
        (replace(COACH, tier=1), "arrange_meeting"),
        (replace(COACH, tier=2, credible=None), "arrange_meeting"),
        (replace(COACH, tier=3, credible=None), "forward_summary"),
        (replace(COACH, stance=-0.5), None),
        (replace(COACH, active=False), None),
        (replace(COACH, stance=-0.7, key=True), None),
    ],
)
def test_next_proof(seen: CoachEvidence, proof: str | None) -> None:
    assert next_proof(seen, classify_coach(seen)) == proof


def test_who_decides_need_not_arrange_the_meeting_with_the_decision_maker() -> None:
    assert next_proof(replace(COACH, tier=1), "coach", decides=True) == "present_alone"
    assert next_proof(replace(COACH, tier=3), "coach", decides=True) == "forward_summary"


def test_a_dearer_proof_never_leads_to_a_cheaper_request() -> None:
    order = [proof.key for proof in PROOFS]
    asked = [order.index(next_proof(replace(COACH, tier=tier), "coach") or "") for tier in (4, 3, 2, 1)]
    assert asked == sorted(asked)
