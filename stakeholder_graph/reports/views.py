"""The tables of the map and of its coverage as people read them: the columns that matter, in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from stakeholder_graph.analysis.influence.measures import MEASURES
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.reports.cells import figure, make_view, named, plain, share_of, stance_of, tick, words
from stakeholder_graph.reports.wording import label
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.vocabulary.coaching import COACH_CLASSES, PROOFS
from stakeholder_graph.vocabulary.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["coach_view", "failure_view", "finding_view", "ranking_view", "role_view"]

_SHOWN_COACHES = ("champion", "coach", "friendly_source", "cheerleader", "reluctant_ally", "anti_sponsor")


def ranking_view(ranking: pd.DataFrame, lang: Language = "en") -> pd.DataFrame:
    """Return a ranking for people: shares in percent, roles and stance in words."""
    measure = MEASURES[ranking.attrs["measure"]].column
    columns = {
        "rank": plain,
        **({measure: figure} if measure not in ("share", "out_strength") else {}),
        "name": plain,
        "roles": words(ROLES.label, lang),
        "share": share_of,
        "direct": share_of,
        "through_others": share_of,
        "out_strength": figure,
        "stance": stance_of(lang),
    }
    named = ranking.assign(name=ranking["name"].where(ranking["name"].notna(), ranking.index.to_series()))
    return make_view(named, columns, lang)


def role_view(roles: pd.DataFrame, names: Mapping[str, str], lang: Language = "en") -> pd.DataFrame:
    """Return the coverage of the roles for people; `names` maps ids to names."""
    people = named(names, lang)
    columns = {
        "role": lambda value: ROLES.label(value, lang),
        "need": lambda value: label("needs", value, lang),
        "holders": people,
        "met": people,
        "not_met": people,
        "relationship_unknown": people,
        "coverage": share_of,
    }
    view = make_view(roles.reset_index(), columns, lang)
    unheld = [not holders for holders in roles["holders"]]
    view.loc[unheld, label("columns", "coverage", lang)] = "–"  # nobody to cover, which is not the same as not known
    return view


def finding_view(report: CoverageReport, lang: Language = "en") -> pd.DataFrame:
    """Return the findings of a coverage report for people."""
    records = report.to_dict(lang)["findings"]
    columns = {
        "severity": lambda value: SEVERITIES.label(value, lang),
        "title": plain,
        "evidence": plain,
        "action": plain,
    }
    view = make_view(pd.DataFrame(records, columns=list(columns)), columns, lang)
    return view.rename(columns={label("columns", "title", lang): label("columns", "finding", lang)})


def coach_view(coaches: pd.DataFrame, names: Mapping[str, str], lang: Language = "en") -> pd.DataFrame:
    """Return the coach test for people: those we call a coach, those in a telling class, the best candidates."""
    proofs = {proof.key: proof.label(lang) for proof in PROOFS}
    called = coaches["labelled_coach"].map(lambda value: not is_missing(value) and bool(value))
    promising = (coaches["coach_class"] == "candidate") & (coaches["stance"] > 0) & coaches["key"]
    shown = coaches[called | coaches["coach_class"].isin(_SHOWN_COACHES) | promising].reset_index()
    columns = {
        "contact_id": lambda value: names.get(value, value),
        "coach_class": lambda value: COACH_CLASSES.label(value, lang),
        "labelled_coach": lambda value: "" if is_missing(value) else tick(value),
        "stance": stance_of(lang),
        "path_strength": figure,
        "next_proof": lambda value: proofs.get(value, ""),
    }
    return make_view(shown, columns, lang).rename(
        columns={label("columns", "contact_id", lang): label("columns", "name", lang)}
    )


def failure_view(failures: pd.DataFrame, lang: Language = "en") -> pd.DataFrame:
    """Return the failures of a :class:`SchemaError` for people."""
    return make_view(failures, dict.fromkeys(failures.columns, plain), lang)
