"""What is missing: every rule held against one purchase, and how well each decision role is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.role_coverage import cover_roles, score_roles
from stakeholder_graph.rules.judgement import judge
from stakeholder_graph.rules.report import CoverageReport
from stakeholder_graph.rules.table import DEFAULT_RULES, RuleSet, check_rules

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx

    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["check_coverage", "coverage_of"]


def check_coverage(
    G: nx.DiGraph[Any],
    *,
    stage: str | None = None,
    as_of: dt.date | None = None,
    previous: nx.DiGraph[Any] | None = None,
    rules: RuleSet = DEFAULT_RULES,
) -> CoverageReport:
    """Say what is missing on the map of a purchase, and what to do about it.

    Every rule has one of three outcomes: **hit**, **pass**, or **unknown** where an input is missing; then it asks
    its question. Nothing passes in silence because nobody knows.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; not changed.
    stage : str, optional
        The purchase stage; by default the graph's own. Where neither is given, what hangs on the stage is unknown.
    as_of : datetime.date, optional
        The date the map shows; by default the graph's own. Where neither is given, the rules on time are unknown: no
        clock is read.
    previous : networkx.DiGraph, optional
        An earlier snapshot of the same purchase, against which a stance can have fallen; not changed. Where none is
        given, that rule is unknown.
    rules : RuleSet, optional
        The rules to check; by default all of them. Switch rules off, set thresholds, grade and extend them with the
        methods of the set, or with a text file and ``load_rules``.

    Returns
    -------
    CoverageReport
        ``.roles``, ``.findings``, ``.unknowns`` and ``.outcomes`` are tables, ``.score`` is the mean coverage of the
        roles that the stage requires.

    Raises
    ------
    SchemaError
        If one of the graphs breaks the schema.
    UnknownTermError
        If the stage does not exist.
    OptionError
        If `as_of` is no date, `rules` is no set of rules, or the condition of a rule of your own answers something
        else than it may.

    See Also
    --------
    assess_coaches : the coach test, contact by contact.

    Notes
    -----
    Only active contacts count as holders of a role. A contact is *key* who holds the role of decision maker, ranks in
    the top third by share of the decision, or has a stated influence of at least .8 (ours); contacts with equal
    shares at the border of the top third stay out together. The strongest known relationship counts, whether a
    teammate's tie or the contact's own row says it. More contacts are never scored as good by themselves.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> report = sg.check_coverage(sg.example_buying_center())
    >>> report.findings.loc[0, ["rule", "severity", "evidence"]].tolist()
    ['COA-001', 'high', 'Nobody is a coach, and nobody shows signs of becoming one.']
    >>> report.roles.loc["decision_maker", ["need", "holders", "status"]].tolist()
    ['required', ('cfo',), 'unknown']
    """
    check_rules(rules)
    return coverage_of(gather_facts(G, stage=stage, as_of=as_of, previous=previous), rules=rules)


def coverage_of(facts: Facts, *, rules: RuleSet = DEFAULT_RULES) -> CoverageReport:
    """Return the report of :func:`check_coverage` from what is known."""
    roles = cover_roles(facts)
    return CoverageReport(
        stage=facts.stage,
        as_of=facts.as_of,
        judgements=tuple(judge(rule, facts) for rule in rules),
        role_coverage=roles,
        overall=score_roles(roles),
        names=facts.names,
    )
