"""Everything that the library says of one account: facts that are there, rendered in any form."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import json_safe
from stakeholder_graph.reports.html_page import blocks_to_html, html_page
from stakeholder_graph.reports.markdown import blocks_to_markdown
from stakeholder_graph.reports.rendering import with_attrs
from stakeholder_graph.reports.sections.account import account_section, uncoupling_section
from stakeholder_graph.reports.sections.certainty import certainty_section, question_section
from stakeholder_graph.reports.sections.coverage import coach_section, finding_section, role_section, unknown_section
from stakeholder_graph.reports.sections.frame import head_section, reading_section, report_title
from stakeholder_graph.reports.sections.group import group_section, label_section, mediation_section
from stakeholder_graph.reports.sections.influence import ranking_section, role_ranking_section, vote_section
from stakeholder_graph.reports.sections.motives import motive_list_section, motive_section
from stakeholder_graph.reports.sections.outlook import (
    forecast_section,
    move_section,
    sponsor_section,
    turnover_section,
    visit_section,
    way_section,
)
from stakeholder_graph.reports.sections.relations import (
    dossier_section,
    fading_section,
    path_section,
    relationship_section,
)
from stakeholder_graph.reports.sections.review import change_section, history_section, position_section
from stakeholder_graph.reports.terminal import blocks_to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.analysis.account.classes import AccountClassification
    from stakeholder_graph.analysis.account.stage_assessment import StageAssessment
    from stakeholder_graph.analysis.certainty.rank_answer import RankCertainty
    from stakeholder_graph.analysis.forecast.decision_forecast import DecisionForecast
    from stakeholder_graph.analysis.group.structure import StructureSummary
    from stakeholder_graph.analysis.moves.sponsors import SponsorSequence
    from stakeholder_graph.analysis.moves.visit_plan import VisitPlan
    from stakeholder_graph.analysis.relations.access_answer import Access
    from stakeholder_graph.reports.document import Block
    from stakeholder_graph.review.changes import Changes
    from stakeholder_graph.review.position import Position
    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["AccountReport"]

_FIGURES = (
    "lean",
    "unattributed",
    "unknown_share",
    "coverage",
    "critical",
    "high",
    "coaches",
    "access",
    "known_of_people",
)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AccountReport:
    """Everything that is known of one account, computed once, and worded in one language.

    Attributes
    ----------
    lang : {"en", "zh"}
        The language of its sentences.
    account : dict
        The account's own columns.
    names : dict of str to str
        Contact or teammate id -> name, or the id where there is no name.
    ranking, role_ranking, coverage, coaches
        As from ``rank_contacts``, ``rank_roles``, ``check_coverage``, ``assess_coaches``.
    forecast, votes
        As from ``forecast_decision``, ``voting_power``.
    moves, sponsors, ways, visits
        As from ``next_moves``, ``declared_sponsors``, ``ways_to_act``, ``plan_visits`` (None where no date is known).
    paths, access, turnover
        As from ``introduction_paths``, ``assess_access`` (None without certainty), ``turnover_risk``.
    motives, alignment, conflicts
        As from ``motive_table``, ``motive_alignment``, ``motive_conflicts``.
    strengths, balance, dossiers
        As from ``relationship_strength``, ``relationship_balance``, ``dossier_completeness``.
    stage, classification, signals
        As from ``account_stage``, ``classify_account``, ``uncoupling_signals``.
    structure, coalitions, labels, mediation
        As from ``structure_summary``, ``coalitions``, ``stakeholder_labels``, ``brokerage``.
    position
        As from ``assess_position``.
    certainty, questions
        As from ``rank_certainty`` and ``questions_to_ask``; None where no certainty was asked for.
    changes, history
        As from ``diff``, since the last snapshot before the map, and from ``trend``, to the map itself; None without
        earlier snapshots.
    """

    lang: Language
    account: dict[str, Any]
    names: dict[str, str]
    ranking: pd.DataFrame
    role_ranking: pd.DataFrame
    forecast: DecisionForecast
    votes: pd.DataFrame
    moves: pd.DataFrame
    sponsors: SponsorSequence
    ways: pd.DataFrame
    visits: VisitPlan | None
    paths: pd.DataFrame
    access: Access | None
    coverage: CoverageReport
    coaches: pd.DataFrame
    turnover: pd.DataFrame
    motives: pd.DataFrame
    alignment: pd.DataFrame
    conflicts: pd.DataFrame
    strengths: pd.DataFrame
    balance: pd.DataFrame
    dossiers: pd.DataFrame
    stage: StageAssessment
    classification: AccountClassification
    signals: pd.DataFrame
    structure: StructureSummary
    coalitions: pd.DataFrame
    labels: pd.DataFrame
    mediation: pd.DataFrame
    position: Position
    certainty: RankCertainty | None = None
    questions: pd.DataFrame | None = None
    changes: Changes | None = None
    history: pd.DataFrame | None = None

    def to_frame(self) -> pd.DataFrame:
        """Return the key figures.

        Returns
        -------
        pandas.DataFrame
            Index ``figure``; float column ``value``, NaN where it is not known: ``lean`` in [-1, 1], ``unattributed``
            and ``unknown_share`` (shares of the decision), ``coverage`` of the roles that the stage requires,
            ``critical`` and ``high`` (findings), ``coaches``, ``access`` (to those who decide, as for ``compare``;
            NaN where it is not known) and ``known_of_people`` (completeness of the dossiers by share of the
            decision).
        """
        severities = self.coverage.findings["severity"].tolist()
        values = (
            self.forecast.lean,
            self.forecast.unattributed,
            self.forecast.unknown_share,
            self.coverage.score,
            float(severities.count("critical")),
            float(severities.count("high")),
            float(self.coaches["coach_class"].isin(("coach", "champion")).sum()),
            self.turnover.attrs["access"],
            self.dossiers.attrs["total"],
        )
        index = pd.Index(_FIGURES, name="figure", dtype=object)
        return pd.DataFrame({"value": pd.Series(values, index=index, dtype=float)})

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values that JSON can hold; what is not known is None.

        A table is a dict: what stands in its ``.attrs``, and ``records``, the list of its rows.
        """
        worded = {"coverage": self.coverage.to_dict(self.lang), "position": self.position.to_dict(self.lang)}
        if self.changes is not None:
            worded["changes"] = self.changes.to_dict(self.lang)
        return {each.name: worded.get(each.name) or _plain(getattr(self, each.name)) for each in fields(self)}

    def blocks(self, *, picture: str | None = None) -> Iterator[Block]:
        """Yield the report in the order in which a reader asks; `picture` is the link to the influence map."""
        lang = self.lang
        yield from head_section(self.account, lang, picture)
        yield from position_section(self.position, lang)
        if self.changes is not None:
            yield from change_section(self.changes, lang)
        yield from forecast_section(self.forecast, self.names, lang)
        yield from vote_section(self.votes, lang)
        yield from ranking_section(self.ranking, lang)
        yield from role_ranking_section(self.role_ranking, lang)
        yield from move_section(self.moves, self.names, lang)
        yield from way_section(self.ways, self.moves, lang)
        yield from sponsor_section(self.sponsors, lang)
        if self.visits is not None:
            yield from visit_section(self.visits, lang)
        yield from path_section(self.paths, self.access, self.names, lang)
        yield from role_section(self.coverage, lang)
        yield from finding_section(self.coverage, lang)
        yield from coach_section(self.coaches, self.names, lang)
        yield from motive_section(self.alignment, self.conflicts, lang)
        yield from motive_list_section(self.motives, lang)
        yield from relationship_section(self.balance, self.names, lang)
        yield from fading_section(self.strengths, self.names, lang)
        yield from dossier_section(self.dossiers, lang)
        yield from turnover_section(self.turnover, lang)
        yield from group_section(self.structure, self.coalitions, self.names, lang)
        yield from mediation_section(self.mediation, self.names, lang)
        yield from label_section(self.labels, self.names, lang)
        yield from account_section(self.stage, self.classification, lang)
        yield from uncoupling_section(self.signals, lang)
        if self.history is not None:
            yield from history_section(self.history, lang)
        if self.certainty is not None:
            yield from certainty_section(self.certainty, lang)
        if self.questions is not None:
            yield from question_section(self.questions, lang)
        yield from unknown_section(self.coverage, lang)
        yield from reading_section(lang)

    def to_markdown(self, *, picture: str | None = None) -> str:
        """Return the report as Markdown; marks in the data are escaped."""
        return blocks_to_markdown(self.blocks(picture=picture))

    def to_html(self, *, picture: str | None = None) -> str:
        """Return the report as a page that needs nothing else but the picture it links; everything is escaped."""
        return html_page(report_title(self.account, self.lang), self.blocks(picture=picture), self.lang)

    def _short(self) -> Iterator[Block]:
        """Yield where the decision leans and where we stand."""
        yield from head_section(self.account, self.lang)
        yield from forecast_section(self.forecast, self.names, self.lang, top=0)
        yield from position_section(self.position, self.lang)

    def __str__(self) -> str:
        """Say it in short; the whole is in the Markdown and in the HTML."""
        return blocks_to_text(self._short())

    def __repr__(self) -> str:
        return f"AccountReport({report_title(self.account, self.lang)})"

    def _repr_html_(self) -> str:
        return blocks_to_html(self._short())


def _plain(value: Any) -> Any:
    if isinstance(value, pd.DataFrame):
        return json_safe(with_attrs(value))
    return value.to_dict() if isinstance(value, Answer) else json_safe(value)
