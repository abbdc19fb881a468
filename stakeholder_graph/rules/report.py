"""The coverage report: what came of every rule and how each role is covered, as tables, plain data or a card."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.presenting import json_safe
from stakeholder_graph.rules.questions import question_records
from stakeholder_graph.rules.records import finding_record, outcome_record, role_record, unknown_record
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.rules.wording import Wording
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from stakeholder_graph.analysis.relations.role_coverage import CoverageScore, RoleCoverage
    from stakeholder_graph.rules.judgement import Finding, Judgement, Unknown

__all__ = ["CoverageReport"]

_FINDING_COLUMNS = (
    "rule",
    "name",
    "severity",
    "confidence",
    "contacts",
    "evidence",
    "question",
    "action",
    "fragile",
)
_UNKNOWN_COLUMNS = ("rule", "name", "contacts", "missing", "question")
_ROLE_COLUMNS = (
    "role",
    "need",
    "holders",
    "met",
    "not_met",
    "relationship_unknown",
    "coverage",
    "status",
    "missing",
)


@dataclass(frozen=True, eq=False)
class CoverageReport:
    """What is missing on the map of a purchase.

    The tables are made when they are asked for, and are yours to change.

    Attributes
    ----------
    stage : str or None
        The purchase stage that was looked at; None where it is not known.
    as_of : datetime.date or None
        The date that was looked at; None where it is not known.
    judgements : tuple of Judgement
        What came of each rule, in the order of the rule set.
    role_coverage : tuple of RoleCoverage
        The ten roles, in the order of the vocabulary.
    overall : CoverageScore
        The mean coverage of the required roles.
    names : mapping of str to str
        The name to show for each contact.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> report = sg.check_coverage(sg.example_buying_center())
    >>> report.outcomes["outcome"].value_counts().to_dict()
    {'pass': 27, 'unknown': 23, 'hit': 8}
    """

    stage: str | None
    as_of: dt.date | None
    judgements: tuple[Judgement, ...]
    role_coverage: tuple[RoleCoverage, ...]
    overall: CoverageScore
    names: Mapping[str, str]

    @property
    def score(self) -> float:
        """Mean coverage of the required roles whose coverage is known, in [0, 1]; NaN where nothing is known; ours.

        A role without a holder counts 0. More contacts are never scored as good by themselves: a contact raises the
        figure only as far as a required role becomes easier to reach.
        """
        return self.overall.score

    @property
    def score_range(self) -> tuple[float, float]:
        """What the score would be with every unknown relationship at 0 and at .95, the best step there is."""
        return (self.overall.low, self.overall.high)

    @property
    def roles(self) -> pd.DataFrame:
        """How each role is covered, in English; see :meth:`role_frame`."""
        return self.role_frame()

    @property
    def findings(self) -> pd.DataFrame:
        """The findings in English; see :meth:`to_frame`."""
        return self.to_frame()

    @property
    def unknowns(self) -> pd.DataFrame:
        """What the rules could not decide, in English; see :meth:`unknown_frame`."""
        return self.unknown_frame()

    @property
    def outcomes(self) -> pd.DataFrame:
        """What came of every rule.

        Index ``rule`` (id), in the order of the rule set: ``name``, ``outcome`` ("hit", "pass" or "unknown"),
        ``fragile`` (bool: moving a threshold by a tenth changes the outcome), ``note`` ("not yet" where the rule does
        not apply in this stage).
        """
        import pandas as pd  # noqa: PLC0415  only tables need pandas

        records = [outcome_record(judgement) for judgement in self.judgements]
        columns = ["rule", "name", "outcome", "fragile", "note"]
        return pd.DataFrame(records, columns=columns).astype({"fragile": bool}).set_index("rule")

    def role_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return how each role is covered.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of what is missing; keys stay keys.

        Returns
        -------
        pandas.DataFrame
            Index ``role``, the ten roles in the order of the vocabulary.

            - ``need`` : "required", "useful" or "none" in this stage.
            - ``holders``, ``met``, ``not_met``, ``relationship_unknown`` : tuples of contact ids, sorted.
            - ``coverage`` : float in [0, 1], chance that at least one holder can be reached (noisy-or over the known
              relationships); NaN where none is known or nobody holds the role.
            - ``status`` : "covered", "not_met", "unknown", "placeholder" or "empty".
            - ``missing`` : text, what to find out or to do; empty where the role is covered.
        """
        import pandas as pd  # noqa: PLC0415  only tables need pandas

        wording = self._wording(lang)
        records = [role_record(role, wording) for role in self.role_coverage]
        return pd.DataFrame(records, columns=list(_ROLE_COLUMNS)).set_index("role")

    def unknown_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return what the rules could not decide.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of the questions; keys stay keys.

        Returns
        -------
        pandas.DataFrame
            One row per rule and set of missing inputs, sorted by rule: ``rule``, ``name`` (str), ``contacts`` (tuple
            of ids; empty where an input of the map is missing), ``missing`` (tuple of input names), ``question``
            (text).
        """
        import pandas as pd  # noqa: PLC0415  only tables need pandas

        wording = self._wording(lang)
        records = [unknown_record(unknown, wording) for unknown in self._unknowns()]
        return pd.DataFrame(records, columns=list(_UNKNOWN_COLUMNS))

    def to_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return the findings as a table.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of evidence, question and action; keys stay keys.

        Returns
        -------
        pandas.DataFrame
            One row per rule and severity, the worst first, then by rule.

            - ``rule``, ``name`` : str, the rule.
            - ``severity`` : "error", "critical", "high", "medium", "low" or "info".
            - ``confidence`` : float in [0, 1), the lowest confidence stated for what the rule looked at (ours); NaN
              where none is stated. Severity and confidence are two things.
            - ``contacts`` : tuple of contact ids, sorted; empty for a finding about the map.
            - ``evidence``, ``question``, ``action`` : text; contacts by name where they have one.
            - ``fragile`` : bool, the outcome hangs on a threshold.
        """
        import pandas as pd  # noqa: PLC0415  only tables need pandas

        wording = self._wording(lang)
        records = [finding_record(finding, wording, self.stage) for finding in self._findings()]
        frame = pd.DataFrame(records, columns=list(_FINDING_COLUMNS))
        return frame.astype({"confidence": float, "fragile": bool})

    def to_dict(self, lang: Language = "en") -> dict[str, Any]:
        """Return everything as plain data that JSON can hold; what is not known is None.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of the texts.

        Returns
        -------
        dict
            ``stage``, ``as_of`` (ISO date), ``score``, ``score_range``, ``roles``, ``findings``, ``unknowns`` and
            ``outcomes`` (lists of dicts with the columns of the tables). Findings and unknowns also have ``title``;
            findings ``severity_label``; unknowns ``missing_labels``. ``questions`` joins the unknowns of all rules,
            a question for each missing input, what most rules wait for first: ``missing``, ``missing_label``,
            ``contacts`` (everybody for whom any rule misses it; empty for the map), ``question``, ``rules`` (ids).
        """
        wording = self._wording(lang)
        data: dict[str, Any] = json_safe(
            {
                "stage": self.stage,
                "as_of": self.as_of,
                "score": self.score,
                "score_range": self.score_range,
                "roles": [role_record(role, wording) for role in self.role_coverage],
                "findings": [finding_record(finding, wording, self.stage) for finding in self._findings()],
                "unknowns": [unknown_record(unknown, wording) for unknown in self._unknowns()],
                "questions": question_records(self._unknowns(), wording),
                "outcomes": [outcome_record(judgement) for judgement in self.judgements],
            }
        )
        return data

    def __str__(self) -> str:
        """Say how covered the roles are, and list what was found, a line each."""
        found = (f"  {each['severity']:<8} {each['rule']}  {each['evidence']}" for each in self.to_dict()["findings"])
        return "\n".join([repr(self), *found])

    def __repr__(self) -> str:
        score = "not known" if math.isnan(self.score) else f"{self.score:.2f}"
        outcomes = [judgement.outcome for judgement in self.judgements]
        counts = ", ".join(f"{outcomes.count(kind)} {kind}" for kind in ("hit", "unknown", "pass"))
        stage = f"stage {self.stage}" if self.stage else "stage not known"
        return f"CoverageReport({stage}, role coverage {score}, rules: {counts})"

    def _repr_html_(self) -> str:
        """Return the card that a notebook shows."""
        from stakeholder_graph.rules.card import render_coverage  # noqa: PLC0415  only notebooks need it

        return render_coverage(self.to_dict())

    def _wording(self, lang: Language) -> Wording:
        check_option("language", lang, LANGUAGES)
        return Wording(lang, self.names)

    def _findings(self) -> list[Finding]:
        found = [finding for judgement in self.judgements for finding in judgement.findings]
        return sorted(found, key=lambda finding: (SEVERITIES.order(finding.severity), finding.rule.id))

    def _unknowns(self) -> list[Unknown]:
        found = [unknown for judgement in self.judgements for unknown in judgement.unknowns]
        return sorted(found, key=lambda unknown: (unknown.rule.id, unknown.fields))
