"""Results as tables of texts for people: the columns that matter, in a language, numbers as they are read aloud."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from stakeholder_graph.analysis.influence.measures import MEASURES
from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.presenting import percent
from stakeholder_graph.reports.wording import label
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.vocabulary.coaching import COACH_CLASSES, PROOFS
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stances import STANCES, classify_stance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stakeholder_graph.rules.report import CoverageReport
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["coach_view", "failure_view", "finding_view", "ranking_view", "role_view"]

_UNKNOWN = "?"
_SHOWN_COACHES = ("champion", "coach", "friendly_source", "cheerleader", "reluctant_ally", "anti_sponsor")


def ranking_view(ranking: pd.DataFrame, lang: Language = "en") -> pd.DataFrame:
    """Return a ranking for people: shares in percent, roles and stance in words."""
    measure = MEASURES[ranking.attrs["measure"]].column
    columns = {
        "rank": _plain,
        **({measure: _number} if measure not in ("share", "out_strength") else {}),
        "name": _plain,
        "roles": lambda value: _words(value, ROLES.label, lang),
        "share": _percent,
        "direct": _percent,
        "through_others": _percent,
        "out_strength": _number,
        "stance": lambda value: _stance(value, lang),
    }
    named = ranking.assign(name=ranking["name"].where(ranking["name"].notna(), ranking.index.to_series()))
    return _view(named, columns, lang)


def role_view(roles: pd.DataFrame, names: Mapping[str, str], lang: Language = "en") -> pd.DataFrame:
    """Return the coverage of the roles for people; `names` maps ids to names."""

    def people(value: Any) -> str:
        return _words(value, lambda key, _: names.get(key, key), lang)

    columns = {
        "role": lambda value: ROLES.label(value, lang),
        "need": lambda value: label("needs", value, lang),
        "holders": people,
        "met": people,
        "not_met": people,
        "relationship_unknown": people,
        "coverage": _percent,
    }
    view = _view(roles.reset_index(), columns, lang)
    unheld = [not holders for holders in roles["holders"]]
    view.loc[unheld, label("columns", "coverage", lang)] = "–"  # nobody to cover, which is not the same as not known
    return view


def finding_view(report: CoverageReport, lang: Language = "en") -> pd.DataFrame:
    """Return the findings of a coverage report for people."""
    records = report.to_dict(lang)["findings"]
    columns = {
        "severity": lambda value: SEVERITIES.label(value, lang),
        "title": _plain,
        "evidence": _plain,
        "action": _plain,
    }
    view = _view(pd.DataFrame(records, columns=list(columns)), columns, lang)
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
        "labelled_coach": lambda value: "" if is_missing(value) or not value else "✓",
        "stance": lambda value: _stance(value, lang),
        "path_strength": _number,
        "next_proof": lambda value: proofs.get(value, ""),
    }
    return _view(shown, columns, lang).rename(
        columns={label("columns", "contact_id", lang): label("columns", "name", lang)}
    )


def failure_view(failures: pd.DataFrame, lang: Language = "en") -> pd.DataFrame:
    """Return the failures of a :class:`SchemaError` for people."""
    return _view(failures, dict.fromkeys(failures.columns, _plain), lang)


def _view(table: pd.DataFrame, columns: Mapping[str, Callable[[Any], str]], lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {label("columns", name, lang): [render(value) for value in table[name]] for name, render in columns.items()},
        dtype="object",
    )


def _plain(value: Any) -> str:
    return "" if is_missing(value) else str(value)


def _number(value: Any) -> str:
    return _UNKNOWN if is_missing(value) else f"{value:.2f}"


def _percent(value: Any) -> str:
    return _UNKNOWN if is_missing(value) else percent(value)


def _stance(value: Any, lang: Language) -> str:
    unknown = is_missing(value) or math.isnan(value)
    word = STANCES.label(classify_stance(None if unknown else value), lang)
    figure = "" if unknown else f"{value:+.1f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")
    return word if unknown else f"{word} ({figure})"


def _words(value: Any, name: Callable[[str, Language], str], lang: Language) -> str:
    return ("、" if lang == "zh" else ", ").join(name(key, lang) for key in value) if isinstance(value, tuple) else ""
