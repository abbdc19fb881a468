"""What has changed between two maps of the same purchase."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import Facts, gather_facts
from stakeholder_graph.analysis.facts.tables import typed_frame
from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.model.answers import Answer
from stakeholder_graph.model.presenting import json_safe
from stakeholder_graph.review.change_words import change_records, write_changes
from stakeholder_graph.review.differences import CHANGE_KINDS, Change, differences
from stakeholder_graph.review.key_figures import KEY_FIGURES, figures_of
from stakeholder_graph.rules.coverage import coverage_of
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet, check_rules
from stakeholder_graph.vocabulary.options import check_number
from stakeholder_graph.vocabulary.terms import LANGUAGES, Language, check_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.rules.judgement import Judgement
    from stakeholder_graph.rules.report import CoverageReport

__all__ = ["STANCE_FALL", "Changes", "changes_between", "diff"]

STANCE_FALL = 0.4  # ours: from such a fall of a stance on it is asked what has changed
_DTYPES = {
    **dict.fromkeys(("kind", "id", "name", "column", "before", "after"), "object"),
    "change": "float64",
    "note": "object",
}
_FIGURES = [name for name, dtype in KEY_FIGURES.items() if dtype != "object"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Changes(Answer):
    """What has changed between two maps.

    Attributes
    ----------
    before, after : datetime.date or None
        The dates that the two maps show.
    changes : tuple of Change
        Every change, as in :meth:`to_frame`, what matters most for the next review first.
    figures : pandas.DataFrame
        Index ``figure``: ``before``, ``after``, ``change`` (float) of the figures that :func:`trend` describes.
    falling : tuple of str
        Contacts in their posts whose stance has fallen by `fall` or more, the furthest first.
    fall : float
        See :func:`diff`.
    names : mapping of str to str
        The name to show for everybody on either map.
    coverage_before, coverage_after : CoverageReport
        What the rules found on each map at its own date.
    """

    before: dt.date | None
    after: dt.date | None
    changes: tuple[Change, ...]
    figures: pd.DataFrame
    falling: tuple[str, ...]
    fall: float
    names: Mapping[str, str]
    coverage_before: CoverageReport
    coverage_after: CoverageReport

    def __len__(self) -> int:
        """Return the number of changes; without any, the answer counts as false."""
        return len(self.changes)

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """Return the changes of some kinds.

        Parameters
        ----------
        *kinds : str
            Such as ``"joined"``; see :meth:`to_frame`.

        Raises
        ------
        UnknownTermError
            If there is no such kind.
        """
        chosen = {CHANGE_KINDS.check(kind) for kind in kinds}
        return tuple(change for change in self.changes if change.kind in chosen)

    def to_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return every change as a table.

        Parameters
        ----------
        lang : {"en", "zh"}, default "en"
            Language of names of rules and of notes; keys and values stay as they are.

        Returns
        -------
        pandas.DataFrame
            One row per change: by kind in the order below, then by the size of the change, then by id.

            - ``kind`` : str. ``stage``; ``left``, ``joined`` (takes part no more, or now); ``named`` (a placeholder, or
              somebody of whom there was but an id, is known by name now); ``stance_down``, ``stance_up``,
              ``stance_lost``, ``stance_learnt`` (known to not known, and the other way round);
              ``finding_opened``, ``finding_closed``; ``roles``; ``relationship_lost``, ``_down``, ``_up``, ``_new``;
              ``tie_sign``, ``_added``, ``_removed``, ``_stronger``, ``_weaker``; ``motive_added``, ``_removed``;
              ``renamed``; ``removed``, ``noted_left`` (somebody who had left before is taken off the map, or put on);
              ``team_joined``, ``team_left``; ``finding_changed`` (about others, or of another severity);
              and every other column under ``account``, ``contact``, ``tie``, ``relationship``, ``motive``, ``team``.
            - ``id`` : str, the contact, the teammate or the rule; ``"a -> b"`` for a tie or a relationship; empty for
              the account.
            - ``name`` : str, the same in names.
            - ``column`` : str, the column that has changed; for a motive that comes or goes, its kind.
            - ``before``, ``after`` : the values as the graph holds them; None where there was none. For findings the
              severity, or the outcome of the rule where it is no finding.
            - ``change`` : float, after less before: of numbers, and in steps of relationships; NaN for all else.
            - ``note`` : str, the evidence of a finding, the motive concerned, or what to do; may be empty.
        """
        check_option("language", lang, LANGUAGES)
        return typed_frame(change_records(self, lang), _DTYPES)

    def to_text(self, lang: Language = "en") -> str:
        """Say it in a few lines, the most important first; columns of lesser weight are only counted.

        Raises
        ------
        UnknownTermError
            If there are no texts in that language.
        """
        check_option("language", lang, LANGUAGES)
        return write_changes(self, lang)

    def to_dict(self, lang: Language = "en") -> dict[str, Any]:
        """Return everything as plain values that JSON can hold; what is not known is None.

        Returns
        -------
        dict
            ``before``, ``after`` (ISO dates), ``figures`` and ``changes`` (lists of records with the columns of the
            tables), ``falling`` (ids), ``fall``.
        """
        safe: dict[str, Any] = json_safe(
            {
                "before": self.before,
                "after": self.after,
                "figures": self.figures,
                "changes": self.to_frame(lang),
                "falling": self.falling,
                "fall": self.fall,
            }
        )
        return safe


def diff(
    before: nx.DiGraph[Any],
    after: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    fall: float = STANCE_FALL,
    rules: RuleSet = DEFAULT_RULES,
) -> Changes:
    """Say what has changed between two maps of the same purchase.

    Parameters
    ----------
    before, after : networkx.DiGraph
        Two snapshots, or a map and a scenario; people are recognised by their ids. Not changed.
    stage : str, optional
        The purchase stage by which both are judged; by default each one's own, so that a finding may open because the
        purchase has moved on.
    fall : float, default 0.4
        From such a fall of a stance on it is asked what has changed, in (0, 2]; ours.
    rules : RuleSet, optional
        The rules to check; by default all of them.

    Returns
    -------
    Changes
        ``.to_frame()`` is one row per change; ``.figures`` the key figures before and after, ``.falling`` the contacts
        to ask. Without a change it is empty, and false.

    Raises
    ------
    SchemaError
        If one of the graphs breaks the schema.
    UnknownTermError, OptionError
        If the stage does not exist, `fall` is out of range, or `rules` is no set of rules.

    See Also
    --------
    read_snapshots : the maps of several dates.
    compare : key figures of several maps side by side.
    trend : key figures over time.

    Notes
    -----
    Each map is judged at its own date, the one after with the one before as its earlier snapshot, as :func:`trend`
    judges them. Only the one after can therefore have the finding on falling stances (TIM-004), and before that rule
    counts among the open ones; ``falling`` says who it is by `fall`, the rule by its own limit. Dates in the wrong
    order and two accounts of different names are no mistake: the text says so in its first lines. Motives have no ids:
    one is recognised by contact, kind and description, or topic where it has none.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> G = sg.example_buying_center()
    >>> changes = sg.diff(G, sg.what_if(G, stance={"coo": -0.5}, leave="gate"))
    >>> changes.to_frame()[["kind", "id", "before", "after"]].head(2).to_numpy().tolist()
    [['left', 'gate', 'active', 'left'], ['stance_down', 'coo', 0.1, -0.5]]
    >>> changes.falling, round(float(changes.figures.loc["lean", "change"]), 4)
    (('coo',), -0.0847)
    """
    check_number("fall", fall, "(0, 2]")
    check_rules(rules)
    old, new = gather_facts(before, stage=stage), gather_facts(after, stage=stage, previous=before)
    return changes_between(old, new, coverage_of(old, rules=rules), coverage_of(new, rules=rules), fall=fall)


def changes_between(
    before: Facts, after: Facts, coverage_before: CoverageReport, coverage_after: CoverageReport, *, fall: float
) -> Changes:
    """Return the answer of :func:`diff` from what is known of both maps, and what the rules found on each."""
    found = [
        *differences(before.arrays.rows, after.arrays.rows),
        *_finding_changes(coverage_before, coverage_after),
    ]
    found.sort(key=_importance)
    down = [change for change in found if change.kind == "stance_down" and after.contacts[change.ids[0]].active]
    return Changes(
        before=before.as_of,
        after=after.as_of,
        changes=tuple(found),
        figures=_figures(figures_of(before, coverage_before), figures_of(after, coverage_after)),
        falling=tuple(change.ids[0] for change in down if -change.change >= round(fall, SCORE_DIGITS)),
        fall=fall,
        names={**people_names(before), **people_names(after)},
        coverage_before=coverage_before,
        coverage_after=coverage_after,
    )


def _importance(change: Change) -> tuple[Any, ...]:
    return CHANGE_KINDS.order(change.kind), -_size(change), change.ids, change.column, change.about, repr(change)


def _size(change: Change) -> float:
    """Return what changes of one kind are ordered by: the severity of a finding, or how far a figure has moved."""
    if change.table == "findings":
        severity = next((each for each in (change.after, change.before) if each in SEVERITIES), "info")
        return len(SEVERITIES) - SEVERITIES.order(severity)
    return 0.0 if math.isnan(change.change) else abs(change.change)


def _figures(before: Mapping[str, Any], after: Mapping[str, Any]) -> pd.DataFrame:
    records = [{"figure": name, "before": before[name], "after": after[name]} for name in _FIGURES]
    table = typed_frame(records, {"before": "float64", "after": "float64"}, index="figure")
    return table.assign(change=(table["after"] - table["before"]).round(SCORE_DIGITS))


def _finding_changes(before: CoverageReport, after: CoverageReport) -> Iterator[Change]:
    """Yield the findings that opened, closed, or concern others or are of another severity now."""
    for old, new in zip(before.judgements, after.judgements, strict=True):
        was, now = _standing(old), _standing(new)
        rule = (old.rule.id,)
        if bool(old.findings) is not bool(new.findings):
            kind = "finding_opened" if new.findings else "finding_closed"
            yield Change(kind, "findings", rule, "severity", was, now)
        elif old.findings:
            before_whom, after_whom = (_concerned(judgement) for judgement in (old, new))
            if was != now:
                yield Change("finding_changed", "findings", rule, "severity", was, now)
            if before_whom != after_whom:
                yield Change("finding_changed", "findings", rule, "contacts", before_whom, after_whom)


def _standing(judgement: Judgement) -> str:
    """Return the worst severity of the findings of a rule, or why there is none."""
    severities = [finding.severity for finding in judgement.findings]
    return min(severities, key=SEVERITIES.order) if severities else judgement.note or judgement.outcome


def _concerned(judgement: Judgement) -> tuple[str, ...]:
    return tuple(sorted({contact for finding in judgement.findings for contact in finding.contacts}))
