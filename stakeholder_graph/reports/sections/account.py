"""The account as a whole: its stage, its class, the signs that it comes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakeholder_graph.reports.cells import make_view, plain
from stakeholder_graph.reports.document import Block, Heading, Table
from stakeholder_graph.reports.sections.answers import text_blocks
from stakeholder_graph.reports.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.analysis.account.classes import AccountClassification
    from stakeholder_graph.analysis.account.stage_assessment import StageAssessment
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["account_section", "uncoupling_section"]


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
