"""The card of a gap: a role that nobody holds, a coach that nobody is, a holder who is not known or not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.lettering.text_fitting import fit_line, wrap_lines
from stakeholder_graph.viz.palette import AMBER, AMBER_DARK, AMBER_DEEP, AMBER_PALE, WHITE
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL, Draft
from stakeholder_graph.viz.scene.map_words import MapWords, sentence_case
from stakeholder_graph.viz.scene.primitives import Circle, Layer, Rectangle
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from stakeholder_graph.viz.facts.map_facts import GapFacts
    from stakeholder_graph.viz.geometry.boxes import Box
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_gap_card", "gap_label"]

_NAME_SIZE, _ADVICE_SIZE, _SIGN_SIZE = 12.0, 10.6, 13.0


def gap_label(gap: GapFacts, words: MapWords, lang: Language) -> str:
    """Return what is missing, in words."""
    if gap.kind == "placeholder":
        return gap.name
    if gap.key == "coach":
        return words.no_coach
    role = ROLES.label(gap.key, lang)
    return sentence_case((words.role_not_met if gap.kind == "not_met" else words.no_role).format(role=role))


def _advice(gap: GapFacts, words: MapWords) -> str:
    if gap.kind == "not_met":
        return words.close_not_met
    return words.close_coach if gap.key == "coach" and gap.kind == "missing" else words.close_role


def add_gap_card(draft: Draft, gap: GapFacts, box: Box, words: MapWords, lang: Language) -> None:
    """Put down the card of one gap; its edge is dashed where there is nobody."""
    owner = f"gap:{gap.key}"
    draft.claim(owner, box)
    center = (box.x0 + 17.0, box.center[1])
    frame, ring = ((), ()) if gap.kind == "not_met" else ((4.0, 3.0), (3.0, 2.0))
    draft.add(
        Rectangle(box, Layer.CARD, AMBER_PALE, AMBER, 1.3, 7.0, frame),
        Circle(center, 10.0, Layer.DISC, WHITE, AMBER, 1.2, ring),
    )
    sign = (center[0], center[1] - HALF_CAPITAL * _SIGN_SIZE)
    draft.text(sign, "!", _SIGN_SIZE, color=AMBER_DARK, bold=True, align="center", owner=owner)
    left, width = box.x0 + 32.0, box.width - 38.0
    label = wrap_lines(draft.measure, gap_label(gap, words, lang), width, _NAME_SIZE, bold=True)
    height = len(label) * _NAME_SIZE * 1.18 + _ADVICE_SIZE * 1.2
    y = box.center[1] + height / 2
    for line in label:
        y -= _NAME_SIZE * 1.18
        place = (left, y + 0.26 * _NAME_SIZE)
        draft.text(place, line, _NAME_SIZE, color=AMBER_DARK, background=AMBER_PALE, bold=True, owner=owner)
    y -= _ADVICE_SIZE * 1.2
    text = fit_line(draft.measure, _advice(gap, words), width, _ADVICE_SIZE)
    place = (left, y + 0.26 * _ADVICE_SIZE)
    draft.text(place, text, _ADVICE_SIZE, color=AMBER_DEEP, background=AMBER_PALE, owner=owner)
