"""The head of a history: the stages of the purchase, and the lean of the decision from snapshot to snapshot."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from stakeholder_graph.model.presenting import signed
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.geometry.segments import polyline_meets
from stakeholder_graph.viz.lettering.text_fitting import fit_line, wrap_lines
from stakeholder_graph.viz.palette import (
    BAND,
    INK,
    INK_FAINT,
    INK_SOFT,
    NAVY,
    STANCE_STYLES,
    TAG_EDGE,
    TAG_FILL,
    WHITE,
)
from stakeholder_graph.viz.scene.drafting import ASCENT, DESCENT, HALF_CAPITAL
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Polyline, Rectangle
from stakeholder_graph.vocabulary.sentences import say
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_lean", "add_stages"]

_SECTION = ("stakeholder_graph.viz.pages", "history")
_HEADING, _SMALL, _VALUE, _STAGE = 13.0, 11.0, 11.4, 11.2
_SMALLEST_REACH = 0.1  # ours: of the scale of the lean to either side, so that a tremble is not drawn as a swing
_PADDING = 1.25  # of the scale beyond the largest lean
_DOT = 3.6
_LIFT = 8.0  # px between a point and its label
_SHIFTS = (0.0, -18.0, 18.0)
_DOTS = (2.0, 3.0)


def add_stages(
    draft: Draft, stages: Sequence[str | None], places: Sequence[float], box: Box, *, end: float, lang: Language
) -> None:
    """Put down a band for each stage, from the snapshot that has it first to the next stage; `end` closes the last.

    Parameters
    ----------
    draft : Draft
        The sheet.
    stages : sequence of str or None
        Of each snapshot.
    places : sequence of float
        Where the snapshots stand.
    box : Box
        From the left of the page to the end of the axis; the heading stands at its left.
    end : float
        How far the stage of the last snapshot is drawn.
    lang : {"en", "zh"}
        The language.
    """
    y = box.center[1]
    heading = say(*_SECTION, "stage", lang)
    draft.text((box.x0, y - HALF_CAPITAL * _HEADING), heading, _HEADING, color=NAVY, bold=True, owner="strip")
    runs = [(stage, [place for _, place in run]) for stage, run in groupby(zip(stages, places, strict=True), _first)]
    for number, (stage, run) in enumerate(runs):
        right = runs[number + 1][1][0] if number + 1 < len(runs) else end
        band = Box(run[0] + 1.0, box.y0, right - 1.0, box.y1)
        if stage is None:
            draft.add(Rectangle(band, Layer.BAND, WHITE, TAG_EDGE, 1.0, 3.0, (3.0, 2.2)))
        else:
            draft.add(Rectangle(band, Layer.BAND, TAG_FILL, None, 0.0, 3.0))
        name = say(*_SECTION, "stage_unknown", lang) if stage is None else PURCHASE_STAGES.label(stage, lang)
        label = fit_line(draft.measure, sentence_case(name), band.width - 8.0, _STAGE)
        if draft.measure.width(label, _STAGE) <= band.width - 8.0:
            ground = WHITE if stage is None else TAG_FILL
            place = (band.x0 + 6.0, y - HALF_CAPITAL * _STAGE)
            draft.text(place, label, _STAGE, color=INK_SOFT, background=ground, owner="strip")


def _first(pair: tuple[str | None, float]) -> str | None:
    return pair[0]


def add_lean(
    draft: Draft, leans: Sequence[float | None], places: Sequence[float], box: Box, *, left: float, lang: Language
) -> None:
    """Put down the lean as a line from snapshot to snapshot; a snapshot without one interrupts it.

    Parameters
    ----------
    draft : Draft
        The sheet.
    leans : sequence of float or None
        Of each snapshot.
    places : sequence of float
        Where the snapshots stand.
    box : Box
        From the left of the page to the end of the axis.
    left : float
        Where the ground of the line begins; the heading stands left of it.
    lang : {"en", "zh"}
        The language.
    """
    _add_heading(draft, box, left=left, lang=lang)
    ground = Box(left, box.y0, box.x1, box.y1)
    draft.add(Rectangle(ground, Layer.BAND, BAND, radius=3.0))
    reach = max([_SMALLEST_REACH, *(abs(lean) for lean in leans if lean is not None)]) * _PADDING
    middle, half = ground.center[1], ground.height / 2 - 4.0
    draft.add(Polyline(((ground.x0, middle), (ground.x1, middle)), Layer.SEPARATOR, INK_FAINT, 0.8, _DOTS))
    points = [
        None if lean is None else (place, middle + half * lean / reach)
        for place, lean in zip(places, leans, strict=True)
    ]
    for run in _runs(points):
        if len(run) > 1:
            draft.add(Polyline(tuple(run), Layer.TIE, NAVY, 2.2, ends=("lean", "lean")))
    known = [(point, lean) for point, lean in zip(points, leans, strict=True) if point is not None and lean is not None]
    for point, lean in known:
        draft.add(Circle(point, _DOT, Layer.DISC, _color(lean), WHITE, 1.0))
    _add_values(draft, known, ground)


def _color(lean: float) -> str:
    """Return the colour of a point: that of a supporter above zero, of an opponent below."""
    return STANCE_STYLES["supporter" if lean > 0 else "opponent" if lean < 0 else "neutral"].edge


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return the stretches of points without a gap."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _add_heading(draft: Draft, box: Box, *, left: float, lang: Language) -> None:
    heading = say(*_SECTION, "lean", lang)
    lines = wrap_lines(draft.measure, say(*_SECTION, "lean_scale", lang), left - box.x0 - 24.0, _SMALL, lines=3)
    y = box.center[1] + 12.0
    draft.text((box.x0, y), heading, _HEADING, color=NAVY, bold=True, owner="strip")
    for line in lines:
        y -= 14.5
        draft.text((box.x0, y), line, _SMALL, color=INK_SOFT, owner="strip")


def _add_values(draft: Draft, known: Sequence[tuple[Point, float]], ground: Box) -> None:
    """Put down the value at every point that has a free place beside it; the last and the first choose first."""
    order = [*dict.fromkeys([len(known) - 1, 0, *range(len(known))])] if known else []
    taken = [Box(x - _DOT - 1, y - _DOT - 1, x + _DOT + 1, y + _DOT + 1) for (x, y), _ in known]
    for number in order:
        (x, y), lean = known[number]
        label = signed(lean)
        width = draft.measure.width(label, _VALUE, bold=True)
        for shift, up in ((shift, up) for up in _ups(known, number) for shift in _SHIFTS):
            center = min(max(x + shift, ground.x0 + width / 2 + 2.0), ground.x1 - width / 2 - 2.0)
            baseline = y + _LIFT if up else y - _LIFT - 2 * HALF_CAPITAL * _VALUE
            room = Box(
                center - width / 2 - 1.0,
                baseline - DESCENT * _VALUE,
                center + width / 2 + 1.0,
                baseline + ASCENT * _VALUE,
            )
            if _is_free(room, known, taken, ground):
                draft.add(Rectangle(room, Layer.CARD, BAND))
                draft.text(
                    (center, baseline),
                    label,
                    _VALUE,
                    color=INK,
                    background=BAND,
                    bold=True,
                    align="center",
                    owner="lean",
                )
                taken.append(room)
                break


def _ups(known: Sequence[tuple[Point, float]], number: int) -> tuple[bool, bool]:
    """Return on which side of a point its label is tried first: above where the line has its back there."""
    y = known[number][0][1]
    beside = [known[other][0][1] for other in (number - 1, number + 1) if 0 <= other < len(known)]
    above = not beside or y >= sum(beside) / len(beside)
    return above, not above


def _is_free(room: Box, known: Sequence[tuple[Point, float]], taken: Sequence[Box], ground: Box) -> bool:
    if room.y0 < ground.y0 - 6.0 or room.y1 > ground.y1 + 6.0:
        return False
    if any(box.x0 < room.x1 and room.x0 < box.x1 and box.y0 < room.y1 and room.y0 < box.y1 for box in taken):
        return False
    rectangle = np.array([room.edges])
    lines = (np.array([one[0], other[0]]) for one, other in pairwise(known))
    return not any(polyline_meets(line, rectangle) for line in lines)
