"""One motive of a contact, and which way several pull together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

__all__ = ["Motive", "motive_sign", "read_motive"]


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
    pull = 0.0
    for motive in noted:
        if motive.strength is None:
            return None
        pull += motive.strength * (motive.direction or 0.0)
    return (pull > 0) - (pull < 0)
