"""Who moves the decision, which role counts when, and how a formal vote stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from stakeholder_graph.analysis.influence.decision import NOBODY_DECIDES
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.reports.cells import figure_of, plain, share_of, tick
from stakeholder_graph.reports.document import Block, Heading, Paragraph, Remark, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.sections.cutting import SHOWN, cut_table, rest_of
from stakeholder_graph.reports.views import ranking_view
from stakeholder_graph.reports.wording import label, say
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.analysis.influence.explanation import RankExplanation
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["completeness_sentence", "explanation_section", "ranking_section", "role_ranking_section", "vote_section"]


_EXPLAINED = {"completeness": "map_completeness", "unattributed": "unattributed"}
_SEVERAL = 2


def ranking_section(ranking: pd.DataFrame, lang: Language, *, top: int | None = None) -> Iterator[Block]:
    """Say who moves the decision, and how much of it the map explains; `top` shows only the first ones."""
    yield Heading(say("headings", "ranking", lang))
    if not len(ranking):
        yield Paragraph(say("sentences", "no_contacts", lang))
        return
    attrs = ranking.attrs
    yield Paragraph(completeness_sentence(ranking, lang))
    if attrs["basis"] == NOBODY_DECIDES:
        yield Remark(say("sentences", "unowned", lang))
    shown = ranking if top is None else ranking.head(top)
    shown.attrs = attrs
    yield Table(ranking_view(shown, lang))
    names = [str(contact if is_missing(name) else name) for contact, name in ranking["name"].items()]
    yield from rest_of(names, len(shown), lang, file="ranking.csv")


def completeness_sentence(ranking: pd.DataFrame, lang: Language) -> str:
    """Say how much of the decision the map explains."""
    shares = {name: share_of(ranking.attrs[key]) for name, key in _EXPLAINED.items()}
    key = "completeness_unowned" if ranking.attrs["basis"] == NOBODY_DECIDES else "completeness"
    return say("sentences", key, lang, **shares)


def role_ranking_section(role_ranking: pd.DataFrame, lang: Language) -> Iterator[Block]:
    """Say which role counts in which stage; a role that nobody on the map holds is not shown."""
    held = role_ranking.dropna(how="all")
    if not len(held):
        return
    yield Heading(say("headings", "role_ranking", lang), 3)
    view = pd.DataFrame({label("columns", "role", lang): [ROLES.label(role, lang) for role in held.index]})
    for stage in held.columns:
        view[PURCHASE_STAGES.label(stage, lang)] = [share_of(share) for share in held[stage]]
    yield Table(view)


def vote_section(votes: pd.DataFrame, lang: Language, *, top: int = SHOWN) -> Iterator[Block]:
    """Say who can turn a formal vote; nothing where nobody decides, or one person without a weight."""
    unowned = votes.attrs["basis"] == NOBODY_DECIDES
    if unowned or (len(votes) < _SEVERAL and votes.attrs["basis"] == "decision makers"):
        return
    yield Heading(say("headings", "votes", lang), 3)
    sums = {name: f"{votes.attrs[name]:g}" for name in ("total", "quota")}
    yield Paragraph(say("sentences", "votes", lang, **sums))
    columns = {
        "name": plain,
        "weight": figure_of(2),
        "banzhaf": share_of,
        "shapley_shubik": share_of,
        "is_veto": tick,
    }
    yield from cut_table(votes, columns, lang, top=top, file="votes.csv")


def explanation_section(why: RankExplanation, lang: Language) -> Iterator[Block]:
    """Say why a contact is where it is."""
    yield from text_blocks(why.to_text(lang))
