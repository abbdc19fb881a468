"""The coach test: which of nine classes a contact falls into, and which proof to ask for next.

Three classic criteria: (a) credible with those who decide, (b) trusts us, (c) wants us to win; and a later fourth:
(d) acts. Every value may be unknown (None), and the classes are tried in their order: the first that fits is it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.vocabulary.coaching import COACH_CLASSES, PROOFS, CoachClass

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CLASS_ORDER", "CRITERIA", "CoachEvidence", "classify_coach", "next_proof"]

# Bounds of the test; ours.
_OPPOSED = -0.6  # from here down a contact with weight is an anti-sponsor
_DISINCLINED = -0.2  # from here down nobody is a coach
_CHAMPION_PATH = 0.5  # a champion who is not key has at least this path to a decision maker
_COSTLY = 1  # the evidence tier of behaviour that cost something
_TWO_FAILED = 2  # that many failed criteria leave no coach

CRITERIA = ("coach_credible", "coach_trusts_us", "coach_wants_us", "coach_acts")

# The order in which contacts are shown: those who can guide us first; ours.
CLASS_ORDER: tuple[CoachClass, ...] = (
    "champion",
    "coach",
    "candidate",
    "reluctant_ally",
    "cheerleader",
    "friendly_source",
    "not_coach",
    "anti_sponsor",
    "gone",
)


@dataclass(frozen=True, slots=True)
class CoachEvidence:
    """What the test looks at; None is unknown.

    Attributes
    ----------
    active : bool
        The contact is in the post: neither left nor a place not yet filled.
    stance : float or None
        In [-1, 1].
    key : bool
        Decides, ranks in the top third by influence, or is held to be influential.
    credible, trusts_us, wants_us, acts : bool or None
        The four criteria.
    tier : int or None
        1 behaviour that cost something, 2 cheap behaviour, 3 own statement, 4 title only.
    motive_served : bool or None
        Our offer serves a personal motive of the contact.
    path : float or None
        Strength of the best chain to a decision maker, in [0, 1]; None where nobody decides.
    """

    active: bool = True
    stance: float | None = None
    key: bool = False
    credible: bool | None = None
    trusts_us: bool | None = None
    wants_us: bool | None = None
    acts: bool | None = None
    tier: int | None = None
    motive_served: bool | None = None
    path: float | None = None

    @property
    def criteria(self) -> tuple[bool | None, bool | None, bool | None]:
        """The three classic criteria a, b, c."""
        return (self.credible, self.trusts_us, self.wants_us)


def _anti_sponsor(seen: CoachEvidence) -> bool:
    return seen.key and seen.stance is not None and seen.stance <= _OPPOSED


def _not_coach(seen: CoachEvidence) -> bool:
    disinclined = seen.stance is not None and seen.stance <= _DISINCLINED
    return disinclined or seen.criteria.count(False) >= _TWO_FAILED


def _candidate(seen: CoachEvidence) -> bool:
    return None in seen.criteria or seen.stance is None or seen.stance <= 0 or seen.acts is False


def _champion(seen: CoachEvidence) -> bool:
    weight = seen.key or (seen.path is not None and seen.path >= _CHAMPION_PATH)
    return seen.acts is True and seen.tier == _COSTLY and seen.motive_served is True and weight


def _coach(seen: CoachEvidence) -> bool:
    return all(seen.criteria) and seen.stance is not None and seen.stance > 0 and seen.acts is not False


# The classes in their order; the first that fits is the class. A stance between -.2 and 0 makes a candidate like a
# stance of 0 (ours): without that it would fit no class.
_CLASSES: tuple[tuple[CoachClass, Callable[[CoachEvidence], bool]], ...] = (
    ("gone", lambda seen: not seen.active),
    ("anti_sponsor", _anti_sponsor),
    ("not_coach", _not_coach),
    ("friendly_source", lambda seen: seen.wants_us is False),
    ("cheerleader", lambda seen: seen.credible is False),
    ("reluctant_ally", lambda seen: seen.trusts_us is False),
    ("candidate", _candidate),
    ("champion", _champion),
    ("coach", _coach),
)

if tuple(name for name, _ in _CLASSES) != tuple(COACH_CLASSES):  # pragma: no cover
    raise AssertionError("the coach test and COACH_CLASSES disagree")


def classify_coach(seen: CoachEvidence) -> CoachClass:
    """Return the class of the coach test that a contact falls into.

    Examples
    --------
    >>> classify_coach(CoachEvidence(stance=0.6, credible=True, trusts_us=True, wants_us=True))
    'coach'
    >>> classify_coach(CoachEvidence(stance=0.6, credible=False, trusts_us=True, wants_us=True))
    'cheerleader'
    >>> classify_coach(CoachEvidence(stance=0.6))
    'candidate'
    """
    return next(name for name, fits in _CLASSES if fits(seen))


# The proof to ask for next, by what the evidence is worth so far: the next one up in cost; ours.
_PROOF_AFTER_TIER = {None: 0, 4: 0, 3: 1, 2: 2, 1: 3}
_ARRANGE_MEETING = 3
_CHEAP = 2
_NOBODY_TO_ASK = ("gone", "anti_sponsor", "not_coach")


def next_proof(
    seen: CoachEvidence, coach_class: CoachClass, *, decides: bool = False, met: bool | None = True
) -> str | None:
    """Return the key of the proof to ask for next, or None where there is nobody to ask.

    Nothing can be asked of somebody whom nobody of ours has met, or of whom we do not know whether anybody has.

    The dearer the proof so far, the dearer the next one. Where behaviour is proven but weight is not, only the
    meeting with the decision maker shows it; who decides shows it by presenting the case without us, as a champion
    does. All of it ours.

    Examples
    --------
    >>> seen = CoachEvidence(stance=0.6, credible=True, trusts_us=True, wants_us=True, tier=3)
    >>> next_proof(seen, classify_coach(seen))
    'forward_summary'
    """
    if coach_class in _NOBODY_TO_ASK or met is not True:
        return None
    if coach_class == "champion":
        return PROOFS[-1].key
    step = _PROOF_AFTER_TIER[seen.tier]
    if seen.credible is None and seen.tier is not None and seen.tier <= _CHEAP:
        step = _ARRANGE_MEETING
    return PROOFS[-1 if decides and step == _ARRANGE_MEETING else step].key
