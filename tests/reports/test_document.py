"""Blocks: what a report says, whatever form it takes."""

from __future__ import annotations

import pandas as pd
import pytest

from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Paragraph, Picture, Remark, Table
from stakeholder_graph.reports.html_page import blocks_to_html, html_page
from stakeholder_graph.reports.markdown import blocks_to_markdown
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.terminal import blocks_to_text

ATTACK = "<script>alert(1)</script> *x* | \x1b[2J"
VIEW = pd.DataFrame([("Li <b>", "7")], columns=["name", "rank"], dtype="object")
EVERY_BLOCK: tuple[Block, ...] = (
    Heading("Who decides", 1),
    Heading(ATTACK),
    Paragraph(ATTACK),
    Remark(ATTACK),
    Bullets((Bullet(ATTACK, lead="high:", note="fragile", items=("below", ATTACK)),)),
    Table(VIEW),
    Picture("map.png", "The map"),
)


def test_markdown_has_every_block_in_order() -> None:
    text = blocks_to_markdown(
        [Heading("A", 1), Paragraph("b"), Remark("c"), EVERY_BLOCK[4], Table(VIEW), EVERY_BLOCK[6]]
    )
    lines = text.split("\n")
    assert lines[:5] == ["# A", "", "b", "", "> c"]
    assert lines[6].startswith("- **high:** ")
    assert lines[6].endswith(" *(fragile)*")
    assert lines[7] == "  - below"
    assert "| Li \\<b\\> | 7 |" in lines
    assert text.endswith("![The map](map.png)\n")


def test_html_holds_no_mark_of_the_data() -> None:
    html = blocks_to_html(EVERY_BLOCK)
    assert "<script>" not in html
    assert "Li &lt;b&gt;" in html
    assert '<img src="map.png" alt="The map"' in html
    assert html.count("<li>") == 3
    assert "<style" not in html  # notebooks strip style sheets


@pytest.mark.parametrize(("lang", "tag"), [("en", '<html lang="en">'), ("zh", '<html lang="zh-Hans">')])
def test_a_page_names_its_language_and_its_title(lang: str, tag: str) -> None:
    page = html_page("A & B", EVERY_BLOCK, lang)  # type: ignore[arg-type]
    assert tag in page
    assert "<title>A &amp; B</title>" in page
    assert page.startswith("<!DOCTYPE html>")


def test_a_terminal_is_not_steered_and_shows_no_picture() -> None:
    text = blocks_to_text(EVERY_BLOCK)
    assert "\x1b" not in text
    assert "map.png" not in text
    assert text.startswith("Who decides\n====")
    assert "- high: " in text
    assert "(fragile)\n  - below" in text


def test_a_text_becomes_paragraphs_and_lists() -> None:
    text = "Open.\n  - first\n    below\n  second\nThen.\n    deep without a point above\n  ? asked"
    assert list(text_blocks(text)) == [
        Paragraph("Open."),
        Bullets((Bullet("first", items=("below",)), Bullet("second"))),
        Paragraph("Then."),
        Bullets((Bullet("deep without a point above"), Bullet("asked"))),
    ]
