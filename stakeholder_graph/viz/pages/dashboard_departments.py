"""Stance by department: bars as long as the share of the decision that each stance holds there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.pages.figures import score_label
from stakeholder_graph.viz.palette import INK, INK_SOFT, WHITE, stance_style
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.map_words import map_words
from stakeholder_graph.viz.scene.medallion import add_mark
from stakeholder_graph.viz.scene.primitives import Layer, Rectangle
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.pages.dashboard_facts import DashboardFacts
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_departments"]

_SECTION = ("stakeholder_graph.viz.pages", "dashboard")
# For us at the left, against us at the right, and between them who may turn out to be either.
_ORDER = ("strong_supporter", "supporter", "neutral", "unknown", "sceptic", "opponent")
_MOST_ROWS, _PITCH = 8, 30.0  # ours; px of a row at most
_LABEL_ROOM, _TOTAL_ROOM, _LABEL, _TOTAL = 128.0, 44.0, (11.8, 10.2), 11.2
_BAR, _MARKED, _HALF_MARK = 17.0, 16.0, 3.4  # px: height of a bar; length from which it has room for its mark
_SHORTEST = 1.5  # px; what is there is seen


def add_departments(draft: Draft, facts: DashboardFacts, area: Box, lang: Language) -> None:
    """Put a bar for each department down, the heaviest first; the lightest share the last one."""
    rows = _rows(facts, lang)
    if not rows:
        words = say(*_SECTION, "no_shares", lang)
        draft.text((area.x0, area.y1 - 14.0), words, 12.0, color=INK_SOFT, owner="department")
        return
    pitch = min(_PITCH, area.height / len(rows))
    left, right = area.x0 + _LABEL_ROOM, area.x1 - _TOTAL_ROOM
    longest = max(sum(parts.values()) for _, parts in rows)
    for number, (name, parts) in enumerate(rows):
        y = area.y1 - (number + 0.5) * pitch
        px = shrink_to_fit(draft.measure, name, _LABEL_ROOM - 8.0, _LABEL)
        label = fit_line(draft.measure, name, _LABEL_ROOM - 8.0, px)
        draft.text((area.x0, y - HALF_CAPITAL * px), label, px, color=INK, owner="department")
        end = _add_bar(draft, parts, (left, y), (right - left) / longest)
        total = score_label(sum(parts.values()))
        draft.text((end + 6.0, y - HALF_CAPITAL * _TOTAL), total, _TOTAL, color=INK_SOFT, owner="department")


def _add_bar(draft: Draft, parts: Mapping[str, float], left: tuple[float, float], px_per_share: float) -> float:
    x, y = left
    for stance in _ORDER:
        if not parts.get(stance):
            continue
        style, width = stance_style(stance), max(_SHORTEST, parts[stance] * px_per_share)
        box = Box(x, y - _BAR / 2, x + width, y + _BAR / 2)
        draft.add(
            Rectangle(box, Layer.MARK, style.fill, WHITE if style.dash == () else style.edge, 0.9, dash=style.dash)
        )
        if width >= _MARKED:
            add_mark(draft, box.center, style, _HALF_MARK, owner="department")
        x = box.x1
    return x


def _rows(facts: DashboardFacts, lang: Language) -> list[tuple[str, dict[str, float]]]:
    """Return the departments with the share of each stance, the heaviest first."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for contact in facts.people.contacts:
        if contact.status != "left" and contact.size:
            found[_department(contact, lang)][contact.stance] += contact.size
    rows = sorted(found.items(), key=lambda row: (-round(sum(row[1].values()), 9), row[0]))
    if len(rows) > _MOST_ROWS:
        rest: dict[str, float] = defaultdict(float)
        for _, parts in rows[_MOST_ROWS - 1 :]:
            for stance, share in parts.items():
                rest[stance] += share
        others = say(*_SECTION, "other_departments", lang, count=len(rows) - _MOST_ROWS + 1)
        rows = [*rows[: _MOST_ROWS - 1], (others, rest)]
    return [(name, dict(parts)) for name, parts in rows]


def _department(contact: ContactFacts, lang: Language) -> str:
    words = map_words(lang)
    return contact.department or (words.lane_outside if contact.outside else words.lane_unknown)
