"""Our relations: who can introduce us, how well we know everybody, and what we do not know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.cells import figure_of, make_view, named, number, plain, share_of
from stakeholder_graph.reports.document import Block, Heading, Paragraph, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.sections.cutting import SHOWN, cut_table
from stakeholder_graph.reports.wording import label, say
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS, RELATIONSHIP_TRENDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from stakeholder_graph.analysis.relations.access_answer import Access
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["dossier_section", "fading_section", "path_section", "relationship_section"]

_FADING = ("fading", "faded")


def path_section(
    paths: pd.DataFrame, access: Access | None, names: Mapping[str, str], lang: Language
) -> Iterator[Block]:
    """Say who can introduce us to those who decide, how reliably, and how well all ways hold together."""
    yield Heading(say("headings", "paths", lang))
    if access is not None:
        yield from text_blocks(access.to_text(lang))
    if not len(paths):
        yield Paragraph(paths.attrs["note"] or say("sentences", "no_paths", lang))
        return
    columns = {
        "target": lambda value: names.get(value, value),
        "rank": plain,
        "reliability": share_of,
        "names": " → ".join,
        "weakest_reliability": share_of,
        "weakest_basis": lambda value: label("bases", value, lang),
        "ask": plain,
    }
    yield Table(make_view(paths, columns, lang))


def relationship_section(
    balance: pd.DataFrame, names: Mapping[str, str], lang: Language, *, top: int = SHOWN
) -> Iterator[Block]:
    """Say how well we know everybody, through whom, and which side of the relationship needs work first."""
    yield Heading(say("headings", "relationships", lang))
    if not len(balance):
        yield Paragraph(say("sentences", "no_contacts", lang))
        return
    columns = {
        "name": plain,
        "best_teammate": lambda value: names.get(value, plain(value)),
        "step": lambda value: RELATIONSHIP_STEPS.label(value, lang) if value else "?",
        "trend": lambda value: RELATIONSHIP_TRENDS.label(value, lang) if value else "",
        "relational": figure_of(2),
        "rational": figure_of(2),
        "weaker": lambda value: label("weaker_sides", value, lang),
        "threads": number,
        "reciprocity": share_of,
        "level_gap": number,
        "peer": lambda value: names.get(value, plain(value)),
    }
    yield from cut_table(balance, columns, lang, top=top, file="relationship_balance.csv", figure="relational")


def fading_section(
    strengths: pd.DataFrame, names: Mapping[str, str], lang: Language, *, top: int = SHOWN
) -> Iterator[Block]:
    """Say which relationships fade, how long ago the last contact was, and what of them is lost."""
    if not len(strengths):
        return
    yield Heading(say("headings", "fading", lang), 3)
    fading = strengths[strengths["fading"].isin(_FADING)].sort_values("lost", ascending=False, kind="stable")
    columns = {
        "name": plain,
        "teammate": named(names, lang),
        "days_since": number,
        "nominal": figure_of(2),
        "faded_strength": figure_of(2),
        "lost": share_of,
        "fading": lambda value: label("fading", value, lang),
    }
    if len(fading):
        shown = fading.rename(columns={"strength": "faded_strength"})
        pairs = [
            f"{who} ({plain(names.get(mate, mate))})"
            for who, mate in zip(shown["name"], shown["teammate"], strict=True)
        ]
        yield from cut_table(shown, columns, lang, top=top, file="relationships.csv", who=pairs)
    else:
        yield Paragraph(say("sentences", "not_fading", lang))
    if strengths.attrs["undated"]:
        yield Paragraph(say("sentences", "undated_relationships", lang, count=strengths.attrs["undated"]))


def dossier_section(dossiers: pd.DataFrame, lang: Language, *, top: int = SHOWN) -> Iterator[Block]:
    """Say what we know of each person and the first thing to find out."""
    yield Heading(say("headings", "dossiers", lang))
    if not len(dossiers):
        yield Paragraph(say("sentences", "no_contacts", lang))
        return
    columns = {
        "name": plain,
        "personal": share_of,
        "interpersonal": share_of,
        "work": share_of,
        "total": share_of,
        "next_question": plain,
    }
    yield from cut_table(dossiers, columns, lang, top=top, file="dossiers.csv", figure="total")
