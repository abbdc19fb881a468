"""Claims that may be true, false or not known, and how they combine.

References
----------
Kleene, S. C. (1952). Introduction to metamathematics. North-Holland. Section 64: the strong three-valued logic.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Extent", "all_of", "any_of", "denied"]

_DIGITS = 12  # beyond them there is rounding only: it puts nothing above or below a threshold


def any_of(*claims: bool | None) -> bool | None:
    """Return whether at least one claim holds; None where that hangs on a claim that is not known.

    Examples
    --------
    >>> any_of(True, None), any_of(False, None), any_of()
    (True, None, False)
    """
    if any(claims):
        return True
    return None if None in claims else False


def all_of(*claims: bool | None) -> bool | None:
    """Return whether every claim holds; None where that hangs on a claim that is not known.

    Examples
    --------
    >>> all_of(True, None), all_of(False, None), all_of()
    (None, False, True)
    """
    if any(claim is False for claim in claims):
        return False
    return None if None in claims else True


def denied(claim: bool | None) -> bool | None:  # noqa: FBT001  the claim is the subject, not a switch
    """Return the opposite of a claim; of what is not known, nothing.

    Examples
    --------
    >>> denied(True), denied(None)
    (False, None)
    """
    return None if claim is None else not claim


@dataclass(frozen=True, slots=True)
class Extent:
    """A figure as it is noted, and the bounds within which it lies, whatever is not noted turns out to be.

    Attributes
    ----------
    value : float or None
        The figure by what is noted; None where nothing is.
    low, high : float
        The bounds, both included.
    """

    value: float | None
    low: float
    high: float

    @classmethod
    def of(cls, value: float | None, low: float = 0.0, high: float = math.inf) -> Extent:
        """Return a figure that is exactly what is noted, or anywhere within the bounds where nothing is."""
        return cls(None, low, high) if value is None else cls(value, value, value)

    def at_least(self, limit: float) -> bool | None:
        """Return whether the figure reaches a limit."""
        return self._beyond(_round(self.low) >= _round(limit), _round(self.high) >= _round(limit))

    def at_most(self, limit: float) -> bool | None:
        """Return whether the figure does not exceed a limit."""
        return denied(self._beyond(_round(self.low) > _round(limit), _round(self.high) > _round(limit)))

    def below(self, limit: float) -> bool | None:
        """Return whether the figure stays below a limit."""
        return denied(self.at_least(limit))

    @property
    def noted(self) -> Extent:
        """The figure taken as it is noted, as if nothing were missing."""
        return self if self.value is None else Extent(self.value, self.value, self.value)

    @staticmethod
    def _beyond(at_worst: bool, at_best: bool) -> bool | None:  # noqa: FBT001  the two ends of one comparison
        return True if at_worst else None if at_best else False


def _round(value: float) -> float:
    return round(value, _DIGITS)
