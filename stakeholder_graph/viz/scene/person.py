"""A contact in one line of a table: stance, star, name and title; and the small signs that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.lettering.text_fitting import fit_line, shrink_to_fit
from stakeholder_graph.viz.palette import (
    AMBER_DARK,
    INK,
    INK_FAINT,
    INK_SOFT,
    NAVY,
    PLACEHOLDER_STYLE,
    RING_EMPTY,
    WHITE,
    stance_style,
)
from stakeholder_graph.viz.scene.card_tags import TAG_HEIGHT, TAG_TEXT, add_tag
from stakeholder_graph.viz.scene.drafting import HALF_CAPITAL
from stakeholder_graph.viz.scene.medallion import add_coach_star, add_stance_dot
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholder_graph.viz.facts.map_facts import ContactFacts
    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["add_person", "add_relationship_meter", "add_role_tags", "person_width", "role_tags_width"]

_DOT, _DOT_GAP = 8.5, 8.0  # radius of the stance dot; px from it to the name
_STAR, _STAR_ROOM = 7.0, 17.0
_NAME, _TITLE = (13.0, 10.6), (11.2, 10.2)
_TITLE_GAP = 10.0
_TAG_GAP, _TAG_PADDING = 2.8, 7.0
_METER_STEPS, _METER_CELL, _METER_GAP = 5, 8.0, 2.4
_STRIKE = 0.29  # of a name's px: from its baseline to the stroke through the name of one who has left


def add_person(
    draft: Draft,
    contact: ContactFacts,
    left: Point,
    widths: tuple[float, float],
    *,
    background: str = WHITE,
    stance: str | None = "",
    dot: bool = True,
) -> float:
    """Put down the dot of the stance, the star of a coach, name and title around a height.

    Parameters
    ----------
    draft : Draft
        The sheet.
    contact : ContactFacts
        Whom.
    left : Point
        The left edge, and the middle of the line.
    widths : tuple of float
        The px for dot, star and name, and for the title; 0 leaves the title out.
    background : str
        The colour behind the words.
    stance : str or None, optional
        The stance of the dot where it is not the contact's; None draws a dot that does not speak of stances.
    dot : bool, default True
        Whether there is a dot; not where the stance stands elsewhere in the line.

    Returns
    -------
    float
        Where the name ends.
    """
    x, y = left
    open_place = contact.status == "placeholder"
    if dot:
        style = PLACEHOLDER_STYLE if open_place else stance_style(contact.stance if stance == "" else stance)
        add_stance_dot(draft, (x + _DOT, y), style, _DOT, owner=contact.id)
        x += 2 * _DOT + _DOT_GAP
    if contact.coach != "none":
        add_coach_star(draft, (x + _STAR, y), contact.coach, _STAR)
        x += _STAR_ROOM
    room = left[0] + widths[0] - x
    px = shrink_to_fit(draft.measure, contact.name, room, _NAME, bold=True)
    name = fit_line(draft.measure, contact.name, room, px, bold=True)
    gone = contact.status == "left"
    color = AMBER_DARK if open_place else INK_FAINT if gone else INK
    baseline = y - HALF_CAPITAL * px
    end = x + draft.text((x, baseline), name, px, color=color, background=background, bold=True, owner=contact.id)
    if gone:
        height = baseline + _STRIKE * px
        draft.add(Polyline(((x - 1, height), (end + 1, height)), Layer.STAR, color, 1.0))
    if widths[1] > 0:
        size = shrink_to_fit(draft.measure, contact.title, widths[1], _TITLE)
        title = fit_line(draft.measure, contact.title, widths[1], size)
        place = (left[0] + widths[0] + _TITLE_GAP, y - HALF_CAPITAL * size)
        draft.text(place, title, size, color=INK_SOFT, background=background, owner=contact.id)
    return end


def person_width(draft: Draft, contact: ContactFacts, *, dot: bool = True) -> float:
    """Return the px that dot, star and name take where nothing has to shrink."""
    signs = (2 * _DOT + _DOT_GAP) * dot + _STAR_ROOM * (contact.coach != "none")
    return signs + draft.measure.width(contact.name, _NAME[0], bold=True)


def add_role_tags(
    draft: Draft, roles: Sequence[str], left: Point, right: float, lang: Language, *, owner: str = ""
) -> float:
    """Put down the tags of decision roles from `left`, the decision maker's first; return where they end.

    As many as fit before `right` are shown; the last says how many there was no room for.
    """
    x, y = left
    ordered = sorted(roles, key=lambda role: (role != "decision_maker", ROLES.order(role)))
    half = TAG_HEIGHT / 2
    for number, role in enumerate(ordered):
        rest = len(ordered) - number
        text = ROLES[role].badge(lang)
        width = _tag_width(draft, text)
        needed = width if rest == 1 else width + _TAG_GAP + _tag_width(draft, f"+{rest - 1}")
        if x + needed > right:
            text = f"+{rest}"
            width = _tag_width(draft, text)
            if x + width <= right:
                add_tag(draft, Box(x, y - half, x + width, y + half), text, owner=owner, plain=True)
                x += width + _TAG_GAP
            break
        box = Box(x, y - half, x + width, y + half)
        add_tag(draft, box, text, owner=owner, decides=role == "decision_maker")
        x += width + _TAG_GAP
    return x


def role_tags_width(draft: Draft, roles: Sequence[str], lang: Language) -> float:
    """Return the px that the tags of some roles take where all are shown."""
    return sum(_tag_width(draft, ROLES[role].badge(lang)) + _TAG_GAP for role in roles)


def _tag_width(draft: Draft, text: str) -> float:
    return max(TAG_HEIGHT + 4.0, draft.measure.width(text, TAG_TEXT, bold=True) + _TAG_PADDING)


def add_relationship_meter(
    draft: Draft, relationship: int | None, left: Point, *, background: str = WHITE, owner: str = ""
) -> float:
    """Put down five cells of which as many are filled as the relationship has steps; "?" where nobody knows."""
    x, y = left
    if relationship is None:
        draft.text(
            (x, y - HALF_CAPITAL * _TITLE[0]), "?", _TITLE[0], color=INK_SOFT, background=background, owner=owner
        )
    else:
        for number in range(_METER_STEPS):
            cell = x + number * (_METER_CELL + _METER_GAP)
            box = Box(cell, y - _METER_CELL / 2, cell + _METER_CELL, y + _METER_CELL / 2)
            draft.add(Rectangle(box, Layer.MARK, NAVY if number < relationship else RING_EMPTY))
    return x + _METER_STEPS * (_METER_CELL + _METER_GAP)
