"""What one visit should bring: one step, that can be seen to have been made.

====================  =========================================================================================
name_person           a placeholder: who holds the post
find_way_in           nobody of ours reaches the contact: who could introduce us
first_meeting         nobody of ours knows the contact, others lead us there: the first conversation
renew_relationship    it has faded below the step before the one it had reached: speak again
hear_stance           what the contact thinks of our offer, in own words
learn_motive          no motive is noted: what the purchase does for the organisation and for the person
ask_proof             a coach, or on the way to be one: the next proof of the coach test
move_stance           part of the way to the target
deepen_relationship   the next step of the relationship
====================  =========================================================================================

The first that applies is the goal. The relationship is that of whoever goes, never somebody else's. Of the last two,
reason and relationship, the weaker side comes first: the strength of the relationship today is held against
(1 + stance) / 2. Order and comparison are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.analysis.facts.coach_classes import next_proof
from stakeholder_graph.analysis.moves.wording import say_here
from stakeholder_graph.model.presenting import signed
from stakeholder_graph.vocabulary.coaching import PROOFS
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS, STEP_STRENGTHS

if TYPE_CHECKING:
    import datetime as dt

    from stakeholder_graph.analysis.facts.bond import Bond
    from stakeholder_graph.analysis.facts.contact import Contact
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["ASKING", "STANCE_STEP", "Goal", "GoalKind", "choose_goal", "say_goal"]

GoalKind = Literal[
    "name_person",
    "find_way_in",
    "first_meeting",
    "renew_relationship",
    "hear_stance",
    "learn_motive",
    "ask_proof",
    "move_stance",
    "deepen_relationship",
]

ASKING: tuple[GoalKind, ...] = ("name_person", "find_way_in")  # others have to be asked, before any visit

STANCE_STEP = 0.4  # ours: the width of a class of stances; more is not to be had of one conversation
_DIGITS = 12
_STEPS = tuple(RELATIONSHIP_STEPS)
_PROOFS = {proof.key: proof for proof in PROOFS}


@dataclass(frozen=True, slots=True)
class Goal:
    """What a visit should bring.

    Attributes
    ----------
    kind : str
        One of the kinds above.
    start, aim : float or str or None
        From where to where: stances, or keys of relationship steps; of a proof only the aim, its key; of a way in only
        the start, None where it is not known whether we know the contact; else None.
    """

    kind: GoalKind
    start: float | str | None = None
    aim: float | str | None = None


def choose_goal(
    contact: Contact,
    bond: Bond | None,
    *,
    target: float,
    reached: bool,
    as_of: dt.date,
    stance_step: float = STANCE_STEP,
) -> Goal:
    """Return what the next visit to a contact should bring.

    Parameters
    ----------
    contact : Contact
        Somebody who has not left, and whose stance, where it is known, is below the target.
    bond : Bond or None
        The relationship of whoever goes, beyond none; None where nobody of ours is known to know the contact.
    target : float
        Where the stance is to go in the end.
    reached : bool
        Whether an introduction from us gets there, over whomever.
    as_of : datetime.date
        The day to which relationships have faded.
    stance_step : float, default 0.4
        How far one visit moves a stance at most; ours.
    """
    if contact.status == "placeholder":
        return Goal("name_person")
    if bond is not None:
        return _with_somebody_we_know(contact, bond, as_of, target, stance_step)
    return Goal("first_meeting") if reached else Goal("find_way_in", contact.bond.step)


def _with_somebody_we_know(contact: Contact, bond: Bond, as_of: dt.date, target: float, stance_step: float) -> Goal:
    strength, step = bond.strength(as_of) or 0.0, RELATIONSHIP_STEPS.order(str(bond.step))
    if strength < STEP_STRENGTHS[_STEPS[step - 1]]:
        return Goal("renew_relationship", _STEPS[step], _STEPS[step])
    if contact.stance is None:
        return Goal("hear_stance")
    if not contact.motives:
        return Goal("learn_motive")
    stance = float(contact.stance)
    if stance > 0 and contact.promising and (proof := _proof(contact)):
        return Goal("ask_proof", None, proof)
    if strength < (1.0 + stance) / 2.0 and step + 1 < len(_STEPS):
        return Goal("deepen_relationship", _STEPS[step], _STEPS[step + 1])
    return Goal("move_stance", stance, round(min(stance + stance_step, target), _DIGITS))


def _proof(contact: Contact) -> str | None:
    decides = "decision_maker" in contact.roles
    return next_proof(contact.evidence, contact.coach_class, decides=decides, met=contact.contacted)


def say_goal(goal: Goal, name: str, by: dt.date, lang: Language) -> str:
    """Return a goal in a sentence."""
    facts = {"name": name, "by": by.isoformat()}
    facts |= {end: _shown(value, lang) for end, value in (("start", goal.start), ("aim", goal.aim))}
    if goal.kind == "deepen_relationship":
        facts["sign"] = say_here("step_signs", str(goal.aim), lang)
    key = "find_who_knows" if goal == Goal("find_way_in") else goal.kind
    return say_here("goals", key, lang, **facts)


def _shown(value: float | str | None, lang: Language) -> str:
    if isinstance(value, float):
        return signed(value)
    return _PROOFS[value].label(lang) if value in _PROOFS else RELATIONSHIP_STEPS.label(str(value), lang)
