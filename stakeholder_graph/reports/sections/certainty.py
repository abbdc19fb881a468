"""How sure we are, and what to find out first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.presenting import percent
from stakeholder_graph.reports.cells import figure_of, make_view, plain, share_of
from stakeholder_graph.reports.document import Block, Heading, Paragraph, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.sections.cutting import SHOWN, cut_table, rest_of
from stakeholder_graph.reports.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.analysis.certainty.rank_answer import RankCertainty
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["certainty_section", "question_section"]


def certainty_section(certainty: RankCertainty, lang: Language, *, top: int = SHOWN) -> Iterator[Block]:
    """Say how sure the ranking and the lean are."""
    yield Heading(say("headings", "certainty", lang))
    yield from text_blocks(certainty.to_text(lang))
    table = certainty.contacts.head(top)
    ranges = table.assign(
        rank_range=[f"{low}–{high}" for low, high in zip(table["rank_low"], table["rank_high"], strict=True)]
    )
    columns = {
        "name": plain,
        "rank": plain,
        "rank_range": plain,
        "expected_rank": figure_of(1),
        "share": share_of,
        "share_low": share_of,
        "share_high": share_of,
        "p_top": share_of,
        "group": plain,
    }
    if len(table):
        yield Table(make_view(ranges, columns, lang).rename(columns=dict(_distinct(lang))))
    yield from rest_of(certainty.contacts["name"].tolist(), top, lang, file="certainty.csv")


def _distinct(lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the column whose label means something else in a ranking by another measure."""
    yield say("columns", "group", lang), say("headings", "tied_group", lang)


def question_section(questions: pd.DataFrame, lang: Language, *, top: int = SHOWN) -> Iterator[Block]:
    """Say what to find out first, what hangs on it, and whom to ask."""
    yield Heading(say("headings", "questions", lang))
    if not len(questions):
        yield Paragraph(say("sentences", "no_questions", lang))
        return
    yield Paragraph(say("sentences", "questions", lang))
    columns = {
        "question": plain,
        "evppi": figure_of(4),
        "information_bits": figure_of(2),
        "variance_share": share_of,
        "ask_name": plain,
    }
    yield from cut_table(questions, columns, lang, top=top, file="questions.csv", who=questions["question"].tolist())
    doubt, share = questions.attrs["greatest_doubt"], questions.attrs["greatest_share"]
    if doubt is not None:
        yield Paragraph(say("sentences", "greatest_doubt", lang, question=doubt, share=percent(share)))
