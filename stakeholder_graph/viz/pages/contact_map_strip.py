"""The strip above a map of who knows whom: how much of the decision is reached by how many, and what is not reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.contact_map_facts import decision_parts
from stakeholder_graph.viz.palette import AMBER, BAND, INK, INK_FAINT, INK_SOFT, NAVY, WHITE, Dash
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.viz.scene.map_words import sentence_case
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.vocabulary.people import FUNCTIONS, LEVELS
from stakeholder_graph.vocabulary.sentences import listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.pages.contact_map_facts import ContactMapFacts, ShapeFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["STRIP_HEIGHT", "add_strip"]

_SECTION = ("stakeholder_graph.viz.pages", "contact_map")
STRIP_HEIGHT = 64.0
_BAR, _BAR_HEIGHT, _PART_GAP = (168.0, 800.0), 13.0, 1.5  # px: from where to where, how high, between two parts
_MISSING = 886.0  # px from the left: what is not reached
_PADDING, _SQUARE, _ENTRY_GAP = 12.0, 10.0, 16.0
_HEADING, _LABEL = 12.0, (11.6, 10.4)
# Fill, edge and dashes of each part of the bar; an open one is not reached for certain.
_LOOKS: dict[str, tuple[str, str, Dash]] = {
    "several": (NAVY, NAVY, ()),
    "single": ("#6F85B5", "#6F85B5", ()),
    "weak": ("#C5CFE3", "#8593B0", ()),
    "nobody": ("#F3DFA8", AMBER, ()),
    "unknown": (WHITE, INK_FAINT, ()),
    "cancelled": (WHITE, AMBER, (4.0, 2.0)),
    "unmapped": (WHITE, INK_FAINT, (2.0, 2.0)),
}


def add_strip(draft: Draft, facts: ContactMapFacts, shape: ShapeFacts, box: Box, lang: Language) -> None:
    """Put the strip down."""
    draft.add(Rectangle(box, Layer.BAND, BAND, radius=6.0))
    _add_bar(draft, facts, box, lang)
    functions = [(FUNCTIONS.label(key, lang), key in shape.functions_open) for key in shape.functions_missing]
    levels = [(_level(key, lang), key in shape.levels_open) for key in shape.levels_missing]
    upper, lower = box.y1 - 25.0, box.y0 + 17.0
    for key, words, is_known, baseline in (
        ("functions_missing", functions, shape.has_functions, upper),
        ("levels_missing", levels, shape.has_levels, lower),
    ):
        text = _missing(words, lang) if is_known else say(*_SECTION, "none_known", lang)
        _add_missing(draft, say(*_SECTION, key, lang), text, box, baseline)


def _level(level: int, lang: Language) -> str:
    return LEVELS[level].label(lang) if level in LEVELS else say(*_SECTION, "level", lang, level=level)


def _missing(words: Sequence[tuple[str, bool]], lang: Language) -> str:
    """Return what is not reached, and after it what may be for all that is known."""
    closed = sentence_case(listed([word for word, is_open in words if not is_open], lang))
    if not (unclear := listed([word for word, is_open in words if is_open], lang)):
        return closed or say(*_SECTION, "none_missing", lang)
    if not closed:
        return sentence_case(say(*_SECTION, "reached_unknown", lang, words=unclear))
    return say(*_SECTION, "missing_and_unknown", lang, words=closed, unclear=unclear)


def _add_bar(draft: Draft, facts: ContactMapFacts, box: Box, lang: Language) -> None:
    """Put down how much of the decision is reached by several of ours, by one, by nobody."""
    shown = decision_parts(facts)
    total = sum(shown.values())
    left, right = box.x0 + _BAR[0], box.x0 + _BAR[1]
    y = box.y1 - 21.0
    heading = fit_line(draft.measure, say(*_SECTION, "bar", lang), _BAR[0] - _PADDING - 10.0, _HEADING, bold=True)
    place = (box.x0 + _PADDING, y - 4.4)
    draft.text(place, heading, _HEADING, color=INK, background=BAND, bold=True, owner="strip")
    if not total:
        return
    room, x = right - left - _PART_GAP * (len(shown) - 1), left
    for reach, part in shown.items():
        fill, edge, dash = _LOOKS[reach]
        width = room * part / total
        bar = Box(x, y - _BAR_HEIGHT / 2, x + width, y + _BAR_HEIGHT / 2)
        draft.add(Rectangle(bar, Layer.MARK, fill, edge, 0.9, dash=dash))
        x += width + _PART_GAP
    labels = {reach: say(*_SECTION, f"bar_{reach}", lang, share=chance_label(part)) for reach, part in shown.items()}
    _add_labels(draft, labels, box, left, right)


def _add_labels(draft: Draft, labels: dict[str, str], box: Box, left: float, right: float) -> None:
    """Put down what the parts are, each behind a square of its colour, in the order of the bar."""
    measure, baseline = draft.measure, box.y0 + 17.0

    def width(px: float) -> float:
        return sum(_SQUARE + 5.0 + measure.width(text, px) + _ENTRY_GAP for text in labels.values()) - _ENTRY_GAP

    px = next((size for size in _LABEL if width(size) <= right - left), _LABEL[-1])
    x = left if width(px) <= right - left else box.x0 + _PADDING  # below the heading, where all parts are there
    for reach, text in labels.items():
        fill, edge, dash = _LOOKS[reach]
        square = Box(x, baseline - 1.0, x + _SQUARE, baseline + _SQUARE - 1.0)
        draft.add(Rectangle(square, Layer.MARK, fill, edge, 0.9, dash=dash))
        x += _SQUARE + 5.0
        x += draft.text((x, baseline), text, px, color=INK_SOFT, background=BAND, owner="strip") + _ENTRY_GAP


def _add_missing(draft: Draft, heading: str, text: str, box: Box, baseline: float) -> None:
    x = box.x0 + _MISSING
    x += draft.text((x, baseline), heading, _HEADING, color=INK, background=BAND, bold=True, owner="strip") + 10.0
    room = box.x1 - _PADDING - x
    px = shrink_to_fit(draft.measure, text, room, _LABEL)
    text = fit_line(draft.measure, text, room, px)
    draft.text((x, baseline), text, px, color=INK_SOFT, background=BAND, owner="strip")
