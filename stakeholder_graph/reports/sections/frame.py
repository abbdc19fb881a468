"""What stands around the sections: which account this is, and how to read the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.reports.document import Block, Bullet, Bullets, Heading, Paragraph, Picture
from stakeholder_graph.reports.wording import say, texts
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["head_section", "reading_section", "report_title"]


def report_title(account: Mapping[str, Any], lang: Language) -> str:
    """Return the title of the report of an account."""
    return say("headings", "report", lang, account=account.get("account") or say("headings", "unnamed", lang))


def head_section(account: Mapping[str, Any], lang: Language, picture: str | None = None) -> Iterator[Block]:
    """Say which account and which purchase this is, and show its map."""
    yield Heading(report_title(account, lang), 1)
    stage = account.get("stage")
    parts = [account.get("purchase"), PURCHASE_STAGES.label(stage, lang) if stage else None, account.get("as_of")]
    if any(parts):
        yield Paragraph(" · ".join(str(part) for part in parts if part))
    if picture is not None:
        yield Picture(picture, say("headings", "map", lang))


def reading_section(lang: Language) -> Iterator[Block]:
    """Say what the numbers mean and what they do not."""
    yield Heading(say("headings", "reading", lang))
    points = (say("reading", key, lang).rpartition(" | ") for key in texts()["reading"])
    yield Bullets(tuple(Bullet(text, lead=lead) for lead, _, text in points))
