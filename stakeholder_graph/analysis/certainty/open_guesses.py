"""The guesses that are open on a map, and what it is worth to know each of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.kernels.value_of_information import value_of_information

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stakeholder_graph.analysis.influence.draws import Draws

__all__ = ["About", "Guess", "OpenGuess", "best_move", "movable_contacts", "weigh_guesses"]

About = Literal["tie", "stance", "unmapped"]


@dataclass(frozen=True, slots=True)
class Guess:
    """Something that we are not sure of.

    Attributes
    ----------
    about : {"tie", "stance", "unmapped"}
        A tie, a stance, or the people who are not on the map.
    contacts : tuple of int
        Positions: who influences and who listens; whose stance; the listener through whom the unmapped weigh most.
    value : float
        The signed strength or the stance as noted; NaN where it is not known.
    confidence : float
        In [0, 1), noted or the default; NaN where nothing is known at all.
    is_stated : bool
        The confidence was noted.
    """

    about: About
    contacts: tuple[int, ...]
    value: float = math.nan
    confidence: float = math.nan
    is_stated: bool = False


@dataclass(frozen=True, slots=True)
class OpenGuess:
    """A guess and what it is worth to know it.

    Attributes
    ----------
    guess : Guess
        The guess.
    evppi, bits, share : float
        Value, information on the best move, and first-order share of the variance of the lean.
    instead : int or None
        Position of the contact whose change of mind would then move the lean most; None where it changes nothing.
    side : int
        -1 where that is so for less than noted, 1 for more.
    """

    guess: Guess
    evppi: float
    bits: float
    share: float
    instead: int | None
    side: int

    @property
    def order(self) -> tuple[Any, ...]:
        """What they are sorted by, the most valuable first; positions are in the order of the ids."""
        worth = (-round(figure, SCORE_DIGITS) for figure in (self.evppi, self.bits, self.share))
        return (*worth, self.guess.about, self.guess.contacts)


def best_move(sample: Draws) -> int | None:
    """Return the position of the contact whose change of mind would move the lean most; None on an empty map."""
    moves, gains = _gains(sample)
    return int(moves[gains.mean(axis=0).round(SCORE_DIGITS).argmax()]) if moves.size else None


def movable_contacts(sample: Draws) -> NDArray[np.intp]:
    """Return the positions of those who are compared.

    Those who decide stand apart: they would be first by construction. Where everybody decides, anybody can be.
    """
    decides = sample.decision.weights > 0
    return np.flatnonzero(~decides | decides.all())


def weigh_guesses(sample: Draws) -> list[OpenGuess]:
    """Return what it is worth to know each guess, the most valuable first; of an empty map there is none."""
    moves, gains = _gains(sample)
    if not moves.size:
        return []
    guesses, quantities = _guesses(sample)
    worth = value_of_information(quantities, gains, sample.lean)
    found = []
    for place, guess in enumerate(guesses):
        # no gain hangs on the people who are not on the map: what the sample says of it is chance
        value = 0.0 if guess.about == "unmapped" else float(worth.value[place])
        instead = int(moves[worth.rival[place]]) if value > 0 else None
        bits, share = float(worth.information[place]), float(worth.share[place])
        found.append(OpenGuess(guess, value, bits, share, instead, int(worth.side[place])))
    return sorted(found, key=lambda each: each.order)


def _gains(sample: Draws) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return whose mind can be changed, and by how much winning each moves the lean in each draw, (B, moves)."""
    moves = movable_contacts(sample)
    return moves, sample.shares[:, moves] * (1.0 - sample.stance[:, moves])


def _guesses(sample: Draws) -> tuple[list[Guess], NDArray[np.float64]]:
    """Return everything that differs from draw to draw, and the draws of it, a row each."""
    decision, arrays = sample.decision, sample.decision.arrays
    guesses = []
    for tie in sample.uncertain_ties.tolist():
        pair, strength = (
            (int(arrays.source[tie]), int(arrays.target[tie])),
            float(arrays.sign[tie] * arrays.weight[tie]),
        )
        guesses.append(Guess("tie", pair, strength, *_sureness(arrays.confidence[tie], sample.tie_confidence)))
    for contact in sample.uncertain_stances.tolist():
        stance = float(arrays.stance[contact])
        sure = _sureness(arrays.stance_confidence[contact], sample.stance_confidence)
        guesses.append(
            Guess("stance", (contact,)) if math.isnan(stance) else Guess("stance", (contact,), stance, *sure)
        )
    rows = [sample.weight.T[sample.uncertain_ties], sample.stance.T[sample.uncertain_stances]]
    opinion = decision.opinion
    through = np.abs(decision.voice * opinion.openness[0] * opinion.unmapped_attention[0]).round(SCORE_DIGITS)
    if through.any() and np.ptp(sample.unmapped_stance) > 0:
        guesses.append(Guess("unmapped", (int(through.argmax()),)))
        rows.append(sample.unmapped_stance[None])
    return guesses, np.concatenate(rows)


def _sureness(stated: float, default: float | None) -> tuple[float, bool]:
    """Return how sure we are of a guess, and whether that is noted; without either it would not be drawn."""
    is_stated = not math.isnan(stated)
    return (float(stated) if is_stated or default is None else default, is_stated)
