"""How a group turns its members' opinions into one answer: the formal rules, as readings of the lean.

An opinion z_d of somebody who decides is read as P_d = (1 + z_d) / 2: certainly no at -1, certainly yes at +1, and
nothing in between has been measured. Who votes, and whose word counts how much, is read from the map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.kernels.votes import at_least, everybody, unanimity
from stakeholder_graph.errors import OptionError
from stakeholder_graph.vocabulary.options import check_whole
from stakeholder_graph.vocabulary.terms import Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["RULES", "ChosenBy", "DecisionRule", "RuleName", "check_votes", "read_rule"]

RuleName = Literal["autocracy", "weighted", "majority", "quota", "unanimity", "veto"]
ChosenBy = Literal["alone", "authority", "weight", "level", "id"]

RULES = Vocabulary(
    "decision rule",
    Term("autocracy", "one person decides", "一人拍板"),
    Term("weighted", "everybody's word by its weight", "按权重合议"),
    Term("majority", "majority of votes", "多数表决"),
    Term("quota", "a number of votes", "达到规定票数"),
    Term("unanimity", "talk until all agree", "协商一致"),
    Term("veto", "by weight, with a veto", "按权重合议，可否决"),
)

if tuple(RULES) != get_args(RuleName):  # pragma: no cover
    raise AssertionError("RULES and RuleName list different keys")


@dataclass(frozen=True, slots=True, eq=False)
class DecisionRule:
    """A rule with the people on the map whom it is about.

    Attributes
    ----------
    key : str
        One of the six rules.
    weights : float array, shape (n,)
        What each contact's yes weighs: q under "weighted", all of it on one contact under "autocracy", q over those
        who hold no veto under "veto" (all 0 where everybody who decides holds one).
    voters : int array
        Who casts a vote under "majority", "quota" and "unanimity": everybody who decides.
    vetoers : int array
        Who can stop it under "veto": everybody on the map with the authority to.
    votes : int or None
        How many yes votes are needed, under "majority" and "quota".
    chosen_by : str or None
        What made the one who decides alone stand out, under "autocracy".
    """

    key: RuleName
    weights: NDArray[np.float64]
    voters: NDArray[np.intp]
    vetoers: NDArray[np.intp]
    votes: int | None = None
    chosen_by: ChosenBy | None = None

    @property
    def people(self) -> NDArray[np.intp]:
        """Positions of those whom the rule singles out: who vetoes, who votes, or else whose word weighs."""
        if self.key == "veto":
            return self.vetoers
        return np.flatnonzero(self.weights) if self.votes is None and self.key != "unanimity" else self.voters

    def reading(self, opinions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the reading of a yes in [0, 1], shape (B,), for opinions in [-1, 1], shape (B, n)."""
        yes = np.clip((1.0 + opinions) / 2.0, 0.0, 1.0)
        if self.key == "unanimity":
            return unanimity(yes[:, self.voters])
        if self.votes is not None:
            return at_least(yes[:, self.voters], self.votes)
        by_weight = yes @ self.weights if self.weights.any() else np.ones(len(yes))
        return by_weight * everybody(yes[:, self.vetoers])


def check_votes(rule: str, quota: object) -> None:
    """Refuse a rule that does not exist, and a number of votes that is none or that no rule asks for.

    Raises
    ------
    UnknownTermError
        If there is no such rule.
    OptionError
        If `quota` is no whole number of at least 1 under "quota", or is given under another rule.
    """
    RULES.check(rule)
    if rule != "quota":
        if quota is not None:
            raise OptionError("quota", quota, "it only with rule='quota'")
    elif quota is None:
        raise OptionError("quota", quota, "the number of yes votes that rule='quota' needs, at least 1")
    else:
        check_whole("quota", quota, 1)


def read_rule(facts: Facts, rule: RuleName, quota: int | None = None) -> DecisionRule:
    """Return a rule with the people on the map whom it is about; with nobody where nobody decides.

    Raises
    ------
    UnknownTermError, OptionError
        As for :func:`check_votes`; also if `quota` is more than the number of people who decide.
    """
    check_votes(rule, quota)
    q, nobody = facts.decision.weights, np.zeros(0, dtype=np.intp)
    if not facts.decision.is_owned:
        return DecisionRule(rule, np.zeros(len(q)), nobody, nobody)
    deciders = np.flatnonzero(q > 0)
    if rule in ("majority", "quota", "unanimity"):
        if quota is not None and quota > deciders.size:
            raise OptionError("quota", quota, f"at most {deciders.size}, the number of contacts who decide")
        needed = {"majority": deciders.size // 2 + 1, "quota": quota}.get(rule)
        return DecisionRule(rule, np.zeros(len(q)), deciders, nobody, None if needed is None else int(needed))
    if rule == "autocracy":
        autocrat, chosen_by = _autocrat(facts, deciders.tolist())
        return DecisionRule(rule, np.eye(len(q))[autocrat], nobody, nobody, chosen_by=chosen_by)
    if rule == "weighted":
        return DecisionRule(rule, q, nobody, nobody)
    vetoers = np.array([place for place in range(len(q)) if "veto" in _authority(facts, place)], dtype=np.intp)
    free = q.copy()
    free[vetoers] = 0.0  # whoever can stop it is asked once
    return DecisionRule(rule, free / free.sum() if free.any() else free, nobody, vetoers)


def _authority(facts: Facts, place: int) -> tuple[str, ...]:
    return tuple(facts.contacts[facts.arrays.contacts[place]].cells.get("authority", ()))


def _autocrat(facts: Facts, deciders: list[int]) -> tuple[int, ChosenBy]:
    """Return who decides alone: who releases the money, else weighs most, else is highest, else has the first id."""
    levels = [facts.contacts[contact].level for contact in facts.arrays.contacts]
    weights = np.round(facts.decision.weights, SCORE_DIGITS).tolist()
    criteria: tuple[tuple[ChosenBy, Callable[[int], float]], ...] = (
        ("alone", lambda _: 0.0),
        ("authority", lambda place: float("economic" in _authority(facts, place))),
        ("weight", lambda place: weights[place]),
        ("level", lambda place: -(levels[place] or math.inf)),
    )
    for name, score in criteria:
        best = max(map(score, deciders))
        deciders = [place for place in deciders if score(place) == best]
        if len(deciders) == 1:
            return deciders[0], name
    return deciders[0], "id"
