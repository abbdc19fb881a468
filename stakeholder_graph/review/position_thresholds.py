"""The bounds of what goes into the picture of our position."""

from __future__ import annotations

from dataclasses import dataclass, fields

from stakeholder_graph.vocabulary.options import check_number

__all__ = ["PositionThresholds"]

_SPANS = {"supporter_from": "(0, 1]", "gain_from": "[0, 2]"}


@dataclass(frozen=True, slots=True)
class PositionThresholds:
    """The thresholds of our position; all of them ours.

    Attributes
    ----------
    supporter_from : float, default .2
        Stance from which somebody is for us, and from whose negative down against us, in (0, 1]; ours.
    reached_from : float, default .55
        Strength of a relationship with a decision maker that is a strength of ours: familiar; in [0, 1]; ours.
    reachable_from : float, default .25
        Access to somebody from which winning that person is an opportunity, in [0, 1]; ours.
    gain_from : float, default .005
        Gain of lean that is worth a sentence, in [0, 2]; ours.
    unmapped_from : float, default .25
        Share of the decision that hangs on people who are not on the map from which that is a weakness, in [0, 1];
        ours.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sg.PositionThresholds(supporter_from=0.4).supporter_from
    0.4
    """

    supporter_from: float = 0.2
    reached_from: float = 0.55
    reachable_from: float = 0.25
    gain_from: float = 0.005
    unmapped_from: float = 0.25

    def __post_init__(self) -> None:
        """Refuse thresholds off their scale."""
        for field in fields(self):
            check_number(field.name, getattr(self, field.name), _SPANS.get(field.name, "[0, 1]"))
