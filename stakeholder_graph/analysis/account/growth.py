"""The conditions under which an account has reached a stage, and which stages it can be in.

Each stage has the conditions of all the stages before it and some of its own. A condition holds, fails, or hangs on
what is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from stakeholder_graph.analysis.facts.claims import Extent, all_of, denied
from stakeholder_graph.vocabulary.options import check_number, check_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.vocabulary.accounts import AccountStage

__all__ = ["GROWTH_STAGES", "Condition", "StageThresholds", "growth_conditions", "possible_stages", "stage_reached"]

GROWTH_STAGES: tuple[AccountStage, ...] = ("pre", "early", "mid", "partnership", "synergistic")
_EARLY = 1

_PAIR, _MORE_THAN_A_PAIR = 1, 2  # one thread is the bow-tie by definition, two are more than that

Figure = Literal["buys_from_us", "threads", "hub_share", "functions", "levels", "joint_teams"]


@dataclass(frozen=True, slots=True)
class StageThresholds:
    """The thresholds of the stages of an account; all of them ours.

    Attributes
    ----------
    active_from : float, default .3
        Strength from which a relationship counts as a tie that holds, in (0, 1].
    partnership_threads : int, default 3
        Independent threads of a partnership.
    partnership_hub : float, default .5
        In a partnership the busiest person carries less than this share of the strength, in (0, 1].
    partnership_functions : int, default 3
        Pairs of functions that meet in a partnership.
    partnership_levels : int, default 2
        Levels of theirs that are reached in a partnership.
    synergistic_threads, synergistic_hub, synergistic_functions, synergistic_levels : default 5, 1/3, 4, 3
        The same where both firms work as one.
    synergistic_teams : int, default 1
        Joint teams where both firms work as one.
    uncoupling_strength : float, default .5
        An account whose strength has fallen to this part of its peak, with fewer threads than at the peak, comes apart;
        in (0, 1).

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sg.StageThresholds(partnership_threads=4).partnership_threads
    4
    """

    active_from: float = 0.3
    partnership_threads: int = 3
    partnership_hub: float = 0.5
    partnership_functions: int = 3
    partnership_levels: int = 2
    synergistic_threads: int = 5
    synergistic_hub: float = 1 / 3
    synergistic_functions: int = 4
    synergistic_levels: int = 3
    synergistic_teams: int = 1
    uncoupling_strength: float = 0.5

    def __post_init__(self) -> None:
        """Refuse thresholds that no figure can meet."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.type == "int":
                check_whole(field.name, value, 0)
            else:
                check_number(field.name, value, "(0, 1]")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a stage.

    Attributes
    ----------
    stage : str
        The first stage that has it.
    figure : str
        What it is about.
    extent : Extent
        The figure.
    limit : float
        What the figure has to reach; the share of the busiest person has to stay below it.
    """

    stage: AccountStage
    figure: Figure
    extent: Extent
    limit: float

    @property
    def met(self) -> bool | None:
        """Whether it holds, whatever is not noted turns out to be."""
        return self._holds(self.extent)

    @property
    def noted(self) -> bool | None:
        """Whether it holds by what is noted."""
        return self._holds(self.extent.noted)

    def _holds(self, extent: Extent) -> bool | None:
        return extent.below(self.limit) if self.figure == "hub_share" else extent.at_least(self.limit)


def growth_conditions(figures: Mapping[Figure, Extent], thresholds: StageThresholds) -> tuple[Condition, ...]:
    """Return the conditions of all stages, stage by stage."""
    rows: tuple[tuple[AccountStage, Figure, float], ...] = (
        ("early", "buys_from_us", 1),
        ("early", "threads", _PAIR),
        ("mid", "threads", _MORE_THAN_A_PAIR),
        ("partnership", "threads", thresholds.partnership_threads),
        ("partnership", "hub_share", thresholds.partnership_hub),
        ("partnership", "functions", thresholds.partnership_functions),
        ("partnership", "levels", thresholds.partnership_levels),
        ("synergistic", "threads", thresholds.synergistic_threads),
        ("synergistic", "hub_share", thresholds.synergistic_hub),
        ("synergistic", "functions", thresholds.synergistic_functions),
        ("synergistic", "levels", thresholds.synergistic_levels),
        ("synergistic", "joint_teams", thresholds.synergistic_teams),
    )
    return tuple(Condition(stage, figure, figures[figure], limit) for stage, figure, limit in rows)


def stage_reached(conditions: Sequence[Condition], *, but: Figure | None = None) -> AccountStage | None:
    """Return the stage that the account has reached by what is noted.

    None where it is not known whether the account is past the first stage at all: whether it buys from us, or whether
    anybody of ours knows anybody there.

    Parameters
    ----------
    conditions : sequence of Condition
        All of them.
    but : str, optional
        A figure whose conditions are taken to be met.
    """
    rest = [condition for condition in conditions if condition.figure != but]
    if all_of(*(condition.met for condition in rest if condition.stage == GROWTH_STAGES[_EARLY])) is None:
        return None
    reached = GROWTH_STAGES[0]
    for stage in GROWTH_STAGES[_EARLY:]:
        if not all(condition.noted for condition in rest if condition.stage == stage):
            break
        reached = stage
    return reached


def possible_stages(conditions: Sequence[Condition], *, comes_apart: bool | None) -> tuple[AccountStage, ...]:
    """Return every stage that the account can be in, whatever is not noted turns out to be."""
    own = [all_of(*(each.met for each in conditions if each.stage == stage)) for stage in GROWTH_STAGES]
    reached = [all_of(*own[: place + 1]) for place in range(len(own))]
    here = [all_of(now, denied(later)) for now, later in zip(reached, [*own[1:], False], strict=True)]
    growing = denied(comes_apart)
    claims: dict[AccountStage, bool | None] = {
        stage: all_of(claim, growing) for stage, claim in zip(GROWTH_STAGES, here, strict=True)
    }
    claims["uncoupling"] = comes_apart
    return tuple(stage for stage, claim in claims.items() if claim is not False)
