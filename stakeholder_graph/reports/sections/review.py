"""Where we stand, what would change, and what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.cells import figure_of, make_view, plain, share_of
from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Paragraph, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.wording import say
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.review.changes import Changes
    from stakeholder_graph.review.position import Position
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["change_section", "comparison_section", "history_section", "position_section"]

_SIGNED = figure_of(2, signed=True)


def position_section(position: Position, lang: Language) -> Iterator[Block]:
    """Say where we stand, as a SWOT."""
    yield Heading(say("headings", "position", lang))
    head, *_ = position.to_text(lang).split("\n")
    yield Paragraph(head)
    for quadrant, points in position.to_frame(lang).groupby("quadrant", sort=False):
        yield Heading(say("quadrants", str(quadrant), lang), 3)
        yield Bullets(tuple(Bullet(text) for text in points["text"]))


def comparison_section(comparison: pd.DataFrame, lang: Language) -> Iterator[Block]:
    """Say what differs between scenarios."""
    yield Heading(say("headings", "comparison", lang))
    columns = {
        "scenario": plain,
        "lean": _SIGNED,
        "change": _SIGNED,
        "unattributed": share_of,
        "unknown_share": share_of,
        "coverage": share_of,
        "access": share_of,
        "critical": plain,
        "high": plain,
        "coaches": plain,
        "threads": figure_of(0),
        "top_name": plain,
    }
    yield Table(make_view(comparison.reset_index(), columns, lang))


def change_section(changes: Changes, lang: Language) -> Iterator[Block]:
    """Say what has changed between two states of an account."""
    yield Heading(say("headings", "changes", lang))
    yield from text_blocks(changes.to_text(lang))


def history_section(trend: pd.DataFrame, lang: Language) -> Iterator[Block]:
    """Say how an account has moved from snapshot to snapshot."""
    yield Heading(say("headings", "history", lang))
    columns = {
        "date": lambda value: str(value)[:10],
        "stage": lambda value: PURCHASE_STAGES.label(value, lang) if value else "?",
        "lean": _SIGNED,
        "change": plain,
        "unattributed": share_of,
        "unknown_share": share_of,
        "coverage": share_of,
        "contacts": plain,
        "critical": plain,
        "high": plain,
        "coaches": plain,
        "threads": figure_of(0),
        "strength": figure_of(2),
        "access": share_of,
    }
    changes = [_SIGNED(change) for change in trend["lean"].round(2).diff()]  # of the leans as they are shown
    changes[:1] = [""] * len(changes[:1])  # nothing comes before the first one
    yield Table(make_view(trend.reset_index().assign(change=changes), columns, lang))
