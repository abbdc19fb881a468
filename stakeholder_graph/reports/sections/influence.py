"""Who moves the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.document import Block, Heading, Paragraph, Remark, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.views import ranking_view
from stakeholder_graph.reports.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.analysis.influence.explanation import RankExplanation
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["explanation_section", "ranking_section"]


def ranking_section(ranking: pd.DataFrame, lang: Language, *, top: int | None = None) -> Iterator[Block]:
    """Say who moves the decision, and how much of it the map explains; `top` shows only the first ones."""
    yield Heading(say("headings", "ranking", lang))
    if not len(ranking):
        yield Paragraph(say("sentences", "no_contacts", lang))
        return
    attrs = ranking.attrs
    completeness, unattributed = attrs["map_completeness"], attrs["unattributed"]
    yield Paragraph(say("sentences", "completeness", lang, completeness=completeness, unattributed=unattributed))
    if attrs["basis"] == "mean of all contacts":
        yield Remark(say("sentences", "unowned", lang))
    shown = ranking if top is None else ranking.head(top)
    shown.attrs = attrs
    yield Table(ranking_view(shown, lang))


def explanation_section(why: RankExplanation, lang: Language) -> Iterator[Block]:
    """Say why a contact is where it is."""
    yield from text_blocks(why.to_text(lang))
