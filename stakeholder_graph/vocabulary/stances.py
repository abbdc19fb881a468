"""Stance: how a contact judges our offer before talking to the others, and the scales it arrives on.

Inside, a stance is a number in [-1, 1]; an unknown stance is NaN or absent, never 0. Other scales and words are
converted at the door, and the scale is named by the caller or by the column, never guessed from the values.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Literal, get_args

from stakeholder_graph.vocabulary.terms import Term, Vocabulary, normalize_word
from stakeholder_graph.vocabulary.words import word_tables

__all__ = [
    "STANCES",
    "STANCE_SCALES",
    "Stance",
    "StanceScale",
    "classify_stance",
    "read_scale",
    "rescale_stance",
    "stance_word",
]

Stance = Literal["strong_supporter", "supporter", "neutral", "sceptic", "opponent", "unknown"]

STANCES = Vocabulary(
    "stance",
    Term("strong_supporter", "strong supporter", "坚定支持"),
    Term("supporter", "supporter", "支持"),
    Term("neutral", "neutral", "中立"),
    Term("sceptic", "sceptic", "怀疑"),
    Term("opponent", "opponent", "反对"),
    Term("unknown", "not known", "未知"),
)

# Bounds of the five classes; ours. The coach test calls stance <= -.6 of a key person an anti-sponsor, so the
# opponent class starts there, and the supporters' bounds mirror it.
_STRONG = 0.6
_MILD = 0.2

StanceScale = Literal["-1..1", "-5..5", "0-10", "0-100", "1-5"]
STANCE_SCALES: tuple[StanceScale, ...] = get_args(StanceScale)
_SCALE_BOUNDS: dict[str, tuple[float, float]] = {
    "-1..1": (-1.0, 1.0),
    "-5..5": (-5.0, 5.0),
    "0-10": (0.0, 10.0),
    "0-100": (0.0, 100.0),
    "1-5": (1.0, 5.0),
}


def classify_stance(stance: float | None) -> Stance:
    """Return the class of a stance in [-1, 1]; None and NaN are ``"unknown"``.

    Strong supporter from .6, supporter from .2, sceptic from -.2 down, opponent from -.6 down (ours).

    Examples
    --------
    >>> classify_stance(0.6), classify_stance(-0.2), classify_stance(None)
    ('strong_supporter', 'sceptic', 'unknown')
    """
    if stance is None or math.isnan(stance):
        return "unknown"
    if abs(stance) < _MILD:
        return "neutral"
    if stance > 0:
        return "strong_supporter" if stance >= _STRONG else "supporter"
    return "opponent" if stance <= -_STRONG else "sceptic"


# Between the ends of a scale people write many things: -5..5, -5~5, -5 to 5, -5 至 5, -5 – 5.
_SCALE = re.compile(r"(?P<low>-?\d+)\s*(?:\.{2,3}|~|〜|∼|–|—|-|至|到|to)\s*(?P<high>-?\d+)\s*分?")


def read_scale(text: str) -> StanceScale | None:
    """Return the scale that a text names, or None where it names none that is known.

    Examples
    --------
    >>> read_scale("-5~+5"), read_scale("-5 至 5"), read_scale("0 – 100"), read_scale("1-7")
    ('-5..5', '-5..5', '0-100', None)
    """
    match = _SCALE.fullmatch(unicodedata.normalize("NFKC", text).replace("−", "-").replace("+", "").casefold().strip())
    if match is None:
        return None
    ends = float(match["low"]), float(match["high"])
    return next((scale for scale in STANCE_SCALES if _SCALE_BOUNDS[scale] == ends), None)


def rescale_stance(value: float, scale: StanceScale) -> float:
    """Map a value of a named scale linearly onto [-1, 1].

    Parameters
    ----------
    value : float
        A value of the scale; one beyond its ends maps beyond [-1, 1], where the schema check refuses it.
    scale : {"-1..1", "-5..5", "0-10", "0-100", "1-5"}
        The scale that `value` is on.

    Examples
    --------
    >>> rescale_stance(-3, "-5..5"), rescale_stance(4, "1-5")
    (-0.6, 0.5)
    """
    low, high = _SCALE_BOUNDS[scale]
    return (2 * value - (low + high)) / (high - low)  # in this order a stance on -1..1 keeps every digit


def stance_word(word: str) -> float | None:
    """Return the stance that a word stands for, or None where the word is not known.

    Examples
    --------
    >>> stance_word("支持"), stance_word("Opponent"), stance_word("lukewarm")
    (0.6, -0.8, None)
    """
    table: dict[str, float] = word_tables()["stance"]
    return table.get(normalize_word(word))
