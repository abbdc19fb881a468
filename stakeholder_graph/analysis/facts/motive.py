"""One motive of a contact, and which way and how far several pull together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

__all__ = ["Motive", "motive_pull", "motive_sign", "read_motive", "weighted_mean"]


@dataclass(frozen=True, slots=True)
class Motive:
    """One motive of a contact: see the motives table of the schema."""

    kind: str
    direction: float | None = None
    strength: float | None = None
    topic: str | None = None
    tier: int | None = None
    confidence: float | None = None
    description: str | None = None
    drive: str | None = None
    serves: str | None = None
    disclosure: str | None = None
    evidence: str | None = None
    verified_on: dt.date | None = None


def read_motive(cells: Mapping[str, Any]) -> Motive:
    """Return the motive that a row of the motives table speaks of."""
    get = cells.get
    return Motive(
        kind=cells["kind"],
        direction=get("direction"),
        strength=get("strength"),
        topic=get("topic"),
        tier=get("evidence_tier"),
        confidence=get("confidence"),
        description=get("description"),
        drive=get("drive"),
        serves=get("serves"),
        disclosure=get("disclosure"),
        evidence=get("evidence"),
        verified_on=get("verified_on"),
    )


def weighted_mean(pairs: Iterable[tuple[float | None, float | None]]) -> float | None:
    """Return the mean of (value, weight) pairs; None where it is not known.

    Values that are all equal need no weights. Otherwise every weight has to be known, and one of them above 0.

    Examples
    --------
    >>> weighted_mean([(1.0, 0.6), (-0.5, 0.2)]), weighted_mean([(0.3, None), (0.3, 0.2)])
    (0.625, 0.3)
    >>> weighted_mean([(1.0, None), (-0.5, 0.2)]) is None
    True
    """
    noted = list(pairs)
    values = [value for value, _ in noted if value is not None]
    if not values or len(values) < len(noted):
        return None
    if len(set(values)) == 1:
        return values[0]
    weights = [weight for _, weight in noted if weight is not None]
    if len(weights) < len(noted) or not any(weights):
        return None
    weighted = math.fsum(value * weight for value, weight in zip(values, weights, strict=True))
    return round(weighted / math.fsum(weights), SCORE_DIGITS)


def motive_pull(motives: Iterable[Motive]) -> float | None:
    """Return how far motives pull together, from -1 against our offer to 1 for it; None where it is not known.

    The strength-weighted direction. Of no motive nothing is known; of motives with one direction the strengths do not
    matter.

    Examples
    --------
    >>> motive_pull([Motive("personal", -0.5, 0.2), Motive("personal", 0.9, 0.8)])
    0.62
    >>> motive_pull([]) is None
    True
    """
    return weighted_mean((motive.direction, motive.strength) for motive in motives)


def motive_sign(motives: Iterable[Motive]) -> int | None:
    """Return which way motives pull together: 1 for our offer, -1 against it, 0 neither way; None if not known.

    The strength-weighted direction. Motives that all pull one way need no strengths.

    Examples
    --------
    >>> motive_sign([Motive("personal", -0.5), Motive("personal", -0.1)])
    -1
    >>> motive_sign([Motive("personal", -0.5), Motive("personal", 0.9)]) is None  # neither has a strength
    True
    """
    noted = tuple(motives)
    directions = [motive.direction for motive in noted]
    if None in directions:
        return None
    signs = {(d > 0) - (d < 0) for d in directions if d}
    if len(signs) <= 1:
        return signs.pop() if signs else 0
    if any(motive.strength is None for motive in noted):
        return None
    pull = round(math.fsum((motive.strength or 0.0) * (motive.direction or 0.0) for motive in noted), SCORE_DIGITS)
    return (pull > 0) - (pull < 0)
