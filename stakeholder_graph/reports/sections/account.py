"""The account as a whole: its stage, its class, the signs that it comes apart, the shape of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.cells import figure_of, make_view, named, plain, share_of
from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.wording import label, say, texts
from stakeholder_graph.vocabulary.sentences import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from stakeholder_graph.analysis.account.classes import AccountClassification
    from stakeholder_graph.analysis.account.stage_assessment import StageAssessment
    from stakeholder_graph.analysis.group.structure import StructureSummary
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["account_section", "group_section", "uncoupling_section"]


def account_section(stage: StageAssessment, classification: AccountClassification, lang: Language) -> Iterator[Block]:
    """Say how far the account has grown and of which class it is."""
    yield Heading(say("headings", "account", lang))
    yield from text_blocks(stage.to_text(lang))
    yield from text_blocks(classification.to_text(lang))


def uncoupling_section(signals: pd.DataFrame, lang: Language) -> Iterator[Block]:
    """Say what the map sees of the causes for which accounts come apart, and what has to be asked."""
    yield Heading(say("headings", "uncoupling", lang))
    columns = {
        "label": plain,
        "state": lambda value: label("signal_states", value, lang),
        "evidence": plain,
        "question": plain,
    }
    yield Table(make_view(signals, columns, lang))


def group_section(
    structure: StructureSummary,
    coalitions: pd.DataFrame,
    labels: pd.DataFrame,
    names: Mapping[str, str],
    lang: Language,
) -> Iterator[Block]:
    """Say what shape the group has, who pulls together in it, and who has power and interest."""
    yield Heading(say("headings", "group", lang))
    yield from text_blocks(structure.to_text(lang))
    if not len(coalitions):
        return
    yield Heading(say("headings", "coalitions", lang), 3)
    columns = {
        "members": named(names, lang),
        "leader": named(names, lang),
        "share": share_of,
        "coalition_stance": figure_of(2, signed=True),
        "position": lambda value: label("positions", value, lang),
    }
    yield Table(make_view(coalitions.rename(columns={"stance": "coalition_stance"}), columns, lang))
    yield Heading(say("headings", "quadrants", lang), 3)
    points = ((quadrant, labels.index[labels["quadrant"] == quadrant]) for quadrant in texts()["power_interest"])
    yield Bullets(
        tuple(
            Bullet(listed((names[each] for each in people), lang), lead=say("power_interest", quadrant, lang))
            for quadrant, people in points
            if len(people)
        )
    )
