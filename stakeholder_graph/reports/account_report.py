"""Everything that the library says of one account: facts that are there, rendered in any form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.reports.html_page import html_page
from stakeholder_graph.reports.markdown import blocks_to_markdown
from stakeholder_graph.reports.sections.coverage import coach_section, finding_section, role_section, unknown_section
from stakeholder_graph.reports.sections.frame import head_section, reading_section, report_title
from stakeholder_graph.reports.sections.influence import ranking_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from stakeholder_graph.reports.document import Block
    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["AccountReport"]


@dataclass(frozen=True, slots=True, eq=False)
class AccountReport:
    """What is known of one account.

    Attributes
    ----------
    account : dict
        The account's own columns.
    names : dict of str to str
        Contact id -> name, or the id where there is no name.
    ranking : pandas.DataFrame
        As from ``rank_contacts``.
    coverage : CoverageReport
        As from ``check_coverage``.
    coaches : pandas.DataFrame
        As from ``assess_coaches``.
    """

    account: dict[str, Any]
    names: dict[str, str]
    ranking: pd.DataFrame
    coverage: CoverageReport
    coaches: pd.DataFrame

    def blocks(self, lang: Language = "en", *, picture: str | None = None) -> Iterator[Block]:
        """Yield the report in the order in which a reader asks; `picture` is the link to the influence map."""
        yield from head_section(self.account, lang, picture)
        yield from ranking_section(self.ranking, lang)
        yield from role_section(self.coverage, lang)
        yield from finding_section(self.coverage, lang)
        yield from coach_section(self.coaches, self.names, lang)
        yield from unknown_section(self.coverage, lang)
        yield from reading_section(lang)

    def to_markdown(self, lang: Language = "en", *, picture: str | None = None) -> str:
        """Return the report as Markdown; marks in the data are escaped."""
        return blocks_to_markdown(self.blocks(lang, picture=picture))

    def to_html(self, lang: Language = "en", *, picture: str | None = None) -> str:
        """Return the report as a page that needs nothing else but the picture it links; everything is escaped."""
        return html_page(report_title(self.account, lang), self.blocks(lang, picture=picture), lang)
