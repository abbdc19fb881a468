"""A scale along the width of a page: where a value stands, and which values are labelled."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.palette import HAIRLINE, INK_FAINT, INK_SOFT
from stakeholder_graph.viz.scene.primitives import Layer, Polyline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stakeholder_graph.viz.scene.drafting import Draft

__all__ = ["TICK_TEXT", "Scale", "add_grid", "share_scale"]

TICK_TEXT = 11.2
_TICK_GAP = 44.0  # px between two labelled values at least; ours
_LINEAR_STRETCH = 1.5  # a linear scale needs fewer labels
_ROOT_TICKS = (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_STEPS = (1.0, 2.0, 5.0)  # the steps of a linear scale, times a power of ten
_SKEWED = 5.0  # ours: from the largest of many values this many times the middle one, the small ones need the root
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` between `x0` and `x1`; `root` scales by the square root, on both sides of zero."""

    low: float
    high: float
    x0: float
    x1: float
    root: bool = False

    def x(self, value: float) -> float:
        """Return where a value stands; one beyond the ends stands at the end."""
        low, high = self._grown(self.low), self._grown(self.high)
        part = (self._grown(value) - low) / (high - low) if high > low else 0.0
        return self.x0 + (self.x1 - self.x0) * min(1.0, max(0.0, part))

    def ends(self, values: tuple[float, float]) -> tuple[float, float]:
        """Return where the two ends of a span stand."""
        return self.x(values[0]), self.x(values[1])

    def _grown(self, value: float) -> float:
        return math.copysign(math.sqrt(abs(value)), value) if self.root else value

    def ticks(self, gap: float = _TICK_GAP) -> tuple[float, ...]:
        """Return the values to label, from low to high, at least `gap` px apart."""
        if self.high <= self.low:
            return (self.low,)
        return self._root_ticks(gap) if self.root else self._linear_ticks(_LINEAR_STRETCH * gap)

    def _root_ticks(self, gap: float) -> tuple[float, ...]:
        kept: list[float] = []
        for sign in (1.0, -1.0):
            last = self.x(0.0)
            for value in _ROOT_TICKS[1:]:
                inside = self.low - _ROUNDING <= sign * value <= self.high + _ROUNDING
                if inside and abs(self.x(sign * value) - last) >= gap:
                    kept.append(sign * value)
                    last = self.x(sign * value)
        return tuple(sorted([0.0, *kept])) if self.low <= 0.0 <= self.high else tuple(sorted(kept))

    def _linear_ticks(self, gap: float) -> tuple[float, ...]:
        least = gap * (self.high - self.low) / max(1.0, self.x1 - self.x0)
        power = 10.0 ** math.floor(math.log10(least))
        step = next((factor * power for factor in _STEPS if factor * power >= least), 10.0 * power)
        first = math.ceil(self.low / step - _ROUNDING)
        last = math.floor(self.high / step + _ROUNDING)
        return tuple(step * number for number in range(first, last + 1))


def share_scale(values: Iterable[float], ends: Iterable[float], span: tuple[float, float]) -> Scale:
    """Return the scale for shares: linear, or by the square root where a few of them are far larger than the rest.

    Parameters
    ----------
    values : iterable of float
        The shares.
    ends : iterable of float
        What must fit besides, such as the ends of their intervals.
    span : tuple of float
        From where to where, in px.
    """
    sizes = sorted(abs(value) for value in values)
    ends = [0.0, *ends, *sizes]
    middle = sizes[len(sizes) // 2] if sizes else 0.0
    skewed = bool(sizes) and sizes[-1] > _SKEWED * middle
    return Scale(min(ends), max(*ends, _ROUNDING), *span, root=skewed)


def add_grid(
    draft: Draft,
    scale: Scale,
    height: tuple[float, float],
    label: Callable[[float], str],
    *,
    gap: float = _TICK_GAP,
    owner: str = "scale",
) -> None:
    """Put down the lines of a scale from the first to the second height, with their labels on top."""
    bottom, top = height
    for value in scale.ticks(gap):
        x = scale.x(value)
        color = INK_FAINT if value == 0.0 and scale.low < 0.0 else HAIRLINE
        draft.add(Polyline(((x, bottom), (x, top)), Layer.SEPARATOR, color, 1.0))
        draft.text((x, top + 6.0), label(value), TICK_TEXT, color=INK_SOFT, align="center", owner=owner)
