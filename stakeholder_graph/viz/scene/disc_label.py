"""The words beside a disc that stands free: name and title, in shorter forms where room is scarce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.lettering.text_fitting import fit_line, fit_name, shrink_to_fit
from stakeholder_graph.viz.palette import AMBER_DARK, INK, INK_SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.viz.lettering.typefaces import TextMeasure
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.viz.scene.primitives import Align

__all__ = ["DiscLabel", "LabelSizes", "add_disc_label", "disc_labels"]

_NAME_LEADING, _TITLE_LEADING, _BASELINE = 1.17, 1.2, 0.27
_SHORT_WIDTH, _SMALLEST_NAME = 92.0, 10.4


@dataclass(frozen=True, slots=True)
class LabelSizes:
    """How large labels begin: px of name and title (0: no titles), and the width that they may take."""

    name: float
    title: float
    width: float


@dataclass(frozen=True, slots=True)
class DiscLabel:
    """One form of a label: the lines with their sizes, and the room that they take."""

    name: tuple[str, ...]
    name_px: float
    title: str
    title_px: float
    width: float

    @property
    def height(self) -> float:
        """The room from the top of the first line to the foot of the last."""
        title = self.title_px * _TITLE_LEADING if self.title else 0.0
        return len(self.name) * self.name_px * _NAME_LEADING + title


def disc_labels(measure: TextMeasure, contact: ContactFacts, sizes: LabelSizes) -> tuple[DiscLabel, ...]:
    """Return the forms of a contact's label: with the title, the name over two lines, and the name cut to one."""
    name, name_px = fit_name(measure, contact.name, sizes.width, sizes.name)
    title_px = shrink_to_fit(measure, contact.title, sizes.width, (sizes.title, min(sizes.title, _SMALLEST_NAME)))
    title = fit_line(measure, contact.title, sizes.width, title_px) if sizes.title and contact.title else ""
    short = fit_line(measure, contact.name, _SHORT_WIDTH, _SMALLEST_NAME, bold=True)
    forms = (
        (name, name_px, title, title_px if title else 0.0),
        (name, name_px, "", 0.0),
        ([short], _SMALLEST_NAME, "", 0.0),
    )
    return tuple(
        DiscLabel(tuple(words), px, text, size, _width(measure, words, px, text, size))
        for words, px, text, size in forms
    )


def _width(measure: TextMeasure, name: Sequence[str], px: float, title: str, title_px: float) -> float:
    widths = [measure.width(line, px, bold=True) for line in name]
    return max([*widths, measure.width(title, title_px) if title else 0.0])


def add_disc_label(draft: Draft, contact: ContactFacts, label: DiscLabel, room: Box, *, side: int, ground: str) -> None:
    """Put a label down in its room; `side` is -1 where it stands left of the disc, 1 right of it, else 0."""
    align: Align = ("center", "left", "right")[side]
    x = (room.center[0], room.x0, room.x1)[side]
    color = AMBER_DARK if contact.status == "placeholder" else INK
    y = room.y1
    for line in label.name:
        y -= label.name_px * _NAME_LEADING
        place = (x, y + _BASELINE * label.name_px)
        draft.text(place, line, label.name_px, color=color, background=ground, bold=True, align=align, owner=contact.id)
    if label.title:
        y -= label.title_px * _TITLE_LEADING
        place = (x, y + _BASELINE * label.title_px)
        draft.text(place, label.title, label.title_px, color=INK_SOFT, background=ground, align=align, owner=contact.id)
