"""What moves them, and where that pulls apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.reports.cells import UNKNOWN, figure_of, number, plain, share_of, tick, words
from stakeholder_graph.reports.document import Block, Heading, Paragraph
from stakeholder_graph.reports.sections.cutting import SHOWN, cut_table
from stakeholder_graph.reports.wording import label, say
from stakeholder_graph.vocabulary.motives import DRIVES, MOTIVE_KINDS, SERVED_CONCERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["motive_list_section", "motive_section"]

_SIGNED = figure_of(2, signed=True)


def motive_section(
    alignment: pd.DataFrame, conflicts: pd.DataFrame, lang: Language, *, top: int = SHOWN
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
        "alignment": share_of,
        "inner_conflict": figure_of(2),
        "pattern": lambda value: label("patterns", value, lang),
        "serves": words(SERVED_CONCERNS.label, lang),
    }
    yield from cut_table(noted, columns, lang, top=top, file="motive_alignment.csv")
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
        pairs = [f"{one} – {other}" for one, other in zip(opposed["first_name"], opposed["second_name"], strict=True)]
        yield from cut_table(opposed, shown, lang, top=top, file="motive_conflicts.csv", who=pairs)


def motive_list_section(motives: pd.DataFrame, lang: Language, *, top: int = SHOWN) -> Iterator[Block]:
    """List the motives, those that are due for a review first, with pain or gain and their age."""
    if not len(motives):
        return
    yield Heading(say("headings", "motive_list", lang), 3)
    facts = motives.attrs
    counts = {"pains": facts["drive"]["pain"], "gains": facts["drive"]["gain"]}
    due = {"due": facts["review_due"], "undated": facts["undated"]}
    yield Paragraph(say("sentences", "motive_count", lang, **counts, **due))
    first = motives.assign(later=~motives["review_due"].fillna(value=False).astype(bool))
    columns = {
        "name": plain,
        "description": plain,
        "kind": lambda value: MOTIVE_KINDS.label(value, lang),
        "drive": lambda value: UNKNOWN if is_missing(value) else DRIVES.label(value, lang),
        "speaks_for_us": tick,
        "age_days": number,
        "review_due": tick,
        "next_step": plain,
    }
    yield from cut_table(first.sort_values("later", kind="stable"), columns, lang, top=top, file="motives.csv")
