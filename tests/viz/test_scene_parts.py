"""The parts of a page: medallions, tags, strokes, names of lanes, legend, sidebar, header."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from viz.sample_maps import person

from stakeholder_graph.viz.facts.map_facts import GapFacts, MapFacts, TeammateFacts, TieFacts
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.palette import GOLD, NAVY, RING_EMPTY, STANCE_STYLES, WHITE, LineStyle
from stakeholder_graph.viz.scene.card_tags import lay_tags, occupied_box, underside
from stakeholder_graph.viz.scene.contact_card import add_contact_card
from stakeholder_graph.viz.scene.drafting import Draft
from stakeholder_graph.viz.scene.gap_card import gap_label
from stakeholder_graph.viz.scene.legend import LEGEND_HEIGHT, LegendBlock, LegendEntry, add_legend
from stakeholder_graph.viz.scene.map_legend import map_legend
from stakeholder_graph.viz.scene.map_words import CHINESE, ENGLISH, MapWords
from stakeholder_graph.viz.scene.medallion import add_coach_star, add_mark, add_ring, disc_radius, share_label
from stakeholder_graph.viz.scene.page import KeyFigure, add_footnotes, add_header
from stakeholder_graph.viz.scene.primitives import Arc, Circle, Polygon, Polyline, Rectangle, Text
from stakeholder_graph.viz.scene.sidebar import add_gap_chips, add_sidebar
from stakeholder_graph.viz.scene.tie_strokes import Stroke, add_tie, soften, tie_width

if TYPE_CHECKING:
    from stakeholder_graph.viz.lettering.typefaces import Typefaces

CARD = Box(100, 100, 260, 164)
SIDE = Box(1420, 150, 1600, 918)


@pytest.fixture
def draft(typefaces: Typefaces) -> Draft:
    return Draft(1600, 1000, typefaces)


def strings(draft: Draft, owner: str | None = None) -> list[str]:
    return [text.string for text in draft.scene().texts if owner is None or text.owner == owner]


def of_kind(draft: Draft, kind: type) -> list:
    return [shape for shape in draft.scene().shapes if isinstance(shape, kind)]


# ------------------------------------------------------------------ medallion


@pytest.mark.parametrize(
    ("share", "label"),
    [
        (0.517, "52"),
        (1.0, "100"),
        (0.01, "1"),
        (0.0099, "<1"),
        (0.0, "0"),
        (None, "–"),
        (-0.22, "−22"),
        (-0.004, "<1"),
    ],
)
def test_shares_are_printed_in_whole_percent(share: float | None, label: str) -> None:
    assert share_label(share) == label


@pytest.mark.parametrize(
    ("share", "largest", "radius"),
    [(0.4, 0.4, 20.0), (0.1, 0.4, 15.0), (-0.1, 0.4, 15.0), (0.0, 0.4, 10.0), (None, 0.4, 10.0), (0.3, 0.0, 10.0)],
)
def test_discs_grow_with_the_root_of_the_share(share: float | None, largest: float, radius: float) -> None:
    assert disc_radius(share, largest, 10.0, 20.0) == radius


@pytest.mark.parametrize("step", range(6))
def test_a_relationship_fills_as_many_arcs_as_it_has_steps(draft: Draft, step: int) -> None:
    add_ring(draft, (0, 0), 20, step)
    fills = [arc.fill for arc in of_kind(draft, Arc)]
    assert fills == [NAVY] * step + [RING_EMPTY] * (5 - step)


def test_an_unknown_relationship_is_a_dotted_ring_and_no_empty_one(draft: Draft) -> None:
    add_ring(draft, (0, 0), 20, None)
    (ring,) = draft.scene().shapes
    assert isinstance(ring, Circle)
    assert ring.dash
    assert ring.fill is None


@pytest.mark.parametrize(
    ("stance", "triangles", "bars", "texts"),
    [
        ("strong_supporter", 2, 0, []),
        ("supporter", 1, 0, []),
        ("neutral", 0, 1, []),
        ("sceptic", 1, 0, []),
        ("opponent", 2, 0, []),
        ("unknown", 0, 0, ["?"]),
    ],
)
def test_every_stance_has_its_mark(draft: Draft, stance: str, triangles: int, bars: int, texts: list[str]) -> None:
    add_mark(draft, (0, 0), STANCE_STYLES[stance], 4.0)
    assert len(of_kind(draft, Polygon)) == triangles
    assert len(of_kind(draft, Rectangle)) == bars
    assert strings(draft) == texts


def test_supporters_point_up_and_opponents_down(draft: Draft) -> None:
    add_mark(draft, (0, 0), STANCE_STYLES["supporter"], 4.0)
    add_mark(draft, (0, 0), STANCE_STYLES["sceptic"], 4.0)
    up, down = of_kind(draft, Polygon)
    assert up.points[2][1] > 0 > down.points[2][1]


@pytest.mark.parametrize(
    ("coach", "fills", "strokes"),
    [("confirmed", [GOLD], 0), ("labelled", [WHITE], 0), ("failed", [WHITE], 1), ("none", [], 0)],
)
def test_only_a_tested_coach_has_gold_and_one_who_failed_is_struck(
    draft: Draft, coach: str, fills: list[str], strokes: int
) -> None:
    add_coach_star(draft, (0, 0), coach, 8.0)  # type: ignore[arg-type]
    assert [star.fill for star in of_kind(draft, Polygon)] == fills
    assert len(of_kind(draft, Polyline)) == strokes


# ------------------------------------------------------------------ card and tags


def test_the_decision_makers_tag_comes_first_and_is_solid(draft: Draft) -> None:
    contact = person("a", roles=("influencer", "decision_maker"), share=0.5)
    tags = lay_tags(draft.measure, contact, CARD, "en")
    assert [tag.text for tag in tags.roles] == ["DM", "IF"]
    add_contact_card(draft, contact, CARD, tags, 0.5)
    solid = [text for text in draft.scene().texts if text.background == NAVY]
    assert [text.string for text in solid] == ["DM"]


@pytest.mark.parametrize(("lang", "badges"), [("en", ["US", "CC"]), ("zh", ["用", "终"])])
def test_tags_speak_the_language(draft: Draft, lang: str, badges: list[str]) -> None:
    contact = person("a", roles=("user", "customers_customer"))
    assert [tag.text for tag in lay_tags(draft.measure, contact, CARD, lang).roles] == badges  # type: ignore[arg-type]


ALL_ROLES = ("initiator", "gatekeeper", "influencer", "decision_maker", "purchaser", "expert", "marketer", "user")


def test_tags_without_room_are_counted(draft: Draft) -> None:
    row = lay_tags(draft.measure, person("a", roles=ALL_ROLES), Box(0, 0, 105, 46), "en").roles
    assert row[0].text == "DM"
    assert row[-1].hides
    assert row[-1].text == f"+{len(ALL_ROLES) - len(row) + 1}"
    assert row[-1].left + row[-1].width <= 105


def test_on_the_narrowest_card_at_least_their_number_is_told(draft: Draft) -> None:
    (tag,) = lay_tags(draft.measure, person("a", roles=ALL_ROLES), Box(0, 0, 30, 46), "en").roles
    assert tag.text == "+8"


@pytest.mark.parametrize(
    ("owners", "roles", "chip"),
    [
        (("AB",), (), "AB"),
        (("AB", "CD"), (), "AB CD"),
        (("AB", "CD", "EF"), (), "AB CD +1"),
        (("AB", "CD", "EF"), ALL_ROLES[:4], "AB +2"),
        (("AB", "CD", "EF"), ALL_ROLES[:5], "+3"),
        ((), (), None),
    ],
)
def test_owners_make_room_for_roles(
    draft: Draft, owners: tuple[str, ...], roles: tuple[str, ...], chip: str | None
) -> None:
    tags = lay_tags(draft.measure, person("a", owners=owners, roles=roles), CARD, "en")
    assert (tags.owners.text if tags.owners else None) == chip
    assert len(tags.roles) == len(roles)


def test_a_line_reaches_the_edge_of_a_card_between_the_tags_only(draft: Draft) -> None:
    tags = lay_tags(draft.measure, person("a", owners=("AB",), roles=("user",)), CARD, "en")
    assert underside(CARD, tags, 180) == 100
    assert underside(CARD, tags, 112) == occupied_box(CARD).y0
    assert underside(CARD, tags, 245) == occupied_box(CARD).y0


def test_who_has_left_is_struck_out_and_has_no_share(draft: Draft) -> None:
    contact = person("a", status="left", share=0.3, relationship=5)
    add_contact_card(draft, contact, CARD, lay_tags(draft.measure, contact, CARD, "en"), 0.3)
    assert "–" in strings(draft)
    assert len(of_kind(draft, Polyline)) == 1
    assert of_kind(draft, Arc) == []


@pytest.mark.parametrize(
    ("facts", "dashed"), [({"status": "placeholder"}, True), ({"outside": True}, True), ({}, False)]
)
def test_placeholders_and_outsiders_have_dashed_cards(draft: Draft, facts: dict[str, object], dashed: bool) -> None:
    contact = person("a", **facts)
    add_contact_card(draft, contact, CARD, lay_tags(draft.measure, contact, CARD, "en"), 0.3)
    frame = next(shape for shape in of_kind(draft, Rectangle) if shape.box == CARD)
    assert bool(frame.dash) is dashed


def test_a_decision_maker_has_a_navy_frame(draft: Draft) -> None:
    contact = person("a", roles=("decision_maker",))
    add_contact_card(draft, contact, CARD, lay_tags(draft.measure, contact, CARD, "en"), 0.3)
    frame = next(shape for shape in of_kind(draft, Rectangle) if shape.box == CARD)
    assert (frame.edge, frame.line) == (NAVY, 2.4)


@pytest.mark.parametrize(("height", "titled"), [(64, True), (34, False)])
def test_a_low_card_drops_the_title(draft: Draft, height: float, titled: bool) -> None:
    card = Box(100, 100, 260, 100 + height)
    contact = person("a", title="Controller")
    add_contact_card(draft, contact, card, lay_tags(draft.measure, contact, card, "en"), 0.3)
    assert ("Controller" in strings(draft)) is titled


# ------------------------------------------------------------------ strokes


def course(*pairs: tuple[float, float]) -> np.ndarray:
    return np.array(pairs, dtype=float)


@pytest.mark.parametrize(("weight", "slimness", "width"), [(1.0, 1.0, 3.4), (0.5, 1.0, 2.2), (1.0, 0.5, 1.7)])
def test_stronger_ties_are_wider(weight: float, slimness: float, width: float) -> None:
    assert tie_width(weight, slimness) == pytest.approx(width)


def test_a_tie_ends_in_an_arrow_head_at_its_target(draft: Draft) -> None:
    add_tie(draft, Stroke(("a", "b"), course((0, 0), (100, 0)), LineStyle("#0F766E"), 2.0), [])
    (head,) = of_kind(draft, Polygon)
    assert head.points[0] == (100, 0)
    casing, line = of_kind(draft, Polyline)
    assert casing.color == WHITE
    assert line.ends == ("a", "b")
    assert line.points[-1][0] < 100


def test_a_negative_tie_carries_a_minus_clear_of_the_cards(draft: Draft) -> None:
    stroke = Stroke(("a", "b"), course((0, 0), (200, 0)), LineStyle("#0F766E"), 2.0, is_negative=True)
    add_tie(draft, stroke, [Box(150, -20, 230, 20)])
    (mark,) = of_kind(draft, Circle)
    assert mark.center[0] < 150 - mark.radius
    assert len(of_kind(draft, Rectangle)) == 1


def test_where_no_place_is_clear_the_minus_stands_behind_the_head(draft: Draft) -> None:
    stroke = Stroke(("a", "b"), course((0, 0), (60, 0)), LineStyle("#0F766E"), 2.0, is_negative=True)
    add_tie(draft, stroke, [Box(-50, -50, 100, 50)])
    (mark,) = of_kind(draft, Circle)
    assert 20 < mark.center[0] < 40


def test_the_shortest_tie_still_has_a_head(draft: Draft) -> None:
    add_tie(draft, Stroke(("a", "b"), course((0, 0), (4, 0)), LineStyle("#0F766E"), 2.0), [])
    assert of_kind(draft, Polygon)[0].points[0] == (4, 0)


def test_corners_are_rounded_as_far_as_the_neighbours_allow() -> None:
    bend = course((0, 0), (100, 0), (100, 100))
    free = soften(bend, [])
    tight = soften(bend, [Box(60, 4, 97, 60)])
    blocked = soften(bend, [Box(60, -10, 120, 60)])
    nearest = [np.hypot(*(line - [100, 0]).T).min() for line in (free, tight, blocked)]
    assert nearest[0] > nearest[1] > nearest[2] == 0


# ------------------------------------------------------------------ header, footnotes, sidebar


def test_a_long_title_shrinks_then_takes_two_lines_and_then_ends_in_dots(draft: Draft) -> None:
    figures = [KeyFigure("25", "contacts"), KeyFigure("5", "supporters")]
    add_header(draft, "Anna Rossi decides " * 9, "Northbank", figures)
    *counted, first, second, subtitle = draft.scene().texts
    assert first.px == second.px == 18
    assert (first.string + " " + second.string).strip() == ("Anna Rossi decides " * 9).strip()
    assert max(first.box.x1, second.box.x1) < min(text.box.x0 for text in counted)
    assert draft.height > first.box.y1
    assert first.box.y0 > second.box.y1 - 2
    assert second.box.y0 > subtitle.box.y1 - 1
    longer = Draft(draft.width, draft.height, draft.measure)
    add_header(longer, "Anna Rossi decides " * 19, "", figures)
    assert longer.scene().texts[-1].string.endswith("...")


def test_a_short_title_is_large_and_leaves_room(draft: Draft) -> None:
    left, right = add_header(draft, "Anna decides", "Northbank", [KeyFigure("7", "contacts")], reserved=300)
    assert [text.px for text in draft.scene().texts] == [22, 11.5, 25, 14]
    assert right - left > 300


def test_without_notes_the_footnote_is_one_line(draft: Draft) -> None:
    add_footnotes(draft, "How to read this.", "", "Confidential")
    assert len({text.anchor[1] for text in draft.scene().texts}) == 1
    add_footnotes(draft, "How to read this.", "What is missing.", "Confidential")
    assert len({text.anchor[1] for text in draft.scene().texts}) == 3


@pytest.mark.parametrize(
    ("key", "en", "zh"),
    [
        ("coach", "No coach confirmed", "尚无经过验证的教练"),
        ("expert", "No expert identified", "尚未找到专家"),
        ("customers_customer", "No customer's customer identified", "尚未找到客户的客户"),
    ],
)
def test_gaps_are_named(key: str, en: str, zh: str) -> None:
    assert gap_label(GapFacts(key), ENGLISH, "en") == en
    assert gap_label(GapFacts(key), CHINESE, "zh") == zh


def test_a_role_whose_holders_were_never_met_is_named() -> None:
    gap = GapFacts("decision_maker", "not_met")
    assert gap_label(gap, ENGLISH, "en") == "Decision maker never met"
    assert gap_label(gap, CHINESE, "zh") == "从未接触决策人"


def test_without_gaps_the_sidebar_says_so(draft: Draft) -> None:
    add_sidebar(draft, MapFacts(stage="evaluate"), SIDE, ENGLISH, "en")
    assert " ".join(strings(draft, "side")) == "Gaps to close Every required role is filled"


@pytest.mark.parametrize("gaps", [(), (GapFacts("coach"),)])
@pytest.mark.parametrize(
    ("words", "remark"),
    [(ENGLISH, "Stage not known: required roles not checked"), (CHINESE, "采购阶段未知，未核对必需角色")],
)
def test_without_a_stage_nobody_says_that_the_roles_are_filled(
    draft: Draft, gaps: tuple[GapFacts, ...], words: MapWords, remark: str
) -> None:
    add_sidebar(draft, MapFacts(gaps=gaps), SIDE, words, "zh" if words is CHINESE else "en")
    said = strings(draft, "side")
    assert "".join(said).replace(" ", "").endswith(remark.replace(" ", ""))
    assert words.no_gaps not in " ".join(said)


def test_who_was_never_met_is_a_card_with_a_whole_edge(draft: Draft) -> None:
    gaps = (GapFacts("decision_maker", "not_met"), GapFacts("expert"))
    add_sidebar(draft, MapFacts(gaps=gaps), SIDE, ENGLISH, "en")
    assert "arrange a first meeting" in strings(draft, "gap:decision_maker")
    assert [bool(card.dash) for card in of_kind(draft, Rectangle)] == [False, True]


def test_a_teammate_of_whom_no_relationship_is_known_has_met_nobody_knows_how_many(draft: Draft) -> None:
    add_sidebar(draft, MapFacts(team=(TeammateFacts("A", "Ann"), TeammateFacts("B", "Bo", "", 0))), SIDE, ENGLISH, "en")
    assert [text for text in strings(draft, "side") if text in ("–", "0")] == ["–", "0"]


def test_more_gaps_than_there_is_room_for_are_counted(draft: Draft) -> None:
    gaps = tuple(GapFacts(key) for key in ("coach", *ALL_ROLES))
    add_sidebar(draft, MapFacts(gaps=gaps), SIDE, ENGLISH, "en")
    assert len(draft.scene().cards) == 7
    assert "+2 more" in strings(draft, "side")


@pytest.mark.parametrize(("people", "shown"), [(3, 3), (16, 16), (40, 16)])
def test_more_of_ours_than_there_is_room_for_are_counted(draft: Draft, people: int, shown: int) -> None:
    team = tuple(TeammateFacts(f"T{number}", f"Mate {number}", contacts=number) for number in range(people))
    add_sidebar(draft, MapFacts(stage="evaluate", team=team), SIDE, ENGLISH, "en")
    texts = strings(draft, "side")
    assert sum(text.startswith("Mate") for text in texts) == shown
    assert (f"+{people - shown} more" in texts) == (people > shown)


@pytest.mark.parametrize(
    ("room", "chips", "rest"), [(610, 3, None), (480, 2, "+1 more"), (420, 1, "+2 more"), (90, 0, "+3 more")]
)
def test_gap_chips_fill_the_room_of_the_header(draft: Draft, room: float, chips: int, rest: str | None) -> None:
    facts = MapFacts(gaps=(GapFacts("coach"), GapFacts("expert"), GapFacts("user")))
    add_gap_chips(draft, facts, (500, 500 + room), ENGLISH, "en")
    assert len(draft.scene().cards) == chips
    assert strings(draft, "side") == ([rest] if rest else [])
    assert all(text.box.x1 <= 500 + room for text in draft.scene().texts)


# ------------------------------------------------------------------ legend


def legend_strings(draft: Draft, facts: MapFacts, lang: str = "en") -> list[str]:
    words = CHINESE if lang == "zh" else ENGLISH
    add_legend(draft, map_legend(facts, words, lang), 36)  # type: ignore[arg-type]
    return strings(draft, "legend")


FULL = MapFacts(
    contacts=(
        person("a", stance="supporter", relationship=3, share=0.4, roles=("decision_maker",), coach="confirmed"),
        person("b", stance="unknown", share=0.2, manager="a", coach="labelled", outside=True),
        person("c", status="left"),
        person("d", status="placeholder"),
    ),
    ties=(TieFacts("a", "b", 0.5, "authority"), TieFacts("b", "a", 0.5, None, is_negative=True)),
)


def test_the_legend_explains_what_the_page_shows(draft: Draft) -> None:
    shown = legend_strings(draft, FULL)
    for label in (
        *("Supporter", "Not known", "Familiar", "40", "Reporting line", "Authority", "Not noted", "Works against"),
        *("Coach, tested", "Coach, untested", "Has left", "Not yet known", "Outsider", "Decision maker", "DM"),
    ):
        assert label in shown


def test_the_legend_does_not_explain_what_the_page_does_not_show(draft: Draft) -> None:
    shown = legend_strings(draft, FULL)
    for label in ("Neutral", "Opponent", "Trusted", "None", "Expertise", "Information", "User", "Expert"):
        assert label not in shown


@pytest.mark.parametrize(
    ("largest", "labels"), [(0.004, ["<1"]), (0.01, ["<1", "1"]), (0.5, ["<1", "15", "50"]), (1.0, ["<1", "30", "100"])]
)
def test_no_two_circles_of_the_legend_say_the_same(draft: Draft, largest: float, labels: list[str]) -> None:
    shown = legend_strings(draft, MapFacts(contacts=(person("a", share=largest),)))
    assert [text for text in shown if text.strip("<").isdigit()] == labels


def test_the_legend_tells_a_coach_who_is_none_from_one_who_was_not_tested(draft: Draft) -> None:
    shown = legend_strings(draft, MapFacts(contacts=(person("a", coach="failed"),)), "zh")
    assert "被称为教练，实则不是" in shown
    assert "教练（未验证）" not in shown


def test_an_empty_page_needs_no_legend(draft: Draft) -> None:
    assert legend_strings(draft, MapFacts()) == []


def headings(draft: Draft) -> list[tuple[str, float]]:
    return [(text.string, text.anchor[0]) for text in draft.scene().texts if text.bold and text.px == 12.0]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_legend_closes_up_where_a_block_is_left_out(typefaces: Typefaces, lang: str) -> None:
    draft = Draft(1600, 1000, typefaces)
    unranked = MapFacts(contacts=(replace(FULL.contacts[0], share=None),), ties=FULL.ties)
    legend_strings(draft, unranked, lang)
    shown = headings(draft)
    words = CHINESE if lang == "zh" else ENGLISH
    assert words.share not in [heading for heading, _ in shown]
    ends = [
        max(text.box.x1 for text in draft.scene().texts if left <= text.box.x0 < right)
        for left, right in pairwise([place for _, place in shown])
    ]
    gaps = [place - end for (_, place), end in zip(shown[1:], ends, strict=True)]
    assert max(gaps) <= 110  # px: the widest gap, and what a symbol or a shorter column leaves free


def test_a_legend_without_room_takes_smaller_letters(draft: Draft) -> None:
    def symbol(_: Draft, __: tuple[float, float]) -> None:
        """Draw nothing."""

    entries = tuple(LegendEntry("a rather long label to begin with", symbol, is_shown=True) for _ in range(5))
    blocks = [LegendBlock(f"Block {number}", 10.0, entries) for number in range(5)]
    add_legend(draft, blocks, 0)
    labels = [text for text in draft.scene().texts if not text.bold]
    assert {text.px for text in labels} == {10.2}
    assert all(text.box.y0 >= 0 and text.box.y1 <= LEGEND_HEIGHT for text in labels)


# ------------------------------------------------------------------ texts


@pytest.mark.parametrize(("align", "left"), [("left", 100), ("center", 93.92), ("right", 87.84)])
def test_the_box_of_a_text_follows_its_alignment(draft: Draft, align: str, left: float) -> None:
    # AA at 10 px is 2 * .608 * 10 px wide.
    assert draft.text((100, 50), "AA", 10, align=align) == pytest.approx(12.16, abs=0.02)  # type: ignore[arg-type]
    (text,) = draft.scene().texts
    assert isinstance(text, Text)
    assert text.box.x0 == pytest.approx(left, abs=0.1)


def test_capitals_need_less_height_than_letters_with_tails(draft: Draft) -> None:
    draft.text((0, 50), "DM", 10)
    draft.text((0, 50), "gj", 10)
    plain, tailed = draft.scene().texts
    assert plain.box.height < tailed.box.height


def test_no_text_is_not_put_down(draft: Draft) -> None:
    assert draft.text((0, 0), "  ", 10) == 0
    assert draft.scene().texts == ()
