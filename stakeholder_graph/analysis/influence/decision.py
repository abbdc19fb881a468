"""The one linear system behind the ranking: whose judgement ends up in the decision, and how much of it.

See :mod:`stakeholder_graph.analysis.kernels.opinion` for the mathematics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from stakeholder_graph.analysis.kernels.opinion import Opinion, divide_attention, settle
from stakeholder_graph.errors import OptionError, UnknownContactError
from stakeholder_graph.vocabulary.options import check_mapping, check_number
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import NEED_WEIGHTS, PURCHASE_STAGES, role_need

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from stakeholder_graph.model.arrays import Arrays

__all__ = ["BUDGET", "NOBODY_DECIDES", "OPENNESS", "Basis", "Decision", "solve_decision", "stage_weights"]

OPENNESS = 0.5  # ours: the own judgement counts as much as everybody else's together
BUDGET = 1.0  # ours: strengths are read as parts of one listener's attention

Basis = Literal["given weights", "contact weights", "stage weights", "decision makers", "mean of all contacts"]
NOBODY_DECIDES: Final = "mean of all contacts"  # the basis where the decision is unowned


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A solved account.

    Attributes
    ----------
    arrays : Arrays
        What it was solved from.
    opinion : Opinion
        The solved system, a batch of one.
    weights : float array, shape (n,)
        q: each contact's weight in the decision, summing to 1 (empty for an empty map).
    basis : str
        Where the weights come from. ``"mean of all contacts"`` says that the decision is unowned: nobody on the map
        holds the role of decision maker.
    budget : float
        The attention of a listener that it was solved with.
    """

    arrays: Arrays
    opinion: Opinion
    weights: NDArray[np.float64]
    basis: Basis
    budget: float = BUDGET

    @property
    def is_owned(self) -> bool:
        """Whether somebody on the map decides; otherwise the weights are of the mean opinion of all contacts."""
        return bool(len(self.arrays)) and self.basis != NOBODY_DECIDES

    @property
    def voice(self) -> NDArray[np.float64]:
        """What a shift of each contact's opinion is worth to the decision, p = N' q, shape (n,)."""
        result: NDArray[np.float64] = self.opinion.voice(self.weights[None])[0]
        return result

    def opinions(self, unmapped_stance: float = 0.0) -> NDArray[np.float64]:
        """Return z, where opinions settle, shape (n,); a stance that is not known stands at 0, the middle.

        Parameters
        ----------
        unmapped_stance : float, default 0
            The judgement of the people who are not on the map, in [-1, 1].
        """
        own, unmapped = np.nan_to_num(self.arrays.stance), np.array([unmapped_stance])
        result: NDArray[np.float64] = self.opinion.settled(own[None], unmapped)[0]
        return result

    @property
    def shares(self) -> NDArray[np.float64]:
        """I = q' V: the share of the decision that is each contact's, shape (n,)."""
        result: NDArray[np.float64] = self.opinion.shares(self.weights[None])[0]
        return result

    @property
    def direct(self) -> NDArray[np.float64]:
        """The part of each share that is the contact's own weight in the decision, q_j V_jj, shape (n,)."""
        result: NDArray[np.float64] = self.weights * np.diagonal(self.opinion.control[0])
        return result

    @property
    def group_influence(self) -> NDArray[np.float64]:
        """The mean weight of each contact's judgement in everybody's opinion, shape (n,)."""
        return self.opinion.control[0].mean(axis=0) if len(self.arrays) else np.zeros(0)

    @property
    def unattributed(self) -> float:
        """The share of the decision that hangs on people who are not on the map, in [0, 1].

        With negative ties the attention is counted, whatever its sign, so that two influences that cancel do not
        look like a gap in the map.
        """
        if not len(self.arrays):
            return 1.0
        opinion = self.opinion
        if (self.arrays.sign < 0).any():
            opinion = settle(np.abs(opinion.attention), opinion.unmapped_attention, opinion.openness)
        return float(self.weights @ opinion.unmapped_control()[0])


def solve_decision(
    arrays: Arrays,
    *,
    stage: str | None = None,
    openness: float = OPENNESS,
    budget: float = BUDGET,
    weights: Mapping[str, float] | None = None,
) -> Decision:
    """Solve an account.

    Parameters
    ----------
    arrays : Arrays
        A compiled buying center.
    stage : str, optional
        Weigh the contacts by their roles in this purchase stage instead of by who decides in the end.
    openness : float, default 0.5
        For contacts without an openness of their own, in [0, 1); ours.
    budget : float, default 1.0
        The attention of a listener, above 0; ours.
    weights : mapping of str to float, optional
        Weight in the decision by contact; wins over everything else.

    Raises
    ------
    OptionError
        If `openness` or `budget` is out of range, or the weights are no mapping, negative or all zero.
    UnknownContactError
        If `weights` names somebody who is not among the contacts.
    UnknownTermError
        If `stage` is no purchase stage.
    """
    check_number("openness", openness, "[0, 1)")
    check_number("budget", budget, "(0, inf)")
    attention, unmapped = divide_attention(
        arrays.listening()[None], arrays.signs()[None], budget, arrays.influencers_complete[None]
    )
    own = np.where(np.isnan(arrays.openness), openness, arrays.openness)
    q, basis = _decision_weights(arrays, stage, weights)
    return Decision(arrays, settle(attention, unmapped, own[None]), q, basis, budget)


def stage_weights(arrays: Arrays, stage: str) -> NDArray[np.float64]:
    """Return each contact's weight by the roles held, for one purchase stage; not normalised, shape (n,).

    A role's weight in the stage (ours, ``vocabulary.stages``) is divided equally among those who hold it.
    """
    importance = np.array(
        [NEED_WEIGHTS.get(role, NEED_WEIGHTS["default"])[role_need(role, stage)] for role in ROLES], dtype=np.float64
    )
    holders = arrays.roles.sum(axis=0)
    each = np.divide(importance, holders, out=np.zeros(len(ROLES)), where=holders > 0)
    result: NDArray[np.float64] = arrays.roles @ each
    return result


def _decision_weights(
    arrays: Arrays, stage: str | None, given: Mapping[str, float] | None
) -> tuple[NDArray[np.float64], Basis]:
    if stage is not None:
        PURCHASE_STAGES.check(stage)
    candidates: list[tuple[NDArray[np.float64], Basis]] = []
    if given is not None:
        candidates.append((_given_weights(arrays, given), "given weights"))
    elif stage is not None:
        candidates.append((stage_weights(arrays, stage), "stage weights"))
    else:
        candidates.append((np.nan_to_num(arrays.decision_weight), "contact weights"))
    makers = np.zeros(len(arrays))
    makers[arrays.holders("decision_maker")] = 1.0
    candidates += [(makers, "decision makers"), (np.ones(len(arrays)), NOBODY_DECIDES)]
    raw, basis = next((pair for pair in candidates if pair[0].any()), candidates[-1])
    if not len(arrays):
        return raw, basis
    scaled = raw / raw.max()  # first: the sum of huge weights would overflow
    return scaled / scaled.sum(), basis


def _given_weights(arrays: Arrays, given: Mapping[str, float]) -> NDArray[np.float64]:
    raw = np.zeros(len(arrays))
    for contact, weight in check_mapping("weights", given, "{'cfo': 1.0}").items():
        if contact not in arrays.contacts:
            raise UnknownContactError(contact, arrays.contacts)
        check_number(f"weights[{contact!r}]", weight, "[0, inf)")
        raw[arrays.contacts.index(contact)] = weight
    if not raw.any():
        raise OptionError("weights", dict(given), "at least one weight above 0")
    return raw
