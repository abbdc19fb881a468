"""What moves them, and where that pulls apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.cells import figure_of, make_view, plain, tick, words
from stakeholder_graph.reports.document import Block, Heading, Paragraph, Table
from stakeholder_graph.reports.wording import label, say
from stakeholder_graph.vocabulary.motives import SERVED_CONCERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["motive_section"]

_SHOWN = 12  # ours: rows that are read in a report; the files hold all
_SIGNED = figure_of(2, signed=True)


def motive_section(
    alignment: pd.DataFrame, conflicts: pd.DataFrame, lang: Language, *, top: int = _SHOWN
) -> Iterator[Block]:
    """Say what each contact's motives make of our offer, and whose motives oppose each other."""
    yield Heading(say("headings", "motives", lang))
    noted = alignment[alignment["motives"] > 0]
    if not len(noted):
        yield Paragraph(say("sentences", "no_motives", lang))
        return
    columns = {
        "name": plain,
        "m_org": _SIGNED,
        "m_per": _SIGNED,
        "implied_stance": _SIGNED,
        "stance_gap": _SIGNED,
        "gap_large": tick,
        "pattern": lambda value: label("patterns", value, lang),
        "serves": words(SERVED_CONCERNS.label, lang),
    }
    yield Table(make_view(noted.head(top), columns, lang))
    opposed = conflicts[conflicts["opposed"].fillna(value=False) & (conflicts["exposure"] != 0)]
    if len(opposed):
        yield Heading(say("headings", "conflicts", lang), 3)
        shown = {
            "first_name": plain,
            "second_name": plain,
            "worst_topic": plain,
            "conflict": figure_of(2),
            "exposure": figure_of(2),
        }
        yield Table(make_view(opposed.head(top), shown, lang))
