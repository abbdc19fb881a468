"""The left side of a map of who knows whom: cards of our people, and lines from them to whom they know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.spreading import spread_apart
from stakeholder_graph.viz.layout.two_sides import order_by_middle
from stakeholder_graph.viz.lettering.text_fitting import shrink_to_fit
from stakeholder_graph.viz.pages.contact_map_facts import reach_of
from stakeholder_graph.viz.palette import (
    AMBER,
    AMBER_DARK,
    AMBER_DEEP,
    AMBER_PALE,
    NAVY,
    WHITE,
    Dash,
    LineStyle,
    stance_style,
)
from stakeholder_graph.viz.scene.figure_cells import chance_label
from stakeholder_graph.viz.scene.name_card import NameCard, add_name_card
from stakeholder_graph.viz.scene.primitives import Layer, Polyline, Rectangle
from stakeholder_graph.viz.scene.tie_strokes import add_minus
from stakeholder_graph.vocabulary.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholder_graph.viz.geometry.boxes import Point
    from stakeholder_graph.viz.pages.contact_map_facts import BondFacts, ContactMapFacts
    from stakeholder_graph.viz.pages.contact_map_rows import Row
    from stakeholder_graph.viz.scene.drafting import Draft
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["FADING", "MOST_TEAM", "NOT_KNOWN", "TEAM_PITCH", "add_team", "line_width", "shown_team"]

_SECTION = ("stakeholder_graph.viz.pages", "contact_map")
MOST_TEAM = 10  # ours: more cards of our people have no room for their words
TEAM_PITCH = 98.0  # px from card to card at leisure
_CARD = (88.0, 62.0)  # height of a card at most and at least
_WIDTH, _GAP = 290.0, 10.0
_WIDTHS = (1.2, 1.2, 2.1, 3.1, 4.2, 5.4)  # px of a line by the step of the relationship; a first contact is thin
FADING, NOT_KNOWN = LineStyle(NAVY, (7.0, 4.0)), LineStyle(NAVY, (1.6, 3.2))  # dashes that say it without colour
_CASING = 1.4  # px of white on each side, so that crossings read as bridges
_PORT_GAP, _END_GAP = 8.0, 3.6  # px between lines of one card, and between those that end at one contact
_CURVE = 28  # pieces of a curve
_STEEPNESS = 0.5  # where between both ends the curve bends, as a part of the way
_STRAIN_AT = 0.9  # part of the way at which the mark of a strained relationship stands
_STRAINED = "strained"


@dataclass(frozen=True, slots=True)
class _Line:
    """One relationship with both ends of its line."""

    bond: BondFacts
    start: Point
    end: Point
    color: str


def line_width(step: int | None) -> float:
    """Return the width of a line by the step of a relationship; one that is not known is thin."""
    return _WIDTHS[0] if step is None else _WIDTHS[step]


def shown_team(facts: ContactMapFacts) -> list[str]:
    """Return the ids of our people on the page: those with most relationships where there are too many."""
    held = {mate: sum(bond.teammate == mate and bond.step != 0 for bond in facts.bonds) for mate in facts.team}
    carried = {} if facts.shape is None else facts.shape.carried
    ranked = sorted(facts.team, key=lambda mate: (-carried.get(mate, 0.0), -held[mate], mate))
    return sorted(ranked[:MOST_TEAM])


def add_team(draft: Draft, rows: Sequence[Row], facts: ContactMapFacts, area: Box, lang: Language) -> None:
    """Put down our people, ordered so that their lines cross little, and the lines."""
    if not facts.team:
        _add_nobody(draft, area, lang)
    places = {row.contact.id: place for place, row in enumerate(rows)}
    mates = shown_team(facts)
    bonds = {
        mate: sorted(
            (each for each in facts.bonds if each.teammate == mate and each.step != 0 and each.contact in places),
            key=lambda each: places[each.contact],
        )
        for mate in mates
    }
    order = order_by_middle([[places[bond.contact] for bond in bonds[mate]] for mate in mates])
    ordered = [mates[place] for place in order]
    cards = _cards(ordered, bonds, rows, places, area)
    _add_lines(draft, _lines(ordered, bonds, cards, {row.contact.id: row for row in rows}, facts))
    for mate in ordered:
        add_name_card(draft, cards[mate], _words(mate, facts, lang))


def _add_nobody(draft: Draft, area: Box, lang: Language) -> None:
    """Put down an empty card that says that none of ours is on the map."""
    card = Box(area.x0, area.y1 - _CARD[1], area.x0 + _WIDTH, area.y1)
    y = card.center[1]
    draft.add(Rectangle(card, Layer.CARD, AMBER_PALE, AMBER, 1.3, 7.0, (4.0, 3.0)))
    for key, px, color, rise in (("no_team", 13.6, AMBER_DARK, 5.0), ("no_team_advice", 11.2, AMBER_DEEP, -14.0)):
        text = say(*_SECTION, key, lang)
        size = shrink_to_fit(draft.measure, text, _WIDTH - 24.0, (px, 10.4), bold=rise > 0)
        place = (card.x0 + 12.0, y + rise)
        draft.text(place, text, size, color=color, background=AMBER_PALE, bold=rise > 0, owner="no team")


def _cards(
    ordered: Sequence[str],
    bonds: Mapping[str, Sequence[BondFacts]],
    rows: Sequence[Row],
    places: Mapping[str, int],
    area: Box,
) -> dict[str, Box]:
    """Return the cards: each half way between an even place and the middle of those whom it knows."""
    if not ordered:
        return {}
    height = max(_CARD[1], min(_CARD[0], (area.height - _GAP * (len(ordered) - 1)) / len(ordered)))
    wishes = []
    for place, mate in enumerate(ordered):
        heights = [rows[places[bond.contact]].y for bond in bonds[mate]]
        even = area.y1 - area.height * (place + 0.5) / len(ordered)
        wishes.append((sum(heights) / len(heights) + even) / 2 if heights else even)
    middles = spread_apart(wishes, [height] * len(ordered), (area.y0, area.y1), gap=_GAP)
    return {
        mate: Box(area.x0, y - height / 2, area.x0 + _WIDTH, y + height / 2)
        for mate, y in zip(ordered, middles, strict=True)
    }


def _lines(
    ordered: Sequence[str],
    bonds: Mapping[str, Sequence[BondFacts]],
    cards: Mapping[str, Box],
    rows: Mapping[str, Row],
    facts: ContactMapFacts,
) -> list[_Line]:
    arriving = {
        contact: [mate for mate in ordered if any(bond.contact == contact for bond in bonds[mate])] for contact in rows
    }
    lines = []
    for mate in ordered:
        card, count = cards[mate], len(bonds[mate])
        gap = min(_PORT_GAP, (card.height - 20.0) / max(1, count - 1))
        for place, bond in enumerate(bonds[mate]):
            row, beside = rows[bond.contact], arriving[bond.contact]
            room = min(_END_GAP * (len(beside) - 1), 1.2 * row.radius)
            shift = room * (0.5 - beside.index(mate) / max(1, len(beside) - 1)) if room else 0.0
            start = (card.x1, card.center[1] + gap * ((count - 1) / 2 - place))
            color = NAVY if facts.shape is None else stance_style(row.contact.stance).edge
            lines.append(_Line(bond, start, (row.edge, row.y + shift), color))
    return lines


def _add_lines(draft: Draft, lines: Sequence[_Line]) -> None:
    """Put the lines down, the thin ones first, each with white beside it."""
    for line in sorted(lines, key=lambda one: (line_width(one.bond.step), one.bond.contact, one.bond.teammate)):
        points, width, bond = _curve(line.start, line.end), line_width(line.bond.step), line.bond
        draft.add(Polyline(points[2:-2], Layer.TIE, WHITE, width + 2 * _CASING))
        ends = (bond.teammate, bond.contact)
        draft.add(Polyline(points, Layer.TIE, line.color, width, _dash(bond), ends=ends))
    for line in lines:
        if line.bond.trend == _STRAINED:
            add_minus(draft, _point(line.start, line.end, _STRAIN_AT), line.color)


def _dash(bond: BondFacts) -> Dash:
    if bond.step is None:
        return NOT_KNOWN.dash
    return FADING.dash if bond.is_fading else ()


def _curve(start: Point, end: Point) -> tuple[Point, ...]:
    return tuple(_point(start, end, number / _CURVE) for number in range(_CURVE + 1))


def _point(start: Point, end: Point, part: float) -> Point:
    """Return a point of the curve that leaves and arrives level: a cubic Bezier curve."""
    (x0, y0), (x1, y1) = start, end
    bend = _STEEPNESS * (x1 - x0)
    rest = 1.0 - part
    x = rest**3 * x0 + 3 * rest**2 * part * (x0 + bend) + 3 * rest * part**2 * (x1 - bend) + part**3 * x1
    y = (rest**3 + 3 * rest**2 * part) * y0 + (3 * rest * part**2 + part**3) * y1
    return round(x, 2), round(y, 2)


def _knows_none(held: Sequence[BondFacts], facts: ContactMapFacts, lang: Language) -> str:
    """Return what is said of one of ours who is not known to know anybody."""
    if count := sum(bond.step is None for bond in held):
        return say(*_SECTION, "knows_unclear_one" if count == 1 else "knows_unclear", lang, count=count)
    nobody = all(reach_of(facts.bonds_with(contact.id))[0] == "nobody" for contact in facts.contacts)
    return say(*_SECTION, "knows_nobody" if held or nobody else "knows_unknown", lang)


def _words(mate: str, facts: ContactMapFacts, lang: Language) -> NameCard:
    """Return what the card of one of ours says: whom this person knows, and what hangs on it."""
    if not mate:
        name, title, initials = say(*_SECTION, "somebody_name", lang), say(*_SECTION, "not_named", lang), ""
    else:
        name, title, initials = facts.team[mate].name, facts.team[mate].title, facts.team[mate].initials
    here = {one.id: one for one in facts.contacts}
    held = [bond for bond in facts.bonds if bond.teammate == mate and bond.contact in here]
    met = [here[bond.contact] for bond in held if bond.step]
    if met:
        parts = [say(*_SECTION, "knows", lang, count=len(met))]
        if any(contact.share is not None for contact in met):
            share = chance_label(sum(contact.size for contact in met))
            parts.append(say(*_SECTION, "covers", lang, share=share))
        first = "  ·  ".join(parts)
    else:
        first = _knows_none(held, facts, lang)
    carried = 0.0 if facts.shape is None else facts.shape.carried.get(mate, 0.0)
    second = say(*_SECTION, "carries", lang, share=chance_label(carried)) if carried else ""
    return NameCard(mate, name, title, (first, second), initials)
