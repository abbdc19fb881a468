"""Where the motives of two people pull against each other: topic by topic, and how far in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.analysis.facts.motive import weighted_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.analysis.facts.motive import Motive

__all__ = ["Opposition", "compare_motives"]

_Clash = tuple[float | None, float | None]  # how far two motives oppose each other, and the weight of that


@dataclass(frozen=True, slots=True)
class Opposition:
    """What the motives of two people have to do with each other.

    Attributes
    ----------
    topics : tuple of str
        The topics on which both have a motive, sorted.
    opposed_topics : tuple of str
        Those on which motives of the two point in opposite directions, the most opposed first.
    opposed : bool or None
        Whether there is any such topic; None where they have no common topic, or where a direction that is not known
        may hide one.
    conflict : float or None
        How far the motives on the common topics run against each other, in [0, 1]; None where that is not known.
    """

    topics: tuple[str, ...]
    opposed_topics: tuple[str, ...]
    opposed: bool | None
    conflict: float | None


def compare_motives(first: Sequence[Motive], second: Sequence[Motive]) -> Opposition:
    """Compare the motives of two people on the topics that both have.

    The conflict is the mean of max(0, -d d') over every two motives on one topic, d and d' their directions, weighted
    by the product of their strengths. Where all those terms are equal, strengths are not needed.

    Examples
    --------
    >>> from stakeholder_graph.analysis.facts.motive import Motive
    >>> engineer = [Motive("organisational", 0.9, 0.8, "cost"), Motive("personal", 0.5, 0.8, "training")]
    >>> treasurer = [Motive("organisational", -0.5, 0.8, "cost"), Motive("personal", 0.5, 0.8, "training")]
    >>> compare_motives(engineer, treasurer)
    Opposition(topics=('cost', 'training'), opposed_topics=('cost',), opposed=True, conflict=0.225)
    """
    clashes: dict[str, list[_Clash]] = {}
    for one in first:
        for other in second:
            if one.topic is not None and one.topic == other.topic:
                clashes.setdefault(one.topic, []).append(_clash(one, other))
    of_topic = {topic: weighted_mean(found) for topic, found in clashes.items()}
    opposed = [topic for topic, found in clashes.items() if any(size for size, _ in found)]
    everything = [clash for topic in sorted(clashes) for clash in clashes[topic]]
    uncertain = not everything or any(size is None for size, _ in everything)
    return Opposition(
        topics=tuple(sorted(clashes)),
        opposed_topics=tuple(sorted(opposed, key=lambda topic: (-(of_topic[topic] or 0.0), topic))),
        opposed=True if opposed else None if uncertain else False,
        conflict=weighted_mean(everything),
    )


def _clash(one: Motive, other: Motive) -> _Clash:
    alike = _product(one.direction, other.direction)
    return None if alike is None else max(0.0, -alike), _product(one.strength, other.strength)


def _product(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other
