"""Where the decision leans, whose mind to work on next, and what breaks if somebody leaves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from stakeholder_graph.analysis.influence.decision import NOBODY_DECIDES
from stakeholder_graph.reports.cells import figure_of, make_view, named, number, plain, share_of, stance_of, tick, words
from stakeholder_graph.reports.document import Block, Heading, Paragraph, Remark, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.sections.cutting import SHOWN, cut_table, rest_of
from stakeholder_graph.reports.wording import label, say
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast
    from stakeholder_graph.analysis.moves.sponsors import SponsorSequence
    from stakeholder_graph.analysis.moves.visit_plan import VisitPlan
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["forecast_section", "move_section", "sponsor_section", "turnover_section", "visit_section", "way_section"]

_SIGNED = figure_of(2, signed=True)
_ACTED_ON = 5  # ours: contacts for whom ways to act are shown
_WAYS = 2  # ours: ways shown for each


def forecast_section(
    forecast: DecisionForecast, names: Mapping[str, str], lang: Language, *, top: int = SHOWN
) -> Iterator[Block]:
    """Say where the decision leans and who has moved whom; without a table where `top` is 0."""
    yield Heading(say("headings", "forecast", lang))
    yield from text_blocks(forecast.to_text(lang))
    columns = {
        "name": plain,
        "stance": stance_of(lang),
        "settled": _SIGNED,
        "share": share_of,
        "contribution": _SIGNED,
        "moved_by": named(names, lang),
    }
    if top and len(forecast.contacts):
        contacts = forecast.contacts
        yield from cut_table(contacts, columns, lang, top=top, file="forecast.csv", figure="contribution")


def move_section(
    moves: pd.DataFrame,
    names: Mapping[str, str],
    lang: Language,
    *,
    top: int = SHOWN,
) -> Iterator[Block]:
    """Say whose mind to work on next, through whom and with which motive; those who decide stand apart."""
    yield Heading(say("headings", "moves", lang))
    if not len(moves):
        yield Paragraph(say("sentences", "no_contacts", lang))
        return
    unowned = moves.attrs["basis"] == NOBODY_DECIDES
    yield Paragraph(say("sentences", "moves_unowned" if unowned else "moves", lang))
    if unowned:
        yield Remark(say("sentences", "unowned", lang))
    columns = {
        "name": plain,
        "stance": stance_of(lang),
        "gain": _SIGNED,
        "gain_declared": _SIGNED,
        "access": share_of,
        "priority": figure_of(3),
        "via": named(names, lang),
        "motive": plain,
        "objection": plain,
        "advice": plain,
        "listens_to": named(names, lang),
    }
    for decides in (False, True):
        group = moves[moves["decides"] == decides]
        if len(group):
            yield Heading(say("headings", "deciders" if decides else "others", lang), 3)
            yield from cut_table(group, columns, lang, top=top, file="moves.csv", figure="priority")


def way_section(ways: pd.DataFrame, moves: pd.DataFrame, lang: Language, *, top: int = _ACTED_ON) -> Iterator[Block]:
    """Say which ways to act fit those best who are to be worked on first."""
    yield Heading(say("headings", "ways", lang), 3)
    best = ways[ways["fits"].fillna(value=False).astype(bool) & (ways["rank"] <= _WAYS)]
    if not len(best):
        yield Paragraph(say("sentences", "no_ways", lang))
        return
    yield Paragraph(say("sentences", "ways", lang))
    fitted = set(best["contact_id"])
    people = [contact for contact in moves.sort_values("priority", ascending=False).index if contact in fitted]
    groups = pd.concat([best[best["contact_id"] == contact] for contact in people[:top]])
    columns = {"name": plain, "way": plain, "why": plain, "caution": plain}
    yield Table(make_view(groups.drop(columns="way").rename(columns={"label": "way"}), columns, lang))
    yield from rest_of([moves["name"][contact] for contact in people], top, lang, file="ways.csv")


def sponsor_section(sponsors: SponsorSequence, lang: Language) -> Iterator[Block]:
    """Say who should declare for us together, and in which order."""
    yield Heading(say("headings", "sponsors", lang), 3)
    yield from text_blocks(sponsors.to_text(lang))


def visit_section(plan: VisitPlan, lang: Language) -> Iterator[Block]:
    """Say who of ours visits whom, through whom, with which goal."""
    yield Heading(say("headings", "visits", lang))
    yield from text_blocks(plan.to_text(lang))


def turnover_section(turnover: pd.DataFrame, lang: Language, *, top: int = SHOWN) -> Iterator[Block]:
    """Say what breaks if somebody leaves, on either side."""
    yield Heading(say("headings", "turnover", lang))
    if not len(turnover):
        yield Paragraph(say("sentences", "no_contacts", lang))
        return
    yield Paragraph(turnover.attrs["single_threading"][lang])
    shown = turnover.head(top)
    columns = {
        "name": plain,
        "side": lambda value: label("sides", value, lang),
        "change": _SIGNED,
        "roles_lost": words(ROLES.label, lang),
        "score_change": _SIGNED,
        "access_lost": share_of,
        "threads_lost": number,
        "single_point": tick,
        "last_coach": tick,
    }
    view = make_view(shown, columns, lang)
    unowned = shown["decision_unowned"].tolist()
    view.loc[unowned, label("columns", "change", lang)] = say("sentences", "decision_unowned", lang)
    yield Table(view)
    unknown = [math.isnan(harm) for harm in turnover["harm"]]
    yield from rest_of(turnover["name"].tolist(), top, lang, file="turnover.csv", unknown=unknown)
